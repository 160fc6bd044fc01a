//! `/pengurus/{koperasi}/pembelian/{id}/jatah`: who gets what, and single lines that an officer moves.

use axum::extract::Path;
use domain::access::{Officer, Overseer};
use domain::form::{FieldErrors, Inputs};
use domain::ids::MembershipId;
use domain::lang::Lang;
use domain::money::Rupiah;
use domain::purchasing::State;
use domain::quantity::Quantity;
use domain::text::Line;
use engine::purchasing::RoundError;
use engine::purchasing::allocation::{self, Allocations, Allotted};
use leptos::prelude::*;

use super::goods::{Page, failed, too_early, top};
use super::text_goods::Text;
use super::{amount, place, round_of};
use crate::house::{Filled, Frame, Head, PageError, PageResult, Posted, Reader, Routes, Screen, Tab, posted};
use crate::koperasi::pages_of;
use crate::ui::{self, Badge, Bar, Button, Cell, Column, Fields, Icon, Notice, Stat, Tone};

/// Lines on one page.
const PAGE: i64 = 100;

pub fn routes() -> Routes {
    Routes::new()
        .get("/pengurus/{koperasi}/pembelian/{id}/jatah", page)
        .post("/pengurus/{koperasi}/pembelian/{id}/jatah/{anggota}", submit)
}

/// `ubah` names the line whose form is shown.
async fn page(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let id = round_of(&id)?;
    let asked = posted::query(&reader.path);
    let nth = asked.one("hal").parse().unwrap_or(1i64).clamp(1, 10_000);
    let shares = allocation::allocations(&reader.site.desk, &by, id, PAGE, (nth - 1) * PAGE).await?;
    let shares = shares.ok_or(PageError::NotFound)?;
    let moving = match (asked.one("ubah").parse::<MembershipId>(), by.officer()) {
        (Ok(member), Some(_)) => allocation::allotted(&reader.site.desk, &by, id, member).await?,
        _ => None,
    };
    let moving = moving.map(|line| {
        let start = Inputs::default().with("jumlah", line.amount).with("alasan", line.reason.as_deref().unwrap_or_default());
        (line, reader.form_of(start))
    });
    Ok(reader.page(AllocationScreen { by, shares, nth, moving }))
}

async fn submit(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id, member)): Path<(String, String, String)>,
    posted: Posted,
) -> PageResult {
    let (desk, id) = (&reader.site.desk, round_of(&id)?);
    let member: MembershipId = member.parse().map_err(|_| PageError::NotFound)?;
    let line = allocation::allotted(desk, &overseer, id, member).await?.ok_or(PageError::NotFound)?;
    let here = Page::Allocation.of(&overseer, id);
    let errors = match parse(&posted.inputs) {
        Ok((to, reason)) => match allocation::move_line(desk, &by, id, member, to, &reason).await {
            Ok(()) => return Ok(reader.see_other(&here).saying(Text(reader.lang).share_saved())),
            Err(RoundError::Refused(errors)) => errors,
            Err(error) => return failed(&reader, &here, error),
        },
        Err(errors) => errors,
    };
    let shares = allocation::allocations(desk, &overseer, id, PAGE, 0).await?.ok_or(PageError::NotFound)?;
    let moving = Some((line, posted.refused(errors)));
    Ok(reader.page(AllocationScreen { by: overseer, shares, nth: 1, moving }).unprocessable())
}

/// `jumlah` and `alasan`. Nothing at all is an amount too: a member may want none of it any more.
fn parse(inputs: &Inputs) -> Result<(Quantity, Line<200>), FieldErrors> {
    let mut p = inputs.parser();
    let amount = p.take("jumlah", Quantity::parse);
    let reason = p.take("alasan", Line::parse);
    p.finish(|| Some((amount?, reason?)))
}

struct AllocationScreen {
    by: Overseer,
    shares: Allocations,
    nth: i64,
    moving: Option<(Allotted, Filled)>,
}

