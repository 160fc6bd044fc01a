//! The seller's own code: sent as a photo or a text, looked at once more, and kept.

use axum::http::StatusCode;
use domain::access::Keeper;
use domain::form::{FieldErrors, Invalid};
use domain::lang::Lang;
use domain::qris::{MAX_LENGTH, Qris};
use engine::Trouble;
use engine::buying::qris::{OwnCode, RemoveError};
use engine::pictures::Upload;
use engine::throttle::Throttled;
use leptos::prelude::*;

use crate::business::link;
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, Fields, Icon, Notice, post_button};

crate::texts! {
    Text {
        title: "QRIS toko", "The shop’s QRIS";
        lead: "Pembeli memindai kode Anda, dan jumlah tiap pesanan sudah terisi. Uangnya langsung masuk ke rekening atau dompet digital Anda.", "Buyers scan your code with the amount of the order filled in. The money goes straight to your account or wallet.";
        on_behalf(shop: &str): format!("Anda mengatur QRIS {shop} sebagai pengurus. Pemiliknya mendapat kabar bila kodenya diganti."), format!("You set the QRIS of {shop} as an officer. The owner is told when the code changes.");
        current: "Kode yang dipakai sekarang", "The code in use";
        receiver: "Nama penerima", "Who is paid";
        city: "Kota", "City";
        code_of(name: &str): format!("Kode QRIS {name}"), format!("QRIS code of {name}");
        put: "Pasang kode", "Put up a code";
        replace: "Ganti kode", "Replace the code";
        photo: "Foto QRIS", "Photo of the QRIS";
        photo_hint: "Foto stiker QRIS Anda, atau gambar dari aplikasi bank. Fotonya tidak disimpan.", "A photo of your QRIS sticker, or the picture from your bank’s app. The photo is not kept.";
        typed: "Atau tempel teksnya", "Or paste its text";
        typed_hint: "Teks panjang yang dimulai dengan 000201, dari aplikasi pemindai. Kosongkan bila mengirim foto.", "The long text that begins with 000201, from a scanner app. Leave it empty when you send a photo.";
        too_often: "Terlalu banyak foto dalam satu jam. Tempel saja teksnya, atau coba lagi nanti.", "Too many photos within an hour. Paste its text instead, or try again later.";
        check: "Periksa kode", "Check the code";
        seen: "Apakah ini kode Anda?", "Is this your code?";
        seen_lead: "Pembeli membayar ke nama ini. Periksa baik-baik sebelum dipasang.", "Buyers pay to this name. Look closely before you put it up.";
        yes: "Ya, pasang kode ini", "Yes, put up this code";
        no: "Bukan, kirim yang lain", "No, send another";
        saved: "Kode QRIS terpasang. Pembeli bisa membayar dengan QRIS.", "Your QRIS is up. Buyers can pay by QRIS.";
        remove: "Hapus kode", "Remove the code";
        remove_question: "Pembeli tidak bisa lagi memilih QRIS. Pesanan yang sudah ada tetap memakai kodenya.", "Buyers can no longer choose QRIS. Orders that are placed keep their code.";
        removed: "Kode QRIS dihapus.", "The QRIS code was removed.";
        only_way: "QRIS satu-satunya cara bayar di toko ini. Pilih dulu cara bayar lain, lalu hapus kodenya.", "QRIS is the only way to pay this shop. Choose another way first, then remove the code.";
    }
}

pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    let filled = reader.form();
    show(&reader, &by, Shown::Form(filled)).await
}

/// A code is looked at once more before it is kept: the page that shows it sends it back as text, confirmed.
pub async fn enter(reader: Reader, by: Keeper, mut posted: Posted) -> PageResult {
    let photo = posted.take_files("foto").into_iter().find(|file| file.size > 0);
    if photo.is_some() {
        match engine::buying::qris::count_photo(&reader.site.desk, &by).await {
            Ok(()) => {}
            Err(Throttled::Wait(_)) => {
                let page = show(&reader, &by, Shown::TooOften(posted.refused(FieldErrors::default()))).await?;
                return Ok(page.status(StatusCode::TOO_MANY_REQUESTS));
            }
            Err(Throttled::Trouble(trouble)) => return Err(trouble.into()),
        }
    }
    let (field, read) = match photo {
        Some(file) => {
            let photo = Upload::Spooled(file.into_reader().map_err(Trouble::from)?);
            ("foto", engine::buying::qris::read(photo).await)
        }
        None => ("teks", Qris::parse(posted.one("teks")).map_err(Invalid::Qris)),
    };
    let qris = match read {
        Ok(qris) => qris,
        Err(why) => {
            let refused = posted.refused(FieldErrors::of(field, why));
            return show(&reader, &by, Shown::Form(refused)).await.map(Answer::unprocessable);
        }
    };
    // Who sends a photo has not seen yet what is in it.
    if field == "foto" || posted.one("konfirmasi") != "ya" {
        return show(&reader, &by, Shown::Preview(qris)).await;
    }
    engine::buying::qris::save(&reader.site.desk, &by, &qris).await?;
    back(&reader, &by, Text(reader.lang).saved()).await
}

