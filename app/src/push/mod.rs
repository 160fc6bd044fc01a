//! News on a device while no page is open: asked for in the account and on the page of an order, nowhere
//! else, and never before a button is pressed.

use axum::http::StatusCode;
use domain::access::Person;
use domain::lang::Lang;
use engine::push::Subscription;
use leptos::prelude::*;

use crate::house::{Frame, Head, PageError, PageResult, Posted, Reader, Routes, Screen, Tab};
use crate::site::language::local_path;
use crate::texts;
use crate::ui::{self, Html, Notice};

texts! {
    Text {
        account: "Akun", "Account";
        title: "Pemberitahuan di HP", "News on this device";
        lead: "Kabar pesanan, pembelian bersama, dan koperasi muncul di layar, juga saat Guyub tidak dibuka.", "News of orders, joint purchases and your koperasi shows up on the screen, also while Guyub is not open.";
        none: "Belum ada perangkat yang diberi tahu.", "No device is told yet.";
        some(n: i64): format!("Anda diberi tahu di {n} perangkat."), if n == 1 { "You are told on one device.".to_owned() } else { format!("You are told on {n} devices.") };
        until: "Berlaku selama Anda masuk di perangkat itu. Semua kabar juga ada di halaman Kabar.", "It lasts as long as you are signed in on that device. All news is on the page of notices too.";
        needs_script: "Bila tombolnya tidak muncul, peramban ini belum bisa menerima pemberitahuan, atau izinnya ditolak di pengaturan peramban.", "If there is no button, this browser cannot be told, or it was forbidden in the browser’s settings.";
        offer: "Ingin diberi tahu di HP ini?", "Do you want to be told on this device?";
        begin: "Beri tahu saya di sini", "Tell me here";
        stop: "Berhenti di perangkat ini", "Stop on this device";
        failed: "Peramban ini tidak mengizinkan. Ubah izin pemberitahuan di pengaturan peramban, lalu coba lagi.", "This browser does not allow it. Change the permission for notifications in its settings, then try again.";
        begun: "Mulai sekarang kabar muncul di perangkat ini.", "From now on news shows up on this device.";
        stopped: "Perangkat ini tidak diberi tahu lagi.", "This device is told nothing any more.";
        not_possible: "Perangkat ini belum bisa diberi tahu. Coba lagi dengan tombol di bawah.", "This device cannot be told yet. Try again with the button below.";
        to_notices: "Ke halaman Kabar", "To the page of notices";
    }
}

const PATH: &str = "/akun/pemberitahuan";

pub fn routes() -> Routes {
    Routes::new().get(PATH, page).post(PATH, submit)
}

/// The offer, for a page whose head says [`Head::push`]. It stays hidden until `frontend/push.js` has seen
/// what this browser can do and whether it is told already. `key` is [`engine::push::public_key`], `back` the
/// page to come back to.
pub fn offer(lang: Lang, key: &str, back: &str) -> AnyView {
    let text = Text(lang);
    let mut h = Html::new();
    h.raw("<div class=\"lembar\" hidden").attr("data-kunci-push", key).raw("><form class=\"formulir\" method=\"post\"");
    h.attr("action", PATH).element("><p>", text.offer(), "</p>");
    h.raw("<p class=\"bantu\" data-gagal role=\"alert\" hidden>").text(text.failed()).raw("</p>");
    h.raw(
        "<input type=\"hidden\" name=\"titik\"><input type=\"hidden\" name=\"p256dh\"><input type=\"hidden\" name=\"rahasia\">",
    );
    h.raw("<input type=\"hidden\" name=\"aksi\"><input type=\"hidden\" name=\"kembali\"").attr("value", back).raw(">");
    h.element("<button class=\"tombol\" data-untuk=\"mulai\">", text.begin(), "</button>");
    h.element("<button class=\"tombol tenang\" data-untuk=\"berhenti\" hidden>", text.stop(), "</button></form></div>");
    h.view()
}

async fn page(reader: Reader, by: Person) -> PageResult {
    Ok(reader.page(screen(&reader, &by, None).await?))
}

async fn screen(reader: &Reader, by: &Person, problem: Option<&'static str>) -> Result<PushScreen, PageError> {
    let desk = &reader.site.desk;
    let devices = engine::push::devices(desk, by).await?;
    Ok(PushScreen { key: engine::push::public_key(desk)?, devices, problem })
}

async fn submit(reader: Reader, by: Person, posted: Posted) -> PageResult {
    let (text, desk) = (Text(reader.lang), &reader.site.desk);
    let back = match posted.one("kembali") {
        "" => PATH,
        path => local_path(path),
    };
    let endpoint = posted.one("titik");
    match posted.one("aksi") {
        "berhenti" => {
            // One that the browser has ended already, or another person's: it is not told either way.
            engine::push::stop(desk, &by, endpoint).await?;
            Ok(reader.see_other(back).saying(text.stopped()))
        }
        "mulai" => match Subscription::parse(endpoint, posted.one("p256dh"), posted.one("rahasia")) {
            Some(device) => {
                let session = reader.signed_in.as_ref().map(|s| s.session).ok_or(PageError::NotFound)?;
                engine::push::begin(desk, &by, session, reader.lang, &device).await?;
                Ok(reader.see_other(back).saying(text.begun()))
            }
            None => not_possible(&reader, &by).await,
        },
        _ => not_possible(&reader, &by).await,
    }
}

async fn not_possible(reader: &Reader, by: &Person) -> PageResult {
    let screen = screen(reader, by, Some(Text(reader.lang).not_possible())).await?;
    Ok(reader.page(screen).status(StatusCode::UNPROCESSABLE_ENTITY))
}

struct PushScreen {
    key: String,
    devices: i64,
    problem: Option<&'static str>,
}

impl Screen for PushScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).tab(Tab::Me).push()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, lang) = (Text(frame.lang), frame.lang);
        let problem = self.problem.map(|problem| Notice::Warning.view(lang, problem));
        let state = if self.devices == 0 { text.none().to_owned() } else { text.some(self.devices) };
        ui::narrow(view! {
            {ui::page_head(Some(text.account()), text.title(), Some(text.lead()))}
            {problem}
            <p>{state}" "{text.until()}</p>
            {offer(lang, &self.key, PATH)}
            <p class="bantu">{text.needs_script()}</p>
            <p><a href="/akun/kabar">{text.to_notices()}</a></p>
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house::screen::fragment;

    #[test]
    fn the_offer_has_what_its_script_looks_for() {
        let html = fragment(PushScreen { key: "BPk".to_owned(), devices: 1, problem: None }, &Frame::bare(Lang::En));
        assert!(html.contains("data-kunci-push=\"BPk\"") && html.contains("one device"), "{html}");
        let script = include_str!("../../../frontend/push.js");
        for name in ["titik", "p256dh", "rahasia", "aksi"] {
            assert!(html.contains(&format!("name=\"{name}\"")) && script.contains(name), "{name}");
        }
        for mark in ["data-untuk", "data-gagal", "data-kunci-push"] {
            assert!(html.contains(mark) && script.contains(mark), "{mark}");
        }
    }
}
