//! What the pages from receipt to settlement share: their address, their head, and how they word a step
//! that was not taken.

use domain::access::Overseer;
use domain::ids::RoundId;
use domain::lang::Lang;
use domain::purchasing::State;
use domain::quantity::{Quantity, SaleUnit};
use engine::purchasing::{Goods, RoundError};
use leptos::prelude::*;

use super::text_goods::Text;
use crate::house::{PageError, PageResult, Reader};
use crate::koperasi::office::{Room, head};
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
        format!("{}{}", base(by, id), self.path())
    }
}

/// The round's own page in the officers' room.
pub(super) fn base(by: &Overseer, id: RoundId) -> String {
    format!("/pengurus/{}/pembelian/{id}", by.koperasi().slug)
}

pub(super) fn round_of(text: &str) -> Result<RoundId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

/// The head of each of these pages: whose, what, and the way to the others.
pub(super) fn top(lang: Lang, by: &Overseer, goods: &Goods, page: Page, title: &str, lead: Option<&str>) -> AnyView {
    let text = Text(lang);
    let over = text.of_from(&goods.title, &goods.supplier);
    let mut links = vec![NavLink::new(base(by, goods.id), text.the_round()).icon(Icon::ArrowLeft)];
    links.extend(Page::ALL.map(|p| NavLink::new(p.of(by, goods.id), p.name(text)).current(p == page)));
    let run_by = (!goods.coordinator).then(|| view! { <p class="redup">{text.run_by(&goods.run_by)}</p> }.into_any());
    view! {
        {head(lang, by, Room::Purchases, title, lead)}
        <p class="tebal">{over}</p>
        {run_by}
        {ui::chips(text.steps(), &links)}
    }
    .into_any()
}

/// In place of a page for which it is too early.
pub(super) fn too_early(lang: Lang, by: &Overseer, goods: &Goods) -> AnyView {
    let text = Text(lang);
    let way = Button::quiet(text.to_round()).link(base(by, goods.id));
    ui::empty_state(Icon::Truck, text.not_ordered(), text.not_ordered_hint(), Some(way))
}

/// `12,5 kg`; what is sold in packs is counted: `3 × karung 25 kg`.
pub(super) fn amount(lang: Lang, quantity: Quantity, unit: SaleUnit) -> String {
    if unit == SaleUnit::one(unit.unit()) {
        format!("{} {}", quantity.text(lang), unit.unit().name_for(quantity, lang))
    } else {
        format!("{} × {}", quantity.text(lang), unit.text(lang))
    }
}

pub(super) fn state_name(text: Text, state: State) -> &'static str {
    match state {
        State::Draft => text.state_draft(),
        State::Open => text.state_open(),
        State::Closed => text.state_closed(),
        State::Ordered => text.state_ordered(),
        State::Received => text.state_received(),
        State::Settled => text.state_settled(),
        State::Cancelled => text.state_cancelled(),
    }
}

/// What becomes of a button that came too late: the page as it is now, with a sentence that says so.
pub(super) fn failed(reader: &Reader, back: &str, error: RoundError) -> PageResult {
    let text = Text(reader.lang);
    match error {
        RoundError::Unknown => Err(PageError::NotFound),
        RoundError::Moved { state } => Ok(reader.see_other(back).saying(&text.moved(state_name(text, state)))),
        RoundError::Stale { .. } => Ok(reader.see_other(back).saying(text.stale())),
        RoundError::NotVerified | RoundError::Refused(_) | RoundError::SameOfficer => Err(PageError::Conflict),
        RoundError::Wait(after) => Err(PageError::TooMany { retry_after: after.0 }),
        RoundError::Trouble(trouble) => Err(trouble.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_say_what_they_count() {
        let unit = |text: &str| SaleUnit::parse(text).expect("a unit");
        let some = Quantity::from_thousandths(12_500);
        assert_eq!(amount(Lang::Id, some, unit("kg")), "12,5 kg");
        assert_eq!(amount(Lang::En, some, unit("kg")), "12.5 kg");
        assert_eq!(amount(Lang::Id, Quantity::whole(3), unit("karung 25 kg")), "3 × karung 25 kg");
    }
}
