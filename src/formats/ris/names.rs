//! The names of people and groups as reference managers write them.
//!
//! In: "Family, Given, Suffix", "Family, I. I.", "Family I.I.", "Given Family", a group. Out: a [`Person`]. And back:
//! the line that reads as that person. A name that ends with a comma is a group's or a person's only name: the
//! convention of EndNote. Never: affiliations, diagnostics.

use crate::formats::pubmed_text::people::{is_suffix, names_a_group};
use crate::record::Person;
use crate::text::blanks::{folded, trim};

/// Longer runs of capitals are names, not initials.
const MOST_INITIALS: usize = 5;

/// Reads one name; `None` for blanks.
pub(in crate::formats) fn person(text: &str) -> Option<Person> {
    let text = folded(text);
    let text = text.trim_end_matches(';').trim();
    let bare = text.trim_end_matches(',').trim();
    if bare.is_empty() {
        return None;
    }
    let mut parts: Vec<&str> = Vec::with_capacity(3);
    parts.extend(bare.split(',').map(trim).filter(|part| !part.is_empty()));
    let person = match *parts.as_slice() {
        // "Group," is a group; "Plato," is somebody with one name.
        [name] if bare.len() < text.len() && !name.contains(' ') => named(name, None, None),
        [name] if bare.len() < text.len() || is_group(name) => group(name),
        [name] => plain(name),
        [family, given] if as_initials(given, family).is_none() && is_group(bare) => {
            split_group(family, given)
        }
        [_, _, _, ..] if is_group(bare) => group(bare),
        [family, suffix, given] if is_title(suffix) => named(family, Some(given), Some(suffix)),
        // "Ivanov, II" has initials.
        [family, suffix] if is_suffix(suffix.trim_end_matches('.')) => {
            named(family, None, Some(suffix))
        }
        [family, given, suffix] if is_title(suffix) => named(family, Some(given), Some(suffix)),
        [family, given] => named(family, Some(given), None),
        [family, ..] => {
            let given = bare.get(family.len()..).unwrap_or_default();
            named(family, Some(given.trim_start_matches([',', ' '])), None)
        }
        [] => return None,
    };
    Some(person)
}

/// A name as one line.
pub(in crate::formats) fn line(person: &Person) -> String {
    match (&person.collective, &person.family) {
        (Some(name), _) if is_group(name) || name.contains(',') => name.clone(),
        (Some(name), _) => format!("{name},"),
        (None, Some(family)) => {
            let spaced = person.initials.as_deref().map(spaced);
            let given = person.given.as_deref().or(spaced.as_deref());
            let parts = [Some(family.as_str()), given, person.suffix.as_deref()];
            let parts: Vec<&str> = parts.into_iter().flatten().collect();
            if let [only] = *parts.as_slice() { format!("{only},") } else { parts.join(", ") }
        }
        (None, None) => person.given.clone().unwrap_or_default(),
    }
}

