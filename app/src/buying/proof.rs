//! The picture of a transfer: sent by the buyer, seen by both sides.

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use domain::form::{FieldErrors, Invalid};
use engine::buying::{OrderError, OrderReader, proof};
use engine::pictures::Upload;

use super::asked::{Asked, AskedBySeller};
use super::buyer::{OrderScreen, refused};
use super::order_text::Text;
use crate::house::{PageError, PageResult, Posted, Reader};

pub async fn send(reader: Reader, asked: Asked, mut posted: Posted) -> PageResult {
    let sent = match posted.take_files("bukti").into_iter().find(|file| file.size > 0) {
        Some(file) => {
            let upload = Upload::Spooled(file.into_reader().map_err(engine::Trouble::from)?);
            proof::proof(&reader.site.desk, asked.who(), &asked.number, upload).await
        }
        None => Err(OrderError::Refused(FieldErrors::of("bukti", Invalid::Required))),
    };
    match sent {
        Ok(()) => Ok(reader.see_other(asked.path()).saying(Text(reader.lang).proof_sent())),
        Err(OrderError::Refused(errors)) => {
            let mut screen = OrderScreen::new(&asked, asked.find(&reader).await?);
            screen.proof = posted.refused(errors);
            Ok(reader.page(screen).unprocessable())
        }
        Err(error) => refused(&reader, &asked, error, None, None).await,
    }
}

pub async fn buyers(reader: Reader, asked: Asked) -> PageResult {
    picture(&reader, asked.who(), &asked.number).await
}

pub async fn sellers(reader: Reader, asked: AskedBySeller) -> PageResult {
    picture(&reader, asked.who(), &asked.number).await
}

/// No cache keeps it.
async fn picture(reader: &Reader, who: OrderReader<'_>, number: &domain::buying::OrderNumber) -> PageResult {
    let file = proof::picture(&reader.site.desk, who, number).await?.ok_or(PageError::NotFound)?;
    Ok(reader.answer(file.bytes).header(CONTENT_TYPE, file.content_type).header(CACHE_CONTROL, "private, no-store"))
}
