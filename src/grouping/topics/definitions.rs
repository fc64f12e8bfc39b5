//! Definitions of abbreviations inside one text: "long form (ABBR)".
//!
//! In: a text and its words. Out: [`Definition`]s by place, [`Abbreviation`]s by hash. Never: what other texts say of the
//! same letters.

use crate::text::hash::{combine, hash};
use crate::text::terms::stop::Weight;
use crate::text::terms::tokens::{self, Token};

/// The longest long form of an abbreviation, in words.
const LONGEST_DEFINED: usize = 6;

/// An abbreviation and its long form, as one text explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Abbreviation {
    /// The hashes of both as phrases.
    pub(super) short: u64,
    pub(super) long: u64,
    /// The abbreviation as written.
    pub(super) written: String,
    /// The long form as written.
    pub(super) name: String,
}

/// "Long form (ABBR)": places of the long form's words, and the hash of the abbreviation.
pub(super) struct Definition {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Of the abbreviation as written, and without its plural s.
    pub(super) shorts: [u64; 2],
}

/// Finds definitions by the rule of Schwartz and Hearst: the letters of the abbreviation occur in order in the words
/// before the bracket, the first one at the beginning of a word.
pub(super) fn definitions(text: &str, tokens: &[Token]) -> Vec<Definition> {
    let mut out: Vec<Definition> = Vec::new();
    for (at, token) in tokens.iter().enumerate().filter(|(_, token)| token.bracketed) {
        let short = token.text(text).trim_end_matches('s');
        let capitals = short.chars().filter(|c| c.is_uppercase()).count();
        if capitals < 2 || short.len() > 8 || at == 0 {
            continue;
        }
        if let Some(first) = long_form(text, tokens, at, short) {
            let singular = hash(short.to_ascii_lowercase().as_bytes());
            out.push(Definition { first, last: at - 1, shorts: [token.hash, singular] });
        }
    }
    out
}

/// The abbreviations that a text explains.
pub(super) fn abbreviations(text: &str, tokens: &[Token]) -> Vec<Abbreviation> {
    let one = |definition: Definition| {
        let long = tokens.get(definition.first..=definition.last)?;
        let short = tokens.get(definition.last + 1)?;
        let name = text.get(long.first()?.start as usize..long.last()?.end as usize)?;
        Some(Abbreviation {
            short: combine([short.signed]),
            long: tokens::phrase(long),
            written: short.text(text).to_owned(),
            name: name.to_owned(),
        })
    };
    definitions(text, tokens).into_iter().filter_map(one).collect()
}

/// The long form of a text that is a name and its abbreviation in brackets, and nothing else.
pub(super) fn abbreviated<'t>(text: &'t str, tokens: &[Token]) -> Option<&'t str> {
    let last = tokens.len().checked_sub(1)?;
    let found = definitions(text, tokens);
    let definition = found.first().filter(|one| one.first == 0 && one.last + 1 == last)?;
    text.get(..tokens.get(definition.last)?.end as usize)
}

fn long_form(text: &str, tokens: &[Token], at: usize, short: &str) -> Option<usize> {
    let mut letters: Vec<char> =
        short.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let most = LONGEST_DEFINED.min(letters.len() * 2);
    let mut first = at;
    while first > 0 && at - first < most {
        let Some(token) = tokens.get(first - 1) else { break };
        first -= 1;
        let mut inside = token.text(text).chars().flat_map(char::to_lowercase).collect::<Vec<_>>();
        // From the right, each word takes as many letters as it holds in order.
        while let Some(letter) = letters.last().copied() {
            // The first letter of all must begin its word.
            let found = match letters.len() {
                1 => inside.first().is_some_and(|c| *c == letter).then_some(0),
                _ => inside.iter().rposition(|c| *c == letter),
            };
            match found {
                Some(place) => {
                    inside.truncate(place);
                    letters.pop();
                }
                None => break,
            }
        }
        if letters.is_empty() {
            let long = tokens.get(first..at).unwrap_or_default();
            let begins = long.first().is_some_and(|token| token.weight != Weight::Function);
            let says = long
                .iter()
                .any(|token| !matches!(token.weight, Weight::Function | Weight::Generic));
            return (begins && says && long.len() > 1).then_some(first);
        }
        if token.gap {
            break;
        }
    }
    None
}
