//! Why a spelling belongs to an institution, while it is found out.

use crate::grouping::why::{self, Spelling};

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
    pub(super) fn of(&self, name: &str) -> why::Why {
        let spelled = |spelling| why::Why::Spelled(name.into(), spelling);
        match self {
            Why::Named => spelled(Spelling::Name),
            Why::Alias => spelled(Spelling::Alias),
            Why::Acronym => spelled(Spelling::Acronym),
            Why::WithCity => spelled(Spelling::WithCity),
            Why::Order => spelled(Spelling::Order),
            Why::Ror(known) => why::Why::Ror(Box::new([name.into(), known.as_str().into()])),
            Why::Known(known) => why::Why::Known(Box::new((name.into(), *known))),
        }
    }
}
