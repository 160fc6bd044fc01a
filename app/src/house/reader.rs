//! Who reads: the language, the standing of who is signed in, the path.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderName;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, VARY};
use axum::http::request::Parts;
use domain::access::Standing;
use domain::ids::SessionId;
use domain::lang::Lang;
use engine::token::Token;

use super::answer::Answer;
use super::cookies;
use super::error::PageError;
use super::filled::Filled;
use super::hot::HotPage;
use super::screen::{Frame, Screen};
use super::shell;
use super::site::Site;

/// Whose page it is. By this the part of the site that answers without a network (`frontend/sw.js`) sees that
/// somebody else reads now, and lets go of what it kept of the one before.
pub const READER: HeaderName = HeaderName::from_static("x-guyub-pembaca");
/// Whom nobody knows.
pub const GUEST: &str = "tamu";

/// Extracted by every handler that answers with a page. The session is looked up once a request,
/// however many extractors ask.
#[derive(Clone)]
pub struct Reader {
    pub site: Site,
    pub lang: Lang,
    /// Path and query of the request.
    pub path: String,
    /// The `q` of the address.
    pub query: String,
    pub signed_in: Option<Arc<SignedIn>>,
    /// The cart of this browser, and how many products are in it; of nobody who is signed in.
    pub cart: Option<(Token, u64)>,
    takes_brotli: bool,
    /// Came by an address in a language, as from a search engine, and has chosen none: what follows is in it too.
    led_by_lang: bool,
    flash: Option<String>,
    kept: Option<Filled>,
}

/// Somebody's session and what they may be.
#[derive(Debug)]
pub struct SignedIn {
    pub session: SessionId,
    pub standing: Arc<Standing>,
}

impl Reader {
    /// A page with status 200; see [`Answer`] for others.
    pub fn page(&self, screen: impl Screen) -> Answer {
        let html = shell::document(screen, &self.frame(), &self.site.assets, self.flash.clone());
        let mut answer = self.named(Answer::page(html, self.secure()));
        if self.led_by_lang {
            answer = answer.cookie(&cookies::lang(self.lang, self.secure()));
        }
        match &self.flash {
            Some(_) => answer.cookie(&cookies::no_flash(self.secure())),
            None => answer,
        }
    }

    /// The kept copy of this page, if there is one and this reader sees what everyone sees.
    pub fn hot(&self) -> Option<Answer> {
        let hot = self.site.hot.as_ref().filter(|_| self.sees_what_everyone_sees())?;
        hot.get(self.lang, &self.path).map(|page| self.kept_page(&page))
    }

    /// As [`Reader::page`], and keeps the page for others; `shows` are the ids whose change drops it.
    pub fn page_for_all(&self, screen: impl Screen, shows: Vec<uuid::Uuid>) -> Answer {
        let Some(hot) = self.site.hot.as_ref().filter(|_| self.sees_what_everyone_sees()) else {
            return self.page(screen);
        };
        let html = bytes::Bytes::from(shell::document(screen, &self.frame(), &self.site.assets, None));
        self.kept_page(&hot.put(self.lang, &self.path, html, shows))
    }

    fn kept_page(&self, page: &HotPage) -> Answer {
        if !self.takes_brotli {
            return self.named(Answer::page(page.html(), self.secure()));
        }
        let answer = self.named(Answer::page(page.brotli(), self.secure()));
        answer.header(CONTENT_ENCODING, "br").header(VARY, "accept-encoding")
    }

    fn named(&self, answer: Answer) -> Answer {
        match self.standing() {
            Some(standing) => answer.header(READER, &engine::people::marker(&self.site.desk, standing.account)),
            None => answer.header(READER, GUEST),
        }
    }

    fn sees_what_everyone_sees(&self) -> bool {
        self.signed_in.is_none() && self.flash.is_none() && self.in_cart() == 0 && !self.path.contains('?')
    }

    pub fn see_other(&self, to: impl AsRef<str>) -> Answer {
        Answer::see_other(to.as_ref(), self.secure())
    }

    /// An answer that is no page: a file, JSON.
    pub fn answer(&self, response: impl axum::response::IntoResponse) -> Answer {
        Answer::new(response, self.secure())
    }

