//! Figures that move while somebody looks: each server listens once for all of its readers.
//!
//! Which round moved is told by NOTIFY: of its own steps by its table, of pledges by the server that took
//! them, together and after their commits, since transactions that NOTIFY commit one after the other. A
//! reader of a round holds an [`Ear`]; what it hears is only that there is something new to ask for.
//! Hundreds of pledges in a second are one such event. All who then ask get the round that the first of them
//! read ([`lately`]), until it moves again.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::ids::{OrderId, RoundId};
use time::OffsetDateTime;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, broadcast, mpsc};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::shown::{RoundShown, shown};
use crate::Desk;
use crate::changes::Change;
use crate::trouble::{Result, Trouble};

/// Readers that one server follows a round with; who comes after them loads the page again by hand.
/// Each costs a connection, and some kilobytes.
pub const MOST_EARS: usize = 2000;
/// Of these, how many come from one address. Carriers and village halls put many phones behind one.
pub const MOST_OF_ONE: usize = 200;
/// How long a round is shown as it was read, when nobody says that it moved.
const FRESH: time::Duration = time::Duration::seconds(2);
/// Rounds that are kept so; who asks for more of them starts anew.
const MOST_ROUNDS: usize = 1000;
/// At most one event of a round in this time.
const PAUSE: Duration = Duration::from_millis(500);
/// Events that a reader may lag behind; one that missed some asks anew, whichever they were.
const KEPT: usize = 256;

/// What a server's readers hear by. It is part of the desk.
pub struct Live {
    /// `None`: any round may have moved.
    moved: broadcast::Sender<Option<RoundId>>,
    places: Arc<Semaphore>,
    /// How many of the places each address has.
    callers: Arc<Mutex<HashMap<String, usize>>>,
    /// What was read of rounds lately. A round that moved gets another place, so that what was read before
    /// is not found any more, though its reading may end later.
    rounds: Mutex<HashMap<RoundId, Arc<Kept>>>,
    /// The server ends, and with it every ear.
    closed: CancellationToken,
    /// Rounds with new pledges, of which the other servers do not know yet.
    untold: Mutex<BTreeSet<RoundId>>,
    wake: Notify,
}

/// Held while it is read: whoever comes meanwhile waits, and gets the same.
type Kept = tokio::sync::Mutex<Option<(OffsetDateTime, RoundShown)>>;

impl Default for Live {
    fn default() -> Self {
        let (moved, _) = broadcast::channel(KEPT);
        let places = Arc::new(Semaphore::new(MOST_EARS));
        Self {
            moved,
            places,
            callers: Arc::default(),
            rounds: Mutex::default(),
            closed: CancellationToken::new(),
            untold: Mutex::default(),
            wake: Notify::new(),
        }
    }
}

impl Live {
    /// An ear for one round, which gives its place back when it is dropped; `None` when all are taken, or all
    /// that one address may have.
    pub fn ear(&self, round: RoundId, address: &str) -> Option<Ear> {
        let caller = Caller::of(&self.callers, address)?;
        let place = self.places.clone().try_acquire_owned().ok()?;
        Some(Ear { round, moved: self.moved.subscribe(), closed: self.closed.clone(), _place: place, _caller: caller })
    }

    /// The same for an order at a shop: ids are of one kind, whatever they name, and an order's pages are few.
    pub fn ear_of_order(&self, order: OrderId, address: &str) -> Option<Ear> {
        self.ear(RoundId(order.0), address)
    }

    fn kept(&self, round: RoundId) -> Arc<Kept> {
        let mut rounds = self.rounds.lock().unwrap_or_else(PoisonError::into_inner);
        if rounds.len() >= MOST_ROUNDS && !rounds.contains_key(&round) {
            rounds.clear();
        }
        Arc::clone(rounds.entry(round).or_default())
    }

    fn forget(&self, round: Option<RoundId>) {
        let mut rounds = self.rounds.lock().unwrap_or_else(PoisonError::into_inner);
        match round {
            Some(round) => drop(rounds.remove(&round)),
            None => rounds.clear(),
        }
    }

