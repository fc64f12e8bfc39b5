//! Finding a finished group by a name that a curator wrote.
//!
//! In: a grouping and a name. Out: the group that goes by it, else the name that was probably meant. Never: a guess that is used
//! without asking.

use super::{GroupId, Grouping};
use crate::text::fold::fold_name;
use crate::text::nearest::nearest;
use std::collections::BTreeMap;

/// The names by which the groups of a grouping are found: labels, then keys, then the spellings that were merged into them.
#[derive(Debug)]
pub struct GroupNames<'g> {
    grouping: &'g Grouping,
    by_name: BTreeMap<String, GroupId>,
}

impl<'g> GroupNames<'g> {
    /// The names of a grouping.
    pub fn of(grouping: &'g Grouping) -> Self {
        let groups = || (0..).zip(&grouping.groups);
        let mut by_name = BTreeMap::new();
        let mut enter = |name: String, group: GroupId| {
            by_name.entry(name).or_insert(group);
        };
        groups().for_each(|(at, group)| enter(fold_name(&group.label), at));
        groups().for_each(|(at, group)| enter(group.key.clone(), at));
        for (at, group) in groups() {
            group.variants.iter().for_each(|(spelling, _)| enter(fold_name(spelling), at));
        }
        GroupNames { grouping, by_name }
    }

    /// The group of this name.
    pub fn find(&self, name: &str) -> Option<GroupId> {
        self.by_name.get(&fold_name(name)).copied()
    }

    /// The label that was probably meant by a name that none has.
    pub fn nearest(&self, name: &str) -> Option<&'g str> {
        nearest(name, self.grouping.groups.iter().map(|group| group.label.as_str()))
    }
}
