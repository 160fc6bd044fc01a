//! The photos of a product form: stored while the form is looked at, so that what was fine need not
//! be sent again when something else was refused.

use domain::access::Keeper;
use domain::form::{Inputs, Invalid};
use engine::Trouble;
use engine::catalog::{KeptPicture, keep_picture, kept_picture};
use engine::pictures::{MAX_FILE_MB, MAX_PER_PRODUCT, PictureSet, Pictures, Place, Upload, process};

use super::card;
use crate::house::{PageError, Posted, PostedFile, Reader};
use crate::ui::Picture;

/// Photos that came with a form.
pub struct Uploads {
    pub stored: Vec<PictureSet>,
    /// Those of `stored` that this request brought; the others came with an earlier one.
    new: usize,
    /// Why one of them, or all, were refused.
    pub refused: Option<Invalid>,
}

/// A photo of a refused form: what the form sends again, and how it looks.
#[derive(Debug, Clone)]
pub struct Kept {
    pub value: String,
    pub picture: Picture,
}

impl Uploads {
    pub fn kept(&self, reader: &Reader, by: &Keeper) -> Vec<Kept> {
        let one = |p: &PictureSet| Kept { value: keep_picture(&reader.site.desk, by, p), picture: card::stored(p, "") };
        self.stored.iter().map(one).collect()
    }

    /// Those that nothing will ever show, when the form turns out to have come twice.
    pub fn needless(&self) -> &[PictureSet] {
        &self.stored[self.stored.len() - self.new..]
    }
}

/// Takes the photos of the form: those kept from an earlier try (`foto_simpan`), then the files of
/// `foto`. `there` are already on the product.
pub async fn take(reader: &Reader, by: &Keeper, posted: &mut Posted, there: usize) -> Result<Uploads, PageError> {
    let desk = &reader.site.desk;
    let mut uploads = Uploads { stored: Vec::new(), new: 0, refused: None };
    for kept in posted.inputs.many("foto_simpan").iter().filter_map(|value| kept_picture(desk, by, value)).take(MAX_PER_PRODUCT) {
        match kept {
            KeptPicture::There(picture) => uploads.stored.push(picture),
            KeptPicture::TooOld => uploads.refused = Some(Invalid::ChooseAgain),
        }
    }
    let files: Vec<PostedFile> = posted.take_files("foto");
    if there + uploads.stored.len() + files.len() > MAX_PER_PRODUCT {
        uploads.refused = Some(Invalid::TooMany { max: MAX_PER_PRODUCT });
        return Ok(uploads);
    }
    for file in files {
        match store(reader, file).await? {
            Ok(set) => {
                uploads.stored.push(set);
                uploads.new += 1;
            }
            Err(why) => uploads.refused = uploads.refused.or(Some(why)),
        }
    }
    Ok(uploads)
}

/// The photos that a form filled earlier has kept, those that are too old left out.
pub fn kept_of(reader: &Reader, by: &Keeper, inputs: &Inputs) -> Vec<Kept> {
    let one = |value: &String| match kept_picture(&reader.site.desk, by, value)? {
        KeptPicture::There(picture) => Some(Kept { value: value.clone(), picture: card::stored(&picture, "") }),
        KeptPicture::TooOld => None,
    };
    inputs.many("foto_simpan").iter().filter_map(one).take(MAX_PER_PRODUCT).collect()
}

async fn store(reader: &Reader, file: PostedFile) -> Result<Result<PictureSet, Invalid>, PageError> {
    if file.size > u64::from(MAX_FILE_MB) * 1_000_000 {
        return Ok(Err(Invalid::FileTooLarge { max_mb: MAX_FILE_MB }));
    }
    let upload = Upload::Spooled(file.into_reader().map_err(Trouble::from)?);
    match process(upload).await {
        Ok(picture) => {
            let pictures = Pictures::new(reader.site.desk.pictures().clone());
            Ok(Ok(pictures.put(Place::Public, picture).await?))
        }
        Err(why) => Ok(Err(why.into())),
    }
}
