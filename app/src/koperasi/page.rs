use axum::extract::Path;
use domain::dates::relative;
use domain::koperasi::LegalForm;
use domain::lang::Lang;
use domain::phone::Phone;
use domain::slug::Slug;
use engine::koperasi::{KoperasiShown, MyPlace, ShopRow};
use engine::purchasing::insight::{self, Together};
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Badge, Button, Cell, Column, Icon, NavLink, Notice, ShopCard, post_button};

/// Shops on one page of the list.
const SHOPS: i64 = 24;

pub async fn page(reader: Reader, Path(slug): Path<String>) -> PageResult {
    if let Some(hot) = reader.hot() {
        return Ok(hot);
    }
    let koperasi = find(&reader, &slug).await?;
    show(&reader, koperasi, None).await
}

pub(super) async fn show(reader: &Reader, koperasi: KoperasiShown, problem: Option<String>) -> PageResult {
    let desk = &reader.site.desk;
    let place = match reader.standing() {
        Some(standing) => engine::koperasi::my_place(desk, standing.account, koperasi.id).await?,
        None => MyPlace::Stranger,
    };
    let nth = posted::query(&reader.path).one("hal").parse().unwrap_or(1i64).clamp(1, 1000);
    let shops = engine::koperasi::shops(desk, koperasi.id, SHOPS + 1, (nth - 1) * SHOPS).await?;
    let together = insight::together(desk, koperasi.id).await?;
    let shows = vec![koperasi.id.0];
    Ok(reader.page_for_all(KoperasiScreen { koperasi, place, shops, nth, together, problem }, shows))
}

/// The koperasi of a path. One that is not verified is there for its own people and for those who
/// verify; for everyone else it is not.
pub(super) async fn find(reader: &Reader, slug: &str) -> Result<KoperasiShown, PageError> {
    let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
    let koperasi = engine::koperasi::shown(&reader.site.desk, &slug).await?.ok_or(PageError::NotFound)?;
    let is_own = reader.standing().is_some_and(|s| {
        s.verifier().is_ok()
            || s.memberships.iter().any(|m| m.koperasi.id == koperasi.id)
            || s.offices.iter().any(|o| o.koperasi.id == koperasi.id)
    });
    if koperasi.verified || is_own { Ok(koperasi) } else { Err(PageError::NotFound) }
}

struct KoperasiScreen {
    koperasi: KoperasiShown,
    place: MyPlace,
    shops: Vec<ShopRow>,
    nth: i64,
    together: Together,
    problem: Option<String>,
}

impl Screen for KoperasiScreen {
    fn head(&self, lang: Lang) -> Head {
        let k = &self.koperasi;
        let head = Head::new(&k.name)
            .tab(Tab::Koperasi)
            .describe(k.story.clone().unwrap_or_else(|| Text(lang).place(&k.village, &k.district)));
        if k.verified { head.canonical(format!("/koperasi/{}", k.slug)) } else { head }
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, k) = (Text(frame.lang), &self.koperasi);
        let place = format!("{}, {}", text.place(&k.village, &k.district), k.regency);
        let state = if k.verified {
            ui::badges(&[Badge::good(text.verified())])
        } else {
            Notice::Warning.view(frame.lang, text.unverified())
        };
        let problem = self.problem.map(|p| Notice::Danger.view(frame.lang, p));
        let story = k.story.as_deref().map(|s| ui::rich_text(&domain::richtext::blocks(s)));
        view! {
            <div class="wadah">
                {ui::page_head(Some(&place), &k.name, None)}
                {problem}
                {state}
                {ui::two_columns(view! { {story} {facts(text, frame.lang, k, &self.together)} }, side(frame, k, self.place))}
                {open_rounds(frame, &self.together)}
                {ui::section(text.shops(), None, shop_list(frame.lang, text, &self.shops))}
                {pages(frame.lang, &k.slug, self.nth, i64::try_from(self.shops.len()).unwrap_or(0) > SHOPS)}
            </div>
        }
        .into_any()
    }
}

fn facts(text: Text, lang: Lang, k: &KoperasiShown, together: &Together) -> AnyView {
    let form = LegalForm::parse(&k.legal_form).map_or("", |f| f.name(lang));
    let mut facts = vec![
        (text.legal_form().to_owned(), Cell::text(form)),
        (text.nik().to_owned(), Cell::text(&k.nik_koperasi)),
        (text.members_count().to_owned(), Cell::text(k.members.to_string())),
    ];
    if let Some(address) = &k.address {
        facts.push((text.address().to_owned(), Cell::text(address)));
    }
    if let Some(saved) = together.saved {
        facts.push((text.saved_together().to_owned(), Cell::text(saved.to_string()).and(text.saved_how())));
    }
    ui::facts(facts)
}

