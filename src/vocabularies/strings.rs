//! Names as numbers of words.
//!
//! In: lists of names, one list for each entry of a vocabulary. Out: [`Strings`], which gives each name back to the letter,
//! and finds the names all of whose words somebody knows without writing any of the others out. Never: folding, or what a
//! word means.
//!
//! A name is cut into pieces: runs of letters and digits, and what stands between them; a single blank between two runs goes
//! without saying. The commonest pieces have numbers of one byte, the next of two, the rest of three.

use super::numbers::{self, Numbers};
use crate::text::hash::{ByHash, hash};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// Ends a name, and a list of names. No number of a piece is written as one of them.
const NAME: u8 = 0;
const LIST: u8 = 1;
/// Numbers of one byte, and of one or two bytes.
const ONE: u32 = 126;
const TWO: u32 = ONE + (1 << 14);

/// Entries that one thread looks at.
const PART: usize = 8_192;

/// Lists of names.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    pieces: Pieces,
    codes: Vec<u8>,
    /// Where the names of each entry begin.
    starts: Vec<u32>,
}

/// The distinct pieces of all names.
#[derive(Debug, Default)]
struct Pieces {
    text: String,
    ends: Vec<u32>,
}

impl Pieces {
    fn get(&self, number: u32) -> &str {
        let place = number as usize;
        let start = place.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        let (Some(start), Some(end)) = (start, self.ends.get(place)) else { return "" };
        self.text.get(*start as usize..*end as usize).unwrap_or_default()
    }

    fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }
}

/// Whether a piece is a word, and not what stands between words.
fn is_word(piece: &str) -> bool {
    if let Some(first) = piece.bytes().next().filter(u8::is_ascii) {
        return of_word(char::from(first));
    }
    piece.chars().next().is_some_and(of_word)
}

/// An apostrophe belongs to its word, as in all ways of cutting a text.
fn of_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || c == '\''
        || !c.is_ascii() && (c.is_alphanumeric() || c == '\u{2019}')
}

/// The words of a text, as the names of vocabularies are cut into words.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    split(text).filter(|piece| is_word(piece))
}

/// The pieces of a name, blanks between words too.
fn split(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let first = of_word(rest.chars().next()?);
        let end = rest.find(|c: char| of_word(c) != first).unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(piece)
    })
}

/// The pieces of a name that are written: all but a blank between two words.
fn written(name: &str) -> impl Iterator<Item = &str> {
    let mut pieces = split(name).peekable();
    let mut first = true;
    std::iter::from_fn(move || {
        let piece = pieces.next()?;
        let between = !std::mem::take(&mut first) && pieces.peek().is_some();
        if piece == " " && between { pieces.next() } else { Some(piece) }
    })
}

fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl Strings {
    /// Brings lists of names into this form.
    pub(super) fn of<S: AsRef<str>>(lists: &[Vec<S>]) -> Self {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        let names = || lists.iter().flatten().map(AsRef::as_ref);
        for piece in names().flat_map(written) {
            *counts.entry(piece).or_default() += 1;
        }
        let pieces = ordered(counts);
        let mut numbers: ByHash<Vec<u32>> = ByHash::default();
        for number in (0..).take(pieces.ends.len()) {
            numbers.entry(hash(pieces.get(number).as_bytes())).or_default().push(number);
        }
        let mut strings = Strings { pieces, ..Strings::default() };
        for list in lists {
            strings.starts.push(number(strings.codes.len()));
            for name in list {
                for piece in written(name.as_ref()) {
                    let same = numbers.get(&hash(piece.as_bytes())).into_iter().flatten();
                    let mut same = same.filter(|number| strings.pieces.get(**number) == piece);
                    put(*same.next().unwrap_or(&0), &mut strings.codes);
                }
                strings.codes.push(NAME);
            }
            strings.codes.push(LIST);
        }
        strings
    }

    /// The names of an entry, in order.
    pub(super) fn of_entry(&self, entry: u32) -> Vec<String> {
        let mut out = Vec::new();
        let Some(start) = self.starts.get(entry as usize) else { return out };
        let mut codes = self.codes.get(*start as usize..).unwrap_or_default();
        let mut numbers = Vec::new();
        while next_name(&mut codes, &mut numbers) {
            out.push(self.text(&numbers));
        }
        out
    }

    /// The first name of an entry.
    pub(super) fn first_of(&self, entry: u32) -> String {
        let mut numbers = Vec::new();
        let start = self.starts.get(entry as usize).map_or(0, |start| *start as usize);
        let mut codes = self.codes.get(start..).unwrap_or_default();
        match next_name(&mut codes, &mut numbers) {
            true => self.text(&numbers),
            false => String::new(),
        }
    }

    /// A name from the numbers of its pieces.
    pub(super) fn text(&self, numbers: &[u32]) -> String {
        let mut out = String::new();
        let mut word = false;
        for number in numbers {
            let piece = self.pieces.get(*number);
            let next = is_word(piece);
            if word && next {
                out.push(' ');
            }
            out.push_str(piece);
            word = next;
        }
        out
    }

    /// How many distinct pieces the names have.
    pub(crate) fn pieces(&self) -> u32 {
        u32::try_from(self.pieces.ends.len()).unwrap_or(u32::MAX)
    }

    /// A piece that is a word; nothing for what stands between words.
    pub(crate) fn word(&self, number: u32) -> Option<&str> {
        Some(self.pieces.get(number)).filter(|piece| is_word(piece))
    }

    /// A piece that is no word; empty for a word.
    pub(crate) fn between(&self, number: u32) -> &str {
        Some(self.pieces.get(number)).filter(|piece| !is_word(piece)).unwrap_or_default()
    }

    /// The entries with a name that is asked for by the numbers of its pieces. `room` is what each thread has to work in.
    pub(crate) fn find<R: Default>(
        &self,
        asks: impl Fn(&[u32], &mut R) -> bool + Sync,
    ) -> BTreeSet<u32> {
        let of = |starts: &[u32], first: u32| {
            let (mut room, mut numbers) = (R::default(), Vec::new());
            let mut found = Vec::new();
            for (entry, start) in (first..).zip(starts) {
                let mut codes = self.codes.get(*start as usize..).unwrap_or_default();
                while next_name(&mut codes, &mut numbers) {
                    if asks(&numbers, &mut room) {
                        found.push(entry);
                        break;
                    }
                }
            }
            found
        };
        let parts = self.starts.par_chunks(PART).enumerate();
        parts.flat_map_iter(|(at, starts)| of(starts, number(at * PART))).collect()
    }

    /// Shows every name, by the numbers of its pieces, with its entry and its place among the entry's names.
    pub(crate) fn each(&self, mut show: impl FnMut(u32, u32, &[u32])) {
        let mut codes = self.codes.as_slice();
        let mut numbers = Vec::new();
        for entry in (0..).take(self.starts.len()) {
            let mut place = 0;
            while next_name(&mut codes, &mut numbers) {
                show(entry, place, &numbers);
                place += 1;
            }
        }
    }

    /// The three parts of a packed table: pieces, names, and how long the names of each entry are.
    pub(super) fn parts(&self) -> [Vec<u8>; 3] {
        let mut pieces = Vec::new();
        let mut before = "";
        for number in (0..).take(self.pieces.ends.len()) {
            let piece = self.pieces.get(number);
            let same = piece.chars().zip(before.chars()).take_while(|(a, b)| a == b);
            let same: usize = same.map(|(c, _)| c.len_utf8()).sum();
            let rest = piece.get(same..).unwrap_or_default();
            numbers::put(u32::try_from(same).unwrap_or_default(), &mut pieces);
            numbers::put(u32::try_from(rest.len()).unwrap_or_default(), &mut pieces);
            pieces.extend(rest.as_bytes());
            before = piece;
        }
        let ends = self.starts.iter().skip(1).copied().chain([number(self.codes.len())]);
        let mut lengths = Vec::new();
        for (start, end) in self.starts.iter().zip(ends) {
            numbers::put(end - start, &mut lengths);
        }
        [pieces, self.codes.clone(), lengths]
    }

    /// Reads the three parts of so many entries; none when they do not fit together. What a code means is looked at when its
    /// name is asked for.
    pub(super) fn read(
        pieces: &[u8],
        codes: Vec<u8>,
        lengths: &[u8],
        entries: usize,
    ) -> Option<Self> {
        let mut starts = Vec::with_capacity(entries.min(lengths.len()));
        let (mut lengths, mut start) = (Numbers(lengths), 0_u32);
        for _ in 0..entries {
            starts.push(start);
            start = start.checked_add(lengths.next()?)?;
            // The names of each entry end as a list does.
            if codes.get(start.checked_sub(1)? as usize) != Some(&LIST) {
                return None;
            }
        }
        let whole = lengths.0.is_empty() && start as usize == codes.len();
        whole.then_some(Strings { pieces: Pieces::read(pieces)?, codes, starts })
    }
}

