//! A file that somebody brings, as rows of text. It is hostile until shown otherwise: nothing in it
//! says how much memory it takes, so every size is counted here. Blocking.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx};
use domain::catalog::COLUMNS;
use domain::csv_safe::csv_plain;

use super::workbook;

/// Rows of one sheet, at most.
pub const MAX_ROWS: usize = 5_000;
/// Megabytes of the file, at most.
pub const MAX_FILE_MB: u32 = 10;
/// Columns that are looked at.
const MAX_COLUMNS: usize = 64;
/// Characters of a cell that are kept: more than any field takes, so that the field says "too long".
const MAX_CELL: usize = 5_000;
/// Bytes of text that are kept of all rows: one long text may stand in every cell and take no room in
/// the file.
const MAX_TEXT: usize = 32_000_000;

/// One row: its line as the sheet's owner counts, and its text by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub line: i32,
    pub cells: BTreeMap<String, String>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    #[error("neither CSV nor XLSX, or broken")]
    NotASheet,
    #[error("more than {MAX_FILE_MB} MB, or more when unpacked than any list of products")]
    TooLarge,
    #[error("no rows")]
    Empty,
    #[error("missing columns: {0:?}")]
    MissingColumns(Vec<&'static str>),
    #[error("more than {MAX_ROWS} rows")]
    TooManyRows,
}

/// Reads CSV (comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252) or the first sheet of an XLSX;
/// which, its bytes say.
///
/// # Errors
/// [`SheetError`]
pub fn read(file: &[u8]) -> Result<Vec<Row>, SheetError> {
    if file.len() as u64 > u64::from(MAX_FILE_MB) * 1_000_000 {
        return Err(SheetError::TooLarge);
    }
    let mut rows = Rows::default();
    if file.starts_with(b"PK") {
        sheet(file, &mut rows)?
    } else {
        text(file, &mut rows)?
    }
    rows.finish()
}

/// Rows in the making: the first one that is not empty names the columns.
#[derive(Default)]
struct Rows {
    columns: Option<Vec<Option<&'static str>>>,
    rows: Vec<Row>,
    /// Bytes of the rows' cells.
    text: usize,
}

impl Rows {
    fn push(&mut self, line: u64, cells: Vec<String>) -> Result<(), SheetError> {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        let Some(columns) = &self.columns else {
            self.columns = Some(named(&cells)?);
            return Ok(());
        };
        if self.rows.len() == MAX_ROWS {
            return Err(SheetError::TooManyRows);
        }
        let by_column =
            columns.iter().zip(cells).filter_map(|(field, cell)| field.map(|field| (field.to_owned(), clean(field, &cell))));
        let cells: BTreeMap<String, String> = by_column.collect();
        // Something stands in the row, but in no column that is read.
        if cells.values().all(String::is_empty) {
            return Ok(());
        }
        self.text += cells.values().map(String::len).sum::<usize>();
        if self.text > MAX_TEXT {
            return Err(SheetError::TooLarge);
        }
        self.rows.push(Row { line: i32::try_from(line).unwrap_or(i32::MAX), cells });
        Ok(())
    }

    /// Whether anything of this column is kept. All of them are while the first row is looked for.
    fn looks_at(&self, column: usize) -> bool {
        match &self.columns {
            Some(columns) => columns.get(column).is_some_and(Option::is_some),
            None => column < MAX_COLUMNS,
        }
    }

    fn finish(self) -> Result<Vec<Row>, SheetError> {
        if self.rows.is_empty() { Err(SheetError::Empty) } else { Ok(self.rows) }
    }
}

/// Which column stands where; the first of two with one name counts.
fn named(head: &[String]) -> Result<Vec<Option<&'static str>>, SheetError> {
    let mut found: Vec<Option<&'static str>> = Vec::new();
    for cell in head {
        let field = COLUMNS.iter().find(|c| c.is_called(cell)).map(|c| c.field);
        found.push(field.filter(|f| !found.contains(&Some(*f))));
    }
    let missing: Vec<&'static str> =
        COLUMNS.iter().filter(|c| c.required && !found.contains(&Some(c.field))).map(|c| c.field).collect();
    if missing.is_empty() { Ok(found) } else { Err(SheetError::MissingColumns(missing)) }
}

