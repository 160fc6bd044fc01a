//! `/pengurus/{koperasi}/pembelian/{id}/terima`: what came, in parts, and what follows from it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use domain::access::{Officer, Overseer};
use domain::form::Invalid;
use domain::ids::RoundId;
use domain::purchasing::{Delivery, State};
use engine::Trouble;
use engine::pictures::{MAX_FILE_MB, Upload};
use engine::purchasing::RoundError;
use engine::purchasing::receipt::{self, Receipts};

use super::goods::{Page, failed};
use super::receipt_page::ReceiptScreen;
use super::round_of;
use super::text_goods::Text;
use crate::house::{Filled, PageError, PageResult, Posted, Reader, Routes};

/// Bytes of the form with its photo.
const FORM: usize = 13_000_000;

pub fn routes() -> Routes {
    Routes::new()
        .get("/pengurus/{koperasi}/pembelian/{id}/terima", page)
        .post_files("/pengurus/{koperasi}/pembelian/{id}/terima", FORM, submit)
        .post("/pengurus/{koperasi}/pembelian/{id}/terima/hapus", undo)
        .post("/pengurus/{koperasi}/pembelian/{id}/terima/selesai", finish)
        .get("/pengurus/{koperasi}/pembelian/{id}/terima/{bagian}/foto", photo)
}

async fn page(reader: Reader, by: Overseer, Path((_, id)): Path<(String, String)>) -> PageResult {
    let id = round_of(&id)?;
    let came = find(&reader, &by, id).await?;
    let filled = reader.form();
    let kept = match by.officer() {
        Some(officer) => receipt::kept_photo(&reader.site.desk, officer, id, filled.inputs.one("foto_simpan")),
        None => None,
    };
    let photo = kept.map(|_| filled.inputs.one("foto_simpan").to_owned());
    Ok(reader.page(ReceiptScreen { by, came, filled, photo, key: engine::ids::fresh(), problem: None }))
}

async fn submit(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    mut posted: Posted,
) -> PageResult {
    let (desk, id) = (&reader.site.desk, round_of(&id)?);
    let came = find(&reader, &overseer, id).await?;
    let here = Page::Receipt.of(&overseer, id);
    if !came.goods.coordinator {
        return Err(PageError::NotFound);
    }
    if came.goods.state != State::Ordered {
        return failed(&reader, &here, RoundError::Moved { state: came.goods.state });
    }
    let key = posted.key().unwrap_or_else(|_| engine::ids::fresh());
    let (photo, refused) = take_photo(&reader, &by, id, &mut posted).await?;
    let errors = match (Delivery::parse(&posted.inputs), refused) {
        (Ok(delivery), None) => match receipt::receive(desk, &by, id, &delivery, photo.as_deref(), key).await {
            Ok(_) => return Ok(reader.see_other(&here).saying(Text(reader.lang).saved_part())),
            Err(RoundError::Refused(errors)) => errors,
            Err(error) => return failed(&reader, &here, error),
        },
        (parsed, refused) => {
            let mut errors = parsed.err().unwrap_or_default();
            if let Some(why) = refused {
                errors.add("foto", why);
            }
            errors
        }
    };
    let photo = photo.map(|key| receipt::keep_photo(desk, &by, id, &key));
    let screen = ReceiptScreen { by: overseer, came, filled: posted.refused(errors), photo, key, problem: None };
    Ok(reader.page(screen).unprocessable())
}

/// The photo that came with the form or with an earlier try, by its key; or why it is refused.
async fn take_photo(
    reader: &Reader,
    by: &Officer,
    id: RoundId,
    posted: &mut Posted,
) -> Result<(Option<String>, Option<Invalid>), PageError> {
    let desk = &reader.site.desk;
    let kept = posted.one("foto_simpan").to_owned();
    let Some(file) = posted.take_files("foto").into_iter().find(|f| f.size > 0) else {
        let photo = receipt::kept_photo(desk, by, id, &kept);
        let refused = (photo.is_none() && !kept.is_empty()).then_some(Invalid::ChooseAgain);
        return Ok((photo, refused));
    };
    if file.size > u64::from(MAX_FILE_MB) * 1_000_000 {
        return Ok((None, Some(Invalid::FileTooLarge { max_mb: MAX_FILE_MB })));
    }
    let upload = Upload::Spooled(file.into_reader().map_err(Trouble::from)?);
    Ok(match receipt::store_photo(desk, upload).await? {
        Ok(key) => (Some(key), None),
        Err(why) => (None, Some(why.into())),
    })
}

async fn undo(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let id = round_of(&id)?;
    let here = Page::Receipt.of(&overseer, id);
    let part = posted.one("bagian").parse::<i32>().unwrap_or_default();
    match receipt::undo_part(&reader.site.desk, &by, id, part).await {
        Ok(()) => Ok(reader.see_other(&here).saying(Text(reader.lang).undone())),
        Err(error) => failed(&reader, &here, error),
    }
}

async fn finish(
    reader: Reader,
    overseer: Overseer,
    by: Officer,
    Path((_, id)): Path<(String, String)>,
    posted: Posted,
) -> PageResult {
    let (text, id) = (Text(reader.lang), round_of(&id)?);
    let here = Page::Receipt.of(&overseer, id);
    let version = posted.one("versi").parse::<i64>().unwrap_or_default();
    match receipt::finish_receiving(&reader.site.desk, &by, id, version).await {
        Ok(()) => Ok(reader.see_other(Page::Allocation.of(&overseer, id)).saying(text.finished())),
        Err(RoundError::Refused(_)) => {
            let came = find(&reader, &overseer, id).await?;
            let problem = Some(text.nothing_accepted());
            let (key, filled) = (engine::ids::fresh(), Filled::empty());
            let screen = ReceiptScreen { by: overseer, came, filled, photo: None, key, problem };
            Ok(reader.page(screen).unprocessable())
        }
        // The page says why, where the button would be.
        Err(RoundError::SameOfficer) => {
            let came = find(&reader, &overseer, id).await?;
            let (key, filled) = (engine::ids::fresh(), Filled::empty());
            let screen = ReceiptScreen { by: overseer, came, filled, photo: None, key, problem: None };
            Ok(reader.page(screen).status(StatusCode::CONFLICT))
        }
        Err(error) => failed(&reader, &here, error),
    }
}

/// For officers and supervisors of the koperasi that runs the round.
async fn photo(reader: Reader, by: Overseer, Path((_, id, part)): Path<(String, String, String)>) -> PageResult {
    let (id, part) = (round_of(&id)?, part.parse::<i32>().map_err(|_| PageError::NotFound)?);
    let photo = receipt::photo(&reader.site.desk, &by, id, part).await?.ok_or(PageError::NotFound)?;
    Ok(reader.answer(photo.bytes).header(CONTENT_TYPE, photo.content_type).header(CACHE_CONTROL, "private, no-store"))
}

async fn find(reader: &Reader, by: &Overseer, id: RoundId) -> Result<Receipts, PageError> {
    receipt::receipts(&reader.site.desk, by, id).await?.ok_or(PageError::NotFound)
}
