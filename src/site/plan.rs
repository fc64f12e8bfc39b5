//! The plan: all pages sorted by route, each able to build its view.

use super::maps::{self, Map};
use super::pages::{Listing, PAGE_KINDS, PageKind, Request, Subject, list_lengths};
use super::prose::{self, Targets};
use super::routes::{GroupingShape, MapShape, Root, Routes, Shape, depth};
use super::shared::{Inputs, Shared, Sources};
use super::views::{Cards, PageView, value};
use super::{card, nav};
use crate::config::{MarkdownOptions, SiteOptions};
use crate::diag::{Diagnostic, Place, codes};
use crate::library::ArticleId;
use crate::text::route::fault;
use crate::text::slug::slug;
use ahash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::OnceLock;
use tera::Value;

/// One page.
pub struct Page {
    /// Where it is written: `topics/muscle.html`.
    pub route: Box<str>,
    /// What kind of page it is.
    pub kind: &'static PageKind,
    pub(super) subject: Subject,
}

/// What pages outside of all sections of the navigation call theirs.
const NO_SECTION: &str = "";

/// Places for pieces of HTML that are made when they are first asked for, by whichever thread.
type Slots = Vec<OnceLock<Value>>;

/// All pages of a site.
pub struct Plan<'a> {
    pages: Vec<Page>,
    shared: Shared<'a>,
    /// The `site` global.
    global: Value,
    /// What stands for the way to the root while a page is made.
    marked: Root,
    not_found_root: Root,
    /// The ways to the root, by depth.
    roots: Vec<Root>,
    /// The masthead of each section of the navigation, and of pages outside of all; filled when first asked for.
    mastheads: BTreeMap<String, OnceLock<Value>>,
    /// Entries of lists, by article, likewise.
    cards: Slots,
    /// Links to groups, by grouping and group, likewise.
    links: Vec<Slots>,
}

/// Plans the site.
pub fn plan<'a>(
    sources: &'a Sources<'a>,
    options: &'a SiteOptions,
    markdown: MarkdownOptions,
) -> (Plan<'a>, Vec<Diagnostic>) {
    let inputs = Inputs::new(sources, options, markdown);
    let mut said = Vec::new();
    let notes = bind_notes(&inputs, &mut said);
    let (maps, unknown) = maps::maps(&inputs);
    said.extend(unknown);
    let routes = Routes::new(shape(&inputs, &maps));
    let mut shared = Shared::new(inputs, routes, notes, maps);
    let (pages, repeated) = rayon::join(|| list(&shared, &mut said), || shared.find_repeated());
    shared.repeated = repeated;
    let (prose, broken) = prose::render(&Targets::new(&shared, pages.iter().map(|p| &*p.route)));
    said.extend(broken);
    shared.prose = prose;
    let deepest = pages.iter().map(|page| depth(&page.route)).max().unwrap_or(0);
    let roots: Vec<Root> = (0..=deepest).map(Root::up).collect();
    let not_found_root = Root::absolute(inputs.options.base_url.as_deref());
    let entries = nav::entries(&shared, &pages, &mut said);
    let marked = Root::marked();
    let global = value(&nav::site(&shared, &entries, &marked)).unwrap_or_else(|diagnostic| {
        said.push(diagnostic);
        Value::none()
    });
    let sections = entries.iter().map(nav::Entry::section).chain([NO_SECTION]);
    let mastheads = sections.map(|section| (section.to_owned(), OnceLock::new())).collect();
    let slots =
        |number: usize| -> Slots { std::iter::repeat_with(OnceLock::new).take(number).collect() };
    let cards = slots(inputs.library.articles().len());
    let links = inputs.groupings.iter().map(|grouping| slots(grouping.groups.len())).collect();
    let plan =
        Plan { pages, shared, global, marked, not_found_root, roots, mastheads, cards, links };
    (plan, said)
}

impl<'a> Plan<'a> {
    /// All pages, sorted by route.
    pub fn pages(&self) -> &[Page] {
        &self.pages
    }

    /// The routes of all pages, sorted.
    pub fn routes(&self) -> Vec<String> {
        self.pages.iter().map(|page| page.route.to_string()).collect()
    }

