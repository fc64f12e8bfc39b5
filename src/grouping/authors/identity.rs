//! A person while bylines are sorted by person.
//!
//! In: bylines, by their places. Out: the name and the given name that say most. Never: a decision about who is who.

use super::bylines::{Bylines, Name};
use std::collections::BTreeSet;

/// A person in the making.
#[derive(Default)]
pub(super) struct Identity {
    pub(super) key: String,
    pub(super) profile: Option<usize>,
    /// Places of the bylines, in the order of the library.
    pub(super) bylines: Vec<u32>,
}

impl Identity {
    /// The place of the name that says most.
    pub(super) fn longest_at(&self, bylines: &Bylines<'_>) -> Option<u32> {
        let list = self.bylines.iter().filter_map(|at| bylines.list.get(*at as usize));
        let names = list.filter_map(|byline| Some((byline.name, bylines.name(byline)?)));
        let length = |name: &Name| (name.initials.as_str().len(), name.suffix.as_str().len());
        let longer = |a: &Name, b: &Name| length(a).cmp(&length(b)).then_with(|| b.key.cmp(&a.key));
        names.max_by(|(_, a), (_, b)| longer(a, b)).map(|(place, _)| place)
    }

    /// The name that says most.
    pub(super) fn longest<'b>(&self, bylines: &'b Bylines<'_>) -> Option<&'b Name> {
        bylines.names.get(self.longest_at(bylines)? as usize)
    }

    pub(super) fn given<'b>(&'b self, bylines: &'b Bylines<'_>) -> Option<&'b str> {
        let written = self.bylines.iter().filter_map(|at| bylines.list.get(*at as usize));
        let full =
            written.filter(|byline| bylines.name(byline).is_some_and(|n| !n.given.is_empty()));
        let given: BTreeSet<&str> = full.filter_map(|b| b.person.given.as_deref()).collect();
        given.into_iter().max_by_key(|given| given.len())
    }
}
