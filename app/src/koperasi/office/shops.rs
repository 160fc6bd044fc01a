use domain::access::Overseer;
use domain::lang::Lang;
use engine::koperasi::ShopRow;
use leptos::prelude::*;

use super::text::Text;
use super::{Room, head};
use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, Column, Icon};

/// More shops than one koperasi has members who trade.
const ALL: i64 = 500;

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let shops = engine::koperasi::shops(&reader.site.desk, by.koperasi().id, ALL, 0).await?;
    Ok(reader.page(ShopsScreen { by, shops }))
}

struct ShopsScreen {
    by: Overseer,
    shops: Vec<ShopRow>,
}

impl Screen for ShopsScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).shops_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        let keeps = self.by.officer().is_some();
        let list = if self.shops.is_empty() {
            ui::empty_state(Icon::Store, text.no_shops(), text.no_shops_hint(), None)
        } else {
            let rows = self.shops.iter().map(|s| {
                let place = format!("{}, {}", s.village, s.district);
                let keep = keeps.then(|| {
                    let href = format!("/usaha?usaha={}", s.slug);
                    Button::quiet(text.keep()).small().link(href).read_as(format!("{}: {}", text.keep(), s.name)).view()
                });
                vec![
                    Cell::link(&format!("/toko/{}", s.slug), &s.name).and(place),
                    Cell::text(text.products(s.products)),
                    Cell::view(keep),
                ]
            });
            ui::table(
                text.shops_title(),
                &[Column::words(text.shop()), Column::figures(text.shops()), Column::silent(text.keep())],
                rows.collect(),
            )
        };
        view! { <div class="wadah">{head(frame.lang, &self.by, Room::Shops, text.shops_title(), Some(text.shops_lead()))} {list}</div> }.into_any()
    }
}
