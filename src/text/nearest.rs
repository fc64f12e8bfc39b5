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
        let allowed = allowed(letters.len(), candidate.len());
        let far = distance(&letters, &candidate);
        if far <= allowed && best.is_none_or(|(least, _)| far < least) {
            best = Some((far, word));
        }
    }
    best.map(|(_, word)| word)
}

/// Words that are known, prepared for many questions. A question costs a look at each word's counted letters, and a
/// comparison with a few whose letters are near enough.
#[derive(Debug, Default)]
pub struct Known<'a> {
    words: Vec<(&'a str, Vec<char>, Counts)>,
}

/// Words that one question compares letter by letter: those that agree with it longest from both ends, as slips do.
const MOST_COMPARED: usize = 400;

/// A word that may be meant.
struct Candidate {
    /// It is not farther than this: so many letters are left between what agrees at both ends.
    most: usize,
    /// Its place among the known words.
    at: usize,
    /// It is not nearer than this.
    least: usize,
}

impl<'a> Known<'a> {
    /// Prepares the words, in the order in which equally near ones are preferred.
    pub fn new(words: impl IntoIterator<Item = &'a str>) -> Self {
        let prepared = |word| {
            let letters = letters_of(word);
            let counts = counts_of(&letters);
            (word, letters, counts)
        };
        Known { words: words.into_iter().map(prepared).collect() }
    }

    /// As [`nearest`], among these words.
    pub fn nearest(&self, typed: &str) -> Option<&'a str> {
        let letters = letters_of(typed);
        let counts = counts_of(&letters);
        let mut candidates: Vec<Candidate> = Vec::new();
        for (at, (_, word, known)) in self.words.iter().enumerate() {
            let least = least_distance(&counts, letters.len(), known, word.len());
            if least <= allowed(letters.len(), word.len()) {
                candidates.push(Candidate { most: most_distance(&letters, word), at, least });
            }
        }
        candidates.sort_unstable_by_key(|one| (one.most, one.at));
        let mut best: Option<(usize, usize)> = None;
        for Candidate { at, least, .. } in candidates.into_iter().take(MOST_COMPARED) {
            let Some((_, word, _)) = self.words.get(at) else { continue };
            if best.is_some_and(|best| (least, at) > best) {
                continue;
            }
            let far = distance(&letters, word);
            if far <= allowed(letters.len(), word.len()) && best.is_none_or(|best| (far, at) < best)
            {
                best = Some((far, at));
            }
        }
        best.and_then(|(_, at)| self.words.get(at)).map(|(word, ..)| *word)
    }
}

/// How often each kind of letter stands in a word; letters that share a place are taken for one kind.
type Counts = [u8; 64];

fn counts_of(letters: &[char]) -> Counts {
    let mut counts = [0_u8; 64];
    for letter in letters {
        if let Some(count) = counts.get_mut(u32::from(*letter) as usize % 64) {
            *count = count.saturating_add(1);
        }
    }
    counts
}

/// A distance that two words cannot be nearer than: a replacement puts right one letter too many and one too few at once,
/// a swap puts right none.
fn least_distance(a: &Counts, a_length: usize, b: &Counts, b_length: usize) -> usize {
    let differ: usize = a.iter().zip(b).map(|(a, b)| usize::from(a.abs_diff(*b))).sum();
    differ.div_ceil(2).max(a_length.abs_diff(b_length))
}

/// A distance that two words cannot be farther than: what stands between their common beginning and their common end.
fn most_distance(a: &[char], b: &[char]) -> usize {
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (rest_a, rest_b) = (a.get(head..).unwrap_or_default(), b.get(head..).unwrap_or_default());
    let tail = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(a, b)| a == b).count();
    rest_a.len().max(rest_b.len()) - tail
}

/// The edits from one word to another: letters put in, left out, replaced, or two neighbours swapped.
fn distance(a: &[char], b: &[char]) -> usize {
    let (a, b): (String, String) = (a.iter().collect(), b.iter().collect());
    strsim::osa_distance(&a, &b)
}

/// How far a word may be from another of which it is a slip.
fn allowed(a_length: usize, b_length: usize) -> usize {
    (a_length.max(b_length) / 3).max(1)
}

fn letters_of(word: &str) -> Vec<char> {
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

    proptest::proptest! {
        /// Prepared words answer as the others do.
        #[test]
        fn prepared_words_answer_alike(typed in "[a-d/]{0,9}", words in proptest::collection::vec("[a-d/]{0,9}", 0..40)) {
            let known = || words.iter().map(String::as_str);
            proptest::prop_assert_eq!(Known::new(known()).nearest(&typed), nearest(&typed, known()));
        }
    }

    #[test]
    fn a_long_word_costs_little() {
        let long = "x".repeat(10_000_000);
        assert_eq!(nearest(&long, ["title"]), None);
    }
}
