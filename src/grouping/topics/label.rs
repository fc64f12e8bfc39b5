//! How a topic is written: sentence case, acronyms and names of genes as they are.
//!
//! In: a spelling as found. Out: the same words in sentence case. Never: other words.

/// A spelling in sentence case. `titled` says that it stands where every word has a capital, as in some titles and in
/// headings, so that capitals mean nothing.
pub(super) fn sentence_case(spelling: &str, titled: bool) -> String {
    let shouting = spelling.contains(' ') && !spelling.chars().any(char::is_lowercase);
    let mut out = String::with_capacity(spelling.len());
    for (at, word) in spelling.split(' ').filter(|word| !word.is_empty()).enumerate() {
        if at > 0 {
            out.push(' ');
        }
        let lower = shouting || (titled && plain(word));
        match (at, lower) {
            (0, true) => out.push_str(&capitalised(&word.to_lowercase())),
            (0, false) if plain(word) || all_lower(word) => out.push_str(&capitalised(word)),
            (_, true) => out.push_str(&word.to_lowercase()),
            _ => out.push_str(word),
        }
    }
    out
}

/// Whether most long words of a text begin with a capital.
pub(super) fn is_title_case(text: &str) -> bool {
    let long = || text.split_whitespace().skip(1).filter(|word| word.chars().count() > 4);
    let capitals = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals * 5 > long().count() * 3
}

/// A capital and then lower-case letters; so not an acronym, a gene or a single letter.
fn plain(word: &str) -> bool {
    word.split('-').all(|part| {
        let mut chars = part.chars();
        let first = chars.next();
        let rest: Vec<char> = chars.collect();
        first.is_some_and(char::is_alphabetic)
            && !rest.is_empty()
            && rest.iter().all(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
    })
}

fn all_lower(word: &str) -> bool {
    word.chars().all(|c| c.is_lowercase() || !c.is_alphanumeric())
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
