use domain::form::{FieldErrors, Inputs, Invalid};
use domain::lang::Lang;
use scraper::{Html, Selector};

use super::*;

fn refused(name: &str, value: &str, why: Invalid) -> Filled {
    Filled { inputs: Inputs::default().with(name, value), errors: FieldErrors::of(name, why) }
}

fn parsed(view: AnyView) -> Html {
    Html::parse_fragment(&view.to_html())
}

fn all(html: &Html, css: &str) -> usize {
    html.select(&Selector::parse(css).unwrap()).count()
}

fn attr(html: &Html, css: &str, name: &str) -> Option<String> {
    let selector = Selector::parse(css).unwrap();
    html.select(&selector).next().and_then(|e| e.attr(name)).map(str::to_owned)
}

#[test]
fn a_description_cannot_leave_its_text_area() {
    let hostile = "\n</textarea><script>alert(1)</script>&lt;";
    let filled = refused("deskripsi", hostile, Invalid::NoLetters);
    let html = parsed(Fields::new(Lang::Id, &filled).area("deskripsi", "Deskripsi", 2000).view());
    assert_eq!(all(&html, "script"), 0);
    let area = html.select(&Selector::parse("textarea").unwrap()).next().unwrap();
    assert_eq!(area.text().collect::<String>(), hostile);
}

#[test]
fn hostile_input_comes_back_as_a_value() {
    let hostile = "\"><script>alert('x')</script>";
    let filled = refused("nama", hostile, Invalid::NoLetters);
    let html = parsed(Fields::new(Lang::Id, &filled).text("nama", "<b>Nama</b>").view());
    assert_eq!((all(&html, "script"), all(&html, "b")), (0, 0));
    assert_eq!(attr(&html, "input", "value").as_deref(), Some(hostile));
}

#[test]
fn a_refused_field_tells_its_error() {
    let filled = refused("harga", "abc", Invalid::NotANumber);
    let f = Fields::new(Lang::En, &filled);
    let html = parsed(f.money("harga", "Price").hint("Per unit").view());
    assert_eq!(attr(&html, "input", "aria-invalid").as_deref(), Some("true"));
    let described = attr(&html, "input", "aria-describedby").unwrap();
    assert_eq!(described, "f-harga-salah f-harga-bantu");
    for id in described.split(' ') {
        assert_eq!(all(&html, &format!("[id={id}]")), 1);
    }
    assert_eq!(attr(&html, "label", "for"), attr(&html, "input", "id"));
}

#[test]
fn the_summary_leads_to_each_field_and_takes_the_focus() {
    let mut filled = refused("nama", "", Invalid::Required);
    filled.errors.add("lain", Invalid::Wrong);
    let f = Fields::new(Lang::Id, &filled);
    let fields = f.text("nama", "Nama usaha").view();
    let html = parsed(f.form("/usaha/buka", fields).multipart().view());
    assert_eq!(all(&html, "[role=alert][tabindex='-1'][autofocus]"), 1);
    assert_eq!(attr(&html, "[role=alert] a", "href").as_deref(), Some("#f-nama"));
    // An error of no field shown is told as well.
    assert_eq!(all(&html, "[role=alert] li"), 2);
    assert_eq!(attr(&html, "form", "enctype").as_deref(), Some("multipart/form-data"));
}

#[test]
fn a_form_without_errors_has_no_summary() {
    let filled = Filled::empty();
    let f = Fields::new(Lang::Id, &filled);
    let fields = f.text("nama", "Nama").optional().view();
    let html = parsed(f.form("/x", fields).view());
    assert_eq!(all(&html, "[role=alert]"), 0);
    assert_eq!(all(&html, "input[required]"), 0);
}

#[test]
fn a_password_is_never_sent_back() {
    let filled = refused("kata_sandi", "rahasia-sekali", Invalid::TooShort { min: 8 });
    let f = Fields::new(Lang::Id, &filled);
    let html = f.password("kata_sandi", "Kata sandi", "new-password").or_value("rahasia-sekali").view().to_html();
    assert!(!html.contains("rahasia"), "{html}");
}

#[test]
fn choices_keep_what_was_chosen() {
    let filled = Filled::of(Inputs::default().with("kategori", "kopi").with("cara", "antar"));
    let f = Fields::new(Lang::Id, &filled);
    let choices = || vec![Choice::new("teh", "Teh").group("Minuman"), Choice::new("kopi", "Kopi").group("Minuman")];
    let html = parsed(f.select("kategori", "Kategori", choices()).view());
    assert_eq!(attr(&html, "option[selected]", "value").as_deref(), Some("kopi"));
    assert_eq!(all(&html, "optgroup"), 1);
    let cards = vec![Choice::new("ambil", "Ambil"), Choice::new("antar", "Antar").note("Rp10.000")];
    let html = parsed(f.radios("cara", "Cara terima", cards).view());
    assert_eq!(attr(&html, "input[checked]", "value").as_deref(), Some("antar"));
    assert_eq!(all(&html, "fieldset > legend"), 1);
}

#[test]
fn photos_are_a_plain_file_input_until_the_island_wakes() {
    let filled = refused("foto", "", Invalid::NotAPicture);
    let html = crate::house::screen::render(|| {
        let f = Fields::new(Lang::En, &filled);
        f.photos("foto", "Photos", 8).hint("Up to 8.").view()
    });
    let html = Html::parse_fragment(&html);
    let input = "leptos-island input[type=file][name=foto][multiple]";
    assert_eq!(all(&html, input), 1);
    assert_eq!(attr(&html, input, "aria-describedby").as_deref(), Some("f-foto-salah f-foto-bantu"));
    assert_eq!(attr(&html, input, "aria-invalid").as_deref(), Some("true"));
    assert_eq!(attr(&html, "label", "for"), attr(&html, input, "id"));
    let hidden = ["leptos-island ol[hidden]", "leptos-island progress[hidden]"];
    assert!(hidden.iter().all(|part| all(&html, part) == 1), "nothing of the island shows without scripts");
    let props = attr(&html, "leptos-island", "data-props").unwrap();
    assert!(props.contains("Shrinking photo") && !props.contains("Mengecilkan"), "{props}");
}

#[test]
fn what_cannot_be_chosen_says_why_and_is_never_chosen() {
    let filled = Filled::of(Inputs::default().with("bayar", "qris"));
    let choices = vec![Choice::new("tunai", "Tunai"), Choice::new("qris", "QRIS").off("Terlalu banyak")];
    let html = parsed(Fields::new(Lang::Id, &filled).radios("bayar", "Cara bayar", choices).view());
    assert_eq!(all(&html, "input[checked]"), 0);
    assert_eq!(attr(&html, "input[disabled]", "value").as_deref(), Some("qris"));
    assert_eq!(all(&html, "input[value=tunai][disabled]"), 0);
}
