use std::io::Write;

use domain::form::Invalid;
use tempfile::SpooledTempFile;

use super::super::{MAX_FILE_MB, PictureError, Processed, Rendered, Upload, UploadError, draw, fixtures, process};

fn spooled(file: &[u8]) -> Upload {
    let mut on_disk = SpooledTempFile::new(0);
    on_disk.write_all(file).unwrap();
    Upload::Spooled(on_disk)
}

/// What can be compared of an outcome.
fn width(outcome: Result<Processed, UploadError>) -> Result<u32, UploadError> {
    outcome.map(|picture| picture.width)
}

#[tokio::test]
async fn a_file_above_the_limit_is_refused_before_it_is_read() {
    let refused = process(Upload::Bytes(vec![0xff; MAX_FILE_MB as usize * 1_000_000 + 1].into())).await;
    assert_eq!(width(refused), Err(UploadError::FileTooLarge { max_mb: 12 }));
    let mut sparse = SpooledTempFile::new(0);
    sparse.set_len(3_000_000_000).unwrap();
    let refused = process(Upload::Spooled(sparse)).await;
    assert_eq!(width(refused), Err(UploadError::FileTooLarge { max_mb: 12 }));
}

#[tokio::test]
async fn a_file_comes_out_the_same_from_memory_and_from_disk() {
    let file = fixtures::jpeg(&fixtures::photo(700, 500));
    let from_disk = process(spooled(&file)).await.unwrap();
    let from_memory = process(Upload::Bytes(file.into())).await.unwrap();
    assert_eq!((from_disk.width, from_disk.height, from_disk.widest), (700, 500, 640));
    assert_eq!(from_disk.webp, from_memory.webp);
    assert_eq!(from_disk.jpeg, from_memory.jpeg);
}

#[tokio::test]
async fn what_the_picture_lacks_is_said_of_the_upload() {
    let svg = process(spooled(b"<svg/>")).await;
    assert_eq!(width(svg), Err(PictureError::NotAPicture.into()));
    let no_pixels = draw(Rendered { width: 9, height: 9, rgba: Vec::new() }).await;
    assert_eq!(width(no_pixels), Err(PictureError::Broken.into()));
    let said = |why: PictureError| Invalid::from(UploadError::from(why));
    assert_eq!(said(PictureError::NotAPicture), Invalid::NotAPicture);
    assert_eq!(said(PictureError::Broken), Invalid::NotAPicture);
    assert_eq!(said(PictureError::TooManyPixels { max_mp: 50 }), Invalid::TooManyPixels { max_mp: 50 });
}
