//! Photos of a form about an order: stored while the form is looked at, so that what was fine need not be
//! sent again when something else was refused.

use domain::buying::OrderNumber;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::AccountId;
use domain::lang::Lang;
use domain::reviews::MAX_PICTURES;
use engine::Trouble;
use engine::pictures::{MAX_FILE_MB, PictureSet, Pictures, Place, Upload, process};
use engine::reviews::{keep_photo, kept_photo};
use leptos::prelude::*;

use super::text::Text;
use crate::house::{PageError, Posted, PostedFile, Reader};
use crate::ui::{Fields, Html};

/// Photos that came with a form.
pub(super) struct Photos {
    place: Place,
    pub stored: Vec<PictureSet>,
    /// Why one of them, or all, were refused.
    pub refused: Option<Invalid>,
}

impl Photos {
    /// Signed, for the form to send again.
    pub fn kept(&self, reader: &Reader, by: AccountId, order: &OrderNumber) -> Vec<String> {
        self.stored.iter().map(|picture| keep_photo(&reader.site.desk, self.place, by, order, picture)).collect()
    }

    /// What was refused of the form, with what was refused of its photos.
    pub fn and(&self, mut errors: FieldErrors) -> FieldErrors {
        if let Some(why) = &self.refused {
            errors.add("foto", why.clone());
        }
        errors
    }
}

/// Takes those kept from an earlier try (`foto_simpan`), then the files of `foto`.
pub(super) async fn take(
    reader: &Reader,
    by: AccountId,
    order: &OrderNumber,
    place: Place,
    posted: &mut Posted,
) -> Result<Photos, PageError> {
    let desk = &reader.site.desk;
    let kept = posted.inputs.many("foto_simpan").iter().filter_map(|value| kept_photo(desk, place, by, order, value));
    let mut photos = Photos { place, stored: kept.take(MAX_PICTURES).collect(), refused: None };
    let files = posted.take_files("foto");
    if photos.stored.len() + files.len() > MAX_PICTURES {
        photos.refused = Some(Invalid::TooMany { max: MAX_PICTURES });
        return Ok(photos);
    }
    for file in files {
        match store(reader, place, file).await? {
            Ok(picture) => photos.stored.push(picture),
            Err(why) => photos.refused = photos.refused.or(Some(why)),
        }
    }
    Ok(photos)
}

async fn store(reader: &Reader, place: Place, file: PostedFile) -> Result<Result<PictureSet, Invalid>, PageError> {
    if file.size > u64::from(MAX_FILE_MB) * 1_000_000 {
        return Ok(Err(Invalid::FileTooLarge { max_mb: MAX_FILE_MB }));
    }
    let upload = Upload::Spooled(file.into_reader().map_err(Trouble::from)?);
    match process(upload).await {
        Ok(picture) => Ok(Ok(Pictures::of(&reader.site.desk).put(place, picture).await?)),
        Err(why) => Ok(Err(why.into())),
    }
}

/// The photos that a form filled earlier has kept, those that are too old left out.
pub(super) fn kept_of(reader: &Reader, place: Place, by: AccountId, order: &OrderNumber, inputs: &Inputs) -> Vec<String> {
    let values = inputs.many("foto_simpan").iter();
    values.filter(|value| kept_photo(&reader.site.desk, place, by, order, value).is_some()).take(MAX_PICTURES).cloned().collect()
}

/// The field for photos, and above it those that are there already.
pub(super) fn field(lang: Lang, f: &Fields<'_>, kept: &[String], hint: String) -> AnyView {
    let text = Text(lang);
    view! {
        {kept_photos(text, kept)}
        {f.photos("foto", text.photos(), MAX_PICTURES).hint(hint).optional()}
    }
    .into_any()
}

/// Sent again unless unticked.
fn kept_photos(text: Text, kept: &[String]) -> Option<AnyView> {
    if kept.is_empty() {
        return None;
    }
    let mut h = Html::new();
    h.raw("<fieldset class=\"bidang\"><legend class=\"label\">").text(text.kept_photos());
    h.element("</legend><p class=\"bantu\">", text.kept_photos_hint(), "</p>");
    for (n, value) in (1u64..).zip(kept) {
        h.raw("<label class=\"centang\"><input type=\"checkbox\" name=\"foto_simpan\" checked").attr("value", value);
        h.raw("><span>").text(&text.photo(n)).raw("</span></label>");
    }
    h.raw("</fieldset>");
    Some(h.view())
}
