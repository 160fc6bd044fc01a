//! Paper: A4 pages with text, rules, tables and QR codes, for documents that are printed or sent.
//!
//! Set in Helvetica, two of the fonts that every PDF reader has (ISO 32000-1, 9.6.2.2), so a file is a
//! few kilobytes. Its encoding is WinAnsi: letters beyond Western Europe are left out. Lengths are in
//! points of 1/72 inch, and y counts from the foot of the page.

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use qrcode::{Color, QrCode};

use crate::trouble::{Result, Trouble};

pub const WIDTH: f32 = 595.0;
pub const HEIGHT: f32 = 842.0;
/// Left and right of what a document holds.
pub const LEFT: f32 = 48.0;
pub const RIGHT: f32 = WIDTH - 48.0;
/// Where the first line of a page stands, and below which none does.
pub const TOP: f32 = HEIGHT - 60.0;
pub const BOTTOM: f32 = 64.0;

/// Red, green, blue, each from nothing to one.
pub type Ink = [f32; 3];
pub const INDIGO: Ink = [0.114, 0.208, 0.408];
pub const SOGAN: Ink = [0.522, 0.282, 0.110];
pub const INK: Ink = [0.133, 0.110, 0.082];
pub const FAINT: Ink = [0.42, 0.38, 0.33];

/// The size of a table's text, and from one line of it to the next.
const SMALL: f32 = 9.5;
const LEADING: f32 = 12.5;
/// Between two columns.
const GAP: f32 = 8.0;
/// A cell is cut after so many lines, so that a row fits a page.
const MOST_LINES: usize = 20;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    Plain,
    Bold,
}

/// Which end of a column its x is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    Left,
    Right,
}

/// A document that is being set, page after page.
pub struct Document {
    title: String,
    /// Width and height of a page.
    size: (f32, f32),
    done: Vec<Content>,
    page: Content,
    /// Where a table or a paragraph goes on.
    pub y: f32,
}

impl Document {
    /// One empty page. The title is what a reader shows above it.
    pub fn new(title: &str) -> Self {
        Self { title: title.to_owned(), size: (WIDTH, HEIGHT), done: Vec::new(), page: Content::new(), y: TOP }
    }

    /// A slip for a printer of receipts: one page of its own size, on which everything is placed by hand.
    pub fn slip(title: &str, width: f32, height: f32) -> Self {
        Self { title: title.to_owned(), size: (width, height), done: Vec::new(), page: Content::new(), y: height }
    }

    pub fn new_page(&mut self) {
        self.done.push(std::mem::replace(&mut self.page, Content::new()));
        self.y = TOP;
    }

    /// Begins a page unless `height` is left on this one.
    pub fn need(&mut self, height: f32) {
        if self.y - height < BOTTOM {
            self.new_page();
        }
    }

    /// The page's own content, for drawings.
    pub fn content(&mut self) -> &mut Content {
        &mut self.page
    }

    pub fn text(&mut self, x: f32, y: f32, size: f32, ink: Ink, text: &str) {
        self.set(Face::Plain, x, y, size, ink, text);
    }

    pub fn bold(&mut self, x: f32, y: f32, size: f32, ink: Ink, text: &str) {
        self.set(Face::Bold, x, y, size, ink, text);
    }

    /// Ends at `x`.
    pub fn text_right(&mut self, x: f32, y: f32, size: f32, ink: Ink, text: &str) {
        self.set(Face::Plain, x - width(Face::Plain, text, size), y, size, ink, text);
    }

    /// Ends at `x`.
    pub fn bold_right(&mut self, x: f32, y: f32, size: f32, ink: Ink, text: &str) {
        self.set(Face::Bold, x - width(Face::Bold, text, size), y, size, ink, text);
    }

    /// Bold, in the middle of the page.
    pub fn centred(&mut self, y: f32, size: f32, ink: Ink, text: &str) {
        self.set(Face::Bold, (self.size.0 - width(Face::Bold, text, size)) / 2.0, y, size, ink, text);
    }

    fn set(&mut self, face: Face, x: f32, y: f32, size: f32, [r, g, b]: Ink, text: &str) {
        let c = &mut self.page;
        c.set_fill_rgb(r, g, b);
        c.begin_text().set_font(face.name(), size);
        c.next_line(x, y).show(Str(&win_ansi(text))).end_text();
    }

