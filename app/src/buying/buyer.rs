//! `/pesanan/{nomor}`: an order as its buyer sees it, signed in or by the signed link.

use axum::http::StatusCode;
use axum::http::header::HeaderName;
use domain::access::Person;
use domain::buying::{Pay, Side, State, Step};
use domain::form::FieldErrors;
use domain::lang::Lang;
use domain::text::Line;
use engine::buying::cart::{self, CartError, CartOf};
use engine::buying::shown::{Bank, OrderShown};
use engine::buying::{OrderError, link, steps};
use leptos::prelude::*;

use super::asked::{Asked, gone};
use super::order_text::Text;
use super::{cart_of, counted, order, papers};
use crate::house::screen::render;
use crate::house::{Answer, Caller, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::push;
use crate::ui::{self, Button, Cell, Fields, Icon, NavLink, Notice, post_button};

/// Where the proof's form stands.
const PROOF_FORM: &str = "kirim-bukti";

pub async fn page(reader: Reader, asked: Asked) -> PageResult {
    let order = asked.find(&reader).await?;
    let mut screen = OrderScreen::new(&asked, order);
    if !asked.is_link() && !screen.order.state.is_over() {
        screen.push_key = Some(engine::push::public_key(&reader.site.desk)?);
    }
    Ok(reader.page(screen))
}

/// The pieces that move, for the page's script.
pub async fn state(reader: Reader, asked: Asked) -> PageResult {
    let order = asked.find(&reader).await?;
    let base = asked.path();
    Ok(pieces(&reader, || (state_view(reader.lang, &order, &base), order::history(reader.lang, &order))))
}

/// How far it is, and what happened, without the page around them.
pub(super) fn pieces(reader: &Reader, draw: impl FnOnce() -> (AnyView, AnyView)) -> Answer {
    let html = render(|| {
        let (state, history) = draw();
        view! { <div id=order::STATE>{state}</div><div id=order::HISTORY>{history}</div> }.into_any()
    });
    Answer::page(html, reader.secure()).header(HeaderName::from_static("x-robots-tag"), "noindex")
}

pub async fn cancel_form(reader: Reader, asked: Asked) -> PageResult {
    let order = asked.find(&reader).await?;
    let mut screen = OrderScreen::new(&asked, order);
    screen.cancelling = Some(reader.form());
    Ok(reader.page(screen))
}

pub async fn cancel(reader: Reader, asked: Asked, posted: Posted) -> PageResult {
    let cancelled = match Line::parse_optional(posted.one("alasan")) {
        Ok(reason) => steps::cancel(&reader.site.desk, asked.who(), &asked.number, reason.as_ref()).await,
        Err(why) => Err(OrderError::Refused(FieldErrors::of("alasan", why))),
    };
    match cancelled {
        Ok(()) => Ok(reader.see_other(asked.path()).saying(Text(reader.lang).was_cancelled())),
        Err(error) => refused(&reader, &asked, error, Some(State::Cancelled), Some(&posted)).await,
    }
}

pub async fn complete(reader: Reader, asked: Asked) -> PageResult {
    match steps::complete(&reader.site.desk, asked.who(), &asked.number).await {
        Ok(()) => Ok(reader.see_other(asked.path()).saying(Text(reader.lang).got_it_said())),
        Err(error) => refused(&reader, &asked, error, Some(State::Done), None).await,
    }
}

/// Whoever has the link and is signed in with the number of the order has it among their own from now on.
pub async fn adopt(reader: Reader, by: Person, asked: Asked) -> PageResult {
    let signature = asked.signature().ok_or(PageError::NotFound)?;
    engine::buying::adopt(&reader.site.desk, &by, &asked.number, signature).await.map_err(gone)?;
    Ok(reader.see_other(link::path(&asked.number)).saying(Text(reader.lang).adopted()))
}

/// Puts what is still sold of the order into this browser's cart.
pub async fn again(reader: Reader, Caller(caller): Caller, asked: Asked) -> PageResult {
    let text = Text(reader.lang);
    let desk = &reader.site.desk;
    // Only whose order it is gets a cart by it.
    asked.find(&reader).await?;
    let own = reader.cart.as_ref().map(|(token, _)| token);
    let cart = match cart_of(&reader) {
        Some(cart @ CartOf::Account(_)) => cart,
        _ => match cart::begin(desk, &caller, own).await {
            Ok(token) => CartOf::Token(token),
            Err(CartError::Wait(after)) => return Err(PageError::TooMany { retry_after: after.0 }),
            Err(CartError::Trouble(trouble)) => return Err(trouble.into()),
            Err(_) => return Err(PageError::Conflict),
        },
    };
    let done = engine::buying::again(desk, asked.who(), &asked.number, &cart).await?.ok_or(PageError::NotFound)?;
    if done.put == 0 {
        return Ok(reader.see_other(asked.path()).saying(text.again_nothing()));
    }
    let said = if done.left > 0 { text.again_some(done.left) } else { text.again_all().to_owned() };
    counted(&reader, &cart, reader.see_other("/keranjang").saying(&said)).await
}

/// A step that was not taken: the page as it stands now, and why. Where it stands already where the step
/// would have led, the press was a second one.
pub(super) async fn refused(
    reader: &Reader,
    asked: &Asked,
    error: OrderError,
    meant: Option<State>,
    typed: Option<&Posted>,
) -> PageResult {
    let (status, errors) = match error {
        OrderError::Moved { state } if Some(state) == meant => return Ok(reader.see_other(asked.path())),
        OrderError::Moved { .. } => (StatusCode::CONFLICT, FieldErrors::default()),
        OrderError::Refused(errors) => (StatusCode::UNPROCESSABLE_ENTITY, errors),
        other => return Err(gone(other)),
    };
    let order = asked.find(reader).await?;
    let mut screen = OrderScreen::new(asked, order);
    if status == StatusCode::CONFLICT {
        screen.problem = Some(order::meanwhile(reader.lang, reader.now(), &screen.order));
    }
    screen.cancelling = typed.map(|posted| posted.refused(errors));
    Ok(reader.page(screen).status(status))
}

pub(super) struct OrderScreen {
    pub order: OrderShown,
    /// The order's address as this reader has it.
    base: String,
    by_link: bool,
    pub problem: Option<String>,
    /// The form for calling off stands open.
    cancelling: Option<Filled>,
    /// The form of the proof as it came back.
    pub proof: Filled,
    /// For whoever is signed in and waits for something: news of it can be told on this device.
    push_key: Option<String>,
}

impl OrderScreen {
    pub fn new(asked: &Asked, order: OrderShown) -> Self {
        let base = asked.path();
        let by_link = asked.is_link();
        Self { order, base, by_link, problem: None, cancelling: None, proof: Filled::empty(), push_key: None }
    }

    /// Who sells, and how to talk to them.
    fn seller(&self, frame: &Frame) -> AnyView {
        let (text, order) = (Text(frame.lang), &self.order);
        let link = format!("{}{}?usaha={}", frame.public_url, order.sellers_path(), order.shop_slug);
        let ask = order.shop_whatsapp.as_ref().map(|phone| {
            let words = text.whatsapp_to_seller(&order.shop, order.number.as_str(), &order.total.to_string());
            Button::whatsapp(text.ask_seller(), phone.whatsapp(&format!("{words}\n{link}"))).wide().view()
        });
        let facts = ui::facts(vec![(
            text.seller().to_owned(),
            Cell::link(&format!("/toko/{}", order.shop_slug), &order.shop).and(&order.shop_place),
        )]);
        let instead = order.shop_whatsapp.is_none().then(|| ask_koperasi(frame.lang, order));
        ui::titled_card(text.seller(), view! { {facts} {ask} {instead} })
    }

    fn proof_form(&self, lang: Lang) -> Option<AnyView> {
        let (text, order) = (Text(lang), &self.order);
        if !order.takes_proof() {
            return None;
        }
        let f = Fields::new(lang, &self.proof).prefix("bukti");
        let fields = view! {
            {f.file("bukti", text.proof(), "image/jpeg,image/png,image/webp").hint(text.proof_hint())}
            {f.submit(if order.has_proof { text.proof_again() } else { text.send_proof() })}
        };
        let form = f.form(format!("{}/bukti", self.base), fields).multipart().view();
        Some(view! { <div id=PROOF_FORM>{ui::titled_card(text.send_proof(), form)}</div> }.into_any())
    }

    fn cancel_form(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        let may = matches!(self.order.state, State::New | State::Accepted);
        if !self.order.may_act || (!may && self.cancelling.is_none()) {
            return None;
        }
        let empty = Filled::empty();
        let f = Fields::new(lang, self.cancelling.as_ref().unwrap_or(&empty)).prefix("batal");
        let fields = view! {
            {f.text("alasan", text.reason()).hint(text.cancel_hint()).optional()}
            {ui::submit_row(vec![Button::danger(text.cancel())])}
        };
        let form = f.form(format!("{}/batal", self.base), fields).view();
        Some(ui::fold(text.cancel(), self.cancelling.is_some(), form))
    }

    /// How the buyer finds this page again, when nothing but its address leads here.
    fn keep(&self, frame: &Frame) -> Option<AnyView> {
        let (text, lang, order) = (Text(frame.lang), frame.lang, &self.order);
        let me = frame.standing.as_ref().map(|standing| standing.account);
        if !order.may_act {
            return Some(Notice::Info.view(lang, text.only_shown()));
        }
        if self.by_link {
            let own = (order.by_link && me == Some(order.buyer)).then(|| {
                let button = Button::primary(text.adopt()).small();
                view! { <p>{text.adopt_hint()}</p> {post_button(format!("{}/simpan", self.base), vec![], button)} }
            });
            return Some(view! { {Notice::Info.view(lang, text.keep_link())} {own.map(ui::card)} }.into_any());
        }
        let path = order.link.as_ref().filter(|_| !order.buyer_has_password)?;
        let share = ui::share_row(lang, &text.order(order.number.as_str()), &format!("{}{path}", frame.public_url));
        let choose = Button::quiet(text.choose_password()).small().link("/akun/kata-sandi").view();
        let content = view! { <p>{text.save_link_hint()}</p> {share} <p>{choose}</p> };
        Some(ui::titled_card(text.save_link(), content))
    }
}

/// Where the shop has no WhatsApp: the koperasi that vouches for it knows the seller.
fn ask_koperasi(lang: Lang, order: &OrderShown) -> AnyView {
    let text = Text(lang);
    let Some(helper) = &order.helper else { return view! { <p>{text.no_whatsapp()}</p> }.into_any() };
    let href = format!("/koperasi/{}", helper.slug);
    let ask = helper.phone.as_ref().filter(|phone| phone.is_mobile()).map(|phone| {
        let words = text.whatsapp_to_koperasi(&helper.name, &order.shop, order.number.as_str());
        Button::whatsapp(text.ask_koperasi(), phone.whatsapp(&words)).wide().view()
    });
    let call = helper.phone.as_ref().filter(|phone| !phone.is_mobile()).map(|phone| format!(", {}", phone.display()));
    view! { <p>{text.no_whatsapp()}" "{text.koperasi_helps()}" "<a href=href>{helper.name.clone()}</a>{call}"."</p> {ask} }
        .into_any()
}

/// How far it is, what comes next, and the one button.
fn state_view(lang: Lang, order: &OrderShown, base: &str) -> AnyView {
    let text = Text(lang);
    let button = (order.may_act && matches!(order.state, State::Ready | State::Sent)).then(|| {
        let button = Button::primary(text.got_it()).icon(Icon::Check).wide();
        post_button(format!("{base}/diterima"), vec![], button)
    });
    let reason = order.reason.as_deref().map(|reason| view! { <p>{text.why(reason)}</p> }.into_any());
    let clock = match order.state {
        State::Sent => Some(text.clock_done(&order::clock(lang, order))),
        State::Ready if order.is_late() => Some(text.fetch_late().to_owned()),
        State::Ready => Some(text.fetch_by(&order::clock(lang, order))),
        _ => None,
    };
    let clock = clock.map(|words| view! { <p class="petunjuk">{words}</p> }.into_any());
    // What came from the seller shows no picture either.
    let see = (order.has_proof && order.may_act)
        .then(|| view! { <p><a href=format!("{base}/bukti")>{text.see_proof()}</a></p> }.into_any());
    // Without the script, or when it has no connection.
    let refresh = (!order.state.is_over())
        .then(|| view! { <p class="segarkan"><a href=base.to_owned()>{text.refresh()}</a></p> }.into_any());
    view! {
        {order::badges(lang, order)}
        {order::progress(lang, order)}
        <p class="seruan">{says(lang, order)}</p>
        {reason}
        {button}
        {clock}
        {how_to_pay(lang, order, base)}
        {see}
        {refresh}
    }
    .into_any()
}

/// What the buyer may say of it. `base` is the order's address as this reader has it.
fn words(lang: Lang, order: &OrderShown, base: &str) -> AnyView {
    let text = Text(lang);
    let mut links = Vec::new();
    if !order.may_act {
        return ().into_any();
    }
    if order.state == State::Done {
        links.push(NavLink::new(format!("{base}/ulasan"), text.to_reviews()).icon(Icon::Star));
    }
    if order.has_complaint || order.state.after(Step::Complain, Side::Buyer).is_ok() {
        let label = if order.has_complaint { text.to_complaint() } else { text.complain() };
        links.push(NavLink::new(format!("{base}/keluhan"), label).icon(Icon::Chat));
    }
    if links.is_empty() { ().into_any() } else { ui::menu(&links) }
}

fn says(lang: Lang, order: &OrderShown) -> String {
    let text = Text(lang);
    let said = match order.state {
        State::New => return text.says_new(&order.shop, &order::clock(lang, order)),
        State::Ready => return text.says_ready(&fetched_at(order)),
        State::Accepted => text.says_accepted(),
        State::Prepared => text.says_prepared(),
        State::Sent => text.says_sent(),
        State::Done => text.says_done(),
        State::Refused => text.says_refused(),
        State::Cancelled if order.paid_at.is_some() => return paid_back(text, order),
        State::Cancelled if order.has_proof => text.money_back(),
        State::Cancelled => text.says_cancelled(),
        State::Complaint => text.says_complaint(),
    };
    said.to_owned()
}

/// Who has the buyer's money, and how the buyer reaches them.
fn paid_back(text: Text, order: &OrderShown) -> String {
    let said = text.pay_back(&order.shop, &order.total.to_string());
    let reach = match (&order.shop_whatsapp, &order.helper) {
        (Some(_), _) => text.reach_seller().to_owned(),
        (None, Some(helper)) => text.reach_koperasi(&helper.name),
        (None, None) => return said,
    };
    format!("{said} {reach}")
}

fn fetched_at(order: &OrderShown) -> String {
    match &order.koperasi {
        Some((name, address)) => format!("{name}, {address}"),
        None => format!("{}, {}", order.shop, order.shop_place),
    }
}

/// Whether somebody should still send money: not while there are words about the goods, nor for what was never
/// handed over.
fn is_to_pay(order: &OrderShown) -> bool {
    match order.state {
        State::Complaint => false,
        State::Done => order.awaits_money() && order.pay != Pay::Cash && order.handed_at.is_some(),
        _ => order.awaits_money(),
    }
}

/// Once it is accepted, and until the seller has seen the money.
fn how_to_pay(lang: Lang, order: &OrderShown, base: &str) -> Option<AnyView> {
    let text = Text(lang);
    if !is_to_pay(order) {
        return None;
    }
    let total = order.total.to_string();
    let how = match (order.pay, &order.bank, &order.qris) {
        (Pay::Cash, ..) => view! { <p>{text.pay_cash(&total)}</p> }.into_any(),
        (Pay::Transfer, Some(bank), _) => bank_facts(lang, order, bank),
        (Pay::Qris, _, Some(code)) => view! {
            <p>{text.pay_qris(&order.shop)}</p>
            {ui::qr(code, &text.code_of(&order.shop))}
            {ui::facts(vec![(text.sum().to_owned(), Cell::text(&total))])}
        }
        .into_any(),
        _ => view! { <p>{text.pay_ask()}</p> }.into_any(),
    };
    // On a page that was opened before the order was accepted the form is not there yet.
    let send = (order.takes_proof() && !order.has_proof)
        .then(|| view! { <p><a href=format!("{base}#{PROOF_FORM}")>{text.send_proof()}</a></p> }.into_any());
    Some(view! { <h2>{text.how_to_pay()}</h2> {how} {send} }.into_any())
}

fn bank_facts(lang: Lang, order: &OrderShown, bank: &Bank) -> AnyView {
    let text = Text(lang);
    let facts = ui::facts(vec![
        (text.bank().to_owned(), Cell::text(&bank.name)),
        (text.account_number().to_owned(), Cell::text(&bank.number)),
        (text.holder().to_owned(), Cell::text(&bank.holder)),
        (text.sum().to_owned(), Cell::text(order.total.to_string())),
    ]);
    view! { <p>{text.pay_transfer(&order.shop)}</p> {facts} }.into_any()
}

impl Screen for OrderScreen {
    fn head(&self, lang: Lang) -> Head {
        let head = Head::new(Text(lang).order(self.order.number.as_str())).tab(Tab::Orders);
        let head = if self.push_key.is_some() { head.push() } else { head };
        if self.order.state.is_over() { head } else { head.live() }
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang, order) = (Text(frame.lang), frame.lang, &self.order);
        let crumbs = [("/pesanan".to_owned(), text.own_orders().to_owned())];
        let title = text.order(order.number.as_str());
        let crumbs = (!self.by_link).then(|| ui::breadcrumbs(lang, &crumbs, &title));
        let keep = self.keep(frame);
        let (above, below) = if self.by_link { (keep, None) } else { (None, keep) };
        let problem = self.problem.clone().map(|problem| Notice::Warning.view(lang, problem));
        let history = ui::titled_card(text.history(), view! { <div id=order::HISTORY>{order::history(lang, order)}</div> });
        let details = ui::titled_card(text.details(), ui::facts(order::facts(lang, order)));
        let moving = view! {
            <div id=order::STATE aria-live="polite">{state_view(lang, order, &self.base)}</div>
        };
        let offer = self.push_key.as_ref().map(|key| push::offer(lang, key, &self.base));
        let left = view! { {ui::card(moving)} {below} {offer} {self.proof_form(lang)} {order::goods(lang, order)} {history} };
        let again = order.state.is_over().then(|| {
            let button = Button::quiet(text.again()).icon(Icon::Cart).wide();
            post_button(format!("{}/lagi", self.base), vec![], button)
        });
        let right = view! {
            {self.seller(frame)}
            {again}
            {words(lang, order, &self.base)}
            {details}
            {papers::links(lang, &self.base, "")}
            {self.cancel_form(lang)}
        };
        view! {
            <div class="wadah putaran" data-putaran=self.base.clone() data-dilihat=order.mark.to_string()
                data-angka=format!("{}/keadaan", self.base)>
                {crumbs}
                {ui::page_head(Some(&order.shop), &title, None)}
                {problem}
                {above}
                {ui::two_columns(left, right)}
            </div>
        }
        .into_any()
    }
}