/// The joint purchases that members of this koperasi may take part in now.
fn open_rounds(frame: &Frame, together: &Together) -> AnyView {
    let text = Text(frame.lang);
    if together.open.is_empty() {
        return ().into_any();
    }
    let columns = [Column::words(text.round()), Column::words(text.closes())];
    let rows = together.open.iter().map(|r| {
        let name = Cell::link(&format!("/pembelian-bersama/{}", r.id), &r.title);
        vec![name, Cell::text(relative(r.closes_at, frame.now, frame.lang))]
    });
    let all = NavLink::new("/pembelian-bersama", text.all_rounds());
    ui::section(text.open_rounds(), Some(all), ui::table(text.open_rounds_lead(), &columns, rows.collect()))
}

/// What this reader can do here: join, wait, leave, ask.
fn side(frame: &Frame, k: &KoperasiShown, place: MyPlace) -> AnyView {
    let text = Text(frame.lang);
    let join = format!("/koperasi/{}/gabung", k.slug);
    let leave = |label: &str| post_button(format!("/koperasi/{}/keluar", k.slug), vec![], Button::danger(label));
    let mine = match place {
        MyPlace::Stranger if k.verified => Button::primary(text.join()).link(join).wide().view(),
        MyPlace::Stranger => ().into_any(),
        MyPlace::Invited => view! {
            {Notice::Info.view(frame.lang, text.invites(&k.name))}
            {super::invitation::buttons(text, &k.slug, &k.name)}
        }
        .into_any(),
        MyPlace::Waiting => view! { {Notice::Info.view(frame.lang, text.waiting())} {leave(text.take_back())} }.into_any(),
        MyPlace::Member => view! {
            {Notice::Success.view(frame.lang, text.member())}
            {ui::confirm(text.leave(), text.leave_question(), leave(text.leave()))}
        }
        .into_any(),
    };
    let officer = frame.standing.as_ref().is_some_and(|s| s.offices.iter().any(|o| o.koperasi.id == k.id));
    let office = officer.then(|| Button::quiet(text.office()).link(format!("/pengurus/{}", k.slug)).wide().view());
    let ask = Phone::parse(&k.phone).ok().filter(Phone::is_mobile);
    let ask = ask.map(|p| Button::whatsapp(text.ask_whatsapp(), p.whatsapp(&text.greeting(&k.name))).wide().view());
    let url = format!("{}/koperasi/{}", frame.public_url, k.slug);
    ui::card(view! { {mine} {office} {ask} {ui::share_row(frame.lang, &text.share_text(&k.name), &url)} })
}

fn shop_list(lang: Lang, text: Text, shops: &[ShopRow]) -> AnyView {
    if shops.is_empty() {
        return ui::empty_state(Icon::Store, text.no_shops(), text.no_shops_hint(), None);
    }
    let shown = usize::try_from(SHOPS).unwrap_or(24);
    let cards: Vec<_> = shops.iter().take(shown).map(|s| shop_card(text, s)).collect();
    ui::shop_grid(lang, &cards)
}

pub(super) fn shop_card(text: Text, s: &ShopRow) -> ShopCard {
    ShopCard {
        href: format!("/toko/{}", s.slug),
        name: s.name.clone(),
        line: s.story.as_deref().map(|s| domain::richtext::summary(s, 90)),
        place: text.place(&s.village, &s.district),
        products: u64::try_from(s.products).ok(),
        badges: vec![],
    }
}

/// There is no count of all shops: one more than a page was asked for, and tells whether to go on.
fn pages(lang: Lang, slug: &str, nth: i64, more: bool) -> AnyView {
    let link = |n: i64, label: &str| NavLink::new(format!("/koperasi/{slug}?hal={n}"), label);
    let mut links = Vec::new();
    if nth > 1 {
        links.push(link(nth - 1, lang.pick("Sebelumnya", "Previous")));
    }
    if more {
        links.push(link(nth + 1, lang.pick("Berikutnya", "Next")));
    }
    if links.is_empty() { ().into_any() } else { ui::chips(lang.pick("Halaman", "Pages"), &links) }
}
