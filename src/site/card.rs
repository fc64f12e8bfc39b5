//! The views of one entry of a list and of one link to a group. Each depends on nothing but its subject, so it is made once
//! for all pages.

use super::external::Address;
use super::routes::{Href, Root, href};
use super::shared::Shared;
use super::shown::Shown;
use super::views::value;
use super::words::Words;
use super::{external, names, rich, words};
use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::record::{Record, RelatedKind, without_retraction_mark};
use serde::Serialize;
use tera::Value;

#[derive(Debug, Serialize)]
struct Card<'a> {
    href: Option<Href<'a>>,
    title: Shown<'static>,
    /// Set when the title has inline markup.
    title_html: Option<Value>,
    authors: Shown<'static>,
    source: Option<Shown<'a>>,
    /// Date, place in the journal, language of a translated title.
    facts: Vec<Shown<'static>>,
    links: Vec<Outside>,
    /// `[Retracted]`, in words and not by colour alone.
    mark: Option<Shown<'static>>,
    /// Words such as "Expression of concern", when the article is not retracted.
    caution: Option<Shown<'static>>,
    /// Whether the caution is more than a correction.
    grave: bool,
    noted: bool,
}

#[derive(Debug, Serialize)]
struct Outside {
    label: Shown<'static>,
    href: Address,
}

/// The view of the entry of `id` on pages with this root.
pub(super) fn card(shared: &Shared, id: ArticleId, root: &Root) -> Result<Value, Diagnostic> {
    let Some(article) = shared.article(id) else { return Ok(Value::none()) };
    let record = &article.record;
    let has = |kind| record.related.iter().any(|related| related.kind == kind);
    let words = shared.words;
    let mark = mark(words, record);
    let (caution, grave) = if mark.is_some() {
        (None, false)
    } else if has(RelatedKind::PartialRetractionIn) {
        (Some(words.card.partly_retracted()), true)
    } else if has(RelatedKind::ConcernIn) {
        (Some(words.card.concern()), true)
    } else if has(RelatedKind::ErratumIn) {
        (Some(words.card.corrected()), false)
    } else {
        (None, false)
    };
    let journal = record.journal.as_ref().and_then(|journal| journal.name());
    let journal = journal.map(|name| shared.journal_name(id, name));
    let book = record.book.as_ref().and_then(|book| book.title.as_deref());
    value(&Card {
        href: href(root, shared.routes.article(id)),
        title: title_text(words, record),
        title_html: rich::title_html(bare_html(record), record.title_translated),
        authors: names::line(words, record),
        source: journal.or_else(|| book.map(Shown::new)),
        facts: facts(words, record),
        links: links(record),
        mark,
        grave,
        caution,
        noted: noted(shared, id),
    })
}

/// Whether a note of the article has something to read.
pub(super) fn noted(shared: &Shared, id: ArticleId) -> bool {
    let notes = shared.inputs.notes.of_article(id).iter();
    let mut notes = notes.filter_map(|at| shared.inputs.content.notes.get(*at));
    notes.any(crate::content::Note::says_something)
}

#[derive(Debug, Serialize)]
struct LinkView<'a> {
    label: Shown<'a>,
    href: Option<Href<'a>>,
    /// Whether the label may run from right to left.
    auto: bool,
}

/// The view of the link to a group on pages with this root.
pub(super) fn link(
    shared: &Shared,
    (grouping, group): (usize, u32),
    root: &Root,
) -> Result<Value, Diagnostic> {
    let label = shared.label(grouping, group);
    let auto = label.chars().any(
        |c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'),
    );
    value(&LinkView { label, href: shared.group_href(root, grouping, group), auto })
}

fn facts(words: &Words, record: &Record) -> Vec<Shown<'static>> {
    let date = record.date().map(|date| words.written_date(date));
    [date, words::locator(record), translated_from(words, record)].into_iter().flatten().collect()
}

fn links(record: &Record) -> Vec<Outside> {
    let links = [
        ("DOI", record.doi.as_ref().map(external::doi)),
        ("PMC", record.pmcid.as_ref().map(external::pmc)),
        ("PubMed", record.pmid.as_ref().map(external::pubmed)),
    ];
    links
        .into_iter()
        .filter_map(|(label, href)| Some(Outside { label: Shown::new(label), href: href? }))
        .collect()
}

/// The mark that stands before the title of a retracted article wherever a page prints it.
pub(super) fn mark(words: &'static Words, record: &Record) -> Option<Shown<'static>> {
    record.is_retracted().then(|| words.card.retracted())
}

/// The title in plain text with its mark, for where no markup can stand.
pub(super) fn marked_title(words: &'static Words, record: &Record) -> Shown<'static> {
    let title = title_text(words, record);
    match mark(words, record) {
        Some(mark) => words.card.marked(mark, title),
        None => title,
    }
}

/// The title with markup, without a publisher's own mark.
pub(super) fn bare_html(record: &Record) -> Option<&str> {
    record.title_html.as_deref().map(|title| unmarked(record, title))
}

/// The title in plain text without its mark, never empty; for what a page prints there is [`marked_title`]. A publisher's
/// own "RETRACTED:" is left off, because the mark says it.
pub(super) fn title_text(words: &'static Words, record: &Record) -> Shown<'static> {
    own_title(record).unwrap_or_else(|| words.card.untitled())
}

/// The title, else the one in the article's own language.
pub(super) fn own_title(record: &Record) -> Option<Shown<'static>> {
    let title = rich::title(&record.title, record.title_translated);
    let title = unmarked(record, &title);
    if !title.is_empty() {
        return Some(Shown::new(title.to_owned()));
    }
    let vernacular = rich::title(record.vernacular_title.as_deref().unwrap_or_default(), false);
    vernacular.filled().map(Shown::into_owned)
}

/// A notice of a retraction keeps the mark that some publishers set before its title: it is not retracted itself.
fn unmarked<'a>(record: &Record, title: &'a str) -> &'a str {
    if record.is_retracted() { without_retraction_mark(title) } else { title }
}

/// The language that a translated title was translated from: "in German".
pub(super) fn translated_from(words: &Words, record: &Record) -> Option<Shown<'static>> {
    if !record.title_translated {
        return None;
    }
    let (code, _) = words::foreign_language(record)?;
    Some(words.card.in_language(words.language(code)?))
}
