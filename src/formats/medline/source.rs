//! The source line, `SO`: a citation that PubMed derives from the other fields.
//!
//! In: the line and the record that the other fields made. Out: what only this line says goes to the record (days of
//! print and collection, pages of an article without them); whether all of it is then said elsewhere. And the same line
//! made anew. Never: diagnostics.

use super::dates;
use crate::record::{Doi, Record, Status};

/// Takes the line. `false` when it says something that no field of the record says.
pub(super) fn take(record: &mut Record, text: &str) -> bool {
    let Some(notes) = core(record, text) else { return false };
    let mut all = true;
    for part in notes.split(". ") {
        let part = part.trim();
        let part = part.strip_suffix('.').unwrap_or(part).trim_end();
        all &= part.is_empty() || note(record, part);
    }
    all
}

/// The notes behind `journal. date;volume(issue):pages.`, when those are the record's.
fn core<'t>(record: &mut Record, text: &'t str) -> Option<&'t str> {
    let journal = record.journal.as_ref()?.abbreviation.as_deref()?;
    let mut rest = text.strip_prefix(journal)?.strip_prefix(". ")?;
    // An electronic journal is cited by the day of publication, and its issue by "eCollection".
    let dates = [&record.published, &record.electronic];
    rest =
        dates.into_iter().flatten().find_map(|date| behind_date(rest, &date.text)).unwrap_or(rest);
    if let Some(numbers) = rest.strip_prefix(';') {
        rest = numbers.strip_prefix(record.volume.as_deref().unwrap_or_default())?;
        if let Some(issue) = &record.issue {
            rest = rest.strip_prefix('(')?.strip_prefix(issue.as_str())?.strip_prefix(')')?;
        }
    }
    if let Some(pages) = rest.strip_prefix(':') {
        let Some(known) = &record.pages else {
            let end = pages.find([' ', ';']).unwrap_or(pages.len());
            let (found, rest) = pages.split_at(end);
            let found = found.strip_suffix('.').unwrap_or(found);
            record.pages = Some(found.to_owned()).filter(|pages| !pages.is_empty());
            return Some(rest);
        };
        rest = pages.strip_prefix(known.as_str())?;
    }
    match rest.strip_prefix('.') {
        Some(notes) => Some(notes),
        None => rest.is_empty().then_some(""),
    }
}

/// What follows a date at the beginning of a text; nothing when the date goes on there.
fn behind_date<'t>(text: &'t str, date: &str) -> Option<&'t str> {
    let rest = text.strip_prefix(date)?;
    (rest.is_empty() || rest.starts_with([';', ':', '.'])).then_some(rest)
}

/// One note; `false` when the record does not say it.
fn note(record: &mut Record, text: &str) -> bool {
    if let Some(value) = text.strip_prefix("doi:") {
        let Ok(doi) = Doi::new(value) else { return value.trim().is_empty() };
        let other = record.ids.iter().any(|id| id.scheme == "doi" && id.value == doi.as_str());
        return other || *record.doi.get_or_insert_with(|| doi.clone()) == doi;
    }
    if let Some(value) = text.strip_prefix("pii:") {
        let value = value.trim();
        return record.ids.iter().any(|id| id.scheme == "pii" && id.value == value);
    }
    if matches!(text, "Online ahead of print" | "[Epub ahead of print]") {
        if !record.status.contains(&Status::AheadOfPrint) {
            record.status.push(Status::AheadOfPrint);
        }
        return true;
    }
    let Some((kind, date)) = text.split_once(' ') else { return text == "Epub" };
    let slot = match kind {
        "Epub" => &mut record.electronic,
        "eCollection" => &mut record.collection,
        "Print" => &mut record.print,
        _ => return false,
    };
    let Some(date) = dates::printed(date) else { return false };
    slot.get_or_insert_with(|| date.clone()).is_same_day(&date)
}

/// The line that PubMed prints for a record; nothing without a journal.
pub(super) fn written(record: &Record) -> Option<String> {
    let mut out = record.journal.as_ref()?.abbreviation.clone()? + ". ";
    let date = record.cited_date();
    out.push_str(date.map_or("", |date| date.text.as_str()));
    if record.volume.is_some() || record.issue.is_some() {
        out.push(';');
        out.push_str(record.volume.as_deref().unwrap_or_default());
    }
    if let Some(issue) = &record.issue {
        out.push_str(&format!("({issue})"));
    }
    if let Some(pages) = &record.pages {
        out.push(':');
        out.push_str(pages);
    }
    out.push('.');
    if let Some(doi) = &record.doi {
        out.push_str(&format!(" doi: {doi}."));
    }
    for (word, date) in record.further_dates() {
        out.push_str(&format!(" {word} {}.", date.text));
    }
    if record.status.contains(&Status::AheadOfPrint) {
        out.push_str(" Online ahead of print.");
    }
    Some(out)
}
