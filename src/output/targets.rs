//! Decides which routes become files, which files go away and in which order.
//!
//! In: the routes and the [`Survey`]. Out: targets, stale files, changes, and a note for every route that cannot be written.
//! Never: a change on the disk.

use std::collections::BTreeSet;

use super::journal::Change;
use super::location::Location;
use super::manifest;
use super::pages::MOST_PROBLEMS;
use super::pages::{Made, Target};
use super::routes;
use super::survey::Survey;
use crate::diag::{Diagnostic, codes};
use crate::text::route::fault;

/// The files to write, sorted by route.
pub(super) fn choose<'a>(
    location: &Location,
    survey: &'a Survey,
    routes: &[&'a str],
    notes: &mut Vec<Diagnostic>,
) -> Vec<Target<'a>> {
    if survey.unreadable {
        notes.push(unreadable_manifest(location));
    }
    let mut targets: Vec<Target> = routes
        .iter()
        .enumerate()
        .map(|(index, route)| Target { index, route, is_there: survey.is_ours(route) })
        .collect();
    targets.sort_by_key(|target| target.route);
    let folders = folders_of(&targets);
    let mut refused = Vec::new();
    let mut foreign = Vec::new();
    let mut before = None;
    targets.retain(|target| {
        let route = target.route;
        let twice = before.replace(route) == Some(route);
        if let Some(fault) = fault(route) {
            refused.push(bad_route(route, fault));
        } else if twice || folders.contains(route) {
            refused.push(same_route(route, twice));
        } else if let Some(blocker) = survey.blocker(&location.root, route) {
            foreign.push(foreign_note_for(location, &blocker, route));
        } else {
            return true;
        }
        false
    });
    notes.extend(bounded(refused, "more routes cannot be written", &codes::BAD_ROUTE));
    notes.extend(bounded(foreign, "more pages are in the same case", &codes::FOREIGN_FILE));
    targets
}

/// The folders of all targets. Neighbours mostly share theirs, so each is looked up once.
fn folders_of<'a>(targets: &[Target<'a>]) -> BTreeSet<&'a str> {
    let mut all = BTreeSet::new();
    let mut last = None;
    for target in targets {
        let own = target.route.rsplit_once('/').map(|(folder, _)| folder);
        if own != last {
            all.extend(routes::folders(target.route));
            last = own;
        }
    }
    all
}

/// The files of ours that are no longer part of the site.
pub(super) fn stale<'a>(survey: &'a Survey, targets: &[Target]) -> Vec<&'a str> {
    survey.ours.iter().map(String::as_str).filter(|route| !holds(targets, route)).collect()
}

fn holds(targets: &[Target], route: &str) -> bool {
    targets.binary_search_by(|target| target.route.cmp(route)).is_ok()
}

/// The changes in their order. A stale file goes first where a folder takes its place, or it keeps a folder from giving way to a file;
/// else last, so that links to it still lead somewhere while the pages change.
pub(super) fn changes(targets: &[Target], made: &[Made], stale: &[&str]) -> Vec<Change> {
    let folders = folders_of(targets);
    let in_the_way = |route: &&&str| {
        folders.contains(**route) || routes::folders(route).any(|folder| holds(targets, folder))
    };
    let (first, last): (Vec<&str>, Vec<&str>) = stale.iter().partition(|route| in_the_way(route));
    let remove = |route: &str| Change::Remove(route.to_owned());
    let place = |target: &Target| match target.is_there {
        true => Change::Replace(target.route.to_owned()),
        false => Change::Add(target.route.to_owned()),
    };
    let changed = targets.iter().zip(made).filter(|(_, made)| made.changed);
    first
        .into_iter()
        .map(remove)
        .chain(changed.map(|(target, _)| place(target)))
        .chain(last.into_iter().map(remove))
        .collect()
}

/// The note for a foreign file that stands exactly where a page would go.
pub(super) fn foreign_note(location: &Location, route: &str) -> Diagnostic {
    foreign_note_for(location, route, route)
}

fn foreign_note_for(location: &Location, blocker: &str, route: &str) -> Diagnostic {
    let path = location.root.join(blocker);
    let message = format!("{} is not litdigest's and stands where a page would go", path.display());
    Diagnostic::new(&codes::FOREIGN_FILE, message)
        .done(format!("kept it and did not write {route}"))
        .help("move or delete it and build again; a file that belongs to the site can live in static/")
}

fn unreadable_manifest(location: &Location) -> Diagnostic {
    let path = location.root.join(manifest::NAME);
    let message =
        format!("{} is damaged or comes from another version of litdigest", path.display());
    Diagnostic::new(&codes::FOREIGN_FILE, message)
        .done("took every file in the output folder as not its own and kept it")
        .help("if nothing of your own is in the output folder, delete the folder and build again")
}

fn bad_route(route: &str, fault: &str) -> Diagnostic {
    let message = format!("no file of the site can be named {route:?}: {fault}");
    Diagnostic::new(&codes::BAD_ROUTE, message).done("left it out").help("give it another name")
}

fn same_route(route: &str, twice: bool) -> Diagnostic {
    let message = match twice {
        true => format!("two pages would be written to {route}"),
        false => format!("{route} would be both a file and a folder"),
    };
    Diagnostic::new(&codes::SAME_ROUTE, message)
        .done("left one of them out")
        .help("give one of them another name")
}

/// The first notes of a kind, and one that counts the rest.
fn bounded(
    mut notes: Vec<Diagnostic>,
    rest: &str,
    code: &'static crate::diag::Code,
) -> Vec<Diagnostic> {
    let more = notes.len().saturating_sub(MOST_PROBLEMS);
    if more > 0 {
        notes.truncate(MOST_PROBLEMS);
        notes.push(Diagnostic::new(code, format!("{more} {rest}")));
    }
    notes
}
