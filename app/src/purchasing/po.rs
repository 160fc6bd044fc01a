//! `/po/{id}/{tanda}`: a purchase order as its supplier reads it, by a signed link and without an
//! account. Whoever has not the link is told nothing, not even that there is such an order.

mod text;

use axum::extract::Path;
use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, StatusCode};
use domain::access::Denied;
use domain::dates::{Day, date_time};
use domain::ids::PurchaseOrderId;
use domain::lang::Lang;
use domain::purchasing::State;
use engine::purchasing::RoundError;
use engine::purchasing::order::OrderView;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::office::{amount, file_name, packs, paper};
use crate::house::{Answer, Frame, Head, PageError, PageResult, Reader, Routes, Screen};
use crate::ui::{self, Button, Cell, Icon, Notice, post_button};

use text::Text;

pub fn routes() -> Routes {
    Routes::new()
        .get("/po/{id}/{tanda}", page)
        .post("/po/{id}/{tanda}", confirm)
        .get("/po/{id}/{tanda}/pesanan.pdf", pdf)
        .get("/po/{id}/{tanda}/periksa", verify)
}

type Link = Path<(String, String)>;

/// An id that is none and a signature that is wrong are answered alike.
async fn find(reader: &Reader, (id, signature): &(String, String)) -> Result<Option<OrderView>, PageError> {
    let Ok(id) = id.parse::<PurchaseOrderId>() else { return Ok(None) };
    Ok(engine::purchasing::order::order_by_link(&reader.site.desk, id, signature).await?)
}

fn unknown(reader: &Reader) -> Answer {
    reader.page(UnknownScreen { paper: false }).status(StatusCode::NOT_FOUND)
}

async fn page(reader: Reader, headers: HeaderMap, Path(link): Link) -> PageResult {
    let Some(order) = find(&reader, &link).await? else { return Ok(unknown(&reader)) };
    if order.is_long_over(reader.now()) {
        return Ok(reader.page(OverScreen { order }));
    }
    let by_its_own = works_there(&reader, &order);
    if !by_its_own && !is_robot(&headers) {
        engine::purchasing::order::seen(&reader.site.desk, order.id, &order.signature).await?;
    }
    Ok(reader.page(OrderScreen { order, by_its_own, problem: None }))
}

/// Somebody of the koperasi looks at what the supplier will see.
fn works_there(reader: &Reader, order: &OrderView) -> bool {
    let offices = reader.standing().map(|standing| standing.offices.as_slice()).unwrap_or_default();
    offices.iter().any(|office| office.koperasi.slug.as_str() == order.koperasi_slug)
}

/// Chats fetch a link to show a preview of it: nobody has read the order then.
fn is_robot(headers: &HeaderMap) -> bool {
    const ROBOTS: [&str; 8] = ["whatsapp", "telegram", "facebook", "bot", "crawl", "spider", "preview", "curl"];
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    ROBOTS.iter().any(|robot| agent.contains(robot))
}

async fn confirm(reader: Reader, Path(link): Link) -> PageResult {
    let text = Text(reader.lang);
    let Some(order) = find(&reader, &link).await? else { return Ok(unknown(&reader)) };
    if works_there(&reader, &order) {
        // Nobody confirms what their own koperasi orders.
        return Err(PageError::Denied(Denied::Forbidden));
    }
    if order.is_long_over(reader.now()) {
        return Ok(reader.page(OverScreen { order }).status(StatusCode::CONFLICT));
    }
    match engine::purchasing::order::confirm(&reader.site.desk, order.id, &order.signature).await {
        Ok(()) => Ok(reader.see_other(order.path()).saying(text.thanks())),
        Err(RoundError::Moved { state }) => {
            let problem = if state == State::Cancelled { text.was_cancelled() } else { text.too_late() };
            let Some(order) = find(&reader, &link).await? else { return Ok(unknown(&reader)) };
            let by_its_own = works_there(&reader, &order);
            let screen = OrderScreen { order, by_its_own, problem: Some(problem) };
            Ok(reader.page(screen).status(StatusCode::CONFLICT))
        }
        Err(RoundError::Trouble(trouble)) => Err(trouble.into()),
        Err(_) => Ok(unknown(&reader)),
    }
}

