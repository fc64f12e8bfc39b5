//! Entry types, and the names of languages that only LaTeX has.
//!
//! In: the word behind the `@`, or a language. Out: where such a work appears and the publication type that it states.
//! Tables alone: BibTeX's standard types, BibLaTeX's, and the ones that Zotero, JabRef and EndNote add.

use crate::formats::ris::languages;

/// What an entry is, as far as its fields differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Appeared in a journal.
    Journal,
    /// A part of a book.
    Chapter,
    /// A whole book.
    Book,
    /// Its fields decide.
    #[default]
    Other,
}

/// An entry type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Type {
    /// `article` …
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// The publication type that it states; empty where other keys say the same.
    pub(super) states: &'static str,
    /// The type that stands for it in BibTeX, which knows fewer.
    pub(super) classic: &'static str,
}

/// The type of a name, in any case.
pub(super) fn type_of(name: &str) -> Option<&'static Type> {
    TYPES.iter().find(|known| known.name.eq_ignore_ascii_case(name))
}

/// The type that states a publication type; BibTeX's own where `classic`.
pub(super) fn stating(states: &str, classic: bool) -> Option<&'static Type> {
    let fits = |known: &&Type| {
        !known.states.is_empty()
            && known.states == states
            && (!classic || known.classic == known.name)
    };
    TYPES.iter().find(fits)
}

const fn entry(
    name: &'static str,
    kind: Kind,
    states: &'static str,
    classic: &'static str,
) -> Type {
    Type { name, kind, states, classic }
}

/// Of two types that state the same, the first is written.
static TYPES: &[Type] = &[
    entry("article", Kind::Journal, "", "article"),
    entry("book", Kind::Book, "", "book"),
    entry("incollection", Kind::Chapter, "", "incollection"),
    entry("inbook", Kind::Chapter, "", "inbook"),
    entry("inproceedings", Kind::Other, "Conference Paper", "inproceedings"),
    entry("proceedings", Kind::Other, "Conference Proceedings", "proceedings"),
    entry("phdthesis", Kind::Other, "Doctoral Thesis", "phdthesis"),
    entry("mastersthesis", Kind::Other, "Master's Thesis", "mastersthesis"),
    entry("techreport", Kind::Other, "Report", "techreport"),
    entry("unpublished", Kind::Other, "Unpublished Work", "unpublished"),
    entry("manual", Kind::Other, "Manual", "manual"),
    entry("booklet", Kind::Other, "Pamphlet", "booklet"),
    entry("misc", Kind::Other, "", "misc"),
    entry("thesis", Kind::Other, "Thesis", "misc"),
    entry("report", Kind::Other, "Report", "techreport"),
    entry("online", Kind::Other, "Web Page", "misc"),
    entry("dataset", Kind::Other, "Dataset", "misc"),
    entry("software", Kind::Other, "Computer Program", "misc"),
    entry("patent", Kind::Other, "Patent", "misc"),
    entry("standard", Kind::Other, "Standard", "misc"),
    entry("artwork", Kind::Other, "Artwork", "misc"),
    entry("audio", Kind::Other, "Sound Recording", "misc"),
    entry("video", Kind::Other, "Video Recording", "misc"),
    entry("movie", Kind::Other, "Motion Picture", "misc"),
    entry("image", Kind::Other, "Figure", "misc"),
    entry("legislation", Kind::Other, "Statute", "misc"),
    entry("letter", Kind::Other, "Personal Communication", "misc"),
    entry("periodical", Kind::Journal, "Journal Issue", "misc"),
    entry("conference", Kind::Other, "Conference Paper", "inproceedings"),
    entry("electronic", Kind::Other, "Web Page", "misc"),
    entry("www", Kind::Other, "Web Page", "misc"),
    entry("webpage", Kind::Other, "Web Page", "misc"),
    entry("mvbook", Kind::Book, "", "book"),
    entry("collection", Kind::Book, "", "book"),
    entry("mvcollection", Kind::Book, "", "book"),
    entry("reference", Kind::Book, "", "book"),
    entry("mvreference", Kind::Book, "", "book"),
    entry("mvproceedings", Kind::Other, "Conference Proceedings", "proceedings"),
    entry("bookinbook", Kind::Chapter, "", "inbook"),
    entry("suppbook", Kind::Chapter, "", "inbook"),
    entry("suppcollection", Kind::Chapter, "", "incollection"),
    entry("inreference", Kind::Chapter, "Encyclopedia Article", "misc"),
    entry("suppperiodical", Kind::Journal, "", "article"),
];

