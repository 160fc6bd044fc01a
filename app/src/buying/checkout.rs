//! `/pesanan/baru/{toko}`: the last look before an order is saved.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::Person;
use domain::buying::{Checkout, Guest, Pay, Receive};
use domain::dates::Day;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::IdempotencyKey;
use domain::lang::Lang;
use domain::money::Rupiah;
use domain::qris::{LIMITS, limit_on};
use domain::slug::Slug;
use engine::buying::cart::CartOf;
use engine::buying::terms::AreaShown;
use engine::buying::{Buyer, CheckoutShown, PlaceError, Placed, Stranger};
use engine::people::Caller as Origin;
use engine::reviews::Vouched;
use engine::token::Token;
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::text::Text;
use super::{amounts, cart_of, counted, lines};
use crate::house::{Caller, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab, cookies, kept};
use crate::reviews::trust;
use crate::ui::text::Words;
use crate::ui::{self, Button, Choice, Fields, Icon, Notice, field_set};

pub async fn page(reader: Reader, Path(shop): Path<String>) -> PageResult {
    let shown = shown(&reader, &slug(&shop)?).await?;
    let filled = reader.form_of(only_ways(&shown.0, Day::of(reader.now())));
    Ok(reader.page(CheckoutScreen::of(&reader, shown, filled, engine::ids::fresh())))
}

pub async fn submit(reader: Reader, Caller(caller): Caller, Path(shop): Path<String>, posted: Posted) -> PageResult {
    let slug = slug(&shop)?;
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let (form, buyer) = match read(&reader, &caller, &posted) {
        Ok(read) => read,
        Err(errors) => {
            let shown = shown(&reader, &slug).await?;
            let screen = CheckoutScreen::of(&reader, shown, posted.refused(errors), key);
            return Ok(reader.page(screen).unprocessable());
        }
    };
    match engine::buying::place(&reader.site.desk, buyer, &slug, &form, key).await {
        Ok(placed) => done(&reader, placed).await,
        Err(error) => refused(&reader, &slug, &caller, &posted, key, error).await,
    }
}

fn slug(shop: &str) -> Result<Slug, PageError> {
    Slug::parse(shop).map_err(|_| PageError::NotFound)
}

/// The page's facts, and who sells.
async fn shown(reader: &Reader, shop: &Slug) -> Result<(CheckoutShown, Vouched), PageError> {
    // A browser without a cart has none that anybody knows.
    let who = cart_of(reader).unwrap_or_else(|| CartOf::Token(Token::fresh()));
    let shown = engine::buying::checkout(&reader.site.desk, &who, shop).await?.ok_or(PageError::NotFound)?;
    let seller = engine::reviews::vouched(&reader.site.desk, shown.shop.business).await?;
    Ok((shown, seller))
}

/// What one payment by QRIS may be at most, where the goods alone are more.
fn above_qris(shown: &CheckoutShown, today: Day) -> Option<Rupiah> {
    limit_on(LIMITS, today).map(|limit| limit.most).filter(|most| shown.cart.goods() > *most)
}

/// Where there is one way only, it is chosen.
fn only_ways(shown: &CheckoutShown, today: Day) -> Inputs {
    let ways: Vec<Receive> = Receive::ALL.into_iter().filter(|way| shown.terms.reaches(*way)).collect();
    let too_much = above_qris(shown, today).is_some();
    let can_pay = |way: &Pay| shown.terms.is_paid_by(*way) && (!too_much || *way != Pay::Qris);
    let payments: Vec<Pay> = Pay::ALL.into_iter().filter(can_pay).collect();
    let mut start = Inputs::default();
    if let [only] = ways.as_slice() {
        start.push("cara_terima", only.field());
    }
    if let [only] = payments.as_slice() {
        start.push("cara_bayar", only.field());
    }
    if let [only] = shown.terms.areas.as_slice() {
        start.push("kecamatan", &only.code);
    }
    start
}

/// What is ordered and by whom, or every field that was refused.
fn read(reader: &Reader, caller: &Origin, posted: &Posted) -> Result<(Checkout, Buyer), FieldErrors> {
    let person = reader.standing().map(domain::access::Standing::person);
    let buyer = buyer(reader, caller, posted, person);
    match (Checkout::parse(&posted.inputs), buyer) {
        (Ok(form), Ok(buyer)) => Ok((form, buyer)),
        (form, buyer) => {
            let mut all = FieldErrors::default();
            for errors in [buyer.err(), form.err()].into_iter().flatten() {
                errors.iter().for_each(|(field, why)| all.add(field, why.clone()));
            }
            Err(all)
        }
    }
}

