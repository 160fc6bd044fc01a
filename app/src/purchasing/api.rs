//! `/api/v1/rounds/{id}`: what everyone may know of a round, for programs.

use axum::Json;
use axum::extract::Path;
use axum::http::header::CACHE_CONTROL;
use domain::dates::Day;
use domain::money::{Price, Rupiah};
use domain::purchasing::State;
use domain::quantity::Quantity;
use engine::purchasing::shown::RoundShown;
use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{find, path_of};
use crate::house::problem::Problem;
use crate::house::{PageResult, Reader};

/// A joint purchase. Quantities are whole thousandths of `unit`, money is whole rupiah, times are RFC 3339
/// in UTC.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RoundFigures {
    id: String,
    /// The address of its page.
    url: String,
    title: String,
    state: State,
    /// The koperasi that take part, the coordinator first.
    koperasi: Vec<KoperasiFigures>,
    material: String,
    supplier: String,
    /// What a price is for, as `karung 25 kg`.
    unit: String,
    pack: Quantity,
    /// What a member's amount is a multiple of.
    step: Quantity,
    tiers: Vec<TierFigures>,
    pledged: Quantity,
    /// What would be accepted beyond it.
    tolerance: Quantity,
    members: i64,
    price_now: Price,
    next: Option<NextFigures>,
    ordered: Option<Quantity>,
    reference: Option<ReferenceFigures>,
    opens_at: String,
    closes_at: String,
    topping_up_until: Option<String>,
    pickup_place: String,
    pickup_at: String,
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KoperasiFigures {
    slug: String,
    name: String,
}

/// The price from a quantity upward.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct TierFigures {
    from: Quantity,
    price: Price,
}

/// The next tier: how much is missing to it, and what everyone saves then on each unit.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct NextFigures {
    from: Quantity,
    price: Price,
    missing: Quantity,
    saving: Rupiah,
}

/// What the same costs elsewhere.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct ReferenceFigures {
    price: Price,
    day: Day,
    source: String,
}

/// One joint purchase: its prices, and how far it has come. Whose pledges they are is not told.
#[utoipa::path(
    get,
    path = "/api/v1/rounds/{id}",
    tag = "purchasing",
    params(("id" = String, Path, description = "As in the address of its page")),
    responses(
        (status = 200, description = "How it stands", body = RoundFigures),
        (status = 404, description = "There is none, or it is not public", body = Problem, content_type = "application/problem+json"),
    )
)]
pub async fn round(reader: Reader, Path(id): Path<String>) -> PageResult {
    let round = find(&reader, &id).await?;
    let url = reader.site.desk.link(&path_of(round.id));
    Ok(reader.answer(Json(RoundFigures::of(round, url))).header(CACHE_CONTROL, "public, max-age=2"))
}

impl RoundFigures {
    fn of(round: RoundShown, url: String) -> Self {
        let ladder = round.ladder();
        let terms = round.terms;
        Self {
            id: round.id.to_string(),
            url,
            title: round.title,
            state: round.state,
            koperasi: round.taking.into_iter().map(|k| KoperasiFigures { slug: k.slug, name: k.name }).collect(),
            material: round.material,
            supplier: round.supplier,
            unit: terms.unit.code(),
            pack: terms.pack,
            step: terms.step,
            tiers: terms.tiers.as_slice().iter().map(|t| TierFigures { from: t.from, price: t.price }).collect(),
            pledged: round.totals.quantity,
            tolerance: round.totals.tolerance,
            members: round.totals.members,
            price_now: ladder.price,
            next: ladder.next.map(|n| NextFigures { from: n.from, price: n.price, missing: n.missing, saving: n.saving }),
            ordered: round.ordered,
            reference: round.reference.map(|r| ReferenceFigures { price: r.price, day: r.day, source: r.source }),
            opens_at: moment(round.opens_at),
            closes_at: moment(round.closes_at),
            topping_up_until: round.topping_up_until.map(moment),
            pickup_place: round.pickup_place,
            pickup_at: moment(round.pickup_at),
        }
    }
}

/// A moment that the database holds has a year of four digits, as the format asks for.
fn moment(at: OffsetDateTime) -> String {
    at.format(&Rfc3339).unwrap_or_default()
}
