//! `/penawaran/{token}`: a supplier answers a request through its link, by phone, without an account. The
//! page is for people who use nothing but a chat: what is asked, one form, and then what was sent.

mod text;

use axum::extract::Path;
use axum::http::header::USER_AGENT;
use axum::http::{HeaderMap, StatusCode};
use domain::access::Denied;
use domain::dates::{Day, day_and_time, relative};
use domain::form::FieldErrors;
use domain::lang::Lang;
use domain::phone::Phone;
use domain::purchasing::OfferForm;
use engine::suppliers::offers::{Offer, OfferStanding};
use engine::suppliers::quotes::{Letter, LetterStanding, LinkError};
use engine::token::Token;
use leptos::prelude::*;

use super::offers::fields;
use super::terms;
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen};
use crate::ui::{self, Button, Cell, Fields, Icon, Notice, post_button};

use text::Text;

pub async fn page(reader: Reader, Path(secret): Path<String>, headers: HeaderMap) -> PageResult {
    let Some((token, letter)) = find(&reader, &secret).await? else { return Ok(unknown(&reader)) };
    let preview = is_own(&reader, &letter);
    if !preview && !is_preview_of_chat(&headers) {
        engine::suppliers::quotes::opened(&reader.site.desk, &token).await?;
    }
    let filled = reader.form_of(fields::start(Day::of(reader.now())));
    Ok(reader.page(LetterScreen { secret, letter, filled, preview, again: false }))
}

/// The form's answer, or with `aksi` = `tolak` that there is none.
pub async fn answer(reader: Reader, Path(secret): Path<String>, posted: Posted) -> PageResult {
    let Some((token, letter)) = find(&reader, &secret).await? else { return Ok(unknown(&reader)) };
    if is_own(&reader, &letter) {
        // An officer writes an offer down under their own name.
        return Err(PageError::Denied(Denied::Forbidden));
    }
    let desk = &reader.site.desk;
    if letter.standing != LetterStanding::Open {
        return Ok(closed(&reader, secret, letter));
    }
    let done = if posted.one("aksi") == "tolak" {
        engine::suppliers::quotes::decline(desk, &token).await
    } else {
        match OfferForm::parse(&posted.inputs, letter.unit, Day::of(reader.now())) {
            Ok(offer) => engine::suppliers::quotes::answer(desk, &token, &offer).await.map(drop),
            Err(errors) => return Ok(refused(&reader, secret, letter, &posted, errors)),
        }
    };
    match done {
        Ok(()) => Ok(reader.see_other(format!("/penawaran/{secret}"))),
        Err(LinkError::Trouble(trouble)) => Err(trouble.into()),
        // Somebody was quicker, since the link was read above.
        Err(LinkError::Closed(_) | LinkError::Unknown) => match find(&reader, &secret).await? {
            Some((_, letter)) => Ok(closed(&reader, secret, letter)),
            None => Ok(unknown(&reader)),
        },
    }
}

async fn find(reader: &Reader, secret: &str) -> Result<Option<(Token, Letter)>, PageError> {
    let Some(token) = Token::parse(secret) else { return Ok(None) };
    let letter = engine::suppliers::quotes::letter(&reader.site.desk, &token).await?;
    Ok(letter.map(|letter| (token, letter)))
}

/// Whether the reader runs or oversees the koperasi that asks.
fn is_own(reader: &Reader, letter: &Letter) -> bool {
    let today = Day::of(reader.now()).date();
    reader.standing().is_some_and(|standing| standing.overseer(letter.koperasi, today).is_ok())
}

/// Chats fetch a page before anybody has touched its link, for the picture below it.
fn is_preview_of_chat(headers: &HeaderMap) -> bool {
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    ["whatsapp/", "facebookexternalhit", "telegrambot", "bot/", "crawler", "spider"].iter().any(|mark| agent.contains(mark))
}

fn refused(reader: &Reader, secret: String, letter: Letter, posted: &Posted, errors: FieldErrors) -> Answer {
    let filled = posted.refused(errors);
    reader.page(LetterScreen { secret, letter, filled, preview: false, again: false }).unprocessable()
}

/// The link takes no answer (any more): the page says why, and what was answered before.
fn closed(reader: &Reader, secret: String, letter: Letter) -> Answer {
    let screen = LetterScreen { secret, letter, filled: Filled::empty(), preview: false, again: true };
    reader.page(screen).status(StatusCode::CONFLICT)
}

fn unknown(reader: &Reader) -> Answer {
    reader.page(UnknownScreen).status(StatusCode::NOT_FOUND)
}

struct UnknownScreen;

impl Screen for UnknownScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).unknown())
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let see = Button::quiet(text.see_koperasi()).link("/koperasi");
        ui::one_thing(Icon::Link, text.unknown(), text.unknown_text(), Some(see))
    }
}

struct LetterScreen {
    secret: String,
    letter: Letter,
    filled: Filled,
    /// An officer looks at what the supplier will see.
    preview: bool,
    /// It was tried to answer once more.
    again: bool,
}

impl LetterScreen {
    fn path(&self) -> String {
        format!("/penawaran/{}", self.secret)
    }