impl Screen for AllocationScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).allocation_title()).tab(Tab::Koperasi)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let goods = &self.shares.goods;
        let lead = match goods.state {
            State::Ordered => Some(text.allocation_ordered()),
            State::Received => Some(text.allocation_lead()),
            _ => None,
        };
        let top = top(lang, &self.by, goods, Page::Allocation, text.allocation_title(), lead);
        if goods.ordered.is_none() {
            return view! { <div class="wadah">{top}{too_early(lang, &self.by, goods)}</div> }.into_any();
        }
        if self.shares.by_koperasi.is_empty() {
            let way = Button::quiet(text.to_round()).link(place(&self.by, goods.id));
            let nothing = ui::empty_state(Icon::Box, text.no_shares(), text.no_shares_hint(), Some(way));
            return view! { <div class="wadah">{top}{nothing}</div> }.into_any();
        }
        let locked =
            (goods.state == State::Received && goods.locked_at.is_some()).then(|| Notice::Info.view(lang, text.locked_note()));
        let moving =
            self.moving.as_ref().filter(|(line, _)| self.moves(line)).map(|(line, filled)| self.form(lang, line, filled));
        view! {
            <div class="wadah">
                {top}
                <div class="tumpuk">{locked} {moving} {self.figures(lang)} {self.chart(lang)}</div>
                {self.own(lang)}
                {self.others(lang)}
            </div>
        }
        .into_any()
    }
}

impl AllocationScreen {
    fn say(&self, lang: Lang, quantity: Quantity) -> String {
        amount(lang, quantity, self.shares.goods.unit)
    }

    /// True for a line that may be moved now, by who reads.
    fn moves(&self, line: &Allotted) -> bool {
        let goods = &self.shares.goods;
        self.by.officer().is_some() && goods.state == State::Received && goods.locked_at.is_none() && !line.fetched
    }

    fn figures(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let goods = &self.shares.goods;
        let shared = self.shares.by_koperasi.iter().try_fold(Quantity::ZERO, |sum, t| sum.checked_add(t.amount));
        let charged = Rupiah::checked_sum(self.shares.by_koperasi.iter().map(|t| t.total));
        let stat =
            |name: &str, value: String, note: Option<&str>| Stat { name: name.to_owned(), value, note: note.map(str::to_owned) };
        let (first, of) = match goods.accepted {
            Some(accepted) => (text.accepted(), accepted),
            None => (text.ordered(), goods.ordered.unwrap_or_default()),
        };
        let stats = [
            stat(first, self.say(lang, of), None),
            stat(text.shared_out(), self.say(lang, shared.unwrap_or_default()), None),
            stat(text.stock(), self.say(lang, self.stock()), Some(text.stock_note())),
            stat(text.charged(), charged.unwrap_or(Rupiah::ZERO).to_string(), None),
        ];
        ui::stats(&stats)
    }

    /// What is nobody's: what is left of what came, or is to come.
    fn stock(&self) -> Quantity {
        let goods = &self.shares.goods;
        let there = goods.accepted.or(goods.ordered).unwrap_or_default();
        let shared = self.shares.by_koperasi.iter().try_fold(Quantity::ZERO, |sum, t| sum.checked_add(t.amount));
        shared.and_then(|shared| there.checked_sub(shared)).unwrap_or_default()
    }

    fn chart(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        let bar = |label: &str, quantity: Quantity| Bar {
            label: label.to_owned(),
            value: quantity.thousandths(),
            shown: self.say(lang, quantity),
        };
        let mut bars: Vec<Bar> = self.shares.by_koperasi.iter().map(|t| bar(&t.koperasi, t.amount)).collect();
        bars.push(bar(text.stock(), self.stock()));
        ui::row_chart(lang, text.by_koperasi(), &bars)
    }

