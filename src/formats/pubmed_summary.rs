//! PubMed's "Summary (text)": `1: Doe J, Roe R. Title. J Example. 2021;1(2):3-4. doi: 10.1/x. PMID: 1; PMCID: PMC2.`
//!
//! In: a file's decoded text. Out: a [`Reading`]. A number with a colon at a paragraph's start begins an entry; its lines
//! are wrapped at blanks and behind hyphens. The format is partial: no abstract, no affiliations, no headings.

use super::messages::Room;
use super::outcome::{Outcome, read_all};
use super::pubmed_text::people;
use super::ris::draft::Draft;
use super::ris::ids;
use super::ris::record::{finish, nameless, stray};
use super::{DecodedText, Partial, Reading, citation};
use crate::diag::{Diagnostic, Place, codes};
use crate::text::blanks::fold_blanks;
use std::ops::Range;
use std::sync::Arc;

/// The identifier of the format.
pub(super) const ID: &str = "pubmed-summary";

/// What it lacks.
pub(super) static PARTIAL: Partial = Partial {
    called: "PubMed's summary text",
    lacks: Some("no abstracts, for one"),
    help: "save the same search from PubMed in the format Abstract (text) as well; the two are merged",
};

/// How surely a file begins as this format: an entry whose own paragraph ends with its identifiers. In abstract text a
/// paragraph of their own holds them.
pub(super) fn detect(head: &str) -> u8 {
    let mut found = 0;
    for paragraph in head.split("\n\n") {
        let text = paragraph.trim();
        if number(text).is_some() && identifiers(&joined(text)).is_some() {
            found += 1;
        }
        if found == 2 {
            return 88;
        }
    }
    if found == 1 { 80 } else { 0 }
}

/// An entry, or lines before the first.
struct Slice {
    range: Range<usize>,
    first_line: usize,
    entry: bool,
}

/// Where the pieces of a text begin, for decoding them one by one.
pub(super) fn cut(text: &str) -> Vec<usize> {
    slices(text).into_iter().map(|slice| slice.range.start).collect()
}

/// Reads a file's text.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let slices = slices(text.text);
    read_all(&slices, |slice, room| read_slice(text.file, text.text, slice, room))
}

fn slices(text: &str) -> Vec<Slice> {
    let mut slices: Vec<Slice> = Vec::new();
    let mut open: Option<Slice> = None;
    let (mut start, mut line) = (0, 1);
    let mut apart = true;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let length = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let content = rest.get(..length).unwrap_or_default();
        let next = (start + length + 1).min(text.len());
        let blank = content.trim().is_empty();
        let begins = apart && number(content).is_some();
        if begins || open.is_none() && !blank {
            slices.extend(open.take());
            open = Some(Slice { range: start..next, first_line: line, entry: begins });
        }
        if let Some(slice) = open.as_mut().filter(|_| !blank) {
            slice.range.end = next;
        }
        // Some files have no blank line between entries.
        apart = blank
            || content.trim_end().ends_with(|c: char| c == '.' || c.is_ascii_digit())
                && identifiers(content).is_some();
        start = next;
        line += 1;
    }
    slices.extend(open);
    slices
}

/// The number of an entry and how many bytes it has with its colon and blank.
fn number(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    ((1..=7).contains(&digits) && rest.starts_with(": ")).then_some(digits + 2)
}

/// The lines of an entry as one. A line that ends with a hyphen inside a word goes on without a blank.
fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        let word = line.split(' ').next().unwrap_or_default();
        let list = matches!(word, "and" | "or" | "to" | "und" | "et" | "y" | "e");
        let hyphen = out.ends_with('-') && !out.ends_with(" -") && !list;
        if !out.is_empty() && !hyphen {
            out.push(' ');
        }
        out.push_str(line);
    }
    fold_blanks(&out)
}

/// Where the identifiers at an entry's end begin: `PMID: 1; PMCID: PMC2.`
fn identifiers(text: &str) -> Option<usize> {
    let at = text.rfind("PMID: ")?;
    let tail = text.get(at + 6..)?;
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && tail.len() < 80).then_some(at)
}

fn read_slice(file: &Arc<str>, text: &str, slice: &Slice, room: Room) -> Outcome {
    let piece = text.get(slice.range.clone()).unwrap_or_default();
    if !slice.entry {
        return stray(file, piece, slice.first_line, room);
    }
    let filled = piece.split('\n').filter(|line| !line.trim().is_empty()).count();
    let whole = joined(piece);
    let body = number(&whole).and_then(|at| whole.get(at..)).unwrap_or_default();
    if body.trim().is_empty() {
        return nameless(file, piece, slice.first_line, room);
    }
    let mut draft = Draft::new(file);
    let (body, tail) = body.split_at(identifiers(body).unwrap_or(body.len()));
    let odd = !read_body(&mut draft, body.trim());
    read_identifiers(&mut draft, tail);
    if odd {
        let first = piece.split('\n').next().unwrap_or_default();
        let end = 1 + first.chars().count();
        let what = "the entry has no journal with a date behind it";
        let said = Diagnostic::new(&codes::BAD_CITATION, what)
            .at(Place::line(file, slice.first_line, first, 1, end))
            .done("took its text as the title");
        draft.said.push(said);
    }
    finish(ID, piece, slice.first_line, filled, draft, room)
}

