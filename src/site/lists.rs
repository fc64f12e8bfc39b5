//! What stands above a list of articles: the way to each of its years, to the whole list on one page and to the search among
//! its articles, and what a script needs to sort and sift it in place.
//!
//! In: a list, by what its first page is about, and its articles. Out: [`Tools`] for `list-tools.html`. Never: entries.

use super::inputs::Inputs;
use super::kind::Request;
use super::maps::Axis;
use super::page::Subject;
use super::paginate;
use super::routes::{Href, SEARCH, href};
use super::shared::Shared;
use super::shown::Shown;
use super::theme::ThemeFile;
use super::theme_file;
use super::views::{Pointer, year_id};
use crate::library::ArticleId;
use serde::Serialize;
use std::borrow::Cow;
use tera::Value;

/// The script of pages with such a form.
pub(super) const SCRIPTS: &[ThemeFile] = &[theme_file!("lists.js")];

/// So many articles of a whole list stand on one page.
pub(super) const WHOLE: usize = 1_000;
/// A shorter list is seen at a glance: ways to its years would be longer than itself.
const FEWEST_TO_JUMP: usize = 8;
/// Nor does anybody sort or sift fewer.
const FEWEST_TO_SORT: usize = 4;
/// The ways to the years go so far back from the newest, at least; then they lead to decades.
const SINGLE_YEARS: i32 = 10;

/// What stands above a list.
#[derive(Debug, Serialize)]
pub(super) struct Tools {
    /// The years of the list, each where it begins; decades of those long ago.
    jumps: Vec<Pointer>,
    /// The whole list on one page, where it is cut into several.
    whole: Option<Pointer>,
    /// The list with abstracts, where it has such a page.
    abstracts: Option<Value>,
    /// The search among its articles.
    search: Option<Value>,
    /// Whether entries have more than one line, so that their titles alone are a view of their own.
    entries: bool,
    sift: Option<Sift>,
}

/// What the form for sorting and sifting needs.
#[derive(Debug, Serialize)]
struct Sift {
    /// Where it leads: the page with the whole list, from a page that has a part of it.
    action: Option<Value>,
    /// Articles on the page, in words: "37 articles".
    total: Shown<'static>,
    /// Whether there can be several journals.
    journals: bool,
}

impl Tools {
    /// Whether the page has the form.
    pub(super) fn sifts(&self) -> bool {
        self.sift.is_some()
    }
}

/// The articles of a list, newest first.
pub(super) fn members<'i>(inputs: &'i Inputs, list: &Subject) -> Cow<'i, [ArticleId]> {
    let members = match list {
        Subject::Articles(_) => {
            return (0u32..).zip(inputs.library.articles()).map(|(id, _)| id).collect();
        }
        Subject::Group(at, id, _) => {
            let grouping = inputs.groupings.get(*at as usize);
            grouping.and_then(|grouping| grouping.groups.get(*id as usize)).map(|g| &*g.members)
        }
        Subject::Cell(map, cell, _) => inputs.maps.get(*map as usize).map(|map| {
            let width = map.columns.len().max(1);
            map.cell(*cell as usize / width, *cell as usize % width)
        }),
        Subject::Digest(at, _) => inputs.digests.list(*at as usize).map(|list| &*list.articles),
        _ => None,
    };
    Cow::Borrowed(members.unwrap_or_default())
}

/// What another page of a list is about, from 0.
fn at_page(list: &Subject, page: usize) -> Option<Subject> {
    let page = u32::try_from(page).ok()?;
    match *list {
        Subject::Articles(_) => Some(Subject::Articles(page)),
        Subject::Group(at, id, _) => Some(Subject::Group(at, id, page)),
        Subject::Cell(map, cell, _) => Some(Subject::Cell(map, cell, page)),
        Subject::Digest(at, _) => Some(Subject::Digest(at, page)),
        _ => None,
    }
}

/// Of the pages that list articles, the first of each list that has several, by its second.
pub(super) fn first_of(second: &Subject) -> Option<Subject> {
    use Subject::{Articles, Cell, Digest, Group};
    let is_second = matches!(second, Articles(1) | Group(.., 1) | Cell(.., 1) | Digest(_, 1));
    is_second.then(|| at_page(second, 0)).flatten()
}

/// A part, from 0, of the whole list on one page.
pub(super) fn whole(list: &Subject, part: usize) -> Option<Subject> {
    Some(Subject::Whole(Box::new(list.clone()), u32::try_from(part).ok()?))
}

