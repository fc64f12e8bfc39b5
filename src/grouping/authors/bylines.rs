//! The names under articles: who stands where, and what of a name can be compared.
//!
//! In: the library. Out: one [`Byline`] for every author who is a person, and the distinct [`Name`]s. Never: collectives,
//! which are not persons; decisions about who is who.

use super::super::context::number;
use super::given::{Given, is_frequent_family};
use crate::library::Library;
use crate::record::Person;
use crate::text::fold::{fold_name, fold_transliterated};
use ahash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::{BTreeMap, BTreeSet};

/// One author of one article.
pub(super) struct Byline<'a> {
    pub(super) article: u32,
    /// 0-based place among the record's authors.
    pub(super) author: u32,
    pub(super) person: &'a Person,
    /// Place among the distinct names.
    pub(super) name: u32,
}

/// A name, folded for comparing.
pub(super) struct Name {
    /// Family name, initials and suffix.
    pub(super) key: String,
    /// The letters of the initials: "fj".
    pub(super) initials: Word,
    /// "jr", "3rd"; mostly empty.
    pub(super) suffix: Word,
    /// The given names that are known in full, without blanks between them: "javier", "xiaoming"; empty where only
    /// initials are known.
    pub(super) given: Word,
    /// The same word by word, for a closer look.
    pub(super) words: Given,
    /// All who share the family name and the first initial have one number.
    pub(super) block: u32,
    /// Place of the family name among the distinct ones; transliterations share one.
    pub(super) family: u32,
}

/// A folded word; its first eight bytes also stand in one number, which tells most words apart at once.
pub(super) struct Word {
    head: u64,
    text: Box<str>,
}

impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        let bytes = self.text.len();
        // Most pairs of a block are settled here, without a call.
        self.head == other.head
            && bytes == other.text.len()
            && (bytes <= 8 || self.text == other.text)
    }
}

impl Eq for Word {}

impl Word {
    pub(super) fn new(text: &str) -> Self {
        let mut head = [0; 8];
        for (to, from) in head.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Word { head: u64::from_be_bytes(head), text: text.into() }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the shorter of two words is the beginning of the other.
    pub(super) fn agrees(&self, other: &Word) -> bool {
        let shorter = self.text.len().min(other.text.len());
        let bits = 8 * u32::try_from(shorter.min(8)).unwrap_or(8);
        let mask = u64::MAX.checked_shl(64 - bits).unwrap_or(0);
        (self.head ^ other.head) & mask == 0
            && (shorter <= 8
                || self.text.as_bytes().get(..shorter) == other.text.as_bytes().get(..shorter))
    }
}

/// All names under all articles.
#[derive(Default)]
pub(super) struct Bylines<'a> {
    /// In the order of the library, then of the author list.
    pub(super) list: Vec<Byline<'a>>,
    pub(super) names: Vec<Name>,
    /// The family name of each block.
    pub(super) families: Vec<u32>,
    /// For each family name whether it is one of the most frequent of a large country.
    pub(super) frequent: Vec<bool>,
    /// For each family name, how many different initials stand behind it in this library.
    pub(super) forms: Vec<u32>,
    /// For each article the blocks of its authors, sorted.
    pub(super) of_article: Vec<Vec<u32>>,
}

type Spelling<'a> = (Option<&'a str>, Option<&'a str>, Option<&'a str>, Option<&'a str>);

impl<'a> Bylines<'a> {
    pub(super) fn of(library: &'a Library) -> Self {
        let mut bylines = Bylines::default();
        let mut known: HashMap<Spelling<'a>, Option<u32>> = HashMap::new();
        let mut numbers = Numbers { plain: plain_forms(library), ..Numbers::default() };
        for (article, entry) in library.articles().iter().enumerate() {
            let mut blocks = Vec::with_capacity(entry.record.authors.len());
            for (author, person) in entry.record.authors.iter().enumerate() {
                let name = *known.entry(spelling(person)).or_insert_with(|| {
                    let name = numbers.name(person)?;
                    bylines.names.push(name);
                    Some(number(bylines.names.len() - 1))
                });
                let Some(name) = name else { continue };
                blocks.extend(bylines.names.get(name as usize).map(|name| name.block));
                let (article, author) = (number(article), number(author));
                bylines.list.push(Byline { article, author, person, name });
            }
            blocks.sort_unstable();
            blocks.dedup();
            bylines.of_article.push(blocks);
        }
        bylines.frequent = numbers.frequent;
        bylines.families = numbers.of_block;
        bylines.forms = numbers.forms.iter().map(|forms| number(forms.len())).collect();
        bylines
    }

