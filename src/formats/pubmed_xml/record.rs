//! Makes a record of one piece.
//!
//! In: a piece of the file. Out: [`Outcome`]: a record or a rejection, what is said about it, and the lines that no
//! field has. Steps: 1. the piece is parsed; 2. each part of the record is read by the module of its name; 3. what none
//! took becomes [`Extra`]; 4. identifiers and states that several parts speak of are settled. Never: other pieces.

use super::cut::{Kind, Piece};
use super::parse::{self, Fault, Wrong};
use super::tree::Tree;
use super::{article, book, data, indexing, place, rest, rich};
use crate::diag::{Code, Diagnostic, Place, codes};
use crate::formats::ReportedLine;
use crate::record::{Doi, Extra, Origin, OtherId, PartialDate, Pmid, Record, Substance};
use indexmap::IndexSet;
use std::ops::Range;
use std::sync::Arc;

/// What became of a piece.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) record: Option<Box<Record>>,
    /// It was a record and could not be read.
    pub(super) rejected: bool,
    /// Rejected because there is no word in it.
    pub(super) empty: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) reported: Vec<ReportedLine>,
}

/// A file's text and a piece of it.
#[derive(Clone, Copy)]
pub(super) struct Site<'a> {
    pub(super) file: &'a Arc<str>,
    pub(super) text: &'a str,
    pub(super) piece: &'a Piece,
}

/// A record while it is read.
pub(super) struct Draft<'t, 'a> {
    pub(super) tree: &'t Tree<'a>,
    pub(super) record: Record,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Each distinct affiliation once, in order of appearance.
    pub(super) affiliations: IndexSet<String>,
    /// DOIs with their trust: the list of identifiers says more than an electronic location.
    pub(super) dois: Vec<(u8, Doi, usize)>,
    /// Dates of entry with their trust.
    pub(super) entered: Option<(u8, PartialDate)>,
    /// Identifiers of affiliations: the affiliation's place, scheme and value.
    pub(super) affiliation_ids: IndexSet<(usize, String)>,
    /// Supplementary concepts that are substances.
    pub(super) chemical_concepts: Vec<Substance>,
    /// How many messages of each kind were left out.
    unsaid: Vec<(&'static Code, usize)>,
    site: Site<'a>,
}

/// So often a kind of message is said in one record.
const SAID: usize = 8;
/// So far back a repeated value is looked for, so that endless lists cost no more than their length.
pub(super) const LOOK_BACK: usize = 256;

/// Reads a piece.
pub(super) fn read<'a>(site: Site<'a>, tree: &mut Tree<'a>) -> Outcome {
    let closed = matches!(site.piece.kind, Kind::Element { closed: true, .. });
    let text = site.text.get(site.piece.range.clone()).unwrap_or_default();
    let faults = parse::parse(text, closed, tree);
    if faults.is_empty() && tree.nodes.len() <= 2 && tree.attributes.is_empty() {
        return Outcome { rejected: true, empty: true, ..Outcome::default() };
    }
    let mut draft = Draft {
        tree,
        record: Record::default(),
        diagnostics: Vec::new(),
        affiliations: IndexSet::new(),
        dois: Vec::new(),
        entered: None,
        affiliation_ids: IndexSet::new(),
        chemical_concepts: Vec::new(),
        unsaid: Vec::new(),
        site,
    };
    draft.root();
    draft.settle();
    let mut reported = Vec::new();
    draft.faults(&faults, &mut reported);
    if !closed {
        draft.cut_short(&faults);
    }
    draft.finish(reported)
}

impl Draft<'_, '_> {
    fn root(&mut self) {
        self.tree.nodes.first().inspect(|node| node.taken.set(super::tree::Taken::Yes));
        match self.tree.name(0) {
            "MedlineCitation" => article::citation(self, 0),
            "BookDocument" => book::document(self, 0),
            _ => {}
        }
        for part in self.tree.children(0) {
            match self.tree.name(part) {
                "MedlineCitation" => article::citation(self, part),
                "PubmedData" | "PubmedBookData" => data::read(self, part),
                "BookDocument" => book::document(self, part),
                _ => {}
            }
        }
        rest::collect(self.tree, &mut self.record.extra);
    }

    /// Takes an element's text.
    pub(super) fn text(&self, id: usize) -> Option<String> {
        rich::plain(self.tree, id)
    }

    /// Fills a key with an element's text unless it is filled; then the element is left for [`rest`].
    pub(super) fn fill(&self, slot: &mut Option<String>, id: usize) {
        if slot.is_none() {
            *slot = self.text(id);
        }
    }

