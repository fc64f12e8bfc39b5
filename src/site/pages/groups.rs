//! The index of a grouping: all its groups with their counts, by letter, cut into pages when there are many.

use crate::diag::Diagnostic;
use crate::grouping::Grouping;
use crate::site::chart;
use crate::site::cross;
use crate::site::index::{self, Index, PER_PAGE, letter, letter_id};
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::nav::Entry;
use crate::site::page::Subject;
use crate::site::paginate::{self, Pagination};
use crate::site::routes::{href, paged};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, Link, Ranked, ranked, value};
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind = PageKind {
    id: "groups",
    template: Some(theme_file!("groups.html")),
    list,
    nav,
    make,
    ..PageKind::USUAL
};

/// From this many groups on the largest are shown first.
const LARGEST: usize = 60;

#[derive(Serialize)]
struct Groups<'a> {
    plural: Shown<'static>,
    count: Shown<'static>,
    largest: Vec<Ranked>,
    letters: Vec<Link<'a>>,
    /// Links of the letters, which carry fragments.
    letter_hrefs: Vec<Value>,
    sections: Vec<Section<'a>>,
    pagination: Option<Pagination<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    /// Empty in a short index.
    label: Shown<'static>,
    id: String,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(flatten)]
    group: Ranked,
    /// The group above it.
    parent: Option<Shown<'a>>,
}

fn list(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, grouping) in (0u32..).zip(&inputs.groupings) {
        for (page, route) in paged(&format!("{}/index", grouping.kind.id), pages(grouping)) {
            listing.add(route, Subject::Groups(at, page));
        }
    }
}

/// How many pages the index of a grouping takes; a grouping without groups has none.
fn pages(grouping: &Grouping) -> usize {
    if grouping.groups.is_empty() {
        return 0;
    }
    paginate::pages(grouping.groups.len(), PER_PAGE)
}

fn nav(shared: &Shared, entries: &mut Vec<Entry>) {
    for (at, grouping) in shared.inputs.groupings.iter().enumerate() {
        let route = shared.routes.group_list(at, 0);
        entries.extend(Entry::new(grouping.kind.id, shared.many(at), route));
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Groups(at, number) = request.page.subject else { return request.misplaced() };
    let (at, number) = (at as usize, number as usize);
    let shared = request.shared;
    let Some(grouping) = shared.grouping(at) else { return request.misplaced() };
    let Some(Index { shown, letters: begins }) = shared.index(at) else {
        return request.misplaced();
    };
    let lettered = !begins.is_empty();
    let first = number == 0;
    let range = paginate::range(shown.len(), PER_PAGE, number);
    let words = shared.words;
    let count = shared.count(at, shown.len());
    let (letters, letter_hrefs) = letters(request, at, begins);
    let largest = if first && shown.len() >= LARGEST && lettered {
        ranked(words, request.cards, at, &cross::largest(shared, at, 12))?
    } else {
        Vec::new()
    };
    let page = value(&Groups {
        plural: shared.many(at),
        count: count.clone(),
        largest,
        letters,
        letter_hrefs,
        sections: sections(request, at, shown.get(range).unwrap_or_default(), lettered)?,
        pagination: paginate::pagination(words, number, pages(grouping), |page| {
            href(request.root, shared.routes.group_list(at, page))
        }),
    })?;
    let title = match number {
        0 => shared.many(at),
        page => words.head.paged(shared.many(at), page + 1),
    };
    let site = Shown::new(&*shared.inputs.config.site.title);
    let head = Head::new(title, grouping.kind.id);
    let head = head.described(words.head.index_description(count, site));
    Ok(Product::page(head, page))
}

fn sections<'a>(
    request: &Request<'a>,
    at: usize,
    groups: &[u32],
    lettered: bool,
) -> Result<Vec<Section<'a>>, Diagnostic> {
    let shared = request.shared;
    let members = |group: u32| shared.group(at, group).map_or(0, |g| g.members.len());
    let most = shared.largest(at);
    let mut sections: Vec<Section<'_>> = Vec::new();
    for group in groups {
        let letter = if lettered { letter(sorted_by(shared, at, *group)) } else { "" };
        let label = index::heading(shared.words, letter);
        let count = members(*group);
        let parent = shared.group(at, *group).and_then(|group| group.parent);
        let item = Item {
            group: Ranked {
                link: request.cards.link(at, *group)?,
                count: shared.words.number(count),
                step: chart::step(count, most),
            },
            parent: parent.map(|parent| shared.label(at, parent)),
        };
        match sections.last_mut() {
            Some(section) if section.label == label => section.items.push(item),
            _ => {
                let id = letter_id(letter);
                let again = sections.iter().filter(|section| section.label == label).count();
                let id = if again == 0 { id } else { format!("{id}-{}", again + 1) };
                sections.push(Section { label, id, items: vec![item] });
            }
        }
    }
    Ok(sections)
}

/// A link to each letter, on whichever page of the index it begins.
fn letters<'a>(
    request: &Request<'a>,
    at: usize,
    begins: &[(&'static str, usize)],
) -> (Vec<Link<'a>>, Vec<Value>) {
    let mut letters: Vec<Link<'a>> = Vec::new();
    let mut hrefs = Vec::new();
    for (label, position) in begins {
        let route = request.shared.routes.group_list(at, position / PER_PAGE);
        if let Some(page) = href(request.root, route) {
            hrefs.push(page.at(&letter_id(label)));
            letters.push(Link {
                label: index::heading(request.shared.words, label),
                href: Some(page),
            });
        }
    }
    (letters, hrefs)
}

/// The name by which a group was sorted, which the shown one may cut.
fn sorted_by(shared: &Shared, at: usize, group: u32) -> &str {
    shared.group(at, group).map_or("", |group| &group.label)
}
