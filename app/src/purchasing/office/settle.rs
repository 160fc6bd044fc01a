//! `/pengurus/{koperasi}/pembelian/{id}/selesaikan`: what a settlement writes into the own book, and the
//! one button that does it.

use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::dates::date_time;
use domain::ids::IdempotencyKey;
use domain::lang::Lang;
use domain::money::Rupiah;
use domain::purchasing::State;
use engine::purchasing::preview::{self, BookLine, Posted as Journal, Preview};
use engine::purchasing::settle;
use leptos::prelude::*;

use super::goods::{Page, failed, too_early, top};
use super::text_goods::Text;
use super::{place, round_of};
use crate::house::{Frame, Head, PageError, PageResult, Posted, Reader, Routes, Screen, Tab};
use crate::ui::{self, Bar, Button, Cell, Column, Icon, NavLink, Notice, Stat, post_button};

pub fn routes() -> Routes {
    Routes::new()
        .get("/pengurus/{koperasi}/pembelian/{id}/selesaikan", page)
        .post("/pengurus/{koperasi}/pembelian/{id}/selesaikan", submit)
}

async fn page(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let id = round_of(&id)?;
    let preview = preview::preview(&reader.site.desk, &by, id).await?.ok_or(PageError::NotFound)?;
    Ok(reader.page(SettleScreen { by, preview, key: engine::ids::fresh() }))
}

async fn submit(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let here = Page::Settlement.of(&overseer, id);
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let version = posted.one("versi").parse::<i64>().unwrap_or_default();
    match settle::settle(&reader.site.desk, &by, id, version, key).await {
        Ok(done) => Ok(reader.see_other(&here).saying(&text.settled(done.charges, &done.total.to_string()))),
        Err(error) => failed(&reader, &here, error),
    }
}

struct SettleScreen {
    by: Overseer,
    preview: Preview,
    key: IdempotencyKey,
}

impl Screen for SettleScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).settle_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let goods = &self.preview.goods;
        let settled = goods.settled_at.map(|at| text.settled_lead(&date_time(at, lang)));
        let lead = settled.as_deref().unwrap_or(text.settle_lead());
        let top = top(lang, &self.by, goods, Page::Settlement, text.settle_title(), Some(lead));
        if goods.ordered.is_none() {
            return view! { <div class="wadah">{top}{too_early(lang, &self.by, goods)}</div> }.into_any();
        }
        if !matches!(goods.state, State::Received | State::Settled) {
            let way = Button::quiet(text.to_receipt()).link(Page::Receipt.of(&self.by, goods.id));
            let nothing = ui::empty_state(Icon::Wallet, text.not_yet(), text.not_yet_hint(), Some(way));
            return view! { <div class="wadah">{top}{nothing}</div> }.into_any();
        }
        view! {
            <div class="wadah">
                {top}
                {self.warning(lang)}
                {ui::two_columns(
                    view! { {self.figures(lang)} {self.makeup(lang)} },
                    view! { {self.book(lang)} {self.act(lang)} {self.afterwards(lang)} },
                )}
            </div>
        }
        .into_any()
    }
}

impl SettleScreen {
    fn total(&self) -> Rupiah {
        self.preview.total().unwrap_or(Rupiah::ZERO)
    }

    fn warning(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        let waits = self.preview.waiting > 0 && self.preview.goods.state == State::Received;
        waits.then(|| {
            let way = Button::quiet(text.pickup()).small().link(Page::Pickup.of(&self.by, self.preview.goods.id));
            Notice::Warning.with(lang, text.waiting_members(self.preview.waiting), Some(way))
        })
    }

    fn figures(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let owed = self.total().checked_sub(self.preview.deposits).unwrap_or(Rupiah::ZERO);
        let stat = |name: &str, value: String| Stat { name: name.to_owned(), value, note: None };
        ui::stats(&[
            stat(text.charged_members(), self.preview.members.to_string()),
            stat(text.total(), self.total().to_string()),
            stat(text.from_deposits(), self.preview.deposits.to_string()),
            stat(text.still_owed(), owed.to_string()),
        ])
    }

