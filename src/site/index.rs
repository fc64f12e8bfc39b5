//! What stands in the index of a grouping on all its pages together: its groups, under letters when there are many, else
//! the largest first; and the letters with which words of their names begin.

use super::inputs::Inputs;
use super::shown::Shown;
use super::words::Words;
use crate::grouping::Group;
use crate::text::fold::fold_name;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Groups on one page of an index.
pub(super) const PER_PAGE: usize = 400;
/// Groups without a page of their own on one page of an index, where they stand closer.
pub(super) const SMALL_PER_PAGE: usize = 1_000;
/// From this many groups on they stand under letters; fewer are soon looked through by their size.
const LETTERS: usize = 150;
/// Shorter words of a name begin none of its letters, but for the first: initials, "of", "de".
const LETTERED: usize = 3;

/// The index of a grouping.
pub(super) struct Index {
    /// Those with a page of their own.
    pub(super) shown: Listed,
    /// Those that are too small for one.
    pub(super) small: Listed,
    /// Made when first asked for.
    by_letter: OnceLock<BTreeMap<char, Vec<u32>>>,
}

/// A list of an index.
pub(super) struct Listed {
    /// The groups in their order.
    pub(super) groups: Vec<u32>,
    /// Each letter with the place in `groups` where it first begins; none in a short list.
    pub(super) letters: Vec<(&'static str, usize)>,
}

impl Index {
    pub(super) fn of(inputs: &Inputs, at: usize) -> Self {
        let grouping = inputs.groupings.get(at);
        let groups = grouping.map_or(&[][..], |grouping| &grouping.groups);
        let lettered = grouping.is_some_and(|grouping| !grouping.kind.chronological);
        let (small, shown): (Vec<_>, Vec<_>) =
            (0u32..).zip(groups).partition(|(_, group)| group.small);
        Index {
            shown: Listed::of(&shown, lettered),
            small: Listed::of(&small, lettered),
            by_letter: OnceLock::new(),
        }
    }

    /// The groups of the grouping, which is at `at`, by the letters with which words of their names begin.
    pub(super) fn by_letter(&self, inputs: &Inputs, at: usize) -> &BTreeMap<char, Vec<u32>> {
        let groups = || inputs.groupings.get(at).map_or(&[][..], |grouping| &grouping.groups);
        self.by_letter.get_or_init(|| by_letter(groups()))
    }
}

/// Groups by the letters with which words of their names begin: `a` to `z`, `0` for digits, [`OTHERS`] for all else.
pub(super) fn by_letter(groups: &[Group]) -> BTreeMap<char, Vec<u32>> {
    let mut letters: BTreeMap<char, Vec<u32>> = BTreeMap::new();
    for (at, group) in (0u32..).zip(groups) {
        let mut put = |letter: char| {
            let known = letters.entry(letter).or_default();
            if known.last() != Some(&at) {
                known.push(at);
            }
        };
        if group.label.chars().any(|c| c.is_alphabetic() && !c.is_ascii() && !is_latin(c)) {
            put(OTHERS);
        }
        let folded = fold_name(&group.label);
        let words = folded.split(' ').enumerate();
        for (_, word) in words.filter(|(place, word)| *place == 0 || word.len() >= LETTERED) {
            match word.chars().next() {
                Some(c) if c.is_ascii_digit() => put('0'),
                Some(c) => put(c),
                None => {}
            }
        }
    }
    letters
}

/// Stands for letters that are none of `a` to `z`.
const OTHERS: char = '*';

/// The name of the file with the names of a letter, without its ending.
pub(super) fn file_of(letter: char) -> String {
    if letter == OTHERS { OTHER.to_owned() } else { letter.to_string() }
}

impl Listed {
    fn of(listed: &[(u32, &Group)], lettered: bool) -> Self {
        let mut letters: Vec<(&'static str, usize)> = Vec::new();
        let mut groups: Vec<u32> = listed.iter().map(|(group, _)| *group).collect();
        if listed.len() < LETTERS && lettered {
            let mut by_size = listed.to_vec();
            by_size.sort_by_key(|(_, group)| std::cmp::Reverse(group.members.len()));
            groups = by_size.into_iter().map(|(group, _)| group).collect();
        } else if lettered {
            for (position, (_, group)) in listed.iter().enumerate() {
                let label = letter(&group.label);
                if letters.iter().all(|(known, _)| *known != label) {
                    letters.push((label, position));
                }
            }
        }
        Listed { groups, letters }
    }
}

/// How the pages of an index are dealt out: those with a page of their own come first, then, on pages that they have for
/// themselves, the small ones. What is few altogether stands on one page.
pub(super) struct Layout {
    /// Pages of those with a page of their own.
    shown: usize,
    /// Whether everything stands on one page.
    together: bool,
    small: usize,
}

impl Layout {
    pub(super) fn of(shown: usize, small: usize) -> Self {
        let pages = |items: usize, per_page| if items == 0 { 0 } else { items.div_ceil(per_page) };
        let (shown, small) = (pages(shown, PER_PAGE), pages(small, SMALL_PER_PAGE));
        Layout { shown, together: shown <= 1 && small <= 1, small }
    }

