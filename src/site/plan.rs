//! The plan: all pages sorted by route, each able to make its product.
//!
//! In: a [`Snapshot`]. Out: a [`Plan`] that owns it, and diagnostics. Steps: 1. every page kind lists its pages; 2. the
//! route table is made of them; 3. the curator's Markdown becomes HTML through that table; 4. on request a page kind makes
//! the product of one page. Never: IO, templates.

use super::inputs::Inputs;
use super::kind::{EVERYWHERE, Links, Listing, PageKind, Product, Request};
use super::page::Page;
use super::pages::PAGE_KINDS;
use super::prose::OwnIds;
use super::routes::{Href, Root, Routes, depth, href};
use super::shared::Shared;
use super::snapshot::Snapshot;
use super::views::{Cards, Head, value};
use super::words::words_of;
use super::{card, nav, prose};
use crate::config::SiteOptions;
use crate::diag::Diagnostic;
use crate::library::ArticleId;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use tera::Value;

/// What pages outside of all sections of the navigation call theirs.
const NO_SECTION: &str = "";

/// The sections of pages that have a search box of their own, so that their masthead needs none.
pub(super) const WITH_BOX: [&str; 2] = ["home", "search"];

/// What a page that runs scripts may load and run: the site's own files.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
                      font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'";

/// Places for pieces of HTML that are made when they are first asked for, by whichever thread.
type Slots = Vec<OnceLock<Value>>;

/// All pages of a site, with everything that they are made of.
pub struct Plan {
    kinds: &'static [&'static PageKind],
    shared: Shared,
    /// The `site` global.
    global: Value,
    /// The words of the interface, as templates read them.
    words: Value,
    /// What stands for the way to the root while a page is made.
    marked: Root,
    /// The root of the host.
    host_root: Root,
    /// The ways to the root, by depth.
    roots: Vec<Root>,
    /// The masthead of each section of the navigation, and of pages outside of all; filled when first asked for.
    mastheads: BTreeMap<String, OnceLock<Value>>,
    /// Entries of lists, by article, likewise.
    cards: Slots,
    /// Short lines, by article, likewise.
    lines: Slots,
    /// Links to groups, by grouping and group, likewise.
    links: Vec<Slots>,
}

/// Plans the site.
pub fn plan(snapshot: Arc<Snapshot>) -> (Plan, Vec<Diagnostic>) {
    plan_of(PAGE_KINDS, snapshot)
}

/// Plans a site of these kinds of pages.
pub(crate) fn plan_of(
    kinds: &'static [&'static PageKind],
    snapshot: Arc<Snapshot>,
) -> (Plan, Vec<Diagnostic>) {
    let mut said = Vec::new();
    let inputs = Inputs::new(snapshot, &mut said);
    let listed = Listing::of(kinds, &inputs);
    said.extend(listed.diagnostics);
    let routes = Routes::new(listed.pages, listed.dropped);
    let ids = |id: &str| {
        let kind = kinds.iter().find(|kind| kind.id == id);
        let text = kind.and_then(|kind| kind.template.as_ref()).map_or("", |file| file.text);
        ids_of_template(text)
    };
    let own = OwnIds { article: ids("article"), group: ids("group"), digest: ids("digest") };
    let (prose, broken) = prose::render(&inputs, &routes, &own);
    said.extend(broken);
    let mut shared = Shared::new(inputs, routes, prose);
    let late = |(number, kind): (u8, &&PageKind)| {
        let files = (kind.late)(&shared).into_iter();
        let page = move |(route, subject): (String, _)| Page {
            route: route.into(),
            kind: number,
            subject,
        };
        files.map(page).collect::<Vec<_>>()
    };
    let late: Vec<Page> = (0u8..).zip(kinds).flat_map(late).collect();
    shared.routes.add(late);
    let mut known = Vec::new();
    for kind in kinds {
        (kind.nav)(&shared, &mut known);
    }
    let entries = nav::entries(known, &shared, &mut said);
    let marked = Root::marked();
    let global = value(&nav::site(&shared, &entries, &marked)).unwrap_or_else(|diagnostic| {
        said.push(diagnostic);
        Value::none()
    });
    let words = words_of(&shared.inputs.config.site.language);
    let sections = entries.iter().map(nav::Entry::section).chain([NO_SECTION]).chain(WITH_BOX);
    let mastheads = sections.map(|section| (section.to_owned(), OnceLock::new())).collect();
    let slots =
        |number: usize| -> Slots { std::iter::repeat_with(OnceLock::new).take(number).collect() };
    let deepest = shared.routes.pages().iter().map(|page| depth(&page.route)).max().unwrap_or(0);
    let plan = Plan {
        kinds,
        global,
        words,
        marked,
        host_root: Root::absolute(shared.inputs.config.site.base_url.as_deref()),
        roots: (0..=deepest).map(Root::up).collect(),
        mastheads,
        cards: slots(shared.articles().len()),
        lines: slots(shared.articles().len()),
        links: shared.inputs.groupings.iter().map(|g| slots(g.groups.len())).collect(),
        shared,
    };
    (plan, said)
}

