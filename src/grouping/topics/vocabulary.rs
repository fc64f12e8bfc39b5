//! The vocabulary of headings: what a heading is called in running text.
//!
//! In: MeSH, where it is used, and the headings that records of the library have. Out: [`Vocabulary`], which finds headings
//! in the words of a text ([`Found`]) and names them. Never: which of them a record is about.
//!
//! Without MeSH a heading is found by its own name alone; with it by all its entry terms. Of terms inside one another the
//! longest counts, and the others are noted as nested. Of MeSH only the terms whose words the library has are looked at.

use super::mesh::{HeadingId, is_check_tag, is_method, is_place, natural_order};
use super::phrases::{Words, abstract_of};
use super::stem_sets::{StemSets, stem_set};
use super::tree::branch;
use super::vague::is_ambiguous;
use crate::grouping::context::number;
use crate::library::Library;
use crate::text::hash::{ByHash, Hashes, combine, mix};
use crate::text::terms::stem::stem_hash;
use crate::text::terms::stop::Weight;
use crate::text::terms::tokens::{Token, Tokenizers, phrase_hash, tokenize};
use crate::vocabularies::{Mesh, mesh, words};
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// A heading of the vocabulary.
#[derive(Debug)]
pub(super) struct Heading {
    /// In natural order: "Skeletal Muscle".
    pub(super) name: String,
    /// One bit for each category of the tree, A to Z.
    pub(super) categories: u32,
    /// Steps from the top of the tree, along the longest way.
    pub(super) depth: u8,
    /// Says only what was studied.
    pub(super) check_tag: bool,
    /// Says how or where something was studied, unless it is the main subject.
    pub(super) method: bool,
}

/// One term of the vocabulary.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Term {
    /// Of its words in order.
    hash: u64,
    heading: HeadingId,
    /// Not the heading's own name.
    entry: bool,
    /// A short word in capitals, which is another word in small letters: AIDS.
    capitals: bool,
}

/// All headings that can be found, and the terms that find them.
pub(super) struct Vocabulary<'a> {
    mesh: Option<&'a Mesh>,
    /// Those that the library has or may name, by their places. What is not in MeSH has the places behind it.
    headings: ByHash<Heading>,
    /// All places, those of headings that the library cannot name too.
    pub(super) places: usize,
    terms: Vec<Term>,
    /// Where the terms with a hash begin, and how many they are.
    by_hash: ByHash<(u32, u32)>,
    /// The most words of a term that begins with a word.
    longest: ByHash<u8>,
    /// A heading as records print it.
    by_name: HashMap<&'a str, HeadingId>,
    /// Terms as unordered words, for those that do not stand in the text as they are.
    pub(super) stem_sets: StemSets,
}

/// A heading found in a record's text.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one piece of evidence, and any of them may hold"
)]
pub(super) struct Found {
    pub(super) heading: HeadingId,
    /// Times in the title and in the abstract.
    pub(super) title: u16,
    pub(super) text: u16,
    /// Times in them inside a longer term.
    pub(super) title_nested: u16,
    pub(super) text_nested: u16,
    /// Where in the abstract it stands first: 0 at the beginning, 1 at the end.
    pub(super) first: f32,
    /// Where in the title it stands first, in the same way.
    pub(super) title_first: f32,
    /// An abbreviation that the record explains stands for it.
    pub(super) explained: bool,
    /// It stands in the last sentence of the abstract.
    pub(super) last_sentence: bool,
    /// Words of the longest term that found it.
    pub(super) words: u8,
    /// Its own name found it, not an entry term.
    pub(super) by_name: bool,
    /// A single word found it, and one that says little by itself.
    pub(super) broad: bool,
    /// How many headings the term stands for.
    pub(super) meanings: u8,
    /// Byte range of the best occurrence, in the title or the abstract.
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Found {
    /// Found by a term that is not part of a longer one.
    pub(super) fn stands(&self) -> bool {
        self.title + self.text > 0
    }
}

/// The category of the tree that holds countries, cities and other places.
const GEOGRAPHICALS: char = 'Z';

/// The longest term in words; NLM's own longest have some twenty, which no running text repeats.
const LONGEST: usize = 10;

impl<'a> Vocabulary<'a> {
    /// The headings that the library has or may name, and those that are `named` besides.
    pub(super) fn of(
        library: &'a Library,
        mesh: Option<&'a Mesh>,
        named: &[&str],
        tokenizers: &Tokenizers,
    ) -> Self {
        let known = mesh.map(|mesh| known(library, mesh, named, tokenizers)).unwrap_or_default();
        let mut vocabulary = Vocabulary {
            mesh,
            headings: ByHash::default(),
            places: mesh.map_or(0, Mesh::len),
            terms: Vec::new(),
            by_hash: ByHash::default(),
            longest: ByHash::default(),
            by_name: HashMap::new(),
            stem_sets: StemSets::default(),
        };
        vocabulary.add_known(&known);
        let own = vocabulary.add_own(library, &known);
        vocabulary.read_terms(&known, own);
        vocabulary
    }

