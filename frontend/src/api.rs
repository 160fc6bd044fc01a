//! The one client of the public JSON API that islands use.

use domain::discovery::Suggestions;
use js_sys::{Function, Promise, Reflect};
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What may be meant by what was typed so far; `None` when the server did not answer.
pub async fn suggest(q: &str) -> Option<Suggestions> {
    get(&format!("/api/v1/suggest?q={}", encoded(q))).await
}

/// As it stands in a query string.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

async fn get<T: DeserializeOwned>(address: &str) -> Option<T> {
    let text = fetched(address).await.ok()?;
    serde_json::from_str(&text.as_string()?).ok()
}

/// By the global `fetch`, so that no more of the browser's bindings are compiled in than these.
async fn fetched(address: &str) -> Result<JsValue, JsValue> {
    let global = js_sys::global();
    let fetch: Function = Reflect::get(&global, &"fetch".into())?.dyn_into()?;
    let answer = JsFuture::from(promise(fetch.call1(&global, &address.into())?)?).await?;
    if Reflect::get(&answer, &"ok".into())?.as_bool() != Some(true) {
        return Err(JsValue::NULL);
    }
    let text: Function = Reflect::get(&answer, &"text".into())?.dyn_into()?;
    JsFuture::from(promise(text.call0(&answer)?)?).await
}

fn promise(value: JsValue) -> Result<Promise, JsValue> {
    value.dyn_into()
}
