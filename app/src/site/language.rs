use domain::lang::Lang;

use crate::house::{Answer, Posted, Reader, cookies};

/// Chooses the language and goes back to where the reader was.
pub async fn choose(reader: Reader, posted: Posted) -> Answer {
    let lang = Lang::from_tag(posted.one("bahasa")).unwrap_or_default();
    reader.see_other(local_path(posted.one("kembali"))).cookie(&cookies::lang(lang, reader.secure()))
}

/// A path of this site, or home. `//host` and `/\host` lead elsewhere in browsers, so they count as
/// none; so does anything with a control character.
pub fn local_path(path: &str) -> &str {
    let inside =
        path.starts_with('/') && !path[1..].starts_with(['/', '\\']) && !path.chars().any(char::is_control) && path.len() <= 2000;
    if inside { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn only_paths_of_this_site() {
        assert_eq!(local_path("/usaha/produk/baru?titipan=1"), "/usaha/produk/baru?titipan=1");
        for bad in
            ["", "//jahat.example", "/\\jahat.example", "https://jahat.example", "/a\r\nSet-Cookie: x", "javascript:alert(1)"]
        {
            assert_eq!(local_path(bad), "/", "{bad}");
        }
    }
}
