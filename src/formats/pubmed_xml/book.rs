//! `BookDocument`: a book, or a chapter with its book.
//!
//! In: a draft and the element. Out: `book`, `editors`, title, dates. A whole book has no title of its own besides the
//! book's. A chapter's outline (`Sections`) has no key and is left for [`super::rest`].

use super::record::Draft;
use super::{abstracts, article, data, dates, indexing, people};
use crate::record::{Book, DateEnd, PartialDate};

/// Reads a `BookDocument`.
pub(super) fn document(draft: &mut Draft<'_, '_>, id: usize) {
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "PMID" => draft.pmid(part),
            "ArticleIdList" => data::identifiers(draft, part),
            "Book" => book(draft, part),
            "ArticleTitle" => article::title(draft, part),
            "VernacularTitle" => article::vernacular_title(draft, part),
            "Pagination" => super::journal::pagination(draft, part),
            "Language" => article::language(draft, part),
            "AuthorList" => people::authors(draft, part),
            "InvestigatorList" => people::investigators(draft, part),
            "PublicationType" => article::publication_type(draft, part),
            "Abstract" => abstracts::main(draft, part),
            "OtherAbstract" => abstracts::other(draft, part),
            "KeywordList" => indexing::keywords(draft, part),
            "ContributionDate" if draft.record.published.is_none() => {
                draft.record.published = dates::date(draft, part, "ContributionDate");
            }
            "DateRevised" if draft.record.revised.is_none() => {
                draft.record.revised = dates::date(draft, part, "DateRevised");
            }
            "GrantList" => indexing::grants(draft, part),
            "ReferenceList" => data::references(draft, part),
            "Sections" => sections(draft, part),
            _ => {}
        }
    }
    let record = &mut draft.record;
    if let Some(book) = &record.book {
        if record.title.is_empty() {
            record.title = book.title.clone().unwrap_or_default();
        }
        if record.published.is_none() {
            record.published.clone_from(&book.published);
        }
    }
}

fn book(draft: &mut Draft<'_, '_>, id: usize) {
    let mut book = draft.record.book.take().unwrap_or_default();
    let (mut from, mut to, mut medium) = (None, None, None);
    let mut rich = None;
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "Publisher" => publisher(draft, &mut book, part),
            "BookTitle" if book.title.is_none() => {
                book.title = draft.text(part);
                rich = super::rich::html(draft.tree, part);
            }
            "PubDate" if book.published.is_none() => {
                book.published = dates::date(draft, part, "PubDate");
            }
            "BeginningDate" if from.is_none() => {
                from = dates::date(draft, part, "BeginningDate");
            }
            "EndingDate" if to.is_none() => to = dates::date(draft, part, "EndingDate"),
            "AuthorList" => people::authors(draft, part),
            "InvestigatorList" => people::investigators(draft, part),
            "Edition" => draft.fill(&mut book.edition, part),
            "Isbn" => book.isbn.extend(draft.text(part)),
            "Medium" => draft.fill(&mut medium, part),
            "ELocationID" => super::journal::location(draft, part),
            "Volume" if draft.record.volume.is_none() => draft.record.volume = draft.text(part),
            _ => {}
        }
    }
    years(draft, &mut book, from, to);
    if let (Some(html), Some(_)) = (rich, &book.title) {
        draft.extra("BookTitle/html", html);
    }
    if let (Some(medium), Some(title)) = (medium, &mut book.title) {
        title.push_str(&format!(" [{medium}]"));
    }
    draft.record.book = Some(book);
}

fn publisher(draft: &mut Draft<'_, '_>, book: &mut Book, id: usize) {
    for part in draft.tree.children(id) {
        match draft.tree.name(part) {
            "PublisherName" => draft.fill(&mut book.publisher, part),
            "PublisherLocation" => draft.fill(&mut book.place, part),
            _ => {}
        }
    }
}

/// The years of a book that is published over time: `1993–2025`, or `1993–` while it goes on. They say more than one day.
fn years(
    draft: &mut Draft<'_, '_>,
    book: &mut Book,
    from: Option<PartialDate>,
    to: Option<PartialDate>,
) {
    let Some(from) = from else {
        if let Some(to) = to {
            draft.extra("EndingDate", to.text);
        }
        return;
    };
    let text = format!("{}–{}", from.text, to.as_ref().map_or("", |to| to.text.as_str()));
    let end =
        to.map(|to| DateEnd { year: to.year, month: to.month, day: to.day, season: to.season });
    let first = from.text.clone();
    let span = PartialDate { end, text, ..from };
    if let Some(day) = book.published.replace(span).filter(|day| day.text != first) {
        draft.extra("Book/PubDate", day.text);
    }
}

/// The outline of a chapter or book: one value for each heading, its label before it.
fn sections(draft: &mut Draft<'_, '_>, id: usize) {
    for section in id + 1..draft.tree.end(id) {
        if draft.tree.name(section) != "Section" {
            continue;
        }
        let mut parts = Vec::new();
        for part in draft.tree.children(section) {
            if matches!(draft.tree.name(part), "LocationLabel" | "SectionTitle") {
                parts.extend(draft.text(part));
            }
        }
        if !parts.is_empty() {
            draft.extra("Section", parts.join(" "));
        }
    }
}