/// The ids that a template writes itself.
fn ids_of_template(text: &'static str) -> Vec<&'static str> {
    let ids = text.split("id=\"").skip(1).filter_map(|rest| rest.split('"').next());
    ids.filter(|id| !id.contains('{')).collect()
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plan").field("pages", &self.pages()).finish_non_exhaustive()
    }
}

impl Plan {
    /// All pages, sorted by route.
    pub fn pages(&self) -> &[Page] {
        self.shared.routes.pages()
    }

    /// The routes of all pages, sorted.
    pub fn routes(&self) -> Vec<String> {
        self.pages().iter().map(|page| page.route.to_string()).collect()
    }

    /// What kind of page a page of this plan is.
    pub fn kind(&self, page: &Page) -> &'static PageKind {
        // A page's number is its kind's place, so the common row stands for none.
        self.kinds.get(usize::from(page.kind)).copied().unwrap_or(&PageKind::USUAL)
    }

    /// What the pages are made of.
    pub fn snapshot(&self) -> &Snapshot {
        &self.shared.inputs
    }

    /// The settings of the pages.
    pub fn options(&self) -> &SiteOptions {
        &self.shared.inputs.config.site
    }

    /// The `site` global of all pages.
    pub fn global(&self) -> &Value {
        &self.global
    }

    /// The `words` global of all pages.
    pub fn words(&self) -> &Value {
        &self.words
    }

    /// A rendered page as it is written: with its own way to the root in every link.
    pub fn settle(&self, page: &Page, bytes: &[u8]) -> Vec<u8> {
        self.root(page).settle(bytes)
    }

    /// Makes what a page is written from.
    ///
    /// # Errors
    /// When an entry of a list cannot be rendered.
    pub fn product(&self, page: &Page, cards: &dyn Cards) -> Result<Product, Diagnostic> {
        let (shared, root, kinds) = (&self.shared, &self.marked, self.kinds);
        let kind = self.kind(page);
        let mut product = (kind.make)(&Request { shared, page, root, cards, kinds })?;
        if let Product::Page(view) = &mut product {
            self.complete(&mut view.head, kind, page);
        }
        Ok(product)
    }

    /// Puts into a page's head what its kind's columns say.
    fn complete(&self, head: &mut Head, kind: &PageKind, page: &Page) {
        if kind.canonical {
            head.canonical = self.shared.inputs.address(&page.route);
        }
        let keyed = kind.links == Links::Relative && self.shared.routes.search().is_some();
        let everywhere = if keyed { EVERYWHERE } else { &[] };
        let own = kind.scripts.iter().filter(|script| !head.without.contains(&script.name));
        let scripts = everywhere.iter().chain(own);
        let scripts = scripts.map(|script| self.shared.routes.at(script.name));
        let scripts = scripts.filter_map(|route| href(&self.marked, route));
        head.scripts = scripts.map(Href::value).collect();
        head.policy = (!head.scripts.is_empty()).then_some(POLICY);
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

    /// The short line of one article, made by `render` when it is first asked for.
    ///
    /// # Errors
    /// Those of `render`.
    pub fn line(
        &self,
        id: ArticleId,
        render: &dyn Fn(Value) -> Result<Value, Diagnostic>,
    ) -> Result<Value, Diagnostic> {
        once(self.lines.get(id as usize), || render(card::card(&self.shared, id, &self.marked)?))
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
        match self.kind(page).links {
            Links::Relative => self.roots.get(depth(&page.route)).unwrap_or(&self.host_root),
            Links::FromRoot => &self.host_root,
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
