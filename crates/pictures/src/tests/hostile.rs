use proptest::prelude::*;

use super::super::fixtures;
use super::*;

fn assert_no_picture(name: &str, file: &[u8]) {
    assert_eq!(process(file).map(|_| ()), Err(PictureError::NotAPicture), "{name}");
}

#[test]
fn other_types_are_refused_whatever_their_name() {
    let others: [(&str, &[u8]); 10] = [
        ("empty", b""),
        ("one byte", b"\xff"),
        ("svg", br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#),
        ("html named foto.jpg", b"<!doctype html><script>alert(1)</script>"),
        ("gif", b"GIF89a\x01\0\x01\0\0\0\0;"),
        ("heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"),
        ("avif", b"\0\0\0\x18ftypavif\0\0\0\0mif1avif"),
        ("pdf", b"%PDF-1.7\n"),
        ("bmp", b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0"),
        ("riff but wave", b"RIFF\x24\0\0\0WAVEfmt "),
    ];
    for (name, file) in others {
        assert_no_picture(name, file);
    }
    assert_no_picture("a lying start", b"\xff\xd8\xff\xe0<html><body onload=alert(1)>");
}

#[test]
fn files_that_are_two_things_are_refused() {
    let image = fixtures::photo(300, 200);
    let appended: [(&str, &[u8]); 6] = [
        ("zip", &fixtures::zip()),
        ("html", b"\n<HTML><body>"),
        ("php", b"<?php system($_GET[0]);"),
        ("pdf", b"\n%PDF-1.7\n"),
        ("script", b"#!/bin/sh\n"),
        ("svg", b"<svg onload=alert(1)>"),
    ];
    for (name, tail) in appended {
        for file in [fixtures::jpeg(&image), fixtures::png(&image), fixtures::webp(&image, false)] {
            assert_no_picture(name, &[&file[..], tail].concat());
        }
    }
    let comment = fixtures::jpeg_with(&image, |encoder| {
        encoder.add_app_segment(13, b"*/<Script>alert(1)</script>".to_vec()).unwrap();
    });
    assert_no_picture("markup in a comment", &comment);
    let mut text = fixtures::png(&image);
    let end = text.len() - 12;
    text.splice(end..end, fixtures::png_chunk(b"tEXt", b"Comment\0<?php phpinfo();"));
    assert_no_picture("code in a text chunk", &text);
    let mut inside = fixtures::png(&image);
    let zip = fixtures::zip();
    inside.splice(end..end, fixtures::png_chunk(b"zzZz", &zip));
    // The directory's comment would have to reach the last byte: 4 of the checksum and IEND.
    let comment = inside.len() - 4 - 12 - 2;
    inside[comment] = 16;
    assert_no_picture("a zip before the end chunk", &inside);
}

#[test]
fn bombs_are_refused_by_their_header() {
    for (width, height) in [(50_000, 50_000), (4_000_000_000, 1), (1, 60_000_000), (65_536, 2)] {
        let mut file = fixtures::png_start(width, height, 16, 6, false);
        file.extend(fixtures::png_chunk(b"IDAT", b"x"));
        file.extend(fixtures::png_chunk(b"IEND", b""));
        assert_eq!(process(&file).map(|_| ()), Err(PictureError::TooManyPixels { max_mp: 50 }));
    }
    assert_no_picture("no pixels", &{
        let mut file = fixtures::png_start(0, 10, 8, 2, false);
        file.extend(fixtures::png_chunk(b"IDAT", b"x"));
        file.extend(fixtures::png_chunk(b"IEND", b""));
        file
    });
    // A JPEG of 60,000 × 60,000 by its header.
    let mut jpeg = fixtures::jpeg(&fixtures::photo(16, 16));
    let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xea, 0x60, 0xea, 0x60]);
    assert_eq!(process(&jpeg).map(|_| ()), Err(PictureError::TooManyPixels { max_mp: 50 }));
}

#[test]
fn one_passes_walk_is_all_that_a_scan_may_cost() {
    let file = fixtures::progressive(&fixtures::photo(64, 64));
    let scan = file.windows(2).position(|marker| marker == [0xff, 0xda]).unwrap();
    let end = file.len() - 2;
    let again = file[scan..end].repeat(100);
    assert_no_picture("many scans", &[&file[..end], &again, &file[end..]].concat());
}

#[test]
fn cut_off_files_are_refused_at_any_length() {
    let image = fixtures::photo(240, 160);
    for file in [
        fixtures::jpeg(&image),
        fixtures::progressive(&image),
        fixtures::png(&image),
        fixtures::interlaced_png(&image),
        fixtures::webp(&image, false),
        fixtures::webp(&image, true),
        fixtures::animated_webp(&image),
    ] {
        assert!(process(&file).is_ok());
        for cut in (0..200).chain((200..file.len()).step_by(97)) {
            assert!(process(&file[..cut.min(file.len() - 1)]).is_err(), "cut at {cut} of {}", file.len());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Whatever is changed, the answer is a picture or a refusal.
    #[test]
    fn no_file_panics(
        kind in 0_usize..7,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let image = fixtures::photo(70, 50);
        let mut file = match kind {
            0 => fixtures::jpeg(&image),
            1 => fixtures::progressive(&image),
            2 => fixtures::png(&image),
            3 => fixtures::interlaced_png(&image),
            4 => fixtures::webp(&image, false),
            5 => fixtures::webp(&image, true),
            _ => fixtures::cmyk_jpeg(40, 40, [9, 99, 199, 0], jpeg_encoder::ColorType::Cmyk),
        };
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Some(cut) = cut {
            file.truncate(cut.index(file.len()));
        }
        if let Ok(picture) = process(&file) {
            prop_assert!(!picture.webp.is_empty());
        }
    }

    #[test]
    fn no_bytes_after_a_true_start_panic(start in 0_usize..3, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let start: &[u8] = [&b"\xff\xd8\xff"[..], b"\x89PNG\r\n\x1a\n", b"RIFF\x90\x01\0\0WEBP"][start];
        prop_assert!(process(&[start, &bytes].concat()).is_err());
    }
}
