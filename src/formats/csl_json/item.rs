//! Makes a record of an item: what each variable of CSL means, and what Zotero, PubMed and Crossref add.
//!
//! In: a piece of a file. Out: a record or a rejection, and what was said. Steps: 1. the piece is read as JSON; 2. each
//! key goes to its place; 3. what needs the whole item is settled: journal or book, identifiers, its own remainder.
//! What no key of a record takes goes to `extra` under the variable's name. Never: other pieces.

use super::container::Container;
use super::cut::{Kind as PieceKind, Piece};
use super::json::{Fault, Node, parse};
use super::types::Kind;
use super::{dates, names, notes, relations};
use crate::diag::{Code, Diagnostic, Place, codes};
use crate::formats::ReportedLine;
use crate::formats::messages::Room;
use crate::formats::outcome::Outcome;
use crate::formats::ris::draft::Draft;
use crate::formats::ris::record::{finish, nameless};
use crate::formats::ris::{markup, names as ris_names};
use crate::record::{Extra, PartialDate, Person, Record};
use std::sync::Arc;

/// An item while it is read.
pub(super) struct Reader<'a> {
    pub(super) draft: Draft<'a>,
    pub(super) kind: Kind,
    pub(super) names: Container,
    /// The item's own identifier, looked at when those of the work are known.
    pub(super) own: Option<String>,
    /// The remainder that this program wrote: keys of a record as CSL cannot say them.
    pub(super) remainder: Option<String>,
    text: &'a str,
    piece: &'a Piece,
}

/// Reads a piece.
pub(super) fn read(file: &Arc<str>, text: &str, piece: &Piece, room: Room) -> Outcome {
    let part = text.get(piece.range.clone()).unwrap_or_default();
    match piece.kind {
        PieceKind::Item => {}
        PieceKind::Broken(at, why) => {
            let at = at.saturating_sub(piece.range.start).min(part.len());
            return reject(file, text, piece, Fault { at, why }, room);
        }
        PieceKind::Frame => return frame(file, text, piece, part),
        PieceKind::Stray => return stray(file, text, piece, part, room),
    }
    let (node, comma) = match parse(part) {
        Ok(read) => read,
        Err(fault) => return reject(file, text, piece, fault, room),
    };
    if comma.is_none() && node.map().is_none_or(<[_]>::is_empty) {
        return placed(nameless(file, part, piece.line, room), file, text, piece, room);
    }
    let mut reader = Reader::new(file, text, piece);
    if let Some(at) = comma {
        let what = "a comma stands before a closing bracket";
        reader.say(&codes::MALFORMED_JSON, at, what, "read on as if it were not there");
    }
    for (key, value) in node.map().unwrap_or_default() {
        if !value.is_empty() {
            reader.take(key, value);
        }
    }
    reader.finish(file, part, room)
}

/// Where an offset of a piece stands, as a place of one sign.
fn place(file: &Arc<str>, text: &str, piece: &Piece, at: usize) -> Place {
    let start = piece.range.start;
    let inside = text.get(start..start + at).unwrap_or_default();
    let feeds = memchr::memchr_iter(b'\n', inside.as_bytes()).count();
    let column = match inside.rfind('\n') {
        Some(feed) => 1 + inside.get(feed + 1..).unwrap_or_default().chars().count(),
        None => piece.column + inside.chars().count(),
    };
    // A file may be one line of many megabytes, so only what stands around the place is looked at.
    let here = start + at;
    let mut from = here.saturating_sub(80);
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..here).unwrap_or_default();
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = text.get(here..).unwrap_or_default();
    let mut to = after.len().min(400);
    while !after.is_char_boundary(to) {
        to -= 1;
    }
    let after = after.get(..to).unwrap_or_default().split('\n').next().unwrap_or_default();
    let after =
        after.char_indices().nth(100).map_or(after, |(end, _)| after.get(..end).unwrap_or(after));
    let known = before.chars().count();
    let around = text.get(here - before.len()..here + after.len()).unwrap_or_default();
    let mut place = Place::line(file, piece.line + feeds, around, known + 1, known + 2);
    let cut = column.saturating_sub(known + 1);
    place.column += cut;
    place.end_column += cut;
    place.excerpt_start += cut;
    place
}

/// A place that reaches to the last of the lines that it reports.
fn whole(place: Place, reported: &[ReportedLine]) -> Place {
    let last = reported.last().map_or(place.line, |one| one.line);
    place.through(last, 1)
}

fn lines(part: &str, first: usize, code: &'static Code) -> Vec<ReportedLine> {
    (first..)
        .zip(part.split('\n'))
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(line, _)| ReportedLine { line, code: code.id })
        .collect()
}

