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
    /// Columns whose whole numbers a workbook can add up.
    figures: Vec<usize>,
}

impl Sheet {
    pub fn new(head: &[&str]) -> Self {
        Self { head: head.iter().map(|h| (*h).to_owned()).collect(), rows: Vec::new(), figures: Vec::new() }
    }

    /// These columns, counted from zero, hold whole numbers to compute with, such as amounts: in a workbook they
    /// are numbers. Phone numbers and the like stay text, with their zeros.
    #[must_use]
    pub fn figures(mut self, columns: &[usize]) -> Self {
        self.figures = columns.to_vec();
        self
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

    /// Cells are text, so nothing in them is ever computed; but for the whole numbers of [`Sheet::figures`].
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
                    match figure(cell).filter(|_| self.figures.contains(&usize::from(column))) {
                        Some(number) => page.write_number(line, column, number)?,
                        None => page.write_string(line, column, cell)?,
                    };
                }
            }
            page.autofit();
            page.set_freeze_panes(1, 0)?;
            book.save_to_buffer()
        };
        write().map_err(|e: rust_xlsxwriter::XlsxError| Trouble::Other(e.to_string()))
    }
}

/// A whole number that a workbook can hold: its numbers are floats, which are exact for fifteen digits. A cell
/// with more stays text, so that no rupiah is lost.
fn figure(cell: &str) -> Option<f64> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let whole = (1..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    if whole { cell.parse().ok() } else { None }
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

    #[test]
    fn only_whole_numbers_become_numbers() {
        assert_eq!((figure("12500"), figure("-70000"), figure("0")), (Some(12_500.0), Some(-70_000.0), Some(0.0)));
        for text in ["", "-", "=1", "12.500", "1e9", "--1", "9223372036854775807", "١٢", "NaN"] {
            assert_eq!(figure(text), None, "{text}");
        }
        let mut sheet = Sheet::new(&["Masuk", "HP"]).figures(&[0]);
        sheet.row(vec!["12500".into(), "081234567890".into()]);
        assert_eq!(&sheet.xlsx().unwrap()[..2], b"PK");
    }
}
