//! Words of running text, folded so that spellings of one word are one number.
//!
//! In: titles, abstracts, keywords, headings, rules. Out: [`Token`]s with byte ranges. Case, accents, plural, hyphens and
//! British or American spelling fold away. Never: meaning; folded words are never shown to a reader.

use super::fold::{fold_word, is_greek_letter};
use super::signs;
use super::singular::singular;
use super::stop::{Weight, weight};
use crate::text::hash::{combine, hash, mix};

/// One word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Of the folded word, without a sign.
    pub(crate) hash: u64,
    /// Of the folded word with the sign that changes its meaning: "HER2+" and "HER2-", "C++", ".NET". The same as `hash`
    /// where there is none.
    pub(crate) signed: u64,
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
        let (hash, mut weight) = self.fold(plain);
        if hash == 0 {
            return false;
        }
        let signed = if plain == word { hash } else { self.fold(word).0 };
        if signed != hash && weight == Weight::Function {
            weight = Weight::Content;
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
                self.fold(&joined).0
            }
            _ => 0,
        };
        out.push(Token {
            hash,
            signed,
            joint,
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
