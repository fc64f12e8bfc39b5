//! The gate: MathML from outside becomes a tree that may stand on a page, or is refused.
//!
//! In: MathML as text. Out: a [`Formula`]. Each element and attribute is looked up in [`elements`]; text is kept in token
//! elements only. Two manners: what a converter of ours gives must be right to the last element, because anything else is
//! somebody's attempt to leave the formula; what a record gives is kept as far as it can be, because its readers want the
//! formula and not the verdict. Never: an entity that a document declares, a comment, a namespace of another language.

use super::elements::{self, Holds, Kind};
use super::{Element, Formula, Node, styles};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

/// How much is forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Nothing: what is not on the lists refuses the whole formula.
    Strict,
    /// What is not on the lists is left out, and its content stays.
    Lenient,
}

/// Elements inside each other; formulas of real papers have less than twenty.
const DEPTH: usize = 64;
/// Elements and texts of one formula.
const NODES: usize = 5_000;

/// Lets a formula through. `Err` says in a few words what was not let through.
pub(super) fn pass(source: &str, manner: Manner) -> Result<Formula, String> {
    let mut builder = Builder { manner, open: Vec::new(), done: None, skipped: 0, nodes: 0 };
    let mut reader = Reader::from_str(source);
    loop {
        match reader.read_event().map_err(|_| "it is not well-formed".to_owned())? {
            Event::Eof => break,
            Event::Start(tag) => builder.start(&tag)?,
            Event::Empty(tag) => {
                builder.start(&tag)?;
                builder.end()?;
            }
            Event::End(_) => builder.end()?,
            Event::Text(text) => builder.text(&text)?,
            Event::CData(text) => builder.text(&text)?,
            Event::GeneralRef(name) => {
                let text = match name.resolve_char_ref() {
                    Ok(Some(c)) => c.to_string(),
                    _ => named(&name).map_or_else(|| format!("&{};", &*name), str::to_owned),
                };
                builder.text(&text)?;
            }
            // Comments and instructions say nothing to a reader.
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::DocType(_) => return Err("it declares a document".to_owned()),
        }
    }
    match builder.done {
        Some(root) if builder.open.is_empty() => Ok(Formula { root }),
        _ => Err("it does not end".to_owned()),
    }
}

/// The references that every reader of XML knows, and those that writers of MathML borrow most.
fn named(name: &str) -> Option<&'static str> {
    let names = [
        ("amp", "&"),
        ("lt", "<"),
        ("gt", ">"),
        ("quot", "\""),
        ("apos", "'"),
        ("nbsp", "\u{a0}"),
        ("minus", "\u{2212}"),
        ("times", "\u{d7}"),
        ("plusmn", "\u{b1}"),
        ("InvisibleTimes", "\u{2062}"),
        ("ApplyFunction", "\u{2061}"),
        ("alpha", "α"),
        ("beta", "β"),
        ("gamma", "γ"),
        ("mu", "μ"),
        ("sigma", "σ"),
    ];
    names.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

struct Builder {
    manner: Manner,
    open: Vec<Open>,
    done: Option<Element>,
    /// How many open elements are left out with all that they hold.
    skipped: usize,
    nodes: usize,
}

/// An element that is not closed yet.
struct Open {
    element: Element,
    holds: Holds,
    /// What it was, where it is written as something else.
    was: Was,
}

enum Was {
    Itself,
    /// Brackets around its elements, with what stands between them.
    Fenced {
        open: String,
        close: String,
        separators: Vec<char>,
    },
    /// Only its first element counts.
    FirstOf,
    /// Only its content counts; an element of HTML that a converter sets around words.
    Words,
}

