//! An order on paper, for both sides.

use domain::lang::Lang;
use engine::buying::nota;
use engine::buying::shown::OrderShown;
use leptos::prelude::*;

use super::asked::{Asked, AskedBySeller};
use super::order_text::Text;
use crate::house::{PageResult, Reader};
use crate::ui::{self, Icon, NavLink};

const PDF: &str = "application/pdf";

pub async fn nota(reader: Reader, asked: Asked) -> PageResult {
    let order = asked.find(&reader).await?;
    sheet(&reader, &order)
}

pub async fn slip(reader: Reader, asked: Asked) -> PageResult {
    let order = asked.find(&reader).await?;
    Ok(receipt(&reader, &order))
}

pub async fn sellers_nota(reader: Reader, asked: AskedBySeller) -> PageResult {
    let order = asked.find(&reader).await?;
    sheet(&reader, &order)
}

pub async fn sellers_slip(reader: Reader, asked: AskedBySeller) -> PageResult {
    let order = asked.find(&reader).await?;
    Ok(receipt(&reader, &order))
}

fn sheet(reader: &Reader, order: &OrderShown) -> PageResult {
    let shop = reader.site.desk.link(&format!("/toko/{}", order.shop_slug));
    let file = nota::nota(reader.lang, order, &shop)?;
    Ok(reader.file(file, PDF, &format!("nota-{}.pdf", order.number)))
}

fn receipt(reader: &Reader, order: &OrderShown) -> crate::house::Answer {
    reader.file(nota::slip(reader.lang, order), PDF, &format!("struk-{}.pdf", order.number))
}

/// Ways to both; `query` names the seller's business.
pub(super) fn links(lang: Lang, base: &str, query: &str) -> AnyView {
    let text = Text(lang);
    let links = [
        NavLink::new(format!("{base}/nota.pdf{query}"), text.nota()).icon(Icon::Print),
        NavLink::new(format!("{base}/struk.pdf{query}"), text.slip()).icon(Icon::Print),
    ];
    ui::titled_card(text.papers(), ui::menu(&links))
}
