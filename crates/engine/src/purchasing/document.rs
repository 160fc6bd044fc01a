//! The purchase order on paper and as a table.

use domain::dates::{Day, date_time};
use domain::lang::Lang;

use super::order::OrderView;
use crate::pdf::{Align, Document, FAINT, INDIGO, INK, LEFT, RIGHT, SOGAN, TOP};
use crate::sheet::Sheet;
use crate::trouble::Result;

/// A side of the QR code: 3 cm, read from a hand's distance.
const QR: f32 = 86.0;
/// Where the second of two blocks begins.
const MIDDLE: f32 = 240.0;

/// A4 with its number, terms, lines to sign on, and a QR code of `link`, by which anyone who holds the
/// paper sees whether it is right.
///
/// # Errors
/// When the link is too long for a QR code.
pub fn order_pdf(lang: Lang, order: &OrderView, link: &str) -> Result<Vec<u8>> {
    let mut doc = Document::new(&order.number);
    head(&mut doc, lang, order, link)?;
    goods(&mut doc, lang, order);
    terms(&mut doc, lang, order);
    sign(&mut doc, lang, order);
    Ok(doc.finish())
}

fn head(doc: &mut Document, lang: Lang, order: &OrderView, link: &str) -> Result<()> {
    doc.bold(LEFT, TOP, 18.0, INDIGO, lang.pick("PESANAN PEMBELIAN", "PURCHASE ORDER"));
    doc.bold(LEFT, TOP - 22.0, 13.0, INK, &order.number);
    doc.text(LEFT, TOP - 38.0, 10.0, INK, &Day::of(order.issued_at).long(lang));
    doc.qr(RIGHT - QR, TOP - QR + 14.0, QR, link)?;
    doc.text_right(RIGHT, TOP - QR + 3.0, 7.5, FAINT, lang.pick("Pindai untuk memeriksa", "Scan to verify"));
    doc.y = TOP - QR - 20.0;
    let phone = |phone: &domain::phone::Phone| phone.display();
    let buyer = [Some(order.koperasi.clone()), Some(order.koperasi_address.clone()), Some(phone(&order.koperasi_phone))];
    let numbers = order.contact.whatsapp.as_ref().or(order.contact.phone.as_ref()).map(phone);
    let seller = [Some(order.supplier.clone()), order.contact.address.clone(), numbers, order.contact.email.clone()];
    let top = doc.y;
    block(doc, LEFT, MIDDLE - LEFT - 16.0, lang.pick("Dari", "From"), &buyer);
    let lower = doc.y;
    doc.y = top;
    block(doc, MIDDLE, RIGHT - MIDDLE, lang.pick("Kepada", "To"), &seller);
    doc.y = doc.y.min(lower) - 14.0;
    Ok(())
}

fn block(doc: &mut Document, x: f32, room: f32, name: &str, lines: &[Option<String>]) {
    let y = doc.y;
    doc.text(x, y, 8.5, SOGAN, name);
    for line in lines.iter().flatten() {
        doc.paragraph(x, room, 10.0, INK, line);
    }
}

fn goods(doc: &mut Document, lang: Lang, order: &OrderView) {
    let columns = [
        (lang.pick("Uraian", "Item"), LEFT, Align::Left),
        (lang.pick("Jumlah", "Amount"), 330.0, Align::Right),
        (lang.pick("Harga", "Price"), 440.0, Align::Right),
        ("Rupiah", RIGHT, Align::Right),
    ];
    let unit = order.terms.unit.text(lang);
    let packs = match lang {
        Lang::Id => format!("{} kemasan isi {} {unit}", order.packs, order.terms.pack.text(lang)),
        Lang::En => format!("{} packs of {} {unit}", order.packs, order.terms.pack.text(lang)),
    };
    let rows = [
        vec![
            format!("{}\n{packs}", order.material),
            format!("{} {unit}", order.quantity.text(lang)),
            format!("{} / {unit}", order.unit_price),
            order.goods.to_string(),
        ],
        vec![lang.pick("Ongkos kirim", "Transport").to_owned(), String::new(), String::new(), order.transport.to_string()],
    ];
    doc.table(&columns, &rows);
    doc.y -= 12.0;
    let y = doc.y;
    doc.bold(LEFT, y, 12.0, INDIGO, "Total");
    doc.bold_right(RIGHT, y, 12.0, INDIGO, &order.total.to_string());
    doc.y -= 16.0;
}

