//! What a formula may be made of: the elements of MathML Core and, for each, its attributes.
//!
//! Source: MathML Core, <https://www.w3.org/TR/mathml-core/>. Left out on purpose: `style`, `class`, `id`, `href` and
//! handlers of events, which act on the page; colours and sizes, which know neither dark pages nor the reader's own size;
//! `annotation`, which is another formula in other words.

use super::lengths;

/// What an element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Text.
    Text,
    /// So many elements, each with its own role.
    Exactly(usize),
    /// Any number of elements.
    Row,
    /// Nothing.
    Nothing,
}

/// An element that a formula may have.
pub(super) struct Kind {
    pub(super) name: &'static str,
    pub(super) holds: Holds,
    attributes: &'static [Attribute],
}

/// An attribute, and what it may say.
struct Attribute {
    name: &'static str,
    value: Value,
}

#[derive(Clone, Copy)]
enum Value {
    /// `true` or `false`.
    Flag,
    /// A length that leaves the page in one piece.
    Length,
    /// A whole number within bounds.
    Number(i32, i32),
    /// One of these words.
    Words(&'static [&'static str]),
}

const fn of(name: &'static str, value: Value) -> Attribute {
    Attribute { name, value }
}

/// What every element may say.
const GLOBAL: &[Attribute] = &[
    of("dir", Value::Words(&["ltr", "rtl"])),
    of("displaystyle", Value::Flag),
    of("scriptlevel", Value::Number(-2, 3)),
];

const NONE: &[Attribute] = &[];
const OPERATOR: &[Attribute] = &[
    of("fence", Value::Flag),
    of("form", Value::Words(&["infix", "postfix", "prefix"])),
    of("largeop", Value::Flag),
    of("lspace", Value::Length),
    of("maxsize", Value::Length),
    of("minsize", Value::Length),
    of("movablelimits", Value::Flag),
    of("rspace", Value::Length),
    of("separator", Value::Flag),
    of("stretchy", Value::Flag),
    of("symmetric", Value::Flag),
];
const SPACE: &[Attribute] =
    &[of("depth", Value::Length), of("height", Value::Length), of("width", Value::Length)];
const PADDED: &[Attribute] = &[
    of("depth", Value::Length),
    of("height", Value::Length),
    of("lspace", Value::Length),
    of("voffset", Value::Length),
    of("width", Value::Length),
];
const CELL: &[Attribute] =
    &[of("columnspan", Value::Number(1, 50)), of("rowspan", Value::Number(1, 50))];

const fn kind(name: &'static str, holds: Holds, attributes: &'static [Attribute]) -> Kind {
    Kind { name, holds, attributes }
}

const KINDS: &[Kind] = &[
    kind("math", Holds::Row, &[of("display", Value::Words(&["block", "inline"]))]),
    kind("merror", Holds::Row, NONE),
    kind("mfrac", Holds::Exactly(2), &[of("linethickness", Value::Length)]),
    kind("mi", Holds::Text, &[of("mathvariant", Value::Words(&["normal"]))]),
    kind("mmultiscripts", Holds::Row, NONE),
    kind("mn", Holds::Text, NONE),
    kind("mo", Holds::Text, OPERATOR),
    kind("mover", Holds::Exactly(2), &[of("accent", Value::Flag)]),
    kind("mpadded", Holds::Row, PADDED),
    kind("mphantom", Holds::Row, NONE),
    kind("mprescripts", Holds::Nothing, NONE),
    kind("mroot", Holds::Exactly(2), NONE),
    kind("mrow", Holds::Row, NONE),
    kind("ms", Holds::Text, NONE),
    kind("mspace", Holds::Nothing, SPACE),
    kind("msqrt", Holds::Row, NONE),
    kind("mstyle", Holds::Row, NONE),
    kind("msub", Holds::Exactly(2), NONE),
    kind("msubsup", Holds::Exactly(3), NONE),
    kind("msup", Holds::Exactly(2), NONE),
    kind("mtable", Holds::Row, NONE),
    kind("mtd", Holds::Row, CELL),
    kind("mtext", Holds::Text, NONE),
    kind("mtr", Holds::Row, NONE),
    kind("munder", Holds::Exactly(2), &[of("accentunder", Value::Flag)]),
    kind(
        "munderover",
        Holds::Exactly(3),
        &[of("accent", Value::Flag), of("accentunder", Value::Flag)],
    ),
];

/// The element of a name without prefix.
pub(super) fn find(name: &str) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.name == name)
}

impl Kind {
    /// The attribute as it may be written; nothing when the element has none such, or not with this value.
    pub(super) fn attribute(&self, name: &str, value: &str) -> Option<(&'static str, String)> {
        let known = self.attributes.iter().chain(GLOBAL).find(|known| known.name == name)?;
        let value = value.trim();
        let fits = match known.value {
            Value::Flag => matches!(value, "true" | "false"),
            Value::Length => lengths::fits(value),
            Value::Number(least, most) => {
                value.parse().is_ok_and(|number: i32| (least..=most).contains(&number))
            }
            Value::Words(words) => words.contains(&value),
        };
        fits.then(|| (known.name, value.to_owned()))
    }
}
