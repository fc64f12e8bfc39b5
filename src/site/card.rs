//! The views of one entry of a list and of one link to a group. Each depends on nothing but its subject, so it is made once
//! for all pages.

use super::routes::{Href, Root, href};
use super::shared::Shared;
use super::views::value;
use super::{external, names, rich, words};
use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::record::{Record, RelatedKind, without_retraction_mark};
use serde::Serialize;
use std::borrow::Cow;
use tera::Value;

#[derive(Debug, Serialize)]
struct Card<'a> {
    href: Option<Href<'a>>,
    title: String,
    /// Set when the title has inline markup.
    title_html: Option<Value>,
    authors: String,
    source: Option<String>,
    /// Date, place in the journal, language of a translated title.
    facts: Vec<String>,
    links: Vec<Outside>,
    /// `[Retracted]`, in words and not by colour alone.
    mark: Option<&'static str>,
    /// Words such as "Expression of concern", when the article is not retracted.
    caution: Option<&'static str>,
    /// Whether the caution is more than a correction.
    grave: bool,
    noted: bool,
}

#[derive(Debug, Serialize)]
struct Outside {
    label: &'static str,
    href: String,
}

/// The view of the entry of `id` on pages with this root.
pub(super) fn card(shared: &Shared, id: ArticleId, root: &Root) -> Result<Value, Diagnostic> {
    let Some(article) = shared.article(id) else { return Ok(Value::none()) };
    let record = &article.record;
    let has = |kind| record.related.iter().any(|related| related.kind == kind);
    let mark = mark(record);
    let caution = if mark.is_some() {
        None
    } else if has(RelatedKind::PartialRetractionIn) {
        Some("Partly retracted")
    } else if has(RelatedKind::ConcernIn) {
        Some("Expression of concern")
    } else if has(RelatedKind::ErratumIn) {
        Some("Corrected")
    } else {
        None
    };
    let journal = record.journal.as_ref().and_then(|journal| journal.name());
    let journal = journal.map(|name| shared.journal_name(id, name));
    let book = record.book.as_ref().and_then(|book| book.title.as_deref());
    value(&Card {
        href: href(root, shared.routes.article(id)),
        title: title_text(record),
        title_html: rich::title_html(bare_html(record), record.title_translated)
            .map(|html| Value::safe_string(&html)),
        authors: names::line(record),
        source: journal.or_else(|| book.map(super::without_mail)).map(Cow::into_owned),
        facts: facts(record),
        links: links(record),
        mark,
        grave: caution.is_some_and(|words| words != "Corrected"),
        caution,
        noted: shared.inputs.notes.contains_key(&id),
    })
}

#[derive(Debug, Serialize)]
struct LinkView<'a> {
    label: &'a str,
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

fn facts(record: &Record) -> Vec<String> {
    let language = translated_from(record).map(|name| format!("in {name}"));
    let locator = words::locator(record);
    [record.date().map(words::date), locator, language].into_iter().flatten().collect()
}

fn links(record: &Record) -> Vec<Outside> {
    let links = [
        ("DOI", record.doi.as_ref().map(external::doi)),
        ("PMC", record.pmcid.as_ref().map(external::pmc)),
        ("PubMed", record.pmid.as_ref().map(external::pubmed)),
    ];
    links.into_iter().filter_map(|(label, href)| Some(Outside { label, href: href? })).collect()
}

/// The mark that stands before the title of a retracted article wherever a page prints it.
pub(super) fn mark(record: &Record) -> Option<&'static str> {
    record.is_retracted().then_some("[Retracted]")
}

/// The title in plain text with its mark, for where no markup can stand.
pub(super) fn marked_title(record: &Record) -> String {
    let title = title_text(record);
    match mark(record) {
        Some(mark) => format!("{mark} {title}"),
        None => title,
    }
}

/// The title with markup, without a publisher's own mark.
pub(super) fn bare_html(record: &Record) -> Option<&str> {
    record.title_html.as_deref().map(without_retraction_mark)
}

/// The title in plain text, never empty. A publisher's own "RETRACTED:" is left off, because the mark says it.
pub(super) fn title_text(record: &Record) -> String {
    let title = rich::title(&record.title, record.title_translated);
    let title = without_retraction_mark(&title);
    if !title.is_empty() {
        return title.to_owned();
    }
    let vernacular = record.vernacular_title.as_deref().unwrap_or_default();
    let vernacular = rich::title(vernacular, false);
    if vernacular.is_empty() { "Untitled".to_owned() } else { vernacular.into_owned() }
}

/// The language that a translated title was translated from, by name.
pub(super) fn translated_from(record: &Record) -> Option<&'static str> {
    if !record.title_translated {
        return None;
    }
    words::foreign_language(record).map(|(_, name)| name)
}
