//! Formulas inside a text: MathML that stands between words, as databases print it in titles and abstracts.
//!
//! In: a text. Out: its pieces, words and elements `math`, in order. Linear in the text. Never: a verdict on what an
//! element holds, which is the gate's.

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words.
    Words(&'a str),
    /// An element `math` as it is written, with any prefix.
    Math(&'a str),
}

/// Takes a text apart. One without formulas is one piece.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
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
