//! Parses one record's text into a [`Tree`], going on behind what is not well-formed.
//!
//! In: the text of a piece. Out: its tree, and the [`Fault`]s: what was wrong and how it was read. A `<` that begins no
//! tag is text, an element without end ends with the one around it, an end without beginning is left out, a reference
//! that nobody knows stays as written. The work on wrong markup is bounded, so that no input costs more than a few
//! passes. Never: declared entities, files outside, recursion.

use super::entities::{self, Unresolved};
use super::tree::{Attribute, Content, Node, Taken, Tree};
use quick_xml::Reader;
use quick_xml::events::Event;
use quick_xml::events::attributes::Attributes;
use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

/// Something that is not well-formed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) what: Wrong,
    /// Where, in the piece's text.
    pub(super) range: Range<usize>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// A `<` or `&` that begins nothing.
    LooseSign(char),
    /// An element that another one's end tag closes.
    Unclosed(String),
    /// An end tag of an element that is not open.
    Unopened(String),
    /// A reference that is not predefined.
    UnknownEntity(String),
    /// A numeric reference to what no page may hold.
    ForbiddenCharacter(String),
    /// The text ends inside a tag.
    Tail,
    /// Too much is wrong: the rest is not read.
    GivenUp,
}

/// No more faults than this are kept of one record.
const FAULTS: usize = 24;
/// An end tag closes an element at most so many levels up, or the record itself.
const LEVELS: usize = 64;

/// Parses a piece into an empty tree.
pub(super) fn parse<'a>(text: &'a str, closed: bool, tree: &mut Tree<'a>) -> Vec<Fault> {
    tree.nodes.clear();
    tree.attributes.clear();
    let builder =
        Builder { text, closed, tree, open: Vec::new(), faults: Vec::new(), gap: false, wasted: 0 };
    builder.run()
}

struct Builder<'a, 't> {
    text: &'a str,
    closed: bool,
    tree: &'t mut Tree<'a>,
    open: Vec<usize>,
    faults: Vec<Fault>,
    /// Blanks were passed since the last node.
    gap: bool,
    /// Bytes that were read for tags which turned out to be text.
    wasted: usize,
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

#[allow(clippy::cast_possible_truncation, reason = "a record of 4 GB is cut by the memory first")]
fn small(number: usize) -> u32 {
    number.min(u32::MAX as usize) as u32
}

impl<'a> Builder<'a, '_> {
    fn run(mut self) -> Vec<Fault> {
        let mut base = 0;
        while let Some(next) = self.stretch(base) {
            base = next;
        }
        let end = small(self.tree.nodes.len());
        for id in std::mem::take(&mut self.open) {
            if let Some(node) = self.tree.nodes.get_mut(id) {
                node.end = end;
            }
        }
        self.faults
    }

