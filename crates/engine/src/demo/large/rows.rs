//! Rows of joint purchases, as they are sent to the database: as JSON, a few thousand at a time.

use domain::ledger::Role;
use serde::{Serialize, Serializer};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use uuid::Uuid;

/// All of them, in the order in which their tables want them.
#[derive(Default)]
pub struct Purchases {
    pub suppliers: Vec<SupplierRow>,
    pub offers: Vec<OfferRow>,
    pub tiers: Vec<TierRow>,
    pub rounds: Vec<RoundRow>,
    pub parts: Vec<PartRow>,
    pub pledges: Vec<PledgeRow>,
    pub changes: Vec<ChangeRow>,
    pub orders: Vec<OrderRow>,
    pub receipts: Vec<ReceiptRow>,
    pub allocations: Vec<AllocationRow>,
    /// By their numbers.
    pub journals: Vec<JournalRow>,
    pub charges: Vec<ChargeRow>,
    pub ratings: Vec<RatingRow>,
    pub audits: Vec<AuditRow>,
    pub numbers: Vec<NumberRow>,
}

#[derive(Serialize)]
pub struct SupplierRow {
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub material: &'static str,
    pub whatsapp: String,
    pub koperasi_id: Uuid,
    pub entered_by: Uuid,
    #[serde(serialize_with = "moment")]
    pub created_at: OffsetDateTime,
}

#[derive(Serialize)]
pub struct OfferRow {
    pub id: Uuid,
    pub koperasi_id: Uuid,
    pub supplier_id: Uuid,
    pub material: &'static str,
    pub version: i32,
    pub sale_unit: String,
    pub pack: i64,
    pub minimum: i64,
    pub step: i64,
    pub lead_days: u16,
    pub transport_fixed: i64,
    pub transport_per_unit: i64,
    pub transport_free_from: Option<i64>,
    pub valid_until: String,
    pub entered_by: Uuid,
    #[serde(serialize_with = "moment")]
    pub created_at: OffsetDateTime,
}

#[derive(Serialize)]
pub struct TierRow {
    pub offer_id: Uuid,
    pub from_quantity: i64,
    pub price: i64,
}

#[derive(Serialize)]
pub struct RoundRow {
    pub id: Uuid,
    pub koperasi_id: Uuid,
    pub offer_id: Uuid,
    pub title: String,
    pub state: &'static str,
    #[serde(serialize_with = "moment")]
    pub opens_at: OffsetDateTime,
    #[serde(serialize_with = "moment")]
    pub closes_at: OffsetDateTime,
    #[serde(serialize_with = "moment")]
    pub pickup_at: OffsetDateTime,
    pub shared: bool,
    pub fee_bp: i32,
    pub reference_price: Option<i64>,
    pub reference_day: Option<String>,
    pub reference_source: Option<&'static str>,
    pub ordered_quantity: Option<i64>,
    pub accepted_quantity: Option<i64>,
    pub stock_quantity: Option<i64>,
    pub unit_price: Option<i64>,
    pub transport: Option<i64>,
    #[serde(serialize_with = "perhaps")]
    pub list_locked_at: Option<OffsetDateTime>,
    pub cancel_reason: Option<&'static str>,
    #[serde(serialize_with = "perhaps")]
    pub opened_at: Option<OffsetDateTime>,
    #[serde(serialize_with = "perhaps")]
    pub closed_at: Option<OffsetDateTime>,
    #[serde(serialize_with = "perhaps")]
    pub ordered_at: Option<OffsetDateTime>,
    #[serde(serialize_with = "perhaps")]
    pub received_at: Option<OffsetDateTime>,
    #[serde(serialize_with = "perhaps")]
    pub settled_at: Option<OffsetDateTime>,
    #[serde(serialize_with = "perhaps")]
    pub cancelled_at: Option<OffsetDateTime>,
    pub created_by: Uuid,
    #[serde(serialize_with = "moment")]
    pub created_at: OffsetDateTime,
    #[serde(serialize_with = "moment")]
    pub updated_at: OffsetDateTime,
}

/// A koperasi that takes part.
#[derive(Serialize)]
pub struct PartRow {
    pub round_id: Uuid,
    pub koperasi_id: Uuid,
    pub invited_by: Uuid,
    pub answered_by: Uuid,
    #[serde(serialize_with = "moment")]
    pub at: OffsetDateTime,
}

