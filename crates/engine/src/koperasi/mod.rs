//! Koperasi: their public page, their members, their officers.

mod due;
mod figures;
mod invitation;
mod members;
mod membership;
mod offices;
mod register;
mod shops;
mod shown;
#[cfg(test)]
mod tests;
mod verification;

pub use due::{Due, due};
pub use figures::{DistrictFigures, figures};
pub use invitation::{AcceptError, AddError, Added, Invitation, accept, add_in_person, invitations, turn_down, withdraw};
pub use members::{Invited, MemberRow, Members, Waiting, application, invited, member_name, members, waiting};
pub use membership::{ApplyError, DecideError, LeaveError, admit, apply, decline, leave};
pub(crate) use membership::{lock, part};
pub use offices::{AppointError, EndError, OfficeRow, appoint, appoint_for, end_office, offices, offices_for_verifier};
pub use register::{DetailsRow, ProfileError, RegisterError, change, details, register};
pub use shops::{KeptShop, Need, kept_shops};
pub use shown::{District, KoperasiRow, KoperasiShown, MyPlace, ShopRow, directory, districts, largest, my_place, shops, shown};
pub use verification::{
    CorrectError, Decided, Known, Pending, RegisterRow, Wanted, correct, decide, identity, known, pending, pending_count,
};

/// One page of a list, and how many there are in all.
#[derive(Debug, Clone)]
pub struct Listed<T> {
    pub rows: Vec<T>,
    pub total: i64,
}
