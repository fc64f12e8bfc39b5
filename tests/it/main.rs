//! The one integration binary: whole stages, whole sites. `tests/corpus` runs the proofs of [`corpus`] on real exports.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "helpers of tests may do what tests may do; clippy knows only the test functions themselves"
)]

mod addresses;
mod agreement;
mod architecture;
mod bibtex;
mod check;
mod citations;
mod commands;
mod config;
mod conservation;
mod content;
mod corpus;
mod csl;
mod curator;
mod data;
mod determinism;
mod digests;
mod documents;
mod downloads;
mod edges;
mod flow;
mod formulas;
mod golden;
mod grouping;
mod hostile;
mod institutions;
mod keys;
mod library;
mod lists;
mod medline;
mod mesh;
mod mutation;
mod namesakes;
mod notes;
mod oracle;
mod output;
mod pages;
mod pairs;
mod places;
mod printed;
mod privacy;
mod pubmed_text;
mod pubmed_xml;
mod readme;
mod record;
mod related;
mod relations;
mod ris;
mod ror;
mod search;
mod search_page;
mod standing;
mod status;
mod streams;
mod studies;
mod sums;
mod support;
mod tables;
mod workspace;
mod writers;
