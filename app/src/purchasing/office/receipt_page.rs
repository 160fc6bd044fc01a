//! What came so far, and the form for the next part of it.

use domain::access::Overseer;
use domain::dates::date_time;
use domain::ids::IdempotencyKey;
use domain::lang::Lang;
use domain::money::{Price, Rupiah};
use domain::purchasing::State;
use domain::quantity::Quantity;
use engine::purchasing::receipt::{Dearer, Part, Receipts};
use leptos::prelude::*;

use super::goods::{Page, too_early, top};
use super::text_goods::Text;
use super::{amount, place};
use crate::house::{Filled, Frame, Head, Screen, Tab};
use crate::ui::{self, Button, Cell, Column, Fields, Notice, Stat, post_button};

/// Characters of a note.
const NOTE: usize = 500;

pub(super) struct ReceiptScreen {
    pub by: Overseer,
    pub came: Receipts,
    pub filled: Filled,
    /// The photo of a refused form, as the form sends it again.
    pub photo: Option<String>,
    pub key: IdempotencyKey,
    pub problem: Option<&'static str>,
}

impl Screen for ReceiptScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).receipt_title()).tab(Tab::Koperasi).islands()
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (lang, text) = (frame.lang, Text(frame.lang));
        let goods = &self.came.goods;
        let top = top(lang, &self.by, goods, Page::Receipt, text.receipt_title(), None);
        let Some(ordered) = goods.ordered else {
            return view! { <div class="wadah">{top}{too_early(lang, &self.by, goods)}</div> }.into_any();
        };
        let problem = self.problem.map(|problem| {
            let way = Button::quiet(text.cancel_instead()).link(place(&self.by, goods.id));
            Notice::Danger.with(lang, problem, Some(way))
        });
        let acts = self.acts();
        let form =
            (acts && !self.missing(ordered).is_zero()).then(|| ui::titled_card(text.write_down(), self.form(lang, ordered)));
        let finish = (acts && !self.came.parts.is_empty()).then(|| self.finish(lang, ordered));
        let so_far = view! { {self.figures(lang, ordered)} {self.parts(lang)} };
        let content = if acts {
            ui::two_columns(so_far, view! { {form} {finish} })
        } else {
            view! { <div class="tumpuk">{so_far}</div> }.into_any()
        };
        view! { <div class="wadah">{top}{problem}{content}</div> }.into_any()
    }
}

impl ReceiptScreen {
    /// True for who may write something down now.
    fn acts(&self) -> bool {
        let goods = &self.came.goods;
        self.by.officer().is_some() && goods.coordinator && goods.state == State::Ordered
    }

    fn missing(&self, ordered: Quantity) -> Quantity {
        self.came.arrived.missing(ordered)
    }

    fn say(&self, lang: Lang, quantity: Quantity) -> String {
        amount(lang, quantity, self.came.goods.unit)
    }

    fn figures(&self, lang: Lang, ordered: Quantity) -> AnyView {
        let text = Text(lang);
        let arrived = &self.came.arrived;
        let thousandths = |q: Quantity| u64::try_from(q.thousandths()).unwrap_or_default();
        let note = text.arrived_of(&arrived.delivered.text(lang), &self.say(lang, ordered));
        let missing = self.missing(ordered);
        let short = (!missing.is_zero()).then(|| text.short(&self.say(lang, missing)));
        let stat = |name: &str, quantity: Quantity, note: Option<String>| Stat {
            name: name.to_owned(),
            value: self.say(lang, quantity),
            note,
        };
        let paid =
            (!arrived.damaged_paid.is_zero()).then(|| format!("{} {}", self.say(lang, arrived.damaged_paid), text.paid_damage()));
        let stats = [
            stat(text.delivered(), arrived.delivered, short),
            stat(text.damaged(), arrived.damaged, paid),
            stat(text.accepted(), arrived.accepted(), None),
        ];
        let unit = self.came.goods.unit.text(lang);
        let of = text.of_from(&self.came.goods.material, &self.came.goods.supplier);
        let facts = vec![
            (text.ordered().to_owned(), Cell::text(self.say(lang, ordered)).and(of)),
            (text.price().to_owned(), Cell::text(self.came.unit_price.map_or_else(dash, |p| format!("{p} / {unit}")))),
            (
                text.transport().to_owned(),
                Cell::text(self.came.transport.map_or_else(dash, |t| t.to_string())).and(text.whole_order()),
            ),
        ];
        view! {
            {ui::progress(text.arrived(), thousandths(arrived.delivered), thousandths(ordered), &note)}
            {ui::stats(&stats)}
            {ui::facts(facts)}
        }
        .into_any()
    }

    fn parts(&self, lang: Lang) -> AnyView {
        let text = Text(lang);
        if self.came.parts.is_empty() {
            return view! { <p class="redup">{text.none_yet()}</p> }.into_any();
        }
        let columns = [
            Column::words(text.part()),
            Column::figures(text.delivered()),
            Column::figures(text.damaged()),
            Column::words(text.note()),
        ];
        let rows = self.came.parts.iter().map(|p| self.part(lang, p)).collect();
        let undo = self.came.parts.last().filter(|_| self.acts()).map(|last| {
            let action = format!("{}/hapus", Page::Receipt.of(&self.by, self.came.goods.id));
            let button = post_button(action, vec![("bagian", last.part.to_string())], Button::danger(text.undo_yes()));
            ui::confirm(text.undo(), text.undo_question(), button)
        });
        ui::section(text.parts(), None, view! { {ui::table(text.parts(), &columns, rows)} {undo} })
    }

