//! Who may do what: permission is a value, and only this module can make one.
//!
//! `engine` loads a person's [`Standing`] (facts, nothing decided); the functions here turn it into
//! the value that a use case asks for. A use case that takes `&Officer` cannot be called for
//! somebody who is none, so no handler can forget to ask.
//!
//! | value | who | may |
//! |---|---|---|
//! | [`Person`] | anyone signed in | their own account, applications |
//! | [`Member`] | admitted by a koperasi | what the koperasi offers its members |
//! | [`Keeper`] | owner of a business, or an officer of its koperasi on the owner's behalf | business, permits, products |
//! | [`Officer`] | holds a duty in a running term | run the koperasi |
//! | [`Treasurer`] | an officer with the money duty (bendahara) | deposits, payments, limits, bank accounts |
//! | [`Overseer`] | officer or supervisor (pengawas) | read everything of the koperasi |
//! | [`Verifier`] | staff of the regency's office, or an operator | verify koperasi and permits |
//! | [`Operator`] | runs this installation | categories, mails, failed jobs |

mod duty;

pub use duty::Duty;

use time::Date;

use crate::ids::{AccountId, BusinessId, KoperasiId, MembershipId};
use crate::slug::Slug;

/// What is known of a person when a request comes in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub account: AccountId,
    pub name: String,
    pub operator: bool,
    /// Codes of the regencies whose office this person works for, such as `33.25`.
    pub regencies: Vec<String>,
    pub offices: Vec<Office>,
    pub memberships: Vec<Belonging>,
    pub businesses: Vec<Ownership>,
    /// Notices that this person has not read; a hundred stands for all that are more.
    pub unread: u64,
    /// Products in this person's cart.
    pub cart: u64,
}

/// A term of office that has not been ended; it may lie in the past or the future.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub koperasi: KoperasiRef,
    pub duty: Duty,
    pub from: Date,
    /// The last day of the term.
    pub until: Date,
}

impl Office {
    /// Both ends belong to the term.
    pub fn runs_on(&self, today: Date) -> bool {
        self.from <= today && today <= self.until
    }
}

/// An admitted membership.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    pub koperasi: KoperasiRef,
    pub membership: MembershipId,
    pub number: i32,
}

/// A business of this person's own that is not archived.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ownership {
    pub business: BusinessId,
    pub slug: Slug,
    pub name: String,
    pub koperasi: Option<KoperasiId>,
}

/// A koperasi as far as permission and navigation need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KoperasiRef {
    pub id: KoperasiId,
    pub slug: Slug,
    pub name: String,
}

/// A business as far as permission needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BusinessRef {
    pub id: BusinessId,
    pub owner: AccountId,
    pub koperasi: Option<KoperasiId>,
}

/// Why not, as far as the asker may know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// Nobody is signed in.
    #[error("not signed in")]
    SignIn,
    /// A stranger is not even told that the thing exists.
    #[error("hidden from strangers")]
    Hidden,
    /// Somebody who belongs there, but may not do this.
    #[error("not permitted")]
    Forbidden,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    account: AccountId,
    name: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    account: AccountId,
    koperasi: KoperasiRef,
    membership: MembershipId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    account: AccountId,
    koperasi: KoperasiRef,
    duties: Vec<Duty>,
}

