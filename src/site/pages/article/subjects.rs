//! What an article is about, and the facts that a source adds: topics with their reasons, headings, keywords, grants.

use super::super::Request;
use crate::library::ArticleId;
use crate::record::{Grant, MeshHeading, Record};
use crate::site::external;
use crate::site::mail::without_mail;
use crate::site::routes::Href;
use crate::site::views::Link;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Subjects<'a> {
    topics: Vec<Topic<'a>>,
    countries: Vec<Link<'a>>,
    /// Groups of groupings that have no place of their own on this page.
    groups: Vec<Groups<'a>>,
    mesh: Vec<Mesh>,
    keywords: Vec<String>,
    types: Vec<String>,
    substances: Vec<Fact>,
    grants: Vec<Fact>,
    databanks: Vec<Fact>,
}

#[derive(Serialize)]
struct Topic<'a> {
    label: String,
    href: Option<Href<'a>>,
    why: String,
}

#[derive(Serialize)]
struct Groups<'a> {
    heading: &'a str,
    items: Vec<Link<'a>>,
}

#[derive(Serialize)]
struct Mesh {
    label: String,
    major: bool,
    href: Option<String>,
}

#[derive(Serialize)]
struct Fact {
    text: String,
    href: Option<String>,
}

pub(super) fn subjects<'a>(
    request: &Request<'a, '_>,
    id: ArticleId,
    record: &Record,
) -> Subjects<'a> {
    let shared = request.shared;
    let topics = shared.roles.topics.map_or_else(Vec::new, |grouping| {
        let memberships = shared.memberships(Some(grouping), id).iter();
        memberships
            .map(|membership| Topic {
                label: shared.label(grouping, membership.group).to_owned(),
                href: shared.group_href(request.root, grouping, membership.group),
                why: without_mail(&membership.why).into_owned(),
            })
            .collect()
    });
    let shown = |text: &String| without_mail(text).into_owned();
    Subjects {
        topics,
        countries: shared.roles.countries.map_or_else(Vec::new, |at| links(request, at, id)),
        groups: other_groups(request, id),
        mesh: record.mesh.iter().map(mesh).collect(),
        keywords: record.keywords.iter().map(|keyword| shown(&keyword.text)).collect(),
        types: record.publication_types.iter().map(shown).collect(),
        substances: record
            .substances
            .iter()
            .map(|substance| Fact { text: shown(&substance.name), href: None })
            .collect(),
        grants: record.grants.iter().map(grant).collect(),
        databanks: record
            .databanks
            .iter()
            .map(|bank| Fact {
                text: [Some(bank.name.as_str()), bank.accession.as_deref()]
                    .into_iter()
                    .flatten()
                    .map(|part| without_mail(part).into_owned())
                    .collect::<Vec<_>>()
                    .join(" "),
                href: external::databank(bank),
            })
            .collect(),
    }
}

fn links<'a>(request: &Request<'a, '_>, grouping: usize, id: ArticleId) -> Vec<Link<'a>> {
    let shared = request.shared;
    let memberships = shared.memberships(Some(grouping), id).iter();
    memberships
        .map(|membership| Link {
            label: shared.label(grouping, membership.group).to_owned(),
            href: shared.group_href(request.root, grouping, membership.group),
        })
        .collect()
}

fn other_groups<'a>(request: &Request<'a, '_>, id: ArticleId) -> Vec<Groups<'a>> {
    let groupings = request.shared.inputs.groupings.iter().enumerate();
    groupings
        .filter(|(at, _)| !request.shared.roles.has_own_place(*at))
        .map(|(at, grouping)| Groups {
            heading: grouping.kind.plural,
            items: links(request, at, id),
        })
        .filter(|groups| !groups.items.is_empty())
        .collect()
}

fn mesh(heading: &MeshHeading) -> Mesh {
    let mut label = heading.descriptor.clone();
    for (at, qualifier) in heading.qualifiers.iter().enumerate() {
        label.push_str(if at == 0 { " / " } else { ", " });
        label.push_str(&qualifier.name);
    }
    Mesh {
        label: without_mail(&label).into_owned(),
        major: heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major),
        href: heading.ui.as_deref().and_then(external::mesh),
    }
}

fn grant(grant: &Grant) -> Fact {
    let parts = [grant.id.as_deref(), grant.agency.as_deref(), grant.country.as_deref()];
    let parts: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Fact { text: without_mail(&parts.join(" · ")).into_owned(), href: None }
}
