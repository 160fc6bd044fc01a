//! Files of pictures through the router, and forms that are sent in the background.

use engine::pictures::{PictureSet, Pictures, Rendered};
use engine::testing::world::{Role, World};

use crate::client::Client;

async fn a_picture(world: &World) -> PictureSet {
    let rgba = [200, 120, 40, 255].repeat(700 * 500);
    Pictures::of(&world.desk).put_rendered(Rendered { width: 700, height: 500, rgba }).await.expect("a stored picture")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_kept_for_ever_by_who_has_it() {
    let world = World::new().await;
    let set = a_picture(&world).await;
    let mut anyone = Client::of(&world, Role::Anyone);
    for (name, kind) in set.files().map(|(name, _)| (name, "image/webp")).chain([(set.jpeg(), "image/jpeg")]) {
        let path = format!("/gambar/{name}");
        let answered = anyone.get(&path).await;
        assert_eq!(answered.status, 200);
        assert_eq!(answered.headers["content-type"], kind);
        assert_eq!(answered.headers["cache-control"], "public, max-age=31536000, immutable");
        assert!(!answered.headers.contains_key("set-cookie"));
        let etag = answered.headers["etag"].to_str().unwrap();
        for known in [etag.to_owned(), format!("\"x\", W/{etag}")] {
            let again = anyone.get_with(&path, &[("if-none-match", &known)]).await;
            assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
        }
        assert_eq!(anyone.get_with(&path, &[("if-none-match", "\"x\"")]).await.status, 200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_names_are_not_found() {
    let world = World::new().await;
    let key = a_picture(&world).await.key;
    let mut anyone = Client::of(&world, Role::Anyone);
    for path in [
        format!("/gambar/{key}-1280.webp"),
        format!("/gambar/{key}-640.png"),
        format!("/gambar/{key}"),
        "/gambar/..%2f..%2fetc%2fpasswd".to_owned(),
        "/gambar/%ff%fe".to_owned(),
        format!("/gambar/{}-640.webp", "0".repeat(32)),
        format!("/gambar/{}", "a".repeat(10_000)),
    ] {
        assert_eq!(anyone.get(&path).await.status, 404, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_background_post_is_told_the_next_page() {
    let world = World::new().await;
    let mut anyone = Client::of(&world, Role::Anyone);
    let answered = anyone.post_with("/bahasa", &[("bahasa", "en")], &[("x-lanjut", "1")]).await;
    assert_eq!(answered.status, 204);
    assert!(answered.headers["x-lanjut"].to_str().unwrap().starts_with('/'));
    assert!(answered.headers.contains_key("set-cookie"), "what the redirect would have set is set");
    assert_eq!(anyone.post("/bahasa", &[("bahasa", "en")]).await.status, 303);
}
