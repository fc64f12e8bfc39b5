//! What each tag means: one arm for each of the National Library of Medicine's elements.
//!
//! In: a field. Out: the draft with the field's value under its key, or in `extra` under its tag. A second value of a tag
//! that a record has once is kept in `extra` unless it repeats the first.

use super::record::{Draft, Entry, list_of, value};
use super::sheet::Field;
use super::{abstracts, dates, indexing, relations};
use crate::diag::codes;
use crate::formats::pubmed_text::people;
use crate::record::{
    AuthorsListed, Doi, Keyword, Orcid, OtherId, Person, Pmcid, Pmid, Record, Status,
};
use std::borrow::Cow;

/// Takes a field.
pub(super) fn read(draft: &mut Draft<'_, '_>, field: &Field<'_>) {
    let text = value(field);
    // A tag with nothing behind it says nothing.
    if text.is_empty() {
        return;
    }
    match field.tag.padded() {
        b"PMID" => pmid(draft, &text, field),
        b"PMC " => pmcid(draft, &text, field),
        b"PMCR" => available(draft, &text),
        b"AID " => location(draft, &text, field, 2),
        b"LID " => location(draft, &text, field, 1),
        b"MID " => id(draft, "mid", text.into_owned()),
        b"TI  " => once(draft, text, field, |record| Slot::Text(&mut record.title)),
        b"TT  " => once(draft, text, field, |record| Slot::Option(&mut record.vernacular_title)),
        b"CI  " => once(draft, text, field, |record| Slot::Option(&mut record.copyright)),
        b"COIS" | b"COI " => {
            once(draft, text, field, |record| Slot::Option(&mut record.conflict_of_interest));
        }
        b"VI  " => once(draft, text, field, |record| Slot::Option(&mut record.volume)),
        b"IP  " => once(draft, text, field, |record| Slot::Option(&mut record.issue)),
        b"PG  " => once(draft, text, field, |record| Slot::Option(&mut record.pages)),
        b"AB  " => draft.record.sections.extend(abstracts::sections(&text)),
        b"OAB " => draft.record.sections.push(abstracts::other(&text)),
        b"OABL" => abstract_language(draft, text.into_owned()),
        b"LA  " => draft.record.language.push(text.to_lowercase()),
        b"PT  " => draft.record.publication_types.push(text.into_owned()),
        b"MH  " => draft.record.mesh.push(indexing::heading(&text)),
        b"RN  " => match indexing::chemical(&text) {
            indexing::Chemical::Substance(substance) => draft.record.substances.push(substance),
            indexing::Chemical::Concept(concept) => draft.concepts.push(concept),
        },
        b"NM  " => draft.concepts.push(text.into_owned()),
        b"GR  " => draft.record.grants.push(indexing::grant(&text)),
        b"SI  " => draft.record.databanks.push(indexing::databank(&text)),
        b"OT  " => keyword(draft, &text),
        b"OTO " => draft.set_owner(Some(text.into_owned())),
        b"STAT" => status(draft, &text),
        b"PST " if text == "aheadofprint" => add_status(draft, Status::AheadOfPrint),
        b"SO  " => source(draft, text.into_owned()),
        b"FAU " | b"FED " | b"FIR " => draft.people.full(list_of(field.tag), &text),
        b"AU  " | b"ED  " | b"IR  " => name(draft, &text, field),
        b"CN  " => draft.people.collective(text.into_owned()),
        b"AD  " | b"IRAD" => draft.people.affiliation(text),
        b"AUID" | b"IRID" => person_id(draft, &text, field),
        b"DP  " => issue_date(draft, &text, field),
        b"DEP " | b"LR  " | b"DRDT" | b"CTDT" => date(draft, &text, field),
        b"EDAT" | b"PHST" | b"CRDT" | b"DA  " => entry(draft, text.into_owned(), field),
        b"TA  " | b"JT  " | b"JID " | b"PL  " | b"BTI " | b"PB  " | b"EN  " => {
            published(draft, text.into_owned(), field);
        }
        b"ISBN" => draft.publication.book.isbn.push(text.into_owned()),
        b"IS  " => issn(draft, &text),
        _ => match relations::read(field.tag, &text) {
            Some(related) => draft.record.related.push(related),
            None => draft.extra(field.tag.name(), text),
        },
    }
}

