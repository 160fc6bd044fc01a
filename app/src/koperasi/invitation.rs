//! Invitations: an officer asked, and only the person says yes or no.

use axum::extract::Path;
use domain::access::Person;
use domain::dates::relative;
use engine::koperasi::{AcceptError, Invitation, LeaveError};
use leptos::prelude::*;

use super::page::find;
use super::text::Text;
use crate::house::{Frame, PageError, PageResult, Posted, Reader};
use crate::ui::{self, Button, post_button};

/// `jawaban` is `terima` or `tolak`.
pub async fn answer(reader: Reader, by: Person, Path(slug): Path<String>, posted: Posted) -> PageResult {
    let text = Text(reader.lang);
    let koperasi = find(&reader, &slug).await?;
    let desk = &reader.site.desk;
    match posted.one("jawaban") {
        "terima" => match engine::koperasi::accept(desk, &by, koperasi.id).await {
            Ok(number) => Ok(reader.see_other("/akun").saying(&text.accepted(&koperasi.name, number))),
            Err(AcceptError::Unknown) => Err(PageError::NotFound),
            Err(AcceptError::NotVerified) => Err(PageError::Conflict),
            Err(AcceptError::Trouble(trouble)) => Err(trouble.into()),
        },
        "tolak" => match engine::koperasi::turn_down(desk, &by, koperasi.id).await {
            Ok(()) => Ok(reader.see_other("/akun").saying(text.turned_down())),
            Err(LeaveError::Trouble(trouble)) => Err(trouble.into()),
            Err(_) => Err(PageError::NotFound),
        },
        _ => Err(PageError::NotFound),
    }
}

/// The open invitations, on the account's page.
pub fn cards(frame: &Frame, invitations: &[Invitation]) -> AnyView {
    let text = Text(frame.lang);
    let cards = invitations.iter().map(|i| {
        let when = text.invited(&relative(i.invited_at, frame.now, frame.lang));
        ui::titled_card(
            &text.invites(&i.koperasi_name),
            view! {
                <p class="redup">{when}</p>
                <p>{text.invitation_lead()} " " <a href=format!("/koperasi/{}", i.koperasi_slug)>{text.see_koperasi()}</a></p>
                {buttons(text, &i.koperasi_slug, &i.koperasi_name)}
            },
        )
    });
    cards.collect_view().into_any()
}

pub(super) fn buttons(text: Text, slug: &str, name: &str) -> AnyView {
    let answer = |jawaban: &str, button: Button| {
        post_button(format!("/koperasi/{slug}/undangan"), vec![("jawaban", jawaban.to_owned())], button)
    };
    let yes = Button::primary(text.accept()).read_as(format!("{}: {name}", text.accept()));
    let no = Button::quiet(text.turn_down()).read_as(format!("{}: {name}", text.turn_down()));
    view! { <div class="tombol-baris">{answer("terima", yes)} {answer("tolak", no)}</div> }.into_any()
}
