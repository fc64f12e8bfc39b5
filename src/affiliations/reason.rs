//! Why a part of an affiliation was taken for what it is, in words for the reader.

use std::fmt;

/// Why a part was taken for what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A word for a kind of organisation, folded: "university".
    Word(String),
    /// A well-known body, by its full name.
    Known(&'static str),
    /// Capital letters that open an address of several parts.
    Acronym,
    /// Nothing else in the address names an organisation.
    OnlyName,
    /// A country's name, or one of its codes.
    CountryName,
    /// The name or code of a state, province or nation.
    Region,
    /// A city that lies in one country alone.
    City,
    /// An adjective of a nation, or a word in its language.
    Nation,
    /// A city of the tables.
    KnownCity,
    /// A name between the organisation and the country.
    BeforeCountry,
    /// A city in the name of the organisation.
    InName,
    /// Digits and capitals beside a place.
    PostalCode,
    /// An address with an at sign.
    MailAddress,
    /// The form of an identifier.
    Identifier,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::Word(word) => write!(f, "the word “{word}”"),
            Reason::Known(name) => write!(f, "known as {name}"),
            Reason::Acronym => f.write_str("an acronym at the beginning"),
            Reason::OnlyName => f.write_str("the only name in the address"),
            Reason::CountryName => f.write_str("the name of a country"),
            Reason::Region => f.write_str("a state or province"),
            Reason::City => f.write_str("a city of one country"),
            Reason::Nation => f.write_str("a word of one nation"),
            Reason::KnownCity => f.write_str("a known city"),
            Reason::BeforeCountry => f.write_str("stands where cities stand"),
            Reason::InName => f.write_str("a city in the organisation’s name"),
            Reason::PostalCode => f.write_str("a postal code"),
            Reason::MailAddress => f.write_str("an e-mail address"),
            Reason::Identifier => f.write_str("the form of an identifier"),
        }
    }
}
