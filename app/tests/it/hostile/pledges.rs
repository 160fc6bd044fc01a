//! The form by which a member takes part in a round.

use engine::testing::world::Role;

use super::forms::Form;
use super::ready::Ready;
use super::try_all;

const PLEDGES: &[Form] = &[Form {
    role: Role::Member,
    route: "/pembelian-bersama/{id}/ikut",
    path: "/pembelian-bersama/{}/ikut",
    ready: Ready::Open,
    // So little that all that is accepted stays within the limit.
    good: &[("jumlah", "1"), ("toleransi", "1")],
    fixed: &[],
    unseen: &["kunci", "koperasi"],
    akin: &[],
    whole: false,
    counted: false,
}];

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_pledges() {
    try_all(PLEDGES).await;
}
