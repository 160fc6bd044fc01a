//! `/pengurus/{koperasi}/pembelian/{id}/nilai`: what the koperasi found of a supplier once a round is
//! settled; and the figures of all koperasi, wherever a supplier is shown.

use axum::extract::Path;
use axum::http::StatusCode;
use domain::access::{Officer, Overseer};
use domain::dates::Day;
use domain::form::FieldErrors;
use domain::ids::RoundId;
use domain::lang::Lang;
use domain::purchasing::{Rating, State};
use engine::suppliers::ratings::{Average, OwnRating, RateError, Rateable};
use leptos::prelude::*;

use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Cell, Choice, Fields, Notice};

crate::texts! {
    pub(super) Text {
        title(supplier: &str): format!("Bagaimana {supplier}?"), format!("How was {supplier}?");
        lead: "Penilaian tampil sebagai angka di halaman pemasok, untuk semua koperasi. Catatannya hanya untuk pengurus Anda.", "The rating is shown as figures on the supplier’s page, to all koperasi. The note is for your officers only.";
        round: "Pembelian bersama", "Joint purchases";
        on_time: "Datang tepat waktu?", "On time?";
        right_quantity: "Jumlahnya pas?", "The right quantity?";
        quality: "Mutunya", "Quality";
        yes: "Ya", "Yes";
        no: "Tidak", "No";
        note: "Catatan untuk pengurus koperasi Anda", "Note for the officers of your koperasi";
        save: "Kirim penilaian", "Send the rating";
        saved: "Terima kasih, penilaian tersimpan.", "Thank you, the rating was saved.";
        not_settled: "Pembelian bersama ini belum selesai. Nilai pemasoknya setelah semua diselesaikan.", "This joint purchase is not settled yet. Rate the supplier once it is.";
        already: "Koperasi Anda sudah menilai pemasok untuk pembelian ini.", "Your koperasi has rated the supplier for this purchase already.";
        ratings: "Penilaian koperasi", "Ratings by koperasi";
        of_five(tenths: &str): format!("{tenths} dari 5"), format!("{tenths} of 5");
        counted(n: i64): format!("{n} penilaian"), if n == 1 { "1 rating".to_owned() } else { format!("{n} ratings") };
        punctual: "Tepat waktu", "On time";
        exact: "Jumlah pas", "Right quantity";
        percent(n: i64): format!("{n} %"), format!("{n}%");
        none: "Belum ada penilaian. Koperasi menilai setelah pembelian bersama selesai.", "No ratings yet. Koperasi rate after a joint purchase is settled.";
        own: "Penilaian koperasi Anda", "Your koperasi’s ratings";
    }
}

/// 1 to 5 in words.
fn grade(lang: Lang, quality: i16) -> &'static str {
    match quality {
        ..=1 => lang.pick("buruk", "poor"),
        2 => lang.pick("kurang", "weak"),
        3 => lang.pick("cukup", "fair"),
        4 => lang.pick("baik", "good"),
        5.. => lang.pick("sangat baik", "very good"),
    }
}

pub async fn form(reader: Reader, overseer: Overseer, _by: Officer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let (_, there) = find(&reader, &overseer, &id).await?;
    Ok(reader.page(RatingScreen { filled: reader.form(), by: overseer, id, there }))
}

pub async fn submit(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (round, there) = find(&reader, &overseer, &id).await?;
    let refused = |there: Rateable, errors: FieldErrors, status: StatusCode| {
        let screen = RatingScreen { by: overseer.clone(), id: id.clone(), there, filled: posted.refused(errors) };
        reader.page(screen).status(status)
    };
    let rating = match Rating::parse(&posted.inputs) {
        Ok(rating) => rating,
        Err(errors) => return Ok(refused(there, errors, StatusCode::UNPROCESSABLE_ENTITY)),
    };
    match engine::suppliers::ratings::rate(&reader.site.desk, &by, round, &rating).await {
        Ok(()) => {
            let to = format!("/pengurus/{}/pemasok/{}", by.koperasi().slug, there.supplier_slug);
            Ok(reader.see_other(to).saying(Text(reader.lang).saved()))
        }
        // The page says which of the two it is, and shows what was said.
        Err(RateError::NotSettled | RateError::Already) => {
            let (_, there) = find(&reader, &overseer, &id).await?;
            Ok(refused(there, FieldErrors::default(), StatusCode::CONFLICT))
        }
        Err(RateError::Unknown) => Err(PageError::NotFound),
        Err(RateError::Trouble(trouble)) => Err(trouble.into()),
    }
}