/// A cell's text: without the guard against formulas, and numbers without the `.0` that programs
/// write behind whole ones. (`12.000` stays: its dot marks thousands.)
fn clean(field: &str, cell: &str) -> String {
    let text: String = csv_plain(cell.trim()).chars().take(MAX_CELL).map(|c| if c == '\0' { '\u{1}' } else { c }).collect();
    if matches!(field, "harga" | "stok" | "hari")
        && let Some((whole, zeros)) = text.split_once('.')
        && matches!(zeros, "0" | "00")
        && !whole.is_empty()
        && whole.bytes().all(|b| b.is_ascii_digit())
    {
        return whole.to_owned();
    }
    text
}

fn text(file: &[u8], rows: &mut Rows) -> Result<(), SheetError> {
    let text = decoded(file);
    if text.contains('\0') {
        return Err(SheetError::NotASheet);
    }
    let mut csv =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(&text)).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    while csv.read_record(&mut record).map_err(|_| SheetError::NotASheet)? {
        // The reader tells where a record began to be looked for, empty lines before it included; so
        // the line is counted back from its end.
        let end = csv.position();
        let ended = usize::try_from(end.byte()).is_ok_and(|at| at > 0 && text.as_bytes().get(at - 1) == Some(&b'\n'));
        let within: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let line = end.line().saturating_sub(u64::from(ended)).saturating_sub(within as u64);
        rows.push(line, record.iter().take(MAX_COLUMNS).map(str::to_owned).collect())?;
    }
    Ok(())
}

/// UTF-8 with or without its mark, UTF-16 with one (Excel's "Unicode text"), or else Windows-1252,
/// in which every byte means something.
fn decoded(file: &[u8]) -> String {
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match file {
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(file) {
            Ok(text) => text.to_owned(),
            Err(_) => file.iter().map(|byte| windows_1252(*byte)).collect(),
        },
    }
}

/// WHATWG Encoding, index windows-1252: Latin-1 but for 0x80 to 0x9F.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’', '“',
        '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The one of `,` `;` and tab that the first line has most of, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes().take(10_000) {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(mark, _)| *mark == byte).for_each(|(_, n)| *n += 1),
        }
    }
    counts.iter().rev().max_by_key(|(_, n)| *n).map_or(b',', |(mark, _)| *mark)
}

fn sheet(file: &[u8], rows: &mut Rows) -> Result<(), SheetError> {
    let mut book = Xlsx::new(Cursor::new(workbook::plain(file)?)).map_err(|_| SheetError::NotASheet)?;
    let name = book.sheet_names().first().cloned().ok_or(SheetError::NotASheet)?;
    // Cell by cell: as a whole, two cells in far corners would be a sheet of seventeen billion.
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| SheetError::NotASheet)?;
    let mut current: Option<(u32, Vec<String>)> = None;
    while let Some(cell) = cells.next_cell().map_err(|_| SheetError::NotASheet)? {
        let (line, column) = cell.get_position();
        let column = column as usize;
        if !rows.looks_at(column) {
            continue;
        }
        if current.as_ref().is_some_and(|(at, _)| *at != line)
            && let Some((at, done)) = current.take()
        {
            rows.push(u64::from(at) + 1, done)?;
        }
        let (_, row) = current.get_or_insert_with(|| (line, Vec::new()));
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = written(cell.get_value());
    }
    match current {
        Some((at, done)) => rows.push(u64::from(at) + 1, done),
        None => Ok(()),
    }
}

/// A cell as a person would have typed it: `12500`, `2,5`. Cut, since a text that stands in the file
/// once may be in every cell.
fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(n) => n.to_string(),
        // Rust writes the shortest digits that mean this number, never an exponent.
        DataRef::Float(n) => n.to_string().replace('.', ","),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => cut(text),
        DataRef::SharedString(text) => cut(text),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(at) => at.as_f64().to_string().replace('.', ","),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// One character more than is kept of a text without white space around it.
