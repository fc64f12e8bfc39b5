//! Documents become lists of documents by word.
//!
//! In: a [`Source`]. Out: chunks of documents, each with its words in order and their lists; then, over all chunks, one list for
//! each word. Documents are read in parallel and let go at once; what comes out does not depend on how they are cut into chunks.
//! Never: files.

use super::document::{Document, Field, Source};
use super::weight::weight;
use super::words::{Form, words};
use ahash::HashMap;
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;

/// Documents that are read as one.
const CHUNK: usize = 2_048;
/// Places between two texts, so that no phrase reaches from one into another.
const GAP: u32 = 16;
/// Words of a document that have a place.
const MOST_PLACES: u32 = 200_000;

/// The words of some documents.
pub(super) struct Chunk {
    /// Sorted.
    words: Vec<Box<str>>,
    /// Of each word where its entries end.
    ends: Vec<u32>,
    /// Documents and weights as lists have them, by word.
    entries: Vec<u32>,
    /// Of each entry where its places end.
    place_ends: Vec<u32>,
    /// The places of each entry: how many, then the distances.
    places: Vec<u8>,
    /// A hash of the rows.
    pub(super) rows: Vec<[u8; 32]>,
}

/// The rows of a block, as JSON.
pub(super) fn rows(source: &dyn Source, block: usize, size: usize) -> String {
    let documents = block * size..((block + 1) * size).min(source.documents());
    let rows: Vec<String> = documents.map(|at| source.row(at)).collect();
    format!("[{}]", rows.join(",\n"))
}

/// Reads all documents.
pub(super) fn gather(source: &dyn Source, block: usize) -> Vec<Chunk> {
    let documents = source.documents();
    let size = CHUNK.div_ceil(block) * block;
    let chunks = (0..documents.div_ceil(size)).into_par_iter();
    chunks
        .map(|chunk| {
            let range = chunk * size..((chunk + 1) * size).min(documents);
            let mut reader = Reader::default();
            let blocks = range.start / block..range.end.div_ceil(block);
            let rows = blocks
                .map(|at| *blake3::hash(rows(source, at, block).as_bytes()).as_bytes())
                .collect();
            range.for_each(|at| reader.read(at, &source.document(at)));
            reader.finish(rows)
        })
        .collect()
}

/// An entry of a list before the words are sorted.
struct Met {
    word: u32,
    entry: u32,
    places: Range<u32>,
}

/// A word of the document that is being read.
struct Token {
    word: u32,
    place: u32,
    field: u8,
}

/// No place.
const NOWHERE: u32 = u32::MAX;

#[derive(Default)]
struct Reader {
    known: HashMap<Box<str>, u32>,
    met: Vec<Met>,
    places: Vec<u8>,
    tokens: Vec<Token>,
    lengths: [u32; Field::ALL.len()],
}

impl Reader {
    fn word(&mut self, word: &str) -> u32 {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let number = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.known.insert(word.into(), number);
        number
    }

    fn text(&mut self, field: Field, text: &str, from: Option<u32>) -> u32 {
        let mut place = from.unwrap_or(0);
        let mut met: Vec<(u32, u32)> = Vec::new();
        words(text, &mut |word, form| {
            let number = self.word(word);
            met.push((number, place));
            place += u32::from(form == Form::Word);
        });
        // The last character of a run has the place behind its last pair.
        let length = met.len();
        if let Some(count) = self.lengths.get_mut(field as usize) {
            *count += u32::try_from(length).unwrap_or(u32::MAX / 2);
        }
        let told = from.is_some();
        self.tokens.extend(met.into_iter().map(|(word, place)| Token {
            word,
            place: if told && place < MOST_PLACES { place } else { NOWHERE },
            field: field as u8,
        }));
        place + GAP
    }

    fn exact(&mut self, word: &str) {
        let word = self.word(word);
        self.tokens.push(Token { word, place: NOWHERE, field: Field::Exact as u8 });
    }

    fn read(&mut self, at: usize, document: &Document<'_>) {
        self.tokens.clear();
        self.lengths = [0; Field::ALL.len()];
        let mut place = 0;
        for (field, text) in &document.texts {
            place = self.text(*field, text, Some(place));
            if *field == Field::Title {
                self.exact(&title(text));
            }
        }
        for (field, text) in &document.hidden {
            self.text(*field, text, None);
        }
        for names in &document.people {
            self.person(names);
        }
        for identifier in &document.identifiers {
            // In front-coded strings the underscore stands for a blank.
            self.exact(&format!("={}", identifier.replace('_', " ")));
        }
        self.tokens.sort_unstable_by_key(|token| (token.word, token.place));
        let tokens = std::mem::take(&mut self.tokens);
        for same in tokens.chunk_by(|a, b| a.word == b.word) {
            self.enter(at, same);
        }
        self.tokens = tokens;
    }

