//! A record's elements as a flat list in document order, with the account of what has been read of them.
//!
//! In: nodes, pushed by [`super::parse`]. Out: elements by name, text, attributes; each remembers whether a field has
//! taken it. No function recurses, so depth costs nothing. Never: any meaning of an element.

use std::borrow::Cow;
use std::cell::Cell;

/// What a node is.
#[derive(Debug)]
pub(super) enum Content<'a> {
    /// An element, with the range of its attributes.
    Element(&'a str, u32, u32),
    /// Text, references resolved.
    Text(Cow<'a, str>),
    /// A comment or a processing instruction, as written.
    Aside(&'a str),
}

/// Whether something is in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    No,
    Yes,
    /// As markup inside a text that a field has taken.
    Inline,
}

/// A node.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) content: Content<'a>,
    /// The number of the first node behind its descendants.
    pub(super) end: u32,
    pub(super) parent: u32,
    /// Its first byte in the record.
    pub(super) at: u32,
    /// Blanks stand before it.
    pub(super) gap: bool,
    pub(super) taken: Cell<Taken>,
}

/// An attribute, references resolved.
#[derive(Debug)]
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    pub(super) value: Cow<'a, str>,
    pub(super) taken: Cell<bool>,
}

/// A record's elements; node 0 is the record.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) attributes: Vec<Attribute<'a>>,
}

impl<'a> Tree<'a> {
    /// The element's name; empty for what is no element.
    pub(super) fn name(&self, id: usize) -> &'a str {
        match self.nodes.get(id).map(|node| &node.content) {
            Some(Content::Element(name, ..)) => name,
            _ => "",
        }
    }

    /// Where the descendants of a node end.
    pub(super) fn end(&self, id: usize) -> usize {
        self.nodes.get(id).map_or(0, |node| node.end as usize)
    }

    /// The elements inside an element, in order.
    pub(super) fn children(&self, id: usize) -> Children<'_, 'a> {
        Children { tree: self, next: id + 1, end: self.end(id) }
    }

    /// The first element of a name inside an element.
    pub(super) fn child(&self, id: usize, name: &str) -> Option<usize> {
        self.children(id).find(|child| self.name(*child) == name)
    }

    /// An element's attributes.
    pub(super) fn attributes(&self, id: usize) -> &[Attribute<'a>] {
        match self.nodes.get(id).map(|node| &node.content) {
            Some(Content::Element(_, from, to)) => {
                self.attributes.get(*from as usize..*to as usize).unwrap_or_default()
            }
            _ => &[],
        }
    }

    /// The value of an attribute, which is looked at and not yet taken.
    pub(super) fn look(&self, id: usize, name: &str) -> Option<&Attribute<'a>> {
        self.attributes(id).iter().find(|attribute| attribute.name == name)
    }

    /// Takes the value of an attribute.
    pub(super) fn attribute(&self, id: usize, name: &str) -> Option<&str> {
        let attribute = self.look(id, name)?;
        attribute.taken.set(true);
        Some(attribute.value.trim())
    }

    /// Takes a `…YN` attribute; whether it says yes.
    pub(super) fn yes(&self, id: usize, name: &str) -> bool {
        let Some(attribute) = self.look(id, name) else { return false };
        let yes = attribute.value.trim() == "Y";
        if yes || attribute.value.trim() == "N" {
            attribute.taken.set(true);
        }
        yes
    }

    /// Takes an element with everything inside it, attributes of the element itself left out.
    pub(super) fn take(&self, id: usize) {
        let mut how = Taken::Yes;
        for node in self.nodes.get(id..self.end(id)).unwrap_or_default() {
            if !matches!(node.content, Content::Aside(_)) {
                node.taken.set(how);
            }
            how = Taken::Inline;
        }
    }

    /// Whether a field has taken a node.
    pub(super) fn is_taken(&self, id: usize) -> bool {
        self.nodes.get(id).is_some_and(|node| node.taken.get() != Taken::No)
    }
}

/// The elements inside an element.
pub(super) struct Children<'t, 'a> {
    tree: &'t Tree<'a>,
    next: usize,
    end: usize,
}

impl Iterator for Children<'_, '_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.next < self.end {
            let id = self.next;
            let node = self.tree.nodes.get(id)?;
            self.next = (node.end as usize).max(id + 1);
            if matches!(node.content, Content::Element(..)) {
                return Some(id);
            }
        }
        None
    }
}