    pub(super) fn name(&self, byline: &Byline<'_>) -> Option<&Name> {
        self.names.get(byline.name as usize)
    }

    /// The bylines of each block, in the order of the library; blocks in the order in which they first appear.
    pub(super) fn by_block(&self) -> Vec<Vec<u32>> {
        let mut blocks: Vec<Vec<u32>> = vec![Vec::new(); self.families.len()];
        for (at, byline) in self.list.iter().enumerate() {
            let block = self.name(byline).and_then(|name| blocks.get_mut(name.block as usize));
            if let Some(block) = block {
                block.push(number(at));
            }
        }
        blocks
    }
}

fn spelling(person: &Person) -> Spelling<'_> {
    if person.collective.is_some() {
        return (None, None, None, None);
    }
    let parts = [&person.family, &person.given, &person.initials, &person.suffix];
    let [family, given, initials, suffix] = parts.map(Option::as_deref);
    (family, given, initials, suffix)
}

/// The family names that stand in this library with letters that are also written as two: from that form to the one
/// without, under which all three are one.
fn plain_forms(library: &Library) -> BTreeMap<String, String> {
    let people = library.articles().iter().flat_map(|article| &article.record.authors);
    let written = people.filter_map(|person| person.family.as_deref());
    let families: BTreeSet<&str> = written.filter(|family| !family.is_ascii()).collect();
    let mut forms = BTreeMap::new();
    for family in families {
        if let Some(long) = fold_transliterated(family) {
            forms.entry(long).or_insert_with(|| fold_name(family));
        }
    }
    forms
}

/// The numbers that families and blocks have.
#[derive(Default)]
struct Numbers {
    /// See [`plain_forms`].
    plain: BTreeMap<String, String>,
    families: HashMap<String, u32>,
    /// Family and first initial.
    blocks: HashMap<(u32, Option<char>), u32>,
    of_block: Vec<u32>,
    forms: Vec<HashSet<String>>,
    /// See [`Bylines::frequent`].
    frequent: Vec<bool>,
}

impl Numbers {
    fn name(&mut self, person: &Person) -> Option<Name> {
        if person.collective.is_some() {
            return None;
        }
        let family = fold_name(person.family.as_deref()?);
        if family.is_empty() {
            return None;
        }
        let given = fold_name(person.given.as_deref().unwrap_or_default());
        let words = || given.split(' ').filter(|word| !word.is_empty());
        let initials: String = match person.initials.as_deref().map(fold_name) {
            Some(initials) if !initials.is_empty() => initials.replace(' ', ""),
            _ => words().filter_map(|word| word.chars().next()).collect(),
        };
        // "FJ" in the place of a given name is two initials.
        let full = |word: &&str| word.len() > 1 && **word != *initials;
        let in_words = Given::of(person.given.as_deref().unwrap_or_default(), &initials);
        let given: String = words().filter(full).collect();
        let suffix = fold_name(person.suffix.as_deref().unwrap_or_default());
        let parts = [family.as_str(), &initials, &suffix];
        let key = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let family = self.plain.get(&family).cloned().unwrap_or(family);
        let next = number(self.families.len());
        let is_frequent = is_frequent_family(&family);
        let family = *self.families.entry(family).or_insert(next);
        if family == next {
            self.frequent.push(is_frequent);
            self.forms.push(HashSet::new());
        }
        if let Some(forms) = self.forms.get_mut(family as usize) {
            forms.insert(initials.clone());
        }
        let next = number(self.blocks.len());
        let block = *self.blocks.entry((family, initials.chars().next())).or_insert(next);
        if block == next {
            self.of_block.push(family);
        }
        let [initials, suffix, given] = [&initials, &suffix, &given].map(|word| Word::new(word));
        Some(Name { key, initials, suffix, given, words: in_words, block, family })
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn words_agree_as_far_as_both_go() {
        let words =
            ["", "f", "fj", "fk", "wilhelmi", "wilhelmin", "wilhelmina", "wilhelmine", "é", "f\0"];
        for a in words {
            for b in words {
                let expected = a.starts_with(b) || b.starts_with(a);
                assert_eq!(Word::new(a).agrees(&Word::new(b)), expected, "{a} and {b}");
                assert_eq!(Word::new(a) == Word::new(b), a == b, "{a} and {b}");
            }
        }
    }
}
