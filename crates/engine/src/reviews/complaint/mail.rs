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
    for (account, _) in sides.into_iter().filter(|(_, side)| *side != by && !(*side == Side::Buyer && held.by_link)) {
        mail_to(tx, account, words(desk, held, &format!("/pesanan/{}/keluhan", held.number), what)).await?;
    }
    Ok(())
}

/// The officers who may decide a complaint that was just raised.
pub(super) async fn to_officers(desk: &Desk, tx: &mut Tx, held: &Held, complaint: &HeldComplaint) -> Result<()> {
    let Some((koperasi, slug)) = complaint.koperasi.zip(complaint.koperasi_slug.as_ref()) else { return Ok(()) };
    let page = format!("/pengurus/{slug}/keluhan/{}", held.number);
    for officer in officers(tx, koperasi, &[held.buyer.0, held.owner.0]).await? {
        mail_to(tx, officer, words(desk, held, &page, ComplaintNews::Raised)).await?;
    }
    Ok(())
}

fn words(desk: &Desk, held: &Held, page: &str, what: ComplaintNews) -> Words {
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
            let (id, en) = ended(outcome);
            (id.to_owned(), en.to_owned())
        }
    };
    Words {
        subject: [format!("Keluhan pesanan {number}"), format!("Complaint about order {number}")],
        body: [format!("{id}\n\n{link}\n"), format!("{en}\n\n{link}\n")],
    }
}

const fn ended(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::SellerGives => (
            "Keluhan selesai: pesanan dibatalkan, dan penjual mengembalikan uang pembeli.",
            "The complaint is decided: the order is called off, and the seller pays the buyer back.",
        ),
        Outcome::BuyerKeeps => ("Keluhan selesai: pesanan tetap berlaku.", "The complaint is decided: the order stands."),
        Outcome::Withdrawn => (
            "Keluhan ditutup oleh pembeli, dan pesanan menjadi selesai.",
            "The buyer has closed the complaint, and the order is done.",
        ),
        Outcome::Lapsed => (
            "Keluhan ditutup karena lama tidak ada kabar, dan pesanan menjadi selesai.",
            "The complaint was closed, since nobody said anything more; the order is done.",
        ),
    }
}
