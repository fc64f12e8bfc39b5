//! Words of running text, folded so that spellings of one word are one number.
//!
//! In: titles, abstracts, keywords, headings, rules. Out: [`Token`]s with byte ranges. Case, accents, plural, hyphens and
//! British or American spelling fold away. Never: meaning; folded words are never shown to a reader.

use super::fold::{fold_word, is_greek_letter};
use super::signs;
use super::singular::singular;
use super::stem::stem;
use super::stop::{Weight, weight};
use crate::text::hash::{combine, hash, mix};
use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Of the folded word, without a sign.
    pub(crate) hash: u64,
    /// Of the folded word with the sign that changes its meaning: "HER2+" and "HER2-", "C++", ".NET". The same as `hash`
    /// where there is none.
    pub(crate) signed: u64,
    /// Of the stem of the folded word with its sign.
    pub(crate) stem: u64,
    /// Of "IL-10" as one word, at its number, so that it is the same as "IL10"; zero where nothing is joined.
    pub(crate) joint: u64,
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

/// Reads words, and remembers what it found of those that it met before: most words of a text are not new.
#[derive(Default)]
pub(crate) struct Tokenizer {
    /// In pairs, by the low bits of the hash of a word as written; the whole hash tells whether it is the same word.
    met: Vec<Met>,
    /// How many of them are taken.
    taken: usize,
    folded: Vec<u8>,
    /// A short text is not worth the room to remember.
    forgets: bool,
}

/// What was found of a word as written.
#[derive(Clone, Copy)]
struct Met {
    /// Its hash as written.
    written: u64,
    /// Of the folded word; zero when nothing is left of it.
    hash: u64,
    stem: u64,
    weight: Weight,
}

const NOTHING: Met = Met { written: 0, hash: 0, stem: 0, weight: Weight::Function };

/// Words that are remembered at first, and at most: powers of two.
const FIRST: usize = 1 << 10;
const REMEMBERED: usize = 1 << 16;

/// Tokenizers for work in many threads: each keeps what it remembers for the next who takes it.
#[derive(Default)]
pub(crate) struct Tokenizers(Mutex<Vec<Tokenizer>>);

impl Tokenizers {
    /// One of them, until it is dropped.
    pub(crate) fn take(&self) -> Taken<'_> {
        let mut free = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Taken { tokenizer: free.pop().unwrap_or_default(), home: self }
    }
}

/// A tokenizer that goes back to the others when it is dropped.
pub(crate) struct Taken<'a> {
    tokenizer: Tokenizer,
    home: &'a Tokenizers,
}

impl Deref for Taken<'_> {
    type Target = Tokenizer;

    fn deref(&self) -> &Tokenizer {
        &self.tokenizer
    }
}

impl DerefMut for Taken<'_> {
    fn deref_mut(&mut self) -> &mut Tokenizer {
        &mut self.tokenizer
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut free = self.home.0.lock().unwrap_or_else(PoisonError::into_inner);
        free.push(std::mem::take(&mut self.tokenizer));
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
            if kind == Kind::Word && length == 1 {
                let from = *start.get_or_insert(at);
                at += ascii_letters(text, at);
                if text.as_bytes().get(at) == Some(&b' ') {
                    // Nearly all words end so.
                    gap = !self.push(text, from..at, gap, false, out) && gap;
                    (start, open) = (None, false);
                    at += 1;
                }
                continue;
            }
            if kind == Kind::Word || (start.is_none() && signs::before(text, at)) {
                start.get_or_insert(at);
                at += length;
                continue;
            }
            let sign = start.map_or(0, |from| signs::behind(text, from, at));
            if sign > 0 {
                at += sign;
                if let Some(from) = start.take() {
                    gap = !self.push(text, from..at, gap, false, out) && gap;
                }
                open = false;
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
        let plain = signs::without(word);
        let Met { hash, mut weight, mut stem, .. } = self.fold(plain);
        if hash == 0 {
            return false;
        }
        let mut signed = hash;
        if plain.len() != word.len() {
            let met = self.fold(word);
            (signed, stem) = (met.hash, met.stem);
        }
        if signed != hash && weight == Weight::Function {
            weight = Weight::Content;
        }
        let Some((first, more)) = word.as_bytes().split_first() else { return false };
        if first.is_ascii_alphabetic() && !more.is_empty() {
            // Nearly all words: no letter or number that belongs to the word before it.
            let (start, end) = (place(range.start), place(range.end));
            out.push(Token { hash, signed, stem, joint: 0, start, end, gap, bracketed, weight });
            return true;
        }
        // The letter of "vitamin D" belongs to its word.
        let letter = word.len() == 1
            && word.bytes().all(|b| b.is_ascii_uppercase() && !matches!(b, b'A' | b'I'))
            && !gap
            && out.last().is_some_and(|last| {
                last.weight != Weight::Function && last.end as usize + 1 == range.start
            });
        // So does the Greek letter of "interferon-γ"; that of "β-catenin" begins it.
        let greek = is_greek_letter(word);
        let letter = letter
            || greek && !gap && out.last().is_some_and(|last| last.end as usize + 1 == range.start);
        if greek {
            weight = Weight::Adjective;
        }
        // The number in "COVID-19" belongs to its word.
        let tied = word.bytes().all(|b| b.is_ascii_digit())
            && out.last().is_some_and(|last| last.end as usize + 1 == range.start)
            && text.get(..range.start).is_some_and(|before| before.ends_with('-'));
        let joint = match out.last() {
            Some(last) if tied && is_symbol(last.text(text)) => {
                let joined = format!("{}{word}", last.text(text));
                self.fold(&joined).hash
            }
            _ => 0,
        };
        out.push(Token {
            hash,
            signed,
            stem,
            joint,
            start: place(range.start),
            end: place(range.end),
            gap,
            bracketed,
            weight: if tied || letter { Weight::Number } else { weight },
        });
        true
    }

    /// What is known of a word as written.
    fn fold(&mut self, word: &str) -> Met {
        let written = hash(word.as_bytes());
        let place = self.place(written);
        for near in [place, place ^ 1] {
            if let Some(met) = self.met.get(near).filter(|met| met.written == written) {
                return *met;
            }
        }
        let met = self.read_word(word, written);
        self.remember(met);
        met
    }

    fn place(&self, written: u64) -> usize {
        let low = written & (REMEMBERED as u64 - 1);
        usize::try_from(low).unwrap_or_default() & self.met.len().saturating_sub(1)
    }

    fn read_word(&mut self, word: &str, written: u64) -> Met {
        fold_word(word, &mut self.folded);
        singular(&mut self.folded);
        if self.folded.is_empty() {
            return Met { written, ..NOTHING };
        }
        let folded = hash(&self.folded).max(1);
        let weight = weight(folded, &self.folded);
        stem(&mut self.folded);
        Met { written, hash: folded, stem: hash(&self.folded), weight }
    }

    fn remember(&mut self, met: Met) {
        if self.forgets {
            return;
        }
        if self.taken * 2 >= self.met.len() && self.met.len() < REMEMBERED {
            let larger = vec![NOTHING; (self.met.len() * 2).max(FIRST)];
            let known = std::mem::replace(&mut self.met, larger);
            self.taken = 0;
            known.into_iter().filter(|met| met.written != 0).for_each(|met| self.enter(met));
        }
        self.enter(met);
    }

    fn enter(&mut self, met: Met) {
        let place = self.place(met.written);
        let is_free = |at: &usize| self.met.get(*at).is_some_and(|other| other.written == 0);
        let free = [place, place ^ 1].into_iter().find(is_free);
        self.taken += usize::from(free.is_some());
        if let Some(slot) = self.met.get_mut(free.unwrap_or(place)) {
            *slot = met;
        }
    }
}