    /// Who asks, what, how much, until when.
    fn asked(&self, frame: &Frame) -> AnyView {
        let (lang, text, l) = (frame.lang, Text(frame.lang), &self.letter);
        let mut facts = vec![
            (text.who(), Cell::link(&format!("/koperasi/{}", l.koperasi_slug), &l.koperasi_name)),
            (text.material(), Cell::text(&l.material)),
            (text.demand(), Cell::text(terms::amount(lang, l.demand, &l.unit))),
        ];
        if l.standing == LetterStanding::Open {
            let until = Cell::text(day_and_time(l.until, lang)).and(relative(l.until, frame.now, lang));
            facts.push((text.until(), until));
            facts.push((text.unit(), Cell::text(l.unit.text(lang))));
        }
        let facts = ui::facts(facts.into_iter().map(|(name, cell)| (name.to_owned(), cell)).collect());
        ui::titled_card(text.asked(), view! { {facts} {terms::note(l.note.as_deref())} {self.question(text)} })
    }

    /// A chat with the koperasi, or a call where its number is no mobile one.
    fn question(&self, text: Text) -> Option<AnyView> {
        let l = &self.letter;
        let phone = Phone::parse(&l.phone).ok()?;
        if !phone.is_mobile() {
            return Some(Button::quiet(text.call_koperasi(&phone.display())).icon(Icon::Phone).link(phone.tel()).view());
        }
        let words = text.greeting(&l.koperasi_name, &l.supplier, &l.material);
        Some(Button::quiet(text.ask_koperasi()).icon(Icon::Chat).link(phone.whatsapp(&words)).new_tab().view())
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let filled = fields::rows_apart(&self.filled);
        let f = Fields::new(lang, &filled);
        let send =
            (!self.preview).then(|| view! { <p class="petunjuk">{text.one_time()}</p> {f.submit(text.send())} }.into_any());
        let fields = view! { {fields::short(lang, &f, &self.filled, &self.letter.unit)} {send} };
        let form = f.form(self.path(), fields).view();
        let decline = (!self.preview).then(|| {
            let button = post_button(self.path(), vec![("aksi", "tolak".to_owned())], Button::danger(text.cannot_yes()));
            ui::confirm(text.cannot(), text.cannot_question(), button)
        });
        view! { {ui::titled_card(text.your_price(), form)} {decline} }.into_any()
    }

    fn answered(&self, frame: &Frame, offer: &Offer) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let outcome = match offer.standing {
            OfferStanding::NotChosen => Some(Notice::Info.view(lang, text.was_not())),
            OfferStanding::Usable | OfferStanding::Expired => Some(Notice::Success.view(lang, text.was_accepted())),
            OfferStanding::Undecided => Some(Notice::Info.view(lang, text.what_next())),
            OfferStanding::Withdrawn => None,
        };
        let sent = view! {
            {terms::prices(lang, &offer.terms)}
            {terms::facts(lang, &offer.terms, offer.valid_until)}
            {terms::note(offer.note.as_deref())}
        };
        let first = if self.again {
            Notice::Warning.view(lang, text.again())
        } else {
            Notice::Success.view(lang, text.answered_at(&relative(offer.created_at, frame.now, lang)))
        };
        view! { {first} {outcome} {ui::titled_card(text.sent(), sent)} }.into_any()
    }

    fn title(&self, text: Text) -> String {
        match self.letter.standing {
            LetterStanding::Open => text.title(&self.letter.material),
            LetterStanding::Answered => text.answered().to_owned(),
            LetterStanding::Declined => text.declined().to_owned(),
            LetterStanding::Withdrawn => text.withdrawn().to_owned(),
            LetterStanding::Over => text.over().to_owned(),
            LetterStanding::Expired => text.expired().to_owned(),
        }
    }

    fn lead(&self, lang: Lang) -> Option<String> {
        let (text, l) = (Text(lang), &self.letter);
        match l.standing {
            LetterStanding::Open => Some(text.lead(&l.koperasi_name, &terms::amount(lang, l.demand, &l.unit), &l.material)),
            LetterStanding::Answered => None,
            LetterStanding::Declined => Some(text.declined_text().to_owned()),
            LetterStanding::Withdrawn => Some(text.withdrawn_text().to_owned()),
            LetterStanding::Over => Some(text.over_text().to_owned()),
            LetterStanding::Expired => Some(text.expired_text(&day_and_time(l.until, lang))),
        }
    }
}

impl Screen for LetterScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(self.title(Text(lang)))
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let (title, lead) = (self.title(text), self.lead(frame.lang));
        let for_whom = text.for_whom(&self.letter.supplier);
        let preview = self.preview.then(|| Notice::Info.view(frame.lang, text.preview()));
        // What came of it first: who has answered knows what was asked.
        let (first, second) = match (self.letter.standing, &self.letter.answer) {
            (LetterStanding::Open, _) => (self.asked(frame), self.form(frame.lang)),
            (_, Some(offer)) => (self.answered(frame, offer), self.asked(frame)),
            _ => (self.asked(frame), ().into_any()),
        };
        ui::narrow(view! {
            {ui::page_head(Some(&for_whom), &title, lead.as_deref())}
            {preview}
            {first}
            {second}
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chat_that_looks_ahead_is_no_supplier() {
        let of = |agent: &str| {
            let headers: HeaderMap = [(USER_AGENT, agent.parse().expect("a value"))].into_iter().collect();
            is_preview_of_chat(&headers)
        };
        assert!(of("WhatsApp/2.23.20.0 A") && of("facebookexternalhit/1.1") && of("TelegramBot (like TwitterBot)"));
        assert!(!of("Mozilla/5.0 (Linux; Android 13; SM-A125F) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"));
        assert!(!is_preview_of_chat(&HeaderMap::new()));
    }
}