    /// The places of the headings of MeSH with their names in natural order, sorted.
    pub(super) fn names(&self) -> Vec<(u32, &str)> {
        let own = self.mesh.map_or(0, Mesh::len);
        let places = self.headings.iter().filter_map(|(place, heading)| {
            let place = u32::try_from(*place).ok().filter(|place| (*place as usize) < own)?;
            Some((place, heading.name.as_str()))
        });
        let mut names: Vec<(u32, &str)> = places.collect();
        names.sort_unstable();
        names
    }

    /// Headings of MeSH whose terms the library may name.
    fn add_known(&mut self, known: &[mesh::Term]) {
        let Some(mesh) = self.mesh else { return };
        for of_one in known.chunk_by(|a, b| a.place == b.place) {
            let Some(first) = of_one.first() else { continue };
            let name = if first.name { first.text.clone() } else { mesh.name(first.place) };
            let bit = |letter: char| match u8::try_from(letter) {
                Ok(letter @ b'A'..=b'Z') => 1_u32 << (letter - b'A'),
                _ => 0,
            };
            let places = || mesh.tree_places(first.place);
            let heading = Heading {
                check_tag: is_check_tag(&name),
                method: is_method(&name) || places().any(|place| place.category == GEOGRAPHICALS),
                name: natural_name(mesh, first.place, &name),
                categories: places().fold(0, |all, place| all | bit(place.category)),
                depth: places().map(|place| place.steps).max().unwrap_or_default(),
            };
            self.headings.insert(u64::from(first.place), heading);
        }
    }

    /// Headings of the library's records: those of MeSH by their names there, also by former ones; the others are added and
    /// given back.
    fn add_own(&mut self, library: &'a Library, known: &[mesh::Term]) -> Vec<HeadingId> {
        let mut places: HashMap<&str, HeadingId> = HashMap::new();
        for term in known.iter().filter(|term| term.name).chain(known.iter().filter(|t| !t.name)) {
            places.entry(&term.text).or_insert(term.place);
        }
        let records = library.articles().iter().flat_map(|article| &article.record.mesh);
        let own: BTreeSet<&'a str> = records.map(|heading| heading.descriptor.as_str()).collect();
        let mut added = Vec::new();
        for name in own {
            let place = places.get(name).copied().unwrap_or_else(|| {
                let place = number(self.places);
                let heading = Heading {
                    check_tag: is_check_tag(name),
                    method: is_method(name) || is_place(name),
                    name: natural_order(name),
                    categories: 0,
                    depth: 0,
                };
                self.headings.insert(u64::from(place), heading);
                self.places += 1;
                added.push(place);
                place
            });
            self.by_name.insert(name, place);
        }
        added
    }

