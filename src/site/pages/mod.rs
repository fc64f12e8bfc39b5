//! The kinds of pages, one file each, one registry.

mod about;
mod abstracts;
mod alias;
mod article;
mod articles;
mod asset;
mod digests;
mod document;
mod downloads;
mod export_blocks;
mod exported;
mod files;
mod flow;
mod group;
mod groups;
mod home;
mod introduction;
mod map;
mod names;
mod namesakes;
mod not_found;
mod notes;
mod redirect;
mod references;
mod robots;
mod search;
mod search_index;
mod sitemap;
mod statics;
mod table;
mod whole;

use super::kind::PageKind;

/// Every kind of page. Of two pages of one route the kind that stands first here wins; the navigation has their entries in
/// this order.
pub static PAGE_KINDS: &[&PageKind] = &[
    &home::KIND,
    &articles::KIND,
    &article::KIND,
    &notes::INDEX,
    &notes::ALONE,
    &digests::INDEX,
    &digests::DIGEST,
    &groups::KIND,
    &group::KIND,
    &map::INDEX,
    &map::MAP,
    &map::CELL,
    &whole::KIND,
    &abstracts::KIND,
    &table::KIND,
    &table::CSV,
    &search::KIND,
    &document::KIND,
    &flow::KIND,
    &flow::CSV,
    &about::KIND,
    &export_blocks::KIND,
    &not_found::KIND,
    &asset::KIND,
    &statics::KIND,
    &redirect::KIND,
    &alias::KIND,
    &namesakes::KIND,
    &names::KIND,
    &redirect::SPELLINGS,
    &redirect::NOTES,
    &downloads::KIND,
    &exported::LIBRARY,
    &exported::GROUPS,
    &search_index::KIND,
    &sitemap::KIND,
    &robots::KIND,
];