    /// How many more would find a place.
    pub fn places(&self) -> usize {
        self.places.available_permits()
    }

    /// Something was pledged here; everyone is told in a moment.
    pub(crate) fn moved(&self, round: RoundId) {
        self.forget(Some(round));
        self.untold.lock().unwrap_or_else(PoisonError::into_inner).insert(round);
        self.wake.notify_one();
    }

    fn take_untold(&self) -> Vec<Uuid> {
        let untold = std::mem::take(&mut *self.untold.lock().unwrap_or_else(PoisonError::into_inner));
        untold.into_iter().map(|round| round.0).collect()
    }

    fn tell(&self, round: Option<RoundId>) {
        self.forget(round);
        // Nobody listening is no fault.
        let _ = self.moved.send(round);
    }
}

/// One of the places that an address has.
struct Caller {
    all: Arc<Mutex<HashMap<String, usize>>>,
    address: String,
}

impl Caller {
    fn of(all: &Arc<Mutex<HashMap<String, usize>>>, address: &str) -> Option<Self> {
        let mut callers = all.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = callers.entry(address.to_owned()).or_default();
        if *taken >= MOST_OF_ONE {
            return None;
        }
        *taken += 1;
        Some(Self { all: Arc::clone(all), address: address.to_owned() })
    }
}

impl Drop for Caller {
    fn drop(&mut self) {
        let mut callers = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = callers.get_mut(&self.address) {
            *taken -= 1;
            if *taken == 0 {
                callers.remove(&self.address);
            }
        }
    }
}

/// A round as everyone sees it, as it was read within the last moment: for those who ask because it moved,
/// all at once. Who comes with a page of its own reads it anew ([`shown`]).
///
/// # Errors
/// When the database does not answer.
pub async fn lately(desk: &Desk, id: RoundId) -> Result<Option<RoundShown>> {
    let place = desk.live().kept(id);
    let mut kept = place.lock().await;
    if let Some((at, round)) = &*kept
        && (time::Duration::ZERO..FRESH).contains(&(desk.now() - *at))
    {
        return Ok(Some(round.clone()));
    }
    let now = desk.now();
    let round = shown(desk, id).await?;
    *kept = round.clone().map(|round| (now, round));
    Ok(round)
}

/// Hears of one round.
pub struct Ear {
    round: RoundId,
    moved: broadcast::Receiver<Option<RoundId>>,
    closed: CancellationToken,
    _place: OwnedSemaphorePermit,
    _caller: Caller,
}

impl Ear {
    /// Waits until the round has moved; false when the server ends.
    pub async fn moved(&mut self) -> bool {
        loop {
            let heard = tokio::select! {
                biased;
                heard = self.moved.recv() => heard,
                () = self.closed.cancelled() => return false,
            };
            match heard {
                Ok(Some(round)) if round != self.round => {}
                Ok(_) | Err(RecvError::Lagged(_)) => return true,
                Err(RecvError::Closed) => return false,
            }
        }
    }
}

/// Follows the rounds, and orders at shops, until `stop`, for the ears of this desk and for `tell`, which keeps pages;
/// reconnects by itself. Ends all ears.
pub async fn listen(desk: Desk, stop: CancellationToken, tell: impl Fn(Change) + Send + Sync) {
    let live = desk.live();
    let say = |round: Option<RoundId>| {
        tell(round.map_or(Change::Anything, |round| Change::Of(round.0)));
        live.tell(round);
    };
    while !stop.is_cancelled() {
        let listening = async {
            if let Err(trouble) = follow(&desk, &say).await {
                tracing::warn!(error = &trouble as &dyn std::error::Error, "lost the channel of rounds");
            }
            say(None);
            tokio::time::sleep(Duration::from_secs(1)).await;
        };
        tokio::select! {
            () = listening => {}
            () = stop.cancelled() => {}
        }
    }
    live.closed.cancel();
}

