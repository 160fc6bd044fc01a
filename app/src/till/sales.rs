//! `/usaha/penjualan`: what was sold on some days, by day, product and district, each as a picture with its
//! table, and as a sheet.

use domain::access::Keeper;
use domain::dates::Day;
use domain::lang::Lang;
use domain::money::Rupiah;
use domain::quantity::{Quantity, SaleUnit};
use domain::till::{Period, Step};
use engine::sheet::Sheet;
use engine::till::{PlaceSales, ProductSales, Sales};
use leptos::prelude::*;

use super::text::Text;
use crate::catalog::card;
use crate::catalog::scope::Scope;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Bar, Button, Cell, Column, Icon, NavLink, Notice, Stat};

/// Days that one press shows; the last is a year.
const SPANS: [i64; 4] = [7, Period::USUAL, 90, 365];
/// Bars of things without an order in time; the rest is one more.
const BARS: usize = 8;

pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    let period = asked(&reader);
    let sales = engine::till::sales(&reader.site.desk, &by, period).await?;
    let scope = Scope::of(&reader, &by).await?;
    Ok(reader.page(SalesScreen { scope, period, today: Day::of(reader.now()), sales }))
}

fn asked(reader: &Reader) -> Period {
    let asked = posted::query(&reader.path);
    Period::read(asked.one("dari"), asked.one("sampai"), Day::of(reader.now()))
}

pub async fn csv(reader: Reader, by: Keeper) -> PageResult {
    let (sheet, name) = sheet(&reader, &by).await?;
    super::csv(&reader, &sheet, &name)
}

pub async fn xlsx(reader: Reader, by: Keeper) -> PageResult {
    let (sheet, name) = sheet(&reader, &by).await?;
    super::xlsx(&reader, sheet, &name).await
}

/// A row for each line of an order. Who bought stands in none: a sheet is passed on.
async fn sheet(reader: &Reader, by: &Keeper) -> Result<(Sheet, String), PageError> {
    let (text, period) = (Text(reader.lang), asked(reader));
    let head = [
        text.day(),
        text.orders(),
        text.product(),
        text.quantity(),
        text.unit(),
        text.price(),
        text.total(),
        text.handed(),
        text.place(),
        text.paid_by(),
        text.paid(),
        text.state(),
    ];
    let mut sheet = Sheet::new(&head).figures(&[3, 5, 6]);
    for line in engine::till::sold_lines(&reader.site.desk, by, period).await? {
        sheet.row(vec![
            Day::of(line.at).iso(),
            line.order,
            line.name,
            // Without dots, so that a workbook reads what is whole as a number.
            Quantity::from_thousandths(line.quantity).to_string().replace('.', ""),
            line.sale_unit,
            line.price.0.to_string(),
            line.total.0.to_string(),
            text.receive_of(line.receive).to_owned(),
            line.district.unwrap_or_default(),
            text.pay_of(line.pay).to_owned(),
            (if line.paid { text.yes() } else { text.no() }).to_owned(),
            text.state_of(line.state).to_owned(),
        ]);
    }
    let slug = Scope::of(reader, by).await?.shop.slug;
    Ok((sheet, format!("penjualan-{slug}-{}-{}", period.from().iso(), period.until().iso())))
}

struct SalesScreen {
    scope: Scope,
    period: Period,
    today: Day,
    sales: Sales,
}

impl SalesScreen {
    fn address(&self, path: &str, period: Period) -> String {
        self.scope.with(path, &[("dari", &period.from().iso()), ("sampai", &period.until().iso())])
    }

    fn choice(&self, text: Text) -> AnyView {
        let span = |days: i64| {
            let period = Period::last(days, self.today);
            let label = if days == 365 { text.last_year().to_owned() } else { text.last_days(days) };
            NavLink::new(self.address("/usaha/penjualan", period), label).current(period == self.period)
        };
        let (from, until) = (self.period.from().iso(), self.period.until().iso());
        view! {
            {ui::chips(text.period(), &SPANS.map(span))}
            <form class="cari-daftar" action="/usaha/penjualan" role="search" aria-label=text.period()>
                {self.scope.field()}
                <label><span>{text.from()}</span><input type="date" name="dari" value=from/></label>
                <label><span>{text.until()}</span><input type="date" name="sampai" value=until/></label>
                <button class="tombol tenang">{text.show()}</button>
            </form>
        }
        .into_any()
    }