impl Builder {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        if self.skipped > 0 {
            self.skipped += 1;
            return Ok(());
        }
        self.count()?;
        if self.open.len() >= DEPTH {
            return Err("its parts stand too deep inside each other".to_owned());
        }
        let name = tag.local_name();
        let name: &str = name.as_ref();
        // In HTML an element inside a token is one of HTML, whatever its name.
        let in_row = self.open.last().is_none_or(|open| open.holds != Holds::Text);
        let found = elements::find(name).filter(|_| in_row);
        let open = match (found, self.open.is_empty()) {
            (Some(kind), true) if kind.name == "math" && self.done.is_none() => {
                self.opened(kind, tag)?
            }
            (_, true) => return Err("there is something outside the formula".to_owned()),
            (Some(kind), false) if kind.name != "math" => self.opened(kind, tag)?,
            (_, false) => {
                let Some(open) = self.replaced(name, tag)? else {
                    self.skipped = 1;
                    return Ok(());
                };
                open
            }
        };
        self.open.push(open);
        Ok(())
    }

    /// An element of MathML Core with the attributes that it may have.
    fn opened(&self, kind: &'static Kind, tag: &BytesStart<'_>) -> Result<Open, String> {
        let mut element = Element { name: kind.name, attributes: Vec::new(), children: Vec::new() };
        for (name, value) in attributes(tag) {
            if name == "style" && self.manner == Manner::Strict {
                styles::push(&value, &mut element)?;
            } else if let Some(attribute) = kind.attribute(&name, &value) {
                element.attributes.push(attribute);
            }
        }
        element.attributes.sort_unstable();
        element.attributes.dedup_by(|one, other| one.0 == other.0);
        Ok(Open { element, holds: kind.holds, was: Was::Itself })
    }

    /// What stands for an element that MathML Core does not have; nothing when it goes with all that it holds.
    fn replaced(&self, name: &str, tag: &BytesStart<'_>) -> Result<Option<Open>, String> {
        let in_text = self.open.last().is_some_and(|open| open.holds == Holds::Text);
        let row = |was| Some(Open { element: row_element(), holds: Holds::Row, was });
        let words = ["a", "b", "code", "em", "i", "s", "span", "u"];
        Ok(match (self.manner, name) {
            (_, "menclose") if !in_text => {
                let mut open = row(Was::Itself);
                if let Some(open) = &mut open {
                    let mut found = attributes(tag).filter(|(name, _)| name == "notation");
                    let notation = found.next().map(|(_, value)| value).unwrap_or_default();
                    styles::push_enclosure(&notation, &mut open.element);
                }
                open
            }
            (Manner::Strict, name) if in_text && words.contains(&name) => {
                Some(Open { element: row_element(), holds: Holds::Text, was: Was::Words })
            }
            (Manner::Strict, name) => {
                return Err(format!("<{}> is no part of a formula", cut(name)));
            }
            (_, "annotation" | "annotation-xml" | "script" | "style") => None,
            (_, _) if in_text => {
                Some(Open { element: row_element(), holds: Holds::Text, was: Was::Words })
            }
            (_, "semantics" | "maction") => row(Was::FirstOf),
            (_, "mfenced") => {
                let of = |wanted: &str, usual: &str| {
                    let mut found = attributes(tag).filter(|(name, _)| name == wanted);
                    found.next().map_or_else(|| usual.to_owned(), |(_, value)| value)
                };
                let separators = of("separators", ",");
                let separators = separators.chars().filter(|c| !c.is_whitespace()).collect();
                row(Was::Fenced { open: of("open", "("), close: of("close", ")"), separators })
            }
            (_, "mlabeledtr") => Some(Open {
                element: Element { name: "mtr", ..row_element() },
                holds: Holds::Row,
                was: Was::Itself,
            }),
            (_, "ci" | "csymbol") => Some(token("mi")),
            (_, "cn") => Some(token("mn")),
            (_, _) => row(Was::Itself),
        })
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        let Some(open) = self.open.last_mut() else {
            return match text.trim().is_empty() {
                true => Ok(()),
                false => Err("there is something outside the formula".to_owned()),
            };
        };
        if self.skipped > 0 {
            return Ok(());
        }
        let in_token = open.holds == Holds::Text;
        if !in_token && text.trim().is_empty() {
            return Ok(());
        }
        if !in_token && self.manner == Manner::Strict {
            return Err("there is text outside its letters, numbers and signs".to_owned());
        }
        match open.element.children.last_mut() {
            Some(Node::Text(last)) if in_token => last.push_str(text),
            _ if in_token => open.element.children.push(Node::Text(text.to_owned())),
            _ => {
                let children = vec![Node::Text(text.to_owned())];
                let loose = Element { name: "mtext", attributes: Vec::new(), children };
                open.element.children.push(Node::Element(loose));
            }
        }
        self.count()
    }

    fn end(&mut self) -> Result<(), String> {
        if self.skipped > 0 {
            self.skipped -= 1;
            return Ok(());
        }
        let Some(Open { element, holds, was }) = self.open.pop() else { return Ok(()) };
        let Some(parent) = self.open.last_mut() else {
            self.done = Some(element);
            return Ok(());
        };
        let element = match was {
            Was::Words => {
                let words = parent.element.children.last_mut();
                match words {
                    Some(Node::Text(last)) => last.push_str(&words_of(&element)),
                    _ => parent.element.children.push(Node::Text(words_of(&element))),
                }
                return Ok(());
            }
            Was::FirstOf => {
                parent.element.children.extend(element.children.into_iter().next());
                return Ok(());
            }
            Was::Fenced { open, close, separators } => fenced(element, &open, &close, &separators),
            Was::Itself => element,
        };
        let missing = match holds {
            Holds::Exactly(wanted) => element.children.len() != wanted,
            Holds::Nothing => !element.children.is_empty(),
            Holds::Text | Holds::Row => false,
        };
        let element = match (missing, self.manner) {
            (false, _) => element,
            (true, Manner::Strict) => {
                return Err(format!("<{}> has not the parts that it needs", element.name));
            }
            (true, Manner::Lenient) => row(element.children),
        };
        parent.element.children.push(Node::Element(element));
        Ok(())
    }

    fn count(&mut self) -> Result<(), String> {
        self.nodes += 1;
        match self.nodes > NODES {
            true => Err("it has too many parts".to_owned()),
            false => Ok(()),
        }
    }
}

