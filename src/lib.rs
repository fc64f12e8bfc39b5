//! litdigest: literature exports in, a linked site out.

pub mod check;
pub mod config;
pub mod content;
pub mod diag;
pub mod formats;
pub mod grouping;
pub mod library;
pub mod output;
pub mod record;
pub mod text;
pub mod workspace;
