//! What a record says besides: names in full, numbers of the publisher, the journal's own facts, dates and states of the
//! database's record. Few readers look for it, so the page folds it away below the provenance.
//!
//! In: a record. Out: rows of a label and values. Never: what README.md lists as kept back.

use super::identifiers;
use crate::record::{Person, Record, Status};
use crate::site::external::{self, Address};
use crate::site::shown::Shown;
use crate::site::words::{Further, Words};
use serde::Serialize;

/// A fact with its label.
#[derive(Serialize)]
pub(super) struct Row<'a> {
    label: Shown<'static>,
    values: Vec<Value<'a>>,
}

#[derive(Serialize)]
struct Value<'a> {
    text: Shown<'a>,
    href: Option<Address>,
}

/// The rows in the order of the page; those without a value are left out.
pub(super) fn rows<'a>(words: &'static Words, record: &'a Record) -> Vec<Row<'a>> {
    let says = &words.further;
    let people = [
        (says.authors(), in_full(&record.authors, false)),
        (says.editors(), in_full(&record.editors, !record.authors.is_empty())),
        (says.collaborators(), in_full(&record.investigators, false)),
    ];
    let numbers = numbers(words, record);
    let database = [
        (says.keywords(), texts(owners(record).into_iter())),
        (says.language(), languages(words, record)),
        (says.entered(), dates(words, record)),
        (says.status(), states(says, record)),
    ];
    let rows = people.into_iter().chain(journal(says, record)).chain(numbers).chain(database);
    rows.map(|(label, values)| {
        let values = values.into_iter().filter(|value| !value.text.is_empty()).collect();
        Row { label, values }
    })
    .filter(|row: &Row<'_>| !row.values.is_empty())
    .collect()
}

/// Identifiers that no reader looks for, those of one kind together.
fn numbers<'a>(words: &'static Words, record: &'a Record) -> Vec<(Shown<'static>, Vec<Value<'a>>)> {
    let mut rows: Vec<(Shown<'static>, Vec<Value<'a>>)> = Vec::new();
    for (label, number) in identifiers::further(words, record) {
        let value = Value { text: Shown::new(number), href: None };
        match rows.iter_mut().find(|(known, _)| *known == label) {
            Some((_, values)) => values.push(value),
            None => rows.push((label, vec![value])),
        }
    }
    rows
}

fn texts<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Value<'a>> {
    values.map(|text| Value { text: Shown::new(text), href: None }).collect()
}

/// The names of people in full, where the page shows less: initials only, or not everybody.
fn in_full(people: &[Person], all: bool) -> Vec<Value<'static>> {
    let says_more = |person: &&Person| all || person.given.is_some() && person.initials.is_some();
    let name = |person: &Person| {
        let parts = [&person.given, &person.family, &person.suffix, &person.collective];
        let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
        Value {
            text: Shown::new(parts.join(" ")),
            href: person.orcid.as_ref().map(external::orcid),
        }
    };
    people.iter().filter(says_more).map(name).collect()
}

fn journal<'a>(
    says: &'static Further,
    record: &'a Record,
) -> Vec<(Shown<'static>, Vec<Value<'a>>)> {
    let Some(journal) = &record.journal else { return Vec::new() };
    // The abbreviation stands in the line of the source.
    let full = journal.title.as_deref().filter(|_| journal.abbreviation.is_some());
    vec![
        (says.journal(), texts(full.into_iter())),
        (says.country(), texts(journal.country.as_deref().into_iter())),
        (says.issn(), texts(journal.issn.iter().map(String::as_str))),
        (says.nlm_id(), texts(journal.nlm_id.as_deref().into_iter())),
    ]
}

/// Who gave the keywords, each once.
fn owners(record: &Record) -> Vec<&str> {
    let mut owners: Vec<&str> = Vec::new();
    for owner in record.keywords.iter().filter_map(|keyword| keyword.owner.as_deref()) {
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    owners
}

fn languages<'a>(words: &'static Words, record: &'a Record) -> Vec<Value<'a>> {
    let name = |code: &'a String| words.language(code).unwrap_or_else(|| Shown::new(code.as_str()));
    record.language.iter().map(|code| Value { text: name(code), href: None }).collect()
}

fn dates(words: &'static Words, record: &Record) -> Vec<Value<'static>> {
    let date = record.entered.as_ref().map(|date| words.written_date(date));
    date.into_iter().map(|text| Value { text, href: None }).collect()
}

/// The states that nothing else on the page says.
fn states(says: &'static Further, record: &Record) -> Vec<Value<'static>> {
    let said = |status: &Status| match status {
        Status::Indexed => Some(says.indexed()),
        Status::InProcess => Some(says.in_process()),
        Status::AsSupplied => Some(says.as_supplied()),
        Status::AheadOfPrint | Status::Preprint | Status::Retracted => None,
    };
    let states = record.status.iter().filter_map(said);
    states.map(|text| Value { text, href: None }).collect()
}
