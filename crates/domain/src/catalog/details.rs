//! What a keeper says about a product.

use serde::Serialize;

use crate::form::{FieldErrors, Inputs, Invalid, Parser};
use crate::money::{Price, half_up};
use crate::quantity::{Quantity, SaleUnit, Unit};
use crate::slug::Slug;
use crate::stock::{Availability, LeadDays};
use crate::text::{Line, Paragraphs};
use crate::tiers::{PriceTiers, TierError, TierField};

pub type Name = Line<120>;
pub type Description = Paragraphs<4000>;
pub type Keywords = Line<200>;

/// Everything about a product but its state and its pictures. Made only by parsing, so that nothing
/// below checks again; whether the category exists is the database's to say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Details {
    pub name: Name,
    pub category: Slug,
    pub description: Option<Description>,
    pub price: Price,
    pub unit: SaleUnit,
    pub availability: Availability,
    /// The stock that the form was opened with: one that was not touched stays as it is by now, since orders
    /// may have taken from it.
    pub stock_before: Option<Quantity>,
    /// When its keeper is told that it runs low; as it is where the form does not ask.
    pub stock_warning: Option<StockWarning>,
    pub keywords: Option<Keywords>,
    pub tiers: PriceTiers,
}

/// Of what is made to order it is kept for the day when there is a stock again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum StockWarning {
    Never,
    Below(Quantity),
}

/// Which of the form's two buttons was pressed (`aksi`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Intent {
    Publish,
    Save,
}

impl Intent {
    /// Anything but `terbitkan` keeps the product to its keeper: the safe answer to a form that came
    /// without the field.
    pub fn parse(text: &str) -> Self {
        if text.trim() == "terbitkan" { Self::Publish } else { Self::Save }
    }
}

impl Details {
    /// Reads the product form: `nama`, `kategori`, `deskripsi`, `harga`, `satuan`, `stok`, `hari`,
    /// `batas`, `kata_kunci`, the wholesale rows `grosir_jumlah`, `grosir_harga`, and `stok_tadi`, the stock that the form
    /// was opened with. The reason for row n stands under `grosir_jumlah-n` or `grosir_harga-n`.
    ///
    /// # Errors
    /// What is wrong with each field.
    pub fn parse(inputs: &Inputs) -> Result<Self, FieldErrors> {
        let category = |text: &str| match text.trim() {
            "" => Err(Invalid::Required),
            text => Slug::parse(text).map_err(|_| Invalid::UnknownChoice),
        };
        Self::read(inputs, category, |p, price, unit| {
            let (amounts, prices) = (p.inputs().many("grosir_jumlah"), p.inputs().many("grosir_harga"));
            PriceTiers::parse_rows(amounts, prices, price, unit).map_err(|errors| {
                for TierError { row, field, what } in errors {
                    let field = match field {
                        TierField::Quantity => "grosir_jumlah",
                        TierField::Price => "grosir_harga",
                    };
                    p.refuse(format!("{field}-{row}"), what);
                }
            })
        })
    }

    /// Reads a row of a sheet, whose wholesale prices stand in one cell, `grosir`. `category` finds
    /// the category that a person means by what they wrote.
    ///
    /// # Errors
    /// What is wrong with each column.
    pub fn parse_row(row: &Inputs, category: impl Fn(&str) -> Option<Slug>) -> Result<Self, FieldErrors> {
        let category = |text: &str| match text.trim() {
            "" => Err(Invalid::Required),
            text => category(text).ok_or(Invalid::UnknownChoice),
        };
        Self::read(row, category, |p, price, unit| {
            PriceTiers::parse(p.inputs().one("grosir"), price, unit).map_err(|errors| {
                if let Some(first) = errors.into_iter().next() {
                    p.refuse("grosir", first.what);
                }
            })
        })
    }

