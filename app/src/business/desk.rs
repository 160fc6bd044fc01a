use axum::http::StatusCode;
use domain::access::Keeper;
use domain::dates::{Day, relative_day};
use domain::lang::Lang;
use domain::permit::{self, State, Verification};
use engine::business::{ArchiveError, Current, Kept};
use engine::buying::orders::Counts;
use engine::reviews::ShopDue;
use leptos::prelude::*;

use super::text::Text;
use super::verify::permit_name;
use crate::house::{Frame, Head, PageError, PageResult, Reader, Screen, Tab};
use crate::ui::{self, Button, Icon, NavLink, Notice, Stat, Task, post_button};

pub async fn page(reader: Reader, by: Keeper) -> PageResult {
    Ok(reader.page(load(&reader, &by).await?))
}

async fn load(reader: &Reader, by: &Keeper) -> Result<DeskScreen, PageError> {
    let kept = engine::business::kept(&reader.site.desk, by).await?;
    let permits = engine::business::current(&reader.site.desk, by).await?;
    let orders = engine::buying::orders::shop_counts(&reader.site.desk, by).await?;
    let said = engine::reviews::shop_due(&reader.site.desk, by).await?;
    let low = engine::till::running_low(&reader.site.desk, by).await?;
    Ok(DeskScreen { kept, permits, orders, said, low, on_behalf: by.on_behalf(), kept_open: None })
}

pub async fn close(reader: Reader, by: Keeper) -> PageResult {
    match engine::business::archive(&reader.site.desk, &by).await {
        Ok(()) => Ok(reader.see_other("/akun").saying(Text(reader.lang).closed())),
        Err(ArchiveError::Orders(open)) => {
            let mut screen = load(&reader, &by).await?;
            screen.kept_open = Some(Text(reader.lang).still_orders(open));
            Ok(reader.page(screen).status(StatusCode::CONFLICT))
        }
        Err(ArchiveError::Trouble(trouble)) => Err(trouble.into()),
    }
}

struct DeskScreen {
    kept: Kept,
    permits: Vec<Current>,
    orders: Counts,
    said: ShopDue,
    /// Goods below the stock that their keeper set.
    low: i64,
    on_behalf: bool,
    /// Why it was not closed.
    kept_open: Option<String>,
}

/// A page of this business. Every address names it: an officer keeps many, an owner may have several,
/// and a form must never act on another one than its page showed.
pub(crate) fn link(path: &str, slug: &str) -> String {
    // Slugs are letters, digits and hyphens: they need no encoding.
    format!("{path}{}usaha={slug}", if path.contains('?') { '&' } else { '?' })
}

impl Screen for DeskScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(format!("{}: {}", Text(lang).desk(), self.kept.name)).tab(Tab::Business)
    }

    fn body(self, frame: &Frame) -> AnyView {
        let (text, k) = (Text(frame.lang), &self.kept);
        let to = |path: &str| link(path, &k.slug);
        let behalf = self.on_behalf.then(|| Notice::Info.view(frame.lang, text.kept_for(&k.owner_name)));
        let homeless = k.koperasi_name.is_none().then(|| {
            Notice::Warning.with(frame.lang, text.no_koperasi(), Some(Button::quiet(text.find_koperasi()).link("/koperasi")))
        });
        let rest = tasks(frame, k, &self.permits, (&self.orders, self.low), &to);
        // A complaint is answered by the owner; an officer mediates it elsewhere.
        let first = if self.on_behalf { Vec::new() } else { said(frame, &self.said, &to) };
        let tasks: Vec<Task> = first.into_iter().chain(rest).collect();
        let due = if tasks.is_empty() {
            ui::empty_state(Icon::Check, text.nothing(), text.nothing_hint(), None)
        } else {
            ui::checklist(frame.lang, &tasks)
        };
        let rooms = [
            NavLink::new(to("/usaha/pesanan"), text.orders()).icon(Icon::Orders),
            NavLink::new(to("/usaha/produk"), text.products()).icon(Icon::Tag),
            NavLink::new(to("/usaha/cara-jual"), text.how_we_sell()).icon(Icon::Truck),
            NavLink::new(to("/usaha/kas"), text.cash_book()).icon(Icon::Wallet),
            NavLink::new(to("/usaha/penjualan"), text.sales()).icon(Icon::Chart),
            NavLink::new(to("/usaha/stok"), text.stock()).icon(Icon::Bell),
            NavLink::new(to("/usaha/izin"), text.permits()).icon(Icon::Certificate),
            NavLink::new(to("/usaha/ulasan"), text.reviews()).icon(Icon::Star),
            NavLink::new(to("/usaha/blokir"), text.blocked()).icon(Icon::Users),
            NavLink::new(to("/usaha/qris"), text.qris()).icon(Icon::Wallet),
            NavLink::new(to("/usaha/ubah"), text.change()).icon(Icon::Edit),
            NavLink::new(format!("/toko/{}/poster.pdf", k.slug), text.poster()).icon(Icon::Qr),
            NavLink::new(format!("/toko/{}", k.slug), text.to_shop()).icon(Icon::Store),
        ];
        let stat = |name: &str, n: i64| Stat { name: name.to_owned(), value: n.to_string(), note: None };
        let stats = [stat(text.published(), k.published), stat(text.drafts(), k.drafts), stat(text.sold_out(), k.sold_out)];
        let close = self.close(frame.lang, to("/usaha/tutup"));
        view! {
            <div class="wadah">
                {ui::page_head(Some(k.koperasi_name.as_deref().unwrap_or(text.desk())), &k.name, None)}
                {behalf}
                {homeless}
                {ui::stats(&stats)}
                <p>{Button::primary(text.new_product()).icon(Icon::Plus).link(to("/usaha/produk/baru")).view()}</p>
                {ui::section(text.to_do(), None, due)}
                {ui::menu(&rooms)}
                {close}
            </div>
        }
        .into_any()
    }
}

