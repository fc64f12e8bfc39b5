//! Makes a record of one slice.
//!
//! In: a slice. Out: [`Outcome`]: a record or a rejection, diagnostics, and an account of the slice's lines. Steps: 1. the
//! slice is laid out in fields; 2. each field goes to its key, in the order of the file; 3. what is told by several
//! fields together (journal or book, day of entry, source line) is settled; 4. what no field took is reported. A tag
//! without a key goes to `extra` under its own name. Never: other slices, merging.

use super::journal::Publication;
use super::people::{List, People};
use super::sheet::{Field, Sheet};
use super::slice::{Kind, Slice};
use super::tags::{HAS_OWNER, HAS_PMID, HAS_SOURCE, HAS_STATUS, Tag};
use super::{dates, fields, source};
use crate::diag::{Code, Diagnostic, codes};
use crate::formats::ReportedLine;
use crate::formats::outcome::Outcome;
use crate::record::{Extra, Origin, PartialDate, Record, Supplementary};
use crate::text::blanks::{folded, push_joined};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

/// A record while it is read.
pub(super) struct Draft<'s, 'a> {
    pub(super) sheet: &'s Sheet<'a>,
    pub(super) record: Record,
    pub(super) people: People,
    pub(super) publication: Publication,
    /// Names of supplementary concepts, which may be those of substances.
    pub(super) concepts: Vec<String>,
    /// Days that may be that of entry.
    pub(super) entries: Vec<Entry>,
    /// Who gave the keywords that follow.
    pub(super) owner: Option<String>,
    /// The owner has given a keyword.
    pub(super) owner_used: bool,
    /// The source line waits until all that it is made of is known.
    pub(super) source: Option<String>,
    /// Locations without their kind.
    pub(super) bare_locations: Vec<(Tag, String)>,
    /// How surely the DOI is the article's own.
    pub(super) doi_rank: u8,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A day that may be that of entry.
pub(super) struct Entry {
    /// The rank of its tag; the lowest wins.
    pub(super) rank: u8,
    pub(super) tag: &'static str,
    /// The day, its time, and what else the field says.
    pub(super) whole: String,
    /// How long the day and its time are.
    pub(super) stamp: usize,
}

impl Entry {
    fn stamp(&self) -> &str {
        self.whole.get(..self.stamp).unwrap_or_default()
    }
}

/// Reads a slice.
pub(super) fn read(file: &Arc<str>, text: &str, slice: &Slice) -> Outcome {
    if slice.kind == Kind::Stray {
        return stray(&Sheet::stray(file, text, slice));
    }
    let sheet = Sheet::new(file, text, slice);
    let mut draft = Draft {
        sheet: &sheet,
        record: Record::default(),
        people: People::default(),
        publication: Publication::default(),
        concepts: Vec::new(),
        entries: Vec::new(),
        owner: None,
        owner_used: false,
        source: None,
        bare_locations: Vec::new(),
        doi_rank: 0,
        diagnostics: Vec::new(),
    };
    for field in &sheet.fields {
        fields::read(&mut draft, field);
    }
    draft.settle();
    let rejected = draft.record.title.is_empty() && !draft.says_enough();
    if rejected {
        return reject(&Sheet::stray(file, text, slice));
    }
    draft.finish()
}

/// Lines outside any record: each run of them is noted once.
fn stray(sheet: &Sheet<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    for (lines, bytes) in &sheet.unplaced {
        report(&mut outcome.reported, sheet, lines, &codes::STRAY_LINE);
        let words = if lines.len() == 1 { "a line stands" } else { "some lines stand" };
        let said = Diagnostic::new(&codes::STRAY_LINE, format!("{words} outside any record"))
            .at(sheet.place_of_run(lines, bytes))
            .done("left them out; a download script's banner looks like this");
        outcome.diagnostics.push(said);
    }
    outcome
}

/// A slice with too little in it: its lines are reported, all with one diagnostic.
fn reject(sheet: &Sheet<'_>) -> Outcome {
    let mut outcome = Outcome { rejected: true, ..Outcome::default() };
    for (lines, _) in &sheet.unplaced {
        report(&mut outcome.reported, sheet, lines, &codes::REJECTED_RECORD);
    }
    if let (Some((first, bytes)), Some((last, end))) =
        (sheet.unplaced.first(), sheet.unplaced.last())
    {
        let message = "a piece of the file looks like a record but has no title";
        let place = sheet.place_of_run(&(first.start..last.end), &(bytes.start..end.end));
        let said = Diagnostic::new(&codes::REJECTED_RECORD, message).at(place);
        outcome.diagnostics.push(said.done("left it out").help("export this record again"));
    }
    outcome
}

fn report(
    out: &mut Vec<ReportedLine>,
    sheet: &Sheet<'_>,
    lines: &Range<usize>,
    code: &'static Code,
) {
    out.extend(sheet.reported(lines).map(|line| ReportedLine { line, code: code.id }));
}

impl Draft<'_, '_> {
    /// Keeps what no key takes.
    pub(super) fn extra(&mut self, tag: &str, value: impl Into<String>) {
        self.record.extra.push(Extra { tag: tag.to_owned(), value: value.into() });
    }

