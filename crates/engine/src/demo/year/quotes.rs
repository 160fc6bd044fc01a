//! Requests for quotes: one that was decided last month, and one whose answers wait for a decision.

use domain::dates::Day;
use domain::ids::QuoteRequestId;
use domain::purchasing::{OfferForm, QuoteAsk};
use domain::quantity::{Quantity, SaleUnit, Unit};
use domain::text::{Line, Paragraphs};
use time::{Duration, OffsetDateTime};

use super::{Year, material_slug, no_mail, refused, supplier_slug};
use crate::demo::data::purchases::{DemoOffer, OFFERS};
use crate::ids;
use crate::suppliers::quotes;
use crate::token::Token;
use crate::trouble::Result;

/// What a koperasi asks for.
struct Request {
    koperasi: usize,
    material: &'static str,
    demand: u32,
    note: &'static str,
    /// Whom it asks; the first ones answer, in this order, at thousandths of what their like costs.
    suppliers: &'static [(&'static str, i64)],
    /// An offer whose packs and tiers the answers have.
    like: usize,
    reason: &'static str,
}

/// As many as [`ASKED`](super::plot::ASKED) has.
static REQUESTS: [Request; 2] = [
    Request {
        koperasi: 3,
        material: "Kedelai",
        demand: 400,
        note: "Untuk tempe dan tahu, karung 50 kg. Diantar ke Kalibeluk.",
        suppliers: &[("Gudang Kedelai Tirta Jaya", 1010), ("UD Pangan Banyuputih", 985)],
        like: 6,
        reason: "Lebih murah untuk kebutuhan kita dan bisa diantar pagi.",
    },
    Request {
        koperasi: 0,
        material: "Gula pasir",
        demand: 350,
        note: "Karung 50 kg untuk manisan dan sirup. Diantar ke gudang di Limpung.",
        suppliers: &[("Toko Sumber Minyak", 1000), ("UD Pangan Banyuputih", 980)],
        like: 5,
        reason: "",
    },
];

/// A request that was sent.
pub(super) struct Asked {
    id: QuoteRequestId,
}

impl Request {
    fn offer(&self) -> &'static DemoOffer {
        &OFFERS[self.like]
    }
}

impl Year<'_> {
    pub(super) async fn ask(&mut self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let Some(request) = REQUESTS.get(nth) else { return Ok(()) };
        let (Some(house), Some(material)) = (self.house(request.koperasi), material_slug(request.material)) else {
            return Ok(());
        };
        let asked = QuoteAsk {
            material,
            unit: SaleUnit::parse(request.offer().unit).unwrap_or(SaleUnit::one(Unit::Kg)),
            demand: Quantity::whole(request.demand),
            answer_until: Day::of(at).plus_days(9).at(20, 0),
            suppliers: request.suppliers.iter().filter_map(|(name, _)| supplier_slug(name)).collect(),
            note: Paragraphs::parse(request.note).ok(),
        };
        let id = quotes::ask(&self.desk.at(at), &house.chair, &asked, ids::fresh()).await.map_err(|e| refused("request", &e))?;
        self.asked.insert(nth, Asked { id });
        no_mail(self.desk).await
    }

    /// The supplier answers by the link that the officer sees.
    pub(super) async fn quote(&self, at: OffsetDateTime, nth: usize, answer: usize) -> Result<()> {
        let (Some(request), Some(asked)) = (REQUESTS.get(nth), self.asked.get(&nth)) else { return Ok(()) };
        let (Some(house), Some((name, thousandths))) = (self.house(request.koperasi), request.suppliers.get(answer)) else {
            return Ok(());
        };
        let desk = self.desk.at(at);
        let Some(page) = quotes::compare(&desk, &house.overseer, asked.id).await? else { return Ok(()) };
        let link = page.invitations.iter().find(|i| i.supplier == *name).and_then(|i| i.link.as_deref());
        let Some(token) = link.and_then(|link| Token::parse(link.rsplit('/').next()?)) else { return Ok(()) };
        quotes::opened(&desk, &token).await?;
        let offer = OfferForm {
            terms: request.offer().terms(*thousandths),
            valid_until: Day::of(at).plus_days(45),
            note: Paragraphs::parse("Harga sudah termasuk karung.").ok(),
        };
        let later = self.desk.at(at + Duration::minutes(2));
        quotes::answer(&later, &token, &offer).await.map_err(|e| refused("answer to a request", &e))?;
        no_mail(self.desk).await
    }

    /// The last answer is taken.
    pub(super) async fn decide(&self, at: OffsetDateTime, nth: usize) -> Result<()> {
        let (Some(request), Some(asked)) = (REQUESTS.get(nth), self.asked.get(&nth)) else { return Ok(()) };
        let (Some(house), Ok(reason)) = (self.house(request.koperasi), Line::parse(request.reason)) else { return Ok(()) };
        let desk = self.desk.at(at);
        let Some(page) = quotes::compare(&desk, &house.overseer, asked.id).await? else { return Ok(()) };
        let Some(best) = page.answers.last() else { return Ok(()) };
        quotes::accept(&desk, &house.chair, asked.id, best.id, &reason).await.map_err(|e| refused("decision", &e))?;
        no_mail(self.desk).await
    }
}
