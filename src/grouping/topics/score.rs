//! How evidence is weighed.
//!
//! In: a row of evidence. Out: the probability that an indexer would make the heading a main heading of the record.
//! Never: tables of subjects; the weights speak of kinds of evidence.
//!
//! The weights are those of a logistic regression (ridge penalty, each record weighed by the root of its number of main
//! headings) on 1,398 MEDLINE records: each fifth of them asked, the other four fifths voted. They were rounded to three
//! places; nothing of the records is in them but how far each kind of evidence could be trusted.

/// The categories of the tree that have a weight, by their letters.
pub(super) const CATEGORIES: &str = "ABCDEFGHIJKLMNVZ";

/// Numbers of a row: as many as there are weights.
pub(super) const EVIDENCE: usize = 78;

/// What the row is added to.
const BIAS: f32 = -5.68;

/// One weight for each number of a row, in its order. The last was set by hand: what an author calls a keyword is
/// likely to be a main heading.
#[rustfmt::skip]
const WEIGHTS: [f32; EVIDENCE] = [
    1.335, // in the title
    0.181, // in the title inside a longer term
    0.554, // in the abstract
    -0.371, // times in the abstract, logarithm
    0.061, // times inside longer terms, logarithm
    0.732, // how early in the abstract
    0.204, // in the last sentence
    0.340, // in the title, by rarity
    0.273, // times in the abstract, by rarity
    0.167, // words of the term, at most 4
    -0.005, // a term of several words
    0.103, // found by its own name
    -0.388, // meanings of the term, logarithm
    -1.485, // in title and abstract
    0.000, // no abstract
    0.000, // no abstract, in the title
    -0.162, // named, but never given in the library
    0.157, // the same, in the title
    4.890, // 30 neighbours with it as main heading, root
    -3.115, // the same, plain
    1.018, // 30 neighbours with it at all
    -0.880, // similarity of the most similar one
    -3.608, // named, and voted for by the 30
    -0.903, // in the title, and voted for by the 30
    0.354, // 5 neighbours, root
    5.363, // 100 neighbours, root
    -0.539, // voted for at all
    -0.047, // how common as a main heading
    -0.119, // how often main when given
    0.334, // how often main when named
    1.380, // largest share among records with a word of the title
    0.057, // mean share of these
    0.265, // a narrower heading is named
    -0.215, // a narrower heading is in the title
    0.389, // a broader heading is named
    0.261, // votes for a broader heading, root
    0.330, // votes for a narrower heading, root
    -0.060, // has narrower headings
    0.805, // its words in the title
    0.466, // the same, when no term is found
    -0.372, // sentences with its words, logarithm
    0.991, // the same, when no term is found
    0.286, // words of the largest term found so
    -0.151, // depth in the tree, named
    -0.674, // depth in the tree, not named
    0.209, // category A, named
    0.835, // category B, named
    0.902, // category C, named
    0.242, // category D, named
    -0.122, // category E, named
    -0.093, // category F, named
    -0.195, // category G, named
    -0.229, // category H, named
    -0.114, // category I, named
    -0.246, // category J, named
    -0.797, // category K, named
    0.593, // category L, named
    -0.088, // category M, named
    -0.091, // category N, named
    -3.457, // category V, named
    -6.025, // category Z, named
    -0.153, // category A, not named
    -0.542, // category B, not named
    -0.100, // category C, not named
    -0.178, // category D, not named
    -0.187, // category E, not named
    -0.711, // category F, not named
    -0.234, // category G, not named
    -0.448, // category H, not named
    -0.390, // category I, not named
    0.151, // category J, not named
    -3.866, // category K, not named
    0.468, // category L, not named
    -1.104, // category M, not named
    0.225, // category N, not named
    -3.728, // category V, not named
    -4.012, // category Z, not named
    1.500, // an author keyword
];

/// What is added where no record of the library votes: the weights expect votes, and without any they are too modest by
/// this much. Measured on the same records with none of them voting: then equal probabilities are equally often right.
const WITHOUT_VOTERS: f32 = 1.0;
/// With so many records that vote nothing is added any more.
const VOTERS: f32 = 50.0;

/// The probability, 0 to 1, in a library with so many records that have headings, and so may vote.
pub(super) fn probability(row: &[f32; EVIDENCE], voters: u32) -> f32 {
    let sum: f32 = row.iter().zip(&WEIGHTS).map(|(value, weight)| value * weight).sum();
    let few = u8::try_from(voters).map_or(0.0, |voters| 1.0 - f32::from(voters) / VOTERS).max(0.0);
    1.0 / (1.0 + (-(sum + BIAS + few * WITHOUT_VOTERS)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewer_vote_the_more_is_trusted_in_the_text() {
        let row = [0.0; EVIDENCE];
        let [none, few, many] = [0, 10, 1_000].map(|voters| probability(&row, voters));
        assert!(none > few && few > many, "{none} {few} {many}");
        assert!((many - probability(&row, 50)).abs() < f32::EPSILON);
    }
}