    /// Says something about a field.
    pub(super) fn say(
        &mut self,
        code: &'static Code,
        message: impl Into<String>,
        field: &Field<'_>,
        done: &str,
    ) {
        let said = Diagnostic::new(code, message).at(self.sheet.place(field)).done(done);
        self.diagnostics.push(said);
    }

    /// A value that is not what its tag promises: said, and kept.
    pub(super) fn bad(&mut self, code: &'static Code, what: &str, text: &str, field: &Field<'_>) {
        let shown: String = text.chars().take(80).collect();
        let message = format!("\"{shown}\" is not {what}");
        self.say(code, message, field, "kept it among what no key takes");
        self.extra(field.tag.name(), text);
    }

    /// A date in numbers.
    pub(super) fn numbers(&mut self, text: &str, field: &Field<'_>) -> Option<PartialDate> {
        let date = dates::numbers(text);
        if date.is_none() {
            self.bad(&codes::BAD_DATE, "a date", text, field);
        }
        date
    }

    /// Who gave the keywords that follow; the one before is kept when none followed.
    pub(super) fn set_owner(&mut self, owner: Option<String>) {
        let before = std::mem::replace(&mut self.owner, owner);
        if let Some(before) = before.filter(|_| !self.owner_used) {
            self.extra("OTO", before);
        }
        self.owner_used = false;
    }

    fn settle(&mut self) {
        self.settle_entry();
        self.set_owner(None);
        self.settle_concepts();
        std::mem::take(&mut self.publication).settle(&mut self.record);
        let ([authors, investigators, editors], affiliations) =
            std::mem::take(&mut self.people).finish();
        let record = &mut self.record;
        (record.authors, record.investigators, record.editors) = (authors, investigators, editors);
        record.affiliations = affiliations;
        if let Some(text) = self.source.take()
            && !source::take(record, &text)
        {
            self.extra("SO", text);
        }
        for (tag, text) in std::mem::take(&mut self.bare_locations) {
            // A number without its kind says nothing new where it is the page.
            if self.record.pages.as_ref() != Some(&text) {
                self.extra(tag.name(), text);
            }
        }
        let record = &mut self.record;
        for section in &mut record.sections {
            // Only a language that is not the article's own says something.
            section.language =
                section.language.take().filter(|code| !record.language.contains(code));
        }
        let bare = record.title.strip_suffix('.').unwrap_or(&record.title);
        record.title_translated = bare.starts_with('[') && bare.ends_with(']');
    }

    /// A name that one of the substances has repeats it, as in records before 2003.
    fn settle_concepts(&mut self) {
        let record = &mut self.record;
        let known: HashSet<&str> = record.substances.iter().map(|one| one.name.as_str()).collect();
        let mut seen = HashSet::new();
        for name in &self.concepts {
            if !known.contains(name.as_str()) && seen.insert(name.as_str()) {
                let concept = Supplementary { name: name.clone(), ..Supplementary::default() };
                record.supplementary.push(concept);
            }
        }
    }

