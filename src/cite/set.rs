//! Setting the citations of one text and its references.
//!
//! In: a style, works, and citations in the order in which a reader meets them. Out: [`Setting`]. Equal citations are set once,
//! so that a text may repeat one as often as it likes. Of a style for footnotes the citations are numbers in brackets, which
//! lead to the list; "ibid." and the like are not said. Never: prefixes and suffixes, which are the curator's own words.

use super::Work;
use super::runs::{self, Run};
use super::style::{Look, Style};
use hayagriva::citationberg::TermForm;
use hayagriva::citationberg::taxonomy::{Locator, OtherTerm, Term};
use hayagriva::{
    BibliographyDriver, BibliographyItem, BibliographyRequest, CitationItem, CitationRequest,
    CitePurpose, ElemChild, ElemChildren, ElemMeta, Entry, LocatorPayload, RenderedCitation,
    SpecificLocator,
};
use indexmap::IndexMap;
use std::collections::HashMap;

/// A citation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Request {
    /// What is cited, at least one.
    pub items: Vec<Item>,
    /// Whether it is a part of the sentence; then there is one item.
    pub narrative: bool,
}

/// A work in a citation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Item {
    /// Its place among the works.
    pub work: usize,
    /// What is counted, by its name in CSL, and the numbers.
    pub locator: Option<(&'static str, String)>,
    /// The same as it was typed.
    pub locator_typed: String,
    /// Whether its author is not to be named.
    pub bare: bool,
}

/// A part of a citation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// What stands around and between the works.
    Between(Vec<Run>),
    /// A work: its place among the items of the request, and what is said of it.
    Work(usize, Vec<Run>),
}

/// A reference of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The place of the work.
    pub work: usize,
    /// Its number or label, which stands apart.
    pub label: Option<String>,
    /// The reference.
    pub runs: Vec<Run>,
}

/// How the citations of a text look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Setting {
    /// For each request.
    pub citations: Vec<Vec<Part>>,
    /// In the order of the style.
    pub references: Vec<Reference>,
}

impl Style {
    /// Sets the citations of one text.
    pub fn set(&self, works: &[Work], requests: &[Request]) -> Setting {
        let mut distinct: IndexMap<&Request, ()> = IndexMap::new();
        for request in requests {
            distinct.insert(request, ());
        }
        let mut driver = BibliographyDriver::new();
        for request in distinct.keys() {
            driver.citation(self.request(works, request));
        }
        // A style without a list has for it the citations in full.
        let listed = self.csl.bibliography.is_some();
        let mut cited: Vec<usize> = Vec::new();
        if !listed {
            cited.extend(
                distinct.keys().flat_map(|request| request.items.iter().map(|item| item.work)),
            );
            let mut met = std::collections::HashSet::new();
            cited.retain(|work| met.insert(*work));
            for work in &cited {
                driver.citation(self.in_full(works, *work));
            }
        }
        let rendered = driver.finish(BibliographyRequest {
            style: &self.csl,
            locale: Some(self.locale.clone()),
            locale_files: &self.locales,
        });
        let keys: HashMap<&str, usize> =
            works.iter().enumerate().map(|(at, work)| (work.0.key(), at)).collect();
        let references: Vec<Reference> = if let Some(list) = &rendered.bibliography {
            list.items.iter().filter_map(|item| reference(item, &keys)).collect()
        } else {
            let full = rendered.citations.get(distinct.len()..).unwrap_or_default();
            let runs = full.iter().map(|citation| runs::runs(&citation.citation));
            let reference =
                |(work, runs): (&usize, _)| Reference { work: *work, label: None, runs };
            cited.iter().zip(runs).map(reference).collect()
        };
        let references = self.labelled(references);
        let numbers: HashMap<usize, usize> = references
            .iter()
            .zip(1..)
            .map(|(reference, number)| (reference.work, number))
            .collect();
        let set: HashMap<&Request, Vec<Part>> = distinct
            .keys()
            .zip(&rendered.citations)
            .map(|(request, citation)| (*request, self.parts(works, request, citation, &numbers)))
            .collect();
        let citations =
            requests.iter().map(|request| set.get(request).cloned().unwrap_or_default()).collect();
        Setting { citations, references }
    }

    /// Notes lead to numbers, so that the list of their style gets some.
    fn labelled(&self, mut references: Vec<Reference>) -> Vec<Reference> {
        if self.look == Look::Notes {
            for (reference, number) in references.iter_mut().zip(1..) {
                reference.label.get_or_insert_with(|| format!("{number}."));
            }
        }
        references
    }

