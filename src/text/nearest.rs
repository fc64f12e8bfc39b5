//! The nearest known word: what "did you mean" suggests.
//!
//! In: a word as typed and the words that are known. Out: the nearest of them, when one is near enough to be a slip of
//! the hand. Never: a guess that is used without asking.

/// Words longer than this are compared by their beginnings: a suggestion is for a slip, not for a paragraph.
const LONGEST: usize = 80;

/// The known word that `typed` most probably stands for; of equally near ones the first.
///
/// A third of the letters may differ, be too many, be too few or stand in each other's place; letter case does not count.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = letters_of(typed);
    let mut best: Option<(usize, &'a str)> = None;
    for word in known {
        let candidate = letters_of(word);
        let allowed = (letters.chars().count().max(candidate.chars().count()) / 3).max(1);
        let far = strsim::osa_distance(&letters, &candidate);
        if far <= allowed && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, word));
        }
    }
    best.map(|(_, word)| word)
}

fn letters_of(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_is_recognised() {
        let known = ["title", "description", "per_page", "base_url", "jobs"];
        for (typed, expected) in [
            ("titel", Some("title")),
            ("Title", Some("title")),
            ("tilte", Some("title")),
            ("discription", Some("description")),
            ("perpage", Some("per_page")),
            ("base-url", Some("base_url")),
            ("job", Some("jobs")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known), expected, "{typed}");
        }
    }

    #[test]
    fn of_equally_near_words_the_first_is_suggested() {
        assert_eq!(nearest("nat", ["not", "mat"]), Some("not"));
    }

    #[test]
    fn a_long_word_costs_little() {
        let long = "x".repeat(10_000_000);
        assert_eq!(nearest(&long, ["title"]), None);
    }
}
