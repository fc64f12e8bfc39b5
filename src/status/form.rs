//! The form of a library's status: what its JSON holds, key by key.
//!
//! In: nothing. Out: the types, as text for people or JSON for programs. Keys stay as they are; new ones may be added. Never:
//! how any of it is found.

use serde::Serialize;
use std::collections::BTreeMap;

/// What a library has and lacks. Its JSON form is a public interface: keys are added, never renamed; lists are in
/// library order (newest first) unless they say otherwise.
#[derive(Debug, Serialize)]
pub struct Status {
    /// The form's version: 1.
    pub version: u32,
    /// Articles of the library.
    pub articles: usize,
    /// Where the records of the files went.
    pub records: Records,
    /// Per format, by its identifier.
    pub formats: Vec<FormatStatus>,
    /// Per file, in the order of the names.
    pub files: Vec<FileStatus>,
    /// Keys of the articles that lack something; absent where the grouping is off.
    pub missing: Missing,
    /// Articles that are probably one work, two or more at a time.
    pub duplicates: Vec<DuplicateStatus>,
    /// Preprints and the articles that they probably became.
    pub preprints: Vec<PreprintStatus>,
    /// Institutions that might be one, by label.
    pub institutions: Vec<InstitutionStatus>,
    /// What sources disagree on, by file and line.
    pub conflicts: Vec<Said>,
    /// What the settings leave out, in their order.
    pub excluded: Vec<Excluded>,
    /// What the settings correct.
    pub corrected: Vec<Corrected>,
    /// Retracted articles.
    pub retracted: Vec<Flagged>,
    /// Articles of which a part is retracted.
    pub partly_retracted: Vec<Flagged>,
    /// Articles about which editors have published a concern.
    pub concerns: Vec<Flagged>,
    /// Notes about articles that are not in the library, by file.
    pub notes_without_article: Vec<LooseNote>,
    /// Profiles that no article meets, by file.
    pub unused_profiles: Vec<LooseProfile>,
    /// All articles as people know them, by key; for the text, which names those that lack something.
    #[serde(skip)]
    pub names: BTreeMap<String, Named>,
    /// Whether the settings have a table of aliases of institutions; for the text, which says where a line goes.
    #[serde(skip)]
    pub aliases: bool,
}

/// Two institutions that might be one.
#[derive(Debug, Serialize)]
pub struct InstitutionStatus {
    /// The one with more articles.
    pub keep: String,
    /// The one that would go into it.
    pub merge: String,
    /// What speaks for it.
    pub reason: String,
    /// The line that confirms it, for `[institutions.aliases]` of the settings.
    pub line: String,
}

/// Where the records of the files went.
#[derive(Debug, Serialize)]
pub struct Records {
    /// Record slices in all files.
    pub found: usize,
    /// Merged into another's article.
    pub merged: usize,
    /// Reported instead of read.
    pub rejected: usize,
    /// Left out by the settings.
    pub excluded: usize,
}

/// The files of one format.
#[derive(Debug, Serialize)]
pub struct FormatStatus {
    /// Its identifier; empty for files of no known format.
    pub format: String,
    /// Files.
    pub files: usize,
    /// Records read.
    pub records: usize,
    /// Records reported instead of read.
    pub rejected: usize,
}

/// One file.
#[derive(Debug, Serialize)]
pub struct FileStatus {
    /// Its name below the records folder.
    pub file: String,
    /// The format's identifier.
    pub format: String,
    /// How its bytes were read.
    pub encoding: String,
    /// Records read.
    pub records: usize,
    /// Records reported instead of read.
    pub rejected: usize,
}

/// Keys of the articles that lack something.
#[derive(Debug, Serialize)]
pub struct Missing {
    /// No DOI.
    pub doi: Vec<String>,
    /// No abstract.
    pub r#abstract: Vec<String>,
    /// No affiliation.
    pub affiliations: Vec<String>,
    /// In no topic.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Vec<String>>,
    /// In no topic that a profile describes; absent where there is none. `litdigest topics suggest` starts from these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic_of_yours: Option<Vec<String>>,
    /// In no institution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub institution: Option<Vec<String>>,
}

/// One article, named for people.
#[derive(Clone, Debug, Serialize)]
pub struct Named {
    /// Its key.
    pub key: String,
    /// An identifier that settings take: `pmid:…`, `PMC…`, `doi:…`, else the key.
    pub id: String,
    /// First author, year, journal.
    pub by: String,
    /// Its title.
    pub title: String,
    /// Files and lines that it came from.
    pub from: Vec<String>,
}

/// Articles that are probably one work.
#[derive(Debug, Serialize)]
pub struct DuplicateStatus {
    /// Two or more, in library order.
    pub articles: Vec<Named>,
    /// Why.
    pub reason: String,
}

/// A preprint and the article that it probably became.
#[derive(Debug, Serialize)]
pub struct PreprintStatus {
    /// The preprint.
    pub preprint: Named,
    /// The article.
    pub article: Named,
    /// Why.
    pub reason: String,
}

/// A diagnostic of merging.
#[derive(Debug, Serialize)]
pub struct Said {
    /// The diagnostic's code.
    pub code: &'static str,
    /// The article's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// What the sources differ in.
    pub message: String,
    /// What was done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<String>,
    /// The file of the value that was not taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Its first line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
}

/// An article that the settings leave out.
#[derive(Debug, Serialize)]
pub struct Excluded {
    /// The key that it would have.
    pub key: String,
    /// Its title.
    pub title: String,
    /// Why, in the curator's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it was left out: `screening` or `full text`.
    pub stage: &'static str,
}

/// A key that the settings correct.
#[derive(Debug, Serialize)]
pub struct Corrected {
    /// The article's key.
    pub key: String,
    /// The key of the record.
    pub field: String,
    /// Why, in the curator's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// An article with a warning to its readers.
#[derive(Debug, Serialize)]
pub struct Flagged {
    /// The article.
    #[serde(flatten)]
    pub article: Named,
    /// Where the notice stands, as far as the records say.
    pub notices: Vec<String>,
}

/// A note about an article that is not in the library.
#[derive(Debug, Serialize)]
pub struct LooseNote {
    /// The note's file.
    pub file: String,
    /// The line that names the article.
    pub line: usize,
    /// The article as typed.
    pub article: String,
}

/// A profile that no article meets.
#[derive(Debug, Serialize)]
pub struct LooseProfile {
    /// The profile's file.
    pub file: String,
    /// The grouping's identifier.
    pub grouping: String,
    /// The group's name.
    pub name: String,
}

impl Status {
    /// One JSON object with everything, indented, ending in a line break.
    pub fn json(&self) -> String {
        // Strings and numbers always serialise.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }
}
