//! Facts about a group, for the head of its page: as data, so that any language can word them.

/// A fact about a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it says.
    pub kind: FactKind,
    /// Its value.
    pub value: String,
    /// A group of another grouping that the value names: grouping id and group key.
    pub group: Option<(&'static str, String)>,
}

/// What a fact says of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactKind {
    /// Its identifier in the Research Organization Registry.
    Ror,
    /// A person's identifier.
    Orcid,
    /// The country in which it lies.
    Country,
    /// The city in which it lies.
    City,
    /// A journal's numbers.
    Issn,
    /// Its own site.
    Website,
    /// The institution above it.
    PartOf,
}

impl FactKind {
    /// The key of profiles that states it; nothing for what only records and registries say.
    pub fn key(self) -> Option<&'static str> {
        match self {
            FactKind::Ror => Some("ror"),
            FactKind::Orcid => Some("orcid"),
            FactKind::Country => Some("country"),
            FactKind::City => Some("city"),
            FactKind::Issn | FactKind::Website | FactKind::PartOf => None,
        }
    }
}

impl Fact {
    /// A fact of its own words; that of a country leads to the country's page.
    pub(super) fn new(kind: FactKind, value: impl Into<String>) -> Self {
        let value = value.into();
        let group = (kind == FactKind::Country)
            .then(|| (super::countries::KIND.id, super::countries::key(&value)));
        Fact { kind, value, group }
    }
}
