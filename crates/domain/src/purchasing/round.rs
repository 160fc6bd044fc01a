//! A round as an officer plans it.

use serde::Serialize;
use time::OffsetDateTime;
use uuid::Uuid;

use super::recurrence::{Period, Recurrence};
use super::{Fee, TransportSplit};
use crate::dates::Day;
use crate::form::{FieldErrors, Inputs, Invalid, Parser};
use crate::money::{BasisPoints, Price, Rupiah};
use crate::quantity::Quantity;
use crate::text::{Line, Paragraphs};

/// `/pengurus/{koperasi}/pembelian/baru` and `…/ubah`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RoundPlan {
    /// The offer's id; whether the koperasi may use it is the database's to say.
    pub offer: Uuid,
    pub title: Line<80>,
    pub note: Option<Paragraphs<2000>>,
    pub opens_at: OffsetDateTime,
    pub closes_at: OffsetDateTime,
    pub minimum: Option<Minimum>,
    pub if_missed: IfMissed,
    /// Days that a missed round is extended by.
    pub extend_days: i16,
    pub fee: Fee,
    pub transport_split: TransportSplit,
    pub deposit: BasisPoints,
    pub pickup_place: Line<120>,
    pub pickup_at: OffsetDateTime,
    pub shared: bool,
    pub repeat: Option<Recurrence>,
    pub reference: Option<Reference>,
}

/// The least that has to be pledged for the round to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Minimum {
    Quantity(Quantity),
    Amount(Rupiah),
}

/// What happens at the closing time when the minimum is missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum IfMissed {
    Extend,
    Cancel,
    /// It closes, and an officer decides.
    Ask,
}

/// What the same would cost elsewhere, on which day, and who says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    pub price: Price,
    pub day: Day,
    pub source: Line<120>,
}

impl IfMissed {
    pub const ALL: [Self; 3] = [Self::Ask, Self::Extend, Self::Cancel];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Extend => "extend",
            Self::Cancel => "cancel",
            Self::Ask => "ask",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.code() == code)
    }
}

impl RoundPlan {
    /// Longest that pledges are collected.
    pub const MOST_DAYS: i64 = 90;

    /// Reads `judul`, `penawaran`, `catatan`, `buka_tanggal`, `buka_jam`, `tutup_tanggal`, `tutup_jam`,
    /// `minimum_jumlah`, `minimum_rupiah`, `bila_kurang`, `perpanjang_hari`, `biaya_persen`,
    /// `biaya_satuan`, `ongkos`, `titipan_persen`, `ambil_tempat`, `ambil_tanggal`, `ambil_jam`, `bersama`,
    /// `ulang`, `ulang_tiap`, `harga_pasar`, `harga_pasar_tanggal`, `harga_pasar_sumber`.
    ///
    /// # Errors
    /// Every field that was refused: an opening or closing in the past, a closing before the opening or
    /// more than [`RoundPlan::MOST_DAYS`] after it, a pick-up before the closing, both minimums, both
    /// fees, a reference price that is not whole.
    pub fn parse(i: &Inputs, now: OffsetDateTime) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let title = p.take("judul", Line::parse);
        let offer = p.take("penawaran", |text| match text.trim() {
            "" => Err(Invalid::Required),
            id => Uuid::parse_str(id).map_err(|_| Invalid::UnknownChoice),
        });
        let note = p.take_optional("catatan", Paragraphs::parse);
        let (opens_at, closes_at) = times(&mut p, now);
        let minimum = minimum(&mut p);
        let if_missed = p.take_optional("bila_kurang", |text| IfMissed::from_code(text.trim()).ok_or(Invalid::UnknownChoice));
        let extend_days = p.take_optional("perpanjang_hari", |text| whole(text, 30));
        let fee = fee(&mut p);
        let transport_split =
            p.take_optional("ongkos", |text| TransportSplit::from_code(text.trim()).ok_or(Invalid::UnknownChoice));
        let deposit = p.take_optional("titipan_persen", BasisPoints::parse);
        let pickup_place = p.take("ambil_tempat", Line::parse);
        let pickup_at = moment(&mut p, "ambil_tanggal", "ambil_jam");
        if let (Some(pickup), Some(closing)) = (pickup_at, closes_at)
            && pickup <= closing
        {
            p.refuse("ambil_tanggal", Invalid::NotAfter);
        }
        let shared = !p.inputs().one("bersama").is_empty();
        let repeat = repeat(&mut p);
        let reference = reference(&mut p, now);
        p.finish(|| {
            Some(Self {
                offer: offer?,
                title: title?,
                note: note?,
                opens_at: opens_at?,
                closes_at: closes_at?,
                minimum: minimum?,
                if_missed: if_missed?.unwrap_or(IfMissed::Ask),
                extend_days: extend_days?.unwrap_or(3),
                fee: fee?,
                transport_split: transport_split?.unwrap_or(TransportSplit::Quantity),
                deposit: deposit?.unwrap_or(BasisPoints(0)),
                pickup_place: pickup_place?,
                pickup_at: pickup_at?,
                shared,
                repeat: repeat?,
                reference: reference?,
            })
        })
    }
}

