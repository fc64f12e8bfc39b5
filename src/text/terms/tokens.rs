//! Words of running text, folded so that spellings of one word are one number.
//!
//! In: titles, abstracts, keywords, headings, rules. Out: [`Token`]s with byte ranges. Case, accents, plural, hyphens and
//! British or American spelling fold away. Never: meaning; folded words are never shown to a reader.

use super::stop::{Weight, weight};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Of the folded word.
    pub(crate) hash: u64,
    /// Byte range in the text.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Punctuation that ends a phrase stands before it.
    pub(crate) gap: bool,
    /// An opening bracket stands right before it, and a closing one right after.
    pub(crate) bracketed: bool,
    pub(crate) weight: Weight,
}

impl Token {
    /// Its text.
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }
}

/// Reads words, and remembers the folded form of those that it met before: most words of a text are not new.
pub(crate) struct Tokenizer {
    /// By the low bits of the hash of a word as written; the whole hash tells whether it is the same word.
    met: Vec<(u64, u64, Weight)>,
    folded: Vec<u8>,
}

/// A power of two.
const REMEMBERED: usize = 1 << 13;

impl Default for Tokenizer {
    fn default() -> Self {
        Tokenizer {
            met: vec![(0, 0, Weight::Function); REMEMBERED],
            folded: Vec::with_capacity(32),
        }
    }
}

/// What a character does to the words around it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Blank,
    Gap,
    Open,
    Close,
}

impl Tokenizer {
    /// Appends the words of a text to `out`.
    pub(crate) fn read(&mut self, text: &str, out: &mut Vec<Token>) {
        let mut start: Option<usize> = None;
        let mut gap = true;
        let mut open = false;
        let mut at = 0;
        while let Some((kind, length)) = next(text, at) {
            if kind == Kind::Word {
                start.get_or_insert(at);
                at += length;
                continue;
            }
            if let Some(from) = start.take() {
                let bracketed = open && kind == Kind::Close;
                gap = !self.push(text, from..at, gap, bracketed, out) && gap;
            }
            gap |= kind != Kind::Blank;
            open = kind == Kind::Open;
            at += length;
        }
        if let Some(from) = start {
            self.push(text, from..text.len(), gap, false, out);
        }
    }

    /// Appends one word; says whether there was anything in it.
    fn push(
        &mut self,
        text: &str,
        range: std::ops::Range<usize>,
        gap: bool,
        bracketed: bool,
        out: &mut Vec<Token>,
    ) -> bool {
        let word = text.get(range.clone()).unwrap_or_default();
        let (hash, weight) = self.fold(word);
        if hash == 0 {
            return false;
        }
        // The letter of "vitamin D" belongs to its word.
        let letter = word.len() == 1
            && word.bytes().all(|b| b.is_ascii_uppercase() && !matches!(b, b'A' | b'I'))
            && !gap
            && out.last().is_some_and(|last| {
                last.weight != Weight::Function && last.end as usize + 1 == range.start
            });
        // The number in "COVID-19" belongs to its word.
        let tied = word.bytes().all(|b| b.is_ascii_digit())
            && out.last().is_some_and(|last| last.end as usize + 1 == range.start)
            && text.get(..range.start).is_some_and(|before| before.ends_with('-'));
        out.push(Token {
            hash,
            start: u32::try_from(range.start).unwrap_or(u32::MAX),
            end: u32::try_from(range.end).unwrap_or(u32::MAX),
            gap,
            bracketed,
            weight: if tied || letter { Weight::Number } else { weight },
        });
        true
    }

    /// The hash of the folded word, zero when nothing is left of it, and its weight.
    fn fold(&mut self, word: &str) -> (u64, Weight) {
        let written = hash(word.as_bytes());
        let place = usize::try_from(written & (REMEMBERED as u64 - 1)).unwrap_or_default();
        if let Some((_, hash, weight)) = self.met.get(place).filter(|met| met.0 == written) {
            return (*hash, *weight);
        }
        fold_word(word, &mut self.folded);
        singular(&mut self.folded);
        let found = if self.folded.is_empty() {
            (0, Weight::Function)
        } else {
            let hash = hash(&self.folded).max(1);
            (hash, weight(hash, &self.folded))
        };
        if let Some(met) = self.met.get_mut(place) {
            *met = (written, found.0, found.1);
        }
        found
    }
}

