//! What stands between records: declarations and the tags around all records say nothing; anything else is reported.
//!
//! In: a piece without a record. Out: diagnostics and the tags around records that it opens and closes. A document type
//! is passed over: what it declares is never expanded and what it names is never fetched.

use super::cut::Piece;
use super::place;
use super::record::{Outcome, Site};
use crate::diag::{Code, Diagnostic, codes};

/// The elements that hold records.
pub(super) const FRAMES: [&str; 5] = [
    "PubmedArticleSet",
    "PubmedBookArticleSet",
    "MedlineCitationSet",
    "BookDocumentSet",
    "PubmedCitationSet",
];

/// What a gap holds.
#[derive(Debug, Default)]
pub(super) struct Gap {
    pub(super) outcome: Outcome,
    /// Frames in order; `true` opens.
    pub(super) frames: Vec<(&'static str, bool)>,
}

/// Something that is recognised, with its length.
enum Mark {
    Blank(usize),
    Frame(&'static str, bool, usize),
    Declaration(usize),
    /// A document type that declares something itself.
    Declaring(usize),
    Comment(usize),
    /// Something that begins and does not end, or nothing known.
    Foreign(usize),
}

/// Reads a gap.
pub(super) fn read(site: Site<'_>) -> Gap {
    let mut gap = Gap::default();
    let text = site.text.get(site.piece.range.clone()).unwrap_or_default();
    let mut foreign: Option<Piece> = None;
    let mut here = site.piece.clone();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let mark = mark(rest);
        let length = mark.length().max(1);
        let stretch = here.skip(site.text, length);
        let goes_on = matches!(mark, Mark::Blank(_) | Mark::Foreign(_) | Mark::Comment(_));
        if !goes_on && let Some(piece) = foreign.take() {
            gap.stray(site, &piece);
        }
        match mark {
            Mark::Blank(_) | Mark::Declaration(_) => {}
            Mark::Frame(name, opens, _) => gap.frames.push((name, opens)),
            Mark::Declaring(_) => gap.declares(site, &stretch),
            Mark::Comment(_) | Mark::Foreign(_) => {
                foreign.get_or_insert_with(|| stretch.clone()).range.end = stretch.range.end;
            }
        }
        at += length;
    }
    if let Some(piece) = foreign {
        gap.stray(site, &piece);
    }
    gap
}

fn mark(rest: &str) -> Mark {
    let blank =
        rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}').len();
    if blank > 0 {
        return Mark::Blank(blank);
    }
    let until = |closing: &str| {
        memchr::memmem::find(rest.as_bytes(), closing.as_bytes()).map(|at| at + closing.len())
    };
    // What does not end is foreign to its end, so that nothing is searched for again.
    if rest.starts_with("<!--") {
        return until("-->").map_or(Mark::Foreign(rest.len()), Mark::Comment);
    }
    if rest.starts_with("<?xml") {
        return until("?>").map_or(Mark::Foreign(rest.len()), Mark::Declaration);
    }
    if rest.starts_with("<!DOCTYPE") {
        let Some(length) = super::cut::doctype_end(rest.as_bytes()) else {
            return Mark::Foreign(rest.len());
        };
        let declares = memchr::memchr(b'[', rest.as_bytes().get(..length).unwrap_or_default());
        return if declares.is_some() {
            Mark::Declaring(length)
        } else {
            Mark::Declaration(length)
        };
    }
    frame(rest).unwrap_or_else(|| {
        let next = memchr::memchr(b'<', rest.as_bytes().get(1..).unwrap_or_default());
        Mark::Foreign(next.map_or(rest.len(), |at| at + 1))
    })
}

fn frame(rest: &str) -> Option<Mark> {
    let inside = rest.strip_prefix('<')?;
    let (name, opens) = match inside.strip_prefix('/') {
        Some(name) => (name, false),
        None => (inside, true),
    };
    let known = FRAMES.into_iter().find(|known| {
        name.strip_prefix(known).is_some_and(|rest| {
            rest.starts_with(|c: char| c == '>' || c == '/' || c.is_whitespace())
        })
    })?;
    let end = memchr::memchr(b'>', rest.as_bytes())?;
    let empty = rest.get(..end)?.ends_with('/');
    if empty { Some(Mark::Declaration(end + 1)) } else { Some(Mark::Frame(known, opens, end + 1)) }
}

impl Mark {
    fn length(&self) -> usize {
        match self {
            Mark::Blank(length)
            | Mark::Frame(_, _, length)
            | Mark::Declaration(length)
            | Mark::Declaring(length)
            | Mark::Comment(length)
            | Mark::Foreign(length) => *length,
        }
    }
}

impl Gap {
    fn stray(&mut self, site: Site<'_>, piece: &Piece) {
        let message = "text, tags or comments stand outside any record";
        self.note(site, piece, &codes::STRAY_LINE, message, "left them out");
    }

    fn declares(&mut self, site: Site<'_>, piece: &Piece) {
        let message = "the document type of this file declares something of its own";
        let done = "left it out: nothing that a file declares is expanded, and nothing is fetched";
        self.note(site, piece, &codes::DOCUMENT_TYPE, message, done);
    }

    fn note(
        &mut self,
        site: Site<'_>,
        piece: &Piece,
        code: &'static Code,
        message: &str,
        done: &str,
    ) {
        let site = Site { piece, ..site };
        let text = site.text.get(piece.range.clone()).unwrap_or_default();
        let range = 0..text.trim_end().len();
        place::report(site, range.clone(), code, &mut self.outcome.reported);
        let place = place::inside(site, range);
        self.outcome.diagnostics.push(Diagnostic::new(code, message).at(place).done(done));
    }
}
