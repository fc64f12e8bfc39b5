//! The site: which pages there are, where they are, and what each of them shows.
//!
//! In: the library, the groupings, the curator's Markdown and the settings. Out: a [`Plan`] of pages sorted by route,
//! and a view for each page, built when it is asked for. Steps: 1. every page kind lists its pages; 2. two pages of
//! one route are an error; 3. the curator's Markdown is made HTML, its links resolved through the same routes; 4. on
//! request, a page kind builds the view of one page. Never: IO, templates, HTML of records (views hold plain text; the
//! few safe strings are made by [`rich`] and by the Markdown renderer).

mod card;
mod chart;
mod cross;
mod external;
mod mail;
mod maps;
mod names;
mod nav;
mod notices;
mod pages;
mod paginate;
mod plan;
mod prose;
mod rich;
mod routes;
mod shared;
mod views;
pub mod why;
mod words;

pub use mail::without_mail;
pub use pages::{PAGE_KINDS, PageKind};
pub use plan::{Page, Plan, plan};
pub use routes::{Href, MARK};
pub use shared::{Shared, Sources};
pub use views::{Cards, Head, PageView};