    fn makeup(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        let bar = |label: &str, amount: Rupiah| Bar { label: label.to_owned(), value: amount.0, shown: amount.to_string() };
        (self.preview.members > 0).then(|| {
            let owed = self.total().checked_sub(self.preview.deposits).unwrap_or(Rupiah::ZERO);
            let bars = [
                bar(text.goods_transport(), self.preview.cost),
                bar(text.fee(), self.preview.fee),
                bar(text.by_deposits(), self.preview.deposits),
                bar(text.still_owed(), owed),
            ];
            ui::row_chart(lang, text.makeup(), &bars)
        })
    }

    /// The settlement as the own book has it, or will have it, and the second journal when deposits pay.
    fn book(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.preview.lines.is_empty() {
            return view! { <p class="redup">{text.no_lines()}</p> }.into_any();
        }
        let columns = [Column::words(text.account()), Column::figures(text.debit()), Column::figures(text.credit())];
        let table = |title: &str, lines: &[BookLine]| ui::table_under(title, &columns, lines.iter().map(line).collect());
        let second = (!self.preview.from_deposits.is_empty()).then(|| {
            let said = text.deposits_pay(&self.preview.deposits.to_string());
            let lines = table(text.journal_of_deposits(), &self.preview.from_deposits);
            ui::titled_card(text.journal_of_deposits(), view! { <p>{said}</p> {lines} })
        });
        let first = ui::titled_card(text.journal(), table(text.journal(), &self.preview.lines));
        view! { {first} {second} }.into_any()
    }

    fn act(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        let goods = &self.preview.goods;
        if goods.state != State::Received {
            return None;
        }
        if !goods.coordinator {
            return Some(Notice::Info.view(lang, text.settles(&goods.run_by)));
        }
        self.by.officer()?;
        let hidden = vec![("kunci", self.key.to_string()), ("versi", goods.version.to_string())];
        let button = post_button(Page::Settlement.of(&self.by, goods.id), hidden, Button::primary(text.settle_yes()));
        Some(ui::confirm(text.settle(), text.settle_question(), button))
    }

    /// Where to go once it is done.
    fn afterwards(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        let goods = &self.preview.goods;
        if goods.state != State::Settled {
            return None;
        }
        let office = format!("/pengurus/{}", self.by.koperasi().slug);
        let mut links: Vec<NavLink> = self.preview.journals.iter().map(|j| journal(text, &office, j)).collect();
        links.push(NavLink::new(format!("{office}/buku/anggota"), text.members_book()).icon(Icon::Wallet));
        if self.preview.waiting > 0 {
            links.push(NavLink::new(Page::Pickup.of(&self.by, goods.id), text.to_pickup()).icon(Icon::Box));
        }
        if self.by.officer().is_some() {
            links.push(NavLink::new(format!("{}/nilai", place(&self.by, goods.id)), text.rate()).icon(Icon::Star));
        }
        Some(ui::titled_card(text.afterwards(), ui::menu(&links)))
    }
}

fn line(line: &BookLine) -> Vec<Cell> {
    let account = Cell::text(format!("{} {}", line.code, line.account));
    let shown = |amount: Rupiah| Cell::text(if amount == Rupiah::ZERO { String::new() } else { amount.to_string() });
    let account = match &line.party {
        Some(party) => account.and(party),
        None => account,
    };
    vec![account, shown(line.debit), shown(line.credit)]
}

fn journal(text: Text, office: &str, j: &Journal) -> NavLink {
    let kind = match j.kind.as_str() {
        "goods_received" => text.kind_goods_received(),
        "settlement" => text.kind_settlement(),
        "deposit_applied" => text.kind_deposit_applied(),
        _ => text.kind_other(),
    };
    let number = format!("{}/{:04}", j.year, j.number);
    NavLink::new(format!("{office}/buku/jurnal/{}", j.id), text.journal_no(kind, &number)).icon(Icon::Book)
}
