//! Sets that are joined two by two.
//!
//! In: 0-based places, and which two belong together. Out: for each the smallest place of its set, so that nothing depends
//! on the order of joining. Never: what is joined, or why.

/// Sets of places; each begins in one of its own.
pub(crate) struct Sets {
    parents: Vec<usize>,
}

impl Sets {
    /// So many places.
    pub(crate) fn new(places: usize) -> Self {
        Sets { parents: (0..places).collect() }
    }

    /// The smallest place of a set.
    pub(crate) fn root(&mut self, mut at: usize) -> usize {
        while let Some(parent) = self.parents.get(at).copied().filter(|parent| *parent != at) {
            // The way gets shorter each time that it is gone, so that long chains stay near-linear.
            let above = self.parents.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parents.get_mut(at) {
                *slot = above;
            }
            at = parent;
        }
        at
    }

    /// Joins two sets; gives the root that stays and the one that is none any more, or nothing where they were one.
    pub(crate) fn join(&mut self, a: usize, b: usize) -> Option<(usize, usize)> {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        if let Some(slot) = self.parents.get_mut(high).filter(|_| low != high) {
            *slot = low;
            return Some((low, high));
        }
        None
    }
}