/// The officer who has the money duty. Whoever else is to have it is appointed bendahara as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treasurer {
    officer: Officer,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overseer {
    account: AccountId,
    koperasi: KoperasiRef,
    officer: Option<Officer>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keeper {
    account: AccountId,
    business: BusinessRef,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verifier {
    account: AccountId,
    /// `None`: an operator, who may verify everywhere.
    regencies: Option<Vec<String>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operator {
    account: AccountId,
}

impl Standing {
    pub fn person(&self) -> Person {
        Person { account: self.account, name: self.name.clone() }
    }

    /// # Errors
    /// [`Denied::Forbidden`]: what is for members is no secret, but not for everyone.
    pub fn member(&self, koperasi: KoperasiId) -> Result<Member, Denied> {
        let belonging = self.memberships.iter().find(|m| m.koperasi.id == koperasi).ok_or(Denied::Forbidden)?;
        Ok(Member { account: self.account, koperasi: belonging.koperasi.clone(), membership: belonging.membership })
    }

    /// # Errors
    /// [`Denied::Forbidden`] for its members, supervisors and officers whose term is over or still
    /// to come; [`Denied::Hidden`] for everyone else.
    pub fn officer(&self, koperasi: KoperasiId, today: Date) -> Result<Officer, Denied> {
        let running: Vec<&Office> = self.running(koperasi, today).filter(|o| o.duty != Duty::Supervisor).collect();
        match running.first() {
            Some(office) => Ok(Officer {
                account: self.account,
                koperasi: office.koperasi.clone(),
                duties: running.iter().map(|o| o.duty).collect(),
            }),
            None => Err(self.told_of(koperasi)),
        }
    }

    /// # Errors
    /// As [`Standing::officer`], and [`Denied::Forbidden`] for officers without the money duty.
    pub fn treasurer(&self, koperasi: KoperasiId, today: Date) -> Result<Treasurer, Denied> {
        self.officer(koperasi, today)?.treasurer()
    }

    /// Officers and supervisors, who read everything of their koperasi.
    ///
    /// # Errors
    /// As [`Standing::officer`].
    pub fn overseer(&self, koperasi: KoperasiId, today: Date) -> Result<Overseer, Denied> {
        let office = self.running(koperasi, today).next().ok_or_else(|| self.told_of(koperasi))?;
        Ok(Overseer { account: self.account, koperasi: office.koperasi.clone(), officer: self.officer(koperasi, today).ok() })
    }

    /// The owner, or an officer of the koperasi that vouches for the business.
    ///
    /// # Errors
    /// [`Denied::Forbidden`] for members of that koperasi, [`Denied::Hidden`] for others.
    pub fn keeper(&self, business: BusinessRef, today: Date) -> Result<Keeper, Denied> {
        let keeper = Keeper { account: self.account, business };
        if business.owner == self.account {
            return Ok(keeper);
        }
        let koperasi = business.koperasi.ok_or(Denied::Hidden)?;
        self.officer(koperasi, today).map(|_| keeper)
    }

    /// # Errors
    /// [`Denied::Hidden`]
    pub fn verifier(&self) -> Result<Verifier, Denied> {
        let regencies = match (self.operator, self.regencies.is_empty()) {
            (true, _) => None,
            (false, false) => Some(self.regencies.clone()),
            (false, true) => return Err(Denied::Hidden),
        };
        Ok(Verifier { account: self.account, regencies })
    }

    /// # Errors
    /// [`Denied::Hidden`]
    pub fn as_operator(&self) -> Result<Operator, Denied> {
        if self.operator { Ok(Operator { account: self.account }) } else { Err(Denied::Hidden) }
    }

    fn running(&self, koperasi: KoperasiId, today: Date) -> impl Iterator<Item = &Office> {
        self.offices.iter().filter(move |o| o.koperasi.id == koperasi && o.runs_on(today))
    }

    fn told_of(&self, koperasi: KoperasiId) -> Denied {
        let belongs =
            self.memberships.iter().any(|m| m.koperasi.id == koperasi) || self.offices.iter().any(|o| o.koperasi.id == koperasi);
        if belongs { Denied::Forbidden } else { Denied::Hidden }
    }
}

impl Person {
    pub fn account(&self) -> AccountId {
        self.account
    }
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Member {
    pub fn account(&self) -> AccountId {
        self.account
    }
    pub fn koperasi(&self) -> &KoperasiRef {
        &self.koperasi
    }
    pub fn membership(&self) -> MembershipId {
        self.membership
    }
}

impl Officer {
    pub fn account(&self) -> AccountId {
        self.account
    }
    pub fn koperasi(&self) -> &KoperasiRef {
        &self.koperasi
    }
    pub fn duties(&self) -> &[Duty] {
        &self.duties
    }

    /// # Errors
    /// [`Denied::Forbidden`] without the money duty.
    pub fn treasurer(&self) -> Result<Treasurer, Denied> {
        if self.duties.contains(&Duty::Treasurer) { Ok(Treasurer { officer: self.clone() }) } else { Err(Denied::Forbidden) }
    }

    /// An officer may list goods and keep the business of a member of the own koperasi.
    ///
    /// # Errors
    /// [`Denied::Hidden`] when another koperasi, or none, vouches for it.
    pub fn keeper(&self, business: BusinessRef) -> Result<Keeper, Denied> {
        if business.koperasi == Some(self.koperasi.id) {
            Ok(Keeper { account: self.account, business })
        } else {
            Err(Denied::Hidden)
        }
    }
}

impl Treasurer {
    pub fn account(&self) -> AccountId {
        self.officer.account
    }
    pub fn koperasi(&self) -> &KoperasiRef {
        &self.officer.koperasi
    }
    pub fn officer(&self) -> &Officer {
        &self.officer
    }
}

impl Overseer {
    pub fn account(&self) -> AccountId {
        self.account
    }
    pub fn koperasi(&self) -> &KoperasiRef {
        &self.koperasi
    }
    /// `None` for a supervisor, whose pages show no buttons.
    pub fn officer(&self) -> Option<&Officer> {
        self.officer.as_ref()
    }
}

impl Keeper {
    /// Who acts: the owner, or the officer on the owner's behalf.
    pub fn account(&self) -> AccountId {
        self.account
    }
    pub fn business(&self) -> BusinessId {
        self.business.id
    }
    pub fn owner(&self) -> AccountId {
        self.business.owner
    }
    pub fn koperasi(&self) -> Option<KoperasiId> {
        self.business.koperasi
    }
    /// True when an officer acts for the owner, which is recorded as such.
    pub fn on_behalf(&self) -> bool {
        self.account != self.business.owner
    }
}

impl Verifier {
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// The regencies to which lists are narrowed; `None` is all.
    pub fn regencies(&self) -> Option<&[String]> {
        self.regencies.as_deref()
    }

    /// # Errors
    /// [`Denied::Hidden`] outside the own regency.
    pub fn covers(&self, regency: &str) -> Result<(), Denied> {
        match &self.regencies {
            Some(own) if !own.iter().any(|r| r == regency) => Err(Denied::Hidden),
            _ => Ok(()),
        }
    }
}

impl Operator {
    pub fn account(&self) -> AccountId {
        self.account
    }
}

#[cfg(test)]
mod tests;
