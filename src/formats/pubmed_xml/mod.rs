//! PubMed's XML: `PubmedArticleSet` as downloads, E-utilities and baseline files have it, books, and the older
//! `MedlineCitationSet`.
//!
//! In: a file's decoded text. Out: a [`Reading`]. Steps: 1. [`mod@cut`] finds the records without parsing them; 2. each is
//! parsed into a [`tree`] and read on its own, in parallel; 3. the account of the lines is added up: a line is reported
//! or it is in a field, where the tags and declarations of the format count as fields. Never: IO, entities that a
//! file declares, schemas, markup in a field beyond that of a rich title.

mod abstracts;
mod article;
mod book;
mod cut;
mod data;
mod dates;
mod deleted;
mod entities;
mod gap;
mod indexing;
mod journal;
mod parse;
mod people;
mod place;
mod record;
mod relations;
mod rest;
mod rich;
mod tree;

use super::messages::Messages;
use super::outcome::each_with;
use super::{DecodedText, Mark, Reading};
use crate::diag::{Diagnostic, codes};
use cut::{Kind, Piece};
use gap::Gap;
use record::Site;
use tree::Tree;

/// The format's identifier.
pub(super) const ID: &str = "pubmed-xml";

/// What its first lines begin with.
pub(super) const MARKS: &[Mark] = &[
    Mark { start: "<?xml ", fits: is_closed },
    Mark { start: "<!DOCTYPE Pubmed", fits: is_closed },
    Mark { start: "<PubmedArticleSet", fits: is_closed },
    Mark { start: "<PubmedArticle>", fits: is_closed },
];

/// Whether a tag that was begun ends nearby.
fn is_closed(behind: &str) -> bool {
    behind.get(..2000.min(behind.len())).is_none_or(|head| head.contains('>'))
}

/// How surely a file begins as this format.
pub(super) fn detect(head: &str) -> u8 {
    let names = || cut::ROOTS.iter().chain(&gap::FRAMES);
    let begins = |text: &str| {
        let name = text.split(|c: char| c.is_whitespace() || c == '>' || c == '/').next();
        names().any(|known| name == Some(known))
    };
    let mut rest = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    while let Some(tag) = rest.strip_prefix('<') {
        let end = match tag {
            tag if tag.starts_with("!--") => tag.find("-->").map(|at| at + 3),
            tag if tag.starts_with('?') => tag.find("?>").map(|at| at + 2),
            tag if tag.starts_with("!DOCTYPE") => {
                if tag.split_whitespace().nth(1).is_some_and(begins) {
                    return 100;
                }
                cut::doctype_end(tag.as_bytes())
            }
            tag => return if begins(tag) { 100 } else { within(head) },
        };
        let Some(next) = end.and_then(|end| tag.get(end..)) else { break };
        rest = next.trim_start();
    }
    within(head)
}

/// A file that begins with something else, a part of a file for example, and goes on with records.
fn within(head: &str) -> u8 {
    let html = head.trim_start().get(..5).is_some_and(|head| head.eq_ignore_ascii_case("<html"));
    let marked = ["<PubmedArticle>", "<MedlineCitation ", "<PubmedBookArticle>"];
    if !html && marked.iter().any(|mark| head.contains(mark)) { 70 } else { 0 }
}

/// Where the records of a text begin, for decoding them one by one.
pub(super) fn cut(text: &str) -> Vec<usize> {
    cut::pieces(text).into_iter().map(|piece| piece.range.start).collect()
}

/// Reads a file's text.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let pieces = cut::pieces(text.text);
    let mut account = Account {
        text,
        reading: Reading::default(),
        messages: Messages::default(),
        empty: None,
        frames: Vec::new(),
    };
    let mut order = pieces.iter();
    each_with(
        &pieces,
        Tree::default,
        |tree, piece| read_piece(text, tree, piece),
        |gap| {
            if let Some(piece) = order.next() {
                account.add(piece, gap);
            }
        },
    );
    account.finish(pieces.last())
}

fn read_piece<'a>(text: &DecodedText<'a>, tree: &mut Tree<'a>, piece: &'a Piece) -> Gap {
    let site = Site { file: text.file, text: text.text, piece };
    let outcome = match piece.kind {
        Kind::Gap => return gap::read(site),
        Kind::Element { root, .. } if cut::is_deletion(root) => deleted::read(site, tree),
        Kind::Element { .. } => record::read(site, tree),
    };
    Gap { outcome, frames: Vec::new() }
}

/// The account of a file while its pieces are added up.
struct Account<'a> {
    text: &'a DecodedText<'a>,
    reading: Reading,
    messages: Messages,
    /// A run of records without a word in them: how many, and the piece that spans them.
    empty: Option<(usize, Piece)>,
    /// Elements around records that are open.
    frames: Vec<&'static str>,
}

impl Account<'_> {
    fn add(&mut self, piece: &Piece, gap: Gap) {
        let Gap { mut outcome, frames } = gap;
        for (name, opens) in frames {
            if opens {
                self.frames.push(name);
            } else if self.frames.last() == Some(&name) {
                self.frames.pop();
            }
        }
        self.reading.coverage.rejected += usize::from(outcome.rejected);
        if outcome.empty {
            let (count, run) = self.empty.get_or_insert_with(|| (0, piece.clone()));
            *count += 1;
            run.range.end = piece.range.end;
            return;
        }
        self.end_of_empty_records();
        self.reading.records.extend(outcome.record.map(|record| *record));
        self.messages.append(outcome.diagnostics);
        self.reading.coverage.reported.append(&mut outcome.reported);
    }

    /// Says once that there were records without a word, however many.
    fn end_of_empty_records(&mut self) {
        let Some((count, run)) = self.empty.take() else { return };
        let site = Site { file: self.text.file, text: self.text.text, piece: &run };
        let range = 0..run.range.len();
        let code = &codes::REJECTED_RECORD;
        place::report(site, range.clone(), code, &mut self.reading.coverage.reported);
        let message = match count {
            1 => "a record has nothing in it".to_owned(),
            count => format!("{count} records in a row have nothing in them"),
        };
        let said = Diagnostic::new(code, message).at(place::inside(site, range));
        let done = if count == 1 { "left it out" } else { "left them out" };
        self.messages.push(said.done(done));
    }

    fn finish(mut self, last: Option<&Piece>) -> Reading {
        self.end_of_empty_records();
        self.unclosed_frame(last);
        let coverage = &mut self.reading.coverage;
        coverage.records = self.reading.records.len();
        coverage.reported.sort_by_key(|reported| reported.line);
        coverage.reported.dedup_by_key(|reported| reported.line);
        coverage.lines_in_fields =
            place::filled_lines(self.text.text).saturating_sub(coverage.reported.len());
        self.reading.records.shrink_to_fit();
        self.reading.diagnostics = self.messages.finish();
        self.reading
    }

    /// A file that ends in good order closes what it has opened; a record that is cut has said so itself.
    fn unclosed_frame(&mut self, last: Option<&Piece>) {
        let (Some(name), Some(last)) = (self.frames.last(), last) else { return };
        if matches!(last.kind, Kind::Element { closed: false, .. }) {
            return;
        }
        let site = Site { file: self.text.file, text: self.text.text, piece: last };
        let end = last.range.len();
        let message = format!("the file ends without </{name}>");
        let said = Diagnostic::new(&codes::TRUNCATED_RECORD, message);
        let said = said.at(place::inside(site, end.saturating_sub(1)..end));
        let said = said.done("read the records that are there");
        self.messages.push(said.help("download the file again if records are missing"));
    }
}