    /// The settings of the pages.
    pub fn options(&self) -> &'a SiteOptions {
        self.shared.inputs.options
    }

    /// Where the file lies that a page is a copy of.
    pub fn copied_from(&self, page: &Page) -> Option<&'a Path> {
        let Subject::Static(at) = page.subject else { return None };
        self.shared.inputs.statics.get(at).map(|(_, path)| path.as_path())
    }

    /// The `site` global of all pages.
    pub fn global(&self) -> &Value {
        &self.global
    }

    /// A rendered page as it is written: with its own way to the root in every link.
    pub fn settle(&self, page: &Page, bytes: &[u8]) -> Vec<u8> {
        self.root(page).settle(bytes)
    }

    /// Builds the view of a page; nothing for an asset.
    ///
    /// # Errors
    /// When an entry of a list cannot be rendered.
    pub fn view(&self, page: &Page, cards: &dyn Cards) -> Result<Option<PageView>, Diagnostic> {
        let request = Request { shared: &self.shared, page, root: &self.marked, cards };
        let mut view = (page.kind.view)(&request)?;
        if let Some(view) = &mut view
            && let Some(base) = &self.shared.inputs.options.base_url
            && !matches!(page.kind.id, "not-found" | "redirect")
        {
            let route = page.route.strip_suffix("index.html").filter(|r| r.is_empty());
            view.head.canonical = Some(format!("{base}{}", route.unwrap_or(&page.route)));
        }
        Ok(view)
    }

    /// The masthead of the pages of one section of the navigation, made by `render` from the section's name when it is
    /// first asked for.
    ///
    /// # Errors
    /// Those of `render`.
    pub fn masthead(
        &self,
        section: &str,
        render: &dyn Fn(&str) -> Result<Value, Diagnostic>,
    ) -> Result<Value, Diagnostic> {
        let known = self.mastheads.get_key_value(section);
        let (section, slot) = match known.or_else(|| self.mastheads.get_key_value(NO_SECTION)) {
            Some((section, slot)) => (section.as_str(), Some(slot)),
            None => (NO_SECTION, None),
        };
        once(slot, || render(section))
    }

    /// The entry of one article, made by `render` when it is first asked for.
    ///
    /// # Errors
    /// Those of `render`.
    pub fn card(
        &self,
        id: ArticleId,
        render: &dyn Fn(Value) -> Result<Value, Diagnostic>,
    ) -> Result<Value, Diagnostic> {
        once(self.cards.get(id as usize), || render(card::card(&self.shared, id, &self.marked)?))
    }

    /// The link to a group, made by `render` when it is first asked for.
    ///
    /// # Errors
    /// Those of `render`.
    pub fn link(
        &self,
        (grouping, group): (usize, u32),
        render: &dyn Fn(Value) -> Result<Value, Diagnostic>,
    ) -> Result<Value, Diagnostic> {
        let slot = self.links.get(grouping).and_then(|groups| groups.get(group as usize));
        once(slot, || render(card::link(&self.shared, (grouping, group), &self.marked)?))
    }

    fn root(&self, page: &Page) -> &Root {
        match page.kind.id {
            "not-found" => &self.not_found_root,
            _ => self.roots.get(depth(&page.route)).unwrap_or(&self.not_found_root),
        }
    }
}

fn once(
    slot: Option<&OnceLock<Value>>,
    make: impl FnOnce() -> Result<Value, Diagnostic>,
) -> Result<Value, Diagnostic> {
    if let Some(made) = slot.and_then(OnceLock::get) {
        return Ok(made.clone());
    }
    let made = make()?;
    // Another thread may have been first; what it made is the same.
    Ok(slot.map_or_else(|| made.clone(), |slot| slot.get_or_init(|| made.clone()).clone()))
}

fn shape<'a>(inputs: &Inputs<'a>, maps: &[Map]) -> Shape<'a> {
    let library = inputs.library;
    let documents: Vec<Box<str>> = inputs
        .content
        .pages
        .iter()
        .map(|page| document_route(&page.path, page.slug.as_deref()))
        .collect();
    Shape {
        keys: Box::new(library.articles().iter().map(|article| article.record.key.as_str())),
        article_pages: list_lengths::articles(inputs),
        groupings: inputs
            .groupings
            .iter()
            .map(|grouping| GroupingShape {
                id: grouping.kind.id,
                index_pages: list_lengths::index(inputs, grouping),
                groups: grouping
                    .groups
                    .iter()
                    .map(|group| (group.slug.as_str(), list_lengths::group(inputs, group)))
                    .collect(),
            })
            .collect(),
        about: !documents.iter().any(|route| &**route == "about.html"),
        documents,
        maps: maps.iter().map(|map| map_shape(inputs, map)).collect(),
    }
}

fn map_shape(inputs: &Inputs<'_>, map: &Map) -> MapShape {
    let slug = |grouping: usize, group: Option<&u32>| {
        let group = inputs.groupings.get(grouping)?.groups.get(*group? as usize)?;
        Some(group.slug.as_str())
    };
    let cell = |(row, column, ids): (usize, usize, &[ArticleId])| {
        let row = slug(map.groupings.0, map.rows.get(row)).unwrap_or_default();
        let column = slug(map.groupings.1, map.columns.get(column)).unwrap_or_default();
        // No slug holds two hyphens in a row, so no two cells have one name.
        (format!("{row}--{column}"), list_lengths::cell(inputs, ids))
    };
    MapShape { id: map.kind.id, cells: map.cells().map(cell).collect() }
}

