//! Who hears of a step: always the other side, by a notice, and by mail where there is an address.

use domain::buying::{Happened, Side};
use domain::dates::Day;
use domain::ids::AccountId;
use domain::lang::Lang;
use domain::money::Rupiah;

use super::held::{By, Held};
use super::link;
use super::written::Order;
use crate::Desk;
use crate::mail::Mail;
use crate::notices::{News, OrderNews, ShopOrderNews};
use crate::trouble::Result;
use crate::tx::Tx;

/// What became of an order's goods in the seller's stock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stock {
    /// Nothing came back.
    Stays,
    Back,
    /// The buyer has had them: what of them comes back is the seller's to count.
    ToCount,
}

/// What there is to tell of an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tale<'a> {
    pub what: Happened,
    /// The reason, or the day that was promised.
    pub why: Option<&'a str>,
    pub stock: Stock,
}

impl Tale<'_> {
    pub const fn of(what: Happened) -> Self {
        Self { what, why: None, stock: Stock::Stays }
    }
}

/// Tells buyer and seller, but for the one who did it.
pub(super) async fn tell(desk: &Desk, tx: &mut Tx, order: &Held, by: By, tale: &Tale<'_>) -> Result<()> {
    // What is of the link alone is told to nobody: whoever is signed in with its number may be another person.
    if by.side != Side::Buyer
        && !order.by_link
        && let Some(news) = for_buyer(by.side, tale)
    {
        if let Some(mail) = buyers_mail(desk, order, &news) {
            mail_to(tx, order.buyer, mail).await?;
        }
        let (number, shop) = (order.number.to_string(), order.business_name.clone());
        tx.tell(order.buyer, &News::Order { number, shop, what: news }).await?;
    }
    let news = match by.side {
        // Whoever keeps the shop knows what they did. Where that is an officer, the owner may not.
        Side::Seller if by.account == Some(order.owner) => None,
        Side::Seller => for_owner(tale),
        side => for_seller(side, tale),
    };
    if let Some(news) = news {
        let (business, number) = (order.business_slug.clone(), order.number.to_string());
        if let Some(mail) = sellers_mail(desk, order, &news) {
            mail_to(tx, order.owner, mail).await?;
        }
        tx.tell(order.owner, &News::ShopOrder { business, number, what: news }).await?;
    }
    Ok(())
}

/// Both sides have a new order by mail, where they left an address.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn mail_placed(desk: &Desk, tx: &mut Tx, order: &Order<'_>) -> Result<()> {
    let (shop, number, total) = (order.shop, &order.receipt.number, order.bill.total);
    if let Some(seller) = &shop.owner_mail {
        let link = desk.link(&format!("/usaha/pesanan/{number}?usaha={}", shop.slug));
        let words = Words {
            subject: [format!("Pesanan baru {number}"), format!("New order {number}")],
            body: [
                format!("Ada pesanan baru senilai {total}. Jawab secepatnya, supaya pembeli tidak menunggu.\n\n{link}\n"),
                format!("There is a new order of {total}. Please answer soon: the buyer waits.\n\n{link}\n"),
            ],
        };
        tx.mail(words.to(seller)).await?;
    }
    if let Some(buyer) = shop.buyer_mail.as_ref().filter(|_| !order.by_link) {
        tx.mail(saved(desk, &shop.name, number, total).to(buyer)).await?;
    }
    Ok(())
}

fn saved(desk: &Desk, shop: &str, number: &str, total: Rupiah) -> Words {
    let link = desk.link(&link::path(number));
    Words {
        subject: [format!("Pesanan {number} di {shop}"), format!("Order {number} at {shop}")],
        body: [
            format!("Pesanan Anda senilai {total} tersimpan. Tunggu jawaban {shop}; jangan membayar dulu.\n\n{link}\n"),
            format!("Your order of {total} is saved. Wait for {shop} to answer; do not pay yet.\n\n{link}\n"),
        ],
    }
}

fn for_buyer(side: Side, tale: &Tale<'_>) -> Option<OrderNews> {
    let reason = || tale.why.unwrap_or_default().to_owned();
    Some(match tale.what {
        Happened::Accepted => OrderNews::Accepted,
        Happened::Refused => OrderNews::Refused { reason: reason() },
        Happened::Prepared => OrderNews::Prepared,
        Happened::Ready => OrderNews::Ready,
        Happened::Sent => OrderNews::Sent,
        Happened::Done => OrderNews::Done,
        Happened::Cancelled => OrderNews::Cancelled { reason: reason() },
        Happened::Paid => OrderNews::Paid,
        Happened::Unpaid => OrderNews::Unpaid,
        Happened::Postponed => OrderNews::Postponed { day: Day::parse(tale.why?).ok()? },
        Happened::Decided if side == Side::Clock => OrderNews::ComplaintLapsed,
        Happened::Decided => OrderNews::Decided,
        Happened::Reminded => OrderNews::Reminded,
        Happened::Placed | Happened::Proof | Happened::Complained => return None,
    })
}

