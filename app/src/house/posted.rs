//! What a form sent: its fields, and its files spooled to disk.

use std::io::{Read, Seek, SeekFrom, Write};

use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::IdempotencyKey;
use tempfile::SpooledTempFile;

use super::error::PageError;
use super::filled::Filled;
use super::site::Site;

/// Files above this many bytes go to disk while they arrive.
const IN_MEMORY: usize = 256 * 1024;
/// What the small files of one form may take in memory together; the others go to disk at once.
const IN_MEMORY_TOGETHER: usize = 1 << 20;
/// More than any form of ours has.
const MOST_FIELDS: usize = 200;
const MOST_FILES: usize = 16;
/// Bytes of all that is typed into one form.
const MOST_TEXT: usize = 1 << 20;
/// As many bytes as the largest form takes, which is that of a product with its photos.
const MOST_BYTES: usize = 97_000_000;

/// The fields and files of a posted form, whichever of the two encodings it came in.
#[derive(Debug, Default)]
pub struct Posted {
    pub inputs: Inputs,
    pub files: Vec<PostedFile>,
}

#[derive(Debug)]
pub struct PostedFile {
    pub field: String,
    /// As the sender's device called it: a hint for people, never a path.
    pub name: String,
    pub size: u64,
    content: SpooledTempFile,
}

impl PostedFile {
    /// From the start.
    pub fn into_reader(mut self) -> std::io::Result<SpooledTempFile> {
        self.content.seek(SeekFrom::Start(0))?;
        Ok(self.content)
    }

    /// The whole content in memory. Blocking: large files are read off the async threads.
    ///
    /// # Errors
    /// As reading from disk does.
    pub fn into_bytes(self) -> std::io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(usize::try_from(self.size).unwrap_or_default());
        self.into_reader()?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Posted {
    pub fn one(&self, name: &str) -> &str {
        self.inputs.one(name)
    }

    /// The key that the page with the form made, by which a second press is known.
    ///
    /// # Errors
    /// When the form came without one: it is not a form of ours.
    pub fn key(&self) -> Result<IdempotencyKey, FieldErrors> {
        self.one("kunci").parse().map_err(|_| FieldErrors::of("kunci", Invalid::Malformed))
    }

    /// Takes the files of one field that are no empty choice.
    pub fn take_files(&mut self, field: &str) -> Vec<PostedFile> {
        let (these, others) = std::mem::take(&mut self.files).into_iter().partition(|f| f.field == field);
        self.files = others;
        these
    }

    /// The form again, with what was typed and what was refused.
    pub fn refused(&self, errors: FieldErrors) -> Filled {
        Filled::refused(self.inputs.clone(), errors)
    }
}

impl FromRequest<Site> for Posted {
    type Rejection = PageError;

    async fn from_request(mut request: Request, site: &Site) -> Result<Self, PageError> {
        // A post by somebody who is not signed in was read before, see `kept`.
        if let Some(read) = request.extensions_mut().remove::<super::kept::AlreadyRead>() {
            return read.take();
        }
        let mut posted = Self::default();
        read_into(&mut posted, request, site, Files::Spooled).await?;
        Ok(posted)
    }
}

/// Reads what is typed into a form of any size, and lets its files pass by. What was read before a
/// fault is given as well.
pub(super) async fn read_typed(mut request: Request, site: &Site) -> (Posted, Result<(), PageError>) {
    let most = if is_multipart(&request) { MOST_BYTES } else { MOST_TEXT };
    DefaultBodyLimit::max(most).apply(&mut request);
    let mut posted = Posted::default();
    let read = read_into(&mut posted, request, site, Files::PassedBy).await;
    (posted, read)
}

/// What becomes of the files of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Files {
    Spooled,
    PassedBy,
}

fn kind(request: &Request) -> &str {
    request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

fn is_multipart(request: &Request) -> bool {
    kind(request).starts_with("multipart/form-data")
}

async fn read_into(posted: &mut Posted, request: Request, site: &Site, files: Files) -> Result<(), PageError> {
    if is_multipart(&request) {
        read_multipart(posted, request, site, files).await
    } else if kind(&request).starts_with("application/x-www-form-urlencoded") || kind(&request).is_empty() {
        posted.inputs = read_urlencoded(request, site).await?;
        Ok(())
    } else {
        Err(PageError::Malformed)
    }
}

async fn read_urlencoded(request: Request, site: &Site) -> Result<Inputs, PageError> {
    let body = bytes::Bytes::from_request(request, site).await.map_err(|e| PageError::of_body(&e))?;
    if pairs(&body).nth(MOST_FIELDS).is_some() {
        return Err(PageError::TooLarge);
    }
    // A NUL stays: a field says by itself that it holds a hidden character.
    Ok(pairs(&body).collect())
}

/// Pairs of the urlencoded form; a sequence that is not UTF-8 becomes U+FFFD, which no field accepts
/// silently since the person sees it.
fn pairs(body: &[u8]) -> impl Iterator<Item = (String, String)> + '_ {
    let decode = |part: &[u8]| {
        let spaced: Vec<u8> = part.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
        percent_encoding::percent_decode(&spaced).decode_utf8_lossy().into_owned()
    };
    body.split(|b| *b == b'&').filter(|pair| !pair.is_empty()).map(move |pair| {
        let cut = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
        (decode(&pair[..cut]), decode(pair.get(cut + 1..).unwrap_or_default()))
    })
}