#[derive(Serialize)]
pub struct PledgeRow {
    pub id: Uuid,
    pub round_id: Uuid,
    pub koperasi_id: Uuid,
    pub membership_id: Uuid,
    pub quantity: i64,
    pub tolerance: i64,
    pub held: i64,
    #[serde(serialize_with = "moment")]
    pub at: OffsetDateTime,
}

#[derive(Serialize)]
pub struct ChangeRow {
    pub pledge_id: Uuid,
    #[serde(serialize_with = "moment")]
    pub at: OffsetDateTime,
    pub account_id: Uuid,
    pub quantity: i64,
    pub tolerance: i64,
}

#[derive(Serialize)]
pub struct OrderRow {
    pub id: Uuid,
    pub round_id: Uuid,
    pub koperasi_id: Uuid,
    pub year: i32,
    pub number: i32,
    pub quantity: i64,
    pub unit_price: i64,
    pub goods: i64,
    pub transport: i64,
    pub issued_by: Uuid,
    #[serde(serialize_with = "moment")]
    pub at: OffsetDateTime,
    pub confirmed: bool,
}

#[derive(Serialize)]
pub struct ReceiptRow {
    pub id: Uuid,
    pub round_id: Uuid,
    pub delivered: i64,
    pub received_by: Uuid,
    #[serde(serialize_with = "moment")]
    pub at: OffsetDateTime,
}

#[derive(Serialize)]
pub struct AllocationRow {
    pub pledge_id: Uuid,
    pub round_id: Uuid,
    pub koperasi_id: Uuid,
    pub membership_id: Uuid,
    pub computed: i64,
    pub goods: i64,
    pub transport: i64,
    pub fee: i64,
    pub handed_by: Option<Uuid>,
    #[serde(serialize_with = "perhaps")]
    pub handed_at: Option<OffsetDateTime>,
}

#[derive(Serialize)]
pub struct JournalRow {
    pub id: Uuid,
    pub koperasi_id: Uuid,
    pub year: i32,
    pub number: i32,
    pub day: String,
    pub kind: &'static str,
    pub memo: String,
    pub round_id: Option<Uuid>,
    pub posted_by: Uuid,
    #[serde(serialize_with = "moment")]
    pub at: OffsetDateTime,
    /// Written in one statement with those of other journals: a journal comes with all of them.
    #[serde(skip)]
    pub lines: Vec<LineRow>,
}

#[derive(Clone, Serialize)]
pub struct LineRow {
    pub journal_id: Uuid,
    pub line: i32,
    #[serde(serialize_with = "role")]
    pub role: Role,
    pub party: Option<Uuid>,
    pub debit: i64,
    pub credit: i64,
}

#[derive(Serialize)]
pub struct ChargeRow {
    pub id: Uuid,
    pub round_id: Uuid,
    pub koperasi_id: Uuid,
    pub membership_id: Uuid,
    pub year: i32,
    pub number: i32,
    pub quantity: i64,
    pub goods: i64,
    pub transport: i64,
    pub fee: i64,
    pub journal_id: Uuid,
    #[serde(serialize_with = "moment")]
    pub at: OffsetDateTime,
}

#[derive(Serialize)]
pub struct RatingRow {
    pub round_id: Uuid,
    pub koperasi_id: Uuid,
    pub supplier_id: Uuid,
    pub on_time: bool,
    pub right_quantity: bool,
    pub quality: i16,
    pub rated_by: Uuid,
    #[serde(serialize_with = "moment")]
    pub at: OffsetDateTime,
}

#[derive(Serialize)]
pub struct AuditRow {
    #[serde(serialize_with = "moment")]
    pub at: OffsetDateTime,
    pub account_id: Uuid,
    pub koperasi_id: Uuid,
    pub action: &'static str,
    pub subject: Uuid,
}

/// The last number that was given; of journals for the koperasi's book.
#[derive(Serialize)]
pub struct NumberRow {
    pub koperasi_id: Uuid,
    pub kind: &'static str,
    pub year: i32,
    pub last: i32,
}

/// As PostgreSQL reads it.
fn moment<S: Serializer>(at: &OffsetDateTime, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&at.format(&Rfc3339).map_err(serde::ser::Error::custom)?)
}

fn perhaps<S: Serializer>(at: &Option<OffsetDateTime>, to: S) -> Result<S::Ok, S::Error> {
    match at {
        Some(at) => moment(at, to),
        None => to.serialize_none(),
    }
}

fn role<S: Serializer>(role: &Role, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(role.code())
}