    /// "smith:j", "smith:jk", "smith:john", for each word of the family name.
    fn person(&mut self, [family, given, initials]: &[Cow<'_, str>; 3]) {
        let (family, given) = (super::fold(family), super::fold(given));
        let mut firsts: Vec<String> = Vec::new();
        firsts.extend(given.split(' ').next().filter(|name| !name.is_empty()).map(str::to_owned));
        let initials: String =
            super::fold(initials).chars().filter(|c| *c != ' ').take(3).collect();
        firsts.extend(initials.chars().next().or(given.chars().next()).map(String::from));
        if initials.chars().count() > 1 {
            firsts.push(initials);
        }
        firsts.sort_unstable();
        firsts.dedup();
        for word in family.split(' ').filter(|word| !word.is_empty()) {
            for first in &firsts {
                self.exact(&format!("{word}:{first}"));
            }
        }
    }

    fn enter(&mut self, at: usize, same: &[Token]) {
        let Some(first) = same.first() else { return };
        let mut counts = [0u16; Field::ALL.len()];
        for token in same {
            if let Some(count) = counts.get_mut(usize::from(token.field)) {
                *count = count.saturating_add(1);
            }
        }
        let document = u32::try_from(at).unwrap_or(u32::MAX >> 2);
        let start = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        let told = same.iter().take_while(|token| token.place != NOWHERE);
        super::pack::number(u32::try_from(told.clone().count()).unwrap_or(0), &mut self.places);
        let mut last = 0;
        for token in told {
            super::pack::number(token.place - last, &mut self.places);
            last = token.place;
        }
        let end = u32::try_from(self.places.len()).unwrap_or(u32::MAX);
        let entry = document << 2 | weight(&counts, &self.lengths);
        self.met.push(Met { word: first.word, entry, places: start..end });
    }

    fn finish(self, rows: Vec<[u8; 32]>) -> Chunk {
        let mut words: Vec<(Box<str>, u32)> = self.known.into_iter().collect();
        words.sort_unstable();
        let mut ranks = vec![0u32; words.len()];
        for (rank, (_, number)) in (0u32..).zip(&words) {
            if let Some(slot) = ranks.get_mut(*number as usize) {
                *slot = rank;
            }
        }
        // Entries by word, those of a word in the order of their documents: each word's begin where the one before ends.
        let rank = |met: &Met| ranks.get(met.word as usize).copied().unwrap_or(0) as usize;
        let mut ends = vec![0u32; words.len()];
        for met in &self.met {
            ends.get_mut(rank(met)).into_iter().for_each(|count| *count += 1);
        }
        let mut next = Vec::with_capacity(ends.len());
        let mut end = 0;
        for count in &mut ends {
            next.push(end as usize);
            end += *count;
            *count = end;
        }
        let mut order = vec![0usize; self.met.len()];
        for (at, met) in self.met.iter().enumerate() {
            if let Some(next) = next.get_mut(rank(met)) {
                order.get_mut(*next).into_iter().for_each(|slot| *slot = at);
                *next += 1;
            }
        }
        let mut chunk = Chunk {
            ends,
            words: words.into_iter().map(|(word, _)| word).collect(),
            entries: Vec::with_capacity(self.met.len()),
            place_ends: Vec::with_capacity(self.met.len()),
            places: Vec::with_capacity(self.places.len()),
            rows,
        };
        for one in order.iter().filter_map(|at| self.met.get(*at)) {
            chunk.entries.push(one.entry);
            let places = one.places.start as usize..one.places.end as usize;
            chunk.places.extend_from_slice(self.places.get(places).unwrap_or_default());
            chunk.place_ends.push(u32::try_from(chunk.places.len()).unwrap_or(u32::MAX));
        }
        chunk
    }
}

/// The marked word of a title: its words' hash (FNV-1a over UTF-16, 32 bits).
pub(super) fn title(text: &str) -> String {
    let hash = super::fold(text)
        .encode_utf16()
        .fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    format!("=t{hash:x}")
}

impl Chunk {
    /// The entries of a word, and their places.
    fn of(&self, word: u32) -> (&[u32], &[u8]) {
        let end = |at: u32| self.ends.get(at as usize).copied().unwrap_or(0);
        let from = word.checked_sub(1).map_or(0, end);
        let range = from as usize..end(word) as usize;
        let place = |at: usize| self.place_ends.get(at).copied().unwrap_or(0) as usize;
        let places =
            range.start.checked_sub(1).map_or(0, place)..range.end.checked_sub(1).map_or(0, place);
        (self.entries.get(range).unwrap_or_default(), self.places.get(places).unwrap_or_default())
    }
}

/// A word with where its entries are: in which chunks, or in a list of its own.
pub(super) struct List<'c> {
    pub(super) word: &'c str,
    parts: Vec<(&'c [u32], &'c [u8])>,
}

