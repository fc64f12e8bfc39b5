//! The evidence maps: tables of topics against the groups of another grouping, or of fields of the notes against each other
//! or a grouping, whose cells are articles.
//!
//! In: the groupings, the studies and the settings. Out: the [`Map`]s that have something to show, rows and columns chosen, and a
//! diagnostic for every name in the settings that is no group. Never: HTML, routes.

use super::snapshot::Snapshot;
use super::studies::{AxisValue, FieldAxis, Studies};
use crate::config::MapChoice;
use crate::content::FieldValue;
use crate::diag::{Diagnostic, Place, codes};
use crate::grouping::{self, EvidenceMap, Group, Grouping, GroupingKind};
use crate::library::ArticleId;
use crate::text::fold::fold_name;
use std::collections::HashMap;

/// A table with fewer rows or columns says no more than the index of the grouping; the curator may want it all the same.
const LEAST: usize = 2;

/// What stands in the rows or the columns of a map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Axis {
    /// The groups of a grouping, by its place.
    Groups(usize),
    /// The values of a field, by its place among the axes of the studies.
    Field(usize),
}

/// One evidence map.
#[derive(Debug)]
pub(super) struct Map {
    /// Its name in the settings, and that of its page below `map/`.
    pub(super) id: String,
    /// What stands in the rows, in the columns.
    pub(super) axes: (Axis, Axis),
    /// Places on the axis from top to bottom.
    pub(super) rows: Vec<u32>,
    /// Places on the axis from left to right.
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

/// The maps that the settings ask for and that are not empty; where they ask for none, those of topics, and of all fields of
/// the notes with each other.
pub(super) fn maps(snapshot: &Snapshot, studies: &Studies) -> (Vec<Map>, Vec<Diagnostic>) {
    let mut said = Vec::new();
    let from = From { snapshot, studies };
    let all = grouping::maps().iter().map(|kind| (kind.id.clone(), from.of_kinds(kind)));
    let asked: Vec<(String, Option<(Axis, Axis)>)> = match &snapshot.config.site.maps.show {
        None => all.chain(from.crossings()).collect(),
        Some(show) => {
            let known: Vec<_> = all.collect();
            let axes = |id: &String| match known.iter().find(|(known, _)| known == id) {
                Some((_, axes)) => *axes,
                None => from.crossing(id),
            };
            show.iter().map(|id| (id.clone(), axes(id))).collect()
        }
    };
    let maps = asked.into_iter().filter_map(|(id, axes)| from.map(id, axes?, &mut said)).collect();
    (maps, said)
}

/// What maps are made from.
struct From<'a> {
    snapshot: &'a Snapshot,
    studies: &'a Studies,
}

