//! Descriptions: plain text in which empty lines part paragraphs and marks at the start of a line
//! make lists, as people write them in WhatsApp anyway. There is no HTML; the view escapes each line.

/// One part of a description, in its order.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "kind", content = "lines", rename_all = "snake_case")]
pub enum Block {
    /// Lines that follow one another, each kept as a line.
    Paragraph(Vec<String>),
    /// Items written with `-`, `*`, `•` or the like.
    List(Vec<String>),
    /// Items written with `1.` or `1)`; the numbers are counted again by the page.
    Numbered(Vec<String>),
}

enum Line<'a> {
    Empty,
    Item(&'a str),
    Number(&'a str),
    Text(&'a str),
}

/// Takes the text apart. Nothing that was typed is dropped but the marks and surplus white space.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut parted = true;
    for line in text.lines().map(classify) {
        match (line, out.last_mut()) {
            (Line::Empty, _) => {
                parted = true;
                continue;
            }
            // A list goes on over an empty line; a paragraph does not.
            (Line::Item(item), Some(Block::List(items))) => items.push(item.to_owned()),
            (Line::Number(item), Some(Block::Numbered(items))) => items.push(item.to_owned()),
            (Line::Text(line), Some(Block::Paragraph(lines))) if !parted => lines.push(line.to_owned()),
            (Line::Item(item), _) => out.push(Block::List(vec![item.to_owned()])),
            (Line::Number(item), _) => out.push(Block::Numbered(vec![item.to_owned()])),
            (Line::Text(line), _) => out.push(Block::Paragraph(vec![line.to_owned()])),
        }
        parted = false;
    }
    out
}

/// The text in one line of at most `max_chars` characters, for meta descriptions and cards: cut at
/// the end of a word, with an ellipsis in place of the rest.
pub fn summary(text: &str, max_chars: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for (nth, line) in text.lines().enumerate() {
        let (Line::Item(words) | Line::Number(words) | Line::Text(words)) = classify(line) else { continue };
        for (at, word) in words.split_whitespace().enumerate() {
            // Lines run together read as one sentence unless something parts them.
            let parted = at == 0 && nth > 0 && out.chars().last().is_some_and(char::is_alphanumeric);
            let glue = if out.is_empty() {
                ""
            } else if parted {
                ", "
            } else {
                " "
            };
            let added = glue.chars().count() + word.chars().count();
            if length + added > max_chars {
                return shortened(out, length, word, max_chars);
            }
            out.push_str(glue);
            out.push_str(word);
            length += added;
        }
    }
    out
}

/// What fitted so far, with an ellipsis; a first word too long on its own is cut within.
fn shortened(mut out: String, length: usize, word: &str, max_chars: usize) -> String {
    if max_chars == 0 {
        return String::new();
    }
    if out.is_empty() {
        out = word.chars().take(max_chars - 1).collect();
    } else if length == max_chars {
        let keep = out.trim_end().rfind(' ').unwrap_or_else(|| out.char_indices().last().map_or(0, |(at, _)| at));
        out.truncate(keep);
    }
    out.truncate(out.trim_end_matches([',', ' ', '.', ';', ':', '-']).len());
    out.push('…');
    out
}

fn classify(line: &str) -> Line<'_> {
    let line = line.trim();
    if line.is_empty() {
        return Line::Empty;
    }
    if let Some(rest) = line.strip_prefix(['•', '·', '‣', '▪', '●', '◦', '✓', '✔']) {
        return item(rest, Line::Item);
    }
    if let Some(rest) = line.strip_prefix(['-', '*', '–', '—']) {
        // "-5 °C" and "*)" are text; "- lima" is an item, and so is "-lima", which is how phones are typed on.
        let marks = rest.is_empty()
            || rest.starts_with(char::is_whitespace)
            || rest.starts_with(char::is_alphabetic) && !rest.contains('*');
        return if marks { item(rest, Line::Item) } else { Line::Text(line) };
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits)
        && let Some(rest) = line[digits..].strip_prefix(['.', ')'])
        && (rest.starts_with(char::is_whitespace) || rest.starts_with(char::is_alphabetic))
    {
        return item(rest, Line::Number);
    }
    Line::Text(line)
}

fn item<'a>(rest: &'a str, kind: impl Fn(&'a str) -> Line<'a>) -> Line<'a> {
    let rest = rest.trim_start();
    // A mark with nothing behind it is a line that someone began and left.
    if rest.is_empty() { Line::Empty } else { kind(rest) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(of: &[&str]) -> Vec<String> {
        of.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn paragraphs_and_lists_are_told_apart() {
        let text = "Emping asli Limpung.\nTanpa pengawet.\n\nPilihan:\n- biasa\n* super\n•pedas\n\nCara goreng:\n1. Panaskan minyak\n2) Goreng sebentar\n\n3.Tiriskan\n\n-5 °C tahan lama\n1.000 pelanggan\n-";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph(lines(&["Emping asli Limpung.", "Tanpa pengawet."])),
                Block::Paragraph(lines(&["Pilihan:"])),
                Block::List(lines(&["biasa", "super", "pedas"])),
                Block::Paragraph(lines(&["Cara goreng:"])),
                Block::Numbered(lines(&["Panaskan minyak", "Goreng sebentar", "Tiriskan"])),
                Block::Paragraph(lines(&["-5 °C tahan lama", "1.000 pelanggan"])),
            ]
        );
        assert_eq!(blocks(" \n\n - \n"), []);
    }

    #[test]
    fn markup_stays_text() {
        let text = "</textarea><script>alert(1)</script>";
        assert_eq!(blocks(text), [Block::Paragraph(lines(&[text]))]);
        assert_eq!(blocks("*tebal* di WhatsApp"), [Block::Paragraph(lines(&["*tebal* di WhatsApp"]))]);
    }

    #[test]
    fn a_summary_ends_with_a_word() {
        let text = "Emping melinjo asli.\n\n- biasa\n- super";
        assert_eq!(summary(text, 100), "Emping melinjo asli. biasa, super");
        assert_eq!(summary(text, 16), "Emping melinjo…");
        assert_eq!(summary(text, 15), "Emping melinjo…");
        assert_eq!(summary(text, 14), "Emping…");
        assert_eq!(summary("Kerupukusekgoreng", 8), "Kerupuk…");
        assert_eq!(summary("", 10), "");
        assert_eq!(summary("ab", 0), "");
    }

    proptest! {
        #[test]
        fn summaries_are_bounded(text in "(.|\n){0,300}", max in 0usize..80) {
            let short = summary(&text, max);
            prop_assert!(short.chars().count() <= max);
            prop_assert!(!short.contains('\n'));
        }

        #[test]
        fn no_block_is_empty(text in "([-*•1. a-c]|\n){0,200}") {
            for block in blocks(&text) {
                let (Block::Paragraph(l) | Block::List(l) | Block::Numbered(l)) = block;
                prop_assert!(!l.is_empty() && l.iter().all(|line| !line.trim().is_empty()));
            }
        }
    }
}