pub async fn remove(reader: Reader, by: Keeper) -> PageResult {
    match engine::buying::qris::remove(&reader.site.desk, &by).await {
        Ok(()) => back(&reader, &by, Text(reader.lang).removed()).await,
        Err(RemoveError::OnlyWay) => {
            let page = show(&reader, &by, Shown::OnlyWay).await?;
            Ok(page.status(StatusCode::CONFLICT))
        }
        Err(RemoveError::Trouble(trouble)) => Err(trouble.into()),
    }
}

async fn back(reader: &Reader, by: &Keeper, saying: &str) -> PageResult {
    let slug = own(reader, by).await?.slug;
    Ok(reader.see_other(link("/usaha/qris", &slug)).saying(saying))
}

async fn own(reader: &Reader, by: &Keeper) -> Result<OwnCode, PageError> {
    Ok(engine::buying::qris::own(&reader.site.desk, by).await?)
}

async fn show(reader: &Reader, by: &Keeper, shown: Shown) -> PageResult {
    let own = own(reader, by).await?;
    Ok(reader.page(QrisScreen { own, on_behalf: by.on_behalf(), shown }))
}

/// What of the page is to the fore.
enum Shown {
    Form(Filled),
    /// A code that was sent, before it is kept.
    Preview(Qris),
    /// The code could not be removed.
    OnlyWay,
    /// One photo too many.
    TooOften(Filled),
}

struct QrisScreen {
    own: OwnCode,
    on_behalf: bool,
    shown: Shown,
}

impl Screen for QrisScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).title(), self.own.name)).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let behalf = self.on_behalf.then(|| Notice::Info.view(lang, text.on_behalf(&self.own.name)));
        let head = ui::page_head(Some(&self.own.name), text.title(), Some(text.lead()));
        let content = match &self.shown {
            Shown::Preview(qris) => preview(lang, &self.own.slug, qris),
            Shown::Form(filled) => view! {
                {current(lang, &self.own)}
                {entry(lang, &self.own, filled)}
            }
            .into_any(),
            Shown::OnlyWay => view! {
                {Notice::Warning.view(lang, text.only_way())}
                {current(lang, &self.own)}
                {entry(lang, &self.own, &Filled::empty())}
            }
            .into_any(),
            Shown::TooOften(filled) => view! {
                {Notice::Warning.view(lang, text.too_often())}
                {current(lang, &self.own)}
                {entry(lang, &self.own, filled)}
            }
            .into_any(),
        };
        ui::narrow(view! {
            {head}
            {behalf}
            {content}
        })
    }
}

fn current(lang: Lang, own: &OwnCode) -> Option<AnyView> {
    let text = Text(lang);
    let qris = own.qris.as_ref()?;
    let remove = post_button(link("/usaha/qris/hapus", &own.slug), vec![], Button::danger(text.remove()).icon(Icon::Trash));
    let content = view! {
        {drawn(lang, qris)}
        {ui::confirm(text.remove(), text.remove_question(), remove)}
    };
    Some(ui::titled_card(text.current(), content))
}

/// The code as it will be scanned, and who is paid by it.
fn drawn(lang: Lang, qris: &Qris) -> AnyView {
    let text = Text(lang);
    let facts = vec![(text.receiver().to_owned(), Cell::text(qris.name())), (text.city().to_owned(), Cell::text(qris.city()))];
    view! {
        {ui::facts(facts)}
        {ui::qr(qris.as_str(), &text.code_of(qris.name()))}
    }
    .into_any()
}

fn preview(lang: Lang, slug: &str, qris: &Qris) -> AnyView {
    let text = Text(lang);
    let hidden = vec![("teks", qris.as_str().to_owned()), ("konfirmasi", "ya".to_owned())];
    let yes = post_button(link("/usaha/qris", slug), hidden, Button::primary(text.yes()).icon(Icon::Check));
    let no = Button::quiet(text.no()).link(link("/usaha/qris", slug));
    let content = view! {
        <p>{text.seen_lead()}</p>
        {drawn(lang, qris)}
        {yes}
        <p>{no.view()}</p>
    };
    ui::titled_card(text.seen(), content)
}

fn entry(lang: Lang, own: &OwnCode, filled: &Filled) -> AnyView {
    let text = Text(lang);
    let f = Fields::new(lang, filled);
    let fields = view! {
        {f.file("foto", text.photo(), "image/jpeg,image/png,image/webp").hint(text.photo_hint()).optional()}
        {f.area("teks", text.typed(), MAX_LENGTH).hint(text.typed_hint()).optional()}
        {f.submit(text.check())}
    };
    let form = f.form(link("/usaha/qris", &own.slug), fields).multipart().view();
    ui::titled_card(if own.qris.is_some() { text.replace() } else { text.put() }, form)
}
