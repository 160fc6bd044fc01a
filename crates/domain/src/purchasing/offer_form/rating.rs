//! What a koperasi found of a supplier once a round was settled.

use serde::Serialize;

use crate::form::{FieldErrors, Inputs, Invalid};
use crate::text::Paragraphs;

/// `/pengurus/{koperasi}/pembelian/{id}/nilai`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rating {
    pub on_time: bool,
    pub right_quantity: bool,
    /// From 1, poor, to 5, very good.
    pub quality: i16,
    /// For the own koperasi's officers.
    pub note: Option<Paragraphs<500>>,
}

impl Rating {
    pub const BEST: i16 = 5;
    /// Characters of a note.
    pub const NOTE: usize = 500;

    /// Reads `tepat_waktu` and `jumlah_pas` (`ya` or `tidak`), `mutu` (1 to 5), `catatan`.
    ///
    /// # Errors
    /// Every field that was refused.
    pub fn parse(i: &Inputs) -> Result<Self, FieldErrors> {
        let mut p = i.parser();
        let on_time = p.take("tepat_waktu", yes_or_no);
        let right_quantity = p.take("jumlah_pas", yes_or_no);
        let quality = p.take("mutu", |text| match text.trim() {
            "" => Err(Invalid::Required),
            text => text.parse::<i16>().ok().filter(|n| (1..=Self::BEST).contains(n)).ok_or(Invalid::UnknownChoice),
        });
        let note = p.take_optional("catatan", Paragraphs::parse);
        p.finish(|| Some(Self { on_time: on_time?, right_quantity: right_quantity?, quality: quality?, note: note? }))
    }
}

fn yes_or_no(text: &str) -> Result<bool, Invalid> {
    match text.trim() {
        "" => Err(Invalid::Required),
        "ya" => Ok(true),
        "tidak" => Ok(false),
        _ => Err(Invalid::UnknownChoice),
    }
}