/// An opening left empty is now; what was typed lies ahead, but for the minutes that filling a form takes.
fn times(p: &mut Parser<'_>, now: OffsetDateTime) -> (Option<OffsetDateTime>, Option<OffsetDateTime>) {
    let opens_at = match p.inputs().one("buka_tanggal").trim() {
        "" => Some(now),
        _ => moment(p, "buka_tanggal", "buka_jam"),
    };
    let opens_at = opens_at.filter(|at| {
        let past = *at < now - time::Duration::hours(1);
        if past {
            p.refuse("buka_tanggal", Invalid::InThePast);
        }
        !past
    });
    let closes_at = moment(p, "tutup_tanggal", "tutup_jam");
    if let Some(closing) = closes_at {
        let opening = opens_at.unwrap_or(now);
        if closing <= now {
            p.refuse("tutup_tanggal", Invalid::InThePast);
        } else if closing <= opening {
            p.refuse("tutup_tanggal", Invalid::NotAfter);
        } else if closing - opening > time::Duration::days(RoundPlan::MOST_DAYS) {
            p.refuse("tutup_tanggal", Invalid::TooLarge);
        }
    }
    (opens_at, closes_at)
}

/// A day and a time of it, in Jakarta; a time left empty is noon.
fn moment(p: &mut Parser<'_>, day: &'static str, time: &'static str) -> Option<OffsetDateTime> {
    let day = p.take(day, Day::parse);
    let minutes = p.take_optional(time, crate::hours::time_of_day);
    let minutes = minutes?.unwrap_or(12 * 60);
    Some(day?.start() + time::Duration::minutes(i64::from(minutes)))
}

fn minimum(p: &mut Parser<'_>) -> Option<Option<Minimum>> {
    let quantity = p.take_optional("minimum_jumlah", Quantity::parse_some);
    let amount = p.take_optional("minimum_rupiah", Price::parse);
    match (quantity?, amount?) {
        (Some(_), Some(_)) => {
            p.refuse("minimum_rupiah", Invalid::OnlyOneOfTwo);
            None
        }
        (quantity, amount) => Some(quantity.map(Minimum::Quantity).or(amount.map(|amount| Minimum::Amount(amount.rupiah())))),
    }
}

fn fee(p: &mut Parser<'_>) -> Option<Fee> {
    let share = p.take_optional("biaya_persen", BasisPoints::parse);
    let each = p.take_optional("biaya_satuan", Rupiah::parse);
    match (share?.filter(|s| s.0 > 0), each?.filter(|e| e.0 > 0)) {
        (Some(_), Some(_)) => {
            p.refuse("biaya_satuan", Invalid::OnlyOneOfTwo);
            None
        }
        (None, Some(each)) if each > Price::MAX => {
            p.refuse("biaya_satuan", Invalid::TooLarge);
            None
        }
        (share, each) => Some(each.map(Fee::PerUnit).or(share.map(Fee::Share)).unwrap_or(Fee::NONE)),
    }
}

fn repeat(p: &mut Parser<'_>) -> Option<Option<Recurrence>> {
    let every = p.take_optional("ulang", |text| match text.trim() {
        "tidak" => Ok(None),
        "minggu" => Ok(Some(Period::Week)),
        "bulan" => Ok(Some(Period::Month)),
        _ => Err(Invalid::UnknownChoice),
    });
    let interval = p.take_optional("ulang_tiap", |text| whole(text, 12));
    let (every, interval) = (every?.flatten(), interval?.unwrap_or(1));
    let Some(every) = every else { return Some(None) };
    Recurrence::new(every, u8::try_from(interval).ok()?).ok().map(Some)
}

fn reference(p: &mut Parser<'_>, now: OffsetDateTime) -> Option<Option<Reference>> {
    let price = p.take_optional("harga_pasar", Price::parse);
    let Some(price) = price? else { return Some(None) };
    let day = p.take("harga_pasar_tanggal", |text| match Day::parse(text)? {
        day if day > Day::of(now) => Err(Invalid::InTheFuture),
        day => Ok(day),
    });
    let source = p.take("harga_pasar_sumber", Line::parse);
    Some(Some(Reference { price, day: day?, source: source? }))
}

/// A count from 1 to `max`.
fn whole(text: &str, max: i16) -> Result<i16, Invalid> {
    match text.trim().parse::<i16>() {
        Ok(0) => Err(Invalid::Zero),
        Ok(n) if n < 0 => Err(Invalid::Negative),
        Ok(n) if n > max => Err(Invalid::TooLarge),
        Ok(n) => Ok(n),
        Err(_) => Err(Invalid::NotANumber),
    }
}
