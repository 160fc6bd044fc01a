//! The document around every page.

use std::fmt::Write;

use domain::lang::Lang;
use leptos::prelude::*;

use super::assets::Assets;
use super::screen::{Frame, Head, Screen, Tab, render};
use crate::ui::{self, Icon, NavLink, Notice};
use crate::{sharing, texts};

texts! {
    Text {
        site: "Guyub, pasar anggota koperasi", "Guyub, the market of koperasi members";
        home: "Beranda", "Home";
        search: "Cari", "Search";
        market: "Pasar", "Market";
        koperasi: "Koperasi", "Koperasi";
        together: "Bersama", "Together";
        orders: "Pesanan", "Orders";
        joint_purchases: "Pembelian bersama", "Joint purchases";
        suppliers: "Pemasok", "Suppliers";
        business: "Usaha saya", "My business";
        office: "Pengurus", "Officers";
        regency: "Dinas", "Regency";
        operator: "Operator", "Operator";
        account: "Akun", "Account";
        sign_in: "Masuk", "Sign in";
        register: "Daftar", "Register";
        line: "Guyub: pasar dan jejaring anggota koperasi. Dibuat untuk Batang.", "Guyub: the market and network of koperasi members. Made for Batang.";
    }
}

/// The whole page, from doctype to end.
pub fn document(screen: impl Screen, frame: &Frame, assets: &Assets, flash: Option<String>) -> String {
    let head = screen.head(frame.lang);
    let mut html = String::with_capacity(16 * 1024);
    write_head(&mut html, &head, frame, assets);
    html.push_str(&render(|| {
        let body = screen.body(frame);
        let (top, footer, bottom) = (top_bar(frame, head.islands), footer(frame), bottom_bar(frame, head.tab));
        let flash = flash.map(|text| view! { <div class="wadah">{Notice::Success.view(frame.lang, text)}</div> }.into_any());
        view! {
            {ui::skip_link(frame.lang)}
            {top}
            <main id=ui::shell::MAIN tabindex="-1">{flash}{body}</main>
            {footer}
            {bottom}
        }
        .into_any()
    }));
    html.push_str("</body></html>");
    html
}

fn top_bar(frame: &Frame, islands: bool) -> AnyView {
    let text = Text(frame.lang);
    let mut links = vec![
        NavLink::new("/cari", text.market()),
        NavLink::new("/pembelian-bersama", text.together()),
        NavLink::new("/koperasi", text.koperasi()),
    ];
    let account = match &frame.standing {
        None => NavLink::new("/masuk", text.sign_in()),
        Some(standing) => {
            if !standing.businesses.is_empty() {
                links.push(NavLink::new("/usaha", text.business()));
            }
            if let Some(office) = standing.offices.first() {
                links.push(NavLink::new(format!("/pengurus/{}", office.koperasi.slug), text.office()));
            }
            if standing.verifier().is_ok() {
                links.push(NavLink::new("/dinas", text.regency()));
            }
            if standing.operator {
                links.push(NavLink::new("/operator", text.operator()));
            }
            NavLink::new("/akun", text.account())
        }
    };
    let unread = frame.standing.as_ref().map(|standing| standing.unread);
    ui::TopBar { query: frame.query.clone(), suggest: islands, links, account, cart: frame.cart, unread }.view(frame.lang)
}

fn bottom_bar(frame: &Frame, tab: Option<Tab>) -> AnyView {
    let text = Text(frame.lang);
    let place = |tab_of, href: &str, label: &str, icon| NavLink::new(href, label).icon(icon).current(tab == Some(tab_of));
    let me = if frame.is_signed_in() {
        place(Tab::Me, "/akun", text.account(), Icon::User)
    } else {
        place(Tab::Me, "/masuk", text.sign_in(), Icon::User)
    };
    let mut places = vec![
        place(Tab::Home, "/", text.home(), Icon::Home),
        place(Tab::Search, "/cari", text.search(), Icon::Search),
        place(Tab::Together, "/pembelian-bersama", text.together(), Icon::Together),
    ];
    places.push(match frame.standing.as_ref().is_some_and(|s| !s.businesses.is_empty()) {
        true => place(Tab::Business, "/usaha", text.business(), Icon::Store),
        false => place(Tab::Orders, "/pesanan", text.orders(), Icon::Orders),
    });
    places.push(me);
    ui::bottom_bar(frame.lang, &places)
}

