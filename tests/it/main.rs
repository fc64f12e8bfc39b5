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
