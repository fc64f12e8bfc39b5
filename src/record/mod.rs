//! The record: what litdigest knows of one article, in the shape of its public JSON form.
//!
//! In: parts that a format reader understood, each checked by its constructor. Out: [`Record`], which serialises to
//! the JSON that `inspect --format jsonl` prints. Never: parsing of whole records, merging, anything about pages.

mod clean;
mod date;
mod forms;
mod ids;
mod key;
mod parts;
mod preprint;
mod schema;

pub use clean::Cleaned;
pub use date::{DateEnd, Day, Month, PartialDate, Season};
pub use ids::{Doi, IdError, Orcid, Pmcid, Pmid};
pub use key::Key;
pub use parts::*;
pub use schema::schema;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One article, book or chapter as one source, or several merged sources, describe it.
///
/// Strings are NFC with runs of blanks folded and no markup. What is absent is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Record {
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
    /// As printed, with the brackets of a translated title and the final stop.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The title with `<i> <b> <sub> <sup>`, only when the source has them.
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
    /// Last revision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revised: Option<PartialDate>,
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

impl Record {
    /// Whether a source says that the article is retracted: by its head or type, a retraction notice, or the mark that
    /// publishers set before a title.
    pub fn is_retracted(&self) -> bool {
        self.status.contains(&Status::Retracted)
            || self.related.iter().any(|related| related.kind == RelatedKind::RetractionIn)
            || without_retraction_mark(&self.title).len() < self.title.len()
    }

    /// Whether it is a preprint: by the source's word, its type, its DOI or the server that stands for a journal.
    pub fn is_preprint(&self) -> bool {
        self.status.contains(&Status::Preprint)
            || self.publication_types.iter().any(|kind| kind.eq_ignore_ascii_case("preprint"))
            || self.doi.as_ref().is_some_and(Doi::is_preprint)
            || self.journal.as_ref().is_some_and(|journal| {
                [&journal.abbreviation, &journal.title]
                    .into_iter()
                    .flatten()
                    .any(|name| preprint::is_server(name))
            })
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

/// A title without the mark of its retraction, such as `RETRACTED:` or `[Retracted]` before it. The title of a notice
/// ("Retraction: …") and a title that merely begins with the word have no such mark.
pub fn without_retraction_mark(title: &str) -> &str {
    let head = title.trim_start_matches('[');
    let Some(word) = head.get(.."retracted".len()) else { return title };
    if !word.eq_ignore_ascii_case("retracted") {
        return title;
    }
    let rest = head.get(word.len()..).unwrap_or_default();
    let noun = [" article", " paper", " chapter", " publication"]
        .into_iter()
        .find(|noun| rest.get(..noun.len()).is_some_and(|start| start.eq_ignore_ascii_case(noun)));
    let rest = rest.get(noun.map_or(0, str::len)..).unwrap_or_default();
    let bracketed = title.starts_with('[') && rest.starts_with(']');
    let marked = bracketed || rest.trim_start().starts_with(':');
    if marked { rest.trim_start_matches([']', ':', ' ']) } else { title }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(flag: &bool) -> bool {
    !flag
}
