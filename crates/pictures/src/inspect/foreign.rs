//! Files that are a picture and something else as well. Only re-encoded pixels are ever served, so
//! they could do no harm; but who sends one is not sending a photo. Trailers that phones write
//! (second pictures, motion photos, maker data) are no reason to refuse.

use std::ops::Range;

/// `words`: where the picture keeps text. `end`: where the picture is over.
pub fn is_another_type_too(file: &[u8], words: &[Range<usize>], end: usize) -> bool {
    let tail = file.get(end..).unwrap_or_default();
    // Readers look for a PDF's first line in the first kilobyte.
    contains(&file[..file.len().min(1024)], b"%pdf-")
        || words.iter().filter_map(|range| file.get(range.clone())).any(is_active)
        || is_active(tail)
        || [&b"Rar!\x1a\x07"[..], b"7z\xbc\xaf\x27\x1c", b"\x7fELF", b"MZ", b"\x1f\x8b\x08", b"#!"]
            .iter()
            .any(|magic| tail.starts_with(magic))
        || ends_as_zip(file)
}

/// Markup or code that some program would run.
fn is_active(text: &[u8]) -> bool {
    [&b"<script"[..], b"<html", b"<!doctype", b"<svg", b"<?php", b"%pdf-"].iter().any(|word| contains(text, word))
}

/// Whether `word` (in small letters) is in `text`, in any letters.
fn contains(text: &[u8], word: &[u8]) -> bool {
    // Comparing the first byte alone keeps this at a gigabyte a second on a long tail.
    let first = word[0];
    text.len() >= word.len()
        && (0..=text.len() - word.len()).any(|at| text[at] == first && text[at..at + word.len()].eq_ignore_ascii_case(word))
}

/// A ZIP (also JAR, APK, DOCX) is read from its end: the end-of-directory record with a comment that
/// reaches exactly to the last byte (APPNOTE 4.3.16).
fn ends_as_zip(file: &[u8]) -> bool {
    const RECORD: usize = 22;
    let from = file.len().saturating_sub(RECORD + usize::from(u16::MAX));
    let tail = &file[from..];
    tail.len() >= RECORD
        && (0..=tail.len() - RECORD).any(|at| {
            tail[at..].starts_with(b"PK\x05\x06")
                && usize::from(u16::from_le_bytes([tail[at + 20], tail[at + 21]])) == tail.len() - at - RECORD
        })
}
