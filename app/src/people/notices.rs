//! A person's notices: what happened while they were away.

use axum::extract::Path;
use domain::access::Person;
use domain::dates::{date_time, relative};
use domain::ids::NoticeId;
use domain::lang::Lang;
use domain::reviews::Outcome;
use engine::notices::{ComplaintNews, MoneyNews, News, Notice, OfficeNews, OrderNews, RoundNews, ShopOrderNews};
use leptos::prelude::*;

use super::text::Text;
use crate::catalog::card;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Badge, Button, Html, Icon, post_button};

pub async fn page(reader: Reader, by: Person) -> PageResult {
    let notices = engine::notices::newest(&reader.site.desk, &by).await?;
    Ok(reader.page(NoticesScreen { notices }))
}

/// Marks the notice as read, and leads on to what it tells of.
pub async fn open(reader: Reader, by: Person, Path(id): Path<String>) -> PageResult {
    let id: NoticeId = id.parse().map_err(|_| PageError::NotFound)?;
    let link = engine::notices::open(&reader.site.desk, &by, id).await?.ok_or(PageError::NotFound)?;
    Ok(reader.see_other(link))
}

pub async fn read_all(reader: Reader, by: Person) -> PageResult {
    engine::notices::read_all(&reader.site.desk, &by).await?;
    Ok(reader.see_other("/akun/kabar").saying(Text(reader.lang).all_read()))
}

struct NoticesScreen {
    notices: Vec<Notice>,
}

impl Screen for NoticesScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).notices()).tab(Tab::Me)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let any_unread = self.notices.iter().any(|notice| !notice.read);
        let read_all = any_unread.then(|| post_button("/akun/kabar", vec![], Button::quiet(text.read_all()).icon(Icon::Check)));
        let content = if self.notices.is_empty() {
            let search = Button::quiet(text.to_search()).link("/cari");
            ui::empty_state(Icon::Bell, text.no_notices(), text.no_notices_text(), Some(search))
        } else {
            list(frame, &self.notices)
        };
        ui::narrow(view! {
            {ui::page_head(Some(text.account()), text.notices(), Some(text.notices_lead()))}
            {read_all}
            {content}
            <p><a href="/akun/pencarian">{text.searches()}</a></p>
        })
    }
}

fn list(frame: &Frame, notices: &[Notice]) -> AnyView {
    let text = Text(frame.lang);
    let mut h = Html::new();
    h.raw("<ul class=\"berita\">");
    for notice in notices {
        h.raw(if notice.read { "<li><a" } else { "<li><a class=\"baru\"" });
        h.attr("href", &format!("/akun/kabar/{}", notice.id)).raw(">");
        if !notice.read {
            Badge::offer(text.unread()).write(&mut h);
        }
        h.element("<span>", &sentence(text, &notice.news), "</span>");
        h.element("<small>", &relative(notice.at, frame.now, frame.lang), "</small></a></li>");
    }
    h.raw("</ul>");
    h.view()
}

/// A piece of news as a device tells it.
pub fn in_one_sentence(lang: Lang, news: &News) -> String {
    sentence(Text(lang), news)
}

fn sentence(text: Text, news: &News) -> String {
    match news {
        News::Found { label, name, .. } => text.found(label, name),
        News::Round { title, what, .. } => round(text, title, what),
        News::RoundOffice { title, what, .. } => office(text, title, what),
        News::Quote { supplier, .. } => text.quote_answered(supplier),
        News::SupplierContact { supplier, changed_by, .. } => text.supplier_contact(changed_by, supplier),
        News::KoperasiNote { by, of, amount, reason, .. } => text.koperasi_note(by, of, &amount.to_string(), reason),
        News::Order { number, shop, what } => order(text, number, shop, what),
        News::ShopOrder { number, what, .. } => shop_order(text, number, what),
        News::PayCode { name, .. } => text.pay_code(name),
        News::PayAccount { name, .. } => text.pay_account(name),
        News::Money { koperasi, amount, what } => money(text, koperasi, &amount.to_string(), *what),
        News::Reviewed { product, stars, .. } => text.reviewed(product, *stars),
        News::ReviewAnswered { product, .. } => text.review_answered(product),
        News::ReviewHidden { product, reason, .. } => text.review_hidden(product, reason),
        News::Complaint { order, shop, what, .. } => complaint(text, order, shop, *what),
        News::StockLow { name, left, .. } if left.is_zero() => text.sold_out(name),
        News::StockLow { name, unit, left, .. } => text.stock_low(name, &card::stock(text.0, unit, *left)),
    }
}

fn round(text: Text, title: &str, what: &RoundNews) -> String {
    let (lang, moment) = (text.0, |at| date_time(at, text.0));
    match what {
        RoundNews::Opened => text.round_opened(title),
        RoundNews::Extended { until } => text.round_extended(title, &moment(*until)),
        RoundNews::ToppingUp { until, missing } => text.round_topping_up(title, &missing.text(lang), &moment(*until)),
        RoundNews::Cancelled { reason } => text.round_cancelled(title, reason),
        RoundNews::Ordered { quantity } => text.round_ordered(title, &quantity.text(lang)),
        RoundNews::Arrived { quantity, place, at } => text.round_arrived(title, &quantity.text(lang), place, &moment(*at)),
        RoundNews::Moved { quantity, reason } => text.round_moved(title, &quantity.text(lang), reason),
        RoundNews::Settled { total } => text.round_settled(title, &total.to_string()),
    }
}

