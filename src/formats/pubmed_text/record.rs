//! Makes a record of one slice.
//!
//! In: a slice. Out: [`Outcome`]: a record or a rejection, diagnostics, and an account of the slice's lines. Steps: 1. the
//! slice is laid out in paragraphs; 2. head, title, language line and authors are read by position; 3. the sections
//! behind them by their marks; 4. what no field took is reported. Never: other slices, merging.

use super::abstracts::{self, Part};
use super::affiliations::{self, Block};
use super::ids::{Ids, iso_date};
use super::people::People;
use super::sheet::{Paragraph, Sheet, split_ids};
use super::slice::{Kind, STATEMENT, Slice, is_id_line};
use super::{authors, book, citation, corrections, head, languages, shape};
use crate::diag::{Code, Diagnostic, codes};
use crate::formats::ReportedLine;
use crate::record::{AbstractKind, Doi, Extra, Origin, OtherId, Pmcid, Pmid, Record, Status};
use crate::text::blanks::fold_blanks;
use std::sync::Arc;

/// What became of a slice.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) record: Option<Record>,
    /// The slice was a record and could not be read.
    pub(super) rejected: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) lines_in_fields: usize,
    pub(super) reported: Vec<ReportedLine>,
    /// The number of the slice's first line when that line is in a field.
    pub(super) first_in_field: Option<usize>,
    /// The number of the slice's last line when that line is in a field.
    pub(super) last_in_field: Option<usize>,
}

/// A record while it is read.
pub(super) struct Draft<'a> {
    pub(super) sheet: Sheet<'a>,
    pub(super) record: Record,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The paragraph that comes next.
    pub(super) next: usize,
    /// The lines of the author list, for what is said about it.
    pub(super) author_lines: Paragraph,
    /// The languages in which the publisher has abstracts.
    pub(super) abstract_languages: Vec<&'static str>,
    /// The same as printed.
    pub(super) abstracts_printed: String,
}

/// Reads a slice.
pub(super) fn read(file: &Arc<str>, text: &str, slice: &Slice) -> Outcome {
    let mut sheet = Sheet::new(file, text, slice);
    if slice.kind == Kind::Stray {
        return stray(&sheet);
    }
    split_ids(&mut sheet);
    let mut draft = Draft {
        sheet,
        record: Record::default(),
        diagnostics: Vec::new(),
        next: 0,
        author_lines: 0..0,
        abstract_languages: Vec::new(),
        abstracts_printed: String::new(),
    };
    match slice.kind {
        Kind::Headless => draft.headless(),
        _ => head::read(&mut draft),
    }
    draft.sections();
    draft.finish(file)
}

/// Lines outside any record: each run of them is noted once.
fn stray(sheet: &Sheet<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for run in sheet.left_over() {
        report(&mut outcome.reported, sheet, &run, &codes::STRAY_LINE);
        let (words, it) =
            if run.len() == 1 { ("a line stands", "it") } else { ("some lines stand", "them") };
        let said = Diagnostic::new(&codes::STRAY_LINE, format!("{words} outside any record"))
            .at(sheet.place(run))
            .done(format!("left {it} out; a download script's banner looks like this"));
        outcome.diagnostics.push(said);
    }
    outcome
}

fn report(out: &mut Vec<ReportedLine>, sheet: &Sheet<'_>, lines: &Paragraph, code: &'static Code) {
    out.extend(
        lines.clone().map(|index| ReportedLine { line: sheet.number(index), code: code.id }),
    );
}

