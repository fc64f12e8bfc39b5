//! A formula as markup.
//!
//! In: a tree that the gate has let through. Out: its elements, with every text and value escaped. Never: anything else.

use super::{Element, Node};
use crate::text::clean::is_noncharacter;

/// Appends an element.
pub(super) fn element(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(element.name);
    for (name, value) in &element.attributes {
        out.push_str(&format!(" {name}=\""));
        push_text(value, out);
        out.push('"');
    }
    out.push('>');
    for child in &element.children {
        match child {
            Node::Element(inner) => self::element(inner, out),
            Node::Text(text) => push_text(text, out),
        }
    }
    out.push_str(&format!("</{}>", element.name));
}

fn push_text(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => out.push(' '),
            c if c.is_control() || is_noncharacter(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}
