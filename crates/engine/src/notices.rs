//! Notices: what happened while a person was away. They are written in the transaction of what they
//! tell of, counted beside the bell, and read on the person's own page.

use domain::access::Person;
use domain::dates::Day;
use domain::ids::{AccountId, KoperasiId, NoticeId, QuoteRequestId, RoundId};
use domain::money::Rupiah;
use domain::quantity::Quantity;
use domain::reviews::Outcome;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::trouble::Result;
use crate::tx::Tx;
use crate::{Desk, ids};

/// What there is to tell, as it lies in the table: its kind, and what its sentence needs. Renaming a
/// variant or a field makes the notices in somebody's database unreadable: add new ones instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "data", rename_all = "snake_case")]
pub enum News {
    /// A product for which the person had waited, and the search that found it.
    Found { query: String, label: String, slug: String, name: String },
    /// A joint purchase that the person takes part in, or may.
    Round { round: RoundId, title: String, what: RoundNews },
    /// A joint purchase that the person runs for a koperasi, by its slug.
    RoundOffice { koperasi: String, round: RoundId, title: String, what: OfficeNews },
    /// A supplier answered a request for quotes of a koperasi, by its slug.
    Quote { koperasi: String, request: QuoteRequestId, supplier: String },
    /// Another koperasi has changed how a supplier is reached, while a koperasi, by its slug, waits for it.
    SupplierContact { koperasi: String, slug: String, supplier: String, changed_by: String },
    /// One koperasi has taken something off what another owes it; for the treasurers of a koperasi, by its slug.
    KoperasiNote { koperasi: String, by: String, of: String, amount: Rupiah, reason: String },
    /// An order of the person's own at a shop, by its name.
    Order { number: String, shop: String, what: OrderNews },
    /// An order at the person's business, by its slug.
    ShopOrder { business: String, number: String, what: ShopOrderNews },
    /// Money between the person and a koperasi, by its name.
    Money { koperasi: String, amount: Rupiah, what: MoneyNews },
    /// A buyer has said what a product of the person's business, by its slug, was like.
    Reviewed { business: String, product: String, stars: i16 },
    /// The seller has answered the person's review of a product.
    ReviewAnswered { slug: String, product: String },
    /// An officer hides the person's review of a line of an order.
    ReviewHidden { order: String, product: String, reason: String },
    /// A complaint about an order of the person, or of their shop; or one that the person mediates as an
    /// officer of a koperasi, by its slug.
    Complaint { order: String, koperasi: Option<String>, shop: String, what: ComplaintNews },
    /// An order took a product of the person's shop, by its slug, below its warning; how much is left, in its
    /// sale unit. Written by the database (`stock_fell` in `0036_till.sql`).
    StockLow { shop: String, slug: String, name: String, unit: String, left: Quantity },
    /// An officer has put up another code by which the person's shop, by its slug, is paid.
    PayCode { shop: String, name: String },
    /// An officer has changed the bank account to which the person's shop, by its slug, is paid.
    PayAccount { shop: String, name: String },
}

/// What became of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintNews {
    Raised,
    /// Somebody has said something more.
    Said,
    Ended(Outcome),
}

/// What became of a joint purchase, for its members.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoundNews {
    Opened,
    Extended {
        until: OffsetDateTime,
    },
    /// A pack is not full: members may add for a while.
    ToppingUp {
        until: OffsetDateTime,
        missing: Quantity,
    },
    Cancelled {
        reason: String,
    },
    /// What the supplier was asked for.
    Ordered {
        quantity: Quantity,
    },
    /// The goods are here; the person's own amount, and where to fetch it.
    Arrived {
        quantity: Quantity,
        place: String,
        at: OffsetDateTime,
    },
    /// An officer changed the person's amount.
    Moved {
        quantity: Quantity,
        reason: String,
    },
    Settled {
        total: Rupiah,
    },
}

/// What became of a joint purchase, for its officers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeNews {
    /// Another koperasi asks to take part.
    Invited {
        by: String,
    },
    Joined {
        koperasi: String,
    },
    Declined {
        koperasi: String,
    },
    /// Collecting is over: somebody has to choose what to order.
    Closed,
    /// The minimum was missed: somebody has to decide.
    Missed,
    /// The supplier has confirmed the order.
    Confirmed,
    /// The next round of a series could not open by itself.
    NextWaits,
    Settled,
    Cancelled {
        reason: String,
    },
}

