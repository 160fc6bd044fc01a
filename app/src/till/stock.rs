//! `/usaha/stok`: below how much of each product its keeper is told.

use domain::access::Keeper;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::lang::Lang;
use domain::quantity::{Quantity, SaleUnit};
use domain::slug::Slug;
use engine::koperasi::Listed;
use engine::till::{Watched, Which};
use leptos::prelude::*;

use super::text::Text;
use crate::catalog::card;
use crate::catalog::scope::Scope;
use crate::house::{Filled, Frame, Head, PageResult, Posted, Reader, Screen, Tab, posted};
use crate::ui::{self, Badge, Button, Cell, Column, Fields, Icon};

/// Products on one page; a form may have two hundred fields.
const PAGE: i64 = 50;
/// Begins the name of a product's field; its slug ends it.
const FIELD: &str = "batas-";

pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    let nth = nth(&reader);
    let which = Which::Page { limit: PAGE, offset: (nth - 1) * PAGE };
    let list = engine::till::watched(&reader.site.desk, &by, which).await?;
    let filled = reader.form_of(inputs_of(&list));
    let scope = Scope::of(&reader, &by).await?;
    Ok(reader.page(StockScreen { scope, list, nth, filled }))
}

fn nth(reader: &Reader) -> i64 {
    posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 10_000)
}

pub async fn save(reader: Reader, by: Keeper, posted: Posted) -> PageResult {
    let slugs: Vec<String> = posted.inputs.iter().filter_map(|(name, _)| name.strip_prefix(FIELD)).map(str::to_owned).collect();
    // What is not there any more, or is somebody else's, is left out: the form is about what is.
    let slugs: Vec<String> = slugs.into_iter().filter(|slug| Slug::parse(slug).is_ok()).collect();
    let list = engine::till::watched(&reader.site.desk, &by, Which::Named(&slugs)).await?;
    let scope = Scope::of(&reader, &by).await?;
    let warnings = match read(&posted.inputs, &list.rows) {
        Ok(warnings) => warnings,
        Err(errors) => {
            let screen = StockScreen { scope, list, nth: nth(&reader), filled: posted.refused(errors) };
            return Ok(reader.page(screen).unprocessable());
        }
    };
    engine::till::set_warnings(&reader.site.desk, &by, &warnings).await?;
    let nth = nth(&reader);
    let to = scope.with("/usaha/stok", &[("hal", &if nth > 1 { nth.to_string() } else { String::new() })]);
    Ok(reader.see_other(to).saying(Text(reader.lang).saved_warnings()))
}

/// The warning of each product, none where its field is empty; or every field that was refused.
fn read(inputs: &Inputs, products: &[Watched]) -> Result<Vec<(Slug, Option<Quantity>)>, FieldErrors> {
    let (mut warnings, mut errors) = (Vec::new(), FieldErrors::default());
    for product in products {
        let field = field(&product.slug);
        match (Slug::parse(&product.slug), below(inputs.one(&field), &product.sale_unit)) {
            (Ok(slug), Ok(below)) => warnings.push((slug, below)),
            (_, Err(why)) => errors.add(field, why),
            (Err(_), Ok(_)) => {}
        }
    }
    if errors.is_empty() { Ok(warnings) } else { Err(errors) }
}

fn below(text: &str, sold_by: &SaleUnit) -> Result<Option<Quantity>, Invalid> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    sold_by.count(Quantity::parse_some(text)?).map(Some)
}

fn field(slug: &str) -> String {
    format!("{FIELD}{slug}")
}

fn inputs_of(list: &Listed<Watched>) -> Inputs {
    let typed = |p: &Watched| p.below.map(|n| Quantity::from_thousandths(n).to_string()).unwrap_or_default();
    list.rows.iter().map(|p| (field(&p.slug), typed(p))).collect()
}

struct StockScreen {
    scope: Scope,
    list: Listed<Watched>,
    nth: i64,
    filled: Filled,
}

impl StockScreen {
    fn address(&self, nth: u64) -> String {
        self.scope.with("/usaha/stok", &[("hal", &if nth > 1 { nth.to_string() } else { String::new() })])
    }

    fn empty(&self, text: Text) -> AnyView {
        if self.nth > 1 {
            let first = Button::quiet(text.first_page()).link(self.address(1));
            return ui::empty_state(Icon::Box, text.none_here(), text.none_here_hint(), Some(first));
        }
        let goods = Button::primary(text.to_goods()).link(self.scope.path("/usaha/produk"));
        ui::empty_state(Icon::Box, text.no_stock(), text.no_stock_hint(), Some(goods))
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let columns = [Column::words(text.product()), Column::figures(text.there()), Column::words(text.below())];
        let rows = self.list.rows.iter().map(|p| self.row(lang, &f, p)).collect();
        let fields = view! {
            {ui::table_under(text.stock(), &columns, rows)}
            {f.submit(text.save_warnings())}
        };
        f.form(self.address(u64::try_from(self.nth).unwrap_or(1)), fields).view()
    }

    fn row(&self, lang: Lang, f: &Fields<'_>, p: &Watched) -> Vec<Cell> {
        let text = Text(lang);
        let name = Cell::link(&self.scope.path(&format!("/usaha/produk/{}", p.slug)), &p.name);
        let there = card::count(&p.sale_unit, Quantity::from_thousandths(p.stock), lang);
        let badge = match (p.stock, p.is_low()) {
            (0, _) => Some(Badge::bad(text.empty())),
            (_, true) => Some(Badge::waiting(text.low())),
            _ => None,
        };
        let there = match badge {
            Some(badge) => Cell::badge(&badge).and(there),
            None => Cell::text(there),
        };
        let field = f.number(&field(&p.slug), text.below_of(&p.name)).label_read_only().optional().suffix(p.sale_unit.text(lang));
        vec![name, there, Cell::view(field.view())]
    }
}

impl Screen for StockScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).stock()).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let list = if self.list.rows.is_empty() { self.empty(text) } else { self.form(frame.lang) };
        let last = crate::koperasi::pages_of(self.list.total, PAGE);
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), last, |n| self.address(n));
        view! {
            <div class="wadah">
                {self.scope.head(frame.lang, text.stock(), Some(text.stock_lead()))}
                {list}
                {pager}
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn product(slug: &str, unit: &str) -> Watched {
        let sale_unit = SaleUnit::parse(unit).expect("a unit");
        Watched { slug: slug.into(), name: slug.into(), sale_unit, stock: 5_000, below: None }
    }

    #[test]
    fn each_field_has_its_own_reason_and_all_are_told() {
        let products = [product("emping", "kg"), product("opak", "250 g"), product("teh", "bungkus")];
        let typed = Inputs::default().with("batas-emping", "2,5").with("batas-opak", "2,5").with("batas-teh", "0");
        let errors = read(&typed, &products).expect_err("two are refused");
        let told: Vec<(&str, &Invalid)> = errors.iter().collect();
        assert_eq!(told, [("batas-opak", &Invalid::NotWhole), ("batas-teh", &Invalid::Zero)]);
        let good = read(&typed.with("batas-opak", " ").with("batas-teh", "3"), &products).expect("a good form");
        let below: Vec<Option<Quantity>> = good.into_iter().map(|(_, below)| below).collect();
        assert_eq!(below, [Some(Quantity::from_thousandths(2_500)), None, Some(Quantity::whole(3))]);
    }
}
