//! Facets: by what a search can be narrowed, each value with the list of its articles.
//!
//! In: values with their articles. Out: files, and what the root says of them. The most frequent values lie in the first file, the
//! others behind it in the order of their slugs. Never: which facets there are.

use super::document::Source;
use super::shards::tells;
use super::{File, pack};
use serde::Serialize;
use serde_json::Value as Json;
use std::borrow::Cow;

/// Values in the first file of a facet.
const FIRST: usize = 24;
/// Bytes of the other files.
const SIZE: usize = 12 << 10;

/// By what a search can be narrowed.
#[derive(Debug)]
pub struct Facet<'a> {
    /// Its name in addresses: `topics`, `is`, the name of a field.
    pub name: &'a str,
    /// Whether its values are the groups of a grouping, which have pages of their own.
    pub pages: bool,
    /// Its values, in their own order.
    pub values: Vec<Value<'a>>,
}

/// A value of a facet.
#[derive(Clone, Debug)]
pub struct Value<'a> {
    /// Its name in addresses; unique in its facet.
    pub slug: Cow<'a, str>,
    /// As readers see it.
    pub label: Cow<'a, str>,
    /// Its articles, ascending.
    pub members: Cow<'a, [u32]>,
}

/// A facet in the root.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Head {
    name: String,
    /// How many values there are.
    values: usize,
    /// Bytes of all files.
    bytes: usize,
    /// Whether the values have pages: `NAME/SLUG.html`.
    pages: bool,
    /// The first slugs of the files behind the first.
    firsts: String,
}

/// A facet as files.
pub(super) struct Packed {
    pub(super) head: Head,
    pub(super) files: Vec<File>,
}

/// Packs one facet.
pub(super) fn pack(number: usize, facet: &Facet<'_>) -> Packed {
    let mut values: Vec<&Value<'_>> =
        facet.values.iter().filter(|value| !value.members.is_empty()).collect();
    values.sort_by(|a, b| b.members.len().cmp(&a.members.len()).then_with(|| a.slug.cmp(&b.slug)));
    let rest = values.split_off(values.len().min(FIRST));
    let mut packed = Packed {
        head: Head {
            name: facet.name.to_owned(),
            values: facet.values.len(),
            bytes: 0,
            pages: facet.pages,
            firsts: String::new(),
        },
        files: Vec::new(),
    };
    packed.add(number, &values);
    let mut rest = rest;
    rest.sort_by(|a, b| a.slug.cmp(&b.slug));
    let mut firsts: Vec<String> = Vec::new();
    let mut block: Vec<&Value<'_>> = Vec::new();
    let (mut bytes, mut last) = (0, "");
    for value in rest {
        if bytes > SIZE {
            packed.add(number, &block);
            block.clear();
            bytes = 0;
        }
        if block.is_empty() {
            firsts.push(tells(last, &value.slug));
        }
        bytes += value.slug.len() + value.label.len() + 12 + value.members.len();
        last = &value.slug;
        block.push(value);
    }
    if !block.is_empty() {
        packed.add(number, &block);
    }
    packed.head.firsts = pack::front(firsts.iter().map(String::as_str));
    packed
}

impl Packed {
    fn add(&mut self, number: usize, values: &[&Value<'_>]) {
        let mut json: Vec<Json> = Vec::with_capacity(values.len() * 3);
        let mut bytes = Vec::new();
        for value in values {
            json.push(Json::from(&*value.slug));
            json.push(Json::from(&*value.label));
            json.push(Json::from(value.members.len()));
            pack::list(&value.members, 0, &mut bytes);
        }
        let json = Json::from(json).to_string();
        self.head.bytes += json.len() + bytes.len() * 4 / 3;
        self.files.push(File::new(format!("f{number}-{}", self.files.len()), json, bytes));
    }
}

/// The place of each article in the order of titles.
pub(super) fn titles(source: &dyn Source) -> File {
    let order = source.by_title();
    let mut places = vec![0; order.len()];
    for (place, article) in (0..).zip(&order) {
        if let Some(slot) = places.get_mut(*article as usize) {
            *slot = place;
        }
    }
    let width = u32::BITS - u32::try_from(order.len()).unwrap_or(u32::MAX).leading_zeros();
    let mut bytes = Vec::new();
    pack::pack(&places, width, &mut bytes);
    File::new("titles", width.to_string(), bytes)
}
