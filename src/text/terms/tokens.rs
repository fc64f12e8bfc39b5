//! Words of running text, folded so that spellings of one word are one number.
//!
//! In: titles, abstracts, keywords, headings, rules. Out: [`Token`]s with byte ranges. Case, accents, plural, hyphens and
//! British or American spelling fold away. Never: meaning; folded words are never shown to a reader.

use super::fold::fold_word;
use super::singular::singular;
use super::stop::{Weight, weight};
use crate::text::hash::{combine, hash};

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
