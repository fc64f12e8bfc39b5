//! The names of the registry that stand in a string.
//!
//! In: a string's words. Out: [`Found`]: the longest names, none over another, whose place the address does not contradict.
//! Never: a decision on which of them the string names.

use super::{Place, Registry};
use crate::affiliations::lexicon::{Word, is_common, word};
use crate::affiliations::places::places;
use crate::affiliations::places::tokens::fold_words;
use crate::affiliations::{Address, Parsed};
use crate::grouping::institutions::key::KeyWord;
use std::ops::Range;

/// A name of the registry found in a string: organisation, bytes, words.
pub(super) struct Found {
    pub(super) organization: u32,
    pub(super) address: usize,
    pub(super) span: Range<usize>,
    pub(super) words: usize,
    /// Nothing but words that many organisations share.
    pub(super) generic: bool,
    /// Stands for itself beside the parser's organisations: it says more than words that many share, or is a whole
    /// segment in its city, and is no place.
    pub(super) own: bool,
}

impl Registry {
    /// Names of the registry in a string, the longest first, none over another.
    pub(super) fn found(
        &self,
        raw: &str,
        words: &[KeyWord],
        parsed: &Parsed,
        places: &[Place],
    ) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        let mut name = String::new();
        for start in 0..words.len() {
            let Some(first) = words.get(start) else { continue };
            let longest = usize::from(self.starts.get(&first.text).copied().unwrap_or_default());
            let acronym = self.acronyms.contains_key(&first.text);
            name.clear();
            let mut crossed = 0;
            for (count, word) in (1..)
                .zip(words.get(start..).unwrap_or_default())
                .take(longest.max(usize::from(acronym)))
            {
                crossed += usize::from(count > 1 && word.cut);
                if crossed > 1 {
                    break;
                }
                if count > 1 {
                    name.push(' ');
                }
                name.push_str(&word.text);
                let own = words.get(start + count).is_none_or(|next| next.cut);
                // A comma ends a name, but for a name that is two whole segments: "Quux College, Mudville".
                if crossed == 1 && !(first.cut && own) {
                    continue;
                }
                if let Some(found) =
                    self.candidate(raw, (&name, count), (first, word), own, (parsed, places))
                {
                    all.push(found);
                }
            }
        }
        all.sort_by(|a, b| b.words.cmp(&a.words).then(a.span.start.cmp(&b.span.start)));
        let mut kept: Vec<Found> = Vec::new();
        for found in all {
            if !kept
                .iter()
                .any(|other| other.span.start < found.span.end && found.span.start < other.span.end)
            {
                kept.push(found);
            }
        }
        kept.sort_by_key(|found| found.span.start);
        kept
    }

    /// A run of words as an organisation, when it is a name and the place fits. `whole` is whether it ends its segment.
    fn candidate(
        &self,
        raw: &str,
        (name, words): (&str, usize),
        (first, last): (&KeyWord, &KeyWord),
        whole: bool,
        (parsed, of_addresses): (&Parsed, &[Place]),
    ) -> Option<Found> {
        let span = first.span.start..last.span.end;
        let address =
            parsed.addresses.iter().position(|address| ends(address) >= span.start).unwrap_or(0);
        let of = parsed.addresses.get(address)?;
        let lone = words == 1;
        let upper = raw
            .get(span.clone())
            .is_some_and(|text| !text.chars().any(char::is_lowercase) && text.len() > 1);
        let alone = lone && !(first.cut && whole) && !is_organization(of, &span);
        let by_name = self.names.get(name).filter(|_| !alone);
        let by_acronym = || self.acronyms.get(name).filter(|_| lone && upper);
        let acronym = by_name.is_none();
        let list = by_name.or_else(by_acronym)?;
        let generic = acronym || name.split(' ').all(is_common);
        let (organization, near) = self.placed(list, of_addresses.get(address)?, generic)?;
        // A name that is a place too: "Hamburg" alone is no organisation.
        let place = lone && places().city(name).is_some();
        let somewhere = is_part_of_place(of, &span) || begins_street(raw, name, &span);
        let segment = first.cut && whole && last.text.len() > 2;
        let says = words > 1 && !name.split(' ').all(is_common) || near && segment;
        (!place).then_some(Found {
            organization,
            address,
            span,
            words,
            generic: generic && !near || lone && alone,
            own: says && !somewhere,
        })
    }
}

/// Where the last part of an address ends.
fn ends(address: &Address) -> usize {
    let parts = address
        .organizations
        .iter()
        .chain(&address.departments)
        .chain(&address.city)
        .chain(address.country.as_ref().map(|(_, part)| part));
    parts.map(|part| part.span.end).max().unwrap_or_default()
}

/// "Quux-Straße", "Quux's Inn Road": the word behind a name without a word for its kind is one of streets.
fn begins_street(raw: &str, name: &str, span: &Range<usize>) -> bool {
    let rest = raw.get(span.end..).unwrap_or_default();
    let next = rest.split([',', ';']).next().unwrap_or_default().split_whitespace().next();
    let next = next.or_else(|| rest.strip_prefix('-')).map(fold_words).unwrap_or_default();
    let street = next.split(' ').next().is_some_and(|next| word(next).is(Word::STREET));
    street && !name.split(' ').any(|own| word(own).class.is_some())
}

/// Whether words are the region, the country, the city or the postal code, or lie in it.
fn is_part_of_place(address: &Address, span: &Range<usize>) -> bool {
    let country = address.country.as_ref().map(|(_, part)| part);
    let places = address.region.iter().chain(&address.city).chain(&address.postal_code);
    let mut places = places.chain(country);
    places.any(|part| part.span.start <= span.start && span.end <= part.span.end)
}

fn is_organization(address: &Address, span: &Range<usize>) -> bool {
    address.organizations.iter().any(|part| part.span == *span)
}
