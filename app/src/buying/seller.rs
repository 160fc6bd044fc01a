//! `/usaha/pesanan/{nomor}`: an order as its seller sees it, with the one button that comes next.

use domain::access::Keeper;
use domain::buying::{Pay, Receive, Side, State, Step};
use domain::dates::Day;
use domain::lang::Lang;
use engine::buying::shown::OrderShown;
use leptos::prelude::*;

use super::asked::AskedBySeller;
use super::order_text::Text;
use super::{buyer, order, papers};
use crate::house::{Filled, Frame, Head, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, Fields, Icon, NavLink, Notice, post_button};

/// The forms beside the buttons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Small {
    Refuse,
    Cancel,
    Postpone,
}

pub async fn page(reader: Reader, asked: AskedBySeller) -> PageResult {
    show(&reader, &asked, None).await
}

pub async fn refuse_form(reader: Reader, asked: AskedBySeller) -> PageResult {
    show(&reader, &asked, Some((Small::Refuse, reader.form()))).await
}

pub async fn cancel_form(reader: Reader, asked: AskedBySeller) -> PageResult {
    show(&reader, &asked, Some((Small::Cancel, reader.form()))).await
}

pub async fn postpone_form(reader: Reader, asked: AskedBySeller) -> PageResult {
    show(&reader, &asked, Some((Small::Postpone, reader.form()))).await
}

async fn show(reader: &Reader, asked: &AskedBySeller, typed: Option<(Small, Filled)>) -> PageResult {
    let order = asked.find(reader).await?;
    let mut screen = SellerScreen::new(&asked.by, order);
    screen.typed = typed;
    Ok(super::of_shop(&asked.by, reader.page(screen)))
}

/// The pieces that move, for the page's script.
pub async fn state(reader: Reader, asked: AskedBySeller) -> PageResult {
    let order = asked.find(&reader).await?;
    Ok(buyer::pieces(&reader, || (state_view(reader.lang, &order), order::history(reader.lang, &order))))
}

pub struct SellerScreen {
    pub order: OrderShown,
    on_behalf: bool,
    pub problem: Option<String>,
    pub typed: Option<(Small, Filled)>,
}

/// A room of the order; each address names the business.
fn to(order: &OrderShown, room: &str) -> String {
    format!("{}{room}?usaha={}", order.sellers_path(), order.shop_slug)
}

/// What is to be done next, and under which address. Nothing while it is the buyer's turn.
pub(super) fn next(text: Text, state: State, receive: Receive) -> Option<(&'static str, &'static str)> {
    match state {
        State::New => Some(("terima", text.accept_order())),
        State::Accepted => Some(("siapkan", text.prepare())),
        State::Prepared if receive == Receive::Delivery => Some(("kirim", text.send())),
        State::Prepared => Some(("siap", text.make_ready())),
        State::Ready | State::Sent => Some(("selesai", text.complete())),
        State::Done | State::Refused | State::Cancelled | State::Complaint => None,
    }
}

/// How far it is, what comes next, and the one button.
fn state_view(lang: Lang, order: &OrderShown) -> AnyView {
    let text = Text(lang);
    let step = next(text, order.state, order.receive).map(|(room, label)| {
        post_button(to(order, &format!("/{room}")), vec![], Button::primary(label).icon(Icon::Check).wide())
    });
    // Preparing may be left out: what lies ready is handed over at once.
    let at_once = (order.state == State::Accepted).then(|| {
        let (room, label) = if order.receive == Receive::Delivery { ("kirim", text.send()) } else { ("siap", text.make_ready()) };
        post_button(to(order, &format!("/{room}")), vec![], Button::quiet(label).wide())
    });
    let reason = order.reason.as_deref().map(|reason| view! { <p>{text.why(reason)}</p> }.into_any());
    view! {
        {order::badges(lang, order)}
        {order::progress(lang, order)}
        <p class="seruan">{says(lang, order)}</p>
        {reason}
        {step}
        {at_once}
        {money(lang, order)}
    }
    .into_any()
}

