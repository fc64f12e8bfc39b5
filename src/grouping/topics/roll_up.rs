//! Headings too rare for a page, listed under a broader heading of the tree.
//!
//! In: what the records state, and MeSH. Out: for rare headings the nearest broader one that enough records
//! share, assigned with its reason. Never: a heading taken away; a heading of the tree's first level, or one of hundreds,
//! which says next to nothing.

use super::assigned::Assigned;
use super::mesh::is_check_tag;
use super::tree::{branch, is_disease};
use super::vague::is_vague;
use super::vocabulary::natural_name;
use crate::text::hash::ByHash;
use crate::text::terms::tokens;
use crate::vocabularies::Mesh;
use crate::vocabularies::mesh::TreePlace;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// A heading is listed so many steps above at most.
const STEPS: usize = 3;
/// Broader headings that fall below the least size, because nearer ones took their articles, are given up in turns.
const TURNS: usize = 4;

/// A heading with more below it says next to nothing: "Proteins", "Pathologic Processes".
const MOST_BELOW: usize = 250;

/// A broader heading, in the order of preference: fewest steps first.
#[derive(Clone, Copy)]
struct Above {
    place: u32,
    hash: u64,
    steps: usize,
}

/// States broader headings for those that fewer than `min` records have.
/// `known` are the headings that the library may name, by their places.
pub(super) fn roll_up(
    assigned: &mut [Vec<Assigned>],
    mesh: &Mesh,
    known: &[(u32, &str)],
    min: usize,
) {
    let rare = rare(assigned, mesh, known, min);
    if rare.is_empty() {
        return;
    }
    let chosen = chosen(assigned, &rare, min);
    assigned.par_iter_mut().for_each(|record| lift_one(record, &chosen, mesh));
}

fn lift_one(record: &mut Vec<Assigned>, chosen: &ByHash<Above>, mesh: &Mesh) {
    let mut rolled_up: Vec<Assigned> = Vec::new();
    for one in record.iter() {
        let Some(above) = chosen.get(&one.hash) else { continue };
        let known = |other: &Assigned| other.hash == above.hash;
        if !record.iter().any(known) && !rolled_up.iter().any(known) {
            rolled_up.push(Assigned {
                hash: above.hash,
                name: natural_name(mesh, above.place, &mesh.name(above.place)),
                why: one.why.clone().of_narrower(&one.name),
                made: false,
                ..*one
            });
        }
    }
    record.append(&mut rolled_up);
    record.sort_by_key(|one| one.minor);
}

/// What lies above each heading that too few records have.
fn rare(
    assigned: &[Vec<Assigned>],
    mesh: &Mesh,
    known: &[(u32, &str)],
    min: usize,
) -> BTreeMap<u64, Vec<Above>> {
    let mut counts: ByHash<usize> = ByHash::default();
    for one in assigned.iter().flatten() {
        *counts.entry(one.hash).or_default() += 1;
    }
    let mut hashes: BTreeMap<u32, u64> = BTreeMap::new();
    let mut below: BTreeMap<u32, usize> = BTreeMap::new();
    let mut rare = BTreeMap::new();
    for (place, name) in known {
        let hash = tokens::phrase_hash(name);
        if counts.get(&hash).is_some_and(|count| *count < min) {
            let above = above(*place, mesh, &mut hashes, &mut below);
            if !above.is_empty() {
                rare.insert(hash, above);
            }
        }
    }
    rare
}

fn above(
    place: u32,
    mesh: &Mesh,
    hashes: &mut BTreeMap<u32, u64>,
    below: &mut BTreeMap<u32, usize>,
) -> Vec<Above> {
    let mut met = BTreeSet::from([place]);
    let mut step = vec![place];
    let mut found = Vec::new();
    for steps in 1..=STEPS {
        let parents = step.iter().flat_map(|place| mesh.parents(*place).iter().copied());
        step = parents.filter(|parent| met.insert(*parent)).collect();
        for place in &step {
            let below = below.entry(*place).or_insert_with(|| mesh.with_descendants(*place).len());
            if *below > MOST_BELOW || !mesh.tree_places(*place).all(is_specific) {
                continue;
            }
            let name = mesh.name(*place);
            if !is_check_tag(&name) && !is_vague(tokens::phrase_hash(&name)) {
                let hash = || tokens::phrase_hash(&natural_name(mesh, *place, &name));
                let hash = *hashes.entry(*place).or_insert_with(hash);
                found.push(Above { place: *place, hash, steps });
            }
        }
    }
    found
}

/// Whether a place of the tree is deep enough to say something: a disease two steps from the top is an organ's; so are an
/// group of organisms; an operation, a part of the body and what a drug is for are a step below. Classes of substances,
/// phenomena, trades and methods say nothing more than what lies below them.
fn is_specific(place: TreePlace) -> bool {
    is_disease(branch(place)) && place.steps > 1
        || match (place.category, place.branch) {
            ('D', 27) | ('E', 2 | 4) | ('A', _) => place.steps > 2,
            ('B', _) => place.steps > 1,
            _ => false,
        }
}