/// One entry of a list.
pub(super) struct Entries<'c> {
    /// Documents and weights.
    pub(super) entries: Cow<'c, [u32]>,
    /// Their places, as the format has them.
    pub(super) places: Cow<'c, [u8]>,
}

/// Lists by word over all chunks, in the order of the words. `named` are lists of groups by name, sorted.
pub(super) fn merge<'c>(chunks: &'c [Chunk], named: &'c [(String, Vec<u32>)]) -> Vec<List<'c>> {
    let mut all: Vec<(&str, u32, u32)> =
        Vec::with_capacity(chunks.iter().map(|chunk| chunk.words.len()).sum());
    for (number, chunk) in (0u32..).zip(chunks) {
        all.extend((0u32..).zip(&chunk.words).map(|(at, word)| (&**word, number, at)));
    }
    // A stable sort takes the words of a chunk, which are in order, as they come.
    all.par_sort();
    let part = |(_, chunk, word): &(&str, u32, u32)| {
        chunks.get(*chunk as usize).map(|chunk| chunk.of(*word))
    };
    let mut lists: Vec<List<'c>> = all
        .chunk_by(|a, b| a.0 == b.0)
        .filter_map(|same| {
            Some(List { word: same.first()?.0, parts: same.iter().filter_map(part).collect() })
        })
        .collect();
    // No word of a text has the mark of a name.
    let named = named
        .iter()
        .map(|(word, entries)| List { word, parts: vec![(entries.as_slice(), &[][..])] });
    lists.extend(named);
    lists.sort_by_key(|list| list.word);
    lists
}

impl List<'_> {
    /// How many documents it has.
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(|(entries, _)| entries.len()).sum()
    }

    /// Whether it is of a word of texts, and no marked one.
    pub(super) fn is_word(&self) -> bool {
        !self.word.contains(['=', ':'])
    }

    /// Its entries, and those of other spellings of the word with them.
    pub(super) fn with(&self, others: &[&List<'_>]) -> Entries<'static> {
        let mut all: Vec<(u32, Vec<u32>)> = Vec::new();
        for list in std::iter::once(&self).chain(others) {
            for (entries, places) in &list.parts {
                let mut at = 0;
                for entry in *entries {
                    let count = read(places, &mut at);
                    let mut place = 0;
                    let places = (0..count).map(|_| {
                        place += read(places, &mut at);
                        place
                    });
                    all.push((*entry, places.collect()));
                }
            }
        }
        all.sort_by_key(|(entry, _)| *entry >> 2);
        let mut out = Entries { entries: Cow::Owned(Vec::new()), places: Cow::Owned(Vec::new()) };
        for same in all.chunk_by(|a, b| a.0 >> 2 == b.0 >> 2) {
            out.entries.to_mut().extend(same.iter().map(|(entry, _)| *entry).max());
            let mut places: Vec<u32> =
                same.iter().flat_map(|(_, places)| places.iter().copied()).collect();
            places.sort_unstable();
            let out = out.places.to_mut();
            super::pack::number(u32::try_from(places.len()).unwrap_or(0), out);
            let mut last = 0;
            for place in places {
                super::pack::number(place - last, out);
                last = place;
            }
        }
        out
    }

    /// Its entries.
    pub(super) fn entries(&self) -> Entries<'_> {
        match self.parts.as_slice() {
            [(entries, places)] => {
                Entries { entries: Cow::Borrowed(entries), places: Cow::Borrowed(places) }
            }
            parts => Entries {
                entries: parts.iter().flat_map(|(entries, _)| entries.iter().copied()).collect(),
                places: parts.iter().flat_map(|(_, places)| places.iter().copied()).collect(),
            },
        }
    }
}

/// Reads a number of [`super::pack::number`].
fn read(bytes: &[u8], at: &mut usize) -> u32 {
    let (mut value, mut shift) = (0, 0);
    while let Some(byte) = bytes.get(*at) {
        *at += 1;
        value |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 || shift >= 28 {
            break;
        }
        shift += 7;
    }
    value
}
