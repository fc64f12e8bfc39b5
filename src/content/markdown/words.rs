//! The words that litdigest itself puts around a curator's prose, in the language of the site.

/// Words of the interface inside a body.
#[derive(Clone, Copy, Debug)]
pub struct Words<'a> {
    /// The titles of admonitions: a note, a tip, something important, a warning, a caution.
    pub admonitions: [&'a str; 5],
    /// Above a table of contents.
    pub contents: &'a str,
    /// What leads to a heading, before its text: `Link to`.
    pub anchor: &'a str,
    /// Of the list of footnotes, for those who do not see it.
    pub footnotes: &'a str,
    /// What leads from a footnote back to its number.
    pub back: &'a str,
    /// A task that is done.
    pub done: &'a str,
    /// A task that is not done yet.
    pub open: &'a str,
}

impl Words<'_> {
    /// No words, for where only ids matter.
    pub const NONE: Words<'static> = Words {
        admonitions: [""; 5],
        contents: "",
        anchor: "",
        footnotes: "",
        back: "",
        done: "",
        open: "",
    };
}
