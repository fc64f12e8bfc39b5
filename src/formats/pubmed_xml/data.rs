//! `PubmedData` and `PubmedBookData`: history, status, identifiers, references.
//!
//! In: a draft and the element. Out: `entered`, `status`, identifiers; other days of the history and the reference list
//! in `extra`.

use super::dates;
use super::record::Draft;
use crate::diag::codes;
use crate::record::{Pmcid, Status};

/// Reads the element.
pub(super) fn read(draft: &mut Draft<'_, '_>, id: usize) {
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "History" => history(draft, part),
            "PublicationStatus" => status(draft, part),
            "ArticleIdList" => identifiers(draft, part),
            "ReferenceList" => references(draft, part),
            "ObjectList" => objects(draft, part),
            _ => {}
        }
    }
}

/// The day of entry is that of PubMed's own number, else that of Entrez; other days are kept as MEDLINE prints them.
fn history(draft: &mut Draft<'_, '_>, id: usize) {
    for day in draft.tree.children(id) {
        if draft.tree.name(day) != "PubMedPubDate" {
            continue;
        }
        let name = draft.tree.attribute(day, "PubStatus").unwrap_or("date").to_owned();
        let tag = format!("History/{name}");
        let trust = match name.as_str() {
            "pubmed" => 2,
            "entrez" => 1,
            _ => 0,
        };
        if trust == 0 || draft.record.entered.is_some() {
            let value = dates::numbers(draft, day);
            draft.extra(&tag, value);
            continue;
        }
        let Some(date) = dates::day(draft, day, &tag) else { continue };
        match draft.entered.take() {
            Some((before, earlier)) if before >= trust => {
                draft.extra(&tag, date.text);
                draft.entered = Some((before, earlier));
            }
            Some((before, earlier)) => {
                let tag = if before == 0 { "DateCreated" } else { "History/entrez" };
                draft.extra(tag, earlier.text);
                draft.entered = Some((trust, date));
            }
            None => draft.entered = Some((trust, date)),
        }
    }
}

fn status(draft: &mut Draft<'_, '_>, id: usize) {
    if super::rich::peek(draft.tree, id).as_deref() == Some("aheadofprint") {
        draft.tree.take(id);
        draft.record.status.push(Status::AheadOfPrint);
    }
}

/// Reads an `ArticleIdList`.
pub(super) fn identifiers(draft: &mut Draft<'_, '_>, id: usize) {
    for entry in draft.tree.children(id) {
        if draft.tree.name(entry) != "ArticleId" {
            continue;
        }
        // The document type says so where the attribute is absent.
        let scheme = draft.tree.attribute(entry, "IdType").unwrap_or("pubmed").to_owned();
        match scheme.as_str() {
            "pubmed" => draft.pmid(entry),
            "pmc" | "pmcid" => pmcid(draft, entry, &scheme),
            scheme => {
                let Some(text) = draft.text(entry) else { continue };
                if scheme == "doi" {
                    draft.doi(2, text, entry);
                } else {
                    draft.id(scheme, text);
                }
            }
        }
    }
}

/// `PMC8307751`, or `pmc-id: PMC8307751;manuscript-id: X;embargo-date: 2021/07/01`.
fn pmcid(draft: &mut Draft<'_, '_>, id: usize, scheme: &str) {
    let Some(text) = draft.text(id) else { return };
    let mut parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
    let first = parts.next().unwrap_or_default();
    let number = first.strip_prefix("pmc-id:").unwrap_or(first);
    match (Pmcid::new(number), &draft.record.pmcid) {
        (Ok(pmcid), None) => draft.record.pmcid = Some(pmcid),
        (Ok(pmcid), Some(first)) if pmcid == *first => {}
        (Ok(pmcid), Some(first)) => {
            let message = format!("the record has the PMCID {first} and also {pmcid}");
            let done = "kept the first and put the other among the other identifiers";
            draft.say(&codes::DIFFERING_IDENTIFIER, message, id, done);
            draft.id("pmc", pmcid.to_string());
        }
        (Err(error), _) => {
            let message = format!("\"{}\" is no PMCID: {error}", super::record::short(first));
            let done = "kept it among the other identifiers";
            draft.say(&codes::BAD_IDENTIFIER, message, id, done);
            draft.id(scheme, first.to_owned());
        }
    }
    for part in parts {
        let day = part.strip_prefix("embargo-date:").map(|day| day.trim().replace('/', "-"));
        match (day.filter(|day| is_day(day)), part.strip_prefix("manuscript-id:")) {
            (Some(day), _) if draft.record.pmc_available.is_none() => {
                draft.record.pmc_available = Some(day);
            }
            (None, Some(number)) => draft.id("mid", number.trim().to_owned()),
            _ => draft.extra("pmcid", part),
        }
    }
}

fn is_day(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Each reference as its citation and identifiers; lists may hold lists.
pub(super) fn references(draft: &mut Draft<'_, '_>, list: usize) {
    for id in list + 1..draft.tree.end(list) {
        if draft.tree.name(id) != "Reference" {
            continue;
        }
        let mut value = String::new();
        for part in draft.tree.children(id) {
            match draft.tree.name(part) {
                "Citation" => add(&mut value, &draft.text(part).unwrap_or_default()),
                "ArticleIdList" => {
                    for entry in draft.tree.children(part) {
                        let Some(text) = draft.text(entry) else { continue };
                        let scheme = draft.tree.attribute(entry, "IdType").unwrap_or("pubmed");
                        add(&mut value, &format!("{scheme}: {text}"));
                    }
                }
                _ => {}
            }
        }
        if !value.is_empty() {
            draft.extra("Reference", value);
        }
    }
}

fn add(value: &mut String, part: &str) {
    if !value.is_empty() && !part.is_empty() {
        value.push(' ');
    }
    value.push_str(part);
}

/// `Erratum: type=…`: each object is one value.
fn objects(draft: &mut Draft<'_, '_>, list: usize) {
    for object in draft.tree.children(list) {
        if draft.tree.name(object) != "Object" {
            continue;
        }
        let mut value = draft.tree.attribute(object, "Type").unwrap_or_default().to_owned();
        for part in draft.tree.children(object) {
            let Some(text) = draft.text(part) else { continue };
            let name = draft.tree.attribute(part, "Name").unwrap_or_default().to_owned();
            add(&mut value, &format!("{name}={text}"));
        }
        draft.extra("Object", value);
    }
}
