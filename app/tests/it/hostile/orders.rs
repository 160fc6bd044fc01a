//! What is typed beside an order, and the picture of a transfer.

use axum::http::StatusCode;
use domain::buying::{Pay, Receive};
use engine::testing::world::{Role, World};

use super::forms::Form;
use super::ready::Ready;
use super::try_all;
use crate::client::Client;
use crate::orders;

const SELLER: Form = Form {
    role: Role::Member,
    route: "",
    path: "",
    ready: Ready::Order,
    good: &[("alasan", "Bahannya habis.")],
    fixed: &[],
    unseen: &[],
    akin: &[],
    whole: false,
    counted: false,
};

const ORDERS: &[Form] = &[
    Form { route: "/usaha/pesanan/{nomor}/tolak", path: "/usaha/pesanan/{}/tolak?usaha=shop-one", ..SELLER },
    Form {
        route: "/usaha/pesanan/{nomor}/batal",
        path: "/usaha/pesanan/{}/batal?usaha=shop-one",
        ready: Ready::AcceptedOrder,
        ..SELLER
    },
    Form {
        route: "/usaha/pesanan/{nomor}/tunda",
        path: "/usaha/pesanan/{}/tunda?usaha=shop-one",
        ready: Ready::AcceptedOrder,
        good: &[("hari", "{pekan}")],
        ..SELLER
    },
    Form { role: Role::Person, route: "/pesanan/{nomor}/batal", path: "/pesanan/{}/batal", ..SELLER },
    Form {
        role: Role::Anyone,
        route: "/pesanan/{nomor}/{tanda}/batal",
        path: "/pesanan/{}/batal",
        ready: Ready::OrderLink,
        ..SELLER
    },
];

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_orders() {
    try_all(ORDERS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_breaks_a_proof() {
    let world = World::new().await;
    let order = orders::accepted_as(&world, (Receive::Shop, Pay::Transfer)).await;
    let link = orders::link(&world, &order);
    let contents: [&[u8]; 4] =
        [b"", &[0; 100], b"GIF89a\x01\x00\x01\x00", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff"];
    for (role, path) in
        [(Role::Person, format!("/pesanan/{}/bukti", order.number)), (Role::Anyone, format!("/pesanan/{link}/bukti"))]
    {
        for content in contents {
            let answered = Client::of(&world, role).post_files(&path, &[], &[("bukti", "\u{202e}gpj.exe", content)]).await;
            assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY, "{path}");
            assert_eq!(answered.attr("input[name=bukti]", "aria-invalid").as_deref(), Some("true"));
            // What came is looked at, also by the link: only nothing is nothing.
            let is_missing = answered.all("main .salah").contains(&"Isi bagian ini.".to_owned());
            assert_eq!(is_missing, content.is_empty(), "{path}: {:?}", answered.all("main .salah"));
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn odd_numbers_are_no_orders() {
    let world = World::new().await;
    let mut member = Client::of(&world, Role::Member);
    for odd in ["", "x", "../../x", "<script>alert(1)</script>", "7KQ2-M9XD\u{202e}", "99999999999999999999"] {
        let form = [("pesanan", odd), ("daftar", odd)];
        let answered = member.post("/usaha/pesanan/terima?usaha=shop-one", &form).await;
        assert_eq!(answered.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
        assert!(!answered.text().contains("<script>alert"));
        let query = percent_encoding::utf8_percent_encode(odd, percent_encoding::NON_ALPHANUMERIC).to_string();
        for path in [
            format!("/usaha/pesanan?usaha=shop-one&cari={query}&hal={query}&keadaan={query}"),
            format!("/pesanan?nomor={query}&hal={query}"),
        ] {
            let page = member.get(&path).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(!page.text().contains("<script>alert"), "{path}");
        }
    }
}
