//! Abbreviations that a library explains: "OCT" is a name of "Optical coherence tomography" wherever it stands.
//!
//! In: what the records offer, and the definitions in their texts. Out: the same offers with long forms in the place of
//! abbreviations. Never: an abbreviation that the library explains once, or in several ways.

use super::assigned::Assigned;
use super::definitions::Abbreviation;
use super::offer::Offer;
use crate::text::hash::ByHash;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// So many records must explain it so.
const LEAST: u32 = 2;

/// Puts long forms in the place of abbreviations.
pub(super) fn expand(offers: &mut [Offer]) {
    let known = agreed(offers);
    if !known.is_empty() {
        offers.par_iter_mut().for_each(|offer| expand_one(offer, &known));
    }
}

/// The abbreviations that nearly all who explain them explain in the same way.
fn agreed(offers: &[Offer]) -> ByHash<Abbreviation> {
    let mut meanings: BTreeMap<u64, BTreeMap<u64, (u32, &Abbreviation)>> = BTreeMap::new();
    for one in offers.iter().flat_map(|offer| &offer.abbreviations) {
        let meaning = meanings.entry(one.short).or_default();
        meaning.entry(one.long).or_insert((0, one)).0 += 1;
    }
    let agreed = |(short, longs): (u64, BTreeMap<u64, (u32, &Abbreviation)>)| {
        let all: u32 = longs.values().map(|(count, _)| count).sum();
        let (count, best) = longs.into_values().max_by_key(|(count, _)| *count)?;
        (count >= LEAST && count * 5 >= all * 4).then(|| (short, best.clone()))
    };
    meanings.into_iter().filter_map(agreed).collect()
}

fn expand_one(offer: &mut Offer, known: &ByHash<Abbreviation>) {
    for assigned in &mut offer.assigned {
        if let Some(one) = known.get(&assigned.hash) {
            assigned.hash = one.long;
            assigned.name.clone_from(&one.name);
            assigned.why = std::mem::take(&mut assigned.why).abbreviated(&one.written);
            assigned.made = false;
        }
    }
    let bare = offer.bare;
    let mut long: Vec<Assigned> = Vec::new();
    offer.phrases.retain(|phrase| {
        let Some(one) = known.get(&phrase.hash) else { return true };
        if phrase.stands_shared(bare) {
            long.push(Assigned {
                hash: one.long,
                name: one.name.clone(),
                why: phrase.why().abbreviated(&one.written),
                minor: false,
                suggested: true,
                made: false,
            });
        }
        false
    });
    long.retain(|new| !offer.phrases.iter().any(|phrase| phrase.hash == new.hash));
    for new in long {
        offer.assigned.push(new);
    }
    let mut once: Vec<u64> = Vec::new();
    offer.assigned.retain(|assigned| {
        let new = !once.contains(&assigned.hash);
        once.push(assigned.hash);
        new
    });
}

#[cfg(test)]
mod tests {
    use super::super::definitions::abbreviations;
    use super::super::phrases::{Words, candidates};
    use super::*;
    use crate::grouping::why::{Keyword, Why};
    use crate::text::terms::tokens::{Tokenizer, phrase_hash};

    fn offer(title: &str, text: &str) -> Offer {
        let words = Words::of(title, text, &mut Tokenizer::default());
        Offer {
            answers: Vec::new(),
            assigned: Vec::new(),
            phrases: candidates(&words, &|_| false),
            abbreviations: abbreviations(words.text, &words.text_tokens),
            bare: text.is_empty(),
        }
    }

    /// What the last record has for its abbreviation, after so many that explain it.
    fn last(explained: &[&str]) -> Vec<(String, Why)> {
        let mut offers: Vec<Offer> = explained.iter().map(|text| offer("Wombats", text)).collect();
        offers.push(offer("Healing PWF", "PWF is bad. We healed PWF."));
        expand(&mut offers);
        let last = offers.pop().map(|offer| offer.assigned).unwrap_or_default();
        last.into_iter().map(|assigned| (assigned.name, assigned.why)).collect()
    }

    #[test]
    fn an_abbreviation_that_the_library_explains_is_its_long_form_everywhere() {
        let fever = "Much purple wombat fever (PWF) is rare.";
        let fellow = "Some poor wandering fellow (PWF) is here.";
        let name = "purple wombat fever".to_owned();
        let why = Why::Text { title: true, r#abstract: 2 }.abbreviated("PWF");
        assert_eq!(last(&[fever, fever]), [(name.clone(), why.clone())]);
        assert_eq!(last(&[fever]), []);
        assert_eq!(last(&[fever, fever, fellow]), []);
        assert_eq!(last(&[fever, fever, fever, fever, fellow]), [(name, why)]);
    }

    #[test]
    fn a_keyword_that_is_an_abbreviation_counts_for_its_long_form() {
        let fever = "Much purple wombat fever (PWF) is rare.";
        let mut offers = vec![offer("Wombats", fever), offer("Wombats", fever)];
        if let Some(first) = offers.first_mut() {
            first.assigned.push(Assigned {
                hash: phrase_hash("PWF"),
                name: "PWF".to_owned(),
                why: Why::Keyword(Keyword::Plain),
                minor: false,
                suggested: false,
                made: false,
            });
        }
        expand(&mut offers);
        let assigned = offers.first().and_then(|offer| offer.assigned.first());
        assert_eq!(
            assigned.map(|s| (s.hash, s.why.clone())),
            Some((
                phrase_hash("purple wombat fever"),
                Why::Keyword(Keyword::Plain).abbreviated("PWF")
            ))
        );
    }
}
