//! The one integration binary: whole stages, whole sites, the shared corpus.

mod agreement;
mod conservation;
mod oracle;
mod places;
