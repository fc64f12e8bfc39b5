//! Lists of names: "Doe, Jane and van der Berg, Anna and {Tea Study Group} and others".
//!
//! In: a value as it is written, for braces say what is one name. Out: people, and whether there are others. And back:
//! the list that reads as those people. Never: affiliations.

use super::{latex, tex};
use crate::formats::ris::{markup, names};
use crate::record::Person;
use crate::text::blanks::fold_blanks;

/// The names of a list, and whether it ends with "and others".
pub(super) fn list(raw: &str) -> (Vec<Person>, bool) {
    let raw = unwrapped(raw.trim());
    let mut others = false;
    let mut people = Vec::new();
    for name in split(raw, Separator::And) {
        if name.trim().eq_ignore_ascii_case("others") {
            others = true;
        } else {
            people.extend(person(name));
        }
    }
    (people, others)
}

/// A list of one group.
pub(super) fn group(raw: &str) -> Option<Person> {
    let collective = Some(decoded(raw)).filter(|name| !name.is_empty());
    collective.is_some().then(|| Person { collective, ..Person::default() })
}

fn decoded(raw: &str) -> String {
    markup::plain(&tex::text(raw))
}

/// Some exports put all names into one pair of braces; a group's name has no comma before an "and".
fn unwrapped(raw: &str) -> &str {
    match inside(raw) {
        Some(inner) if inner.split(" and ").next().is_some_and(|name| name.contains(',')) => inner,
        _ => raw,
    }
}

/// What stands in a pair of braces around the whole text.
fn inside(raw: &str) -> Option<&str> {
    let inner = raw.strip_prefix('{')?.strip_suffix('}')?;
    let mut depth = 0_usize;
    for byte in inner.bytes() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    Some(inner)
}

#[derive(Clone, Copy, PartialEq)]
enum Separator {
    And,
    Comma,
}

/// Parts of a text outside braces.
fn split(raw: &str, separator: Separator) -> Vec<&str> {
    let bytes = raw.as_bytes();
    let mut out = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 && separator == Separator::Comma => {
                out.push(raw.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            b'a' | b'A' if depth == 0 && separator == Separator::And && at >= start => {
                let word = bytes.get(at..at + 3).is_some_and(|w| w.eq_ignore_ascii_case(b"and"));
                let blank = |at: Option<usize>| {
                    at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_whitespace)
                };
                if word && blank(at.checked_sub(1)) && blank(Some(at + 3)) {
                    out.push(raw.get(start..at).unwrap_or_default());
                    start = at + 3;
                }
            }
            _ => {}
        }
    }
    out.push(raw.get(start..).unwrap_or_default());
    out.retain(|part| !part.trim().is_empty() || separator == Separator::Comma);
    out
}

fn person(raw: &str) -> Option<Person> {
    let raw = raw.trim();
    if let Some(inner) = inside(raw) {
        // "{Doe, Jane}" is a name that was braced as a whole; "{Plato}" may be anything and is taken for a group.
        return group(inner);
    }
    if is_plain(raw) {
        return names::person(raw);
    }
    let parts = split(raw, Separator::Comma);
    if let Some(person) = extended(&parts) {
        return Some(person);
    }
    let texts: Vec<String> = parts.iter().map(|part| decoded(part)).collect();
    let braced = texts.iter().any(|text| text.contains(','));
    match texts.as_slice() {
        [name] if braced => group(name),
        [name] => names::person(name),
        [family, given] if given.is_empty() => {
            Some(names::named(family, None, None)).filter(|_| !family.is_empty())
        }
        [family, given] if braced => Some(names::named(family, Some(given), None)),
        [family, suffix, given] if braced => Some(names::named(family, Some(given), Some(suffix))),
        _ => names::person(&texts.join(", ")),
    }
}

/// Whether a name is "Family, Given" in letters that mean themselves, as nearly all are.
fn is_plain(raw: &str) -> bool {
    let odd =
        |byte: u8| matches!(byte, b'\\' | b'{' | b'}' | b'$' | b'~' | b'`' | b'=' | b'<' | b'&');
    let Some((family, given)) = raw.split_once(',') else { return false };
    let blank = family.trim().is_empty() || given.trim().is_empty();
    !blank && !given.contains(',') && !raw.contains("--") && !raw.bytes().any(odd)
}

