//! How much a word is a matter of a document, as one of four numbers.
//!
//! In: how often a word stands in each field, and how long the fields are. Out: 0 to 3. It is the saturated frequency of BM25F
//! (Robertson, Zaragoza 2009): counts are divided by the length of their field in relation to a usual one, multiplied with what
//! the field is worth, added up, and saturated. What is usual is written here and not counted, so that an article more does not
//! change what others weigh. Never: the rarity of the word, which the browser knows.

use super::document::Field;

/// What a field is worth, how much its length counts, its usual length in words, and the most that it adds. However often an
/// abstract says a word, a title that has it says more.
fn rule(field: Field) -> (f32, f32, f32, f32) {
    match field {
        Field::Title => (5.0, 0.35, 14.0, 12.0),
        Field::People => (5.0, 0.05, 14.0, 12.0),
        Field::Date | Field::Exact => (8.0, 0.0, 1.0, 12.0),
        Field::Topics => (2.0, 0.3, 25.0, 2.5),
        Field::Source => (1.4, 0.3, 4.0, 2.5),
        Field::Note => (1.4, 0.5, 80.0, 2.5),
        Field::Text => (1.0, 0.6, 220.0, 2.5),
        Field::Places => (0.6, 0.3, 40.0, 1.5),
    }
}

/// Half of the most that a frequency can be worth is reached at this.
const SATURATION: f32 = 1.2;

/// From what on a saturated frequency has the weights 1, 2 and 3.
const STEPS: [f32; 3] = [0.42, 0.6, 0.74];

/// What a word weighs by its count in each field and the words of each field.
pub(super) fn weight(counts: &[u16; Field::ALL.len()], lengths: &[u32; Field::ALL.len()]) -> u32 {
    let mut frequency = 0.0;
    for ((field, count), length) in Field::ALL.into_iter().zip(counts).zip(lengths) {
        if *count > 0 {
            let (worth, by_length, usual, most) = rule(field);
            let length = f32::from(u16::try_from(*length).unwrap_or(u16::MAX)) / usual;
            let told = worth * f32::from(*count) / (1.0 - by_length + by_length * length);
            frequency += told.min(most);
        }
    }
    let saturated = frequency / (SATURATION + frequency);
    STEPS.iter().map(|step| u32::from(saturated >= *step)).sum()
}