fn source(draft: &mut Draft<'_, '_>, text: String) {
    match &draft.source {
        None => draft.source = Some(text),
        Some(known) if *known == text => {}
        Some(_) => draft.extra("SO", text),
    }
}

/// Where a value goes that a record has once.
enum Slot<'r> {
    Text(&'r mut String),
    Option(&'r mut Option<String>),
}

fn once(
    draft: &mut Draft<'_, '_>,
    text: Cow<'_, str>,
    field: &Field<'_>,
    slot: impl FnOnce(&mut Record) -> Slot<'_>,
) {
    let kept = match slot(&mut draft.record) {
        Slot::Text(slot) if slot.is_empty() => {
            *slot = text.into_owned();
            return;
        }
        Slot::Option(slot @ None) => {
            *slot = Some(text.into_owned());
            return;
        }
        Slot::Text(slot) => *slot == text,
        Slot::Option(slot) => slot.as_deref() == Some(&*text),
    };
    if !kept {
        draft.extra(field.tag.name(), text);
    }
}

fn pmid(draft: &mut Draft<'_, '_>, text: &str, field: &Field<'_>) {
    match Pmid::new(text) {
        Ok(pmid) if draft.record.pmid.is_none() => draft.record.pmid = Some(pmid),
        Ok(_) => draft.extra("PMID", text),
        Err(error) => draft.bad(&codes::BAD_IDENTIFIER, &format!("a PMID: {error}"), text, field),
    }
}

/// `PMC123`, in older files with the day of its release in brackets.
fn pmcid(draft: &mut Draft<'_, '_>, text: &str, field: &Field<'_>) {
    let (number, note) = match text.split_once('[') {
        Some((number, note)) => (number.trim_end(), note.trim_end_matches(']')),
        None => (text, ""),
    };
    match Pmcid::new(number) {
        Ok(pmcid) if draft.record.pmcid.is_none() => draft.record.pmcid = Some(pmcid),
        Ok(_) => return draft.extra("PMC", text),
        Err(error) => {
            return draft.bad(&codes::BAD_IDENTIFIER, &format!("a PMCID: {error}"), text, field);
        }
    }
    if !note.is_empty() {
        let day = note.rsplit(' ').next().unwrap_or_default();
        available(draft, day);
    }
}

fn available(draft: &mut Draft<'_, '_>, text: &str) {
    match dates::stamped(text).map(|(date, _)| date).filter(|date| date.day.is_some()) {
        Some(date) if draft.record.pmc_available.is_none() => {
            draft.record.pmc_available = Some(date.iso());
        }
        Some(date) if draft.record.pmc_available.as_deref() == Some(&date.iso()) => {}
        _ => draft.extra("PMCR", text),
    }
}

/// `10.1000/x [doi]`, `S0000-0000(20)30001-2 [pii]`. A number that was folded has no blank where it was folded.
fn location(draft: &mut Draft<'_, '_>, text: &str, field: &Field<'_>, rank: u8) {
    let Some((value, scheme)) = text
        .strip_suffix(']')
        .and_then(|text| text.rsplit_once('['))
        .map(|(a, b)| (a.trim_end(), b))
    else {
        return draft.bare_locations.push((field.tag, text.to_owned()));
    };
    let value = if field.folded { value.replace(' ', "") } else { value.to_owned() };
    if scheme != "doi" {
        return id(draft, scheme, value);
    }
    match Doi::new(&value) {
        Ok(doi) => set_doi(draft, doi, field, rank),
        Err(error) => {
            let shown: String = text.chars().take(80).collect();
            let message = format!("\"{shown}\" is not a DOI: {error}");
            draft.say(
                &codes::BAD_IDENTIFIER,
                message,
                field,
                "kept it among the other identifiers",
            );
            id(draft, "doi", value);
        }
    }
}

/// The list of identifiers, `AID`, is trusted more than the location, `LID`.
fn set_doi(draft: &mut Draft<'_, '_>, doi: Doi, field: &Field<'_>, rank: u8) {
    let Some(before) = draft.record.doi.clone() else {
        (draft.record.doi, draft.doi_rank) = (Some(doi), rank);
        return;
    };
    if before == doi {
        return draft.doi_rank = draft.doi_rank.max(rank);
    }
    let message = format!("the record gives the DOI {before} and also {doi}");
    let other = if rank > draft.doi_rank {
        (draft.record.doi, draft.doi_rank) = (Some(doi), rank);
        before
    } else {
        doi
    };
    draft.say(&codes::DIFFERING_IDENTIFIER, message, field, &format!("kept {other} among the ids"));
    id(draft, "doi", other.into());
}

fn id(draft: &mut Draft<'_, '_>, scheme: &str, value: String) {
    let id = OtherId { scheme: scheme.to_owned(), value };
    // A record has a handful; only they are looked through, so that no input costs quadratic time.
    if !draft.record.ids.iter().rev().take(64).any(|known| *known == id) {
        draft.record.ids.push(id);
    }
}

/// The language of the further abstract before it.
fn abstract_language(draft: &mut Draft<'_, '_>, text: String) {
    let last = draft.record.sections.last_mut().filter(|section| section.kind.is_some());
    match last.filter(|section| section.language.is_none()) {
        Some(section) => section.language = Some(text),
        None => draft.extra("OABL", text),
    }
}

fn keyword(draft: &mut Draft<'_, '_>, text: &str) {
    let (text, major) = match text.strip_prefix('*') {
        Some(text) => (text, true),
        None => (text, false),
    };
    let owner = draft.owner.clone();
    draft.owner_used = true;
    draft.record.keywords.push(Keyword { text: text.to_owned(), major, owner });
}

fn status(draft: &mut Draft<'_, '_>, text: &str) {
    match text {
        "MEDLINE" => add_status(draft, Status::Indexed),
        "In-Process" => add_status(draft, Status::InProcess),
        "Publisher" => add_status(draft, Status::AsSupplied),
        _ => draft.extra("STAT", text),
    }
}

fn add_status(draft: &mut Draft<'_, '_>, status: Status) {
    if !draft.record.status.contains(&status) {
        draft.record.status.push(status);
    }
}

/// A short name, or what stands in its place.
fn name(draft: &mut Draft<'_, '_>, text: &str, field: &Field<'_>) {
    let bare = text.trim_end_matches('.');
    if bare == "[No authors listed]" {
        draft.record.authors_listed = Some(AuthorsListed::None);
        return;
    }
    if bare == "et al" {
        return draft.extra("authors", "et al.");
    }
    let list = list_of(field.tag);
    if let Some(other) = draft.people.short(list, text, person) {
        draft.extra(field.tag.name(), other);
    }
}

/// A short name alone, as records before 2002 have it.
fn person(name: &str) -> Person {
    let mut people = people::parse(name);
    match (people.list.pop(), people.list.is_empty() && !name.contains(',')) {
        (Some(person), true) => person,
        _ => Person { family: Some(name.to_owned()), ..Person::default() },
    }
}

/// `ORCID: 0000-0002-1825-0097` of the person before it; other registries' numbers have no key.
fn person_id(draft: &mut Draft<'_, '_>, text: &str, field: &Field<'_>) {
    let number = text.strip_prefix("ORCID:").unwrap_or_default().trim();
    if number.is_empty() {
        return draft.extra(field.tag.name(), text);
    }
    match Orcid::new(number) {
        Ok(orcid) => {
            let slot = draft.people.current().map(|person| &mut person.orcid);
            match slot {
                Some(slot @ None) => *slot = Some(orcid),
                Some(Some(known)) if *known == orcid => {}
                _ => draft.extra(field.tag.name(), text),
            }
        }
        Err(error) => draft.bad(&codes::BAD_IDENTIFIER, &format!("an ORCID: {error}"), text, field),
    }
}

fn date(draft: &mut Draft<'_, '_>, text: &str, field: &Field<'_>) {
    let tag = field.tag.name();
    let Some(date) = draft.numbers(text, field) else { return };
    let slot = match tag {
        "DEP" => &mut draft.record.electronic,
        "CTDT" => &mut draft.publication.contributed,
        // Of a chapter this is its own revision, of which a citation says "[updated …]".
        "DRDT" => &mut draft.record.revised,
        _ => &mut draft.record.record_revised,
    };
    match slot {
        None => *slot = Some(date),
        Some(known) if *known == date => {}
        Some(_) => draft.extra(tag, text),
    }
}

fn issue_date(draft: &mut Draft<'_, '_>, text: &str, field: &Field<'_>) {
    if let Some(known) = &draft.publication.date {
        if known.text != text {
            draft.extra("DP", text);
        }
        return;
    }
    if let Some(date) = dates::printed(text) {
        draft.publication.date = Some(date);
        return;
    }
    draft.publication.date = dates::year_of(text);
    if draft.publication.date.is_some() {
        let message = format!("\"{}\" is not a date", text.chars().take(80).collect::<String>());
        draft.say(&codes::BAD_DATE, message, field, "kept its text and its year");
    } else {
        draft.bad(&codes::BAD_DATE, "a date", text, field);
    }
}

/// Days of the record's history; one of them is the day of entry.
fn entry(draft: &mut Draft<'_, '_>, text: String, field: &Field<'_>) {
    let tag = field.tag.name();
    let (rank, tag, stamp) = match (tag, text.split_once(" [")) {
        ("EDAT", _) => (0, "EDAT", text.as_str()),
        ("PHST", Some((stamp, "pubmed]"))) => (1, "PHST", stamp),
        ("PHST", Some((stamp, "entrez]"))) => (2, "PHST", stamp),
        ("CRDT", _) => (3, "CRDT", text.as_str()),
        ("DA", _) => (4, "DA", text.as_str()),
        _ => return draft.extra(tag, text),
    };
    if dates::stamped(stamp).is_none() {
        return draft.bad(&codes::BAD_DATE, "a date", &text, field);
    }
    let stamp = stamp.len();
    draft.entries.push(Entry { rank, tag, stamp, whole: text });
}

/// Journal and book.
fn published(draft: &mut Draft<'_, '_>, text: String, field: &Field<'_>) {
    let publication = &mut draft.publication;
    let slot = match field.tag.name() {
        "TA" => &mut publication.journal.abbreviation,
        "JT" => &mut publication.journal.title,
        "JID" => &mut publication.journal.nlm_id,
        "PL" => &mut publication.place,
        "BTI" => &mut publication.book.title,
        "PB" => &mut publication.book.publisher,
        _ => &mut publication.book.edition,
    };
    match slot {
        None => *slot = Some(text),
        Some(known) if *known == text => {}
        Some(_) => draft.extra(field.tag.name(), text),
    }
}

/// `1234-5678 (Electronic)`: the kind has no key and is kept with its number.
fn issn(draft: &mut Draft<'_, '_>, text: &str) {
    let number = text.split(' ').next().unwrap_or_default();
    let list = &mut draft.publication.journal.issn;
    if !list.iter().rev().take(16).any(|known| known == number) {
        list.push(number.to_owned());
    }
    if number != text {
        draft.extra("IS", text);
    }
}
