//! Abbreviations that a record explains itself, among the headings that its text names.
//!
//! In: the words of a record, and the headings found in them. Out: the same headings, where "long form (LF)" makes each LF
//! an occurrence of what the long form names, and of nothing else. Never: what other records say of the same letters.

use super::definitions::{Definition, definitions};
use super::mesh::HeadingId;
use super::phrases::Words;
use super::vocabulary::{Found, Vocabulary};
use crate::text::hash::combine;
use crate::text::terms::tokens::Token;

/// Counts the abbreviations of a record for their long forms.
pub(super) fn explain(words: &Words<'_>, vocabulary: &Vocabulary<'_>, found: &mut Vec<Found>) {
    let defined = definitions(words.text, &words.text_tokens).into_iter();
    let titled = definitions(words.title, &words.title_tokens).into_iter();
    for (definition, tokens) in defined
        .map(|one| (one, &words.text_tokens))
        .chain(titled.map(|one| (one, &words.title_tokens)))
    {
        let meant = meant(&definition, tokens, vocabulary);
        let is_short = |token: &&Token| definition.shorts.contains(&token.hash);
        let times = |tokens: &[Token]| {
            u16::try_from(tokens.iter().filter(is_short).count()).unwrap_or(u16::MAX)
        };
        let (in_title, in_text) = (times(&words.title_tokens), times(&words.text_tokens));
        // The letters mean what the record says, whatever else they stand for elsewhere.
        let by_letters: Vec<HeadingId> = definition
            .shorts
            .iter()
            .flat_map(|short| vocabulary.called(combine([*short])))
            .collect();
        let by_letters_alone =
            |one: &Found| one.words == 1 && one.text <= in_text && one.title <= in_title;
        found.retain(|one| {
            !by_letters.contains(&one.heading)
                || meant.contains(&one.heading)
                || !by_letters_alone(one)
        });
        for one in found.iter_mut().filter(|one| meant.contains(&one.heading)) {
            one.explained = true;
            if by_letters.contains(&one.heading) {
                continue;
            }
            one.text = one.text.saturating_add(in_text);
            one.title = one.title.saturating_add(in_title);
        }
    }
}

/// The headings that a long form names, with or without its first words: "severe purple fever (SPF)" is not asked for less.
fn meant(definition: &Definition, tokens: &[Token], vocabulary: &Vocabulary<'_>) -> Vec<HeadingId> {
    let long = tokens.get(definition.first..=definition.last).unwrap_or_default();
    vocabulary.called(combine(long.iter().map(|token| token.hash))).collect()
}
