//! Joint purchases (pembelian bersama) as everyone sees them, and as members take part in them.

pub(crate) mod api;
mod details;
mod figures;
mod join;
mod list;
mod live;
pub mod office;
mod page;
mod part;
mod po;
mod side;
mod text;
mod told;

use domain::ids::RoundId;
use domain::lang::Lang;
use domain::quantity::{Quantity, SaleUnit};
use engine::purchasing::shown::RoundShown;

use crate::house::{PageError, Reader, Routes};

pub use list::cards;

pub fn routes() -> Routes {
    Routes::new()
        .get("/pembelian-bersama", list::page)
        .get("/pembelian-bersama/{id}", page::page)
        .get("/pembelian-bersama/{id}/ikut", join::form)
        .post("/pembelian-bersama/{id}/ikut", join::submit)
        .post("/pembelian-bersama/{id}/batal-ikut", join::withdraw)
        .post("/pembelian-bersama/{id}/sudah-terima", join::received)
        .get("/pembelian-bersama/{id}/langsung", live::events)
        .get("/pembelian-bersama/{id}/angka", live::figures)
        .get("/api/v1/rounds/{id}", api::round)
        .merge(office::routes())
        .merge(po::routes())
}

const PATH: &str = "/pembelian-bersama";

fn path_of(id: RoundId) -> String {
    format!("{PATH}/{id}")
}

/// The round of an address.
async fn find(reader: &Reader, id: &str) -> Result<RoundShown, PageError> {
    let id: RoundId = id.parse().map_err(|_| PageError::NotFound)?;
    engine::purchasing::shown::shown(&reader.site.desk, id).await?.ok_or(PageError::NotFound)
}

/// So much of what is sold: `12 karung`, or `12 × 250 g` of what has an amount of its own.
pub(crate) fn amount(lang: Lang, unit: &SaleUnit, n: Quantity) -> String {
    if unit.amount() == Quantity::ONE {
        format!("{} {}", n.text(lang), unit.unit().name_for(n, lang))
    } else {
        format!("{} × {}", n.text(lang), unit.text(lang))
    }
}

/// What a price is for, as short as it can be said: `karung`, not what is in one.
fn per(lang: Lang, unit: &SaleUnit) -> String {
    if unit.amount() == Quantity::ONE { unit.unit().name(lang).to_owned() } else { unit.text(lang) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_counted_in_what_is_sold() {
        let sack = SaleUnit::parse("karung 25 kg").expect("a unit");
        let pouch = SaleUnit::parse("250 g").expect("a unit");
        let said = |unit: &SaleUnit, lang| (amount(lang, unit, Quantity::whole(12)), per(lang, unit));
        assert_eq!(said(&sack, Lang::Id), ("12 karung".into(), "karung".into()));
        assert_eq!(said(&sack, Lang::En), ("12 sacks".into(), "sack".into()));
        assert_eq!(said(&pouch, Lang::Id), ("12 × 250 g".into(), "250 g".into()));
    }
}
