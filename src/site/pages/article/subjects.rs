//! What an article is about, and the facts that a source adds: topics with their reasons, headings, keywords, grants.

use crate::diag::Diagnostic;
use crate::grouping::{OnArticle, RecordList};
use crate::library::ArticleId;
use crate::record::{Databank, Grant, Keyword, MeshHeading, Record, Substance, Supplementary};
use crate::site::external::{self, Address};
use crate::site::kind::Request;
use crate::site::routes::Href;
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::why;
use serde::Serialize;
use tera::Value;

#[derive(Serialize)]
pub(super) struct Subjects<'a> {
    topics: Vec<Topic>,
    /// Links as HTML.
    countries: Vec<Value>,
    /// Groups of groupings that have no place of their own on this page.
    groups: Vec<Groups>,
    mesh: Vec<Mesh>,
    keywords: Vec<Word<'a>>,
    /// Links as HTML, or plain words.
    types: Vec<Value>,
    substances: Vec<Chemical<'a>>,
    supplementary: Vec<Concept<'a>>,
    grants: Vec<Vec<GrantPart<'a>>>,
    databanks: Vec<Fact<'a>>,
}

#[derive(Serialize)]
struct Topic {
    /// HTML.
    link: Value,
    why: Shown<'static>,
}

#[derive(Serialize)]
struct Groups {
    heading: Shown<'static>,
    /// Links as HTML.
    items: Vec<Value>,
}

#[derive(Serialize)]
struct Mesh {
    label: Shown<'static>,
    major: bool,
    href: Option<Address>,
}

#[derive(Serialize)]
struct Word<'a> {
    text: Shown<'a>,
    major: bool,
}

/// A substance.
#[derive(Serialize)]
struct Chemical<'a> {
    text: Shown<'a>,
    /// Its CAS or enzyme number.
    number: Option<Shown<'a>>,
    href: Option<Address>,
}

/// A part of a grant: its number, the agency's acronym, the agency with its page, the country.
#[derive(Serialize)]
struct GrantPart<'a> {
    text: Shown<'a>,
    href: Option<Href<'a>>,
}

/// A supplementary concept.
#[derive(Serialize)]
struct Concept<'a> {
    text: Shown<'a>,
    /// In lower case: "disease".
    kind: Option<Shown<'static>>,
    href: Option<Address>,
}

#[derive(Serialize)]
struct Fact<'a> {
    text: Shown<'a>,
    href: Option<Address>,
}

pub(super) fn subjects<'a>(
    request: &Request<'a>,
    id: ArticleId,
    record: &'a Record,
) -> Result<Subjects<'a>, Diagnostic> {
    let shared = request.shared;
    let mut topics = Vec::new();
    if let Some(grouping) = shared.inputs.roles.topics {
        for membership in shared.memberships(Some(grouping), id) {
            let link = request.cards.link(grouping, membership.group)?;
            topics.push(Topic { link, why: why::said(shared.words, &membership.why) });
        }
    }
    let countries = match shared.inputs.roles.countries {
        Some(grouping) => links(request, grouping, id)?,
        None => Vec::new(),
    };
    Ok(Subjects {
        topics,
        countries,
        groups: other_groups(request, id)?,
        mesh: record.mesh.iter().map(mesh).collect(),
        keywords: record.keywords.iter().map(word).collect(),
        types: types(request, id, record)?,
        substances: record.substances.iter().map(chemical).collect(),
        supplementary: record.supplementary.iter().map(concept).collect(),
        grants: (0..).zip(&record.grants).map(|(at, one)| grant(request, id, at, one)).collect(),
        databanks: record.databanks.iter().map(databank).collect(),
    })
}

/// The publication types in the order of the record, with links to those that have a page.
fn types(request: &Request<'_>, id: ArticleId, record: &Record) -> Result<Vec<Value>, Diagnostic> {
    let names = record.publication_types.iter().enumerate();
    let shown = |(at, name): (usize, &String)| match entry_group(
        request.shared,
        id,
        RecordList::PublicationTypes,
        at,
    ) {
        Some((grouping, group)) => request.cards.link(grouping, group),
        None => Ok(Value::from(&*Shown::new(name.as_str()))),
    };
    names.map(shown).collect()
}