    fn read_terms(&mut self, known: &[mesh::Term], own: Vec<HeadingId>) {
        let term = |heading: HeadingId, text: &str, entry: bool| {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            if tokens.is_empty() || tokens.len() > LONGEST {
                return None;
            }
            let hash = combine(tokens.iter().map(|token| token.hash));
            let first = tokens.first().map(|token| token.hash).unwrap_or_default();
            let term = Term { hash, heading, entry, capitals: is_acronym(text) };
            Some((term, first, tokens.len(), stem_set(heading, text, &tokens)))
        };
        let of = |known: &mesh::Term| {
            let natural = natural_order(&known.text);
            let own = !known.name && natural != known.text;
            let own = own.then(|| term(known.place, &known.text, true)).flatten();
            [own, term(known.place, &natural, !known.name)].into_iter().flatten()
        };
        let mut read: Vec<_> = known.par_iter().flat_map_iter(of).collect();
        let name = |place: &HeadingId| term(*place, &self.heading(*place)?.name, false);
        read.extend(own.iter().filter_map(name));
        let mut terms: Vec<Term> = Vec::with_capacity(read.len());
        let mut stem_sets = Vec::with_capacity(read.len());
        for (term, first, words, stem_set) in read {
            let longest = self.longest.entry(first).or_default();
            *longest = (*longest).max(u8::try_from(words).unwrap_or(u8::MAX));
            terms.push(term);
            stem_sets.extend(stem_set);
        }
        self.stem_sets = StemSets::of(stem_sets);
        terms.par_sort_unstable();
        terms.dedup_by(|b, a| a.hash == b.hash && a.heading == b.heading);
        let mut at = 0;
        for same in terms.chunk_by(|a, b| a.hash == b.hash) {
            if let Some(term) = same.first() {
                self.by_hash.insert(term.hash, (at, number(same.len())));
            }
            at += number(same.len());
        }
        self.terms = terms;
    }

    /// The heading that records print so.
    pub(super) fn named(&self, name: &str) -> Option<HeadingId> {
        self.by_name.get(name).copied()
    }

    /// A heading.
    pub(super) fn heading(&self, id: HeadingId) -> Option<&Heading> {
        self.headings.get(&u64::from(id))
    }

    /// The first branches of the tree in which a heading hangs.
    pub(super) fn branches(&self, id: HeadingId) -> [u16; 3] {
        let mesh = self.mesh.filter(|mesh| (id as usize) < mesh.len());
        let mut found = [0; 3];
        let places = mesh.into_iter().flat_map(|mesh| mesh.tree_places(id));
        let mut met: Vec<u16> = places.map(branch).collect();
        met.sort_unstable();
        met.dedup();
        found.iter_mut().zip(met).for_each(|(slot, branch)| *slot = branch);
        found
    }

    /// Headings one step above in the tree.
    pub(super) fn parents(&self, id: HeadingId) -> &[HeadingId] {
        // The headings of MeSH come first, so that places are the same.
        self.mesh.map_or(&[], |mesh| mesh.parents(id))
    }

    /// Headings one step below in the tree.
    pub(super) fn children(&self, id: HeadingId) -> &[HeadingId] {
        self.mesh.map_or(&[], |mesh| mesh.children(id))
    }

    /// The headings that a whole phrase stands for.
    pub(super) fn called(&self, phrase: u64) -> impl Iterator<Item = HeadingId> + '_ {
        self.terms_of(phrase).iter().map(|term| term.heading)
    }

    /// The only heading that a name stands for, check tags left out.
    pub(super) fn called_whole(&self, name: &str) -> Option<&Heading> {
        let mut tokens = Vec::new();
        tokenize(name, &mut tokens);
        if tokens.iter().any(|token| token.signed != token.hash) {
            return None;
        }
        let terms = self.terms_of(combine(tokens.iter().map(|token| token.hash)));
        let [term] = terms else { return None };
        let fits = !(term.capitals && tokens.len() == 1) || is_acronym(name);
        self.heading(term.heading).filter(|heading| fits && !heading.check_tag)
    }

    fn terms_of(&self, hash: u64) -> &[Term] {
        let Some((from, length)) = self.by_hash.get(&hash) else { return &[] };
        self.terms.get(*from as usize..(*from + *length) as usize).unwrap_or_default()
    }

