//! Tells the tagged lines of a record from the lines that continue them.
//!
//! In: a line and the style of its record. Out: the tag and where the value begins. The style is that of the record's
//! `TY` line: text wrapped at a hyphen ("T2 - weighted") must not become a tag only because some other program writes
//! its tags with one blank. Never: the meaning of a tag.

use super::tags;

/// Two letters, or a letter and a digit, in upper case.
pub(in crate::formats) type Tag = [u8; 2];

/// How a record writes its tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    /// Blanks before the tag.
    indent: usize,
    /// Blanks between tag and hyphen; two or more count as two.
    gap: usize,
    /// Tags in lower case.
    lower: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { indent: 0, gap: 2, lower: false }
    }
}

/// The parts of a line that may be tagged.
struct Parts<'a> {
    indent: usize,
    tag: Tag,
    lower: bool,
    gap: usize,
    /// Where the value begins.
    at: usize,
    /// What stands behind the hyphen, from `at` on.
    value: &'a str,
    /// A blank, or nothing, stands behind the hyphen.
    apart: bool,
}

fn parts(line: &str) -> Option<Parts<'_>> {
    let bare = line.trim_start_matches([' ', '\t']);
    let indent = line.len() - bare.len();
    let bytes = bare.as_bytes();
    let (first, second) = (*bytes.first()?, *bytes.get(1)?);
    let lower = first.is_ascii_lowercase();
    let letters = first.is_ascii_alphabetic() && second.is_ascii_alphanumeric();
    if !letters
        || indent > 12
        || second.is_ascii_alphabetic() && second.is_ascii_lowercase() != lower
    {
        return None;
    }
    let rest = bare.get(2..)?;
    let behind = rest.trim_start_matches([' ', '\t', '\u{a0}']);
    let gap = rest.chars().count() - behind.chars().count();
    // Word processors turn the hyphen into a dash.
    let value = behind.strip_prefix(['-', '\u{2013}'])?;
    let apart = value.is_empty() || value.starts_with([' ', '\t', '\u{a0}']);
    let tag = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
    let gap = gap.min(2);
    Some(Parts { indent, tag, lower, gap, at: line.len() - value.len(), value, apart })
}

/// The tag of a line in a record of this style, and where its value begins.
pub(super) fn tag(line: &str, style: Style) -> Option<(Tag, usize)> {
    // Nearly all tagged lines have this form; nearly all others fail at once.
    if let [first, second, b' ', b' ', b'-', rest @ ..] = line.as_bytes()
        && first.is_ascii_uppercase()
        && (second.is_ascii_uppercase() || second.is_ascii_digit())
        && matches!(rest, [] | [b' ', ..])
    {
        return Some(([*first, *second], line.len() - rest.len()));
    }
    let parts = parts(line)?;
    let known = tags::is_known(parts.tag);
    let fits = parts.indent <= style.indent
        && (!parts.lower || style.lower && known)
        && match (parts.gap, style.gap) {
            (2, _) => parts.apart || known,
            (1, 1) | (0, 0) => known,
            (1, _) => parts.apart && tags::is_unmistakable(parts.tag),
            _ => false,
        };
    fits.then_some((parts.tag, parts.at))
}

/// The style of a line that begins a record: `TY  - JOUR` in any spelling.
pub(super) fn type_line(line: &str) -> Option<Style> {
    let parts = may_be(line, b't', b'y').then(|| parts(line)).flatten()?;
    let value = parts.value.trim();
    let name = value.len() <= 30 && value.chars().all(|c| c.is_ascii_alphanumeric() || c == ' ');
    let fits = match parts.gap {
        2 => name,
        1 => name && !value.is_empty(),
        _ => tags::type_of(value).is_some(),
    };
    let style = Style { indent: parts.indent, gap: parts.gap, lower: parts.lower };
    (parts.tag == *b"TY" && fits).then_some(style)
}

/// Whether a line ends a record of this style: `ER  - `.
pub(super) fn is_end(line: &str, style: Style) -> bool {
    let Some(parts) = may_be(line, b'e', b'r').then(|| parts(line)).flatten() else { return false };
    let empty = parts.value.trim().is_empty();
    parts.tag == *b"ER"
        && match parts.gap {
            2 => empty || !parts.lower && parts.apart,
            1 => empty,
            _ => empty && style.gap == 0,
        }
}

/// A cheap test before the dear one.
fn may_be(line: &str, first: u8, second: u8) -> bool {
    let is = |byte: Option<&u8>, letter: u8| byte.is_some_and(|b| b.eq_ignore_ascii_case(&letter));
    match line.as_bytes() {
        [b' ' | b'\t', ..] => {
            let bytes = line.trim_start_matches([' ', '\t']).as_bytes();
            is(bytes.first(), first) && is(bytes.get(1), second)
        }
        bytes => is(bytes.first(), first) && is(bytes.get(1), second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tagged_lines_in_the_style_of_their_record() {
        let cases = [
            ("TY  - JOUR", "AU  - Doe, J.", Some("AU")),
            ("TY  - JOUR", "XX  - anything", Some("XX")),
            ("TY  - JOUR", "AU  -Doe, J.", Some("AU")),
            ("TY  - JOUR", "SP - 67-76", Some("SP")),
            ("TY  - JOUR", "SP  -", Some("SP")),
            ("TY  - JOUR", "T2 - weighted images", None),
            ("TY  - JOUR", "ER - positive tumours", None),
            ("TY  - JOUR", "US-based studies", None),
            ("TY  - JOUR", "      ER then a line", None),
            ("TY  - JOUR", "   AU  - indented alone", None),
            ("TY - JOUR", "T2 - A Journal", Some("T2")),
            ("TY - JOUR", "ZZ - no tag that is known", None),
            ("TY-JOUR", "AU-Doe, J.", Some("AU")),
            ("TY-JOUR", "IL-6 levels", None),
            ("ty  - jour", "au  - Doe, J.", Some("AU")),
            ("  TY  - JOUR", "  AU  - Doe, J.", Some("AU")),
            ("TY  \u{2013} JOUR", "AU  \u{2013} Doe, J.", Some("AU")),
        ];
        for (first, line, expected) in cases {
            let style = type_line(first).expect(first);
            let found = tag(line, style).map(|(tag, _)| String::from_utf8(tag.to_vec()).unwrap());
            assert_eq!(found.as_deref(), expected, "{first} / {line}");
        }
    }

    #[test]
    fn beginnings_and_ends() {
        for line in ["TY  - JOUR", "TY - JOUR", "TY  -", "TY   -  CHAP ", "ty-jour", "TY\t- JOUR"] {
            assert!(type_line(line).is_some(), "{line}");
        }
        for line in
            ["TY-1 mice", "type  - JOUR", "TY  - a sentence that goes on and on and on.", ""]
        {
            assert!(type_line(line).is_none(), "{line}");
        }
        for line in ["ER  -", "ER  - ", "ER - ", "ER   -", "er  - "] {
            assert!(is_end(line, Style::default()), "{line}");
        }
        for line in ["ER-", "ER", "ER - positive", "ERs  - "] {
            assert!(!is_end(line, Style::default()), "{line}");
        }
    }
}
