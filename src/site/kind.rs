//! What a kind of page is: a row of columns that says which pages it has and how each of them is made.
//!
//! A new kind is one file in `pages/` with such a row, its line in the registry, and its template.

use super::inputs::Inputs;
use super::nav::Entry;
use super::page::{Page, Subject};
use super::routes::Root;
use super::shared::Shared;
use super::theme::{ThemeFile, theme_file};
use super::views::{Cards, Head, PageView};
use crate::diag::{Diagnostic, Place, codes};
use crate::text::route::fault;
use ahash::{HashMap, RandomState};
use std::borrow::Cow;
use std::path::PathBuf;
use tera::Value;

/// A kind of page.
#[derive(Debug)]
pub struct PageKind {
    /// Stable name.
    pub id: &'static str,
    /// Its template, where it needs one.
    pub(crate) template: Option<ThemeFile>,
    /// Where its links begin.
    pub(crate) links: Links,
    /// Whether its pages name their absolute address, where the site has one, and stand in the sitemap.
    pub(crate) canonical: bool,
    /// Whether its pages are left out without a word where a page of a kind before it has their route.
    pub(crate) gives_way: bool,
    /// The theme's scripts that its pages run. They are classic scripts, since neither modules nor `fetch` work
    /// from a disk; the template gives them their words in `data-` attributes.
    pub(crate) scripts: &'static [ThemeFile],
    /// Adds its pages, in any order.
    pub(crate) list: fn(&mut Listing<'_>),
    /// Names files that are known only once all pages have their routes and nothing links to; where another page has their
    /// route, that page stays.
    pub(crate) late: fn(&Shared) -> Vec<(String, Subject)>,
    /// Adds what the navigation leads to when the settings do not say it.
    pub(crate) nav: fn(&Shared, &mut Vec<Entry>),
    /// Makes one of its pages.
    pub(crate) make: fn(&Request<'_>) -> Result<Product, Diagnostic>,
}

impl PageKind {
    /// What most kinds have in common, for their rows to begin with.
    pub(crate) const USUAL: PageKind = PageKind {
        id: "",
        template: None,
        links: Links::Relative,
        canonical: true,
        gives_way: false,
        scripts: &[],
        list: |_| {},
        late: |_| Vec::new(),
        nav: |_, _| {},
        make: |request| request.misplaced(),
    };
}

/// The theme's scripts that pages of every kind run on a site with a search page, beside their own: keys that lead to
/// the search. The error page, which stands alone, runs none.
pub(crate) static EVERYWHERE: &[ThemeFile] = &[theme_file!("keys.js")];

/// Where the links of a page begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// At the page itself: they hold in any folder.
    Relative,
    /// At the root of the host: for a page that a server shows at any address. It carries its style in itself.
    FromRoot,
}

/// What a page is made of.
#[derive(Debug)]
pub enum Product {
    /// A view for a template.
    Page(Box<PageView>),
    /// The bytes themselves.
    Bytes(Vec<u8>),
    /// A file of the theme, by its name.
    Theme(Box<str>),
    /// A copy of the file on the disk that lies here.
    Copy(PathBuf),
}

impl Product {
    /// A page for its kind's own template.
    pub(super) fn page(head: Head, page: Value) -> Self {
        Product::Page(Box::new(PageView { head, page, template: None }))
    }

    /// A page for the template that a Markdown file asks for, if it does.
    pub(super) fn page_by(head: Head, page: Value, template: Option<(String, Place)>) -> Self {
        Product::Page(Box::new(PageView { head, page, template }))
    }
}

/// A page that is asked for.
pub(crate) struct Request<'r> {
    pub(super) shared: &'r Shared,
    pub(super) page: &'r Page,
    pub(super) root: &'r Root,
    pub(super) cards: &'r dyn Cards,
    pub(super) kinds: &'r [&'static PageKind],
}

impl Request<'_> {
    /// The kind of a page of the plan.
    pub(super) fn kind(&self, page: &Page) -> Option<&'static PageKind> {
        self.kinds.get(usize::from(page.kind)).copied()
    }

    /// What a kind answers when it is asked for a page that it did not list.
    pub(super) fn misplaced(&self) -> Result<Product, Diagnostic> {
        let route = &self.page.route;
        Err(Diagnostic::new(&codes::BAD_TEMPLATE, format!("no kind of page makes {route}"))
            .help("this is a mistake in litdigest, please report it"))
    }
}

/// Where page kinds put their pages: of two with one route the first is kept.
pub(crate) struct Listing<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) kinds: &'a [&'static PageKind],
    pub(super) diagnostics: Vec<Diagnostic>,
    pages: Vec<Page>,
    kind: u8,
    taken: Taken,
    dropped: Vec<(Subject, Box<str>)>,
}