impl Draft<'_> {
    /// The next paragraph as one line of text.
    pub(super) fn joined(&self, lines: &Paragraph) -> String {
        fold_blanks(self.sheet.raw(lines.clone()))
    }

    /// The lines of the next paragraph.
    pub(super) fn upcoming(&self) -> Option<Paragraph> {
        self.sheet.paragraph(self.next)
    }

    /// Takes the next paragraph for a field.
    pub(super) fn accept(&mut self, lines: Paragraph) {
        self.sheet.take(lines);
        self.next += 1;
    }

    pub(super) fn say(
        &mut self,
        code: &'static Code,
        message: impl Into<String>,
        lines: Paragraph,
    ) {
        let place = self.sheet.place(lines);
        self.diagnostics.push(Diagnostic::new(code, message).at(place));
    }

    /// Whether a paragraph has a mark of its own, so that it is neither title nor authors.
    pub(super) fn is_marked(&self, lines: &Paragraph) -> bool {
        let line = self.sheet.line(lines.start);
        line.starts_with(affiliations::HEAD)
            || line.starts_with("Collaborators:")
            || line.starts_with(STATEMENT)
            || line.starts_with("Publisher: ")
            || is_id_line(line)
            || corrections::is_block(&self.sheet, lines)
    }

    /// The rest of a record whose beginning is missing: a title is told by the author list behind it.
    fn headless(&mut self) {
        let (Some(title), Some(people)) = (self.sheet.paragraph(0), self.sheet.paragraph(1)) else {
            return;
        };
        let fits = !self.is_marked(&title)
            && !self.is_marked(&people)
            && authors::surely_people(&self.joined(&people));
        if fits {
            self.record.title = self.joined(&title);
            self.accept(title);
            authors::read(self);
        }
        let first = self.sheet.paragraph(0).unwrap_or(0..0);
        self.say(&codes::TRUNCATED_RECORD, "the beginning of a record is missing", first);
    }

    fn sections(&mut self) {
        let mut block: Option<Block> = None;
        let mut plain: Vec<Paragraph> = Vec::new();
        let mut ids = Ids::default();
        let mut identified = None;
        while let Some(lines) = self.upcoming() {
            let line = self.sheet.line(lines.start);
            if identified.is_none() && is_id_line(line) {
                identified = Some(lines.clone());
                self.take_ids(&mut ids, lines);
            } else if line.starts_with(STATEMENT) && self.record.conflict_of_interest.is_none() {
                let text = self.sheet.raw(lines.clone()).strip_prefix(STATEMENT).unwrap_or("");
                self.record.conflict_of_interest =
                    Some(fold_blanks(text)).filter(|text| !text.is_empty());
                self.accept(lines);
            } else if identified.is_some() {
                // Nothing else follows the identifiers.
                self.next += 1;
            } else if line.starts_with("Collaborators:") && self.record.investigators.is_empty() {
                self.collaborators(lines);
            } else if line.starts_with(affiliations::HEAD) && block.is_none() {
                block = Some(self.affiliations(lines));
            } else if corrections::is_block(&self.sheet, &lines) {
                let related = corrections::parse(&self.sheet, lines.clone());
                self.record.related.extend(related);
                self.accept(lines);
            } else {
                plain.push(lines);
                self.next += 1;
            }
        }
        self.tie(block);
        self.abstracts(plain);
        self.identify(&ids, identified);
    }

    fn collaborators(&mut self, lines: Paragraph) {
        let text = self.joined(&lines);
        let people = super::people::parse(text.trim_start_matches("Collaborators:"));
        self.and_others(&people, "collaborators");
        self.record.investigators = people.list;
        self.accept(lines);
    }

    pub(super) fn and_others(&mut self, people: &People, tag: &str) {
        if people.and_others {
            self.record.extra.push(Extra { tag: tag.to_owned(), value: "et al.".to_owned() });
        }
    }

    fn affiliations(&mut self, lines: Paragraph) -> Block {
        let record = &self.record;
        let people = record.authors.iter().chain(&record.investigators).chain(&record.editors);
        let highest =
            people.flat_map(|person| &person.affiliations).copied().max().unwrap_or_default();
        let block = affiliations::parse(&self.sheet, lines.clone(), highest);
        self.accept(lines);
        block
    }

    /// Turns the numbers that people carry into places in the list of affiliations.
    fn tie(&mut self, block: Option<Block>) {
        let mut block = block.unwrap_or_default();
        let mut unknown = block.tie(&mut self.record.authors);
        unknown.extend(block.tie(&mut self.record.investigators));
        unknown.extend(block.tie(&mut self.record.editors));
        if !unknown.is_empty() {
            unknown.sort_unstable();
            unknown.dedup();
            let shown: Vec<String> = unknown.iter().take(5).map(|n| format!("({n})")).collect();
            let more = if unknown.len() > 5 { " and others" } else { "" };
            let message = format!(
                "the authors carry {}{more}, but no affiliation has this number",
                shown.join(", ")
            );
            let lines = self.author_lines.clone();
            let word = shown.first().cloned().unwrap_or_default();
            let place = self.sheet.place_of(lines, &word);
            let said = Diagnostic::new(&codes::UNKNOWN_AFFILIATION_NUMBER, message);
            self.diagnostics.push(said.at(place).done("left the number out"));
        }
        // The usual footnote says what the key `equal` of the marked authors says.
        let marked = self.record.authors.iter().any(|person| person.equal);
        for (mark, text) in std::mem::take(&mut block.footnotes) {
            let said =
                marked && mark == "(#)" && text.trim_end_matches('.') == "Contributed equally";
            if !said {
                self.record.extra.push(Extra { tag: mark, value: text });
            }
        }
        self.record.affiliations = block.texts;
    }

    /// Abstracts in order; the last paragraph may be the copyright line.
    fn abstracts(&mut self, mut plain: Vec<Paragraph>) {
        if let Some(last) = plain.last().cloned()
            && abstracts::is_copyright(self.sheet.raw(last.clone()), plain.len() == 1)
        {
            self.record.copyright = Some(self.joined(&last));
            self.sheet.take(last);
            plain.pop();
        }
        let mut main = false;
        for lines in plain {
            let raw = self.sheet.raw(lines.clone());
            if !raw.chars().any(char::is_alphanumeric) {
                // A lone stop says nothing; it is reported as a line in no field.
                continue;
            }
            let (skip, part) = self.part(raw, &mut main);
            abstracts::sections(&self.sheet, lines.clone(), skip, &part, &mut self.record.sections);
            self.sheet.take(lines);
        }
        if !self.abstract_languages.is_empty()
            && !self.record.sections.iter().any(|section| section.language.is_some())
        {
            let value = std::mem::take(&mut self.abstracts_printed);
            self.record.extra.push(Extra { tag: "abstract-available-in".to_owned(), value });
        }
    }

    /// What kind of abstract a paragraph is, and how long the words are that say so.
    fn part(&self, raw: &str, main: &mut bool) -> (usize, Part) {
        let [publisher, lay] = abstracts::PUBLISHER_AND_LAY;
        let language = match self.abstract_languages.as_slice() {
            [one] => Some((*one).to_owned()),
            _ => None,
        };
        if raw.get(..lay.len()).is_some_and(|head| head.eq_ignore_ascii_case(lay)) {
            let part = Part { kind: Some(AbstractKind::PlainLanguage), language: None };
            return (lay.len(), part);
        }
        if raw.starts_with(publisher) {
            return (publisher.len(), Part { kind: Some(AbstractKind::Other), language });
        }
        // An abstract in numbered paragraphs goes on with its next number.
        let goes_on = shape::number_prefix(raw).is_some_and(|(digits, _)| digits != "1");
        if !*main || goes_on {
            *main = true;
            return (0, Part::default());
        }
        (0, Part { kind: Some(AbstractKind::Other), language: None })
    }
}