fn reject(file: &Arc<str>, text: &str, piece: &Piece, fault: Fault, room: Room) -> Outcome {
    let part = text.get(piece.range.clone()).unwrap_or_default();
    let code = &codes::REJECTED_RECORD;
    let reported = lines(part, piece.line, code);
    let last = reported.last().map_or(piece.line, |one| one.line);
    let say = || {
        Diagnostic::new(code, format!("this item is not well-formed JSON: {}", fault.why))
            .at(place(file, text, piece, fault.at).through(last, 1))
            .done(format!("left out the item that begins in line {}", piece.line))
            .help("export the item again, or mend it by hand")
    };
    Outcome { rejected: true, ..Outcome::unread(code, file, reported, room, say) }
}

fn frame(file: &Arc<str>, text: &str, piece: &Piece, part: &str) -> Outcome {
    let key = part.get(1..).and_then(|rest| rest.split('"').next()).unwrap_or_default();
    let reported = lines(part, piece.line, &codes::STRAY_LINE);
    let said =
        Diagnostic::new(&codes::STRAY_LINE, format!("`{key}` stands beside the list of items"))
            .at(whole(place(file, text, piece, 0), &reported))
            .done("left it out");
    Outcome { diagnostics: vec![said], reported, ..Outcome::default() }
}

fn stray(file: &Arc<str>, text: &str, piece: &Piece, part: &str, room: Room) -> Outcome {
    let reported = lines(part, piece.line, &codes::STRAY_LINE);
    let last = reported.last().map_or(piece.line, |one| one.line);
    let say = || {
        Diagnostic::new(&codes::STRAY_LINE, "text stands outside any item")
            .at(place(file, text, piece, 0).through(last, 1))
            .done("left it out")
    };
    Outcome::unread(&codes::STRAY_LINE, file, reported, room, say)
}

impl<'a> Reader<'a> {
    fn new(file: &'a Arc<str>, text: &'a str, piece: &'a Piece) -> Self {
        Reader {
            draft: Draft::new(file),
            kind: Kind::Other,
            names: Container::default(),
            own: None,
            remainder: None,
            text,
            piece,
        }
    }

    pub(super) fn say(
        &mut self,
        code: &'static Code,
        at: usize,
        what: impl Into<String>,
        done: &str,
    ) {
        let place = place(self.draft.file, self.text, self.piece, at);
        self.draft.said.push(Diagnostic::new(code, what).at(place).done(done.to_owned()));
    }

    /// What no key takes. What many people of one item say alike is said once.
    pub(super) fn extra(&mut self, tag: &str, value: String) {
        let same = |extra: &Extra| extra.tag == tag && extra.value == value;
        if !self.draft.record.extra.iter().rev().take(32).any(same) {
            self.draft.extra(tag, value);
        }
    }

    pub(super) fn keep(&mut self, key: &str, node: &Node<'_>) {
        match node.scalars() {
            Some(texts) => texts.into_iter().for_each(|text| self.draft.extra(key, text)),
            None => self.draft.extra(key, node.shown()),
        }
    }

    pub(super) fn odd(&mut self, code: &'static Code, key: &str, node: &Node<'_>, what: &str) {
        self.say(
            code,
            node.at,
            what,
            "kept the value as it is written, with the record's other fields",
        );
        self.keep(key, node);
    }

    /// Puts a variable where it belongs.
    pub(super) fn take(&mut self, key: &str, node: &Node<'_>) {
        match key {
            "type" => self.reference_type(key, node),
            "id" => self.identity(key, node),
            "citation-key" | "citekey" => match node.scalar() {
                Some(text) => self.draft.other_id("citation_key", &text),
                None => self.keep(key, node),
            },
            "title" => self.title(key, node),
            "original-title" => self.original_title(key, node),
            "author" => self.people(key, node, |record| &mut record.authors),
            "editor" => self.people(key, node, |record| &mut record.editors),
            "abstract" => self.abstract_text(key, node),
            "keyword" => self.keywords(key, node),
            "language" => self.language(key, node),
            "note" => notes::read(self, key, node),
            "custom" => self.custom(key, node),
            "status" => self.status(key, node),
            "subtype" | "genre" => self.genre(key, node),
            "relation" => {
                let links = relations::relations(node);
                self.links(key, links);
            }
            "update-to" => self.links(key, relations::updates(node, false)),
            "updated-by" => self.links(key, relations::updates(node, true)),
            "funder" => self.funders(key, node),
            _ if self.takes_number(key, node) => {}
            _ if self.takes_date(key, node) => {}
            _ => self.other(key, node),
        }
    }

