//! The named things inside one segment of an address.
//!
//! In: a segment without places at its end. Out: [`Piece`]s with their class. "Department of Physics University of
//! Somewhere" is two pieces though no comma says so. Never: the choice between pieces.

use super::clean::trimmed;
use super::words::{self, Class};
use crate::text::fold::fold_name;

/// One named thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Its name as written, without a trailing acronym.
    pub(super) name: String,
    /// What it is; nothing when no word says so.
    pub(super) class: Option<Class>,
    /// Which segment it stands in.
    pub(super) segment: usize,
    /// An acronym by itself.
    pub(super) acronym: bool,
    /// Its name says more than what it is for: "National Institute of …", "Jackson Laboratory", but not "Institute of
    /// Physics" or "School of Medicine".
    pub(super) independent: bool,
}

struct Word<'a> {
    text: &'a str,
    folded: String,
    class: Option<Class>,
}

/// The pieces of one segment.
pub(super) fn pieces(segment: &str, at: usize) -> Vec<Piece> {
    let words = words_of(segment);
    let mut out = Vec::new();
    let mut rest: &[Word<'_>] = &words;
    while !rest.is_empty() {
        let cut = next_cut(rest);
        let (head, tail) = rest.split_at_checked(cut).unwrap_or((rest, &[]));
        if let Some(piece) = piece(head, at) {
            out.push(piece);
        }
        rest = tail;
    }
    out
}

fn words_of(segment: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = segment
        .split_whitespace()
        .map(|text| {
            let folded = fold_name(text);
            let class = folded.split(' ').filter_map(words::class).next_back();
            Word { text, folded, class }
        })
        .collect();
    for at in 1..words.len() {
        let Some([first, second]) = words.get(at - 1..=at) else { continue };
        let Some(class) = words::pair(&first.folded, &second.folded) else { continue };
        // The pair's class stands on its second word, and the first one's own class is gone.
        if let Some(word) = words.get_mut(at) {
            word.class = Some(class);
        }
        if let Some(word) = words.get_mut(at - 1) {
            word.class = None;
        }
    }
    words
}

/// How many words the first piece takes.
fn next_cut(words: &[Word<'_>]) -> usize {
    for at in 1..words.len() {
        if joins(words, at) {
            return at;
        }
        if begins(words, at) {
            return at;
        }
    }
    words.len()
}

/// "A University and B Hospital": both sides name an organisation.
fn joins(words: &[Word<'_>], at: usize) -> bool {
    let is_and = |word: &Word<'_>| {
        words::is_and(&word.folded) || matches!(word.text, "&" | "/" | "-" | "–" | "—")
    };
    let (left, right) = words.split_at_checked(at).unwrap_or((words, &[]));
    let strong = |words: &[Word<'_>]| head_class(words).is_some_and(|class| class != Class::Part);
    right.first().is_some_and(is_and)
        && strong(left)
        && strong(right.get(1..).unwrap_or_default())
        && ends_whole(left)
}

/// The last word before "and" must not leave a title hanging: "College of Physicians and Surgeons of …".
fn ends_whole(left: &[Word<'_>]) -> bool {
    let classed = left.iter().rposition(|word| word.class.is_some()).unwrap_or_default();
    let after = left.len() - classed - 1;
    after == 0 || after >= 2
}

/// Whether a new name begins here without a comma.
fn begins(words: &[Word<'_>], at: usize) -> bool {
    let (Some(word), Some(before)) = (words.get(at), words.get(at.wrapping_sub(1))) else {
        return false;
    };
    let link =
        words::is_link(&before.folded) || words::is_and(&before.folded) || before.text == "&";
    let left = words.get(..at).unwrap_or_default();
    let of_next = words.get(at + 1).is_some_and(|next| words::is_link(&next.folded));
    let left_class = head_class(left);
    match word.class {
        // "… University of Somewhere": always a name of its own, whatever stands before, unless tied to it.
        Some(Class::University) if of_next && !link => left.iter().any(|w| w.class.is_some()),
        Some(Class::University) if of_next && link => left_class
            .is_some_and(|class| matches!(class, Class::Part | Class::School | Class::College)),
        Some(Class::Part | Class::School | Class::College | Class::Institute | Class::Centre)
            if of_next && !link =>
        {
            left_class.is_some()
                && !words::is_modifier(&before.folded)
                && before.class != Some(Class::University)
                || before.class == Some(Class::University)
                    && word.class != Some(Class::Institute)
                    && word.class != Some(Class::Centre)
        }
        None | Some(_) => after_discipline(words, at, left_class),
    }
}

/// "Department of Chemistry Stanford University": the name begins after the last field of study.
fn after_discipline(words: &[Word<'_>], at: usize, left: Option<Class>) -> bool {
    let (Some(word), Some(before)) = (words.get(at), words.get(at.wrapping_sub(1))) else {
        return false;
    };
    if left != Some(Class::Part) && left != Some(Class::School)
        || !words::is_discipline(&before.folded)
    {
        return false;
    }
    let right = words.get(at..).unwrap_or_default();
    let classed = right.iter().position(|w| {
        matches!(w.class, Some(Class::University | Class::Hospital | Class::Institute))
    });
    let Some(classed) = classed else { return false };
    let name = right.get(..classed).unwrap_or_default();
    word.text.starts_with(char::is_uppercase)
        && !words::is_link(&word.folded)
        && !words::is_and(&word.folded)
        && !name.iter().any(|w| {
            words::is_discipline(&w.folded) || words::is_link(&w.folded) && w.folded != "of"
        })
}

/// The class of the words before the first preposition, by the last word that has one.
fn head_class(words: &[Word<'_>]) -> Option<Class> {
    let end = words
        .iter()
        .position(|word| words::is_link(&word.folded) && word.folded != "the")
        .unwrap_or(words.len());
    let head = words.get(..end).unwrap_or_default();
    let found = head.iter().rev().find_map(|word| word.class);
    found.or_else(|| words.iter().find_map(|word| word.class))
}

fn piece(words: &[Word<'_>], segment: usize) -> Option<Piece> {
    let words = without_ends(words);
    let class = head_class(words);
    let words = match class {
        Some(_) => university_alone(words),
        None => words,
    };
    let class = class.and(head_class(words));
    let class = if nameless(words) { class.map(|_| Class::Part) } else { class };
    let words = without_acronym(words);
    let name = words.iter().map(|word| word.text).collect::<Vec<_>>().join(" ");
    let name = balanced(trimmed(&name)).to_owned();
    let first = words.first()?;
    let acronym = words.len() == 1 && is_acronym(first.text) && first.class.is_none();
    let led =
        first.class.is_some() && words.get(1).is_some_and(|next| words::is_link(&next.folded));
    let national = words.iter().any(|word| {
        matches!(
            word.folded.as_str(),
            "national"
                | "nacional"
                | "nazionale"
                | "nationale"
                | "planck"
                | "fraunhofer"
                | "federal"
                | "royal"
        )
    });
    let independent = (!led || national) && !nameless(words);
    (!name.is_empty()).then_some(Piece { name, class, segment, acronym, independent })
}

/// "University Hospital", "Eye Clinic", "Research Center": a kind of place, and no name.
fn nameless(words: &[Word<'_>]) -> bool {
    const KINDS: &[&str] = &[
        "university",
        "eye",
        "teaching",
        "surgery",
        "regional",
        "medical",
        "research",
        "district",
        "general",
        "universitario",
        "universitaire",
        "universitari",
        "health",
        "clinical",
    ];
    words.len() <= 2
        && words.iter().any(|word| word.class.is_some_and(|class| class != Class::Company))
        && words.iter().all(|word| {
            word.class.is_some()
                || KINDS.contains(&word.folded.as_str())
                || words::is_discipline(&word.folded)
        })
        && !words.iter().all(|word| word.class == Some(Class::University))
}

/// Without prepositions and "and" at the ends.
fn without_ends<'w, 'a>(words: &'w [Word<'a>]) -> &'w [Word<'a>] {
    let mut words = words;
    let loose = |word: &Word<'_>| {
        words::is_and(&word.folded)
            || word.folded.is_empty()
            || matches!(word.folded.as_str(), "of" | "the" | "at" | "in" | "from")
    };
    while let Some((first, rest)) = words.split_first().filter(|(first, _)| loose(first)) {
        let _ = first;
        words = rest;
    }
    while let Some((last, rest)) = words.split_last().filter(|(last, _)| loose(last)) {
        let _ = last;
        words = rest;
    }
    words
}

/// "Emory University School of Medicine" is Emory University.
fn university_alone<'w, 'a>(words: &'w [Word<'a>]) -> &'w [Word<'a>] {
    let Some(at) = words.iter().position(|word| word.class == Some(Class::University)) else {
        return words;
    };
    let part =
        words.iter().enumerate().skip(at + 1).find(|(_, word)| {
            matches!(word.class, Some(Class::School | Class::Part | Class::College))
        });
    let Some((part, word)) = part else { return words };
    let mut end = part;
    let before = words.get(part.wrapping_sub(1));
    if word.class == Some(Class::College) && part == at + 1
        || before.is_some_and(|word| words::is_link(&word.folded))
    {
        return words;
    }
    // "Medical School", "Graduate School", "Business School".
    while end > at + 1
        && words.get(end - 1).is_some_and(|word| {
            words::is_modifier(&word.folded)
                || words::is_discipline(&word.folded)
                || word.folded == "dental"
                || word.folded == "business"
        })
    {
        end -= 1;
    }
    words.get(..end).unwrap_or(words)
}

/// Without an acronym after a longer name: "University of Somewhere UOS", "… (UOS)".
fn without_acronym<'w, 'a>(words: &'w [Word<'a>]) -> &'w [Word<'a>] {
    let Some((last, rest)) = words.split_last() else { return words };
    let mixed = rest.iter().any(|word| word.text.chars().any(char::is_lowercase));
    let longer = rest.iter().filter(|word| word.text.chars().count() > 3).count() >= 2;
    let bracketed = last.text.starts_with('(') && last.text.ends_with(')');
    let bare = last.text.trim_matches(['(', ')', '[', ']']);
    let acronym =
        is_acronym(bare) || bracketed && bare.chars().filter(|c| c.is_uppercase()).count() > 1;
    if mixed && longer && acronym && rest.iter().any(|word| word.class.is_some()) {
        rest
    } else {
        words
    }
}

/// Two to ten characters, capitals and hyphens, and no digits.
fn is_acronym(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    (2..=10).contains(&capitals)
        && text.chars().all(|c| c.is_uppercase() || matches!(c, '-' | '/' | '&' | '.'))
}

/// Without a bracket that the cut left open.
fn balanced(name: &str) -> &str {
    match name.find('(') {
        Some(open) if !name.contains(')') => name.get(..open).unwrap_or(name).trim_end(),
        _ => name.trim_start_matches(')').trim_start(),
    }
}
