//! The embedded theme: the files of the repository's `templates/` folder. A site's own file of the same name takes
//! the place of one of them; it can extend the original as `theme/NAME`.

/// What stands before the names of the embedded templates.
pub(super) const PREFIX: &str = "theme/";

/// The name of the stylesheet.
pub(super) const STYLESHEET: &str = "litdigest.css";

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../templates/", $name)))),*]
    };
}

/// Templates by name.
pub(super) const TEMPLATES: &[(&str, &str)] = files![
    "404.html",
    "about.html",
    "article.html",
    "articles.html",
    "base.html",
    "card.html",
    "cell.html",
    "chart.html",
    "group.html",
    "groups.html",
    "home.html",
    "link.html",
    "map.html",
    "maps.html",
    "masthead.html",
    "namesakes.html",
    "page.html",
    "pagination.html",
    "people.html",
    "redirect.html",
    "years.html",
];

/// Files that are written as they are: the stylesheet, the icon, and every script that a kind of page names.
pub(super) const ASSETS: &[(&str, &str)] = files!["litdigest.css", "favicon.svg"];
