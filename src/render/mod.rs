//! Rendering: a page's view and its template become the bytes of a file.
//!
//! In: the theme that is embedded in the program, the site's own templates, and a [`Plan`]. Out: bytes for each page,
//! the same whichever thread asks and in whichever order. Steps: 1. all templates are made compact and added, a site's
//! own before the theme's of the same name; 2. for each page the view is built, given to its template and dropped;
//! entries, links and mastheads, which many pages share, are rendered once; 3. the page's own way to the root is put into
//! its links.
//! Never: IO, domain types in templates, Markdown through templates.

mod compact;
mod edited;
mod errors;
mod escape;
mod scripts;
#[cfg(test)]
mod tests;
mod theme;
mod tokens;
mod words;

pub use errors::once_per_mistake;

use crate::diag::Diagnostic;
use crate::library::ArticleId;
use crate::site::{Cards, Links, Page, PageView, Plan, Product, ThemeFile};
use crate::workspace::TextFile;
use compact::Compact;
use errors::Sources;
use indexmap::IndexMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tera::{Context, Tera, Value};

/// The template of one entry of a list.
const CARD: &str = "card.html";
/// The template of the same in one short line.
const LINE: &str = "line.html";
/// The template of a link to a group.
const LINK: &str = "link.html";
/// The template of the site's name and navigation at the head of a page.
const MASTHEAD: &str = "masthead.html";

/// One file of the site.
#[derive(Debug)]
pub enum Rendered {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// It is a copy of the file on the disk that lies here, which whoever writes or serves the site reads.
    Copy(PathBuf),
}

impl Rendered {
    /// The bytes of the file; `read` gives those of a file on the disk.
    ///
    /// # Errors
    /// Those of `read`.
    pub fn bytes<E>(self, read: impl FnOnce(&Path) -> Result<Vec<u8>, E>) -> Result<Vec<u8>, E> {
        match self {
            Rendered::Bytes(bytes) => Ok(bytes),
            Rendered::Copy(on_disk) => read(&on_disk),
        }
    }
}

/// All templates of a site, ready for any number of threads.
#[derive(Debug)]
pub struct Renderer {
    tera: Tera,
    sources: Sources,
    /// The theme's files that are no templates, by name.
    assets: IndexMap<String, Vec<u8>>,
}

impl Renderer {
    /// Reads the site's own templates over the embedded theme, in the words of the site's language.
    ///
    /// # Errors
    /// All mistakes that can be seen before rendering, with their places.
    pub fn new(language: &str, user_templates: &[TextFile]) -> Result<Self, Vec<Diagnostic>> {
        Renderer::with_assets(language, theme::assets(), user_templates)
    }

