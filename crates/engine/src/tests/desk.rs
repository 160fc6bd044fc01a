use futures::future::try_join_all;

use crate::testing;

#[tokio::test]
async fn who_listens_leaves_all_connections_to_pages() {
    let desk = testing::desk().await;
    let mut ears = Vec::new();
    for channel in ["guyub_job", "guyub_job", "guyub_changed"] {
        let mut ear = desk.listener().await.unwrap();
        ear.listen(channel).await.unwrap();
        ears.push(ear);
    }
    // As many as the desk of a test may have, which is the least that can be set.
    let pages = try_join_all((0..4).map(|_| desk.db().acquire())).await.unwrap();
    assert_eq!(pages.len(), 4);
    drop(pages);
    sqlx::query("select pg_notify('guyub_changed', 'x')").execute(desk.db()).await.unwrap();
    assert_eq!(ears[2].recv().await.unwrap().payload(), "x");
}