async fn find(reader: &Reader, by: &Overseer, id: &str) -> Result<(RoundId, Rateable), PageError> {
    let round: RoundId = id.parse().map_err(|_| PageError::NotFound)?;
    let there = engine::suppliers::ratings::rateable(&reader.site.desk, by, round).await?.ok_or(PageError::NotFound)?;
    Ok((round, there))
}

struct RatingScreen {
    by: Overseer,
    /// Of the round, as in the address.
    id: String,
    there: Rateable,
    filled: Filled,
}

impl RatingScreen {
    fn room(&self) -> String {
        format!("/pengurus/{}/pembelian", self.by.koperasi().slug)
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let yes_or_no = || vec![Choice::new("ya", text.yes()), Choice::new("tidak", text.no())];
        let grades = (1..=Rating::BEST).rev().map(|n| Choice::new(n.to_string(), n.to_string()).note(grade(lang, n))).collect();
        let fields = view! {
            {f.radios("tepat_waktu", text.on_time(), yes_or_no())}
            {f.radios("jumlah_pas", text.right_quantity(), yes_or_no())}
            {f.radios("mutu", text.quality(), grades)}
            {f.area("catatan", text.note(), Rating::NOTE).rows(3).optional()}
            {f.submit(text.save())}
        };
        f.form(format!("{}/{}/nilai", self.room(), self.id), fields).view()
    }

    /// The form, or why there is none.
    fn content(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if let Some(rated) = &self.there.rated {
            let said = ui::facts(facts(lang, rated.on_time, rated.right_quantity, rated.quality));
            let note = rated.note.as_ref().map(|note| ui::rich_text(&domain::richtext::blocks(note.as_str())));
            return view! { {Notice::Info.view(lang, text.already())} {said} {note} }.into_any();
        }
        if self.there.state != State::Settled {
            return Notice::Warning.view(lang, text.not_settled());
        }
        self.form(lang)
    }
}

/// What one koperasi said of one round.
fn facts(lang: Lang, on_time: bool, right_quantity: bool, quality: i16) -> Vec<(String, Cell)> {
    let text = Text(lang);
    let said = |yes: bool| Cell::text(if yes { text.yes() } else { text.no() });
    vec![
        (text.quality().to_owned(), Cell::text(format!("{}, {}", text.of_five(&quality.to_string()), grade(lang, quality)))),
        (text.punctual().to_owned(), said(on_time)),
        (text.exact().to_owned(), said(right_quantity)),
    ]
}

/// What all koperasi found together.
pub(super) fn average(lang: Lang, average: Option<&Average>) -> AnyView {
    let text = Text(lang);
    let Some(average) = average else { return view! { <p class="redup">{text.none()}</p> }.into_any() };
    let tenths = format!("{}{}{}", average.quality / 10, lang.pick(',', '.'), average.quality % 10);
    ui::facts(vec![
        (text.quality().to_owned(), Cell::text(text.of_five(&tenths)).and(text.counted(average.ratings))),
        (text.punctual().to_owned(), Cell::text(text.percent(average.on_time))),
        (text.exact().to_owned(), Cell::text(text.percent(average.right_quantity))),
    ])
}

/// What the own koperasi said, with its notes; nothing before it has.
pub(super) fn own(lang: Lang, base: &str, ratings: &[OwnRating]) -> Option<AnyView> {
    let text = Text(lang);
    let row = |r: &OwnRating| {
        let words = format!(
            "{}, {}, {}",
            text.of_five(&r.quality.to_string()),
            spoken(lang, r.on_time, text.punctual()),
            spoken(lang, r.right_quantity, text.exact())
        );
        let said = match &r.note {
            Some(note) => Cell::text(words).and(note),
            None => Cell::text(words),
        };
        let round = format!("{} ({})", r.title, Day::of(r.rated_at).short(lang));
        let link = Cell::link(&format!("{base}/pembelian/{}/nilai", r.round), &round);
        vec![link, said]
    };
    let columns = [ui::Column::words(text.round()), ui::Column::words(text.quality())];
    (!ratings.is_empty()).then(|| ui::table(text.own(), &columns, ratings.iter().map(row).collect()))
}

/// `tepat waktu`, `tidak tepat waktu`
fn spoken(lang: Lang, yes: bool, what: &str) -> String {
    let what = what.to_lowercase();
    if yes { what } else { format!("{} {what}", lang.pick("tidak", "not")) }
}

impl Screen for RatingScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title(&self.there.supplier)).tab(Tab::Together)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let title = text.title(&self.there.supplier);
        let crumbs = [(self.room(), text.round().to_owned()), (format!("{}/{}", self.room(), self.id), self.there.title.clone())];
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Purchases, &title, Some(text.lead()))}
                {ui::breadcrumbs(frame.lang, &crumbs, &title)}
                {ui::card(self.content(frame.lang))}
            </div>
        }
        .into_any()
    }
}
