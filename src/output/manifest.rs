//! The manifest: which files of the output folder are ours.
//!
//! In: the bytes of `.litdigest-manifest`. Out: its routes, sorted, and the bytes again. A line that is no route names
//! nothing, so its file is taken as foreign and kept. It holds no hashes: a page is compared with the file that is there, which costs no
//! more than hashing it and cannot be deceived by a file that was edited. Never: IO.

use crate::text::route::fault;

/// The file's name in the output folder. It is not a page, so no route may begin like it.
pub(super) const NAME: &str = ".litdigest-manifest";

/// The name it has while it is being written: where there is a manifest, it is whole.
pub(super) const DRAFT: &str = ".litdigest-manifest-draft";

/// The first line; another number stands for another form.
const HEADER: &str = "litdigest-manifest 1";

/// Reads a manifest; `None` when it is not one of this form.
pub(super) fn parse(bytes: &[u8]) -> Option<Vec<String>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut lines = text.lines();
    if lines.next() != Some(HEADER) {
        return None;
    }
    let valid = lines.filter(|line| fault(line).is_none());
    let mut routes: Vec<String> = valid.map(str::to_owned).collect();
    routes.sort();
    routes.dedup();
    Some(routes)
}

/// The manifest of the given routes, which are sorted.
pub(super) fn write<'a>(routes: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut text = format!("{HEADER}\n");
    for route in routes {
        text.push_str(route);
        text.push('\n');
    }
    text.into_bytes()
}
