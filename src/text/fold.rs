//! Folding for matching: two spellings that a reader takes for the same name fold to the same string.
//!
//! Lower case, accents and ligatures to ASCII, punctuation to single spaces. Never shown to a reader.

/// Folds a name: "Université  de Paris-Saclay" and "UNIVERSITE DE PARIS SACLAY" give the same string.
pub fn fold_name(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char, out: &mut String| {
        if c.is_ascii_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c.to_ascii_lowercase());
        } else if c != '\'' {
            gap = true;
        }
    };
    for c in text.chars() {
        if c.is_ascii() {
            push(c, &mut out);
        } else if matches!(c, '\u{2019}' | '\u{2bc}' | '\u{ad}') {
            // An apostrophe or a soft hyphen inside a word joins it.
        } else if c.is_alphanumeric() || is_mark(c) {
            any_ascii::any_ascii_char(c).chars().for_each(|c| push(c, &mut out));
        } else {
            push(' ', &mut out);
        }
    }
    out
}

/// As [`fold_name`], with the letters that are also written as two (`ö` as `oe`, `å` as `aa`) so; nothing where a name has
/// none of them. "Jörg" and "Joerg" are one name, and so are "Jörg" and "Jorg".
pub fn fold_transliterated(text: &str) -> Option<String> {
    let two = |c: char| {
        Some(match c {
            'ä' | 'Ä' | 'æ' | 'Æ' => "ae",
            'ö' | 'Ö' | 'ø' | 'Ø' | 'œ' | 'Œ' => "oe",
            'ü' | 'Ü' => "ue",
            'å' | 'Å' => "aa",
            _ => return None,
        })
    };
    if text.is_ascii() || !text.chars().any(|c| two(c).is_some()) {
        return None;
    }
    let mut written = String::with_capacity(text.len() + 4);
    for c in text.chars() {
        match two(c) {
            Some(letters) => written.push_str(letters),
            None => written.push(c),
        }
    }
    Some(fold_name(&written))
}

/// Combining marks: the accents of decomposed letters, which fold away.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// Whether a name is written in capitals only.
pub fn is_shouting(name: &str) -> bool {
    !name.chars().any(char::is_lowercase) && name.chars().filter(|c| c.is_uppercase()).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_without_small_letters_are_shouting() {
        for (name, shouts) in
            [("DNA", true), ("mRNA", false), ("K", false), ("", false), ("COVID-19", true)]
        {
            assert_eq!(is_shouting(name), shouts, "{name}");
        }
    }
}
