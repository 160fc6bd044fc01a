use domain::access::{Officer, Overseer, Standing};
use domain::form::Inputs;
use domain::ids::IdempotencyKey;
use domain::slug::Slug;
use domain::supplier::{Note, Supplier};

use super::*;
use crate::testing::world::{Role, World};
use crate::{ids, people};

async fn standing(world: &World, role: Role) -> Standing {
    let token = world.token(role).expect("somebody");
    people::session(&world.desk, token).await.expect("the database answers").expect("an open session").1
}

fn nth(role: Role) -> usize {
    usize::from(role == Role::OtherOfficer)
}

async fn officer(world: &World, role: Role) -> Officer {
    standing(world, role).await.officer(world.koperasi[nth(role)], world.desk.today().date()).expect("an officer")
}

async fn overseer(world: &World, role: Role) -> Overseer {
    standing(world, role).await.overseer(world.koperasi[nth(role)], world.desk.today().date()).expect("an overseer")
}

fn form(name: &str) -> Inputs {
    Inputs::default()
        .with("nama", name)
        .with("bahan", "Kedelai, Ragi tempe (bungkus)")
        .with("kecamatan", "33.25.08")
        .with("whatsapp", "0844-0000-0001")
}

fn supplier(form: Inputs) -> Supplier {
    Supplier::parse(&form).expect("a good form")
}

fn key() -> IdempotencyKey {
    ids::fresh()
}

async fn entered(world: &World, role: Role, form: Inputs) -> Slug {
    create(&world.desk, &officer(world, role).await, &supplier(form), key()).await.expect("it is entered")
}

async fn found(world: &World, filter: Filter<'_>) -> Vec<String> {
    let list = directory(&world.desk, &Filter { limit: 100, ..filter }).await.expect("a list");
    assert_eq!(list.total, i64::try_from(list.rows.len()).expect("few"));
    list.rows.into_iter().map(|r| r.name).collect()
}

async fn count(world: &World, table: &'static str) -> i64 {
    let sql = match table {
        "material" => "select count(*) from material",
        "supplier" => "select count(*) from supplier",
        _ => "select count(*) from supplier_note",
    };
    sqlx::query_scalar(sql).fetch_one(world.desk.db()).await.expect("a count")
}

