use std::sync::Arc;

use object_store::local::LocalFileSystem;

use super::super::fixtures;
use super::super::{FileName, Pictures, Place, Rendered};

/// In a folder, as by default, which goes when it is dropped.
fn a_store() -> (Pictures, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let store = LocalFileSystem::new_with_prefix(folder.path()).unwrap();
    (Pictures::new(Arc::new(store)), folder)
}

async fn a_picture(store: &Pictures, place: Place) -> super::super::PictureSet {
    let picture = super::process(&fixtures::jpeg(&fixtures::photo(700, 500))).unwrap();
    store.put(place, picture).await.unwrap()
}

#[tokio::test]
async fn what_is_stored_is_read_by_its_name() {
    let (store, _folder) = a_store();
    let set = a_picture(&store, Place::Public).await;
    let files: Vec<_> = set.files().collect();
    assert_eq!(files.iter().map(|(_, width)| *width).collect::<Vec<_>>(), [320, 640]);
    for name in files.into_iter().map(|(name, _)| name).chain([set.jpeg()]) {
        let name: FileName = name.to_string().parse().unwrap();
        let served = store.read(&name).await.unwrap().unwrap();
        assert_eq!(served.content_type, name.content_type());
        assert_eq!(served.etag, format!("\"{name}\""));
        assert!(super::process(&served.bytes).is_ok());
    }
    let wider: FileName = format!("{}-1280.webp", set.key).parse().unwrap();
    assert!(store.read(&wider).await.unwrap().is_none());
    store.delete(Place::Public, &set.key).await.unwrap();
    assert!(store.read(&set.jpeg()).await.unwrap().is_none());
    store.delete(Place::Public, &set.key).await.unwrap();
}

#[tokio::test]
async fn a_scan_is_not_found_among_public_pictures() {
    let (store, _folder) = a_store();
    let scan = a_picture(&store, Place::Secret).await;
    for (name, _) in scan.files() {
        assert!(store.read(&name).await.unwrap().is_none());
    }
    assert!(store.read(&scan.jpeg()).await.unwrap().is_none());
    assert!(store.read_secret(&scan.key).await.unwrap().is_some());
    let public = a_picture(&store, Place::Public).await;
    assert!(store.read_secret(&public.key).await.unwrap().is_none());
    assert!(store.read_secret("../publik").await.unwrap().is_none());
}

#[test]
fn only_names_of_pictures_are_names() {
    let key = "0123456789abcdef0123456789abcdef";
    for ending in ["-320.webp", "-640.webp", "-1280.webp", "-640.jpg"] {
        let name = format!("{key}{ending}");
        assert_eq!(name.parse::<FileName>().unwrap().to_string(), name);
    }
    let upper = format!("{}-640.webp", key.to_uppercase());
    for wrong in [
        "",
        "-640.webp",
        key,
        &format!("{key}-641.webp"),
        &format!("{key}-0640.webp"),
        &format!("{key}-1280.jpg"),
        &format!("{key}-640.webp/"),
        &format!("{key}-640.webp\0"),
        &format!("../{key}-640.webp"),
        &upper,
        &format!("{}..%2f-640.webp", &key[..27]),
        &"é".repeat(40),
        "0123456789abcdef0123456789abcde\u{e9}-640.webp",
    ] {
        assert!(wrong.parse::<FileName>().is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn old_keys_are_listed_once() {
    let (store, folder) = a_store();
    let set = a_picture(&store, Place::Public).await;
    std::fs::write(folder.path().join("publik/README"), b"not ours").unwrap();
    let hour = time::Duration::HOUR;
    let now = time::OffsetDateTime::now_utc();
    assert_eq!(store.keys_older_than(Place::Public, now + hour).await.unwrap(), [set.key]);
    assert!(store.keys_older_than(Place::Public, now - hour).await.unwrap().is_empty());
    assert!(store.keys_older_than(Place::Secret, now + hour).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_drawing_is_stored_in_one_step() {
    let (store, _folder) = a_store();
    let rgba = fixtures::cut_out(1280, 960).into_raw();
    let set = store.put_rendered(Rendered { width: 1280, height: 960, rgba }).await.unwrap();
    assert_eq!((set.width, set.height, set.widest), (1280, 960, 1280));
    let wrong = Rendered { width: 1280, height: 960, rgba: vec![0; 9] };
    assert!(store.put_rendered(wrong).await.is_err());
}
