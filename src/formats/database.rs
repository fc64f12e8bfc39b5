//! The database that a file's records come from.
//!
//! In: a file's format and text. Out: the database's name, where its format has only one source or nine of ten records name
//! the same. Never: what the TOML beside a file says, which rules where it speaks; a guess.

use super::Format;
use crate::text::blanks::fold_blanks;
use std::collections::BTreeMap;

/// What a row of the formats says of the database behind a file.
#[derive(Clone, Copy, Debug)]
pub enum Database {
    /// Only one database writes the format.
    Of(&'static str),
    /// A line of a record may name it.
    Named(fn(line: &str) -> Option<&str>),
    /// The format does not say.
    Unsaid,
}

/// Names that mean one database, in any case, with the name that readers know.
const SPELLED: &[(&str, &str)] = &[
    ("Embase", "Embase"),
    ("MEDLINE", "MEDLINE"),
    ("NLM", "PubMed"),
    ("PMC", "PubMed Central"),
    ("PubMed", "PubMed"),
    ("Scopus", "Scopus"),
    ("Web of Science", "Web of Science"),
    ("WoS", "Web of Science"),
];

/// What reference managers write there and no database is: where they looked an identifier up, or themselves.
const NO_DATABASE: &[&str] = &["doi.org", "crossref", "datacite", "zotero", "mendeley", "endnote"];

/// The database of a file with so many records; nothing where its records name none, or several.
pub(super) fn of(format: &Format, text: &str, records: usize) -> Option<String> {
    let line_names = match format.database {
        Database::Of(name) => return Some(name.to_owned()),
        Database::Named(names) => names,
        Database::Unsaid => return None,
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in text.split('\n').filter_map(line_names).filter_map(known) {
        *counts.entry(name).or_default() += 1;
    }
    let (name, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count * 10 >= records * 9).then_some(name)
}

/// A name as readers know it; nothing where it names no database.
fn known(typed: &str) -> Option<String> {
    let name = fold_blanks(typed);
    let folded = name.to_lowercase();
    let is_none = NO_DATABASE.iter().any(|none| folded.starts_with(none));
    if is_none || !name.chars().any(char::is_alphabetic) {
        return None;
    }
    let spelled = SPELLED.iter().find(|(spelled, _)| spelled.eq_ignore_ascii_case(&name));
    Some(spelled.map_or(name, |(_, name)| (*name).to_owned()))
}

/// RIS: `DB  - Scopus`; Web of Science numbers its records itself.
pub(super) fn of_ris(line: &str) -> Option<&str> {
    let (tag, value) = (line.get(..2)?, line.get(2..)?);
    let value = value.trim_start().strip_prefix('-')?.trim();
    match tag {
        "DB" => Some(value),
        "AN" if value.starts_with("WOS:") => Some("Web of Science"),
        _ => None,
    }
}

/// BibTeX: `source = {Scopus},`; a key of Web of Science's is `WOS:` and a number.
pub(super) fn of_bibtex(line: &str) -> Option<&str> {
    let line = line.trim();
    if let Some((_, key)) = line.strip_prefix('@').and_then(|entry| entry.split_once('{')) {
        return key.trim_start().starts_with("WOS:").then_some("Web of Science");
    }
    let (key, value) = line.split_once('=')?;
    let is_source = ["source", "database"].iter().any(|k| key.trim().eq_ignore_ascii_case(k));
    is_source.then(|| value.trim_matches([' ', ',', '{', '}', '"']))
}

/// CSL-JSON: `"source": "PubMed"`.
pub(super) fn of_csl(line: &str) -> Option<&str> {
    let value = line.trim().strip_prefix("\"source\"")?.trim_start().strip_prefix(':')?.trim();
    value.trim_end_matches(',').trim().strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::FORMATS;

    fn named(format: &str, text: &str, records: usize) -> Option<String> {
        of(FORMATS.iter().find(|known| known.id == format).unwrap(), text, records)
    }

    #[test]
    fn a_file_has_the_database_that_its_records_name() {
        for (format, text, records, expected) in [
            ("medline", "", 1, Some("PubMed")),
            ("wos-plaintext", "", 1, Some("Web of Science")),
            ("ris", "TY  - JOUR\nDB  - Scopus\nER  -\n", 1, Some("Scopus")),
            ("ris", "TY  - JOUR\nDB  - Medline\nER  -\n", 1, Some("MEDLINE")),
            ("ris", "TY  - JOUR\nAN  - WOS:000123\nER  -\n", 1, Some("Web of Science")),
            // One of two records, two names, a resolver, a number.
            ("ris", "DB  - Scopus\n", 2, None),
            ("ris", "DB  - Scopus\nDB  - Embase\n", 2, None),
            ("ris", "DB  - DOI.org (Crossref)\n", 1, None),
            ("ris", "DB  - 3\n", 1, None),
            ("bibtex", "@article{x,\n  source = {Scopus},\n}", 1, Some("Scopus")),
            ("bibtex", "@article{ WOS:000123,\n}", 1, Some("Web of Science")),
            ("csl-json", "  \"source\": \"PubMed\",\n", 1, Some("PubMed")),
            ("jsonl", "{}", 1, None),
        ] {
            assert_eq!(named(format, text, records).as_deref(), expected, "{format} {text}");
        }
    }
}