/// What became of an order, for its buyer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderNews {
    Accepted,
    Refused {
        reason: String,
    },
    Prepared,
    /// To be fetched.
    Ready,
    Sent,
    Done,
    Cancelled {
        reason: String,
    },
    Paid,
    Unpaid,
    /// The seller promises another day.
    Postponed {
        day: Day,
    },
    /// The complaint was decided.
    Decided,
    /// It still waits to be fetched, for longer than it should.
    Reminded,
    /// The complaint ended by itself, long after its last word.
    ComplaintLapsed,
}

/// What became of an order, for its seller. Who the buyer is stands on the order's own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShopOrderNews {
    Placed {
        total: Rupiah,
    },
    /// The buyer called it off, or nobody answered it in time.
    Cancelled {
        reason: Option<String>,
        /// Something of it came back to the stock.
        #[serde(default)]
        stock_back: bool,
    },
    /// An officer has accepted it for the owner.
    AcceptedForYou,
    /// An officer has refused it for the owner.
    RefusedForYou {
        reason: String,
    },
    /// An officer has called it off for the owner.
    CancelledForYou {
        reason: String,
        stock_back: bool,
    },
    /// The buyer sent a picture of the transfer.
    Proof,
    /// The buyer has it.
    Done,
    Complained,
    Decided,
    /// A complaint was decided for the buyer, who has had the goods: what comes back is to be counted.
    TakenBack,
    /// It was sent, and nobody has said anything since: it counts as done. Whether it was paid only the seller knows.
    Lapsed,
    /// It was not fetched in time.
    NotFetched,
    /// The complaint ended by itself, long after its last word.
    ComplaintLapsed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoneyNews {
    DepositIn,
    DepositOut,
    Paid,
    LimitSet,
    WrittenOff,
    /// More or less is owed for goods; the amount is the difference.
    Corrected,
}

impl News {
    fn kind(&self) -> &'static str {
        match self {
            Self::Found { .. } => "found",
            Self::Round { .. } => "round",
            Self::RoundOffice { .. } => "round_office",
            Self::Quote { .. } => "quote",
            Self::SupplierContact { .. } => "supplier_contact",
            Self::KoperasiNote { .. } => "koperasi_note",
            Self::Order { .. } => "order",
            Self::ShopOrder { .. } => "shop_order",
            Self::PayCode { .. } => "pay_code",
            Self::PayAccount { .. } => "pay_account",
            Self::Money { .. } => "money",
            Self::Reviewed { .. } => "reviewed",
            Self::ReviewAnswered { .. } => "review_answered",
            Self::ReviewHidden { .. } => "review_hidden",
            Self::Complaint { .. } => "complaint",
            Self::StockLow { .. } => "stock_low",
        }
    }

    /// As it lies in the table, for a statement that writes it beside other rows.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub(crate) fn row(&self) -> Result<NoticeRow> {
        let data = serde_json::to_value(self)?["data"].take();
        Ok(NoticeRow { id: ids::fresh(), kind: self.kind(), data, link: self.link() })
    }

    /// The path of the page that it leads to.
    fn link(&self) -> String {
        match self {
            Self::Found { slug, .. } => format!("/produk/{slug}"),
            Self::Round { round, .. } => format!("/pembelian-bersama/{round}"),
            Self::RoundOffice { koperasi, round, .. } => format!("/pengurus/{koperasi}/pembelian/{round}"),
            Self::Quote { koperasi, request, .. } => format!("/pengurus/{koperasi}/permintaan/{request}"),
            Self::SupplierContact { koperasi, slug, .. } => format!("/pengurus/{koperasi}/pemasok/{slug}"),
            Self::KoperasiNote { koperasi, .. } => format!("/pengurus/{koperasi}/buku/koperasi"),
            Self::Order { number, .. } => format!("/pesanan/{number}"),
            Self::ShopOrder { business, number, .. } => format!("/usaha/pesanan/{number}?usaha={business}"),
            Self::PayCode { shop, .. } => format!("/usaha/qris?usaha={shop}"),
            Self::PayAccount { shop, .. } => format!("/usaha/cara-jual?usaha={shop}"),
            Self::Money { .. } => "/akun/buku".to_owned(),
            Self::Reviewed { business, .. } => format!("/usaha/ulasan?usaha={business}"),
            Self::ReviewAnswered { slug, .. } => format!("/produk/{slug}#ulasan"),
            Self::ReviewHidden { order, .. } => format!("/pesanan/{order}/ulasan"),
            Self::Complaint { order, koperasi: Some(koperasi), .. } => format!("/pengurus/{koperasi}/keluhan/{order}"),
            Self::Complaint { order, koperasi: None, .. } => format!("/pesanan/{order}/keluhan"),
            Self::StockLow { shop, .. } => format!("/usaha/stok?usaha={shop}"),
        }
    }
}