/// A place in a text as the small number that tokens keep.
fn place(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// How many letters and digits of ASCII, and apostrophes, stand from a place on.
fn ascii_letters(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let letter = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'\'';
    rest.iter().take_while(letter).count()
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
    let mut tokenizer = Tokenizer { forgets: true, ..Tokenizer::default() };
    tokenizer.read(text, out);
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A symbol to which a number may be joined: "IL", "CoV", and not "type".
fn is_symbol(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() > 1
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
        if !out.is_empty() && token.joint == 0 {
            out.push(' ');
        }
        out.push_str(&String::from_utf8_lossy(&folded));
    }
    out
}

/// The hash of all words of a text, signs included.
pub(crate) fn phrase_hash(text: &str) -> u64 {
    let mut tokens = Vec::new();
    tokenize(text, &mut tokens);
    phrase(&tokens)
}

/// The hash of a phrase, from its words.
pub(crate) fn phrase(tokens: &[Token]) -> u64 {
    tokens.iter().fold(Chain::default(), Chain::then).hash
}

/// The hash of a phrase in the making.
#[derive(Clone, Copy)]
pub(crate) struct Chain {
    pub(crate) hash: u64,
    /// Before the last word.
    before: u64,
}

impl Default for Chain {
    fn default() -> Self {
        Chain { hash: combine([]), before: combine([]) }
    }
}

impl Chain {
    /// With one more word. The number of "IL-10" makes one word with what stands before it, if that is in the phrase.
    pub(crate) fn then(self, token: &Token) -> Self {
        let empty = combine([]);
        match token.joint != 0 && self.hash != empty {
            true => Chain { hash: mix(self.before, token.joint), before: self.before },
            false => Chain { hash: mix(self.hash, token.signed), before: self.hash },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_change_the_meaning_stay_with_their_word() {
        for (text, words) in [
            ("HER2+ and HER2-", &["her2+", "and", "her2-"][..]),
            ("HER2−negative, CD4(+) cells", &["her2", "negative", "cd4+", "cell"]),
            ("CD4+CD25+ cells", &["cd4+", "cd25+", "cell"]),
            ("ER+/HER2-", &["er+", "her2-"]),
            ("C, C++ and C#", &["c", "c++", "and", "c#"]),
            ("the .NET framework", &["the", ".net", "framework"]),
            ("pre- and post-operative", &["pre", "and", "post", "operative"]),
            (
                "A+B, 3+4, PTSD- and loss-related",
                &["a", "b", "3", "4", "ptsd", "and", "loss", "related"],
            ),
            ("Ca(2+) channels, Ca2+", &["ca2+", "channel", "ca2+"]),
            ("IL-10, IL10 and type-2", &["il10", "il10", "and", "type", "2"]),
            ("It ends. Here", &["it", "end", "here"]),
            ("β-catenin, interferon-γ", &["beta", "catenin", "interferon", "gamma"]),
        ] {
            assert_eq!(key(text), words.join(" "), "{text}");
        }
        let hash = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, &mut tokens);
            tokens.first().map(|token| token.hash)
        };
        assert_eq!(phrase_hash("the IL-10 gene"), phrase_hash("the IL10 genes"));
        assert_eq!(hash("HER2+"), hash("HER2-"));
        assert_ne!(phrase_hash("HER2+"), phrase_hash("HER2-"));
    }
}
