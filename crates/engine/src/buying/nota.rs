//! An order on paper: a sheet of A4, and a slip for the small printers of shops.

use domain::buying::{Pay, Receive};
use domain::dates::{Day, date_time};
use domain::lang::Lang;
use domain::quantity::Quantity;

use super::shown::{LineShown, OrderShown};
use crate::pdf::{Align, Document, FAINT, Face, INDIGO, INK, LEFT, RIGHT, SOGAN, TOP, wrapped};
use crate::trouble::Result;

/// A side of the QR code: 2.5 cm.
const QR: f32 = 72.0;

/// A4. The code leads to the shop: papers pass through many hands, so it opens no order.
///
/// # Errors
/// When the link is too long for a QR code.
pub fn nota(lang: Lang, order: &OrderShown, shop: &str) -> Result<Vec<u8>> {
    let mut doc = Document::new(&format!("Nota {}", order.number));
    doc.bold(LEFT, TOP, 18.0, INDIGO, lang.pick("NOTA PESANAN", "ORDER"));
    doc.bold(LEFT, TOP - 22.0, 13.0, INK, order.number.as_str());
    doc.text(LEFT, TOP - 38.0, 10.0, INK, &date_time(order.created_at, lang));
    doc.qr(RIGHT - QR, TOP - QR + 14.0, QR, shop)?;
    doc.text_right(RIGHT, TOP - QR + 3.0, 7.5, FAINT, lang.pick("Pindai: toko ini di Guyub", "Scan: this shop on Guyub"));
    doc.y = TOP - QR - 16.0;
    block(&mut doc, lang.pick("Penjual", "Seller"), &sellers(order));
    block(&mut doc, lang.pick("Pembeli", "Buyer"), &buyers(lang, order));
    lines(&mut doc, lang, order);
    if let Some(note) = &order.note {
        block(&mut doc, lang.pick("Catatan", "Note"), std::slice::from_ref(note));
    }
    doc.y -= 14.0;
    let stands = paid(lang, order);
    doc.paragraph(LEFT, RIGHT - LEFT, 10.0, INK, &stands);
    Ok(doc.finish())
}

fn block(doc: &mut Document, title: &str, said: &[String]) {
    doc.need(40.0);
    doc.y -= 14.0;
    let y = doc.y;
    doc.bold(LEFT, y, 9.5, SOGAN, title);
    for line in said {
        doc.paragraph(LEFT, RIGHT - LEFT, 10.0, INK, line);
    }
}

fn sellers(order: &OrderShown) -> Vec<String> {
    let phone = order.shop_whatsapp.as_ref().map(|phone| format!("WhatsApp {}", phone.display()));
    [Some(order.shop.clone()), Some(order.shop_place.clone()), phone].into_iter().flatten().collect()
}

fn buyers(lang: Lang, order: &OrderShown) -> Vec<String> {
    let phone = order.buyer_phone.as_ref().map(domain::phone::Phone::display);
    [Some(order.buyer_name.clone()), phone, Some(received(lang, order))].into_iter().flatten().collect()
}

/// How the goods reach the buyer, in one line.
fn received(lang: Lang, order: &OrderShown) -> String {
    match (order.receive, &order.koperasi, &order.address) {
        (Receive::Koperasi, Some((name, place)), _) => {
            format!("{} {name}, {place}", lang.pick("Diambil di", "Fetched at"))
        }
        (Receive::Delivery, _, Some(address)) => {
            let place = order.district.as_deref().map(|district| format!(", {district}")).unwrap_or_default();
            format!("{} {address}{place}", lang.pick("Diantar ke", "Delivered to"))
        }
        // By a link, long after.
        (Receive::Delivery, _, None) => lang.pick("Diantar penjual", "Brought by the seller").to_owned(),
        _ => format!("{} {}", lang.pick("Diambil di toko,", "Fetched at the shop,"), order.shop_place),
    }
}

fn pay(lang: Lang, way: Pay) -> &'static str {
    match way {
        Pay::Cash => lang.pick("tunai", "cash"),
        Pay::Transfer => lang.pick("transfer", "transfer"),
        Pay::Qris => "QRIS",
    }
}

fn paid(lang: Lang, order: &OrderShown) -> String {
    let way = pay(lang, order.pay);
    match order.paid_at {
        Some(at) => {
            let day = Day::of(at).short(lang);
            lang.pick(format!("Lunas ({way}), {day}."), format!("Paid ({way}), {day}."))
        }
        None => lang.pick(format!("Belum dibayar ({way})."), format!("Not paid yet ({way}).")),
    }
}

