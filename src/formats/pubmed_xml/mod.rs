//! PubMed's XML: `PubmedArticleSet` as downloads, E-utilities and baseline files have it, books, and the older
//! `MedlineCitationSet`.
//!
//! In: a file's decoded text. Out: a [`Reading`]. Steps: 1. [`cut`] finds the records without parsing them; 2. each is
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

use super::{DecodedText, Reading};
use crate::diag::{Diagnostic, codes};
use cut::{Kind, Piece};
use gap::Gap;
use rayon::prelude::*;
use record::Site;
use tree::Tree;

/// The format's identifier.
pub(super) const ID: &str = "pubmed-xml";

/// Pieces that a thread takes at least at once; one costs some ten microseconds.
const CHUNK: usize = 16;

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

/// Reads a file's text.
pub(super) fn read(text: &DecodedText<'_>) -> Reading {
    let pieces = cut::pieces(text.text);
    let one = |tree: &mut Tree<'_>, piece: &Piece| read_piece(text, tree, piece);
    let gaps: Vec<Gap> = pieces
        .par_iter()
        .with_min_len(CHUNK)
        .map_init(Tree::default, |tree, piece| one(tree, piece))
        .collect();
    let mut account = Account { text, reading: Reading::default(), empty: None, frames: Vec::new() };
    for (piece, gap) in pieces.iter().zip(gaps) {
        account.add(piece, gap);
    }
    account.finish(pieces.last())
}

fn read_piece(text: &DecodedText<'_>, tree: &mut Tree<'_>, piece: &Piece) -> Gap {
    let _ = (text, tree, piece);
    todo!()
}