impl<'a> Draft<'a> {
    fn take_ids(&mut self, ids: &mut Ids<'a>, lines: Paragraph) {
        for index in lines {
            if ids.take(self.sheet.line(index)) {
                self.sheet.take(index..index + 1);
            }
        }
        self.next += 1;
    }

    fn identify(&mut self, ids: &Ids<'a>, lines: Option<Paragraph>) {
        let lines = lines.unwrap_or(0..0);
        if let Some(text) = ids.doi {
            self.set_doi(text, &lines);
        }
        if let Some(text) = ids.pmcid {
            match Pmcid::new(text) {
                Ok(pmcid) => self.record.pmcid = Some(pmcid),
                Err(error) => self.bad_id("pmcid", text, &error.to_string(), &lines),
            }
        }
        if let Some(text) = ids.available {
            match iso_date(text) {
                Some(date) => self.record.pmc_available = Some(date),
                None => self.extra("pmcid-note", text),
            }
        }
        if let Some(text) = ids.pmid {
            match Pmid::new(text) {
                Ok(pmid) => self.record.pmid = Some(pmid),
                Err(error) => self.bad_id("pmid", text, &error.to_string(), &lines),
            }
        }
        if let Some(text) = ids.status {
            self.status(text);
        }
        if self.record.pmid.is_none() {
            self.without_pmid(ids);
        }
    }

