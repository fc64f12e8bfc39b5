//! The texts of a document, and its row in a list of hits.
//!
//! In: records, notes, pages of the curator's. Out: what the index takes. Never: more of an abstract in a row, or in an order that
//! can be told, than its page shows.

use super::{OwnPage, plain};
use crate::config::AbstractPolicy;
use crate::content::Document as Markdown;
use crate::library::ArticleId;
use crate::record::{Person, Record};
use crate::search::{Document, Field};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::{card, names, rich};
use std::borrow::Cow;

/// Characters of one text in a row: behind them no snippet is cut, so that one book does not make the rows beside it slow.
const LONGEST: usize = 6_000;

/// The title as rows show it.
pub(super) fn title(shared: &Shared, record: &Record) -> Shown<'static> {
    card::title_text(shared.words, record)
}

/// What is searched in an article.
pub(super) fn article<'s>(shared: &'s Shared, id: ArticleId, record: &'s Record) -> Document<'s> {
    let mut document = Document::default();
    let mut add = |field, text: Shown<'s>| document.texts.push((field, plain(text)));
    add(Field::Title, title(shared, record));
    if let Some(own) = record.vernacular_title.as_deref().filter(|_| !record.title.is_empty()) {
        add(Field::Title, rich::title(own, false));
    }
    add(Field::Topics, topics(shared, id, record));
    add(Field::Source, source(record));
    if let Some(year) = record.year() {
        add(Field::Date, Shown::new(year.to_string()));
    }
    let people = record.authors.iter().chain(&record.editors).chain(&record.investigators);
    for person in people {
        add(Field::People, spoken(person));
    }
    add(
        Field::Places,
        groups(shared, id, &[shared.inputs.roles.institutions, shared.inputs.roles.countries]),
    );
    for (_, text) in notes(shared, id) {
        add(Field::Note, text);
    }
    let sections = record.sections.iter().map(|section| Shown::new(section.text.as_str()));
    match shared.inputs.config.site.abstracts {
        AbstractPolicy::Full => sections.for_each(|text| add(Field::Text, text)),
        AbstractPolicy::Excerpt => {
            if let Some(text) = excerpt(record) {
                add(Field::Text, text);
            }
            document.hidden = sections.map(|text| (Field::Text, plain(text))).collect();
        }
        AbstractPolicy::None => {
            document.hidden = sections.map(|text| (Field::Text, plain(text))).collect();
        }
    }
    let people = record.authors.iter().chain(&record.editors).chain(&record.investigators);
    document.people = people.map(parts).collect();
    document.identifiers = identifiers(record);
    document
}

/// What is searched in a page of the curator's.
pub(super) fn own(document: &Markdown) -> Document<'_> {
    let mut texts = vec![(Field::Title, plain(Shown::new(document.title.as_str())))];
    texts.extend(
        document.author.as_deref().map(|author| (Field::People, plain(Shown::new(author)))),
    );
    texts.push((Field::Text, plain(Shown::new(document.body.opening(usize::MAX)))));
    Document { texts, ..Document::default() }
}

/// The beginning of the abstract, where no more is shown.
fn excerpt(record: &Record) -> Option<Shown<'static>> {
    let first = record.sections.iter().find(|section| section.kind.is_none())?;
    Some(Shown::new(first.text.as_str()).beginning(AbstractPolicy::EXCERPT))
}

/// Labels of topics, and the words that the record's source gave it.
fn topics<'s>(shared: &'s Shared, id: ArticleId, record: &'s Record) -> Shown<'s> {
    let mut text = groups(shared, id, &[shared.inputs.roles.topics]).to_string();
    let headings = record.mesh.iter().map(|heading| heading.descriptor.as_str());
    let keywords = record.keywords.iter().map(|keyword| keyword.text.as_str());
    let substances = record.substances.iter().map(|substance| substance.name.as_str());
    let types = record.publication_types.iter().map(String::as_str);
    for word in headings.chain(keywords).chain(substances).chain(types) {
        text.push_str("; ");
        text.push_str(word);
    }
    Shown::new(text)
}

/// The labels of an article's groups in some groupings.
fn groups<'s>(shared: &'s Shared, id: ArticleId, groupings: &[Option<usize>]) -> Shown<'s> {
    let mut text = String::new();
    for grouping in groupings.iter().flatten() {
        for membership in shared.memberships(Some(*grouping), id) {
            text.push_str(&shared.label(*grouping, membership.group));
            text.push_str("; ");
        }
    }
    Shown::new(text)
}

fn source(record: &Record) -> Shown<'_> {
    let journal = record.journal.as_ref();
    let names = [
        journal.and_then(|journal| journal.title.as_deref()),
        journal.and_then(|journal| journal.abbreviation.as_deref()),
        record.book.as_ref().and_then(|book| book.title.as_deref()),
    ];
    Shown::new(names.into_iter().flatten().collect::<Vec<_>>().join("; "))
}

