//! `/usaha/blokir`: buyers whom a shop serves no more.

use axum::extract::Path;
use domain::access::Keeper;
use domain::buying::OrderNumber;
use domain::dates::Day;
use domain::form::{FieldErrors, Invalid};
use domain::ids::AccountId;
use domain::lang::Lang;
use domain::reviews::Report;
use engine::reviews::block::{BlockError, Blocked};
use leptos::prelude::*;

use super::shop::{Shop, link};
use super::text::Text;
use crate::house::{Answer, Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Button, Cell, Column, Fields, post_button};

/// Characters of a reason.
const WHY: usize = 300;

/// With `?nomor=`, the form begins with that order.
pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    let filled = reader.form_with("nomor");
    show(&reader, &by, filled).await
}

pub async fn submit(reader: Reader, by: Keeper, posted: Posted) -> PageResult {
    let (number, why) = (number(posted.one("nomor")), Report::parse(&posted.inputs));
    let (number, why) = match (number, why) {
        (Ok(number), Ok(why)) => (number, why),
        (number, why) => {
            let mut errors = number.err().map(|why| FieldErrors::of("nomor", why)).unwrap_or_default();
            for (field, why) in why.err().iter().flat_map(FieldErrors::iter) {
                errors.add(field, why.clone());
            }
            return show(&reader, &by, posted.refused(errors)).await.map(Answer::unprocessable);
        }
    };
    match engine::reviews::block::block(&reader.site.desk, &by, &number, &why).await {
        Ok(()) => {
            let shop = Shop::of(&reader, &by).await?;
            Ok(reader.see_other(link("/usaha/blokir", &shop.slug)).saying(Text(reader.lang).blocked()))
        }
        Err(BlockError::Unknown) => {
            let errors = FieldErrors::of("nomor", Invalid::UnknownChoice);
            show(&reader, &by, posted.refused(errors)).await.map(Answer::unprocessable)
        }
        Err(BlockError::Trouble(trouble)) => Err(trouble.into()),
    }
}

fn number(text: &str) -> Result<OrderNumber, Invalid> {
    if text.trim().is_empty() { Err(Invalid::Required) } else { OrderNumber::parse(text) }
}

pub async fn unblock(reader: Reader, by: Keeper, Path(account): Path<String>) -> PageResult {
    let account: AccountId = account.parse().map_err(|_| PageError::NotFound)?;
    if !engine::reviews::block::unblock(&reader.site.desk, &by, account).await? {
        return Err(PageError::NotFound);
    }
    let shop = Shop::of(&reader, &by).await?;
    Ok(reader.see_other(link("/usaha/blokir", &shop.slug)).saying(Text(reader.lang).unblocked()))
}

async fn show(reader: &Reader, by: &Keeper, filled: Filled) -> PageResult {
    let all = engine::reviews::block::blocked(&reader.site.desk, by).await?;
    let shop = Shop::of(reader, by).await?;
    Ok(reader.page(BlockScreen { shop, all, filled }))
}

struct BlockScreen {
    shop: Shop,
    all: Vec<Blocked>,
    filled: Filled,
}

impl BlockScreen {
    fn list(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.all.is_empty() {
            return view! { <p class="redup">{text.nobody_blocked()}</p> }.into_any();
        }
        let row = |b: &Blocked| {
            let to = link(&format!("/usaha/blokir/{}/buka", b.account), &self.shop.slug);
            let button = Button::quiet(text.unblock()).small().read_as(format!("{}: {}", text.unblock(), b.name));
            vec![
                Cell::text(&b.name).and(Day::of(b.at).short(lang)),
                Cell::text(b.why.as_deref().unwrap_or_default()),
                Cell::view(post_button(to, vec![], button)),
            ]
        };
        let columns = [Column::words(text.buyer()), Column::words(text.why()), Column::silent(text.unblock())];
        ui::table_under(text.blocked_title(), &columns, self.all.iter().map(row).collect())
    }

    fn form(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, &self.filled);
        let fields = view! {
            {f.text("nomor", text.order_number()).hint(text.order_number_hint()).narrow()}
            {f.area("alasan", text.why(), WHY).rows(3).hint(text.block_why_hint())}
            {ui::submit_row(vec![Button::danger(text.block())])}
        };
        f.form(link("/usaha/blokir", &self.shop.slug), fields).view()
    }
}

impl Screen for BlockScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).blocked_title()).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        ui::narrow(view! {
            {ui::page_head(Some(&self.shop.name), text.blocked_title(), Some(text.blocked_lead()))}
            {self.list(lang)}
            {ui::titled_card(text.block_title(), self.form(lang))}
        })
    }
}
