//! Why a spelling belongs to an institution, in words for the reader.

use std::fmt;

/// Why a spelling belongs to an institution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// It is the name, or differs from it in articles, accents, abbreviations and the language of its type words.
    Named,
    /// The curator said so.
    Alias,
    /// The registry knows the name, which is this one.
    Ror(String),
    /// It is a well-known body's name or acronym.
    Known(&'static str),
    /// Another record puts the acronym in brackets behind the name.
    Acronym,
    /// The name with the one city in which the institution lies.
    WithCity,
    /// The same words in another order.
    Order,
}

impl Why {
    /// The reason, with the name as written.
    pub(super) fn said(&self, name: &str) -> String {
        match self {
            Why::Named => format!("named “{name}”"),
            Why::Alias => format!("alias “{name}”"),
            other => format!("named “{name}”: {other}"),
        }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Why::Named => f.write_str("the name"),
            Why::Alias => f.write_str("the curator’s word"),
            Why::Ror(name) => write!(f, "a name of {name} in ROR"),
            Why::Known(name) => write!(f, "known as {name}"),
            Why::Acronym => f.write_str("an acronym that another record explains"),
            Why::WithCity => f.write_str("the name with its city"),
            Why::Order => f.write_str("the same words in another order"),
        }
    }
}
