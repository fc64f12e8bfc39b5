//! People in cells: names in one, their ORCIDs and the numbers of their affiliations in others beside it.
//!
//! In: a list of people, or a cell. Out: a cell, or people. Names are written as RIS writes them: "Doe, Jane Ann; Roe,
//! R. A.; Tea Study Group". Never: affiliations themselves.

use super::cells::{items, list};
use crate::formats::ris::names;
use crate::record::{AuthorsListed, Orcid, Person, Record};

/// What stands for authors that the source does not list.
const NOBODY: &str = "[No authors listed]";

pub(super) fn names(people: &[Person]) -> String {
    list(people.iter().map(names::line))
}

pub(super) fn authors(record: &Record) -> String {
    match record.authors_listed {
        Some(AuthorsListed::None) if record.authors.is_empty() => NOBODY.to_owned(),
        _ => names(&record.authors),
    }
}

pub(super) fn read_names(cell: &str) -> Vec<Person> {
    items(cell).iter().filter_map(|name| names::person(name)).collect()
}

pub(super) fn read_authors(record: &mut Record, cell: &str) -> bool {
    if cell == NOBODY {
        record.authors_listed = Some(AuthorsListed::None);
        return true;
    }
    let before = std::mem::replace(&mut record.authors, read_names(cell));
    // The columns beside it may have come first.
    for (author, known) in record.authors.iter_mut().zip(before) {
        author.orcid = known.orcid;
        author.affiliations = known.affiliations;
    }
    true
}

/// One place for each author, without those at the end that say nothing.
fn beside(parts: Vec<String>) -> String {
    let last = parts.iter().rposition(|part| !part.is_empty()).map_or(0, |at| at + 1);
    list(parts.iter().take(last))
}

pub(super) fn orcids(record: &Record) -> String {
    let orcid =
        |person: &Person| person.orcid.as_ref().map(ToString::to_string).unwrap_or_default();
    beside(record.authors.iter().map(orcid).collect())
}

pub(super) fn read_orcids(record: &mut Record, cell: &str) -> bool {
    let found: Option<Vec<Option<Orcid>>> = items(cell)
        .iter()
        .map(|text| if text.is_empty() { Some(None) } else { Orcid::new(text).ok().map(Some) })
        .collect();
    let Some(found) = found else { return false };
    reserve(record, found.len());
    for (author, orcid) in record.authors.iter_mut().zip(found) {
        author.orcid = orcid;
    }
    true
}

/// Numbers from 1, as papers print them beside names.
pub(super) fn ties(record: &Record) -> String {
    let numbers = |person: &Person| {
        let numbers: Vec<String> =
            person.affiliations.iter().map(|at| (at + 1).to_string()).collect();
        numbers.join(",")
    };
    beside(record.authors.iter().map(numbers).collect())
}

pub(super) fn read_ties(record: &mut Record, cell: &str) -> bool {
    let numbers = |text: &String| -> Option<Vec<usize>> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(|part| part.parse::<usize>().ok()?.checked_sub(1)).collect()
    };
    let Some(found) = items(cell).iter().map(numbers).collect::<Option<Vec<_>>>() else {
        return false;
    };
    reserve(record, found.len());
    for (author, places) in record.authors.iter_mut().zip(found) {
        author.affiliations = places;
    }
    true
}

/// Makes room for so many authors, whose names may come in a later column.
fn reserve(record: &mut Record, count: usize) {
    if record.authors.len() < count {
        record.authors.resize_with(count, Person::default);
    }
}
