//! The purchase order in the officers' room: its card on the round's page, its files, how it was sent.

use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::dates::{Day, date_time};
use domain::lang::Lang;
use domain::purchasing::State;
use engine::purchasing::document;
use engine::purchasing::order::{OrderView, SentWay};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::desk::DeskScreen;
use super::text::Text;
use super::{amount, place_of, round_of, steps};
use crate::house::{Frame, PageError, PageResult, Posted, Reader};
use crate::ui::{self, Button, Cell, Icon, Notice, post_button};

/// `cara` is `mail`, `whatsapp` or `hand`.
pub(super) async fn sent(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let way = SentWay::from_code(posted.one("cara")).ok_or(PageError::NotFound)?;
    match engine::purchasing::order::mark_sent(&reader.site.desk, &by, id, way).await {
        Ok(()) => Ok(reader.see_other(place_of(&by, id)).saying(text.was_sent())),
        Err(error) => steps::refused(&reader, overseer, &by, id, error, None).await,
    }
}

async fn find(reader: &Reader, by: &Overseer, id: &str) -> Result<OrderView, PageError> {
    engine::purchasing::order::purchase_order(&reader.site.desk, by, round_of(id)?).await?.ok_or(PageError::NotFound)
}

/// `PO-2026-0001`
pub(in crate::purchasing) fn file_name(order: &OrderView, kind: &str) -> String {
    format!("{}.{kind}", order.number.replace('/', "-"))
}

/// Where the QR code of the paper leads: the page that says whether it is genuine.
pub(in crate::purchasing) fn paper(reader: &Reader, order: &OrderView) -> Result<Vec<u8>, PageError> {
    let link = reader.site.desk.link(&order.check_path());
    Ok(document::order_pdf(reader.lang, order, &link)?)
}

pub(super) async fn pdf(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let order = find(&reader, &by, &id).await?;
    Ok(reader.file(paper(&reader, &order)?, "application/pdf", &file_name(&order, "pdf")))
}

pub(super) async fn csv(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let order = find(&reader, &by, &id).await?;
    let file = document::order_csv(reader.lang, &order)?;
    Ok(reader.file(file, "text/csv; charset=utf-8", &file_name(&order, "csv")))
}

pub(super) async fn xlsx(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let order = find(&reader, &by, &id).await?;
    let file = document::order_xlsx(reader.lang, &order)?;
    Ok(reader.file(file, engine::sheet::XLSX, &file_name(&order, "xlsx")))
}

/// How far it has come with the supplier.
fn way(lang: Lang, order: &OrderView) -> AnyView {
    let text = Text(lang);
    let reached = match order {
        OrderView { confirmed_at: Some(_), .. } => 4,
        OrderView { seen_at: Some(_), .. } => 3,
        OrderView { sent_at: Some(_), .. } => 2,
        _ => 1,
    };
    ui::steps(lang, &[text.po_issued(), text.po_sent(), text.po_seen(), text.po_confirmed()], reached)
}

fn moments(lang: Lang, order: &OrderView) -> AnyView {
    let text = Text(lang);
    let sent = match order.sent_way {
        Some(SentWay::Mail) => text.sent_by_mail(),
        Some(SentWay::Whatsapp) => text.sent_by_whatsapp(),
        Some(SentWay::Hand) => text.sent_by_hand(),
        None => "",
    };
    let moment = |at: Option<OffsetDateTime>| at.map_or_else(|| "–".to_owned(), |at| date_time(at, lang));
    ui::facts(vec![
        (text.po_issued().to_owned(), Cell::text(date_time(order.issued_at, lang))),
        (text.po_sent().to_owned(), Cell::text(moment(order.sent_at)).and(sent)),
        (text.po_seen().to_owned(), Cell::text(moment(order.seen_at))),
        (text.po_confirmed().to_owned(), Cell::text(moment(order.confirmed_at))),
    ])
}

