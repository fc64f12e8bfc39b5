//! The words of a text, as an index has them and as a search types them.
//!
//! In: a text. Out: its words, folded: lower case, without accents, ligatures taken apart, a lone Greek letter by its name; not
//! stemmed. Chinese and Japanese come as pairs of characters that overlap. The engine in the browser does the same with the same
//! tables; a test holds the two together. Never: stop words, which are words like others.

use crate::text::terms::fold::greek_name;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Letters that Unicode does not take apart.
const LETTERS: &[(char, &str)] = &[
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('þ', "th"),
    ('ł', "l"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ς', "σ"),
];

/// The longest word; the rest of a longer one is cut off.
const LONGEST: usize = 40;

/// What a word is to a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A word of its own; the next one has the next place.
    Word,
    /// Another form of the word that comes next, at its place: one character of a pair, "il10" where "IL-10" stands.
    Also,
}

/// The letters that have a form of their own, for the browser.
pub(super) fn letters() -> BTreeMap<char, &'static str> {
    LETTERS.iter().copied().collect()
}

/// The names of the Greek letters, for the browser.
pub(super) fn greek() -> BTreeMap<char, &'static str> {
    ('α'..='ω').filter_map(|letter| Some((letter, lone_greek(letter)?))).collect()
}

fn lone_greek(letter: char) -> Option<&'static str> {
    greek_name(letter.encode_utf8(&mut [0; 4]))
}

/// Folds a name: its words with single blanks between them.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    words(text, &mut |word, form| {
        if form == Form::Word {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
    });
    out
}

/// Gives the words of a text, in order.
pub(super) fn words(text: &str, each: &mut dyn FnMut(&str, Form)) {
    let mut scratch = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let (_, run) = rest.split_at_checked(start).unwrap_or(("", ""));
        let end = run.find(|c| !is_part(c)).unwrap_or(run.len());
        let (word, behind) = run.split_at_checked(end).unwrap_or((run, ""));
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            if let Some(number) = joint(word, behind) {
                scratch.clear();
                scratch.push_str(word);
                scratch.push_str(number);
                scratch.make_ascii_lowercase();
                each(cut(&scratch), Form::Also);
            }
            scratch.clear();
            scratch.push_str(word);
            scratch.make_ascii_lowercase();
            each(cut(&scratch), Form::Word);
        } else {
            apart(word, each);
        }
        rest = behind;
    }
}

/// Whether a character is part of a word, or an apostrophe.
fn is_part(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '\'';
    }
    c.is_alphanumeric() || is_combining_mark(c) || is_apostrophe(c)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

/// The number behind the hyphen of a symbol: the "10" of "IL-10".
fn joint<'t>(word: &str, behind: &'t str) -> Option<&'t str> {
    let symbol = word.bytes().all(|byte| byte.is_ascii_alphabetic())
        && word.bytes().filter(u8::is_ascii_uppercase).count() > 1;
    if !symbol || word.len() > 8 {
        return None;
    }
    let number = behind.strip_prefix(['-', '\u{2010}', '\u{2011}'])?;
    let end = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
    let (digits, after) = number.split_at_checked(end)?;
    ((1..=4).contains(&digits.len()) && !after.starts_with(is_part)).then_some(digits)
}

/// The words of a run of letters that is not plain ASCII: at apostrophes, and where the script changes.
fn apart(run: &str, each: &mut dyn FnMut(&str, Form)) {
    let mut pieces: Vec<String> = run.split(is_apostrophe).map(folded).collect();
    // The possessive goes; "O'Brien" is one word; "l'eau" two.
    if pieces.len() > 1 {
        let before = pieces.len().checked_sub(2).and_then(|at| pieces.get(at));
        if before.is_some_and(|piece| !piece.is_empty())
            && pieces.last().is_some_and(|piece| piece == "s")
        {
            pieces.pop();
        }
        if pieces.len() > 1 && pieces.first().is_some_and(|piece| piece == "o") {
            let first = pieces.remove(0);
            if let Some(second) = pieces.first_mut() {
                second.insert_str(0, &first);
            }
        }
    }
    for piece in pieces {
        let mut rest = piece.as_str();
        while let Some(first) = rest.chars().next() {
            let cjk = is_cjk(first);
            let end = rest.find(|c| is_cjk(c) != cjk).unwrap_or(rest.len());
            let (segment, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
            if cjk {
                pairs(segment, each);
            } else {
                named(segment)
                    .split(' ')
                    .filter(|word| !word.is_empty())
                    .for_each(|word| each(cut(word), Form::Word));
            }
            rest = behind;
        }
    }
}

/// The letters and digits of a run, folded.
fn folded(run: &str) -> String {
    let mut out = String::with_capacity(run.len());
    for c in run.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if ('\u{ac00}'..='\u{d7a3}').contains(&c) {
            // Unicode would take a Korean syllable apart.
            out.push(c);
        } else {
            for part in std::iter::once(c).nfkd().filter(|c| !is_combining_mark(*c)) {
                for lower in part.to_lowercase().filter(|c| c.is_alphanumeric()) {
                    match LETTERS.iter().find(|(letter, _)| *letter == lower) {
                        Some((_, letters)) => out.push_str(letters),
                        None => out.push(lower),
                    }
                }
            }
        }
    }
    out
}

/// Puts the name of a Greek letter in its place where it is not part of a Greek word.
fn named(word: &str) -> String {
    let is_greek = |c: char| ('α'..='ω').contains(&c);
    if !word.contains(is_greek) {
        return word.to_owned();
    }
    let mut out = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let greek = is_greek(first);
        let end = rest.find(|c| is_greek(c) != greek).unwrap_or(rest.len());
        let (run, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        match lone_greek(first).filter(|_| greek && run.chars().nth(1).is_none()) {
            Some(name) => {
                out.push(' ');
                out.push_str(name);
                if !behind.starts_with(|c: char| c.is_ascii_digit()) {
                    out.push(' ');
                }
            }
            None => out.push_str(run),
        }
        rest = behind;
    }
    out
}

/// Chinese and Japanese characters, Korean syllables: texts without blanks between words.
fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3005}' | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{20000}'..='\u{3ffff}')
}

fn pairs(segment: &str, each: &mut dyn FnMut(&str, Form)) {
    let characters: Vec<(usize, char)> = segment.char_indices().collect();
    if let [_] = characters.as_slice() {
        each(segment, Form::Word);
        return;
    }
    for (nth, (at, c)) in characters.iter().enumerate() {
        let end = at + c.len_utf8();
        each(segment.get(*at..end).unwrap_or_default(), Form::Also);
        if let Some((next, c)) = characters.get(nth + 1) {
            each(segment.get(*at..next + c.len_utf8()).unwrap_or_default(), Form::Word);
        }
    }
}

/// A word without what is too long.
fn cut(word: &str) -> &str {
    if word.len() <= LONGEST {
        return word;
    }
    let mut units = 0;
    let end = word.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.and_then(|(at, _)| word.get(..at)).unwrap_or(word)
}
