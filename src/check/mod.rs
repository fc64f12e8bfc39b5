//! Lints over the finished files of a site.
//!
//! In: the sorted routes and a function that produces the bytes of each. Out: diagnostics that name the file and the line of it.
//!
//! 1. Each file is produced, read once and dropped, in parallel: repeated ids, script in links, requests to other sites, e-mail addresses,
//!    missing language, title or main heading.
//! 2. The links that were collected are held against the routes and against the ids of the pages they lead to.
//! 3. One problem that many pages share, as a fault of a template is, is told once, with the number of pages.
//!
//! An address that the page offers as a `mailto:` link is the curator's wish: litdigest itself makes none. Never: writing, a request to another
//! site.

mod email;
mod finding;
mod html;
mod links;
mod page;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{self, Diagnostic, Place};
use crate::formats::WRITERS;
use finding::{Finding, Problem};
use links::shown;
use page::Page;

/// Files that are published as text and may carry a record's words, beside those of the formats that are written.
const TEXTS: &[&str] = &["xml", "json", "txt"];

/// Whether a file of this extension is published as text.
fn is_text(extension: &str) -> bool {
    TEXTS.contains(&extension) || WRITERS.iter().any(|writer| writer.extension == extension)
}

/// Lints every file of a site. `routes` are sorted; `produce` gives the bytes of the route with the given number.
pub fn outputs(
    routes: &[String],
    produce: &(dyn Fn(usize) -> Result<Vec<u8>, Diagnostic> + Sync),
) -> Vec<Diagnostic> {
    let mut pages: Vec<Result<Page, Box<Diagnostic>>> = routes
        .par_iter()
        .enumerate()
        .map(|(index, route)| Ok(settle(routes, read(route, produce(index))?)))
        .collect();
    let dead: Vec<Vec<Finding>> = pages.par_iter().map(|page| dead_places(&pages, page)).collect();
    let mut diagnostics = Vec::new();
    let mut shared: BTreeMap<Problem, Vec<(usize, usize)>> = BTreeMap::new();
    for (index, (page, dead)) in pages.iter_mut().zip(dead).enumerate() {
        match page {
            Ok(page) => {
                for finding in page.findings.drain(..).chain(dead) {
                    shared.entry(finding.problem).or_default().push((index, finding.line));
                }
            }
            Err(diagnostic) => diagnostics.push((**diagnostic).clone()),
        }
    }
    diagnostics.extend(shared.iter().filter_map(|(problem, places)| tell(routes, problem, places)));
    diagnostics.sort_by(diag::compare);
    diagnostics
}

fn read(route: &str, bytes: Result<Vec<u8>, Diagnostic>) -> Result<Page, Box<Diagnostic>> {
    let bytes = bytes.map_err(Box::new)?;
    let text = String::from_utf8_lossy(&bytes);
    let extension = route.rsplit('/').next().and_then(|name| name.rsplit_once('.'));
    Ok(match extension.map_or("", |(_, extension)| extension) {
        "html" | "htm" => page::read(route, &text),
        "css" => page::read_style(&text),
        known if is_text(known) => page::read_text(&text),
        _ => Page::default(),
    })
}

/// Holds the links of a page against the routes, so that only those into a place of another file are kept.
fn settle(routes: &[String], mut page: Page) -> Page {
    for (line, route, place) in std::mem::take(&mut page.links) {
        match (routes.binary_search(&route), place) {
            (Err(_), _) => page.findings.push(Finding::new(line, Problem::DeadPage(shown(&route)))),
            // A place in a file that is no page is not ours to know.
            (Ok(index), Some(place)) if route.ends_with(".html") => {
                page.places.push((line, index, route, place));
            }
            (Ok(_), _) => {}
        }
    }
    page
}

/// The links of one page into places that the pages they lead to do not have.
fn dead_places(
    pages: &[Result<Page, Box<Diagnostic>>],
    page: &Result<Page, Box<Diagnostic>>,
) -> Vec<Finding> {
    let Ok(page) = page else { return Vec::new() };
    let dead = page.places.iter().filter(|(_, index, _, place)| {
        // A page that could not be produced has been told already.
        matches!(pages.get(*index), Some(Ok(target)) if !target.ids.contains(place.as_str()))
    });
    dead.map(|(line, _, route, place)| {
        Finding::new(*line, Problem::DeadPlace(shown(route), shown(place)))
    })
    .collect()
}

/// One diagnostic for a problem, at the first place where it was found.
fn tell(routes: &[String], problem: &Problem, places: &[(usize, usize)]) -> Option<Diagnostic> {
    let (first, line) = *places.iter().min()?;
    let route = routes.get(first)?;
    let mut place = Place::file(&Arc::from(route.as_str()));
    (place.line, place.end_line) = (line, line);
    let message = format!("{route} {}", problem.sentence());
    let diagnostic = Diagnostic::new(problem.code(), message).at(place).help(problem.help());
    let others = places.iter().map(|(page, _)| page).collect::<BTreeSet<_>>().len() - 1;
    Some(match others {
        0 => diagnostic,
        1 => diagnostic.done("counted the same on 1 more page"),
        _ => diagnostic.done(format!("counted the same on {others} more pages")),
    })
}
