//! The evidence maps: tables of topics against the groups of another grouping, whose cells are articles.
//!
//! In: the groupings and the settings. Out: the [`Map`]s that have something to show, rows and columns chosen, and a
//! diagnostic for every name in the settings that is no group. Never: HTML, routes.

use super::snapshot::Snapshot;
use crate::config::MapChoice;
use crate::diag::{Diagnostic, Place, codes};
use crate::grouping::{self, EvidenceMap, Group, GroupNames, Grouping, GroupingKind};
use crate::library::ArticleId;
use std::collections::HashMap;

/// A table with fewer rows or columns says no more than the index of the grouping; the curator may want it all the same.
const LEAST: usize = 2;

/// One evidence map.
#[derive(Debug)]
pub(super) struct Map {
    pub(super) kind: &'static EvidenceMap,
    /// Places of the two groupings.
    pub(super) groupings: (usize, usize),
    /// Groups from top to bottom.
    pub(super) rows: Vec<u32>,
    /// Groups from left to right.
    pub(super) columns: Vec<u32>,
    /// The articles of each cell, row by row.
    cells: Vec<Vec<ArticleId>>,
    /// Whether the settings name the rows, the columns.
    pub(super) chosen: (bool, bool),
}

impl Map {
    /// The articles in both groups, in library order.
    pub(super) fn cell(&self, row: usize, column: usize) -> &[ArticleId] {
        self.cells.get(row * self.columns.len() + column).map_or(&[], Vec::as_slice)
    }

    /// All cells with their row and column.
    pub(super) fn cells(&self) -> impl Iterator<Item = (usize, usize, &[ArticleId])> {
        let width = self.columns.len().max(1);
        self.cells.iter().enumerate().map(move |(at, ids)| (at / width, at % width, ids.as_slice()))
    }

    /// The articles of the fullest cell.
    pub(super) fn most(&self) -> usize {
        self.cells.iter().map(Vec::len).max().unwrap_or(0)
    }
}

/// The maps that the settings ask for and that are not empty.
pub(super) fn maps(snapshot: &Snapshot) -> (Vec<Map>, Vec<Diagnostic>) {
    let mut said = Vec::new();
    let options = &snapshot.config.site.maps;
    let all = grouping::maps();
    let kinds: Vec<&'static EvidenceMap> = match &options.show {
        None => all.iter().collect(),
        Some(show) => show.iter().filter_map(|id| all.iter().find(|kind| kind.id == *id)).collect(),
    };
    let maps = kinds.into_iter().filter_map(|kind| map(snapshot, kind, &mut said)).collect();
    (maps, said)
}

fn map(snapshot: &Snapshot, kind: &'static EvidenceMap, said: &mut Vec<Diagnostic>) -> Option<Map> {
    let at = |of: &GroupingKind| snapshot.groupings.iter().position(|known| known.kind == of);
    let (topics, others) = (at(kind.rows)?, at(kind.columns)?);
    let (from, to) = (snapshot.groupings.get(topics)?, snapshot.groupings.get(others)?);
    let options = &snapshot.config.site.maps;
    let none = MapChoice::default();
    let choice = options.chosen.get(&kind.id).unwrap_or(&none);
    let rows = picked(from, &choice.rows, options.rows, said);
    let columns = picked(to, &choice.columns, options.columns, said);
    let chosen = (!choice.rows.is_empty(), !choice.columns.is_empty());
    let narrow = |chosen: bool, groups: &[u32]| !chosen && groups.len() < LEAST;
    if narrow(chosen.0, &rows) || narrow(chosen.1, &columns) {
        return None;
    }
    let place: HashMap<u32, usize> = columns.iter().enumerate().map(|(n, id)| (*id, n)).collect();
    let mut cells: Vec<Vec<ArticleId>> = vec![Vec::new(); rows.len() * columns.len()];
    for (row, topic) in rows.iter().enumerate() {
        let members = from.groups.get(*topic as usize).map_or(&[][..], |group| &group.members);
        for id in members {
            let memberships = to.of_article.get(*id as usize).map_or(&[][..], Vec::as_slice);
            for column in memberships.iter().filter_map(|m| place.get(&m.group)) {
                if let Some(cell) = cells.get_mut(row * columns.len() + column) {
                    cell.push(*id);
                }
            }
        }
    }
    let map = Map { kind, groupings: (topics, others), rows, columns, cells, chosen };
    (map.most() > 0).then_some(map)
}

/// The groups that the curator names, else the largest; of a chronological grouping the latest, from left to right.
fn picked(
    grouping: &Grouping,
    chosen: &[(String, Place)],
    most: usize,
    said: &mut Vec<Diagnostic>,
) -> Vec<u32> {
    if !chosen.is_empty() {
        let names = GroupNames::of(grouping);
        let mut groups: Vec<u32> = Vec::new();
        for (name, place) in chosen {
            match names.find(name) {
                Some(group) if groups.contains(&group) => {}
                Some(group) => groups.push(group),
                None => said.push(unknown(grouping, name, place)),
            }
        }
        return groups;
    }
    let mut groups: Vec<(u32, &Group)> = (0..).zip(&grouping.groups).collect();
    groups.retain(|(_, group)| !group.members.is_empty());
    if grouping.kind.chronological {
        groups.retain(|(_, group)| group.key.bytes().all(|byte| byte.is_ascii_digit()));
        groups.truncate(most);
        groups.reverse();
    } else {
        groups.sort_by(|a, b| b.1.members.len().cmp(&a.1.members.len()).then(a.0.cmp(&b.0)));
        groups.truncate(most);
    }
    groups.into_iter().map(|(group, _)| group).collect()
}

fn unknown(grouping: &Grouping, name: &str, place: &Place) -> Diagnostic {
    let kind = grouping.kind;
    Diagnostic::new(
        &codes::UNUSED_SETTING,
        format!("an evidence map names “{name}”, which is none of the {}", kind.id),
    )
    .at(place.clone())
    .done("left it out of the map")
    .help(format!("write a name as it stands on the page {}/index.html", kind.id))
}
