//! What an affiliation is found to say: addresses, and the parts of each.
//!
//! In: nothing. Out: [`Parsed`], [`Address`], [`Part`]. Never: how a part is found.

use super::places::{CountryId, places};
use super::reason::Reason;
use std::ops::Range;

/// A part of an affiliation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// As written, its words joined by single blanks and without what brackets put between them.
    pub text: String,
    /// Bytes in the raw string from its first to its last word.
    pub span: Range<usize>,
    /// Why it was taken for what it is.
    pub reason: Reason,
}

/// The kind of an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdKind {
    /// Research Organization Registry.
    Ror,
    /// Global Research Identifier Database.
    Grid,
    /// International Standard Name Identifier.
    Isni,
}

/// What an affiliation says, address by address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Its addresses in order.
    pub addresses: Vec<Address>,
    /// Its e-mail addresses.
    pub emails: Vec<Part>,
    /// Identifiers of organisations that it gives.
    pub ids: Vec<(IdKind, Part)>,
}

/// One address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Organisations, the best one first.
    pub organizations: Vec<Part>,
    /// Acronyms that brackets give to an organisation: its place in `organizations`, and the acronym.
    pub acronyms: Vec<(usize, String)>,
    /// Departments, faculties and other parts, outermost last.
    pub departments: Vec<Part>,
    /// The city.
    pub city: Option<Part>,
    /// The state or province.
    pub region: Option<Part>,
    /// The postal code.
    pub postal_code: Option<Part>,
    /// The country, and what says so.
    pub country: Option<(CountryId, Part)>,
}

impl Address {
    /// The country's ISO 3166 code of two letters.
    pub fn country_code(&self) -> Option<&'static str> {
        self.country.as_ref().map(|(id, _)| places().code(*id))
    }
}
