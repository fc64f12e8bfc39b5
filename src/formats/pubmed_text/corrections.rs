//! Reads the correction paragraphs between affiliations and abstract: `Erratum in`, `Comment on` …
//!
//! In: a paragraph. Out: whether it is one, and its entries as [`Related`]. The heading stands alone on its line and the
//! entries are indented by four blanks; a folded entry goes on without indent. Never: diagnostics.

use super::citation;
use super::sheet::{Paragraph, Sheet};
use crate::record::{Doi, Pmid, Related, RelatedKind};
use crate::text::blanks::fold_blanks;

/// Every heading that PubMed prints. Two say more than their kind and are kept as a note.
pub(in crate::formats) const HEADINGS: [(&str, RelatedKind, bool); 27] = [
    ("Retraction in", RelatedKind::RetractionIn, false),
    ("Retraction of", RelatedKind::RetractionOf, false),
    ("Partial retraction in", RelatedKind::PartialRetractionIn, false),
    ("Partial retraction of", RelatedKind::PartialRetractionOf, false),
    ("Expression of concern in", RelatedKind::ConcernIn, false),
    ("Expression of concern for", RelatedKind::ConcernFor, false),
    ("Expression of Concern in", RelatedKind::ConcernIn, false),
    ("Expression of Concern for", RelatedKind::ConcernFor, false),
    ("Erratum in", RelatedKind::ErratumIn, false),
    ("Erratum for", RelatedKind::ErratumFor, false),
    ("Update in", RelatedKind::UpdateIn, false),
    ("Update of", RelatedKind::UpdateOf, false),
    ("Republished in", RelatedKind::RepublishedIn, false),
    ("Republished from", RelatedKind::RepublishedFrom, false),
    ("Corrected and republished in", RelatedKind::RepublishedIn, true),
    ("Corrected and republished from", RelatedKind::RepublishedFrom, true),
    ("Retracted and republished in", RelatedKind::RepublishedIn, true),
    ("Retracted and republished from", RelatedKind::RepublishedFrom, true),
    ("Comment in", RelatedKind::CommentIn, false),
    ("Comment on", RelatedKind::CommentOn, false),
    ("Summary for patients in", RelatedKind::SummaryIn, false),
    ("Original report in", RelatedKind::OriginalReport, false),
    ("Preprint of", RelatedKind::PreprintOf, false),
    ("Preprint in", RelatedKind::PublishedAs, false),
    ("Published as", RelatedKind::PublishedAs, false),
    ("Associated dataset", RelatedKind::Associated, false),
    ("Associated publication", RelatedKind::Associated, false),
];

/// Whether a paragraph is a heading alone on its line with an indented line below.
pub(super) fn is_block(sheet: &Sheet<'_>, lines: &Paragraph) -> bool {
    lines.len() > 1
        && sheet.line(lines.start + 1).starts_with("    ")
        && is_heading(sheet.line(lines.start))
}

/// The exact words, or words that end like a heading: new ones are kept rather than taken for an abstract.
fn is_heading(line: &str) -> bool {
    let line = line.trim_end_matches(':').trim();
    let known = HEADINGS.iter().any(|(heading, ..)| *heading == line);
    let last = line.rsplit(' ').next().unwrap_or_default();
    let alike = matches!(last, "in" | "of" | "for" | "on" | "from" | "as");
    known || (alike && line.len() <= 50 && line.starts_with(|c: char| c.is_ascii_uppercase()))
}

/// The entries of a block.
pub(super) fn parse(sheet: &Sheet<'_>, lines: Paragraph) -> Vec<Related> {
    let heading = fold_blanks(sheet.line(lines.start).trim_end_matches(':'));
    let known = HEADINGS.iter().find(|(words, ..)| *words == heading);
    let (kind, telling) =
        known.map_or((RelatedKind::Associated, true), |(_, kind, telling)| (*kind, *telling));
    let mut related = Vec::new();
    let mut start = lines.start + 1;
    while start < lines.end {
        let mut end = start + 1;
        while end < lines.end && !begins_entry(sheet.line(end)) {
            end += 1;
        }
        let mut entry = entry(kind, &fold_blanks(sheet.raw(start..end)));
        if telling {
            add_note(&mut entry, &heading);
        }
        related.push(entry);
        start = end;
    }
    related
}

/// Whether a line begins an entry. Further DOIs of the same target are indented too and belong to the entry above.
fn begins_entry(line: &str) -> bool {
    let content = line.trim_start();
    let identifier = content.starts_with("doi:") || is_doi_word(content);
    line.starts_with("    ") && !identifier
}

