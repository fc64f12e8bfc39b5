//! The embedded theme: the files of the repository's `templates/` folder. A site's own file of the same name takes
//! the place of one of them; it can extend the original as `theme/NAME`.
//!
//! In: the kinds of pages, each of which brings its template and its scripts. Out: all files of the theme. Never: a file of a
//! site.

use crate::site::{EVERYWHERE, PAGE_KINDS, ThemeFile, theme_file};

/// What stands before the names of the embedded templates.
pub(super) const PREFIX: &str = "theme/";

/// The stylesheet.
pub(super) const STYLESHEET: &str = "litdigest.css";

/// Templates that other templates take in or extend.
static PARTS: &[ThemeFile] = &[
    theme_file!("article-notes.html"),
    theme_file!("base.html"),
    theme_file!("byline.html"),
    theme_file!("card.html"),
    theme_file!("chart.html"),
    theme_file!("digest-entry.html"),
    theme_file!("home-voice.html"),
    theme_file!("keys.html"),
    theme_file!("line.html"),
    theme_file!("link.html"),
    theme_file!("list-tools.html"),
    theme_file!("masthead.html"),
    theme_file!("note-entry.html"),
    theme_file!("note-facts.html"),
    theme_file!("pagination.html"),
    theme_file!("cite-box.html"),
    theme_file!("discussed.html"),
    theme_file!("files.html"),
    theme_file!("parts.html"),
    theme_file!("people.html"),
    theme_file!("own-text.html"),
    theme_file!("references.html"),
    theme_file!("years.html"),
];

/// Files that every site has as they are.
static ASSETS: &[ThemeFile] = &[theme_file!("litdigest.css"), theme_file!("favicon.svg")];

/// All templates; one that several kinds of pages share once.
pub(super) fn templates() -> impl Iterator<Item = &'static ThemeFile> {
    let of_kinds = || PAGE_KINDS.iter().filter_map(|kind| kind.template.as_ref());
    let first = move |at: usize, file: &ThemeFile| of_kinds().take(at).all(|f| f.name != file.name);
    let kinds = of_kinds().enumerate().filter(move |(at, file)| first(*at, file));
    kinds.map(|(_, file)| file).chain(PARTS)
}

/// Files that are written as they are: the stylesheet, the icon, and every script of a kind of page.
pub(super) fn assets() -> impl Iterator<Item = &'static ThemeFile> {
    let of_kinds = PAGE_KINDS.iter().flat_map(|kind| kind.scripts);
    ASSETS.iter().chain(EVERYWHERE).chain(of_kinds)
}