fn for_seller(side: Side, tale: &Tale<'_>) -> Option<ShopOrderNews> {
    Some(match tale.what {
        Happened::Cancelled => {
            ShopOrderNews::Cancelled { reason: tale.why.map(str::to_owned), stock_back: tale.stock == Stock::Back }
        }
        Happened::Proof => ShopOrderNews::Proof,
        Happened::Done if side == Side::Clock => ShopOrderNews::Lapsed,
        Happened::Done => ShopOrderNews::Done,
        Happened::Complained => ShopOrderNews::Complained,
        Happened::Decided if side == Side::Clock => ShopOrderNews::ComplaintLapsed,
        Happened::Decided if tale.stock == Stock::ToCount => ShopOrderNews::TakenBack,
        Happened::Decided => ShopOrderNews::Decided,
        Happened::Reminded => ShopOrderNews::NotFetched,
        _ => return None,
    })
}

/// What an officer has decided for the owner of the shop.
fn for_owner(tale: &Tale<'_>) -> Option<ShopOrderNews> {
    let reason = || tale.why.unwrap_or_default().to_owned();
    Some(match tale.what {
        Happened::Accepted => ShopOrderNews::AcceptedForYou,
        Happened::Refused => ShopOrderNews::RefusedForYou { reason: reason() },
        Happened::Cancelled => ShopOrderNews::CancelledForYou { reason: reason(), stock_back: tale.stock == Stock::Back },
        _ => return None,
    })
}

/// Words of a mail, Indonesian and English.
pub(crate) struct Words {
    pub subject: [String; 2],
    pub body: [String; 2],
}

/// Where a person reads mails, and in which language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailBox {
    pub address: String,
    pub lang: Lang,
}

impl MailBox {
    pub(super) fn of(address: Option<String>, lang: Option<&str>) -> Option<Self> {
        Some(Self { address: address?, lang: lang.and_then(Lang::from_tag).unwrap_or_default() })
    }
}

impl Words {
    fn to(self, reader: &MailBox) -> Mail {
        let ([id, en], [id_body, en_body]) = (self.subject, self.body);
        Mail { to: reader.address.clone(), subject: reader.lang.pick(id, en), body: reader.lang.pick(id_body, en_body) }
    }
}

/// Only what the buyer has to know or to do; the rest is a notice.
fn buyers_mail(desk: &Desk, order: &Held, news: &OrderNews) -> Option<Words> {
    let (shop, number) = (&order.business_name, &order.number);
    let link = desk.link(&link::path(number));
    let said = |id: String, en: String| {
        Some(Words {
            subject: [format!("Pesanan {number} di {shop}"), format!("Order {number} at {shop}")],
            body: [format!("{id}\n\n{link}\n"), format!("{en}\n\n{link}\n")],
        })
    };
    match news {
        OrderNews::Accepted => said(
            format!("{shop} menerima pesanan Anda. Cara membayar ada di halaman pesanan."),
            format!("{shop} accepted your order. The order's page says how to pay."),
        ),
        OrderNews::Refused { reason } => said(
            format!("{shop} tidak bisa memenuhi pesanan Anda: {reason}"),
            format!("{shop} cannot fulfil your order: {reason}"),
        ),
        OrderNews::Cancelled { reason } => {
            said(format!("Pesanan Anda dibatalkan: {reason}"), format!("Your order was called off: {reason}"))
        }
        OrderNews::Ready => said("Pesanan Anda sudah siap diambil.".to_owned(), "Your order is ready to be fetched.".to_owned()),
        OrderNews::Sent => said("Pesanan Anda sedang diantar.".to_owned(), "Your order is on its way.".to_owned()),
        OrderNews::Postponed { day } => said(
            format!("{shop} menjanjikan hari lain: {}.", day.with_weekday(Lang::Id)),
            format!("{shop} promises another day: {}.", day.with_weekday(Lang::En)),
        ),
        OrderNews::Reminded => said(
            format!("Pesanan Anda belum diambil. Ambil secepatnya, atau kabari {shop}."),
            format!("Your order still waits for you. Please fetch it soon, or tell {shop}."),
        ),
        // The end of a complaint has a mail of its own (`reviews::complaint`).
        OrderNews::Prepared
        | OrderNews::Done
        | OrderNews::Paid
        | OrderNews::Unpaid
        | OrderNews::Decided
        | OrderNews::ComplaintLapsed => None,
    }
}