fn is_doi_word(text: &str) -> bool {
    let rest = text.strip_prefix("10.").unwrap_or_default();
    let registrant = rest.split_once('/').map_or("", |(registrant, _)| registrant);
    !registrant.is_empty() && registrant.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

pub(in crate::formats) fn add_note(entry: &mut Related, text: &str) {
    match &mut entry.note {
        Some(note) => *note = format!("{note} {text}"),
        None => entry.note = Some(text.to_owned()),
    }
}

/// One entry: the citation as printed up to its identifiers, the first DOI, the PMID, and the rest as a note.
pub(in crate::formats) fn entry(kind: RelatedKind, text: &str) -> Related {
    let mut related = Related { kind, citation: None, pmid: None, doi: None, note: None };
    let tail = identifiers_start(text);
    let (head, tail) = text.split_at(tail);
    let (cited, note) = split_note(head.trim_end());
    related.citation = Some(cited.to_owned()).filter(|cited| !cited.is_empty());
    if !note.is_empty() {
        add_note(&mut related, note);
    }
    let mut words = tail.split(' ').filter(|word| !word.is_empty()).peekable();
    let mut loose: Vec<&str> = Vec::new();
    while let Some(word) = words.next() {
        let value = match word {
            "doi:" | "pii:" | "PMID:" => words.peek().copied().unwrap_or_default(),
            _ => word,
        };
        let value = value.strip_suffix('.').unwrap_or(value);
        if related.doi.is_none() && (word == "doi:" || is_doi_word(word)) && Doi::new(value).is_ok()
        {
            related.doi = Doi::new(value).ok();
            if word == "doi:" {
                words.next();
            }
        } else if related.pmid.is_none() && word == "PMID:" && Pmid::new(value).is_ok() {
            related.pmid = Pmid::new(value).ok();
            words.next();
        } else {
            loose.push(word);
        }
    }
    if loose != ["doi:"] && !loose.is_empty() {
        add_note(&mut related, &loose.join(" "));
    }
    related
}

/// Where the identifiers behind a citation begin.
fn identifiers_start(text: &str) -> usize {
    if text.starts_with("doi:") || is_doi_word(text) {
        return 0;
    }
    let found = [" doi:", " pii:", " PMID:"].iter().filter_map(|tag| text.find(tag)).min();
    found.unwrap_or(text.len())
}

/// Parts a citation from words behind it: "… 443. Name [corrected to Other]." ends its citation at "443.".
fn split_note(text: &str) -> (&str, &str) {
    let Some(parsed) = citation::parse(text) else { return (text, "") };
    let Some(first) = parsed.rest.first() else { return (text, "") };
    match text.find(first) {
        Some(at) => (text.get(..at).unwrap_or(text).trim_end(), text.get(at..).unwrap_or_default()),
        None => (text, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_keep_citation_doi_and_note() {
        let parts = |text: &str| {
            let r = entry(RelatedKind::ErratumIn, text);
            (
                r.citation.unwrap_or_default(),
                r.doi.map(|d| d.to_string()),
                r.note.unwrap_or_default(),
            )
        };
        let none = String::new;
        assert_eq!(
            parts("J Foo. 2013 Nov;12(11):2591-600. doi: 10.1158/1535-7163.MCT-13-0338."),
            (
                "J Foo. 2013 Nov;12(11):2591-600.".into(),
                Some("10.1158/1535-7163.mct-13-0338".into()),
                none()
            )
        );
        assert_eq!(
            parts("Nature. 2017 Nov 15;:."),
            ("Nature. 2017 Nov 15;:.".into(), None, none())
        );
        assert_eq!(
            parts("Foo. 2016;12(2):443. Seliez, Ivo [corrected to Seiliez, Ivo]."),
            (
                "Foo. 2016;12(2):443.".into(),
                None,
                "Seliez, Ivo [corrected to Seiliez, Ivo].".into()
            )
        );
        assert_eq!(
            parts("Foo. 2016;12(2):443. doi: 10.1/a. doi: 10.1/b."),
            ("Foo. 2016;12(2):443.".into(), Some("10.1/a".into()), "doi: 10.1/b.".into())
        );
        assert_eq!(
            parts("Foo. 2016;12:443; author reply 1029. doi:"),
            ("Foo. 2016;12:443; author reply 1029.".into(), None, none())
        );
        assert_eq!(parts("10.1007/s1-2."), (none(), Some("10.1007/s1-2".into()), none()));
        assert_eq!(parts("doi: 10.1007/s1-2."), (none(), Some("10.1007/s1-2".into()), none()));
    }
}
