//! Which organisations of the registry the strings of a library may name.
//!
//! In: the registry and the strings. Out: [`Asked`]: the places of all organisations that any rule of this folder could find
//! in them, and of those they belong to; a few that none finds may be among them. Never: the choice, which needs each string
//! by itself.
//!
//! The registry's words are looked at once. Then a name is asked for when the library has all of its words; when it lacks one
//! that may be written with a slip; when it lacks nothing but fields of study; or when it has the beginnings of those that it
//! lacks. These are the ways in which [`super::name`] and [`super::known`] find names.

use super::likely::{is_field, may_slip};
use crate::affiliations::Parsed;
use crate::affiliations::lexicon::bodies::bodies;
use crate::affiliations::lexicon::{Word, is_common, small_words, word};
use crate::affiliations::places::places;
use crate::affiliations::places::tokens::tokens;
use crate::grouping::institutions::key::{canonical_words, key_words, same_words};
use crate::text::hash::hash;
use crate::vocabularies::{Ror, Strings, words};
use ahash::{HashMap, HashSet};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// What is known of a word of the registry.
#[derive(Clone, Copy, Default)]
struct Marks(u8);

impl Marks {
    /// The library has it.
    const KNOWN: u8 = 1;
    /// The library has it in capitals.
    const CAPITALS: u8 = 1 << 1;
    /// The library has it, and few organisations share it.
    const OWN: u8 = 1 << 2;
    /// No word, or one that keys leave out.
    const PASSED: u8 = 1 << 3;
    /// What follows is told apart in brackets, and no part of the name.
    const BRACKET: u8 = 1 << 4;
    /// But for one slip a word of the library.
    const SLIP: u8 = 1 << 5;
    /// Begins with a word of the library.
    const BEGUN: u8 = 1 << 6;

    fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }
}

/// The organisations that a library may name.
pub(super) struct Asked {
    /// Their places, sorted.
    pub(super) places: Vec<u32>,
    /// Words of the library that names of the registry have too, as keys have them.
    pub(super) words: HashSet<Box<str>>,
}

impl Asked {
    pub(super) fn of(ror: &Ror, raw: &[&str], parsed: &[Parsed]) -> Self {
        if raw.is_empty() {
            return Asked { places: Vec::new(), words: HashSet::default() };
        }
        let library = Library::of(raw, parsed);
        let (names, mut folded) = (ror.names(), String::new());
        let mut marks: Vec<Marks> = (0..names.pieces())
            .into_par_iter()
            .with_min_len(4096)
            .map_init(String::new, |folded, number| library.marks(names, number, folded))
            .collect();
        let words = library.named(names, &marks);
        let nearly = Nearly::of(&library, &words);
        let more = |folded: &mut String, (number, marks): (usize, &mut Marks)| {
            if !marks.has(Marks::KNOWN | Marks::PASSED) {
                let text = u32::try_from(number).ok().and_then(|number| names.word(number));
                marks.0 |= nearly.marks(text.unwrap_or_default(), folded);
            }
        };
        marks.par_iter_mut().enumerate().with_min_len(4096).for_each_init(String::new, more);
        let mut lacked: Vec<Option<bool>> = vec![None; marks.len()];
        let mut may_lack = |number: u32| {
            let known = lacked.get(number as usize).copied().flatten();
            known.unwrap_or_else(|| {
                let may = may_be_lacked(&fold(names.word(number).unwrap_or_default()));
                if let Some(slot) = lacked.get_mut(number as usize) {
                    *slot = Some(may);
                }
                may
            })
        };
        let mut places: BTreeSet<u32> = BTreeSet::new();
        let mark = |number: &u32| marks.get(*number as usize).copied().unwrap_or_default();
        names.each(|place, _, numbers| {
            if asks(numbers, mark, &mut may_lack) {
                places.insert(place);
            }
        });
        places.extend(ror.by_acronym(|word| library.has_in_capitals(word, &mut folded)));
        Asked { places: with_above(ror, places), words }
    }
}

/// Whether a name with such words is asked for.
fn asks(
    numbers: &[u32],
    mark: impl Fn(&u32) -> Marks + Copy,
    mut may_lack: impl FnMut(u32) -> bool,
) -> bool {
    let (mut words, mut lacking, mut own) = (0, 0, false);
    let (mut slips, mut begun) = (true, true);
    let named = || numbers.iter().take_while(|number| !mark(number).has(Marks::BRACKET));
    for one in named().map(mark).filter(|one| !one.has(Marks::PASSED)) {
        words += 1;
        own |= one.has(Marks::OWN);
        if !one.has(Marks::KNOWN) {
            lacking += 1;
            slips &= one.has(Marks::SLIP);
            begun &= one.has(Marks::BEGUN);
        }
    }
    match lacking {
        0 => words > 0,
        1 if slips && words > 1 => true,
        _ if begun && words > 2 => true,
        _ => {
            let lacks = |number: &&u32| !mark(number).has(Marks::KNOWN | Marks::PASSED);
            own && named().filter(lacks).all(|number| may_lack(*number))
        }
    }
}

