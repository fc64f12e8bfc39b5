//! Names of people as the two styles print them.
//!
//! In: people of a record. Out: `Petri WA Jr` as the National Library of Medicine prints it, `Petri, W. A., Jr.` as the
//! Publication Manual does. Given names become initials where their script has them: Chinese, Japanese and Korean names
//! are printed whole. Never: how many people are named, and what stands between them.

use crate::record::Person;

/// What takes the e-mail addresses off a text of a record.
pub(super) type Clean<'a> = &'a dyn Fn(&str) -> String;

/// Words that stand between given and family names and have no initial.
const PARTICLES: [&str; 22] = [
    "af", "al", "ben", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos",
    "du", "el", "la", "le", "van", "vom", "von", "zu",
];

const HYPHENS: [char; 3] = ['-', '‐', '‑'];

/// A part of given names.
#[derive(Clone, Debug, PartialEq)]
enum Part {
    /// The letters of an initial, and whether a hyphen joins it to the one before.
    Initial(String, bool),
    /// A particle.
    Word(String),
}

/// Whether a name is in a script without initials.
fn is_whole(name: &str) -> bool {
    name.chars().any(|c| {
        matches!(c,
            '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
    })
}

/// The parts of given names: J, -P and A of `Jean-Paul A.`
fn parts(given: &str) -> Vec<Part> {
    let mut out = Vec::new();
    for word in given.split([' ', '.', '\u{a0}', ',']).filter(|word| !word.is_empty()) {
        if PARTICLES.contains(&word) {
            out.push(Part::Word(word.to_owned()));
            continue;
        }
        let mut joined = word.starts_with(HYPHENS);
        for piece in word.split(HYPHENS).filter(|piece| piece.contains(char::is_alphabetic)) {
            for letters in initials_of(piece) {
                out.push(Part::Initial(letters, joined));
                joined = false;
            }
            joined = true;
        }
    }
    out
}

/// The initial of a word; of a few capitals that stand together, as in `JP`, each of them.
fn initials_of(word: &str) -> Vec<String> {
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    let together = (2..=4).contains(&letters().count()) && letters().all(char::is_uppercase);
    let first = if together { usize::MAX } else { 1 };
    letters().take(first).map(|c| c.to_uppercase().collect()).collect()
}

/// The initials that a source gives. Small letters belong to the capital before them: `ChY` is Ch and Y.
fn given_initials(text: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut joined = false;
    for c in text.chars() {
        match out.last_mut() {
            Some(Part::Initial(last, _)) if c.is_lowercase() => last.push(c),
            _ if c.is_alphabetic() => {
                out.push(Part::Initial(c.to_string(), joined));
                joined = false;
            }
            _ => joined = HYPHENS.contains(&c),
        }
    }
    out
}

fn filled(text: Option<&str>, clean: Clean<'_>) -> Option<String> {
    text.map(clean).filter(|text| !text.is_empty())
}

/// A group's name, or a person's in a script without initials, where the given name follows the family name at once.
fn undivided(person: &Person, clean: Clean<'_>) -> Option<String> {
    if person.collective.is_some() {
        return filled(person.collective.as_deref(), clean);
    }
    let given = filled(person.given.as_deref(), clean).filter(|given| is_whole(given))?;
    Some(filled(person.family.as_deref(), clean).unwrap_or_default() + &given)
}

/// `Petri WA Jr`, or a group's name.
pub(super) fn of_nlm(person: &Person, clean: Clean<'_>) -> String {
    if let Some(name) = undivided(person, clean) {
        return name;
    }
    let family = filled(person.family.as_deref(), clean);
    let given = filled(person.initials.as_deref(), clean).or_else(|| {
        let given = filled(person.given.as_deref(), clean)?;
        if family.is_none() {
            return Some(given);
        }
        let mut out = String::new();
        for part in parts(&given) {
            match part {
                Part::Initial(letters, _) => out.push_str(&letters),
                Part::Word(word) => out.push_str(&format!(" {word}")),
            }
        }
        Some(out.trim().to_owned()).filter(|out| !out.is_empty())
    });
    let parts = [family, given, filled(person.suffix.as_deref(), clean)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(" ")
}

/// `Petri, W. A., Jr.`, or with the family name last, as the editors of a book are named, `W. A. Petri, Jr.`
pub(super) fn of_apa(person: &Person, family_first: bool, clean: Clean<'_>) -> String {
    if let Some(name) = undivided(person, clean) {
        return name;
    }
    let family = filled(person.family.as_deref(), clean);
    let full = filled(person.given.as_deref(), clean);
    let short = filled(person.initials.as_deref(), clean);
    let parts_of_full = full.as_deref().map(parts).unwrap_or_default();
    let parts_of_short = short.as_deref().map(given_initials).unwrap_or_default();
    // Only full names tell hyphens; initials may be more than the names of which a source gives one.
    let longer = parts_of_full.len() >= parts_of_short.len();
    let given = dotted(if longer { &parts_of_full } else { &parts_of_short });
    let mut out = match (family, family_first) {
        (Some(family), _) if given.is_empty() => family,
        (Some(family), true) => format!("{family}, {given}"),
        (Some(family), false) => format!("{given} {family}"),
        (None, _) => full.unwrap_or(given),
    };
    if let Some(suffix) = filled(person.suffix.as_deref(), clean).filter(|_| !out.is_empty()) {
        out.push_str(", ");
        out.push_str(&numeral(&suffix));
    }
    out
}

/// `J.-P. A.`
fn dotted(parts: &[Part]) -> String {
    let mut out = String::new();
    for part in parts {
        let hyphen = matches!(part, Part::Initial(_, true)) && !out.is_empty();
        out.push_str(if hyphen {
            "-"
        } else if out.is_empty() {
            ""
        } else {
            " "
        });
        match part {
            Part::Initial(letters, _) => out.push_str(&format!("{letters}.")),
            Part::Word(word) => out.push_str(word),
        }
    }
    out
}

/// `Jr` with its stop, `3rd` as a numeral.
fn numeral(suffix: &str) -> String {
    let known = match suffix.trim_end_matches('.') {
        "Jr" | "jr" => "Jr.",
        "Sr" | "sr" => "Sr.",
        "2nd" => "II",
        "3rd" => "III",
        "4th" => "IV",
        "5th" => "V",
        _ => suffix,
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person([family, given, initials, suffix]: [&str; 4]) -> Person {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        Person {
            family: some(family),
            given: some(given),
            initials: some(initials),
            suffix: some(suffix),
            ..Person::default()
        }
    }

    #[test]
    fn names_of_every_form() {
        for (parts, nlm, apa) in [
            (["Quay", "Mara", "", ""], "Quay M", "Quay, M."),
            (["Quay", "", "MJ", ""], "Quay MJ", "Quay, M. J."),
            (["Quay", "Mara-Jo", "MJ", ""], "Quay MJ", "Quay, M.-J."),
            (["Quay", "Mara-jo", "", ""], "Quay MJ", "Quay, M.-J."),
            (["Quay", "Mara", "MJ", ""], "Quay MJ", "Quay, M. J."),
            (["Quay", "M.J.", "", "Jr"], "Quay MJ Jr", "Quay, M. J., Jr."),
            (["Quay", "M.-J.", "", ""], "Quay MJ", "Quay, M.-J."),
            (["Quay", "MJ", "MJ", "3rd"], "Quay MJ 3rd", "Quay, M. J., III"),
            (["van der Reed", "Ylva", "", ""], "van der Reed Y", "van der Reed, Y."),
            (["Reed", "Juan de", "", ""], "Reed J de", "Reed, J. de"),
            (["Petrov", "", "ChY", ""], "Petrov ChY", "Petrov, Ch. Y."),
            (["O'Mud", "élan", "", ""], "O'Mud É", "O'Mud, É."),
            (["张", "三", "", ""], "张三", "张三"),
            (["Plato", "", "", ""], "Plato", "Plato"),
            (["", "Madonna", "", ""], "Madonna", "Madonna"),
            (["", "", "", "Jr"], "Jr", ""),
        ] {
            let person = person(parts);
            let same = |text: &str| text.to_owned();
            let printed = (of_nlm(&person, &same), of_apa(&person, true, &same));
            assert_eq!(printed, (nlm.to_owned(), apa.to_owned()), "{parts:?}");
        }
        let editor = person(["Petri", "William A", "", "Jr"]);
        assert_eq!(of_apa(&editor, false, &|text| text.to_owned()), "W. A. Petri, Jr.");
    }
}
