//! The curator's Markdown as HTML, with its links resolved through the route table.
//!
//! In: documents, profiles and notes. Out: HTML for each, and a diagnostic with the curator's file and line for each
//! link that leads nowhere. Steps for a link: 1. addresses of the web and of mail stay; 2. an identifier of an article
//! leads to its page; 3. a Markdown file leads to the page made of it; 4. a page's route, or a static file, leads
//! there. Never: links of records.

use super::inputs::Inputs;
use super::routes::{Root, Routes, href};
use crate::content::{Document, Frame, LinkTarget};
use crate::diag::Diagnostic;
use crate::text::nearest::Known;
use std::collections::HashMap;
use std::sync::OnceLock;
use tera::Value;

/// The HTML of all Markdown, by its place in the content.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub(super) documents: Vec<Value>,
    pub(super) profiles: Vec<Option<Value>>,
    pub(super) notes: Vec<Option<Value>>,
}

/// A page's body stands alone below its title.
const PAGE: Frame<'static> = Frame { id_prefix: "", base_level: 2 };
/// A profile shares its page with lists that have ids of their own.
const PROFILE: Frame<'static> = Frame { id_prefix: "about-", base_level: 2 };

/// What Markdown can link to.
struct Targets<'a> {
    inputs: &'a Inputs,
    routes: &'a Routes,
    /// Markdown files by their path below `content/`, with the routes of their pages.
    files: HashMap<&'a str, &'a str>,
    /// All of both, for what a broken link was probably meant to be; made for the first broken link.
    known: OnceLock<Known<'a>>,
}

impl<'a> Targets<'a> {
    fn new(inputs: &'a Inputs, routes: &'a Routes) -> Self {
        let content = &inputs.content;
        let mut files = HashMap::new();
        for (at, document) in content.pages.iter().enumerate() {
            files.extend(routes.document(at).map(|route| (&*document.path, route)));
        }
        for (at, profile) in content.profiles.iter().enumerate() {
            let route = profile_route(inputs, routes, at);
            files.extend(route.map(|route| (&*profile.document.path, route)));
        }
        for (at, note) in content.notes.iter().enumerate() {
            let route = note_route(inputs, routes, at);
            files.extend(route.map(|route| (&*note.document.path, route)));
        }
        Targets { inputs, routes, files, known: OnceLock::new() }
    }

    fn resolve(&self, from: &str, root: &Root, path: &str, link: &str) -> LinkTarget {
        let lower = link.to_ascii_lowercase();
        if ["http://", "https://", "mailto:", "#"].iter().any(|known| lower.starts_with(known)) {
            return LinkTarget::Unchanged;
        }
        let (target, fragment) = match link.split_once('#') {
            Some((target, fragment)) => (target, Some(fragment)),
            None => (link, None),
        };
        let route = self.route_of(from, path, &decoded(target));
        match href(root, route) {
            Some(found) => LinkTarget::Href(found.text(fragment)),
            None => LinkTarget::Broken { nearest: self.nearest(target) },
        }
    }

    fn route_of(&self, from: &str, path: &str, target: &str) -> Option<&str> {
        if let Some(id) = self.inputs.library.find(&identifier(target)) {
            return self.routes.article(id);
        }
        let folder = |path: &str| path.rsplit_once('/').map_or("", |(f, _)| f).to_owned();
        // Beside the file, from the top, and as the finished page would write it.
        let ways = [folder(path), String::new(), folder(from)].map(|way| normal(&way, target));
        ways.into_iter().flatten().find_map(|candidate| {
            let file = self.files.get(candidate.as_str()).copied();
            file.or_else(|| self.routes.at(&candidate))
        })
    }

    fn nearest(&self, target: &str) -> Option<String> {
        let known = self.known.get_or_init(|| {
            let mut files: Vec<&str> = self.files.keys().copied().collect();
            files.sort_unstable();
            Known::new(files.into_iter().chain(self.routes.pages().iter().map(|page| &*page.route)))
        });
        known.nearest(target).map(str::to_owned)
    }
}

/// Renders everything.
pub(super) fn render(inputs: &Inputs, routes: &Routes) -> (Prose, Vec<Diagnostic>) {
    let targets = Targets::new(inputs, routes);
    let content = &inputs.content;
    let mut said = Vec::new();
    let mut html = |route: Option<&str>, document: &Document, frame: Frame<'_>| {
        let route = route?;
        let root = Root::of(route);
        let resolve = |link: &str| targets.resolve(route, &root, &document.path, link);
        let options = inputs.config.markdown;
        let (html, diagnostics) =
            document.body.to_html_within(&document.file, &resolve, options, frame);
        said.extend(diagnostics);
        (!html.trim().is_empty()).then(|| Value::safe_string(&html))
    };
    let pages = content.pages.iter().enumerate();
    let documents = pages
        .map(|(at, page)| html(routes.document(at), page, PAGE).unwrap_or_else(|| Value::from("")))
        .collect();
    let profiles = content.profiles.iter().enumerate();
    let profiles = profiles
        .map(|(at, p)| html(profile_route(inputs, routes, at), &p.document, PROFILE))
        .collect();
    let notes = content.notes.iter().enumerate();
    let notes = notes
        .map(|(at, note)| {
            let id_prefix = note_prefix(inputs, at);
            let frame = Frame { id_prefix: &id_prefix, base_level: 3 };
            html(note_route(inputs, routes, at), &note.document, frame)
        })
        .collect();
    (Prose { documents, profiles, notes }, said)
}

fn profile_route<'a>(inputs: &Inputs, routes: &'a Routes, profile: usize) -> Option<&'a str> {
    inputs.groupings.iter().enumerate().find_map(|(grouping, kind)| {
        let group = kind.groups.iter().position(|group| group.profile == Some(profile))?;
        routes.group(grouping, u32::try_from(group).ok()?, 0)
    })
}

/// Several notes can stand on one article's page.
fn note_prefix(inputs: &Inputs, note: usize) -> String {
    let place = inputs.notes.values().find_map(|notes| notes.iter().position(|at| *at == note));
    match place {
        None | Some(0) => "note-".to_owned(),
        Some(place) => format!("note-{}-", place + 1),
    }
}

fn note_route<'a>(inputs: &Inputs, routes: &'a Routes, note: usize) -> Option<&'a str> {
    let article = inputs.notes.iter().find(|(_, notes)| notes.contains(&note))?.0;
    routes.article(*article)
}

/// The identifier in the form in which the library knows it.
fn identifier(target: &str) -> String {
    let target = target.trim();
    match target.split_once(':') {
        Some(("pmid" | "PMID", rest)) => format!("pmid:{rest}"),
        Some(("doi" | "DOI", rest)) => format!("doi:{}", rest.to_lowercase()),
        _ => target.to_owned(),
    }
}

/// A path with its `.` and `..` worked out; nothing when it leaves the site or is an address with a scheme.
fn normal(folder: &str, target: &str) -> Option<String> {
    let (start, target) = match target.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (folder, target),
    };
    if target.contains(':') || target.is_empty() || target.starts_with('/') {
        return None;
    }
    let mut parts: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    if parts.last().is_some_and(|last| last.is_empty()) {
        parts.pop();
        parts.push("index.html");
    }
    Some(parts.join("/"))
}

fn decoded(target: &str) -> String {
    if !target.contains('%') {
        return target.to_owned();
    }
    let mut bytes = Vec::with_capacity(target.len());
    let mut rest = target.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = [ahead.next(), ahead.next()].map(|b| b.and_then(|b| char::from(b).to_digit(16)));
        match (byte, pair) {
            (b'%', [Some(high), Some(low)]) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| target.to_owned())
}
