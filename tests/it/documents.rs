//! `CONTRIBUTING.md` and `ARCHITECTURE.md` held to the code: what they name is there.

use crate::architecture::ORDER;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

const DOCUMENTS: [&str; 2] = ["CONTRIBUTING.md", "ARCHITECTURE.md"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_else(|why| panic!("{name}: {why}"))
}

/// What stands between backticks on one line.
fn quoted(text: &str) -> Vec<&str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).collect()
}

/// Every Rust file of the project's own folders.
fn rust_files() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> =
        ["src", "tests", "benches"].iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.ends_with("node_modules") {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// A path that begins with a folder of the project. Words in capitals stand for names to be chosen, so that only what is
/// before them must exist; so does what is behind a `*`.
#[test]
fn every_path_that_is_named_exists() {
    let folders = [
        "src/",
        "tests/",
        "benches/",
        "examples/",
        "fuzz/",
        "templates/",
        "content/",
        "data/",
        ".github/",
    ];
    let mut missing = Vec::new();
    for name in DOCUMENTS {
        let text = document(name);
        for path in
            quoted(&text).into_iter().filter(|word| folders.iter().any(|f| word.starts_with(f)))
        {
            let path = path.split([' ', ':']).next().unwrap_or_default();
            let chosen = |part: &&str| {
                !part.contains('*')
                    && !part
                        .split(['.', '_', '-'])
                        .any(|word| word.len() > 2 && word.chars().all(|c| c.is_ascii_uppercase()))
            };
            let fixed: PathBuf = path.split('/').take_while(chosen).collect();
            if !root().join(&fixed).exists() {
                missing.push(format!("{name}: {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Names of three words or more joined by underscores are tests or other functions.
#[test]
fn every_test_that_is_named_exists() {
    let code: Vec<String> =
        rust_files().into_iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let is_name = |word: &&str| {
        word.matches('_').count() >= 2
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    let mut missing = BTreeSet::new();
    for name in DOCUMENTS {
        let text = document(name);
        for test in quoted(&text).into_iter().filter(is_name) {
            let (function, proof) = (format!("fn {test}("), format!("    {test}: "));
            if !code.iter().any(|file| file.contains(&function) || file.contains(&proof)) {
                missing.insert(format!("{name}: {test}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// The table of rooms in ARCHITECTURE.md has the rooms of the code, in the order in which they may import each other.
#[test]
fn the_table_of_rooms_is_the_order_that_is_kept() {
    let text = document("ARCHITECTURE.md");
    let (_, section) = text.split_once("\n## Rooms").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows: Vec<&str> = section
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|line| line.split('`').next())
        .collect();
    let there = |room: &&&str| {
        let path = root().join("src").join(room);
        path.is_dir() || path.with_extension("rs").is_file()
    };
    let rooms: Vec<&str> = ORDER.iter().filter(there).copied().collect();
    assert_eq!(rows, rooms);
}

/// The map at the head of the crate names every public module.
#[test]
fn the_map_of_the_crate_is_whole() {
    let library = std::fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let modules = library.lines().filter_map(|line| line.strip_prefix("pub mod "));
    for module in modules.map(|line| line.trim_end_matches(';')) {
        assert!(library.contains(&format!("//! | [`{module}`]")), "src/lib.rs: {module}");
    }
    assert!(library.contains("ARCHITECTURE.md"), "src/lib.rs points at ARCHITECTURE.md");
}

/// Whatever runs the checks runs them by the one script.
#[test]
fn every_runner_runs_the_same_checks() {
    for runner in [".github/workflows/ci.yml", ".ci/run"] {
        let text = std::fs::read_to_string(root().join(runner)).unwrap();
        assert!(text.contains("tests/run"), "{runner} does not run tests/run");
    }
}
