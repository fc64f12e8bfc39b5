//! Pairs of institutions that might be one, for the curator to confirm.
//!
//! In: the finished grouping. Out: [`Proposal`]s, each ready to paste into `[institutions]`. Never: a merge; what is
//! proposed here is what the clustering did not dare.

use super::key::unordered;
use crate::affiliations::lexicon::word;
use crate::grouping::{FactKind, Group, Grouping};
use std::collections::BTreeMap;

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

/// The pairs of a grouping of institutions that might be one, in the order of their labels.
pub fn proposals(grouping: &Grouping) -> Vec<Proposal> {
    let mut out = BTreeMap::new();
    for (reason, mark) in [
        ("the same words in another order", &unordered as &dyn Fn(&str) -> String),
        ("the same words run together", &|key: &str| key.replace(' ', "")),
        ("names that differ in one doubled or last letter", &simplified),
    ] {
        let mut by_mark: BTreeMap<String, Vec<&Group>> = BTreeMap::new();
        for group in grouping.groups.iter().filter(|group| is_open(group)) {
            by_mark.entry(mark(&group.key)).or_default().push(group);
        }
        for groups in by_mark.values() {
            add_pairs(groups, reason, &mut out);
        }
    }
    out.into_values().collect()
}

/// Decided by the registry or by a profile: nothing to propose.
fn is_open(group: &Group) -> bool {
    group.profile.is_none()
        && !group.key.starts_with("ror ")
        && !group.key.ends_with(" curated")
        && group.key.split(' ').any(|part| word(part).class.is_none() && part.len() > 2)
}

fn add_pairs(
    groups: &[&Group],
    reason: &'static str,
    out: &mut BTreeMap<(String, String), Proposal>,
) {
    let Some(keep) = groups
        .iter()
        .max_by(|a, b| a.members.len().cmp(&b.members.len()).then_with(|| b.label.cmp(&a.label)))
    else {
        return;
    };
    for group in
        groups.iter().filter(|group| !std::ptr::eq(**group, *keep) && same_country(group, keep))
    {
        let mark = (keep.label.clone(), group.label.clone());
        let proposal = Proposal { keep: keep.label.clone(), merge: group.label.clone(), reason };
        out.entry(mark).or_insert(proposal);
    }
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
