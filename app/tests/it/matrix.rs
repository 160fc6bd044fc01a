//! The role × route matrix: every line of the router's own list has a row here, and every row is
//! tried for every role. A new route without a row fails.

use axum::http::Method;
use engine::testing::world::{Role, World};

use crate::client::Client;

/// What each role is answered, in the order of [`Role::ALL`]:
/// anyone, person, member, other member, officer, other officer, supervisor, regency, operator.
type Answers = [u16; 9];

const OPEN: Answers = [200; 9];
const SENT_ON: Answers = [303; 9];
const WHILE_SIGNED_OUT: Answers = [200, 303, 303, 303, 303, 303, 303, 303, 303];
const SIGNED_IN: Answers = [303, 200, 200, 200, 200, 200, 200, 200, 200];
const SIGNED_IN_FORM: Answers = [303, 422, 422, 422, 422, 422, 422, 422, 422];

/// Method, the route as the router lists it, the path that is tried, and the answers. Posts are
/// sent empty: who may post is answered 303 or 422, who may not 303 to the sign-in, 403 or 404.
const ROWS: &[(Method, &str, &str, Answers)] = &[
    (Method::GET, "/", "/", OPEN),
    (Method::POST, "/bahasa", "/bahasa", SENT_ON),
    (Method::GET, "/daftar", "/daftar", WHILE_SIGNED_OUT),
    (Method::POST, "/daftar", "/daftar", [422; 9]),
    (Method::GET, "/masuk", "/masuk", WHILE_SIGNED_OUT),
    (Method::POST, "/masuk", "/masuk", [422; 9]),
    (Method::GET, "/lupa", "/lupa", OPEN),
    (Method::POST, "/lupa", "/lupa", [422; 9]),
    (Method::GET, "/lupa/kode", "/lupa/kode", OPEN),
    (Method::POST, "/lupa/kode", "/lupa/kode", [422; 9]),
    (Method::GET, "/lupa/tautan/{token}", "/lupa/tautan/x", [404; 9]),
    (Method::POST, "/lupa/tautan/{token}", "/lupa/tautan/x", [404; 9]),
    (Method::GET, "/akun", "/akun", SIGNED_IN),
    (Method::GET, "/akun/profil", "/akun/profil", SIGNED_IN),
    (Method::POST, "/akun/profil", "/akun/profil", SIGNED_IN_FORM),
    (Method::GET, "/akun/kata-sandi", "/akun/kata-sandi", SIGNED_IN),
    (Method::POST, "/akun/kata-sandi", "/akun/kata-sandi", SIGNED_IN_FORM),
    (Method::GET, "/akun/perangkat", "/akun/perangkat", SIGNED_IN),
    // A session that is none of one's own is not there.
    (Method::POST, "/akun/perangkat", "/akun/perangkat", [303, 404, 404, 404, 404, 404, 404, 404, 404]),
    (Method::GET, "/akun/data.json", "/akun/data.json", SIGNED_IN),
    (Method::GET, "/akun/tutup", "/akun/tutup", SIGNED_IN),
    (Method::POST, "/akun/tutup", "/akun/tutup", SIGNED_IN_FORM),
    // The last row: it ends everybody's session.
    (Method::POST, "/keluar", "/keluar", SENT_ON),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_each_role_as_it_should() {
    let world = World::new().await;
    let list = app::routes();
    let missing: Vec<_> = list.list().iter().filter(|(m, route)| !ROWS.iter().any(|r| r.0 == *m && r.1 == *route)).collect();
    assert!(missing.is_empty(), "routes without a row in the matrix: {missing:?}");
    let mut wrong = Vec::new();
    for (method, route, path, answers) in ROWS {
        assert!(list.list().iter().any(|(m, r)| m == method && r == route), "a row for no route: {method} {route}");
        for (role, expected) in Role::ALL.into_iter().zip(answers) {
            let mut client = Client::of(&world, role);
            let answered = match *method {
                Method::GET => client.get(path).await,
                _ => client.post(path, &[]).await,
            };
            if answered.status.as_u16() != *expected {
                wrong.push(format!("{method} {path} as {role:?}: {} instead of {expected} {}", answered.status.as_u16(), answered.location()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
