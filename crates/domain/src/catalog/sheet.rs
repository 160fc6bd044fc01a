//! The sheet in which many products come and go: its columns, and what people call them.

/// A column, which is also the field of the form that it fills.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub field: &'static str,
    /// Without it no row can be read.
    pub required: bool,
    others: &'static [&'static str],
}

const fn column(field: &'static str, required: bool, others: &'static [&'static str]) -> Column {
    Column { field, required, others }
}

/// The columns that are written, in their order.
pub const HEAD: [&str; 9] = ["nama", "kategori", "deskripsi", "harga", "satuan", "stok", "kata_kunci", "grosir", "hari"];

/// The columns that are read, in any order: `hari` is for what is made to order.
pub const COLUMNS: [Column; 9] = [
    column("nama", true, &["nama produk", "produk", "name", "product"]),
    column("kategori", true, &["category"]),
    column("deskripsi", false, &["keterangan", "description"]),
    column("harga", true, &["harga jual", "price"]),
    column("satuan", true, &["unit"]),
    column("stok", false, &["stock", "persediaan"]),
    column("kata_kunci", false, &["katakunci", "keywords", "tag"]),
    column("grosir", false, &["harga grosir", "wholesale"]),
    column("hari", false, &["lama pembuatan", "days"]),
];

impl Column {
    /// Whether a cell of the first row names this column: in any case, with blanks, dots or dashes
    /// for the underscore.
    pub fn is_called(&self, cell: &str) -> bool {
        let plain =
            |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect() };
        let called = plain(cell);
        plain(self.field) == called || self.others.iter().any(|other| plain(other) == called)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_by_several_names() {
        let named = |cell: &str| COLUMNS.iter().find(|c| c.is_called(cell)).map(|c| c.field);
        assert_eq!(named(" NAMA "), Some("nama"));
        assert_eq!(named("Kata Kunci"), Some("kata_kunci"));
        assert_eq!(named("kata-kunci"), Some("kata_kunci"));
        assert_eq!(named("Harga Grosir"), Some("grosir"));
        assert_eq!(named("Price"), Some("harga"));
        assert_eq!(named(""), None);
        assert_eq!(named("foto"), None);
    }

    #[test]
    fn what_is_written_can_be_read() {
        assert_eq!(HEAD, COLUMNS.map(|c| c.field), "all that is read is written, so that nothing is lost on the way");
    }
}