/// The kind of the character at a place, and its length in bytes.
fn next(text: &str, at: usize) -> Option<(Kind, usize)> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        return Some((ascii(byte), 1));
    }
    let c = text.get(at..)?.chars().next()?;
    let kind = match c {
        '\u{2019}' => Kind::Word,
        c if c.is_alphanumeric() || is_mark(c) => Kind::Word,
        '“' | '”' | '—' => Kind::Gap,
        _ => Kind::Blank,
    };
    Some((kind, c.len_utf8()))
}

fn ascii(byte: u8) -> Kind {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'\'' => Kind::Word,
        b'(' | b'[' => Kind::Open,
        b')' | b']' => Kind::Close,
        b'.' | b',' | b';' | b':' | b'?' | b'!' | b'"' | b'=' | b'<' | b'>' | b'%' => Kind::Gap,
        _ => Kind::Blank,
    }
}

/// Appends the words of a short text to `out`.
pub(crate) fn tokenize(text: &str, out: &mut Vec<Token>) {
    let mut tokenizer = Tokenizer { met: Vec::new(), folded: Vec::new() };
    tokenizer.read(text, out);
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Lower case, ASCII, American spelling, without a possessive.
pub(crate) fn fold_word(word: &str, out: &mut Vec<u8>) {
    out.clear();
    for c in word.chars() {
        match c {
            '\'' | '\u{2019}' => out.push(b'\''),
            c if c.is_ascii() => out.push(c.to_ascii_lowercase() as u8),
            c => out.extend(
                any_ascii::any_ascii_char(c)
                    .bytes()
                    .filter(u8::is_ascii_alphanumeric)
                    .map(|b| b.to_ascii_lowercase()),
            ),
        }
    }
    if out.ends_with(b"'s") {
        out.truncate(out.len() - 2);
    }
    out.retain(|b| *b != b'\'');
    american(out);
}

/// British spellings to American ones: "tumour", "oedema", "haemoglobin", "fibre", "localisation".
fn american(word: &mut Vec<u8>) {
    const ENDINGS: &[(&[u8], &[u8])] = &[
        (b"isation", b"ization"),
        (b"isations", b"izations"),
        (b"ising", b"izing"),
        (b"ised", b"ized"),
        (b"ise", b"ize"),
        (b"ysed", b"yzed"),
        (b"ysing", b"yzing"),
        (b"fibre", b"fiber"),
        (b"fibres", b"fibers"),
        (b"centre", b"center"),
        (b"centres", b"centers"),
        (b"litre", b"liter"),
        (b"metre", b"meter"),
        (b"programme", b"program"),
        (b"programmes", b"programs"),
        (b"ageing", b"aging"),
        (b"grey", b"gray"),
        (b"leukaemia", b"leukemia"),
        (b"sulph", b"sulf"),
    ];
    if word.len() < 4 {
        return;
    }
    if let Some((from, to)) = ENDINGS.iter().find(|(from, _)| word.ends_with(from)) {
        word.truncate(word.len() - from.len());
        word.extend_from_slice(to);
    }
    for (from, to, shortest) in [(&b"our"[..], &b"or"[..], 6), (b"ae", b"e", 5), (b"oe", b"e", 5)] {
        if word.len() >= shortest {
            replace(word, from, to);
        }
    }
}

/// Replaces the first occurrence that is not at the very end. "Our" stays in "hour", "four" and "source", whose words
/// are short, and in any word where a consonant group shows that it is no ending of a noun.
fn replace(word: &mut Vec<u8>, from: &[u8], to: &[u8]) {
    let Some(at) = memchr::memmem::find(word, from) else { return };
    let end = at + from.len();
    let follows = word.get(end).copied();
    let fits = match from {
        b"our" => {
            at > 1
                && matches!(follows, None | Some(b's' | b'a' | b'e' | b'i'))
                && !word.ends_with(b"source")
                && !word.ends_with(b"sources")
                && !word.ends_with(b"course")
                && !word.ends_with(b"courses")
        }
        _ => follows.is_some_and(|b| b != b's' || word.len() > end + 1),
    };
    if fits {
        word.splice(at..end, to.iter().copied());
    }
}

/// The singular of a regular plural, and of a few irregular ones that papers are full of.
pub(crate) fn singular(word: &mut Vec<u8>) {
    const IRREGULAR: &[(&[u8], &[u8])] = &[
        (b"mice", b"mouse"),
        (b"children", b"child"),
        (b"women", b"woman"),
        (b"men", b"man"),
        (b"feet", b"foot"),
        (b"teeth", b"tooth"),
        (b"people", b"person"),
        (b"criteria", b"criterion"),
        (b"phenomena", b"phenomenon"),
        (b"bacteria", b"bacterium"),
        (b"mitochondria", b"mitochondrion"),
        (b"nuclei", b"nucleus"),
        (b"stimuli", b"stimulus"),
        (b"fungi", b"fungus"),
        (b"loci", b"locus"),
        (b"foci", b"focus"),
        (b"vertebrae", b"vertebra"),
        (b"indices", b"index"),
        (b"data", b"datum"),
        (b"lives", b"life"),
        (b"diabetes", b"diabetes"),
        (b"series", b"series"),
        (b"species", b"species"),
        (b"rabies", b"rabies"),
        (b"herpes", b"herpes"),
        (b"lens", b"lens"),
    ];
    if let Some((_, one)) = IRREGULAR.iter().find(|(many, _)| word == many) {
        word.clear();
        word.extend_from_slice(one);
        return;
    }
    if word.len() > 6 && word.ends_with(b"ae") {
        word.pop();
    }
    if word.len() < 4 || !word.ends_with(b"s") {
        return;
    }
    let swap = |word: &mut Vec<u8>, cut: usize, add: &[u8]| {
        word.truncate(word.len() - cut);
        word.extend_from_slice(add);
    };
    let long = word.len() > 6;
    if word.ends_with(b"ss") || word.ends_with(b"us") || word.ends_with(b"is") {
        // "Loss", "virus", "sclerosis" are singular.
    } else if word.ends_with(b"ies") && word.len() > 4 {
        swap(word, 3, b"y");
    } else if long
        && (word.ends_with(b"yses")
            || word.ends_with(b"oses")
            || word.ends_with(b"ases") && word.ends_with(b"stases")
            || word.ends_with(b"eses")
            || word.ends_with(b"axes"))
        && !word.ends_with(b"doses")
    {
        swap(word, 2, b"is");
    } else if [&b"sses"[..], b"xes", b"ches", b"shes", b"zes"].iter().any(|end| word.ends_with(end))
    {
        swap(word, 2, b"");
    } else {
        swap(word, 1, b"");
    }
}

/// A map whose keys are hashes already.
pub(crate) type ByHash<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;

/// Words by their hashes alone.
pub(crate) type Hashes = HashSet<u64, BuildHasherDefault<AsItIs>>;

/// Takes a hash for the hash of itself.
#[derive(Default)]
pub(crate) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

/// A fixed hash: the same on every machine and in every version of the compiler.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ (bytes.len() as u64);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        state = mix(state, u64::from_le_bytes(*word));
    }
    if !rest.is_empty() {
        let word = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
        state = mix(state, word);
    }
    state
}

