//! `/pengurus/{koperasi}/permintaan`: requests for quotes.

pub(super) mod ask;
pub(super) mod chart;
pub(super) mod compare;
pub(super) mod links;
pub(super) mod steps;
pub(super) mod text;

use domain::access::Overseer;
use domain::dates::date_time;
use domain::ids::QuoteRequestId;
use domain::lang::Lang;
use engine::suppliers::quotes::RequestRow;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::{offers, terms};
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::koperasi::office::{Room, head};
use crate::ui::{self, Badge, Button, Cell, Column, Icon, Tone};

use text::Text;

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let requests = engine::suppliers::quotes::list(&reader.site.desk, &by).await?;
    Ok(reader.page(ListScreen { by, requests }))
}

fn id_of(text: &str) -> Result<QuoteRequestId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

struct ListScreen {
    by: Overseer,
    requests: Vec<RequestRow>,
}

impl ListScreen {
    fn base(&self) -> String {
        format!("/pengurus/{}/permintaan", self.by.koperasi().slug)
    }

    fn ask(&self, text: Text) -> Option<Button> {
        self.by.officer().map(|_| Button::primary(text.ask()).link(format!("{}/baru", self.base())))
    }

    fn list(&self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        if self.requests.is_empty() {
            return ui::empty_state(Icon::Chat, text.none(), text.none_hint(), self.ask(text));
        }
        let columns = [
            Column::words(text.material()),
            Column::figures(text.demand()),
            Column::figures(text.answers()),
            Column::words(text.until()),
            Column::words(text.state()),
        ];
        let row = |r: &RequestRow| {
            vec![
                Cell::link(&format!("{}/{}", self.base(), r.id), &r.material).and(date_time(r.created_at, lang)),
                Cell::text(terms::amount(lang, r.demand, &r.unit)),
                Cell::text(text.answered_of(r.answered, r.invited)),
                Cell::text(date_time(r.answer_until, lang)),
                Cell::badge(&state(text, r, frame.now)),
            ]
        };
        ui::card(ui::table(text.list(), &columns, self.requests.iter().map(row).collect()))
    }
}

fn state(text: Text, r: &RequestRow, now: OffsetDateTime) -> Badge {
    match (&r.accepted, r.ended) {
        (Some(supplier), _) => Badge::good(format!("{}: {supplier}", text.accepted())),
        (None, true) => Badge::new(Tone::Plain, text.ended()),
        (None, false) if r.answered > 0 => Badge::offer(text.decide()),
        (None, false) if r.answer_until <= now => Badge::bad(text.late()),
        (None, false) => Badge::waiting(text.waits()),
    }
}

impl Screen for ListScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let ask = self.ask(text).filter(|_| !self.requests.is_empty()).map(|ask| ui::submit_row(vec![ask]));
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Room::Offers, text.title(), Some(text.lead()))}
                {offers::parts(frame.lang, &self.by, true)}
                {ask}
                {self.list(frame)}
            </div>
        }
        .into_any()
    }
}
