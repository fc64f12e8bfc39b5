//! The one integration binary: whole stages, whole sites, the shared corpus.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test fails loudly, prints its tables, and reads files"
)]

mod agreement;
mod conservation;
mod oracle;
mod places;
mod pubmed_text;
mod pubmed_xml;

use std::path::{Path, PathBuf};

/// A path in the shared folder of real exports, which stands beside the checkout or where `LITDIGEST_SHARED` says.
/// Without it a test that needs it says so and does nothing.
fn shared(path: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("LITDIGEST_SHARED").map_or(beside, PathBuf::from);
    let path = root.join(path);
    if !path.exists() {
        println!("SKIPPED: {} is not there", path.display());
        return None;
    }
    Some(path)
}

mod architecture;
mod check;
mod commands;
mod config;
mod content;
mod output;
mod pages;
mod support;
mod workspace;
