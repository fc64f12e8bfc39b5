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
        let collated = plain(first, second).unwrap_or_else(|| match &self.0 {
            Some(collator) => collator.compare(first, second),
            None => super::fold::fold_name(first).cmp(&super::fold::fold_name(second)),
        });
        collated.then_with(|| a.cmp(b))
    }
}

/// The order of two names whose first difference lies between plain letters, digits and blanks, which nothing behind it
/// can change; most names of a library are like that, and the whole algorithm costs ten times as much.
fn plain(a: &str, b: &str) -> Option<Ordering> {
    let (mut a, mut b) = (a.bytes(), b.bytes());
    loop {
        match (a.next(), b.next()) {
            (Some(one), Some(other)) => match weight(one)?.cmp(&weight(other)?) {
                Ordering::Equal => {}
                different => return Some(different),
            },
            (Some(more), None) => return weight(more).map(|_| Ordering::Greater),
            (None, Some(more)) => return weight(more).map(|_| Ordering::Less),
            // The same but for capitals, if at all.
            (None, None) => return None,
        }
    }
}

/// The first weight of a plain character: blanks before digits before letters.
fn weight(byte: u8) -> Option<u8> {
    let plain = byte == b' ' || byte.is_ascii_alphanumeric();
    plain.then(|| byte.to_ascii_lowercase())
}

fn bare(name: &str) -> &str {
    name.trim_start_matches(|c: char| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{NameOrder, plain};
    use proptest::prelude::*;

    proptest! {
        /// Where the short way answers, it answers as the collator does.
        #[test]
        fn the_short_way_is_the_long_way(a in "[a-cA-C0-2 é·\u{301}-]{0,6}", b in "[a-cA-C0-2 é·\u{301}-]{0,6}") {
            let order = NameOrder::default();
            let collator = order.0.as_ref().unwrap();
            if let Some(short) = plain(&a, &b) {
                prop_assert_eq!(short, collator.compare(&a, &b), "{} and {}", a, b);
            }
        }
    }

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
