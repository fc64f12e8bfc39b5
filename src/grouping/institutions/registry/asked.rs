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

/// A word of the registry, or what stands between words.
struct Piece {
    marks: Marks,
    /// As keys have it, where it is not plainly the word in small letters.
    folded: Option<Box<str>>,
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
        let pieces: Vec<Piece> = (0..names.pieces())
            .into_par_iter()
            .with_min_len(4096)
            .map_init(String::new, |folded, number| library.piece(names, number, folded))
            .collect();
        let words = library.named(names, &pieces);
        let slips = Slips::of(&library, &words);
        let mark = |(at, piece): (usize, &Piece)| {
            if piece.marks.has(Marks::KNOWN | Marks::PASSED) {
                return piece.marks;
            }
            let word = || names.word(u32::try_from(at).ok()?);
            let text = piece.folded.as_deref().or_else(word).unwrap_or_default();
            Marks(piece.marks.0 | slips.mark(text))
        };
        let marks: Vec<Marks> =
            pieces.par_iter().enumerate().with_min_len(4096).map(mark).collect();
        let mark = |number: &u32| marks.get(*number as usize).copied().unwrap_or_default();
        let mut places: BTreeSet<u32> = names.find(|numbers, lacked: &mut HashMap<u32, bool>| {
            let may_lack = |number: u32| {
                let may = || may_be_lacked(&fold(names.word(number).unwrap_or_default()));
                *lacked.entry(number).or_insert_with(may)
            };
            asks(numbers, mark, may_lack)
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
    /// The lengths of the words that begin with three letters, and have no digit.
    lengths: HashMap<[u8; SHORTEST], u64>,
}

impl Library {
    fn of(raw: &[&str], parsed: &[Parsed]) -> Self {
        let mut out = Library { words: HashMap::default(), lengths: HashMap::default() };
        for text in distinct(raw) {
            out.add(text);
        }
        out.add_places(parsed);
        out.add_same();
        for text in out.words.keys().filter(|text| has_no_digit(text)) {
            if let Some(first) = text.as_bytes().first_chunk() {
                *out.lengths.entry(*first).or_default() |= bit(text.len());
            }
        }
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

    fn piece(&self, names: &Strings, number: u32, folded: &mut String) -> Piece {
        let Some(text) = names.word(number) else {
            let bracket = if names.between(number).contains(" (") { Marks::BRACKET } else { 0 };
            return Piece { marks: Marks(Marks::PASSED | bracket), folded: None };
        };
        let plain = fold_into(text, folded);
        let known = |folded: &str| {
            let marks = self.words.get(folded)?;
            Some(marks | Marks::KNOWN | if is_common(folded) { 0 } else { Marks::OWN })
        };
        let tail = || known(&known_tail(text).filter(|_| !plain)?);
        let marks = known(folded).or_else(tail).unwrap_or_else(|| match text.chars().nth(1) {
            None => Marks::PASSED,
            Some(_) if self.begins(folded) => Marks::BEGUN,
            Some(_) => 0,
        });
        let keeps = !plain && marks & (Marks::KNOWN | Marks::PASSED) == 0;
        Piece { marks: Marks(marks), folded: keeps.then(|| folded.as_str().into()) }
    }

    /// Whether a word begins with a shorter one of the library.
    fn begins(&self, folded: &str) -> bool {
        let first = folded.as_bytes().first_chunk();
        let Some(lengths) = first.and_then(|first| self.lengths.get(first)) else { return false };
        let begins = |end: usize| {
            let start = folded.get(..end).filter(|_| lengths & bit(end) != 0);
            start.is_some_and(|start| has_no_digit(start) && self.words.contains_key(start))
        };
        (SHORTEST..folded.len()).any(begins)
    }

    fn has_in_capitals(&self, word: &str, folded: &mut String) -> bool {
        fold_into(word, folded);
        let marks = self.words.get(folded.as_str());
        marks.is_some_and(|marks| Marks(*marks).has(Marks::CAPITALS)) || word.len() == 1
    }

    /// The words of the library that stand in names of the registry, as keys have them.
    fn named(&self, names: &Strings, pieces: &[Piece]) -> HashSet<Box<str>> {
        let mut out: HashSet<Box<str>> = HashSet::default();
        for (number, _) in (0..).zip(pieces).filter(|(_, piece)| piece.marks.has(Marks::KNOWN)) {
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

/// Folds a word into `out`; says whether it is the word in small letters, no more.
fn fold_into(word: &str, out: &mut String) -> bool {
    out.clear();
    if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        out.push_str(word);
        out.make_ascii_lowercase();
        return true;
    }
    for c in word.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() {
            let ascii = any_ascii::any_ascii_char(c).bytes().filter(u8::is_ascii_alphanumeric);
            ascii.for_each(|byte| out.push(char::from(byte.to_ascii_lowercase())));
        }
    }
    false
}

/// What is but for one slip a word of the library.
struct Slips {
    /// The words of the library that the registry has not, by what is left of them without one letter.
    without: HashSet<u64>,
    /// Of these words the first two letters and the last two, each with the lengths of the words as a set of bits: a slip
    /// leaves one of the two pairs as it is, and hardly changes the length.
    firsts: Pairs,
    lasts: Pairs,
}

/// A set of lengths for each pair of letters or digits.
struct Pairs(Vec<u64>);

/// The letters and digits, and all else.
const LETTERS: usize = 37;

impl Pairs {
    fn new() -> Self {
        Pairs(vec![0; LETTERS * LETTERS])
    }

    fn place(pair: [u8; 2]) -> usize {
        let [first, second] = pair.map(|byte| match byte {
            b'a'..=b'z' => usize::from(byte - b'a') + 1,
            b'A'..=b'Z' => usize::from(byte - b'A') + 1,
            b'0'..=b'9' => usize::from(byte - b'0') + 27,
            _ => 0,
        });
        first * LETTERS + second
    }

    fn add(&mut self, pair: [u8; 2], lengths: u64) {
        if let Some(known) = self.0.get_mut(Self::place(pair)) {
            *known |= lengths;
        }
    }

    fn get(&self, pair: Option<&[u8; 2]>) -> u64 {
        pair.and_then(|pair| self.0.get(Self::place(*pair))).copied().unwrap_or_default()
    }
}

/// The letters that a shortened word has at least.
const SHORTEST: usize = 3;

/// A set of lengths with one in it; all long words have one length.
fn bit(length: usize) -> u64 {
    1 << length.min(62)
}

fn has_no_digit(text: &str) -> bool {
    !text.bytes().any(|byte| byte.is_ascii_digit())
}

impl Slips {
    fn of(library: &Library, named: &HashSet<Box<str>>) -> Self {
        let (firsts, lasts) = (Pairs::new(), Pairs::new());
        let mut out = Slips { without: HashSet::default(), firsts, lasts };
        for text in library.words.keys().filter(|text| !named.contains(*text) && may_slip(text)) {
            let bytes = text.as_bytes();
            let ends = bytes.first_chunk().zip(bytes.last_chunk());
            let Some((first, last)) = ends.filter(|_| places().city(text).is_none()) else {
                continue;
            };
            let near = bit(text.len() - 1) | bit(text.len()) | bit(text.len() + 1);
            out.firsts.add(*first, near);
            out.lasts.add(*last, near);
            out.without.extend(without_a_letter(text));
        }
        out
    }

    /// The mark of a word that is folded but for its case.
    fn mark(&self, word: &str) -> u8 {
        if self.without.is_empty() || !self.has_ends(word) {
            return 0;
        }
        let word = word.to_ascii_lowercase();
        let slipped = without_a_letter(&word).any(|one| self.without.contains(&one));
        if slipped && may_slip(&word) { Marks::SLIP } else { 0 }
    }

    /// Whether the first two letters of a word, or its last two, are those of a word as long.
    fn has_ends(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        let ends = self.firsts.get(bytes.first_chunk()) | self.lasts.get(bytes.last_chunk());
        ends & bit(word.len()) != 0
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
