//! Pairs of institutions that might be one, for the curator to confirm.
//!
//! In: the finished grouping. Out: [`Proposal`]s, each ready to paste into `[institutions]`. Never: a merge; what is
//! proposed here is what the clustering did not dare.

use super::key::{key, unordered};
use crate::affiliations::lexicon::{is_common, word};
use crate::grouping::{FactKind, Group, Grouping};
use std::collections::{BTreeMap, BTreeSet};

/// Two institutions that might be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The one with more articles.
    pub keep: String,
    /// The one that would go into it.
    pub merge: String,
    /// What speaks for it.
    pub reason: &'static str,
}

impl Proposal {
    /// The line for the table `[institutions] aliases` of the settings.
    pub fn line(&self) -> String {
        let quoted =
            |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
        format!("{} = [{}]", quoted(&self.keep), quoted(&self.merge))
    }
}

/// The pairs of a grouping of institutions that might be one, in the order of their labels. Of a family of several every pair
/// keeps the one with most articles.
pub fn proposals(grouping: &Grouping) -> Vec<Proposal> {
    let open: Vec<Open<'_>> = grouping.groups.iter().filter_map(Open::of).collect();
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    for (reason, mark) in [
        ("the same words in another order", &unordered as &dyn Fn(&str) -> String),
        ("the same words run together", &|key: &str| key.replace(' ', "")),
        ("names that differ in one doubled or last letter", &simplified),
    ] {
        let mut by_mark: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, one) in open.iter().enumerate() {
            by_mark.entry(mark(&one.key)).or_default().push(at);
        }
        for alike in by_mark.into_values() {
            let pairs = alike.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?)));
            found.extend(pairs.map(|(a, b)| (a, b, reason)));
        }
    }
    found.extend(initials(&open));
    found.extend(longer(&open));
    families(&open, &found)
}

/// A group that the curator has not decided, with the key of its name.
struct Open<'g> {
    group: &'g Group,
    key: String,
    /// The registry knows it: two such are two.
    known: bool,
}

