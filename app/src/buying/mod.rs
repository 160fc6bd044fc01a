//! Buying: the cart, the page before an order, and how a shop sells.

mod add;
mod cart;
mod checkout;
mod lines;
mod terms;
mod text;

use domain::lang::Lang;
use domain::quantity::{Quantity, SaleUnit};
use engine::buying::cart::CartOf;
use engine::token::Token;

use crate::house::{Answer, PageError, Reader, Routes, cookies};

pub use add::add_form;

pub fn routes() -> Routes {
    Routes::new()
        .get("/keranjang", cart::page)
        .post("/keranjang", cart::act)
        .get("/pesanan/baru/{toko}", checkout::page)
        .post("/pesanan/baru/{toko}", checkout::submit)
        .get("/usaha/cara-jual", terms::form)
        .post("/usaha/cara-jual", terms::submit)
}

/// The reader's cart; `None` for a browser that has none.
fn cart_of(reader: &Reader) -> Option<CartOf> {
    match (reader.standing(), &reader.cart) {
        (Some(standing), _) => Some(CartOf::Account(standing.account)),
        (None, Some((token, _))) => Some(CartOf::Token(token.clone())),
        (None, None) => None,
    }
}

/// The answer, and with it how much is in the cart of a browser that nobody is signed in with.
async fn counted(reader: &Reader, who: &CartOf, answer: Answer) -> Result<Answer, PageError> {
    let CartOf::Token(token) = who else { return Ok(answer) };
    let products = engine::buying::cart::count(&reader.site.desk, who).await?;
    Ok(answer.cookie(&cookies::cart(token, products, reader.secure())))
}

/// After somebody has signed in: what this browser had in its cart goes along.
///
/// # Errors
/// When the database does not answer.
pub async fn join(reader: &Reader, session: &Token, answer: Answer) -> Result<Answer, PageError> {
    let Some((token, _)) = &reader.cart else { return Ok(answer) };
    if let Some((_, standing)) = engine::people::session(&reader.site.desk, session.reveal()).await? {
        engine::buying::cart::join_at_sign_in(&reader.site.desk, standing.account, token).await?;
    }
    Ok(answer.cookie(&cookies::no_cart(reader.secure())))
}

/// `5 kg`; `5 × 250 g` of what has an amount of its own.
fn amount(lang: Lang, unit: &SaleUnit, n: Quantity) -> String {
    let counted = crate::catalog::card::count(unit, n, lang);
    if unit.amount() == Quantity::ONE { counted } else { format!("{counted} × {}", unit.text(lang)) }
}