    /// Reads from `base` to the end, or to a sign that is no markup: then says where to go on.
    fn stretch(&mut self, base: usize) -> Option<usize> {
        let mut reader = reader(self.text.get(base..)?);
        loop {
            let start = base + position(reader.buffer_position());
            let event = reader.read_event();
            let end = base + position(reader.buffer_position());
            match event {
                Ok(Event::Eof) => return None,
                Ok(Event::Text(text)) => self.text_node(text.into_inner(), start..end),
                Ok(Event::GeneralRef(name)) => self.reference(&name, start..end),
                Ok(Event::End(tag)) => self.close(&tag, start..end),
                Ok(Event::CData(data)) => {
                    let text = data.into_inner();
                    self.push(Content::Text(text), start);
                }
                Ok(Event::Start(_)) if self.open_element(start..end, 1) => {}
                Ok(Event::Empty(_)) if self.open_element(start..end, 2) => self.close_last(),
                Ok(Event::Start(_) | Event::Empty(_)) => return self.loose(start, end),
                Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_)) => {
                    let aside = self.text.get(start..end).unwrap_or_default();
                    self.push(Content::Aside(aside), start);
                }
                Err(_) => {
                    let wrong = base + position(reader.error_position());
                    return self.loose(wrong.clamp(start, end), self.text.len());
                }
            }
        }
    }

    /// A `<` that begins no markup is text; says where to go on.
    fn loose(&mut self, start: usize, end: usize) -> Option<usize> {
        let rest = self.text.get(start..).unwrap_or_default();
        let cut = !self.closed && memchr::memchr(b'>', rest.as_bytes()).is_none();
        self.wasted += end.saturating_sub(start);
        if cut || self.wasted > 8 * self.text.len() + 65_536 || !rest.starts_with('<') {
            let what = if cut { Wrong::Tail } else { Wrong::GivenUp };
            self.faults.push(Fault { what, range: start..self.text.len() });
            return None;
        }
        self.fault(Wrong::LooseSign('<'), start..start + 1);
        self.push(Content::Text(Cow::Borrowed("<")), start);
        Some(start + 1)
    }

    fn fault(&mut self, what: Wrong, range: Range<usize>) {
        if self.faults.len() < FAULTS {
            self.faults.push(Fault { what, range });
        }
    }

    fn push(&mut self, content: Content<'a>, at: usize) -> usize {
        let id = self.tree.nodes.len();
        self.tree.nodes.push(Node {
            content,
            end: small(id + 1),
            parent: small(self.open.last().copied().unwrap_or_default()),
            at: small(at),
            gap: std::mem::take(&mut self.gap),
            taken: Cell::new(Taken::No),
        });
        id
    }

    fn text_node(&mut self, text: Cow<'a, str>, range: Range<usize>) {
        if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
            self.gap = true;
            return;
        }
        // A reference is an event of its own, so a sign that is left in text began none.
        if text.starts_with('&') {
            self.fault(Wrong::LooseSign('&'), range.start..range.start + 1);
        }
        self.push(Content::Text(text), range.start);
    }

    fn reference(&mut self, name: &str, range: Range<usize>) {
        match entities::resolve(name) {
            Ok(text) => {
                self.push(Content::Text(text), range.start);
            }
            Err(why) => {
                let written = self.text.get(range.clone()).unwrap_or_default();
                self.push(Content::Text(Cow::Borrowed(written)), range.start);
                self.unresolved(name, why, range);
            }
        }
    }

    fn unresolved(&mut self, name: &str, why: Unresolved, range: Range<usize>) {
        let name: String = name.chars().take(32).collect();
        let what = match why {
            _ if name.is_empty() => Wrong::LooseSign('&'),
            Unresolved::Unknown => Wrong::UnknownEntity(name),
            Unresolved::Forbidden => Wrong::ForbiddenCharacter(name),
        };
        self.fault(what, range);
    }

    /// Opens the element of a tag; `false` when it is none. `tail` bytes close the tag.
    fn open_element(&mut self, range: Range<usize>, tail: usize) -> bool {
        let inside = range.start + 1..range.end.saturating_sub(tail);
        let content = self.text.get(inside).unwrap_or_default();
        let length = name_length(content);
        let name = content.get(..length).unwrap_or_default();
        if !name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'))
            || name.contains('<')
        {
            return false;
        }
        let from = self.tree.attributes.len();
        if length < content.len() && !self.attributes(content, length, &range) {
            self.tree.attributes.truncate(from);
            return false;
        }
        let (from, to) = (small(from), small(self.tree.attributes.len()));
        let id = self.push(Content::Element(name, from, to), range.start);
        self.open.push(id);
        true
    }

    fn attributes(&mut self, content: &'a str, length: usize, range: &Range<usize>) -> bool {
        let mut attributes = Attributes::new(content, length);
        // The check for repeated names compares each with each.
        for attribute in attributes.with_checks(false) {
            let Ok(attribute) = attribute else { return false };
            let name = attribute.key.into_inner();
            let mut unknown = Vec::new();
            let value = entities::unescape(attribute.value, |name, why| {
                if unknown.len() < FAULTS {
                    unknown.push((name.to_owned(), why));
                }
            });
            for (name, why) in unknown {
                self.unresolved(&name, why, range.clone());
            }
            self.tree.attributes.push(Attribute { name, value, taken: Cell::new(false) });
        }
        true
    }

    fn close_last(&mut self) {
        let end = small(self.tree.nodes.len());
        if let Some(node) = self.open.pop().and_then(|id| self.tree.nodes.get_mut(id)) {
            node.end = end;
        }
    }

    fn close(&mut self, tag: &str, range: Range<usize>) {
        let name = tag.trim_end();
        let is = |id: &usize| self.tree.name(*id) == name;
        if self.open.last().is_some_and(is) {
            return self.close_last();
        }
        let up = self.open.iter().rev().take(LEVELS).position(is);
        let root = || self.open.first().filter(|id| is(id)).map(|_| self.open.len() - 1);
        let Some(up) = up.or_else(root) else {
            let name = name.chars().take(64).collect();
            return self.fault(Wrong::Unopened(name), range);
        };
        let unclosed =
            self.open.last().map(|id| self.tree.name(*id).to_owned()).unwrap_or_default();
        self.fault(Wrong::Unclosed(unclosed), range);
        for _ in 0..=up {
            self.close_last();
        }
    }
}

