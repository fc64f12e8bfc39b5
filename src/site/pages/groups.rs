//! The index of a grouping: all its groups with their counts, the largest first, or by letter and cut into pages when there
//! are many, or as a chart where they are years; behind them the groups that are too small for a page, each leading to its
//! article.

use super::document;
use super::introduction::Introduction;
use super::references::SCRIPTS;
use super::search::facet_id;
use crate::diag::Diagnostic;
use crate::grouping::{Filter, Grouping};
use crate::library::ArticleId;
use crate::site::chart;
use crate::site::cross;
use crate::site::index::{
    self, Index, Layout, Listed, PER_PAGE, SMALL_PER_PAGE, letter, letter_id,
};
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::lists;
use crate::site::nav::Entry;
use crate::site::page::Subject;
use crate::site::paginate::{self, Pagination};
use crate::site::routes::{href, paged};
use crate::site::shared::{Shared, has_bar};
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, Link, Pointer, Ranked, ranked, value};
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind = PageKind {
    id: "groups",
    template: Some(theme_file!("groups.html")),
    scripts: &[theme_file!("citations.js"), theme_file!("lists.js")],
    list,
    nav,
    make,
    ..PageKind::USUAL
};

/// So many of the largest are shown first, where the others stand under letters.
const LARGEST: usize = 12;
/// So few names are seen at a glance: nobody has to find one.
const FEWEST_TO_FIND: usize = 30;

#[derive(Serialize)]
struct Groups<'a> {
    plural: Shown<'static>,
    count: Shown<'static>,
    /// How many of them are too small for a page of their own.
    small_count: Option<Shown<'static>>,
    /// The curator's introduction, `index.md` in the folder of the profiles.
    #[serde(flatten)]
    introduction: Introduction<'a>,
    /// The search page, where its groups are a filter.
    search: Option<Pointer>,
    /// The field that finds names while they are typed.
    find: Option<Find>,
    largest: Vec<Ranked>,
    letters: Vec<Letter<'a>>,
    /// Years, newest first, in place of the sections.
    years: Vec<Year>,
    sections: Vec<Section<'a>>,
    /// The heading over those without a page.
    small_heading: Shown<'static>,
    small_letters: Vec<Letter<'a>>,
    small: Vec<SmallSection<'a>>,
    pagination: Option<Pagination<'a>>,
}

/// What the field that finds names needs.
#[derive(Serialize)]
struct Find {
    /// All of them, in words: "18,885 people".
    total: Shown<'static>,
    /// Where the names of the other pages are, in an index of several.
    names: Option<Names>,
}

#[derive(Serialize)]
struct Names {
    /// The way to the root of the site.
    root: Value,
    /// The folder of the grouping.
    folder: &'static str,
    /// The letters that have a file, with blanks between.
    letters: String,
}

/// A year, or several in which there is nothing.
#[derive(Serialize)]
struct Year {
    group: Option<Ranked>,
    empty: Option<Shown<'static>>,
}

/// A letter, on whichever page of the index it begins.
#[derive(Serialize)]
struct Letter<'a> {
    label: Shown<'a>,
    href: Value,
}

#[derive(Serialize)]
struct Section<'a> {
    /// Empty in a short index.
    label: Shown<'static>,
    id: String,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct SmallSection<'a> {
    /// Empty in a short index.
    label: Shown<'static>,
    id: String,
    items: Vec<Small<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(flatten)]
    group: Ranked,
    /// The group above it.
    parent: Option<Shown<'a>>,
}

