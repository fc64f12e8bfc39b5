//! Formulas inside a text: MathML that stands between words, as databases print it in titles and abstracts.
//!
//! In: a text. Out: its pieces, words and elements `math`, in order; the text with its formulas as plain text, and as
//! markup. Linear in the text. Never: a verdict on what an element holds, which is the gate's.

use super::Formula;
use crate::text::inline::escape_html;
use std::borrow::Cow;

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// An element `math` as it is written, with any prefix.
    Math(&'a str),
}

/// Takes a text apart. One without formulas is one piece.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut words, mut from) = (0, 0);
    let mut ends = Ends::default();
    while let Some(at) = memchr::memchr(b'<', text.as_bytes().get(from..).unwrap_or_default()) {
        let at = from + at;
        from = at + 1;
        let Some(end) = opened(text, at).and_then(|name| ends.behind(text, name, at)) else {
            continue;
        };
        pieces.extend(text.get(words..at).filter(|words| !words.is_empty()).map(Piece::Words));
        pieces.extend(text.get(at..end).map(Piece::Math));
        (words, from) = (end, end);
    }
    pieces.extend(text.get(words..).filter(|words| !words.is_empty()).map(Piece::Words));
    pieces
}

/// The longest element that is taken for a formula; one of a title has a few hundred bytes.
const LONGEST: usize = 40_000;

/// The name of the element `math`, with its prefix, whose tag begins at a `<`.
fn opened(text: &str, at: usize) -> Option<&str> {
    let inner = text.get(at + 1..)?;
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == ':'))?;
    let name = inner.get(..end).filter(|name| name.len() <= 20)?;
    let local = name.rsplit_once(':').map_or(name, |(_, local)| local);
    let begins = inner.get(end..)?.starts_with(['>', ' ', '\n', '\t', '\r']);
    (local == "math" && begins).then_some(name)
}

/// Where elements end, each place looked for once.
#[derive(Default)]
struct Ends<'a> {
    name: &'a str,
    /// Of the next end tag of that name; none when there is no more.
    next: Option<usize>,
}

impl<'a> Ends<'a> {
    /// The byte behind the element of a name that begins at a place.
    fn behind(&mut self, text: &'a str, name: &'a str, at: usize) -> Option<usize> {
        let close = format!("</{name}>");
        let known = self.name == name && self.next.is_none_or(|next| next >= at);
        if !known {
            let rest = text.get(at..)?;
            self.name = name;
            self.next =
                memchr::memmem::find(rest.as_bytes(), close.as_bytes()).map(|next| at + next);
        }
        let end = self.next? + close.len();
        (end - at <= LONGEST).then_some(end)
    }
}

/// A text with formulas, in both of its forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rich {
    /// Each formula in one line.
    pub plain: String,
    /// Words escaped, and formulas as MathML that the gate has let through.
    pub html: String,
    /// Formulas that the gate refused; their letters stand in both forms.
    pub refused: usize,
}

/// Both forms of a plain text in which MathML stands as it is written; nothing when there is none.
pub fn rich(text: &str) -> Option<Rich> {
    memchr::memmem::find(text.as_bytes(), b"math")?;
    let pieces = pieces(text);
    if !pieces.iter().any(|piece| matches!(piece, Piece::Math(_))) {
        return None;
    }
    let mut rich = Rich { plain: String::new(), html: String::new(), refused: 0 };
    for piece in pieces {
        let (plain, html) = match piece {
            Piece::Words(words) => (words.to_owned(), escape_html(words)),
            Piece::Math(source) => {
                let formula = Formula::from_mathml(source);
                let known = formula.map(|formula| (formula.plain(), formula.mathml()));
                known.unwrap_or_else(|| {
                    rich.refused += 1;
                    let letters = letters(source);
                    let html = escape_html(&letters);
                    (letters, html)
                })
            }
        };
        rich.plain.push_str(&plain);
        rich.html.push_str(&html);
    }
    Some(rich)
}

/// The formula that a text begins with, and its length; nothing when it begins with none that may stand on a page.
pub fn leading(text: &str) -> Option<(Formula, usize)> {
    let name = opened(text, 0).filter(|_| text.starts_with('<'))?;
    let mut most = text.len().min(LONGEST);
    while !text.is_char_boundary(most) {
        most -= 1;
    }
    let end = Ends::default().behind(text.get(..most)?, name, 0)?;
    Some((Formula::from_mathml(text.get(..end)?)?, end))
}

/// Inline markup whose formulas are plain text, for formats that have no formulas.
pub fn without_markup(html: &str) -> Cow<'_, str> {
    if !html.contains("<math") {
        return Cow::Borrowed(html);
    }
    let text = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Math(source) => escape_html(
            &Formula::from_mathml(source).map_or_else(|| letters(source), |f| f.plain()),
        ),
    };
    pieces(html).into_iter().map(text).collect::<String>().into()
}

/// What stands between the tags of something that is no formula after all.
fn letters(source: &str) -> String {
    let mut out = String::new();
    for part in source.split('<') {
        out.push_str(part.split_once('>').map_or(part, |(_, text)| text));
    }
    out
}
