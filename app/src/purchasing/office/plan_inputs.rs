//! What the form of a plan holds before anybody types: a good guess for a new one, a draft as it was saved.

use domain::access::Officer;
use domain::dates::{Day, clock};
use domain::form::Inputs;
use domain::lang::Lang;
use domain::money::{BasisPoints, Rupiah};
use domain::purchasing::recurrence::Period;
use domain::purchasing::{Fee, IfMissed, Minimum, RoundPlan, TransportSplit};
use engine::purchasing::overview::Habits;
use engine::suppliers::offers::UsableOffer;
use time::OffsetDateTime;

/// It opens now, closes in a week at five, and is fetched a week later; the rest as the last time.
pub(super) fn start(by: &Officer, offers: &[UsableOffer], habits: Option<&Habits>, asked: &str, now: OffsetDateTime) -> Inputs {
    let today = Day::of(now);
    let offer = match offers {
        [only] => Some(only),
        all => all.iter().find(|offer| offer.id.to_string() == asked),
    };
    let mut inputs = Inputs::default()
        .with("tutup_tanggal", today.plus_days(7).iso())
        .with("tutup_jam", "17:00")
        .with("ambil_tanggal", today.plus_days(14).iso())
        .with("ambil_jam", "09:00")
        .with("ambil_tempat", habits.map_or_else(|| by.koperasi().name.clone(), |h| h.pickup_place.clone()));
    if let Some(offer) = offer {
        inputs = inputs.with("penawaran", offer.id).with("judul", &offer.material);
    }
    let Some(habits) = habits else {
        return inputs.with("bila_kurang", IfMissed::Ask.code()).with("ongkos", TransportSplit::Quantity.code());
    };
    with_fee(inputs, habits.fee)
        .with("bila_kurang", habits.if_missed.code())
        .with("ongkos", habits.transport_split.code())
        .with("titipan_persen", percent(habits.deposit))
}

/// Without the sign that stands beside the field; nothing for none.
fn percent(share: BasisPoints) -> String {
    if share.0 == 0 { String::new() } else { share.exact(Lang::Id).trim_end_matches(" %").to_owned() }
}

/// As above.
fn digits(amount: Rupiah) -> String {
    amount.to_string().trim_start_matches("Rp").to_owned()
}

fn with_fee(inputs: Inputs, fee: Fee) -> Inputs {
    match fee {
        Fee::Share(share) => inputs.with("biaya_persen", percent(share)),
        Fee::PerUnit(each) => inputs.with("biaya_satuan", digits(each)),
    }
}

/// The form as it was filled when this plan was saved.
pub(super) fn inputs_of(plan: &RoundPlan, now: OffsetDateTime) -> Inputs {
    let day = |at: OffsetDateTime| Day::of(at).iso();
    let time = |at: OffsetDateTime| clock(at, Lang::En);
    let mut inputs = Inputs::default()
        .with("penawaran", plan.offer)
        .with("judul", &plan.title)
        .with("catatan", plan.note.as_ref().map_or("", |note| note.as_str()))
        .with("tutup_tanggal", day(plan.closes_at))
        .with("tutup_jam", time(plan.closes_at))
        .with("ambil_tempat", &plan.pickup_place)
        .with("ambil_tanggal", day(plan.pickup_at))
        .with("ambil_jam", time(plan.pickup_at))
        .with("bila_kurang", plan.if_missed.code())
        .with("perpanjang_hari", plan.extend_days)
        .with("ongkos", plan.transport_split.code())
        .with("titipan_persen", percent(plan.deposit));
    // An opening that is over means: as soon as somebody opens it.
    if plan.opens_at > now {
        inputs = inputs.with("buka_tanggal", day(plan.opens_at)).with("buka_jam", time(plan.opens_at));
    }
    inputs = match plan.minimum {
        Some(Minimum::Quantity(quantity)) => inputs.with("minimum_jumlah", quantity),
        Some(Minimum::Amount(amount)) => inputs.with("minimum_rupiah", digits(amount)),
        None => inputs,
    };
    inputs = with_fee(inputs, plan.fee);
    if plan.shared {
        inputs = inputs.with("bersama", "ya");
    }
    if let Some(rule) = plan.repeat {
        let every = match rule.every() {
            Period::Week => "minggu",
            Period::Month => "bulan",
        };
        inputs = inputs.with("ulang", every).with("ulang_tiap", rule.interval());
    }
    if let Some(reference) = &plan.reference {
        inputs = inputs
            .with("harga_pasar", digits(reference.price.rupiah()))
            .with("harga_pasar_tanggal", reference.day.iso())
            .with("harga_pasar_sumber", &reference.source);
    }
    inputs
}
