//! Notes: screening labels, what Scopus and PubMed Central put there, and the reader's own words.
//!
//! In: the value of a notes field. Out: labels, identifiers, grants, or a note. Never: a note that is not kept.

use super::draft::Draft;
use super::field::Field;
use super::{ids, markup};
use crate::record::Grant;
use crate::text::blanks::{fold_blanks, push_joined};

/// What Scopus puts before the parts of its notes.
const PARTS: [&str; 17] = [
    "Art. No.",
    "CODEN",
    "Chemicals/CAS",
    "Cited By",
    "Conference code",
    "Correspondence Address",
    "Export Date",
    "Funding details",
    "Funding text",
    "Manufacturers",
    "PubMed ID",
    "References",
    "Sponsors",
    "Tradenames",
    "Times Cited",
    "Total Times Cited",
    "Cited Reference Count",
];

/// Reads a notes field.
pub(in crate::formats) fn read(draft: &mut Draft<'_>, field: &Field<'_>) {
    let text = markup::plain(field.raw());
    if text.is_empty() {
        return;
    }
    // A note that holds a DOI among other words is a note.
    let alone = text.split_once(' ').is_none_or(|(first, rest)| {
        first.trim_end_matches(':').eq_ignore_ascii_case("doi") && !rest.contains(' ')
    });
    if let Some(doi) = ids::doi(&text).filter(|_| alone) {
        return draft.doi(field, doi);
    }
    let text = match ids_of_lines(draft, field) {
        Some(rest) if rest.is_empty() => return,
        Some(rest) => rest,
        None => text,
    };
    if text.split([';', ',', ' ']).filter(|word| !word.is_empty()).all(is_screening) {
        return text.split([';', ',', ' ']).for_each(|word| screening(draft, word));
    }
    if let Some((name, value)) = text.split_once(": ").filter(|(name, _)| is_screening(name)) {
        return label(draft, &name.to_ascii_lowercase(), value.to_owned());
    }
    if is_part(&text) {
        let text = if field.raw().contains('<') { text.as_str() } else { field.raw() };
        return parts(draft, field, text);
    }
    if text.eq_ignore_ascii_case("article in press") {
        return draft.publication_type(&text);
    }
    label(draft, "note", text);
}

/// EndNote's notes of PubMed's records begin with identifiers, one a line: takes them and gives back the rest.
fn ids_of_lines(draft: &mut Draft<'_>, field: &Field<'_>) -> Option<String> {
    let mut rest = String::new();
    let mut found = false;
    for (at, text) in field.lines().enumerate() {
        let marked = ids::marked(text);
        let taken = marked.is_some_and(|(value, mark)| identifier(draft, field, value, &mark));
        let serials = ids::serials(text);
        if taken {
            found = true;
        } else if at == 0 && text.len() < 24 && !serials.rest && !serials.issn.is_empty() {
            draft.serials_of(serials);
            found = true;
        } else {
            push_joined(&mut rest, &markup::plain(text));
        }
    }
    found.then_some(rest)
}

/// An identifier with its mark: `26957754[pmid]`.
pub(super) fn identifier(
    draft: &mut Draft<'_>,
    field: &Field<'_>,
    value: &str,
    mark: &str,
) -> bool {
    match mark {
        "pmid" => match ids::pmid(value) {
            Some(pmid) => draft.pmid(field, pmid),
            None => return false,
        },
        "pmcid" => match ids::pmcid(value) {
            Some(pmcid) => draft.pmcid(field, pmcid),
            None => return false,
        },
        "doi" => match ids::doi(value) {
            Some(doi) => draft.doi(field, doi),
            None => return false,
        },
        "pii" => draft.other_id("pii", value),
        "mid" => draft.other_id("mid", value),
        _ => return false,
    }
    true
}

/// A label of the record; a second one of the same name gets a number.
pub(in crate::formats) fn label(draft: &mut Draft<'_>, name: &str, value: String) {
    let labels = &mut draft.record.labels;
    if labels.get(name).is_some_and(|known| *known == value) {
        return;
    }
    // The number follows from how many there are, so thousands of notes cost no more than one each.
    let key = match labels.contains_key(name) {
        true => format!("{name} {}", labels.len() + 1),
        false => name.to_owned(),
    };
    labels.insert(key, value);
}

