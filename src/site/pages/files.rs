//! What a reader can take along of the articles of a group or a digest: its files, the way to the search page where there
//! are none, and the same articles in PubMed.

use super::exported::{formats_of_groups, is_exported, of_digest};
use crate::library::ArticleId;
use crate::record::Pmid;
use crate::site::external::{self, Address};
use crate::site::kind::Request;
use crate::site::lists;
use crate::site::page::Subject;
use crate::site::routes::{Href, href};
use crate::site::shown::Shown;
use serde::Serialize;
use tera::Value;

/// Most PMIDs that are listed for copying.
const COPIED: usize = 1_000;

/// What a reader can take along.
#[derive(Serialize)]
pub(super) struct Files<'a> {
    list: Vec<File<'a>>,
    /// The search page with these articles, which exports them, for groups without files.
    search: Option<Value>,
    pubmed: Option<InPubMed>,
}

/// A file for other programs.
#[derive(Serialize)]
pub(super) struct File<'a> {
    format: Shown<'static>,
    href: Option<Href<'a>>,
    size: Shown<'static>,
}

/// The articles that PubMed has.
#[derive(Serialize)]
struct InPubMed {
    /// How many there are of how many, where it has not all.
    count: Option<Shown<'static>>,
    /// A search for them, where it fits into an address.
    href: Option<Address>,
    /// Else their numbers, unless they are too many to copy.
    ids: Option<Shown<'static>>,
    /// How many these are.
    copied: Shown<'static>,
}

/// Of a group; the PMIDs only where it is the first page of its list.
pub(super) fn of_group<'a>(
    request: &Request<'a>,
    (at, id): (usize, u32),
    first: bool,
) -> Option<Files<'a>> {
    let shared = request.shared;
    let group = shared.group(at, id).filter(|group| !group.members.is_empty())?;
    let place = u32::try_from(at).ok()?;
    let list = match is_exported(&shared.inputs, at) {
        true => files(request, &group.members, |format| Subject::GroupFile(place, id, format)),
        false => Vec::new(),
    };
    let search = || lists::search(request, &Subject::Group(place, id, 0), None);
    let search = if list.is_empty() { search() } else { None };
    let pubmed = if first { in_pubmed(request, &group.members) } else { None };
    (!list.is_empty() || search.is_some() || pubmed.is_some()).then_some(Files {
        list,
        search,
        pubmed,
    })
}

/// Of a digest, likewise.
pub(super) fn of_digest_page<'a>(
    request: &Request<'a>,
    digest: usize,
    first: bool,
) -> Option<Files<'a>> {
    let ids = of_digest(&request.shared.inputs, digest);
    if ids.is_empty() {
        return None;
    }
    let place = u32::try_from(digest).ok()?;
    let list = files(request, &ids, |format| Subject::DigestFile(place, format));
    let pubmed = if first { in_pubmed(request, &ids) } else { None };
    (!list.is_empty() || pubmed.is_some()).then_some(Files { list, search: None, pubmed })
}

/// The files that there are of some articles.
pub(super) fn files<'a>(
    request: &Request<'a>,
    ids: &[ArticleId],
    subject: impl Fn(u8) -> Subject,
) -> Vec<File<'a>> {
    let shared = request.shared;
    let file = |(format, writer): (u8, &crate::formats::Writer)| {
        Some(File {
            format: shared.words.format(writer.id)?.name().into_owned(),
            href: Some(href(request.root, shared.routes.of(&subject(format)))?),
            size: shared.words.size(shared.exports.size(usize::from(format), ids)),
        })
    };
    formats_of_groups().filter_map(file).collect()
}

fn in_pubmed(request: &Request<'_>, ids: &[ArticleId]) -> Option<InPubMed> {
    let shared = request.shared;
    let words = &shared.words.downloads;
    let pmids: Vec<&Pmid> =
        ids.iter().filter_map(|id| shared.article(*id)?.record.pmid.as_ref()).collect();
    if pmids.is_empty() {
        return None;
    }
    let href = external::pubmed_search(&pmids);
    let list = || pmids.iter().map(|pmid| pmid.as_str()).collect::<Vec<_>>().join(" ");
    let listed = href.is_none() && pmids.len() <= COPIED;
    let all = shared.words.number(ids.len());
    Some(InPubMed {
        count: (pmids.len() < ids.len() || (href.is_none() && !listed))
            .then(|| words.with_pmid(pmids.len(), all)),
        href,
        ids: listed.then(|| Shown::new(list())),
        copied: words.pmids(pmids.len()),
    })
}