/// Names without prefix, and values with the references that are known.
fn attributes<'t>(tag: &'t BytesStart<'_>) -> impl Iterator<Item = (String, String)> + 't {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    attributes.filter_map(|attribute| {
        let attribute = attribute.ok()?;
        let name: &str = attribute.key.as_ref();
        let value = attribute.normalized_value_with(XmlVersion::Implicit1_0, 8, named).ok()?;
        Some((name.to_owned(), value.into_owned()))
    })
}

fn row_element() -> Element {
    row(Vec::new())
}

fn row(children: Vec<Node>) -> Element {
    Element { name: "mrow", attributes: Vec::new(), children }
}

fn token(name: &'static str) -> Open {
    let element = Element { name, ..row_element() };
    Open { element, holds: Holds::Text, was: Was::Itself }
}

fn words_of(element: &Element) -> String {
    let text = |child: &Node| match child {
        Node::Text(text) => text.clone(),
        Node::Element(_) => String::new(),
    };
    element.children.iter().map(text).collect()
}

/// The brackets and commas of `mfenced`, which MathML Core wants written out.
fn fenced(element: Element, open: &str, close: &str, separators: &[char]) -> Element {
    let sign = |text: &str, attribute: &'static str| {
        let children = vec![Node::Text(text.to_owned())];
        let attributes = vec![(attribute, "true".to_owned())];
        Node::Element(Element { name: "mo", attributes, children })
    };
    let mut children = vec![sign(open, "fence")];
    for (at, child) in element.children.into_iter().enumerate() {
        let separator = separators.get(at.saturating_sub(1)).or(separators.last());
        if let (1.., Some(separator)) = (at, separator) {
            children.push(sign(&separator.to_string(), "separator"));
        }
        children.push(child);
    }
    children.push(sign(close, "fence"));
    row(children)
}

fn cut(name: &str) -> String {
    name.chars().take(30).collect()
}