/// A group without a page.
#[derive(Serialize)]
struct Small<'a> {
    label: Shown<'a>,
    told: Option<Shown<'static>>,
    /// Its articles: each with the words of its link, which are the label's where there is one article.
    articles: Vec<Link<'a>>,
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
    let small = grouping.groups.iter().filter(|group| group.small).count();
    Layout::of(grouping.groups.len() - small, small).pages()
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
    let Some(Index { shown, small, .. }) = shared.index(at) else { return request.misplaced() };
    let layout = Layout::of(shown.groups.len(), small.groups.len());
    let words = shared.words;
    let count = shared.count(at, shown.groups.len() + small.groups.len());
    let largest = if number == 0 && !shown.letters.is_empty() {
        ranked(words, request.cards, at, &cross::largest(shared, at, LARGEST))?
    } else {
        Vec::new()
    };
    let find = find(request, at, &layout);
    let finds = find.is_some();
    let part = |listed: &Listed, page: Option<usize>, per_page| match page {
        Some(page) => paginate::range(listed.groups.len(), per_page, page),
        None => 0..0,
    };
    let range = part(shown, layout.as_shown(number), PER_PAGE);
    let small_range = part(small, layout.as_small(number), SMALL_PER_PAGE);
    let alone = small.groups.iter().all(|group| members(shared, at, *group) == 1);
    let small_number = words.number(small.groups.len());
    let own = own_text(request, grouping).filter(|_| number == 0);
    let introduction = Introduction::of(request, own)?;
    let cites = introduction.cites();
    let page = value(&Groups {
        plural: shared.many(at),
        count: count.clone(),
        small_count: (!small.groups.is_empty()).then(|| match alone {
            true => words.index.small_count(small_number),
            false => words.index.few_count(small_number),
        }),
        introduction,
        search: search(request, at).filter(|_| !shown.groups.is_empty()),
        find,
        largest,
        letters: letters(request, at, ('l', shown), &Layout::of_shown),
        years: match shared.is_chronological(at) {
            true => years(request, at, shown.groups.get(range.clone()).unwrap_or_default())?,
            false => Vec::new(),
        },
        sections: match shared.is_chronological(at) {
            true => Vec::new(),
            false => sections(request, at, shown.groups.get(range).unwrap_or_default(), shown)?,
        },
        small_heading: if alone { words.index.small() } else { words.index.few() },
        small_letters: letters(request, at, ('s', small), &|position| layout.of_small(position)),
        small: small_sections(
            request,
            at,
            small.groups.get(small_range).unwrap_or_default(),
            small,
        ),
        pagination: paginate::pagination(words, number, layout.pages(), |page| {
            href(request.root, shared.routes.group_list(at, page))
        }),
    })?;
    let title = match number {
        0 => shared.many(at),
        page => words.head.paged(shared.many(at), page + 1),
    };
    let site = Shown::new(&*shared.inputs.config.site.title);
    let head = Head::new(title, grouping.kind.id);
    let mut head = head.described(words.head.index_description(count, site));
    head.uses(SCRIPTS, cites);
    head.uses(lists::SCRIPTS, finds);
    Ok(Product::page(head, page))
}

/// The search page, at the filter that the grouping is.
fn search(request: &Request<'_>, at: usize) -> Option<Pointer> {
    let shared = request.shared;
    let id =
        shared.grouping(at).filter(|grouping| grouping.kind.filter == Filter::Offered)?.kind.id;
    let href = href(request.root, shared.routes.search())?.at(&facet_id(id));
    Some(Pointer { label: shared.words.search.of_groups(shared.many(at)), href })
}

fn members(shared: &Shared, at: usize, group: u32) -> usize {
    shared.group(at, group).map_or(0, |group| group.members.len())
}

/// The curator's text on all groups, which stands on the first page of their index.
fn own_text(request: &Request<'_>, grouping: &Grouping) -> Option<u32> {
    let route = format!("{}/index.html", grouping.kind.id);
    document::own_text(&request.shared.inputs, &route)
}

fn sections<'a>(
    request: &Request<'a>,
    at: usize,
    groups: &[u32],
    listed: &Listed,
) -> Result<Vec<Section<'a>>, Diagnostic> {
    let shared = request.shared;
    let most = shared.largest(at);
    let item = |group: u32| {
        let count = members(shared, at, group);
        let parent = shared.group(at, group).and_then(|group| group.parent);
        Ok(Item {
            group: Ranked {
                link: request.cards.link(at, group)?,
                count: shared.words.number(count),
                step: chart::step(count, most),
            },
            parent: parent.map(|parent| shared.label(at, parent)),
        })
    };
    let items = groups.iter().map(|group| Ok((*group, item(*group)?)));
    let items = items.collect::<Result<Vec<_>, Diagnostic>>()?;
    let lettered = under_letters(shared, at, ('l', listed), items);
    Ok(lettered.into_iter().map(|(label, id, items)| Section { label, id, items }).collect())
}

/// The field that finds names; none in a short index, nor in one of years.
fn find(request: &Request<'_>, at: usize, layout: &Layout) -> Option<Find> {
    let shared = request.shared;
    let grouping = shared.grouping(at)?;
    if grouping.groups.len() < FEWEST_TO_FIND || grouping.kind.chronological {
        return None;
    }
    let letters = || -> Vec<String> {
        let index = shared.index(at);
        let letters =
            index.into_iter().flat_map(|index| index.by_letter(&shared.inputs, at).keys());
        letters.map(|letter| index::file_of(*letter)).collect()
    };
    Some(Find {
        total: shared.count(at, grouping.groups.len()),
        names: (layout.pages() > 1).then(|| Names {
            root: Value::safe_string(request.root.as_str()),
            folder: grouping.kind.id,
            letters: letters().join(" "),
        }),
    })
}