/// What stands above a page of a list of articles.
pub(super) fn tools(request: &Request<'_>, list: &Subject, members: &[ArticleId]) -> Tools {
    let shared = request.shared;
    let per_page = shared.inputs.config.site.per_page;
    let to = |subject: Option<Subject>| href(request.root, shared.routes.of(&subject?));
    let pages = paginate::pages(members.len(), per_page);
    let whole = (pages > 1).then(|| to(whole(list, 0))).flatten();
    let short = members.len() <= WHOLE;
    let search = search(request, list, None);
    let action = whole.filter(|_| short).map(Href::value);
    let sifts = members.len() >= FEWEST_TO_SORT && (pages == 1 || action.is_some());
    let jumps = match list {
        // A digest is in no order of years.
        Subject::Digest(..) => Vec::new(),
        _ => jumps(shared, members, |place, id| {
            Some(to(at_page(list, place / per_page.max(1)))?.at(id))
        }),
    };
    Tools {
        jumps,
        whole: whole.map(|href| Pointer {
            label: shared.words.lists.whole(shared.words.count.articles(members.len())),
            href: href.value(),
        }),
        abstracts: to(Some(Subject::Abstracts(Box::new(list.clone())))).map(Href::value),
        search: search.filter(|_| sifts || pages > 1),
        entries: sifts || pages > 1,
        sift: sifts.then(|| Sift {
            action,
            total: shared.words.count.articles(members.len()),
            journals: has_journals(shared, list),
        }),
    }
}

/// What stands above a part of a whole list, whose articles are `members`.
pub(super) fn tools_of_whole(
    request: &Request<'_>,
    list: &Subject,
    members: &[ArticleId],
    shown: usize,
) -> Tools {
    let shared = request.shared;
    let to = |part: usize| href(request.root, shared.routes.of(&whole(list, part)?));
    let jumps = match list {
        Subject::Digest(..) => Vec::new(),
        _ => jumps(shared, members, |place, id| Some(to(place / WHOLE)?.at(id))),
    };
    Tools {
        jumps,
        whole: None,
        abstracts: None,
        search: search(request, list, None),
        entries: false,
        sift: Some(Sift {
            action: None,
            total: shared.words.count.articles(shown),
            journals: has_journals(shared, list),
        }),
    }
}

fn has_journals(shared: &Shared, list: &Subject) -> bool {
    let of_journal = |at: &u32| shared.inputs.roles.journals == Some(*at as usize);
    !matches!(list, Subject::Group(at, ..) if of_journal(at))
}

/// The search page with the list as its filter, perhaps at a part of it, in a site that has one; none for a list that no
/// filter gives.
pub(super) fn search(request: &Request<'_>, list: &Subject, part: Option<&str>) -> Option<Value> {
    let inputs = &request.shared.inputs;
    let page = href(request.root, request.shared.routes.at(SEARCH))?;
    let of = |axis: Axis, at: u32| match axis {
        Axis::Groups(grouping) => {
            Some((inputs.groupings.get(grouping)?.kind.id, inputs.axis_slug(axis, at)))
        }
        Axis::Field(_) => None,
    };
    match list {
        Subject::Articles(_) => Some(page.value()),
        Subject::Group(at, id, _) => {
            Some(page.asking(&[of(Axis::Groups(*at as usize), *id)?], part))
        }
        Subject::Cell(map, cell, _) => {
            let map = inputs.maps.get(*map as usize)?;
            let width = map.columns.len().max(1);
            let (row, column) = (*cell as usize / width, *cell as usize % width);
            let row = of(map.axes.0, *map.rows.get(row)?)?;
            Some(page.asking(&[row, of(map.axes.1, *map.columns.get(column)?)?], part))
        }
        _ => None,
    }
}

/// A link to each year; `href` gives the one to what has a place in the list and an id on its page.
fn jumps(
    shared: &Shared,
    members: &[ArticleId],
    href: impl Fn(usize, &str) -> Option<Value>,
) -> Vec<Pointer> {
    if members.len() < FEWEST_TO_JUMP {
        return Vec::new();
    }
    let begins = begins(members.iter().map(|id| shared.article(*id)?.record.year()));
    if begins.len() < 2 {
        return Vec::new();
    }
    let words = shared.words;
    let newest = begins.iter().filter_map(|(year, _)| *year).max().unwrap_or_default();
    let single = (newest - SINGLE_YEARS).div_euclid(10) * 10;
    let mut last = None;
    let jump = |(year, place): &(Option<i32>, usize)| {
        let label = match year {
            None => words.articles.undated(),
            Some(year) if *year >= single => Shown::new(year.to_string()),
            Some(year) => {
                let decade = year.div_euclid(10) * 10;
                if last.replace(decade) == Some(decade) {
                    return None;
                }
                words.chart.decade_name(decade)
            }
        };
        Some(Pointer { label, href: href(*place, &year_id(*year))? })
    };
    begins.iter().filter_map(jump).collect()
}

/// Each year with the place where it first stands.
fn begins(years: impl Iterator<Item = Option<i32>>) -> Vec<(Option<i32>, usize)> {
    let mut begins: Vec<(Option<i32>, usize)> = Vec::new();
    let mut last = None;
    for (place, year) in years.enumerate() {
        if last.replace(year) != Some(year) && begins.iter().all(|(known, _)| *known != year) {
            begins.push((year, place));
        }
    }
    begins
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn a_year_begins_where_it_first_stands() {
        let years = [Some(2021), Some(2021), Some(2019), Some(2021), None, None];
        assert_eq!(begins(years.into_iter()), [(Some(2021), 0), (Some(2019), 2), (None, 4)]);
        assert_eq!(begins(std::iter::empty()), []);
    }
}