fn footer(frame: &Frame) -> AnyView {
    let text = Text(frame.lang);
    let mut links = vec![
        NavLink::new("/cari", text.market()),
        NavLink::new("/pembelian-bersama", text.joint_purchases()),
        NavLink::new("/koperasi", text.koperasi()),
        NavLink::new("/pemasok", text.suppliers()),
    ];
    if !frame.is_signed_in() {
        links.push(NavLink::new("/daftar", text.register()));
    }
    ui::Footer { links, line: text.line().to_owned(), back: frame.path.clone() }.view(frame.lang)
}

/// The head is text: Leptos would only make it slower.
fn write_head(html: &mut String, head: &Head, frame: &Frame, assets: &Assets) {
    let text = Text(frame.lang);
    let title = escape(&head.title);
    let url = |path: &str| escape(&format!("{}{path}", frame.public_url));
    let mut line = |args: std::fmt::Arguments<'_>| {
        // Writing to a String cannot fail.
        let _ = html.write_fmt(args);
    };
    line(format_args!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title} · Guyub</title>\
         <link rel=\"stylesheet\" href=\"{}\"><link rel=\"icon\" href=\"{}\" type=\"image/svg+xml\">\
         <link rel=\"apple-touch-icon\" href=\"/apple-touch-icon.png\"><link rel=\"manifest\" href=\"/manifest.webmanifest\">\
         <meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"theme-color\" content=\"#fffdf9\" media=\"(prefers-color-scheme: light)\">\
         <meta name=\"theme-color\" content=\"#1f1b16\" media=\"(prefers-color-scheme: dark)\">",
        frame.lang.tag(),
        assets.url("main.css"),
        assets.url("favicon.svg"),
    ));
    let description = head.description.as_deref().map_or_else(|| escape(text.site()), escape);
    line(format_args!("<meta name=\"description\" content=\"{description}\">"));
    match &head.canonical {
        Some(path) => {
            line(format_args!(
                "<link rel=\"canonical\" href=\"{0}\"><meta property=\"og:url\" content=\"{0}\">\
                 <meta property=\"og:title\" content=\"{title}\"><meta property=\"og:type\" content=\"website\">\
                 <meta property=\"og:site_name\" content=\"Guyub\"><meta property=\"og:locale\" content=\"{1}\">\
                 <meta property=\"og:description\" content=\"{description}\">",
                url(&sharing::address(path, frame.lang)),
                frame.lang.pick("id_ID", "en_GB"),
            ));
            for lang in Lang::ALL {
                let address = url(&sharing::address(path, lang));
                line(format_args!("<link rel=\"alternate\" hreflang=\"{}\" href=\"{address}\">", lang.tag()));
            }
            line(format_args!("<link rel=\"alternate\" hreflang=\"x-default\" href=\"{}\">", url(path)));
            let image = head.image.clone().unwrap_or_else(|| assets.url("og.png"));
            line(format_args!(
                "<meta property=\"og:image\" content=\"{}\"><meta name=\"twitter:card\" content=\"summary_large_image\">{}",
                url(&image),
                sharing::script(head.linked.clone(), &frame.public_url),
            ));
        }
        None => line(format_args!("<meta name=\"robots\" content=\"noindex\">")),
    }
    if head.islands {
        line(format_args!(
            "<link rel=\"modulepreload\" href=\"{js}\">\
             <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"{}\">\
             <script type=\"module\" src=\"{js}\"></script>",
            assets.url("islands.wasm"),
            js = assets.url("islands.js"),
        ));
    }
    if head.live {
        line(format_args!("<script type=\"module\" src=\"{}\"></script>", assets.url("live.js")));
    }
    if head.asks {
        line(format_args!("<script type=\"module\" src=\"{}\"></script>", assets.url("orders.js")));
    }
    if head.amounts {
        line(format_args!("<script type=\"module\" src=\"{}\"></script>", assets.url("amounts.js")));
    }
    // A few bytes, so that every page that was seen can be read again without a network.
    line(format_args!("<script type=\"module\" src=\"{}\"></script>", assets.url("register.js")));
    if head.push {
        line(format_args!("<script type=\"module\" src=\"{}\"></script>", assets.url("push.js")));
    }
    line(format_args!("</head><body>"));
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}