fn terms(doc: &mut Document, lang: Lang, order: &OrderView) {
    doc.need(60.0);
    doc.y -= 14.0;
    let y = doc.y;
    doc.bold(LEFT, y, 11.0, INDIGO, lang.pick("Ketentuan", "Terms"));
    let deliver = order.deliver_by.map(|day| match lang {
        Lang::Id => format!("Barang sampai paling lambat {}.", day.long(lang)),
        Lang::En => format!("Goods arrive no later than {}.", day.long(lang)),
    });
    let place = match lang {
        Lang::Id => format!("Dikirim ke: {}. Anggota mengambilnya {} WIB.", order.pickup_place, date_time(order.pickup_at, lang)),
        Lang::En => {
            format!("Delivered to: {}. Members fetch it on {} WIB.", order.pickup_place, date_time(order.pickup_at, lang))
        }
    };
    let price = lang.pick(
        "Harga sesuai penawaran pemasok. Barang yang kurang atau rusak dicatat saat diterima.",
        "Prices are those of the supplier's offer. What is short or damaged is noted on receipt.",
    );
    let pledged = lang.pick("Untuk pembelian bersama:", "For the joint purchase:");
    let lines = [deliver, Some(place), Some(price.to_owned()), Some(format!("{pledged} {}", order.title)), order.note.clone()];
    for line in lines.iter().flatten() {
        doc.paragraph(LEFT, RIGHT - LEFT, 10.0, INK, line);
        doc.y -= 3.0;
    }
}

fn sign(doc: &mut Document, lang: Lang, order: &OrderView) {
    doc.need(110.0);
    doc.y -= 30.0;
    let y = doc.y;
    let right = RIGHT - 190.0;
    for (x, who, name) in [
        (LEFT, lang.pick("Pengurus koperasi", "For the koperasi"), &order.koperasi),
        (right, lang.pick("Pemasok", "Supplier"), &order.supplier),
    ] {
        doc.text(x, y, 9.0, SOGAN, who);
        doc.line(x, x + 190.0, y - 62.0);
        let cut: String = name.chars().take(40).collect();
        doc.text(x, y - 74.0, 9.0, INK, &cut);
    }
    doc.y -= 80.0;
}

/// One line for the goods and one for the transport.
fn sheet(lang: Lang, order: &OrderView) -> Sheet {
    let mut sheet = Sheet::new(&[
        lang.pick("Nomor", "Number"),
        lang.pick("Tanggal", "Date"),
        lang.pick("Koperasi", "Koperasi"),
        lang.pick("Pemasok", "Supplier"),
        lang.pick("Uraian", "Item"),
        lang.pick("Jumlah", "Amount"),
        lang.pick("Satuan", "Unit"),
        lang.pick("Kemasan", "Packs"),
        lang.pick("Harga satuan", "Unit price"),
        "Rupiah",
        lang.pick("Paling lambat", "Deliver by"),
        lang.pick("Dikirim ke", "Delivered to"),
        lang.pick("Catatan", "Note"),
    ]);
    let transport = lang.pick("Ongkos kirim", "Transport").to_owned();
    let (amount, packs) = (order.quantity.to_string(), order.packs.to_string());
    let price = order.unit_price.rupiah().0.to_string();
    let unit = order.terms.unit.text(lang);
    for (item, amount, unit, packs, price, rupiah) in [
        (order.material.clone(), amount, unit, packs, price, order.goods),
        (transport, String::new(), String::new(), String::new(), String::new(), order.transport),
    ] {
        sheet.row(vec![
            order.number.clone(),
            Day::of(order.issued_at).iso(),
            order.koperasi.clone(),
            order.supplier.clone(),
            item,
            amount,
            unit,
            packs,
            price,
            rupiah.0.to_string(),
            order.deliver_by.map(Day::iso).unwrap_or_default(),
            order.pickup_place.clone(),
            order.note.clone().unwrap_or_default(),
        ]);
    }
    sheet
}