    fn figures(&self, lang: Lang) -> AnyView {
        let (text, s) = (Text(lang), &self.sales);
        let stat =
            |name: &str, value: String, note: Option<&str>| Stat { name: name.to_owned(), value, note: note.map(str::to_owned) };
        let mut figures = vec![
            stat(text.goods(), s.goods().to_string(), Some(text.goods_note())),
            stat(text.orders(), s.orders().to_string(), None),
        ];
        if let Some(each) = s.goods_per_order() {
            figures.push(stat(text.per_order(), each.to_string(), None));
        }
        if s.delivery() > Rupiah::ZERO {
            figures.push(stat(text.delivery(), s.delivery().to_string(), None));
        }
        ui::stats(&figures)
    }

    fn over_time(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let step = self.period.step();
        let title = match step {
            Step::Day => text.by_day(),
            Step::Week => text.by_week(),
            Step::Month => text.by_month(),
        };
        let bars = self.period.spread(self.sales.days.iter().map(|d| (d.day, d.goods.0)));
        let bars: Vec<Bar> = bars
            .into_iter()
            .map(|(first, value)| Bar { label: label(lang, step, first), value, shown: Rupiah(value).to_string() })
            .collect();
        ui::card(ui::bar_chart(lang, title, &bars))
    }

    fn products(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let bars = self.sales.products.iter().map(|p| (p.name.clone(), p.goods));
        let columns = [
            Column::words(text.product()),
            Column::figures(text.sold()),
            Column::figures(text.orders()),
            Column::figures(text.goods()),
        ];
        let row = |p: &ProductSales| {
            vec![
                Cell::link(&self.scope.path(&format!("/usaha/produk/{}", p.slug)), &p.name),
                Cell::text(sold(lang, p)),
                Cell::text(p.orders.to_string()),
                Cell::text(p.goods.to_string()),
            ]
        };
        let table = ui::table_under(text.by_product(), &columns, self.sales.products.iter().map(row).collect());
        let chart = ui::card(ui::row_chart(lang, text.by_product(), &most(lang, bars)));
        view! { {chart} {table} }.into_any()
    }

    fn places(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let bars = self.sales.places.iter().map(|p| (place(text, p), p.goods));
        let columns = [Column::words(text.place()), Column::figures(text.orders()), Column::figures(text.goods())];
        let row =
            |p: &PlaceSales| vec![Cell::text(place(text, p)), Cell::text(p.orders.to_string()), Cell::text(p.goods.to_string())];
        let table = ui::table_under(text.by_place(), &columns, self.sales.places.iter().map(row).collect());
        let chart = ui::card(ui::row_chart(lang, text.by_place(), &most(lang, bars)));
        view! { {chart} {table} }.into_any()
    }

    fn downloads(&self, text: Text) -> AnyView {
        let link = |label: &str, path: &str| {
            let button = Button::quiet(label).icon(Icon::Download).read_as(format!("{}: {label}", text.download()));
            button.link(self.address(path, self.period)).view()
        };
        let buttons = view! {
            <div class="tombol-baris">
                {link("XLSX", "/usaha/penjualan.xlsx")}
                {link("CSV", "/usaha/penjualan.csv")}
            </div>
        };
        ui::section(text.download(), None, buttons)
    }
}

/// The bars of what brought most, and one for all the rest together.
fn most(lang: Lang, all: impl Iterator<Item = (String, Rupiah)>) -> Vec<Bar> {
    let bar = |label: String, much: Rupiah| Bar { label, value: much.0, shown: much.short(lang) };
    let mut all: Vec<(String, Rupiah)> = all.collect();
    let rest = if all.len() > BARS + 1 { all.split_off(BARS) } else { Vec::new() };
    let mut bars: Vec<Bar> = all.into_iter().map(|(label, much)| bar(label, much)).collect();
    if !rest.is_empty() {
        let sum = rest.iter().fold(0i64, |sum, (_, much)| sum.saturating_add(much.0));
        bars.push(bar(Text(lang).others(rest.len()), Rupiah(sum)));
    }
    bars
}

