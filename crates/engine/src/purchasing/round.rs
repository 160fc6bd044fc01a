//! A round's row, as the use cases read and lock it.

use domain::ids::{KoperasiId, OfferId, RoundId};
use domain::money::{BasisPoints, Price, Rupiah};
use domain::purchasing::{Fee, IfMissed, Minimum, OfferTerms, State, Tier, Tiers, Transport, TransportSplit};
use domain::quantity::{Quantity, SaleUnit};
use sqlx::PgConnection;
use time::OffsetDateTime;

use super::RoundError;
use crate::trouble::{Result, Trouble};

/// A round with the rules it was planned with.
#[derive(Debug, Clone)]
pub(crate) struct Round {
    pub id: RoundId,
    /// The coordinator.
    pub koperasi: KoperasiId,
    pub offer: OfferId,
    pub title: String,
    pub state: State,
    pub scheduled: bool,
    pub opens_at: OffsetDateTime,
    pub closes_at: OffsetDateTime,
    pub topping_up_until: Option<OffsetDateTime>,
    pub minimum: Option<Minimum>,
    pub if_missed: IfMissed,
    pub extend_days: i16,
    pub extended: i16,
    pub fee: Fee,
    pub transport_split: TransportSplit,
    pub deposit: BasisPoints,
    pub ordered_quantity: Option<Quantity>,
    pub accepted_quantity: Option<Quantity>,
    pub stock_quantity: Option<Quantity>,
    pub unit_price: Option<Price>,
    pub transport: Option<Rupiah>,
    pub list_locked: bool,
    /// Microseconds of `updated_at`: what a page was opened with.
    pub version: i64,
}

struct Row {
    id: RoundId,
    koperasi: KoperasiId,
    offer: OfferId,
    title: String,
    state: State,
    scheduled: bool,
    opens_at: OffsetDateTime,
    closes_at: OffsetDateTime,
    topping_up_until: Option<OffsetDateTime>,
    minimum_quantity: Option<Quantity>,
    minimum_amount: Option<Rupiah>,
    if_missed: String,
    extend_days: i16,
    extended: i16,
    fee_bp: i32,
    fee_per_unit: i64,
    transport_split: String,
    deposit_bp: i32,
    ordered_quantity: Option<Quantity>,
    accepted_quantity: Option<Quantity>,
    stock_quantity: Option<Quantity>,
    unit_price: Option<Price>,
    transport: Option<Rupiah>,
    list_locked: bool,
    version: i64,
}

/// `query_as!` wants its text in one piece, and the three readings differ only in how they hold the row.
macro_rules! round_row {
    ($db:expr, $id:expr, $hold:literal) => {
        sqlx::query_as!(
            Row,
            r#"select id as "id: RoundId", koperasi_id as "koperasi: KoperasiId", offer_id as "offer: OfferId", title,
                      state as "state: State", scheduled, opens_at, closes_at, topping_up_until,
                      minimum_quantity as "minimum_quantity: Quantity", minimum_amount as "minimum_amount: Rupiah",
                      if_missed, extend_days, extended, fee_bp, fee_per_unit, transport_split, deposit_bp,
                      ordered_quantity as "ordered_quantity: Quantity", accepted_quantity as "accepted_quantity: Quantity",
                      stock_quantity as "stock_quantity: Quantity",
                      unit_price as "unit_price: Price", transport as "transport: Rupiah",
                      list_locked_at is not null as "list_locked!",
                      (extract(epoch from updated_at) * 1000000)::bigint as "version!"
               from round where id = $1 "#
                + $hold,
            $id.0
        )
        .fetch_optional($db)
    };
}

/// The round, held for a step until the transaction ends.
///
/// # Errors
/// [`RoundError::Unknown`]
pub(crate) async fn lock(db: &mut PgConnection, id: RoundId) -> Result<Round, RoundError> {
    round_row!(db, id, "for no key update").await?.map(Round::from).ok_or(RoundError::Unknown)
}

/// The round, held in its state until the transaction ends: many may hold it so, a step waits for them.
///
/// # Errors
/// [`RoundError::Unknown`]
pub(crate) async fn share(db: &mut PgConnection, id: RoundId) -> Result<Round, RoundError> {
    round_row!(db, id, "for share").await?.map(Round::from).ok_or(RoundError::Unknown)
}

/// The round as it stands.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn read(db: &mut PgConnection, id: RoundId) -> Result<Option<Round>> {
    Ok(round_row!(db, id, "").await?.map(Round::from))
}

impl From<Row> for Round {
    fn from(row: Row) -> Self {
        let minimum = match (row.minimum_quantity, row.minimum_amount) {
            (Some(quantity), _) => Some(Minimum::Quantity(quantity)),
            (None, amount) => amount.map(Minimum::Amount),
        };
        let fee = match row.fee_per_unit {
            0 => Fee::Share(BasisPoints(row.fee_bp)),
            each => Fee::PerUnit(Rupiah(each)),
        };
        Self {
            id: row.id,
            koperasi: row.koperasi,
            offer: row.offer,
            title: row.title,
            state: row.state,
            scheduled: row.scheduled,
            opens_at: row.opens_at,
            closes_at: row.closes_at,
            topping_up_until: row.topping_up_until,
            minimum,
            if_missed: IfMissed::from_code(&row.if_missed).unwrap_or(IfMissed::Ask),
            extend_days: row.extend_days,
            extended: row.extended,
            fee,
            transport_split: TransportSplit::from_code(&row.transport_split).unwrap_or(TransportSplit::Quantity),
            deposit: BasisPoints(row.deposit_bp),
            ordered_quantity: row.ordered_quantity,
            accepted_quantity: row.accepted_quantity,
            stock_quantity: row.stock_quantity,
            unit_price: row.unit_price,
            transport: row.transport,
            list_locked: row.list_locked,
            version: row.version,
        }
    }
}

/// The terms of an offer, by its id.
///
/// # Errors
/// When the database does not answer, or the offer is not there: who asks has it from a row that names it.
pub(crate) async fn terms(db: &mut PgConnection, offer: OfferId) -> Result<OfferTerms> {
    let row = sqlx::query!(
        r#"select o.sale_unit as "unit: SaleUnit", o.pack as "pack: Quantity", o.minimum as "minimum: Quantity",
                  o.step as "step: Quantity", o.lead_days, o.transport_fixed as "fixed: Rupiah",
                  o.transport_per_unit as "per_unit: Rupiah", o.transport_free_from as "free_from: Quantity",
                  array(select t.from_quantity from offer_tier t where t.offer_id = o.id order by 1) as "starts!: Vec<Quantity>",
                  array(select t.price from offer_tier t where t.offer_id = o.id order by t.from_quantity) as "prices!: Vec<i64>"
           from offer o where o.id = $1"#,
        offer.0
    )
    .fetch_one(db)
    .await?;
    let tiers = row.starts.into_iter().zip(row.prices).map(|(from, price)| Ok(Tier { from, price: Price::try_from(price)? }));
    let broken = |_| Trouble::Other(format!("the tiers of offer {offer} do not fall"));
    let tiers: Vec<Tier> = tiers.collect::<Result<_, domain::form::Invalid>>().map_err(|_| broken(()))?;
    Ok(OfferTerms {
        unit: row.unit,
        tiers: Tiers::new(tiers).map_err(|_| broken(()))?,
        pack: row.pack,
        minimum: row.minimum,
        step: row.step,
        lead_days: u16::try_from(row.lead_days).unwrap_or(0),
        transport: Transport { fixed: row.fixed, per_unit: row.per_unit, free_from: row.free_from },
    })
}