    fn request<'a>(
        &'a self,
        works: &'a [Work],
        request: &'a Request,
    ) -> CitationRequest<'a, Entry> {
        // Of numbers and notes the names are set here: the engine would take them from the list of references, in full.
        let in_prose = |item: &Item| self.look == Look::Authors && (request.narrative || item.bare);
        let items = request.items.iter().filter_map(|item| {
            let locator = item.locator.as_ref().and_then(|(term, value)| {
                let term: Locator = term.parse().ok()?;
                Some(SpecificLocator(term, LocatorPayload::Str(value)))
            });
            // The engine leaves an author out only where it has named him before, in prose.
            let purpose = in_prose(item).then_some(CitePurpose::Prose);
            let entry = &works.get(item.work)?.0;
            Some(CitationItem::new(entry, locator, Some(self.locale.clone()), false, purpose))
        });
        self.engine_request(items.collect())
    }

    fn in_full<'a>(&'a self, works: &'a [Work], work: usize) -> CitationRequest<'a, Entry> {
        let items = works.get(work).map(|work| {
            CitationItem::new(
                &work.0,
                None,
                Some(self.locale.clone()),
                false,
                Some(CitePurpose::Full),
            )
        });
        self.engine_request(items.into_iter().collect())
    }

    fn engine_request<'a>(
        &'a self,
        items: Vec<CitationItem<'a, Entry>>,
    ) -> CitationRequest<'a, Entry> {
        CitationRequest::new(items, &self.csl, Some(self.locale.clone()), &self.locales, None)
    }

    /// A citation taken apart.
    fn parts(
        &self,
        works: &[Work],
        request: &Request,
        citation: &RenderedCitation,
        numbers: &HashMap<usize, usize>,
    ) -> Vec<Part> {
        let parts = match self.look {
            Look::Notes => notes(request, numbers),
            Look::Numbers | Look::Authors => self.engine_parts(request, citation),
        };
        let item = request.items.first().filter(|item| request.narrative && !item.bare);
        // A style of authors names them itself, where there are some.
        let named = |work: &&Work| self.look != Look::Authors || !work.has_people();
        match item.and_then(|item| works.get(item.work)).filter(named) {
            Some(work) => vec![Part::Work(0, self.behind_names(work, parts))],
            None => parts,
        }
    }

    /// A number as a part of a sentence: behind the names, in one piece with them.
    fn behind_names(&self, work: &Work, parts: Vec<Part>) -> Vec<Run> {
        let number: Vec<Run> = parts
            .into_iter()
            .flat_map(|part| match part {
                Part::Between(runs) | Part::Work(_, runs) => runs,
            })
            .collect();
        let raised = number.first().is_some_and(|first| first.script.is_some());
        let names = work.names(&self.word(OtherTerm::And), &self.word(OtherTerm::EtAl));
        let blank = if raised { "" } else { " " };
        std::iter::once(Run::plain(format!("{names}{blank}"))).chain(number).collect()
    }

    /// A word of the locale, else of the English one.
    fn word(&self, term: OtherTerm) -> String {
        let find = |locale: &hayagriva::citationberg::Locale| {
            let term = locale.term(Term::Other(term), TermForm::Long)?;
            term.single().map(str::to_owned)
        };
        self.locales.iter().find_map(find).unwrap_or_default()
    }

    fn engine_parts(&self, request: &Request, citation: &RenderedCitation) -> Vec<Part> {
        let mut parts = Vec::new();
        for child in &citation.citation.0 {
            match child {
                ElemChild::Elem(element) if matches!(element.meta, Some(ElemMeta::Entry(_))) => {
                    let Some(ElemMeta::Entry(at)) = element.meta else { continue };
                    let item = request.items.get(at);
                    let bare = item.is_some_and(|item| item.bare) && self.look == Look::Authors;
                    let mut runs = match bare {
                        true => without_author(&element.children),
                        false => runs::runs(&element.children),
                    };
                    // Most styles of numbers have no place for a locator; what was typed is not dropped.
                    if let Some(item) =
                        item.filter(|item| item.locator.is_some() && !self.shows_locators)
                    {
                        let look = runs.last().cloned().unwrap_or_default();
                        runs.push(Run { text: format!(", {}", item.locator_typed), ..look });
                    }
                    parts.push(Part::Work(at, runs));
                }
                child => parts.push(Part::Between(runs::runs_of(child))),
            }
        }
        parts
    }
}

/// An entry of the engine's list.
fn reference(item: &BibliographyItem, keys: &HashMap<&str, usize>) -> Option<Reference> {
    let label = item.first_field.as_ref().map(text_of).filter(|label| !label.is_empty());
    let work = *keys.get(item.key.as_str())?;
    Some(Reference { work, label, runs: runs::runs(&item.content) })
}

/// The text of a label.
fn text_of(child: &ElemChild) -> String {
    let text: String = runs::runs_of(child).into_iter().map(|run| run.text).collect();
    text.trim().to_owned()
}

/// A citation of a style for footnotes: numbers in brackets.
fn notes(request: &Request, numbers: &HashMap<usize, usize>) -> Vec<Part> {
    let mut parts = Vec::new();
    parts.push(Part::Between(vec![Run::plain("[")]));
    for (at, item) in request.items.iter().enumerate() {
        if at > 0 {
            parts.push(Part::Between(vec![Run::plain("; ")]));
        }
        let number = numbers.get(&item.work).map_or_else(|| "?".to_owned(), ToString::to_string);
        let locator = if item.locator.is_some() {
            format!(", {}", item.locator_typed)
        } else {
            String::new()
        };
        parts.push(Part::Work(at, vec![Run::plain(format!("{number}{locator}"))]));
    }
    parts.push(Part::Between(vec![Run::plain("]")]));
    parts
}

/// What stands behind the names of a citation in prose: "(2020, p. 3)".
fn without_author(children: &ElemChildren) -> Vec<Run> {
    let names = children.0.iter().rposition(|child| {
        matches!(child, ElemChild::Elem(element) if matches!(element.meta, Some(ElemMeta::Names(_)))
            || element.children.find_names().is_some())
    });
    let rest = names.map_or(&children.0[..], |at| children.0.get(at + 1..).unwrap_or_default());
    let mut runs = runs::runs(&ElemChildren(rest.to_vec()));
    if let Some(first) = runs.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    runs
}
