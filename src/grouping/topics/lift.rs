//! Headings too rare for a page, listed under a broader heading of the tree.
//!
//! In: what the records state, and the registry of MeSH. Out: for rare headings the nearest broader one that enough records
//! share, stated with its reason. Never: a heading taken away; a heading of the tree's first level, or one of hundreds,
//! which says next to nothing.

use super::mesh::{is_check_tag, natural_order};
use super::stated::Stated;
use super::tree::{branch, is_disease};
use crate::grouping::context::number;
use crate::text::hash::ByHash;
use crate::text::terms::tokens;
use crate::workspace::mesh::Mesh;
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
pub(super) fn lift(stated: &mut [Vec<Stated>], mesh: &Mesh, min: usize) {
    let rare = rare(stated, mesh, min);
    if rare.is_empty() {
        return;
    }
    let chosen = chosen(stated, &rare, min);
    stated.par_iter_mut().for_each(|record| lift_one(record, &chosen, mesh));
}

fn lift_one(record: &mut Vec<Stated>, chosen: &ByHash<Above>, mesh: &Mesh) {
    let mut lifted: Vec<Stated> = Vec::new();
    for one in record.iter() {
        let Some(above) = chosen.get(&one.hash) else { continue };
        let known = |other: &Stated| other.hash == above.hash;
        let Some(descriptor) = mesh.descriptors().get(above.place as usize) else { continue };
        if !record.iter().any(known) && !lifted.iter().any(known) {
            lifted.push(Stated {
                hash: above.hash,
                name: natural_order(&descriptor.name),
                why: one.why.clone().of_narrower(&one.name),
                made: false,
                ..*one
            });
        }
    }
    record.append(&mut lifted);
    record.sort_by_key(|one| one.minor);
}

/// What lies above each heading that too few records have.
fn rare(stated: &[Vec<Stated>], mesh: &Mesh, min: usize) -> BTreeMap<u64, Vec<Above>> {
    let mut counts: ByHash<usize> = ByHash::default();
    for one in stated.iter().flatten() {
        *counts.entry(one.hash).or_default() += 1;
    }
    let hashes: Vec<u64> = mesh
        .descriptors()
        .par_iter()
        .map(|descriptor| tokens::phrase_hash(&natural_order(&descriptor.name)))
        .collect();
    let mut rare = BTreeMap::new();
    let mut below: BTreeMap<u32, usize> = BTreeMap::new();
    for (place, hash) in hashes.iter().enumerate() {
        if counts.get(hash).is_some_and(|count| *count < min) {
            let above = above(number(place), mesh, &hashes, &mut below);
            if !above.is_empty() {
                rare.insert(*hash, above);
            }
        }
    }
    rare
}

fn above(place: u32, mesh: &Mesh, hashes: &[u64], below: &mut BTreeMap<u32, usize>) -> Vec<Above> {
    let mut met = BTreeSet::from([place]);
    let mut step = vec![place];
    let mut found = Vec::new();
    for steps in 1..=STEPS {
        let parents = step.iter().flat_map(|place| mesh.parents(*place).iter().copied());
        step = parents.filter(|parent| met.insert(*parent)).collect();
        for place in &step {
            let descriptor = mesh.descriptors().get(*place as usize);
            let inside = descriptor.filter(|descriptor| {
                !is_check_tag(&descriptor.name)
                    && descriptor.trees.iter().all(|tree| is_specific(tree))
                    && *below.entry(*place).or_insert_with(|| mesh.with_descendants(*place).len())
                        <= MOST_BELOW
            });
            if let (Some(_), Some(hash)) = (inside, hashes.get(*place as usize)) {
                found.push(Above { place: *place, hash: *hash, steps });
            }
        }
    }
    found
}

/// Whether a place of the tree is deep enough to say something: a disease two steps from the top is an organ's; so are an
/// group of organisms; an operation, a part of the body and what a drug is for are a step below. Classes of substances,
/// phenomena, trades and methods say nothing more than what lies below them.
fn is_specific(tree: &str) -> bool {
    let steps = tree.bytes().filter(|byte| *byte == b'.').count() + 1;
    is_disease(branch(tree)) && steps > 1
        || match tree.get(..3) {
            Some("D27" | "E02" | "E04") => steps > 2,
            Some(other) if other.starts_with('A') => steps > 2,
            Some(other) if other.starts_with('B') => steps > 1,
            _ => false,
        }
}

/// Which broader heading each rare one is listed under, if any.
fn chosen(stated: &[Vec<Stated>], rare: &BTreeMap<u64, Vec<Above>>, min: usize) -> ByHash<Above> {
    // First each broader heading gets all that it could, then only what has no nearer one.
    let all = |hash: u64| rare.get(&hash).map_or(&[][..], Vec::as_slice).to_vec();
    let mut sizes = sizes(stated, &all);
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
        let real = self::sizes(stated, &one);
        let before = sizes.len();
        sizes.retain(|hash, _| real.get(hash).is_some_and(|size| *size >= min));
        if sizes.len() == before {
            break;
        }
    }
    chosen
}

/// In how many records each broader heading is stated or stands above what is stated.
fn sizes(stated: &[Vec<Stated>], above: &dyn Fn(u64) -> Vec<Above>) -> BTreeMap<u64, usize> {
    let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
    for record in stated {
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
    use crate::workspace::mesh::Descriptor;

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

    fn lifted(records: &[&[&str]], min: usize) -> Vec<Vec<String>> {
        let state = |name: &&str| Stated {
            hash: tokens::phrase_hash(name),
            name: (*name).to_owned(),
            why: Why::Heading { major: false },
            minor: false,
            suggested: false,
            made: false,
        };
        let mut stated: Vec<Vec<Stated>> =
            records.iter().map(|names| names.iter().map(state).collect()).collect();
        lift(&mut stated, &mesh(), min);
        stated.into_iter().map(|all| all.into_iter().map(|one| one.name).collect()).collect()
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
            assert_eq!(lifted(records, min), found, "{records:?}");
        }
    }
}
