//! Citations and references as HTML.
//!
//! In: what the style made of them, as runs of plain text. Out: for each citation a mark with a link to every article's page,
//! for each reference its HTML. Every text is escaped by [`runs`](crate::site::runs); the elements are `<i> <b> <sup> <sub> <span> <a>`, and an address
//! is one that [`external`] made or a page of the site. Never: text of a record outside of an element's text.

use super::model::{Body, Cited, Place, Reference, Site};
use crate::cite::{self, Leads, Part, Run, Script};
use crate::content::{Citation, Cited as Typed, Found, Mark, Span};
use crate::library::ArticleId;
use crate::record::Record;
use crate::site::card;
use crate::site::external::{self, Address};
use crate::site::routes::href;
use crate::site::runs::{escaped, push_run, push_styled, text};
use crate::site::shown::Shown;
use indexmap::IndexSet;

/// Longest sentence around a citation that an article's page shows, in letters.
const SENTENCE: usize = 320;

/// How one citation is written.
#[derive(Default)]
pub(super) struct Shape {
    /// Empty where it stays as typed.
    html: String,
    /// The same as plain text.
    plain: String,
    /// Whether it begins raised.
    raised: bool,
    /// Its articles with the ids of their elements.
    ids: Vec<(ArticleId, String)>,
}

/// Writes the citations of a body.
pub(super) struct Writer<'a, 'c> {
    site: &'a Site<'c>,
    body: &'a Body<'a>,
    /// The articles of the works, in their order.
    works: &'a IndexSet<ArticleId>,
    /// Citations of an article written so far.
    written: usize,
}

impl<'a, 'c> Writer<'a, 'c> {
    pub(super) fn new(
        site: &'a Site<'c>,
        body: &'a Body<'a>,
        works: &'a IndexSet<ArticleId>,
    ) -> Self {
        Writer { site, body, works, written: 0 }
    }

    /// Writes one citation. `articles` are those of its items, nothing for an unknown one, which is left out of `parts`.
    pub(super) fn citation(
        &mut self,
        citation: &Citation,
        articles: &[Option<ArticleId>],
        parts: &[Part],
    ) -> Shape {
        let mut shape = Shape::default();
        let known: Vec<(&Typed, ArticleId)> = citation
            .items
            .iter()
            .zip(articles)
            .filter_map(|(item, article)| Some((item, (*article)?)))
            .collect();
        if known.is_empty() {
            return shape;
        }
        let first = parts.iter().find_map(|part| match part {
            Part::Between(runs) | Part::Work(_, runs) => runs.first(),
        });
        let prefixed = known.first().is_some_and(|(item, _)| !item.prefix.is_empty());
        shape.raised = !prefixed && first.is_some_and(|run| run.script == Some(Script::Super));
        shape.html.push_str("<span class=\"cite\">");
        for part in parts {
            match part {
                Part::Between(runs) => shape.push(runs),
                Part::Work(at, runs) => {
                    if let Some((item, article)) = known.get(*at) {
                        self.work(item, *article, runs, &mut shape);
                    }
                }
            }
        }
        shape.html.push_str("</span>");
        for (item, _) in
            citation.items.iter().zip(articles).filter(|(_, article)| article.is_none())
        {
            let typed = format!(" [@{}]", item.id);
            shape.html.push_str(&escaped(&typed));
            shape.plain.push_str(&typed);
        }
        shape
    }

    fn work(&mut self, item: &Typed, article: ArticleId, runs: &[Run], shape: &mut Shape) {
        self.written += 1;
        let id = format!("{}cite.{}", self.body.prefix, self.written);
        shape.spans(&item.prefix, true);
        let route = self.site.routes.article(article);
        let link = href(&self.body.root, route).map(|link| link.text(None)).unwrap_or_default();
        let reference = reference_id(self.body, self.works, article);
        shape.html.push_str(&format!(
            "<a href=\"{}\" id=\"{id}\" data-reference=\"{reference}\">",
            escaped(&link)
        ));
        shape.push(runs);
        shape.html.push_str("</a>");
        let record = self.site.inputs.library.article(article).map(|article| &*article.record);
        if let Some(mark) = record.and_then(|record| card::mark(self.site.words, record)) {
            shape.html.push_str(&format!(" <strong class=\"tag bad\">{}</strong>", escaped(&mark)));
            shape.plain.push_str(&format!(" {mark}"));
        }
        shape.spans(&item.suffix, false);
        shape.ids.push((article, id));
    }

