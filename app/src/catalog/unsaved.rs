//! What was typed into the product form when another button than "save" was pressed: it goes along
//! to the page that follows, as after a sign-in.

use domain::access::Keeper;
use domain::catalog::Details;
use domain::form::Inputs;
use engine::catalog::OwnProduct;

use super::fields::inputs_of;
use super::scope::Scope;
use super::{gallery, upload};
use crate::house::{PageError, Posted, Reader, kept};

/// The address of the product's page with what is not saved yet; `None` when all is, or when the
/// button stood in a list. A photo that cannot be read is left out.
pub async fn kept_page(
    reader: &Reader,
    by: &Keeper,
    product: &OwnProduct,
    mut posted: Posted,
) -> Result<Option<String>, PageError> {
    if !posted.inputs.has("nama") {
        return Ok(None);
    }
    let uploads = upload::take(reader, by, &mut posted, product.pictures.len()).await?;
    if uploads.stored.is_empty() && !differs(product, &posted.inputs) {
        return Ok(None);
    }
    // The button changes the product itself; only what somebody else changed makes the form an old one.
    let current = product.version.to_string();
    let goes_along = |field: &str, values: &[String]| match field {
        "foto_simpan" | "aksi" => false,
        "versi" => values.first() != Some(&current),
        _ => true,
    };
    let typed = posted.inputs.iter().filter(|(field, values)| goes_along(field, values));
    let mut inputs: Inputs =
        typed.flat_map(|(field, values)| values.iter().map(move |value| (field.to_owned(), value.clone()))).collect();
    for photo in uploads.kept(reader, by) {
        inputs.push("foto_simpan", photo.value);
    }
    let path = Scope::of(reader, by).await?.path(&format!("/usaha/produk/{}", product.slug));
    kept::keep(&reader.site, &by.account().to_string(), &path, &inputs).await
}

fn differs(product: &OwnProduct, typed: &Inputs) -> bool {
    // Read, since a form sends empty rows and its own line breaks.
    let (saved, typed_details) = (Details::parse(&inputs_of(product)).ok(), Details::parse(typed).ok());
    typed_details.is_none() || typed_details != saved || gallery::described(product, typed) != Ok(Vec::new())
}
