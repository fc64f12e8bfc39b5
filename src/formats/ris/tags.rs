//! The tags and the reference types that RIS files use.
//!
//! In: two letters, or a type's code. Out: whether they are known, and what a type is. Tables alone: the specification
//! of 2011 and the tags that EndNote, Zotero, Mendeley, Scopus, Web of Science, Embase, Ovid and SciELO add.

use super::line::Tag;

/// What a reference is, as far as its fields differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Appeared in a journal.
    #[default]
    Journal,
    /// A part of a book.
    Chapter,
    /// A whole book.
    Book,
    /// Its fields decide.
    Other,
}

/// A reference type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Type {
    /// `JOUR` …
    pub(super) code: &'static str,
    /// What it is.
    pub(super) kind: Kind,
    /// The publication type that it states; empty where the record says the same in other keys.
    pub(super) name: &'static str,
}

/// The publication type of `JOUR` where no journal says it.
pub(super) const ARTICLE: &str = "Journal Article";

const fn entry(code: &'static str, kind: Kind, name: &'static str) -> Type {
    Type { code, kind, name }
}

/// The type of a code, in any case.
pub(super) fn type_of(code: &str) -> Option<&'static Type> {
    TYPES.iter().find(|known| known.code.eq_ignore_ascii_case(code))
}

/// The type that states a publication type.
pub(super) fn type_named(name: &str) -> Option<&'static Type> {
    TYPES.iter().find(|known| !known.name.is_empty() && known.name == name)
}

/// Sorted by use, then by code; of two codes with one name the first is written.
static TYPES: &[Type] = &[
    entry("JOUR", Kind::Journal, ""),
    entry("CHAP", Kind::Chapter, ""),
    entry("BOOK", Kind::Book, ""),
    entry("GEN", Kind::Other, ""),
    // "In press" is a state of the record.
    entry("INPR", Kind::Journal, ""),
    entry("CONF", Kind::Other, "Conference Proceedings"),
    entry("CPAPER", Kind::Other, "Conference Paper"),
    entry("THES", Kind::Other, "Thesis"),
    entry("RPRT", Kind::Other, "Report"),
    entry("ABST", Kind::Journal, "Abstract"),
    entry("ADVS", Kind::Other, "Audiovisual Material"),
    entry("AGGR", Kind::Other, "Aggregated Database"),
    entry("ANCIENT", Kind::Other, "Ancient Text"),
    entry("ART", Kind::Other, "Artwork"),
    entry("BILL", Kind::Other, "Bill"),
    entry("BLOG", Kind::Other, "Blog"),
    entry("CASE", Kind::Other, "Case"),
    entry("CHART", Kind::Other, "Chart"),
    entry("CLSWK", Kind::Other, "Classical Work"),
    entry("COMP", Kind::Other, "Computer Program"),
    entry("CTLG", Kind::Other, "Catalog"),
    entry("DATA", Kind::Other, "Dataset"),
    entry("DBASE", Kind::Other, "Online Database"),
    entry("DICT", Kind::Other, "Dictionary Entry"),
    entry("EBOOK", Kind::Book, "Electronic Book"),
    entry("ECHAP", Kind::Chapter, "Electronic Book Section"),
    entry("EDBOOK", Kind::Book, "Edited Book"),
    entry("EJOU", Kind::Journal, "Electronic Article"),
    entry("ELEC", Kind::Other, "Web Page"),
    entry("ENCYC", Kind::Other, "Encyclopedia Article"),
    entry("EQUA", Kind::Other, "Equation"),
    entry("FIGURE", Kind::Other, "Figure"),
    entry("GOVDOC", Kind::Other, "Government Document"),
    entry("GRANT", Kind::Other, "Grant"),
    entry("GRNT", Kind::Other, "Grant"),
    entry("HEAR", Kind::Other, "Hearing"),
    entry("ICOMM", Kind::Other, "Internet Communication"),
    entry("INTV", Kind::Other, "Interview"),
    entry("JFULL", Kind::Journal, "Journal Issue"),
    entry("LEGAL", Kind::Other, "Legal Rule or Regulation"),
    entry("MANSCPT", Kind::Other, "Manuscript"),
    entry("MAP", Kind::Other, "Map"),
    entry("MGZN", Kind::Journal, "Magazine Article"),
    entry("MPCT", Kind::Other, "Motion Picture"),
    entry("MULTI", Kind::Other, "Multimedia"),
    entry("MUSIC", Kind::Other, "Music Score"),
    entry("NEWS", Kind::Journal, "Newspaper Article"),
    entry("PAMP", Kind::Other, "Pamphlet"),
    entry("PAT", Kind::Other, "Patent"),
    entry("PCOMM", Kind::Other, "Personal Communication"),
    entry("POD", Kind::Other, "Podcast"),
    entry("PRESS", Kind::Other, "Press Release"),
    entry("SER", Kind::Journal, "Serial"),
    entry("SLIDE", Kind::Other, "Slide"),
    entry("SOUND", Kind::Other, "Sound Recording"),
    entry("STAND", Kind::Other, "Standard"),
    entry("STAT", Kind::Other, "Statute"),
    entry("UNBILL", Kind::Other, "Unenacted Bill"),
    entry("UNPB", Kind::Other, "Unpublished Work"),
    entry("UNPD", Kind::Other, "Unpublished Work"),
    entry("EJOUR", Kind::Journal, "Electronic Article"),
    entry("WEB", Kind::Other, "Web Page"),
    entry("VIDEO", Kind::Other, "Video Recording"),
];

/// Whether a tag is one that RIS files use.
pub(super) fn is_known(tag: Tag) -> bool {
    KNOWN.iter().any(|known| known.as_bytes() == tag)
}

/// Whether a tag cannot begin a wrapped line of running text: no word, no abbreviation, no vertebra.
pub(super) fn is_unmistakable(tag: Tag) -> bool {
    const SURE: [&str; 13] =
        ["TY", "AU", "TI", "PY", "JO", "JF", "VL", "SP", "EP", "SN", "DO", "UR", "KW"];
    SURE.iter().any(|known| known.as_bytes() == tag)
}

static KNOWN: &[&str] = &[
    "A1", "A2", "A3", "A4", "A5", "AB", "AD", "AN", "AU", "AV", "BT", "C1", "C2", "C3", "C4", "C5",
    "C6", "C7", "C8", "CA", "CN", "CP", "CR", "CT", "CY", "DA", "DB", "DI", "DO", "DP", "DS", "ED",
    "EM", "EP", "ER", "ET", "FU", "FX", "ID", "IS", "J1", "J2", "J9", "JA", "JF", "JI", "JO", "KW",
    "L1", "L2", "L3", "L4", "LA", "LB", "LK", "LS", "M1", "M2", "M3", "N1", "N2", "NO", "NS", "NV",
    "OI", "OP", "PA", "PB", "PD", "PG", "PI", "PM", "PP", "PU", "PY", "RI", "RN", "RP", "SE", "SN",
    "SO", "SP", "ST", "T1", "T2", "T3", "TA", "TI", "TT", "TY", "U1", "U2", "U3", "U4", "U5", "UR",
    "UT", "VL", "VO", "WE", "WT", "WV", "Y1", "Y2",
];
