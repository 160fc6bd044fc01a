//! What the sides of a complaint read by mail, where they have left an address. What was said stays on the page:
//! a mail passes through more hands than those three.

use domain::buying::Side;
use domain::reviews::Outcome;

use super::{HeldComplaint, officers};
use crate::Desk;
use crate::buying::{Held, Words, mail_to};
use crate::notices::ComplaintNews;
use crate::trouble::Result;
use crate::tx::Tx;

/// Buyer and seller, but for the one who did it.
pub(super) async fn to_sides(desk: &Desk, tx: &mut Tx, held: &Held, by: Side, what: ComplaintNews) -> Result<()> {
    let sides = [(held.buyer, Side::Buyer), (held.owner, Side::Seller)];
    // What is of the link alone is told to nobody.
    for (account, side) in sides.into_iter().filter(|(_, side)| *side != by && !(*side == Side::Buyer && held.by_link)) {
        mail_to(tx, account, words(desk, held, side, &format!("/pesanan/{}/keluhan", held.number), what)).await?;
    }
    Ok(())
}

/// The officers who may decide a complaint that was just raised.
pub(super) async fn to_officers(desk: &Desk, tx: &mut Tx, held: &Held, complaint: &HeldComplaint) -> Result<()> {
    let Some((koperasi, slug)) = complaint.koperasi.zip(complaint.koperasi_slug.as_ref()) else { return Ok(()) };
    let page = format!("/pengurus/{slug}/keluhan/{}", held.number);
    for officer in officers(tx, koperasi, &[held.buyer.0, held.owner.0]).await? {
        mail_to(tx, officer, words(desk, held, Side::Officer, &page, ComplaintNews::Raised)).await?;
    }
    Ok(())
}

fn words(desk: &Desk, held: &Held, to: Side, page: &str, what: ComplaintNews) -> Words {
    let (number, shop, link) = (&held.number, &held.business_name, desk.link(page));
    let (id, en) = match what {
        ComplaintNews::Raised => (
            format!("Pembeli menyampaikan keluhan tentang pesanannya di {shop}. Baca, lalu jawab secepatnya."),
            format!("A buyer complains about an order at {shop}. Please read it, and answer soon."),
        ),
        ComplaintNews::Said => (
            format!("Ada tanggapan baru dalam keluhan tentang pesanan di {shop}."),
            format!("Something more was said about an order at {shop}."),
        ),
        ComplaintNews::Ended(outcome) => {
            let (id, en) = ended(outcome, to, held.handed_at.is_some());
            (id.to_owned(), en.to_owned())
        }
    };
    Words {
        subject: [format!("Keluhan pesanan {number}"), format!("Complaint about order {number}")],
        body: [format!("{id}\n\n{link}\n"), format!("{en}\n\n{link}\n")],
    }
}

/// What one side reads of an end; `handed`: the goods had left the shop.
const fn ended(outcome: Outcome, to: Side, handed: bool) -> (&'static str, &'static str) {
    match (outcome, handed) {
        (Outcome::SellerGives, true) if matches!(to, Side::Seller) => (
            "Keluhan selesai: pesanan dibatalkan. Kembalikan uang pembeli. Barangnya sudah diserahkan, jadi stok tidak berubah. Hitung yang kembali, lalu ubah stoknya sendiri.",
            "The complaint is decided: the order is called off. Please pay the buyer back. The goods had been handed over, so your stock is as it was. Count what comes back, and change the stock yourself.",
        ),
        (Outcome::SellerGives, _) => (
            "Keluhan selesai: pesanan dibatalkan, dan penjual mengembalikan uang pembeli.",
            "The complaint is decided: the order is called off, and the seller pays the buyer back.",
        ),
        (Outcome::BuyerKeeps, true) => ("Keluhan selesai: pesanan tetap berlaku.", "The complaint is decided: the order stands."),
        (Outcome::BuyerKeeps, false) => (
            "Keluhan selesai: pesanan tetap berlaku, dan dilanjutkan.",
            "The complaint is decided: the order stands, and goes on.",
        ),
        (Outcome::Withdrawn, true) => (
            "Keluhan ditutup oleh pembeli, dan pesanan menjadi selesai.",
            "The buyer has closed the complaint, and the order is done.",
        ),
        (Outcome::Withdrawn, false) => (
            "Keluhan ditutup oleh pembeli, dan pesanan dilanjutkan.",
            "The buyer has closed the complaint, and the order goes on.",
        ),
        (Outcome::Lapsed, true) => (
            "Keluhan ditutup karena lama tidak ada kabar, dan pesanan menjadi selesai.",
            "The complaint was closed, since nobody said anything more; the order is done.",
        ),
        (Outcome::Lapsed, false) => (
            "Keluhan ditutup karena lama tidak ada kabar. Barangnya belum diserahkan, jadi pesanan dibatalkan. Uang yang sudah dibayar dikembalikan oleh penjual.",
            "The complaint was closed, since nobody said anything more. The goods were never handed over, so the order is called off. The seller pays back what was paid.",
        ),
    }
}
