//! The normal form of every string of a record: NFC, runs of blanks folded to one space, none at the ends.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Appends `piece` to `out` in normal form, with one space between what was there and what comes.
///
/// Blanks are all of Unicode's White_Space, so a no-break space and a U+2028 inside a title fold as well.
pub fn push_joined(out: &mut String, piece: &str) {
    let start = out.len();
    for word in words(piece) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    let added = out.get(start..).unwrap_or_default();
    if !added.is_ascii() && is_nfc_quick(added.chars()) != IsNormalized::Yes {
        *out = out.nfc().collect();
    }
}

/// The normal form of one string.
pub fn fold_blanks(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_joined(&mut out, text);
    out
}

/// As [`fold_blanks`], without a copy where the text is in normal form already.
pub fn folded(text: &str) -> Cow<'_, str> {
    let tidy = text.is_ascii()
        && !text.starts_with(' ')
        && !text.ends_with(' ')
        && !text.as_bytes().windows(2).any(|pair| pair == b"  ")
        && !text.bytes().any(|byte| byte.is_ascii_whitespace() && byte != b' ');
    if tidy { Cow::Borrowed(text) } else { Cow::Owned(fold_blanks(text)) }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(char::is_whitespace).filter(|word| !word.is_empty())
}
