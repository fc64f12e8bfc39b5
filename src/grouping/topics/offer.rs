//! What one record offers: answers of the rules, stated names, key phrases.
//!
//! In: a record and its stated names. Out: [`Offer`]. Its words are read once. Never: a choice, which needs the library.

use super::definitions::{Abbreviation, abbreviations};
use super::phrases::{Candidate, Words, abstract_of, candidates};
use super::rules::{Answer, Rules};
use super::source::Source;
use super::stated::{Known, Stated};
use crate::record::Record;
use crate::text::terms::tokens::Tokenizer;

/// What one record offers.
#[derive(Default)]
pub(super) struct Offer {
    pub(super) answers: Vec<(usize, Answer)>,
    pub(super) stated: Vec<Stated>,
    pub(super) phrases: Vec<Candidate>,
    /// What its text explains.
    pub(super) abbreviations: Vec<Abbreviation>,
    pub(super) bare: bool,
}

pub(super) fn offer(
    record: &Record,
    stated: Vec<Stated>,
    rules: &Rules,
    sources: &[Source],
    (known, min): (&Known, usize),
    tokenizer: &mut Tokenizer,
) -> Offer {
    // Names that too few records share make no topic; then the text is asked too.
    let says = |one: &Stated| known.count(one.hash) >= min;
    let wants_phrases = sources.contains(&Source::Phrases) && !stated.iter().any(says);
    if !wants_phrases && rules.is_empty() {
        return Offer { stated, ..Offer::default() };
    }
    let text = abstract_of(record);
    let words = Words::of(&record.title, &text, tokenizer);
    let answers = rules.answers(record, &words);
    let is_known = |hash: u64| known.has(hash);
    let (phrases, abbreviations) = match wants_phrases {
        true => (candidates(&words, &is_known), abbreviations(words.text, &words.text_tokens)),
        false => (Vec::new(), Vec::new()),
    };
    Offer { answers, stated, phrases, abbreviations, bare: words.text_tokens.is_empty() }
}
