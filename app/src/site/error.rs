//! Error pages: what happened in plain words, and what to do next.

use domain::access::Denied;
use domain::lang::Lang;
use leptos::prelude::*;

use crate::house::{Frame, Head, PageError, Screen};
use crate::texts;
use crate::ui::{Button, Icon, one_thing};

texts! {
    Text {
        missing: "Halaman ini tidak ada", "This page does not exist";
        missing_hint: "Mungkin alamatnya salah ketik, atau barangnya sudah tidak dijual. Coba cari dengan nama lain.", "The address may be mistyped, or the thing is no longer sold. Try searching by another name.";
        forbidden: "Halaman ini bukan untuk akun Anda", "This page is not for your account";
        forbidden_hint: "Hanya pengurus atau pemilik yang boleh membukanya. Bila Anda merasa berhak, tanyakan kepada pengurus koperasi Anda.", "Only an officer or the owner may open it. If you think you should, ask an officer of your koperasi.";
        malformed: "Kiriman ini tidak dapat dibaca", "What was sent cannot be read";
        malformed_hint: "Kembali ke formulirnya, muat ulang, lalu kirim sekali lagi.", "Go back to the form, reload it, and send it once more.";
        large: "Kiriman ini terlalu besar", "What was sent is too large";
        large_hint: "Kecilkan fotonya atau kirim lebih sedikit sekaligus.", "Make the pictures smaller, or send fewer at a time.";
        conflict: "Sudah berubah lebih dulu", "It has changed meanwhile";
        conflict_hint: "Orang lain, atau Anda di tab lain, sudah mengubahnya. Buka kembali halamannya untuk melihat keadaan sekarang.", "Somebody else, or you in another tab, has changed it. Open the page again to see how it stands.";
        many: "Terlalu banyak percobaan", "Too many attempts";
        many_hint(minutes: u64): format!("Tunggu sekitar {minutes} menit, lalu coba lagi."), format!("Wait about {minutes} minutes, then try again.");
        trouble: "Ada gangguan di pihak kami", "Something went wrong on our side";
        trouble_hint: "Tidak ada yang hilang di pihak Anda. Coba lagi sebentar lagi; bila tetap begini, beri tahu pengelola.", "Nothing on your side was lost. Try again in a moment; if it stays like this, tell the operator.";
        home: "Ke beranda", "Go home";
    }
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Missing,
    Forbidden,
    Malformed,
    Large,
    Conflict,
    Many(u64),
    Trouble,
}

pub struct ErrorScreen(Kind);

impl ErrorScreen {
    pub fn of(error: &PageError) -> Self {
        Self(match error {
            PageError::Denied(Denied::Forbidden) => Kind::Forbidden,
            PageError::Denied(_) | PageError::NotFound | PageError::Elsewhere(_) => Kind::Missing,
            PageError::Malformed => Kind::Malformed,
            PageError::TooLarge => Kind::Large,
            PageError::Conflict => Kind::Conflict,
            PageError::TooMany { retry_after } => Kind::Many(retry_after.as_secs().div_ceil(60).max(1)),
            PageError::Trouble(_) => Kind::Trouble,
        })
    }

    fn words(&self, lang: Lang) -> (&'static str, String) {
        let t = Text(lang);
        match self.0 {
            Kind::Missing => (t.missing(), t.missing_hint().to_owned()),
            Kind::Forbidden => (t.forbidden(), t.forbidden_hint().to_owned()),
            Kind::Malformed => (t.malformed(), t.malformed_hint().to_owned()),
            Kind::Large => (t.large(), t.large_hint().to_owned()),
            Kind::Conflict => (t.conflict(), t.conflict_hint().to_owned()),
            Kind::Many(minutes) => (t.many(), t.many_hint(minutes)),
            Kind::Trouble => (t.trouble(), t.trouble_hint().to_owned()),
        }
    }
}

impl Screen for ErrorScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(self.words(lang).0)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (title, hint) = self.words(frame.lang);
        let home = Button::primary(Text(frame.lang).home()).link("/");
        view! { <div class="wadah">{one_thing(Icon::Info, title, &hint, Some(home))}</div> }.into_any()
    }
}
