use serde::{Deserialize, Serialize};

use crate::form::Invalid;

/// What an office is for. The names are those of UU 25/1992 art. 29–40: pengurus run the koperasi
/// (and may appoint a manajer, art. 32), pengawas oversee it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Duty {
    Chair,
    Secretary,
    Treasurer,
    Manager,
    Supervisor,
}

impl Duty {
    pub const ALL: [Self; 5] = [Self::Chair, Self::Secretary, Self::Treasurer, Self::Manager, Self::Supervisor];

    /// As stored, and as sent by forms.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Chair => "ketua",
            Self::Secretary => "sekretaris",
            Self::Treasurer => "bendahara",
            Self::Manager => "manajer",
            Self::Supervisor => "pengawas",
        }
    }

    /// # Errors
    /// [`Invalid::Required`] or [`Invalid::UnknownChoice`].
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        match text.trim() {
            "" => Err(Invalid::Required),
            code => Self::ALL.into_iter().find(|d| d.code() == code).ok_or(Invalid::UnknownChoice),
        }
    }
}
