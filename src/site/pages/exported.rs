//! The files for other programs: the whole library in every format that is written, and the articles of each group that is
//! exported in those that readers ask for most. Their formats are those of the registry of writers.

use super::document;
use crate::config::DIGESTS;
use crate::diag::Diagnostic;
use crate::formats::{WRITERS, Writer};
use crate::grouping::Exported;
use crate::library::ArticleId;
use crate::site::inputs::Inputs;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::shared::Shared;

/// The file of the whole library in each format.
pub(super) static LIBRARY: PageKind = PageKind { id: "library", list: list_library, ..FILE };

/// The files of the groups.
pub(super) static GROUPS: PageKind = PageKind { id: "exported", list: list_groups, ..FILE };

const FILE: PageKind = PageKind {
    canonical: false,
    // The curator's own takes its place.
    gives_way: true,
    make,
    ..PageKind::USUAL
};

/// The formats, each with its place.
pub(super) fn formats() -> impl Iterator<Item = (u8, &'static Writer)> {
    (0u8..).zip(WRITERS)
}

/// The formats that groups have files of.
pub(super) fn formats_of_groups() -> impl Iterator<Item = (u8, &'static Writer)> {
    formats().filter(|(_, writer)| writer.of_groups)
}

/// Whether the groups of a grouping have files.
pub(super) fn is_exported(inputs: &Inputs, grouping: usize) -> bool {
    let Some(kind) = inputs.groupings.get(grouping).map(|grouping| grouping.kind) else {
        return false;
    };
    match &inputs.config.site.exports {
        Some(names) => names.iter().any(|name| name == kind.id),
        None => kind.exported == Exported::ByDefault,
    }
}

/// The articles of a digest's files: those that it lists, else those that it tells of, in the order of the library.
pub(super) fn of_digest(inputs: &Inputs, digest: usize) -> Vec<ArticleId> {
    let Some(list) = inputs.digests.list(digest) else { return Vec::new() };
    let changed = list.changes.iter().flat_map(|changes| changes.of_kind.values().flatten());
    let mut ids: Vec<ArticleId> = match list.articles.is_empty() {
        true => changed.copied().collect(),
        false => list.articles.clone(),
    };
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn list_library(listing: &mut Listing<'_>) {
    if listing.inputs.library.articles().is_empty() {
        return;
    }
    for (format, writer) in formats() {
        listing.add(format!("library.{}", writer.ending()), Subject::LibraryFile(format));
    }
}

fn list_groups(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, grouping) in (0u32..).zip(&inputs.groupings) {
        if !is_exported(inputs, at as usize) {
            continue;
        }
        let groups = (0u32..).zip(&grouping.groups);
        for (id, group) in groups.filter(|(_, group)| !group.small && !group.members.is_empty()) {
            for (format, writer) in formats_of_groups() {
                let route = format!("{}/{}.{}", grouping.kind.id, group.slug, writer.ending());
                listing.add(route, Subject::GroupFile(at, id, format));
            }
        }
    }
    let exports = &inputs.config.site.exports;
    if !exports.as_ref().is_none_or(|names| names.iter().any(|name| name == DIGESTS)) {
        return;
    }
    for (at, digest) in (0u32..).zip(&inputs.content.digests) {
        if of_digest(inputs, at as usize).is_empty() {
            continue;
        }
        let route = document::route(&digest.document);
        let stem = route.strip_suffix(".html").unwrap_or(&route);
        for (format, writer) in formats_of_groups() {
            listing.add(format!("{stem}.{}", writer.ending()), Subject::DigestFile(at, format));
        }
    }
}

/// The format and the articles of a file, in the order of the library.
fn content(shared: &Shared, subject: &Subject) -> Option<(u8, Vec<ArticleId>)> {
    Some(match *subject {
        Subject::LibraryFile(format) => {
            (format, (0u32..).zip(shared.articles()).map(|(id, _)| id).collect())
        }
        Subject::GroupFile(at, id, format) => {
            (format, shared.group(at as usize, id)?.members.clone())
        }
        Subject::DigestFile(at, format) => (format, of_digest(&shared.inputs, at as usize)),
        _ => return None,
    })
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let shared = request.shared;
    let Some((format, ids)) = content(shared, &request.page.subject) else {
        return request.misplaced();
    };
    let file = shared.exports.file(&shared.inputs, usize::from(format), &ids);
    Ok(Product::Bytes(file.into_bytes()))
}
