//! What happens when: the demo's rounds as events in the order of time, so that the books of every
//! koperasi have their entries by their days.

use domain::dates::Day;
use time::{Duration, OffsetDateTime};

use crate::demo::data::purchases::{DemoRound, INVITED, OFFERS, ROUNDS, Reach};

/// Something that somebody does; the numbers are those of offers, rounds and koperasi.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event {
    /// A version of an offer is written down.
    Offer(usize, usize),
    /// The treasurer trusts the members.
    Limits(usize),
    /// Some members pay in beforehand.
    Deposits(usize),
    /// Where suppliers are paid.
    Accounts,
    Plan(usize),
    Invite(usize, usize),
    Answer(usize, usize),
    Open(usize),
    Pledges(usize),
    Close(usize),
    TopUp(usize),
    Cancel(usize),
    Order(usize),
    Confirm(usize),
    Receive(usize),
    /// To all who get something, or to every second.
    HandOut(usize, bool),
    Settle(usize),
    Rate(usize),
    PaySupplier(usize),
    /// A koperasi that joined pays, and the coordinator says that it came.
    PayKoperasi(usize, usize),
    GotKoperasi(usize, usize),
    /// Members pay what they owe: some at once, some later, some late.
    Collect(usize, u8),
    /// A request for quotes: sent, answered, decided.
    Ask(usize),
    Quote(usize, usize),
    Decide(usize),
}

/// Requests for quotes of [`super::quotes`]: days ago that they were sent, answers, and whether one was taken.
pub static ASKED: [(i64, usize, bool); 2] = [(26, 2, true), (2, 2, false)];

/// When a round was where.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    pub planned: OffsetDateTime,
    pub opens: OffsetDateTime,
    pub closes: OffsetDateTime,
    ordered: OffsetDateTime,
    received: OffsetDateTime,
    settled: OffsetDateTime,
}

pub fn times(round: &DemoRound, now: OffsetDateTime) -> Times {
    let closes = match round.reach {
        // This morning, whatever time it is.
        Reach::ToppingUp => now - Duration::hours(6),
        _ => Day::of(now).plus_days(round.closes).at(17, 0),
    };
    let opens = closes - Duration::days(round.lasts);
    let ordered = closes + Duration::hours(18);
    let received = ordered + Duration::days(i64::from(OFFERS[round.offer].lead_days) + if round.on_time { 0 } else { 3 });
    let planned = (opens - Duration::days(1)).min(now - Duration::hours(5));
    Times { planned, opens, closes, ordered, received, settled: received + Duration::days(2) }
}

/// Everything that has happened until now, the earliest first.
pub fn events(now: OffsetDateTime) -> Vec<(OffsetDateTime, Event)> {
    let ago = |days: i64, hour: u8| Day::of(now).plus_days(-days).at(hour, 0);
    let mut all = vec![(ago(371, 8), Event::Accounts)];
    for (nth, offer) in OFFERS.iter().enumerate() {
        all.extend(offer.versions.iter().enumerate().map(|(version, (days, _))| (ago(*days, 9), Event::Offer(nth, version))));
    }
    let mut koperasi: Vec<usize> =
        OFFERS.iter().map(|o| o.koperasi).chain(ROUNDS.iter().flat_map(|r| r.guests.iter().copied())).collect();
    koperasi.sort_unstable();
    koperasi.dedup();
    all.extend(koperasi.iter().map(|k| (ago(370, 10), Event::Limits(*k))));
    all.extend(koperasi.iter().map(|k| (ago(9, 10), Event::Deposits(*k))));
    let first_shared = ROUNDS.iter().position(|r| r.reach == Reach::Open && !r.guests.is_empty());
    for (nth, round) in ROUNDS.iter().enumerate() {
        story(&mut all, nth, round, times(round, now), first_shared == Some(nth));
    }
    for (nth, (days, answers, taken)) in ASKED.iter().enumerate() {
        all.push((ago(*days, 9), Event::Ask(nth)));
        all.extend(
            (0..*answers).map(|a| (ago(*days, 13) + Duration::hours(5 * i64::try_from(a).unwrap_or(0)), Event::Quote(nth, a))),
        );
        if *taken {
            all.push((ago(days - 4, 10), Event::Decide(nth)));
        }
    }
    all.retain(|(at, _)| *at <= now);
    // Of one moment in the order of the list: a stable sort.
    all.sort_by_key(|(at, _)| *at);
    all
}

