//! Tables to download, as CSV and XLSX. A cell that a spreadsheet would take for a formula is
//! neutralised (`domain::csv_safe`): what members typed is opened on an officer's computer.

use domain::csv_safe::csv_safe;
use rust_xlsxwriter::{Format, Workbook};

use crate::trouble::{Result, Trouble};

/// The media type of XLSX.
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Rows of text under a head.
#[derive(Debug, Clone)]
pub struct Sheet {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    pub fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new() }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// UTF-8 with a byte order mark, without which Excel takes it for Windows-1252.
    ///
    /// # Errors
    /// When a row cannot be written.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let mut out = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
        for row in std::iter::once(&self.head).chain(&self.rows) {
            let safe = row.iter().map(|cell| csv_safe(cell));
            out.write_record(safe.map(|cell| cell.into_owned().into_bytes())).map_err(|e| Trouble::Other(e.to_string()))?;
        }
        out.into_inner().map_err(|e| Trouble::Other(e.to_string()))
    }

    /// Cells are text, so nothing in them is ever computed; phone numbers keep their zeros.
    ///
    /// # Errors
    /// When the workbook cannot be written.
    pub fn xlsx(&self) -> Result<Vec<u8>> {
        let write = || {
            let mut book = Workbook::new();
            let page = book.add_worksheet();
            let bold = Format::new().set_bold();
            for (column, name) in (0u16..).zip(&self.head) {
                page.write_string_with_format(0, column, name, &bold)?;
            }
            for (line, row) in (1u32..).zip(&self.rows) {
                for (column, cell) in (0u16..).zip(row) {
                    page.write_string(line, column, cell)?;
                }
            }
            page.autofit();
            page.set_freeze_panes(1, 0)?;
            book.save_to_buffer()
        };
        write().map_err(|e: rust_xlsxwriter::XlsxError| Trouble::Other(e.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        let mut sheet = Sheet::new(&["Nama", "HP"]);
        sheet.row(vec!["=HYPERLINK(\"http://jahat.example\")".into(), "0812-3456-7890".into()]);
        let csv = String::from_utf8(sheet.csv().unwrap()).unwrap();
        assert!(csv.starts_with("\u{feff}Nama,HP\n"), "{csv}");
        assert!(!csv.contains(",=") && !csv.contains("\n=") && !csv.contains("\n\"="), "{csv}");
        assert!(csv.contains("0812-3456-7890"));
        assert_eq!(&sheet.xlsx().unwrap()[..2], b"PK");
    }
}
