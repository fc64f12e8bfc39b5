//! The order of names for readers: accents and case do not separate what belongs together.

use icu_collator::{Collator, CollatorBorrowed, options::CollatorOptions};
use std::cmp::Ordering;

/// Compares names in the root order of the Unicode Collation Algorithm, ties broken by code points so that the order
/// is total.
pub struct NameOrder(Option<CollatorBorrowed<'static>>);

impl Default for NameOrder {
    fn default() -> Self {
        NameOrder(Collator::try_new(Default::default(), CollatorOptions::default()).ok())
    }
}

impl NameOrder {
    /// The order of two names.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let collated = match &self.0 {
            Some(collator) => collator.compare(a, b),
            None => super::fold::fold_name(a).cmp(&super::fold::fold_name(b)),
        };
        collated.then_with(|| a.cmp(b))
    }
}