async fn pdf(reader: Reader, Path(link): Link) -> PageResult {
    let Some(order) = find(&reader, &link).await? else { return Ok(unknown(&reader)) };
    if order.is_long_over(reader.now()) {
        return Err(PageError::NotFound);
    }
    Ok(reader.file(paper(&reader, &order)?, "application/pdf", &file_name(&order, "pdf")))
}

/// By the paper's own link, which confirms nothing.
async fn verify(reader: Reader, Path((id, signature)): Link) -> PageResult {
    let order = match id.parse::<PurchaseOrderId>() {
        Ok(id) => engine::purchasing::order::order_by_check(&reader.site.desk, id, &signature).await?,
        Err(_) => None,
    };
    match order {
        Some(order) => Ok(reader.page(VerifyScreen { order })),
        None => Ok(reader.page(UnknownScreen { paper: true }).status(StatusCode::NOT_FOUND)),
    }
}

/// Nothing is behind the link: it was cut off, or somebody altered it.
struct UnknownScreen {
    /// It was read off a paper, to see whether that is genuine.
    paper: bool,
}

impl UnknownScreen {
    fn title(&self, text: Text) -> &'static str {
        if self.paper { text.unknown_paper() } else { text.unknown() }
    }
}

impl Screen for UnknownScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(self.title(Text(lang)))
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let what = if self.paper { text.unknown_paper_text() } else { text.unknown_text() };
        let see = Button::quiet(text.see_koperasi()).link("/koperasi");
        ui::one_thing(Icon::Link, self.title(text), what, Some(see))
    }
}

struct OrderScreen {
    order: OrderView,
    /// The reader is an officer or supervisor of the koperasi that orders.
    by_its_own: bool,
    problem: Option<&'static str>,
}

impl OrderScreen {
    fn notice(&self, lang: Lang) -> AnyView {
        let (text, order) = (Text(lang), &self.order);
        let state = match (order.state, order.confirmed_at) {
            (State::Cancelled, _) => Notice::Danger.view(lang, text.was_cancelled()),
            (State::Received | State::Settled, _) => Notice::Info.view(lang, text.has_arrived()),
            (_, Some(at)) => self.confirmed(lang, at),
            _ if self.by_its_own => Notice::Info.view(lang, text.own_order()),
            _ => ().into_any(),
        };
        // What is wrong says the same as the state of a cancelled one.
        let problem = self.problem.filter(|_| order.state != State::Cancelled).map(|p| Notice::Warning.view(lang, p));
        view! { {problem} {state} }.into_any()
    }

    /// What was said, and what is to be done next.
    fn confirmed(&self, lang: Lang, at: OffsetDateTime) -> AnyView {
        let (text, order) = (Text(lang), &self.order);
        let next = match order.deliver_by {
            Some(day) => text.next_by(&order.pickup_place, &day.with_weekday(lang)),
            None => text.next(&order.pickup_place),
        };
        Notice::Success.view(lang, format!("{} {next}", text.confirmed_on(&date_time(at, lang))))
    }

    /// It waits for the reader to say that they will deliver.
    fn waits(&self) -> bool {
        self.order.state == State::Ordered && self.order.confirmed_at.is_none() && !self.by_its_own
    }

    /// Who orders what of whom, and what the reader is asked to do.
    fn lead(&self, lang: Lang) -> String {
        let (text, order) = (Text(lang), &self.order);
        let amount = amount(lang, order.quantity, order.terms.unit);
        let ordered = text.lead(&order.koperasi, &amount, &order.material, &Day::of(order.issued_at).long(lang));
        if self.waits() { format!("{ordered} {}", text.what_to_do()) } else { ordered }
    }

    fn goods(&self, lang: Lang) -> AnyView {
        let (text, order) = (Text(lang), &self.order);
        let unit = order.terms.unit.text(lang);
        ui::facts(vec![
            (text.goods().to_owned(), Cell::text(&order.material)),
            (text.amount().to_owned(), Cell::text(amount(lang, order.quantity, order.terms.unit)).and(packs(lang, order))),
            (text.price_per(&unit), Cell::text(order.unit_price.to_string())),
            (text.goods_cost().to_owned(), Cell::text(order.goods.to_string())),
            (text.transport().to_owned(), Cell::text(order.transport.to_string())),
            (text.total().to_owned(), Cell::text(order.total.to_string())),
        ])
    }