fn office(text: Text, title: &str, what: &OfficeNews) -> String {
    match what {
        OfficeNews::Invited { by } => text.office_invited(by, title),
        OfficeNews::Joined { koperasi } => text.office_joined(koperasi, title),
        OfficeNews::Declined { koperasi } => text.office_declined(koperasi, title),
        OfficeNews::Closed => text.office_closed(title),
        OfficeNews::Missed => text.office_missed(title),
        OfficeNews::Confirmed => text.office_confirmed(title),
        OfficeNews::NextWaits => text.office_next_waits(title),
        OfficeNews::Settled => text.office_settled(title),
        OfficeNews::Cancelled { reason } => text.round_cancelled(title, reason),
    }
}

fn complaint(text: Text, order: &str, shop: &str, what: ComplaintNews) -> String {
    match what {
        ComplaintNews::Raised => text.complaint_raised(order, shop),
        ComplaintNews::Said => text.complaint_said(order, shop),
        ComplaintNews::Ended(Outcome::SellerGives) => text.complaint_gives(order, shop),
        ComplaintNews::Ended(Outcome::BuyerKeeps) => text.complaint_keeps(order, shop),
        ComplaintNews::Ended(Outcome::Withdrawn) => text.complaint_withdrawn(order, shop),
        ComplaintNews::Ended(Outcome::Lapsed) => text.complaint_lapsed(order, shop),
    }
}

fn order(text: Text, number: &str, shop: &str, what: &OrderNews) -> String {
    match what {
        OrderNews::Accepted => text.order_accepted(shop, number),
        OrderNews::Refused { reason } => text.order_refused(shop, number, reason),
        OrderNews::Prepared => text.order_prepared(shop, number),
        OrderNews::Ready => text.order_ready(shop, number),
        OrderNews::Sent => text.order_sent(shop, number),
        OrderNews::Done => text.order_done(shop, number),
        OrderNews::Cancelled { reason } => text.order_cancelled(shop, number, reason),
        OrderNews::Paid => text.order_paid(shop, number),
        OrderNews::Unpaid => text.order_unpaid(shop, number),
        OrderNews::Postponed { day } => text.order_postponed(shop, number, &day.with_weekday(text.0)),
        OrderNews::Decided => text.order_decided(number),
        OrderNews::ComplaintLapsed => text.order_complaint_lapsed(number),
        OrderNews::Reminded => text.order_reminded(shop, number),
    }
}

/// The stock is said to be back only when it is.
fn with_stock(text: Text, said: String, back: bool) -> String {
    if back { format!("{said} {}", text.stock_is_back()) } else { said }
}

fn shop_order(text: Text, number: &str, what: &ShopOrderNews) -> String {
    match what {
        ShopOrderNews::Placed { total } => text.shop_order_placed(number, &total.to_string()),
        ShopOrderNews::Cancelled { reason, stock_back } => {
            let said = match reason {
                Some(reason) => text.shop_order_cancelled_why(number, reason),
                None => text.shop_order_cancelled(number),
            };
            with_stock(text, said, *stock_back)
        }
        ShopOrderNews::AcceptedForYou => text.shop_order_accepted_for(number),
        ShopOrderNews::RefusedForYou { reason } => text.shop_order_refused_for(number, reason),
        ShopOrderNews::CancelledForYou { reason, stock_back } => {
            with_stock(text, text.shop_order_cancelled_for(number, reason), *stock_back)
        }
        ShopOrderNews::TakenBack => text.shop_order_taken_back(number),
        ShopOrderNews::Proof => text.shop_order_proof(number),
        ShopOrderNews::Done => text.shop_order_done(number),
        ShopOrderNews::Complained => text.shop_order_complained(number),
        ShopOrderNews::Decided => text.order_decided(number),
        ShopOrderNews::ComplaintLapsed => text.order_complaint_lapsed(number),
        ShopOrderNews::Lapsed => text.shop_order_lapsed(number),
        ShopOrderNews::NotFetched => text.shop_order_not_fetched(number),
    }
}

fn money(text: Text, koperasi: &str, amount: &str, what: MoneyNews) -> String {
    match what {
        MoneyNews::DepositIn => text.deposit_in(koperasi, amount),
        MoneyNews::DepositOut => text.deposit_out(koperasi, amount),
        MoneyNews::Paid => text.paid(koperasi, amount),
        MoneyNews::LimitSet => text.limit_set(koperasi, amount),
        MoneyNews::WrittenOff => text.written_off(koperasi, amount),
        MoneyNews::Corrected => text.corrected(koperasi, amount),
    }
}
