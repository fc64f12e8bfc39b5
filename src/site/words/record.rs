//! What a record's parts are called: kinds of publications, languages, places in a journal.
//!
//! In: records. Out: words of theirs, and of the catalogue where they have none. The tables hold general facts only.

use super::Words;
use crate::record::{Record, Status};
use crate::site::shown::Shown;

/// MEDLINE's language codes, each with the tag that browsers know.
const LANGUAGES: &[(&str, &str)] = &[
    ("afr", "af"),
    ("alb", "sq"),
    ("amh", "am"),
    ("ara", "ar"),
    ("arm", "hy"),
    ("aze", "az"),
    ("ben", "bn"),
    ("bos", "bs"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("chi", "zh"),
    ("cze", "cs"),
    ("dan", "da"),
    ("dut", "nl"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fre", "fr"),
    ("geo", "ka"),
    ("ger", "de"),
    ("gla", "gd"),
    ("gre", "el"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("ice", "is"),
    ("ind", "id"),
    ("ita", "it"),
    ("jpn", "ja"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mac", "mk"),
    ("mal", "ml"),
    ("may", "ms"),
    ("nor", "no"),
    ("per", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("rum", "ro"),
    ("rus", "ru"),
    ("scc", "sr"),
    ("scr", "hr"),
    ("slo", "sk"),
    ("slv", "sl"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tha", "th"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("vie", "vi"),
    ("wel", "cy"),
];

/// Publication types that say nothing to a reader about what the article is.
const DULL_TYPES: &[&str] = &["journal article", "english abstract", "book chapter"];

/// How MEDLINE calls preprints.
const PREPRINT: &str = "Preprint";

/// The browser's tag of a MEDLINE language code.
pub(in crate::site) fn language_tag(code: &str) -> Option<&'static str> {
    LANGUAGES.iter().find(|(known, _)| *known == code).map(|(_, tag)| *tag)
}

/// The code and the browser's tag of the article's own language, when it is one and not English.
pub(in crate::site) fn foreign_language(record: &Record) -> Option<(&str, &'static str)> {
    let foreign = record.language.iter().find(|code| *code != "eng" && *code != "und")?;
    Some((foreign, language_tag(foreign)?))
}

/// What the article is, for the line above its title: "Review · free full text".
pub(in crate::site) fn kinds<'a>(words: &'static Words, record: &'a Record) -> Vec<Shown<'a>> {
    let told = record.publication_types.iter().filter(|kind| {
        let lower = kind.to_lowercase();
        !DULL_TYPES.contains(&lower.as_str()) && !lower.starts_with("research support")
    });
    let told: Vec<&String> = told.take(3).collect();
    let mut kinds: Vec<Shown<'_>> = told.iter().map(|kind| Shown::new(kind.as_str())).collect();
    if record.is_preprint() && !told.iter().any(|kind| *kind == PREPRINT) {
        kinds.insert(0, words.kind.preprint());
    }
    if kinds.is_empty() {
        kinds.push(plain_kind(words, record));
    }
    if record.status.contains(&Status::AheadOfPrint) {
        kinds.push(words.kind.ahead_of_print());
    }
    kinds
}

fn plain_kind(words: &'static Words, record: &Record) -> Shown<'static> {
    match &record.book {
        None => words.kind.article(),
        Some(book) if book.title.as_deref().is_none_or(|title| title == record.title) => {
            words.kind.book()
        }
        Some(_) => words.kind.chapter(),
    }
}

#[cfg(test)]
pub(super) fn languages() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|(code, _)| *code)
}
