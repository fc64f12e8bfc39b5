//! The authors of an article, tied by numbers to its affiliations, and those to the pages of their institutions.

use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::record::{Person, Record};
use crate::site::external::{self, Address};
use crate::site::kind::Request;
use crate::site::names;
use crate::site::routes::Href;
use crate::site::shown::Shown;
use serde::Serialize;
use tera::Value;

/// Names shown before the rest is folded away; two or three more are not worth a fold.
const AUTHORS: usize = 30;
/// Affiliations shown before the rest is folded away.
const AFFILIATIONS: usize = 12;
/// So many more are shown rather than folded.
const LEEWAY: usize = 4;

#[derive(Serialize)]
pub(super) struct People<'a> {
    authors: Vec<PersonView<'a>>,
    more_authors: Vec<PersonView<'a>>,
    /// How many are folded away, of how many in all.
    more_words: Shown<'static>,
    /// Said where the source lists no authors.
    none: bool,
    equal: bool,
    /// "editors" when a book has no authors.
    role: Option<Shown<'static>>,
    affiliations: Vec<AffiliationView<'a>>,
    more_affiliations: Vec<AffiliationView<'a>>,
    /// How many are folded away.
    more_affiliations_count: Shown<'static>,
    investigators: Vec<PersonView<'a>>,
    investigators_count: Shown<'static>,
}

#[derive(Serialize)]
struct PersonView<'a> {
    name: Shown<'static>,
    href: Option<Href<'a>>,
    orcid: Option<Address>,
    equal: bool,
    /// Numbers of affiliations, from 1.
    marks: Vec<usize>,
}

#[derive(Serialize)]
struct AffiliationView<'a> {
    number: usize,
    text: Shown<'a>,
    /// Links as HTML.
    institutions: Vec<Value>,
}

pub(super) fn people<'a>(
    request: &Request<'a>,
    id: ArticleId,
    record: &'a Record,
) -> Result<People<'a>, Diagnostic> {
    let words = request.shared.words;
    let edited = record.authors.is_empty() && !record.editors.is_empty();
    let listed = if edited { &record.editors } else { &record.authors };
    let hrefs = if edited { Vec::new() } else { author_hrefs(request, id, record.authors.len()) };
    let mut authors: Vec<PersonView<'_>> = listed
        .iter()
        .enumerate()
        .map(|(at, person)| view(person, record, hrefs.get(at).copied().flatten()))
        .filter(|person| !person.name.is_empty())
        .collect();
    let total = authors.len();
    let more_authors = folded(&mut authors, AUTHORS);
    let mut affiliations = affiliations(request, id, record)?;
    let more_affiliations = folded(&mut affiliations, AFFILIATIONS);
    Ok(People {
        none: total == 0,
        more_words: words
            .article
            .more_authors(words.number(more_authors.len()), words.number(total)),
        equal: listed.iter().any(|person| person.equal),
        role: edited.then(|| words.article.editors(total)),
        authors,
        more_authors,
        more_affiliations_count: words.number(more_affiliations.len()),
        affiliations,
        more_affiliations,
        investigators_count: words.article.collaborator_count(record.investigators.len()),
        investigators: record.investigators.iter().map(|p| view(p, record, None)).collect(),
    })
}

/// Takes what is folded away off the end of a list.
fn folded<T>(list: &mut Vec<T>, shown: usize) -> Vec<T> {
    if list.len() <= shown + LEEWAY { Vec::new() } else { list.split_off(shown) }
}

fn view<'a>(person: &Person, record: &Record, href: Option<Href<'a>>) -> PersonView<'a> {
    let known = record.affiliations.len();
    PersonView {
        name: names::name(person),
        href,
        orcid: person.orcid.as_ref().map(external::orcid),
        equal: person.equal,
        marks: person.affiliations.iter().filter(|at| **at < known).map(|at| at + 1).collect(),
    }
}

/// The page of each author that has one.
fn author_hrefs<'a>(request: &Request<'a>, id: ArticleId, authors: usize) -> Vec<Option<Href<'a>>> {
    let shared = request.shared;
    let mut hrefs = vec![None; authors];
    let Some(grouping) = shared.inputs.roles.authors else { return hrefs };
    for membership in shared.memberships(Some(grouping), id) {
        let href = shared.group_href(request.root, grouping, membership.group);
        for at in &membership.at {
            if let Some(slot) = hrefs.get_mut(*at as usize) {
                *slot = href;
            }
        }
    }
    hrefs
}

fn affiliations<'a>(
    request: &Request<'_>,
    id: ArticleId,
    record: &'a Record,
) -> Result<Vec<AffiliationView<'a>>, Diagnostic> {
    let shared = request.shared;
    let mut views: Vec<AffiliationView<'_>> = record
        .affiliations
        .iter()
        .enumerate()
        .map(|(at, text)| AffiliationView {
            number: at + 1,
            text: Shown::new(text.as_str()),
            institutions: Vec::new(),
        })
        .collect();
    let Some(grouping) = shared.inputs.roles.institutions else { return Ok(views) };
    for membership in shared.memberships(Some(grouping), id) {
        let link = request.cards.link(grouping, membership.group)?;
        for at in &membership.at {
            if let Some(view) = views.get_mut(*at as usize) {
                view.institutions.push(link.clone());
            }
        }
    }
    Ok(views)
}