    /// A thin line from margin to margin.
    pub fn rule(&mut self, y: f32) {
        self.line(LEFT, RIGHT, y);
    }

    pub fn line(&mut self, from: f32, to: f32, y: f32) {
        let [r, g, b] = SOGAN;
        let c = &mut self.page;
        c.set_stroke_rgb(r, g, b).set_line_width(0.6);
        c.move_to(from, y).line_to(to, y).stroke();
    }

    /// A QR code with its lower left corner at `x`, `y`.
    ///
    /// # Errors
    /// When the text is too long for one (over 2,900 bytes).
    pub fn qr(&mut self, x: f32, y: f32, side: f32, text: &str) -> Result<()> {
        let code = QrCode::new(text.as_bytes()).map_err(|e| Trouble::Other(e.to_string()))?;
        let n = code.width();
        let module = side / n as f32;
        let [r, g, b] = INK;
        let c = &mut self.page;
        c.set_fill_rgb(r, g, b);
        for (nth, colour) in code.to_colors().into_iter().enumerate() {
            if colour == Color::Dark {
                let (row, column) = (nth / n, nth % n);
                let bottom = y + side - (row + 1) as f32 * module;
                // A hair wider, so that no printer leaves white lines between modules.
                c.rect(x + column as f32 * module, bottom, module + 0.1, module + 0.1);
            }
        }
        c.fill_nonzero();
        Ok(())
    }

    /// Text in lines of at most `room`, from where the document stands; it goes on on the next page.
    pub fn paragraph(&mut self, x: f32, room: f32, size: f32, ink: Ink, text: &str) {
        let leading = size * 1.35;
        for line in wrapped(Face::Plain, text, size, room) {
            self.need(leading);
            self.y -= leading;
            let y = self.y;
            self.text(x, y, size, ink, &line);
        }
    }

    /// A table from where the document stands. Its head comes again on each page that it takes; cells of
    /// a left column break into lines, those of a right one never do.
    pub fn table(&mut self, columns: &[(&str, f32, Align)], rows: &[Vec<String>]) {
        let rooms = rooms(columns, rows);
        self.need(3.0 * LEADING);
        self.head(columns);
        for row in rows {
            let cells: Vec<Vec<String>> = row.iter().zip(&rooms).map(|(cell, room)| cell_lines(cell, *room)).collect();
            let lines = cells.iter().map(Vec::len).max().unwrap_or(1).max(1);
            let height = lines as f32 * LEADING + 4.0;
            if self.y - height < BOTTOM {
                self.new_page();
                self.head(columns);
            }
            for ((_, x, align), cell) in columns.iter().zip(&cells) {
                for (nth, line) in (1_u16..).zip(cell) {
                    let y = self.y - f32::from(nth) * LEADING;
                    self.cell(Face::Plain, *x, y, *align, INK, line);
                }
            }
            self.y -= height;
        }
        let y = self.y;
        self.rule(y);
        self.y -= 6.0;
    }

    fn head(&mut self, columns: &[(&str, f32, Align)]) {
        self.y -= LEADING;
        let y = self.y;
        for (name, x, align) in columns {
            self.cell(Face::Bold, *x, y, *align, SOGAN, name);
        }
        self.y -= 5.0;
        let y = self.y;
        self.rule(y);
    }

    fn cell(&mut self, face: Face, x: f32, y: f32, align: Align, ink: Ink, text: &str) {
        let left = match align {
            Align::Left => x,
            Align::Right => x - width(face, text, SMALL),
        };
        self.set(face, left, y, SMALL, ink, text);
    }

    /// The file. Pages are numbered when there are several.
    pub fn finish(mut self) -> Vec<u8> {
        self.new_page();
        let mut pages = std::mem::take(&mut self.done);
        let count = pages.len();
        if count > 1 {
            for (nth, page) in pages.iter_mut().enumerate() {
                self.page = std::mem::replace(page, Content::new());
                self.text_right(RIGHT, 36.0, 8.0, FAINT, &format!("{} / {count}", nth + 1));
                *page = std::mem::replace(&mut self.page, Content::new());
            }
        }
        file(&self.title, self.size, pages)
    }
}

