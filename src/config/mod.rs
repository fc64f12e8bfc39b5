//! Settings: what was typed in `litdigest.toml`, and what is meant.
//!
//! In: the text of `litdigest.toml` (or none). Out: a [`Config`] whose parts each go to one stage, or diagnostics that
//! point into the file; unknown keys are errors that name the nearest known one. Never: IO, run-time state.

use indexmap::IndexMap;

/// All settings, resolved: every default applied, every value checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// For the pages.
    pub site: SiteOptions,
    /// Where things are, relative to the site's folder.
    pub paths: Paths,
    /// Worker threads; `None` for all cores.
    pub jobs: Option<usize>,
    /// For the library.
    pub library: LibraryOptions,
    /// For the groupings.
    pub groupings: GroupingOptions,
    /// For Markdown.
    pub markdown: MarkdownOptions,
}

/// Folders, relative to the site's folder, with forward slashes.
#[derive(Clone, Debug)]
pub struct Paths {
    /// Where the site is written: `public`.
    pub output: String,
    /// Where the exports lie: `content/records`.
    pub records: String,
}

/// What the pages need to know.
#[derive(Clone, Debug)]
pub struct SiteOptions {
    /// The collection's name.
    pub title: String,
    /// One sentence on what it is; may be empty.
    pub description: String,
    /// BCP 47 tag of the interface and notes: `en`.
    pub language: String,
    /// Absolute address of the published site, ending in a slash; only for what must be absolute.
    pub base_url: Option<String>,
    /// Who keeps it.
    pub author: Option<String>,
    /// Entries of a list page.
    pub per_page: usize,
    /// How much of the abstracts is shown.
    pub abstracts: AbstractPolicy,
    /// Navigation: labels and hrefs-by-name in order (`topics`, `institutions`, `about` …); empty for what exists.
    pub nav: IndexMap<String, String>,
    /// Design tokens that replace the theme's own, by name without dashes: `accent`, `paper`, `measure` …; checked to
    /// be harmless in CSS.
    pub theme: IndexMap<String, String>,
}

/// How much of an abstract a page shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AbstractPolicy {
    /// All of it.
    #[default]
    Full,
    /// Its beginning.
    Excerpt,
    /// Nothing but a sentence that says why, and a link.
    None,
}

/// The curator's word on records.
#[derive(Clone, Debug, Default)]
pub struct LibraryOptions {
    /// Records to leave out.
    pub exclude: Vec<Exclude>,
    /// Records to correct.
    pub correct: Vec<Correct>,
}

/// A record to leave out.
#[derive(Clone, Debug)]
pub struct Exclude {
    /// Any identifier of the record.
    pub id: String,
    /// Why.
    pub reason: Option<String>,
    /// Where the setting stands.
    pub place: crate::diag::Place,
}

/// A record to correct.
#[derive(Clone, Debug)]
pub struct Correct {
    /// Any identifier of the record.
    pub id: String,
    /// Keys of the record's JSON form with their right values, in the order written.
    pub values: IndexMap<String, serde_json::Value>,
    /// Why.
    pub reason: Option<String>,
    /// Where the setting stands.
    pub place: crate::diag::Place,
}

/// What the groupings need to know.
#[derive(Clone, Debug, Default)]
pub struct GroupingOptions {
    /// By grouping id; absent means all defaults.
    pub by_id: IndexMap<String, GroupingOption>,
    /// `[topics] max`: most topics of one article that no rule gave; default 6.
    pub topics_max: Option<usize>,
    /// `[topics] from`: sources of topics in order of trust, of `rules mesh keywords phrases`.
    pub topics_from: Option<Vec<String>>,
    /// `[institutions.aliases]`: institution name to the spellings that belong to it.
    pub institution_aliases: IndexMap<String, Vec<String>>,
}

/// Settings of one grouping.
#[derive(Clone, Debug, Default)]
pub struct GroupingOption {
    /// Whether it has pages; default true.
    pub enabled: Option<bool>,
    /// Smallest group with a page.
    pub min: Option<usize>,
    /// Its label in the navigation.
    pub label: Option<String>,
}

/// What the Markdown renderer needs to know.
#[derive(Clone, Copy, Debug, Default)]
pub struct MarkdownOptions {
    /// Whether HTML in Markdown is kept; off by default.
    pub raw_html: bool,
}