/// Only what the seller has to know or to do.
fn sellers_mail(desk: &Desk, order: &Held, news: &ShopOrderNews) -> Option<Words> {
    let number = &order.number;
    let link = desk.link(&format!("/usaha/pesanan/{number}?usaha={}", order.business_slug));
    let said = |subject: [&str; 2], body: [&str; 2]| {
        let ([id, en], [id_body, en_body]) = (subject, body);
        Some(Words {
            subject: [format!("Pesanan {number} {id}"), format!("Order {number} {en}")],
            body: [format!("{id_body}\n\n{link}\n"), format!("{en_body}\n\n{link}\n")],
        })
    };
    match news {
        ShopOrderNews::Cancelled { stock_back, .. } => {
            let [id, en] = if *stock_back {
                ["Stok yang dipakai pesanan ini sudah kembali.", "What it had taken from your stock is back."]
            } else {
                ["Barangnya tidak perlu disiapkan lagi.", "Its goods need not be prepared any more."]
            };
            let subject = ["dibatalkan", "was called off"];
            if order.paid_at.is_none() {
                return said(subject, [id, en]);
            }
            let total = order.total;
            let id = format!("{id} Pesanan ini sudah lunas: kembalikan uang pembeli, {total}.");
            let en = format!("{en} It was paid: please pay the buyer back, {total}.");
            said(subject, [&id, &en])
        }
        ShopOrderNews::AcceptedForYou if order.by_link => said(
            ["diterima pengurus untuk Anda", "was accepted for you by an officer"],
            [
                "Siapkan barangnya. Pembeli ini hanya punya tautan pesanan; kabari lewat WhatsApp.",
                "Please prepare the goods. This buyer has nothing but the order’s link; send a message by WhatsApp.",
            ],
        ),
        ShopOrderNews::AcceptedForYou => said(
            ["diterima pengurus untuk Anda", "was accepted for you by an officer"],
            ["Siapkan barangnya. Pembeli sudah diberi kabar.", "Please prepare the goods. The buyer was told."],
        ),
        ShopOrderNews::RefusedForYou { reason } => said(
            ["ditolak pengurus untuk Anda", "was refused for you by an officer"],
            [&format!("Alasan: {reason}"), &format!("Reason: {reason}")],
        ),
        ShopOrderNews::CancelledForYou { reason, .. } => said(
            ["dibatalkan pengurus untuk Anda", "was called off for you by an officer"],
            [&format!("Alasan: {reason}"), &format!("Reason: {reason}")],
        ),
        ShopOrderNews::NotFetched if order.by_link => said(
            ["belum diambil", "was not fetched"],
            [
                "Pembeli ini hanya punya tautan pesanan; kabari lewat WhatsApp. Kalau barangnya sudah diserahkan, tekan “Sudah diserahkan”. Kalau tidak jadi, batalkan.",
                "This buyer has nothing but the order’s link; send a message by WhatsApp. If the goods were handed over, press “Handed over”. If nobody wants them, call it off.",
            ],
        ),
        ShopOrderNews::NotFetched => said(
            ["belum diambil", "was not fetched"],
            [
                "Kami sudah mengingatkan pembeli. Kalau barangnya sudah diserahkan, tekan “Sudah diserahkan”. Kalau tidak jadi, batalkan.",
                "We have reminded the buyer. If the goods were handed over, press “Handed over”. If nobody wants them, call it off.",
            ],
        ),
        ShopOrderNews::Placed { .. }
        | ShopOrderNews::Proof
        | ShopOrderNews::Done
        | ShopOrderNews::Complained
        | ShopOrderNews::Decided
        | ShopOrderNews::TakenBack
        | ShopOrderNews::ComplaintLapsed
        | ShopOrderNews::Lapsed => None,
    }
}

/// A mail to a person who has left an address, in their language.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn mail_to(tx: &mut Tx, account: AccountId, words: Words) -> Result<()> {
    let row =
        sqlx::query!(r#"select email, lang from account where id = $1 and email is not null and closed_at is null"#, account.0)
            .fetch_optional(tx.conn())
            .await?;
    if let Some(reader) = row.and_then(|row| MailBox::of(row.email, Some(&row.lang))) {
        tx.mail(words.to(&reader)).await?;
    }
    Ok(())
}
