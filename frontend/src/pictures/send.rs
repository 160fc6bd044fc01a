//! Sends the form in the background, so that the progress shows, and then does what the browser would
//! have done: goes where the server says, or shows the page that came back.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    DomParser, Element, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, ProgressEvent, SupportedType, XmlHttpRequest,
};

/// Asks the server to name the next page in the header of the same name instead of redirecting: a
/// redirect would be followed in the background, and what that page says once would be gone.
pub const NEXT: &str = "x-lanjut";

pub enum Step {
    /// Percent of the bytes.
    Sent(u32),
    /// The page is being left, or was replaced by the answer; `kept` when that sends the photos again
    /// by itself.
    Answered {
        kept: bool,
    },
    Failed,
}

/// `button` is the one that was pressed: forms tell by it what to do.
pub fn send(
    form: &HtmlFormElement,
    button: &HtmlElement,
    input: HtmlInputElement,
    on: impl Fn(Step) + Clone + 'static,
) -> Result<(), JsValue> {
    let data = FormData::new_with_form(form)?;
    if let Some(name) = button.get_attribute("name") {
        data.append_with_str(&name, &button.get_attribute("value").unwrap_or_default())?;
    }
    let request = XmlHttpRequest::new()?;
    // A button may post elsewhere than its form.
    let action = button.get_attribute("formaction").unwrap_or_else(|| form.action());
    request.open("POST", &action)?;
    request.set_request_header(NEXT, "1")?;
    let progress = on.clone();
    let progressed = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.total() > 0.0 {
            progress(Step::Sent((event.loaded() * 100.0 / event.total()) as u32));
        }
    });
    request.upload()?.set_onprogress(Some(progressed.into_js_value().unchecked_ref()));
    let failed = on.clone();
    let broken = Closure::once_into_js(move || failed(Step::Failed));
    request.set_onerror(Some(broken.unchecked_ref()));
    let answered = request.clone();
    let loaded = Closure::once_into_js(move || {
        on(follow(&answered, &input).map_or(Step::Failed, |kept| Step::Answered { kept }));
    });
    request.set_onload(Some(loaded.unchecked_ref()));
    request.send_with_opt_form_data(Some(&data))
}

fn follow(answer: &XmlHttpRequest, input: &HtmlInputElement) -> Result<bool, JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    if let Some(next) = answer.get_response_header(NEXT)? {
        return window.location().assign(&next).map(|()| false);
    }
    match answer.status()? {
        422 => show(&answer.response_text()?.unwrap_or_default(), input),
        200..=299 => window.location().assign(&answer.response_url()).map(|()| false),
        _ => Err(JsValue::NULL),
    }
}

/// Puts the refused form in place of this one, with its messages, and keeps the photos: our input
/// moves into it, since no page can send files back. Tells whether the page has stored them: then
/// they are sent again by what it shows, and must not come a second time as files.
fn show(html: &str, input: &HtmlInputElement) -> Result<bool, JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let page = DomParser::new()?.parse_from_string(html, SupportedType::TextHtml)?;
    let main = |of: &web_sys::Document| of.query_selector("main")?.ok_or(JsValue::NULL);
    let (old, new) = (main(&document)?, main(&page)?);
    let selector = format!("input[type=file][name=\"{}\"]", input.name());
    let twin = new.query_selector(&selector)?.ok_or(JsValue::NULL)?;
    for name in ["aria-invalid", "aria-describedby"] {
        match twin.get_attribute(name) {
            Some(value) => input.set_attribute(name, &value)?,
            None => input.remove_attribute(name)?,
        }
    }
    let (ours, theirs) = (island(input)?, island(&twin)?);
    theirs.replace_with_with_node_1(&ours)?;
    old.replace_with_with_node_1(&new)?;
    document.set_title(&page.title());
    if let Some(summary) = new.query_selector("[autofocus], [role=alert]")? {
        summary.scroll_into_view();
        summary.dyn_into::<HtmlElement>()?.focus()?;
    }
    Ok(new.query_selector("[name=foto_simpan]")?.is_some())
}

fn island(inside: &Element) -> Result<Element, JsValue> {
    inside.closest("leptos-island")?.ok_or(JsValue::NULL)
}
