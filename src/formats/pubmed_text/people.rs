//! Reads lists of authors, collaborators and editors.
//!
//! In: the list as one line of text. Out: [`Person`]s whose `affiliations` still hold the printed numbers (from 1);
//! [`super::affiliations`] ties them. Rules: persons are parted by commas; a group's name follows a semicolon and may
//! hold commas; a mark is `(3)`, `(3,)` or `(#)` and nothing else, so `(ERIC)` stays in a name. Never: diagnostics.

use crate::record::Person;

/// A list of people.
#[derive(Debug, Default, PartialEq)]
pub(in crate::formats) struct People {
    pub(in crate::formats) list: Vec<Person>,
    /// The list was closed by "et al.".
    pub(in crate::formats) and_others: bool,
}

/// Reads a list without its final stop.
pub(in crate::formats) fn parse(text: &str) -> People {
    let text = text.trim();
    let mut people = People::default();
    let text = match text.trim_end_matches('.').strip_suffix("et al") {
        Some(head) => {
            people.and_others = true;
            head.trim_end().trim_end_matches([',', ';'])
        }
        None => text.strip_suffix('.').unwrap_or(text),
    };
    people.list.reserve(memchr::memchr_iter(b',', text.as_bytes()).count() + 1);
    let mut items: Vec<&str> = Vec::new();
    for (index, segment) in parted(text, b';').enumerate() {
        items.clear();
        items.extend(parted(segment, b',').map(str::trim).filter(|item| !item.is_empty()));
        let group = match items.first() {
            Some(first) if index == 0 && !is_group_name(first) => 0,
            Some(first) if index > 0 && is_plain_person(first) => 0,
            _ => group_length(&items),
        };
        let (name, persons) = items.split_at(group.min(items.len()));
        if !name.is_empty() {
            people.list.push(collective(&name.join(", ")));
        }
        people.list.extend(persons.iter().map(|item| person(item)));
    }
    people
}

/// Splits at a sign with a blank behind it, so that `(3,)(4)` stays whole.
fn parted(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let at = memchr::memchr_iter(sign, bytes).find(|at| bytes.get(at + 1) == Some(&b' '));
        rest = at.and_then(|at| text.get(at + 2..));
        Some(at.map_or(text, |at| text.get(..at).unwrap_or_default()))
    })
}

/// How many items at the head of a segment are a group's name: all but the persons at the end, no further than its
/// mark.
fn group_length(items: &[&str]) -> usize {
    let persons = items.iter().skip(1).rev().take_while(|item| is_person(item)).count();
    let marked = items.iter().position(|item| ends_with_mark(item)).map(|at| at + 1);
    items.len().saturating_sub(persons).min(marked.unwrap_or(items.len()))
}

/// Whether the item after a semicolon is a person after all: a list goes back to persons behind a group.
fn is_plain_person(item: &str) -> bool {
    let parts = split_name(strip_marks(item).0);
    parts.is_some_and(|(family, initials, _)| {
        initials.is_some() && family.chars().any(char::is_lowercase) && !names_a_group(family)
    })
}

fn ends_with_mark(item: &str) -> bool {
    strip_marks(item).0.len() < item.len()
}

fn is_person(item: &str) -> bool {
    split_name(strip_marks(item).0).is_some()
}

/// Whether an item where a person is expected is a group: several words without initials, or one that is no name.
fn is_group_name(item: &str) -> bool {
    let (name, _) = strip_marks(item);
    if split_name(name).is_some() {
        return false;
    }
    name.contains(' ') || name.chars().filter(|c| c.is_uppercase()).count() > 2
}

fn collective(text: &str) -> Person {
    let (name, marks) = strip_marks(text);
    Person {
        collective: Some(name.to_owned()),
        equal: marks.equal,
        affiliations: marks.numbers,
        ..Person::default()
    }
}

