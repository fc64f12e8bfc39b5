//! Affiliations that name their authors: "[Doe, J.; Roe, R.] Univ Fable, Port" and "(Doe J.; Roe R.) Univ Fable".
//!
//! In: one value, or several joined with semicolons. Out: each affiliation with the names before it. And the author
//! whom a name means. Never: a tie that the source does not state.

use crate::record::Person;
use crate::text::fold::fold_name;
use std::collections::BTreeMap;

/// An affiliation and the people of whom it is said.
#[derive(Debug, PartialEq)]
pub(in crate::formats) struct Stated<'a> {
    pub(in crate::formats) names: Vec<&'a str>,
    pub(in crate::formats) place: &'a str,
}

/// The affiliations of a value that begins with `open`; `None` when it does not.
pub(in crate::formats) fn stated(text: &str, open: char, close: char) -> Option<Vec<Stated<'_>>> {
    let mut out = Vec::new();
    let text = text.trim();
    let last = text.rfind(close)?;
    let mut rest = text.strip_prefix(open)?;
    loop {
        let (names, tail) = rest.split_once(close)?;
        let names = names.split(';').map(str::trim).filter(|name| !name.is_empty()).collect();
        // The next list of names begins behind a semicolon.
        let next = tail.match_indices(open).find(|(at, _)| {
            open == '['
                && text.len() - tail.len() + at < last
                && tail.get(..*at).is_some_and(|before| before.trim_end().ends_with(';'))
        });
        let (place, more) = match next {
            Some((at, _)) => (tail.get(..at), tail.get(at + open.len_utf8()..)),
            None => (Some(tail), None),
        };
        let place = place.unwrap_or_default().trim().trim_end_matches(';').trim();
        if !place.is_empty() {
            out.push(Stated { names, place });
        }
        match more {
            Some(more) => rest = more,
            None => return Some(out),
        }
    }
}

/// Names folded once, for many look-ups.
#[derive(Default)]
pub(in crate::formats) struct Names {
    whole: BTreeMap<String, Vec<usize>>,
    /// By family name and first initial.
    short: BTreeMap<String, Vec<usize>>,
}

impl Names {
    /// The names of a list of people.
    pub(in crate::formats) fn of(people: &[Person]) -> Self {
        let mut names = Names::default();
        for (at, person) in people.iter().enumerate() {
            let (whole, short) = keys(person);
            names.whole.entry(whole).or_default().push(at);
            names.short.entry(short).or_default().push(at);
        }
        names
    }

    /// The people that a name means: by the whole name, else by family name and first initial.
    pub(in crate::formats) fn find(&self, person: &Person) -> &[usize] {
        let (whole, short) = keys(person);
        self.whole.get(&whole).or_else(|| self.short.get(&short)).map_or(&[], Vec::as_slice)
    }
}

fn keys(person: &Person) -> (String, String) {
    if let Some(name) = &person.collective {
        let name = fold_name(name);
        return (name.clone(), name);
    }
    let family = fold_name(person.family.as_deref().unwrap_or_default());
    let given = person.given.as_deref().or(person.initials.as_deref()).unwrap_or_default();
    let first = person.initials.as_deref().or(Some(given)).and_then(|text| text.chars().next());
    let first = first.map(|c| fold_name(&c.to_string())).unwrap_or_default();
    (format!("{family} {}", fold_name(given)), format!("{family} {first}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn affiliations_with_names() {
        let found =
            stated("[Doe, J.; Roe, R.] Univ Fable, Port; [Poe, P.] Tea [Inst], Isle", '[', ']');
        let found = found.unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].names.len(), found[0].place), (2, "Univ Fable, Port"));
        assert_eq!(found[1].place, "Tea [Inst], Isle");
        let found = stated("(Doe J.; Roe R., r@example.org) Univ (Fable); Port", '(', ')').unwrap();
        assert_eq!((found.len(), found[0].place), (1, "Univ (Fable); Port"));
        assert_eq!(stated("Univ Fable", '[', ']'), None);
        assert_eq!(stated("[never closed", '[', ']'), None);
    }
}
