//! Admonitions: quotations that begin with a line such as `[!NOTE]`, in the five kinds of GitHub.

use super::escape::push_text;
use super::placed::Placed;
use super::told::Told;
use super::words::Words;
use crate::config::fields::shown;
use crate::diag::{Diagnostic, codes};
use crate::text::nearest::nearest;
use pulldown_cmark::{BlockQuoteKind, Event, Tag};

const KINDS: [&str; 5] = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// Begins one, with its title.
pub(super) fn start(kind: BlockQuoteKind, words: Words<'_>, out: &mut String) {
    let [note, tip, important, warning, caution] = words.admonitions;
    let (class, title) = match kind {
        BlockQuoteKind::Note => ("note", note),
        BlockQuoteKind::Tip => ("tip", tip),
        BlockQuoteKind::Important => ("important", important),
        BlockQuoteKind::Warning => ("warning", warning),
        BlockQuoteKind::Caution => ("caution", caution),
    };
    out.push_str(&format!("<div class=\"admonition {class}\" role=\"note\">\n"));
    out.push_str("<p class=\"admonition-title\">");
    push_text(out, title);
    out.push_str("</p>\n");
}

/// Tells of quotations that look as if they were meant for one.
pub(super) fn check(events: &[Placed<'_>], told: &mut Told<'_>) {
    for pair in events.windows(2) {
        let [(Event::Start(Tag::BlockQuote(None)), _), (Event::Start(Tag::Paragraph), range)] =
            pair
        else {
            continue;
        };
        let line = told.typed(range).lines().next().unwrap_or_default();
        let Some((kind, behind)) = line.strip_prefix("[!").and_then(|rest| rest.split_once(']'))
        else {
            continue;
        };
        // `[!…](…)` is a link with an odd text.
        if behind.starts_with(['(', '[']) || kind.is_empty() || kind.len() > 40 {
            continue;
        }
        let known = KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind));
        let (message, help) = if known {
            let kind = shown(kind);
            (
                format!("words stand behind [!{kind}] in its line"),
                format!("put [!{kind}] into a line of its own; its title is always the same"),
            )
        } else {
            let near = nearest(&kind.to_uppercase(), KINDS);
            let help = near.map_or_else(
                || format!("the kinds are {}", KINDS.join(", ")),
                |near| format!("did you mean [!{near}]?"),
            );
            (format!("`{}` is no kind of admonition", shown(kind)), help)
        };
        let said = Diagnostic::new(&codes::UNKNOWN_ADMONITION, message);
        let end = range.start + "[!".len() + kind.len() + "]".len();
        told.say(&(range.start..end), said.done("showed it as a quotation").help(help));
    }
}
