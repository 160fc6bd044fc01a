//! `/operator/sinonim`: what people say for the same thing, as the operator teaches it to the search.

use axum::extract::Path;
use domain::access::Operator;
use domain::discovery::SynonymEntry;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::lang::Lang;
use engine::discovery::synonyms::{self, SynonymError, SynonymRow, Synonyms};
use leptos::prelude::*;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{Room, tabs};
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, posted};
use crate::koperasi::pages_of;
use crate::ui::{self, Badge, Button, Fields, Icon, Tone};

crate::texts! {
    Text {
        title: "Sinonim", "Synonyms";
        over: "Operator", "Operator";
        lead: "Kata lain untuk barang yang sama. Perubahan berlaku dalam beberapa detik.", "Other words for the same goods. A change takes effect within seconds.";
        add: "Sinonim baru", "New synonym";
        term: "Kata yang dicari", "What people search for";
        term_hint: "Misalnya kunir. Paling banyak lima kata.", "Such as kunir. At most five words.";
        means: "Artinya", "Means";
        means_hint: "Kata yang dipakai penjual, misalnya kunyit.", "The word that sellers use, such as kunyit.";
        two_way: "Berlaku dua arah", "Goes both ways";
        ways: "Dua arah: siapa yang mencari kunir menemukan kunyit, dan siapa yang mencari kunyit menemukan kunir. Satu arah: siapa yang mencari kado menemukan suvenir, tetapi siapa yang mencari suvenir tidak menemukan kado.", "Both ways: who searches for kunir finds kunyit, and who searches for kunyit finds kunir. One way: who searches for kado finds suvenir, but who searches for suvenir does not find kado.";
        both: "dua arah", "both ways";
        one: "satu arah", "one way";
        add_button: "Tambah", "Add";
        save: "Simpan", "Save";
        change(term: &str): format!("Ubah “{term}”"), format!("Change “{term}”");
        remove: "Hapus", "Remove";
        remove_question(term: &str): format!("Hapus sinonim “{term}”? Pencarian tidak lagi memakainya."), format!("Remove the synonym “{term}”? Searches will no longer use it.");
        remove_yes: "Ya, hapus", "Yes, remove";
        saved: "Sinonim tersimpan. Pencarian memakainya dalam beberapa detik.", "The synonym is saved. Searches use it within seconds.";
        removed: "Sinonim dihapus.", "The synonym is removed.";
        count(n: i64): format!("{n} sinonim"), if n == 1 { "1 synonym".to_owned() } else { format!("{n} synonyms") };
        search: "Cari dalam daftar", "Search the list";
        search_button: "Cari", "Search";
        none: "Belum ada sinonim", "No synonyms yet";
        none_hint: "Tambahkan kata yang dicari pembeli tetapi tidak dipakai penjual.", "Add a word that buyers search for and sellers do not use.";
        not_found(words: &str): format!("Tidak ada sinonim dengan “{words}”"), format!("No synonym has “{words}”");
        not_found_hint: "Periksa ejaannya, atau tambahkan sebagai sinonim baru.", "Check the spelling, or add it as a new synonym.";
        see_all: "Lihat semua", "See all";
    }
}

const ROOM: &str = "/operator/sinonim";
/// Lines on one page.
const PAGE: i64 = 50;

/// Which part of the list is shown (`cari`, `hal`).
struct Look {
    words: String,
    nth: i64,
}

impl Look {
    fn asked(reader: &Reader) -> Self {
        let asked = posted::query(&reader.path);
        let words = asked.one("cari").chars().filter(|c| !c.is_control()).take(60).collect::<String>().trim().to_owned();
        Self { words, nth: asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000) }
    }

    /// A path of this room that comes back to the same part of the list.
    fn path(&self, room: &str, nth: i64) -> String {
        let mut pairs = Vec::new();
        if !self.words.is_empty() {
            pairs.push(format!("cari={}", utf8_percent_encode(&self.words, NON_ALPHANUMERIC)));
        }
        if nth > 1 {
            pairs.push(format!("hal={nth}"));
        }
        if pairs.is_empty() { room.to_owned() } else { format!("{room}?{}", pairs.join("&")) }
    }
}