/// All names of a person, family name first.
fn spoken(person: &Person) -> Shown<'static> {
    let names = [&person.family, &person.given, &person.initials, &person.collective];
    Shown::new(names.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" "))
}

fn parts(person: &Person) -> [Cow<'_, str>; 3] {
    [&person.family, &person.given, &person.initials]
        .map(|name| plain(Shown::new(name.as_deref().unwrap_or_default())))
}

/// The notes of an article in plain text: title, text, and what their fields say, a sentence each.
fn notes(shared: &Shared, id: ArticleId) -> impl Iterator<Item = (usize, Shown<'static>)> {
    shared.inputs.notes.of_article(id).iter().filter_map(|at| {
        let note = shared.inputs.content.notes.get(*at)?;
        let mut text = note.title().unwrap_or_default().to_owned();
        sentence(&mut text, &note.document.body.opening(usize::MAX));
        for own in &note.fields {
            let label = shared.field(own.field).map_or("", |field| &field.label);
            sentence(&mut text, &format!("{label}: {}", shared.field_value(&own.value)));
        }
        Some((*at, Shown::new(text).filled()?))
    })
}

/// Adds a sentence to a text, whose last one is ended first.
fn sentence(text: &mut String, next: &str) {
    if !text.is_empty() && !text.ends_with(['.', '?', '!', '…', ':']) {
        text.push('.');
    }
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(next);
}

fn identifiers(record: &Record) -> Vec<Cow<'_, str>> {
    let mut all: Vec<&str> = Vec::new();
    all.extend(record.pmid.as_ref().map(crate::record::Pmid::as_str));
    all.extend(record.pmcid.as_ref().map(crate::record::Pmcid::as_str));
    all.extend(record.doi.as_ref().map(crate::record::Doi::as_str));
    let people = record.authors.iter().chain(&record.editors);
    all.extend(people.filter_map(|person| person.orcid.as_ref()).map(crate::record::Orcid::as_str));
    all.extend(record.databanks.iter().filter_map(|bank| bank.accession.as_deref()));
    all.into_iter().map(|id| plain(Shown::new(id.to_lowercase()))).collect()
}

/// The row of an article: kind, route, title, mark, byline, source, whether it is noted, and the texts that snippets are cut from.
pub(super) fn row(shared: &Shared, id: ArticleId, record: &Record) -> String {
    let words = shared.words;
    let journal = record.journal.as_ref().and_then(|journal| journal.name());
    let journal = journal.map(|name| shared.journal_name(id, name));
    let book = record.book.as_ref().and_then(|book| book.title.as_deref());
    let place = journal.or_else(|| book.map(Shown::new));
    let date = record.date().map(|date| words.written_date(date));
    let source =
        [place, date].into_iter().flatten().map(|part| part.to_string()).collect::<Vec<_>>();
    let mut texts: Vec<(&str, Shown<'_>)> = Vec::new();
    match shared.inputs.config.site.abstracts {
        AbstractPolicy::Full => {
            let sections = record.sections.iter().filter(|section| section.kind.is_none());
            let whole = sections.map(|section| section.text.as_str()).collect::<Vec<_>>().join(" ");
            texts.extend(Shown::new(whole).filled().map(|text| ("abstract", cut(text))));
        }
        AbstractPolicy::Excerpt => texts.extend(excerpt(record).map(|text| ("abstract", text))),
        AbstractPolicy::None => {}
    }
    texts.extend(notes(shared, id).map(|(_, text)| ("note", cut(text))));
    json(&(
        "article",
        shared.routes.article(id),
        title(shared, record),
        card::mark(words, record),
        names::line(words, record),
        Shown::new(source.join(" · ")),
        u8::from(card::noted(shared, id)),
        texts,
    ))
}

/// The row of a page of the curator's.
pub(super) fn own_row(page: &OwnPage<'_>) -> String {
    let document = page.document;
    let author = document.author.as_deref().map(Shown::new).unwrap_or_default();
    let date = document.date.as_deref().map(Shown::new).unwrap_or_default();
    let text = cut(Shown::new(document.body.opening(usize::MAX)));
    let title = Shown::new(document.title.as_str());
    json(&(page.kind, page.route, title, None::<Shown<'_>>, author, date, 0, [("text", text)]))
}

/// Not more of a text than a snippet is looked for in.
fn cut(text: Shown<'_>) -> Shown<'_> {
    if text.len() <= LONGEST { text } else { text.beginning(LONGEST) }
}

fn json(row: &impl serde::Serialize) -> String {
    // Strings and numbers alone cannot fail.
    serde_json::to_string(row).unwrap_or_default()
}
