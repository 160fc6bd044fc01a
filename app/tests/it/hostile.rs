//! Hostile input in every field of every form, in every address and in every file: accepted, or
//! refused beside its field with all else kept; never lost, never run, never an error of the house.
//! A form of the router without a row in `forms.rs` fails.

mod addresses;
mod faults;
mod forms;
mod orders;
mod pledges;
mod ready;
mod reviews;

use std::time::Duration;

use axum::http::{Method, StatusCode};
use engine::testing::world::{Role, World};

use crate::client::Client;

use faults::{faults, faults_of_language};
use forms::{
    BUSINESS, BUTTONS, BUYING, CATALOG, Form, GOODS, KOPERASI, LEDGER, OFFERS, PEOPLE, PERMIT, PRODUCT, ROUNDS, SUPPLIERS, TILL,
};
use ready::{filled_in, ready};

const MARKUP: &str = "</textarea><script>alert(1)</script>";
/// Longer than any window in which tries are counted.
const WINDOW: Duration = Duration::from_secs(16 * 60);

fn values() -> Vec<String> {
    let mut values = vec!["x".repeat(10_000)];
    values.extend(
        [
            "",
            " \t\u{3000} ",
            "🔥👩‍🌾",
            "\u{202e}gnipme",
            "em\0ping",
            MARKUP,
            "9223372036854775808",
            "-1",
            "0",
            "1.000,50",
            "Rp 12.500",
            "١٢٥٠٠",
        ]
        .map(str::to_owned),
    );
    values
}

/// As much of a text as a message can show.
fn short(text: &str) -> String {
    text.chars().take(40).flat_map(char::escape_debug).collect()
}