pub async fn page(reader: Reader, by: Operator) -> PageResult {
    let term = posted::query(&reader.path).one("istilah").to_owned();
    let filled = reader.form_of(new_entry().with("istilah", term));
    Ok(reader.page(screen(&reader, &by, filled, None).await?))
}

pub async fn add(reader: Reader, by: Operator, posted: Posted) -> PageResult {
    let done = match SynonymEntry::parse(&posted.inputs) {
        Ok(entry) => synonyms::add_synonym(&reader.site.desk, &by, &entry).await.map(|_| Ok(())).or_else(refusal)?,
        Err(errors) => Err(errors),
    };
    match done {
        Ok(()) => Ok(back(&reader).saying(Text(reader.lang).saved())),
        Err(errors) => Ok(reader.page(screen(&reader, &by, posted.refused(errors), None).await?).unprocessable()),
    }
}

pub async fn change(reader: Reader, by: Operator, Path(id): Path<String>, posted: Posted) -> PageResult {
    let row = find(&reader, &by, &id).await?;
    let done = match SynonymEntry::parse(&posted.inputs) {
        Ok(entry) => synonyms::change_synonym(&reader.site.desk, &by, row.id, &entry).await.map(Ok).or_else(refusal)?,
        Err(errors) => Err(errors),
    };
    match done {
        Ok(()) => Ok(back(&reader).saying(Text(reader.lang).saved())),
        Err(errors) => {
            let refused = Some((row, posted.refused(errors)));
            Ok(reader.page(screen(&reader, &by, Filled::of(new_entry()), refused).await?).unprocessable())
        }
    }
}

pub async fn remove(reader: Reader, by: Operator, Path(id): Path<String>) -> PageResult {
    let row = find(&reader, &by, &id).await?;
    match synonyms::remove_synonym(&reader.site.desk, &by, row.id).await {
        Ok(()) => Ok(back(&reader).saying(Text(reader.lang).removed())),
        Err(SynonymError::Trouble(trouble)) => Err(trouble.into()),
        Err(SynonymError::Unknown | SynonymError::Listed) => Err(PageError::NotFound),
    }
}

/// What the form of a new one starts with.
fn new_entry() -> Inputs {
    Inputs::default().with("dua_arah", "ya")
}

async fn find(reader: &Reader, by: &Operator, id: &str) -> Result<SynonymRow, PageError> {
    let id: i32 = id.parse().map_err(|_| PageError::NotFound)?;
    synonyms::synonym(&reader.site.desk, by, id).await?.ok_or(PageError::NotFound)
}

/// To the part of the list that the form stood in.
fn back(reader: &Reader) -> Answer {
    let look = Look::asked(reader);
    reader.see_other(look.path(ROOM, look.nth))
}

/// What the operator can mend, as an error of a field.
fn refusal(error: SynonymError) -> Result<Result<(), FieldErrors>, PageError> {
    match error {
        SynonymError::Unknown => Err(PageError::NotFound),
        SynonymError::Listed => Ok(Err(FieldErrors::of("artinya", Invalid::Listed))),
        SynonymError::Trouble(trouble) => Err(trouble.into()),
    }
}

async fn screen(
    reader: &Reader,
    by: &Operator,
    filled: Filled,
    refused: Option<(SynonymRow, Filled)>,
) -> Result<SynonymsScreen, PageError> {
    let desk = &reader.site.desk;
    let mut look = Look::asked(reader);
    let mut list = synonyms::synonyms(desk, by, &look.words, PAGE, (look.nth - 1) * PAGE).await?;
    let last = pages_of(list.total, PAGE).max(1);
    let last_page = i64::try_from(last).unwrap_or(1);
    // The last of a page was removed, or an old link leads past the end.
    if look.nth > last_page {
        look.nth = last_page;
        list = synonyms::synonyms(desk, by, &look.words, PAGE, (look.nth - 1) * PAGE).await?;
    }
    Ok(SynonymsScreen { look, list, last, filled, refused })
}

struct SynonymsScreen {
    look: Look,
    list: Synonyms,
    last: u64,
    /// The form of a new one.
    filled: Filled,
    /// One whose change was refused, and what was typed.
    refused: Option<(SynonymRow, Filled)>,
}

