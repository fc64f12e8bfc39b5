//! Attributes of elements that Markdown becomes.

use super::escape::{push_address, push_text};

/// Appends ` class="…"`; nothing when there is none.
pub(super) fn push_class(out: &mut String, class: &str) {
    push_attribute(out, "class", class);
}

/// Appends ` title="…"`; nothing when there is none.
pub(super) fn push_title(out: &mut String, title: &str) {
    push_attribute(out, "title", title);
}

/// Appends ` aria-label="…"`; nothing when there is none.
pub(super) fn push_label(out: &mut String, label: &str) {
    push_attribute(out, "aria-label", label);
}

fn push_attribute(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        out.push_str(&format!(" {name}=\""));
        push_text(out, value);
        out.push('"');
    }
}

/// Appends the beginning of a link; what closes it is `</a>`.
pub(super) fn open_anchor(out: &mut String, href: &str, title: &str) {
    out.push_str("<a href=\"");
    push_address(out, href);
    out.push('"');
    push_title(out, title);
    out.push('>');
}
