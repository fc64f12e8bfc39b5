//! A word without its ending: "cognitive" and "cognition" have one stem.
//!
//! In: a folded word in the singular. Out: what is left without the ending, at least five letters. Never: a word for a reader.

use super::fold::fold_word;
use super::singular::singular;
use crate::text::hash::hash;

/// Takes the ending off a word, as long as five letters stay.
pub(super) fn stem(word: &mut Vec<u8>) {
    // By the last letter; the longer ending stands first.
    let endings: &[&[u8]] = match word.last() {
        Some(b'n') => &[b"ization", b"ation", b"ition", b"ion"],
        Some(b'l') => &[b"ational", b"ical", b"ial", b"al"],
        Some(b'y') => &[b"ically", b"ively", b"ility", b"ously", b"ity", b"ary", b"ly", b"y"],
        Some(b's') => &[b"ness", b"ious", b"ous"],
        Some(b't') => &[b"ment", b"ist"],
        Some(b'g') => &[b"ing"],
        Some(b'e') => &[b"ive", b"e"],
        Some(b'm') => &[b"ism"],
        Some(b'c') => &[b"ic"],
        Some(b'd') => &[b"ed"],
        Some(b'r') => &[b"er", b"or"],
        Some(b'a') => &[b"a"],
        Some(b'i') => &[b"i"],
        _ => return,
    };
    let fits = |ending: &&&[u8]| word.len() >= ending.len() + 5 && word.ends_with(ending);
    if let Some(ending) = endings.iter().find(fits) {
        word.truncate(word.len() - ending.len());
    }
}

/// The hash of the stem of a word as written; `folded` is room to work in.
pub(crate) fn stem_hash(word: &str, folded: &mut Vec<u8>) -> u64 {
    fold_word(word, folded);
    singular(folded);
    stem(folded);
    hash(folded)
}

#[cfg(test)]
mod tests {
    use super::stem_hash;

    #[test]
    fn words_with_one_stem_are_one() {
        let stem = |word: &str| stem_hash(word, &mut Vec::new());
        for (one, other) in [
            ("cognitive", "cognition"),
            ("Neoplasms", "neoplasm"),
            ("tumours", "tumor"),
            ("randomisation", "randomization"),
            ("genetically", "genetic"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        for (one, other) in [("aging", "age"), ("plasma", "plasmid"), ("virus", "viral")] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }
}
