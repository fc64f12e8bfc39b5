//! How evidence is weighed.
//!
//! In: a row of features. Out: the probability that an indexer would make the heading a main heading of the record. Never:
//! tables of subjects; the weights speak of kinds of evidence.
//!
//! There are two sets of weights, of libraries in which many records have headings and may vote, and of those in which none
//! has; in between their answers are mixed. `examples/fit_topics.rs` fits both and says how.

use super::features;
use crate::text::tsv::rows;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The weights of one feature: where records vote, and where none does.
static WEIGHTS: LazyLock<Vec<[f32; 2]>> = LazyLock::new(|| {
    let number = |cell: &str| cell.parse().unwrap_or_default();
    let row = |[name, voters, none]: [&'static str; 3]| (name, [number(voters), number(none)]);
    let table: BTreeMap<&str, [f32; 2]> =
        rows(include_str!("../../../data/topic-weights.tsv")).map(row).collect();
    let weights = |name: &String| table.get(name.as_str()).copied().unwrap_or_default();
    features::names().iter().map(weights).collect()
});

/// With so many records that vote, the weights of libraries without any count no more.
const VOTERS: f32 = 50.0;

/// The probability, 0 to 1, in a library with so many records that have headings, and so may vote.
pub(super) fn probability(row: &[(u16, f32)], voters: u32) -> f32 {
    let few = u8::try_from(voters).map_or(0.0, |voters| 1.0 - f32::from(voters) / VOTERS).max(0.0);
    let mut sums = [0.0; 2];
    for (feature, value) in row {
        let Some(weights) = WEIGHTS.get(usize::from(*feature)) else { continue };
        for (sum, weight) in sums.iter_mut().zip(weights) {
            *sum += value * weight;
        }
    }
    let [voted, alone] = sums.map(|sum| 1.0 / (1.0 + (-sum).exp()));
    few * alone + (1.0 - few) * voted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weights_and_every_weight_its_feature() {
        let named: Vec<[&str; 3]> = rows(include_str!("../../../data/topic-weights.tsv")).collect();
        for (feature, _) in features::FEATURES {
            assert!(named.iter().any(|[name, ..]| name == feature), "{feature} has no weights");
        }
        let names = features::names();
        for [name, voters, none] in named {
            assert!(names.iter().any(|known| known == name), "{name} is no feature");
            assert!(voters.parse::<f32>().is_ok() && none.parse::<f32>().is_ok(), "{name}");
        }
    }
}
