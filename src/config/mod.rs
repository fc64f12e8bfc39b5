//! Settings: what was typed in `litdigest.toml`, and what is meant.
//!
//! In: the text of `litdigest.toml` (or none). Out: a [`Config`] whose parts each go to one stage, or diagnostics that
//! point into the file; unknown keys are errors that name the nearest known one. Never: IO, run-time state.

mod citations;
pub(crate) mod fields;
pub(crate) mod node;
mod raw;
mod resolve;
mod safe;
mod silence;
mod study;
mod values;

pub use citations::{CitationOptions, CitationStyle, DEFAULT_STYLE};
pub use resolve::{KEPT_FOLDERS, THEME_TOKENS, TOPIC_SOURCES, is_colour};
pub use silence::{Silence, idle, silence};
pub use study::{Direction, Field, FieldKind, SEARCH_KEYS};

use crate::diag::{Diagnostic, codes};
use crate::text::file::TextFile;
use crate::text::source::Source;
use fields::Checks;
use indexmap::IndexMap;
use std::sync::Arc;

/// Every setting with its default and what it means; `init` writes it as a new site's `litdigest.toml`.
pub const DEFAULTS: &str = include_str!("defaults.toml");

/// Most topics of one article that no rule gave, unless `[topics] max` says otherwise.
const DEFAULT_TOPICS_MAX: usize = 6;

/// How sure a suggested heading must be, in percent, unless `[topics] sure` says otherwise.
const DEFAULT_TOPICS_SURE: u8 = 40;

/// What stands for the digests among the names of groupings in `[exports] groups`.
pub const DIGESTS: &str = "digests";

/// Names that settings may use, and that other registries hold.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Of groupings, for `[groupings.NAME]`.
    pub groupings: Vec<&'static str>,
    /// Of evidence maps, for `[maps.NAME]`; also those of their pages below `map/`.
    pub maps: Vec<&'static str>,
    /// Of citation styles, for `[citations]`.
    pub styles: Vec<&'static str>,
    /// Of their locales, likewise.
    pub locales: Vec<&'static str>,
}

/// Reads the settings, which may use these names. `None` gives the defaults. Errors are all told, not only the first, and then there is no
/// [`Config`]: a site built with half its settings is not the curator's site.
pub fn load(
    file: Option<&TextFile>,
    names: &Names,
) -> Result<(Config, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Some(file) = file else { return Ok((Config::default(), Vec::new())) };
    let mut checks = Checks::new(file.source(), &codes::BAD_CONFIG);
    match node::read_toml(&file.text, 0) {
        Err(errors) => {
            for error in errors {
                checks.syntax(
                    error,
                    "TOML",
                    "text stands between quotes, as in title = \"Reading room\"",
                );
            }
            Err(checks.diagnostics)
        }
        Ok(entries) => {
            let raw = raw::RawConfig::read(entries, names, &mut checks);
            let config = resolve::resolve(raw, names, &mut checks);
            let diagnostics = in_order(checks.diagnostics);
            let failed = diagnostics.iter().any(|d| d.severity() == crate::diag::Severity::Error);
            if failed { Err(diagnostics) } else { Ok((config, diagnostics)) }
        }
    }
}

/// The address of a site as a setting or the command line gives it, with its final slash, or why it is none.
pub fn base_url(typed: &str) -> Result<String, &'static str> {
    safe::base_url(typed.trim())
}

/// Types are checked before values; a reader of the messages goes from the top of the file to its end.
fn in_order(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(crate::diag::compare);
    diagnostics
}

impl Default for Config {
    /// What an empty settings file means.
    fn default() -> Self {
        let file: Arc<str> = Arc::from("litdigest.toml");
        let mut checks = Checks::new(Source::new(&file, ""), &codes::BAD_CONFIG);
        resolve::resolve(raw::RawConfig::default(), &Names::default(), &mut checks)
    }
}

/// All settings, resolved: every default applied, every value checked.
#[derive(Clone, Debug, PartialEq)]
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
    /// For citations in Markdown.
    pub citations: CitationOptions,
    /// The fields that notes may have, in the order of the columns of their table.
    pub fields: Vec<Field>,
    /// Messages that are not to be said.
    pub silence: Vec<Silence>,
}

/// Folders, relative to the site's folder, with forward slashes.
#[derive(Clone, Debug, PartialEq)]
pub struct Paths {
    /// Where the site is written: `public`.
    pub output: String,
    /// Where the exports lie: `content/records`.
    pub records: String,
}

/// What the pages need to know.
#[derive(Clone, Debug, PartialEq)]
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
    /// The groupings whose groups have files for reference managers, and [`DIGESTS`], which stands for the digests; `None` for
    /// those that have them by default.
    pub exports: Option<Vec<String>>,
    /// Whether the site can be searched.
    pub search: bool,
    /// Navigation: labels and hrefs-by-name in order (`topics`, `institutions`, `about` …); empty for what exists.
    pub nav: IndexMap<String, String>,
    /// Design tokens that replace the theme's own, by name without dashes: `accent`, `paper`, `measure` …; checked to
    /// be harmless in CSS.
    pub theme: IndexMap<String, String>,
    /// Which evidence maps there are, and what stands in them.
    pub maps: MapOptions,
}