fn cut(text: &str) -> String {
    text.trim().chars().take(MAX_CELL + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::super::workbook::tests::rewritten;
    use super::*;

    const HEAD: &str = "nama,kategori,harga,satuan";

    fn cell(rows: &[Row], at: usize, field: &str) -> String {
        rows[at].cells[field].clone()
    }

    #[test]
    fn csv_in_all_its_dresses() {
        for text in [
            "nama,kategori,harga,satuan\nKopi,kopi-bubuk,12500,kg\n",
            "\u{feff}nama;kategori;harga;satuan\r\nKopi;kopi-bubuk;12500.0;kg\r\n",
            "Nama\tKategori\tHarga\tSatuan\n\nKopi\tkopi-bubuk\t12500.00\tkg",
            "\"nama\",\"kategori\",\"harga\",\"satuan\",foto\n\"Kopi\",\"kopi-bubuk\",\"12500\",\"kg\",x.jpg",
        ] {
            let rows = read(text.as_bytes()).unwrap();
            assert_eq!((cell(&rows, 0, "nama"), cell(&rows, 0, "harga")), ("Kopi".into(), "12500".into()), "{text}");
        }
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("nama\tkategori\tharga\tsatuan\nKopi\tkopi\t1\tkg".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(cell(&read(&utf16).unwrap(), 0, "satuan"), "kg");
        let windows = b"nama;kategori;harga;satuan\nKu\xe9 \x96 legit;kopi;1;kg";
        assert_eq!(cell(&read(windows).unwrap(), 0, "nama"), "Kué – legit");
    }

    #[test]
    fn lines_are_counted_as_the_owner_counts() {
        let rows = read(format!("{HEAD}\nA,a,1,kg\n\n\"B\nb\",b,2,kg\nC,c,3,kg").as_bytes()).unwrap();
        let lines: Vec<i32> = rows.iter().map(|r| r.line).collect();
        assert_eq!(lines, [2, 4, 6]);
    }

    #[test]
    fn thousands_keep_their_dot() {
        let rows = read(format!("{HEAD}\nA,a,12.000,kg\nB,b,12.5,kg\n'=C,c,.0,kg").as_bytes()).unwrap();
        assert_eq!(cell(&rows, 0, "harga"), "12.000");
        assert_eq!(cell(&rows, 1, "harga"), "12.5");
        assert_eq!(cell(&rows, 2, "nama"), "=C");
    }

    #[test]
    fn what_is_no_list_of_products_is_refused() {
        assert_eq!(read(b""), Err(SheetError::Empty));
        assert_eq!(read(HEAD.as_bytes()), Err(SheetError::Empty));
        assert_eq!(read(b"nama,harga\nA,1"), Err(SheetError::MissingColumns(vec!["kategori", "satuan"])));
        assert_eq!(read(b"PK\x03\x04 and then nothing"), Err(SheetError::NotASheet));
        assert_eq!(read(b"\xd0\xcf\x11\xe0\0\0\0 an old workbook"), Err(SheetError::NotASheet));
        assert_eq!(read(&vec![b'a'; 10_000_001]), Err(SheetError::TooLarge));
        let many = format!("{HEAD}\n{}", "A,a,1,kg\n".repeat(MAX_ROWS + 1));
        assert_eq!(read(many.as_bytes()), Err(SheetError::TooManyRows));
    }

    fn book(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
        let mut book = rust_xlsxwriter::Workbook::new();
        let page = book.add_worksheet();
        for (column, name) in (0u16..).zip(["nama", "kategori", "harga", "satuan", "stok"]) {
            page.write_string(0, column, name).unwrap();
        }
        fill(page);
        book.save_to_buffer().unwrap()
    }

    #[test]
    fn numbers_of_a_workbook_are_read_rightly() {
        let file = book(|page| {
            page.write_string(1, 0, "Emping").unwrap();
            page.write_number(1, 2, 12500.0).unwrap();
            page.write_number(1, 4, 2.5).unwrap();
            page.write_number(2, 2, 62500.5).unwrap();
        });
        let rows = read(&file).unwrap();
        assert_eq!((cell(&rows, 0, "harga"), cell(&rows, 0, "stok")), ("12500".into(), "2,5".into()));
        assert_eq!(cell(&rows, 1, "harga"), "62500,5");
        assert_eq!(rows[1].line, 3);
    }

    #[test]
    fn a_cell_in_the_far_corner_costs_nothing() {
        let file = book(|page| {
            page.write_string(1, 0, "Emping").unwrap();
            page.write_string(1_048_575, 16_383, "far").unwrap();
        });
        assert_eq!(read(&file).unwrap().len(), 1);
    }

    #[test]
    fn a_bomb_is_refused_before_it_unfolds() {
        use std::io::Write as _;
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(b"<sst>").unwrap();
        let zeros = vec![b' '; 1_000_000];
        for _ in 0..200 {
            zip.write_all(&zeros).unwrap();
        }
        let bomb = zip.finish().unwrap().into_inner();
        assert!(bomb.len() < 1_000_000);
        assert_eq!(read(&bomb), Err(SheetError::TooLarge));
    }

    #[test]
    fn what_a_workbook_says_of_itself_makes_no_room() {
        let honest = book(|page| {
            page.write_string(1, 0, "Emping").unwrap();
        });
        let boast = |name: &str, text: &str| match name {
            "xl/sharedStrings.xml" => Some(text.replace("uniqueCount=\"", "uniqueCount=\"9999999999")),
            // Each style is copied with its format; nothing here needs one.
            "xl/styles.xml" => Some("no styles".to_owned()),
            _ => None,
        };
        let file = rewritten(&honest, boast);
        assert_eq!(cell(&read(&file).unwrap(), 0, "nama"), "Emping");
        let hidden = rewritten(&honest, |name, text| {
            (name == "xl/sharedStrings.xml")
                .then(|| format!("<!-- <sst> -->{text}").replace("uniqueCount=\"", "uniqueCount=\"9999999999"))
        });
        assert_eq!(read(&hidden), Err(SheetError::NotASheet));
        let crumbs = format!("<sst>{}</sst>", "<si/>".repeat(3_000_000));
        let many = rewritten(&honest, |name, _| (name == "xl/sharedStrings.xml").then(|| crumbs.clone()));
        assert!(many.len() < 100_000);
        assert_eq!(read(&many), Err(SheetError::TooLarge));
        let sheets = "<sheet name='a' id='a'/>".repeat(10_000);
        let frame = rewritten(&honest, |name, _| (name == "xl/workbook.xml").then(|| sheets.clone()));
        assert_eq!(read(&frame), Err(SheetError::TooLarge));
    }

    #[test]
    fn one_long_text_in_every_cell_is_too_much() {
        let names: Vec<&str> = COLUMNS.iter().map(|c| c.field).collect();
        let head: String = (0..names.len()).map(|n| format!(r#"<c t="s"><v>{n}</v></c>"#)).collect();
        let long = names.len();
        let of = |rows: usize, columns: usize| {
            let row = format!("<row>{}</row>", format!(r#"<c t="s"><v>{long}</v></c>"#).repeat(columns));
            let texts: String = names.iter().map(|n| format!("<si><t>{n}</t></si>")).collect();
            rewritten(&book(|_| {}), |name, _| match name {
                "xl/worksheets/sheet1.xml" => {
                    Some(format!("<worksheet><sheetData><row>{head}</row>{}</sheetData></worksheet>", row.repeat(rows)))
                }
                "xl/sharedStrings.xml" => Some(format!("<sst>{texts}<si><t>{}</t></si></sst>", "x".repeat(1_000_000))),
                _ => None,
            })
        };
        let few = read(&of(10, 1)).unwrap();
        assert_eq!((few.len(), few[0].cells["nama"].chars().count()), (10, MAX_CELL));
        assert_eq!(read(&of(4_000, names.len())), Err(SheetError::TooLarge));
        // What stands in columns without a name is not even copied.
        assert_eq!(read(&of(300, 64)).unwrap().len(), 300);
    }
}
