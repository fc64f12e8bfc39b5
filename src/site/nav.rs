//! The navigation, and the other things that all pages share: the `site` global of the templates.

use super::routes::{self, Href, Root, href};
use super::shared::Shared;
use super::shown::Shown;
use crate::diag::{Diagnostic, Place, codes};
use serde::Serialize;
use std::sync::Arc;

/// One entry of the navigation.
#[derive(Debug)]
pub(crate) struct Entry {
    /// What pages of this section call it.
    section: String,
    label: Shown<'static>,
    route: String,
}

impl Entry {
    /// An entry that leads to a page, if there is that page.
    pub(super) fn new(section: &str, label: Shown<'_>, route: Option<&str>) -> Option<Self> {
        route.map(|route| Entry {
            section: section.to_owned(),
            label: label.into_owned(),
            route: route.to_owned(),
        })
    }

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
    downloads: Option<Href<'a>>,
    search: Option<Href<'a>>,
    nav: Vec<NavView<'a>>,
}

#[derive(Serialize)]
struct NavView<'a> {
    section: &'a str,
    label: &'a Shown<'a>,
    href: Option<Href<'a>>,
}

/// The entries as the settings order them, else those of everything that exists.
pub(super) fn entries(
    known: Vec<Entry>,
    shared: &Shared,
    said: &mut Vec<Diagnostic>,
) -> Vec<Entry> {
    let asked = &shared.inputs.config.site.nav;
    if asked.is_empty() {
        return known;
    }
    let mut entries = Vec::new();
    for (name, label) in asked {
        let section = known.iter().find(|entry| entry.section == *name || entry.route == *name);
        let stem = format!("{name}.html");
        let page = || [name, &stem].into_iter().find_map(|route| shared.routes.at(route));
        match (section, page()) {
            (Some(entry), _) => entries.push(Entry {
                section: entry.section.clone(),
                label: Shown::new(label.clone()),
                route: entry.route.clone(),
            }),
            (None, Some(route)) => {
                entries.extend(Entry::new(route, Shown::new(label.as_str()), Some(route)));
            }
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

/// The global for pages with this root.
pub(super) fn site<'a>(shared: &'a Shared, entries: &'a [Entry], root: &'a Root) -> Site<'a> {
    let options = &shared.inputs.config.site;
    Site {
        title: &options.title,
        description: &options.description,
        language: &options.language,
        author: options.author.as_deref(),
        home: href(root, Some(routes::HOME)),
        stylesheet: href(root, Some(routes::STYLESHEET)),
        icon: href(root, Some(routes::ICON)),
        about: href(root, shared.routes.about()),
        downloads: href(root, shared.routes.at(routes::DOWNLOADS)),
        search: href(root, shared.routes.search()),
        nav: entries
            .iter()
            .map(|entry| NavView {
                section: &entry.section,
                label: &entry.label,
                href: href(root, Some(&entry.route)),
            })
            .collect(),
    }
}