impl Tx {
    /// Tells a person something; they are told once this transaction is committed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tell(&mut self, to: AccountId, news: &News) -> Result<NoticeId> {
        let row = news.row()?;
        sqlx::query!(
            "insert into notice (id, account_id, kind, data, link, at) values ($1, $2, $3, $4, $5, $6)",
            row.id.0,
            to.0,
            row.kind,
            row.data,
            row.link,
            self.now(),
        )
        .execute(self.conn())
        .await?;
        Ok(row.id)
    }

    /// As [`Tx::tell`], many at once in one statement.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn tell_all(&mut self, all: &[(AccountId, News)]) -> Result<()> {
        let ids: Vec<Uuid> = all.iter().map(|_| ids::fresh()).collect();
        let accounts: Vec<Uuid> = all.iter().map(|(to, _)| to.0).collect();
        let kinds: Vec<String> = all.iter().map(|(_, news)| news.kind().to_owned()).collect();
        let links: Vec<String> = all.iter().map(|(_, news)| news.link()).collect();
        let data: Vec<String> =
            all.iter().map(|(_, news)| Ok(serde_json::to_value(news)?["data"].to_string())).collect::<Result<_>>()?;
        let now = self.now();
        sqlx::query!(
            "insert into notice (id, account_id, kind, data, link, at)
             select t.id, t.account, t.kind, t.data::jsonb, t.link, $6::timestamptz
             from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as t(id, account, kind, data, link)",
            &ids,
            &accounts,
            &kinds,
            &data,
            &links,
            now
        )
        .execute(self.conn())
        .await?;
        Ok(())
    }
}

/// What of a notice's row does not depend on its reader.
pub(crate) struct NoticeRow {
    pub id: NoticeId,
    pub kind: &'static str,
    pub data: serde_json::Value,
    pub link: String,
}

/// Which of a round's members are told something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Members {
    /// Those who pledged.
    Pledged,
    /// Everyone in the koperasi that take part.
    All,
    /// Everyone in one of them.
    Of(KoperasiId),
}

/// Which officers are told something; never whoever did it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Officers {
    /// Of all koperasi that take part in the round.
    All,
    Of(KoperasiId),
}

// Ids that are made by the database are UUIDv7 too (RFC 9562, 5.7): random ones with the milliseconds
// put in front, and two bits set that turn version 4 into 7.

