//! What stands in the index of a grouping on all its pages together: its groups, under letters when there are many.

use super::inputs::Inputs;
use super::shown::Shown;
use super::words::Words;
use crate::grouping::Group;
use crate::text::fold::fold_name;

/// Groups on one page of an index.
pub(super) const PER_PAGE: usize = 400;
/// From this many groups on there are headings by letter.
const LETTERS: usize = 30;

/// The index of a grouping.
pub(super) struct Index {
    /// The groups in their order.
    pub(super) shown: Vec<u32>,
    /// Each letter with the place in `shown` where it first begins; none in a short index.
    pub(super) letters: Vec<(&'static str, usize)>,
}

impl Index {
    pub(super) fn of(inputs: &Inputs, at: usize) -> Self {
        let grouping = inputs.groupings.get(at);
        let groups = grouping.map_or(&[][..], |grouping| &grouping.groups);
        let lettered = grouping.is_some_and(|grouping| !grouping.kind.chronological);
        let shown: Vec<(u32, &Group)> = (0u32..).zip(groups).collect();
        let mut letters: Vec<(&'static str, usize)> = Vec::new();
        if shown.len() >= LETTERS && lettered {
            for (position, (_, group)) in shown.iter().enumerate() {
                let label = letter(&group.label);
                if letters.iter().all(|(known, _)| *known != label) {
                    letters.push((label, position));
                }
            }
        }
        Index { shown: shown.into_iter().map(|(group, _)| group).collect(), letters }
    }
}

/// Stands for the letters of other alphabets, which are sorted behind the Latin ones.
const OTHER: &str = "other";

/// A letter as readers see it.
pub(super) fn heading(words: &'static Words, letter: &'static str) -> Shown<'static> {
    if letter == OTHER { words.index.other_letters() } else { Shown::new(letter) }
}

/// The letter under which a label stands: its first one, folded.
pub(super) fn letter(label: &str) -> &'static str {
    let first = label.chars().find(|c| c.is_alphanumeric());
    let first = match first {
        // What folding would give, without folding the rest.
        Some(c) if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
        Some(c) if c.is_alphabetic() && !is_latin(c) => return OTHER,
        _ => fold_name(label).chars().next(),
    };
    first.and_then(|first| ALPHABET.iter().find(|(c, _)| *c == first)).map_or("0–9", |(_, l)| l)
}

/// Whether a letter beyond ASCII is sorted among A to Z: the Latin blocks of Unicode, without the thorn, which has a place
/// of its own behind Z.
fn is_latin(c: char) -> bool {
    let blocks = matches!(c, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}'
        | '\u{a720}'..='\u{a7ff}' | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff5a}');
    blocks && !matches!(c, 'Þ' | 'þ' | 'µ')
}

const ALPHABET: &[(char, &str)] = &[
    ('a', "A"),
    ('b', "B"),
    ('c', "C"),
    ('d', "D"),
    ('e', "E"),
    ('f', "F"),
    ('g', "G"),
    ('h', "H"),
    ('i', "I"),
    ('j', "J"),
    ('k', "K"),
    ('l', "L"),
    ('m', "M"),
    ('n', "N"),
    ('o', "O"),
    ('p', "P"),
    ('q', "Q"),
    ('r', "R"),
    ('s', "S"),
    ('t', "T"),
    ('u', "U"),
    ('v', "V"),
    ('w', "W"),
    ('x', "X"),
    ('y', "Y"),
    ('z', "Z"),
];

/// The fragment of a heading.
pub(super) fn letter_id(label: &str) -> String {
    match label.chars().next() {
        Some(_) if label == OTHER => "l-other".to_owned(),
        Some(c) if c.is_ascii_alphabetic() => format!("l-{}", c.to_ascii_lowercase()),
        Some(_) => "l-0".to_owned(),
        None => "l".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{letter, letter_id};

    #[test]
    fn names_stand_under_the_letter_by_which_they_are_sorted() {
        for (label, heading, id) in [
            ("Anyport", "A", "l-a"),
            ("österåker", "O", "l-o"),
            ("‘Casa’", "C", "l-c"),
            ("3rd Hospital", "0–9", "l-0"),
            ("…", "0–9", "l-0"),
            ("Þór", "other", "l-other"),
            ("Прилив", "other", "l-other"),
            ("潮汐", "other", "l-other"),
        ] {
            assert_eq!(
                (letter(label), letter_id(letter(label)).as_str()),
                (heading, id),
                "{label}"
            );
        }
    }
}