    /// Keeps what no key takes.
    pub(super) fn extra(&mut self, tag: &str, value: impl Into<String>) {
        self.record.extra.push(Extra { tag: tag.to_owned(), value: value.into() });
    }

    /// Adds an identifier that has no key of its own, once; in a list longer than any record's, repeats may stay.
    pub(super) fn id(&mut self, scheme: &str, value: String) {
        let id = OtherId { scheme: scheme.to_ascii_lowercase(), value };
        let last = self.record.ids.iter().rev().take(LOOK_BACK);
        if !last.into_iter().any(|other| *other == id) {
            self.record.ids.push(id);
        }
    }

    /// Says something about an element.
    /// A kind is said a few times in a record, then counted.
    pub(super) fn say(&mut self, code: &'static Code, message: String, id: usize, done: &str) {
        let said = self.diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count();
        if said >= SAID {
            match self.unsaid.iter_mut().find(|(unsaid, _)| *unsaid == code) {
                Some((_, count)) => *count += 1,
                None => self.unsaid.push((code, 1)),
            }
            return;
        }
        let start = self.tree.nodes.get(id).map_or(0, |node| node.at as usize);
        let place = self.place(start..start + self.tree.name(id).len() + 1);
        self.diagnostics.push(Diagnostic::new(code, message).at(place).done(done));
    }

    fn place(&self, range: Range<usize>) -> Place {
        place::inside(self.site, range)
    }

    /// Takes a PMID. The first one counts.
    pub(super) fn pmid(&mut self, id: usize) {
        let Some(text) = self.text(id) else { return };
        match Pmid::new(&text) {
            Err(error) => {
                let message = format!("\"{}\" is no PMID: {error}", short(&text));
                self.say(
                    &codes::BAD_IDENTIFIER,
                    message,
                    id,
                    "kept it among the other identifiers",
                );
                self.id("pmid", text);
            }
            Ok(pmid) => match &self.record.pmid {
                None => self.record.pmid = Some(pmid),
                Some(first) if *first == pmid => {}
                Some(first) => {
                    let message = format!("the record has the PMID {first} and also {pmid}");
                    let done = "kept the first and put the other among the other identifiers";
                    self.say(&codes::DIFFERING_IDENTIFIER, message, id, done);
                    self.id("pmid", text);
                }
            },
        }
    }

    /// Notes a DOI with its trust.
    pub(super) fn doi(&mut self, trust: u8, text: String, id: usize) {
        match Doi::new(&text) {
            Ok(doi) => self.dois.push((trust, doi, id)),
            Err(error) => {
                let message = format!("\"{}\" is no DOI: {error}", short(&text));
                self.say(
                    &codes::BAD_IDENTIFIER,
                    message,
                    id,
                    "kept it among the other identifiers",
                );
                self.id("doi", text);
            }
        }
    }

    /// Settles what several parts of the record speak of.
    fn settle(&mut self) {
        let mut dois = std::mem::take(&mut self.dois);
        dois.sort_by_key(|(trust, ..)| std::cmp::Reverse(*trust));
        for (_, doi, id) in dois {
            match &self.record.doi {
                None => self.record.doi = Some(doi),
                Some(first) if *first == doi => {}
                Some(first) => {
                    let message = format!("the record has the DOI {first} and also {doi}");
                    let done = "kept the first and put the other among the other identifiers";
                    self.say(&codes::DIFFERING_IDENTIFIER, message, id, done);
                    self.id("doi", doi.to_string());
                }
            }
        }
        if self.record.entered.is_none() {
            self.record.entered = self.entered.take().map(|(_, date)| date);
        }
        self.record.affiliations = std::mem::take(&mut self.affiliations).into_iter().collect();
        for (place, said) in std::mem::take(&mut self.affiliation_ids) {
            self.extra(&format!("affiliations/{place}"), said);
        }
        indexing::settle_chemicals(self);
    }

    /// Says what was not well-formed, each kind once with a count.
    fn faults(&mut self, faults: &[Fault], reported: &mut Vec<ReportedLine>) {
        for (at, fault) in faults.iter().enumerate() {
            let (code, message, done) = said(&fault.what);
            if matches!(fault.what, Wrong::Tail | Wrong::GivenUp) {
                place::report(self.site, fault.range.clone(), code, reported);
            }
            let same = |other: &&Fault| other.what == fault.what;
            if faults.iter().take(at).any(|other| same(&other)) {
                continue;
            }
            let count = faults.iter().filter(same).count();
            let message = match count {
                1 => message,
                count => format!("{message} ({count} times in this record)"),
            };
            let place = self.place(fault.range.clone());
            self.diagnostics.push(Diagnostic::new(code, message).at(place).done(done));
        }
    }