fn position(offset: u64) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}

fn name_length(content: &str) -> usize {
    content.bytes().position(|byte| byte.is_ascii_whitespace()).unwrap_or(content.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> (String, Vec<Wrong>) {
        let mut tree = Tree::default();
        let faults = parse(text, true, &mut tree);
        let mut out = String::new();
        for (id, node) in tree.nodes.iter().enumerate() {
            match &node.content {
                Content::Element(name, ..) => out.push_str(&format!("<{name} {}>", tree.end(id))),
                Content::Text(text) => out.push_str(text),
                Content::Aside(text) => out.push_str(text),
            }
        }
        (out, faults.into_iter().map(|fault| fault.what).collect())
    }

    #[test]
    fn well_formed_text_has_no_faults() {
        let (out, faults) = shown("<a x='1'><b/>\n<c>p &lt; 1 <![CDATA[<&>]]></c></a>");
        assert_eq!((out.as_str(), faults), ("<a 7><b 2><c 7>p < 1 <&>", vec![]));
    }

    #[test]
    fn signs_that_begin_nothing_are_text() {
        let (out, faults) = shown("<a>p <0.05 & q < 1 and \"r <s and t</a>");
        assert_eq!(out, "<a 9>p <0.05 & q < 1 and \"r <s and t");
        assert_eq!(faults.len(), 4, "{faults:?}");
    }

    #[test]
    fn ends_that_do_not_match() {
        let (out, faults) = shown("<a><i>x</b></a>");
        assert_eq!(out, "<a 3><i 3>x");
        assert_eq!(faults, [Wrong::Unopened("b".into()), Wrong::Unclosed("i".into())]);
    }

    #[test]
    fn a_text_cut_inside_a_tag_has_a_tail() {
        let mut tree = Tree::default();
        let faults = parse("<a><b>x</b><Auth", false, &mut tree);
        assert_eq!(faults, [Fault { what: Wrong::Tail, range: 11..16 }]);
        assert_eq!(tree.nodes.len(), 3);
    }

    #[test]
    fn endless_wrong_markup_costs_a_bounded_number_of_passes() {
        for unit in ["<", "<a \"", "</b>", "&", "<a><b>", "<!", "<?", "<![CDATA[", "&#x;", "<a b"] {
            let text = format!("<PubmedArticle>{}", unit.repeat(200_000));
            let mut tree = Tree::default();
            let faults = parse(&text, false, &mut tree);
            assert!(faults.len() <= FAULTS + 1, "{unit}");
        }
    }
}
