//! `…/buku/koperasi`: what koperasi owe each other, paying it, and confirming that it came.

use axum::extract::Path;
use domain::access::{Overseer, Treasurer};
use domain::dates::{Day, relative};
use domain::ids::KoperasiPaymentId;
use domain::lang::Lang;
use domain::ledger::forms::{Arrival, Movement};
use domain::money::Rupiah;
use domain::slug::Slug;
use engine::ledger::{Between, BooksError, Neighbour, Payment};
use leptos::prelude::*;

use super::form::{Ask, FormScreen, key, refusal};
use super::text::Text;
use super::{Leaf, base, head, posts_money, who_posts};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Screen, Tab};
use crate::ui::{self, Badge, Button, Cell, Column, Icon};

pub async fn page(reader: Reader, by: Overseer) -> PageResult {
    let between = engine::ledger::between(&reader.site.desk, &by).await?;
    Ok(reader.page(BetweenScreen { by, between }))
}

struct BetweenScreen {
    by: Overseer,
    between: Between,
}

impl BetweenScreen {
    fn neighbours(&self, text: Text) -> AnyView {
        if self.between.neighbours.is_empty() {
            return ui::empty_state(Icon::Cooperative, text.nothing_between(), text.nothing_between_hint(), None);
        }
        let (base, money) = (base(&self.by), posts_money(&self.by));
        let columns = [
            Column::words(text.koperasi()),
            Column::figures(text.we_owe()),
            Column::figures(text.they_owe()),
            Column::silent(text.deeds()),
        ];
        let row = |n: &Neighbour| {
            let pay = (money && n.owes > Rupiah::ZERO).then(|| {
                let button = Button::quiet(text.pay_koperasi()).small().read_as(text.pay_koperasi_title(&n.name));
                button.link(format!("{base}/koperasi/{}/bayar", n.slug))
            });
            let note = (money && n.owed > Rupiah::ZERO).then(|| {
                let button = Button::quiet(text.note()).small().read_as(format!("{}: {}", text.note(), n.name));
                button.link(format!("{base}/koperasi/{}/nota", n.slug))
            });
            let buttons: Vec<Button> = pay.into_iter().chain(note).collect();
            vec![
                Cell::link(&format!("/koperasi/{}", n.slug), &n.name),
                Cell::text(n.owes.to_string()),
                Cell::text(n.owed.to_string()),
                Cell::buttons(&buttons),
            ]
        };
        ui::card(ui::table_under(text.between_title(), &columns, self.between.neighbours.iter().map(row).collect()))
    }

    fn payments(&self, frame: &Frame) -> Option<AnyView> {
        let text = Text(frame.lang);
        if self.between.payments.is_empty() {
            return None;
        }
        let (base, money) = (base(&self.by), posts_money(&self.by));
        let columns = [
            Column::words(text.koperasi()),
            Column::figures(text.amount()),
            Column::words(text.state()),
            Column::silent(text.confirm()),
        ];
        let row = |p: &Payment| {
            let way = if p.incoming { text.incoming() } else { text.outgoing() };
            let state = match (p.confirmed, p.incoming) {
                (true, _) => Badge::good(text.confirmed()),
                (false, true) => Badge::waiting(text.waits_for_us()),
                (false, false) => Badge::waiting(text.waits_for_them()),
            };
            let confirm = (money && p.incoming && !p.confirmed).then(|| {
                let button = Button::primary(text.confirm()).small().read_as(format!("{}: {}", text.confirm(), p.name));
                button.link(format!("{base}/koperasi/terima/{}", p.id))
            });
            vec![
                Cell::text(&p.name).and(format!("{way} · {}", relative(p.paid_at, frame.now, frame.lang))),
                Cell::text(p.amount.to_string()),
                Cell::badge(&state),
                Cell::buttons(confirm.as_slice()),
            ]
        };
        let table = ui::table_under(text.payments(), &columns, self.between.payments.iter().map(row).collect());
        Some(ui::section(text.payments(), None, ui::card(table)))
    }
}

impl Screen for BetweenScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).between_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let text = Text(frame.lang);
        view! {
            <div class="wadah">
                {head(frame.lang, &self.by, Leaf::Koperasi, text.between_title(), Some(text.between_lead()))}
                {who_posts(text, &self.by)}
                {self.neighbours(text)}
                {self.payments(frame)}
            </div>
        }
        .into_any()
    }
}

/// The other koperasi of a path.
pub(super) async fn find(reader: &Reader, slug: &str) -> Result<(Slug, String), PageError> {
    let slug = Slug::parse(slug).map_err(|_| PageError::NotFound)?;
    let koperasi = engine::koperasi::shown(&reader.site.desk, &slug).await?.ok_or(PageError::NotFound)?;
    Ok((slug, koperasi.name))
}

