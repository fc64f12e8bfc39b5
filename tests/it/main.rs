//! The one integration binary: whole stages, whole sites, the shared corpus.

mod architecture;
mod commands;
mod support;
mod config;
mod content;
mod pages;
mod workspace;
