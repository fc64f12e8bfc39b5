//! The curator's Markdown as HTML, with its links resolved through the route table.
//!
//! In: documents, profiles and notes. Out: HTML for each, and a diagnostic with the curator's file and line for each
//! link that leads nowhere. Steps for a link: 1. addresses of the web and of mail stay; 2. an identifier of an article
//! leads to its page; 3. a Markdown file leads to the page made of it, with `#` to one of its headings; 4. a page's route,
//! or a static file, leads there. Never: links of records.

use super::citing::{self, Body, Cited, Discussion, Discussions, Reference};
use super::inputs::Inputs;
use super::notes::Stand;
use super::prose_words::ProseWords;
use super::routes::{NOT_FOUND, Root, Routes, href};
use super::{external, notes};
use crate::content::{Document, Frame, LinkTarget, Mark};
use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::record::Pmid;
use crate::text::nearest::{Known, nearest};
use std::collections::HashMap;
use std::sync::OnceLock;
use tera::Value;

/// The HTML of all Markdown, by its place in the content.
#[derive(Debug, Default)]
pub(super) struct Prose {
    pub(super) documents: Vec<Value>,
    pub(super) profiles: Vec<Option<Value>>,
    pub(super) notes: Vec<Option<Value>>,
    pub(super) digests: Vec<Option<Value>>,
    /// The references of each, of all documents, then all profiles, all notes and all digests.
    references: Vec<Vec<Reference>>,
    discussions: Discussions,
}

/// A Markdown file by its place in the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Curated {
    Document(usize),
    Profile(usize),
    Note(usize),
    Digest(usize),
}

impl Prose {
    /// What a text cites.
    pub(super) fn references(&self, source: Curated) -> &[Reference] {
        let (documents, profiles) = (self.documents.len(), self.profiles.len());
        let notes = self.notes.len();
        let at = match source {
            Curated::Document(at) => at,
            Curated::Profile(at) => documents + at,
            Curated::Note(at) => documents + profiles + at,
            Curated::Digest(at) => documents + profiles + notes + at,
        };
        self.references.get(at).map_or(&[], Vec::as_slice)
    }

    /// The texts that cite an article, with their places in it.
    pub(super) fn discussions(
        &self,
        article: ArticleId,
    ) -> impl Iterator<Item = (Curated, &Discussion)> {
        let (documents, profiles) = (self.documents.len(), self.profiles.len());
        let behind_notes = documents + profiles + self.notes.len();
        self.discussions.of_article(article).iter().map(move |discussion| {
            let source = match discussion.body {
                at if at < documents => Curated::Document(at),
                at if at < documents + profiles => Curated::Profile(at - documents),
                at if at < behind_notes => Curated::Note(at - documents - profiles),
                at => Curated::Digest(at - behind_notes),
            };
            (source, discussion)
        })
    }
}

/// A page's body stands alone below its title.
const PAGE: Frame<'static> = Frame::PAGE;
/// A profile shares its page with lists that have ids of their own, and so does a digest.
const PROFILE: Frame<'static> = Frame { id_prefix: "about-", ..PAGE };

/// A Markdown file that can be linked to.
struct Target<'a> {
    body: &'a Body<'a>,
    /// Of its citations.
    marks: &'a [Mark],
}

/// What Markdown can link to.
struct Targets<'a> {
    inputs: &'a Inputs,
    routes: &'a Routes,
    /// Markdown files by their path below `content/`.
    files: HashMap<&'a str, Target<'a>>,
    /// Files of hidden groups by path, which have no page.
    hidden: HashMap<&'a str, &'a str>,
    /// All of both, for what a broken link was probably meant to be; made for the first broken link.
    known: OnceLock<Known<'a>>,
}