/// A word that a name may have more or less: a field of study, a nation, a legal form, a preposition.
fn may_be_lacked(folded: &str) -> bool {
    is_field(folded) || word(folded).is(Word::NATIONAL | Word::LEGAL | Word::LINK | Word::AND)
}

/// The organisations with those that took their places, and then those that these belong to.
fn with_above(ror: &Ror, mut places: BTreeSet<u32>) -> Vec<u32> {
    // The steps are bounded, should they run in a ring; what is met is not asked again.
    let mut open: Vec<u32> = places.iter().copied().collect();
    while let Some(place) = open.pop() {
        open.extend(ror.successor(place).filter(|next| places.insert(*next)));
    }
    let parents: Vec<u32> = places.iter().flat_map(|place| ror.parents(*place)).copied().collect();
    places.extend(parents);
    places.into_iter().collect()
}

/// The words of a library's strings, folded, with all that have one meaning with them in keys, and their marks.
struct Library {
    words: HashMap<Box<str>, u8>,
}

impl Library {
    fn of(raw: &[&str], parsed: &[Parsed]) -> Self {
        let mut out = Library { words: HashMap::default() };
        for text in distinct(raw) {
            out.add(text);
        }
        out.add_places(parsed);
        out.add_same();
        out
    }

    fn add(&mut self, text: &str) {
        let upper = !text.chars().any(char::is_lowercase) && text.len() > 1;
        let marks = if upper { Marks::CAPITALS } else { 0 };
        let tokens = tokens(text).into_iter().map(|token| token.folded);
        for word in tokens.chain([fold(text)]) {
            *self.words.entry(word.into()).or_default() |= marks;
        }
    }

    fn add_word(&mut self, word: &str) {
        if !self.words.contains_key(word) {
            self.words.insert(word.into(), 0);
        }
    }

    /// Names of the countries, which an address may write in any language; and what rules put behind a name.
    fn add_places(&mut self, parsed: &[Parsed]) {
        let of = |parsed: &Parsed| -> Vec<_> {
            parsed.addresses.iter().filter_map(|one| Some(one.country.as_ref()?.0)).collect()
        };
        let countries: BTreeSet<_> = parsed.iter().flat_map(of).collect();
        let names = countries.into_iter().map(|id| places().name(id));
        for word in names.chain(["university"]).flat_map(key_words) {
            self.add_word(&word.text);
        }
        small_words().for_each(|word| self.add_word(word));
    }

    /// Words that have one meaning with others in keys, and the names of well-known bodies.
    fn add_same(&mut self) {
        let mut words: Vec<&str> = self.words.keys().map(|word| &**word).collect();
        words.sort_unstable();
        let keys: HashSet<&str> = words.iter().flat_map(|word| canonical_words(word)).collect();
        let has_all = |text: &str| {
            text.split(' ').all(|word| keys.contains(word) || self.words.contains_key(word))
        };
        let mut more: Vec<&str> = Vec::new();
        more.extend(same_words().filter(|(_, same)| has_all(same)).map(|(word, _)| word));
        for names in bodies() {
            if names.iter().any(|name| has_all(name)) {
                more.extend(names.iter().flat_map(|name| name.split(' ')));
            }
        }
        more.extend(words.iter().flat_map(|word| canonical_words(word)));
        let more: Vec<String> = more.into_iter().map(str::to_owned).collect();
        for word in &more {
            self.add_word(word);
        }
    }

    fn marks(&self, names: &Strings, number: u32, folded: &mut String) -> Marks {
        let Some(text) = names.word(number) else {
            let bracket = if names.between(number).contains(" (") { Marks::BRACKET } else { 0 };
            return Marks(Marks::PASSED | bracket);
        };
        fold_into(text, folded);
        let known = |folded: &str| {
            let marks = self.words.get(folded)?;
            Some(marks | Marks::KNOWN | if is_common(folded) { 0 } else { Marks::OWN })
        };
        let marks = known(folded).or_else(|| known(&known_tail(text)?));
        let letter = || if text.chars().nth(1).is_none() { Marks::PASSED } else { 0 };
        Marks(marks.unwrap_or_else(letter))
    }

    fn has_in_capitals(&self, word: &str, folded: &mut String) -> bool {
        fold_into(word, folded);
        let marks = self.words.get(folded.as_str());
        marks.is_some_and(|marks| Marks(*marks).has(Marks::CAPITALS)) || word.len() == 1
    }

    /// The words of the library that stand in names of the registry, as keys have them.
    fn named(&self, names: &Strings, marks: &[Marks]) -> HashSet<Box<str>> {
        let mut out: HashSet<Box<str>> = HashSet::default();
        for (number, _) in (0..).zip(marks).filter(|(_, marks)| marks.has(Marks::KNOWN)) {
            let text = names.word(number).unwrap_or_default();
            let folded = Some(fold(text)).filter(|folded| self.words.contains_key(folded.as_str()));
            if let Some(known) = folded.or_else(|| known_tail(text)) {
                out.extend(canonical_words(&known).map(Into::into));
            }
        }
        out
    }
}

