//! What stands behind an identifier: `, pp. 3, 5-7, and elsewhere` is a locator and a suffix.
//!
//! In: text. Out: the locator and where it ends. Terms are those of pandoc and of the style language, in English. Never: the
//! suffix, which may have markup.

use super::Locator;

/// Words for what is counted, in lower case without their stop, with the style language's names.
const TERMS: &[(&str, &str)] = &[
    ("app", "appendix"),
    ("apps", "appendix"),
    ("appendix", "appendix"),
    ("appendices", "appendix"),
    ("bk", "book"),
    ("bks", "book"),
    ("book", "book"),
    ("books", "book"),
    ("chap", "chapter"),
    ("chaps", "chapter"),
    ("chapter", "chapter"),
    ("chapters", "chapter"),
    ("col", "column"),
    ("cols", "column"),
    ("column", "column"),
    ("columns", "column"),
    ("eq", "equation"),
    ("equation", "equation"),
    ("equations", "equation"),
    ("fig", "figure"),
    ("figs", "figure"),
    ("figure", "figure"),
    ("figures", "figure"),
    ("fol", "folio"),
    ("fols", "folio"),
    ("folio", "folio"),
    ("folios", "folio"),
    ("issue", "issue"),
    ("issues", "issue"),
    ("l", "line"),
    ("ll", "line"),
    ("line", "line"),
    ("lines", "line"),
    ("n", "note"),
    ("nn", "note"),
    ("no", "issue"),
    ("nos", "issue"),
    ("note", "note"),
    ("notes", "note"),
    ("op", "opus"),
    ("opp", "opus"),
    ("p", "page"),
    ("page", "page"),
    ("pages", "page"),
    ("para", "paragraph"),
    ("paras", "paragraph"),
    ("paragraph", "paragraph"),
    ("paragraphs", "paragraph"),
    ("part", "part"),
    ("parts", "part"),
    ("pp", "page"),
    ("pt", "part"),
    ("pts", "part"),
    ("s.v", "sub-verbo"),
    ("sec", "section"),
    ("secs", "section"),
    ("section", "section"),
    ("sections", "section"),
    ("supp", "supplement"),
    ("supplement", "supplement"),
    ("tab", "table"),
    ("table", "table"),
    ("tables", "table"),
    ("v", "verse"),
    ("verse", "verse"),
    ("verses", "verse"),
    ("vol", "volume"),
    ("vols", "volume"),
    ("volume", "volume"),
    ("volumes", "volume"),
    ("§", "section"),
    ("§§", "section"),
    ("¶", "paragraph"),
    ("¶¶", "paragraph"),
];

/// Bytes of a locator; more is text.
const LONGEST: usize = 60;

/// Reads a locator at the beginning of a text. Returns how many bytes it takes, the blanks and the comma before it included.
pub(super) fn read(text: &str) -> Option<(Locator, usize)> {
    let start = text.len() - text.trim_start_matches([',', ' ', '\n', '\u{a0}']).len();
    let rest = text.get(start..)?;
    if let Some(inside) = rest.strip_prefix('{') {
        let (inside, _) = inside.split_once('}')?;
        let (locator, _) = plain(inside).or_else(|| typed("page", inside, inside))?;
        return Some((locator, start + inside.len() + 2));
    }
    let comma = text.get(..start)?.contains(',');
    let (locator, length) = plain(rest)?;
    // A number without a term is a page only behind a comma: "[@id 3 of 4]" is text.
    (comma || locator.typed != locator.value).then_some((locator, start + length))
}

/// A term and numbers, or numbers alone.
fn plain(text: &str) -> Option<(Locator, usize)> {
    let (term, rest) = match term(text) {
        Some((term, length)) => (term, text.get(length..)?),
        None => ("page", text),
    };
    let bare = rest.trim_start_matches([' ', '\n', '\u{a0}']);
    let before = text.len() - bare.len();
    let length = numbers(bare);
    let value = bare.get(..length)?;
    // Without a term a Roman number could be any word: "mild".
    let begins = value.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if before == 0 && !begins.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (locator, _) = typed(term, value, text.get(..before + length)?)?;
    Some((locator, before + length))
}

fn typed(term: &'static str, value: &str, typed: &str) -> Option<(Locator, usize)> {
    let folded = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let fits = !value.trim().is_empty() && typed.len() <= LONGEST;
    let locator = Locator { term, value: folded(value), typed: folded(typed) };
    fits.then_some((locator, typed.len()))
}

/// The term at the beginning, with its length.
fn term(text: &str) -> Option<(&'static str, usize)> {
    let end = text.find(|c: char| !(c.is_alphabetic() || matches!(c, '§' | '¶' | '.')));
    let word = text.get(..end.unwrap_or(text.len()))?;
    let bare = word.trim_end_matches('.').to_lowercase();
    let (_, name) = TERMS.iter().find(|(known, _)| *known == bare)?;
    Some((name, word.len()))
}

/// How many bytes of numbers, Roman ones too, with ranges and lists of them, begin a text.
fn numbers(text: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let word = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let Some(number) = rest.get(..word).filter(|word| is_number(word)) else { return end };
        end = at + number.len();
        let behind = text.get(end..).unwrap_or_default();
        let joint = behind.trim_start_matches([',', ' ', '-', '–', '—', ':', '.', '&']);
        let gap = behind.len() - joint.len();
        // Two numbers with nothing but a blank between them are no list.
        if gap == 0 || behind.get(..gap).is_some_and(|gap| gap.trim().is_empty()) {
            return end;
        }
        at = end + gap;
    }
}

/// A number, perhaps with letters as in `e12`, `S3` or `12a`, or a Roman one.
fn is_number(word: &str) -> bool {
    let roman = |word: &str| {
        word.chars().all(|c| "ivxlcdm".contains(c)) || word.chars().all(|c| "IVXLCDM".contains(c))
    };
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    (digits > 0 && letters <= 3) || (!word.is_empty() && word.len() <= 8 && roman(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locator_is_told_from_a_suffix() {
        for (text, expected) in [
            (", p. 3", Some(("page", "3", ""))),
            (" p. 3", Some(("page", "3", ""))),
            (
                ", pp. 33, 35-37, and nowhere else",
                Some(("page", "33, 35-37", ", and nowhere else")),
            ),
            (", 33", Some(("page", "33", ""))),
            (" 33 of them", None),
            (", chap. IV", Some(("chapter", "IV", ""))),
            (", fig. 2a shows it", Some(("figure", "2a", " shows it"))),
            (", Table S3", Some(("table", "S3", ""))),
            (", § 4.2", Some(("section", "4.2", ""))),
            (", p.\n3", Some(("page", "3", ""))),
            ("{ch. 3, the end}, ff.", Some(("page", "ch. 3, the end", ", ff."))),
            (", {p. 3}x", Some(("page", "3", "x"))),
            (", and others", None),
            (", mild", None),
            ("", None),
        ] {
            let read = read(text);
            let read = read.as_ref().map(|(locator, end)| {
                (locator.term, locator.value.as_str(), text.get(*end..).unwrap())
            });
            assert_eq!(read, expected, "{text}");
        }
    }
}
