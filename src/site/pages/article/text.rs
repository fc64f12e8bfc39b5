//! The abstracts of an article, as much of them as the settings allow.

use crate::config::{AbstractPolicy, SiteOptions};
use crate::record::{AbstractKind, AbstractSection, Record};
use crate::site::external::{self, Address};
use crate::site::rich;
use crate::site::shown::Shown;
use crate::site::words::{Words, language_tag};
use serde::Serialize;
use tera::Value;

#[derive(Serialize)]
pub(in crate::site::pages) struct Text<'a> {
    /// The main abstract.
    sections: Vec<SectionView<'a>>,
    /// Further abstracts.
    others: Vec<Other<'a>>,
    copyright: Option<Shown<'a>>,
    /// Said when the abstract is missing, cut or withheld.
    remark: Option<Shown<'static>>,
    /// Where the whole text can be read.
    elsewhere: Option<(Shown<'static>, Address)>,
}

#[derive(Serialize)]
struct Other<'a> {
    id: String,
    heading: Shown<'static>,
    lang: Option<&'static str>,
    sections: Vec<SectionView<'a>>,
}

#[derive(Serialize)]
struct SectionView<'a> {
    label: Option<Shown<'a>>,
    text: Shown<'a>,
    /// The text with its formulas, where it has any.
    html: Option<Value>,
}

pub(in crate::site::pages) fn text<'a>(
    words: &'static Words,
    record: &'a Record,
    options: &SiteOptions,
) -> Text<'a> {
    let says = &words.abstracts;
    let main = record.sections.iter().filter(|section| section.kind.is_none());
    let has_any = !record.sections.is_empty();
    let elsewhere = record
        .pmid
        .as_ref()
        .map(|pmid| (Shown::new("PubMed"), external::pubmed(pmid)))
        .or_else(|| record.doi.as_ref().map(|doi| (says.publisher(), external::doi(doi))));
    let elsewhere = elsewhere.map(|(place, href)| (says.elsewhere(place), href));
    let empty = Text {
        sections: Vec::new(),
        others: Vec::new(),
        copyright: None,
        remark: None,
        elsewhere: elsewhere.clone(),
    };
    match options.abstracts {
        _ if !has_any => Text { remark: Some(says.none()), elsewhere: None, ..empty },
        AbstractPolicy::None => Text { remark: Some(says.withheld()), ..empty },
        AbstractPolicy::Excerpt => {
            let first = main.map(view).next();
            let first = first.map(|view| SectionView {
                text: view.text.beginning(AbstractPolicy::EXCERPT),
                html: None,
                ..view
            });
            let remark = Some(says.excerpt());
            Text { sections: first.into_iter().collect(), remark, ..empty }
        }
        AbstractPolicy::Full => Text {
            sections: main.map(view).collect(),
            others: others(words, &record.sections),
            copyright: record.copyright.as_deref().map(Shown::new),
            elsewhere: None,
            ..empty
        },
    }
}

fn view(section: &AbstractSection) -> SectionView<'_> {
    let text = Shown::new(section.text.as_str());
    let html = section.text_html.as_deref().and_then(rich::text_html);
    SectionView { label: section.label.as_deref().map(heading), text, html }
}

/// A label in sentence case: databases print most of them in capitals.
fn heading(label: &str) -> Shown<'_> {
    let label = Shown::new(label);
    let shouted = label.chars().any(char::is_alphabetic) && !label.chars().any(char::is_lowercase);
    if !shouted || label.chars().count() <= 3 {
        return label;
    }
    let lower = label.to_lowercase();
    let mut chars = lower.chars();
    let first = chars.next();
    Shown::new(first.iter().flat_map(|c| c.to_uppercase()).chain(chars).collect::<String>())
}

/// Consecutive sections of one kind and language are one abstract.
fn others<'a>(words: &'static Words, sections: &'a [AbstractSection]) -> Vec<Other<'a>> {
    let says = &words.abstracts;
    let mut others: Vec<Other<'_>> = Vec::new();
    let mut last = None;
    for section in sections {
        let Some(kind) = section.kind else { continue };
        let identity = (kind, section.language.clone());
        if last.as_ref() != Some(&identity) {
            let name = |code| words.language(code).unwrap_or_else(|| Shown::new(code));
            let name = section.language.as_deref().map(name);
            let heading = match (kind, name) {
                (AbstractKind::PlainLanguage, None) => says.plain(),
                (AbstractKind::PlainLanguage, Some(name)) => says.plain_in(name),
                (AbstractKind::Other, Some(name)) => says.other_in(name),
                (AbstractKind::Other, None) => says.other(),
            };
            let id = format!("abstract-{}", others.len() + 2);
            let lang = section.language.as_deref().and_then(language_tag);
            others.push(Other { id, heading, lang, sections: Vec::new() });
            last = Some(identity);
        }
        if let Some(other) = others.last_mut() {
            other.sections.push(view(section));
        }
    }
    others
}