/// The pairs of a query. What stands in an address goes into a search as it is, and PostgreSQL
/// takes no NUL in a text: it becomes U+FFFD, as whatever else is no character.
pub fn parse_pairs(query: &[u8]) -> Inputs {
    let visible = |text: String| if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text };
    pairs(query).map(|(name, value)| (visible(name), visible(value))).collect()
}

/// The fields of a path's query. A NUL, which PostgreSQL takes in no text, becomes U+FFFD.
pub fn query(path: &str) -> Inputs {
    parse_pairs(path.split_once('?').map_or("", |(_, query)| query).replace("%00", "%EF%BF%BD").as_bytes())
}

/// What a form may still send.
struct Left {
    fields: usize,
    files: usize,
    text: usize,
    memory: usize,
}

fn take(left: &mut usize, much: usize) -> Result<(), PageError> {
    *left = left.checked_sub(much).ok_or(PageError::TooLarge)?;
    Ok(())
}

async fn read_multipart(posted: &mut Posted, request: Request, site: &Site, files: Files) -> Result<(), PageError> {
    let mut parts = Multipart::from_request(request, site).await.map_err(|_| PageError::Malformed)?;
    let mut left = Left { fields: MOST_FIELDS, files: MOST_FILES, text: MOST_TEXT, memory: IN_MEMORY_TOGETHER };
    while let Some(part) = parts.next_field().await.map_err(|e| PageError::of_multipart(&e))? {
        let Some(field) = part.name().map(str::to_owned) else { continue };
        match part.file_name().map(str::to_owned) {
            Some(_) if files == Files::PassedBy => pass_by(part).await?,
            Some(name) => {
                let file = spool(part, field, name, &mut left.memory).await?;
                // An untouched file field comes as an empty file without a name.
                if file.size > 0 || !file.name.is_empty() {
                    take(&mut left.files, 1)?;
                    posted.files.push(file);
                }
            }
            None => {
                take(&mut left.fields, 1)?;
                let text = typed(part, &mut left.text).await?;
                posted.inputs.push(field, text);
            }
        }
    }
    Ok(())
}

async fn typed(mut part: Field<'_>, left: &mut usize) -> Result<String, PageError> {
    let mut text = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(|e| PageError::of_multipart(&e))? {
        take(left, chunk.len())?;
        text.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

async fn pass_by(mut part: Field<'_>) -> Result<(), PageError> {
    while part.chunk().await.map_err(|e| PageError::of_multipart(&e))?.is_some() {}
    Ok(())
}

/// `memory` is what the form's files may still take of it.
async fn spool(mut part: Field<'_>, field: String, name: String, memory: &mut usize) -> Result<PostedFile, PageError> {
    let mut content = SpooledTempFile::new(IN_MEMORY.min(*memory));
    let mut size = 0;
    while let Some(chunk) = part.chunk().await.map_err(|e| PageError::of_multipart(&e))? {
        // The page cache takes these small writes at once; no thread is worth switching for.
        content.write_all(&chunk).map_err(engine::Trouble::from)?;
        size += chunk.len() as u64;
    }
    if !content.is_rolled() {
        *memory = memory.saturating_sub(usize::try_from(size).unwrap_or(usize::MAX));
    }
    Ok(PostedFile { field, name, size, content })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_decoded() {
        let inputs = parse_pairs(b"nama=Bu+Tini&hari=a%26b&hari=%C3%A9&kosong=&tanpa&%ff=1");
        assert_eq!(inputs.one("nama"), "Bu Tini");
        assert_eq!(inputs.many("hari"), ["a&b", "é"]);
        assert!(inputs.has("kosong") && inputs.has("tanpa"));
        assert_eq!(inputs.one("\u{fffd}"), "1");
    }

    #[test]
    fn a_query_holds_no_nul_and_a_form_tells_of_it() {
        assert_eq!(query("/koperasi?kecamatan=%00").one("kecamatan"), "\u{fffd}");
        let form: Inputs = pairs(b"nama=Bu%00Tini").collect();
        assert_eq!(domain::people::PersonName::parse(form.one("nama")), Err(Invalid::HiddenCharacters));
    }
}