    fn cut_short(&mut self, faults: &[Fault]) {
        let name = self.tree.name(0);
        if faults.iter().any(|fault| fault.what == Wrong::Tail) {
            return;
        }
        let message = format!("the record ends without </{name}>");
        let end = self.site.piece.range.len();
        let text = self.site.text.get(self.site.piece.range.clone()).unwrap_or_default();
        let last = text.trim_end().len();
        let place = self.place(last.saturating_sub(1)..last.min(end));
        let said = Diagnostic::new(&codes::TRUNCATED_RECORD, message).at(place);
        let said = said.done("read what is there").help("download the file again");
        self.diagnostics.push(said);
    }

    fn finish(mut self, mut reported: Vec<ReportedLine>) -> Outcome {
        let record = &self.record;
        let nameless = record.title.is_empty() && record.vernacular_title.is_none();
        if record.pmid.is_none() && nameless && record.doi.is_none() && record.pmcid.is_none() {
            return self.reject();
        }
        if self.record.pmid.is_none() {
            let name = self.tree.name(0);
            self.say(&codes::MISSING_PMID, format!("this {name} has no PMID"), 0, "read the rest");
        }
        self.record.finish();
        let (line, end_line) = place::lines(self.site);
        let file = Arc::clone(self.site.file);
        self.record.source.push(Origin { file, line, end_line, format: super::ID.to_owned() });
        // Many records are held at once, and growing lists are half empty.
        self.record.extra.shrink_to_fit();
        self.record.mesh.shrink_to_fit();
        self.record.authors.shrink_to_fit();
        for (code, count) in std::mem::take(&mut self.unsaid) {
            let message = format!("{count} more of this kind in this record");
            self.diagnostics.push(Diagnostic::new(code, message).at(self.place(0..1)));
        }
        let key = self.record.key.to_string();
        for diagnostic in &mut self.diagnostics {
            diagnostic.key = Some(key.clone());
        }
        reported.sort_by_key(|reported| reported.line);
        Outcome {
            record: Some(Box::new(self.record)),
            diagnostics: self.diagnostics,
            reported,
            ..Outcome::default()
        }
    }

    fn reject(mut self) -> Outcome {
        let name = self.tree.name(0);
        let whole = 0..self.site.piece.range.len();
        let said = Diagnostic::new(
            &codes::REJECTED_RECORD,
            format!("this {name} has neither a title nor an identifier"),
        );
        let said = said.at(self.place(whole.clone())).done("left it out");
        self.diagnostics.insert(0, said.help("download the record again"));
        let mut reported = Vec::new();
        place::report(self.site, whole, &codes::REJECTED_RECORD, &mut reported);
        let diagnostics = self.diagnostics;
        Outcome { rejected: true, diagnostics, reported, ..Outcome::default() }
    }
}

/// Code, message and what was done for a fault.
fn said(what: &Wrong) -> (&'static Code, String, &'static str) {
    match what {
        Wrong::LooseSign(sign) => {
            let written = if *sign == '<' { "&lt;" } else { "&amp;" };
            let message =
                format!("\"{sign}\" stands in the text as it is, where XML asks for {written}");
            (&codes::MALFORMED_XML, message, "kept it as text")
        }
        Wrong::Unclosed(name) => {
            let message = format!("<{name}> has no end tag before this one");
            (&codes::MALFORMED_XML, message, "ended it here")
        }
        Wrong::Unopened(name) => {
            let message = format!("</{name}> ends nothing that is open");
            (&codes::MALFORMED_XML, message, "went on without it")
        }
        Wrong::UnknownEntity(name) => {
            let message = format!("&{name}; is no reference that XML or PubMed defines");
            (&codes::UNKNOWN_ENTITY, message, "kept it as it is written; nothing is expanded")
        }
        Wrong::ForbiddenCharacter(name) => {
            let message = format!("&{name}; is no character that a page may hold");
            (&codes::UNKNOWN_ENTITY, message, "kept it as it is written")
        }
        Wrong::Tail => {
            let message = "the record ends inside a tag".to_owned();
            (&codes::TRUNCATED_RECORD, message, "read what stands before it")
        }
        Wrong::GivenUp => {
            let message = "too much of this record is not well-formed XML".to_owned();
            (&codes::MALFORMED_XML, message, "read what stands before it and went on with the next")
        }
    }
}

/// The beginning of a value, for a message.
pub(super) fn short(text: &str) -> String {
    let mut out: String = text.chars().take(60).collect();
    if out.len() < text.len() {
        out.push('…');
    }
    out
}
