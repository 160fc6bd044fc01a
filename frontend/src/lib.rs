//! Islands: the only code a phone downloads. It is compiled twice, into the pages (feature
//! `ssr`) and to WASM (feature `hydrate`). An island knows `domain` and the public JSON API,
//! never `engine`.

pub mod api;
pub mod near;
pub mod pictures;
pub mod suggest;
mod texts;

/// Called by `frontend/start.js` once the module is loaded and before it wakes the islands.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