    fn without_pmid(&mut self, ids: &Ids<'a>) {
        let last = self.sheet.paragraphs.last().cloned().unwrap_or(0..0);
        let end = last.end.saturating_sub(1)..last.end;
        let bare = *ids == Ids::default();
        let text = self.sheet.line(end.start);
        let ended = text.ends_with(['.', ']', ')', '?', '!', '。', '…']);
        let early = self.record.title.is_empty() || self.record.sections.is_empty();
        if bare && (!ended || early) {
            let message = "the record ends before its identifiers";
            self.say(&codes::TRUNCATED_RECORD, message, end);
        } else if ids.pmid.is_none() {
            self.say(&codes::MISSING_PMID, "the record has no PMID", end);
        }
    }

    /// `Indexed for MEDLINE`, `PubMed - in process` …
    fn status(&mut self, text: &str) {
        let text = fold_blanks(text);
        let words = text.strip_prefix("PubMed").unwrap_or(&text).trim_matches([' ', '-']);
        let status = match words.to_ascii_lowercase().as_str() {
            "" => return,
            "indexed for medline" => Status::Indexed,
            "in process" => Status::InProcess,
            "as supplied by publisher" => Status::AsSupplied,
            _ => return self.extra("pmid-status", &text),
        };
        self.record.status.push(status);
    }

    pub(super) fn extra(&mut self, tag: &str, value: &str) {
        self.record.extra.push(Extra { tag: tag.to_owned(), value: fold_blanks(value) });
    }

    /// Sets the DOI. The identifier line is trusted more than the citation, which comes first.
    pub(super) fn set_doi(&mut self, text: &str, lines: &Paragraph) {
        let doi = match Doi::new(text) {
            Ok(doi) => doi,
            Err(error) => return self.bad_id("doi", text, &error.to_string(), lines),
        };
        let Some(before) = self.record.doi.replace(doi) else { return };
        if self.record.doi.as_ref() != Some(&before) {
            let message = format!("the citation gives the DOI {before} and the DOI line another");
            let place = self.sheet.place_of(lines.clone(), text);
            let said = Diagnostic::new(&codes::DIFFERING_IDENTIFIER, message)
                .at(place)
                .done("took the DOI line's and kept the other among the ids");
            self.diagnostics.push(said);
            self.record.ids.push(OtherId { scheme: "doi".to_owned(), value: before.into() });
        }
    }

    fn bad_id(&mut self, tag: &str, text: &str, why: &str, lines: &Paragraph) {
        let shown: String = text.chars().take(80).collect();
        let message = format!("\"{shown}\" is not a {}: {why}", tag.to_uppercase());
        let said = Diagnostic::new(&codes::BAD_IDENTIFIER, message)
            .at(self.sheet.place_of(lines.clone(), text))
            .done("kept it among the other identifiers");
        self.diagnostics.push(said);
        self.record.ids.push(OtherId { scheme: tag.to_owned(), value: text.to_owned() });
    }

