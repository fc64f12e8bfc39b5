//! The views that several page kinds share: plain data for templates, nothing of the domain's types.

use super::routes::Href;
use super::shared::Shared;
use super::shown::Shown;
use super::theme::ThemeFile;
use super::words::Words;
use crate::diag::{Diagnostic, codes};
use crate::library::ArticleId;
use serde::Serialize;
use tera::Value;

/// What a page needs in its `<head>` and for the navigation.
#[derive(Debug, Default, Serialize)]
pub struct Head {
    /// The page's own title, unique in the site.
    pub(super) title: Shown<'static>,
    /// One or two sentences for search engines; may be empty.
    pub(super) description: Shown<'static>,
    /// The section of the navigation that the page belongs to.
    pub section: String,
    /// Its absolute address, when the site has one.
    pub(super) canonical: Option<String>,
    /// `website` or `article`.
    pub(super) kind: &'static str,
    /// The names of scripts of its kind that the page has no use for.
    #[serde(skip)]
    pub(super) without: Vec<&'static str>,
    /// Links to the scripts that the page runs.
    pub(super) scripts: Vec<Value>,
    /// The content policy of a page that runs scripts.
    pub(super) policy: Option<&'static str>,
}

impl Head {
    pub(super) fn new(title: Shown<'_>, section: &str) -> Self {
        Head {
            title: title.into_owned(),
            section: section.to_owned(),
            kind: "website",
            ..Head::default()
        }
    }

    #[must_use]
    pub(super) fn described(mut self, description: Shown<'_>) -> Self {
        self.description = description.into_owned();
        self
    }

    /// The page runs these scripts of its kind only if it has a use for them.
    pub(super) fn uses(&mut self, scripts: &[ThemeFile], uses: bool) {
        if !uses {
            self.without.extend(scripts.iter().map(|script| script.name));
        }
    }
}

/// A page ready for its template.
#[derive(Debug)]
pub struct PageView {
    /// For the head.
    pub head: Head,
    /// The page kind's own view.
    pub page: Value,
    /// A template that the curator asked for instead of the kind's own, and where.
    pub template: Option<(String, crate::diag::Place)>,
}

/// Turns a view into what templates read.
pub(super) fn value<T: Serialize>(view: &T) -> Result<Value, Diagnostic> {
    Value::try_from_serializable(view).map_err(|error| {
        Diagnostic::new(
            &codes::BAD_TEMPLATE,
            format!("a view could not be given to its template: {error}"),
        )
        .help("this is a mistake in litdigest, please report it")
    })
}

/// Pieces that many pages show, each rendered once: entries of lists and links to groups.
pub trait Cards {
    /// The entry of one article as HTML.
    ///
    /// # Errors
    /// When the template of entries fails.
    fn card(&self, id: ArticleId) -> Result<Value, Diagnostic>;

    /// The same in one short line, as HTML.
    ///
    /// # Errors
    /// When the template of lines fails.
    fn line(&self, id: ArticleId) -> Result<Value, Diagnostic>;

    /// The link to a group, by the places of the grouping and the group, as HTML.
    ///
    /// # Errors
    /// When the template of links fails.
    fn link(&self, grouping: usize, group: u32) -> Result<Value, Diagnostic>;
}

/// A link with its words.
#[derive(Debug, Serialize)]
pub(super) struct Link<'a> {
    pub(super) label: Shown<'a>,
    pub(super) href: Option<Href<'a>>,
}

/// A link to a part of a page, or with a question for it.
#[derive(Debug, Serialize)]
pub(super) struct Pointer {
    pub(super) label: Shown<'static>,
    pub(super) href: Value,
}

/// A group in a ranking, with its bar.
#[derive(Debug, Serialize)]
pub(super) struct Ranked {
    /// HTML.
    pub(super) link: Value,
    /// Number of articles, for reading.
    pub(super) count: Shown<'static>,
    /// 0 to 20.
    pub(super) step: usize,
}

/// The entries of one year.
#[derive(Debug, Serialize)]
pub(super) struct YearBlock {
    pub(super) label: Shown<'static>,
    pub(super) id: String,
    pub(super) entries: Vec<Value>,
}

/// The fragment of a year's heading.
pub(super) fn year_id(year: Option<i32>) -> String {
    year.map_or_else(|| "y-undated".to_owned(), |year| format!("y-{year}"))
}

/// Cuts articles, which are in library order, into blocks of one year each.
pub(super) fn by_year(
    shared: &Shared,
    members: &[ArticleId],
    cards: &dyn Cards,
) -> Result<Vec<YearBlock>, Diagnostic> {
    by_year_as(shared, members, |id| cards.card(id))
}

/// As [`by_year`], each article as `entry` makes it.
pub(super) fn by_year_as(
    shared: &Shared,
    members: &[ArticleId],
    entry: impl Fn(ArticleId) -> Result<Value, Diagnostic>,
) -> Result<Vec<YearBlock>, Diagnostic> {
    let mut blocks: Vec<YearBlock> = Vec::new();
    let mut last = None;
    for id in members {
        let year = shared.article(*id).and_then(|article| article.record.year());
        let card = entry(*id)?;
        let same = last.replace(year) == Some(year);
        if let Some(block) = blocks.last_mut().filter(|_| same) {
            block.entries.push(card);
            continue;
        }
        let label = match year {
            Some(year) => Shown::new(year.to_string()),
            None => shared.words.articles.undated(),
        };
        let known = blocks.iter().filter(|block| block.label == label).count();
        let id = year_id(year);
        let id = if known == 0 { id } else { format!("{id}-{}", known + 1) };
        blocks.push(YearBlock { label, id, entries: vec![card] });
    }
    Ok(blocks)
}

/// What the curator dated in one year.
#[derive(Debug, Serialize)]
pub(super) struct DatedBlock {
    /// None for what has no date.
    pub(super) year: Option<Shown<'static>>,
    pub(super) items: Vec<Value>,
}

/// Cuts dated items, newest first, into blocks of one year each.
pub(super) fn by_dated_year<'d>(
    items: impl IntoIterator<Item = (Option<&'d str>, Value)>,
) -> Vec<DatedBlock> {
    let mut blocks: Vec<DatedBlock> = Vec::new();
    let mut last = None;
    for (date, item) in items {
        let year = date.and_then(|date| date.split('-').next());
        let same = last.replace(year) == Some(year);
        if let Some(block) = blocks.last_mut().filter(|_| same) {
            block.items.push(item);
            continue;
        }
        let year = year.map(|year| Shown::new(year).into_owned());
        blocks.push(DatedBlock { year, items: vec![item] });
    }
    blocks
}

/// The groups of a ranking as links with bars.
pub(super) fn ranked(
    words: &Words,
    cards: &dyn Cards,
    grouping: usize,
    counts: &[(u32, usize)],
) -> Result<Vec<Ranked>, Diagnostic> {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(1);
    counts
        .iter()
        .map(|(group, count)| {
            let link = cards.link(grouping, *group)?;
            let step = super::chart::step(*count, most);
            Ok(Ranked { link, count: words.number(*count), step })
        })
        .collect()
}