async fn owes(reader: &Reader, by: &Overseer, slug: &Slug) -> Result<Rupiah, PageError> {
    Ok(engine::ledger::neighbour(&reader.site.desk, by, slug).await?.map_or(Rupiah::ZERO, |n| n.owes))
}

pub async fn form(reader: Reader, overseer: Overseer, _by: Treasurer, Path((_, slug)): Path<(String, String)>) -> PageResult {
    let (slug, name) = find(&reader, &slug).await?;
    let owes = owes(&reader, &overseer, &slug).await?;
    if owes == Rupiah::ZERO {
        return Err(PageError::NotFound);
    }
    let filled = reader.form();
    Ok(reader.page(pay_screen(&reader, overseer, (&slug, &name, owes), filled, None)))
}

pub async fn pay(
    reader: Reader,
    overseer: Overseer,
    by: Treasurer,
    Path((_, slug)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    let (slug, name) = find(&reader, &slug).await?;
    let done: Result<KoperasiPaymentId, BooksError> = async {
        let movement = Movement::parse(&posted.inputs, Day::of(reader.now()))?;
        engine::ledger::pay_koperasi(&reader.site.desk, &by, &slug, &movement, key(&posted)?).await
    }
    .await;
    match done {
        Ok(_) => Ok(reader.see_other(format!("{}/koperasi", base(&overseer))).saying(text.koperasi_paid())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.done_already())?;
            let owes = owes(&reader, &overseer, &slug).await?;
            let screen = pay_screen(&reader, overseer, (&slug, &name, owes), posted.refused(errors), problem);
            Ok(reader.page(screen).unprocessable())
        }
    }
}

fn pay_screen(
    reader: &Reader,
    by: Overseer,
    (slug, name, owes): (&Slug, &str, Rupiah),
    filled: Filled,
    problem: Option<&'static str>,
) -> FormScreen {
    let text = Text(reader.lang);
    let base = base(&by);
    FormScreen {
        by,
        leaf: Leaf::Koperasi,
        title: text.pay_koperasi_title(name),
        does: text.pay_koperasi_does(),
        facts: vec![(text.we_owe().to_owned(), Cell::text(owes.to_string()))],
        action: format!("{base}/koperasi/{slug}/bayar"),
        back: format!("{base}/koperasi"),
        filled,
        ask: Ask::Movement,
        submit: text.post(),
        problem,
        today: Day::of(reader.now()),
    }
}

/// A payment to this koperasi.
async fn incoming(reader: &Reader, by: &Overseer, id: &str) -> Result<Payment, PageError> {
    let id: KoperasiPaymentId = id.parse().map_err(|_| PageError::NotFound)?;
    engine::ledger::incoming(&reader.site.desk, by, id).await?.ok_or(PageError::NotFound)
}

pub async fn confirm_form(
    reader: Reader,
    overseer: Overseer,
    _by: Treasurer,
    Path((_, id)): Path<(String, String)>,
) -> PageResult {
    let payment = incoming(&reader, &overseer, &id).await?;
    let problem = payment.confirmed.then(|| Text(reader.lang).confirmed_already());
    let filled = reader.form();
    Ok(reader.page(confirm_screen(&reader, overseer, &payment, filled, problem)))
}

pub async fn confirm(
    reader: Reader,
    overseer: Overseer,
    by: Treasurer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let text = Text(reader.lang);
    let payment = incoming(&reader, &overseer, &id).await?;
    let done: Result<(), BooksError> = async {
        let arrival = Arrival::parse(&posted.inputs, Day::of(reader.now()))?;
        engine::ledger::confirm(&reader.site.desk, &by, payment.id, &arrival).await
    }
    .await;
    match done {
        Ok(()) => Ok(reader.see_other(format!("{}/koperasi", base(&overseer))).saying(text.confirm_done())),
        Err(why) => {
            let (errors, problem) = refusal(text, why, text.confirmed_already())?;
            let screen = confirm_screen(&reader, overseer, &payment, posted.refused(errors), problem);
            Ok(reader.page(screen).unprocessable())
        }
    }
}

fn confirm_screen(reader: &Reader, by: Overseer, p: &Payment, filled: Filled, problem: Option<&'static str>) -> FormScreen {
    let text = Text(reader.lang);
    let base = base(&by);
    FormScreen {
        by,
        leaf: Leaf::Koperasi,
        title: text.confirm_title(&p.name),
        does: text.confirm_does(),
        facts: vec![
            (text.koperasi().to_owned(), Cell::text(&p.name)),
            (text.amount().to_owned(), Cell::text(p.amount.to_string())),
        ],
        action: format!("{base}/koperasi/terima/{}", p.id),
        back: format!("{base}/koperasi"),
        filled,
        ask: Ask::Arrival,
        submit: text.confirm(),
        problem,
        today: Day::of(reader.now()),
    }
}
