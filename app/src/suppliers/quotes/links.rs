//! The suppliers' links on the officers' page: sent by chat, made anew, taken back; in the end everybody
//! is told how it went.

use domain::dates::{day_and_time, relative};
use domain::lang::Lang;
use engine::suppliers::quotes::{Comparison, InvitationRow, InvitationStanding};
use leptos::prelude::*;

use super::text::Text;
use crate::house::Frame;
use crate::suppliers::{new_contact, terms};
use crate::ui::{self, Badge, Button, Html, Icon, Notice, Tone, post_button, whatsapp_share};

/// What is written to suppliers is in Indonesian, whatever the officer reads: they have no language here.
const THEIRS: Text = Text(Lang::Id);

/// One card for each supplier that was asked.
pub fn cards(frame: &Frame, koperasi: &str, base: &str, asked: &Comparison, officer: bool) -> AnyView {
    let text = Text(frame.lang);
    let cards: Vec<AnyView> = asked.invitations.iter().map(|i| card(frame, koperasi, base, asked, i, officer)).collect();
    ui::section(text.links(), None, view! { <p class="redup">{text.links_hint()}</p> {cards} })
}

fn card(frame: &Frame, koperasi: &str, base: &str, asked: &Comparison, i: &InvitationRow, officer: bool) -> AnyView {
    let text = Text(frame.lang);
    let badge = ui::badges(&[standing(text, frame, i.standing)]);
    let content = match (officer, asked.ended_at) {
        (false, _) => badge,
        (true, Some(_)) => view! { {badge} {outcome(text, koperasi, asked, i)} }.into_any(),
        (true, None) => view! { {badge} {sending(text, koperasi, base, asked, i)} }.into_any(),
    };
    ui::titled_card(&i.supplier, content)
}

fn standing(text: Text, frame: &Frame, standing: InvitationStanding) -> Badge {
    let when = |at| relative(at, frame.now, frame.lang);
    match standing {
        InvitationStanding::Sent => Badge::waiting(text.sent()),
        InvitationStanding::Opened(at) => Badge::new(Tone::Waiting, text.opened(&when(at))).icon(Icon::Eye),
        InvitationStanding::Answered(at) => Badge::good(text.answered(&when(at))),
        InvitationStanding::Declined(at) => Badge::new(Tone::Plain, text.declined(&when(at))),
        InvitationStanding::Withdrawn => Badge::new(Tone::Plain, text.withdrawn()),
        InvitationStanding::Expired => Badge::bad(text.expired()),
    }
}

/// The link with its chat, and what else can be done while the request is open.
fn sending(text: Text, koperasi: &str, base: &str, asked: &Comparison, i: &InvitationRow) -> AnyView {
    if matches!(i.standing, InvitationStanding::Answered(_)) {
        return ().into_any();
    }
    let path = |step: &str| format!("{base}/undangan/{}/{step}", i.id);
    let named = |label: &str| format!("{label}: {}", i.supplier);
    let link = i.link.as_deref().map(|link| {
        let words = invitation(koperasi, asked, i, link);
        let chat = Button::whatsapp(text.send_whatsapp(), chat(i, &words)).read_as(named(text.send_whatsapp())).wide();
        // On the site that the officer is on, whatever its public address.
        let path = link.find("/penawaran/").map_or(link, |at| &link[at..]);
        let look = Button::quiet(text.preview()).read_as(named(text.preview())).link(path).new_tab();
        view! { {chat.view()} {copy(&text.link_of(&i.supplier), link)} {look.view()} }.into_any()
    });
    let unsure = i.new_contact.as_ref().map(|new| Notice::Warning.view(text.0, new_contact(text.0, new)));
    let mailed = (i.by_mail && i.link.is_some()).then(|| view! { <p class="petunjuk">{text.by_mail()}</p> }.into_any());
    let renew = {
        let button =
            post_button(path("kirim-ulang"), vec![], Button::primary(text.new_link_yes()).read_as(named(text.new_link_yes())));
        ui::confirm(text.new_link(), text.new_link_question(), button)
    };
    let take_back = (i.standing != InvitationStanding::Withdrawn).then(|| {
        let button =
            post_button(path("tarik"), vec![], Button::danger(text.take_back_yes()).read_as(named(text.take_back_yes())));
        ui::confirm(text.take_back(), text.take_back_question(), button)
    });
    view! { {unsure} {link} {mailed} <div class="tombol-baris">{renew}{take_back}</div> }.into_any()
}

fn invitation(koperasi: &str, asked: &Comparison, i: &InvitationRow, link: &str) -> String {
    let demand = terms::amount(Lang::Id, asked.demand, &asked.unit);
    THEIRS.invite(&i.supplier, koperasi, &asked.material, &demand, &day_and_time(i.expires_at, Lang::Id), link)
}

/// With the supplier where its number is known, else with whom the officer chooses.
fn chat(i: &InvitationRow, words: &str) -> String {
    i.whatsapp.as_ref().map_or_else(|| whatsapp_share(words), |phone| phone.whatsapp(words))
}

/// The address in a field that a touch selects, for other ways than a chat.
fn copy(label: &str, link: &str) -> AnyView {
    let mut h = Html::new();
    h.raw("<label class=\"tumpuk\">").element("<span class=\"tersembunyi\">", label, "</span>");
    h.raw("<input class=\"isian\" readonly").attr("value", link).raw("></label>");
    h.view()
}

/// Who has no e-mail is told by the officers.
fn outcome(text: Text, koperasi: &str, asked: &Comparison, i: &InvitationRow) -> Option<AnyView> {
    let waits_to_hear = !matches!(i.standing, InvitationStanding::Declined(_) | InvitationStanding::Withdrawn);
    if i.by_mail || !waits_to_hear {
        return None;
    }
    let answer = asked.answers.iter().find(|o| o.answers.is_some_and(|(_, invitation)| invitation == i.id));
    let chosen = answer.is_some_and(|o| Some(o.id) == asked.accepted);
    let words = if chosen {
        THEIRS.good_news(&i.supplier, koperasi, &asked.material)
    } else {
        THEIRS.other_news(&i.supplier, koperasi, &asked.material)
    };
    let named = format!("{}: {}", text.tell_whatsapp(), i.supplier);
    Some(Button::whatsapp(text.tell_whatsapp(), chat(i, &words)).read_as(named).wide().view())
}
