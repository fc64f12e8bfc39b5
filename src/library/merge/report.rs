//! What is said of the values that a merged record does not take.
//!
//! In: the differences found. Out: a warning for each that a reader would notice (title, year, an identifier), and one
//! note for each source with all its lesser ones. Each names both places. Never: a value changed.

use crate::diag::{Diagnostic, Place, codes};
use crate::library::alike::title_letters;
use crate::library::identity::cut;
use crate::record::{Origin, Record};

/// What was said of one work.
pub(in crate::library) type Said = Vec<Told>;

/// One thing that was said of a work.
#[derive(Clone, Debug)]
pub(in crate::library) struct Told {
    /// The key of the record that a reader would notice to be different; none for lesser ones.
    pub(in crate::library) key: Option<&'static str>,
    pub(in crate::library) said: Diagnostic,
}

/// A value that was not taken and says something else.
#[derive(Clone, Debug)]
pub(super) struct Difference {
    pub(super) key: &'static str,
    /// The source that has it.
    pub(super) source: usize,
    /// The source of the value that was taken.
    pub(super) by: usize,
    pub(super) kept: String,
    pub(super) other: String,
}

/// Says all differences of one work; `sources` are the origins of each source in the order of trust.
pub(super) fn report(into: &Record, sources: &[Vec<Origin>], differences: Vec<Difference>) -> Said {
    let mut said = Vec::new();
    let mut lesser: Vec<Difference> = Vec::new();
    let mut told: Vec<(&str, String)> = Vec::new();
    for difference in differences {
        let Some(field) = noticed(&difference) else {
            lesser.push(difference);
            continue;
        };
        let folded = (field, title_letters(&difference.other));
        // Three files of one mistake are told once.
        if told.contains(&folded) {
            continue;
        }
        told.push(folded);
        let key = Some(difference.key);
        said.push(Told { key, said: conflict(into, sources, field, &difference) });
    }
    for source in 0..sources.len() {
        let of_source: Vec<&Difference> = lesser.iter().filter(|d| d.source == source).collect();
        if let Some(first) = of_source.first() {
            let parts: Vec<String> = of_source
                .iter()
                .map(|d| {
                    let (kept, other) = apart(&d.kept, &d.other);
                    format!("{} “{kept}” and not “{other}”", d.key.replace('_', " "))
                })
                .collect();
            let message = format!("two sources of one article differ: {}", parts.join("; "));
            let note = Diagnostic::new(&codes::MERGED_DIFFERENCE, message)
                .done_at(
                    "kept the first of each; the source trusted more is",
                    place(sources, first.by),
                )
                .help("if the other is right, set it with [[correct]] in litdigest.toml")
                .key(into.key.to_string());
            said.push(Told { key: None, said: at(note, sources, source) });
        }
    }
    said
}

/// Characters of each of two values that are shown, and how many of those that they begin with alike.
const SHOWN: usize = 160;
const ALIKE: usize = 24;

/// Two values, each cut to what fits into a message; where they begin alike for long, the beginning is cut first.
fn apart(kept: &str, other: &str) -> (String, String) {
    let alike = kept.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let longest = kept.chars().count().max(other.chars().count());
    let from = if longest > SHOWN { alike.saturating_sub(ALIKE) } else { 0 };
    let shown = |text: &str| match text.char_indices().nth(from) {
        Some((at, _)) if from > 0 => {
            format!("…{}", cut(text.get(at..).unwrap_or_default().trim_start(), SHOWN))
        }
        _ => cut(text, SHOWN),
    };
    (shown(kept), shown(other))
}

/// The name of a field in which a difference changes what article it seems to be.
fn noticed(difference: &Difference) -> Option<&'static str> {
    match difference.key {
        "title" => Some("title"),
        "doi" => Some("DOI"),
        "pmid" => Some("PMID"),
        "pmcid" => Some("PMCID"),
        "published" if difference.kept.get(..4) != difference.other.get(..4) => Some("year"),
        _ => None,
    }
}

fn conflict(
    into: &Record,
    sources: &[Vec<Origin>],
    field: &str,
    difference: &Difference,
) -> Diagnostic {
    let (kept, other) = (&difference.kept, &difference.other);
    let found = Diagnostic::new(
        &codes::MERGED_CONFLICT,
        format!("two sources of one article differ in their {field}: “{kept}” and “{other}”"),
    )
    .done_at(&format!("kept the {field} of"), place(sources, difference.by))
    .help(
        "if the other is right, set it with [[correct]] in litdigest.toml; if they are two works, \
         part them with [[different]]",
    )
    .key(into.key.to_string());
    at(found, sources, difference.source)
}

fn at(said: Diagnostic, sources: &[Vec<Origin>], source: usize) -> Diagnostic {
    match place(sources, source) {
        Some(place) => said.at(place),
        None => said,
    }
}

/// Where a source begins.
fn place(sources: &[Vec<Origin>], source: usize) -> Option<Place> {
    let origin = sources.get(source)?.first()?;
    Some(Place::line(&origin.file, origin.line, "", 1, 1).through(origin.end_line, 1))
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn two_values_are_shown_where_they_differ() {
        let long = "Department of Invented Studies, ".repeat(10);
        let (kept, other) = apart(&format!("{long}Port Fable"), &format!("{long}Utopia"));
        assert_eq!(kept, "…nt of Invented Studies, Port Fable");
        assert_eq!(other, "…nt of Invented Studies, Utopia");
        assert_eq!(apart("12", "13"), ("12".to_owned(), "13".to_owned()));
        let (kept, other) = apart(&"a".repeat(500), &"b".repeat(500));
        assert_eq!((kept.chars().count(), other.chars().count()), (161, 161));
        let (kept, other) = apart(&"a".repeat(300), "a");
        assert!(kept.starts_with('a') && other == "a");
    }
}
