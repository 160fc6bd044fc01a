//! Photos of a form about an order: stored while the form is looked at, so that what was fine need not be
//! sent again when something else was refused.

use domain::buying::OrderNumber;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::AccountId;
use domain::lang::Lang;
use domain::reviews::MAX_PICTURES;
use engine::Trouble;
use engine::pictures::{MAX_FILE_MB, PictureSet, Pictures, Place, Upload, process};
use engine::reviews::{count_photos, keep_photo, kept_photo};
use engine::throttle::Throttled;
use leptos::prelude::*;

use super::text::Text;
use crate::house::{PageError, Posted, PostedFile, Reader};
use crate::ui::{Fields, Html};

/// Photos that came with a form.
pub(super) struct Photos {
    place: Place,
    by: AccountId,
    order: OrderNumber,
    pub stored: Vec<PictureSet>,
    /// Why one of them, or all, were refused.
    pub refused: Option<Invalid>,
    /// One form with photos too many: its files were not looked at.
    pub too_often: bool,
}

impl Photos {
    /// Those that are kept from an earlier try (`foto_simpan`).
    pub fn of(reader: &Reader, place: Place, by: AccountId, order: &OrderNumber, posted: &Posted) -> Self {
        let values = posted.inputs.many("foto_simpan").iter();
        let kept = values.filter_map(|value| kept_photo(&reader.site.desk, place, by, order, value));
        let stored = kept.take(MAX_PICTURES).collect();
        Self { place, by, order: order.clone(), stored, refused: None, too_often: false }
    }

    /// Takes the files of `foto`. Whoever sends them may say something here: that is asked before.
    pub async fn take(&mut self, reader: &Reader, posted: &mut Posted) -> Result<(), PageError> {
        let files = posted.take_files("foto");
        if self.stored.len() + files.len() > MAX_PICTURES {
            self.refused = Some(Invalid::TooMany { max: MAX_PICTURES });
            return Ok(());
        }
        if files.is_empty() {
            return Ok(());
        }
        match count_photos(&reader.site.desk, self.by, &self.order).await {
            Ok(()) => {}
            Err(Throttled::Wait(_)) => {
                self.too_often = true;
                return Ok(());
            }
            Err(Throttled::Trouble(trouble)) => return Err(trouble.into()),
        }
        for file in files {
            match store(reader, self.place, file).await? {
                Ok(picture) => self.stored.push(picture),
                Err(why) => self.refused = self.refused.take().or(Some(why)),
            }
        }
        Ok(())
    }

    /// Signed, for the form to send again.
    pub fn kept(&self, reader: &Reader) -> Vec<String> {
        let keep = |picture: &PictureSet| keep_photo(&reader.site.desk, self.place, self.by, &self.order, picture);
        self.stored.iter().map(keep).collect()
    }

    /// What was refused of the form, with what was refused of its photos.
    pub fn and(&self, mut errors: FieldErrors) -> FieldErrors {
        if let Some(why) = &self.refused {
            errors.add("foto", why.clone());
        }
        errors
    }
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
