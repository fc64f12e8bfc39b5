//! Rendering: a page's view and its template become the bytes of a file.
//!
//! In: the theme that is embedded in the program, the site's own templates, and a [`Plan`]. Out: bytes for each page,
//! the same whichever thread asks and in whichever order. Steps: 1. all templates are made compact and added, a site's
//! own before the theme's of the same name; 2. for each page the view is built, given to its template and dropped;
//! entries, links and mastheads, which many pages share, are rendered once; 3. the page's own way to the root is put into
//! its links.
//! Never: IO, domain types in templates, Markdown through templates.

mod compact;
mod errors;
mod escape;
mod theme;
mod tokens;

pub use errors::once_per_mistake;

use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::site::{Cards, Page, PageView, Plan};
use crate::workspace::{self, TextFile};
use compact::Compact;
use errors::Sources;
use indexmap::IndexMap;
use std::sync::Arc;
use tera::{Context, Tera, Value};

/// The template of one entry of a list.
const CARD: &str = "card.html";
/// The template of a link to a group.
const LINK: &str = "link.html";
/// The template of the site's name and navigation at the head of a page.
const MASTHEAD: &str = "masthead.html";

/// All templates of a site, ready for any number of threads.
#[derive(Debug)]
pub struct Renderer {
    tera: Tera,
    sources: Sources,
    /// The theme's files that are no templates, by name.
    assets: IndexMap<String, Vec<u8>>,
}

impl Renderer {
    /// Reads the site's own templates over the embedded theme.
    ///
    /// # Errors
    /// All mistakes that can be seen before rendering, with their places.
    pub fn new(user_templates: &[TextFile]) -> Result<Self, Vec<Diagnostic>> {
        let mut assets: IndexMap<String, Vec<u8>> = IndexMap::new();
        let mut sources = Sources::default();
        for (name, text) in theme::TEMPLATES {
            let file = Arc::from(format!("theme/{name}"));
            sources.add(format!("{}{name}", theme::PREFIX), file, Compact::new(text));
        }
        for (name, text) in theme::ASSETS {
            assets.insert((*name).to_owned(), text.as_bytes().to_vec());
        }
        for own in user_templates {
            match assets.get_mut(&*own.path) {
                Some(asset) => *asset = own.text.as_bytes().to_vec(),
                None => {
                    sources.add(own.path.to_string(), own.file.clone(), Compact::new(&own.text));
                }
            }
        }
        let tera = sources.load()?;
        Ok(Renderer { tera, sources, assets })
    }

    /// Renders one page of the plan by its place among the plan's pages.
    ///
    /// # Errors
    /// A mistake in a template, with its place.
    pub fn render(&self, plan: &Plan<'_>, index: usize) -> Result<Vec<u8>, Diagnostic> {
        let Some(page) = plan.pages().get(index) else { return Ok(Vec::new()) };
        let cards = PageCards { renderer: self, plan };
        if let Some(path) = plan.copied_from(page) {
            return workspace::read_static(path, &page.route);
        }
        match plan.view(page, &cards)? {
            None => Ok(self.asset(plan, page.kind.template)),
            Some(view) => {
                let mut out = Vec::with_capacity(16 * 1024);
                self.page(plan, page, view, &mut out)?;
                Ok(plan.settle(page, &out))
            }
        }
    }

    /// A file of the theme; the stylesheet ends with the site's own tokens.
    fn asset(&self, plan: &Plan<'_>, name: &str) -> Vec<u8> {
        let mut bytes = self.assets.get(name).cloned().unwrap_or_default();
        if name == theme::STYLESHEET {
            bytes.extend_from_slice(tokens::css(&plan.options().theme).as_bytes());
        }
        bytes
    }

    fn page(
        &self,
        plan: &Plan<'_>,
        page: &Page,
        view: PageView,
        out: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let mut context = Context::new();
        context.insert_value("site", plan.global().clone());
        context.insert_value("words", plan.words().clone());
        context.insert_value("masthead", self.masthead(plan, &view.head.section)?);
        let head = Value::try_from_serializable(&view.head);
        context.insert_value("head", head.map_err(|error| self.sources.diagnostic(&error))?);
        context.insert_value("page", view.page);
        if page.kind.id == "not-found" {
            let sheet = self.asset(plan, theme::STYLESHEET);
            // Inside a page the sheet must not be able to end its own element.
            let sheet = String::from_utf8_lossy(&sheet).replace("</", "<\\/");
            context.insert_value("stylesheet", Value::safe_string(&sheet));
        }
        let template = match &view.template {
            Some((name, file)) if !self.tera.contains_template(name) => {
                return Err(errors::unknown_template(name, file));
            }
            Some((name, _)) => name.as_str(),
            None => page.kind.template,
        };
        self.tera.render_to(template, &context, out).map_err(|error| {
            self.sources.diagnostic(&error).done(format!("{} was not written", page.route))
        })
    }

    fn masthead(&self, plan: &Plan<'_>, section: &str) -> Result<Value, Diagnostic> {
        plan.masthead(section, &|section| {
            let mut context = Context::new();
            context.insert_value("site", plan.global().clone());
            context.insert_value("words", plan.words().clone());
            context.insert_value("section", Value::from(section));
            self.piece(MASTHEAD, &context)
        })
    }

    /// Renders what many pages show, as HTML that templates write as it is.
    fn piece(&self, template: &str, context: &Context) -> Result<Value, Diagnostic> {
        let mut out = Vec::with_capacity(1024);
        match self.tera.render_to(template, context, &mut out) {
            Ok(()) => Ok(Value::safe_string(&String::from_utf8_lossy(&out))),
            Err(error) => Err(self.sources.diagnostic(&error)),
        }
    }
}

/// Entries and links for the page that is being rendered.
struct PageCards<'r, 'p> {
    renderer: &'r Renderer,
    plan: &'r Plan<'p>,
}

impl Cards for PageCards<'_, '_> {
    fn card(&self, id: ArticleId) -> Result<Value, Diagnostic> {
        self.plan.card(id, &|view| self.piece(CARD, "card", view))
    }

    fn link(&self, grouping: usize, group: u32) -> Result<Value, Diagnostic> {
        self.plan.link((grouping, group), &|view| self.piece(LINK, "link", view))
    }
}

impl PageCards<'_, '_> {
    fn piece(&self, template: &str, name: &'static str, view: Value) -> Result<Value, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("words", self.plan.words().clone());
        context.insert_value(name, view);
        self.renderer.piece(template, &context)
    }
}