/// "family=Doe, given=Jane, prefix=van, useprefix=true".
fn extended(parts: &[&str]) -> Option<Person> {
    let mut values: [String; 4] = Default::default();
    for part in parts {
        let (name, value) = part.split_once('=')?;
        let value = decoded(value.trim().trim_matches('"'));
        let [family, given, prefix, suffix] = &mut values;
        let slot = match name.trim().to_ascii_lowercase().as_str() {
            "family" => family,
            "given" => given,
            "prefix" => prefix,
            "suffix" => suffix,
            "family-i" | "given-i" | "prefix-i" | "suffix-i" | "useprefix" | "id" => continue,
            _ => return None,
        };
        *slot = value;
    }
    let [family, given, prefix, suffix] = values;
    let family = fold_blanks(&format!("{prefix} {family}"));
    let some = |text: String| Some(text).filter(|text| !text.is_empty());
    let (given, suffix) = (some(given), some(suffix));
    if family.is_empty() {
        return given.map(|given| names::named(&given, None, None));
    }
    Some(names::named(&family, given.as_deref(), suffix.as_deref()))
}

/// People as a list.
pub(super) fn written(people: &[Person]) -> String {
    people.iter().map(line).collect::<Vec<_>>().join(" and ")
}

fn line(person: &Person) -> String {
    if let Some(name) = &person.collective {
        return format!("{{{}}}", latex::text(name));
    }
    let spaced = person.initials.as_deref().map(names::spaced);
    let given = person.given.clone().or(spaced).unwrap_or_default();
    let family = person.family.clone().unwrap_or_default();
    match (&person.suffix, given.as_str()) {
        (None, "") if family.contains(' ') => format!("{},", part(&family)),
        (None, "") => part(&family),
        (None, given) => format!("{}, {}", part(&family), part(given)),
        (Some(suffix), given) => format!("{}, {}, {}", part(&family), part(suffix), part(given)),
    }
}

/// A part of a name; braces keep together what would be taken apart.
fn part(text: &str) -> String {
    let lower = format!(" {} ", text.to_lowercase());
    let whole = text.contains([',', '=']) || lower.contains(" and ");
    let text = latex::text(text);
    if whole { format!("{{{text}}}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Family | given | initials | suffix, or the group in brackets.
    fn shown(raw: &str) -> String {
        let (people, others) = list(raw);
        let one = |person: &Person| {
            let part = |part: &Option<String>| part.clone().unwrap_or_default();
            match &person.collective {
                Some(name) => format!("[{name}]"),
                None => [&person.family, &person.given, &person.initials, &person.suffix]
                    .map(part)
                    .join("|"),
            }
        };
        let mut out: Vec<String> = people.iter().map(one).collect();
        out.extend(others.then(|| "+".to_owned()));
        out.join(" ; ")
    }

    #[test]
    fn names_of_every_form() {
        let cases = [
            ("Doe, Jane", "Doe|Jane|J|"),
            ("Doe, J. A. and Roe, R.", "Doe||JA| ; Roe||R|"),
            ("Doe, Jane\n   AND  Roe, Rob and others", "Doe|Jane|J| ; Roe|Rob|R| ; +"),
            ("Jane Doe and Anna van der Berg", "Doe|Jane|J| ; van der Berg|Anna|A|"),
            ("von Tea, Jr, John", "von Tea|John|J|Jr"),
            ("{Tea Study Group} and Doe, J.", "[Tea Study Group] ; Doe||J|"),
            ("{Cups and Pots, Inc.}", "[Cups and Pots, Inc.]"),
            ("{Doe, Jane and Roe, Rob}", "Doe|Jane|J| ; Roe|Rob|R|"),
            ("{{Tea} {Board}}", "[Tea Board]"),
            ("{Tea}-{Cup}, Jos{\\'e}", "Tea-Cup|José|J|"),
            ("G{\\\"o}del, K. and \\O{}re, {\\O}.", "Gödel||K| ; Øre||Ø|"),
            ("family=Berg, given=Anna, prefix=van der, useprefix=true", "van der Berg|Anna|A|"),
            ("family={Doe, and Co}, given=Jane", "Doe, and Co|Jane|J|"),
            ("Plato and van Gogh,", "Plato||| ; van Gogh|||"),
            ("Anderson, A. and Sand, B.", "Anderson||A| ; Sand||B|"),
            ("{Doe and Sons}, J.", "Doe and Sons||J|"),
            ("and", "and|||"),
            ("", ""),
        ];
        for (raw, expected) in cases {
            assert_eq!(shown(raw), expected, "{raw}");
        }
    }

    #[test]
    fn names_are_written_so_that_they_read_the_same() {
        for raw in [
            "Doe, Jane and Roe, J. A.",
            "von Tea, Jr, John",
            "{Cups and Pots, Inc.}",
            "Plato and van Gogh,",
            "{Doe and Sons}, Jane",
            "Tea, {A, B}",
        ] {
            assert_eq!(written(&list(raw).0), raw);
        }
    }
}
