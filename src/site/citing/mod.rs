//! What the curator's texts cite: whom an identifier names, how the citations look, the references of each text, and where each
//! article is discussed.
//!
//! In: the bodies of all Markdown files that have a page. Out: [`Cited`] for each, [`Discussions`], and diagnostics with file,
//! line and column of the identifier. Steps: 1. every body is searched for citations; 2. [`keys`] tells whom each names;
//! 3. the style sets the citations of one body together, those of its footnotes last; 4. [`marks`] writes them as HTML with a
//! link to each article; 5. [`discussed`] keeps the sentences for the pages of the articles. The style is loaded when the first
//! body cites. Never: templates; the engine, which is in [`crate::cite`].

mod discussed;
mod keys;
mod marks;
mod model;
mod said;

pub(super) use discussed::{Discussion, Discussions};
pub(super) use model::{Body, Cited, Reference};

use super::inputs::Inputs;
use super::routes::Routes;
use super::shown::Shown;
use super::words::Words;
use crate::cite::{Fault, Item, Request, Style, Work};
use crate::config::{CitationStyle, DEFAULT_STYLE};
use crate::content::Citation;
use crate::diag::{Diagnostic, Place as FilePlace, codes};
use crate::library::ArticleId;
use indexmap::{IndexMap, IndexSet};
use keys::Keys;
use model::Site;
use rayon::prelude::*;
use std::sync::OnceLock;

/// The citations of all bodies, in their order; none for a body without a page.
pub(super) fn cited(
    inputs: &Inputs,
    routes: &Routes,
    bodies: &[Option<Body<'_>>],
    said: &mut Vec<Diagnostic>,
) -> Vec<Cited> {
    let citing = Citing {
        site: Site { inputs, routes, words: Words::of(&inputs.config.site.language) },
        keys: OnceLock::new(),
        style: OnceLock::new(),
    };
    if inputs.citation_style.is_some() {
        // The curator's own style is looked at in any case, so that its faults are known before something is cited.
        citing.style();
    }
    let cited: Vec<(Cited, Vec<Diagnostic>)> = bodies
        .par_iter()
        .map(|body| body.as_ref().map(|body| citing.body(body)).unwrap_or_default())
        .collect();
    if let Some((_, fault)) = citing.style.get() {
        said.extend(fault.clone());
    }
    let (cited, diagnostics): (Vec<Cited>, Vec<Vec<Diagnostic>>) = cited.into_iter().unzip();
    said.extend(diagnostics.into_iter().flatten());
    cited
}

struct Citing<'a> {
    site: Site<'a>,
    keys: OnceLock<Keys<'a>>,
    style: OnceLock<(Option<Style>, Option<Diagnostic>)>,
}

impl<'a> Citing<'a> {
    fn keys(&self) -> &Keys<'a> {
        self.keys.get_or_init(|| Keys::new(&self.site.inputs.library))
    }

    /// The site's style; the default where the site's own is none.
    fn style(&self) -> Option<&Style> {
        let load = || {
            let options = &self.site.inputs.config.citations;
            let default = || Style::named(DEFAULT_STYLE, &options.locale);
            match (&options.style, &self.site.inputs.citation_style) {
                (CitationStyle::Named(name), _) => (Style::named(name, &options.locale), None),
                (CitationStyle::File(..), None) => (default(), None),
                (CitationStyle::File(..), Some(file)) => {
                    match Style::read(&file.text, &options.locale) {
                        Ok(style) => (Some(style), None),
                        Err(fault) => (default(), Some(no_style(file.source(), &fault))),
                    }
                }
            }
        };
        self.style.get_or_init(load).0.as_ref()
    }

    fn body(&self, body: &Body<'_>) -> (Cited, Vec<Diagnostic>) {
        let mut said = said::Said::new(self.site.inputs, body.document);
        let found = body.document.body.citations(&|id| self.keys().has(id));
        for range in &found.in_links {
            said.in_link(range);
        }
        // What each item names, in the order in which readers meet the citations.
        let mut order: Vec<&Citation> = found.citations.iter().collect();
        order.sort_by_key(|citation| citation.in_footnote);
        let mut works: IndexMap<ArticleId, Work> = IndexMap::new();
        let mut requests: Vec<Request> = Vec::new();
        let mut named: Vec<Vec<Option<ArticleId>>> = Vec::new();
        for citation in &order {
            let mut articles = Vec::new();
            let mut items = Vec::new();
            for item in &citation.items {
                let article = said.named(item, self.keys().find(&item.id));
                articles.push(article);
                let Some((article, place)) =
                    article.and_then(|id| Some((id, self.work(id, &mut works)?)))
                else {
                    continue;
                };
                said.retracted(item, article);
                items.push(Item {
                    work: place,
                    locator: item
                        .locator
                        .as_ref()
                        .map(|locator| (locator.term, locator.value.clone())),
                    locator_typed: item
                        .locator
                        .as_ref()
                        .map(|l| l.typed.clone())
                        .unwrap_or_default(),
                    bare: item.bare,
                });
            }
            requests.push(Request { items, narrative: citation.narrative });
            named.push(articles);
        }
        if works.is_empty() {
            return (Cited::default(), said.end());
        }
        let Some(style) = self.style() else { return (Cited::default(), said.end()) };
        let ids: IndexSet<ArticleId> = works.keys().copied().collect();
        let works: Vec<Work> = works.into_values().collect();
        let set = style.set(&works, &requests);
        let mut writer = marks::Writer::new(&self.site, body, &ids);
        let shown: Vec<marks::Shape> = order
            .iter()
            .zip(&named)
            .zip(&set.citations)
            .map(|((citation, articles), parts)| writer.citation(citation, articles, parts))
            .collect();
        let cited = writer.end(&found, order, shown, &set.references);
        (cited, said.end())
    }

    /// The place of an article among the works of a body, to which it is added when it is new.
    fn work(&self, id: ArticleId, works: &mut IndexMap<ArticleId, Work>) -> Option<usize> {
        if let Some(place) = works.get_index_of(&id) {
            return Some(place);
        }
        let record = &self.site.inputs.library.article(id)?.record;
        // In a sentence of the curator's, what turns the direction of a text would turn the rest of the sentence.
        let turns = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        let clean = |text: &str| Shown::new(text).replace(turns, "");
        let work = Work::of(record, record.key.as_str(), &clean);
        Some(works.insert_full(id, work).0)
    }
}

/// Says that the file of the site's own style is none.
fn no_style(source: crate::text::source::Source<'_>, fault: &Fault) -> Diagnostic {
    let instead = format!("cited in the style {DEFAULT_STYLE} instead");
    let place = |range: std::ops::Range<usize>| -> FilePlace { source.place(range) };
    match fault {
        Fault::Broken(why, range) => {
            Diagnostic::new(&codes::BAD_STYLE, format!("this is no citation style: {why}"))
                .at(place(range.clone()))
                .done(instead)
                .help("take the file anew from the repository of styles at citationstyles.org")
        }
        Fault::Dependent(parent) => {
            let help = match crate::cite::has_style(parent) {
                true => format!("set style = \"{parent}\", which litdigest brings"),
                false => format!("put {parent}.csl there instead, and name it in litdigest.toml"),
            };
            let message = format!("this style says only that it is like {parent}");
            let at = source.text.find("independent-parent").unwrap_or(0);
            Diagnostic::new(&codes::BAD_STYLE, message)
                .at(place(at..at + "independent-parent".len()))
                .done(instead)
                .help(help)
        }
    }
}
