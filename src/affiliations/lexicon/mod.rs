//! What a word says of the organisation that it names.
//!
//! In: folded words. Out: [`Word`]: its class, and the sets that it belongs to. Never: whole names; they are in
//! [`bodies`]. A word of no table is known by its ending, or by the long word that it is but for one slip.

pub(crate) mod bodies;
pub(crate) mod people;

use crate::text::hash::{Table, WordSet};
use crate::text::tsv::{rows, values};
use std::sync::LazyLock;

/// The kind of thing that a word in an affiliation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Class {
    /// A university, or a school of its rank.
    University,
    /// A hospital or clinic.
    Hospital,
    /// A health service or system, which may run hospitals.
    Service,
    /// An academy, council, ministry, agency, foundation or society.
    Body,
    /// An institute, museum, observatory or national laboratory.
    Institute,
    /// A company, by its legal form.
    Company,
    /// A centre.
    Centre,
    /// A college.
    College,
    /// A school.
    School,
    /// A department, faculty, division, laboratory or group: something inside an organisation.
    Part,
}

impl Class {
    /// A class by its name in the tables.
    fn named(name: &str) -> Option<Class> {
        Some(match name {
            "university" => Class::University,
            "hospital" => Class::Hospital,
            "service" => Class::Service,
            "body" => Class::Body,
            "institute" => Class::Institute,
            "company" => Class::Company,
            "centre" => Class::Centre,
            "college" => Class::College,
            "school" => Class::School,
            "part" => Class::Part,
            _ => return None,
        })
    }
}

/// What the tables say of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Word {
    /// The kind of organisation that it names.
    pub(crate) class: Option<Class>,
    /// Stands before the name that it introduces.
    pub(crate) leads: bool,
    sets: u8,
}

impl Word {
    /// A preposition or an article.
    pub(crate) const LINK: u8 = 1;
    /// A word that joins two equal things.
    pub(crate) const AND: u8 = 1 << 1;
    /// A field of study.
    pub(crate) const FIELD: u8 = 1 << 2;
    /// Belongs to the head after it.
    pub(crate) const MODIFIER: u8 = 1 << 3;
    /// A word of streets and buildings.
    pub(crate) const STREET: u8 = 1 << 4;
    /// Tells one institute of a kind from all others.
    pub(crate) const NATIONAL: u8 = 1 << 5;

    /// Is the second word of a pair that names another kind than each alone.
    const PAIRED: u8 = 1 << 6;
    /// The legal form of a company, which its name ends with.
    pub(crate) const LEGAL: u8 = 1 << 7;

    /// Whether the word belongs to any set: it is one of general use.
    #[inline]
    pub(crate) fn sets_any(self) -> bool {
        self.sets != 0
    }

    /// Whether the word belongs to a set.
    #[inline]
    pub(crate) fn is(self, set: u8) -> bool {
        self.sets & set != 0
    }
}

/// The table of words.
static WORDS: LazyLock<Table<&'static str, Word>> = LazyLock::new(index);

/// What the tables say of a folded word.
pub(crate) fn word(folded: &str) -> Word {
    match WORDS.get(folded) {
        Some(word) => *word,
        None => by_ending(folded),
    }
}

fn index() -> Table<&'static str, Word> {
    let mut index: Table<&'static str, Word> = Table::default();
    for [word, class, marks] in rows(include_str!("../../../data/organisation-words.tsv")) {
        let sets = values(marks).fold(0, |sets, mark| sets | set_named(mark));
        let leads = values(marks).any(|mark| mark == "leads");
        index.insert(word, Word { class: Class::named(class), leads, sets });
    }
    for [_, second, _] in pairs() {
        index.entry(second).or_default().sets |= Word::PAIRED;
    }
    index
}

/// The words that names may lack: prepositions, articles, and what joins two equal things.
pub(crate) fn small_words() -> impl Iterator<Item = &'static str> {
    let words = rows(include_str!("../../../data/organisation-words.tsv"));
    let small = |mark: &str| matches!(mark, "link" | "and");
    words.filter(move |[_, _, marks]| values(marks).any(small)).map(|[word, ..]| word)
}

/// A set by its name in the tables.
fn set_named(mark: &str) -> u8 {
    match mark {
        "link" => Word::LINK,
        "and" => Word::AND,
        "field" => Word::FIELD,
        "modifier" => Word::MODIFIER,
        "street" => Word::STREET,
        "national" => Word::NATIONAL,
        "legal" => Word::LEGAL,
        _ => 0,
    }
}

/// Two words and the class that they have together.
fn pairs() -> impl Iterator<Item = [&'static str; 3]> {
    rows(include_str!("../../../data/word-pairs.tsv"))
}

/// The long words in which most slips of addresses are made.
const LONG_WORDS: [&str; 12] = [
    "university",
    "universidad",
    "universita",
    "universite",
    "universitat",
    "universitet",
    "hospital",
    "institute",
    "instituto",
    "department",
    "departamento",
    "laboratory",
];

/// A shorter word that is but one letter from a long one may well be a word of its own.
const SHORTEST_SLIP: usize = 8;

