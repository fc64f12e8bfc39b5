//! A site in a temporary folder, and the program run on it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The seed record: the one real text of the project.
pub(crate) const SEED: &str = include_str!("../fixtures/pubmed-text/seed-pmid-34357138.txt");

/// A site that is deleted with the value.
pub(crate) struct Site {
    folder: TempDir,
}

/// What a run of the program did.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Site {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Site { folder: TempDir::new().unwrap() }
    }

    /// A folder with the given files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        files.iter().fold(Site::empty(), |site, (path, text)| site.with(path, text.as_bytes()))
    }

    /// A site with the seed record and nothing else.
    pub(crate) fn seed() -> Self {
        Site::of(&[("content/records/seed.txt", SEED)])
    }

    /// Adds or replaces a file.
    pub(crate) fn with(self, path: &str, bytes: &[u8]) -> Self {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
        self
    }

    /// A path below the site.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs the program in the site's folder, with nothing of the caller's environment that could change what it says.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_litdigest"))
            .args(args)
            .current_dir(self.folder.path())
            .env_remove("CI")
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Builds and expects the exit code.
    pub(crate) fn build(&self, code: i32) -> Run {
        let run = self.run(&["build"]);
        assert_eq!(run.code, code, "{}", run.stderr);
        run
    }

    /// A page of the built site.
    pub(crate) fn page(&self, route: &str) -> String {
        let path = self.path("public").join(route);
        std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
    }

    /// Whether the built site has a page.
    pub(crate) fn has(&self, route: &str) -> bool {
        self.path("public").join(route).exists()
    }

    /// Every file of the built site.
    pub(crate) fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.path("public"))
    }
}

/// Every file below a folder, by its path there.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.insert(name, std::fs::read(path).unwrap());
            }
        }
    }
    found
}