fn file(title: &str, (wide, high): (f32, f32), contents: Vec<Content>) -> Vec<u8> {
    let mut next = 1;
    let mut fresh = || {
        next += 1;
        Ref::new(next - 1)
    };
    let [catalog, tree, plain, bold, info] = [(); 5].map(|()| fresh());
    let pages: Vec<(Ref, Ref, Content)> = contents.into_iter().map(|content| (fresh(), fresh(), content)).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.pages(tree).kids(pages.iter().map(|(page, ..)| *page)).count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    for (page, stream, content) in pages {
        let mut p = pdf.page(page);
        p.media_box(Rect::new(0.0, 0.0, wide, high)).parent(tree).contents(stream);
        p.resources().fonts().pair(Face::Plain.name(), plain).pair(Face::Bold.name(), bold);
        p.finish();
        pdf.stream(stream, &content.finish());
    }
    for (font, name) in [(plain, "Helvetica"), (bold, "Helvetica-Bold")] {
        pdf.type1_font(font).base_font(Name(name.as_bytes())).encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    pdf.document_info(info).title(TextStr(title)).creator(TextStr("Guyub"));
    pdf.finish()
}

impl Face {
    fn name(self) -> Name<'static> {
        match self {
            Self::Plain => Name(b"R"),
            Self::Bold => Name(b"B"),
        }
    }

    /// Advance widths from space to tilde, in thousandths of the size; of letters beyond, one that most have.
    fn widths(self) -> (&'static [u16; 95], u16) {
        match self {
            Self::Plain => (&PLAIN, 556),
            Self::Bold => (&BOLD, 611),
        }
    }
}

/// How much each column may hold: up to where the next one begins.
fn rooms(columns: &[(&str, f32, Align)], rows: &[Vec<String>]) -> Vec<f32> {
    let widest = |nth: usize, name: &str| {
        let cells = rows.iter().filter_map(|row| row.get(nth)).map(|cell| width(Face::Plain, cell, SMALL));
        cells.fold(width(Face::Bold, name, SMALL), f32::max)
    };
    let ends = |nth: usize| match columns.get(nth + 1) {
        None => RIGHT,
        Some((_, x, Align::Left)) => x - GAP,
        Some((name, x, Align::Right)) => x - widest(nth + 1, name) - GAP,
    };
    let room = |(nth, (_, x, align)): (usize, &(&str, f32, Align))| match align {
        // Never so little that a word stands in a line for each letter.
        Align::Left => (ends(nth) - x).max(36.0),
        Align::Right => f32::MAX,
    };
    columns.iter().enumerate().map(room).collect()
}

fn cell_lines(text: &str, room: f32) -> Vec<String> {
    let mut lines = wrapped(Face::Plain, text, SMALL, room);
    lines.truncate(MOST_LINES);
    lines
}

/// Breaks text into lines that are at most `room` wide: between words, and within one that is wider alone.
pub fn wrapped(face: Face, text: &str, size: f32, room: f32) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::new();
        for word in paragraph.split_whitespace().flat_map(|word| pieces(face, word, size, room)) {
            let longer = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
            if line.is_empty() || width(face, &longer, size) <= room {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, word));
            }
        }
        lines.push(line);
    }
    lines
}

fn pieces(face: Face, word: &str, size: f32, room: f32) -> Vec<String> {
    if width(face, word, size) <= room {
        return vec![word.to_owned()];
    }
    let mut all = vec![String::new()];
    let mut wide = 0.0;
    for c in word.chars() {
        let more = width(face, c.encode_utf8(&mut [0; 4]), size);
        if wide + more > room && wide > 0.0 {
            all.push(String::new());
            wide = 0.0;
        }
        wide += more;
        if let Some(last) = all.last_mut() {
            last.push(c);
        }
    }
    all
}

/// Latin-1 is the same in WinAnsi; dashes and quotation marks have places of their own.
pub fn win_ansi(text: &str) -> Vec<u8> {
    text.chars()
        .filter_map(|c| match c {
            '\u{20}'..='\u{7e}' | '\u{a0}'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
            '–' => Some(0x96),
            '—' => Some(0x97),
            '‘' => Some(0x91),
            '’' => Some(0x92),
            '“' => Some(0x93),
            '”' => Some(0x94),
            '•' => Some(0x95),
            '…' => Some(0x85),
            '€' => Some(0x80),
            '\u{2212}' => Some(b'-'),
            _ => None,
        })
        .collect()
}

