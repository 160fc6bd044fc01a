//! The steps of one order and their moments: how long people take to answer, to pack, to fetch, to praise.

use domain::buying::{Pay, Side};
use time::{Duration, OffsetDateTime};

use super::plot::{End, Fate, Plan, Told};
use crate::buying::Times;
use crate::demo::seed::Seed;

/// Something that somebody does about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    Place,
    Accept,
    Refuse,
    Prepare,
    /// It waits to be fetched, or is on its way.
    Hand,
    Complete(Side),
    Cancel(Side),
    /// The picture of a transfer.
    Proof,
    /// The seller saw the money.
    Paid,
    Complain,
    /// What the seller says to it.
    Reply,
    End(End),
    Review,
    /// The seller answers what was said.
    Answer,
    Report,
    Hide,
}

impl Act {
    /// Said of an order that is over; the order itself does not need it.
    const fn is_afterwards(self) -> bool {
        matches!(self, Self::Review | Self::Answer | Self::Report | Self::Hide)
    }
}

/// Adds steps one after the other.
struct Story {
    at: OffsetDateTime,
    seed: Seed,
    acts: Vec<(OffsetDateTime, Act)>,
}

impl Story {
    /// So many minutes later.
    fn then(&mut self, minutes: (i64, i64), act: Act) {
        self.at += Duration::minutes(self.seed.between(minutes.0, minutes.1));
        self.acts.push((self.at, act));
    }

    /// Beside what goes on.
    fn aside(&mut self, minutes: (i64, i64), act: Act) {
        let at = self.at + Duration::minutes(self.seed.between(minutes.0, minutes.1));
        self.acts.push((at, act));
    }
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Everything that happens to an order until now, the earliest first.
pub fn acts(nth: usize, plan: &Plan, times: Times, now: OffsetDateTime) -> Vec<(OffsetDateTime, Act)> {
    let mut story = Story { at: plan.at, seed: Seed::named("cerita", nth as u64), acts: vec![(plan.at, Act::Place)] };
    match plan.fate {
        Fate::New => {}
        Fate::Refused => story.then((30, 9 * HOUR), Act::Refuse),
        Fate::Cancelled(Side::Buyer) => story.then((20, 5 * HOUR), Act::Cancel(Side::Buyer)),
        Fate::Cancelled(Side::Clock) => {
            story.at += times.answer;
            story.then((2, 10), Act::Cancel(Side::Clock));
        }
        Fate::Cancelled(side) => {
            story.then((30, 8 * HOUR), Act::Accept);
            story.then((5 * HOUR, 40 * HOUR), Act::Cancel(side));
        }
        Fate::Accepted | Fate::Prepared | Fate::Handed => under_way(&mut story, plan),
        Fate::Done(side) => {
            under_way(&mut story, plan);
            done(&mut story, side, plan.pay, times);
            afterwards(&mut story, plan.told);
        }
        Fate::Complaint(end) => {
            under_way(&mut story, plan);
            complained(&mut story, end);
        }
    }
    let mut acts = story.acts;
    acts.retain(|(at, act)| *at <= now || !act.is_afterwards());
    for (at, _) in &mut acts {
        *at = (*at).min(now);
    }
    acts.sort_by_key(|(at, _)| *at);
    acts
}

/// Up to where it stands, or until it is handed over.
fn under_way(story: &mut Story, plan: &Plan) {
    story.then((20, 6 * HOUR), Act::Accept);
    if plan.proof {
        story.aside((20, 90), Act::Proof);
    }
    if plan.fate == Fate::Accepted {
        return;
    }
    if plan.pay != Pay::Cash {
        story.aside((95, 110), Act::Paid);
    }
    if plan.fate == Fate::Prepared || story.seed.chance(60) {
        story.then((2 * HOUR, 8 * HOUR), Act::Prepare);
    }
    if plan.fate == Fate::Prepared {
        return;
    }
    story.at += Duration::days(plan.made);
    story.then((3 * HOUR, 12 * HOUR), Act::Hand);
}

fn done(story: &mut Story, side: Side, pay: Pay, times: Times) {
    if side == Side::Clock {
        story.at += times.done;
        story.then((2, 10), Act::Complete(side));
        // The clock knows of no money.
        if pay == Pay::Cash {
            story.then((HOUR, DAY), Act::Paid);
        }
    } else {
        story.then((2 * HOUR, 30 * HOUR), Act::Complete(side));
    }
}

fn afterwards(story: &mut Story, told: Told) {
    if told == Told::Nothing {
        return;
    }
    // A guest's number is no day old before (`reviews::SETTLED`).
    story.then((25 * HOUR, 4 * DAY), Act::Review);
    match told {
        Told::Reported => story.then((HOUR, DAY), Act::Report),
        Told::Hidden => {
            story.then((HOUR, 5 * HOUR), Act::Report);
            story.then((6 * HOUR, 2 * DAY), Act::Hide);
        }
        _ => story.then((3 * HOUR, 4 * DAY), Act::Answer),
    }
}

fn complained(story: &mut Story, end: End) {
    story.then((5 * HOUR, 20 * HOUR), Act::Complain);
    match end {
        End::Open => story.aside((2 * HOUR, 10 * HOUR), Act::Reply),
        End::Withdrawn | End::GivenIn => {
            story.then((2 * HOUR, 10 * HOUR), Act::Reply);
            story.then((5 * HOUR, 30 * HOUR), Act::End(end));
        }
        End::Decided(_) => {
            story.then((2 * HOUR, 10 * HOUR), Act::Reply);
            story.then((DAY, 2 * DAY), Act::End(end));
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;
    use crate::demo::buying::plot;
    use crate::demo::data::market;

    #[test]
    fn steps_come_in_their_order_and_none_is_to_come() {
        // At night and in the morning: a day's orders are placed at its hours.
        for now in [datetime!(2026-11-24 03:30 UTC), datetime!(2026-11-24 17:05 UTC)] {
            for (nth, plan) in plot::plans(&market(), now).iter().enumerate() {
                let acts = acts(nth, plan, Times::default(), now);
                let order = |act: Act| acts.iter().position(|(_, a)| *a == act);
                assert!(acts.windows(2).all(|two| two[0].0 <= two[1].0) && acts.iter().all(|(at, _)| *at <= now));
                assert_eq!(order(Act::Place), Some(0), "{plan:?}");
                assert!(order(Act::Accept) < order(Act::Hand) || order(Act::Hand).is_none(), "{plan:?}");
                // Nothing was hurried to be over by now.
                let last = acts.iter().filter(|(_, act)| !act.is_afterwards() && *act != Act::Reply).map(|(at, _)| *at).max();
                assert!(last < Some(now), "{plan:?}");
                assert_eq!(order(Act::Hide).is_some(), plan.told == Told::Hidden, "{plan:?}");
                assert_eq!(order(Act::Report).is_some(), matches!(plan.told, Told::Reported | Told::Hidden), "{plan:?}");
            }
        }
    }
}