impl Tx {
    /// Tells members what became of a round, in one statement: there may be thousands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn tell_members(&mut self, to: Members, round: RoundId, title: &str, what: RoundNews) -> Result<()> {
        let news = News::Round { round, title: title.to_owned(), what };
        let data = serde_json::to_value(&news)?["data"].take();
        let (pledged, only) = match to {
            Members::Pledged => (true, None),
            Members::All => (false, None),
            Members::Of(koperasi) => (false, Some(koperasi.0)),
        };
        let now = self.now();
        sqlx::query!(
            "insert into notice (id, account_id, kind, data, link, at)
             select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
                        substring(int8send((extract(epoch from $4::timestamptz) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
                    t.account_id, $5, $6, $7, $4
             from (select distinct m.account_id from membership m
                   join round_koperasi rk on rk.round_id = $1 and rk.koperasi_id = m.koperasi_id and rk.state = 'joined'
                   where m.state = 'admitted' and ($3::uuid is null or m.koperasi_id = $3)
                     and (not $2 or exists (select from pledge p where p.round_id = $1 and p.membership_id = m.id and p.quantity > 0))) t",
            round.0,
            pledged,
            only,
            now,
            news.kind(),
            data,
            news.link(),
        )
        .execute(self.conn())
        .await?;
        Ok(())
    }

    /// Tells officers what became of a round, each on the pages of their own koperasi.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn tell_officers(&mut self, to: Officers, round: RoundId, title: &str, what: OfficeNews) -> Result<()> {
        let news = News::RoundOffice { koperasi: String::new(), round, title: title.to_owned(), what };
        let data = serde_json::to_value(&news)?["data"].take();
        let only = match to {
            Officers::All => None,
            Officers::Of(koperasi) => Some(koperasi.0),
        };
        let (now, actor) = (self.now(), self.actor().account().map(|a| a.0));
        // As `News::link`, with the slug that only the statement knows.
        sqlx::query!(
            "insert into notice (id, account_id, kind, data, link, at)
             select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing
                        substring(int8send((extract(epoch from $3::timestamptz) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid,
                    t.account_id, $4, jsonb_set($5, '{koperasi}', to_jsonb(t.slug)),
                    '/pengurus/' || t.slug || '/pembelian/' || $1::uuid::text, $3
             from (select distinct o.account_id, k.slug from office o join koperasi k on k.id = o.koperasi_id
                   where o.ended_at is null and o.duty <> 'pengawas' and o.from_day <= $6 and o.until_day >= $6
                     and o.account_id is distinct from $7
                     and case when $2::uuid is null
                              then exists (select from round_koperasi rk
                                           where rk.round_id = $1 and rk.koperasi_id = o.koperasi_id and rk.state = 'joined')
                              else o.koperasi_id = $2 end) t",
            round.0,
            only,
            now,
            news.kind(),
            data,
            Day::of(now).date(),
            actor,
        )
        .execute(self.conn())
        .await?;
        Ok(())
    }
}

/// A notice as its reader sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub id: NoticeId,
    pub news: News,
    pub at: OffsetDateTime,
    pub read: bool,
}

/// A person's newest notices, at most a hundred.
///
/// # Errors
/// When the database does not answer.
pub async fn newest(desk: &Desk, by: &Person) -> Result<Vec<Notice>> {
    let rows = sqlx::query!(
        r#"select id as "id: NoticeId", kind, data, at, read_at is not null as "read!" from notice
           where account_id = $1 order by at desc, id desc limit 100"#,
        by.account().0
    )
    .fetch_all(desk.db())
    .await?;
    let notices = rows.into_iter().filter_map(|row| {
        let written = serde_json::json!({ "kind": row.kind, "data": row.data });
        // A newer version on another server knows more kinds than this one.
        let news = serde_json::from_value(written).ok()?;
        Some(Notice { id: row.id, news, at: row.at, read: row.read })
    });
    Ok(notices.collect())
}

/// Opens one of the person's own notices: it is read from now on. Gives the path that it leads to;
/// `None` when it is none of theirs.
///
/// # Errors
/// When the database does not answer.
pub async fn open(desk: &Desk, by: &Person, notice: NoticeId) -> Result<Option<String>> {
    let link = sqlx::query_scalar!(
        "update notice set read_at = coalesce(read_at, $3) where id = $1 and account_id = $2 returning link",
        notice.0,
        by.account().0,
        desk.now()
    )
    .fetch_optional(desk.db())
    .await?;
    Ok(link)
}

/// All of the person's notices are read.
///
/// # Errors
/// When the database does not answer.
pub async fn read_all(desk: &Desk, by: &Person) -> Result<()> {
    sqlx::query!("update notice set read_at = $2 where account_id = $1 and read_at is null", by.account().0, desk.now())
        .execute(desk.db())
        .await?;
    Ok(())
}

/// Takes away what was read before a day. What was not stays until it is.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn sweep(tx: &mut Tx, before: OffsetDateTime) -> Result<()> {
    sqlx::query!("delete from notice where read_at < $1", before).execute(tx.conn()).await?;
    Ok(())
}