    /// All pages; an index of nothing has one.
    pub(super) fn pages(&self) -> usize {
        if self.together { 1 } else { self.shown + self.small }
    }

    /// The page on which the group with a page that has this place stands.
    pub(super) fn of_shown(position: usize) -> usize {
        position / PER_PAGE
    }

    /// The page on which the small group that has this place stands.
    pub(super) fn of_small(&self, position: usize) -> usize {
        if self.together { 0 } else { self.shown + position / SMALL_PER_PAGE }
    }

    /// Which page of those with a page of their own a page is, if it is one.
    pub(super) fn as_shown(&self, page: usize) -> Option<usize> {
        (page < self.shown).then_some(page)
    }

    /// Which page of the small ones a page is, if it is one.
    pub(super) fn as_small(&self, page: usize) -> Option<usize> {
        let page = if self.together { page } else { page.checked_sub(self.shown)? };
        (page < self.small).then_some(page)
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

/// The fragment of a heading in the list of this initial: `l` or `s`.
pub(super) fn letter_id(list: char, label: &str) -> String {
    match label.chars().next() {
        Some(_) if label == OTHER => format!("{list}-other"),
        Some(c) if c.is_ascii_alphabetic() => format!("{list}-{}", c.to_ascii_lowercase()),
        Some(_) => format!("{list}-0"),
        None => list.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Layout, by_letter, letter, letter_id};
    use crate::grouping::Group;

    #[test]
    fn small_groups_stand_behind_the_others() {
        for (shown, small, pages, places) in [
            (0, 0, 1, (None, None)),
            (400, 1_000, 1, (Some(0), Some(0))),
            (0, 12, 1, (None, Some(0))),
            (401, 1, 3, (Some(0), None)),
            (1, 1_001, 3, (Some(0), None)),
            (0, 1_001, 2, (None, Some(0))),
        ] {
            let layout = Layout::of(shown, small);
            assert_eq!(layout.pages(), pages, "{shown} {small}");
            assert_eq!((layout.as_shown(0), layout.as_small(0)), places, "{shown} {small}");
        }
        let layout = Layout::of(401, 1_001);
        assert_eq!((layout.of_small(0), layout.of_small(1_000)), (2, 3));
        assert_eq!(
            (layout.as_small(1), layout.as_small(3), layout.as_small(4)),
            (None, Some(1), None)
        );
    }

    #[test]
    fn names_are_found_by_the_letters_of_their_words() {
        let groups = |names: &[&str]| -> Vec<Group> {
            let group = |name: &&str| Group { label: (*name).to_owned(), ..Group::default() };
            names.iter().map(group).collect()
        };
        for (name, letters) in [
            ("Quoll AB", "q"),
            ("Numbat University of Österåker", "nou"),
            ("Li X", "l"),
            ("3rd Hospital", "0h"),
            ("潮汐", "*c"),
            ("Østby M", "o"),
        ] {
            let found = by_letter(&groups(&[name]));
            let found: String = found.into_keys().collect();
            let mut expected: Vec<char> = letters.chars().collect();
            expected.sort_unstable();
            assert_eq!(found, expected.into_iter().collect::<String>(), "{name}");
        }
    }

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
                (letter(label), letter_id('l', letter(label)).as_str()),
                (heading, id),
                "{label}"
            );
        }
    }
}
