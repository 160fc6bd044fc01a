//! Nothing a person typed is lost: who posts a form after the session was closed signs in and finds
//! the form filled as it was. Files and passwords are not kept. Who pressed a button that stands on
//! another page comes back to that page, and is told to press again.

use std::sync::{Arc, LazyLock, Mutex};

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HOST, REFERER};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method};
use domain::form::Inputs;
use engine::desk::Url;

use super::error::PageError;
use super::filled::is_secret;
use super::posted::{self, Posted};
use super::reader::Reader;
use super::site::Site;
use super::who;

crate::texts! {
    Text {
        press_again: "Masuk dulu, lalu tekan tombolnya sekali lagi. Tadi belum ada yang berubah.", "Sign in, then press the button once more. Nothing has changed yet.";
    }
}

/// What somebody who is not signed in may leave here: more than any form of ours holds.
const MOST_BYTES: usize = 64 * 1024;
const MOST_FIELDS: usize = 100;

/// A form that was read before its handler ran, since nobody is signed in and the handler may
/// refuse before it reads. Taken once.
#[derive(Clone)]
pub struct AlreadyRead(Arc<Mutex<Option<Result<Posted, PageError>>>>);

impl AlreadyRead {
    pub fn take(&self) -> Result<Posted, PageError> {
        let mut slot = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        slot.take().unwrap_or(Err(PageError::Malformed))
    }
}

/// Reads a form that comes without a session, as far as it can be read; others pass untouched. Who
/// takes files asks for a session first, so their content is let go; addresses with a signature, which
/// take files without one, are not read here.
pub async fn read_early(request: Request, site: &Site) -> (Request, Option<Inputs>) {
    let is_form = request.method() == Method::POST
        && request.headers().get(CONTENT_TYPE).is_some_and(|kind| {
            kind.as_bytes().starts_with(b"application/x-www-form-urlencoded")
                || kind.as_bytes().starts_with(b"multipart/form-data")
        });
    if !is_form {
        return (request, None);
    }
    let (parts, body) = request.into_parts();
    let mut copy = Request::new(body);
    *copy.headers_mut() = parts.headers.clone();
    let (posted, read) = posted::read_typed(copy, site).await;
    let typed = Some(posted.inputs.clone()).filter(|inputs| inputs.iter().next().is_some());
    let mut request = Request::from_parts(parts, Body::empty());
    request.extensions_mut().insert(AlreadyRead(Arc::new(Mutex::new(Some(read.map(|()| posted))))));
    (request, typed)
}

/// A post of somebody who is not signed in: from which address, and from which of our pages.
pub struct Sent {
    address: String,
    page: Option<String>,
}

/// Where to go after signing in.
pub struct WayBack {
    pub path: String,
    /// What to say on the way, when the press itself is lost.
    pub saying: Option<&'static str>,
}

impl Sent {
    pub fn of(parts: &Parts, site: &Site) -> Self {
        Self { address: who::address(&parts.extensions), page: page_before(&parts.headers, site.desk.public_url()) }
    }

    /// Back to the form, filled as it was; or, from an address that only takes posts, to the page
    /// with the button.
    pub async fn way_back(self, site: &Site, reader: &Reader, typed: Option<Inputs>) -> WayBack {
        let (path, query) = reader.path.split_once('?').unwrap_or((reader.path.as_str(), ""));
        if has_page(path) {
            let kept = match typed {
                // What cannot be kept is no reason to refuse the way back.
                Some(inputs) => keep(site, &self.address, &reader.path, &inputs).await.unwrap_or_default(),
                None => None,
            };
            return WayBack { path: kept.unwrap_or_else(|| reader.path.clone()), saying: None };
        }
        let path = self.page.unwrap_or_else(|| match (nearest_page(path), query) {
            (page, "") => page.to_owned(),
            (page, query) => format!("{page}?{query}"),
        });
        WayBack { path, saying: Some(Text(reader.lang).press_again()) }
    }
}

/// The page of this site on which the button was pressed, as a path.
fn page_before(headers: &HeaderMap, public_url: &Url) -> Option<String> {
    let referer = Url::parse(headers.get(REFERER)?.to_str().ok()?).ok()?;
    let host = referer.host_str()?;
    let authority = referer.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let asked = headers.get(HOST).and_then(|host| host.to_str().ok());
    let own = referer.origin() == public_url.origin() || asked == Some(authority.as_str());
    if !own || !has_page(referer.path()) {
        return None;
    }
    Some(referer.query().map_or_else(|| referer.path().to_owned(), |query| format!("{}?{query}", referer.path())))
}

