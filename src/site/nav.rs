//! The navigation, and the other things that all pages share: the `site` global of the templates.

use super::plan::Page;
use super::routes::{self, Href, Root, href};
use super::shared::Shared;
use super::shown::Shown;
use crate::diag::{Diagnostic, Place, codes};
use serde::Serialize;
use std::sync::Arc;

/// One entry of the navigation.
pub(super) struct Entry {
    /// What pages of this section call it.
    section: String,
    label: String,
    route: String,
}

impl Entry {
    /// What pages of this section call it.
    pub(super) fn section(&self) -> &str {
        &self.section
    }
}

/// The `site` global.
#[derive(Serialize)]
pub(super) struct Site<'a> {
    title: &'a str,
    description: &'a str,
    language: &'a str,
    author: Option<&'a str>,
    home: Option<Href<'a>>,
    stylesheet: Option<Href<'a>>,
    icon: Option<Href<'a>>,
    about: Option<Href<'a>>,
    nav: Vec<NavView<'a>>,
    /// How many articles there are, and who keeps them.
    foot: Shown<'static>,
}

#[derive(Serialize)]
struct NavView<'a> {
    section: &'a str,
    label: &'a str,
    href: Option<Href<'a>>,
}

/// The entries as the settings order them, else for everything that exists.
pub(super) fn entries(
    shared: &Shared<'_>,
    pages: &[Page],
    said: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let known = everything(shared);
    let asked = &shared.inputs.options.nav;
    if asked.is_empty() {
        return known;
    }
    let mut entries = Vec::new();
    for (name, label) in asked {
        let section = known.iter().find(|entry| entry.section == *name || entry.route == *name);
        let stem = format!("{name}.html");
        let page = || pages.iter().find(|page| *page.route == **name || *page.route == *stem);
        match (section, page()) {
            (Some(entry), _) => entries.push(Entry {
                section: entry.section.clone(),
                label: label.clone(),
                route: entry.route.clone(),
            }),
            (None, Some(page)) => entries.push(Entry {
                section: page.route.to_string(),
                label: label.clone(),
                route: page.route.to_string(),
            }),
            (None, None) => said.push(
                Diagnostic::new(
                    &codes::UNUSED_SETTING,
                    format!("the navigation names “{name}”, and the site has no such page"),
                )
                .at(Place::file(&Arc::from("litdigest.toml")))
                .done("the entry is left out")
                .help(format!("known names are {}", names(&known))),
            ),
        }
    }
    entries
}

fn names(known: &[Entry]) -> String {
    known.iter().map(|entry| entry.section.as_str()).collect::<Vec<_>>().join(", ")
}

fn everything(shared: &Shared<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |section: &str, label: &str, route: Option<&str>| {
        entries.extend(route.map(|route| Entry {
            section: section.to_owned(),
            label: label.to_owned(),
            route: route.to_owned(),
        }));
    };
    add("articles", &shared.words.articles.title(), shared.routes.article_list(0));
    for (at, grouping) in shared.inputs.groupings.iter().enumerate() {
        if !grouping.groups.is_empty() {
            add(grouping.kind.id, &shared.many(at), shared.routes.group_list(at, 0));
        }
    }
    add("maps", &shared.words.maps.nav(), shared.routes.maps());
    for (at, document) in shared.inputs.content.pages.iter().enumerate() {
        let route = shared.routes.document(at);
        let top = route.is_some_and(|r| !r.contains('/') && r != "index.html" && r != "about.html");
        if top {
            add(route.unwrap_or_default(), &document.title, route);
        }
    }
    add("about.html", &shared.words.about.nav(), shared.routes.about());
    entries
}

/// The sentence at the foot of every page.
fn foot(shared: &Shared<'_>) -> Shown<'static> {
    let words = shared.words;
    let files = shared.inputs.coverage.iter().filter(|account| account.records > 0).count();
    let articles = words.count.articles(shared.articles().len());
    let exports = words.count.exports(files);
    match shared.inputs.options.author.as_deref() {
        Some(author) => words.site.foot_kept(articles, exports, Shown::new(author)),
        None => words.site.foot(articles, exports),
    }
}

/// The global for pages with this root.
pub(super) fn site<'a>(shared: &'a Shared<'_>, entries: &'a [Entry], root: &'a Root) -> Site<'a> {
    let options = shared.inputs.options;
    Site {
        title: &options.title,
        description: &options.description,
        language: &options.language,
        author: options.author.as_deref(),
        home: href(root, Some(routes::HOME)),
        stylesheet: href(root, Some(routes::STYLESHEET)),
        icon: href(root, Some(routes::ICON)),
        about: href(root, shared.routes.about()),
        nav: entries
            .iter()
            .map(|entry| NavView {
                section: &entry.section,
                label: &entry.label,
                href: href(root, Some(&entry.route)),
            })
            .collect(),
        foot: foot(shared),
    }
}