impl<'a> Targets<'a> {
    /// `cited` is what each of the bodies cites.
    fn new(
        inputs: &'a Inputs,
        routes: &'a Routes,
        bodies: &'a [Option<Body<'a>>],
        cited: &'a [Cited],
    ) -> Self {
        let target = |(body, cited): (&'a Option<Body<'a>>, &'a Cited)| {
            let body = body.as_ref()?;
            Some((&*body.document.path, Target { body, marks: &cited.marks }))
        };
        let files = bodies.iter().zip(cited).filter_map(target).collect();
        let profiles = inputs.content.profiles.iter();
        let hidden = profiles.filter(|profile| profile.hidden);
        let hidden = hidden.map(|profile| (&*profile.document.path, profile.name.as_str()));
        Targets { inputs, routes, files, hidden: hidden.collect(), known: OnceLock::new() }
    }

    /// Resolves a link of a body, which is the file at a path below `content/`.
    fn resolve(&self, from: &Body<'_>, path: &str, link: &str) -> LinkTarget {
        let (root, own) = (&from.root, from.own);
        let lower = link.to_ascii_lowercase();
        if ["http://", "https://", "mailto:"].iter().any(|known| lower.starts_with(known)) {
            return LinkTarget::Unchanged;
        }
        let (target, fragment) = match link.split_once('#') {
            Some((target, fragment)) => (target, Some(fragment)),
            None => (link, None),
        };
        if target.is_empty() {
            return match fragment.is_some_and(|id| id.is_empty() || own.contains(&id)) {
                true => LinkTarget::Unchanged,
                false => LinkTarget::Broken { nearest: None },
            };
        }
        let target = decoded(target);
        if let Some(id) = self.inputs.library.find(&identifier(&target)) {
            let route = self.routes.article(id);
            return href(root, route).map_or_else(
                || self.broken(&target),
                |found| LinkTarget::Href(found.text(fragment)),
            );
        }
        if names_an_article(&target) {
            return self.no_article(&target);
        }
        for candidate in ways(from.route, path, &target) {
            if let Some(file) = self.files.get(candidate.as_str()) {
                return file.link(root, &target, fragment);
            }
            if let Some(name) = self.hidden.get(candidate.as_str()) {
                let message = format!(
                    "`{target}` describes “{name}”, which has no page, because it says hidden = true"
                );
                let help = "leave the link out, or take `hidden` out of that file".to_owned();
                return LinkTarget::Missing { message, help };
            }
            if let Some(found) = href(root, self.routes.at(&candidate)) {
                return LinkTarget::Href(found.text(fragment));
            }
        }
        self.broken(&target)
    }

    fn broken(&self, target: &str) -> LinkTarget {
        LinkTarget::Broken { nearest: self.nearest(target) }
    }

    /// An article that no record is.
    fn no_article(&self, target: &str) -> LinkTarget {
        let outside = || match Pmid::new(target) {
            Ok(pmid) => {
                format!("add the export that holds it, or link to {}", &*external::pubmed(&pmid))
            }
            Err(_) => "add the export that holds it, or correct the identifier".to_owned(),
        };
        LinkTarget::Missing {
            message: format!("no article `{target}` is in the records"),
            help: self.inputs.library.near_help(target).unwrap_or_else(outside),
        }
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

impl Target<'_> {
    /// The link to the file's page, or to one of its headings.
    fn link(&self, root: &Root, typed: &str, fragment: Option<&str>) -> LinkTarget {
        let Body { route, document, .. } = self.body;
        let heading = match fragment.map(decoded) {
            None => None,
            Some(wanted) => match document.body.anchor(&wanted, self.body.frame(), self.marks) {
                Some(anchor) => Some(anchor),
                None => return self.no_heading(typed, &wanted),
            },
        };
        match href(root, Some(route)) {
            Some(found) => LinkTarget::Href(found.text(heading.as_deref())),
            None => LinkTarget::Broken { nearest: None },
        }
    }
}

impl Target<'_> {
    fn no_heading(&self, typed: &str, wanted: &str) -> LinkTarget {
        let ids = self.body.document.body.heading_ids(self.marks);
        let help = match nearest(wanted, ids.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{typed}#{near}`?"),
            None if ids.is_empty() => "that file has no heading".to_owned(),
            None => format!("its headings are {}", ids.join(", ")),
        };
        LinkTarget::Missing { message: format!("`{typed}` has no heading `{wanted}`"), help }
    }
}

/// Where a path in a link may lead: beside the file, from the top, and as the finished page would write it.
fn ways(from: &str, path: &str, target: &str) -> impl Iterator<Item = String> {
    let folder = |path: &str| path.rsplit_once('/').map_or("", |(f, _)| f).to_owned();
    [folder(path), String::new(), folder(from)]
        .map(|way| normal(&way, target))
        .into_iter()
        .flatten()
}

/// Whether a link is meant for an article: by a scheme of identifiers, or a number of PubMed Central.
fn names_an_article(target: &str) -> bool {
    let lower = target.trim().to_ascii_lowercase();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    ["pmid:", "doi:", "pmcid:"].iter().any(|scheme| lower.starts_with(scheme))
        || lower.strip_prefix("pmc").is_some_and(digits)
}

/// The ids that templates write themselves, which a text on their pages may link to.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnIds {
    /// On the page of an article.
    pub(super) article: Vec<&'static str>,
    /// On the page of a group.
    pub(super) group: Vec<&'static str>,
    /// On the page of a digest.
    pub(super) digest: Vec<&'static str>,
}

/// Renders everything.
pub(super) fn render(inputs: &Inputs, routes: &Routes, own: &OwnIds) -> (Prose, Vec<Diagnostic>) {
    let words = ProseWords::of(&inputs.config.site.language);
    let mut said = Vec::new();
    let bodies = bodies(inputs, routes, own);
    let mut cited = citing::cited(inputs, routes, &bodies, &mut said);
    let discussions = Discussions::of(&bodies, &mut cited);
    let targets = Targets::new(inputs, routes, &bodies, &cited);
    let mut html = bodies.iter().zip(&cited).map(|(body, cited)| {
        let body = body.as_ref()?;
        let path = &*body.document.path;
        let resolve = |link: &str| targets.resolve(body, path, link);
        let (html, diagnostics) = body.document.body.to_html_within(
            &body.document.file,
            &resolve,
            inputs.config.markdown,
            Frame { words: words.words(), ..body.frame() },
            &cited.marks,
        );
        said.extend(diagnostics);
        (!html.trim().is_empty()).then(|| Value::safe_string(&html))
    });
    let content = &inputs.content;
    let documents = html.by_ref().take(content.pages.len());
    let documents = documents.map(|html| html.unwrap_or_else(|| Value::from(""))).collect();
    let profiles = html.by_ref().take(content.profiles.len()).collect();
    let notes = html.by_ref().take(content.notes.len()).collect();
    let digests = html.by_ref().take(content.digests.len()).collect();
    drop(html);
    let references = cited.into_iter().map(|cited| cited.references).collect();
    (Prose { documents, profiles, notes, digests, references, discussions }, said)
}

