//! The text of an element with inline markup, plain and with the four tags that a rich title keeps.
//!
//! In: an element of a tree. Out: its text in normal form; markup of formulas gives its letters. Never: other tags.

use super::tree::{Content, Tree};
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
            for node in several {
                if node.gap {
                    text.push(' ');
                }
                if let Content::Text(piece) = &node.content {
                    text.push_str(piece);
                }
            }
            fold_blanks(&text)
        }
    };
    Some(text).filter(|text| !text.is_empty())
}

/// The element's text with `<i> <b> <sub> <sup>`, when it has any of them.
pub(super) fn html(tree: &Tree<'_>, id: usize) -> Option<String> {
    let end = tree.end(id);
    if end <= id + 2 || !(id + 1..end).any(|inside| is_kept(tree.name(inside))) {
        return None;
    }
    let mut out = String::with_capacity(256);
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (inside, node) in tree.nodes.iter().enumerate().take(end).skip(id + 1) {
        close(&mut out, &mut open, inside);
        if node.gap {
            out.push(' ');
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
    Some(fold_blanks(&out))
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
