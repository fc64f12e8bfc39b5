//! The key of an article: its file name for ever.

use super::{Journal, Record, Version};
use crate::text::slug::{short_hash, slug};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// PMID, else lower-case PMCID, else DOI slug, else first-author-year-title slug, with the journal or book for
/// want of a title. ASCII, lower case, never empty once
/// made by [`Key::of`].
#[derive(
    Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
pub struct Key(Box<str>);

impl Key {
    /// The key that a record's own data give it.
    pub fn of(record: &Record) -> Self {
        if let Some(pmid) = &record.pmid {
            return Key(pmid.as_str().into());
        }
        if let Some(pmcid) = &record.pmcid {
            return Key(pmcid.as_str().to_ascii_lowercase().into());
        }
        if let Some(doi) = &record.doi {
            return Key(doi_slug(doi.as_str()).into());
        }
        Key::described(record)
    }

    /// The key that a record would have without identifiers: first author, year and title. It names one of two records
    /// that share an identifier.
    pub fn described(record: &Record) -> Self {
        Key(slug(&described(record)).into())
    }

    /// A key told apart from another record's equal one by a hash of what the record says.
    #[must_use]
    pub fn told_apart(&self, record: &Record) -> Self {
        Key(format!("{}-{}", self.0, content_hash(record)).into())
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A short hash of all that a record says but where it was read. It is that of the first version's form, so that no name
/// in use changes with the version.
pub fn content_hash(record: &Record) -> String {
    let said = Record { source: Vec::new(), schema: Version::First, ..record.clone() };
    short_hash(&serde_json::to_string(&said).unwrap_or_default())
}

/// A DOI as a file name. Two DOIs that differ in punctuation alone would give one slug, so such slugs carry a hash.
fn doi_slug(doi: &str) -> String {
    let plain = slug(doi);
    let simple = doi.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'/'));
    if simple { plain } else { format!("{plain}-{}", short_hash(doi)) }
}

/// First author, year and title, or without a title where it appeared: all that is left to name a record without
/// identifiers.
fn described(record: &Record) -> String {
    let author = record
        .authors
        .first()
        .map(|a| a.collective.as_deref().or(a.family.as_deref()).unwrap_or_default());
    let year = record.year().map(|year| year.to_string());
    let container = || {
        let journal = record.journal.as_ref().and_then(Journal::name);
        journal.or_else(|| record.book.as_ref()?.title.as_deref()).unwrap_or_default()
    };
    let title = Some(record.title.as_str()).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(container);
    [author.unwrap_or_default(), year.as_deref().unwrap_or_default(), title].join(" ")
}
