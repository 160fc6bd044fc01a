//! Letters as outlines, for drawings that must look the same on every machine: what a server has of fonts is
//! not ours to know. From Noto Serif Bold and Noto Sans Regular (Copyright Google LLC, SIL Open Font License
//! 1.1): each line of `glyphs.txt` is a letter, how far the next one stands, and its path, in thousandths
//! of the size.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Face {
    /// Serif, bold: names and prices.
    Serif,
    /// Sans: the rest.
    Sans,
}

struct Letter {
    advance: f32,
    path: &'static str,
}

static LETTERS: LazyLock<HashMap<(Face, char), Letter>> =
    LazyLock::new(|| include_str!("glyphs.txt").lines().filter_map(letter).collect());

fn letter(line: &'static str) -> Option<((Face, char), Letter)> {
    let mut parts = line.splitn(3, ' ');
    let (name, advance) = (parts.next()?, parts.next()?);
    let (face, code) = name.split_at_checked(1)?;
    let face = if face == "S" { Face::Serif } else { Face::Sans };
    let code = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
    Some(((face, code), Letter { advance: advance.parse().ok()?, path: parts.next().unwrap_or_default() }))
}

/// What can be drawn of a text; signs that no letter is known for are left out.
pub(super) fn drawable(text: &str) -> String {
    let known: String = text.chars().filter(|c| c.is_whitespace() || LETTERS.contains_key(&(Face::Serif, *c))).collect();
    known.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn width(face: Face, size: f32, text: &str) -> f32 {
    text.chars().filter_map(|c| LETTERS.get(&(face, c))).map(|letter| letter.advance * size / 1000.0).sum()
}

/// Draws a line of text with its baseline at `(x, y)`.
pub(super) fn write(svg: &mut String, face: Face, size: f32, (x, y): (f32, f32), colour: &str, text: &str) {
    let scale = size / 1000.0;
    let mut at = x;
    for letter in text.chars().filter_map(|c| LETTERS.get(&(face, c))) {
        if !letter.path.is_empty() {
            // Writing to a String cannot fail.
            let _ =
                write!(svg, "<path fill=\"{colour}\" transform=\"translate({at} {y}) scale({scale})\" d=\"{}\"/>", letter.path);
        }
        at += letter.advance * scale;
    }
}

/// Lines of at most `room` units, at most `most` of them; what does not fit ends with an ellipsis.
pub(super) fn wrap(face: Face, size: f32, room: f32, most: usize, text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let longer = lines.last().map(|line| format!("{line} {word}")).filter(|line| width(face, size, line) <= room);
        if let Some(longer) = longer
            && let Some(last) = lines.last_mut()
        {
            *last = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    let cut = lines.len() > most;
    lines.truncate(most);
    let last = lines.len().saturating_sub(1);
    for (nth, line) in lines.iter_mut().enumerate() {
        shorten(face, size, room, line, cut && nth == last);
    }
    lines
}

/// Takes letters away until the line fits, with an ellipsis when it was `cut` or has to be.
fn shorten(face: Face, size: f32, room: f32, line: &mut String, cut: bool) {
    if !cut && width(face, size, line) <= room {
        return;
    }
    while !line.is_empty() && width(face, size, line) + width(face, size, "…") > room {
        line.pop();
    }
    line.push('…');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_a_price_and_a_name_is_known() {
        for text in ["Rp12.500 / kg", "Emping Melinjo “Bu Sri” – 250 g", "0123456789 ABCDEFGHIJKLMNOPQRSTUVWXYZ"] {
            assert_eq!(drawable(text), text);
        }
        assert_eq!(drawable("Keripik 🔥  pedas\n"), "Keripik pedas");
        assert_eq!(drawable("ꦧꦠꦁ"), "");
        for face in [Face::Serif, Face::Sans] {
            assert!(width(face, 40.0, "Emping") > 80.0, "{face:?}");
        }
    }

    #[test]
    fn long_names_are_broken_at_words_and_cut_at_the_end() {
        let name = "Emping melinjo super gurih tanpa pengawet kemasan keluarga isi dua kilogram";
        let lines = wrap(Face::Serif, 60.0, 480.0, 3, name);
        assert_eq!(lines.len(), 3);
        assert!(lines[0].starts_with("Emping") && lines[2].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| width(Face::Serif, 60.0, line) <= 480.0), "{lines:?}");
        // One word that is longer than a line.
        let one = wrap(Face::Serif, 60.0, 480.0, 3, &"w".repeat(60));
        assert!(one.len() == 1 && one[0].ends_with('…'), "{one:?}");
        assert!(wrap(Face::Sans, 30.0, 480.0, 2, "").is_empty());
    }
}