/// The group that the article's page shows at an entry of a list of the record.
fn entry_group(
    shared: &Shared,
    id: ArticleId,
    list: RecordList,
    entry: usize,
) -> Option<(usize, u32)> {
    let entry = u32::try_from(entry).ok()?;
    let groupings = shared.inputs.groupings.iter().enumerate();
    let mut shown = groupings.filter(|(_, grouping)| {
        grouping.kind.on_article == OnArticle::Entries && grouping.kind.points_to == Some(list)
    });
    shown.find_map(|(at, _)| {
        let mut memberships = shared.memberships(Some(at), id).iter();
        let found = memberships.find(|membership| membership.at.contains(&entry))?;
        Some((at, found.group))
    })
}

fn links(request: &Request<'_>, grouping: usize, id: ArticleId) -> Result<Vec<Value>, Diagnostic> {
    let memberships = request.shared.memberships(Some(grouping), id).iter();
    memberships.map(|membership| request.cards.link(grouping, membership.group)).collect()
}

fn other_groups(request: &Request<'_>, id: ArticleId) -> Result<Vec<Groups>, Diagnostic> {
    let mut groups = Vec::new();
    for (at, grouping) in request.shared.inputs.groupings.iter().enumerate() {
        if grouping.kind.on_article != OnArticle::List {
            continue;
        }
        let items = links(request, at, id)?;
        if !items.is_empty() {
            groups.push(Groups { heading: request.shared.many(at), items });
        }
    }
    Ok(groups)
}

fn mesh(heading: &MeshHeading) -> Mesh {
    let mut label = heading.descriptor.clone();
    for (at, qualifier) in heading.qualifiers.iter().enumerate() {
        label.push_str(if at == 0 { " / " } else { ", " });
        label.push_str(&qualifier.name);
    }
    Mesh {
        label: Shown::new(label),
        major: heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major),
        href: heading.ui.as_deref().and_then(external::mesh),
    }
}

fn word(keyword: &Keyword) -> Word<'_> {
    Word { text: Shown::new(keyword.text.as_str()), major: keyword.major }
}

fn chemical(substance: &Substance) -> Chemical<'_> {
    Chemical {
        text: Shown::new(substance.name.as_str()),
        number: substance.registry_number.as_deref().and_then(|number| Shown::new(number).filled()),
        href: substance.ui.as_deref().and_then(external::mesh),
    }
}

fn concept(concept: &Supplementary) -> Concept<'_> {
    let kind = concept.kind.as_deref().map(str::to_lowercase);
    Concept {
        text: Shown::new(concept.name.as_str()),
        kind: kind.filter(|kind| !kind.is_empty()).map(Shown::new),
        href: concept.ui.as_deref().and_then(external::mesh),
    }
}

fn databank(bank: &Databank) -> Fact<'static> {
    let parts = [Some(bank.name.as_str()), bank.accession.as_deref()];
    let parts: Vec<Shown<'_>> = parts.into_iter().flatten().map(Shown::new).collect();
    let parts: Vec<&str> = parts.iter().map(|part| &**part).collect();
    Fact { text: Shown::new(parts.join(" ")), href: external::databank(bank) }
}

fn grant<'a>(
    request: &Request<'a>,
    id: ArticleId,
    at: usize,
    grant: &'a Grant,
) -> Vec<GrantPart<'a>> {
    let shared = request.shared;
    let funder = entry_group(shared, id, RecordList::Grants, at);
    let href =
        funder.and_then(|(grouping, group)| shared.group_href(request.root, grouping, group));
    let acronym = grant.acronym.as_deref().filter(|known| grant.agency.as_deref() != Some(known));
    let parts = [
        (grant.id.as_deref(), None),
        (acronym, None),
        (grant.agency.as_deref(), href),
        (grant.country.as_deref(), None),
    ];
    let shown = |(text, href): (Option<&'a str>, Option<Href<'a>>)| {
        let text = Shown::new(text?).filled()?;
        Some(GrantPart { text, href })
    };
    parts.into_iter().filter_map(shown).collect()
}