/// `3 × 250 g`, `2,5 kg`.
fn amount(lang: Lang, line: &LineShown) -> String {
    if line.unit.amount() == Quantity::ONE {
        format!("{} {}", line.quantity.text(lang), line.unit.unit().name_for(line.quantity, lang))
    } else {
        format!("{} × {}", line.quantity.text(lang), line.unit.text(lang))
    }
}

/// What is added to the goods, and what it comes to.
fn sums(lang: Lang, order: &OrderShown) -> Vec<(&'static str, String)> {
    let mut sums = Vec::new();
    if order.receive == Receive::Delivery {
        sums.push((lang.pick("Barang", "Goods"), order.goods.to_string()));
        sums.push((lang.pick("Ongkos antar", "Delivery"), order.delivery.to_string()));
    }
    sums.push((lang.pick("Jumlah", "Total"), order.total.to_string()));
    sums
}

fn lines(doc: &mut Document, lang: Lang, order: &OrderShown) {
    doc.y -= 10.0;
    let columns = [
        (lang.pick("Barang", "Goods"), LEFT, Align::Left),
        (lang.pick("Banyaknya", "Amount"), 300.0, Align::Left),
        (lang.pick("Harga", "Price"), 460.0, Align::Right),
        (lang.pick("Jumlah", "Total"), RIGHT, Align::Right),
    ];
    let row = |line: &LineShown| vec![line.name.clone(), amount(lang, line), line.price.to_string(), line.total.to_string()];
    let rows: Vec<Vec<String>> = order.lines.iter().map(row).collect();
    doc.table(&columns, &rows);
    for (name, sum) in sums(lang, order) {
        doc.need(16.0);
        doc.y -= 14.0;
        let y = doc.y;
        doc.text(LEFT, y, 10.0, INK, name);
        doc.bold_right(RIGHT, y, 10.5, INK, &sum);
    }
}

/// 58 mm, of which such a printer reaches 48.
const SLIP: f32 = 164.4;
const EDGE: f32 = 12.0;
const ROOM: f32 = SLIP - 2.0 * EDGE;
const SMALL: f32 = 7.5;
const STEP: f32 = 10.0;

/// One line of a slip.
enum Row {
    Centre(String, f32),
    Left(String),
    /// On the left, and on the right.
    Pair(String, String, Face),
    Rule,
}

/// 58 mm wide and as long as it takes.
pub fn slip(lang: Lang, order: &OrderShown) -> Vec<u8> {
    let rows = slip_rows(lang, order);
    let height = rows.len() as f32 * STEP + 2.0 * EDGE + 8.0;
    let mut doc = Document::slip(&format!("Struk {}", order.number), SLIP, height);
    let mut y = height - EDGE;
    for row in rows {
        y -= STEP;
        match row {
            Row::Centre(text, size) => doc.centred(y, size, INK, &text),
            Row::Left(text) => doc.text(EDGE, y, SMALL, INK, &text),
            Row::Pair(left, right, Face::Bold) => {
                doc.bold(EDGE, y, SMALL + 0.5, INK, &left);
                doc.bold_right(SLIP - EDGE, y, SMALL + 0.5, INK, &right);
            }
            Row::Pair(left, right, Face::Plain) => {
                doc.text(EDGE, y, SMALL, INK, &left);
                doc.text_right(SLIP - EDGE, y, SMALL, INK, &right);
            }
            Row::Rule => doc.line(EDGE, SLIP - EDGE, y + 3.0),
        }
    }
    doc.finish()
}

