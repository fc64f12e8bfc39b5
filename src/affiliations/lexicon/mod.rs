//! What a word says of the organisation that it names.
//!
//! In: folded words. Out: [`Word`]: its class, and the sets that it belongs to. Never: whole names; they are in
//! [`bodies`].

pub(crate) mod bodies;
pub(crate) mod exonyms;
mod kinds;
mod small;

use crate::affiliations::places::table::{Table, WordSet};
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

    /// Whether the word belongs to a set.
    #[inline]
    pub(crate) fn is(self, set: u8) -> bool {
        self.sets & set != 0
    }
}

/// What the tables say of a folded word.
pub(crate) fn word(folded: &str) -> Word {
    static INDEX: LazyLock<Table<&'static str, Word>> = LazyLock::new(index);
    match INDEX.get(folded) {
        Some(word) => *word,
        None => by_ending(folded),
    }
}

fn index() -> Table<&'static str, Word> {
    let mut index: Table<&'static str, Word> = Table::default();
    for (class, words) in kinds::CLASSES {
        for word in words.split_whitespace() {
            index.entry(word).or_default().class = Some(*class);
        }
    }
    for word in kinds::LEADING.split_whitespace() {
        index.entry(word).or_default().leads = true;
    }
    for (set, words) in small::SETS {
        for word in words.split_whitespace() {
            index.entry(word).or_default().sets |= set;
        }
    }
    for (_, second, _) in kinds::PAIRS {
        index.entry(second).or_default().sets |= Word::PAIRED;
    }
    index
}

/// "Univcrsity", "Universty", "Hospitl": how slips of the two commonest words begin and end.
pub(crate) fn misspelt(folded: &str) -> Option<Class> {
    let known = ["universal", "universe", "universum", "universitari", "universitair"];
    let like = |start: &str, end: &[char], most: usize| {
        folded.starts_with(start) && folded.ends_with(end) && (7..=most).contains(&folded.len())
    };
    if !folded.starts_with("univ") && !folded.starts_with("hosp")
        || known.iter().any(|known| folded.starts_with(known))
    {
        return None;
    }
    if like("univ", &['y', 't', 'd', 'e', 'a', 'i'], 12) {
        return Some(Class::University);
    }
    like("hosp", &['l'], 9).then_some(Class::Hospital)
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
        let classes = kinds::ENDINGS.iter().map(|(text, class)| (*text, Some(*class), 0));
        let fields = small::FIELD_ENDINGS.iter().map(|text| (*text, None, Word::FIELD));
        let streets = small::STREET_ENDINGS.iter().map(|text| (*text, None, Word::STREET));
        let mut index: Table<[u8; 2], Vec<Ending>> = Table::default();
        for (text, class, set) in classes.chain(fields).chain(streets) {
            if let Some(last) = text.as_bytes().last_chunk() {
                index.entry(*last).or_default().push(Ending { text, class, set });
            }
        }
        index
    });
    let mut word = Word { class: misspelt(folded), ..Word::default() };
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
    static INDEX: LazyLock<Table<(&'static str, &'static str), Class>> =
        LazyLock::new(|| kinds::PAIRS.iter().map(|(a, b, class)| ((*a, *b), *class)).collect());
    if !word.is(Word::PAIRED) {
        return None;
    }
    INDEX.get(&(first, second)).copied()
}

/// Whether a folded name is that of a system of universities, whose members' names go on after a comma.
pub(crate) fn has_campuses(folded_name: &str) -> bool {
    static INDEX: LazyLock<WordSet<&'static str>> =
        LazyLock::new(|| small::SYSTEMS.iter().copied().collect());
    INDEX.contains(folded_name.strip_prefix("the ").unwrap_or(folded_name))
}

/// The legal form of a company, which its name ends with.
pub(crate) fn is_legal_form(folded: &str) -> bool {
    matches!(
        folded,
        "inc"
            | "ltd"
            | "gmbh"
            | "llc"
            | "corp"
            | "corporation"
            | "ag"
            | "plc"
            | "pty"
            | "bv"
            | "nv"
            | "oy"
            | "ab"
            | "aps"
            | "srl"
            | "spa"
            | "sarl"
            | "sas"
            | "limited"
            | "incorporated"
            | "company"
            | "llp"
            | "lp"
            | "kg"
            | "kk"
    )
}
