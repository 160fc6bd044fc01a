//! Where one stands, asked for only when a button is pressed: to search nearby, or to fill in the
//! place of a shop. Without the script there is no such button; a kecamatan can be chosen, a position
//! typed.

use js_sys::{Function, Number, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlInputElement;

/// Where one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    /// No script is awake, so there is nothing to press.
    Asleep,
    Ready,
    Asking,
    Refused,
    Found,
}

crate::texts::texts! {
    /// The words of [`NearMe`].
    pub struct PlaceWords {
        label,
        asking,
        refused,
        /// Said when inputs were filled.
        found,
    }
}

/// `goal` is where the position goes: the address of a search that has a `?` already, or the ids of two
/// inputs with a space between.
#[island]
pub fn NearMe(goal: String, words: PlaceWords) -> impl IntoView {
    let stand = awake();
    let press = move |_| {
        stand.set(Stand::Asking);
        let goal = goal.clone();
        let found = move |lat: &str, lng: &str| stand.set(if bring(&goal, lat, lng) { Stand::Found } else { Stand::Refused });
        if ask(found, move || stand.set(Stand::Refused)).is_err() {
            stand.set(Stand::Refused);
        }
    };
    let PlaceWords { label, asking, refused, found } = words;
    let said = move || match stand.get() {
        Stand::Asking => asking.clone(),
        Stand::Refused => refused.clone(),
        Stand::Found => found.clone(),
        Stand::Asleep | Stand::Ready => String::new(),
    };
    view! {
        <button
            type="button"
            class="tombol tenang"
            on:click=press
            hidden=move || stand.get() == Stand::Asleep
            disabled=move || stand.get() == Stand::Asking
        >
            {label}
        </button>
        <span role="status" class="bantu">{said}</span>
    }
}

/// Says whether the position has come to its goal.
fn bring(goal: &str, lat: &str, lng: &str) -> bool {
    match goal.split_once(' ') {
        Some((at_lat, at_lng)) => fill(at_lat, lat) && fill(at_lng, lng),
        None => window().location().set_href(&format!("{goal}&lat={lat}&lng={lng}")).is_ok(),
    }
}

/// Effects run in the browser only.
fn awake() -> RwSignal<Stand> {
    let stand = RwSignal::new(Stand::Asleep);
    Effect::new(move || stand.set(Stand::Ready));
    stand
}

fn fill(id: &str, value: &str) -> bool {
    let input = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlInputElement>().ok());
    input.inspect(|input| input.set_value(value)).is_some()
}

/// `navigator.geolocation.getCurrentPosition`.
fn ask(found: impl FnOnce(&str, &str) + 'static, failed: impl FnOnce() + 'static) -> Result<(), JsValue> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into())?;
    let geolocation = Reflect::get(&navigator, &"geolocation".into())?;
    let get: Function = Reflect::get(&geolocation, &"getCurrentPosition".into())?.dyn_into()?;
    let success = Closure::once_into_js(move |position: JsValue| {
        // Five digits are about a metre; more would only tell where exactly somebody stands. The
        // browser writes them, so that no phone downloads Rust's way of writing fractions.
        let number = |name: &str| {
            let coords = Reflect::get(&position, &"coords".into()).ok()?;
            let number: Number = Reflect::get(&coords, &name.into()).ok()?.dyn_into().ok()?;
            number.to_fixed(5).ok()?.as_string()
        };
        if let (Some(lat), Some(lng)) = (number("latitude"), number("longitude")) {
            found(&lat, &lng);
        }
    });
    let failure = Closure::once_into_js(move |_: JsValue| failed());
    get.call2(&geolocation, &success, &failure)?;
    Ok(())
}