    /// The day of entry is that of the highest tag; the others are kept where they say something else.
    fn settle_entry(&mut self) {
        let mut entries = std::mem::take(&mut self.entries);
        let best = entries.iter().enumerate().min_by_key(|(at, entry)| (entry.rank, *at));
        let Some(best) = best.map(|(at, _)| at) else { return };
        let best = entries.remove(best);
        let Some((date, time)) = dates::stamped(best.stamp()) else { return };
        for other in entries {
            let same = dates::stamped(other.stamp())
                .is_some_and(|(day, hour)| day == date && (hour == time || hour.is_none()));
            if !same {
                self.extra(other.tag, other.whole);
            }
        }
        if let Some(time) = time {
            self.extra("EDAT/time", time);
        }
        self.record.entered = Some(date);
    }

    /// Whether a slice without a title is a record all the same.
    fn says_enough(&self) -> bool {
        let record = &self.record;
        let identified = record.pmid.is_some() || record.pmcid.is_some() || record.doi.is_some();
        let placed = record.journal.is_some() || record.book.is_some();
        identified && (placed || !record.authors.is_empty() || !record.sections.is_empty())
    }

    fn finish(mut self) -> Outcome {
        let mut outcome = Outcome { lines_in_fields: self.sheet.taken, ..Outcome::default() };
        self.missing();
        for (lines, bytes) in &self.sheet.unplaced {
            report(&mut outcome.reported, self.sheet, lines, &codes::UNPLACED_LINE);
            let words = if lines.len() == 1 { "a line has" } else { "some lines have" };
            let message = format!("{words} no tag and follow no text that could go on");
            let said = Diagnostic::new(&codes::UNPLACED_LINE, message)
                .at(self.sheet.place_of_run(lines, bytes))
                .done("left them out of the record");
            self.diagnostics.push(said);
        }
        let mut record = self.record;
        record.source.push(Origin {
            file: Arc::clone(self.sheet.file),
            line: self.sheet.first,
            end_line: self.sheet.last,
            format: super::ID.to_owned(),
        });
        record.finish();
        for said in &mut self.diagnostics {
            said.key = Some(record.key.as_str().to_owned());
        }
        outcome.diagnostics = self.diagnostics;
        outcome.record = Some(record);
        outcome
    }

    /// PubMed closes every article's record with a source line; without it the record was cut.
    fn missing(&mut self) {
        let has = |bits: u16| self.sheet.has & bits != 0;
        if has(HAS_OWNER | HAS_STATUS) && self.record.book.is_none() && !has(HAS_SOURCE) {
            let message = "the record ends before its source line";
            let said = Diagnostic::new(&codes::TRUNCATED_RECORD, message).at(self.sheet.end());
            self.diagnostics.push(said);
        }
        if !has(HAS_PMID) {
            let place = self.sheet.fields.first().map(|field| self.sheet.place(field));
            let said = Diagnostic::new(&codes::MISSING_PMID, "the record has no PMID");
            self.diagnostics.push(match place {
                Some(place) => said.at(place),
                None => said,
            });
        }
    }
}

/// A field's value in normal form; most are so already and are not copied.
pub(super) fn value<'a>(field: &Field<'a>) -> Cow<'a, str> {
    if !field.folded {
        return folded(field.raw.trim_start_matches(' '));
    }
    let mut out = String::with_capacity(field.raw.len());
    // Without its indent a line is nearly always in normal form and is copied at once.
    for line in field.raw.split('\n') {
        push_joined(&mut out, line.trim_start_matches(' '));
    }
    Cow::Owned(out)
}

/// The list that a name's tag speaks of.
pub(super) fn list_of(tag: Tag) -> List {
    match tag.padded() {
        b"FIR " | b"IR  " => List::Investigators,
        b"FED " | b"ED  " => List::Editors,
        _ => List::Authors,
    }
}
