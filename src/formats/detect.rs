//! Tells the formats apart by what the beginning of a file holds, never by its name.
//!
//! In: the beginning of a file's text. Out: how surely it is a format, 0 to 100. Never: reading records.

use super::decode::holds;
use crate::record::{Record, RecordError};

/// PubMed's MEDLINE format, `.nbib` files: `PMID- 123`, `TI  - …`.
pub(super) fn medline(head: &str) -> u8 {
    let tag = |line: &str| {
        let bytes = line.as_bytes();
        let name = bytes.get(..4).unwrap_or_default();
        let letters = name.iter().take_while(|byte| byte.is_ascii_uppercase()).count();
        let padded = name.iter().skip(letters).all(|byte| *byte == b' ');
        letters >= 2 && padded && bytes.get(4) == Some(&b'-')
    };
    let tags = head.lines().filter(|line| tag(line)).take(20).count();
    let has = |tag: &str| head.lines().any(|line| line.starts_with(tag));
    if has("PMID- ") {
        return 95;
    }
    // A record cut short may have lost its number; only this format has these tags.
    if tags >= 3 && (has("STAT- ") || has("OWN - ") || has("DCOM- ") || has("FAU - ")) {
        85
    } else {
        0
    }
}

/// BibTeX and BibLaTeX: an entry at a line's start.
pub(super) fn bibtex(head: &str) -> u8 {
    let entry = |line: &str| {
        let Some(rest) = line.trim_start().strip_prefix('@') else { return false };
        let name = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
        name.len() < rest.len() && name.trim_start().starts_with(['{', '('])
    };
    if head.lines().any(entry) { 85 } else { 0 }
}

/// CSL-JSON: a list of items, one item, or an object that holds a list.
pub(super) fn csl_json(head: &str) -> u8 {
    let text = head.trim_start();
    let first = text.trim_start_matches(['[', '{', ' ', '\n', '\t']);
    // A list of this program's own records is not CSL.
    if !text.starts_with(['[', '{'])
        || ["\"schema\":", "\"key\":"].iter().any(|start| first.starts_with(start))
    {
        return 0;
    }
    let item = holds(head, "\"type\"") || holds(head, "\"itemType\"");
    let known = ["\"title\"", "\"issued\"", "\"DOI\"", "\"container-title\"", "\"author\""];
    let fields = known.iter().filter(|field| holds(head, field)).count();
    if fields > 0 && (item || fields > 1) { 80 } else { 0 }
}

/// litdigest's own JSON lines: what it writes, or lines that others have made and that are records.
pub(super) fn jsonl(head: &str) -> u8 {
    let first = head.trim_start().lines().next().unwrap_or_default();
    let known = ["{\"schema\":", "{\"key\":"].iter().any(|start| first.starts_with(start))
        && (holds(first, "\"title\":") || holds(first, "\"source\":"));
    let record = || match Record::from_json(first) {
        Ok(record) => record.can_be_cited(),
        Err(error) => matches!(error, RecordError::Newer(_)),
    };
    if known || first.starts_with('{') && record() { 95 } else { 0 }
}

/// A web page.
pub(super) fn html(head: &str) -> u8 {
    let start = head.trim_start();
    let start: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    let page = start.starts_with("<!doctype html") || start.starts_with("<html");
    let inside = start.starts_with('<') && (start.contains("<head") || start.contains("<html"));
    if page || inside { 98 } else { 0 }
}
