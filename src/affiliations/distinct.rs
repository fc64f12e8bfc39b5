//! The affiliations of a whole library.
//!
//! In: the library. Out: [`Affiliations`]: each distinct string once, parsed, and for each article which of them it has.
//! Never: a string altered; two spellings taken for one.

use super::parse::parse;
use super::parts::Parsed;
use crate::library::Library;
use ahash::{HashMap, HashMapExt};
use rayon::prelude::*;

/// The distinct affiliations of a library, in the order of their first article.
#[derive(Debug, Default)]
pub struct Affiliations<'a> {
    /// As written.
    pub raw: Vec<&'a str>,
    /// Their parts, in the same order.
    pub parsed: Vec<Parsed>,
    /// For each article, in library order, and for each of its affiliations the 0-based place in `raw`.
    pub of_article: Vec<Vec<u32>>,
}

impl<'a> Affiliations<'a> {
    /// Parses each distinct affiliation of a library once.
    pub fn of(library: &'a Library) -> Self {
        let mut raw: Vec<&'a str> = Vec::new();
        let mut known: HashMap<&'a str, u32> = HashMap::new();
        let mut of_article = Vec::with_capacity(library.articles().len());
        for article in library.articles() {
            let mut places = Vec::with_capacity(article.record.affiliations.len());
            for affiliation in &article.record.affiliations {
                let next = u32::try_from(raw.len()).unwrap_or(u32::MAX);
                let place = *known.entry(affiliation.as_str()).or_insert(next);
                if place == next {
                    raw.push(affiliation);
                }
                places.push(place);
            }
            of_article.push(places);
        }
        let parsed = raw.par_iter().map(|text| parse(text)).collect();
        Affiliations { raw, parsed, of_article }
    }
}