/// The bodies of all documents, all profiles, all notes and all digests; none for one without a page.
fn bodies<'a>(inputs: &'a Inputs, routes: &'a Routes, own: &'a OwnIds) -> Vec<Option<Body<'a>>> {
    let content = &inputs.content;
    let body = |route: Option<&'a str>, document: &'a Document, frame: Frame<'_>| {
        let route = route?;
        // A server shows the error page at any address.
        let root = match route == NOT_FOUND {
            true => Root::absolute(inputs.config.site.base_url.as_deref()),
            false => Root::of(route),
        };
        Some(Body {
            route,
            root,
            document,
            prefix: frame.id_prefix.to_owned(),
            base_level: frame.base_level,
            title_id: frame.title_id.to_owned(),
            own: &[],
            about: None,
        })
    };
    let documents = content.pages.iter().enumerate();
    let documents = documents.map(|(at, page)| body(routes.document(at), page, PAGE));
    let profiles = content.profiles.iter().enumerate().map(|(at, profile)| {
        let body = body(profile_route(inputs, routes, at), &profile.document, PROFILE)?;
        Some(Body { own: &own.group, ..body })
    });
    let notes = content.notes.iter().enumerate().map(|(at, note)| {
        let stand = NoteFrame::of(inputs, at);
        let about = match inputs.notes.stand(at) {
            Stand::Article(article, _) => Some(article),
            Stand::Alone | Stand::Nowhere => None,
        };
        let body = body(routes.note(at), &note.document, stand.frame())?;
        Some(Body { own: stand.own(own), about, ..body })
    });
    let digests = content.digests.iter().enumerate().map(|(at, digest)| {
        let body = body(routes.digest(at, 0), &digest.document, PROFILE)?;
        Some(Body { own: &own.digest, ..body })
    });
    documents.chain(profiles).chain(notes).chain(digests).collect()
}

/// Where a text stands.
pub(super) fn route<'a>(inputs: &Inputs, routes: &'a Routes, source: Curated) -> Option<&'a str> {
    match source {
        Curated::Document(at) => routes.document(at),
        Curated::Profile(at) => profile_route(inputs, routes, at),
        Curated::Note(at) => routes.note(at),
        Curated::Digest(at) => routes.digest(at, 0),
    }
}

fn profile_route<'a>(inputs: &Inputs, routes: &'a Routes, profile: usize) -> Option<&'a str> {
    inputs.groupings.iter().enumerate().find_map(|(grouping, kind)| {
        let group = kind.groups.iter().position(|group| group.profile == Some(profile))?;
        routes.group(grouping, u32::try_from(group).ok()?, 0)
    })
}

/// Where the prose of a note stands on its page.
struct NoteFrame {
    /// The id of its section, where several notes can share the page.
    section: Option<String>,
    id_prefix: String,
    base_level: u8,
}

impl NoteFrame {
    fn of(inputs: &Inputs, note: usize) -> Self {
        let Stand::Article(_, number) = inputs.notes.stand(note) else {
            return NoteFrame { section: None, id_prefix: String::new(), base_level: 2 };
        };
        // The note's own title stands above the headings of its prose.
        let titled = inputs.content.notes.get(note).is_some_and(|note| note.title().is_some());
        let section = notes::section_id(number);
        let id_prefix = format!("{section}-");
        NoteFrame { section: Some(section), id_prefix, base_level: if titled { 4 } else { 3 } }
    }

    fn frame(&self) -> Frame<'_> {
        Frame {
            id_prefix: &self.id_prefix,
            base_level: self.base_level,
            title_id: self.section.as_deref().unwrap_or(PAGE.title_id),
            ..PAGE
        }
    }

    /// The ids that its page has besides.
    fn own<'o>(&self, own: &'o OwnIds) -> &'o [&'static str] {
        if self.section.is_some() { &own.article } else { &[] }
    }
}

/// The identifier in the form in which the library knows it.
fn identifier(target: &str) -> String {
    let target = target.trim();
    match target.split_once(':') {
        Some(("pmid" | "PMID", rest)) => format!("pmid:{rest}"),
        Some(("doi" | "DOI", rest)) => format!("doi:{}", rest.to_lowercase()),
        Some(("pmcid" | "PMCID", rest)) => rest.trim().to_owned(),
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