    /// The headings that a record's text names, by heading.
    pub(super) fn find(&self, words: &Words<'_>) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        self.find_in(words.title, &words.title_tokens, true, &mut found);
        self.find_in(words.text, &words.text_tokens, false, &mut found);
        // Those of the title come first and give the place that is quoted.
        found.sort_by_key(|found| found.heading);
        found.dedup_by(|next, kept| {
            let same = next.heading == kept.heading;
            if same {
                kept.join(next);
            }
            same
        });
        found
    }

    fn find_in(&self, text: &str, tokens: &[Token], title: bool, found: &mut Vec<Found>) {
        let mut covered = 0;
        let last = last_sentence(text);
        for (at, token) in tokens.iter().enumerate() {
            let Some(longest) = self.longest.get(&token.hash) else { continue };
            let rest = tokens.get(at..).unwrap_or_default();
            let unbroken = rest.iter().skip(1).take_while(|token| !token.gap).count() + 1;
            let longest = usize::from(*longest).min(unbroken);
            let mut hashes = Vec::with_capacity(longest);
            let mut hash = combine([]);
            for token in rest.iter().take(longest) {
                hash = mix(hash, token.hash);
                hashes.push((hash, token.end));
            }
            let mut widest = 0;
            for (length, (hash, end)) in hashes.iter().enumerate().rev() {
                let length = length + 1;
                let terms = self.terms_of(*hash);
                let alone = length == 1;
                let end = usize::try_from(*end).unwrap_or(usize::MAX);
                let nested =
                    at + length <= covered || (alone && is_joined(text, token.start as usize, end));
                let written = text.get(token.start as usize..end).unwrap_or_default();
                // A word that says nothing by itself names no heading either: "treatment", "retinal".
                let empty = alone
                    && (!matches!(token.weight, Weight::Content | Weight::Broad)
                        || is_ambiguous(token.hash));
                for term in terms {
                    let other = term.capitals && !is_acronym(written);
                    if alone && (written.len() < 2 || other || (empty && !term.capitals)) {
                        continue;
                    }
                    widest = widest.max(length);
                    found.push(Found {
                        heading: term.heading,
                        title: u16::from(title && !nested),
                        text: u16::from(!title && !nested),
                        title_nested: u16::from(title && nested),
                        text_nested: u16::from(!title && nested),
                        first: if title || nested { 1.0 } else { share(at, tokens.len()) },
                        title_first: if title && !nested { share(at, tokens.len()) } else { 1.0 },
                        explained: false,
                        last_sentence: !title && !nested && token.start as usize >= last,
                        words: u8::try_from(length).unwrap_or(u8::MAX),
                        by_name: !term.entry,
                        meanings: u8::try_from(terms.len()).unwrap_or(u8::MAX),
                        start: token.start,
                        end: number(end),
                        broad: alone && token.weight == Weight::Broad,
                    });
                }
                covered = covered.max(if terms.is_empty() { 0 } else { at + widest });
            }
        }
    }
}

impl Found {
    fn join(&mut self, other: &Found) {
        // What is quoted is no part of a longer term.
        if !self.stands() && other.stands() {
            (self.start, self.end) = (other.start, other.end);
        }
        self.title += other.title;
        self.text = self.text.saturating_add(other.text);
        self.title_nested += other.title_nested;
        self.text_nested = self.text_nested.saturating_add(other.text_nested);
        self.first = self.first.min(other.first);
        self.title_first = self.title_first.min(other.title_first);
        self.explained |= other.explained;
        self.last_sentence |= other.last_sentence;
        self.words = self.words.max(other.words);
        self.by_name |= other.by_name;
        self.broad &= other.broad;
        self.meanings = self.meanings.min(other.meanings);
    }
}