fn story(all: &mut Vec<(OffsetDateTime, Event)>, nth: usize, round: &DemoRound, t: Times, invites_more: bool) {
    let hours = Duration::hours;
    all.push((t.planned, Event::Plan(nth)));
    if round.reach == Reach::Draft {
        return;
    }
    for (at, guest) in (1..).zip(round.guests) {
        all.push((t.planned + hours(at), Event::Invite(nth, *guest)));
        all.push((t.planned + hours(at + 4), Event::Answer(nth, *guest)));
    }
    if round.reach == Reach::Scheduled {
        all.push((t.planned + hours(1), Event::Open(nth)));
        return;
    }
    all.push((t.opens, Event::Open(nth)));
    if invites_more {
        all.push((t.opens + hours(2), Event::Invite(nth, INVITED)));
    }
    all.push((t.opens + hours(6), Event::Pledges(nth)));
    if round.reach == Reach::Open {
        return;
    }
    all.push((t.closes, Event::Close(nth)));
    match round.reach {
        Reach::ToppingUp => all.push((t.closes + hours(1), Event::TopUp(nth))),
        Reach::Cancelled(_) => all.push((t.closes + hours(15), Event::Cancel(nth))),
        Reach::Ordered | Reach::Received | Reach::Settled => bought(all, nth, round, t),
        _ => {}
    }
}

fn bought(all: &mut Vec<(OffsetDateTime, Event)>, nth: usize, round: &DemoRound, t: Times) {
    let (hours, days) = (Duration::hours, Duration::days);
    all.push((t.ordered, Event::Order(nth)));
    // Of two that are ordered one is confirmed.
    if round.reach != Reach::Ordered || nth.is_multiple_of(2) {
        all.push((t.ordered + hours(3), Event::Confirm(nth)));
    }
    if round.reach == Reach::Ordered {
        return;
    }
    all.push((t.received, Event::Receive(nth)));
    all.push((t.received + hours(4), Event::HandOut(nth, round.reach == Reach::Settled)));
    if round.reach == Reach::Received {
        return;
    }
    all.push((t.settled, Event::Settle(nth)));
    all.push((t.settled + hours(2), Event::Rate(nth)));
    all.extend([(5, 0), (23, 1), (48, 2)].map(|(later, pass)| (t.settled + days(later), Event::Collect(nth, pass))));
    // The two newest wait for their money.
    if round.closes < -30 {
        all.push((t.settled + days(8), Event::PaySupplier(nth)));
    }
    for guest in round.guests {
        all.push((t.settled + days(12), Event::PayKoperasi(nth, *guest)));
        // The newest payment is on its way: nobody has confirmed it yet.
        if round.guests.len() == 1 || *guest == round.guests[0] {
            all.push((t.settled + days(13), Event::GotKoperasi(nth, *guest)));
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn events_are_in_order_and_none_is_to_come() {
        let now = datetime!(2026-11-24 03:30 UTC);
        let all = events(now);
        assert!(all.windows(2).all(|two| two[0].0 <= two[1].0) && all.iter().all(|(at, _)| *at <= now));
        for (nth, round) in ROUNDS.iter().enumerate() {
            let at = |event: Event| all.iter().position(|(_, e)| *e == event);
            assert!(at(Event::Plan(nth)).is_some(), "{nth} is never planned");
            assert_eq!(at(Event::Settle(nth)).is_some(), round.reach == Reach::Settled, "{nth}");
            assert_eq!(at(Event::Receive(nth)).is_some(), matches!(round.reach, Reach::Settled | Reach::Received), "{nth}");
            assert_eq!(at(Event::Pledges(nth)).is_some(), !matches!(round.reach, Reach::Draft | Reach::Scheduled), "{nth}");
            let t = times(round, now);
            assert_eq!(t.closes > now, matches!(round.reach, Reach::Open | Reach::Draft | Reach::Scheduled), "{nth}");
        }
    }

    #[test]
    fn an_offer_is_there_before_the_round_that_is_made_of_it() {
        let all = events(datetime!(2026-11-24 20:30 UTC));
        for (nth, round) in ROUNDS.iter().enumerate() {
            let plan = all.iter().position(|(_, e)| *e == Event::Plan(nth));
            let offer = all.iter().position(|(_, e)| *e == Event::Offer(round.offer, 0));
            assert!(offer < plan, "{nth}");
        }
    }
}
