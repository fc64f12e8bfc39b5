//! Signs that change the meaning of a word: "HER2+", "CD4(-)", "C++", "C#", ".NET".
//!
//! In: a text and places in it. Out: whether a sign belongs to the word beside it. Never: a hyphen that joins words, or
//! stands for the rest of one ("pre- and postoperative").

/// How many bytes behind a word are a sign of it. The word begins at `from`, and ends before `at`.
pub(super) fn behind(text: &str, from: usize, at: usize) -> usize {
    // Nearly no word has one; the byte behind it alone tells.
    if !matches!(text.as_bytes().get(at), Some(b'+' | b'#' | b'-' | b'(' | 0x80..)) {
        return 0;
    }
    let word = text.get(from..at).unwrap_or_default();
    let rest = text.get(at..).unwrap_or_default();
    if !word.chars().any(char::is_alphabetic) {
        return 0;
    }
    let ends = |length: usize| {
        rest.get(length..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let digits = word.contains(|c: char| c.is_ascii_digit());
    match rest.chars().next() {
        Some('+') => {
            let length = rest.len() - rest.trim_start_matches('+').len();
            // "CD4+CD25+" is two words, "A+B" a sum.
            if ends(length) || digits { length } else { 0 }
        }
        Some('#') if word.chars().count() == 1 && ends(1) => 1,
        Some(minus @ ('-' | '\u{2212}')) => {
            let length = minus.len_utf8();
            let symbol = word.len() > 1 && !word.chars().any(char::is_lowercase);
            let stands_for_more = rest.get(length..).is_some_and(|rest| {
                [" and ", " or ", " to "].iter().any(|word| rest.starts_with(word))
            });
            if (symbol || digits) && ends(length) && !stands_for_more { length } else { 0 }
        }
        Some('(') => {
            BRACKETED.iter().find(|sign| rest.starts_with(**sign)).map_or(0, |sign| sign.len())
        }
        _ => 0,
    }
}

/// As MEDLINE writes what other texts raise: "CD4(+)", "Ca(2+)".
const BRACKETED: &[&str] = &["(+)", "(-)", "(\u{2212})", "(2+)", "(3+)"];

/// Whether a full stop at `at` begins a name in capitals, as in ".NET".
pub(super) fn before(text: &str, at: usize) -> bool {
    if text.as_bytes().get(at) != Some(&b'.') {
        return false;
    }
    let Some(rest) = text.get(at..).and_then(|rest| rest.strip_prefix('.')) else { return false };
    let begins = text.get(..at).is_some_and(|before| {
        before.is_empty() || before.ends_with(|c: char| c.is_whitespace() || matches!(c, '(' | '/'))
    });
    begins && rest.chars().take(2).filter(|c| c.is_uppercase()).count() == 2
}

/// A word without its signs.
pub(super) fn without(word: &str) -> &str {
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return word;
    }
    let bare = |c: char| matches!(c, '+' | '#' | '-' | '\u{2212}' | ')' | '(');
    let plain = word.trim_end_matches(bare);
    let plain = match plain.rsplit_once('(') {
        Some((plain, _)) => plain,
        None => plain,
    };
    plain.strip_prefix('.').unwrap_or(plain)
}

/// A name with its signs in words, so that slugs tell "HER2+", "HER2-" and "C#" apart.
pub(crate) fn spelled(name: &str) -> std::borrow::Cow<'_, str> {
    let mut out = String::new();
    let mut from = 0;
    let mut word: Option<usize> = None;
    let mut at = 0;
    while let Some(c) = name.get(at..).and_then(|rest| rest.chars().next()) {
        if c.is_alphanumeric() {
            word.get_or_insert(at);
        } else if before(name, at) {
            out.push_str(name.get(from..at).unwrap_or_default());
            out.push_str("dot ");
            from = at + 1;
        } else {
            let sign = word.take().map_or(0, |start| behind(name, start, at));
            if let Some(written) = name.get(at..at + sign).filter(|written| !written.is_empty()) {
                out.push_str(name.get(from..at).unwrap_or_default());
                for sign in written.chars() {
                    out.push_str(match sign {
                        '+' => " plus",
                        '#' => " sharp",
                        '-' | '\u{2212}' => " minus",
                        '2' => " 2",
                        '3' => " 3",
                        _ => "",
                    });
                }
                out.push(' ');
                from = at + sign;
                at += sign;
                continue;
            }
        }
        at += c.len_utf8();
    }
    if out.is_empty() {
        return name.into();
    }
    out.push_str(name.get(from..).unwrap_or_default());
    out.into()
}

#[cfg(test)]
mod tests {
    use super::spelled;
    use crate::text::slug::slug;

    #[test]
    fn signs_are_words_in_a_slug() {
        for (name, known) in [
            ("HER2+", "her2-plus"),
            ("HER2-", "her2-minus"),
            ("CD4(+) T cells", "cd4-plus-t-cells"),
            ("C++", "c-plus-plus"),
            ("C#", "c-sharp"),
            (".NET framework", "dot-net-framework"),
            ("ER+/HER2-", "er-plus-her2-minus"),
            ("High-burrow wombats", "high-burrow-wombats"),
            ("R&D", "r-d"),
        ] {
            assert_eq!(slug(&spelled(name)), known, "{name}");
        }
    }
}
