//! The columns of PubMed's CSV.
//!
//! In: the cells of a row with the names of their columns. Out: the record's keys. The citation tells volume, pages and
//! days; the other columns repeat parts of it, and what they say otherwise is kept. Never: other rows.

use crate::diag::{Code, Diagnostic, Place, codes};
use crate::formats::citation;
use crate::formats::pubmed_text::people;
use crate::formats::ris::draft::Draft;
use crate::formats::ris::{dates, ids};
use crate::record::{Journal, PartialDate};
use crate::text::blanks::fold_blanks;

/// Reads a row.
pub(super) fn take(draft: &mut Draft<'_>, cells: &[(&str, String)], place: &Place) {
    let mut later: Vec<(&str, String)> = Vec::new();
    for (name, cell) in cells {
        let text = fold_blanks(cell);
        if text.is_empty() {
            continue;
        }
        match *name {
            "Title" => title(draft, text),
            "Authors" => authors(draft, &text),
            "Citation" if !citation::fill(draft, &text) => {
                odd(draft, &codes::BAD_CITATION, name, text, place, "the citation has no date");
            }
            "Citation" => {}
            // What repeats the citation comes behind it, whatever the order of the columns.
            _ => later.push((name, text)),
        }
    }
    for (name, text) in later {
        other(draft, name, text, place);
    }
}

fn title(draft: &mut Draft<'_>, text: String) {
    let bare = text.trim_end_matches('.');
    draft.record.title_translated = bare.starts_with('[') && bare.ends_with(']');
    draft.record.title = text;
}

fn authors(draft: &mut Draft<'_>, text: &str) {
    let people = people::parse(text);
    if people.and_others {
        draft.extra("Authors", "et al.".to_owned());
    }
    draft.record.authors = people.list;
}

fn other(draft: &mut Draft<'_>, name: &str, text: String, place: &Place) {
    match name {
        "PMID" => match ids::pmid(&text) {
            Some(pmid) => draft.record.pmid = Some(pmid),
            None => odd(draft, &codes::BAD_IDENTIFIER, name, text, place, "this is not a PMID"),
        },
        "PMCID" => match ids::pmcid(&text) {
            Some(pmcid) => draft.record.pmcid = Some(pmcid),
            None => odd(draft, &codes::BAD_IDENTIFIER, name, text, place, "this is not a PMCID"),
        },
        "DOI" => doi(draft, name, &text, place),
        "NIHMS ID" => draft.other_id("mid", &text),
        // MEDLINE's CRDT, which stands for the day of entry wherever a format does not tell PubMed's own.
        "Create Date" => match dates::read(&text, None) {
            Some(read) => draft.record.entered = Some(read.date),
            None => odd(draft, &codes::BAD_DATE, name, text, place, "this is not a date"),
        },
        "Journal/Book" => container(draft, name, text),
        "Publication Year" => year(draft, name, text, place),
        "First Author" => {
            let first = draft.record.authors.first().map(crate::record::Person::display);
            if first.as_deref() != Some(text.as_str()) {
                draft.extra(name, text);
            }
        }
        _ => draft.extra(name, text),
    }
}

fn doi(draft: &mut Draft<'_>, name: &str, text: &str, place: &Place) {
    let Some(doi) = ids::doi(text) else {
        let message = format!("this is not a DOI: the column `{name}`");
        let said = Diagnostic::new(&codes::BAD_IDENTIFIER, message)
            .at(place.clone())
            .done("kept it among the other identifiers, as it is written");
        draft.said.push(said);
        return draft.other_id("doi", text);
    };
    // The column is surer than the citation.
    let before = draft.record.doi.replace(doi);
    let before = before.filter(|before| draft.record.doi.as_ref() != Some(before));
    draft.extra("doi", before.map(|doi| doi.to_string()).unwrap_or_default());
}

fn container(draft: &mut Draft<'_>, name: &str, text: String) {
    let record = &mut draft.record;
    if let Some(book) = &mut record.book {
        let known = book.title.get_or_insert_with(|| text.clone());
        // The citation's title may go on: "StatPearls [Internet]".
        if *known != text && !known.starts_with(&text) {
            draft.extra(name, text);
        }
        return;
    }
    let journal = record.journal.get_or_insert_with(Journal::default);
    let known = journal.abbreviation.get_or_insert_with(|| text.clone());
    if *known != text {
        draft.extra(name, text);
    }
}

fn year(draft: &mut Draft<'_>, name: &str, text: String, place: &Place) {
    let Some(read) = PartialDate::parse_pubmed(&text) else {
        return odd(draft, &codes::BAD_DATE, name, text, place, "this is not a year");
    };
    match draft.record.year() {
        None => draft.record.published = Some(read),
        Some(year) if year == read.year => {}
        Some(_) => draft.extra(name, text),
    }
}

fn odd(
    draft: &mut Draft<'_>,
    code: &'static Code,
    name: &str,
    text: String,
    place: &Place,
    what: &str,
) {
    let said = Diagnostic::new(code, format!("{what}: the column `{name}`"))
        .at(place.clone())
        .done("kept the cell as it is written, with the record's other fields");
    draft.said.push(said);
    draft.extra(name, text);
}