    fn own(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.shares.lines.is_empty() {
            return ui::section(text.own_members(), None, view! { <p class="redup">{text.no_own_members()}</p> });
        }
        let columns = [
            Column::words(text.member()),
            Column::figures(text.pledged()),
            Column::figures(text.computed()),
            Column::figures(text.final_share()),
            Column::figures(text.charged()),
            Column::silent(text.change()),
        ];
        let rows = self.shares.lines.iter().map(|line| self.line(lang, line)).collect();
        let here = Page::Allocation.of(&self.by, self.shares.goods.id);
        let last = pages_of(self.shares.count, PAGE);
        let pager = ui::pager(lang, u64::try_from(self.nth).unwrap_or(1), last, |n| format!("{here}?hal={n}"));
        ui::section(text.own_members(), None, view! { {ui::table_under(text.own_members(), &columns, rows)} {pager} })
    }

    fn line(&self, lang: Lang, line: &Allotted) -> Vec<Cell> {
        let text = Text(lang);
        let pledged = Cell::text(line.pledged.text(lang));
        let most = line.pledged.checked_add(line.tolerance).filter(|most| *most > line.pledged);
        let share = Cell::text(line.amount.text(lang));
        let change = self.moves(line).then(|| {
            let href = format!("{}?ubah={}", Page::Allocation.of(&self.by, self.shares.goods.id), line.membership);
            Button::quiet(text.change()).small().link(href).read_as(text.change_of(&line.name)).view()
        });
        let changed = line.reason.as_ref().map(|_| Badge::new(Tone::Waiting, text.changed()).view());
        vec![
            Cell::text(&line.name).and(text.member_number(line.number)),
            match most {
                Some(most) => pledged.and(text.up_to(&most.text(lang))),
                None => pledged,
            },
            Cell::text(line.computed.text(lang)),
            match &line.reason {
                Some(reason) => share.and(reason),
                None => share,
            },
            Cell::text(line.total().unwrap_or(Rupiah::ZERO).to_string()),
            Cell::view(view! { {changed} " " {change} }),
        ]
    }

    /// Totals only: their members are their own koperasi's to know.
    fn others(&self, lang: Lang) -> Option<AnyView> {
        let text = Text(lang);
        let others: Vec<_> = self.shares.by_koperasi.iter().filter(|t| !t.own).collect();
        if others.is_empty() {
            return None;
        }
        let columns = [
            Column::words(text.koperasi()),
            Column::figures(text.members()),
            Column::figures(text.pledged()),
            Column::figures(text.final_share()),
            Column::figures(text.charged()),
        ];
        let rows = others.into_iter().map(|t| {
            vec![
                Cell::text(&t.koperasi),
                Cell::text(t.members.to_string()),
                Cell::text(t.pledged.text(lang)),
                Cell::text(t.amount.text(lang)),
                Cell::text(t.total.to_string()),
            ]
        });
        Some(ui::section(text.other_koperasi(), None, ui::table_under(text.other_koperasi(), &columns, rows.collect())))
    }

    fn form(&self, lang: Lang, line: &Allotted, filled: &Filled) -> AnyView {
        let text = Text(lang);
        let f = Fields::new(lang, filled);
        let here = Page::Allocation.of(&self.by, self.shares.goods.id);
        let there = line.amount.checked_add(self.stock()).unwrap_or(line.amount);
        let most = line.pledged.checked_add(line.tolerance).map_or(there, |pledged| pledged.min(there));
        let hint = text.change_hint(&self.say(lang, line.computed), &self.say(lang, most));
        let fields = view! {
            {f.number("jumlah", text.new_amount(&self.shares.goods.unit.text(lang))).hint(hint)}
            {f.text("alasan", text.reason()).hint(text.reason_hint())}
            {ui::submit_row(vec![Button::primary(text.save_share()), Button::quiet(text.back()).link(&here)])}
        };
        let form = f.form(format!("{here}/{}", line.membership), fields).view();
        ui::titled_card(&text.change_title(&line.name), form)
    }
}
