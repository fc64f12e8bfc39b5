//! Aliases with `*`, by which one line gathers all the names under which an institute stands in its addresses.
//!
//! In: an alias as the curator writes it. Out: a [`Pattern`] that meets folded names from beginning to end. Never: a pattern
//! without a word of its own: what it would meet has nothing in common.

use crate::affiliations::lexicon::word;
use crate::text::fold::fold_name;

/// An alias with `*`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Pattern {
    /// What stands between the stars, folded; a blank at either end is kept.
    pieces: Vec<String>,
}

impl Pattern {
    /// Reads an alias that has a star; `None` where it has no word but those of all institutions.
    pub(super) fn of(alias: &str) -> Option<Self> {
        let pieces: Vec<String> = alias.split('*').map(folded).collect();
        let own = |piece: &String| {
            piece.split(' ').any(|part| part.chars().count() > 2 && word(part).class.is_none())
        };
        pieces.iter().any(own).then_some(Pattern { pieces })
    }

    /// Whether it meets a folded name.
    pub(super) fn meets(&self, name: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else { return false };
        let Some(mut rest) = name.strip_prefix(first.as_str()) else { return false };
        for piece in middle {
            let Some((_, after)) = rest.split_once(piece.as_str()) else { return false };
            rest = after;
        }
        rest.ends_with(last.as_str())
    }
}

fn folded(piece: &str) -> String {
    let blank = |end: Option<char>| if end.is_some_and(char::is_whitespace) { " " } else { "" };
    let text = fold_name(piece);
    match text.is_empty() {
        true => blank(piece.chars().next()).to_owned(),
        false => [blank(piece.chars().next()), &text, blank(piece.chars().next_back())].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_meets_names_from_end_to_end() {
        for (alias, met, missed) in [
            (
                "Zorbon Inst*",
                &["Zorbon Institute", "zorbon inst. of mud"][..],
                &["The Zorbon Institute"][..],
            ),
            ("*Zorbon*", &["Zorbon", "The Zorbon Institute", "Zorbonian Society"], &["Zor Bon"]),
            ("Zorbon * Mud", &["Zorbon Institute of Mud"], &["Zorbon Mud Institute", "Zorbon Mud"]),
            ("Zorbon*of*Mud", &["Zorbon Institute of Deep Mud"], &["Zorbon of Water"]),
        ] {
            let pattern = Pattern::of(alias).unwrap();
            for name in met {
                assert!(pattern.meets(&fold_name(name)), "{alias} {name}");
            }
            for name in missed {
                assert!(!pattern.meets(&fold_name(name)), "{alias} {name}");
            }
        }
    }

    #[test]
    fn a_pattern_needs_a_word_of_its_own() {
        for alias in ["*", "* *", "University of *", "*Institute*", "*a*", "Hospital*Department"] {
            assert_eq!(Pattern::of(alias), None, "{alias}");
        }
    }
}
