use domain::lang::Lang;
use leptos::prelude::*;

use crate::house::{Frame, Head, PageResult, Reader, Screen, Tab};
use crate::texts;

texts! {
    Text {
        title: "Pasar tetangga, harga bersama", "Your neighbours' market";
    }
}

pub struct HomeScreen;

pub async fn page(reader: Reader) -> PageResult {
    Ok(reader.page(HomeScreen))
}

impl Screen for HomeScreen {
    fn head(&self, lang: Lang) -> Head {
        Head::new(Text(lang).title()).tab(Tab::Home).canonical("/")
    }

    fn body(self, frame: &Frame) -> AnyView {
        view! { <h1>{Text(frame.lang).title()}</h1> }.into_any()
    }
}
