//! The abstracts of an article, as much of them as the settings allow.

use crate::config::{AbstractPolicy, SiteOptions};
use crate::record::{AbstractKind, AbstractSection, Record};
use crate::site::mail::without_mail;
use crate::site::{external, words};
use serde::Serialize;
use std::borrow::Cow;

/// Characters of an abstract that is shown as an excerpt.
const EXCERPT: usize = 320;

#[derive(Serialize)]
pub(super) struct Text<'a> {
    /// The main abstract.
    sections: Vec<SectionView<'a>>,
    /// Further abstracts.
    others: Vec<Other<'a>>,
    copyright: Option<String>,
    /// Said when the abstract is missing, cut or withheld.
    remark: Option<&'static str>,
    /// Where the whole text can be read.
    elsewhere: Option<(&'static str, String)>,
}

#[derive(Serialize)]
struct Other<'a> {
    id: String,
    heading: String,
    lang: Option<&'static str>,
    sections: Vec<SectionView<'a>>,
}

#[derive(Serialize)]
struct SectionView<'a> {
    label: Option<String>,
    text: Cow<'a, str>,
}

pub(super) fn text<'a>(record: &'a Record, options: &SiteOptions) -> Text<'a> {
    let main = record.sections.iter().filter(|section| section.kind.is_none());
    let has_any = !record.sections.is_empty();
    let elsewhere =
        record.pmid.as_ref().map(|pmid| ("PubMed", external::pubmed(pmid))).or_else(|| {
            record.doi.as_ref().map(|doi| ("the publisher’s site", external::doi(doi)))
        });
    let empty = Text {
        sections: Vec::new(),
        others: Vec::new(),
        copyright: None,
        remark: None,
        elsewhere: elsewhere.clone(),
    };
    match options.abstracts {
        _ if !has_any => Text {
            remark: Some("The source has no abstract for this article."),
            elsewhere: None,
            ..empty
        },
        AbstractPolicy::None => {
            Text { remark: Some("This site does not show abstracts."), ..empty }
        }
        AbstractPolicy::Excerpt => {
            let first = main.map(view).next();
            let first = first.map(|view| SectionView {
                text: words::beginning(&view.text, EXCERPT).into(),
                ..view
            });
            let remark = Some("This site shows the beginning of abstracts.");
            Text { sections: first.into_iter().collect(), remark, ..empty }
        }
        AbstractPolicy::Full => Text {
            sections: main.map(view).collect(),
            others: others(&record.sections),
            copyright: record.copyright.as_deref().map(|line| without_mail(line).into_owned()),
            elsewhere: None,
            ..empty
        },
    }
}

fn view(section: &AbstractSection) -> SectionView<'_> {
    SectionView { label: section.label.as_deref().map(heading), text: without_mail(&section.text) }
}

/// A label in sentence case: databases print most of them in capitals.
fn heading(label: &str) -> String {
    let label = without_mail(label);
    let shouted = label.chars().any(char::is_alphabetic) && !label.chars().any(char::is_lowercase);
    if !shouted || label.chars().count() <= 3 {
        return label.into_owned();
    }
    let lower = label.to_lowercase();
    let mut chars = lower.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Consecutive sections of one kind and language are one abstract.
fn others(sections: &[AbstractSection]) -> Vec<Other<'_>> {
    let mut others: Vec<Other<'_>> = Vec::new();
    let mut last = None;
    for section in sections {
        let Some(kind) = section.kind else { continue };
        let identity = (kind, section.language.clone());
        if last.as_ref() != Some(&identity) {
            let language = section.language.as_deref().and_then(words::language);
            let heading = match (kind, language) {
                (AbstractKind::PlainLanguage, None) => "Plain-language summary".to_owned(),
                (AbstractKind::PlainLanguage, Some((_, name))) => {
                    format!("Plain-language summary in {name}")
                }
                (AbstractKind::Other, Some((_, name))) => format!("Abstract in {name}"),
                (AbstractKind::Other, None) => "Further abstract".to_owned(),
            };
            let id = format!("abstract-{}", others.len() + 2);
            let lang = language.map(|(tag, _)| tag);
            others.push(Other { id, heading, lang, sections: Vec::new() });
            last = Some(identity);
        }
        if let Some(other) = others.last_mut() {
            other.sections.push(view(section));
        }
    }
    others
}
