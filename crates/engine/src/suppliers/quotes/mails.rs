//! What suppliers are written. They have no account, so nobody knows their language: Indonesian first,
//! a line of English below.

use domain::dates::day_and_time;
use domain::lang::Lang;
use domain::quantity::{Quantity, SaleUnit};
use time::OffsetDateTime;

use crate::mail::Mail;

/// What is asked for.
pub(super) struct Asked {
    pub material: String,
    pub unit: SaleUnit,
    pub demand: Quantity,
    pub answer_until: OffsetDateTime,
}

pub(super) fn asked(to: &str, koperasi: &str, asked: &Asked, link: &str) -> Mail {
    let Asked { material, unit, demand, answer_until } = asked;
    let (until, amount) = (day_and_time(*answer_until, Lang::Id), demand.text(Lang::Id));
    Mail {
        to: to.to_owned(),
        subject: format!("{koperasi} meminta harga {material}"),
        body: format!(
            "{koperasi} ingin membeli {material}, kira-kira {amount} {unit}.\n\n\
             Tulis harga Anda lewat tautan ini, tanpa akun, sampai {until}:\n{link}\n\n\
             Tautan ini hanya untuk Anda dan dipakai satu kali.\n\n\
             {koperasi} asks for your price. The link above is yours alone and needs no account.\n"
        ),
    }
}

/// How a request ended for one of those who were asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Accepted,
    /// Another offer was taken, or none.
    NotTaken,
}

pub(super) fn ended(to: &str, koperasi: &str, material: &str, how: Ended) -> Mail {
    let (subject, body) = match how {
        Ended::Accepted => (
            format!("{koperasi} menerima penawaran {material} Anda"),
            format!(
                "Penawaran {material} Anda diterima {koperasi}. Terima kasih. Ini belum pesanan: pesanan pembelian menyusul \
                 setelah anggota koperasi selesai memesan.\n\n{koperasi} has accepted your offer. An order will follow.\n"
            ),
        ),
        Ended::NotTaken => (
            format!("Permintaan harga {material} dari {koperasi} selesai"),
            format!(
                "{koperasi} sudah menutup permintaan harga {material}. Penawaran Anda kali ini belum dipakai. Terima kasih atas \
                 waktu Anda.\n\n{koperasi} has closed its request. Your offer was not taken this time. Thank you.\n"
            ),
        ),
    };
    Mail { to: to.to_owned(), subject, body }
}
