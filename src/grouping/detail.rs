//! What tells a group apart from others of its name: as data, so that any language can word it.

/// One thing that tells people of one name apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// A name: a given name, an institution, a department, a journal.
    Name(Box<str>),
    /// The years of the first and the last article, and how many articles there are.
    Years(i32, i32, u32),
    /// Which of so many it is, from 1, where nothing else is known to tell them apart.
    Place(u32, u32),
}

impl Detail {
    pub(super) fn name(text: impl Into<Box<str>>) -> Self {
        Detail::Name(text.into())
    }
}
