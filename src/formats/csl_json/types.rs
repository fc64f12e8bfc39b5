//! The types of CSL items, and those of Crossref beside them.
//!
//! In: a type. Out: what it is and which publication type it states; and back. Tables alone: CSL 1.0.2's list of types,
//! and Crossref's list of work types. The publication types are those that RIS states for the same kinds.

/// What an item is, as far as its fields differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Journal,
    Chapter,
    Book,
    /// Its fields decide.
    Other,
}

/// What `article-journal` states where no journal says it.
pub(super) const ARTICLE: &str = "Journal Article";

/// What a type is, and the publication type that it states; empty where the record says the same in other keys.
pub(super) fn type_of(name: &str) -> Option<(Kind, &'static str)> {
    let found = TYPES.iter().find(|(csl, ..)| *csl == name);
    found.map(|(_, kind, stated)| (*kind, *stated))
}

/// The type that states a publication type.
pub(super) fn type_named(stated: &str) -> Option<&'static str> {
    let found = TYPES.iter().find(|(_, _, name)| !name.is_empty() && *name == stated);
    found.map(|(csl, ..)| *csl)
}

/// Of two types with one name the first is written.
static TYPES: &[(&str, Kind, &str)] = &[
    ("article-journal", Kind::Journal, ""),
    ("chapter", Kind::Chapter, ""),
    ("book", Kind::Book, ""),
    ("article", Kind::Other, "Article"),
    ("article-magazine", Kind::Journal, "Magazine Article"),
    ("article-newspaper", Kind::Journal, "Newspaper Article"),
    ("bill", Kind::Other, "Bill"),
    ("broadcast", Kind::Other, "Broadcast"),
    ("classic", Kind::Other, "Classical Work"),
    ("collection", Kind::Other, "Collection"),
    ("dataset", Kind::Other, "Dataset"),
    ("document", Kind::Other, "Document"),
    ("entry", Kind::Other, "Reference Entry"),
    ("entry-dictionary", Kind::Other, "Dictionary Entry"),
    ("entry-encyclopedia", Kind::Other, "Encyclopedia Article"),
    ("event", Kind::Other, "Event"),
    ("figure", Kind::Other, "Figure"),
    ("graphic", Kind::Other, "Artwork"),
    ("hearing", Kind::Other, "Hearing"),
    ("interview", Kind::Other, "Interview"),
    ("legal_case", Kind::Other, "Case"),
    ("legislation", Kind::Other, "Statute"),
    ("manuscript", Kind::Other, "Manuscript"),
    ("map", Kind::Other, "Map"),
    ("motion_picture", Kind::Other, "Motion Picture"),
    ("musical_score", Kind::Other, "Music Score"),
    ("pamphlet", Kind::Other, "Pamphlet"),
    ("paper-conference", Kind::Other, "Conference Paper"),
    ("patent", Kind::Other, "Patent"),
    ("performance", Kind::Other, "Performance"),
    ("periodical", Kind::Journal, "Serial"),
    ("personal_communication", Kind::Other, "Personal Communication"),
    ("post", Kind::Other, "Internet Communication"),
    ("post-weblog", Kind::Other, "Blog"),
    ("regulation", Kind::Other, "Legal Rule or Regulation"),
    ("report", Kind::Other, "Report"),
    ("review", Kind::Journal, "Published Review"),
    ("review-book", Kind::Journal, "Book Review"),
    ("software", Kind::Other, "Computer Program"),
    ("song", Kind::Other, "Sound Recording"),
    ("speech", Kind::Other, "Speech"),
    ("standard", Kind::Other, "Standard"),
    ("thesis", Kind::Other, "Thesis"),
    ("treaty", Kind::Other, "Treaty"),
    ("webpage", Kind::Other, "Web Page"),
    // Crossref's own.
    ("journal-article", Kind::Journal, ""),
    ("book-chapter", Kind::Chapter, ""),
    ("book-section", Kind::Chapter, ""),
    ("book-part", Kind::Chapter, ""),
    ("monograph", Kind::Book, ""),
    ("edited-book", Kind::Book, "Edited Book"),
    ("reference-book", Kind::Book, "Reference Book"),
    ("reference-entry", Kind::Chapter, "Reference Entry"),
    ("proceedings-article", Kind::Other, "Conference Paper"),
    ("proceedings", Kind::Book, "Conference Proceedings"),
    ("dissertation", Kind::Other, "Thesis"),
    ("posted-content", Kind::Other, "Article"),
    ("peer-review", Kind::Other, "Peer Review"),
    ("journal-issue", Kind::Journal, "Journal Issue"),
];
