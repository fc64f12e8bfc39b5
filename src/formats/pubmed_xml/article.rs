//! `MedlineCitation` and its `Article`: each element goes to the module that knows it.
//!
//! In: a draft and the element. Out: keys of the record. An element that comes a second time where one value is possible
//! is left for [`super::rest`].

use super::record::Draft;
use super::{abstracts, dates, indexing, journal, people, relations};
use crate::record::Status;

/// Reads a `MedlineCitation`.
pub(super) fn citation(draft: &mut Draft<'_, '_>, id: usize) {
    status(draft, id);
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "PMID" => draft.pmid(part),
            "Article" => article(draft, part),
            "DateCreated" => created(draft, part),
            "DateCompleted" => {
                let value = dates::numbers(draft, part);
                draft.extra("DateCompleted", value);
            }
            "DateRevised" if draft.record.record_revised.is_none() => {
                draft.record.record_revised = dates::date(draft, part, "DateRevised");
            }
            "MedlineJournalInfo" => journal::info(draft, part),
            "ChemicalList" => indexing::chemicals(draft, part),
            "MeshHeadingList" => indexing::headings(draft, part),
            "SupplMeshList" => indexing::supplementary(draft, part),
            "KeywordList" => indexing::keywords(draft, part),
            "CommentsCorrectionsList" => relations::read(draft, part),
            "InvestigatorList" => people::investigators(draft, part),
            "PersonalNameSubjectList" => people::subjects(draft, part),
            "OtherAbstract" => abstracts::other(draft, part),
            "CoiStatement" => conflict(draft, part),
            "OtherID" => with_source(draft, part, "OtherID", "Source"),
            "GeneralNote" => with_source(draft, part, "GeneralNote", "Owner"),
            _ => {}
        }
    }
}

/// Reads an `Article`.
fn article(draft: &mut Draft<'_, '_>, id: usize) {
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "Journal" => journal::read(draft, part),
            "ArticleTitle" => title(draft, part),
            "VernacularTitle" => vernacular_title(draft, part),
            "Pagination" => journal::pagination(draft, part),
            "ELocationID" => journal::location(draft, part),
            "Abstract" => abstracts::main(draft, part),
            "AuthorList" => people::authors(draft, part),
            "Language" => language(draft, part),
            "DataBankList" => indexing::databanks(draft, part),
            "GrantList" => indexing::grants(draft, part),
            "PublicationTypeList" => {
                for name in draft.tree.children(part) {
                    publication_type(draft, name);
                }
            }
            "ArticleDate" => article_date(draft, part),
            _ => {}
        }
    }
    journal::location_as_pages(draft, id);
    // It stands before the authors.
    if let Some(affiliation) = draft.tree.child(id, "Affiliation") {
        people::article_affiliation(draft, affiliation);
    }
}

/// Takes a title with its rich form.
pub(super) fn title(draft: &mut Draft<'_, '_>, id: usize) {
    if !draft.record.title.is_empty() {
        return;
    }
    let Some(title) = draft.text(id) else { return };
    let bare = title.strip_suffix('.').unwrap_or(&title);
    draft.record.title_translated = bare.starts_with('[') && bare.ends_with(']');
    draft.record.title = title;
    draft.record.title_html = super::rich::html(draft.tree, id);
}

/// Takes the title in the article's own language.
pub(super) fn vernacular_title(draft: &mut Draft<'_, '_>, id: usize) {
    if draft.record.vernacular_title.is_none() {
        draft.record.vernacular_title = draft.text(id);
    }
}

/// Takes a language's code, which older files write in capitals.
pub(super) fn language(draft: &mut Draft<'_, '_>, id: usize) {
    let code = draft.text(id).map(|code| code.to_ascii_lowercase());
    draft.record.language.extend(code);
}

/// Takes a publication type.
pub(super) fn publication_type(draft: &mut Draft<'_, '_>, id: usize) {
    if draft.tree.name(id) == "PublicationType" {
        draft.record.publication_types.extend(draft.text(id));
    }
}

/// Takes the conflict of interest statement.
fn conflict(draft: &mut Draft<'_, '_>, id: usize) {
    if draft.record.conflict_of_interest.is_none() {
        draft.record.conflict_of_interest = draft.text(id);
    }
}

fn article_date(draft: &mut Draft<'_, '_>, id: usize) {
    let electronic = draft.tree.look(id, "DateType").is_none_or(|kind| kind.value == "Electronic");
    if electronic && draft.record.electronic.is_none() {
        draft.tree.attribute(id, "DateType");
        draft.record.electronic = dates::date(draft, id, "ArticleDate");
    }
}

/// The day on which a citation was made counts as its entry when the history does not say more.
fn created(draft: &mut Draft<'_, '_>, id: usize) {
    if draft.entered.is_none()
        && let Some(date) = dates::day(draft, id, "DateCreated")
    {
        draft.entered = Some((0, date));
    }
}

/// `Status="MEDLINE"`; what no key says is left for [`super::rest`].
fn status(draft: &mut Draft<'_, '_>, id: usize) {
    let status = match draft.tree.look(id, "Status").map(|status| status.value.as_ref()) {
        Some("MEDLINE") => Status::Indexed,
        Some("In-Process") => Status::InProcess,
        Some("Publisher") => Status::AsSupplied,
        _ => return,
    };
    draft.tree.attribute(id, "Status");
    draft.record.status.push(status);
}

/// `NASA: 97123456`.
fn with_source(draft: &mut Draft<'_, '_>, id: usize, tag: &str, attribute: &str) {
    let Some(text) = draft.text(id) else { return };
    let value = match draft.tree.attribute(id, attribute) {
        Some(source) if !source.is_empty() => format!("{source}: {text}"),
        _ => text,
    };
    draft.extra(tag, value);
}