async fn follow(desk: &Desk, say: &(impl Fn(Option<RoundId>) + Sync)) -> Result<()> {
    let mut listener = desk.listener().await?;
    listener.listen_all(["guyub_round", "guyub_order"]).await?;
    // Whatever moved before the first LISTEN was not heard.
    say(None);
    let (heard, hears) = mpsc::unbounded_channel();
    let hear = async {
        while let Some(told) = listener.try_recv().await? {
            if let Ok(round) = told.payload().parse::<RoundId>() {
                // The other half lives as long as this one.
                let _ = heard.send(round);
            }
        }
        Ok::<(), Trouble>(())
    };
    tokio::select! {
        ended = hear => ended,
        () = pass_on(hears, say) => Ok(()),
        ended = tell_of_pledges(desk) => ended,
    }
}

/// Tells all servers, this one too, of what was pledged here.
async fn tell_of_pledges(desk: &Desk) -> Result<()> {
    let live = desk.live();
    loop {
        live.wake.notified().await;
        let moved = live.take_untold();
        if !moved.is_empty() {
            sqlx::query_scalar!(
                r#"select count(pg_notify('guyub_round', id::text)) as "told!" from unnest($1::uuid[]) as t(id)"#,
                &moved
            )
            .fetch_one(desk.db())
            .await?;
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// The first event at once, what follows it together after a pause.
async fn pass_on(mut heard: mpsc::UnboundedReceiver<RoundId>, say: &(impl Fn(Option<RoundId>) + Sync)) {
    while let Some(first) = heard.recv().await {
        let mut moved = BTreeSet::from([first]);
        while let Ok(next) = heard.try_recv() {
            moved.insert(next);
        }
        for round in moved {
            say(Some(round));
        }
        tokio::time::sleep(PAUSE).await;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::ids;

    #[tokio::test]
    async fn many_pledges_are_one_event() {
        let (one, two): (RoundId, RoundId) = (ids::fresh(), ids::fresh());
        let said = Mutex::new(Vec::new());
        let say = |round: Option<RoundId>| said.lock().expect("no panic").push(round);
        let (tell, heard) = mpsc::unbounded_channel();
        for round in std::iter::repeat_n(one, 100).chain([two]) {
            tell.send(round).expect("somebody hears");
        }
        drop(tell);
        pass_on(heard, &say).await;
        assert_eq!(*said.lock().expect("no panic"), [Some(one), Some(two)]);
    }

    #[tokio::test]
    async fn an_ear_hears_of_its_own_round_and_gives_its_place_back() {
        let live = Live::default();
        let (one, two): (RoundId, RoundId) = (ids::fresh(), ids::fresh());
        let mut ear = live.ear(one, "here").expect("a place");
        assert_eq!(live.places(), MOST_EARS - 1);
        live.tell(Some(two));
        live.tell(Some(one));
        live.closed.cancel();
        // Of the other round it says nothing; what came before the end is said before it.
        assert!(ear.moved().await);
        assert!(!ear.moved().await);
        drop(ear);
        assert_eq!(live.places(), MOST_EARS);
    }

    #[tokio::test]
    async fn the_places_are_counted() {
        let live = Live::default();
        let round: RoundId = ids::fresh();
        let of_one: Vec<Ear> = std::iter::from_fn(|| live.ear(round, "here")).collect();
        assert_eq!((of_one.len(), live.places()), (MOST_OF_ONE, MOST_EARS - MOST_OF_ONE));
        let callers = MOST_EARS / MOST_OF_ONE;
        let others = (1..callers).flat_map(|nth| std::iter::repeat_n(nth, MOST_OF_ONE));
        let ears: Vec<Ear> = others.filter_map(|nth| live.ear(round, &nth.to_string())).collect();
        assert_eq!((ears.len(), live.places()), (MOST_EARS - MOST_OF_ONE, 0));
        drop(of_one);
        assert!(live.ear(round, "here").is_some(), "given back");
        drop(ears);
        assert!(live.callers.lock().expect("no panic").is_empty(), "nothing is kept of who was here");
    }

    #[tokio::test]
    async fn who_lags_behind_asks_anew() {
        let live = Live::default();
        let mut ear = live.ear(ids::fresh(), "here").expect("a place");
        for _ in 0..KEPT * 2 {
            live.tell(Some(ids::fresh()));
        }
        assert!(ear.moved().await);
    }
}