fn is_screening(word: &str) -> bool {
    word.get(..9).is_some_and(|head| head.eq_ignore_ascii_case("asreview_"))
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// `ASReview_relevant` and its like as a decision; other words of ASReview as a label that is set.
fn screening(draft: &mut Draft<'_>, word: &str) {
    let lower = word.to_ascii_lowercase();
    match lower.strip_prefix("asreview_") {
        Some(decision @ ("relevant" | "irrelevant" | "not_seen")) => {
            label(draft, "asreview", decision.to_owned());
        }
        Some(_) => label(draft, &lower, "yes".to_owned()),
        None => {}
    }
}

fn is_part(text: &str) -> bool {
    PARTS.iter().any(|part| {
        let rest = text.strip_prefix(part).map(|rest| rest.trim_start_matches([' ', '\u{a0}']));
        rest.is_some_and(|rest| {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(':') || part.starts_with("Times Cited") && rest.starts_with("in ")
        })
    })
}

/// The parts of a note of Scopus: "Export Date: …; Cited By: 6; Funding details: …".
fn parts(draft: &mut Draft<'_>, field: &Field<'_>, text: &str) {
    let mut open = String::new();
    let mut add = |piece: &str, sign: &str, open: &mut String| {
        if is_part(piece) && !open.is_empty() {
            part(draft, field, &std::mem::take(open));
        }
        if !open.is_empty() {
            open.push_str(sign);
        }
        open.push_str(piece);
    };
    for line in text.lines() {
        for (at, piece) in line.split("; ").enumerate() {
            add(&fold_blanks(piece), if at == 0 { " " } else { "; " }, &mut open);
        }
    }
    part(draft, field, &open);
}

fn part(draft: &mut Draft<'_>, field: &Field<'_>, text: &str) {
    let text = text.trim().trim_end_matches(';');
    match text.split_once(':').map(|(name, value)| (name.trim(), value.trim())) {
        Some(("Funding details", value)) if !value.is_empty() => {
            draft.record.grants.push(grant(value));
        }
        Some(("PubMed ID", value)) if ids::pmid(value).is_some() => {
            if let Some(pmid) = ids::pmid(value) {
                draft.pmid(field, pmid);
            }
        }
        Some(("CODEN", value)) => draft.other_id("coden", value),
        _ => draft.extra(&field.name(), text.to_owned()),
    }
}

/// "Agency of Tea, AOT, 123": agency, acronym and number, as Scopus writes them.
pub(in crate::formats) fn grant(text: &str) -> Grant {
    let parts: Vec<&str> = text.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    let number = |part: &str| part.chars().any(|c| c.is_ascii_digit());
    let acronym = |part: &str| {
        part.chars().count() <= 12
            && !part.contains(' ')
            && part.chars().filter(|c| c.is_uppercase()).count() > 1
    };
    let mut grant = Grant::default();
    let ids = parts.iter().rev().take_while(|part| number(part)).count();
    let (names, ids) = parts.split_at(parts.len().saturating_sub(ids));
    let (names, short) = match names {
        [head @ .., last] if !head.is_empty() && acronym(last) => (head, Some(*last)),
        names => (names, None),
    };
    grant.agency = Some(names.join(", ")).filter(|name| !name.is_empty());
    grant.acronym = short.map(fold_blanks);
    grant.id = Some(ids.join(", ")).filter(|id| !id.is_empty());
    grant
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grants_as_scopus_writes_them() {
        let shown = |text: &str| {
            let g = grant(text);
            [g.agency, g.acronym, g.id].map(Option::unwrap_or_default).join("|")
        };
        assert_eq!(shown("Agency of Tea, AOT, 123, T-45"), "Agency of Tea|AOT|123, T-45");
        assert_eq!(shown("Agency of Tea"), "Agency of Tea||");
        assert_eq!(shown("Ministry of Tea, Cups and Pots"), "Ministry of Tea, Cups and Pots||");
    }
}