/// "d'Ulm" is Ulm.
fn known_tail(text: &str) -> Option<String> {
    text.rsplit_once(['\'', '\u{2019}']).map(|(_, tail)| fold(tail))
}

/// The distinct words of all strings, and what is one word with full stops in it, such as "U.S.".
fn distinct<'r>(raw: &[&'r str]) -> BTreeSet<&'r str> {
    let of = |some: &[&'r str]| -> HashSet<&'r str> {
        let mut met: HashSet<&str> = HashSet::default();
        for raw in some {
            met.extend(words(raw));
            let dotted = |chunk: &&str| chunk.bytes().filter(|byte| *byte == b'.').count() > 1;
            met.extend(raw.split_whitespace().filter(dotted));
        }
        met
    };
    let merged = |mut all: HashSet<&'r str>, some| {
        all.extend::<HashSet<&'r str>>(some);
        all
    };
    raw.par_chunks(1024).map(of).reduce(HashSet::default, merged).into_iter().collect()
}

/// A word as keys fold it.
fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

fn fold_into(word: &str, out: &mut String) {
    out.clear();
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() {
            let ascii = any_ascii::any_ascii_char(c).chars().filter(char::is_ascii_alphanumeric);
            out.extend(ascii.map(|c| c.to_ascii_lowercase()));
        }
    }
}

/// What is nearly a word of the library.
struct Nearly {
    /// The words of the library that the registry has not, by what is left of them without one letter.
    without: HashSet<u64>,
    /// Of these words the first two letters and the last two, each with the lengths of the words as a set of bits: a slip
    /// leaves one of the two pairs as it is, and hardly changes the length.
    firsts: HashMap<[u8; 2], u64>,
    lasts: HashMap<[u8; 2], u64>,
    /// All words of the library, and the lengths of those that begin with three letters.
    beginnings: HashSet<Box<str>>,
    lengths: HashMap<[u8; SHORTEST], u64>,
}

/// The letters that a shortened word has at least.
const SHORTEST: usize = 3;

/// A set of lengths with one in it; all long words have one length.
fn bit(length: usize) -> u64 {
    1 << length.min(62)
}

impl Nearly {
    fn of(library: &Library, named: &HashSet<Box<str>>) -> Self {
        let mut out = Nearly {
            without: HashSet::default(),
            firsts: HashMap::default(),
            lasts: HashMap::default(),
            beginnings: HashSet::default(),
            lengths: HashMap::default(),
        };
        let mut words: Vec<&str> = library.words.keys().map(|word| &**word).collect();
        words.sort_unstable();
        for text in words {
            let bytes = text.as_bytes();
            if let Some(first) = bytes.first_chunk()
                && !bytes.iter().any(u8::is_ascii_digit)
            {
                *out.lengths.entry(*first).or_default() |= bit(text.len());
                out.beginnings.insert(text.into());
            }
            if named.contains(text) || !may_slip(text) || places().city(text).is_some() {
                continue;
            }
            if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
                let near = bit(text.len() - 1) | bit(text.len()) | bit(text.len() + 1);
                *out.firsts.entry(*first).or_default() |= near;
                *out.lasts.entry(*last).or_default() |= near;
                out.without.extend(without_a_letter(text));
            }
        }
        out
    }

    fn marks(&self, written: &str, folded: &mut String) -> u8 {
        fold_into(written, folded);
        let bytes = folded.as_bytes();
        let mut marks = 0;
        let lengths = |ends: &HashMap<[u8; 2], u64>, pair: Option<&[u8; 2]>| {
            pair.and_then(|pair| ends.get(pair)).copied().unwrap_or_default()
        };
        let ends =
            lengths(&self.firsts, bytes.first_chunk()) | lengths(&self.lasts, bytes.last_chunk());
        if ends & bit(folded.len()) != 0
            && without_a_letter(folded).any(|one| self.without.contains(&one))
            && may_slip(folded)
        {
            marks |= Marks::SLIP;
        }
        let begun = bytes.first_chunk().and_then(|first| self.lengths.get(first)).copied();
        let begins = |end: usize| {
            begun.is_some_and(|lengths| lengths & bit(end) != 0)
                && folded.get(..end).is_some_and(|start| self.beginnings.contains(start))
        };
        if (SHORTEST..folded.len()).any(begins) {
            marks |= Marks::BEGUN;
        }
        marks
    }
}

/// A word, and the word without each of its letters, as hashes: two words of which one is the other but for one slip have
/// one in common.
fn without_a_letter(word: &str) -> impl Iterator<Item = u64> {
    let bytes = word.as_bytes();
    let mut rest = Vec::with_capacity(bytes.len());
    let without = move |at: usize| {
        rest.clear();
        rest.extend(bytes.get(..at).unwrap_or_default());
        rest.extend(bytes.get(at + 1..).unwrap_or_default());
        hash(&rest)
    };
    (0..=bytes.len()).map(without)
}
