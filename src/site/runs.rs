//! Runs of the styles of citation as HTML: the one place that escapes them.
//!
//! In: [`Run`]s of plain text. Out: HTML whose elements are `<i> <b> <sup> <sub> <span>`, without e-mail addresses. Never:
//! links, which are for whoever knows where they lead.

use super::shown::Shown;
use crate::cite::printed::{self, VANCOUVER_AUTHORS};
use crate::cite::{Run, Script};
use crate::record::Record;
use crate::text::inline::escape_html;
use tera::Value;

/// A record in the style of the National Library of Medicine, on one line.
pub(super) fn vancouver(record: &Record) -> Value {
    html(&printed::vancouver(record, VANCOUVER_AUTHORS, &shown))
}

/// A record in the style of the American Psychological Association.
pub(super) fn apa(record: &Record) -> Value {
    html(&printed::apa(record, &shown))
}

fn shown(text: &str) -> String {
    Shown::new(text).to_string()
}

fn html(runs: &[Run]) -> Value {
    let mut out = String::new();
    for run in runs {
        push_run(run, &mut out);
    }
    Value::safe_string(&out)
}

/// A run with the elements of its look.
pub(super) fn push_run(run: &Run, out: &mut String) {
    push_styled(&escaped(&text(run)), run, out);
}

/// HTML in the elements of the look of a run.
pub(super) fn push_styled(html: &str, run: &Run, out: &mut String) {
    let script = match run.script {
        Some(Script::Super) => Some("sup"),
        Some(Script::Sub) => Some("sub"),
        None => None,
    };
    let tags: Vec<&str> = [run.bold.then_some("b"), run.italic.then_some("i"), script]
        .into_iter()
        .flatten()
        .collect();
    if run.small_caps {
        out.push_str("<span class=\"caps\">");
    }
    for tag in &tags {
        out.push_str(&format!("<{tag}>"));
    }
    out.push_str(html);
    for tag in tags.iter().rev() {
        out.push_str(&format!("</{tag}>"));
    }
    if run.small_caps {
        out.push_str("</span>");
    }
}

/// Text for an element or an attribute between double quotes.
pub(super) fn escaped(text: &str) -> String {
    // A control character may stand in no page, and one of them marks the way to the root.
    let plain: String = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    escape_html(&plain)
}

/// Text of a run as it may stand on a page.
pub(super) fn text(run: &Run) -> String {
    shown(&run.text)
}
