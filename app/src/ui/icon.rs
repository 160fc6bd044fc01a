//! Icons: one sprite (`public/ikon.svg`), served under a name with its digest, so that a browser
//! loads it once; a page carries only references. An icon that is not drawn does not compile.

use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::tachys::html::InertElement;

const SPRITE: &str = include_str!("../../../public/ikon.svg");

macro_rules! icons {
    ($($name:ident $id:literal),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Icon { $($name),+ }

        impl Icon {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The drawing's id in the sprite.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id),+ }
            }
        }

        $(const _: () = assert!(
            holds(SPRITE, concat!("<symbol id=\"", $id, "\"")),
            concat!("public/ikon.svg draws no icon ", $id),
        );)+
    };
}

icons! {
    Home "home", Search "search", Together "together", Orders "orders", User "user", Users "users",
    Pin "pin", Check "check", Clock "clock", Share "share", Chat "chat", Camera "camera",
    Image "image", Plus "plus", Minus "minus", Edit "edit", Trash "trash", Archive "archive",
    Filter "filter", Sort "sort", Store "store", Cooperative "cooperative", Badge "badge",
    Shield "shield", Certificate "certificate", Phone "phone", Mail "mail", Key "key",
    Logout "logout", Login "login", Settings "settings", Globe "globe", Upload "upload",
    Download "download", Print "print", Qr "qr", Calendar "calendar", Chart "chart",
    Warning "warning", Info "info", Close "close", Menu "menu", More "more",
    ChevronLeft "chevron-left", ChevronRight "chevron-right", ChevronDown "chevron-down",
    ChevronUp "chevron-up", ArrowRight "arrow-right", ArrowLeft "arrow-left", Copy "copy",
    Link "link", Eye "eye", Tag "tag", Box "box", Cart "cart", Truck "truck", Wallet "wallet",
    Star "star", Heart "heart", Bell "bell", Book "book", Food "food", Snack "snack",
    Spice "spice", CoffeeTea "coffee-tea", Drink "drink", Batik "batik", Leather "leather", Sea "sea",
    Materials "materials", Craft "craft", Plants "plants", Services "services", Fashion "fashion", Guyub "guyub",
}

/// The markup of every icon, made once: an icon on a page is then a copy of a few bytes.
static MARKUP: OnceLock<Vec<String>> = OnceLock::new();

impl Icon {
    /// Says at start-up under which address the sprite is served. Only the first call counts, and
    /// only before the first page.
    pub fn sprite_is_at(url: &str) {
        let _ = MARKUP.set(markup(url));
    }

    /// The icon of a category, by the name that the operator gave it; a box for an unknown name.
    pub fn named(id: &str) -> Self {
        Self::ALL.iter().copied().find(|icon| icon.id() == id).unwrap_or(Self::Box)
    }

    /// Without an accessible name: the words beside it say what it means.
    pub fn markup(self) -> &'static str {
        &MARKUP.get_or_init(|| markup("/aset/ikon.svg"))[self as usize]
    }

    pub fn view(self) -> AnyView {
        InertElement::new(self.markup()).into_any()
    }
}

impl IntoRender for Icon {
    type Output = AnyView;

    fn into_render(self) -> AnyView {
        self.view()
    }
}

fn markup(url: &str) -> Vec<String> {
    let one = |icon: &Icon| {
        format!(r#"<svg class="ikon" width="20" height="20" aria-hidden="true"><use href="{url}#{}"/></svg>"#, icon.id())
    };
    Icon::ALL.iter().map(one).collect()
}

const fn holds(text: &str, part: &str) -> bool {
    let (text, part) = (text.as_bytes(), part.as_bytes());
    let mut start = 0;
    while start + part.len() <= text.len() {
        let mut same = 0;
        while same < part.len() && text[start + same] == part[same] {
            same += 1;
        }
        if same == part.len() {
            return true;
        }
        start += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_drawing_has_a_name_in_the_code() {
        assert_eq!(SPRITE.matches("<symbol ").count(), Icon::ALL.len());
    }

    #[test]
    fn every_category_has_its_own_drawing() {
        for category in engine::demo::data::categories::CATEGORIES {
            assert_ne!(Icon::named(category.icon), Icon::Box, "{}", category.slug);
        }
    }

    #[test]
    fn an_icon_refers_to_its_drawing() {
        assert!(Icon::Home.markup().contains("ikon.svg#home"));
        assert!(Icon::Fashion.markup().contains("ikon.svg#fashion"));
        assert_eq!((Icon::named("coffee-tea"), Icon::named("\"><script>")), (Icon::CoffeeTea, Icon::Box));
    }
}
