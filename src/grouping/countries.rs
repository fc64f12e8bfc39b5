//! Countries of the affiliations.
//!
//! In: the parsed affiliations. Out: a [`Draft`] with English short names. Never: a country that neither the
//! affiliation's words nor, as a last resort, its e-mail domain name.

use super::draft::Draft;
use super::{Context, Group, GroupingKind, Membership, Why, always_one, context::number};
use crate::affiliations::places::{CountryId, places};
use crate::diag::Diagnostic;
use crate::text::fold::fold_name;
use std::collections::BTreeMap;

/// Countries.
pub(super) static KIND: GroupingKind = GroupingKind {
    id: "countries",
    singular: "Country",
    plural: "Countries",
    default_min: always_one,
    build,
};

/// The key of a country by its English short name.
pub(super) fn key(name: &str) -> String {
    fold_name(name)
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let affiliations = context.affiliations;
    let mut found: BTreeMap<CountryId, u32> = BTreeMap::new();
    for parsed in &affiliations.parsed {
        for address in &parsed.addresses {
            found.extend(address.country.iter().map(|(id, _)| (*id, 0)));
        }
    }
    let mut groups = Vec::with_capacity(found.len());
    for (place, (id, group)) in found.iter_mut().enumerate() {
        *group = number(place);
        let label = places().name(*id).to_owned();
        groups.push(Group { key: key(&label), label, ..Group::default() });
    }
    let of_article = affiliations
        .of_article
        .iter()
        .map(|strings| {
            let mut memberships: Vec<Membership> = Vec::new();
            for (at, string) in strings.iter().enumerate() {
                let Some(parsed) = affiliations.parsed.get(*string as usize) else { continue };
                for (id, evidence) in parsed.addresses.iter().filter_map(|a| a.country.as_ref()) {
                    let Some(group) = found.get(id) else { continue };
                    add(&mut memberships, *group, number(at), &evidence.text);
                }
            }
            memberships
        })
        .collect();
    (Draft { groups, of_article, ordered: false }, Vec::new())
}

fn add(memberships: &mut Vec<Membership>, group: u32, at: u32, evidence: &str) {
    match memberships.iter_mut().find(|membership| membership.group == group) {
        Some(membership) if membership.at.last() == Some(&at) => {}
        Some(membership) => membership.at.push(at),
        None => {
            memberships.push(Membership { group, why: Why::Words(evidence.into()), at: vec![at] });
        }
    }
}
