//! Koperasi: their public page, their members, their officers.

mod due;
mod figures;
mod membership;
mod offices;
mod register;
mod shown;
#[cfg(test)]
mod tests;

pub use due::{Due, due};
pub use figures::{DistrictFigures, figures};
pub use membership::{
    AddError, ApplyError, DecideError, MemberRow, Members, Waiting, add_in_person, admit, apply, decline, leave, member_name,
    members, waiting,
};
pub use offices::{AppointError, EndError, OfficeRow, appoint, end_office, offices};
pub use register::{Pending, RegisterError, change, decide, details, pending, register};
pub use shown::{District, KoperasiRow, KoperasiShown, MyPlace, ShopRow, directory, districts, largest, my_place, shops, shown};
