//! Why an article belongs to a group, and why a spelling does: as data, so that any language can word it.
//!
//! In: what the groupings found. Out: [`Why`], no larger than a text. Never: a sentence; `site::why` makes those.

/// Why an article belongs to a group, or a spelling to an institution.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Why {
    /// It goes without saying: a journal's articles are those that it printed.
    #[default]
    Evident,
    /// A profile names the article itself.
    Named,
    /// A rule of a topic's profile.
    Rule(Box<Rule>),
    /// A MeSH heading of the record.
    Heading {
        /// Whether it is one of its main subjects.
        major: bool,
    },
    /// A keyword of the record.
    Keyword(Keyword),
    /// A heading that the record does not have, and that others like it have.
    Suggested(Box<Suggested>),
    /// The title or the abstract says so.
    Text {
        /// Whether the title does.
        title: bool,
        /// How often the abstract does.
        r#abstract: u16,
    },
    /// The record has an abbreviation that other records explain.
    Abbreviation(Box<Through>),
    /// The record has this name, which the curator joins to the group.
    Alias(Box<Through>),
    /// The record has something narrower that is too rare for a page of its own.
    Narrower(Box<Through>),
    /// It is a notice about an article, whose topics it has.
    About,
    /// The article belongs to a group below, of this label.
    Child(Box<str>),
    /// An affiliation names the institution in these words.
    Spelled(Box<str>, Spelling),
    /// An affiliation names, in the first words, the institution that the Research Organization Registry calls by the
    /// second.
    Ror(Box<[Box<str>; 2]>),
    /// An affiliation names, in these words, a well-known body of that name.
    Known(Box<(Box<str>, &'static str)>),
    /// An affiliation has these words for the country.
    Words(Box<str>),
}

/// The rule of a profile that a record meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Phrases of `any` and `all`, each with where it stands.
    Phrases(Vec<(Box<str>, Field)>),
    /// One of `mesh`.
    Heading(Box<str>),
    /// A heading of the record that lies below one of `mesh`.
    HeadingBelow {
        /// The record's heading, in natural order.
        heading: Box<str>,
        /// That of the rule.
        above: Box<str>,
    },
    /// One of `keywords`.
    Keyword(Box<str>),
    /// One of `journals`.
    Journal(Box<str>),
}

/// The part of a record in which something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Its title.
    Title,
    /// Its abstract.
    Abstract,
    /// One of its keywords.
    Keyword,
}

/// What stands in a record's field of keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keyword {
    /// An author's keyword.
    Plain,
    /// A heading of a database.
    Heading {
        /// Whether it is marked as a main one.
        major: bool,
    },
    /// A word that the Web of Science took from the titles of the references.
    KeywordsPlus,
}

/// What speaks for a suggested heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggested {
    /// Whether it is a keyword of the record.
    pub keyword: bool,
    /// The words of the record that name it, and where they stand.
    pub written: Option<(Box<str>, Field)>,
    /// How many similar articles have it.
    pub voters: u32,
}

/// A reason that came about through something else of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Through {
    /// What the record has: the abbreviation, the narrower name.
    pub name: Box<str>,
    /// Why the record has it.
    pub why: Why,
}

/// How the words of an affiliation name an institution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// They are its name, or differ in articles, accents, abbreviations and the language of its type words.
    Name,
    /// The curator says so.
    Alias,
    /// Another record puts the acronym in brackets behind the name.
    Acronym,
    /// They are its name with the one city in which it lies.
    WithCity,
    /// They are the same words in another order.
    Order,
}

impl Why {
    /// The record has it as this abbreviation.
    pub(super) fn abbreviated(self, written: &str) -> Why {
        Why::Abbreviation(Box::new(Through { name: written.into(), why: self }))
    }

    /// The record has this name, which the curator joins.
    pub(super) fn alias(self, written: &str) -> Why {
        Why::Alias(Box::new(Through { name: written.into(), why: self }))
    }

    /// The record has this narrower name of it.
    pub(super) fn of_narrower(self, name: &str) -> Why {
        Why::Narrower(Box::new(Through { name: name.into(), why: self }))
    }
}

#[cfg(test)]
mod tests {
    use super::Why;

    /// There is one for every membership, and a large library has a million of them.
    #[test]
    fn a_reason_is_no_larger_than_a_text() {
        assert!(size_of::<Why>() <= size_of::<String>(), "{}", size_of::<Why>());
    }
}