/// One item of a list as a person, or as a group when it holds the words of one.
fn person(item: &str) -> Person {
    let (name, marks) = strip_marks(item);
    let mut person =
        Person { equal: marks.equal, affiliations: marks.numbers, ..Person::default() };
    match split_name(name) {
        Some((family, initials, suffix)) => {
            person.family = Some(family.to_owned());
            person.initials = initials.map(str::to_owned);
            person.suffix = suffix.map(str::to_owned);
        }
        None if names_a_group(name) => person.collective = Some(name.to_owned()),
        None => person.family = Some(name.to_owned()),
    }
    person
}

/// Family name, initials, suffix. `None` for what does not end in initials.
fn split_name(name: &str) -> Option<(&str, Option<&str>, Option<&str>)> {
    let (head, last) = name.rsplit_once(' ')?;
    if is_suffix(last) {
        return match head.rsplit_once(' ') {
            Some((family, initials)) if is_initials(initials) => {
                Some((family, Some(initials), Some(last)))
            }
            _ => Some((head, None, Some(last))),
        };
    }
    // "Hensel IV" has initials; only after other initials is a Roman number a suffix.
    if let ("II" | "III" | "IV", Some((family, initials))) = (last, head.rsplit_once(' ')) {
        let capitals = initials.chars().all(char::is_uppercase) && initials.len() <= 3;
        if capitals && family.chars().any(char::is_lowercase) {
            return Some((family, Some(initials), Some(last)));
        }
    }
    (is_initials(last) && !(head.contains(' ') && names_a_group(head))).then_some((
        head,
        Some(last),
        None,
    ))
}

pub(in crate::formats) fn is_suffix(word: &str) -> bool {
    let ordinal = || {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
        let ending = word.get(digits.len()..).unwrap_or_default();
        let number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        number && matches!(ending, "st" | "nd" | "rd" | "th")
    };
    matches!(word, "Jr" | "Sr" | "Jr." | "Sr.") || ordinal()
}

/// Initials: up to six capitals, hyphens between them, the two letters that one Cyrillic letter gives, or a capital with the
/// first letter of a particle ("Velde At").
fn is_initials(word: &str) -> bool {
    if word.is_ascii() && word.len() <= 6 && word.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return true;
    }
    let mut chars = word.chars().peekable();
    let mut count = 0;
    while let Some(first) = chars.next() {
        if matches!(first, '-' | '\'' | '’' | '.') && count > 0 {
            continue;
        }
        if !first.is_uppercase() {
            return false;
        }
        count += 1;
        if let Some(second) = chars.next_if(|c| c.is_lowercase()) {
            let pair = matches!(
                (first, second),
                (_, 'd' | 't' | 'v')
                    | ('L' | 'N', 'j')
                    | ('I' | 'Y' | 'J', 'u' | 'a' | 'e' | 'o')
                    | ('C' | 'S' | 'Z' | 'K' | 'T', 'h')
                    | ('T', 's')
                    | ('D', 'z' | 'j')
                    | ('E', 'u')
            );
            if !pair {
                return false;
            }
        }
    }
    (1..=6).contains(&count)
}

/// Words that groups have in their names and families do not.
const GROUP_WORDS: [&str; 34] = [
    "alliance",
    "association",
    "board",
    "centre",
    "center",
    "collaboration",
    "collaborative",
    "collaborators",
    "college",
    "committee",
    "consortium",
    "council",
    "department",
    "federation",
    "foundation",
    "group",
    "initiative",
    "institute",
    "investigators",
    "network",
    "organisation",
    "organization",
    "panel",
    "program",
    "programme",
    "project",
    "registry",
    "society",
    "study",
    "subgroup",
    "team",
    "trial",
    "university",
    "workgroup",
];

pub(in crate::formats) fn names_a_group(name: &str) -> bool {
    name.as_bytes().split(|byte| matches!(byte, b' ' | b'-')).any(|word| {
        let end = word.iter().rposition(|byte| !matches!(byte, b',' | b'.'));
        let word = end.and_then(|end| word.get(..=end)).unwrap_or_default();
        // Most words are told apart by their length alone.
        let like =
            |group: &str| group.len() == word.len() && group.as_bytes().eq_ignore_ascii_case(word);
        word.len() >= 4 && GROUP_WORDS.iter().any(|group| like(group))
    })
}