    /// Identifiers, and where in the journal.
    fn takes_number(&mut self, key: &str, node: &Node<'_>) -> bool {
        match key {
            "DOI" => self.doi(key, node),
            "PMID" => self.pmid(key, node),
            "PMCID" => self.pmcid(key, node),
            "URL" => match node.scalars() {
                Some(texts) => texts.iter().for_each(|text| self.draft.address(text)),
                None => self.keep(key, node),
            },
            "ISSN" | "ISBN" => self.serials(key, node),
            "volume" => self.once(key, node, |record| &mut record.volume),
            "issue" => self.once(key, node, |record| &mut record.issue),
            "page" => self.once(key, node, |record| &mut record.pages),
            _ => return false,
        }
        true
    }

    fn takes_date(&mut self, key: &str, node: &Node<'_>) -> bool {
        let pick: fn(&mut Record) -> &mut Option<PartialDate> = match key {
            "issued" => |record| &mut record.published,
            "epub-date" | "published-online" => |record| &mut record.electronic,
            "published-print" => |record| &mut record.print,
            _ => return false,
        };
        let read = dates::read(node);
        if read.odd {
            self.odd(&codes::BAD_DATE, key, node, "this is no date that litdigest knows");
            return true;
        }
        for (name, value) in read.rest {
            self.extra(&format!("{key}.{name}"), value);
        }
        let Some(date) = read.date else { return true };
        let slot = pick(&mut self.draft.record);
        match slot {
            Some(known) if *known == date => {}
            Some(_) => self.draft.extra(key, date.text),
            None => *slot = Some(date),
        }
        true
    }

    /// Names of journals, books and publishers wait for the whole item; all else is kept.
    fn other(&mut self, key: &str, node: &Node<'_>) {
        let pick: fn(&mut Container) -> &mut Option<String> = match key {
            "container-title" => |names| &mut names.title,
            "container-title-short" | "journalAbbreviation" | "short-container-title" => {
                |names| &mut names.short
            }
            "publisher" => |names| &mut names.publisher,
            "publisher-place" => |names| &mut names.place,
            "event-place" => |names| &mut names.event_place,
            "edition" => |names| &mut names.edition,
            "article-number" => |names| &mut names.number,
            "page-first" => |names| &mut names.first_page,
            _ => return self.plain_or_date(key, node),
        };
        let Some(texts) = node.scalars() else { return self.keep(key, node) };
        for text in texts {
            let text = markup::plain(&text);
            let known = pick(&mut self.names).get_or_insert_with(|| text.clone());
            if *known != text {
                self.draft.extra(key, text);
            }
        }
    }

    /// Dates of other events, people in other roles, and whatever else there is.
    fn plain_or_date(&mut self, key: &str, node: &Node<'_>) {
        if node.get("date-parts").is_some()
            && let dates::Read { date: Some(date), rest, .. } = dates::read(node)
        {
            self.draft.extra(key, date.text);
            for (name, value) in rest {
                self.extra(&format!("{key}.{name}"), value);
            }
            return;
        }
        let people =
            |node: &Node<'_>| node.get("family").is_some() || node.get("literal").is_some();
        let Some(list) = node.list().filter(|list| list.iter().all(people)) else {
            return self.keep(key, node);
        };
        for one in list {
            let Some(name) = names::read(one) else { continue };
            self.draft.extra(key, line(&name.person));
            let places =
                name.affiliations.into_iter().map(|place| ("affiliation".to_owned(), place));
            for (part, value) in name.rest.into_iter().chain(places) {
                self.extra(&format!("{key}.{part}"), value);
            }
        }
    }

    /// The record, once all keys are known.
    fn finish(mut self, file: &Arc<str>, part: &str, room: Room) -> Outcome {
        self.draft.settle();
        self.container();
        self.identify();
        let (text, piece) = (self.text, self.piece);
        if let Some(remainder) = self.remainder.take() {
            self.add_remainder(&remainder);
        }
        let outcome = finish(super::ID, part, piece.line, 0, self.draft, room);
        placed(outcome, file, text, piece, room)
    }
}

/// What is said of a whole item is said of its beginning: the line alone says nothing where all items stand on one.
fn placed(mut outcome: Outcome, file: &Arc<str>, text: &str, piece: &Piece, room: Room) -> Outcome {
    let whole = [&codes::REJECTED_RECORD, &codes::TRUNCATED_RECORD];
    for said in &mut outcome.diagnostics {
        if whole.contains(&said.code) && room.keeps(said.code) {
            let here = place(file, text, piece, 0);
            said.place = Some(match said.place.as_ref().map(|place| place.end_line) {
                Some(last) if said.code.id == codes::REJECTED_RECORD.id => here.through(last, 1),
                _ => here,
            });
        }
    }
    outcome
}

/// A person as one line that loses nothing.
fn line(person: &Person) -> String {
    let orcid = person.orcid.as_ref().map(|orcid| format!(" (ORCID {orcid})"));
    format!("{}{}", ris_names::line(person), orcid.unwrap_or_default())
}