impl Pieces {
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut text: Vec<u8> = Vec::with_capacity(bytes.len() * 2);
        let mut ends = Vec::new();
        let mut numbers = Numbers(bytes);
        let mut before = 0..0_usize;
        while !numbers.0.is_empty() {
            let same = numbers.next()? as usize;
            let length = numbers.next()? as usize;
            let (rest, after) = numbers.0.split_at_checked(length)?;
            numbers.0 = after;
            let shared = before.start..before.start.checked_add(same)?;
            if shared.end > before.end {
                return None;
            }
            let start = text.len();
            text.extend_from_within(shared);
            text.extend(rest);
            ends.push(u32::try_from(text.len()).ok()?);
            before = start..text.len();
        }
        Some(Pieces { text: String::from_utf8(text).ok()?, ends })
    }
}

/// The pieces in the order of their numbers: the commonest first, those whose numbers are as long by code points.
fn ordered(counts: BTreeMap<&str, u32>) -> Pieces {
    let mut all: Vec<(&str, u32)> = counts.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    let (one, two) = (all.len().min(ONE as usize), all.len().min(TWO as usize));
    let mut pieces = Pieces::default();
    for range in [0..one, one..two, two..all.len()] {
        let class = all.get_mut(range).unwrap_or_default();
        class.sort_unstable_by_key(|(piece, _)| *piece);
        for (piece, _) in class {
            pieces.push(piece);
        }
    }
    pieces
}

/// Appends the number of a piece.
fn put(number: u32, out: &mut Vec<u8>) {
    let [high, middle, low] = match number {
        0..ONE => return out.push(u8::try_from(number + 2).unwrap_or_default()),
        ONE..TWO => {
            let [.., high, low] = (number - ONE).to_be_bytes();
            return out.extend([0x80 | high, low]);
        }
        _ => {
            let [_, high, middle, low] = (number - TWO).to_be_bytes();
            [0xc0 | high, middle, low]
        }
    };
    out.extend([high, middle, low]);
}

/// What the codes of names say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    /// The name ends.
    Name,
    /// The list of names ends.
    List,
    /// A piece, by its number.
    Piece(u32),
}

/// Takes the next code; none at the end of the bytes, and where a number is cut.
fn next_code(codes: &mut &[u8]) -> Option<Code> {
    let (first, rest) = codes.split_first()?;
    let (code, rest) = match first {
        &NAME => (Code::Name, rest),
        &LIST => (Code::List, rest),
        2..0x80 => (Code::Piece(u32::from(*first) - 2), rest),
        0x80..0xc0 => {
            let (low, rest) = rest.split_first()?;
            (Code::Piece(ONE + u32::from_be_bytes([0, 0, first & 0x3f, *low])), rest)
        }
        0xc0.. => {
            let ([middle, low], rest) = rest.split_first_chunk()?;
            (Code::Piece(TWO + u32::from_be_bytes([0, first & 0x3f, *middle, *low])), rest)
        }
    };
    *codes = rest;
    Some(code)
}

