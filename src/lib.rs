//! litdigest turns the files that literature databases export into a site that people read.
//!
//! ```text
//! litdigest.toml ──config──▶ Config
//! content/*.md ───content──▶ Content (notes, profiles, pages) ─┐
//! bytes ──formats──▶ records ──library──▶ Library ──affiliations──▶ Affiliations ──grouping──▶ Groupings
//!                                              └──site──▶ Plan ──render──▶ bytes ──output──▶ files
//! ```
//!
//! Every arrow also yields [`diag::Diagnostic`]s; only [`session`] sees all the arrows. A stage is a folder of `src` and
//! a function from values to a value and its diagnostics; `Result` is for "cannot go on".
//!
//! `ARCHITECTURE.md` in the repository has the laws that the code keeps, each with the test that holds it, the traps, and
//! what was decided and why. `CONTRIBUTING.md` walks through the usual changes.
//!
//! # Modules
//!
//! Each may import only modules above it; `tests/it/architecture.rs` keeps it so.
//!
//! | module | holds |
//! |---|---|
//! | [`diag`] | diagnostics and their four renderings; the registry of codes |
//! | [`text`] | blanks, folding, slugs, collation, places in a file, words of running text |
//! | [`math`] | formulas: TeX and MathML through one gate, as markup and as plain text |
//! | [`record`] | the record and its parts, each checked by its constructor; its JSON form and schema |
//! | [`config`] | settings as typed, and as meant |
//! | [`workspace`] | the only reader of the outside world |
//! | [`vocabularies`] | MeSH and ROR: the built-in tables, and the readers of the official files |
//! | [`formats`] | one file or folder per format: detect, slice, read; the registry of formats |
//! | [`library`] | which slices are one work, merge, corrections and exclusions, the ledger |
//! | [`content`] | front matter, profiles, Markdown |
//! | [`affiliations`] | address strings parsed: organisations, departments, places, countries |
//! | [`grouping`] | one file or folder per grouping; the registry of groupings |
//! | [`cite`] | citations and references in the styles of CSL |
//! | [`search`] | the index that a browser searches: words, lists, facets, rows, as files |
//! | [`site`] | routes, links, pagination, views, charts; one file per kind of page |
//! | [`render`] | templates: the site's over the built-in ones |
//! | [`output`] | puts the tree in place: all or nothing |
//! | [`check`] | lints over finished pages |
//! | [`status`] | what a library has and lacks, for its curator |
//! | [`session`] | the stages in order, on the threads of one site |
//! | [`cli`] | the commands |

pub mod affiliations;
pub mod check;
pub mod cite;
pub mod cli;
pub mod config;
pub mod content;
pub mod diag;
pub mod formats;
pub mod grouping;
pub mod library;
pub mod math;
pub mod output;
pub mod record;
pub mod render;
pub mod search;
pub mod session;
pub mod site;
pub mod status;
pub mod text;
pub mod vocabularies;
pub mod workspace;
