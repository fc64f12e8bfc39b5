//! Text that may stand on a page: the only form in which a view takes a string of a record.
//!
//! In: any text. Out: a [`Shown`], which has no e-mail address in it, nor the words that announced one. It cannot be
//! made in any other way, so a view, a head, a title attribute or an export that is made of it cannot show what a record
//! holds only for its own use. What else is to be cleaned for display has its place here too. Never: escaping, which is
//! the template's.

mod mail;
mod record;

pub(super) use record::{AsItIs, ShownRecord};

use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// Text that may stand on a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown<'a>(Cow<'a, str>);

impl<'a> Shown<'a> {
    /// No text.
    pub(super) const EMPTY: Shown<'static> = Shown(Cow::Borrowed(""));

    /// The text without e-mail addresses. It may come from a record, from the catalogue of words or from both: two
    /// harmless parts can make an address together.
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        let changed = match mail::without_mail(&text) {
            Cow::Owned(changed) => Some(changed),
            Cow::Borrowed(_) => None,
        };
        Shown(changed.map_or(text, Cow::Owned))
    }

    /// A file's name. Of a name with an at sign, what stands after it is kept, so that the file is found again; none
    /// when nothing is left.
    pub(super) fn file(name: &'a str) -> Option<Self> {
        mail::file_name(name).map(Shown)
    }

    /// The same text, without a copy of it.
    pub(super) fn again(&self) -> Shown<'_> {
        Shown(Cow::Borrowed(&self.0))
    }

    /// The same text, held by itself.
    pub(super) fn into_owned(self) -> Shown<'static> {
        Shown(Cow::Owned(self.0.into_owned()))
    }

    /// The beginning, cut at a word, with an ellipsis when something is left out.
    pub(super) fn beginning(&self, longest: usize) -> Shown<'static> {
        let Some((end, _)) = self.char_indices().nth(longest) else {
            return self.clone().into_owned();
        };
        let head = self.get(..end).unwrap_or_default();
        let cut = head.rsplit_once(' ').map_or(head, |(head, _)| head);
        // What is cut at a blank from a text without an address holds none either.
        Shown(format!("{}…", cut.trim_end_matches([',', ';', ':', '.', ' ', '–', '-'])).into())
    }

    /// The text itself, for what is no view: the files of the search index.
    pub(super) fn into_text(self) -> Cow<'a, str> {
        self.0
    }

    /// Text, unless it is empty.
    pub(super) fn filled(self) -> Option<Self> {
        Some(self).filter(|text| !text.is_empty())
    }
}

impl Deref for Shown<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Shown;

    #[test]
    fn no_part_and_no_whole_is_an_address() {
        let (name, host) = (Shown::new("a.b"), Shown::new("@b.example"));
        assert_eq!((&*name, &*host), ("a.b", "@b.example"));
        assert_eq!(&*Shown::new(format!("by {name}{host}")), "by");
        assert_eq!(Shown::new("a@b.example").filled(), None);
    }

    #[test]
    fn a_beginning_ends_with_a_word() {
        assert_eq!(&*Shown::new("one two three").beginning(9), "one two…");
        assert_eq!(&*Shown::new("one two").beginning(9), "one two");
    }
}
