//! Names and spellings of groups: what is suggested while somebody types, and what finds the articles of a group.
//!
//! In: names with the value of a facet that each stands for. Out: shards in the order of the folded names, and lists of articles
//! for the dictionary. Never: names that nobody would see.

use super::facets::Facet;
use super::shards::{Shards, quoted, tells};
use super::{File, fold, pack};
use rayon::prelude::*;
use serde_json::Value as Json;

/// Bytes of a shard.
const SIZE: usize = 12 << 10;
/// Words in a name that a search looks for.
const MOST_WORDS: usize = 6;

/// A name of a group.
#[derive(Clone, Debug)]
pub struct Name<'a> {
    /// As it is written.
    pub text: std::borrow::Cow<'a, str>,
    /// The place of the facet, and of the value in it.
    pub of: (usize, usize),
    /// Whether whoever types it asks for the articles of the group.
    pub finds: bool,
}

/// The marked words of names, each with the list of its articles; sorted.
pub(super) fn lists(names: &[Name<'_>], facets: &[Facet<'_>]) -> Vec<(String, Vec<u32>)> {
    let mut all: Vec<(String, (usize, usize))> = names
        .par_iter()
        .filter(|name| name.finds)
        .map(|name| (fold(&name.text), name.of))
        .filter(|(name, _)| !name.is_empty() && name.split(' ').count() <= MOST_WORDS)
        .map(|(name, of)| (name + "=", of))
        .collect();
    all.par_sort_unstable();
    all.dedup();
    let list = |same: &[(String, (usize, usize))]| {
        let members = |(_, (facet, value)): &(String, (usize, usize))| {
            facets
                .get(*facet)
                .and_then(|facet| facet.values.get(*value))
                .map(|value| &*value.members)
        };
        // A name says as much as a word of the topics.
        let mut entries: Vec<u32> =
            same.iter().filter_map(members).flatten().map(|document| document << 2 | 2).collect();
        entries.sort_unstable();
        entries.dedup();
        Some((same.first()?.0.clone(), entries))
    };
    all.par_chunk_by(|a, b| a.0 == b.0).filter_map(list).collect()
}

/// The shards of all names.
pub(super) fn shards(names: &[Name<'_>], facets: &[Facet<'_>]) -> Shards {
    let mut all: Vec<(String, (usize, usize))> = names
        .par_iter()
        .map(|name| (fold(&name.text), name.of))
        .filter(|(name, _)| !name.is_empty())
        .collect();
    all.par_sort_unstable();
    all.dedup();
    let mut shards = Shards { files: Vec::new(), firsts: Vec::new() };
    let mut last = "";
    let mut rest = all.as_slice();
    while let Some((first, _)) = rest.first() {
        let mut bytes = 0;
        let fits = rest.iter().take_while(|(name, (facet, value))| {
            let value = facets.get(*facet).and_then(|facet| facet.values.get(*value));
            bytes +=
                name.len() / 2 + value.map_or(0, |value| value.slug.len() + value.label.len()) + 12;
            bytes <= SIZE
        });
        let (block, behind) = rest.split_at_checked(fits.count().max(1)).unwrap_or((rest, &[]));
        shards.firsts.push(tells(last, first));
        shards.files.push(shard(shards.files.len(), block, facets));
        last = block.last().map_or("", |(name, _)| name);
        rest = behind;
    }
    shards
}

fn shard(number: usize, block: &[(String, (usize, usize))], facets: &[Facet<'_>]) -> File {
    let mut values: Vec<Json> = Vec::with_capacity(block.len() * 4);
    for (_, (facet, value)) in block {
        let found = facets.get(*facet).and_then(|facet| facet.values.get(*value));
        values.push(Json::from(*facet));
        values.push(Json::from(found.map_or("", |value| &*value.slug)));
        values.push(Json::from(found.map_or("", |value| &*value.label)));
        values.push(Json::from(found.map_or(0, |value| value.members.len())));
    }
    let front = pack::front(block.iter().map(|(name, _)| name.as_str()));
    let json = format!("[{},{}]", quoted(&front), Json::from(values));
    File::new(format!("n{number}"), json, Vec::new())
}
