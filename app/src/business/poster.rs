use axum::extract::Path;
use domain::slug::Slug;

use super::shop::find;
use super::text::Text;
use crate::house::{PageError, PageResult, Reader};

pub async fn file(reader: Reader, Path(slug): Path<String>) -> PageResult {
    let slug = Slug::parse(&slug).map_err(|_| PageError::NotFound)?;
    let (shop, _) = find(&reader, &slug).await?;
    let text = Text(reader.lang);
    let poster = engine::business::Poster {
        koperasi: shop.koperasi.map(|(.., name)| name),
        name: shop.name,
        line: text.place(&shop.village, &shop.district),
        invitation: text.scan_me().to_owned(),
        url: reader.site.desk.link(&format!("/toko/{slug}")),
        whatsapp: shop.whatsapp.map(|p| p.display()),
    };
    let file = engine::business::poster(&poster)?;
    Ok(reader.file(file, "application/pdf", &format!("poster-{slug}.pdf")))
}