/// A heading of MeSH as running text has it: where the parts of its name stand in the other order in one of its terms, that
/// term; else by the look of the name.
pub(super) fn natural_name(mesh: &Mesh, place: HeadingId, name: &str) -> String {
    let parts: Vec<&str> = name.split(", ").collect();
    if parts.len() < 2 {
        return name.to_owned();
    }
    let turned = phrase_hash(&parts.into_iter().rev().collect::<Vec<_>>().join(" "));
    let said = |term: &String| !term.contains(", ") && phrase_hash(term) == turned;
    mesh.terms(place).into_iter().find(said).unwrap_or_else(|| natural_order(name))
}

/// The terms of MeSH whose words the library has, in any inflection.
fn known(
    library: &Library,
    mesh: &Mesh,
    named: &[&str],
    tokenizers: &Tokenizers,
) -> Vec<mesh::Term> {
    let mut stems = stems(library, tokenizers);
    let mut folded = Vec::new();
    for word in named.iter().flat_map(|name| words(name)) {
        stems.insert(stem_hash(word, &mut folded));
    }
    // A letter by itself belongs to the word beside it.
    mesh.known(Vec::new, |folded, word| word.len() == 1 || stems.contains(&stem_hash(word, folded)))
}

/// The stems of all words of the library's keywords and headings, and, where a record has no headings, of all titles and
/// abstracts.
fn stems(library: &Library, tokenizers: &Tokenizers) -> Hashes {
    let asks = library.articles().iter().any(|article| article.record.mesh.is_empty());
    let read = |mut met: Hashes, some: &[crate::library::Article]| {
        let mut tokenizer = tokenizers.take();
        let mut tokens: Vec<Token> = Vec::new();
        for article in some {
            let record = &article.record;
            let keywords = record.keywords.iter().map(|keyword| keyword.text.as_str());
            let headings = record.mesh.iter().map(|heading| heading.descriptor.as_str());
            tokens.clear();
            keywords.chain(headings).for_each(|name| tokenizer.read(name, &mut tokens));
            if asks {
                tokenizer.read(&record.title, &mut tokens);
                tokenizer.read(&abstract_of(record), &mut tokens);
            }
            met.extend(tokens.iter().map(|token| token.stem));
        }
        met
    };
    let met = library.articles().par_chunks(256).fold(Hashes::default, read);
    met.reduce(Hashes::default, |mut all, some| {
        all.extend(some);
        all
    })
}

/// A short word all in capitals, a plural s aside.
fn is_acronym(text: &str) -> bool {
    let stem = text.strip_suffix('s').filter(|stem| stem.len() > 1).unwrap_or(text);
    text.len() <= 5 && stem.len() > 1 && stem.chars().all(|c| c.is_ascii_uppercase())
}

#[allow(clippy::cast_precision_loss, reason = "a place in a text needs no more digits")]
fn share(at: usize, of: usize) -> f32 {
    at as f32 / of.max(1) as f32
}

/// Whether a hyphen joins a word to another letter: the "black" of "black-backed".
fn is_joined(text: &str, start: usize, end: usize) -> bool {
    let hyphen = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}');
    let before = text.get(..start).and_then(|before| before.strip_suffix(hyphen));
    let behind = text.get(end..).and_then(|behind| behind.strip_prefix(hyphen));
    before.is_some_and(|before| before.ends_with(char::is_alphabetic))
        || behind.is_some_and(|behind| behind.starts_with(char::is_alphabetic))
}

/// Where the last sentence of a text begins.
fn last_sentence(text: &str) -> usize {
    let body = text.trim_end().trim_end_matches(['.', '?', '!']);
    [". ", "? ", "! "].iter().filter_map(|end| body.rfind(end)).max().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_that_is_quoted_is_where_the_term_stands_by_itself() {
        let nested = Found { title_nested: 1, start: 1, end: 2, ..Found::default() };
        let alone = Found { text: 1, start: 30, end: 40, ..Found::default() };
        let later = Found { text: 1, start: 50, end: 60, ..Found::default() };
        let mut found = nested;
        found.join(&alone);
        found.join(&later);
        assert_eq!((found.start, found.end), (30, 40));
    }
}
