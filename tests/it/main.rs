//! The one integration binary: whole stages, whole sites, the shared corpus.

mod check;
