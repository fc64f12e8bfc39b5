//! Affiliations, and the authors whom they and their ORCIDs belong to.
//!
//! In: the fields that hold them. Out: the record's affiliations, tied to authors where the dialect says so: the Web of
//! Science puts names before each, Scopus lists them alone. Never: a tie that the source does not state.

use super::record::{Facts, Given};
use crate::formats::ris::draft::Draft;
use crate::formats::ris::{names, places};
use crate::formats::wos_plaintext as wos;
use crate::text::blanks::fold_blanks;

/// Fields that wait until all authors are known.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// The Web of Science's lines, with the name of their field.
    named: Vec<String>,
    /// Lists without names.
    lists: Vec<(String, String)>,
    /// Names with ORCIDs.
    orcids: Vec<(String, String)>,
}

impl Places {
    /// Takes a field, if it is one of these.
    pub(super) fn take(&mut self, draft: &mut Draft<'_>, facts: Facts, given: &Given<'_>) -> bool {
        match given.name {
            "affiliation" if facts.wos => self.named.extend(lines(&given.prose())),
            "affiliations" | "author_affiliations" => {
                self.lists.push((given.name.to_owned(), given.plain()));
            }
            "affiliation" | "author-affiliation" | "author_affiliation" => {
                draft.affiliation(&given.prose());
            }
            "orcid-numbers" => {
                let list = pairs(&given.prose());
                self.orcids.extend(wos::pairs(&list));
            }
            _ => return false,
        }
        true
    }

    /// Ties the affiliations to their authors.
    pub(super) fn settle(&mut self, draft: &mut Draft<'_>) {
        if self.named.is_empty() && self.lists.is_empty() {
            return;
        }
        let known = match self.named.is_empty() {
            true => places::Names::default(),
            false => places::Names::of(&draft.record.authors),
        };
        let is_author =
            |name: &str| names::person(name).is_some_and(|person| !known.find(&person).is_empty());
        let mut reprint = Vec::new();
        let mut stated = false;
        for line in std::mem::take(&mut self.named) {
            if corresponding(&line).is_some() {
                reprint.push(line);
                continue;
            }
            stated = true;
            match parted(&line, &is_author) {
                Some(line) if draft.stated(&line, '[', ']') => {}
                _ => {
                    draft.affiliation(&line);
                }
            }
        }
        for line in reprint {
            // The address for correspondence is one of the affiliations; where it is the only one, it is that.
            let bare = corresponding(&line).filter(|_| !stated);
            if let Some(bare) = bare.and_then(|bare| parted(&bare, &is_author)) {
                draft.stated(&bare, '[', ']');
            }
            draft.extra("affiliation", line);
        }
        for (name, list) in std::mem::take(&mut self.lists) {
            // The Web of Science lists the institutions' preferred names beside the affiliations.
            if stated {
                draft.extra(&name, list);
            } else {
                for place in list.split("; ") {
                    draft.affiliation(place);
                }
            }
        }
    }

    /// Gives the ORCIDs to their authors.
    pub(super) fn orcids(&mut self, draft: &mut Draft<'_>) {
        if !self.orcids.is_empty() {
            wos::orcids(draft, std::mem::take(&mut self.orcids), "orcid-numbers");
        }
    }
}

fn lines(text: &str) -> Vec<String> {
    text.split('\n').map(fold_blanks).filter(|line| !line.is_empty()).collect()
}

/// A line without the words that mark the address for correspondence; nothing where it has none.
fn corresponding(line: &str) -> Option<String> {
    let marks = [" (Corresponding Author)", " (Reprint Author)", " (corresponding author)"];
    let mark = marks.into_iter().find(|mark| line.contains(mark))?;
    Some(line.replacen(mark, "", 1))
}

/// "Doe, Jane; Roe, Rob, Univ Fable, Port." as "[Doe, Jane; Roe, Rob] Univ Fable, Port.", when these are authors.
fn parted(line: &str, is_author: &impl Fn(&str) -> bool) -> Option<String> {
    let (before, last) = match line.rsplit_once("; ") {
        Some((before, last)) => (Some(before), last),
        None => (None, line),
    };
    // A semicolon may stand in an address, too; then the names end before it.
    if before.is_some_and(|before| !before.split("; ").all(is_author)) {
        let found = whole_line(line, is_author);
        return found.or_else(|| {
            let (name, place) = name_and_place(line, is_author)?;
            Some(format!("[{name}] {place}"))
        });
    }
    let (name, place) = name_and_place(last, is_author)?;
    let names = before.map_or_else(|| name.to_owned(), |before| format!("{before}; {name}"));
    Some(format!("[{names}] {place}"))
}

fn whole_line(line: &str, is_author: &impl Fn(&str) -> bool) -> Option<String> {
    let (names, last) = line.split_once("; ").filter(|(first, _)| is_author(first))?;
    let mut names = vec![names];
    let mut rest = last;
    while let Some((next, tail)) = rest.split_once("; ").filter(|(next, _)| is_author(next)) {
        names.push(next);
        rest = tail;
    }
    let (name, place) = name_and_place(rest, is_author)?;
    names.push(name);
    Some(format!("[{}] {place}", names.join("; ")))
}

/// A name of one or two parts, and what follows it.
fn name_and_place<'a>(
    text: &'a str,
    is_author: &impl Fn(&str) -> bool,
) -> Option<(&'a str, &'a str)> {
    let commas: Vec<usize> = text.match_indices(", ").map(|(at, _)| at).take(3).collect();
    // "Doe, Jane", a group's name, "Doe, Jane, Jr".
    for index in [1, 0, 2] {
        let Some(at) = commas.get(index) else { continue };
        let name = text.get(..*at).unwrap_or_default();
        if is_author(name) {
            return Some((name, text.get(at + 2..).unwrap_or_default()));
        }
    }
    None
}

/// Names with ORCIDs, one a line, as a list with semicolons; a wrapped line has no slash.
fn pairs(text: &str) -> String {
    let mut out = String::new();
    for line in lines(text) {
        if out.ends_with(|c: char| c.is_ascii_digit() || c == 'X') && out.contains('/') {
            out.push(';');
        } else if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_before_places() {
        let is_author = |name: &str| ["Doe, Jane", "Roe, R", "Tea Board"].contains(&name);
        let cases = [
            ("Doe, Jane, Univ Fable, Port.", Some("[Doe, Jane] Univ Fable, Port.")),
            ("Doe, Jane; Roe, R, Univ Fable.", Some("[Doe, Jane; Roe, R] Univ Fable.")),
            ("Tea Board, Cup Inst, Isle.", Some("[Tea Board] Cup Inst, Isle.")),
            ("Doe, Jane, A Inst; B Inst, Isle.", Some("[Doe, Jane] A Inst; B Inst, Isle.")),
            (
                "Doe, Jane; Roe, R, A Inst; B Inst, C.",
                Some("[Doe, Jane; Roe, R] A Inst; B Inst, C."),
            ),
            ("Univ Fable, Port.", None),
        ];
        for (line, expected) in cases {
            assert_eq!(parted(line, &is_author).as_deref(), expected, "{line}");
        }
        assert_eq!(pairs("A, B/0000-1\n C, D\n E/0000-2"), "A, B/0000-1;C, D E/0000-2");
    }
}