/// The marks at the end of a name.
#[derive(Debug, Default, PartialEq)]
struct Marks {
    numbers: Vec<usize>,
    equal: bool,
}

/// Parts a name from its marks.
fn strip_marks(item: &str) -> (&str, Marks) {
    let mut marks = Marks::default();
    let mut name = item.trim_end();
    while let Some((head, inner)) = name.strip_suffix(')').and_then(|name| name.rsplit_once('(')) {
        let digits = inner.strip_suffix(',').unwrap_or(inner);
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.len() <= 6;
        match digits.parse() {
            Ok(number_of) if number => marks.numbers.push(number_of),
            _ if inner == "#" => marks.equal = true,
            _ => break,
        }
        name = head.trim_end();
    }
    marks.numbers.reverse();
    (name, marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let show = |p: &Person| {
            let name = match &p.collective {
                Some(name) => format!("<{name}>"),
                None => [&p.family, &p.initials, &p.suffix]
                    .map(|part| part.clone().unwrap_or_default())
                    .join("|"),
            };
            let equal = if p.equal { "#" } else { "" };
            let numbers: Vec<String> = p.affiliations.iter().map(ToString::to_string).collect();
            format!("{name}{equal}{}", numbers.join(","))
        };
        parse(text).list.iter().map(show).collect()
    }

    #[test]
    fn names_marks_and_suffixes() {
        let cases: [(&str, &[&str]); 9] = [
            (
                "van Beelen A(1)(2), López de Muniain B(2).",
                &["van Beelen|A|1,2", "López de Muniain|B|2"],
            ),
            ("Petri WA Jr(2), Virgin HW 4th(3)(10).", &["Petri|WA|Jr2", "Virgin|HW|4th3,10"]),
            ("Hensel IV(1)(2), Maev IV.", &["Hensel|IV|1,2", "Maev|IV|"]),
            ("Cooper VS(3,)(4), Shen J(2,)(3).", &["Cooper|VS|3,4", "Shen|J|2,3"]),
            ("Kim JY(#)(1), Navgeet(3).", &["Kim|JY|#1", "Navgeet||3"]),
            ("Smith AB III, Iurov IuB.", &["Smith|AB|III", "Iurov|IuB|"]),
            ("Fictional Group of Readers.", &["<Fictional Group of Readers>"]),
            ("Zhang Z(1), Schäffer AA, Doe W.", &["Zhang|Z|1", "Schäffer|AA|", "Doe|W|"]),
            ("A-B C, D'E F-G", &["A-B|C|", "D'E|F-G|"]),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn groups_keep_their_commas_and_brackets() {
        let text = "Leslie S(9); First Genetics Consortium; Second Consortium, Daly MJ(5).";
        assert_eq!(
            shown(text),
            ["Leslie|S|9", "<First Genetics Consortium>", "<Second Consortium>", "Daly|MJ|5"]
        );
        let text = "Doe J; INVENT, European Initiative (ERIC, Old) on Tea, US study group(5).";
        assert_eq!(
            shown(text),
            ["Doe|J|", "<INVENT, European Initiative (ERIC, Old) on Tea, US study group>5"]
        );
        assert_eq!(
            shown("Doe J; Biobank Team(3); PV-Deep-Consortium."),
            ["Doe|J|", "<Biobank Team>3", "<PV-Deep-Consortium>"]
        );
        assert_eq!(shown("Tea Study Group, Doe J."), ["<Tea Study Group>", "Doe|J|"]);
        assert_eq!(
            shown("D:A:D Study Group; Doe J, Roe K."),
            ["<D:A:D Study Group>", "Doe|J|", "Roe|K|"]
        );
        assert_eq!(
            shown("Doe J; TEA Study; Roe K(1), Poe At."),
            ["Doe|J|", "<TEA Study>", "Roe|K|1", "Poe|At|"]
        );
    }

    #[test]
    fn others_are_counted_out() {
        let people = parse("Doe J, Roe K, et al.");
        assert!(people.and_others);
        assert_eq!(people.list.len(), 2);
    }
}
