//! What the pages from receipt to settlement share: their address, the way between them, and how they word a
//! step that was not taken.

use domain::access::Overseer;
use domain::ids::RoundId;
use domain::lang::Lang;
use engine::purchasing::{Goods, RoundError};
use leptos::prelude::*;

use super::text_goods::Text;
use super::{RoundHead, place, round_head, state_name};
use crate::house::{PageError, PageResult, Reader};
use crate::ui::{self, Button, Icon, NavLink};

/// The pages of a round's goods, in the order of their steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Receipt,
    Allocation,
    Pickup,
    Settlement,
}

impl Page {
    const ALL: [Self; 4] = [Self::Receipt, Self::Allocation, Self::Pickup, Self::Settlement];

    const fn path(self) -> &'static str {
        match self {
            Self::Receipt => "/terima",
            Self::Allocation => "/jatah",
            Self::Pickup => "/daftar-ambil",
            Self::Settlement => "/selesaikan",
        }
    }

    fn name(self, text: Text) -> &'static str {
        match self {
            Self::Receipt => text.receipt(),
            Self::Allocation => text.allocation(),
            Self::Pickup => text.pickup(),
            Self::Settlement => text.settlement(),
        }
    }

    /// The address of this page of a round.
    pub fn of(self, by: &Overseer, id: RoundId) -> String {
        format!("{}{}", place(by, id), self.path())
    }
}

/// The head of each of these pages: the round's, and the way to the others.
pub(super) fn top(lang: Lang, by: &Overseer, goods: &Goods, page: Page, title: &str, lead: Option<&str>) -> AnyView {
    let text = Text(lang);
    let run_by = (!goods.coordinator).then_some(goods.run_by.as_str());
    let round = RoundHead { id: goods.id, title: &goods.title, state: goods.state, run_by };
    let links = Page::ALL.map(|p| NavLink::new(p.of(by, goods.id), p.name(text)).current(p == page));
    let lead = lead.map(|lead| view! { <p>{lead.to_owned()}</p> }.into_any());
    view! {
        {round_head(lang, by, &round, Some(title))}
        <div class="tumpuk">{ui::chips(text.steps(), &links)} {lead}</div>
    }
    .into_any()
}

/// In place of a page for which it is too early.
pub(super) fn too_early(lang: Lang, by: &Overseer, goods: &Goods) -> AnyView {
    let text = Text(lang);
    let way = Button::quiet(text.to_round()).link(place(by, goods.id));
    ui::empty_state(Icon::Truck, text.not_ordered(), text.not_ordered_hint(), Some(way))
}

/// What becomes of a button that came too late: the page as it is now, with a sentence that says so.
pub(super) fn failed(reader: &Reader, back: &str, error: RoundError) -> PageResult {
    let text = Text(reader.lang);
    match error {
        RoundError::Unknown => Err(PageError::NotFound),
        RoundError::Moved { state } => {
            let words = super::text::Text(reader.lang);
            Ok(reader.see_other(back).saying(&words.meanwhile_state(state_name(words, state))))
        }
        RoundError::Stale { .. } => Ok(reader.see_other(back).saying(text.stale())),
        RoundError::NotVerified | RoundError::Refused(_) | RoundError::SameOfficer => Err(PageError::Conflict),
        RoundError::Wait(after) => Err(PageError::TooMany { retry_after: after.0 }),
        RoundError::Trouble(trouble) => Err(trouble.into()),
    }
}
