//! The record: what litdigest knows of one article, in the shape of its public JSON form.
//!
//! In: parts that a format reader understood, each checked by its constructor. Out: [`Record`], which serialises to
//! the JSON that `inspect --format jsonl` prints. Never: parsing of whole records, merging, anything about pages.

mod cited;
mod clean;
mod correct;
mod date;
mod differing;
mod emptied;
mod forms;
mod formulas;
mod ids;
mod key;
mod parts;
mod preprint;
mod schema;
mod standing;
mod version;

pub use clean::Cleaned;
pub use correct::Misfit;
pub use date::{DateEnd, Day, Month, PartialDate, Season};
pub use ids::{Doi, IdError, Orcid, Pmcid, Pmid};
pub use key::{Key, content_hash};
pub use parts::*;
pub use schema::schema;
pub use standing::{status_of_type, without_retraction_mark};
pub use version::{RecordError, Version};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One article, book or chapter as one source, or several merged sources, describe it.
///
/// Strings are NFC with runs of blanks folded and no markup. What is absent is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Record {
    /// The version of this form: 2. Absent in records of the first version, where `revised` held both revisions.
    #[serde(default = "Version::unsaid", skip_serializing_if = "Version::is_unsaid")]
    #[schemars(schema_with = "version::json_schema")]
    pub schema: Version,
    /// The article's key and file name: PMID, else lower-case PMCID, else DOI slug, else author-year-title slug.
    pub key: Key,
    /// PubMed's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmid: Option<Pmid>,
    /// PubMed Central's number, with its prefix.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmcid: Option<Pmcid>,
    /// The digital object identifier, lower case, without a resolver.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub doi: Option<Doi>,
    /// The ISO date from which PubMed Central shows the full text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pmc_available: Option<String>,
    /// All other identifiers: `pii`, `arxiv`, `isbn`, `bookaccession`, `mid`, `url`, `citation_key`, `ror` …
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<OtherId>,
    /// As printed, with the brackets of a translated title and the final stop. Absent when the source has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The title with `<i> <b> <sub> <sup>`, and formulas as MathML, only when the source has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title_html: Option<String>,
    /// The title stood in brackets: it is a translation.
    #[serde(skip_serializing_if = "is_false")]
    pub title_translated: bool,
    /// The title in the article's own language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vernacular_title: Option<String>,
    /// The abstract as labelled sections; one without label when it is not structured.
    #[serde(rename = "abstract", skip_serializing_if = "Vec::is_empty")]
    pub sections: Vec<AbstractSection>,
    /// The copyright or publisher's line below the abstract.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copyright: Option<String>,
    /// In order; a collective author has only `collective` and affiliations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// `none` where the source says that no authors are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authors_listed: Option<AuthorsListed>,
    /// As written, without numbers and marks; e-mail addresses are kept here and in `convert` only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub affiliations: Vec<String>,
    /// Collaborators; they share `affiliations`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub investigators: Vec<Person>,
    /// Editors of a book.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub editors: Vec<Person>,
    /// Where it appeared; absent for a book.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub journal: Option<Journal>,
    /// The book that it is, or is a chapter of; then `journal` is absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub book: Option<Book>,
    /// The issue's date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    /// Date of electronic publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub electronic: Option<PartialDate>,
    /// Date of printing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub print: Option<PartialDate>,
    /// Date of the electronic collection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection: Option<PartialDate>,
    /// Entry to the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entered: Option<PartialDate>,
    /// The work's own revision: `[updated …]` of a chapter, `[revised …]` of a version.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revised: Option<PartialDate>,
    /// The day on which the database last changed the record. It says nothing about the work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record_revised: Option<PartialDate>,
    /// As printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub volume: Option<String>,
    /// As printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// As printed; electronic locations too.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<String>,
    /// MEDLINE language codes, such as `eng` and `ger`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub language: Vec<String>,
    /// Publication types as the source names them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publication_types: Vec<String>,
    /// Medical Subject Headings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mesh: Vec<MeshHeading>,
    /// The authors' or an indexer's keywords.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<Keyword>,
    /// Chemical substances.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub substances: Vec<Substance>,
    /// Supplementary concepts of MeSH that are no substances: diseases, organisms, protocols.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub supplementary: Vec<Supplementary>,
    /// Funding.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<Grant>,
    /// Data-bank accessions, trial registrations among them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub databanks: Vec<Databank>,
    /// The conflict of interest statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conflict_of_interest: Option<String>,
    /// Retractions, errata, comments, updates and republications, in both directions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
    /// What the source says of the record's state.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub status: Vec<Status>,
    /// Screening labels and a reference manager's tags and notes.
    #[serde(skip_serializing_if = "indexmap::IndexMap::is_empty")]
    pub labels: indexmap::IndexMap<String, String>,
    /// What the format had and no other key takes, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<Extra>,
    /// Where it came from; one entry until records are merged.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Origin>,
}

/// What stands for the title of a record that has none, on pages and in messages.
pub const NO_TITLE: &str = "[No title]";

impl Record {
    /// The title as printed, else the one in the article's own language, else [`NO_TITLE`]; never empty.
    pub fn title_or_stand_in(&self) -> &str {
        let vernacular = self.vernacular_title.as_deref();
        let mut titles = [Some(self.title.as_str()), vernacular].into_iter().flatten();
        titles.find(|title| !title.is_empty()).unwrap_or(NO_TITLE)
    }

    /// Whether there is enough to cite it by: a title or an identifier, else anything that a citation has besides.
    pub fn can_be_cited(&self) -> bool {
        !self.title.is_empty()
            || self.vernacular_title.is_some()
            || self.pmid.is_some()
            || self.pmcid.is_some()
            || self.doi.is_some()
            || !self.authors.is_empty()
            || !self.editors.is_empty()
            || self.journal.is_some()
            || self.book.is_some()
            || self.year().is_some()
            || !self.sections.is_empty()
    }

    /// The year by which the article is filed: of the issue, else of electronic publication, print, collection or the
    /// book.
    pub fn year(&self) -> Option<i32> {
        self.dates().next().map(|date| date.year)
    }

    /// The date by which the article is sorted, from the same sources as [`Record::year`].
    pub fn date(&self) -> Option<&PartialDate> {
        self.dates().next()
    }

    fn dates(&self) -> impl Iterator<Item = &PartialDate> {
        let book = self.book.as_ref().and_then(|book| book.published.as_ref());
        [&self.published, &self.electronic, &self.print, &self.collection]
            .into_iter()
            .filter_map(Option::as_ref)
            .chain(book)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
