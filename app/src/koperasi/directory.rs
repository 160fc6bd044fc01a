use domain::form::Inputs;
use domain::lang::Lang;
use engine::koperasi::{District, KoperasiRow, Listed};
use leptos::prelude::*;

use super::text::Text;
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab, posted};
use crate::ui::{self, Badge, Button, Icon, KoperasiCard, NavLink};

/// Koperasi on one page of the directory.
const PAGE: i64 = 48;

/// All verified koperasi, or those of one kecamatan (by code or slug).
pub async fn page(reader: Reader) -> PageResult {
    let asked: Inputs = posted::query(&reader.path);
    let typed = Some(asked.one("kecamatan").trim()).filter(|d| !d.is_empty());
    let districts = engine::koperasi::districts(&reader.site.desk).await?;
    let district =
        typed.map(|d| districts.iter().find(|known| known.slug == d || known.code == d).map(|known| known.slug.clone()));
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let all = match &district {
        // Nothing is in a kecamatan that there is not; nor is that asked of the database.
        Some(None) => Listed { rows: Vec::new(), total: 0 },
        known => {
            let district = known.as_ref().and_then(|d| d.as_deref());
            engine::koperasi::directory(&reader.site.desk, district, PAGE, (nth - 1) * PAGE).await?
        }
    };
    Ok(reader.page(DirectoryScreen { all_districts: district.is_none(), district: district.flatten(), districts, all, nth }))
}

struct DirectoryScreen {
    all_districts: bool,
    /// The slug of the one that was chosen.
    district: Option<String>,
    districts: Vec<District>,
    all: Listed<KoperasiRow>,
    nth: i64,
}

impl Screen for DirectoryScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).describe(Text(lang).lead()).tab(Tab::Koperasi).canonical("/koperasi")
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let chosen = |d: &District| self.district.as_deref() == Some(d.slug.as_str());
        let mut chips = vec![NavLink::new("/koperasi", text.all_districts()).current(self.all_districts)];
        chips.extend(
            self.districts.iter().map(|d| NavLink::new(format!("/koperasi?kecamatan={}", d.slug), &d.name).current(chosen(d))),
        );
        let list = if self.all.rows.is_empty() {
            ui::empty_state(
                Icon::Cooperative,
                text.none_here(),
                text.none_hint(),
                Some(Button::primary(text.all_districts()).link("/koperasi")),
            )
        } else {
            ui::koperasi_grid(frame.lang, &self.all.rows.iter().map(|k| card(text, k)).collect::<Vec<_>>())
        };
        let within = self.district.as_ref().map(|slug| format!("kecamatan={slug}&")).unwrap_or_default();
        let pager = ui::pager(frame.lang, u64::try_from(self.nth).unwrap_or(1), super::pages_of(self.all.total, PAGE), |n| {
            format!("/koperasi?{within}hal={n}")
        });
        view! {
            <div class="wadah">
                {ui::page_head(None, text.title(), Some(text.lead()))}
                {ui::chips(text.district(), &chips)}
                {list}
                {pager}
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
