//! What other formats say of an article, read without any code of the library: a second witness.

pub(crate) mod csv;
pub(crate) mod medline;

/// Runs of blanks as one space, none at the ends, NFC.
pub(crate) fn tidy(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}