/// Which broader heading each rare one is listed under, if any.
fn chosen(
    assigned: &[Vec<Assigned>],
    rare: &BTreeMap<u64, Vec<Above>>,
    min: usize,
) -> ByHash<Above> {
    // First each broader heading gets all that it could, then only what has no nearer one.
    let all = |hash: u64| rare.get(&hash).map_or(&[][..], Vec::as_slice).to_vec();
    let mut sizes = sizes(assigned, &all);
    let mut chosen: ByHash<Above> = ByHash::default();
    for _ in 0..TURNS {
        chosen.clear();
        for (hash, above) in rare {
            let size = |one: &&Above| sizes.get(&one.hash).copied().unwrap_or_default();
            let large = above.iter().filter(|one| size(one) >= min);
            let best = large.min_by_key(|one| (one.steps, std::cmp::Reverse(size(one)), one.place));
            if let Some(best) = best {
                chosen.insert(*hash, *best);
            }
        }
        let one = |hash: u64| chosen.get(&hash).copied().into_iter().collect();
        let real = self::sizes(assigned, &one);
        let before = sizes.len();
        sizes.retain(|hash, _| real.get(hash).is_some_and(|size| *size >= min));
        if sizes.len() == before {
            break;
        }
    }
    chosen
}

/// In how many records each broader heading is assigned or stands above what is assigned.
fn sizes(assigned: &[Vec<Assigned>], above: &dyn Fn(u64) -> Vec<Above>) -> BTreeMap<u64, usize> {
    let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
    for record in assigned {
        let mut met: BTreeSet<u64> = BTreeSet::new();
        for one in record {
            met.insert(one.hash);
            met.extend(above(one.hash).iter().map(|above| above.hash));
        }
        for hash in met {
            *sizes.entry(hash).or_default() += 1;
        }
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grouping::Why;
    use crate::vocabularies::mesh::Descriptor;

    fn mesh() -> Mesh {
        let descriptor = |(ui, name, tree): &(&str, &str, &str)| Descriptor {
            ui: (*ui).into(),
            name: (*name).into(),
            trees: vec![(*tree).into()],
            terms: Vec::new(),
        };
        let all = [
            ("D1", "Burrowers", "B01.300.100"),
            ("D2", "Wombats", "B01.300.100.100"),
            ("D3", "Wombats, Purple", "B01.300.100.100.200"),
            ("D4", "Wombats, Green", "B01.300.100.100.300"),
            ("D5", "Wombats, Dark Green", "B01.300.100.100.300.100"),
            ("D6", "Moles", "B01.300.100.200"),
        ];
        Mesh::of(all.iter().map(descriptor).collect())
    }

    fn rolled_up(records: &[&[&str]], min: usize) -> Vec<Vec<String>> {
        let state = |name: &&str| Assigned {
            hash: tokens::phrase_hash(name),
            name: (*name).to_owned(),
            why: Why::Heading { major: false },
            minor: false,
            suggested: false,
            made: false,
        };
        let mut assigned: Vec<Vec<Assigned>> =
            records.iter().map(|names| names.iter().map(state).collect()).collect();
        let mesh = mesh();
        let names: Vec<String> =
            (0..6).map(|place| natural_name(&mesh, place, &mesh.name(place))).collect();
        let known: Vec<(u32, &str)> = (0..).zip(names.iter().map(String::as_str)).collect();
        roll_up(&mut assigned, &mesh, &known, min);
        assigned.into_iter().map(|all| all.into_iter().map(|one| one.name).collect()).collect()
    }

    #[test]
    fn a_rare_heading_is_listed_under_the_nearest_broader_one_that_is_large_enough() {
        for (records, min, found) in [
            // Two of one parent make it; a heading of the first level is none.
            (
                &[&["Purple Wombats"][..], &["Green Wombats"], &["Moles"]][..],
                2,
                &[&["Purple Wombats", "Wombats"][..], &["Green Wombats", "Wombats"], &["Moles"]][..],
            ),
            // The nearest first.
            (
                &[&["Dark Green Wombats"], &["Green Wombats"], &["Purple Wombats"], &["Wombats"]],
                2,
                &[
                    &["Dark Green Wombats", "Green Wombats"],
                    &["Green Wombats", "Wombats"],
                    &["Purple Wombats", "Wombats"],
                    &["Wombats"],
                ],
            ),
            // What is large enough stays, and so does what nothing shares.
            (
                &[&["Green Wombats"], &["Green Wombats"], &["Purple Wombats"]],
                2,
                &[&["Green Wombats"], &["Green Wombats"], &["Purple Wombats"]],
            ),
            (
                &[&["Purple Wombats", "Green Wombats"], &["Moles"]],
                1,
                &[&["Purple Wombats", "Green Wombats"], &["Moles"]],
            ),
        ] {
            assert_eq!(rolled_up(records, min), found, "{records:?}");
        }
    }
}
