//! What an order's history says of a shop, on the shop's page.

use domain::dates::Day;
use domain::lang::Lang;
use engine::reviews::Trust;
use leptos::prelude::*;

use crate::ui::{self, Cell};

crate::texts! {
    Text {
        title: "Bisa dipercaya karena", "Why to trust this shop";
        done: "Pesanan selesai", "Orders done";
        no_orders: "Belum ada", "None yet";
        answers: "Biasanya menjawab", "Usually answers";
        within_minutes(n: i64): format!("dalam {n} menit"), if n == 1 { "within 1 minute".to_owned() } else { format!("within {n} minutes") };
        within_hours(n: i64): format!("dalam {n} jam"), if n == 1 { "within 1 hour".to_owned() } else { format!("within {n} hours") };
        within_days(n: i64): format!("dalam {n} hari"), if n == 1 { "within 1 day".to_owned() } else { format!("within {n} days") };
        since: "Di Guyub sejak", "On Guyub since";
        rating: "Nilai semua barangnya", "Rating of all its goods";
        report: "Laporkan toko ini", "Report this shop";
    }
}

pub(crate) fn figures(lang: Lang, slug: &str, trust: &Trust) -> AnyView {
    let text = Text(lang);
    let done = if trust.done == 0 { text.no_orders().to_owned() } else { trust.done.to_string() };
    let mut facts = vec![(text.done().to_owned(), Cell::text(done))];
    if let Some(rating) = trust.rating {
        facts.push((text.rating().to_owned(), Cell::view(ui::rating(lang, rating))));
    }
    if let Some(answers_in) = trust.answers_in {
        facts.push((text.answers().to_owned(), Cell::text(within(text, answers_in))));
    }
    facts.push((text.since().to_owned(), Cell::text(Day::of(trust.since).month(lang))));
    let report = format!("/toko/{slug}/lapor");
    ui::titled_card(text.title(), view! { {ui::facts(facts)} <p class="bantu"><a href=report>{text.report()}</a></p> })
}

/// Rounded up, so that no shop is called faster than it is.
fn within(text: Text, time: time::Duration) -> String {
    let up = |seconds: i64| (time.whole_seconds().max(1) + seconds - 1) / seconds;
    match time.whole_minutes() {
        ..60 => text.within_minutes(up(60)),
        60..1440 => text.within_hours(up(3600)),
        1440.. => text.within_days(up(86_400)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_shop_is_called_faster_than_it_is() {
        let said = |seconds| within(Text(Lang::Id), time::Duration::seconds(seconds));
        for (seconds, words) in [
            (0, "dalam 1 menit"),
            (61, "dalam 2 menit"),
            (3599, "dalam 60 menit"),
            (3601, "dalam 2 jam"),
            (86_400, "dalam 1 hari"),
            (86_401, "dalam 2 hari"),
        ] {
            assert_eq!(said(seconds), words, "{seconds}");
        }
    }
}
