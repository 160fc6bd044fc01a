//! Pages kept in memory while they are asked for often: the same for everyone who is not signed in,
//! so what is kept is the page itself. Dropped when what it shows changes (each server hears that
//! from the database), and never older than two seconds, whatever was not heard.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use domain::lang::Lang;
use engine::changes::Change;
use uuid::Uuid;

/// The oldest that a kept page is ever shown.
const MAX_AGE: Duration = Duration::from_secs(2);
/// At about 25 KB a page with its compressed form, this stays below 50 MB.
const MAX_PAGES: usize = 2000;
/// As the server compresses other pages, and a window that holds any page.
const QUALITY: u32 = 4;
const WINDOW: u32 = 18;

/// Pages by language and path.
#[derive(Default)]
pub struct HotPages(Mutex<HashMap<(Lang, String), Kept>>);

struct Kept {
    page: Arc<HotPage>,
    /// What the page shows: ids of products, businesses, koperasi.
    shows: Vec<Uuid>,
    since: Instant,
}

/// A kept page, compressed once for all who ask for it.
pub struct HotPage {
    html: Bytes,
    brotli: OnceLock<Bytes>,
}

impl HotPage {
    pub fn html(&self) -> Bytes {
        self.html.clone()
    }

    /// Compressing takes far longer than all the rest of answering from memory.
    pub fn brotli(&self) -> Bytes {
        self.brotli.get_or_init(|| compressed(&self.html)).clone()
    }
}

fn compressed(html: &[u8]) -> Bytes {
    let mut out = Vec::with_capacity(html.len() / 4);
    {
        let mut writer = brotli::CompressorWriter::new(&mut out, 4096, QUALITY, WINDOW);
        // Writing to memory cannot fail.
        let _ = std::io::Write::write_all(&mut writer, html);
    }
    out.into()
}

impl HotPages {
    pub fn get(&self, lang: Lang, path: &str) -> Option<Arc<HotPage>> {
        let pages = self.lock();
        // A lookup by a borrowed pair would need a type of its own; the path is short.
        let kept = pages.get(&(lang, path.to_owned()))?;
        (kept.since.elapsed() < MAX_AGE).then(|| kept.page.clone())
    }

    pub fn put(&self, lang: Lang, path: &str, html: Bytes, shows: Vec<Uuid>) -> Arc<HotPage> {
        let page = Arc::new(HotPage { html, brotli: OnceLock::new() });
        let mut pages = self.lock();
        if pages.len() >= MAX_PAGES {
            pages.retain(|_, kept| kept.since.elapsed() < MAX_AGE);
            if pages.len() >= MAX_PAGES {
                pages.clear();
            }
        }
        pages.insert((lang, path.to_owned()), Kept { page: page.clone(), shows, since: Instant::now() });
        page
    }

    /// Drops every page that shows what has changed.
    pub fn heard(&self, change: Change) {
        let mut pages = self.lock();
        match change {
            Change::Of(id) => pages.retain(|_, kept| !kept.shows.contains(&id)),
            Change::Anything => pages.clear(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<(Lang, String), Kept>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_drops_what_shows_it_and_nothing_else() {
        let pages = HotPages::default();
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        pages.put(Lang::Id, "/produk/a", "a".into(), vec![one]);
        pages.put(Lang::En, "/produk/a", "a in English".into(), vec![one]);
        pages.put(Lang::Id, "/toko/b", "b".into(), vec![two, Uuid::from_u128(3)]);
        pages.heard(Change::Of(one));
        let kept = |lang, path| pages.get(lang, path).map(|page| page.html());
        assert_eq!(kept(Lang::Id, "/produk/a"), None);
        assert_eq!(kept(Lang::En, "/produk/a"), None);
        assert_eq!(kept(Lang::Id, "/toko/b"), Some("b".into()));
        pages.heard(Change::Anything);
        assert_eq!(kept(Lang::Id, "/toko/b"), None);
    }

    #[test]
    fn a_page_is_compressed_to_itself() {
        let html = "<li>Emping melinjo</li>".repeat(500);
        let page = HotPages::default().put(Lang::Id, "/", html.clone().into(), vec![]);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &page.brotli()[..], &mut back).unwrap();
        assert_eq!(back, html.as_bytes());
        assert!(page.brotli().len() < html.len() / 20);
    }

    #[test]
    fn it_stays_small() {
        let pages = HotPages::default();
        for n in 0..MAX_PAGES * 2 {
            pages.put(Lang::Id, &format!("/produk/{n}"), "x".into(), vec![]);
        }
        assert!(pages.lock().len() <= MAX_PAGES);
    }
}
