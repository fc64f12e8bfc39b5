//! What no field has taken, so that nothing is lost.
//!
//! In: a tree of which fields have taken their parts. Out: [`Extra`]s in document order: text under the path of its
//! element, attributes as `Element/@Name`, comments as `#comment`. Left out: attributes whose value is what the
//! document type says when they are absent, and those of inline markup.

use super::rich;
use super::tree::{Attribute, Content, Node, Taken, Tree};
use crate::record::Extra;
use crate::text::blanks::fold_blanks;

/// Adds what is left.
pub(super) fn collect(tree: &Tree<'_>, extra: &mut Vec<Extra>) {
    for (id, node) in tree.nodes.iter().enumerate() {
        match &node.content {
            Content::Element(name, ..) => {
                if node.taken.get() == Taken::No && has_text(tree, id) {
                    let tag = path(tree, id);
                    if let Some(value) = rich::plain(tree, id) {
                        extra.push(Extra { tag, value });
                    }
                }
                let inline = node.taken.get() == Taken::Inline;
                attributes(name, inline, tree.attributes(id), extra);
            }
            Content::Text(text) if node.taken.get() == Taken::No => {
                let tag = path(tree, node.parent as usize);
                push(extra, &tag, text);
            }
            Content::Aside(text) => push(extra, "#comment", aside(text)),
            Content::Text(_) => {}
        }
    }
}

fn push(extra: &mut Vec<Extra>, tag: &str, value: &str) {
    let value = fold_blanks(value);
    if !value.is_empty() {
        extra.push(Extra { tag: tag.to_owned(), value });
    }
}

/// Whether text stands in the element itself.
fn has_text(tree: &Tree<'_>, id: usize) -> bool {
    let mut next = id + 1;
    let end = tree.end(id);
    while let Some(node) = tree.nodes.get(next).filter(|_| next < end) {
        if matches!(node.content, Content::Text(_)) {
            return true;
        }
        next = (node.end as usize).max(next + 1);
    }
    false
}

fn attributes(name: &str, inline: bool, attributes: &[Attribute<'_>], extra: &mut Vec<Extra>) {
    for attribute in attributes {
        let looks = inline && !attribute.name.ends_with("href");
        if attribute.taken.get() || looks || is_default(attribute) {
            continue;
        }
        push(extra, &format!("{name}/@{}", attribute.name), &attribute.value);
    }
}

/// What an attribute says that might as well be absent.
fn is_default(attribute: &Attribute<'_>) -> bool {
    match attribute.name {
        "ValidYN" | "CompleteYN" => attribute.value == "Y",
        "MajorTopicYN" | "EqualContrib" => attribute.value == "N",
        "Version" => attribute.value == "1",
        name => name == "xmlns" || name.starts_with("xmlns:"),
    }
}

/// A comment's or instruction's own words.
fn aside(text: &str) -> &str {
    let text = text.strip_prefix("<!--").and_then(|text| text.strip_suffix("-->")).unwrap_or(text);
    text.strip_prefix("<?").and_then(|text| text.strip_suffix("?>")).unwrap_or(text)
}

/// Elements that only hold the record together; a path begins below them.
const FRAME: [&str; 8] = [
    "PubmedArticle",
    "MedlineCitation",
    "Article",
    "PubmedData",
    "PubmedBookArticle",
    "BookDocument",
    "PubmedBookData",
    "Book",
];

/// The names from the frame down to an element, at most the last eight.
fn path(tree: &Tree<'_>, id: usize) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut at = id;
    while let Some(Node { content: Content::Element(name, ..), parent, .. }) = tree.nodes.get(at) {
        if names.len() == 8 || (!names.is_empty() && FRAME.contains(name)) {
            break;
        }
        names.push(name);
        if at == 0 {
            break;
        }
        at = *parent as usize;
    }
    names.reverse();
    names.join("/")
}
