//! The journal, its issue, pages and electronic locations.
//!
//! In: a draft and the element. Out: `journal`, `published`, `volume`, `issue`, `pages`, DOI and PII.

use super::dates;
use super::record::Draft;
use crate::record::Journal;

/// Reads a `Journal`.
pub(super) fn read(draft: &mut Draft<'_, '_>, id: usize) {
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "ISSN" => issn(draft, part),
            "JournalIssue" => issue(draft, part),
            "Title" => {
                let mut title = std::mem::take(&mut journal(draft).title);
                draft.fill(&mut title, part);
                journal(draft).title = title;
            }
            "ISOAbbreviation" | "Coden" if journal(draft).abbreviation.is_none() => {
                let text = draft.text(part);
                journal(draft).abbreviation = text;
            }
            _ => {}
        }
    }
}

/// Reads a `MedlineJournalInfo`. The library's own abbreviation is better than the ISO one, which is kept where it differs.
pub(super) fn info(draft: &mut Draft<'_, '_>, id: usize) {
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "MedlineTA" => {
                let Some(text) = draft.text(part) else { continue };
                let before = journal(draft).abbreviation.replace(text);
                if before.is_some() && before != journal(draft).abbreviation {
                    draft.extra("ISOAbbreviation", before.unwrap_or_default());
                }
            }
            "Country" if journal(draft).country.is_none() => {
                let text = draft.text(part);
                journal(draft).country = text;
            }
            "NlmUniqueID" if journal(draft).nlm_id.is_none() => {
                let text = draft.text(part);
                journal(draft).nlm_id = text;
            }
            "ISSNLinking" => issn(draft, part),
            _ => {}
        }
    }
}

fn journal<'d>(draft: &'d mut Draft<'_, '_>) -> &'d mut Journal {
    draft.record.journal.get_or_insert_default()
}

fn issn(draft: &mut Draft<'_, '_>, id: usize) {
    let Some(text) = draft.text(id) else { return };
    let list = &mut journal(draft).issn;
    if !list.iter().rev().take(super::record::LOOK_BACK).any(|other| *other == text) {
        list.push(text);
    }
}

fn issue(draft: &mut Draft<'_, '_>, id: usize) {
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "Volume" if draft.record.volume.is_none() => draft.record.volume = draft.text(part),
            "Issue" if draft.record.issue.is_none() => draft.record.issue = draft.text(part),
            "PubDate" if draft.record.published.is_none() => {
                draft.record.published = dates::date(draft, part, "PubDate");
            }
            _ => {}
        }
    }
}

/// Reads a `Pagination`: the printed pages, else the first and the last. What the printed pages say already is taken
/// with them.
pub(super) fn pagination(draft: &mut Draft<'_, '_>, id: usize) {
    let tree = draft.tree;
    if let Some(part) = tree.child(id, "MedlinePgn").filter(|_| draft.record.pages.is_none()) {
        draft.record.pages = draft.text(part);
    }
    let (start, end) = (tree.child(id, "StartPage"), tree.child(id, "EndPage"));
    let look = |part: Option<usize>| part.and_then(|part| super::rich::peek(tree, part));
    let (first, last) = (look(start), look(end));
    let Some(first) = first else { return };
    let whole = match last.as_deref().filter(|last| *last != first) {
        Some(last) => format!("{first}-{last}"),
        None => first.clone(),
    };
    let said = match &draft.record.pages {
        None => {
            draft.record.pages = Some(whole);
            true
        }
        Some(pages) => same_pages(pages, &first, last.as_deref()),
    };
    if said {
        [start, end].into_iter().flatten().for_each(|part| tree.take(part));
    }
}

/// Whether `1471-80` says the same as 1471 and 1480, or 80.
fn same_pages(pages: &str, first: &str, last: Option<&str>) -> bool {
    let (from, to) = pages.split_once('-').unwrap_or((pages, pages));
    let last = last.unwrap_or(first);
    let head = last.len().checked_sub(to.len()).and_then(|at| last.get(..at)).unwrap_or_default();
    from == first && (to == last || (last.ends_with(to) && first.starts_with(head)))
}

/// Reads an `ELocationID`.
pub(super) fn location(draft: &mut Draft<'_, '_>, id: usize) {
    let valid = draft.tree.look(id, "ValidYN").is_none_or(|valid| valid.value != "N");
    let scheme = draft.tree.look(id, "EIdType").map(|kind| kind.value.to_string());
    let Some(scheme) = scheme.filter(|_| valid) else { return };
    let Some(text) = draft.text(id) else { return };
    draft.tree.attribute(id, "EIdType");
    match scheme.as_str() {
        "doi" => draft.doi(1, text, id),
        scheme => draft.id(scheme, text),
    }
}

/// An article without pages has its number in the issue as a PII, when that is short: `e0123`, `671`.
pub(super) fn location_as_pages(draft: &mut Draft<'_, '_>, article: usize) {
    if draft.record.pages.is_some() {
        return;
    }
    let tree = draft.tree;
    let pii = tree.children(article).find(|part| {
        tree.name(*part) == "ELocationID"
            && tree.is_taken(*part)
            && tree.look(*part, "EIdType").is_some_and(|kind| kind.value == "pii")
    });
    let text = pii.and_then(|part| super::rich::peek(tree, part));
    let number =
        |text: &String| text.len() <= 10 && text.bytes().all(|b| b.is_ascii_alphanumeric());
    draft.record.pages = text.filter(number);
}
