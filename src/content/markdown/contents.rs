//! The table of contents: where it is asked for, by a line `[TOC]` or by `toc = true`, and how it is written.

use super::Frame;
use super::escape::push_text;
use super::headings::Planned;
use super::placed::Placed;
use super::told::Told;
use crate::diag::{Diagnostic, codes};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::collections::HashSet;

/// What a line says that asks for one, in the spellings of the programs that have it.
const LINES: [&str; 3] = ["[toc]", "[[toc]]", "[[_toc_]]"];

/// Levels of headings that it lists, from the topmost on.
const LEVELS: u8 = 3;

/// The first bytes of the paragraphs that ask for a table of contents.
pub(super) fn find(body: &str, events: &[Placed<'_>]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut rest = events;
    while let Some(((event, range), after)) = rest.split_first() {
        rest = after;
        let Event::Start(Tag::Paragraph) = event else { continue };
        let typed = body.get(range.clone()).unwrap_or_default().trim();
        let asks = typed.len() <= 9 && LINES.iter().any(|line| typed.eq_ignore_ascii_case(line));
        let mut inner =
            after.iter().take_while(|(event, _)| *event != Event::End(TagEnd::Paragraph));
        if asks && !inner.any(|(event, _)| matches!(event, Event::Start(Tag::Link { .. }))) {
            found.insert(range.start);
        }
    }
    found
}

/// Writes the headings as nested lists of links; nothing when there are not two.
pub(super) fn write(headings: &[Planned], frame: Frame<'_>, out: &mut String) {
    let most = frame.base_level.saturating_add(LEVELS - 1);
    let listed: Vec<&Planned> = headings.iter().filter(|heading| heading.level <= most).collect();
    if listed.len() < 2 {
        return;
    }
    // A body that shares its page with others makes no landmark of its own.
    let element = if frame.id_prefix.is_empty() { "nav" } else { "div" };
    out.push_str(&format!(
        "<{element} class=\"toc\" aria-labelledby=\"{}contents\">\n",
        frame.id_prefix
    ));
    out.push_str(&format!("<p class=\"toc-title\" id=\"{}contents\">", frame.id_prefix));
    push_text(out, frame.words.contents);
    out.push_str("</p>\n");
    let mut open: Vec<u8> = Vec::new();
    for heading in listed {
        while open.last().is_some_and(|level| *level > heading.level) {
            open.pop();
            out.push_str("</li>\n</ul>\n");
        }
        match open.last() {
            Some(level) if *level == heading.level => out.push_str("</li>\n"),
            _ => {
                open.push(heading.level);
                out.push_str("<ul>\n");
            }
        }
        out.push_str("<li><a href=\"#");
        push_text(out, frame.id_prefix);
        push_text(out, &heading.id);
        out.push_str("\">");
        push_text(out, &heading.text);
        out.push_str("</a>");
    }
    for _ in open {
        out.push_str("</li>\n</ul>\n");
    }
    out.push_str(&format!("</{element}>\n"));
}

/// Tells when there is nothing to list.
pub(super) fn check(headings: &[Planned], asked: &HashSet<usize>, told: &mut Told<'_>) {
    let Some(first) = asked.iter().min().filter(|_| headings.len() < 2) else { return };
    let said = Diagnostic::new(&codes::EMPTY_CONTENTS, "there are no two headings to list here");
    let said =
        said.done("left the table of contents out").help("take this line out, or add headings");
    told.say(&(*first..first + 5), said);
}