fn says(lang: Lang, order: &OrderShown) -> String {
    let text = Text(lang);
    let said = match order.state {
        State::New => return text.sells_new(&order::clock(lang, order)),
        State::Sent => return format!("{} {}", text.sells_handed(), text.clock_done(&order::clock(lang, order))),
        State::Ready if order.is_late() && order.by_link => text.link_late(),
        State::Ready if order.is_late() => text.sells_late(),
        State::Ready if order.by_link => {
            return format!("{} {}", text.sells_handed(), text.link_waits(&order::clock(lang, order)));
        }
        State::Ready => return format!("{} {}", text.sells_handed(), text.clock_reminds(&order::clock(lang, order))),
        State::Accepted => text.sells_accepted(),
        State::Prepared if order.receive == Receive::Delivery => text.sells_prepared_send(),
        State::Prepared => text.sells_prepared_fetch(),
        State::Done if order.paid_at.is_none() && order.pay == Pay::Cash => text.sells_unpaid_cash(),
        State::Done if order.paid_at.is_none() => text.sells_unpaid(),
        State::Done => text.sells_done(),
        State::Refused => text.refused(),
        State::Cancelled if order.paid_at.is_some() => return text.sells_pay_back(&order.total.to_string()),
        State::Cancelled if order.has_proof => text.sells_look_back(),
        State::Cancelled => text.says_cancelled(),
        State::Complaint => text.sells_complaint(),
    };
    said.to_owned()
}

/// Whether the money came, which only the seller can see.
fn money(lang: Lang, order: &OrderShown) -> Option<AnyView> {
    let text = Text(lang);
    let see = order.has_proof.then(|| view! { <p><a href=to(order, "/bukti")>{text.see_proof()}</a></p> }.into_any());
    let button = if order.awaits_money() {
        let button = Button::quiet(text.mark_paid()).icon(Icon::Wallet).wide();
        Some(post_button(to(order, "/lunas"), vec![], button))
    } else if order.paid_at.is_some() && !matches!(order.state, State::Refused | State::Cancelled) {
        Some(post_button(to(order, "/belum-lunas"), vec![], Button::plain(text.mark_unpaid()).small()))
    } else {
        None
    };
    (see.is_some() || button.is_some()).then(|| view! { {see} {button} }.into_any())
}

impl SellerScreen {
    pub fn new(by: &Keeper, order: OrderShown) -> Self {
        Self { order, on_behalf: by.on_behalf(), problem: None, typed: None }
    }

    /// Who ordered, and how to reach them.
    fn buyer(&self, frame: &Frame) -> AnyView {
        let (text, lang, order) = (Text(frame.lang), frame.lang, &self.order);
        let name = Cell::text(&order.buyer_name);
        let name = match &order.buyer_phone {
            Some(phone) => name.and(phone.display()),
            None => name.and(text.closed_account()),
        };
        let ask = order.buyer_phone.as_ref().filter(|phone| phone.is_mobile()).map(|phone| {
            // Who cannot sign in gets a link that shows the order, and does not make the seller its buyer.
            let path = order.link.clone().unwrap_or_else(|| engine::buying::link::path(&order.number));
            let link = format!("{}{path}", frame.public_url);
            let state = order::state_name(lang, order.state);
            let words = text.whatsapp_to_buyer(&order.buyer_name, &order.shop, order.number.as_str(), state, &link);
            Button::whatsapp(text.whatsapp_buyer(), phone.whatsapp(&words)).wide().view()
        });
        let only_link = order.by_link.then(|| view! { <p>{text.only_link()}</p> }.into_any());
        ui::titled_card(text.buyer(), view! { {ui::facts(vec![(text.buyer().to_owned(), name)])} {only_link} {ask} })
    }

    /// The forms that are possible now, and the one that came back.
    fn forms(&self, lang: Lang, today: Day) -> AnyView {
        let small = |small: Small, may: bool| {
            let typed = self.typed.as_ref().filter(|(open, _)| *open == small).map(|(_, filled)| filled);
            (may || typed.is_some()).then(|| self.form(lang, small, typed, today))
        };
        let state = self.order.state;
        view! {
            {small(Small::Postpone, matches!(state, State::Accepted | State::Prepared))}
            {small(Small::Refuse, state == State::New)}
            {small(Small::Cancel, state.after(Step::Cancel, Side::Seller).is_ok())}
        }
        .into_any()
    }

