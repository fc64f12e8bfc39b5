//! The opening words of a body, for lists that name its page.
//!
//! In: the events of a body. Out: plain text of its paragraphs and lists. Never: headings, tables, code, pictures,
//! footnotes, citations, the line that asks for a table of contents.

use super::{Markdown, contents, events, headings};
use crate::text::blanks::fold_blanks;
use pulldown_cmark::{Event, Tag, TagEnd};

impl Markdown {
    /// The first words of the prose, at least so many characters of them where there are so many. Paragraphs are joined by
    /// a blank.
    pub fn opening(&self, enough: usize) -> String {
        let mut text = String::new();
        // How many elements are open whose text is not prose.
        let mut apart = 0_usize;
        let all = events(self.body());
        let contents = contents::find(self.body(), &all);
        for (event, range) in all {
            // The line that asks for a table of contents is one paragraph.
            let asks = contents.contains(&range.start);
            match &event {
                Event::Start(Tag::Paragraph) if asks => apart += 1,
                Event::End(TagEnd::Paragraph) if asks => apart = apart.saturating_sub(1),
                Event::Start(tag) if is_apart(tag) => apart += 1,
                Event::End(tag) if ends_apart(*tag) => apart = apart.saturating_sub(1),
                Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Item
                    | TagEnd::DefinitionListTitle
                    | TagEnd::DefinitionListDefinition,
                ) if apart == 0 => {
                    text = without_citations(&text);
                    if text.chars().count() > enough {
                        break;
                    }
                    text.push(' ');
                }
                event if apart == 0 => headings::push_plain(event, &mut text),
                _ => {}
            }
        }
        fold_blanks(&without_citations(&text))
    }
}

fn is_apart(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Heading { .. }
            | Tag::CodeBlock(_)
            | Tag::Table(_)
            | Tag::Image { .. }
            | Tag::FootnoteDefinition(_)
            | Tag::HtmlBlock
    )
}

fn ends_apart(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Table
            | TagEnd::Image
            | TagEnd::FootnoteDefinition
            | TagEnd::HtmlBlock
    )
}

/// The text without citations in brackets, as `[see @pmid:1, p. 2]`.
fn without_citations(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, inner, after)) = next_bracket(rest) {
        out.push_str(before);
        match cites(inner) {
            true => out.truncate(out.trim_end().len()),
            false => out.push_str(&format!("[{inner}]")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn next_bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (inner, after) = rest.split_once(']')?;
    Some((before, inner, after))
}

fn cites(inner: &str) -> bool {
    let begins = |before: &str| before.is_empty() || before.ends_with([' ', '-', ';']);
    inner.match_indices('@').any(|(at, _)| inner.get(..at).is_some_and(begins))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_list_shows_the_first_words_of_the_prose() {
        for (body, enough, expected) in [
            ("# Head\n\nOne *two*.\n\nThree.", 100, "One two. Three."),
            ("One two.\n\nThree.", 4, "One two."),
            ("- one\n- two\n\n| a |\n|---|\n| b |\n", 100, "one two"),
            ("```\ncode\n```\n![a picture](x.png) See `f`.[^1]\n\n[^1]: A note.\n", 100, "See f."),
            ("Known [@pmid:1; see @2, p. 3], and [not] so.", 100, "Known, and [not] so."),
            ("Write [to](x.md) us [a@b.example].", 100, "Write to us [a@b.example]."),
            ("[TOC]\n\nOne.", 100, "One."),
            ("", 100, ""),
        ] {
            let markdown = Markdown { text: Arc::from(body), ..Markdown::default() };
            assert_eq!(markdown.opening(enough), expected, "{body}");
        }
    }
}