    fn delivery(&self, lang: Lang) -> AnyView {
        let (text, order) = (Text(lang), &self.order);
        let by = order.deliver_by.map_or_else(|| text.as_agreed().to_owned(), |day| day.with_weekday(lang));
        let facts = ui::facts(vec![
            (text.deliver_by().to_owned(), Cell::text(by)),
            (text.deliver_to().to_owned(), Cell::text(&order.pickup_place).and(&order.koperasi_address)),
            (
                text.contact().to_owned(),
                Cell::link(&order.koperasi_phone.tel(), &order.koperasi_phone.display()).and(&order.koperasi),
            ),
        ]);
        let ask = order.koperasi_phone.is_mobile().then(|| {
            let words = text.question(&order.number);
            Button::whatsapp(text.ask(), order.koperasi_phone.whatsapp(&words)).wide().view()
        });
        let note = order
            .note
            .as_deref()
            .map(|note| view! { <h3>{text.terms()}</h3> {ui::rich_text(&domain::richtext::blocks(note))} }.into_any());
        view! { {facts} {note} {ask} }.into_any()
    }

    /// One button, as large as the phone; who cannot deliver calls.
    fn action(&self, lang: Lang) -> AnyView {
        let (text, order) = (Text(lang), &self.order);
        let confirm = self.waits().then(|| {
            let button = Button::primary(text.confirm()).icon(Icon::Check).wide();
            let call = Button::quiet(text.cannot(&order.koperasi_phone.display())).icon(Icon::Phone).wide();
            let call = call.link(order.koperasi_phone.tel()).view();
            view! { {post_button(order.path(), vec![], button)} {call} }.into_any()
        });
        let paper = format!("{}/pesanan.pdf", order.path());
        view! { {confirm} {Button::quiet(text.paper()).icon(Icon::Download).link(paper).wide().view()} }.into_any()
    }
}

impl Screen for OrderScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).order_number(&self.order.number))
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang, order) = (Text(frame.lang), frame.lang, &self.order);
        let lead = self.lead(lang);
        ui::narrow(view! {
            {ui::page_head(Some(&text.to(&order.supplier)), &text.order_number(&order.number), Some(&lead))}
            {self.notice(lang)}
            {ui::titled_card(text.what(), self.goods(lang))}
            {ui::titled_card(text.delivery(), self.delivery(lang))}
            {self.action(lang)}
        })
    }
}

/// What a link says long after.
struct OverScreen {
    order: OrderView,
}

impl Screen for OverScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).order_number(&self.order.number))
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let see = Button::quiet(text.see_koperasi()).link(format!("/koperasi/{}", self.order.koperasi_slug));
        ui::one_thing(Icon::Check, text.long_over(), &text.long_over_text(&self.order.number, &self.order.koperasi), Some(see))
    }
}

/// Where the QR code of the paper leads.
struct VerifyScreen {
    order: OrderView,
}

impl Screen for VerifyScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).verify())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang, order) = (Text(frame.lang), frame.lang, &self.order);
        let notice = if order.state == State::Cancelled {
            Notice::Warning.view(lang, text.genuine_but_cancelled())
        } else {
            Notice::Success.view(lang, text.genuine())
        };
        let facts = ui::facts(vec![
            (text.number().to_owned(), Cell::text(&order.number)),
            (text.date().to_owned(), Cell::text(Day::of(order.issued_at).long(lang))),
            (text.ordered_by().to_owned(), Cell::link(&format!("/koperasi/{}", order.koperasi_slug), &order.koperasi)),
            (text.supplier().to_owned(), Cell::text(&order.supplier)),
            (text.goods().to_owned(), Cell::text(&order.material).and(amount(lang, order.quantity, order.terms.unit))),
            (text.total().to_owned(), Cell::text(order.total.to_string())),
        ]);
        ui::narrow(view! {
            {ui::page_head(None, text.verify(), Some(text.verify_lead()))}
            {notice}
            {ui::card(facts)}
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preview_in_a_chat_is_nobody() {
        let agent = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(USER_AGENT, text.parse().expect("a header"));
            is_robot(&headers)
        };
        assert!(agent("WhatsApp/2.23.20.0") && agent("TelegramBot (like TwitterBot)"));
        assert!(!agent("Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile") && !is_robot(&HeaderMap::new()));
    }
}
