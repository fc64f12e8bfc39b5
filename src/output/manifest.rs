//! The manifest: which files of the output folder are ours, and what they held when they were written.
//!
//! In: the bytes of `.litdigest-manifest`. Out: its entries sorted by route, and the bytes again. A line that cannot be
//! read names nothing, so its file is taken as foreign and kept. Never: IO.

use super::routes;

/// The file's name in the output folder. It is not a page, so no route may begin like it.
pub(super) const NAME: &str = ".litdigest-manifest";

/// The name it has while it is being written: where there is a manifest, it is whole.
pub(super) const DRAFT: &str = ".litdigest-manifest-draft";

/// The first line; another number stands for another form.
const HEADER: &str = "litdigest-manifest 1";

/// One file of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    /// Where it stands.
    pub(super) route: String,
    /// Hash of its content.
    pub(super) hash: blake3::Hash,
    /// Length of its content.
    pub(super) length: u64,
}

/// Reads a manifest; `None` when it is not one of this form.
pub(super) fn parse(bytes: &[u8]) -> Option<Vec<Entry>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return None;
    }
    let mut entries: Vec<Entry> = lines.filter_map(parse_line).collect();
    entries.sort_by(|a, b| a.route.cmp(&b.route));
    entries.dedup_by(|a, b| a.route == b.route);
    Some(entries)
}

fn parse_line(line: &str) -> Option<Entry> {
    let (hash, rest) = line.split_once(' ')?;
    let (length, route) = rest.split_once(' ')?;
    routes::fault(route).is_none().then_some(())?;
    Some(Entry {
        route: route.to_owned(),
        hash: blake3::Hash::from_hex(hash).ok()?,
        length: length.parse().ok()?,
    })
}

/// The manifest of the given entries, which are sorted by route.
pub(super) fn write<'a>(
    entries: impl Iterator<Item = (&'a str, &'a blake3::Hash, u64)>,
) -> Vec<u8> {
    let mut text = format!("{HEADER}\n");
    for (route, hash, length) in entries {
        text.push_str(&hash.to_hex());
        text.push_str(&format!(" {length} {route}\n"));
    }
    text.into_bytes()
}