/// `reviews/2026 spring.md` is at `reviews/2026-spring.html`.
fn document_route(path: &str, own_slug: Option<&str>) -> Box<str> {
    let stem = path.strip_suffix(".md").unwrap_or(path);
    let (folder, name) = stem.rsplit_once('/').map_or(("", stem), |(f, n)| (f, n));
    let mut parts: Vec<String> = folder.split('/').filter(|p| !p.is_empty()).map(slug).collect();
    parts.push(match own_slug {
        Some(own) => slug(own),
        None if name == "index" => "index".to_owned(),
        None => slug(name),
    });
    format!("{}.html", parts.join("/")).into()
}

/// Finds the article of each note.
fn bind_notes(inputs: &Inputs<'_>, said: &mut Vec<Diagnostic>) -> BTreeMap<ArticleId, Vec<usize>> {
    let mut notes: BTreeMap<ArticleId, Vec<usize>> = BTreeMap::new();
    for (at, note) in inputs.content.notes.iter().enumerate() {
        match inputs.library.find(&note.article) {
            Some(id) => notes.entry(id).or_default().push(at),
            None => said.push(
                Diagnostic::new(
                    &codes::UNKNOWN_ARTICLE,
                    format!("no record has the identifier “{}”", note.article),
                )
                .at(note.place.clone())
                .done("the note is kept and not shown")
                .help("add the export that holds the article, or correct the identifier"),
            ),
        }
    }
    notes
}

/// All pages in the order of their routes; of two with one route the first listed is kept.
fn list(shared: &Shared<'_>, said: &mut Vec<Diagnostic>) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for kind in PAGE_KINDS {
        let mut listing = Listing::default();
        (kind.list)(shared, &mut listing);
        said.extend(listing.diagnostics);
        let made = listing.pages.into_iter();
        pages.extend(made.map(|(route, subject)| Page { route, kind, subject }));
    }
    pages.retain(|page| match fault(&page.route) {
        None => true,
        Some(fault) => {
            said.push(bad_route(&page.route, fault));
            false
        }
    });
    let mut taken: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(pages.len());
    let mut twice: Vec<usize> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        // File systems that ignore case must not see two names for one file.
        match taken.entry(lower_case(&page.route)) {
            Entry::Occupied(first) => {
                twice.push(at);
                match pages.get(*first.get()) {
                    Some(first) if first.route == page.route && is_same(first, page) => {}
                    Some(first) => said.push(same_route(shared, first, page)),
                    None => {}
                }
            }
            Entry::Vacant(free) => {
                free.insert(at);
            }
        }
    }
    drop(taken);
    let mut at = 0..;
    pages.retain(|_| at.next().is_none_or(|at| twice.binary_search(&at).is_err()));
    pages.shrink_to_fit();
    pages.par_sort_unstable_by(|a, b| a.route.cmp(&b.route));
    pages
}

fn bad_route(route: &str, fault: &str) -> Diagnostic {
    Diagnostic::new(&codes::BAD_ROUTE, format!("no file of the site can be named {route}: {fault}"))
        .done("left it out")
        .help("give it another name")
}

/// A route in lower case, without a copy where it is so already.
fn lower_case(route: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if route.bytes().all(plain) { route.into() } else { route.to_lowercase().into() }
}

/// Two redirects from one address to one page are no conflict, nor is a redirect from a page to itself.
fn is_same(first: &Page, second: &Page) -> bool {
    match &second.subject {
        Subject::Redirect(target) => first.subject == second.subject || **target == *first.route,
        _ => false,
    }
}

fn same_route(shared: &Shared<'_>, first: &Page, second: &Page) -> Diagnostic {
    let content = shared.inputs.content;
    let name = |page: &Page| match &page.subject {
        Subject::Document(at) => match content.pages.get(*at) {
            Some(document) => document.file.to_string(),
            None => "a Markdown page".to_owned(),
        },
        Subject::Redirect(target) => format!("the redirect to {target}"),
        Subject::Static(at) => match shared.inputs.statics.get(*at) {
            Some((route, _)) => format!("static/{route}"),
            None => "a static file".to_owned(),
        },
        Subject::Article(_) => "an article".to_owned(),
        _ => format!("the {} page", page.kind.id),
    };
    let (one, other) = (name(first), name(second));
    let message = format!("{other} and {one} would both be written to {}", first.route);
    let mut diagnostic = Diagnostic::new(&codes::SAME_ROUTE, message)
        .done(format!("only {one} is written"))
        .help("give one of them another slug, or remove the alias");
    if let Subject::Document(at) = &second.subject
        && let Some(document) = content.pages.get(*at)
    {
        diagnostic = diagnostic.at(Place::file(&document.file));
    }
    diagnostic
}