    /// Puts everything in the order of the body.
    pub(super) fn end(
        self,
        found: &Found,
        order: Vec<&Citation>,
        shapes: Vec<Shape>,
        references: &[cite::Reference],
    ) -> Cited {
        let mut places: Vec<Vec<String>> = vec![Vec::new(); self.works.len()];
        for (article, id) in shapes.iter().flat_map(|shape| &shape.ids) {
            let work = self.works.get_index_of(article);
            if let Some(places) = work.and_then(|work| places.get_mut(work)) {
                places.push(id.clone());
            }
        }
        let mut pairs: Vec<(&Citation, Shape)> = order.into_iter().zip(shapes).collect();
        pairs.sort_by_key(|(citation, _)| citation.range.start);
        let plain = |number: usize| {
            let pair = pairs.get(number);
            pair.map(|(_, shape)| shape.plain.clone()).unwrap_or_default()
        };
        let sentences = found.sentences(&plain, SENTENCE);
        let mut cited = Cited::default();
        for ((citation, shape), sentence) in pairs.into_iter().zip(sentences) {
            for (article, id) in shape.ids {
                cited.places.push((article, Place { id, sentence: sentence.clone() }));
            }
            if !shape.html.is_empty() {
                let (range, raised) = (citation.range.clone(), shape.raised);
                cited.marks.push(Mark { range, html: shape.html, raised });
            }
        }
        cited.references = references
            .iter()
            .filter_map(|reference| self.reference(reference, &mut places))
            .collect();
        cited
    }

    fn reference(
        &self,
        reference: &cite::Reference,
        places: &mut [Vec<String>],
    ) -> Option<Reference> {
        let article = *self.works.get_index(reference.work)?;
        let record = &self.site.inputs.library.article(article)?.record;
        let page =
            href(&self.body.root, self.site.routes.article(article)).map(|link| link.text(None));
        let mut html = String::new();
        let mut linked = false;
        let mark = card::mark(self.site.words, record);
        let mut marked = false;
        for run in &reference.runs {
            let in_title = run.leads == Leads::Work;
            let begins = in_title && !linked;
            if begins && let Some(mark) = mark.as_ref().filter(|_| !marked) {
                html.push_str(&format!("<strong class=\"tag bad\">{}</strong> ", escaped(mark)));
                marked = true;
            }
            match (&page, in_title) {
                (Some(page), true) => {
                    linked = true;
                    anchor(page, run, &mut html);
                }
                _ => match address(record, run) {
                    Some(address) => anchor(&address, run, &mut html),
                    None => push_run(run, &mut html),
                },
            }
        }
        if let Some(mark) = mark.filter(|_| !marked) {
            html.insert_str(0, &format!("<strong class=\"tag bad\">{}</strong> ", escaped(&mark)));
        }
        // Several runs of one title are one link.
        let joint = page.map(|page| format!("</a><a href=\"{}\">", escaped(&page)));
        let html = joint.map_or_else(|| html.clone(), |joint| html.replace(&joint, ""));
        Some(Reference {
            article,
            id: reference_id(self.body, self.works, article),
            label: reference.label.as_deref().map(|label| Shown::new(label.to_owned())),
            html,
            linked,
            places: places.get_mut(reference.work).map(std::mem::take).unwrap_or_default(),
        })
    }
}

fn reference_id(body: &Body<'_>, works: &IndexSet<ArticleId>, article: ArticleId) -> String {
    let number = works.get_index_of(&article).unwrap_or_default() + 1;
    format!("{}ref.{number}", body.prefix)
}

impl Shape {
    fn push(&mut self, runs: &[Run]) {
        for run in runs {
            push_run(run, &mut self.html);
            self.plain.push_str(&text(run));
        }
    }

    /// The curator's own words before or behind a work.
    fn spans(&mut self, spans: &[Span], before: bool) {
        let Some(first) = spans.first() else { return };
        let sign = first.text.starts_with([',', ';', '.', ':', ')', '!', '?']);
        if !before && !sign {
            self.html.push(' ');
            self.plain.push(' ');
        }
        for span in spans {
            let run =
                Run { italic: span.italic, bold: span.bold, ..Run::plain(span.text.as_str()) };
            push_styled(&escaped(&run.text), &run, &mut self.html);
            self.plain.push_str(&run.text);
        }
        if before {
            self.html.push(' ');
            self.plain.push(' ');
        }
    }
}

/// The address behind a run that its style makes a link: of the record's own identifiers in the form that the site uses, else
/// one of the web.
fn address(record: &Record, run: &Run) -> Option<String> {
    let Leads::Address(link) = &run.leads else { return None };
    let known = [
        ("doi.org/", record.doi.as_ref().map(external::doi)),
        ("/pmc/", record.pmcid.as_ref().map(external::pmc)),
        ("/pubmed/", record.pmid.as_ref().map(external::pubmed)),
    ];
    let own = known.into_iter().find(|(part, _)| link.contains(part)).map(|(_, address)| address);
    let address: Option<Address> = match own {
        Some(address) => address,
        None => external::web(link),
    };
    address.map(|address| address.to_string())
}

fn anchor(address: &str, run: &Run, out: &mut String) {
    out.push_str(&format!("<a href=\"{}\">", escaped(address)));
    push_run(run, out);
    out.push_str("</a>");
}
