use std::os::unix::fs::PermissionsExt as _;

use object_store::memory::InMemory;

use super::*;
use crate::testing::desk;

#[tokio::test]
async fn a_backup_is_for_its_owner_only() {
    let desk = desk().await;
    let key = object_store::path::Path::from("publik/ab/cd-320.webp");
    desk.pictures().put(&key, "not really".into()).await.unwrap();
    let top = tempfile::tempdir().unwrap();
    let folder = top.path().join("cadangan/senin");
    let tally = write(&Reach::of(&desk.database()), &**desk.pictures(), &folder).await.unwrap();
    assert_eq!(tally, Tally { pictures: 1 });
    for (path, mode) in [
        ("", 0o700),
        (DUMP, 0o600),
        ("manifest.json", 0o600),
        (PICTURES, 0o700),
        ("pictures/publik/ab", 0o700),
        ("pictures/publik/ab/cd-320.webp", 0o600),
    ] {
        let found = std::fs::metadata(folder.join(path)).unwrap().permissions().mode() & 0o777;
        assert_eq!(found, mode, "{path}: {found:o}");
    }
}

#[tokio::test]
async fn a_picture_deleted_meanwhile_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let gone = object_store::path::Path::from("publik/ab/gone-320.webp");
    assert_eq!(fetch(&InMemory::new(), gone, folder.path()).await.unwrap(), None);
    assert!(!folder.path().join("pictures").exists());
}
