//! What an order's history says of a shop: in full on its page, in a line on those of its goods and before an order.

use domain::dates::Day;
use domain::lang::Lang;
use domain::reviews::{Earned, FAST, FAST_FROM, MANY};
use engine::reviews::{Trust, Vouched};
use leptos::prelude::*;

use crate::ui::{self, Badge, Cell, Icon};

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
        many(n: i64): format!("{n}+ pesanan selesai"), format!("{n}+ orders done");
        fast: "Menjawab cepat", "Answers fast";
        rule(from: i64, hours: i64, many: i64): format!("Lencana didapat dari pesanan di Guyub, bukan dari kata penjual. “Menjawab cepat” bila sedikitnya {from} pesanan sudah dijawab, dan separuh dari seratus yang terakhir dijawab dalam waktu kurang dari {hours} jam. Banyaknya pesanan selesai ditulis mulai {many}."), format!("Badges are earned by orders on Guyub, not by what the seller says. “Answers fast” takes {from} orders that were answered, and half of the last hundred of them answered in less than {hours} hours. The number of orders done is written from {many} on.");
        n_done(n: i64): format!("{n} pesanan selesai"), if n == 1 { "1 order done".to_owned() } else { format!("{n} orders done") };
        none_done: "belum ada pesanan yang selesai", "no orders done yet";
        rated(stars: &str, n: i32): format!("nilai {stars} dari {n} ulasan"), if n == 1 { format!("rated {stars} by 1 review") } else { format!("rated {stars} by {n} reviews") };
        answers_within(time: &str): format!("biasanya menjawab {time}"), format!("usually answers {time}");
        since_month(month: &str): format!("di Guyub sejak {month}"), format!("on Guyub since {month}");
        vouched_by: "Dijamin oleh", "Vouched for by";
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
    let badges = badges(lang, trust);
    let many = MANY.into_iter().min().unwrap_or_default();
    let rule = (!badges.is_empty()).then(|| view! { <p class="bantu">{text.rule(FAST_FROM, FAST.whole_hours(), many)}</p> });
    let report = view! { <p class="bantu"><a href=report>{text.report()}</a></p> };
    ui::titled_card(text.title(), view! { {ui::badges(&badges)} {ui::facts(facts)} {rule} {report} })
}

/// What the shop has earned; the rule stands on its page.
pub(crate) fn badges(lang: Lang, trust: &Trust) -> Vec<Badge> {
    let text = Text(lang);
    let badge = |earned: Earned| match earned {
        Earned::Done(many) => Badge::good(text.many(many)),
        Earned::AnswersFast => Badge::good(text.fast()).icon(Icon::Clock),
    };
    trust.earned().into_iter().map(badge).collect()
}

/// `120 pesanan selesai · biasanya menjawab dalam 2 jam · di Guyub sejak Mar 2025`.
pub(crate) fn line(lang: Lang, trust: &Trust) -> String {
    let text = Text(lang);
    let done = if trust.done == 0 { text.none_done().to_owned() } else { text.n_done(trust.done) };
    let rated = trust.rating.map(|rating| text.rated(&rating.text(lang), rating.count));
    let answers = trust.answers_in.map(|time| text.answers_within(&within(text, time)));
    let since = text.since_month(&Day::of(trust.since).month(lang));
    let parts: Vec<String> = [done].into_iter().chain(rated).chain(answers).chain([since]).collect();
    parts.join(" · ")
}

/// Who sells, before an order is placed.
pub(crate) fn brief(lang: Lang, seller: &Vouched) -> AnyView {
    let text = Text(lang);
    let koperasi = seller.koperasi.as_ref().map(|(slug, name)| {
        view! { <p class="bantu">{text.vouched_by()}" "<a href=format!("/koperasi/{slug}")>{name.clone()}</a></p> }
    });
    view! { {ui::badges(&badges(lang, &seller.trust))} <p class="bantu">{line(lang, &seller.trust)}</p> {koperasi} }.into_any()
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

    fn trust(done: i64, answered: i64, minutes: Option<i64>) -> Trust {
        let since = time::OffsetDateTime::UNIX_EPOCH;
        Trust { done, answered, answers_in: minutes.map(time::Duration::minutes), since, rating: None }
    }

    #[test]
    fn a_shop_is_said_to_be_no_more_than_it_is() {
        let (new, old) = (trust(0, 0, None), trust(61, 70, Some(40)));
        assert_eq!(line(Lang::Id, &new), "belum ada pesanan yang selesai · di Guyub sejak Jan 1970");
        assert_eq!(line(Lang::En, &old), "61 orders done · usually answers within 40 minutes · on Guyub since Jan 1970");
        assert!(badges(Lang::Id, &new).is_empty());
        let earned: Vec<String> = badges(Lang::Id, &old).into_iter().map(|badge| badge.text).collect();
        assert_eq!(earned, ["50+ pesanan selesai", "Menjawab cepat"]);
        let (plain, signed) = (figures(Lang::Id, "a", &new).to_html(), figures(Lang::Id, "a", &old).to_html());
        assert!(!plain.contains("Lencana") && signed.contains("10 pesanan") && signed.contains("kurang dari 2 jam"), "{signed}");
    }

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
