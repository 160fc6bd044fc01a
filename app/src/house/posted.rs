//! What a form sent: its fields, and its files spooled to disk.

use std::io::{Read, Seek, SeekFrom, Write};

use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use domain::form::{FieldErrors, Inputs, Invalid};
use domain::ids::IdempotencyKey;
use tempfile::SpooledTempFile;

use super::error::PageError;
use super::filled::Filled;
use super::site::Site;

/// Files above this many bytes go to disk while they arrive.
const IN_MEMORY: usize = 256 * 1024;

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
        let kind = request.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            read_multipart(request, site).await
        } else if kind.starts_with("application/x-www-form-urlencoded") || kind.is_empty() {
            read_urlencoded(request, site).await
        } else {
            Err(PageError::Malformed)
        }
    }
}

async fn read_urlencoded(request: Request, site: &Site) -> Result<Posted, PageError> {
    let body = bytes::Bytes::from_request(request, site).await.map_err(|e| PageError::of_body(&e))?;
    Ok(Posted { inputs: parse_pairs(&body), files: Vec::new() })
}

/// Pairs of the urlencoded form; a sequence that is not UTF-8 becomes U+FFFD, which no field accepts
/// silently since the person sees it.
pub fn parse_pairs(body: &[u8]) -> Inputs {
    let decode = |part: &[u8]| {
        let spaced: Vec<u8> = part.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
        percent_encoding::percent_decode(&spaced).decode_utf8_lossy().into_owned()
    };
    body.split(|b| *b == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let cut = pair.iter().position(|b| *b == b'=').unwrap_or(pair.len());
            (decode(&pair[..cut]), decode(pair.get(cut + 1..).unwrap_or_default()))
        })
        .collect()
}

/// The fields of a path's query. A NUL, which PostgreSQL takes in no text, becomes U+FFFD.
pub fn query(path: &str) -> Inputs {
    parse_pairs(path.split_once('?').map_or("", |(_, query)| query).replace("%00", "%EF%BF%BD").as_bytes())
}

async fn read_multipart(request: Request, site: &Site) -> Result<Posted, PageError> {
    let mut parts = Multipart::from_request(request, site).await.map_err(|_| PageError::Malformed)?;
    let mut posted = Posted::default();
    while let Some(part) = parts.next_field().await.map_err(|e| PageError::of_multipart(&e))? {
        let Some(field) = part.name().map(str::to_owned) else { continue };
        match part.file_name().map(str::to_owned) {
            Some(name) => {
                let file = spool(part, field, name).await?;
                // An untouched file field comes as an empty file without a name.
                if file.size > 0 || !file.name.is_empty() {
                    posted.files.push(file);
                }
            }
            None => {
                let text = part.bytes().await.map_err(|e| PageError::of_multipart(&e))?;
                posted.inputs.push(field, String::from_utf8_lossy(&text));
            }
        }
    }
    Ok(posted)
}

async fn spool(mut part: axum::extract::multipart::Field<'_>, field: String, name: String) -> Result<PostedFile, PageError> {
    let mut content = SpooledTempFile::new(IN_MEMORY);
    let mut size = 0;
    while let Some(chunk) = part.chunk().await.map_err(|e| PageError::of_multipart(&e))? {
        // The page cache takes these small writes at once; no thread is worth switching for.
        content.write_all(&chunk).map_err(engine::Trouble::from)?;
        size += chunk.len() as u64;
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
}
