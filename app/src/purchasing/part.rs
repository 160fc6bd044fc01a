//! Who reads a round's page: nobody known, a stranger to its koperasi, or a member with a part in it.

use domain::access::Member;
use domain::form::{FieldErrors, Inputs};
use domain::purchasing::Pledge;
use engine::ledger::Credit;
use engine::purchasing::shown::{MyPart, RoundShown, my_credit, my_parts};

use crate::house::{Filled, PageError, Reader};

/// The reader before this round.
pub(super) enum Seat {
    SignedOut,
    /// Signed in, but no member of a koperasi that takes part.
    Stranger,
    Member(Box<Membership>),
}

/// The membership by which the reader takes part.
pub(super) struct Membership {
    /// One for each koperasi; never empty.
    parts: Vec<MyPart>,
    chosen: usize,
    /// Only while pledges are taken.
    pub credit: Option<Credit>,
}

impl Membership {
    pub fn part(&self) -> &MyPart {
        &self.parts[self.chosen]
    }

    pub fn parts(&self) -> &[MyPart] {
        &self.parts
    }
}

impl Seat {
    /// `koperasi` is the slug that the page was asked with; without one, or with one that is not theirs,
    /// it is the first part: the one with a pledge.
    pub async fn of(reader: &Reader, round: &RoundShown, koperasi: &str) -> Result<Self, PageError> {
        let parts = parts(reader, round).await?;
        let Some(standing) = reader.standing() else { return Ok(Self::SignedOut) };
        if parts.is_empty() {
            return Ok(Self::Stranger);
        }
        let chosen = parts.iter().position(|part| part.slug == koperasi).unwrap_or(0);
        let credit = if round.collects(reader.now()) {
            let member = standing.member(parts[chosen].koperasi)?;
            Some(my_credit(&reader.site.desk, &member, round.id).await?)
        } else {
            None
        };
        Ok(Self::Member(Box::new(Membership { parts, chosen, credit })))
    }

    pub fn membership(&self) -> Option<&Membership> {
        match self {
            Self::Member(membership) => Some(membership),
            _ => None,
        }
    }
}

/// The reader's parts in a round; none for who is not signed in or belongs to no koperasi.
async fn parts(reader: &Reader, round: &RoundShown) -> Result<Vec<MyPart>, PageError> {
    match reader.standing().filter(|standing| !standing.memberships.is_empty()) {
        Some(standing) => Ok(my_parts(&reader.site.desk, &standing.person(), round.id).await?),
        None => Ok(Vec::new()),
    }
}

/// Why nobody can act for the reader here.
pub(super) enum NoMember {
    /// No koperasi of theirs takes part.
    Stranger,
    /// The one that was chosen is none of them.
    Refused(FieldErrors),
}

/// As whom a form is sent: a member of the koperasi it names, or of the first.
pub(super) async fn acting(reader: &Reader, round: &RoundShown, koperasi: &str) -> Result<Result<Member, NoMember>, PageError> {
    let parts = parts(reader, round).await?;
    let Some(first) = parts.first() else { return Ok(Err(NoMember::Stranger)) };
    let part = match koperasi {
        "" => Some(first),
        slug => parts.iter().find(|part| part.slug == slug),
    };
    let (Some(part), Some(standing)) = (part, reader.standing()) else {
        let errors = FieldErrors::of("koperasi", domain::form::Invalid::UnknownChoice);
        return Ok(Err(NoMember::Refused(errors)));
    };
    Ok(Ok(standing.member(part.koperasi)?))
}

/// What the form starts with: the pledge that is there, or one step, and over it what the address says
/// (without scripts figures are computed by loading the page anew).
pub(super) fn begun(round: &RoundShown, seat: &Seat, asked: &Inputs) -> Filled {
    let Some(membership) = seat.membership() else { return Filled::empty() };
    let part = membership.part();
    let (quantity, tolerance) = match part.pledge {
        Some(pledge) => (pledge.quantity, pledge.tolerance),
        None => (round.terms.step, domain::quantity::Quantity::ZERO),
    };
    let mut inputs = Inputs::default().with("jumlah", quantity).with("toleransi", tolerance).with("koperasi", &part.slug);
    for name in ["jumlah", "toleransi"].into_iter().filter(|name| asked.has(name)) {
        inputs = inputs.with(name, asked.one(name));
    }
    let errors = if asked.has("jumlah") { Pledge::parse(&inputs, round.terms.step).err() } else { None };
    Filled::refused(inputs, errors.unwrap_or_default())
}