/// The initials of given names: "María José" gives "MJ", "J.-P." gives "JP".
pub(in crate::formats) fn initials(given: &str) -> String {
    let words = given.split([' ', '-', '.', '\u{2010}']);
    words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// "OM" as "O. M.".
pub(in crate::formats) fn spaced(initials: &str) -> String {
    let letters: Vec<String> = initials.chars().map(|c| format!("{c}.")).collect();
    letters.join(" ")
}

fn group(name: &str) -> Person {
    Person { collective: Some(name.to_owned()), ..Person::default() }
}

/// EndNote takes the last word of a group for a name: "Fable Study, Group" and "Group, Fable Study".
fn split_group(family: &str, given: &str) -> Person {
    let word = |text: &str| !text.contains(' ') && names_a_group(text);
    if word(given) {
        group(&format!("{family} {given}"))
    } else if word(family) {
        group(&format!("{given} {family}"))
    } else {
        group(&format!("{family}, {given}"))
    }
}

fn is_group(name: &str) -> bool {
    name.contains(' ') && names_a_group(name)
}

fn is_title(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    is_suffix(word) || matches!(word, "II" | "III" | "IV")
}

/// A person in parts.
pub(in crate::formats) fn named(family: &str, given: Option<&str>, suffix: Option<&str>) -> Person {
    let mut person = Person { family: Some(family.to_owned()), ..Person::default() };
    person.suffix = suffix.map(|suffix| suffix.trim_end_matches('.').to_owned());
    let Some(given) = given else { return person };
    // "Wang, J Jr": the suffix stands behind the initials.
    let given = match given.rsplit_once(' ') {
        Some((head, last)) if person.suffix.is_none() && is_suffix(last.trim_end_matches('.')) => {
            person.suffix = Some(last.trim_end_matches('.').to_owned());
            head.trim_end()
        }
        _ => given,
    };
    if let Some(letters) = as_initials(given, family) {
        person.initials = Some(letters);
    } else {
        person.initials = Some(initials(given)).filter(|letters| !letters.is_empty());
        person.given = Some(given.to_owned());
    }
    person
}

/// Initials without stops, blanks and hyphens, when the given names are nothing more.
fn as_initials(given: &str, family: &str) -> Option<String> {
    // Nearly all that are given so are one or two capitals.
    if matches!(given.as_bytes(), [b'A'..=b'Z'] | [b'A'..=b'Z', b'A'..=b'Z']) {
        return Some(given.to_owned());
    }
    let dotted = given.contains('.');
    let mut letters = String::new();
    for word in given.split([' ', '.', '-', '\u{2010}']).filter(|word| !word.is_empty()) {
        let count = word.chars().count();
        // "JW" is two initials; "LI" beside "WANG" may be a name.
        let capitals = word.chars().all(char::is_uppercase);
        let shouted = || {
            family.chars().filter(|c| c.is_alphabetic()).count() > 1
                && family.chars().all(|c| !c.is_lowercase())
        };
        if !capitals || count > 2 && (dotted || shouted()) {
            return None;
        }
        letters.push_str(word);
    }
    (1..=MOST_INITIALS).contains(&letters.chars().count()).then_some(letters)
}

/// A name without a comma: "Wang Y.", "van der Berg JW", "Ada B. Doe", "Plato".
fn plain(name: &str) -> Person {
    let Some((head, last)) = name.rsplit_once(' ') else { return named(name, None, None) };
    let is_name = head.chars().any(char::is_lowercase);
    if is_name && !last.chars().any(char::is_lowercase) && as_initials(last, head).is_some() {
        return named(head, Some(last), None);
    }
    if name.split(' ').count() > 5 {
        return group(name);
    }
    // Particles belong to the family name: "Anna van der Berg".
    let mut words: Vec<&str> = name.split(' ').collect();
    let mut suffix = None;
    if words.len() > 2 && words.last().is_some_and(|word| is_suffix(word.trim_end_matches('.'))) {
        suffix = words.pop();
    }
    let lower = |word: &&str| word.chars().next().is_some_and(char::is_lowercase);
    let family = words.iter().skip(1).position(lower).map_or(words.len() - 1, |at| at + 1);
    let (given, family) = words.split_at(family.max(1));
    named(&family.join(" "), Some(&given.join(" ")), suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Family | given | initials | suffix, or the group in brackets.
    fn shown(text: &str) -> String {
        let Some(person) = person(text) else { return String::new() };
        let part = |part: &Option<String>| part.clone().unwrap_or_default();
        match &person.collective {
            Some(name) => format!("[{name}]"),
            None => [&person.family, &person.given, &person.initials, &person.suffix]
                .map(part)
                .join("|"),
        }
    }

    #[test]
    fn every_way_of_writing_a_name() {
        let cases = [
            ("Doe, Jane", "Doe|Jane|J|"),
            ("Doe, Jane Ann", "Doe|Jane Ann|JA|"),
            ("Doe,Jane A.", "Doe|Jane A.|JA|"),
            ("Doe, J.A.", "Doe||JA|"),
            ("Doe, J. A.", "Doe||JA|"),
            ("Doe, JA", "Doe||JA|"),
            ("Hallbeck, A.-L.", "Hallbeck||AL|"),
            ("Doe, John, Jr.", "Doe|John|J|Jr"),
            ("Doe, Jr., John", "Doe|John|J|Jr"),
            ("Doe, J. R., III", "Doe||JR|III"),
            ("Ivanov, II", "Ivanov||II|"),
            ("Ivanov, I.", "Ivanov||I|"),
            ("Wang Y.", "Wang||Y|"),
            ("van der Berg JW", "van der Berg||JW|"),
            ("Jane Doe", "Doe|Jane|J|"),
            ("Anna van der Berg", "van der Berg|Anna|A|"),
            ("LI, WEI", "LI|WEI|W|"),
            ("Silva, F. da", "Silva|F. da|F|"),
            ("Plato", "Plato|||"),
            ("Plato,", "Plato|||"),
            ("Tea Study Group", "[Tea Study Group]"),
            ("World Tea Drinkers,", "[World Tea Drinkers]"),
            ("Committee on Tea, Society of Fables", "[Committee on Tea, Society of Fables]"),
            ("Fable Tea, Consortium", "[Fable Tea Consortium]"),
            ("Study, J.", "Study||J|"),
            ("Ó Briain, Í.", "Ó Briain||Í|"),
            (" ; ", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn names_are_written_so_that_they_read_the_same() {
        for text in [
            "Doe, Jane Ann",
            "Doe, J. A.",
            "Doe, John, Jr",
            "Plato,",
            "Tea Study Group",
            "World Tea Drinkers,",
        ] {
            let person = person(text).unwrap();
            assert_eq!(line(&person), text);
        }
    }
}
