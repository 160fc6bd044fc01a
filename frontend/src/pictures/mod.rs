//! Chosen photos, shrunk on the phone before they are sent: fewer bytes over a village's network.
//! Without scripts it is the file input alone, and the server does all the work.

mod browser;
mod send;
mod texts;

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlElement, HtmlFormElement, Url};

pub use send::NEXT;
use send::Step;
pub use texts::PictureTexts;

/// One chosen photo, as it will be sent.
#[derive(Clone)]
struct Picture {
    file: File,
    /// Of its thumbnail, in this page only.
    url: String,
    /// Bytes before it was shrunk.
    before: u32,
}

impl Picture {
    fn after(&self) -> u32 {
        self.file.size() as u32
    }
}

/// The state of one input.
#[derive(Clone, Copy)]
struct Chosen {
    input: NodeRef<html::Input>,
    pictures: RwSignal<Vec<Picture>, LocalStorage>,
    /// Said to the person, and read out.
    status: RwSignal<String>,
    percent: RwSignal<Option<u32>>,
    /// Choices being shrunk; while there is one, the next may be made.
    shrinking: RwSignal<u32>,
    /// The button that was pressed while photos were still being shrunk.
    pressed: RwSignal<Option<HtmlElement>, LocalStorage>,
    /// After a failure the form is sent by the browser itself.
    by_browser: RwSignal<bool>,
    texts: StoredValue<PictureTexts>,
    max: usize,
}

/// A file input for photos. `id`, `described_by` and `invalid` belong to the field it stands in;
/// at most `max` photos are kept.
#[island]
pub fn PictureShrinker(
    name: String,
    id: String,
    described_by: String,
    invalid: bool,
    max: usize,
    texts: PictureTexts,
) -> impl IntoView {
    let chosen = Chosen {
        input: NodeRef::new(),
        pictures: RwSignal::new_local(Vec::new()),
        status: RwSignal::new(String::new()),
        percent: RwSignal::new(None),
        shrinking: RwSignal::new(0),
        pressed: RwSignal::new_local(None),
        by_browser: RwSignal::new(false),
        texts: StoredValue::new(texts),
        max,
    };
    Effect::new(move || {
        // On the window, so that it also hears the form that takes this one's place after a refusal.
        let _ = window_event_listener(leptos::ev::submit, move |event| chosen.submit(&event));
    });
    view! {
        <input
            class="isian berkas"
            type="file"
            name=name
            id=id
            multiple
            accept="image/jpeg,image/png,image/webp"
            aria-describedby=(!described_by.is_empty()).then_some(described_by)
            aria-invalid=invalid.then_some("true")
            node_ref=chosen.input
            on:change=move |_| chosen.add()
        />
        <ol class="foto-pilihan" hidden=move || chosen.pictures.with(Vec::is_empty)>
            {move || {
                let pictures = chosen.pictures.get();
                let last = pictures.len().saturating_sub(1);
                let row = |(at, picture)| chosen.row(at, last, picture);
                pictures.into_iter().enumerate().map(row).collect_view()
            }}
        </ol>
        <progress
            max="100"
            hidden=move || chosen.percent.get().is_none()
            value=move || chosen.percent.get().unwrap_or_default()
        ></progress>
        <p class="bantu" role="status">{move || chosen.status.get()}</p>
    }
}

impl Chosen {
    fn row(self, at: usize, last: usize, picture: Picture) -> impl IntoView {
        let texts = self.texts.get_value();
        let label = |text: &str| text.replace("{n}", &(at + 1).to_string());
        let after = picture.after();
        let size = if after < picture.before {
            texts.smaller.replace("{from}", &texts.size(picture.before)).replace("{to}", &texts.size(after))
        } else {
            texts.size(after)
        };
        view! {
            <li>
                <img src=picture.url alt="" width="96" height="96" />
                <span class="rincian"><b hidden=at != 0>{texts.main.clone()}</b> {size}</span>
                <button class="tombol" type="button" data-at=at data-to="-1" aria-label=label(&texts.earlier) disabled=at == 0
                    on:click=move |_| self.shift(at, at.saturating_sub(1))>"↑"</button>
                <button class="tombol" type="button" data-at=at data-to="1" aria-label=label(&texts.later) disabled=at == last
                    on:click=move |_| self.shift(at, at + 1)>"↓"</button>
                <button class="tombol" type="button" aria-label=label(&texts.remove) on:click=move |_| self.remove(at)>"×"</button>
            </li>
        }
    }