fn slip_rows(lang: Lang, order: &OrderShown) -> Vec<Row> {
    let mut rows: Vec<Row> = wrapped(Face::Bold, &order.shop, 9.0, ROOM).into_iter().map(|line| Row::Centre(line, 9.0)).collect();
    rows.extend(left(&order.shop_place));
    rows.push(Row::Rule);
    rows.push(Row::Pair(order.number.to_string(), date_time(order.created_at, lang), Face::Plain));
    rows.extend(left(&order.buyer_name));
    rows.push(Row::Rule);
    for line in &order.lines {
        rows.extend(left(&line.name));
        rows.push(Row::Pair(format!("  {} @ {}", amount(lang, line), line.price), line.total.to_string(), Face::Plain));
    }
    rows.push(Row::Rule);
    let sums = sums(lang, order);
    let last = sums.len().saturating_sub(1);
    let sum = |(nth, (name, sum)): (usize, (&'static str, String))| {
        Row::Pair(name.to_owned(), sum, if nth == last { Face::Bold } else { Face::Plain })
    };
    rows.extend(sums.into_iter().enumerate().map(sum));
    rows.extend(left(&paid(lang, order)));
    rows.extend(left(&received(lang, order)));
    rows.push(Row::Rule);
    rows.push(Row::Centre(lang.pick("Terima kasih", "Thank you").to_owned(), SMALL + 0.5));
    rows
}

fn left(text: &str) -> Vec<Row> {
    wrapped(Face::Plain, text, SMALL, ROOM).into_iter().map(Row::Left).collect()
}

#[cfg(test)]
mod tests {
    use domain::buying::{OrderNumber, Side, State};
    use domain::money::{Price, Rupiah};
    use domain::quantity::SaleUnit;
    use time::macros::datetime;

    use super::*;
    use crate::ids;

    fn order(receive: Receive, paid: bool) -> OrderShown {
        let line = |name: &str, unit: &str, quantity: u32, price: i64| LineShown {
            id: ids::fresh(),
            slug: None,
            name: name.into(),
            unit: SaleUnit::parse(unit).unwrap(),
            same_unit: true,
            quantity: Quantity::whole(quantity),
            price: Price::new(Rupiah(price)).unwrap(),
            total: Rupiah(price * i64::from(quantity)),
            made_days: None,
            icon: "box".into(),
            thumb: None,
        };
        OrderShown {
            id: ids::fresh(),
            number: OrderNumber::parse("7KQ2-M9XD").unwrap(),
            side: Side::Buyer,
            state: State::Accepted,
            business: ids::fresh(),
            shop_slug: "dapur-bu-tini".into(),
            shop: "Dapur Bu Tini yang namanya panjang sekali sampai dua baris".into(),
            shop_place: "Ngaliyan, Limpung".into(),
            shop_whatsapp: None,
            buyer: ids::fresh(),
            buyer_has_password: true,
            by_link: false,
            helper: None,
            buyer_name: "Bu Sri".into(),
            buyer_phone: None,
            receive,
            koperasi: None,
            address: (receive == Receive::Delivery).then(|| "Jl. Melati 3, dekat musala".to_owned()),
            district: None,
            pay: Pay::Cash,
            bank: None,
            qris: None,
            has_proof: false,
            goods: Rupiah(62_500),
            delivery: Rupiah(if receive == Receive::Delivery { 5_000 } else { 0 }),
            total: Rupiah(if receive == Receive::Delivery { 67_500 } else { 62_500 }),
            note: Some("Tolong yang renyah.".into()),
            ready_on: None,
            paid_at: paid.then_some(datetime!(2026-11-24 03:00 UTC)),
            reason: None,
            ended_by: None,
            created_at: datetime!(2026-11-23 03:00 UTC),
            handed_at: None,
            ended_at: None,
            clock_at: None,
            has_complaint: false,
            lines: vec![line("Emping melinjo", "250 g", 3, 12_500), line("Keripik <tempe>", "kg", 1, 25_000)],
            events: vec![],
            mark: 1,
            may_act: true,
            link: None,
        }
    }

    fn holds(file: &[u8], text: &str) -> bool {
        file.windows(text.len()).any(|bytes| bytes == text.as_bytes())
    }

    #[test]
    fn both_papers_say_what_was_bought_and_what_it_comes_to() {
        let order = order(Receive::Delivery, false);
        let nota = nota(Lang::Id, &order, "https://guyub.example/toko/dapur-bu-tini").unwrap();
        let slip = slip(Lang::Id, &order);
        for file in [&nota, &slip] {
            for said in ["7KQ2-M9XD", "(Emping melinjo)", "(Rp67.500)", "(Rp5.000)", "Belum dibayar"] {
                assert!(holds(file, said), "{said}");
            }
        }
        assert!(holds(&slip, "/MediaBox [0 0 164.4 "));
    }

    #[test]
    fn what_is_fetched_has_no_delivery_and_what_is_paid_says_so() {
        let order = order(Receive::Shop, true);
        let slip = slip(Lang::En, &order);
        assert!(holds(&slip, "Paid (cash") || holds(&slip, "Paid \\(cash"), "parentheses may be escaped");
        assert!(!holds(&slip, "(Delivery)") && holds(&slip, "(Rp62.500)"));
    }
}