    fn read(
        inputs: &Inputs,
        category: impl Fn(&str) -> Result<Slug, Invalid>,
        tiers: impl Fn(&mut Parser<'_>, Price, &SaleUnit) -> Result<PriceTiers, ()>,
    ) -> Result<Self, FieldErrors> {
        let mut p = inputs.parser();
        let name = p.take("nama", Name::parse);
        let category = p.take("kategori", category);
        let description = p.take_optional("deskripsi", Description::parse);
        let price = p.take("harga", Price::parse);
        let unit = p.take("satuan", SaleUnit::parse);
        // Without a unit nothing says whether halves make sense; the person is told of the unit first.
        let stock = p.take("stok", |text| Availability::parse_stock(text, &unit.unwrap_or(SaleUnit::one(Unit::Kg))));
        let stock_before = Quantity::parse(p.inputs().one("stok_tadi")).ok();
        let sold_by = unit.unwrap_or(SaleUnit::one(Unit::Kg));
        let below = p.take_optional("batas", |text| sold_by.count(Quantity::parse_some(text)?));
        let is_asked = p.inputs().has("batas");
        let days = if stock == Some(None) { p.take("hari", LeadDays::parse) } else { Some(LeadDays::default()) };
        let keywords = p.take_optional("kata_kunci", Keywords::parse);
        let tiers = match (price, unit) {
            (Some(price), Some(unit)) => tiers(&mut p, price, &unit).ok(),
            _ => None,
        };
        p.finish(|| {
            Some(Self {
                name: name?,
                category: category?,
                description: description?,
                price: price?,
                unit: unit?,
                availability: Availability::of(stock?, days?),
                stock_before,
                stock_warning: is_asked.then_some(below?.map_or(StockWarning::Never, StockWarning::Below)),
                keywords: keywords?,
                tiers: tiers?,
            })
        })
    }

    /// The keeper left the stock as the form showed it.
    pub fn leaves_stock(&self) -> bool {
        self.stock_before.is_some() && self.availability.stock() == self.stock_before
    }

    /// Rupiah per kg, liter or piece (`kg`, `l`, `pcs`), by which a search compares and sorts; `None`
    /// for what is cut, measured in areas, or packed without saying how much is in it, and for less
    /// than half a rupiah.
    pub fn unit_price(&self) -> Option<(i64, &'static str)> {
        let base = match self.unit.base() {
            Unit::Kg => "kg",
            Unit::Liter => "l",
            Unit::Pcs => "pcs",
            _ => return None,
        };
        let price = half_up(i128::from(self.unit.sort_price(self.price)), 1000)?;
        (price > 0).then_some((price, base))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Quantity;

    fn good() -> Inputs {
        [
            ("nama", "Emping melinjo super"),
            ("kategori", "emping"),
            ("deskripsi", "Renyah.\n\n- Isi 250 g"),
            ("harga", "Rp 16.000"),
            ("satuan", "bungkus 250 g"),
            ("stok", "40"),
            ("kata_kunci", "emping, oleh-oleh"),
            ("grosir_jumlah", "10"),
            ("grosir_harga", "15.000"),
            ("grosir_jumlah", ""),
            ("grosir_harga", ""),
            ("grosir_jumlah", "50"),
            ("grosir_harga", "14rb"),
        ]
        .into_iter()
        .collect()
    }

    fn refusal(field: &str, value: &str) -> Option<Invalid> {
        Details::parse(&good().with(field, value)).err().and_then(|e| e.get(field).cloned())
    }

    #[test]
    fn a_good_form_is_read_whole() {
        let d = Details::parse(&good()).unwrap();
        assert_eq!(d.availability, Availability::Stock(Quantity::whole(40)));
        assert_eq!(d.tiers.to_string(), "10:15000;50:14000");
        assert_eq!(d.unit_price(), Some((64_000, "kg")));
        let made = Details::parse(&good().with("stok", " ").with("hari", "7")).unwrap();
        assert_eq!(made.availability.lead_days().map(LeadDays::days), Some(7));
        let absent = Details::parse(&good().with("stok", "")).unwrap();
        assert_eq!(absent.availability.lead_days(), Some(LeadDays::default()));
    }

    #[test]
    fn hostile_input_is_refused_beside_its_field() {
        let long = "a".repeat(10_000);
        for (field, value, why) in [
            ("nama", "", Invalid::Required),
            ("nama", " \u{3000}\t", Invalid::Required),
            ("nama", long.as_str(), Invalid::TooLong { max: 120 }),
            ("nama", "😀🔥", Invalid::NoLetters),
            ("nama", "\u{202e}gnipme", Invalid::HiddenCharacters),
            ("nama", "em\0ping", Invalid::HiddenCharacters),
            ("kategori", "", Invalid::Required),
            ("kategori", "<b>", Invalid::UnknownChoice),
            ("kategori", long.as_str(), Invalid::UnknownChoice),
            ("kategori", "em\0ping", Invalid::UnknownChoice),
            ("deskripsi", long.as_str(), Invalid::TooLong { max: 4000 }),
            ("deskripsi", "a\0b", Invalid::HiddenCharacters),
            ("harga", "", Invalid::Required),
            ("harga", "0", Invalid::Zero),
            ("harga", "-500", Invalid::Negative),
            ("harga", "1.000,50", Invalid::NotWhole),
            ("harga", "99999999999999999999", Invalid::TooLarge),
            ("harga", "9223372036854775807", Invalid::TooLarge),
            ("harga", "١٢٥٠٠", Invalid::NotANumber),
            ("harga", "murah", Invalid::NotANumber),
            ("harga", "12500\0", Invalid::NotANumber),
            ("satuan", "", Invalid::Required),
            ("satuan", "zak-zak", Invalid::UnknownUnit),
            ("satuan", "😀", Invalid::UnknownUnit),
            ("satuan", long.as_str(), Invalid::TooLong { max: 60 }),
            ("stok", "-1", Invalid::Negative),
            ("stok", "2,5", Invalid::NotWhole),
            ("stok", "banyak", Invalid::NotANumber),
            ("stok", "99999999999999", Invalid::TooLarge),
            ("batas", "0", Invalid::Zero),
            ("batas", "-1", Invalid::Negative),
            ("batas", "2,5", Invalid::NotWhole),
            ("batas", "sedikit", Invalid::NotANumber),
            ("kata_kunci", long.as_str(), Invalid::TooLong { max: 200 }),
            ("kata_kunci", "a\u{2066}b", Invalid::HiddenCharacters),
        ] {
            assert_eq!(refusal(field, value), Some(why), "{field} = {value:.20}");
        }
    }

    #[test]
    fn a_form_that_does_not_ask_for_a_warning_says_nothing_of_it() {
        let said = |inputs: &Inputs| Details::parse(inputs).unwrap().stock_warning;
        assert_eq!(said(&good()), None);
        assert_eq!(said(&good().with("batas", " ")), Some(StockWarning::Never));
        assert_eq!(said(&good().with("batas", "5")), Some(StockWarning::Below(Quantity::whole(5))));
        let by_weight = good().with("satuan", "kg").with("batas", "2,5");
        assert_eq!(said(&by_weight), Some(StockWarning::Below(Quantity::from_thousandths(2_500))));
    }

    #[test]
    fn markup_is_only_text() {
        let text = "</textarea><script>alert(1)</script>";
        let d = Details::parse(&good().with("nama", "<b>Emping</b>").with("deskripsi", text)).unwrap();
        assert_eq!(d.description.unwrap().as_str(), text);
        assert_eq!(d.name.as_str(), "<b>Emping</b>");
    }

    #[test]
    fn days_count_only_when_made_to_order() {
        assert_eq!(
            Details::parse(&good().with("stok", "").with("hari", "91")).unwrap_err().get("hari"),
            Some(&Invalid::TooLarge)
        );
        assert_eq!(Details::parse(&good().with("stok", "").with("hari", "0")).unwrap_err().get("hari"), Some(&Invalid::Zero));
        assert!(Details::parse(&good().with("stok", "5").with("hari", "99999")).is_ok());
    }

    #[test]
    fn each_wholesale_row_has_its_own_reason() {
        let mut inputs = good();
        inputs.push("grosir_jumlah", "20");
        inputs.push("grosir_harga", "16.000");
        let errors = Details::parse(&inputs).unwrap_err();
        assert_eq!(errors.get("grosir_jumlah-3"), Some(&Invalid::NotRising));
        assert_eq!(errors.get("grosir_harga-3"), Some(&Invalid::NotCheaper));
        assert_eq!(errors.iter().count(), 2);
    }

    #[test]
    fn all_reasons_at_once() {
        let errors = Details::parse(&Inputs::default()).unwrap_err();
        let fields: Vec<&str> = errors.iter().map(|(f, _)| f).collect();
        assert_eq!(fields, ["nama", "kategori", "harga", "satuan"]);
    }

    #[test]
    fn a_row_of_a_sheet_is_the_same_form() {
        let row = good().with("kategori", "Emping Melinjo").with("grosir", "10:15000;50:14000");
        let known = |text: &str| (text == "Emping Melinjo").then(|| Slug::parse("emping").unwrap());
        assert_eq!(Details::parse_row(&row, known), Details::parse(&good()));
        let errors = Details::parse_row(&row.with("kategori", "Pesawat").with("grosir", "10-15000"), known).unwrap_err();
        assert_eq!(errors.get("kategori"), Some(&Invalid::UnknownChoice));
        assert_eq!(errors.get("grosir"), Some(&Invalid::Malformed));
    }
}