impl SynonymsScreen {
    fn add_form(&self, text: Text) -> AnyView {
        let f = Fields::new(text.0, &self.filled);
        let fields = view! {
            {f.text("istilah", text.term()).hint(text.term_hint())}
            {f.text("artinya", text.means()).hint(text.means_hint())}
            {f.checkbox("dua_arah", text.two_way()).optional().hint(text.ways())}
            {f.submit(text.add_button())}
        };
        f.form(self.look.path(ROOM, self.look.nth), fields).view()
    }

    /// The fields of one entry; their ids carry its number, since many stand on the page.
    fn change_form(&self, text: Text, row: &SynonymRow, filled: &Filled) -> AnyView {
        let f = Fields::new(text.0, filled).prefix(format!("s{}", row.id));
        let own = format!("{ROOM}/{}", row.id);
        let save = Button::quiet(text.save()).small().icon(Icon::Check).read_as(format!("{}: {}", text.save(), row.term));
        let yes = Button::danger(text.remove_yes()).small().to(self.look.path(&format!("{own}/hapus"), self.look.nth));
        let fields = view! {
            <div class="berdua">
                {f.text("istilah", text.term())}
                {f.text("artinya", text.means())}
            </div>
            {f.checkbox("dua_arah", text.two_way()).optional()}
            {ui::submit_row(vec![save])}
            {ui::confirm(text.remove(), &text.remove_question(&row.term), yes.view())}
        };
        f.form(self.look.path(&own, self.look.nth), fields).view()
    }

    fn row(&self, text: Text, row: &SynonymRow) -> AnyView {
        let two_way = if row.two_way { "ya" } else { "" };
        let start = Inputs::default().with("istilah", &row.term).with("artinya", &row.means).with("dua_arah", two_way);
        let form = self.change_form(text, row, &Filled::of(start));
        let way = Badge::new(Tone::Plain, if row.two_way { text.both() } else { text.one() });
        view! {
            <details class="kategori-satu">
                <summary>
                    <span>{row.term.clone()}</span>
                    {Icon::ArrowRight.view()}
                    <span>{row.means.clone()}</span>
                    {ui::badges(&[way])}
                </summary>
                {form}
            </details>
        }
        .into_any()
    }

    fn rows(&self, text: Text) -> AnyView {
        if !self.list.rows.is_empty() {
            let changed = self.refused.as_ref().map(|(row, _)| row.id);
            let shown = self.list.rows.iter().filter(|row| Some(row.id) != changed);
            let rows: Vec<_> = shown.map(|row| self.row(text, row)).collect();
            return view! { <div class="kategori-semua">{rows}</div> }.into_any();
        }
        if self.look.words.is_empty() {
            return ui::empty_state(Icon::Book, text.none(), text.none_hint(), None);
        }
        let all = Button::quiet(text.see_all()).link(ROOM);
        ui::empty_state(Icon::Search, text.not_found(&self.look.words), text.not_found_hint(), Some(all))
    }

    fn search(&self, text: Text) -> AnyView {
        let words = self.look.words.clone();
        view! {
            <form class="cari-daftar" action=ROOM role="search" aria-label=text.search()>
                <label><span>{text.search()}</span><input class="isian" type="search" name="cari" value=words/></label>
                <button class="tombol tenang">{text.search_button()}</button>
            </form>
            <p class="redup">{text.count(self.list.total)}</p>
        }
        .into_any()
    }
}

impl Screen for SynonymsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let refused = self
            .refused
            .as_ref()
            .map(|(row, filled)| ui::titled_card(&text.change(&row.term), self.change_form(text, row, filled)));
        let nth = u64::try_from(self.look.nth).unwrap_or(1);
        let pager = ui::pager(frame.lang, nth, self.last, |n| self.look.path(ROOM, i64::try_from(n).unwrap_or(1)));
        let list = view! { {self.search(text)} {self.rows(text)} {pager} };
        let add = ui::titled_card(text.add(), self.add_form(text));
        view! {
            <div class="wadah">
                {ui::page_head(Some(text.over()), text.title(), Some(text.lead()))}
                {tabs(frame.lang, Room::Synonyms)}
                {refused}
                {ui::two_columns(add, list)}
            </div>
        }
        .into_any()
    }
}
