//! What one record offers: answers of the rules, assigned names, key phrases.
//!
//! In: a record and its assigned names. Out: [`Offer`]. Its words are read once. Never: a choice, which needs the library.

use super::assigned::{Assigned, Known};
use super::definitions::{Abbreviation, abbreviations};
use super::phrases::{Candidate, Words, abstract_of, candidates};
use super::rules::{Answer, Rules};
use super::vague::is_vague;
use super::vocabulary::Vocabulary;
use crate::record::Record;
use crate::text::terms::tokens::{self, Tokenizer};

/// What one record offers.
#[derive(Default)]
pub(super) struct Offer {
    pub(super) answers: Vec<(usize, Answer)>,
    pub(super) assigned: Vec<Assigned>,
    pub(super) phrases: Vec<Candidate>,
    /// What its text explains.
    pub(super) abbreviations: Vec<Abbreviation>,
    pub(super) bare: bool,
}

/// What is asked of every record.
pub(super) struct Library<'a> {
    pub(super) rules: &'a Rules,
    /// Whether the settings want key phrases.
    pub(super) phrases: bool,
    pub(super) known: &'a Known,
    /// The smallest topic with a page.
    pub(super) min: usize,
    /// MeSH, where it is used.
    pub(super) vocabulary: Option<&'a Vocabulary<'a>>,
}

/// `notice` says that the record is about another article: then its own phrases name nothing.
pub(super) fn offer(
    record: &Record,
    assigned: Vec<Assigned>,
    notice: bool,
    library: &Library<'_>,
    tokenizer: &mut Tokenizer,
) -> Offer {
    // Names that too few records share make no topic; then the text is asked too.
    let says = |one: &Assigned| library.known.count(one.hash) >= library.min;
    let wants_phrases = library.phrases && !notice && !assigned.iter().any(says);
    let text = abstract_of(record);
    let words = Words::of(&record.title, &text, tokenizer);
    let answers = library.rules.answers(record, &words);
    let is_known = |hash: u64| library.known.has(hash);
    let mut phrases = match wants_phrases {
        true => candidates(&words, &is_known),
        false => Vec::new(),
    };
    phrases.retain(|phrase| !is_vague(phrase.hash) || library.known.is_named(phrase.hash));
    if let Some(vocabulary) = library.vocabulary {
        let written = Written { title: words.title, text: words.text };
        phrases.retain_mut(|phrase| endorsed(phrase, written, vocabulary, library.known));
    }
    let mut abbreviations = abbreviations(words.text, &words.text_tokens);
    for one in &mut abbreviations {
        // However a text spells the long form out, it is the heading that MeSH knows by it.
        let heading = library.vocabulary.and_then(|known| known.called_whole(&one.name));
        if let Some(heading) = heading {
            one.long = tokens::phrase_hash(&heading.name);
            one.name.clone_from(&heading.name);
        }
    }
    Offer { answers, assigned, phrases, abbreviations, bare: words.text_tokens.is_empty() }
}

#[derive(Clone, Copy)]
struct Written<'t> {
    title: &'t str,
    text: &'t str,
}

/// Whether a phrase can be a topic where MeSH is used. A heading that was not probable enough before is none on the ground of
/// one word; a single word that neither MeSH nor the authors of two records know is doubtful, unless it is written as a name:
/// "BRCA1", "GitHub".
fn endorsed(
    phrase: &mut Candidate,
    written: Written<'_>,
    vocabulary: &Vocabulary<'_>,
    known: &Known,
) -> bool {
    let heading = vocabulary.called(phrase.hash).next();
    phrase.heading = heading.is_some();
    if phrase.words > 1 || known.count(phrase.hash) > 1 || known.is_named(phrase.hash) {
        return true;
    }
    let place = if phrase.spelled_in_title { written.title } else { written.text };
    let spelled = place.get(phrase.start as usize..phrase.end as usize).unwrap_or_default();
    phrase.doubtful = !is_symbol(spelled);
    // Where a title is all there is, no word can come back.
    heading.is_none() || written.text.is_empty()
}

/// Capitals or digits inside a word.
fn is_symbol(word: &str) -> bool {
    word.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit())
}