/// # Errors
/// When a row cannot be written.
pub fn order_csv(lang: Lang, order: &OrderView) -> Result<Vec<u8>> {
    sheet(lang, order).csv()
}

/// # Errors
/// When the workbook cannot be written.
pub fn order_xlsx(lang: Lang, order: &OrderView) -> Result<Vec<u8>> {
    sheet(lang, order).xlsx()
}

#[cfg(test)]
mod tests {
    use domain::ids::{PurchaseOrderId, RoundId};
    use domain::money::{Price, Rupiah};
    use domain::phone::Phone;
    use domain::purchasing::{OfferTerms, State, Tier, Tiers, Transport};
    use domain::quantity::{Quantity, SaleUnit, Unit};
    use time::macros::datetime;

    use super::*;
    use crate::ids;
    use crate::suppliers::Contact;

    fn order(note: &str) -> OrderView {
        let price = Price::try_from(9_500_i64).expect("it is good");
        OrderView {
            id: ids::fresh::<PurchaseOrderId>(),
            number: "PO/2027/0001".into(),
            round: ids::fresh::<RoundId>(),
            koperasi: "Koperasi Satu".into(),
            koperasi_slug: "koperasi-satu".into(),
            koperasi_address: "Limpung, Batang".into(),
            koperasi_phone: Phone::parse("0812-3456-7890").expect("it is good"),
            supplier: "=UD Sumber Kedelai".into(),
            supplier_slug: "ud-sumber-kedelai".into(),
            contact: Contact::default(),
            new_contact: None,
            material: "Kedelai".into(),
            title: "Kedelai Maret".into(),
            terms: OfferTerms {
                unit: SaleUnit::one(Unit::Kg),
                tiers: Tiers::new(vec![Tier { from: Quantity::whole(10), price }]).expect("it is good"),
                pack: Quantity::whole(10),
                minimum: Quantity::whole(10),
                step: Quantity::ONE,
                lead_days: 2,
                transport: Transport::default(),
            },
            quantity: Quantity::whole(120),
            packs: 12,
            unit_price: price,
            goods: Rupiah(1_140_000),
            transport: Rupiah(50_000),
            total: Rupiah(1_190_000),
            note: Some(note.into()),
            deliver_by: Some(Day::of(datetime!(2027-03-20 12:00 +7))),
            pickup_place: "Balai desa".into(),
            pickup_at: datetime!(2027-03-21 09:00 +7),
            issued_at: datetime!(2027-03-14 09:00 +7),
            sent_at: None,
            sent_way: None,
            seen_at: None,
            confirmed_at: None,
            over_at: None,
            signature: "x".into(),
            check: "y".into(),
            state: State::Ordered,
        }
    }

    fn holds(file: &[u8], text: &str) -> bool {
        file.windows(text.len()).any(|bytes| bytes == text.as_bytes())
    }

    #[test]
    fn the_paper_says_what_is_ordered() {
        for lang in Lang::ALL {
            let file = order_pdf(lang, &order("Bayar setelah barang diterima."), "https://guyub.example/po/1/x").unwrap();
            assert!(file.starts_with(b"%PDF-1."));
            for text in ["(PO/2027/0001)", "(Rp1.190.000)", "(120 kg)", "(Koperasi Satu)"] {
                assert!(holds(&file, text), "{lang:?} {text}");
            }
        }
        let long = order_pdf(Lang::Id, &order(&"Syarat lain. ".repeat(2000)), "https://guyub.example").unwrap();
        assert!(holds(&long, "(2 / "), "a note of any length goes on on the next page");
    }

    #[test]
    fn tables_do_not_compute() {
        let order = order("@SUM(1)");
        let csv = String::from_utf8(order_csv(Lang::Id, &order).unwrap()).unwrap();
        assert_eq!(csv.lines().count(), 3);
        assert!(csv.contains("'=UD Sumber Kedelai") && csv.contains("'@SUM(1)"), "{csv}");
        assert_eq!(&order_xlsx(Lang::En, &order).unwrap()[..2], b"PK");
    }
}
