//! Belonging to a koperasi: open and voluntary (UU 25/1992 art. 5), so anyone may apply and leave,
//! and a refusal has to give its reason.

use crate::form::{FieldErrors, Inputs};
use crate::people::PersonName;
use crate::phone::Phone;
use crate::text::Paragraphs;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Membership {
    Applied,
    /// An officer has asked; the person answers.
    Invited,
    Admitted,
    Declined,
    Left,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// By an officer: takes an applicant in.
    Admit,
    /// By an officer: sends an applicant away, with a reason.
    Decline,
    /// By an officer: takes an invitation back.
    Withdraw,
    /// By the person: says yes to an invitation. No officer can, or they could make anybody with a
    /// phone number a member.
    Accept,
    /// By the person: takes an application back, says no to an invitation, or leaves.
    Leave,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{step:?} is not possible from {from:?}")]
pub struct IllegalStep {
    pub from: Membership,
    pub step: Step,
}

impl Membership {
    pub const ALL: [Self; 5] = [Self::Applied, Self::Invited, Self::Admitted, Self::Declined, Self::Left];

    /// The only way from one state to another.
    ///
    /// # Errors
    /// [`IllegalStep`]; also when the state is reached already, so that a second officer sees that
    /// somebody was quicker.
    pub fn after(self, step: Step) -> Result<Self, IllegalStep> {
        match (self, step) {
            (Self::Applied, Step::Admit) | (Self::Invited, Step::Accept) => Ok(Self::Admitted),
            (Self::Applied, Step::Decline | Step::Leave) | (Self::Invited, Step::Withdraw | Step::Leave) => Ok(Self::Declined),
            (Self::Admitted, Step::Leave) => Ok(Self::Left),
            (from, step) => Err(IllegalStep { from, step }),
        }
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Invited => "invited",
            Self::Admitted => "admitted",
            Self::Declined => "declined",
            Self::Left => "left",
        }
    }

    /// As stored; `None` for anything that is no state.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|m| m.code() == code)
    }
}

/// `/koperasi/{slug}/gabung`: why somebody wants to join, in their own words or none.
#[derive(Debug, Clone)]
pub struct Application {
    pub reason: Option<Paragraphs<500>>,
}

impl Application {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let reason = p.take_optional("alasan", Paragraphs::parse);
        p.finish(|| Some(Self { reason: reason? }))
    }
}

/// Why an application is declined; the person reads it.
#[derive(Debug, Clone)]
pub struct Declined {
    pub reason: Paragraphs<500>,
}

impl Declined {
    /// # Errors
    /// The reason, when there is none.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let reason = p.take("alasan", Paragraphs::parse);
        p.finish(|| Some(Self { reason: reason? }))
    }
}

/// Somebody whom an officer adds, face to face.
#[derive(Debug, Clone)]
pub struct InPerson {
    pub name: PersonName,
    pub phone: Phone,
}

impl InPerson {
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let name = p.take("nama", PersonName::parse);
        let phone = p.take("telepon", Phone::parse_mobile);
        p.finish(|| Some(Self { name: name?, phone: phone? }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_from_every_state() {
        use Membership::{Admitted, Applied, Declined, Invited, Left};
        use Step::{Accept, Admit, Decline, Leave, Withdraw};
        for from in Membership::ALL {
            for step in [Admit, Decline, Withdraw, Accept, Leave] {
                let expected = match (from, step) {
                    (Applied, Admit) | (Invited, Accept) => Ok(Admitted),
                    (Applied, Decline | Leave) | (Invited, Withdraw | Leave) => Ok(Declined),
                    (Admitted, Leave) => Ok(Left),
                    _ => Err(IllegalStep { from, step }),
                };
                assert_eq!(from.after(step), expected, "{from:?} {step:?}");
            }
            assert_eq!(Membership::from_code(from.code()), Some(from));
        }
    }

    #[test]
    fn a_reason_is_optional_to_apply_and_needed_to_decline() {
        assert!(Application::parse(&Inputs::default()).is_ok_and(|a| a.reason.is_none()));
        assert!(Declined::parse(&Inputs::default().with("alasan", "  ")).is_err());
    }
}
