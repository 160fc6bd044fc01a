//! Requests for quotes from both sides: the officers', and the suppliers' who hold nothing but a link.

use domain::access::{Officer, Overseer, Standing};
use domain::dates::Day;
use domain::form::Inputs;
use domain::ids::{OfferId, QuoteRequestId};
use domain::purchasing::{OfferForm, QuoteAsk};
use domain::quantity::{Quantity, SaleUnit, Unit};
use domain::text::Line;
use time::Duration;

use super::*;
use crate::suppliers::offers::{OfferStanding, usable, withdraw as take_back};
use crate::testing::trade;
use crate::testing::world::{Role, World};
use crate::{ids, mail, notices, people};

const DAY: std::time::Duration = std::time::Duration::from_secs(24 * 3600);

async fn standing(world: &World, role: Role) -> Standing {
    let token = world.token(role).expect("somebody");
    people::session(&world.desk, token).await.expect("the database answers").expect("an open session").1
}

fn nth(role: Role) -> usize {
    usize::from(role == Role::OtherOfficer)
}

async fn officer(world: &World, role: Role) -> Officer {
    standing(world, role).await.officer(world.koperasi[nth(role)], world.desk.today().date()).expect("an officer")
}

async fn overseer(world: &World, role: Role) -> Overseer {
    standing(world, role).await.overseer(world.koperasi[nth(role)], world.desk.today().date()).expect("an overseer")
}

/// Two suppliers, of whom the second has an e-mail, and a request to both.
async fn asked() -> (World, QuoteRequestId) {
    let world = World::new().await;
    trade::material(&world.desk, "kedelai").await;
    let by = world.account(Role::Officer);
    trade::supplier(&world.desk, world.koperasi[0], by, "satu", None).await;
    trade::supplier(&world.desk, world.koperasi[0], by, "dua", Some("dua@contoh.example")).await;
    let request =
        ask(&world.desk, &officer(&world, Role::Officer).await, &form(&world), ids::fresh()).await.expect("it is asked");
    (world, request)
}

fn form(world: &World) -> QuoteAsk {
    let now = world.desk.now();
    let mut form = Inputs::default()
        .with("bahan", "kedelai")
        .with("satuan", "kg")
        .with("kebutuhan", "600")
        .with("batas_tanggal", Day::of(now).plus_days(3).iso())
        .with("catatan", "Kedelai lokal, kering.");
    form.push("pemasok", "satu");
    form.push("pemasok", "dua");
    QuoteAsk::parse(&form, now).expect("a good form")
}

fn offer(world: &World, price: &str) -> OfferForm {
    let today = Day::of(world.desk.now());
    let form = Inputs::default()
        .with("harga", price)
        .with("isi_kemasan", "50")
        .with("hari", "2")
        .with("berlaku_sampai", today.plus_days(20).iso());
    OfferForm::parse(&form, SaleUnit::one(Unit::Kg), today).expect("a good form")
}

async fn see(world: &World, role: Role, request: QuoteRequestId) -> Comparison {
    compare(&world.desk, &overseer(world, role).await, request).await.expect("an answer").expect("a request")
}

async fn row(world: &World, request: QuoteRequestId, supplier: &str) -> InvitationRow {
    let seen = see(world, Role::Officer, request).await;
    seen.invitations.into_iter().find(|i| i.supplier_slug == supplier).expect("an invitation")
}

/// The secret of a supplier's link, as the officers' page shows it.
async fn key_of(world: &World, request: QuoteRequestId, supplier: &str) -> Token {
    let link = row(world, request, supplier).await.link.expect("a link to send");
    let secret = link.strip_prefix("http://guyub.test/penawaran/").expect("a page of this site");
    Token::parse(secret).expect("a token")
}

async fn mails(world: &World) -> Vec<String> {
    let mails = mail::newest(&world.desk).await.expect("mails");
    mails.into_iter().map(|m| format!("{} {} {}", m.mail.to, m.mail.subject, m.mail.body)).collect()
}

