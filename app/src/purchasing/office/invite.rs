//! Other koperasi: asking them, and answering for the own one.

use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::form::Inputs;
use domain::ids::RoundId;
use domain::lang::Lang;
use domain::purchasing::asked;
use engine::purchasing::RoundError;
use engine::purchasing::overview::Other;
use leptos::prelude::*;

use super::desk::{DeskScreen, Small};
use super::text::Text;
use super::{place_of, room, round_of, steps};
use crate::house::{PageError, PageResult, Posted, Reader};
use crate::ui::{self, Button, Choice, Fields, post_button};

pub(super) async fn invite(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let invited = match asked::invited(&posted.inputs) {
        Ok(koperasi) => engine::purchasing::invite::invite(&reader.site.desk, &by, id, &koperasi).await,
        Err(errors) => Err(RoundError::Refused(errors)),
    };
    match invited {
        Ok(()) => Ok(reader.see_other(place_of(&by, id)).saying(text.was_invited())),
        Err(error) => steps::refused(&reader, overseer, &by, id, error, Some((Small::Invite, &posted))).await,
    }
}

/// `jawab` is `ya` or `tidak`.
pub(super) async fn answer(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let accept = match posted.one("jawab") {
        "ya" => true,
        "tidak" => false,
        _ => return Err(PageError::NotFound),
    };
    match engine::purchasing::invite::answer(&reader.site.desk, &by, id, accept).await {
        Ok(()) if accept => Ok(reader.see_other(place_of(&by, id)).saying(text.was_joined())),
        Ok(()) => Ok(reader.see_other(room(&by.koperasi().slug)).saying(text.was_declined())),
        Err(error) => {
            let moved = matches!(error, RoundError::Moved { .. });
            match steps::refused(&reader, overseer, &by, id, error, None).await {
                // It closed meanwhile, and is no longer for this koperasi to see.
                Err(PageError::NotFound) if moved => Ok(reader.see_other(room(&by.koperasi().slug)).saying(text.too_late_lead())),
                answered => answered,
            }
        }
    }
}

pub(super) fn buttons(text: Text, by: &Overseer, id: RoundId) -> AnyView {
    let to = format!("{}/undangan/{id}", room(&by.koperasi().slug));
    let answer = |answer: &str, button: Button| post_button(to.clone(), vec![("jawab", answer.to_owned())], button);
    view! {
        <div class="tombol-baris">
            {answer("ya", Button::primary(text.join()))} {answer("tidak", Button::quiet(text.decline()))}
        </div>
    }
    .into_any()
}

/// Who could be asked, the near ones first.
pub(super) fn form(lang: Lang, screen: &DeskScreen, others: &[Other]) -> AnyView {
    let text = Text(lang);
    let (filled, open) = screen.filled(Small::Invite, Inputs::default());
    if others.is_empty() && !open {
        return ().into_any();
    }
    let f = Fields::new(lang, &filled).prefix(Small::Invite.path());
    let choices = others.iter().map(|o| Choice::new(&o.slug, &o.name).group(text.in_district(&o.district))).collect();
    let fields = view! {
        <p>{text.invite_lead()}</p>
        {f.select("koperasi", text.koperasi(), choices)}
        {f.submit(text.invite_yes())}
    };
    ui::fold(text.invite(), open, f.form(format!("{}/undang", screen.here()), fields).view())
}
