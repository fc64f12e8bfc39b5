//! The proofs that run on real exports, where there are any: `LITDIGEST_SHARED=FOLDER cargo test --test corpus`.
//!
//! A collection of real exports is not the project's to pass on, so most checkouts have none; the proofs are then
//! reported as ignored, never as passed. `tests/it` runs each of them on invented exports everywhere. The checks are
//! those of `tests/it`; only the table [`PROOFS`] is read here, so a new row there is a proof here too.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::get_unwrap,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "helpers of tests may do what tests may do; clippy knows only the test functions themselves"
)]
#![allow(dead_code, unused_imports, reason = "what the tests of tests/it alone use")]

/// The checks where they stand, as the root of their own binary has them.
#[path = "../it"]
mod it {
    pub(crate) mod agreement;
    pub(crate) mod bibtex;
    pub(crate) mod conservation;
    pub(crate) mod corpus;
    pub(crate) mod csl;
    pub(crate) mod flow;
    pub(crate) mod golden;
    pub(crate) mod library;
    pub(crate) mod medline;
    pub(crate) mod oracle;
    pub(crate) mod pairs;
    pub(crate) mod places;
    pub(crate) mod printed;
    pub(crate) mod pubmed_text;
    pub(crate) mod pubmed_xml;
    pub(crate) mod ris;
    pub(crate) mod sums;
    pub(crate) mod support;
    pub(crate) mod tables;
    pub(crate) mod writers;
}

use corpus::{Corpus, PROOFS, Proof};
mod reference;

use it::{
    agreement, bibtex, conservation, corpus, csl, flow, golden, library, medline, oracle, pairs,
    places, printed, pubmed_text, pubmed_xml, ris, sums, support, tables, writers,
};
use libtest_mimic::{Arguments, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let absent = Corpus::real().is_none();
    let own: Proof = ("the_seed_record_is_as_the_reference_prints_it", reference::check);
    let trials = PROOFS.iter().chain([&own]).copied().map(|(name, check)| {
        let run = move || {
            let corpus = Corpus::real().ok_or("there are no real exports: set LITDIGEST_SHARED")?;
            check(&corpus);
            Ok(())
        };
        Trial::test(name, run).with_ignored_flag(absent)
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}
