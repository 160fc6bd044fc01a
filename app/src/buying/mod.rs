//! Buying at shops: the cart, ordering, how a shop sells and is paid, and what becomes of an order for both sides.

mod add;
mod amounts;
pub(crate) mod asked;
mod buyer;
mod cart;
mod checkout;
mod lines;
mod live;
pub(crate) mod order;
mod order_text;
mod orders;
mod papers;
mod proof;
mod qris;
mod seller;
mod seller_list;
mod seller_steps;
mod terms;
mod text;
mod thumb;
pub(crate) mod ways;

use axum::http::header::CACHE_CONTROL;
use domain::access::Keeper;
use domain::lang::Lang;
use domain::quantity::{Quantity, SaleUnit};
use engine::buying::cart::CartOf;
use engine::token::Token;

use crate::house::{Answer, PageError, Reader, Routes, cookies};

pub use add::{OnOffer, add_form};

pub fn routes() -> Routes {
    Routes::new()
        .get("/keranjang", cart::page)
        .post("/keranjang", cart::act)
        .get("/pesanan/baru/{toko}", checkout::page)
        .post("/pesanan/baru/{toko}", checkout::submit)
        .get("/usaha/cara-jual", terms::form)
        .post("/usaha/cara-jual", terms::submit)
        .get("/usaha/qris", qris::page)
        .post_files("/usaha/qris", PHOTO_BYTES, qris::enter)
        .post("/usaha/qris/hapus", qris::remove)
        .merge(buyers())
        .merge(by_link())
        .merge(sellers())
}

/// A photo and its fields: of a transfer, or of a code.
const PHOTO_BYTES: usize = 13_000_000;

/// An order of whoever is signed in.
fn buyers() -> Routes {
    Routes::new()
        .get("/pesanan", orders::page)
        .get("/pesanan/{nomor}", buyer::page)
        .get("/pesanan/{nomor}/keadaan", buyer::state)
        .get("/pesanan/{nomor}/langsung", live::of_buyer)
        .get("/pesanan/{nomor}/batal", buyer::cancel_form)
        .post("/pesanan/{nomor}/batal", buyer::cancel)
        .post("/pesanan/{nomor}/diterima", buyer::complete)
        .post("/pesanan/{nomor}/lagi", buyer::again)
        .get("/pesanan/{nomor}/bukti", proof::buyers)
        .post_files("/pesanan/{nomor}/bukti", PHOTO_BYTES, proof::send)
        .get("/pesanan/{nomor}/nota.pdf", papers::nota)
        .get("/pesanan/{nomor}/struk.pdf", papers::slip)
}

/// The same by the buyer's signed link. Every address of it carries the signature.
fn by_link() -> Routes {
    Routes::new()
        .get("/pesanan/{nomor}/{tanda}", buyer::page)
        .get("/pesanan/{nomor}/{tanda}/keadaan", buyer::state)
        .get("/pesanan/{nomor}/{tanda}/langsung", live::of_buyer)
        .get("/pesanan/{nomor}/{tanda}/batal", buyer::cancel_form)
        .post("/pesanan/{nomor}/{tanda}/batal", buyer::cancel)
        .post("/pesanan/{nomor}/{tanda}/diterima", buyer::complete)
        .post("/pesanan/{nomor}/{tanda}/lagi", buyer::again)
        .get("/pesanan/{nomor}/{tanda}/bukti", proof::buyers)
        .post_files("/pesanan/{nomor}/{tanda}/bukti", PHOTO_BYTES, proof::send)
        .post("/pesanan/{nomor}/{tanda}/simpan", buyer::adopt)
        .get("/pesanan/{nomor}/{tanda}/nota.pdf", papers::nota)
        .get("/pesanan/{nomor}/{tanda}/struk.pdf", papers::slip)
}

fn sellers() -> Routes {
    Routes::new()
        .get("/usaha/pesanan", seller_list::page)
        .get("/usaha/pesanan/jumlah", seller_list::mark)
        .post("/usaha/pesanan/terima", seller_list::accept_all)
        .get("/usaha/pesanan/{nomor}", seller::page)
        .get("/usaha/pesanan/{nomor}/keadaan", seller::state)
        .get("/usaha/pesanan/{nomor}/langsung", live::of_seller)
        .post("/usaha/pesanan/{nomor}/terima", seller_steps::accept)
        .get("/usaha/pesanan/{nomor}/tolak", seller::refuse_form)
        .post("/usaha/pesanan/{nomor}/tolak", seller_steps::refuse)
        .post("/usaha/pesanan/{nomor}/siapkan", seller_steps::prepare)
        .post("/usaha/pesanan/{nomor}/siap", seller_steps::make_ready)
        .post("/usaha/pesanan/{nomor}/kirim", seller_steps::send)
        .post("/usaha/pesanan/{nomor}/selesai", seller_steps::complete)
        .get("/usaha/pesanan/{nomor}/batal", seller::cancel_form)
        .post("/usaha/pesanan/{nomor}/batal", seller_steps::cancel)
        .get("/usaha/pesanan/{nomor}/tunda", seller::postpone_form)
        .post("/usaha/pesanan/{nomor}/tunda", seller_steps::postpone)
        .post("/usaha/pesanan/{nomor}/lunas", seller_steps::paid)
        .post("/usaha/pesanan/{nomor}/belum-lunas", seller_steps::unpaid)
        .get("/usaha/pesanan/{nomor}/bukti", proof::sellers)
        .get("/usaha/pesanan/{nomor}/nota.pdf", papers::sellers_nota)
        .get("/usaha/pesanan/{nomor}/struk.pdf", papers::sellers_slip)
}

/// The reader's cart; `None` for a browser that has none.
fn cart_of(reader: &Reader) -> Option<CartOf> {
    match (reader.standing(), &reader.cart) {
        (Some(standing), _) => Some(CartOf::Account(standing.account)),
        (None, Some((token, _))) => Some(CartOf::Token(token.clone())),
        (None, None) => None,
    }
}

/// A page of a shop. What an officer sees of a member's buyers stays on no phone (`frontend/sw.js`).
fn of_shop(by: &Keeper, page: Answer) -> Answer {
    if by.on_behalf() { page.header(CACHE_CONTROL, "private, no-store") } else { page }
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
