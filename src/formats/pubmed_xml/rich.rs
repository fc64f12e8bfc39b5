//! The text of an element with inline markup, plain and with the four tags and the formulas that a rich text keeps.
//!
//! In: an element of a tree. Out: its text in normal form; a formula is one line of plain text, or MathML that the gate of
//! [`crate::math`] has let through; of one that it refuses the letters stay. Never: other tags.

use super::tree::{Content, Tree};
use crate::math::Formula;
use crate::text::blanks::fold_blanks;
use crate::text::inline::escape_html;

/// Takes an element's whole text; nothing when it is blank.
pub(super) fn plain(tree: &Tree<'_>, id: usize) -> Option<String> {
    tree.take(id);
    let inside = tree.nodes.get(id + 1..tree.end(id)).unwrap_or_default();
    let text = match inside {
        [] => return None,
        [only] => match &only.content {
            Content::Text(text) => fold_blanks(text),
            _ => return None,
        },
        several => {
            let mut text = String::with_capacity(128);
            let mut passed = 0;
            for (at, node) in several.iter().enumerate().map(|(at, node)| (id + 1 + at, node)) {
                if at < passed {
                    continue;
                }
                if node.gap {
                    text.push(' ');
                }
                if let Content::Text(piece) = &node.content {
                    text.push_str(piece);
                } else if let Some(formula) = formula(tree, at) {
                    text.push_str(&formula.plain());
                    passed = tree.end(at);
                }
            }
            fold_blanks(&text)
        }
    };
    Some(text).filter(|text| !text.is_empty())
}

/// The element's text with `<i> <b> <sub> <sup>` and formulas, when it has any of them.
pub(super) fn html(tree: &Tree<'_>, id: usize) -> Option<String> {
    let kept = |name| is_kept(name) || local(name) == "math";
    let end = tree.end(id);
    if end <= id + 2 || !(id + 1..end).any(|inside| kept(tree.name(inside))) {
        return None;
    }
    Some(with_markup(tree, id))
}

fn with_markup(tree: &Tree<'_>, id: usize) -> String {
    let end = tree.end(id);
    let mut passed = 0;
    let mut out = String::with_capacity(256);
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (inside, node) in tree.nodes.iter().enumerate().take(end).skip(id + 1) {
        if inside < passed {
            continue;
        }
        close(&mut out, &mut open, inside);
        if node.gap {
            out.push(' ');
        }
        if let Some(formula) = formula(tree, inside) {
            out.push_str(&formula.mathml());
            passed = tree.end(inside);
            continue;
        }
        match &node.content {
            Content::Text(text) => out.push_str(&escape_html(text)),
            Content::Element(name, ..) if is_kept(name) => {
                out.push_str(&format!("<{name}>"));
                open.push((tree.end(inside), name));
            }
            Content::Element(..) | Content::Aside(_) => {}
        }
    }
    close(&mut out, &mut open, end);
    fold_blanks(&out)
}

/// A name without the prefix of its namespace.
fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The formula that an element is.
fn formula(tree: &Tree<'_>, id: usize) -> Option<Formula> {
    match local(tree.name(id)) {
        "math" => Formula::from_mathml(&source(tree, id)),
        _ => None,
    }
}

/// An element written as text again, its names without prefix.
fn source(tree: &Tree<'_>, id: usize) -> String {
    let end = tree.end(id);
    let mut out = String::with_capacity(256);
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (inside, node) in tree.nodes.iter().enumerate().take(end).skip(id) {
        close(&mut out, &mut open, inside);
        match &node.content {
            Content::Text(text) => {
                // Blanks before a text of a token may be part of it.
                if node.gap {
                    out.push(' ');
                }
                out.push_str(&escape_html(text));
            }
            Content::Element(name, ..) => {
                let name = local(name);
                out.push_str(&format!("<{name}"));
                for attribute in tree.attributes(inside) {
                    if !attribute.name.starts_with("xmlns") {
                        let (name, value) = (attribute.name, escape_html(&attribute.value));
                        out.push_str(&format!(" {name}=\"{value}\""));
                    }
                }
                out.push('>');
                open.push((tree.end(inside), name));
            }
            Content::Aside(_) => {}
        }
    }
    close(&mut out, &mut open, end);
    out
}

/// Closes the tags that end before a node.
fn close(out: &mut String, open: &mut Vec<(usize, &str)>, at: usize) {
    while let Some((_, name)) = open.pop_if(|(end, _)| *end <= at) {
        out.push_str(&format!("</{name}>"));
    }
}

fn is_kept(name: &str) -> bool {
    matches!(name, "i" | "b" | "sub" | "sup")
}

/// The text of an element that holds nothing but text, without taking it.
pub(super) fn peek(tree: &Tree<'_>, id: usize) -> Option<String> {
    let inside = tree.nodes.get(id + 1..tree.end(id)).unwrap_or_default();
    match inside {
        [only] => match &only.content {
            Content::Text(text) => Some(fold_blanks(text)).filter(|text| !text.is_empty()),
            _ => None,
        },
        _ => None,
    }
}