impl<'g> Open<'g> {
    fn of(group: &'g Group) -> Option<Open<'g>> {
        let known = group.key.starts_with("ror ");
        let key = if known { key(&group.label) } else { group.key.clone() };
        let decided = group.profile.is_some() || group.key.ends_with(" curated");
        let named = key.split(' ').any(|part| word(part).class.is_none() && part.len() > 2);
        (!decided && named).then_some(Open { group, key, known })
    }
}

/// Letters in capitals that are the first ones of the words of one other name alone.
fn initials(open: &[Open<'_>]) -> Vec<(usize, usize, &'static str)> {
    let mut by_letters: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, one) in open.iter().enumerate().filter(|(_, one)| one.key.split(' ').count() > 2) {
        let letters = one.key.split(' ').filter_map(|word| word.chars().next()).collect();
        by_letters.entry(letters).or_default().push(at);
    }
    let acronyms = open.iter().enumerate().filter(|(_, one)| {
        one.key.len() > 2 && !one.group.label.chars().any(|c| c.is_lowercase() || c == ' ')
    });
    let pairs = acronyms.filter_map(|(at, one)| {
        let alike = by_letters.get(&one.key)?.iter();
        let mut here = alike.copied().filter(|other| fits(one, open.get(*other)));
        let full = here.next()?;
        here.next().is_none().then_some((at, full, "the first letters of the other name"))
    });
    pairs.collect()
}

/// Names that have all words of another and besides them only such as are a person's or a place's: "Albert Quux University
/// Mudville" and "University of Mudville".
fn longer(open: &[Open<'_>]) -> Vec<(usize, usize, &'static str)> {
    let sets: Vec<BTreeSet<&str>> = open.iter().map(|one| one.key.split(' ').collect()).collect();
    let mut by_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, words) in sets.iter().enumerate() {
        words
            .iter()
            .filter(|word| !is_common(word))
            .for_each(|word| by_word.entry(word).or_default().push(at));
    }
    let mut out = Vec::new();
    for (at, (one, words)) in open.iter().zip(&sets).enumerate() {
        let own = words.iter().filter(|word| !is_common(word));
        // The rarest of its own words; one that many names have tells nothing.
        let rarest = own.filter_map(|word| by_word.get(word)).min_by_key(|list| list.len());
        let Some(near) = rarest.filter(|near| words.len() > 1 && near.len() <= MOST_ALIKE) else {
            continue;
        };
        for other in near.iter().copied().filter(|other| *other != at) {
            let Some(set) = sets.get(other) else { continue };
            let more: Vec<&&str> = set.difference(words).collect();
            let told_apart =
                more.iter().any(|word| is_common(word) || word.chars().any(|c| c.is_ascii_digit()));
            if !more.is_empty()
                && more.len() <= 3
                && words.is_subset(set)
                && !told_apart
                && fits(one, open.get(other))
            {
                out.push((at, other, "the same words and more"));
            }
        }
    }
    out
}

/// A word that more names share is no evidence.
const MOST_ALIKE: usize = 12;

/// The registry does not know both, and no country speaks against it.
fn fits(one: &Open<'_>, other: Option<&Open<'_>>) -> bool {
    other.is_some_and(|other| !(one.known && other.known) && same_country(one.group, other.group))
}

/// What pairs tie together, each with the member that has most articles; a member that fits nothing of that one stands out.
fn families(open: &[Open<'_>], pairs: &[(usize, usize, &'static str)]) -> Vec<Proposal> {
    let mut family: Vec<usize> = (0..open.len()).collect();
    let root = |family: &[usize], mut at: usize| {
        while let Some(up) = family.get(at).copied().filter(|up| *up != at) {
            at = up;
        }
        at
    };
    let mut reasons: BTreeMap<usize, &'static str> = BTreeMap::new();
    for (a, b, reason) in pairs {
        if !open.get(*a).is_some_and(|one| fits(one, open.get(*b))) {
            continue;
        }
        let (a_root, b_root) = (root(&family, *a), root(&family, *b));
        if let Some(slot) = family.get_mut(b_root) {
            *slot = a_root;
        }
        reasons.entry(*a).or_insert(reason);
        reasons.entry(*b).or_insert(reason);
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    (0..open.len()).for_each(|at| members.entry(root(&family, at)).or_default().push(at));
    let mut out = BTreeMap::new();
    for members in members.values().filter(|members| members.len() > 1) {
        let mut all: Vec<(usize, &Open<'_>)> =
            members.iter().filter_map(|at| Some((*at, open.get(*at)?))).collect();
        all.sort_by(|(_, a), (_, b)| {
            let (a, b) = (a.group, b.group);
            b.members.len().cmp(&a.members.len()).then_with(|| a.label.cmp(&b.label))
        });
        let Some((_, keep)) = all.first() else { continue };
        for (at, one) in all.iter().skip(1).filter(|(_, one)| fits(keep, Some(one))) {
            let (keep, merge) = (keep.group.label.clone(), one.group.label.clone());
            let reason = reasons.get(at).copied().unwrap_or_default();
            out.insert((keep.clone(), merge.clone()), Proposal { keep, merge, reason });
        }
    }
    out.into_values().collect()
}

/// Two countries speak against it.
fn same_country(a: &Group, b: &Group) -> bool {
    match (country(a), country(b)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

fn country(group: &Group) -> Option<&str> {
    let fact = group.facts.iter().find(|fact| fact.kind == FactKind::Country)?;
    Some(&fact.value)
}

/// Each word without doubled letters and its last vowels or s: what transliterations and slips change.
fn simplified(key: &str) -> String {
    let word = |word: &str| {
        let mut out = String::new();
        for c in word.trim_end_matches(['a', 'e', 'i', 'o', 'u', 'y', 's']).chars() {
            if !out.ends_with(c) {
                out.push(c);
            }
        }
        out
    };
    let words: Vec<String> = key.split(' ').map(word).collect();
    words.join(" ")
}