    /// Takes what was chosen after what is there: a phone's camera gives one photo at a time.
    fn add(self) {
        let Some(input) = self.input.get_untracked() else { return };
        let mut files = browser::chosen(&input);
        let room = self.max.saturating_sub(self.pictures.with_untracked(Vec::len));
        let left_out = files.len() > room;
        files.truncate(room);
        self.shrinking.update(|n| *n += 1);
        spawn_local(async move {
            let texts = self.texts.get_value();
            let total = files.len();
            for (at, file) in files.into_iter().enumerate() {
                let text = texts.shrinking.replace("{n}", &(at + 1).to_string()).replace("{total}", &total.to_string());
                self.status.set(text);
                let before = file.size() as u32;
                // One after the other: two photos of a camera at once are too much for a small phone.
                let file = browser::shrink(file).await;
                let url = Url::create_object_url_with_blob(&file).unwrap_or_default();
                self.pictures.update(|pictures| {
                    if pictures.len() < self.max {
                        pictures.push(Picture { file, url, before });
                    }
                });
            }
            self.status.set(if left_out { texts.too_many.replace("{max}", &self.max.to_string()) } else { String::new() });
            self.shrinking.update(|n| *n -= 1);
            self.put();
            if self.shrinking.get_untracked() > 0 {
                return;
            }
            if let Some(button) = self.pressed.try_update(Option::take).flatten() {
                self.send(&button);
            }
        });
    }

    fn shift(self, from: usize, to: usize) {
        self.pictures.update(|pictures| {
            if from.max(to) < pictures.len() {
                pictures.swap(from, to);
            }
        });
        self.put();
        // The focus goes with the photo, so that pressing again moves it on.
        request_animation_frame(move || {
            let by = if to < from { "-1" } else { "1" };
            let of = |by: &str| format!("[data-at=\"{to}\"][data-to=\"{by}\"]:enabled");
            let row = self.input.get_untracked().and_then(|input| input.parent_element());
            let other = if by == "1" { "-1" } else { "1" };
            let button = [by, other].iter().find_map(|by| row.as_ref()?.query_selector(&of(by)).ok()?);
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                let _ = button.focus();
            }
        });
    }

    fn remove(self, at: usize) {
        self.pictures.update(|pictures| {
            if at < pictures.len() {
                let _ = Url::revoke_object_url(&pictures.remove(at).url);
            }
        });
        self.put();
        if let Some(input) = self.input.get_untracked() {
            let _ = input.focus();
        }
    }

    /// The server has them.
    fn clear(self) {
        self.pictures.update(|pictures| {
            for picture in pictures.drain(..) {
                let _ = Url::revoke_object_url(&picture.url);
            }
        });
        self.put();
    }

    fn put(self) {
        let Some(input) = self.input.get_untracked() else { return };
        let files = self.pictures.with_untracked(|pictures| pictures.iter().map(|p| p.file.clone()).collect::<Vec<_>>());
        if browser::put(&input, files.into_iter()).is_err() {
            // This browser keeps its own choice: then it is that which is sent, unshrunk.
            self.pictures.update(Vec::clear);
        }
    }

    fn submit(self, event: &SubmitEvent) {
        let Some(form) = self.input.get_untracked().and_then(|input| input.form()) else { return };
        let ours = event.target().is_some_and(|target| target.dyn_ref::<HtmlFormElement>() == Some(&form));
        let nothing = self.pictures.with_untracked(Vec::is_empty) && self.shrinking.get_untracked() == 0;
        if !ours || nothing || event.default_prevented() || self.by_browser.get_untracked() {
            return;
        }
        // Without knowing the button we could not say what to do with the form.
        let Some(button) = event.submitter() else { return };
        event.prevent_default();
        if self.percent.get_untracked().is_some() {
            return;
        }
        if self.shrinking.get_untracked() > 0 {
            self.pressed.set(Some(button));
        } else {
            self.send(&button);
        }
    }

    fn send(self, button: &HtmlElement) {
        let Some(input) = self.input.get_untracked() else { return };
        let Some(form) = input.form() else { return };
        self.step(&Step::Sent(0));
        if send::send(&form, button, input, move |step| self.step(&step)).is_err() {
            self.step(&Step::Failed);
        }
    }

    fn step(self, step: &Step) {
        let text = self.texts.with_value(|texts| match step {
            Step::Sent(percent) => texts.sending.replace("{percent}", &percent.to_string()),
            Step::Answered { .. } => String::new(),
            Step::Failed => texts.failed.clone(),
        });
        self.status.set(text);
        self.percent.set(if let Step::Sent(percent) = step { Some(*percent) } else { None });
        match step {
            Step::Failed => self.by_browser.set(true),
            Step::Answered { kept: true } => self.clear(),
            _ => {}
        }
    }
}
