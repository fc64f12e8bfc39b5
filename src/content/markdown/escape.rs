//! Escaping for HTML text, attributes and addresses.

use crate::text::clean::is_noncharacter;

/// Appends text so that it is text, in an element or in an attribute between double quotes. Characters that no page may
/// hold become U+FFFD.
pub(super) fn push_text(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            // A carriage return is a line's end to Markdown and needs no trace.
            '\r' => {}
            c if c.is_control() || is_noncharacter(c) => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

/// Appends an address for an attribute: what no address may hold is percent-encoded.
pub(super) fn push_address(out: &mut String, address: &str) {
    for c in address.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#39;"),
            '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => push_encoded(out, c),
            c if c.is_whitespace() || c.is_control() || is_noncharacter(c) => push_encoded(out, c),
            c => out.push(c),
        }
    }
}

fn push_encoded(out: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        out.push_str(&format!("%{byte:02X}"));
    }
}
