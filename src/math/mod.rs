//! Formulas: TeX of the curator's notes and MathML of records, both as MathML that may stand on a page, and as plain text.
//!
//! In: a formula from outside. Out: a [`Formula`], which holds nothing but elements and attributes of MathML Core that are
//! on a list, and writes itself with its text escaped. It cannot be made in any other way, so no text can leave its element
//! through a formula, whatever a converter or a stranger gives. Steps: 1. TeX becomes MathML ([`tex`], with [`chemistry`] of
//! our own); 2. MathML is parsed and let through by the [`gate`]; 3. it is written as markup ([`mod@write`]) or as one line of
//! plain text ([`plain`]). Never: IO, styles, links.

mod chemistry;
mod elements;
mod embedded;
mod gate;
mod lengths;
mod plain;
mod styles;
mod tex;
mod write;

pub use embedded::{Rich, leading, rich, without_markup};
pub use tex::from_tex;

use std::ops::Range;

/// A part of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    /// An element of MathML Core with attributes of ours or from the list.
    Element(Element),
    /// Text of a token element.
    Text(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

/// A formula that may stand on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// The element `math`.
    root: Element,
}

/// Why there is no formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong, in a few words.
    pub message: String,
    /// Where, in bytes of the TeX.
    pub range: Range<usize>,
}

impl Formula {
    /// A record's MathML, with any prefix of the namespace. What MathML Core does not have is replaced by what it has, or
    /// by its content; nothing when it is not well-formed or says nothing.
    pub fn from_mathml(source: &str) -> Option<Self> {
        gate::pass(source, gate::Manner::Lenient).ok().filter(|formula| !formula.plain().is_empty())
    }

    /// The element `math`, escaped for HTML and for XML.
    pub fn mathml(&self) -> String {
        let mut out = String::new();
        write::element(&self.root, &mut out);
        out
    }

    /// The formula in one line of plain text: `x^2`, `2/3`, `√(a + b)`.
    pub fn plain(&self) -> String {
        plain::text(&self.root)
    }
}

#[cfg(test)]
mod tests;