/// As a koperasi is before the regency's office has looked at it.
async fn unverify(world: &World, nth: usize) {
    sqlx::query!(
        "update koperasi set state = 'waiting', decided_by = null, decided_at = null where id = $1",
        world.koperasi[nth].0
    )
    .execute(world.desk.db())
    .await
    .expect("it waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_supplier_is_entered_once_and_namesakes_get_an_address_each() {
    let world = World::new().await;
    let by = officer(&world, Role::Officer).await;
    let (one, key) = (supplier(form("UD Sumber Kedelai")), key());
    let (first, second) = tokio::join!(create(&world.desk, &by, &one, key), create(&world.desk, &by, &one, key));
    assert_eq!((first.unwrap().as_str(), second.unwrap().as_str()), ("ud-sumber-kedelai", "ud-sumber-kedelai"));
    let other = entered(&world, Role::OtherOfficer, form("UD  Sumber kedelai!")).await;
    assert_eq!(other.as_str(), "ud-sumber-kedelai-2");
    assert_eq!(entered(&world, Role::Officer, form("Baru")).await.as_str(), "baru-2", "an address of the form");
    assert_eq!(count(&world, "supplier").await, 3);
    let audited = sqlx::query_scalar!(r#"select count(*) as "n!" from audit where action = 'supplier.create'"#);
    assert_eq!(audited.fetch_one(world.desk.db()).await.unwrap(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn materials_are_the_same_whoever_types_them() {
    let world = World::new().await;
    let slug = entered(&world, Role::Officer, form("UD Satu")).await;
    entered(&world, Role::OtherOfficer, form("UD Dua").with("bahan", "ragi TEMPE\nKEDELAI; Gula aren (kg)")).await;
    let all = materials(&world.desk, 10).await.unwrap();
    let named: Vec<_> = all.iter().map(|m| (m.name.as_str(), m.unit.map(|u| u.code()))).collect();
    assert_eq!(named, [("Gula aren", Some("kg")), ("Kedelai", None), ("Ragi tempe", Some("bungkus"))]);
    let used: Vec<_> =
        in_use(&world.desk, Some("gula-aren"), 2).await.unwrap().into_iter().map(|m| (m.slug, m.suppliers)).collect();
    assert_eq!(used, [("gula-aren".to_owned(), 1), ("kedelai".to_owned(), 2)]);

    // A changed form keeps what stays, takes what goes, adds what comes.
    let kept = || async {
        let ids = sqlx::query_scalar!(
            r#"select sm.xmin::text || ' ' || m.slug as "row!" from supplier_material sm join material m on m.id = sm.material_id
               join supplier s on s.id = sm.supplier_id where s.slug = $1 order by m.slug"#,
            slug.as_str()
        );
        ids.fetch_all(world.desk.db()).await.expect("rows")
    };
    let before = kept().await;
    let by = officer(&world, Role::Officer).await;
    let changed = supplier(form("UD Satu").with("bahan", "gula AREN, kedelai"));
    change(&world.desk, &by, &slug, None, &changed).await.unwrap();
    let after = kept().await;
    assert_eq!(after.len(), 2);
    assert!(before[0].ends_with(" kedelai") && after[1] == before[0], "{before:?} {after:?}");
    assert_eq!(count(&world, "material").await, 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_officers_who_name_a_new_material_at_once_make_one() {
    let world = World::new().await;
    let (one, two) = (officer(&world, Role::Officer).await, officer(&world, Role::OtherOfficer).await);
    let forward = supplier(form("UD Satu").with("bahan", "Bambu petung, Malam batik, Kain mori, Gula-aren"));
    let backward = supplier(form("UD Dua").with("bahan", "Gula aren, kain mori, malam batik, bambu petung"));
    let (first, second) = tokio::join!(create(&world.desk, &one, &forward, key()), create(&world.desk, &two, &backward, key()));
    assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
    let slugs: Vec<_> = materials(&world.desk, 10).await.unwrap().into_iter().map(|m| m.slug).collect();
    assert_eq!(slugs.len(), 5, "{slugs:?}");
    assert!(slugs.contains(&"gula-aren".to_owned()) && slugs.contains(&"gula-aren-2".to_owned()), "{slugs:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_directory_is_narrowed_by_words_material_and_place() {
    let world = World::new().await;
    entered(&world, Role::Officer, form("UD Sumber Kedelai")).await;
    let far = form("Toko 100% Kain").with("bahan", "Kain mori").with("kecamatan", "").with("kota", "Kota Pekalongan");
    entered(&world, Role::OtherOfficer, far).await;
    sqlx::query!("update material set keywords = 'katun primisima' where slug = 'kain-mori'")
        .execute(world.desk.db())
        .await
        .unwrap();
    let words = |words: &'static str| Filter { words, ..Filter::default() };
    for (typed, names) in [
        ("", vec!["Toko 100% Kain", "UD Sumber Kedelai"]),
        ("SUMBER limpung", vec!["UD Sumber Kedelai"]),
        ("primisima pekalongan", vec!["Toko 100% Kain"]),
        ("100%", vec!["Toko 100% Kain"]),
        ("%", vec!["Toko 100% Kain"]),
        ("_\\\0", vec![]),
        ("kedelai pekalongan", vec![]),
    ] {
        assert_eq!(found(&world, words(typed)).await, names, "{typed}");
    }
    let of = |material, place| Filter { material, place, ..Filter::default() };
    assert_eq!(found(&world, of(Some("kain-mori"), None)).await, ["Toko 100% Kain"]);
    assert_eq!(found(&world, of(None, Some("kota PEKALONGAN"))).await, ["Toko 100% Kain"]);
    assert_eq!(found(&world, of(None, Some("limpung"))).await, ["UD Sumber Kedelai"]);
    assert!(found(&world, of(Some("kain-mori"), Some("limpung"))).await.is_empty());
    let places: Vec<_> = places(&world.desk).await.unwrap().into_iter().map(|p| p.name).collect();
    assert_eq!(places, ["Limpung", "Kota Pekalongan"]);
    let second = directory(&world.desk, &Filter { limit: 1, offset: 1, ..Filter::default() }).await.unwrap();
    assert_eq!((second.rows[0].name.as_str(), second.total), ("UD Sumber Kedelai", 2));
    assert_eq!(second.rows[0].materials, ["Kedelai", "Ragi tempe"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_koperasi_that_entered_it_changes_it() {
    let world = World::new().await;
    let (own, other) = (officer(&world, Role::Officer).await, officer(&world, Role::OtherOfficer).await);
    let slug = entered(&world, Role::Officer, form("UD Sumber Kedelai")).await;
    let taken_over = supplier(form("Milik Kami"));
    let refused = change(&world.desk, &other, &slug, None, &taken_over).await;
    assert!(matches!(refused, Err(WriteError::Unknown)), "{refused:?}");
    assert!(matches!(archive(&world.desk, &other, &slug, true).await, Err(WriteError::Unknown)));
    assert!(!for_officer(&world.desk, &other, &slug).await.unwrap().expect("it is public").own);

    let seen = for_officer(&world.desk, &own, &slug).await.unwrap().expect("their own");
    assert!(seen.own && seen.contact.is_some());
    let renamed = supplier(form("UD Sumber Kedelai Limpung"));
    change(&world.desk, &own, &slug, Some(seen.version), &renamed).await.unwrap();
    let late = change(&world.desk, &own, &slug, Some(seen.version), &taken_over).await;
    let now = for_officer(&world.desk, &own, &slug).await.unwrap().expect("their own");
    assert!(matches!(late, Err(WriteError::Stale { version }) if version == now.version), "{late:?}");
    assert_eq!(now.name, "UD Sumber Kedelai Limpung");
    let nowhere = supplier(form("UD Sumber Kedelai").with("kecamatan", "33.25.99"));
    assert!(matches!(change(&world.desk, &own, &slug, None, &nowhere).await, Err(WriteError::UnknownDistrict)));
    assert!(matches!(create(&world.desk, &own, &nowhere, key()).await, Err(WriteError::UnknownDistrict)));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_archived_supplier_is_there_for_its_own_koperasi_and_comes_back() {
    let world = World::new().await;
    let (own, other) = (officer(&world, Role::Officer).await, officer(&world, Role::OtherOfficer).await);
    let slug = entered(&world, Role::Officer, form("UD Sumber Kedelai")).await;
    entered(&world, Role::OtherOfficer, form("UD Lain")).await;
    for _ in 0..2 {
        archive(&world.desk, &own, &slug, true).await.unwrap();
    }
    let archived = sqlx::query_scalar!(r#"select count(*) as "n!" from audit where action = 'supplier.archive'"#);
    assert_eq!(archived.fetch_one(world.desk.db()).await.unwrap(), 1, "the second press changes nothing");
    assert!(shown(&world.desk, &slug).await.unwrap().is_none());
    assert_eq!(found(&world, Filter::default()).await, ["UD Lain"]);
    assert!(for_officer(&world.desk, &other, &slug).await.unwrap().is_none());
    assert!(for_officer(&world.desk, &own, &slug).await.unwrap().is_some_and(|s| s.archived));
    let rooms = async |role, all| {
        let list = room(&world.desk, &overseer(&world, role).await, all, "", 10, 0).await.expect("a list");
        list.rows.into_iter().map(|r| (r.name, r.own, r.archived)).collect::<Vec<_>>()
    };
    assert_eq!(rooms(Role::Supervisor, false).await, [("UD Sumber Kedelai".to_owned(), true, true)]);
    assert_eq!(rooms(Role::Supervisor, true).await, [("UD Lain".to_owned(), false, false)]);
    assert_eq!(rooms(Role::OtherOfficer, false).await, [("UD Lain".to_owned(), true, false)]);
    archive(&world.desk, &own, &slug, false).await.unwrap();
    assert_eq!(found(&world, Filter::default()).await, ["UD Lain", "UD Sumber Kedelai"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_contact_is_for_officers_of_verified_koperasi() {
    let world = World::new().await;
    let (own, other) = (officer(&world, Role::Officer).await, officer(&world, Role::OtherOfficer).await);
    let slug = entered(&world, Role::Officer, form("UD Sumber Kedelai").with("email", "ud@contoh.example")).await;
    let id = shown(&world.desk, &slug).await.unwrap().expect("public").id;
    let reached = contact(&world.desk, std::slice::from_ref(&other), id).await.unwrap().expect("an officer");
    assert_eq!(reached.whatsapp.map(|p| p.display()).as_deref(), Some("0844-0000-0001"));
    assert_eq!(reached.email.as_deref(), Some("ud@contoh.example"));
    assert_eq!(contact(&world.desk, &[], id).await.unwrap(), None);

    unverify(&world, 1).await;
    assert_eq!(contact(&world.desk, std::slice::from_ref(&other), id).await.unwrap(), None);
    assert_eq!(for_officer(&world.desk, &other, &slug).await.unwrap().expect("public").contact, None);
    assert!(contact(&world.desk, &[other.clone(), own], id).await.unwrap().is_some(), "one of them is verified");
    let refused = create(&world.desk, &other, &supplier(form("UD Lain")), key()).await;
    assert!(matches!(refused, Err(WriteError::NotVerified)), "{refused:?}");
    assert_eq!(count(&world, "supplier").await, 1);

    unverify(&world, 0).await;
    assert!(shown(&world.desk, &slug).await.unwrap().is_none(), "what an unverified koperasi entered is not shown");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_read_by_its_own_koperasi_alone() {
    let world = World::new().await;
    let (own, other) = (officer(&world, Role::Officer).await, officer(&world, Role::OtherOfficer).await);
    let slug = entered(&world, Role::Officer, form("UD Sumber Kedelai")).await;
    let note = |text: &str| Note::parse(text).expect("a good note");
    let seen = async |by: &Officer| {
        let view = for_officer(&world.desk, by, &slug).await.expect("an answer").expect("public");
        (view.note, view.note_version)
    };
    assert_eq!(seen(&own).await, (None, 0));
    write_note(&world.desk, &own, &slug, Some(0), Some(&note("Bayar tunai."))).await.unwrap();
    write_note(&world.desk, &other, &slug, Some(0), Some(&note("Lambat kirim."))).await.unwrap();
    let (text, version) = seen(&own).await;
    assert_eq!(text.as_deref(), Some("Bayar tunai."));
    assert_eq!(seen(&other).await.0.as_deref(), Some("Lambat kirim."));

    // A second officer who had seen no note does not overwrite the first one's.
    let late = write_note(&world.desk, &own, &slug, Some(0), Some(&note("Lain."))).await;
    assert!(matches!(late, Err(NoteError::Stale)), "{late:?}");
    assert!(matches!(write_note(&world.desk, &own, &slug, Some(0), None).await, Err(NoteError::Stale)));
    write_note(&world.desk, &own, &slug, Some(version), None).await.unwrap();
    assert_eq!((seen(&own).await, count(&world, "note").await), ((None, 0), 1));
    assert!(write_note(&world.desk, &own, &slug, Some(0), None).await.is_ok(), "nothing is nothing");
    let missing = Slug::parse("tidak-ada").expect("a slug");
    assert!(matches!(write_note(&world.desk, &own, &missing, None, None).await, Err(NoteError::Unknown)));
    // What the audit log says of a note is not what stands in it.
    let details = sqlx::query_scalar!("select detail::text from audit where action = 'supplier.note'");
    let details = details.fetch_all(world.desk.db()).await.unwrap();
    assert_eq!(details.len(), 4);
    assert!(details.iter().flatten().all(|d| !d.contains("Bayar")), "{details:?}");
}
