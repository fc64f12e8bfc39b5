//! The site: which pages there are, where they are, and what each of them shows.
//!
//! In: a [`Snapshot`] of the library, the groupings, the curator's Markdown and the settings. Out: a [`Plan`] of pages
//! sorted by route, and a [`Product`] for each page, made when it is asked for. Steps: 1. every page kind lists its pages;
//! 2. two pages of one route are an error; 3. the curator's Markdown is made HTML, its links resolved through the same
//! routes; 4. on request, a page kind makes one page. Never: IO, templates, HTML of records (views hold plain text, what
//! comes from records as [`Shown`]; the few safe strings are made by [`rich`] and by the Markdown renderer).
//!
//! Imports go one way: [`snapshot`], [`notes`], [`studies`], [`digests`] and [`maps`], [`inputs`] (what is known before any page has a route), [`routes`],
//! [`citing`], [`prose`], [`shared`] (what is worked out once for all pages), [`views`], [`kind`] (the columns of a kind of page),
//! the files in [`pages`], [`mod@plan`].

mod axes;
mod card;
mod chart;
mod citing;
mod cross;
mod digests;
mod drawing;
mod exports;
mod external;
mod flow;
mod index;
mod inputs;
mod kind;
mod lists;
mod maps;
mod names;
mod nav;
mod notes;
mod notices;
mod page;
mod pages;
mod paginate;
mod plan;
mod prose;
mod prose_words;
mod rich;
mod routes;
mod runs;
mod search;
mod shared;
mod shown;
mod snapshot;
mod studies;
mod theme;
mod views;
pub mod why;
mod words;

pub(crate) use kind::EVERYWHERE;
pub use kind::{Links, PageKind, Product};
pub use page::Page;
pub use pages::PAGE_KINDS;
pub use plan::{Plan, plan};
pub use routes::{Href, ROOT_PLACEHOLDER};
pub use shown::Shown;
pub use snapshot::Snapshot;
pub use theme::ThemeFile;
pub(crate) use theme::theme_file;
pub use views::{Cards, Head, PageView};
pub use words::words_of;
#[cfg(test)]
pub(crate) use {page::Subject, plan::plan_of};