/// The order on its round's page.
pub(super) fn card(frame: &Frame, screen: &DeskScreen, order: &OrderView) -> AnyView {
    let (text, lang) = (Text(frame.lang), frame.lang);
    let here = screen.here();
    let file = |kind: &str, label: &str| Button::quiet(label).icon(Icon::Download).link(format!("{here}/po.{kind}")).view();
    let unit = order.terms.unit.text(lang);
    let facts = ui::facts(vec![
        (text.quantity().to_owned(), Cell::text(amount(lang, order.quantity, order.terms.unit)).and(packs(lang, order))),
        (text.price_per(&unit), Cell::text(order.unit_price.to_string())),
        (text.transport().to_owned(), Cell::text(order.transport.to_string())),
        (text.total().to_owned(), Cell::text(order.total.to_string())),
        (text.deliver_by().to_owned(), Cell::text(order.deliver_by.map_or_else(|| "–".to_owned(), |day| day.long(lang)))),
    ]);
    // While it still has to be sent, the ways to do that stand with what is next.
    let again = (screen.acts() && order.state == State::Ordered && order.sent_at.is_some())
        .then(|| ui::fold(text.send_again(), false, ways(frame, screen, order)));
    ui::titled_card(
        &text.order_number(&order.number),
        view! {
            {way(lang, order)}
            {facts}
            {moments(lang, order)}
            <div class="tombol-baris">{file("pdf", "PDF")} {file("csv", "CSV")} {file("xlsx", "Excel")}</div>
            {again}
        },
    )
}

/// `12 kemasan isi 10 kg`
pub(in crate::purchasing) fn packs(lang: Lang, order: &OrderView) -> String {
    Text(lang).packs_of(order.packs, &amount(lang, order.terms.pack, order.terms.unit))
}

/// What is next as long as the supplier has not got it.
pub(super) fn send(frame: &Frame, screen: &DeskScreen) -> AnyView {
    match screen.order() {
        Some(order) => ways(frame, screen, order),
        None => ().into_any(),
    }
}

/// By WhatsApp with the words ready, or the paper; and the officer says which it was.
fn ways(frame: &Frame, screen: &DeskScreen, order: &OrderView) -> AnyView {
    let (text, here) = (Text(frame.lang), screen.here());
    let words = words(frame, order);
    let to = match order.contact.whatsapp.as_ref().or(order.contact.phone.as_ref().filter(|phone| phone.is_mobile())) {
        Some(phone) => phone.whatsapp(&words),
        None => ui::whatsapp_share(&words),
    };
    let mark = |way: SentWay, label: &str| {
        post_button(format!("{here}/terkirim"), vec![("cara", way.code().to_owned())], Button::quiet(label))
    };
    let unsure =
        order.new_contact.as_ref().map(|new| Notice::Warning.view(frame.lang, crate::suppliers::new_contact(frame.lang, new)));
    view! {
        {unsure}
        {Button::whatsapp(text.by_whatsapp(), to).wide().view()}
        {Button::quiet(text.print_it()).icon(Icon::Print).link(format!("{here}/po.pdf")).wide().view()}
        <p class="petunjuk">{text.then_mark()}</p>
        <div class="tombol-baris">
            {mark(SentWay::Whatsapp, text.mark_whatsapp())} {mark(SentWay::Hand, text.mark_hand())}
        </div>
    }
    .into_any()
}

/// The message that goes along with the signed link.
fn words(frame: &Frame, order: &OrderView) -> String {
    let (text, lang) = (Text(frame.lang), frame.lang);
    let so_much = amount(lang, order.quantity, order.terms.unit);
    let day = order.deliver_by.map(|day: Day| text.message_day(&day.long(lang))).unwrap_or_default();
    let link = format!("{}{}", frame.public_url, order.path());
    text.message(&order.koperasi, &order.number, &format!("{so_much} {}", order.material), &order.total.to_string(), &day, &link)
}