/// The long word that an unknown one is but for one slip: a letter too many, too few or wrong, or two that changed
/// places. "Univcrsity", "Hosptial". The first letter of "aDepartment" is no slip but a footnote's.
pub(crate) fn slip(folded: &str) -> Option<&'static str> {
    if folded.len() < SHORTEST_SLIP || WORDS.contains_key(folded) {
        return None;
    }
    let like = |known: &&&str| {
        folded.len().abs_diff(known.len()) <= 1
            && folded.as_bytes().first() == known.as_bytes().first()
            && has_same_ends(folded.as_bytes(), known.as_bytes())
            && strsim::osa_distance(folded, known) == 1
    };
    LONG_WORDS.iter().find(like).copied()
}

/// Whether two words are alike from both ends but for two letters at most, as all are that one slip tells apart. The
/// distance is worked out for these alone.
fn has_same_ends(a: &[u8], b: &[u8]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let end = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    start + end + 2 >= a.len().max(b.len())
}

/// What an ending says of a word.
struct Ending {
    text: &'static str,
    class: Option<Class>,
    set: u8,
}

/// Compounds and fields of study, by how they end.
fn by_ending(folded: &str) -> Word {
    // By their last two bytes, because most words end like none of them.
    static INDEX: LazyLock<Table<[u8; 2], Vec<Ending>>> = LazyLock::new(|| {
        let mut index: Table<[u8; 2], Vec<Ending>> = Table::default();
        for [text, class, marks] in rows(include_str!("../../../data/word-endings.tsv")) {
            let set = values(marks).fold(0, |sets, mark| sets | set_named(mark));
            if let Some(last) = text.as_bytes().last_chunk() {
                let ending = Ending { text, class: Class::named(class), set };
                index.entry(*last).or_default().push(ending);
            }
        }
        index
    });
    let class = slip(folded).and_then(|known| word(known).class);
    let mut word = Word { class, ..Word::default() };
    if folded.len() <= 6 {
        return word;
    }
    let endings = folded.as_bytes().last_chunk().and_then(|last| INDEX.get(last));
    for ending in endings.into_iter().flatten().filter(|ending| folded.ends_with(ending.text)) {
        word.sets |= ending.set;
        if folded.len() > 7 {
            word.class = word.class.or(ending.class);
        }
    }
    word
}

/// Whether a word is a hospital's whole name, because a word for hospitals ends it: "Quuxziekenhuis". What says whom it is
/// for names none: "Kinderkrankenhaus".
pub(crate) fn is_hospital_name(folded: &str) -> bool {
    const ENDS: &[&str] =
        &["hospitalet", "ziekenhuis", "sjukhus", "sjukhuset", "sykehus", "krankenhaus", "spital"];
    const WHOM: &[&str] =
        &["univers", "akadem", "kinder", "frauen", "kanton", "kreis", "land", "bezirk", "streek"];
    ENDS.iter()
        .filter_map(|end| folded.strip_suffix(end))
        .any(|name| name.len() >= 4 && !WHOM.iter().any(|whom| name.starts_with(whom)))
}

/// Whether many organisations share a word: one for a kind, a field of study, a modifier.
pub(crate) fn is_common(folded: &str) -> bool {
    let word = word(folded);
    word.class.is_some()
        || word.is(Word::FIELD)
        || word.is(Word::MODIFIER)
        || word.is(Word::NATIONAL)
}

/// The class of two folded words in a row; `word` is what the tables say of the second.
pub(crate) fn pair(first: &str, second: &str, word: Word) -> Option<Class> {
    static INDEX: LazyLock<Table<(&'static str, &'static str), Class>> = LazyLock::new(|| {
        pairs().filter_map(|[a, b, class]| Some(((a, b), Class::named(class)?))).collect()
    });
    if !word.is(Word::PAIRED) {
        return None;
    }
    INDEX.get(&(first, second)).copied()
}

/// Whether a folded name is that of a system of universities, whose members' names go on after a comma.
pub(crate) fn has_campuses(folded_name: &str) -> bool {
    static INDEX: LazyLock<WordSet<&'static str>> = LazyLock::new(|| {
        rows(include_str!("../../../data/university-systems.tsv")).map(|[name]| name).collect()
    });
    INDEX.contains(folded_name.strip_prefix("the ").unwrap_or(folded_name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_of_the_tables_counts() {
        let marked = |table: &'static str| {
            for [word, class, marks] in rows(table) {
                assert_eq!(Class::named(class).is_none(), class.is_empty(), "{word}: {class}");
                for mark in values(marks) {
                    // A plain word is one of its own, and no slip of another.
                    let alone = matches!(mark, "leads" | "plain");
                    assert!(alone || set_named(mark) != 0, "{word}: {mark}");
                }
                assert!(!class.is_empty() || !marks.is_empty(), "nothing is said of {word}");
            }
        };
        marked(include_str!("../../../data/organisation-words.tsv"));
        marked(include_str!("../../../data/word-endings.tsv"));
        assert!(pairs().all(|[_, _, class]| Class::named(class).is_some()));
    }

    #[test]
    fn one_slip_in_a_long_word_is_seen() {
        for (written, class) in [
            ("univcrsity", Some(Class::University)),
            ("univeristy", Some(Class::University)),
            ("universtity", Some(Class::University)),
            ("hosptial", Some(Class::Hospital)),
            ("departmant", Some(Class::Part)),
            ("insititute", Some(Class::Institute)),
            // Two slips, a short word, words of their own.
            ("unvirsty", None),
            ("hospitl", None),
            ("universal", None),
            ("diversity", None),
            ("institution", None),
            ("hospitalo", None),
        ] {
            assert_eq!(word(written).class, class, "{written}");
        }
    }
}