#[test]
fn every_form_of_the_router_is_tried() {
    let routes = app::routes();
    let posts: Vec<&str> = routes.list().iter().filter(|(method, _)| *method == Method::POST).map(|(_, route)| *route).collect();
    let all = [PEOPLE, KOPERASI, BUSINESS, CATALOG, SUPPLIERS, OFFERS, ROUNDS, GOODS, LEDGER, BUYING, TILL];
    let forms = || all.into_iter().flatten().map(|form| form.route);
    for route in &posts {
        assert!(forms().any(|r| r == *route) || BUTTONS.contains(route), "nobody tries {route}");
    }
    for route in forms().chain(BUTTONS.iter().copied()) {
        assert!(posts.contains(&route), "{route} is no form any more");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_people() {
    try_all(PEOPLE).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_koperasi() {
    try_all(KOPERASI).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_businesses() {
    try_all(BUSINESS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_products() {
    try_all(CATALOG).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_suppliers() {
    try_all(SUPPLIERS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_offers() {
    try_all(OFFERS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_rounds() {
    try_all(ROUNDS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_goods() {
    try_all(GOODS).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_the_books() {
    try_all(LEDGER).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_buying() {
    try_all(BUYING).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn forms_of_the_till() {
    try_all(TILL).await;
}

async fn try_all(forms: &[Form]) {
    let world = World::new().await;
    let mut wrong = Vec::new();
    for form in forms {
        let mut given = ready(&world, form.ready).await;
        for field in form.good.iter().map(|(name, _)| *name).chain(form.unseen.iter().copied()) {
            for value in values() {
                let (status, faults) = try_one(&world, form, &given, field, &value).await;
                wrong.extend(faults.iter().map(|fault| format!("{} {field} = “{}”: {fault}", form.route, short(&value))));
                if status == StatusCode::SEE_OTHER {
                    given = ready(&world, form.ready).await;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Posts the form with one hostile value, in both languages where it is refused.
async fn try_one(world: &World, form: &Form, given: &str, field: &'static str, value: &str) -> (StatusCode, Vec<String>) {
    let path = form.path.replace("{}", given.split('#').next().unwrap_or(given));
    let mut sent: Vec<(&str, String)> =
        form.good.iter().chain(form.fixed).map(|(name, text)| (*name, filled_in(world, text, given))).collect();
    match sent.iter_mut().find(|(name, _)| *name == field) {
        Some((_, there)) => value.clone_into(there),
        None => sent.push((field, value.to_owned())),
    }
    let pairs: Vec<(&str, &str)> = sent.iter().map(|(name, text)| (*name, text.as_str())).collect();
    if form.counted {
        world.desk.forward(WINDOW);
    }
    let answered = Client::of(world, form.role).post(&path, &pairs).await;
    let is_typed = form.good.iter().any(|(name, _)| *name == field);
    let faults = match answered.status {
        StatusCode::SEE_OTHER if answered.location().starts_with('/') => Vec::new(),
        StatusCode::UNPROCESSABLE_ENTITY => {
            let mut faults = faults(form, &path, &answered, &sent, field);
            if is_typed {
                if form.counted {
                    world.desk.forward(WINDOW);
                }
                let english = Client::of(world, form.role).in_english().post(&path, &pairs).await;
                faults.extend(faults_of_language(&answered, &english));
            }
            faults
        }
        // Of what nobody types, an id that names nothing is not there.
        StatusCode::NOT_FOUND | StatusCode::CONFLICT if !is_typed => Vec::new(),
        status => vec![format!("answered {status} {}", answered.location())],
    };
    (answered.status, faults)
}

#[tokio::test(flavor = "multi_thread")]
async fn words_that_nobody_types_do_no_harm() {
    let world = World::new().await;
    for (role, path, field) in [
        (Role::Anyone, "/bahasa", "bahasa"),
        (Role::Anyone, "/bahasa", "kembali"),
        (Role::Person, "/akun/perangkat", "sesi"),
        (Role::Anyone, "/keluar", "kembali"),
    ] {
        for value in values() {
            let answered = Client::of(&world, role).post(path, &[(field, &value)]).await;
            let fine = [StatusCode::SEE_OTHER, StatusCode::NOT_FOUND].contains(&answered.status);
            assert!(fine, "{path} {field} = “{}”: {}", short(&value), answered.status);
            assert!(answered.status != StatusCode::SEE_OTHER || answered.location().starts_with('/'), "{}", answered.location());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_file_breaks_a_form() {
    const NOTHING: &[(&str, &str)] = &[];
    let world = World::new().await;
    let sheet = format!("nama;kategori;harga;satuan\n{MARKUP};{MARKUP};1.000,50;-1\n");
    let large = vec![b'x'; 10_000];
    let contents: [&[u8]; 8] = [
        b"",
        &[0; 100],
        &large,
        b"GIF89a\x01\x00\x01\x00",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff",
        b"PK\x03\x04not a workbook",
        b"nama,kategori,harga,satuan\n\0,\x01,\xff\xfe,9223372036854775808\n",
        sheet.as_bytes(),
    ];
    for (path, field, good) in [
        ("/usaha/produk/impor?usaha=shop-one", "berkas", NOTHING),
        ("/usaha/izin?usaha=shop-one", "foto", PERMIT),
        ("/usaha/produk/baru?usaha=shop-one", "foto", PRODUCT),
        ("/usaha/qris?usaha=shop-one", "foto", NOTHING),
    ] {
        for name in ["😀.csv", "\u{202e}gpj.exe", MARKUP, "../../etc/passwd"] {
            // Of photos of a code only so many are looked at within an hour.
            world.desk.forward(Duration::from_secs(3600));
            for content in contents {
                let sent: Vec<(&str, String)> = good.iter().map(|(n, text)| (*n, filled_in(&world, text, ""))).collect();
                let pairs: Vec<(&str, &str)> = sent.iter().map(|(n, text)| (*n, text.as_str())).collect();
                let mut member = Client::of(&world, Role::Member);
                let answered = member.post_files(path, &pairs, &[(field, name, content)]).await;
                let page = match answered.status {
                    StatusCode::SEE_OTHER => member.get(answered.location()).await,
                    StatusCode::UNPROCESSABLE_ENTITY => answered,
                    status => panic!("{path} {name:?} “{}”: {status}", short(&String::from_utf8_lossy(content))),
                };
                assert!(page.status != StatusCode::INTERNAL_SERVER_ERROR, "{path} {name:?}");
                assert!(!page.text().contains("<script>alert"), "{path} {name:?}");
            }
        }
    }
}
