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
    /// The order of two names. Quotes, brackets and marks before the first letter or digit do not count.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        let (first, second) = (bare(a), bare(b));
        let collated = match &self.0 {
            Some(collator) => collator.compare(first, second),
            None => super::fold::fold_name(first).cmp(&super::fold::fold_name(second)),
        };
        collated.then_with(|| a.cmp(b))
    }
}

fn bare(name: &str) -> &str {
    name.trim_start_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::NameOrder;

    #[test]
    fn names_stand_where_a_reader_looks_for_them() {
        let mut names = vec![
            "Zoe",
            "‖Immatics",
            "'Casa' Hospital",
            "Österåker",
            "3rd Hospital",
            "Li X",
            "Lian B",
            "casa",
        ];
        let order = NameOrder::default();
        names.sort_by(|a, b| order.compare(a, b));
        let expected = [
            "3rd Hospital",
            "casa",
            "'Casa' Hospital",
            "‖Immatics",
            "Li X",
            "Lian B",
            "Österåker",
            "Zoe",
        ];
        assert_eq!(names, expected);
    }
}
