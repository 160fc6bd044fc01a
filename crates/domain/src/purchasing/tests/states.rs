use crate::purchasing::{State, Step};

const STEPS: [Step; 7] = [Step::Open, Step::Close, Step::Extend, Step::Order, Step::Receive, Step::Settle, Step::Cancel];

#[test]
fn every_pair_of_state_and_step() {
    use State::{Cancelled, Closed, Draft, Open, Ordered, Received, Settled};
    let ways = [
        (Draft, Step::Open, Open),
        (Open, Step::Close, Closed),
        (Closed, Step::Extend, Open),
        (Closed, Step::Order, Ordered),
        (Ordered, Step::Receive, Received),
        (Received, Step::Settle, Settled),
        (Draft, Step::Cancel, Cancelled),
        (Open, Step::Cancel, Cancelled),
        (Closed, Step::Cancel, Cancelled),
        (Ordered, Step::Cancel, Cancelled),
    ];
    for from in State::ALL {
        for step in STEPS {
            let expected = ways.iter().find(|(state, by, _)| (*state, *by) == (from, step)).map(|(.., to)| *to);
            assert_eq!(from.after(step).ok(), expected, "{from:?} {step:?}");
        }
    }
}

#[test]
fn codes_are_read_back() {
    for state in State::ALL {
        assert_eq!(State::from_code(state.code()), Some(state));
    }
    assert_eq!(State::from_code("paid"), None);
}
