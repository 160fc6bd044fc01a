//! The four cookies: the session, the language, a message for the next page, and the cart of who is not
//! signed in. None is read by scripts, none follows anyone to another site.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;
use cookie::{Cookie, SameSite};
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use time::Duration;

use domain::lang::Lang;
use engine::token::Token;

pub const SESSION: &str = "guyub_sesi";
pub const LANG: &str = "bahasa";
pub const FLASH: &str = "kabar";
pub const CART: &str = "guyub_keranjang";

/// The value of a cookie of the request.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(Cookie::split_parse)
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// Keeps a person signed in on this device; `secure` once the site is reached by TLS.
pub fn session(token: &str, secure: bool) -> Cookie<'static> {
    // Browsers cap cookies at 400 days; the session itself ends on the server.
    base(SESSION, token.to_owned(), secure).max_age(Duration::days(90)).build()
}

pub fn no_session(secure: bool) -> Cookie<'static> {
    base(SESSION, String::new(), secure).max_age(Duration::ZERO).build()
}

pub fn lang(lang: Lang, secure: bool) -> Cookie<'static> {
    base(LANG, lang.tag().to_owned(), secure).max_age(Duration::days(365)).build()
}

/// A message that the next page shows once. It is this person's own text, escaped like any other.
pub fn flash(text: &str, secure: bool) -> Cookie<'static> {
    let value = utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    base(FLASH, value, secure).max_age(Duration::minutes(1)).build()
}

/// The cart of a browser that nobody is signed in with, and how many products are in it: every page shows that
/// number, and none has to ask the database for it.
pub fn cart(token: &Token, products: u64, secure: bool) -> Cookie<'static> {
    base(CART, format!("{}.{products}", token.reveal()), secure).max_age(Duration::days(30)).build()
}

pub fn no_cart(secure: bool) -> Cookie<'static> {
    base(CART, String::new(), secure).max_age(Duration::ZERO).build()
}

pub fn read_cart(headers: &HeaderMap) -> Option<(Token, u64)> {
    let value = read(headers, CART)?;
    let (token, products) = value.split_once('.').unwrap_or((value.as_str(), "0"));
    Some((Token::parse(token)?, products.parse().unwrap_or_default()))
}

pub fn no_flash(secure: bool) -> Cookie<'static> {
    base(FLASH, String::new(), secure).max_age(Duration::ZERO).build()
}

pub fn read_flash(headers: &HeaderMap) -> Option<String> {
    let value = read(headers, FLASH)?;
    percent_decode_str(&value).decode_utf8().ok().map(|text| text.chars().take(300).collect())
}

fn base(name: &'static str, value: String, secure: bool) -> cookie::CookieBuilder<'static> {
    Cookie::build((name, value)).path("/").http_only(true).secure(secure).same_site(SameSite::Lax)
}
