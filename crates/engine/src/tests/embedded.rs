use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

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

#[tokio::test]
async fn a_cluster_is_made_shared_and_stopped_by_its_owner() {
    let data = open_folder();
    let owner = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    write_down(&owner).await;
    let guest = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    assert!(owner.is_owner() && !guest.is_owner());
    assert_eq!(mails(&guest).await, 1);
    guest.stop().await.unwrap();
    assert_eq!(mails(&owner).await, 1, "a guest leaves it running");
    owner.stop().await.unwrap();
    assert!(!data.path().join("postgres/cluster/postmaster.pid").exists());

    let again = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    assert_eq!(mails(&again).await, 1);
    again.stop().await.unwrap();
}

#[tokio::test]
async fn what_was_committed_survives_kill_9() {
    let data = open_folder();
    let first = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    write_down(&first).await;

    // guyub dies, PostgreSQL lives on: it is taken up, and owned.
    let pid = postmaster(data.path());
    first.leave_running();
    let second = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    assert_eq!(postmaster(data.path()), pid);
    assert!(second.is_owner());
    assert_eq!(mails(&second).await, 1);

    // PostgreSQL dies with it: recovered on the next start.
    kill(&pid);
    second.leave_running();
    let third = Embedded::start(data.path(), Tuning::Durable).await.unwrap();
    assert_ne!(postmaster(data.path()), pid);
    assert_eq!(mails(&third).await, 1);
    third.stop().await.unwrap();
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
