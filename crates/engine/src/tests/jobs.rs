use std::time::Duration;

use domain::ids::{JobId, MailId};
use tokio_util::sync::CancellationToken;

use crate::desk::Desk;
use crate::ids;
use crate::jobs::{self, Job, Tally};
use crate::mail::{self, Mail};
use crate::testing;
use crate::tx::Actor;

async fn send_something(desk: &Desk) {
    let mut tx = desk.begin(Actor::System).await.unwrap();
    tx.mail(Mail { to: "a@b.id".into(), subject: "Hai".into(), body: "Isi".into() }).await.unwrap();
    tx.commit().await.unwrap();
}

async fn state(desk: &Desk) -> String {
    // Housekeeping may have asked for jobs of its own.
    sqlx::query_scalar!("select state from job where kind in ('send_mail', 'fold_paper')").fetch_one(desk.db()).await.unwrap()
}

/// A job that no version of the program knows, and so always fails.
async fn hopeless(desk: &Desk) -> JobId {
    let id: JobId = ids::fresh();
    sqlx::query!(
        r#"insert into job (id, kind, payload, due_at) values ($1, 'fold_paper', '{"kind": "fold_paper"}', $2)"#,
        id.0,
        desk.now(),
    )
    .execute(desk.db())
    .await
    .unwrap();
    id
}

#[test]
fn a_jobs_name_is_its_tag() {
    let job = Job::SendMail { mail: ids::fresh::<MailId>() };
    let json = serde_json::to_value(&job).unwrap();
    assert_eq!(json["kind"], job.kind());
    assert_eq!(serde_json::from_value::<Job>(json).unwrap(), job);
}

#[tokio::test]
async fn without_a_mail_server_mails_stay_for_the_operator() {
    let desk = testing::desk().await;
    send_something(&desk).await;
    assert_eq!(jobs::run_due(&desk).await.unwrap(), 1);
    let kept = mail::newest(&desk).await.unwrap();
    assert_eq!((kept[0].mail.subject.as_str(), kept[0].sent_at), ("Hai", None));
    assert_eq!(state(&desk).await, "done");
}