impl From<'_> {
    fn of_kinds(&self, kind: &EvidenceMap) -> Option<(Axis, Axis)> {
        Some((self.groups(kind.rows)?, self.groups(kind.columns)?))
    }

    fn groups(&self, of: &GroupingKind) -> Option<Axis> {
        self.snapshot.groupings.iter().position(|known| known.kind == of).map(Axis::Groups)
    }

    /// Every two fields that can be crossed.
    fn crossings(&self) -> Vec<(String, Option<(Axis, Axis)>)> {
        let name = |axis: &FieldAxis| {
            self.snapshot.config.fields.get(axis.field).map_or("", |field| field.name.as_str())
        };
        let axes = || self.studies.axes.iter().enumerate();
        let crossed = axes().flat_map(|(at, rows)| {
            axes().skip(at + 1).map(move |(other, columns)| {
                let id = format!("{}-{}", name(rows), name(columns));
                (id, Some((Axis::Field(at), Axis::Field(other))))
            })
        });
        crossed.collect()
    }

    /// The axes of a map by its name: `design-years`.
    fn crossing(&self, id: &str) -> Option<(Axis, Axis)> {
        let (rows, columns) = id.split_once('-')?;
        let field = |name: &str| {
            let is = |axis: &FieldAxis| {
                self.snapshot.config.fields.get(axis.field).is_some_and(|f| f.name == name)
            };
            self.studies.axes.iter().position(is).map(Axis::Field)
        };
        let grouping = |name: &str| {
            let groupings = &self.snapshot.groupings;
            groupings.iter().position(|known| known.kind.id == name).map(Axis::Groups)
        };
        let axis = |name: &str| field(name).or_else(|| grouping(name));
        Some((axis(rows)?, axis(columns)?))
    }

    fn map(&self, id: String, (from, to): (Axis, Axis), said: &mut Vec<Diagnostic>) -> Option<Map> {
        let options = &self.snapshot.config.site.maps;
        let none = MapChoice::default();
        let choice = options.chosen.get(&id).unwrap_or(&none);
        let rows = self.picked(from, &choice.rows, options.rows, said);
        let columns = self.picked(to, &choice.columns, options.columns, said);
        let chosen = (!choice.rows.is_empty(), !choice.columns.is_empty());
        let narrow = |chosen: bool, groups: &[u32]| !chosen && groups.len() < LEAST;
        if narrow(chosen.0, &rows) || narrow(chosen.1, &columns) {
            return None;
        }
        let place: HashMap<u32, usize> =
            columns.iter().enumerate().map(|(n, id)| (*id, n)).collect();
        let mut cells: Vec<Vec<ArticleId>> = vec![Vec::new(); rows.len() * columns.len()];
        for (row, at) in rows.iter().enumerate() {
            for id in members(self.snapshot, self.studies, from, *at) {
                for column in self.of_article(to, *id).filter_map(|at| place.get(&at)) {
                    if let Some(cell) = cells.get_mut(row * columns.len() + column) {
                        cell.push(*id);
                    }
                }
            }
        }
        let map = Map { id, axes: (from, to), rows, columns, cells, chosen };
        (map.most() > 0).then_some(map)
    }

    /// The places of an article on an axis.
    fn of_article(&self, axis: Axis, id: ArticleId) -> Box<dyn Iterator<Item = u32> + '_> {
        match axis {
            Axis::Groups(grouping) => {
                let grouping = self.snapshot.groupings.get(grouping);
                let memberships = grouping.and_then(|known| known.of_article.get(id as usize));
                Box::new(memberships.into_iter().flatten().map(|membership| membership.group))
            }
            Axis::Field(field) => {
                let axis = self.studies.axes.get(field);
                Box::new(axis.into_iter().flat_map(move |axis| axis.of_article(id)))
            }
        }
    }

    fn picked(
        &self,
        axis: Axis,
        chosen: &[(String, Place)],
        most: usize,
        said: &mut Vec<Diagnostic>,
    ) -> Vec<u32> {
        match axis {
            Axis::Groups(grouping) => {
                let grouping = self.snapshot.groupings.get(grouping);
                grouping.map_or_else(Vec::new, |of| picked(of, chosen, most, said))
            }
            Axis::Field(field) => {
                let axis = self.studies.axes.get(field);
                axis.map_or_else(Vec::new, |of| self.picked_values(of, chosen, most, said))
            }
        }
    }

    /// The values that the curator names, else the first in their order.
    fn picked_values(
        &self,
        axis: &FieldAxis,
        chosen: &[(String, Place)],
        most: usize,
        said: &mut Vec<Diagnostic>,
    ) -> Vec<u32> {
        if chosen.is_empty() {
            return (0u32..).zip(&axis.values).map(|(at, _)| at).take(most).collect();
        }
        let mut values: Vec<u32> = Vec::new();
        for (name, place) in chosen {
            let named = |value: &AxisValue| match &value.value {
                FieldValue::Text(text) => fold_name(text) == fold_name(name),
                _ => value.slug == fold_name(name),
            };
            let at = axis.values.iter().position(named).and_then(|at| u32::try_from(at).ok());
            match at {
                Some(at) if values.contains(&at) => {}
                Some(at) => values.push(at),
                None => {
                    let field = self.snapshot.config.fields.get(axis.field);
                    let label = field.map_or("", |field| field.name.as_str());
                    let message = format!(
                        "an evidence map names “{name}”, which no note has as its `{label}`"
                    );
                    let said_of = Diagnostic::new(&codes::UNUSED_SETTING, message);
                    said.push(
                        said_of
                            .at(place.clone())
                            .done("left it out of the map")
                            .help("write a value as it stands in the table of studies"),
                    );
                }
            }
        }
        values
    }
}

/// The articles of a place on an axis.
pub(super) fn members<'a>(
    snapshot: &'a Snapshot,
    studies: &'a Studies,
    axis: Axis,
    at: u32,
) -> &'a [ArticleId] {
    match axis {
        Axis::Groups(grouping) => {
            let group = snapshot.groupings.get(grouping).and_then(|g| g.groups.get(at as usize));
            group.map_or(&[], |group| &group.members)
        }
        Axis::Field(field) => {
            let value = studies.axes.get(field).and_then(|axis| axis.values.get(at as usize));
            value.map_or(&[], |value| &value.members)
        }
    }
}

/// The name of a place in addresses.
pub(super) fn slug<'a>(
    snapshot: &'a Snapshot,
    studies: &'a Studies,
    axis: Axis,
    at: u32,
) -> &'a str {
    match axis {
        Axis::Groups(grouping) => {
            let group = snapshot.groupings.get(grouping).and_then(|g| g.groups.get(at as usize));
            group.map_or("", |group| &group.slug)
        }
        Axis::Field(field) => {
            let value = studies.axes.get(field).and_then(|axis| axis.values.get(at as usize));
            value.map_or("", |value| &value.slug)
        }
    }
}

/// The groups that the curator names, else the largest; of a chronological grouping the latest, from left to right.
fn picked(
    grouping: &Grouping,
    chosen: &[(String, Place)],
    most: usize,
    said: &mut Vec<Diagnostic>,
) -> Vec<u32> {
    if !chosen.is_empty() {
        let mut groups: Vec<u32> = Vec::new();
        for (name, place) in chosen {
            match named(grouping, name) {
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

fn named(grouping: &Grouping, name: &str) -> Option<u32> {
    let folded = fold_name(name);
    let is = |group: &Group| group.key == folded || fold_name(&group.label) == folded;
    grouping.groups.iter().position(is).and_then(|at| u32::try_from(at).ok())
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