fn reason(text: &str) -> Line<200> {
    Line::parse(text).expect("a reason")
}

#[tokio::test(flavor = "multi_thread")]
async fn several_are_asked_each_by_a_link_of_its_own() {
    let (world, request) = asked().await;
    let seen = see(&world, Role::Officer, request).await;
    assert_eq!((seen.material.as_str(), seen.demand), ("Kedelai", Quantity::whole(600)));
    let standings: Vec<_> = seen.invitations.iter().map(|i| (i.supplier_slug.as_str(), i.standing, i.by_mail)).collect();
    assert_eq!(standings, [("dua", InvitationStanding::Sent, true), ("satu", InvitationStanding::Sent, false)]);
    let (one, two) = (key_of(&world, request, "satu").await, key_of(&world, request, "dua").await);
    assert_ne!(one, two);
    // The link is not in the database, only in the mail to the one who has an e-mail.
    let kept = sqlx::query_scalar!(r#"select string_agg(i::text, ' ') as "all!" from quote_invitation i"#);
    assert!(!kept.fetch_one(world.desk.db()).await.unwrap().contains(one.reveal()));
    let sent = mails(&world).await;
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(sent[0].starts_with("dua@contoh.example") && sent[0].contains(two.reveal()) && !sent[0].contains(one.reveal()));
    // A supervisor reads all but what would let them answer for a supplier.
    let read = see(&world, Role::Supervisor, request).await;
    assert!(read.invitations.iter().all(|i| i.link.is_none() && i.whatsapp.is_none()));
    let stranger = compare(&world.desk, &overseer(&world, Role::OtherOfficer).await, request).await.unwrap();
    assert!(stranger.is_none());
    assert_eq!(list(&world.desk, &overseer(&world, Role::OtherOfficer).await).await.unwrap().len(), 0);
    let listed = list(&world.desk, &overseer(&world, Role::Officer).await).await.unwrap();
    assert_eq!((listed.len(), listed[0].invited, listed[0].answered, listed[0].ended), (1, 2, 0, false));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_made_once_by_a_verified_koperasi_to_suppliers_that_are_there() {
    let (world, _) = asked().await;
    let by = officer(&world, Role::Officer).await;
    let (form, key) = (form(&world), ids::fresh());
    let (first, second) = tokio::join!(ask(&world.desk, &by, &form, key), ask(&world.desk, &by, &form, key));
    assert_eq!(first.unwrap(), second.unwrap());
    let count = sqlx::query_scalar!(r#"select count(*) as "n!" from quote_request"#).fetch_one(world.desk.db()).await.unwrap();
    assert_eq!(count, 2);
    let slug = |text: &str| domain::slug::Slug::parse(text).expect("a slug");
    let nobody = QuoteAsk { suppliers: vec![slug("satu"), slug("tidak-ada")], ..form.clone() };
    assert!(matches!(ask(&world.desk, &by, &nobody, ids::fresh()).await, Err(AskError::UnknownSupplier)));
    let nothing = QuoteAsk { material: slug("tidak-ada"), ..form.clone() };
    assert!(matches!(ask(&world.desk, &by, &nothing, ids::fresh()).await, Err(AskError::UnknownMaterial)));
    sqlx::query!(
        "update koperasi set state = 'waiting', decided_by = null, decided_at = null where id = $1",
        world.koperasi[0].0
    )
    .execute(world.desk.db())
    .await
    .unwrap();
    assert!(matches!(ask(&world.desk, &by, &form, ids::fresh()).await, Err(AskError::NotVerified)));
    let again = sqlx::query_scalar!(r#"select count(*) as "n!" from quote_request"#).fetch_one(world.desk.db()).await.unwrap();
    assert_eq!(again, count);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_answers_once_and_the_officers_are_told() {
    let (world, request) = asked().await;
    let link = key_of(&world, request, "satu").await;
    let open = letter(&world.desk, &link).await.unwrap().expect("a link");
    assert_eq!(
        (open.koperasi_name.as_str(), open.supplier.as_str(), open.standing),
        ("Koperasi Satu", "UD satu", LetterStanding::Open)
    );
    assert_eq!((open.demand, open.note.as_deref()), (Quantity::whole(600), Some("Kedelai lokal, kering.")));
    opened(&world.desk, &link).await.unwrap();
    assert!(matches!(row(&world, request, "satu").await.standing, InvitationStanding::Opened(_)));

    // Two presses at once: one answer.
    let form = offer(&world, "14.000");
    let (first, second) = tokio::join!(answer(&world.desk, &link, &form), answer(&world.desk, &link, &form));
    let (given, late) = if first.is_ok() { (first, second) } else { (second, first) };
    let given = given.unwrap();
    assert!(matches!(late, Err(LinkError::Closed(LetterStanding::Answered))), "{late:?}");
    assert!(matches!(decline(&world.desk, &link).await, Err(LinkError::Closed(LetterStanding::Answered))));
    let sent = letter(&world.desk, &link).await.unwrap().expect("the same link");
    assert_eq!(sent.answer.map(|o| (o.id, o.terms, o.standing)), Some((given, form.terms, OfferStanding::Undecided)));
    assert!(usable(&world.desk, &officer(&world, Role::Officer).await).await.unwrap().is_empty(), "nobody has accepted it");
    let seen = row(&world, request, "satu").await;
    assert!(matches!(seen.standing, InvitationStanding::Answered(_)) && seen.link.is_none());

    let told = async |role: Role| notices::newest(&world.desk, &standing(&world, role).await.person()).await.unwrap();
    let news = told(Role::Officer).await;
    let expected = News::Quote { koperasi: "koperasi-one".into(), request, supplier: "UD satu".into() };
    assert_eq!(news.iter().map(|n| &n.news).collect::<Vec<_>>(), [&expected]);
    for role in [Role::Supervisor, Role::OtherOfficer, Role::Member] {
        assert!(told(role).await.is_empty(), "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_link_that_takes_no_answer_says_why() {
    let (world, request) = asked().await;
    let (desk, by) = (&world.desk, officer(&world, Role::Officer).await);
    let (one, two) = (key_of(&world, request, "satu").await, key_of(&world, request, "dua").await);
    let form = offer(&world, "14.000");
    let why = async |token: &Token| match answer(desk, token, &form).await {
        Err(LinkError::Closed(standing)) => Some(standing),
        Err(LinkError::Unknown) => None,
        other => panic!("{other:?}"),
    };
    assert_eq!(why(&Token::fresh()).await, None, "altered");
    assert!(letter(desk, &Token::fresh()).await.unwrap().is_none());

    // Withdrawn, then sent anew: the old link dies.
    let invitation = row(&world, request, "satu").await.id;
    for _ in 0..2 {
        withdraw_invitation(desk, &by, request, invitation).await.unwrap();
    }
    assert_eq!(why(&one).await, Some(LetterStanding::Withdrawn));
    resend(desk, &by, request, invitation).await.unwrap();
    assert_eq!(why(&one).await, None, "a newer link took its place");
    let anew = key_of(&world, request, "satu").await;
    assert_ne!(anew, one);
    decline(desk, &anew).await.unwrap();
    assert_eq!(why(&anew).await, Some(LetterStanding::Declined));
    resend(desk, &by, request, invitation).await.unwrap();

    // A stranger's officer moves nothing.
    let other = officer(&world, Role::OtherOfficer).await;
    assert!(matches!(resend(desk, &other, request, invitation).await, Err(StepError::Unknown)));
    assert!(matches!(withdraw_invitation(desk, &other, request, invitation).await, Err(StepError::Unknown)));
    assert!(matches!(withdraw(desk, &other, request).await, Err(StepError::Unknown)));

    desk.forward(4 * DAY);
    assert_eq!(why(&two).await, Some(LetterStanding::Expired));
    assert_eq!(row(&world, request, "dua").await.standing, InvitationStanding::Expired);
    // Late, but still wanted: a new link holds for some days.
    let late = row(&world, request, "dua").await.id;
    resend(desk, &by, request, late).await.unwrap();
    assert_eq!(mails(&world).await.len(), 2, "by mail again");
    let two = key_of(&world, request, "dua").await;
    withdraw(desk, &by, request).await.unwrap();
    assert_eq!(why(&two).await, Some(LetterStanding::Over));
    assert!(matches!(resend(desk, &by, request, late).await, Err(StepError::Over)));
    assert!(withdraw(desk, &by, request).await.is_ok(), "the second press changes nothing");
    assert!(see(&world, Role::Officer, request).await.answers.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_mailed_without_end() {
    let (world, request) = asked().await;
    let (desk, by) = (&world.desk, officer(&world, Role::Officer).await);
    let (one, two) = (row(&world, request, "satu").await.id, row(&world, request, "dua").await.id);
    for _ in 1..10 {
        resend(desk, &by, request, two).await.unwrap();
    }
    let link = key_of(&world, request, "dua").await;
    assert!(matches!(resend(desk, &by, request, two).await, Err(StepError::Wait(_))));
    assert!(matches!(ask(desk, &by, &form(&world), ids::fresh()).await, Err(AskError::Wait(_))));
    assert_eq!(mails(&world).await.len(), 10);
    assert_eq!(key_of(&world, request, "dua").await, link, "the last link holds");
    // Who has no e-mail gets none.
    for _ in 0..12 {
        resend(desk, &by, request, one).await.unwrap();
    }
    assert_eq!(list(desk, &overseer(&world, Role::Officer).await).await.unwrap().len(), 1);
    desk.forward(DAY);
    resend(desk, &by, request, two).await.expect("the next day");
}

/// Both have answered; gives the offers of the first and the second.
async fn both_answered() -> (World, QuoteRequestId, OfferId, OfferId) {
    let (world, request) = asked().await;
    let (one, two) = (key_of(&world, request, "satu").await, key_of(&world, request, "dua").await);
    let first = answer(&world.desk, &one, &offer(&world, "14.000")).await.expect("an answer");
    let second = answer(&world.desk, &two, &offer(&world, "13.500")).await.expect("an answer");
    (world, request, first, second)
}

#[tokio::test(flavor = "multi_thread")]
async fn one_answer_is_accepted_and_the_others_are_told() {
    let (world, request, first, second) = both_answered().await;
    let (desk, by) = (&world.desk, officer(&world, Role::Officer).await);
    let seen = see(&world, Role::Officer, request).await;
    assert_eq!(seen.answers.iter().map(|o| (o.id, o.version)).collect::<Vec<_>>(), [(first, 1), (second, 1)]);
    let elsewhere = accept(desk, &officer(&world, Role::OtherOfficer).await, request, first, &reason("Murah.")).await;
    assert!(matches!(elsewhere, Err(AcceptError::Unknown)), "{elsewhere:?}");
    assert!(matches!(accept(desk, &by, request, ids::fresh(), &reason("Murah.")).await, Err(AcceptError::NotAnAnswer)));

    // Two officers at once: one of them finds it accepted.
    let why = [reason("Langganan."), reason("Paling murah.")];
    let (a, b) = tokio::join!(accept(desk, &by, request, first, &why[0]), accept(desk, &by, request, second, &why[1]));
    let (accepted, told) = match (&a, &b) {
        (Ok(()), Err(AcceptError::Over { accepted })) => (first, *accepted),
        (Err(AcceptError::Over { accepted }), Ok(())) => (second, *accepted),
        other => panic!("{other:?}"),
    };
    assert_eq!(told, Some(accepted));
    let seen = see(&world, Role::Supervisor, request).await;
    assert_eq!((seen.accepted, seen.decided_by.as_deref()), (Some(accepted), Some("Officer")));
    assert!(["Langganan.", "Paling murah."].contains(&seen.reason.as_deref().unwrap_or_default()));
    let standing_of = |id: OfferId| seen.answers.iter().find(|o| o.id == id).map(|o| o.standing);
    let other = if accepted == first { second } else { first };
    assert_eq!((standing_of(accepted), standing_of(other)), (Some(OfferStanding::Usable), Some(OfferStanding::NotChosen)));
    let may: Vec<_> = usable(desk, &by).await.unwrap().into_iter().map(|o| o.id).collect();
    assert_eq!(may, [accepted]);
    // The one with an e-mail was asked by it, and hears how it ended.
    let sent = mails(&world).await;
    assert_eq!(sent.len(), 2, "{sent:?}");
    let outcome = if accepted == second { "menerima penawaran" } else { "belum dipakai" };
    assert!(sent.iter().any(|m| m.contains(outcome)), "{sent:?}");
    assert!(matches!(withdraw(desk, &by, request).await, Err(StepError::Over)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_holds_no_more_is_not_accepted() {
    let (world, request, first, second) = both_answered().await;
    let (desk, by) = (&world.desk, officer(&world, Role::Officer).await);
    take_back(desk, &by, first).await.unwrap();
    assert!(matches!(accept(desk, &by, request, first, &reason("Murah.")).await, Err(AcceptError::Gone)));
    desk.forward(21 * DAY);
    assert!(matches!(accept(desk, &by, request, second, &reason("Murah.")).await, Err(AcceptError::Gone)));
    let seen = see(&world, Role::Officer, request).await;
    assert_eq!((seen.accepted, seen.ended_at), (None, None), "nothing was changed");
    withdraw(desk, &by, request).await.unwrap();
    let over = accept(desk, &by, request, second, &reason("Murah.")).await;
    assert!(matches!(over, Err(AcceptError::Over { accepted: None })), "{over:?}");
}

/// An answer comes before the end, or finds it: never after an acceptance.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_and_the_end_do_not_cross() {
    let (world, request) = asked().await;
    let (desk, by) = (&world.desk, officer(&world, Role::Officer).await);
    let (one, form) = (key_of(&world, request, "satu").await, offer(&world, "14.000"));
    let (answered, ended) = tokio::join!(answer(desk, &one, &form), withdraw(desk, &by, request));
    assert!(ended.is_ok(), "{ended:?}");
    let seen = see(&world, Role::Officer, request).await;
    match answered {
        Ok(id) => assert_eq!(seen.answers.iter().map(|o| o.id).collect::<Vec<_>>(), [id]),
        Err(LinkError::Closed(LetterStanding::Over)) => assert!(seen.answers.is_empty()),
        Err(other) => panic!("{other:?}"),
    }
    assert!(seen.ended_at.is_some_and(|at| at - seen.created_at < Duration::minutes(1)));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_or_ran_out_waits_for_the_officers() {
    let (world, request) = asked().await;
    let by = officer(&world, Role::Officer).await;
    let other = ask(&world.desk, &by, &form(&world), ids::fresh()).await.expect("it is asked");
    let today = async |role: Role| due(&world.desk, &overseer(&world, role).await).await.unwrap();
    assert_eq!(today(Role::Officer).await, QuotesDue::default(), "there is time");
    let link = key_of(&world, request, "satu").await;
    answer(&world.desk, &link, &offer(&world, "14.000")).await.unwrap();
    let waiting = today(Role::Officer).await;
    let answered = waiting.answered.expect("an answer");
    assert_eq!((answered.first, answered.count, answered.answered, answered.invited), (request, 1, 1, 2));
    assert!(waiting.silent.is_none());
    assert_eq!(today(Role::Supervisor).await, QuotesDue::default(), "who only reads");
    assert_eq!(today(Role::OtherOfficer).await, QuotesDue::default(), "another koperasi's");

    world.desk.forward(4 * DAY);
    let silent = today(Role::Officer).await.silent.expect("nobody answered in time");
    assert_eq!((silent.first, silent.count, silent.answered), (other, 1, 0));
    for ended in [request, other] {
        withdraw(&world.desk, &officer(&world, Role::Officer).await, ended).await.unwrap();
    }
    assert_eq!(today(Role::Officer).await, QuotesDue::default());
}

/// How the other koperasi, which entered the supplier `tiga`, says that it is reached from now on.
async fn reached_by(world: &World, email: &str) {
    let form = Inputs::default().with("nama", "UD tiga").with("bahan", "kedelai").with("kota", "Pekalongan");
    let form = form.with("whatsapp", "0844-0000-0001").with("email", email);
    let supplier = domain::supplier::Supplier::parse(&form).expect("a good form");
    let slug = domain::slug::Slug::parse("tiga").expect("a slug");
    crate::suppliers::change(&world.desk, &officer(world, Role::OtherOfficer).await, &slug, None, &supplier)
        .await
        .expect("saved");
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_goes_by_itself_to_a_contact_that_another_koperasi_has_changed_lately() {
    let (world, _) = asked().await;
    let (desk, by) = (&world.desk, officer(&world, Role::Officer).await);
    trade::supplier(desk, world.koperasi[1], world.account(Role::OtherOfficer), "tiga", Some("tiga@contoh.example")).await;
    let mailed = async |to: &str| mails(&world).await.iter().filter(|mail| mail.starts_with(to)).count();
    let ask_three = async || {
        let form = QuoteAsk { suppliers: vec![domain::slug::Slug::parse("tiga").expect("a slug")], ..form(&world) };
        ask(desk, &by, &form, ids::fresh()).await.expect("it is asked")
    };
    // Just entered by the other koperasi.
    let first = ask_three().await;
    let seen = row(&world, first, "tiga").await;
    assert_eq!(mailed("tiga@").await, 0);
    assert_eq!(seen.new_contact.as_ref().map(|new| new.koperasi.as_str()), Some("Koperasi Dua"));
    assert!(!seen.by_mail && seen.link.is_some(), "the officer may send it");
    // The officer has asked the supplier, and sends it.
    resend(desk, &by, first, seen.id).await.unwrap();
    assert_eq!(mailed("tiga@").await, 1);
    assert!(row(&world, first, "tiga").await.by_mail);
    // It stood long enough.
    desk.forward(15 * DAY);
    let second = ask_three().await;
    assert_eq!(mailed("tiga@").await, 2);
    assert_eq!(row(&world, second, "tiga").await.new_contact, None);

    // With another address nothing goes there, and whoever waits for an answer is told, once.
    desk.forward(DAY);
    reached_by(&world, "lain@contoh.example").await;
    reached_by(&world, "lain@contoh.example").await;
    ask_three().await;
    withdraw(desk, &by, second).await.unwrap();
    assert_eq!(mailed("lain@").await, 0);
    let told = async |role: Role| notices::newest(desk, &standing(&world, role).await.person()).await.unwrap();
    let expected = News::SupplierContact {
        koperasi: "koperasi-one".into(),
        slug: "tiga".into(),
        supplier: "UD tiga".into(),
        changed_by: "Koperasi Dua".into(),
    };
    assert_eq!(told(Role::Officer).await.iter().map(|n| &n.news).collect::<Vec<_>>(), [&expected]);
    for role in [Role::Supervisor, Role::OtherOfficer, Role::Member] {
        assert!(told(role).await.is_empty(), "{role:?}");
    }
}
