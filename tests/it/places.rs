//! Where the tests find their files, and how they read them.

use litdigest::formats::{self, Reading};
use litdigest::record::{Key, Record};
use litdigest::workspace::Input;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder of the project's own fixtures.
pub(crate) fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder)
}

/// The files of a folder, sorted.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries =
        std::fs::read_dir(folder).unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
    let mut out: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect();
    out.sort();
    out
}

/// A file's name without its folder.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// A file's bytes.
pub(crate) fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

/// A file's text; whole exports are UTF-8, perhaps with a byte order mark.
pub(crate) fn text(path: &Path) -> String {
    let text =
        String::from_utf8(bytes(path)).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

/// What the library makes of some bytes.
pub(crate) fn read(name: &str, bytes: Vec<u8>) -> Reading {
    formats::read(Input { file: Arc::from(name), bytes })
}

/// Fixtures of a folder as texts, by their names.
pub(crate) fn texts(folder: &str, names: &[&str]) -> Vec<String> {
    names.iter().map(|name| text(&fixtures(folder).join(name))).collect()
}

/// The titles of some records.
pub(crate) fn titles(records: &[Record]) -> Vec<&str> {
    records.iter().map(|record| record.title.as_str()).collect()
}

/// A record without what no text says: where it came from, and the key that is made of the rest.
pub(crate) fn plain(record: &Record) -> Record {
    Record { source: Vec::new(), key: Key::default(), ..record.clone() }
}