/// Takes the numbers of the next name; false at the end of a list, or of the bytes.
fn next_name(codes: &mut &[u8], numbers: &mut Vec<u32>) -> bool {
    numbers.clear();
    while let Some(code) = next_code(codes) {
        match code {
            Code::Name => return true,
            Code::List => return false,
            Code::Piece(number) => numbers.push(number),
        }
    }
    *codes = &[];
    !numbers.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Vec<String>> {
        let list = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        let mut all: Vec<Vec<String>> = vec![
            list(&["Quux University", "Universität, Quux (alt)", "  two  blanks ", "Saint-Élbo's"]),
            list(&[]),
            list(&["", " ", "x", "1,2-Quux", "クックス大学"]),
        ];
        // More distinct words than numbers of one and of two bytes.
        all.extend((0..17_000).map(|n| vec![format!("w{n} University")]));
        all
    }

    #[test]
    fn names_come_back_to_the_letter_also_from_bytes() {
        let all = all();
        let strings = Strings::of(&all);
        let [pieces, codes, lengths] = strings.parts();
        let read = Strings::read(&pieces, codes, &lengths, all.len()).unwrap();
        for (entry, names) in (0..).zip(&all) {
            assert_eq!(strings.of_entry(entry), *names);
            assert_eq!(read.of_entry(entry), *names);
            assert_eq!(read.first_of(entry), names.first().cloned().unwrap_or_default());
        }
        assert_eq!(read.of_entry(99_999), Vec::<String>::new());
    }

    #[test]
    fn names_are_shown_by_their_words() {
        let strings = Strings::of(&all());
        let mut shown = Vec::new();
        strings.each(|entry, place, numbers| {
            let words: Vec<&str> = numbers.iter().filter_map(|n| strings.word(*n)).collect();
            if words.contains(&"Quux") || words.contains(&"w16999") {
                shown.push((entry, place, words.join("|"), strings.text(numbers)));
            }
        });
        let shown: Vec<(u32, u32, &str, &str)> =
            shown.iter().map(|(e, p, words, text)| (*e, *p, &**words, &**text)).collect();
        assert_eq!(
            shown,
            [
                (0, 0, "Quux|University", "Quux University"),
                (0, 1, "Universität|Quux|alt", "Universität, Quux (alt)"),
                (2, 3, "1|2|Quux", "1,2-Quux"),
                (17_002, 0, "w16999|University", "w16999 University"),
            ]
        );
        assert_eq!(words("Élbo's (2) quux").collect::<Vec<_>>(), ["Élbo's", "2", "quux"]);
    }

    #[test]
    fn damaged_bytes_are_refused_and_never_stop_the_program() {
        let lists = vec![vec!["Quux University", "QXU"], vec!["Elbo"]];
        let [pieces, codes, lengths] = Strings::of(&lists).parts();
        let read = |pieces: &[u8], codes: &[u8], lengths: &[u8]| {
            Strings::read(pieces, codes.to_vec(), lengths, 2)
        };
        assert!(Strings::read(&pieces, codes.clone(), &lengths, 3).is_none());
        assert!(read(&pieces, &codes, &[]).is_none());
        assert!(read(&pieces, &codes, &[0xff; 12]).is_none());
        for at in 0..codes.len() {
            assert!(read(&pieces, &codes[..at], &lengths).is_none(), "cut at {at}");
            for byte in [NAME, LIST, 0x7f, 0x80, 0xff] {
                let mut other = codes.clone();
                other[at] = byte;
                if let Some(read) = read(&pieces, &other, &lengths) {
                    assert!(read.of_entry(0).len() <= codes.len(), "changed at {at}");
                    read.each(|_, _, numbers| assert!(read.text(numbers).len() < 100));
                }
            }
        }
        for at in 0..pieces.len() {
            let mut other = pieces.clone();
            other[at] ^= 0x81;
            if let Some(read) = read(&other, &codes, &lengths) {
                assert_eq!(read.of_entry(0).len(), 2);
            }
        }
    }
}