/// Authors, title and citation; `false` when they could not be told apart.
fn read_body(draft: &mut Draft<'_>, text: &str) -> bool {
    let Some(stop) = citation::stop(text) else {
        title(draft, text);
        return text.is_empty();
    };
    let (head, rest) = text.split_at(stop + 1);
    let cited =
        if citation::chapter(rest.trim_start()).is_some() { stop + 1 } else { journal_start(head) };
    let (head, cited) = text.split_at(cited);
    if !citation::fill(draft, cited.trim_start()) {
        title(draft, text);
        return false;
    }
    let head = head.trim();
    match authors_end(head) {
        Some(end) => {
            let (authors, rest) = head.split_at(end);
            let people = people::parse(authors);
            if people.and_others {
                draft.extra("authors", "et al.".to_owned());
            }
            draft.record.authors = people.list;
            title(draft, rest);
        }
        None => title(draft, head),
    }
    true
}

/// Where the journal begins in "Authors. Title. Journal.": behind the last end of a sentence.
fn journal_start(head: &str) -> usize {
    let bare = head.strip_suffix('.').unwrap_or(head);
    let ends = |at: &usize| {
        let before = bare.get(..*at).unwrap_or_default();
        let before = before.trim_end_matches(['"', '\'', ')', ']', '\u{201d}', '\u{2019}']);
        before.ends_with(['.', '?', '!'])
    };
    memchr::memrchr_iter(b' ', bare.as_bytes()).find(ends).map_or(0, |at| at + 1)
}

/// Where the list of authors ends, when the first sentence is one and a title stands behind it.
fn authors_end(head: &str) -> Option<usize> {
    let end = head.find(". ").map(|at| at + 1)?;
    let first = head.get(..end)?;
    let people = people::parse(first);
    let list = people.list.first()?;
    let person =
        list.initials.is_some() && list.family.as_ref().is_some_and(|name| name.len() < 60);
    let group = list.collective.is_some() && people.list.len() > 1 && first.contains(';')
        || list.collective.is_some()
            && people.list.iter().skip(1).any(|one| one.initials.is_some());
    (person || group || list.collective.is_some() && first.len() < 200 && first.ends_with("Group."))
        .then_some(end)
}

fn title(draft: &mut Draft<'_>, text: &str) {
    let text = fold_blanks(text);
    let bare = text.trim_end_matches('.');
    draft.record.title_translated = bare.starts_with('[') && bare.ends_with(']');
    if text == "[No authors listed]" || text.is_empty() {
        return;
    }
    draft.record.title = text;
}

fn read_identifiers(draft: &mut Draft<'_>, text: &str) {
    for part in text.split(';').map(|part| part.trim().trim_end_matches('.')) {
        match part.split_once(": ") {
            Some(("PMID", value)) if ids::pmid(value).is_some() => {
                draft.record.pmid = ids::pmid(value);
            }
            Some(("PMCID", value)) if ids::pmcid(value).is_some() => {
                draft.record.pmcid = ids::pmcid(value);
            }
            _ => draft.extra("identifiers", fold_blanks(part)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_joined_at_blanks_and_hyphens() {
        for (text, expected) in [
            ("a tea\nand cup", "a tea and cup"),
            ("a meta-\nanalysis", "a meta-analysis"),
            ("short-\nand long-term", "short- and long-term"),
            ("cups -\nmany", "cups - many"),
        ] {
            assert_eq!(joined(text), expected);
        }
    }

    #[test]
    fn the_parts_of_an_entry() {
        let arc = Arc::from("x");
        let cases = [
            ("Doe J, Roe RA. A title? J Tea. 2021;1:2.", "2|A title?|J Tea"),
            ("A title without authors. J Tea. 2021;1:2.", "0|A title without authors.|J Tea"),
            ("Vitamin D. J Tea. 2021;1:2.", "0|Vitamin D.|J Tea"),
            (
                "Doe J. Tea in \"Cups.\" J Tea (Port). 2021 Jan-Feb;1:2.",
                "1|Tea in \"Cups.\"|J Tea (Port)",
            ),
            (
                "Doe J. Review of tea. 2020 update. J Tea. 2021;1:2.",
                "1|Review of tea. 2020 update.|J Tea",
            ),
            ("Doe J; Tea Study Group. A title. J Tea. 2021;1:2.", "2|A title.|J Tea"),
            ("Doe J. Tea. 2020 May 20. In: Tea Pages [Internet]. Port: Press; 2020–.", "1|Tea.|"),
        ];
        for (text, expected) in cases {
            let mut draft = Draft::new(&arc);
            assert!(read_body(&mut draft, text), "{text}");
            let record = draft.record;
            let journal =
                record.journal.and_then(|journal| journal.abbreviation).unwrap_or_default();
            assert_eq!(
                format!("{}|{}|{journal}", record.authors.len(), record.title),
                expected,
                "{text}"
            );
        }
    }
}