/// The evidence maps.
#[derive(Clone, Debug, PartialEq)]
pub struct MapOptions {
    /// Names of maps in the order of the pages; `None` for all of them.
    pub show: Option<Vec<String>>,
    /// Most rows of a map whose rows are not chosen.
    pub rows: usize,
    /// Most columns of a map whose columns are not chosen.
    pub columns: usize,
    /// Rows and columns that the curator chose, by map.
    pub chosen: IndexMap<String, MapChoice>,
}

/// The rows and columns of one map: names of groups, each with the place of the setting; empty for the largest groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MapChoice {
    /// From top to bottom.
    pub rows: Vec<(String, crate::diag::Place)>,
    /// From left to right.
    pub columns: Vec<(String, crate::diag::Place)>,
}

impl Default for MapOptions {
    fn default() -> Self {
        MapOptions { show: None, rows: 20, columns: 12, chosen: IndexMap::new() }
    }
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

impl AbstractPolicy {
    /// Characters of an abstract that is shown as an excerpt.
    pub const EXCERPT: usize = 320;
}

/// The curator's word on records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LibraryOptions {
    /// Records to leave out.
    pub exclude: Vec<Exclude>,
    /// Records to correct.
    pub correct: Vec<Correct>,
    /// Records that are one work, whatever they share.
    pub same: Vec<Ruling>,
    /// Records that are works of their own, whatever they share.
    pub different: Vec<Ruling>,
}

/// The curator's word on whether records are one work.
#[derive(Clone, Debug, PartialEq)]
pub struct Ruling {
    /// Two or more identifiers, each with its place.
    pub ids: Vec<(String, crate::diag::Place)>,
    /// Why.
    pub reason: Option<String>,
    /// Where the table stands.
    pub place: crate::diag::Place,
}

/// A record to leave out.
#[derive(Clone, Debug, PartialEq)]
pub struct Exclude {
    /// Any identifier of the record.
    pub id: String,
    /// Why.
    pub reason: Option<String>,
    /// When it was left out.
    pub stage: Stage,
    /// Where the setting stands.
    pub place: crate::diag::Place,
}

/// When a record is left out of a review: after its title and abstract were read, or after its full text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// By title and abstract.
    #[default]
    Screening,
    /// By the full text.
    FullText,
}

impl Stage {
    /// As the settings have it.
    pub fn id(self) -> &'static str {
        match self {
            Stage::Screening => "screening",
            Stage::FullText => "full text",
        }
    }
}

/// A record to correct.
#[derive(Clone, Debug, PartialEq)]
pub struct Correct {
    /// Any identifier of the record.
    pub id: String,
    /// Keys of the record's JSON form with their right values, in the order written.
    pub values: IndexMap<String, CorrectValue>,
    /// Why.
    pub reason: Option<String>,
    /// Where the setting stands.
    pub place: crate::diag::Place,
}

/// The right value of a key.
#[derive(Clone, Debug, PartialEq)]
pub struct CorrectValue {
    /// As typed.
    pub value: serde_json::Value,
    /// Where it stands.
    pub place: crate::diag::Place,
}

/// What the groupings need to know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupingOptions {
    /// By grouping id; absent means all defaults.
    pub by_id: IndexMap<String, GroupingOption>,
    /// `[topics] max`: most topics of one article that no rule gave; default 6.
    pub topics_max: Option<usize>,
    /// `[topics] from`: sources of topics in order of trust, of `rules mesh suggested keywords phrases`.
    pub topics_from: Option<Vec<String>>,
    /// `[topics] mesh`: which MeSH is used.
    pub topics_mesh: Vocabulary,
    /// `[topics] sure`: how sure a suggested heading must be, in percent; default 30.
    pub topics_sure: Option<u8>,
    /// `[institutions.aliases]`: institution name to the spellings that belong to it.
    pub institution_aliases: IndexMap<String, Vec<String>>,
    /// `[institutions] ror`: which data of the Research Organization Registry is used.
    pub ror: Vocabulary,
}

/// Which form of a vocabulary a site uses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Vocabulary {
    /// The one that is built into the program.
    #[default]
    BuiltIn,
    /// The official file at this path, relative to the site's folder.
    File(String),
    /// None.
    Off,
}

/// Settings of one grouping.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GroupingOption {
    /// Whether it has pages; default true.
    pub enabled: Option<bool>,
    /// Smallest group with a page.
    pub min: Option<usize>,
    /// Its label in the navigation.
    pub label: Option<String>,
}

/// What the Markdown renderer needs to know.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MarkdownOptions {
    /// Whether HTML in Markdown is kept; off by default.
    pub raw_html: bool,
}
