use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use sqlx::{ConnectOptions as _, Connection as _};

use crate::embedded::{Embedded, Tuning};
use crate::migrate;

/// A data folder that the user of PostgreSQL can get into, as /srv/guyub would be.
fn open_folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o755)).unwrap();
    folder
}

fn postmaster(data: &Path) -> String {
    let file = std::fs::read_to_string(data.join("postgres/cluster/postmaster.pid")).unwrap();
    file.lines().next().unwrap().to_owned()
}

fn kill(pid: &str) {
    assert!(Command::new("kill").args(["-9", pid]).status().unwrap().success());
}

async fn write_down(cluster: &Embedded) {
    migrate::run(&cluster.options()).await.unwrap();
    let mut c = cluster.options().connect().await.unwrap();
    sqlx::raw_sql("insert into mail (id, to_address, subject, body) values (gen_random_uuid(), 'a', 'kept', 'b')")
        .execute(&mut c)
        .await
        .unwrap();
    c.close().await.unwrap();
}

async fn mails(cluster: &Embedded) -> i64 {
    let mut c = cluster.options().connect().await.unwrap();
    sqlx::query_scalar!(r#"select count(*) as "n!" from mail where subject = 'kept'"#).fetch_one(&mut c).await.unwrap()
}

fn is_running(data: &Path) -> bool {
    data.join("postgres/cluster/postmaster.pid").exists()
}

#[tokio::test]
async fn a_cluster_is_shared_and_stopped_by_the_last_to_leave() {
    let data = open_folder();
    let first = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    write_down(&first).await;
    let second = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    assert_eq!(mails(&second).await, 1);
    first.stop().await.unwrap();
    assert_eq!(mails(&second).await, 1, "who started it leaves it to who uses it");
    let third = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    second.stop().await.unwrap();
    assert_eq!(mails(&third).await, 1);
    third.stop().await.unwrap();
    assert!(!is_running(data.path()), "the last one stops it");

    let again = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    assert_eq!(mails(&again).await, 1);
    again.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn coming_and_going_at_one_moment_never_meets_a_stopped_cluster() {
    let data = open_folder();
    let visit = async |path: std::path::PathBuf| {
        for _ in 0..5 {
            let cluster = Embedded::start(&path, Tuning::Throwaway).await.unwrap();
            cluster.options().connect().await.unwrap().ping().await.unwrap();
            cluster.stop().await.unwrap();
        }
    };
    let path = || data.path().to_owned();
    tokio::join!(visit(path()), visit(path()), visit(path()));
    assert!(!is_running(data.path()));
}

#[tokio::test]
async fn what_was_committed_survives_kill_9() {
    let data = open_folder();
    let first = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    write_down(&first).await;

    // guyub dies, PostgreSQL lives on: it is taken up.
    let pid = postmaster(data.path());
    first.leave_running();
    let second = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    assert_eq!(postmaster(data.path()), pid);
    assert_eq!(mails(&second).await, 1);

    // PostgreSQL dies with it: recovered on the next start.
    kill(&pid);
    second.leave_running();
    let third = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    assert_ne!(postmaster(data.path()), pid);
    assert_eq!(mails(&third).await, 1);
    third.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn queries_of_a_killed_postgresql_do_not_hold_up_the_next() {
    let data = open_folder();
    let killed = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    write_down(&killed).await;
    let mut c = killed.options().connect().await.unwrap();
    // Minutes of work that looks neither at its client nor at the postmaster.
    let busy = tokio::spawn(async move {
        let sql = "select count(md5(n::text)) from (select generate_series(1, 300000000) n) x";
        sqlx::raw_sql(sql).execute(&mut c).await.ok();
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    kill(&postmaster(data.path()));
    // Its parent has not looked, so that its number still is in the list of processes.
    drop(killed);

    let started = Instant::now();
    let next = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
    assert_eq!(mails(&next).await, 1);
    busy.await.unwrap();
    next.stop().await.unwrap();
}

#[tokio::test]
async fn a_data_folder_closed_to_others_and_very_long_works_too() {
    let top = tempfile::tempdir().unwrap();
    let data = top.path().join("x".repeat(120));
    let cluster = Embedded::start(&data, Tuning::Throwaway).await.unwrap();
    let mut c = cluster.options().connect().await.unwrap();
    c.ping().await.unwrap();
    c.close().await.unwrap();
    cluster.stop().await.unwrap();
    // Made by root, the cluster lies elsewhere.
    let home = data.join("postgres");
    if home.is_symlink() {
        std::fs::remove_dir_all(home.canonicalize().unwrap()).unwrap();
    }
}
