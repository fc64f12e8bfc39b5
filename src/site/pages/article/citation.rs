//! The box from which an article's citation is copied.
//!
//! In: a record. Out: its reference in two styles as HTML, and its entry in the formats that reference managers take. Those
//! hold what a citation needs: no abstract, no addresses, no headings, no notes of the curator's, and of very many people
//! the first; the whole record is in the exports. Never: the form of a style or of a format.

use crate::config::AbstractPolicy;
use crate::formats::WRITERS;
use crate::record::{Extra, PartialDate, Person, Record, RelatedKind, Status, status_of_type};
use crate::site::runs;
use crate::site::shown::{Shown, ShownRecord};
use crate::site::words::Words;
use serde::Serialize;
use tera::Value;

/// People that an entry names; no style prints as many.
const MOST_PEOPLE: usize = 60;

/// Keywords and notices that an entry has.
const MOST: usize = 30;

/// Identifiers by which a work is found, and the key by which the curator's own library knows it.
const IDS: [&str; 7] = ["pii", "arxiv", "isbn", "issn", "url", "bookaccession", "citation_key"];

/// MEDLINE's word for a retracted article.
const RETRACTED: &str = "Retracted Publication";

/// What the catch-all says of who published it.
const IMPRINT: [&str; 6] =
    ["publisher", "PB", "school", "institution", "organization", "entrytype"];

#[derive(Serialize)]
pub(super) struct Citation {
    /// HTML.
    vancouver: Value,
    apa: Value,
    forms: Vec<Form>,
    /// Said where an entry names few of its people.
    remark: Option<Shown<'static>>,
}

#[derive(Serialize)]
struct Form {
    /// Of its element.
    id: Shown<'static>,
    label: Shown<'static>,
    text: Shown<'static>,
    /// What the button says that copies it.
    copy: Shown<'static>,
}

/// The box of a record, whose key in BibTeX is that of the site's files.
pub(super) fn of(words: &'static Words, record: &Record, key: &str) -> Citation {
    let entry = entry(record);
    let (entry, _) = ShownRecord::of(&entry, AbstractPolicy::Full);
    let forms = WRITERS.iter().filter_map(|writer| {
        let text = entry.alone(writer, key)?;
        let text = Shown::new(text.replace('\r', "").trim_end().to_owned());
        let copy = words.citation.copy_one(Shown::new(writer.label));
        Some(Form { id: Shown::new(writer.id), label: Shown::new(writer.label), text, copy })
    });
    let (count, all) = (MOST_PEOPLE, record.authors.len());
    Citation {
        vancouver: runs::vancouver(record),
        apa: runs::apa(record),
        forms: forms.collect(),
        remark: (all > count)
            .then(|| words.citation.few_authors(words.number(count), words.number(all))),
    }
}

/// The part of a record by which it is cited.
fn entry(record: &Record) -> Record {
    let mut entry = Record {
        schema: record.schema,
        key: record.key.clone(),
        pmid: record.pmid.clone(),
        pmcid: record.pmcid.clone(),
        doi: record.doi.clone(),
        title: record.title.clone(),
        title_html: record.title_html.clone(),
        title_translated: record.title_translated,
        vernacular_title: record.vernacular_title.clone(),
        authors: people(&record.authors),
        authors_listed: record.authors_listed,
        editors: people(&record.editors),
        journal: record.journal.clone(),
        book: record.book.clone(),
        published: record.published.clone(),
        electronic: record.electronic.clone(),
        print: record.print.clone(),
        collection: record.collection.clone(),
        revised: record.revised.clone(),
        volume: record.volume.clone(),
        issue: record.issue.clone(),
        pages: record.pages.clone(),
        language: record.language.clone(),
        publication_types: record.publication_types.clone(),
        keywords: record.keywords.iter().take(MOST).cloned().collect(),
        status: record.status.clone(),
        ..Record::default()
    };
    let ids = record.ids.iter().filter(|id| IDS.contains(&id.scheme.as_str()));
    entry.ids = ids.cloned().collect();
    let imprint = record.extra.iter().filter(|extra| IMPRINT.contains(&extra.tag.as_str()));
    entry.extra = imprint.cloned().collect();
    if record.authors.len() > MOST_PEOPLE {
        // As MEDLINE and BibTeX say it.
        for (tag, value) in [("authors", "et al."), ("author", "and others")] {
            entry.extra.push(Extra { tag: tag.to_owned(), value: value.to_owned() });
        }
    }
    if record.is_retracted() {
        // By a type and by a note, since each format has a field for one of them at least.
        let states = |name: &String| status_of_type(name) == Some(Status::Retracted);
        if !entry.publication_types.iter().any(states) {
            entry.publication_types.push(RETRACTED.to_owned());
        }
        entry.labels.insert("note".to_owned(), RETRACTED.to_owned());
    }
    let comments = [RelatedKind::CommentIn, RelatedKind::CommentOn, RelatedKind::Associated];
    let notices = record.related.iter().filter(|related| !comments.contains(&related.kind));
    entry.related = notices.take(MOST).cloned().collect();
    let book = entry.book.as_mut().and_then(|book| book.published.as_mut());
    let dates = [&mut entry.published, &mut entry.electronic, &mut entry.print];
    let more = [&mut entry.collection, &mut entry.revised];
    dates.into_iter().chain(more).filter_map(Option::as_mut).chain(book).for_each(put_right);
    entry
}

/// Formats that take a date as text get what was meant where a source printed something else.
fn put_right(date: &mut PartialDate) {
    let open = date.text.trim_end_matches(['–', '-']);
    let read = PartialDate::parse_pubmed(open);
    if !read.is_some_and(|read| read.is_same_day(date)) {
        date.text = PartialDate::parse_iso(&date.iso()).map(|read| read.text).unwrap_or_default();
    }
}

fn people(people: &[Person]) -> Vec<Person> {
    let bare = |person: &Person| Person {
        family: person.family.clone(),
        given: person.given.clone(),
        initials: person.initials.clone(),
        suffix: person.suffix.clone(),
        collective: person.collective.clone(),
        orcid: person.orcid.clone(),
        ..Person::default()
    };
    people.iter().take(MOST_PEOPLE).map(bare).collect()
}
