//! A union of sets of record numbers, with pairs that must not come together, and with the reason for each union.

use super::flow::{Link, Matched};
use crate::record::{Pmid, Record};
use crate::text::sets::Sets;
use std::collections::HashMap;

/// Two records that the settings hold apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Apart {
    pub(super) one: usize,
    pub(super) two: usize,
    /// The place of the table in the settings' list of them.
    pub(super) table: usize,
}

/// Sets of records; the root of a set is its smallest member, so roots do not depend on the order of joining.
pub(super) struct Joined {
    sets: Sets,
    /// The PMIDs of each root's set.
    pmids: Vec<Vec<Pmid>>,
    apart: Vec<Apart>,
    /// The joins that were made, in their order; with those of a set its records hang together.
    pub(super) links: Vec<Link>,
    /// The joins that a table of the settings stopped, with the place of the table.
    pub(super) stopped: Vec<(Link, usize)>,
}

impl Joined {
    pub(super) fn new(records: &[Record], apart: Vec<Apart>) -> Self {
        let pmids = records.iter().map(|record| record.pmid.clone().into_iter().collect());
        Joined {
            sets: Sets::new(records.len()),
            pmids: pmids.collect(),
            apart,
            links: Vec::new(),
            stopped: Vec::new(),
        }
    }

    pub(super) fn root(&mut self, at: usize) -> usize {
        self.sets.root(at)
    }

    pub(super) fn together(&mut self, a: usize, b: usize) -> bool {
        self.root(a) == self.root(b)
    }

    /// Whether both sets have a PMID and share none.
    pub(super) fn pmids_differ(&mut self, a: usize, b: usize) -> bool {
        let (a, b) = (self.root(a), self.root(b));
        match (self.pmids.get(a), self.pmids.get(b)) {
            (Some(one), Some(two)) => {
                !one.is_empty() && !two.is_empty() && !one.iter().any(|pmid| two.contains(pmid))
            }
            _ => false,
        }
    }

    /// The table of the settings that holds two sets apart, which `by` would join.
    pub(super) fn held_apart(
        &mut self,
        a: usize,
        b: usize,
        by: impl FnOnce() -> Matched,
    ) -> Option<usize> {
        if self.apart.is_empty() {
            return None;
        }
        let (one_root, two_root) = (self.root(a), self.root(b));
        let pairs = self.apart.clone();
        let found = pairs.into_iter().find(|pair| {
            let (one, two) = (self.root(pair.one), self.root(pair.two));
            (one, two) == (one_root, two_root) || (one, two) == (two_root, one_root)
        })?;
        self.stopped.push((Link { one: a, two: b, by: by() }, found.table));
        Some(found.table)
    }

    /// Whether a table of the settings has stopped a join.
    pub(super) fn has_stopped(&self, table: usize) -> bool {
        self.stopped.iter().any(|(_, stopper)| *stopper == table)
    }

    pub(super) fn join(&mut self, a: usize, b: usize, by: impl FnOnce() -> Matched) {
        let Some((low, high)) = self.sets.join(a, b) else { return };
        self.links.push(Link { one: a, two: b, by: by() });
        let more = self.pmids.get_mut(high).map(std::mem::take).unwrap_or_default();
        if let Some(pmids) = self.pmids.get_mut(low) {
            for pmid in more {
                if !pmids.contains(&pmid) {
                    pmids.push(pmid);
                }
            }
        }
    }

    /// What belongs to the records of each set, in their order; the sets in the order of their first record.
    pub(super) fn split<T>(&mut self, of_records: Vec<T>) -> Vec<Vec<T>> {
        let mut works: Vec<Vec<T>> = Vec::new();
        let mut place: HashMap<usize, usize> = HashMap::new();
        for (at, item) in of_records.into_iter().enumerate() {
            let root = self.root(at);
            let slot = *place.entry(root).or_insert_with(|| {
                works.push(Vec::new());
                works.len() - 1
            });
            if let Some(work) = works.get_mut(slot) {
                work.push(item);
            }
        }
        works
    }
}