fn buyer(reader: &Reader, caller: &Origin, posted: &Posted, person: Option<Person>) -> Result<Buyer, FieldErrors> {
    if let Some(person) = person {
        return Ok(Buyer::Account(person));
    }
    let guest = Guest::parse(&posted.inputs)?;
    let cart = reader.cart.as_ref().map(|(token, _)| token.clone());
    Ok(Buyer::Guest(Stranger { guest, cart, caller: caller.clone() }))
}

async fn done(reader: &Reader, placed: Placed) -> PageResult {
    let answer = reader.see_other(&placed.path).saying(&Text(reader.lang).placed(&placed.number));
    if let Some(session) = &placed.session {
        let answer = answer.cookie(&cookies::session(session.reveal(), reader.secure()));
        return Ok(answer.cookie(&cookies::no_cart(reader.secure())));
    }
    match cart_of(reader) {
        Some(who) => counted(reader, &who, answer).await,
        None => Ok(answer),
    }
}

/// The page as it stands by now, with all that was typed.
async fn refused(
    reader: &Reader,
    slug: &Slug,
    caller: &Origin,
    posted: &Posted,
    key: IdempotencyKey,
    error: PlaceError,
) -> PageResult {
    let text = Text(reader.lang);
    let nothing = FieldErrors::default;
    let (errors, problem, status) = match error {
        PlaceError::Unknown => return Err(PageError::NotFound),
        PlaceError::Empty => return Ok(reader.see_other("/keranjang").saying(text.already())),
        // Of a number that was taken as well: pressed once more, it is another.
        PlaceError::Moved => (nothing(), Some(text.moved()), StatusCode::CONFLICT),
        PlaceError::Reused(before) => return reused(reader, slug, posted, before).await,
        PlaceError::Refused(errors) => (errors, None, StatusCode::UNPROCESSABLE_ENTITY),
        PlaceError::Own => (nothing(), Some(text.own_shop()), StatusCode::UNPROCESSABLE_ENTITY),
        PlaceError::Blocked => (nothing(), Some(text.blocked()), StatusCode::UNPROCESSABLE_ENTITY),
        PlaceError::ManyHere => (nothing(), Some(text.many_here()), StatusCode::TOO_MANY_REQUESTS),
        PlaceError::ManyUnanswered => (nothing(), Some(text.many_unanswered()), StatusCode::TOO_MANY_REQUESTS),
        PlaceError::Wait(_) => (nothing(), Some(text.too_often()), StatusCode::TOO_MANY_REQUESTS),
        PlaceError::Trouble(trouble) => return Err(trouble.into()),
    };
    let knows_number = errors.get("telepon") == Some(&Invalid::HasAccount);
    let shown = shown(reader, slug).await?;
    let mut screen = CheckoutScreen::of(reader, shown, posted.refused(errors), key);
    screen.problem = problem;
    if knows_number {
        let path = format!("/pesanan/baru/{slug}");
        let back = kept::keep(&reader.site, &caller.address, &path, &posted.inputs).await?.unwrap_or(path);
        screen.sign_in = Some(sign_in(&back));
    }
    Ok(reader.page(screen).status(status))
}

/// The page was sent before with other contents: what became of those is told, these are kept, and a press from now
/// on is another order.
async fn reused(reader: &Reader, slug: &Slug, posted: &Posted, before: Option<Placed>) -> PageResult {
    let shown = shown(reader, slug).await?;
    let filled = posted.refused(FieldErrors::default());
    let mut screen = CheckoutScreen::of(reader, shown, filled, engine::ids::fresh());
    screen.before = Some(before.map_or_else(|| "/pesanan".to_owned(), |placed| placed.path));
    Ok(reader.page(screen).status(StatusCode::CONFLICT))
}

fn sign_in(back: &str) -> String {
    format!("/masuk?kembali={}", utf8_percent_encode(back, NON_ALPHANUMERIC))
}

struct CheckoutScreen {
    shown: CheckoutShown,
    seller: Vouched,
    filled: Filled,
    key: IdempotencyKey,
    problem: Option<&'static str>,
    /// The page was sent before with other contents: where to find what became of them.
    before: Option<String>,
    /// The way to sign in and back, for the number of an account with a password.
    sign_in: Option<String>,
    /// Nobody is signed in.
    guest: bool,
    /// The goods are more than this, which is the most for one payment by QRIS.
    above_qris: Option<Rupiah>,
}