    /// A file to keep under a name.
    pub fn file(&self, content: Vec<u8>, kind: &'static str, name: &str) -> Answer {
        self.answer(content)
            .header(axum::http::header::CONTENT_TYPE, kind)
            .header(axum::http::header::CONTENT_DISPOSITION, &format!("attachment; filename=\"{name}\""))
    }

    /// What a form starts with: empty, or what was typed before the session turned out to be closed.
    pub fn form(&self) -> Filled {
        self.kept.clone().unwrap_or_default()
    }

    /// As [`Reader::form`], with one field taken from the address.
    pub fn form_with(&self, name: &str) -> Filled {
        let value = super::posted::query(&self.path).one(name).to_owned();
        self.form_of(domain::form::Inputs::default().with(name, value))
    }

    /// As [`Reader::form`], with values to begin with.
    pub fn form_of(&self, start: domain::form::Inputs) -> Filled {
        self.kept.clone().unwrap_or_else(|| Filled::of(start))
    }

    pub fn standing(&self) -> Option<&Standing> {
        self.signed_in.as_deref().map(|s| &*s.standing)
    }

    pub fn now(&self) -> time::OffsetDateTime {
        self.site.desk.now()
    }

    /// How many products are in the reader's cart.
    pub fn in_cart(&self) -> u64 {
        match (self.standing(), &self.cart) {
            (Some(standing), _) => standing.cart,
            (None, Some((_, products))) => *products,
            (None, None) => 0,
        }
    }

    /// True when cookies are for TLS only.
    pub fn secure(&self) -> bool {
        self.site.desk.public_url().scheme() == "https"
    }

    pub fn frame(&self) -> Frame {
        Frame {
            lang: self.lang,
            path: self.path.clone(),
            query: self.query.clone(),
            standing: self.signed_in.as_ref().map(|s| s.standing.clone()),
            cart: self.in_cart(),
            now: self.now(),
            public_url: self.site.desk.link("").into(),
        }
    }
}

impl FromRequestParts<Site> for Reader {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, PageError> {
        if let Some(reader) = parts.extensions.get::<Self>() {
            return Ok(reader.clone());
        }
        let query = parts.uri.query().unwrap_or_default();
        let asked = super::posted::parse_pairs(query.as_bytes());
        let led = Lang::from_tag(asked.one("bahasa"));
        let chosen = cookies::read(&parts.headers, cookies::LANG).and_then(|tag| Lang::from_tag(&tag));
        let lang = led.or(chosen).unwrap_or_default();
        let signed_in = match cookies::read(&parts.headers, cookies::SESSION) {
            Some(token) => engine::people::session(&site.desk, &token)
                .await?
                .map(|(session, standing)| Arc::new(SignedIn { session, standing: Arc::new(standing) })),
            None => None,
        };
        let kept = match asked.one("titipan") {
            "" => None,
            id => super::kept::load(site, id, parts.uri.path()).await?.map(Filled::of),
        };
        let takes_brotli = parts.headers.get_all(ACCEPT_ENCODING).iter().filter_map(|v| v.to_str().ok()).any(names_brotli);
        let path = parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
        let reader = Self {
            site: site.clone(),
            lang,
            path,
            query: asked.one("q").chars().take(200).collect(),
            signed_in,
            cart: cookies::read_cart(&parts.headers),
            takes_brotli,
            led_by_lang: led.is_some() && chosen.is_none(),
            flash: cookies::read_flash(&parts.headers),
            kept,
        };
        parts.extensions.insert(reader.clone());
        Ok(reader)
    }
}

/// Whether an `Accept-Encoding` takes brotli as it stands; one with a weight of its own is left to
/// the layer that knows all the rules.
fn names_brotli(accepted: &str) -> bool {
    accepted.split(',').any(|coding| coding.trim().eq_ignore_ascii_case("br"))
}

#[cfg(test)]
mod tests {
    use super::names_brotli;

    #[test]
    fn brotli_is_taken_when_it_is_asked_for() {
        assert!(names_brotli("gzip, deflate, br, zstd") && names_brotli("BR"));
        assert!(!names_brotli("gzip, br;q=0") && !names_brotli("brotli") && !names_brotli(""));
    }
}