impl DeskScreen {
    /// The button that closes the shop, or why it stays open: as long as an order is under way its buyer waits for it.
    fn close(&self, lang: Lang, to: String) -> AnyView {
        let text = Text(lang);
        let open = self.orders.open();
        let why = self.kept_open.clone().or_else(|| (open > 0).then(|| text.still_orders(open)));
        match why {
            None => ui::confirm(text.close(), text.close_question(), post_button(to, vec![], Button::danger(text.close()))),
            Some(why) => {
                let orders = Button::quiet(text.orders()).link(link("/usaha/pesanan", &self.kept.slug));
                let notice = if self.kept_open.is_some() { Notice::Warning } else { Notice::Info };
                ui::section(text.close(), None, notice.with(lang, &why, Some(orders)))
            }
        }
    }
}

/// What buyers said that waits for an answer.
fn said(frame: &Frame, due: &ShopDue, to: &impl Fn(&str) -> String) -> Vec<Task> {
    let text = Text(frame.lang);
    let task = |count: i64, title: &str, words: &str, href: String, late| Task {
        count: u64::try_from(count).unwrap_or(0),
        title: title.to_owned(),
        text: words.to_owned(),
        href,
        action: text.see().to_owned(),
        late,
    };
    let complaint = due.first_complaint.as_ref().map(|number| format!("/pesanan/{number}/keluhan"));
    let complaint = complaint.map(|href| task(due.complaints, text.complaints(), text.complaints_text(), href, true));
    let reviews =
        (due.reviews > 0).then(|| task(due.reviews, text.to_answer(), text.to_answer_text(), to("/usaha/ulasan"), false));
    complaint.into_iter().chain(reviews).collect()
}

fn tasks(frame: &Frame, k: &Kept, permits: &[Current], (orders, low): (&Counts, i64), to: &impl Fn(&str) -> String) -> Vec<Task> {
    let text = Text(frame.lang);
    let today = Day::of(frame.now);
    let task = |count: i64, title: String, words: String, href: String, late| Task {
        count: u64::try_from(count).unwrap_or(0),
        title,
        text: words,
        href,
        action: text.see().to_owned(),
        late,
    };
    let mut tasks = Vec::new();
    // Who ordered waits for an answer: before all else.
    if orders.new > 0 {
        tasks.push(task(orders.new, text.new_orders().into(), text.new_orders_text().into(), to("/usaha/pesanan"), false));
    }
    if orders.unpaid > 0 {
        let place = to("/usaha/pesanan?keadaan=selesai");
        tasks.push(task(orders.unpaid, text.unpaid_orders().into(), text.unpaid_orders_text().into(), place, false));
    }
    if k.published + k.drafts == 0 {
        tasks.push(task(1, text.first_goods().into(), text.first_goods_text().into(), to("/usaha/produk/baru"), false));
    }
    // Who has sent the renewal can only wait.
    let renewed = |p: &Current| permits.iter().any(|other| other.kind == p.kind && other.state == Verification::Waiting);
    for p in permits.iter().filter(|p| !renewed(p)) {
        let name = permit_name(frame.lang, p.kind);
        let (title, words, late) = match (p.state, permit::state_on(p.expires_on, today)) {
            (Verification::Refused, _) => (text.permit_refused(name), p.reason.clone().unwrap_or_default(), true),
            (Verification::Verified, State::Expired) => (text.permit_over(name), day(frame, p, today), true),
            (Verification::Verified, State::Expiring(_)) => (text.permit_ending(name), day(frame, p, today), false),
            _ => continue,
        };
        tasks.push(task(1, title, words, to("/usaha/izin"), late));
    }
    if k.drafts > 0 {
        tasks.push(task(k.drafts, text.drafts().into(), text.drafts_text().into(), to("/usaha/produk"), false));
    }
    if k.sold_out > 0 {
        tasks.push(task(k.sold_out, text.sold_out().into(), text.sold_out_text().into(), to("/usaha/produk"), false));
    }
    if low > 0 {
        tasks.push(task(low, text.low().into(), text.low_text().into(), to("/usaha/stok"), false));
    }
    tasks
}

fn day(frame: &Frame, p: &Current, today: Day) -> String {
    p.expires_on.map(|d| relative_day(d, today, frame.lang)).unwrap_or_default()
}