/// Every address of the router, and whether it answers a GET.
static ADDRESSES: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(|| {
    let routes = crate::routes();
    let answers_get = |path: &str| routes.list().iter().any(|(method, other)| *method == Method::GET && *other == path);
    routes.list().iter().map(|(_, path)| (*path, answers_get(path))).collect()
});

/// Whether a GET of this path finds a page. Of several routes that fit the router takes the one
/// with the earlier fixed part, and so does this.
fn has_page(path: &str) -> bool {
    let fitting = ADDRESSES.iter().filter(|(route, _)| fits(route, path));
    let chosen = fitting.min_by_key(|(route, _)| route.split('/').map(|part| part.starts_with('{')).collect::<Vec<_>>());
    chosen.is_some_and(|(_, answers_get)| *answers_get)
}

fn fits(route: &str, path: &str) -> bool {
    let parts = || route.split('/').zip(path.split('/'));
    route.split('/').count() == path.split('/').count()
        && parts().all(|(wanted, part)| wanted == part || (wanted.starts_with('{') && !part.is_empty()))
}

fn nearest_page(mut path: &str) -> &str {
    while !has_page(path) {
        match path.rsplit_once('/') {
            None | Some(("", _)) => return "/",
            Some((parent, _)) => path = parent,
        }
    }
    path
}

/// Keeps what was typed for `path`; gives the address of the filled form. `None` when it is more
/// than a form holds, or `who` (an address, an account) has kept enough for now.
pub async fn keep(site: &Site, who: &str, path: &str, inputs: &Inputs) -> Result<Option<String>, PageError> {
    // jsonb takes no NUL.
    let clean = |values: &[String]| values.iter().map(|value| value.replace('\0', "")).collect::<Vec<String>>();
    let pairs: Vec<(&str, Vec<String>)> = inputs
        .iter()
        .filter(|(name, _)| !is_secret(name) && *name != "kunci" && !name.contains('\0'))
        .map(|(name, values)| (name, clean(values)))
        .collect();
    let fields: usize = pairs.iter().map(|(_, values)| values.len()).sum();
    let bytes: usize = pairs.iter().flat_map(|(name, values)| values.iter().map(|value| name.len() + value.len())).sum();
    if fields > MOST_FIELDS || bytes > MOST_BYTES {
        return Ok(None);
    }
    let form = path.split('?').next().unwrap_or(path);
    let Some(id) = engine::forms::keep(&site.desk, who, form, &serde_json::json!(pairs)).await? else { return Ok(None) };
    let joint = if path.contains('?') { '&' } else { '?' };
    Ok(Some(format!("{path}{joint}titipan={id}")))
}

/// What was kept for this path under this id; nothing for a wrong or old id.
pub async fn load(site: &Site, id: &str, path: &str) -> Result<Option<Inputs>, PageError> {
    let Ok(id) = id.parse() else { return Ok(None) };
    let Some(kept) = engine::forms::kept(&site.desk, id, path).await? else { return Ok(None) };
    let pairs: Vec<(String, Vec<String>)> = serde_json::from_value(kept).map_err(engine::Trouble::from)?;
    Ok(Some(pairs.into_iter().flat_map(|(name, values)| values.into_iter().map(move |v| (name.clone(), v))).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_leads_back_to_the_page_it_stands_on() {
        for (path, page) in [
            ("/usaha/produk/baru", "/usaha/produk/baru"),
            ("/usaha/produk/emping/terbitkan", "/usaha/produk/emping"),
            ("/usaha/tutup", "/usaha"),
            ("/pengurus/koperasi-satu/permohonan/1/terima", "/pengurus/koperasi-satu/permohonan"),
            ("/pengurus/koperasi-satu/anggota/1/kode", "/pengurus/koperasi-satu/anggota"),
            ("/koperasi/koperasi-satu/keluar", "/koperasi/koperasi-satu"),
            ("/tidak/ada", "/"),
            ("/", "/"),
        ] {
            assert_eq!(nearest_page(path), page, "{path}");
        }
    }

    #[test]
    fn only_pages_of_this_site_lead_back() {
        let own = Url::parse("https://pasar.example.id").expect("a URL");
        let before = |referer: &str| {
            let headers: HeaderMap = [(REFERER, referer), (HOST, "127.0.0.1:3000")]
                .into_iter()
                .map(|(name, value)| (name, value.parse().expect("a value")))
                .collect();
            page_before(&headers, &own)
        };
        assert_eq!(before("https://pasar.example.id/usaha?usaha=a").as_deref(), Some("/usaha?usaha=a"));
        assert_eq!(before("http://127.0.0.1:3000/usaha").as_deref(), Some("/usaha"));
        for other in ["https://jahat.example/usaha", "https://pasar.example.id/usaha/tutup", "/usaha", "https:", ""] {
            assert_eq!(before(other), None, "{other}");
        }
    }
}