impl CheckoutScreen {
    fn of(reader: &Reader, (shown, seller): (CheckoutShown, Vouched), filled: Filled, key: IdempotencyKey) -> Self {
        let above_qris = above_qris(&shown, Day::of(reader.now())).filter(|_| shown.terms.is_paid_by(Pay::Qris));
        Self {
            shown,
            seller,
            filled,
            key,
            problem: None,
            before: None,
            sign_in: None,
            guest: reader.standing().is_none(),
            above_qris,
        }
    }

    fn action(&self) -> String {
        format!("/pesanan/baru/{}", self.shown.shop.slug)
    }

    fn summary(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let rows = self.shown.cart.lines.iter().map(|line| lines::line(lang, line, None)).collect();
        let later = (!self.shown.terms.areas.is_empty()).then(|| {
            let free = self.shown.terms.free_from.map(|from| format!(" {}", text.free_from(&from.to_string())));
            view! { <p class="bantu">{text.delivery_later()}{free}</p> }
        });
        let says = self.shown.terms.note.clone().map(|note| {
            view! { <h3>{text.shop_says()}</h3> <p class="catatan-toko">{note}</p> }
        });
        ui::titled_card(
            text.your_order(),
            view! {
                {lines::list(rows)}
                {lines::sums(lang, &self.shown.cart)}
                {later}
                <p><a href="/keranjang">{text.change_cart()}</a></p>
                {says}
            },
        )
    }

    fn who(&self, lang: Lang, f: &Fields<'_>) -> AnyView {
        let text = Text(lang);
        if let Some((name, phone)) = self.shown.shop.buyer.as_ref().filter(|_| !self.guest) {
            return view! { <p>{text.ordered_as(name, &phone.display())}</p> }.into_any();
        }
        let known = self.sign_in.clone().map(|href| {
            Notice::Warning.with(lang, text.number_known(), Some(Button::primary(text.sign_in()).small().link(href)))
        });
        let way = sign_in(&self.action());
        let fields = view! {
            {known}
            {f.text("nama", text.name()).autocomplete("name")}
            {f.tel("telepon", text.phone()).hint(text.phone_hint())}
            <p class="bantu">{text.signed_in_by_it()}</p>
            <p><a href=way>{text.have_account()}</a></p>
        };
        field_set(text.who(), fields)
    }

    /// What bringing these goods there costs.
    fn fee(&self, area: &AreaShown) -> Rupiah {
        self.shown.terms.fee(area, self.shown.cart.goods())
    }

    /// With the goods. Both are bounded, so their sum fits.
    fn sum(&self, fee: Rupiah) -> String {
        let goods = self.shown.cart.goods();
        goods.checked_add(fee).unwrap_or(goods).to_string()
    }

    /// What the order comes to by what is chosen.
    fn comes_to(&self, lang: Lang) -> AnyView {
        let fees: Vec<_> = self.shown.terms.areas.iter().map(|area| (area.code.as_str(), self.fee(area))).collect();
        amounts::of_order(lang, self.shown.cart.goods(), &fees)
    }

    fn ways(&self, lang: Lang) -> Vec<Choice> {
        let (text, terms, shop) = (Text(lang), &self.shown.terms, &self.shown.shop);
        let choice = |way: Receive, label: &str, note: String| Choice::new(way.field(), label).note(note);
        let koperasi = shop.koperasi.as_ref().map(|(_, at)| match &at.address {
            Some(address) => format!("{}, {address}, {}", at.name, at.village),
            None => format!("{}, {}", at.name, at.village),
        });
        // What it comes to stands beside each way, so that it is known before anything is pressed.
        let in_all = text.in_all(&self.sum(Rupiah::ZERO));
        let fetched = |place: String| format!("{place}. {in_all}");
        let least = terms.areas.iter().map(|area| self.fee(area)).min().unwrap_or(Rupiah::ZERO);
        let most = terms.areas.iter().map(|area| self.fee(area)).max().unwrap_or(Rupiah::ZERO);
        let (fee, sum) = (least.to_string(), self.sum(least));
        let brought = match (least, most) {
            (Rupiah::ZERO, Rupiah::ZERO) => text.brought_free(&sum),
            (least, most) if least == most => text.brought_for(&fee, &sum),
            _ => text.brought_from(&fee, &sum),
        };
        Receive::ALL
            .into_iter()
            .filter(|way| terms.reaches(*way))
            .map(|way| match way {
                Receive::Shop => choice(way, text.at_shop(), fetched(Words(lang).place(&shop.village, &shop.district))),
                Receive::Koperasi => choice(way, text.at_koperasi(), fetched(koperasi.clone().unwrap_or_default())),
                Receive::Delivery => choice(way, text.brought(), brought.clone()),
            })
            .collect()
    }

