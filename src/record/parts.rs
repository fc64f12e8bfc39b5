//! The parts of a record in which any value is fine, so their fields are public.

use super::PartialDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An identifier that has no key of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OtherId {
    /// Its scheme, lower case: `pii`, `isbn` …
    #[serde(rename = "type")]
    pub scheme: String,
    /// As printed.
    pub value: String,
}

/// One section of an abstract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AbstractSection {
    /// As printed, without the colon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The section's text.
    pub text: String,
    /// The text with `<i> <b> <sub> <sup>` and formulas as MathML, only when the source has a formula in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text_html: Option<String>,
    /// Absent for the main abstract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<AbstractKind>,
    /// MEDLINE language code, when known and not the article's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// What a further abstract is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AbstractKind {
    /// In another language, or the publisher's.
    Other,
    /// For lay readers.
    PlainLanguage,
}

/// An author, investigator or editor.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    /// Family name with its particles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Given names in full.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given: Option<String>,
    /// Initials without stops.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub initials: Option<String>,
    /// `Jr`, `3rd` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// A group's name; then the names of a person are absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collective: Option<String>,
    /// The person's ORCID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orcid: Option<super::Orcid>,
    /// Marked as having contributed equally.
    #[serde(skip_serializing_if = "super::is_false")]
    pub equal: bool,
    /// 0-based places in the record's `affiliations`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<usize>,
}

impl Person {
    /// The name as citations print it: `López de Munain A`, `Petri WA Jr`, or the collective's name.
    pub fn display(&self) -> String {
        if let Some(collective) = &self.collective {
            return collective.clone();
        }
        let given = self.initials.as_ref().or(self.given.as_ref());
        let parts = [self.family.as_ref(), given, self.suffix.as_ref()];
        let mut name = String::with_capacity(parts.iter().flatten().map(|p| p.len() + 1).sum());
        for (at, part) in parts.into_iter().flatten().enumerate() {
            if at > 0 {
                name.push(' ');
            }
            name.push_str(part);
        }
        name
    }
}

/// What a source says instead of authors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorsListed {
    /// "[No authors listed]".
    None,
}

/// A journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Journal {
    /// The National Library of Medicine's abbreviation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub abbreviation: Option<String>,
    /// Full title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Print, electronic and linking ISSNs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issn: Vec<String>,
    /// The library's own number of the journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nlm_id: Option<String>,
    /// Where it is published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

impl Journal {
    /// The abbreviation, else the full title.
    pub fn name(&self) -> Option<&str> {
        self.abbreviation.as_deref().or(self.title.as_deref())
    }
}

/// A book, or the book that a chapter stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Book {
    /// As printed, without the final stop.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Place of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The publisher's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Years of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// As printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Its ISBNs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub isbn: Vec<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A MeSH heading: a descriptor with its qualifiers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MeshHeading {
    /// The descriptor as printed, perhaps inverted ("Muscle, Skeletal").
    pub descriptor: String,
    /// Its unique identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui: Option<String>,
    /// A main topic of the article.
    #[serde(skip_serializing_if = "super::is_false")]
    pub major: bool,
    /// Qualifiers in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub qualifiers: Vec<MeshQualifier>,
}

/// A qualifier of a MeSH heading.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MeshQualifier {
    /// As printed.
    pub name: String,
    /// Its unique identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui: Option<String>,
    /// A main topic of the article.
    #[serde(skip_serializing_if = "super::is_false")]
    pub major: bool,
}

/// A keyword.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Keyword {
    /// As printed.
    pub text: String,
    /// Marked as a main one.
    #[serde(skip_serializing_if = "super::is_false")]
    pub major: bool,
    /// Who gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
}

/// A chemical substance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Substance {
    /// As printed.
    pub name: String,
    /// CAS or enzyme number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registry_number: Option<String>,
    /// MeSH unique identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui: Option<String>,
}

/// A supplementary concept of MeSH that is no substance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Supplementary {
    /// As printed.
    pub name: String,
    /// Its unique identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ui: Option<String>,
    /// `Disease`, `Organism`, `Protocol` …, as the source names it.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

/// A grant.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Grant {
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Who gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The agency's country.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The agency's acronym.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acronym: Option<String>,
}

/// An accession in a data bank or trial registry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Databank {
    /// `ClinicalTrials.gov`, `GENBANK` …
    pub name: String,
    /// The number there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accession: Option<String>,
}

/// Another publication that this one retracts, corrects, comments on …, or that does so to this one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Related {
    /// How they are related, seen from this record.
    pub kind: RelatedKind,
    /// The other one's citation as printed, without its identifiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<String>,
    /// Its PMID.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pmid: Option<super::Pmid>,
    /// Its DOI.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doi: Option<super::Doi>,
    /// What else the entry says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// How two publications are related.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each name is the heading that PubMed prints")]
pub enum RelatedKind {
    RetractionIn,
    RetractionOf,
    PartialRetractionIn,
    PartialRetractionOf,
    ConcernIn,
    ConcernFor,
    ErratumIn,
    ErratumFor,
    UpdateIn,
    UpdateOf,
    RepublishedIn,
    RepublishedFrom,
    CommentIn,
    CommentOn,
    SummaryIn,
    OriginalReport,
    PreprintOf,
    PublishedAs,
    Associated,
}

/// A state of a record.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Published before it has an issue.
    AheadOfPrint,
    /// Not peer reviewed.
    Preprint,
    /// Fully indexed for MEDLINE.
    Indexed,
    /// Being indexed.
    InProcess,
    /// Only what the publisher supplied.
    AsSupplied,
    /// Withdrawn, by the record's head, its publication type or the mark before its title.
    Retracted,
}

/// Something that the format had and no key of the record takes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// The format's name for it.
    pub tag: String,
    /// As printed.
    pub value: String,
}

/// Where a record came from: 1-based lines in the decompressed text, the record's own first and last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// The file's name, relative to the records folder, or as given on the command line.
    #[schemars(with = "String")]
    pub file: Arc<str>,
    /// First line.
    pub line: usize,
    /// Last line.
    pub end_line: usize,
    /// The format's identifier, such as `pubmed-text`.
    pub format: String,
}
