//! What is asked of the disk in several places: whether something is there, and what to say when it cannot be read.
//!
//! In: paths, errors of the operating system. Out: an answer, a diagnostic. Never: the content of a file.

use crate::diag::{Diagnostic, Place, codes};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Whether there is anything at a path, be it a link that leads nowhere.
pub(super) fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// A path without links, as far as it exists; the rest as it is written, without `.` and `..`.
pub(super) fn real(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, mut real)) = there else { return absolute };
    for part in absolute.strip_prefix(above).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => drop(real.pop()),
            Component::Normal(name) => real.push(name),
            _ => {}
        }
    }
    real
}

/// A file could not be read, in the words of the operating system.
pub(super) fn unreadable(file: &Arc<str>, error: &std::io::Error) -> Diagnostic {
    use std::io::ErrorKind;
    let (why, help) = match error.kind() {
        ErrorKind::NotFound => ("it does not exist".to_owned(), "check the name"),
        ErrorKind::PermissionDenied => {
            ("the permission is missing".to_owned(), "give yourself the right to read it")
        }
        ErrorKind::IsADirectory => ("it is a folder".to_owned(), "name a file in it"),
        _ => (error.to_string(), "check the file and the disk that it lies on"),
    };
    Diagnostic::new(&codes::UNREADABLE_FILE, format!("{file} could not be read: {why}"))
        .at(Place::file(file))
        .done("left it out")
        .help(help)
}