    fn payments(&self, lang: Lang) -> Vec<Choice> {
        let (text, terms) = (Text(lang), &self.shown.terms);
        let bank = terms.bank.as_ref().map(|account| text.transfer_hint(&account.bank)).unwrap_or_default();
        Pay::ALL
            .into_iter()
            .filter(|way| terms.is_paid_by(*way))
            .map(|way| match way {
                Pay::Cash => Choice::new(way.field(), text.cash()).note(text.cash_hint()),
                Pay::Transfer => Choice::new(way.field(), text.transfer()).note(bank.clone()),
                Pay::Qris => match self.above_qris {
                    Some(most) => Choice::new(way.field(), text.qris()).off(text.above_qris(&most.to_string())),
                    None => Choice::new(way.field(), text.qris()).note(text.qris_hint()),
                },
            })
            .collect()
    }

    /// Nothing where the seller brings nothing.
    fn address(&self, lang: Lang, f: &Fields<'_>) -> Option<AnyView> {
        let (text, terms) = (Text(lang), &self.shown.terms);
        if terms.areas.is_empty() {
            return None;
        }
        let area = |area: &AreaShown| {
            let fee = self.fee(area);
            Choice::new(&area.code, text.area_fee(&area.name, &fee.to_string(), &self.sum(fee)))
        };
        let fields = view! {
            {f.select("kecamatan", text.district(), terms.areas.iter().map(area).collect()).optional()}
            {f.area("alamat", text.address(), 300).rows(3).hint(text.address_hint()).autocomplete("street-address").optional()}
        };
        Some(field_set(text.if_brought(), fields))
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let fields = view! {
            {self.who(lang, &f)}
            {f.radios("cara_terima", text.how_received(), self.ways(lang))}
            {self.address(lang, &f)}
            {f.radios("cara_bayar", text.how_paid(), self.payments(lang))}
            {f.area("catatan", text.note(), 500).rows(3).optional()}
            {f.hidden("kunci", self.key)}
            {f.hidden("versi_harga", &self.shown.seen)}
            <p class="bantu">{text.paid_directly()}</p>
            {self.comes_to(lang)}
            {f.submit(text.place())}
        };
        f.form(self.action(), fields).view()
    }
}

impl Screen for CheckoutScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).order_at(&self.shown.shop.name)).tab(Tab::Orders).amounts()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let shop = &self.shown.shop;
        let problem = self.problem.map(|problem| Notice::Warning.view(lang, problem));
        let before = self.before.clone().map(|path| {
            Notice::Warning.with(lang, text.sent_before(), Some(Button::primary(text.see_order()).small().link(path)))
        });
        let own = (shop.own && self.problem.is_none()).then(|| Notice::Warning.view(lang, text.own_shop()));
        let changed =
            self.shown.cart.lines.iter().any(lines::has_changed).then(|| Notice::Info.view(lang, text.prices_changed()));
        let only_qris =
            self.above_qris.filter(|_| !self.shown.terms.is_paid_by(Pay::Cash) && !self.shown.terms.is_paid_by(Pay::Transfer));
        let unpayable = only_qris.map(|most| Notice::Warning.view(lang, text.only_qris(&most.to_string())));
        let empty = self.shown.cart.lines.is_empty();
        // Who has typed something sees it again, whatever became of the cart.
        let sent = !self.filled.errors.is_empty() || self.problem.is_some() || self.before.is_some();
        let typed = self.filled.inputs.iter().next().is_some() && sent;
        let content = if empty && !typed {
            let to_shop = Button::primary(text.to_shop()).link(format!("/toko/{}", shop.slug));
            ui::empty_state(Icon::Cart, text.nothing_here(), text.nothing_here_hint(), Some(to_shop))
        } else {
            ui::two_columns(self.summary(lang), self.form(lang))
        };
        view! {
            <div class="wadah keranjang">
                {ui::page_head(Some(&shop.name), text.order(), Some(text.checkout_lead()))}
                {trust::brief(lang, &self.seller)}
                {problem}
                {before}
                {own}
                {unpayable}
                {changed}
                {content}
            </div>
        }
        .into_any()
    }
}