    fn finish(mut self, file: &Arc<str>) -> Outcome {
        let mut outcome = Outcome::default();
        let record = &self.record;
        let named = !record.title.is_empty();
        let identified = record.pmid.is_some() || record.pmcid.is_some() || record.doi.is_some();
        let first = self.sheet.paragraphs.first().map_or(0, |lines| lines.start);
        let last = self.sheet.paragraphs.last().map_or(0, |lines| lines.end.saturating_sub(1));
        if !(named || identified && self.head_was_read()) {
            self.diagnostics.clear();
            let name = record.pmid.as_ref().map_or(String::new(), |pmid| format!(" (PMID {pmid})"));
            let message = format!("a piece of the file looks like a record{name} but has no title");
            self.say(&codes::REJECTED_RECORD, message, first..last + 1);
            let help = "export this record again";
            let said = self.diagnostics.pop().map(|d| d.done("left it out").help(help));
            outcome.diagnostics.extend(said);
            outcome.rejected = true;
            for lines in self.sheet.paragraphs.clone() {
                report(&mut outcome.reported, &self.sheet, &lines, &codes::REJECTED_RECORD);
            }
            return outcome;
        }
        self.report_left_over(&mut outcome);
        let mut record = self.record;
        record.source.push(Origin {
            file: Arc::clone(file),
            line: self.sheet.number(first),
            end_line: self.sheet.number(last),
            format: super::ID.to_owned(),
        });
        record.finish();
        // All records of a site are held at once.
        record.sections.shrink_to_fit();
        record.affiliations.shrink_to_fit();
        outcome.lines_in_fields =
            (0..self.sheet.lines.len()).filter(|index| self.sheet.is_taken(*index)).count();
        let end = self.sheet.lines.len().saturating_sub(1);
        outcome.first_in_field = self.sheet.is_taken(0).then(|| self.sheet.number(0));
        outcome.last_in_field = self.sheet.is_taken(end).then(|| self.sheet.number(end));
        for said in &mut self.diagnostics {
            said.key = Some(record.key.as_str().to_owned());
        }
        outcome.diagnostics = self.diagnostics;
        outcome.record = Some(record);
        outcome
    }

    /// Whether the slice's head gave a citation or a book.
    fn head_was_read(&self) -> bool {
        self.record.journal.is_some() || self.record.book.is_some()
    }

    fn report_left_over(&mut self, outcome: &mut Outcome) {
        for run in self.sheet.left_over() {
            report(&mut outcome.reported, &self.sheet, &run, &codes::UNPLACED_LINE);
            let (words, it) =
                if run.len() == 1 { ("a line fits", "it") } else { ("some lines fit", "them") };
            let said = Diagnostic::new(
                &codes::UNPLACED_LINE,
                format!("{words} no part of a PubMed record"),
            );
            self.diagnostics
                .push(said.at(self.sheet.place(run)).done(format!("left {it} out of the record")));
        }
    }
}

/// A citation's parts into the record. Shared by heads with and without a number.
pub(super) fn cite(draft: &mut Draft<'_>, text: &str, lines: &Paragraph) -> bool {
    let Some(parts) = citation::parse(text) else { return false };
    head::fill(draft, &parts, lines);
    true
}

/// The book that a chapter stands in, or a whole book's imprint.
pub(super) fn set_book(draft: &mut Draft<'_>, lines: Paragraph) {
    let text = draft.joined(&lines);
    let parts = book::parse(&text);
    head::fill_book(draft, &parts, &lines);
    draft.accept(lines);
}

/// The `[Article in …]` line.
pub(super) fn set_languages(draft: &mut Draft<'_>, lines: Paragraph) {
    let text = draft.joined(&lines);
    let said = languages::parse(&text);
    draft.record.language.extend(said.article.iter().map(|code| (*code).to_owned()));
    draft.abstract_languages = said.abstracts;
    said.abstracts_printed.clone_into(&mut draft.abstracts_printed);
    for name in said.unknown {
        draft.extra("language", name);
    }
    draft.accept(lines);
}
