use domain::form::Inputs;
use domain::lang::Lang;
use engine::koperasi::{District, KoperasiRow};
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Badge, Button, Icon, KoperasiCard, NavLink};

/// All verified koperasi, or those of one kecamatan (by code or slug).
pub async fn page(reader: Reader) -> PageResult {
    let asked: Inputs = posted::query(&reader.path);
    let district = Some(asked.one("kecamatan").trim()).filter(|d| !d.is_empty());
    let districts = engine::koperasi::districts(&reader.site.desk).await?;
    let all = engine::koperasi::directory(&reader.site.desk, district).await?;
    let district = district.map(str::to_owned);
    Ok(reader.page(DirectoryScreen { district, districts, all }))
}

struct DirectoryScreen {
    district: Option<String>,
    districts: Vec<District>,
    all: Vec<KoperasiRow>,
}

impl Screen for DirectoryScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).describe(Text(lang).lead()).tab(Tab::Koperasi).canonical("/koperasi")
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let chosen = |d: &District| self.district.as_deref().is_some_and(|c| c == d.slug || c == d.code);
        let mut chips = vec![NavLink::new("/koperasi", text.all_districts()).current(self.district.is_none())];
        chips.extend(
            self.districts.iter().map(|d| NavLink::new(format!("/koperasi?kecamatan={}", d.slug), &d.name).current(chosen(d))),
        );
        let list = if self.all.is_empty() {
            ui::empty_state(
                Icon::Cooperative,
                text.none_here(),
                text.none_hint(),
                Some(Button::primary(text.all_districts()).link("/koperasi")),
            )
        } else {
            ui::koperasi_grid(frame.lang, &self.all.iter().map(|k| card(text, k)).collect::<Vec<_>>())
        };
        view! {
            <div class="wadah">
                {ui::page_head(None, text.title(), Some(text.lead()))}
                {ui::chips(text.district(), &chips)}
                {list}
                <p>{Button::quiet(text.register()).link("/koperasi/daftar").view()}</p>
            </div>
        }
        .into_any()
    }
}

fn card(text: Text, k: &KoperasiRow) -> KoperasiCard {
    KoperasiCard {
        href: format!("/koperasi/{}", k.slug),
        name: k.name.clone(),
        place: text.place(&k.village, &k.district),
        members: u64::try_from(k.members).unwrap_or(0),
        shops: u64::try_from(k.shops).unwrap_or(0),
        verified: Some(Badge::good(text.verified())),
    }
}
