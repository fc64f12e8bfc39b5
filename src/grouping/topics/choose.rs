//! The best topics of each record, of those that enough records share.
//!
//! In: the offers of all records. Out: for each its [`Choice`]s, best first. Never: groups.

use super::Context;
use super::assigned::{Assigned, Known};
use super::fragments::Fragments;
use super::offer::Offer;
use super::phrases::{Candidate, Counts, abstract_of};
use crate::affiliations::places::places;
use crate::grouping::context::number;
use crate::record::Record;
use crate::text::terms::tokens;
use rayon::prelude::*;

/// Most topics of an article that no rule gave.
const MOST: usize = 6;

/// A topic chosen for a record: a assigned one or a phrase, by place in its offer.
#[derive(Clone, Copy)]
pub(super) enum Choice {
    Assigned(usize),
    Phrase(usize),
}

/// The best topics of each record, of those that enough records share.
pub(super) fn choose(
    context: &Context<'_>,
    offers: &[Offer],
    known: &Known,
    min: usize,
) -> Vec<Vec<Choice>> {
    let most = context.options.topics_max.unwrap_or(MOST);
    let mut hashes: Vec<u64> = Vec::new();
    for offer in offers {
        hashes.extend(offer.assigned.iter().map(|assigned| assigned.hash));
        hashes.extend(good(offer, known).map(|phrase| phrase.hash));
    }
    let fragments = Fragments::of(offers.iter().flat_map(|offer| good(offer, known)));
    hashes.par_sort_unstable();
    let mut shared = Counts::default();
    for same in hashes.chunk_by(|a, b| a == b) {
        if let Some(hash) = same.first().filter(|_| same.len() > 1) {
            shared.insert(*hash, number(same.len()));
        }
    }
    let articles = context.library.articles();
    let library = Shared { known, fragments, counts: shared, min, articles: articles.len() };
    let pick = |(offer, article): (&Offer, &crate::library::Article)| {
        let large = |hash: u64| library.count(hash) as usize >= min;
        // What the curator has described has a page whatever its size.
        let counts = |assigned: &Assigned| large(assigned.hash) || known.is_named(assigned.hash);
        let assigned = offer.assigned.iter().enumerate().filter(|(_, assigned)| counts(assigned));
        let mut choices: Vec<Choice> =
            assigned.map(|(at, _)| Choice::Assigned(at)).take(most).collect();
        let most = most.saturating_sub(choices.len());
        choices.extend(best_phrases(offer, &article.record, &library, most));
        choices
    };
    offers.par_iter().zip(articles).map(pick).collect()
}

/// The phrases of a record that others may share.
fn good<'o>(offer: &'o Offer, known: &'o Known) -> impl Iterator<Item = &'o Candidate> {
    let good = |phrase: &&Candidate| phrase.stands_shared(offer.bare) || known.wants(phrase);
    offer.phrases.iter().filter(good)
}

/// What the library says of phrases.
struct Shared<'s> {
    known: &'s Known,
    fragments: Fragments,
    /// How many records have it, where more than one has.
    counts: Counts,
    min: usize,
    articles: usize,
}

impl Shared<'_> {
    fn count(&self, hash: u64) -> u32 {
        self.counts.get(&hash).copied().unwrap_or(1)
    }
}

fn best_phrases(offer: &Offer, record: &Record, library: &Shared<'_>, most: usize) -> Vec<Choice> {
    let Shared { known, min, articles, .. } = *library;
    let text = abstract_of(record);
    let mut ranked: Vec<(f32, usize, Vec<u64>)> = Vec::new();
    for (at, phrase) in offer.phrases.iter().enumerate() {
        let shared = library.count(phrase.hash);
        let wanted = known.wants(phrase);
        let common = shared as usize >= min.max(2) * 4 && phrase.stands_common();
        let stands = wanted
            || common
            || phrase.stands_alone()
            || (shared > 1 && phrase.stands_shared(offer.bare));
        // Where titles are all there is, a single word of them must be shared by more.
        let bare = offer.bare || phrase.doubtful;
        let thin = phrase.words == 1 && bare && articles >= 20 && (shared as usize) < min * 2;
        // A single word that a fourth of a library has in its titles is its language, not a topic.
        let everywhere = phrase.words == 1 && articles >= 20 && shared as usize * 4 > articles;
        let piece = !wanted && library.fragments.has(phrase.hash);
        if !stands
            || piece
            || everywhere
            || (thin && !wanted)
            || ((shared as usize) < min && !wanted)
        {
            continue;
        }
        // What MeSH has a name for is a name.
        let known = [wanted, phrase.heading].into_iter().filter(|holds| *holds).count();
        let boost = 1.0 + 0.25 * float(shared).ln() + if known > 0 { 0.5 } else { 0.0 };
        let (title, text) = (record.title.as_str(), text.as_ref());
        let place = if phrase.spelled_in_title { title } else { text };
        let spelled = place.get(phrase.start as usize..phrase.end as usize).unwrap_or_default();
        if phrase.words == 1 && is_place(spelled) && !wanted {
            continue;
        }
        let mut tokens = Vec::new();
        tokens::tokenize(spelled, &mut tokens);
        ranked.push((phrase.score * boost, at, tokens.iter().map(|token| token.signed).collect()));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    without_nested(&ranked, most).into_iter().map(Choice::Phrase).collect()
}

/// Where something was studied is not what was studied.
fn is_place(word: &str) -> bool {
    let folded = crate::text::fold::fold_name(word);
    places().country(&folded).is_some() || places().city(&folded).is_some()
}

/// Of phrases inside one another the better ranked stays; a longer one that holds all words of a shorter one and is as
/// good replaces it.
fn without_nested(ranked: &[(f32, usize, Vec<u64>)], most: usize) -> Vec<usize> {
    let holds = |long: &[u64], short: &[u64]| {
        long.len() >= short.len() && long.windows(short.len().max(1)).any(|part| part == short)
    };
    let mut chosen: Vec<&(f32, usize, Vec<u64>)> = Vec::new();
    for one in ranked {
        let nested = chosen.iter().any(|other| holds(&other.2, &one.2) || holds(&one.2, &other.2));
        // A longer phrase nearly as good as the part of it that ranks above says more.
        let longer = ranked.iter().any(|other| {
            other.2.len() > one.2.len() && holds(&other.2, &one.2) && other.0 >= one.0 * 0.8
        });
        if !nested && !longer {
            chosen.push(one);
        }
        if chosen.len() == most {
            break;
        }
    }
    chosen.iter().map(|(_, at, _)| *at).collect()
}

#[allow(clippy::cast_precision_loss, reason = "a boost needs no more than a float's digits")]
fn float(count: u32) -> f32 {
    count as f32
}
