//! What journals are, in words.

use crate::lang::Lang;

/// The kinds of journals, in the order in which they are offered for choice.
pub const KINDS: [&str; 16] = [
    "deposit_in",
    "deposit_out",
    "member_paid",
    "deposit_used",
    "goods_received",
    "settlement",
    "deposit_applied",
    "supplier_paid",
    "koperasi_paid",
    "koperasi_got",
    "charge_note",
    "supplier_note",
    "koperasi_note",
    "write_off",
    "manual",
    "correction",
];

/// A kind of journal as people read it.
pub fn kind_name(kind: &str, lang: Lang) -> &'static str {
    let (id, en) = match kind {
        "deposit_in" => ("Titipan masuk", "Deposit paid in"),
        "deposit_out" => ("Titipan keluar", "Deposit paid back"),
        "member_paid" => ("Pembayaran anggota", "Payment of a member"),
        "deposit_used" => ("Titipan dipakai", "Deposit used"),
        "goods_received" => ("Barang datang", "Goods received"),
        "settlement" => ("Penyelesaian", "Settlement"),
        "deposit_applied" => ("Titipan dipotong", "Deposit applied"),
        "supplier_paid" => ("Pemasok dibayar", "Supplier paid"),
        "koperasi_paid" => ("Koperasi lain dibayar", "Another koperasi paid"),
        "koperasi_got" => ("Diterima dari koperasi lain", "Received from another koperasi"),
        "charge_note" => ("Nota koreksi", "Correction note"),
        "supplier_note" => ("Nota koreksi pemasok", "Supplier’s correction note"),
        "koperasi_note" => ("Nota koreksi koperasi", "Koperasi’s correction note"),
        "write_off" => ("Penghapusan", "Write-off"),
        "manual" => ("Jurnal manual", "Entry by hand"),
        "correction" => ("Koreksi", "Correction"),
        // Of a newer version on another server.
        _ => ("Lain-lain", "Other"),
    };
    lang.pick(id, en)
}

/// What a memo tells beyond the name of its kind: the round, the treasurer's note, the reason. Beside the
/// kind the rest of it would say the same again.
pub fn beyond<'a>(kind: &str, memo: &'a str) -> Option<&'a str> {
    match kind {
        "correction" => Some(memo.strip_prefix("Koreksi ").unwrap_or(memo)),
        "charge_note" => Some(memo.strip_prefix("Nota koreksi ").unwrap_or(memo)),
        known if known != "manual" && KINDS.contains(&known) => memo.split_once(": ").map(|(_, rest)| rest),
        _ => Some(memo),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_its_kind_a_memo_says_only_what_is_new() {
        for (kind, memo, new) in [
            ("deposit_in", "Titipan diterima", None),
            ("deposit_in", "Titipan diterima: Kuitansi 12: lunas", Some("Kuitansi 12: lunas")),
            ("settlement", "Penyelesaian: Kedelai Maret", Some("Kedelai Maret")),
            ("correction", "Koreksi JU/2026/0001: Salah", Some("JU/2026/0001: Salah")),
            ("charge_note", "Nota koreksi TAG/2026/0001: Kurang", Some("TAG/2026/0001: Kurang")),
            ("supplier_note", "Nota koreksi pemasok: Faktur 7: lebih murah", Some("Faktur 7: lebih murah")),
            ("koperasi_note", "Nota koreksi antarkoperasi: Karung basah", Some("Karung basah")),
            ("manual", "Saldo awal: kas", Some("Saldo awal: kas")),
            ("something_new", "Baru: apa", Some("Baru: apa")),
        ] {
            assert_eq!(beyond(kind, memo), new, "{memo}");
        }
    }

    #[test]
    fn every_kind_has_a_name_of_its_own() {
        for lang in [Lang::Id, Lang::En] {
            let mut names: Vec<&str> = KINDS.iter().map(|kind| kind_name(kind, lang)).collect();
            names.push(kind_name("something_new", lang));
            let count = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), count);
        }
    }
}
