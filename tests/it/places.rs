//! Where the tests find their files: fixtures of this project, and the shared corpus where there is one.

use litdigest::formats::{self, Reading};
use litdigest::workspace::Input;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder of the project's own fixtures.
pub(crate) fn fixtures(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder)
}

/// A path in the shared folder of real exports, which stands beside the checkout or where `LITDIGEST_SHARED` says.
/// Without it a test that needs it says so loudly and checks nothing.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let root = std::env::var_os("LITDIGEST_SHARED").map_or(beside, PathBuf::from);
    let path = root.join(path);
    if path.exists() {
        return Some(path);
    }
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let said = format!("SKIPPED: {test}: there is no {} (set LITDIGEST_SHARED)", path.display());
    println!("{said}");
    eprintln!("{said}");
    None
}

/// A folder of the shared corpus.
pub(crate) fn corpus(folder: &str) -> Option<PathBuf> {
    shared("corpus").map(|corpus| corpus.join(folder))
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

/// A file's text; the corpus is UTF-8, perhaps with a byte order mark.
pub(crate) fn text(path: &Path) -> String {
    let text =
        String::from_utf8(bytes(path)).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
}

/// What the library makes of some bytes.
pub(crate) fn read(name: &str, bytes: Vec<u8>) -> Reading {
    formats::read(Input { file: Arc::from(name), bytes })
}