/// What all kinds have listed.
pub(super) struct Listed {
    /// In the order of the kinds.
    pub(super) pages: Vec<Page>,
    /// What has no page of its own because another page has its route; with that route.
    pub(super) dropped: Vec<(Subject, Box<str>)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Listing<'a> {
    /// Asks every kind for its pages.
    pub(super) fn of(kinds: &'a [&'static PageKind], inputs: &'a Inputs) -> Listed {
        let mut listing = Listing {
            inputs,
            kinds,
            diagnostics: Vec::new(),
            pages: Vec::new(),
            kind: 0,
            taken: Taken::default(),
            dropped: Vec::new(),
        };
        for (number, kind) in (0u8..).zip(kinds) {
            listing.kind = number;
            (kind.list)(&mut listing);
        }
        let Listing { pages, dropped, diagnostics, .. } = listing;
        Listed { pages, dropped, diagnostics }
    }

    /// The pages listed so far, with their kinds.
    pub(super) fn pages(&self) -> impl Iterator<Item = (&Page, &'static PageKind)> {
        self.pages.iter().filter_map(|page| Some((page, *self.kinds.get(usize::from(page.kind))?)))
    }

    /// Adds a page of the kind that is being asked.
    pub(crate) fn add(&mut self, route: impl Into<Box<str>>, subject: Subject) {
        let page = Page { route: route.into(), kind: self.kind, subject };
        if let Some(fault) = fault(&page.route) {
            self.diagnostics.push(bad_route(&page.route, fault));
            return;
        }
        let Some(first) = self.taken.take(&self.pages, &page.route) else {
            self.pages.push(page);
            return;
        };
        let Some(first) = self.pages.get(first) else { return };
        let yields = self.kinds.get(usize::from(page.kind)).is_some_and(|kind| kind.gives_way);
        if !yields && !is_same(first, &page) {
            self.diagnostics.push(self.same_route(first, &page));
        }
        if page.subject.is_linked() {
            self.dropped.push((page.subject, first.route.clone()));
        }
    }

    /// Says that what is shown by the page at a route has no other page.
    pub(crate) fn stands_at(&mut self, subject: Subject, route: impl Into<Box<str>>) {
        self.dropped.push((subject, route.into()));
    }

    fn same_route(&self, first: &Page, second: &Page) -> Diagnostic {
        let (one, other) = (self.name(first), self.name(second));
        let message = format!("{other} and {one} would both be written to {}", first.route);
        let diagnostic = Diagnostic::new(&codes::SAME_ROUTE, message)
            .done(format!("only {one} is written"))
            .help("give one of them another slug, or remove the alias");
        match &second.subject {
            Subject::Document(at) => match self.inputs.content.pages.get(*at as usize) {
                Some(document) => diagnostic.at(Place::file(&document.file)),
                None => diagnostic,
            },
            Subject::Digest(at, _) => match self.inputs.content.digests.get(*at as usize) {
                Some(digest) => diagnostic.at(Place::file(&digest.document.file)),
                None => diagnostic,
            },
            _ => diagnostic,
        }
    }

    /// What a page is, in words.
    fn name(&self, page: &Page) -> String {
        let kind = || self.kinds.get(usize::from(page.kind)).map_or("", |kind| kind.id);
        let words = match &page.subject {
            Subject::Document(at) => {
                self.inputs.content.pages.get(*at as usize).map(|page| page.file.to_string())
            }
            Subject::Redirect(target) => {
                let target = self.pages.iter().find(|page| page.subject == **target);
                target.map(|target| format!("the redirect to {}", target.route))
            }
            Subject::Digest(at, 0) => {
                let digest = self.inputs.content.digests.get(*at as usize);
                digest.map(|digest| digest.document.file.to_string())
            }
            Subject::Note(at) => {
                let note = self.inputs.content.notes.get(*at as usize);
                note.map(|note| note.document.file.to_string())
            }
            Subject::Static(at) => {
                self.inputs.statics.get(*at as usize).map(|(route, _)| format!("static/{route}"))
            }
            Subject::Article(_) => Some("an article".to_owned()),
            _ => None,
        };
        words.unwrap_or_else(|| format!("the {} page", kind()))
    }
}

fn bad_route(route: &str, fault: &str) -> Diagnostic {
    Diagnostic::new(&codes::BAD_ROUTE, format!("no file of the site can be named {route}: {fault}"))
        .done("left it out")
        .help("give it another name")
}

/// Which routes there are already. File systems that ignore case must not see two names for one file.
#[derive(Default)]
struct Taken {
    hasher: RandomState,
    /// Places among the pages by the hash of the route in lower case; of two with one hash the later has the next number.
    places: HashMap<u64, usize>,
}

impl Taken {
    /// The page that has this route; if there is none, the next page takes it.
    fn take(&mut self, pages: &[Page], route: &str) -> Option<usize> {
        let lower = lower_case(route);
        let mut hash = self.hasher.hash_one(&*lower);
        while let Some(at) = self.places.get(&hash) {
            if pages.get(*at).is_some_and(|page| lower_case(&page.route) == lower) {
                return Some(*at);
            }
            hash = hash.wrapping_add(1);
        }
        self.places.insert(hash, pages.len());
        None
    }
}

/// A route in lower case, without a copy where it is so already.
fn lower_case(route: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if route.bytes().all(plain) { route.into() } else { route.to_lowercase().into() }
}

/// Two redirects from one address to one page are no conflict, nor is a redirect from a page to itself.
fn is_same(first: &Page, second: &Page) -> bool {
    match &second.subject {
        Subject::Redirect(target) => {
            first.route == second.route
                && (first.subject == second.subject || first.subject == **target)
        }
        _ => false,
    }
}