/// So many of what was sold, with the unit where its amount does not say it: `3 × 250 g`, `2,5 kg`.
fn sold(lang: Lang, p: &ProductSales) -> String {
    let n = Quantity::from_thousandths(p.quantity);
    let Ok(unit) = SaleUnit::parse(&p.sale_unit) else { return n.text(lang) };
    if unit.amount() == Quantity::ONE { card::count(&unit, n, lang) } else { format!("{} × {}", n.text(lang), unit.text(lang)) }
}

fn place(text: Text, p: &PlaceSales) -> String {
    p.district.clone().unwrap_or_else(|| text.receive_of(p.receive).to_owned())
}

/// `24 Nov` for a day and for the Monday of a week, `Nov 26` for a month.
fn label(lang: Lang, step: Step, first: Day) -> String {
    match step {
        Step::Day | Step::Week => {
            let short = first.short(lang);
            short.rsplit_once(' ').map_or_else(|| short.clone(), |(day, _)| day.to_owned())
        }
        Step::Month => {
            let month = first.month(lang);
            let (name, year) = month.split_once(' ').unwrap_or((month.as_str(), ""));
            format!("{name} {}", year.get(2..).unwrap_or(year))
        }
    }
}

impl Screen for SalesScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).sales()).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let waiting = (self.sales.waiting > 0).then(|| {
            let open = Button::quiet(text.open_orders()).link(self.scope.path("/usaha/pesanan"));
            Notice::Info.with(frame.lang, text.waiting(self.sales.waiting), Some(open))
        });
        let content = if self.sales.orders() == 0 {
            let shop = Button::quiet(text.to_shop()).link(format!("/toko/{}", self.scope.shop.slug));
            ui::empty_state(Icon::Chart, text.no_sales(), text.no_sales_hint(), Some(shop))
        } else {
            view! {
                {self.figures(frame.lang)}
                {self.over_time(frame.lang)}
                {self.products(frame.lang)}
                {self.places(frame.lang)}
                {self.downloads(text)}
            }
            .into_any()
        };
        let (from, until) = (self.period.from().short(frame.lang), self.period.until().short(frame.lang));
        let book = self.scope.path("/usaha/kas");
        view! {
            <div class="wadah">
                {self.scope.head(frame.lang, text.sales(), Some(text.sales_lead()))}
                {self.choice(text)}
                <p><b>{text.days_from_to(&from, &until)}</b></p>
                {waiting}
                {content}
                <p class="petunjuk">{text.elsewhere()} " " <a href=book>{text.to_book()}</a></p>
            </div>
        }
        .into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_called_by_their_first_day() {
        let day = Day::parse("2026-08-03").expect("a day");
        assert_eq!(label(Lang::Id, Step::Day, day), "3 Agu");
        assert_eq!(label(Lang::En, Step::Week, day), "3 Aug");
        assert_eq!(label(Lang::Id, Step::Month, day), "Agu 26");
    }

    #[test]
    fn what_has_no_bar_of_its_own_is_one_together() {
        let sold = |n: usize| most(Lang::Id, (0..n).map(|n| (format!("Barang {n}"), Rupiah(1_000))));
        assert_eq!((sold(9).len(), sold(10).len()), (9, 9));
        assert_eq!((sold(10)[8].label.as_str(), sold(10)[8].value), ("2 lainnya", 2_000));
        assert!(sold(0).is_empty());
    }

    #[test]
    fn what_is_sold_says_its_unit() {
        let p = |sale_unit: &str| ProductSales {
            slug: "x".into(),
            name: "x".into(),
            sale_unit: sale_unit.into(),
            quantity: 2_500,
            orders: 1,
            goods: Rupiah(1),
        };
        assert_eq!(sold(Lang::Id, &p("kg")), "2,5 kg");
        assert_eq!(sold(Lang::Id, &ProductSales { quantity: 3_000, ..p("250 g") }), "3 × 250 g");
    }
}