/// MEDLINE's codes of the languages of a value: as other formats name them, or as LaTeX's packages do.
pub(super) fn language(text: &str) -> Option<Vec<&'static str>> {
    let babel = |name: &str| {
        let name = name.to_ascii_lowercase();
        BABEL.iter().find(|(known, _)| *known == name).map(|(_, code)| *code)
    };
    languages::codes(text).or_else(|| babel(text.trim()).map(|code| vec![code]))
}

/// The name that LaTeX has for a language.
pub(super) fn langid(code: &str) -> Option<&'static str> {
    LANGIDS.iter().find(|(known, _)| *known == code).map(|(_, name)| *name)
}

const BABEL: [(&str, &str); 22] = [
    ("american", "eng"),
    ("australian", "eng"),
    ("british", "eng"),
    ("canadian", "eng"),
    ("newzealand", "eng"),
    ("ukenglish", "eng"),
    ("usenglish", "eng"),
    ("austrian", "ger"),
    ("naustrian", "ger"),
    ("ngerman", "ger"),
    ("germanb", "ger"),
    ("nswissgerman", "ger"),
    ("swissgerman", "ger"),
    ("acadian", "fre"),
    ("canadien", "fre"),
    ("francais", "fre"),
    ("frenchb", "fre"),
    ("brazil", "por"),
    ("brazilian", "por"),
    ("portuges", "por"),
    ("magyar", "hun"),
    ("spanishmx", "spa"),
];

const LANGIDS: [(&str, &str); 31] = [
    ("eng", "english"),
    ("ger", "german"),
    ("fre", "french"),
    ("spa", "spanish"),
    ("ita", "italian"),
    ("por", "portuguese"),
    ("rus", "russian"),
    ("chi", "chinese"),
    ("jpn", "japanese"),
    ("pol", "polish"),
    ("dut", "dutch"),
    ("swe", "swedish"),
    ("dan", "danish"),
    ("nor", "norwegian"),
    ("fin", "finnish"),
    ("hun", "hungarian"),
    ("cze", "czech"),
    ("slo", "slovak"),
    ("slv", "slovenian"),
    ("hrv", "croatian"),
    ("srp", "serbian"),
    ("bul", "bulgarian"),
    ("rum", "romanian"),
    ("gre", "greek"),
    ("tur", "turkish"),
    ("heb", "hebrew"),
    ("ara", "arabic"),
    ("per", "persian"),
    ("kor", "korean"),
    ("ukr", "ukrainian"),
    ("cat", "catalan"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_and_languages() {
        assert_eq!(type_of("Article").map(|known| known.kind), Some(Kind::Journal));
        assert_eq!(stating("Report", true).map(|known| known.name), Some("techreport"));
        assert_eq!(stating("Dataset", true), None);
        assert_eq!(stating("Dataset", false).map(|known| known.name), Some("dataset"));
        assert_eq!(language("ngerman"), Some(vec!["ger"]));
        assert_eq!(language("en-US"), Some(vec!["eng"]));
        for known in TYPES {
            assert!(type_of(known.classic).is_some(), "{}", known.classic);
        }
        for (code, name) in LANGIDS {
            assert_eq!(language(name), Some(vec![code]), "{name}");
        }
    }
}