    fn form(&self, lang: Lang, small: Small, typed: Option<&Filled>, today: Day) -> AnyView {
        let (text, order) = (Text(lang), &self.order);
        let start = domain::form::Inputs::default().with("hari", order.ready_on.unwrap_or(today.plus_days(1)).iso());
        let fresh = if small == Small::Postpone { Filled::of(start) } else { Filled::empty() };
        let filled = typed.unwrap_or(&fresh);
        let (room, label) = match small {
            Small::Refuse => ("tolak", text.refuse()),
            Small::Cancel => ("batal", text.cancel()),
            Small::Postpone => ("tunda", text.postpone()),
        };
        let f = Fields::new(lang, filled).prefix(room);
        let field = match small {
            Small::Postpone => f.date("hari", text.day()),
            Small::Refuse | Small::Cancel => f.text("alasan", text.reason()).hint(text.refuse_hint()),
        };
        let button = if small == Small::Postpone { Button::primary(label) } else { Button::danger(label) };
        let question = (small != Small::Postpone).then(|| view! { <p>{text.refuse_question()}</p> }.into_any());
        let back = (small == Small::Cancel && order.paid_at.is_some())
            .then(|| view! { <p>{text.cancel_paid(&order.total.to_string())}</p> }.into_any());
        let fields = view! { {question} {back} {field} {ui::submit_row(vec![button])} };
        ui::fold(label, typed.is_some(), f.form(to(order, &format!("/{room}")), fields).view())
    }

    /// The complaint, which the owner answers as one side of it and an officer mediates; and what is done about a
    /// buyer who is no buyer.
    fn words(&self, lang: Lang) -> AnyView {
        let (text, order) = (Text(lang), &self.order);
        let mut links = Vec::new();
        if order.has_complaint && !self.on_behalf {
            let to = format!("{}/keluhan", engine::buying::link::path(&order.number));
            links.push(NavLink::new(to, text.to_complaint()).icon(Icon::Chat));
        }
        let block = format!("/usaha/blokir?usaha={}&nomor={}", order.shop_slug, order.number);
        links.push(NavLink::new(block, text.to_block()).icon(Icon::Users));
        ui::menu(&links)
    }

    /// Cash is counted when the goods change hands; the rest is looked up.
    fn pay_hint(&self, lang: Lang) -> Option<AnyView> {
        let waits = self.order.awaits_money() && self.order.pay != Pay::Cash && self.order.state != State::Done;
        waits.then(|| Notice::Info.view(lang, Text(lang).check_money()))
    }
}

impl Screen for SellerScreen {
    fn head(&self, lang: Lang) -> Head {
        let head = Head::new(Text(lang).order(self.order.number.as_str())).tab(Tab::Business);
        if self.order.state.is_over() { head } else { head.live() }
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang, order) = (Text(frame.lang), frame.lang, &self.order);
        let title = text.order(order.number.as_str());
        let list = format!("/usaha/pesanan?usaha={}", order.shop_slug);
        let crumbs = ui::breadcrumbs(lang, &[(list, text.orders().to_owned())], &title);
        let behalf = self.on_behalf.then(|| Notice::Info.view(lang, text.behalf(&order.shop)));
        let problem = self.problem.clone().map(|problem| Notice::Warning.view(lang, problem));
        let base = order.sellers_path();
        let query = format!("?usaha={}", order.shop_slug);
        let moving = view! { <div id=order::STATE aria-live="polite">{state_view(lang, order)}</div> };
        let history = ui::titled_card(text.history(), view! { <div id=order::HISTORY>{order::history(lang, order)}</div> });
        let details = ui::titled_card(text.details(), ui::facts(order::facts(lang, order)));
        let left = view! { {ui::card(moving)} {self.pay_hint(lang)} {order::goods(lang, order)} {history} };
        let right = view! {
            {self.buyer(frame)}
            {details}
            {papers::links(lang, &base, &query)}
            {self.words(lang)}
            {self.forms(lang, Day::of(frame.now))}
        };
        view! {
            <div class="wadah putaran" data-putaran=base.clone() data-dilihat=format!("{}&usaha={}", order.mark, order.shop_slug)
                data-angka=format!("{base}/keadaan?usaha={}&", order.shop_slug)>
                {crumbs}
                {ui::page_head(Some(&order.shop), &title, None)}
                {behalf}
                {problem}
                {ui::two_columns(left, right)}
            </div>
        }
        .into_any()
    }
}