/// Where a group without a page is named: its letter in the index.
pub(super) fn place(shared: &Shared, at: usize, group: u32) -> Option<String> {
    let Index { shown, small, .. } = shared.index(at)?;
    let position = small.groups.iter().position(|known| *known == group)?;
    let page = Layout::of(shown.groups.len(), small.groups.len()).of_small(position);
    let route = shared.routes.group_list(at, page)?;
    let letter = if small.letters.is_empty() { "" } else { letter(sorted_by(shared, at, group)) };
    let id = if letter.is_empty() { "small".to_owned() } else { letter_id('s', letter) };
    Some(format!("{route}#{id}"))
}

/// Years with their bars, and between them those without articles.
fn years(request: &Request<'_>, at: usize, groups: &[u32]) -> Result<Vec<Year>, Diagnostic> {
    let shared = request.shared;
    let (most, words) = (shared.largest(at), shared.words);
    let mut years = Vec::new();
    let mut later: Option<i32> = None;
    for group in groups {
        let Some((grouping, known)) = shared.grouping(at).zip(shared.group(at, *group)) else {
            continue;
        };
        let year: Option<i32> = known.label.parse().ok();
        if let (Some(later), Some(year)) = (later, year)
            && year + 1 < later
        {
            years.push(Year { group: None, empty: Some(words.span(year + 1, later - 1)) });
        }
        later = year.or(later);
        let count = known.members.len();
        let bar = has_bar(grouping, known);
        let group = Ranked {
            link: request.cards.link(at, *group)?,
            count: words.number(count),
            step: if bar { chart::step(count, most) } else { 0 },
        };
        years.push(Year { group: Some(group), empty: None });
    }
    Ok(years)
}

/// Those without a page, each leading to its articles.
fn small_sections<'a>(
    request: &Request<'a>,
    at: usize,
    groups: &[u32],
    listed: &Listed,
) -> Vec<SmallSection<'a>> {
    let shared = request.shared;
    let items = groups.iter().map(|group| {
        let small = Small {
            label: shared.bare_label(at, *group),
            told: shared.told(at, *group),
            articles: articles(request, at, *group),
        };
        (*group, small)
    });
    let lettered = under_letters(shared, at, ('s', listed), items);
    lettered.into_iter().map(|(label, id, items)| SmallSection { label, id, items }).collect()
}

/// The articles of a group without a page as links: one alone in the group's own words, several by their years.
fn articles<'a>(request: &Request<'a>, at: usize, group: u32) -> Vec<Link<'a>> {
    let shared = request.shared;
    let members = shared.group(at, group).map_or(&[][..], |group| group.members.as_slice());
    let link = |id: &ArticleId| Link {
        label: match shared.article(*id).and_then(|article| article.record.year()) {
            _ if members.len() == 1 => shared.bare_label(at, group),
            Some(year) => Shown::new(year.to_string()),
            None => shared.words.articles.undated(),
        },
        href: href(request.root, shared.routes.article(*id)),
    };
    members.iter().map(link).collect()
}

/// Items under the letters of their groups, each letter with its id.
fn under_letters<T>(
    shared: &Shared,
    at: usize,
    (initial, listed): (char, &Listed),
    items: impl IntoIterator<Item = (u32, T)>,
) -> Vec<(Shown<'static>, String, Vec<T>)> {
    let mut sections: Vec<(Shown<'static>, String, Vec<T>)> = Vec::new();
    for (group, item) in items {
        let lettered = !listed.letters.is_empty();
        let letter = if lettered { letter(sorted_by(shared, at, group)) } else { "" };
        let label = index::heading(shared.words, letter);
        match sections.last_mut() {
            Some((last, _, items)) if *last == label => items.push(item),
            _ => {
                let id = letter_id(initial, letter);
                let again = sections.iter().filter(|(known, ..)| *known == label).count();
                let id = if again == 0 { id } else { format!("{id}-{}", again + 1) };
                sections.push((label, id, vec![item]));
            }
        }
    }
    sections
}

/// A link to each letter of a list, on whichever page of the index it begins.
fn letters<'a>(
    request: &Request<'a>,
    at: usize,
    (initial, listed): (char, &Listed),
    page: &dyn Fn(usize) -> usize,
) -> Vec<Letter<'a>> {
    let shared = request.shared;
    let letter = |(label, position): &(&'static str, usize)| {
        let page = href(request.root, shared.routes.group_list(at, page(*position)))?;
        let href = page.at(&letter_id(initial, label));
        Some(Letter { label: index::heading(shared.words, label), href })
    };
    listed.letters.iter().filter_map(letter).collect()
}

/// The name by which a group was sorted, which the shown one may cut.
fn sorted_by(shared: &Shared, at: usize, group: u32) -> &str {
    shared.group(at, group).map_or("", |group| &group.label)
}
