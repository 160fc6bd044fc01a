//! "Near me": asks for the position only when pressed, and goes to the search that has it. Without
//! the script there is no such button; a kecamatan can be chosen instead.

use js_sys::{Function, Number, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Where one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Ready,
    Asking,
    Refused,
}

/// `address` is a search without a position; it has a `?` already.
#[island]
pub fn NearMe(address: String, label: String, asking: String, refused: String) -> impl IntoView {
    let stand = RwSignal::new(Stand::Ready);
    let press = move |_| {
        stand.set(Stand::Asking);
        let address = address.clone();
        let found = move |lat: &str, lng: &str| {
            let _ = window().location().set_href(&format!("{address}&lat={lat}&lng={lng}"));
        };
        if ask(found, move || stand.set(Stand::Refused)).is_err() {
            stand.set(Stand::Refused);
        }
    };
    view! {
        <button type="button" class="tombol tenang" on:click=press disabled=move || stand.get() == Stand::Asking>
            {move || if stand.get() == Stand::Asking { asking.clone() } else { label.clone() }}
        </button>
        <span role="status" class="bantu">{move || (stand.get() == Stand::Refused).then(|| refused.clone())}</span>
    }
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