/// How wide a line is.
pub fn width(face: Face, text: &str, size: f32) -> f32 {
    let (widths, others) = face.widths();
    let thousandths: u32 = win_ansi(text)
        .into_iter()
        .map(|byte| u32::from(widths.get(usize::from(byte.wrapping_sub(32))).copied().unwrap_or(others)))
        .sum();
    thousandths as f32 * size / 1000.0
}

/// Helvetica (Adobe's font metrics for the fourteen standard fonts).
const PLAIN: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778,
    722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222,
    500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Helvetica-Bold, likewise.
const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
    556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778,
    722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278,
    556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(file: &[u8], text: &str) -> bool {
        file.windows(text.len()).any(|bytes| bytes == text.as_bytes())
    }

    fn pages(file: &[u8]) -> usize {
        file.windows(b"/MediaBox".len()).filter(|bytes| bytes == b"/MediaBox").count()
    }

    #[test]
    fn text_lands_in_the_file() {
        let mut doc = Document::new("PO/2026/0001");
        doc.text(LEFT, TOP, 12.0, INK, "Kedelai (lokal)");
        doc.bold_right(RIGHT, TOP, 12.0, INDIGO, "Rp12.500");
        doc.qr(LEFT, 300.0, 80.0, "https://guyub.example/po").unwrap();
        let file = doc.finish();
        assert!(file.starts_with(b"%PDF-1."));
        assert!(holds(&file, "(Kedelai (lokal))") && holds(&file, "(Rp12.500)"));
        assert_eq!(pages(&file), 1);
        assert!(!holds(&file, "1 / 1"));
    }

    #[test]
    fn a_slip_has_its_own_size() {
        let mut doc = Document::slip("Struk", 164.0, 300.0);
        doc.centred(280.0, 9.0, INK, "Dapur Bu Tini");
        let file = doc.finish();
        assert!(holds(&file, "/MediaBox [0 0 164 300]") && holds(&file, "(Dapur Bu Tini)"));
        assert!(holds(&Document::new("Nota").finish(), "/MediaBox [0 0 595 842]"));
    }

    #[test]
    fn a_table_breaks_pages_and_repeats_its_head() {
        let mut doc = Document::new("Daftar");
        let rows: Vec<Vec<String>> = (0..150).map(|n| vec![format!("Anggota {n}"), format!("Rp{n}")]).collect();
        doc.table(&[("Nama", LEFT, Align::Left), ("Jumlah", RIGHT, Align::Right)], &rows);
        let file = doc.finish();
        assert!(holds(&file, "(Anggota 0)") && holds(&file, "(Anggota 149)"));
        let count = pages(&file);
        assert!((3..=4).contains(&count), "{count}");
        assert!(holds(&file, &format!("(1 / {count})")) && holds(&file, &format!("({count} / {count})")));
        let heads = file.windows(b"(Nama)".len()).filter(|bytes| bytes == b"(Nama)").count();
        assert_eq!(heads, count);
    }

    #[test]
    fn lines_are_no_wider_than_their_room() {
        for text in ["satu dua tiga empat lima enam", &"x".repeat(300), "a\n\nb", "", "🙂 🙂"] {
            for line in wrapped(Face::Plain, text, 10.0, 60.0) {
                assert!(width(Face::Plain, &line, 10.0) <= 60.0, "{line}");
            }
        }
        assert_eq!(wrapped(Face::Plain, "a\n\nb", 10.0, 60.0), ["a", "", "b"]);
        let mut doc = Document::new("Panjang");
        doc.table(&[("Nama", LEFT, Align::Left), ("", 100.0, Align::Left)], &[vec!["y".repeat(5000), String::new()]]);
        assert!(doc.finish().starts_with(b"%PDF-1."));
    }

    #[test]
    fn letters_have_their_places() {
        assert_eq!(win_ansi("Kué – “Nyai”"), b"Ku\xe9 \x96 \x93Nyai\x94");
        assert_eq!(win_ansi("مرحبا"), b"");
    }
}