    fn with_assets<'t>(
        language: &str,
        theme_assets: impl IntoIterator<Item = &'t ThemeFile>,
        user_templates: &[TextFile],
    ) -> Result<Self, Vec<Diagnostic>> {
        let words = words::Printed::of(language);
        let mut assets: IndexMap<String, Vec<u8>> = IndexMap::new();
        let mut sources = Sources::default();
        for ThemeFile { name, text } in theme::templates() {
            let file = Arc::from(format!("theme/{name}"));
            let compact = Compact::new(text, &|path| words.html(name, path));
            sources.add(format!("{}{name}", theme::PREFIX), file, compact);
        }
        for ThemeFile { name, text } in theme_assets {
            let compact = name.ends_with(".js").then(|| scripts::compact(text));
            let text = compact.unwrap_or_else(|| (*text).to_owned());
            assets.insert((*name).to_owned(), text.into_bytes());
        }
        for own in user_templates {
            if let Some(asset) = assets.get_mut(&*own.path) {
                // A copy of the theme's file is no file of the site's own.
                if !theme::assets().any(|file| *file.name == *own.path && *file.text == *own.text) {
                    *asset = own.text.as_bytes().to_vec();
                }
                continue;
            }
            let compact = Compact::new(&own.text, &|path| words.html(&own.path, path));
            sources.add(own.path.to_string(), own.file.clone(), compact);
        }
        let tera = sources.load()?;
        Ok(Renderer { tera, sources, assets })
    }

    /// Makes one page of the plan by its place among the plan's pages.
    ///
    /// # Errors
    /// A mistake in a template, with its place.
    pub fn render(&self, plan: &Plan, index: usize) -> Result<Rendered, Diagnostic> {
        let Some(page) = plan.pages().get(index) else { return Ok(Rendered::Bytes(Vec::new())) };
        let cards = PageCards { renderer: self, plan };
        Ok(match plan.product(page, &cards)? {
            Product::Page(view) => {
                let mut out = Vec::with_capacity(16 * 1024);
                self.page(plan, page, *view, &mut out)?;
                Rendered::Bytes(plan.settle(page, &out))
            }
            Product::Bytes(bytes) => Rendered::Bytes(bytes),
            Product::Theme(name) => Rendered::Bytes(self.asset(plan, &name)),
            Product::Copy(on_disk) => Rendered::Copy(on_disk),
        })
    }

    /// A file of the theme; the stylesheet ends with the site's own tokens.
    fn asset(&self, plan: &Plan, name: &str) -> Vec<u8> {
        let mut bytes = self.assets.get(name).cloned().unwrap_or_default();
        if name == theme::STYLESHEET {
            bytes.extend_from_slice(tokens::css(&plan.options().theme).as_bytes());
        }
        bytes
    }

    fn page(
        &self,
        plan: &Plan,
        page: &Page,
        view: PageView,
        out: &mut Vec<u8>,
    ) -> Result<(), Diagnostic> {
        let kind = plan.kind(page);
        let mut context = Context::new();
        context.insert_value("site", plan.global().clone());
        context.insert_value("words", plan.words().clone());
        context.insert_value("masthead", self.masthead(plan, &view.head.section)?);
        let head = Value::try_from_serializable(&view.head);
        context.insert_value("head", head.map_err(|error| self.sources.diagnostic(&error))?);
        context.insert_value("page", view.page);
        if kind.links == Links::FromRoot {
            let sheet = self.asset(plan, theme::STYLESHEET);
            // Inside a page the sheet must not be able to end its own element.
            let sheet = String::from_utf8_lossy(&sheet).replace("</", "<\\/");
            context.insert_value("stylesheet", Value::safe_string(&sheet));
        }
        let template = match &view.template {
            Some((name, place)) if !self.tera.contains_template(name) => {
                let known = self.tera.get_template_names();
                return Err(errors::unknown_template(name, place, known));
            }
            Some((name, _)) => name.as_str(),
            None => kind.template.as_ref().map_or("", |template| template.name),
        };
        self.tera.render_to(template, &context, out).map_err(|error| {
            self.sources.diagnostic(&error).done(format!("{} was not written", page.route))
        })
    }

    fn masthead(&self, plan: &Plan, section: &str) -> Result<Value, Diagnostic> {
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
struct PageCards<'r> {
    renderer: &'r Renderer,
    plan: &'r Plan,
}

impl Cards for PageCards<'_> {
    fn card(&self, id: ArticleId) -> Result<Value, Diagnostic> {
        self.plan.card(id, &|view| self.piece(CARD, "card", view))
    }

    fn line(&self, id: ArticleId) -> Result<Value, Diagnostic> {
        self.plan.line(id, &|view| self.piece(LINE, "card", view))
    }

    fn link(&self, grouping: usize, group: u32) -> Result<Value, Diagnostic> {
        self.plan.link((grouping, group), &|view| self.piece(LINK, "link", view))
    }
}

impl PageCards<'_> {
    fn piece(&self, template: &str, name: &'static str, view: Value) -> Result<Value, Diagnostic> {
        let mut context = Context::new();
        context.insert_value("words", self.plan.words().clone());
        context.insert_value(name, view);
        self.renderer.piece(template, &context)
    }
}