/// The hash of a phrase, from its words' in order.
pub(crate) fn combine(hashes: impl IntoIterator<Item = u64>) -> u64 {
    hashes.into_iter().fold(0x51_7c_c1_b7_27_22_0a_95, mix)
}

pub(crate) fn mix(state: u64, word: u64) -> u64 {
    // The high and low halves of a wide product, folded: each bit of the input reaches each bit of the result.
    let product = u128::from(state ^ word ^ 0xa076_1d64_78bd_642f)
        * u128::from(0xe703_7ed1_a0b4_28db ^ state.rotate_left(23));
    let [low, high] = [product & u128::from(u64::MAX), product >> 64]
        .map(|half| u64::try_from(half).unwrap_or_default());
    low ^ high ^ word.wrapping_mul(0x9fb2_1c65_1e98_df25)
}

/// The folded words of a text joined by blanks: the key of a topic.
pub(crate) fn key(text: &str) -> String {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    let mut out = String::new();
    let mut folded = Vec::new();
    for token in &tokens {
        fold_word(token.text(text), &mut folded);
        singular(&mut folded);
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&String::from_utf8_lossy(&folded));
    }
    out
}

/// The hash of all words of a text.
pub(crate) fn phrase_hash(text: &str) -> u64 {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    combine(tokens.iter().map(|token| token.hash))
}