#[tokio::test]
async fn two_workers_never_take_the_same_job() {
    let desk = testing::desk().await;
    let other_server = desk.second().await;
    for _ in 0..20 {
        send_something(&desk).await;
    }
    let (one, two) = tokio::join!(jobs::run_due(&desk), jobs::run_due(&other_server));
    assert_eq!(one.unwrap() + two.unwrap(), 20);
    let most = sqlx::query_scalar!(r#"select max(attempts) as "n!" from job"#).fetch_one(desk.db()).await.unwrap();
    assert_eq!(most, 1);
}

#[tokio::test]
async fn eight_failures_are_death_and_the_operator_may_revive() {
    let desk = testing::desk().await;
    let id = hopeless(&desk).await;
    for attempt in 1..=8 {
        assert_eq!(state(&desk).await, "waiting", "before attempt {attempt}");
        assert_eq!(jobs::run_due(&desk).await.unwrap(), 1, "attempt {attempt}");
        assert_eq!(jobs::run_due(&desk).await.unwrap(), 0, "it waits after attempt {attempt}");
        desk.forward(Duration::from_secs(2 * 3600));
    }
    assert_eq!(jobs::tally(&desk).await.unwrap(), Tally { waiting: 0, dead: 1 });
    let dead = jobs::dead(&desk).await.unwrap();
    assert_eq!((dead[0].id, dead[0].attempts), (id, 8));
    assert!(dead[0].error.contains("fold_paper"), "{}", dead[0].error);

    let mut tx = desk.begin(Actor::System).await.unwrap();
    assert!(jobs::requeue(&mut tx, id).await.unwrap());
    assert!(!jobs::requeue(&mut tx, id).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(jobs::run_due(&desk).await.unwrap(), 1);
}

#[tokio::test]
async fn a_job_of_a_server_that_died_falls_due_again() {
    let desk = testing::desk().await;
    send_something(&desk).await;
    // What a worker does first; then its server dies.
    sqlx::query!("update job set attempts = 1, due_at = $1", desk.now() + Duration::from_secs(30))
        .execute(desk.db())
        .await
        .unwrap();
    assert_eq!(jobs::run_due(&desk).await.unwrap(), 0);
    desk.forward(Duration::from_secs(31));
    assert_eq!(jobs::run_due(&desk).await.unwrap(), 1);
}

#[tokio::test]
async fn a_commit_wakes_the_worker_and_stop_ends_it() {
    let desk = testing::desk().await;
    let stop = CancellationToken::new();
    let worker = tokio::spawn(jobs::work(desk.clone(), stop.clone()));
    tokio::time::sleep(Duration::from_millis(300)).await;
    send_something(&desk).await;
    let woken = tokio::time::timeout(Duration::from_secs(2), async {
        while state(&desk).await != "done" {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    woken.await.expect("sooner than the next poll");
    stop.cancel();
    tokio::time::timeout(Duration::from_secs(2), worker).await.expect("it stops").unwrap();
}

#[tokio::test]
async fn housekeeping_sweeps_only_what_is_old() {
    let desk = testing::desk().await;
    send_something(&desk).await;
    jobs::run_due(&desk).await.unwrap();
    desk.forward(Duration::from_secs(29 * 24 * 3600));
    jobs::tidy(&desk).await.unwrap();
    assert_eq!(state(&desk).await, "done");
    desk.forward(Duration::from_secs(2 * 24 * 3600));
    jobs::tidy(&desk).await.unwrap();
    let left =
        sqlx::query_scalar!(r#"select count(*) as "n!" from job where kind = 'send_mail'"#).fetch_one(desk.db()).await.unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_job_that_ends_its_servers_is_dead_without_being_run_again() {
    let desk = testing::desk().await;
    send_something(&desk).await;
    // Eight workers took it, and none lived to say what happened.
    sqlx::query!("update job set attempts = 8, due_at = $1", desk.now()).execute(desk.db()).await.unwrap();
    assert_eq!(jobs::run_due(&desk).await.unwrap(), 1);
    assert_eq!(state(&desk).await, "dead");
    assert!(jobs::dead(&desk).await.unwrap()[0].error.contains("never came to an end"));
}

#[tokio::test]
async fn night_work_is_asked_for_once_a_night_by_all_servers() {
    let desk = testing::desk().await;
    let asked = async || {
        sqlx::query_scalar!(r#"select count(*) as "n!" from job where kind in ('sweep_pictures', 'recount_words')"#)
            .fetch_one(desk.db())
            .await
            .unwrap()
    };
    for _ in 0..3 {
        jobs::tidy(&desk).await.unwrap();
        jobs::tidy(&desk.second().await).await.unwrap();
    }
    assert_eq!(asked().await, 2);
    desk.forward(Duration::from_secs(24 * 3600));
    assert_eq!(jobs::run_due(&desk).await.unwrap(), 2);
    jobs::tidy(&desk).await.unwrap();
    assert_eq!(asked().await, 4);
}

#[tokio::test]
async fn files_that_no_row_names_are_swept_at_night() {
    use crate::pictures::{Pictures, Place, Upload, fixtures, process};
    let desk = testing::desk().await;
    let store = Pictures::of(&desk);
    let photo = fixtures::jpeg(&fixtures::photo(400, 300));
    let lost = store.put(Place::Public, process(Upload::Bytes(photo.into())).await.unwrap()).await.unwrap();
    jobs::tidy(&desk).await.unwrap();
    // The store's own clock does not move with the test's: to it, the files are three days old now.
    desk.forward(Duration::from_secs(3 * 24 * 3600));
    jobs::run_due(&desk).await.unwrap();
    assert!(store.read(&lost.jpeg()).await.unwrap().is_none());
}