    fn part(&self, lang: Lang, p: &Part) -> Vec<Cell> {
        let text = Text(lang);
        let mut said: Vec<String> = p.note.iter().cloned().collect();
        said.extend(p.unit_price.map(|price| format!("{}: {price}", text.price())));
        said.extend(p.transport.map(|transport| format!("{}: {transport}", text.transport())));
        let note = Cell::text(if said.is_empty() { "–".to_owned() } else { said.join(" · ") });
        let photo = (p.has_photo && self.came.goods.coordinator).then(|| {
            let href = format!("{}/{}/foto", Page::Receipt.of(&self.by, self.came.goods.id), p.part);
            view! { <a href=href aria-label=text.see_photo_of(p.part)>{text.see_photo()}</a> }.into_any()
        });
        let note = match photo {
            Some(photo) => Cell::view(view! { {said.join(" · ")} " " {photo} }),
            None => note,
        };
        let damaged = Cell::text(p.damaged.text(lang));
        vec![
            Cell::text(p.part.to_string()).and(date_time(p.at, lang)),
            Cell::text(p.delivered.text(lang)),
            if p.damaged_paid { damaged.and(text.paid_damage()) } else { damaged },
            note,
        ]
    }

    fn form(&self, lang: Lang, ordered: Quantity) -> AnyView {
        let text = Text(lang);
        let unit = self.came.goods.unit.text(lang);
        let f = Fields::new(lang, &self.filled);
        let now = |amount: String| text.now_is(&amount);
        let kept = self
            .photo
            .as_ref()
            .map(|value| view! { {f.hidden("foto_simpan", value)} {Notice::Info.view(lang, text.photo_kept())} }.into_any());
        let fields = view! {
            {f.hidden("kunci", self.key)}
            {f.number("datang", text.delivered_field(&unit)).hint(text.delivered_hint(&self.say(lang, self.missing(ordered))))}
            {f.number("rusak", text.damaged_field()).optional()}
            {f.checkbox("rusak_dibayar", text.damaged_paid_field()).optional()}
            {f.money("harga", text.price_field(&unit)).hint(now(self.came.unit_price.map_or_else(dash, |p| p.to_string()))).optional()}
            {f.money("ongkos", text.transport_field()).hint(now(self.came.transport.map_or_else(dash, |t| t.to_string()))).optional()}
            {f.area("catatan", text.note_field(), NOTE).rows(3).optional()}
            {kept}
            {f.photos("foto", text.photo_field(), 1).hint(text.photo_hint()).optional()}
            {f.submit(text.save_part())}
        };
        f.form(Page::Receipt.of(&self.by, self.came.goods.id), fields).multipart().view()
    }

    /// The button that ends receiving, under what it does.
    fn finish(&self, lang: Lang, ordered: Quantity) -> AnyView {
        let text = Text(lang);
        let action = format!("{}/selesai", Page::Receipt.of(&self.by, self.came.goods.id));
        let missing = self.missing(ordered);
        let short = (!missing.is_zero()).then(|| Notice::Warning.view(lang, text.finish_short(&self.say(lang, missing))));
        let hidden = vec![("versi", self.came.goods.version.to_string())];
        let button = || post_button(action, hidden, Button::primary(text.finish_yes()));
        let (dearer, press) = match self.came.dearer {
            Dearer::BySelf => (Some(Notice::Warning.view(lang, text.dearer_by_self())), None),
            Dearer::ByAnother => (Some(Notice::Warning.view(lang, text.dearer_by_another())), Some(button())),
            Dearer::No => (None, Some(button())),
        };
        ui::titled_card(
            text.finish_title(),
            view! {
                {short}
                <div class="bacaan">
                <p>{text.finish_after()}</p>
                <ul>
                    <li>{text.finish_share(&self.say(lang, self.came.arrived.accepted()))}</li>
                    {self.owed().map(|owed| view! { <li>{text.finish_owe(&owed.to_string())}</li> }.into_any())}
                    <li>{text.finish_tell()}</li>
                    <li>{text.finish_last()}</li>
                </ul>
                </div>
                {dearer}
                {press.map(|button| ui::confirm(text.finish(), text.finish_question(), button))}
            },
        )
    }

    /// What the supplier gets for what came so far.
    fn owed(&self) -> Option<Rupiah> {
        let price: Price = self.came.unit_price?;
        let goods = price.for_quantity(self.came.arrived.accepted())?;
        let damage = price.for_quantity(self.came.arrived.damaged_paid)?;
        goods.checked_add(damage)?.checked_add(self.came.transport.unwrap_or(Rupiah::ZERO))
    }
}

fn dash() -> String {
    "–".to_owned()
}
