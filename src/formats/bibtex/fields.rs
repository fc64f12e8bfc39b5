//! Fields that hold identifiers, dates beside the date of publication, and subjects.
//!
//! In: a field. Out: whether it was one of these; then it is in its key. Never: a value that is not kept.

use super::dates;
use super::record::{Given, Reader, mesh};
use crate::diag::codes;
use crate::formats::ris::{ids, markup};
use crate::record::{PartialDate, Record};

/// Whether a field of a name may hold an identifier; no other value is decoded for it.
fn may_identify(name: &str) -> bool {
    matches!(
        name,
        "doi"
            | "bdsk-doi"
            | "pmid"
            | "pubmed-id"
            | "pubmedid"
            | "pubmed_id"
            | "pmcid"
            | "pmc"
            | "eprint"
            | "eprinttype"
            | "archiveprefix"
            | "arxivid"
            | "url"
            | "link"
            | "ee"
            | "issn"
            | "eissn"
            | "isbn"
            | "e-issn"
            | "issn-linking"
            | "issn-l"
            | "unique-id"
            | "coden"
            | "pii"
            | "mid"
    ) || name.starts_with("bdsk-url-")
}

/// Identifiers and addresses.
pub(super) fn identifier(reader: &mut Reader<'_>, given: &Given<'_>) -> bool {
    if !may_identify(given.name) {
        return false;
    }
    let text = given.verbatim();
    let field = given.field(&text);
    let draft = &mut reader.draft;
    match given.name {
        "doi" | "bdsk-doi" => match ids::doi(&text) {
            Some(doi) => draft.doi(&field, doi),
            None => draft.odd_doi(&field),
        },
        "pmid" | "pubmed-id" | "pubmedid" | "pubmed_id" => match ids::pmid(&text) {
            Some(pmid) => draft.pmid(&field, pmid),
            None => draft.odd(&codes::BAD_IDENTIFIER, &field, "this is not a PMID"),
        },
        "pmcid" | "pmc" => match ids::pmcid(&text).or_else(|| ids::pmcid(&format!("PMC{text}"))) {
            Some(pmcid) => draft.pmcid(&field, pmcid),
            None => draft.odd(&codes::BAD_IDENTIFIER, &field, "this is not a PMCID"),
        },
        "eprint" => return eprint(reader, given, &text),
        "eprinttype" | "archiveprefix" if reader.facts.pubmed_eprint || reader.facts.arxiv => {}
        "arxivid" => draft.other_id("arxiv", text.trim_start_matches("arXiv:")),
        "url" | "link" | "ee" => addresses(reader, &text),
        "issn" | "eissn" | "isbn" | "e-issn" | "issn-linking" | "issn-l" => draft.serials(&field),
        "unique-id" => draft.other_id("wos", &text),
        "coden" | "pii" | "mid" => draft.other_id(given.name, &text),
        name if name.starts_with("bdsk-url-") => addresses(reader, &text),
        _ => return false,
    }
    true
}

/// The number in an archive, when it is known which.
fn eprint(reader: &mut Reader<'_>, given: &Given<'_>, text: &str) -> bool {
    let field = given.field(text);
    let draft = &mut reader.draft;
    if reader.facts.pubmed_eprint {
        match ids::pmid(text) {
            Some(pmid) => draft.pmid(&field, pmid),
            None => draft.odd(&codes::BAD_IDENTIFIER, &field, "this is not a PMID"),
        }
        return true;
    }
    let bare = text.strip_prefix("arXiv:").unwrap_or(text);
    let arxiv = bare.len() < text.len() || reader.facts.arxiv;
    if arxiv {
        draft.other_id("arxiv", bare);
    } else if text.contains("://") {
        addresses(reader, text);
    } else if let Some(pmcid) = ids::pmcid(text) {
        draft.pmcid(&field, pmcid);
    } else {
        return false;
    }
    true
}

/// Addresses, parted by blanks or by semicolons before the next one.
fn addresses(reader: &mut Reader<'_>, text: &str) {
    let several = text.matches("://").nth(1).is_some();
    for part in text.split(|c: char| c.is_whitespace() || several && c == ';') {
        let part = part.trim();
        if part.contains("://") {
            reader.draft.address(part);
        } else if let Some(doi) = ids::doi(part) {
            reader.draft.address(&format!("https://doi.org/{doi}"));
        } else if !part.is_empty() {
            reader.draft.extra("url", part.to_owned());
        }
    }
}

/// Keywords, headings, grants, rights and further dates.
pub(super) fn subject(reader: &mut Reader<'_>, given: &Given<'_>) -> bool {
    let draft = &mut reader.draft;
    match given.name {
        "keywords" | "keyword" | "author_keywords" | "author-keywords" | "mendeley-tags" => {
            keywords(reader, given, None);
        }
        "keywords-plus" => keywords(reader, given, Some("Keywords Plus")),
        "mesh" | "mesh-terms" | "mesh_terms" | "meshterms" => {
            draft.record.mesh.extend(mesh(&given.plain()));
        }
        "funding-acknowledgement" => draft.grants(&given.plain()),
        "copyright" | "rights" if draft.record.copyright.is_none() => {
            draft.record.copyright = Some(given.plain());
        }
        "earlyaccessdate" | "early-access-date" => {
            return day(reader, given, |record| &mut record.electronic);
        }
        "revised" => return day(reader, given, |record| &mut record.revised),
        "record-revised" => return day(reader, given, |record| &mut record.record_revised),
        "conflict-of-interest" if draft.record.conflict_of_interest.is_none() => {
            draft.record.conflict_of_interest = Some(given.plain());
        }
        _ => return false,
    }
    true
}

/// A date of its own; what is none is kept.
fn day(
    reader: &mut Reader<'_>,
    given: &Given<'_>,
    pick: fn(&mut Record) -> &mut Option<PartialDate>,
) -> bool {
    let text = given.plain();
    let found = dates::iso(&text).or_else(|| dates::parted(&text, "", ""));
    let slot = pick(&mut reader.draft.record);
    if found.is_none() || slot.is_some() {
        return false;
    }
    *slot = found;
    true
}

/// Keywords stand between semicolons, one a line, or between commas where there is no semicolon.
fn keywords(reader: &mut Reader<'_>, given: &Given<'_>, owner: Option<&str>) {
    // A semicolon may be the end of a character reference.
    let text = markup::plain(&given.prose());
    // "46,XX" is one keyword where a blank stands behind the commas between keywords.
    let sign = match text.contains(';') {
        true => ";",
        false if text.contains(", ") => ", ",
        false => ",",
    };
    for word in text.split(sign) {
        reader.draft.keyword(word, owner);
    }
}
