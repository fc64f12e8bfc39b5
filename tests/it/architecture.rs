//! The shape of the code: who may import whom, what every file has, what registries hold.

mod circles;
mod functions;
mod source;

use source::sources;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each module may import only modules before it.
pub(crate) const ORDER: &[&str] = &[
    "diag",
    "text",
    "math",
    "record",
    "config",
    "workspace",
    "vocabularies",
    "formats",
    "library",
    "content",
    "affiliations",
    "grouping",
    "cite",
    "search",
    "site",
    "render",
    "output",
    "check",
    "status",
    "session",
    "fetch",
    "serve",
    "cli",
];

fn module_of(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn place(module: &str) -> Option<usize> {
    ORDER.iter().position(|name| *name == module)
}

/// The first path segments after `crate::` in code, braces taken apart; comments do not import.
fn imports(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n");
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().split(',').collect(),
            None => vec![rest],
        };
        for name in names {
            let name: String =
                name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            found.insert(name);
        }
    }
    found
}

#[test]
fn modules_import_only_what_stands_above_them() {
    let mut wrong = Vec::new();
    for source::Source { path, text } in sources() {
        let module = module_of(&path);
        if module == "lib" || module == "main" {
            continue;
        }
        let own = place(&module).unwrap_or_else(|| panic!("{module} has no place in ORDER"));
        for import in imports(&text) {
            if let Some(other) = place(&import)
                && other > own
            {
                wrong.push(format!("{}: {module} imports {import}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_says_what_it_is() {
    let silent: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|source| !source.text.starts_with("//!"))
        .map(|source| source.path)
        .collect();
    assert!(silent.is_empty(), "no //! at the head of {silent:#?}");
}

#[test]
fn tera_is_named_in_render_and_the_views_alone() {
    let named: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|source| {
            let room = module_of(&source.path);
            source.text.contains("tera::") && !matches!(room.as_str(), "render" | "site")
        })
        .map(|source| source.path)
        .collect();
    assert!(named.is_empty(), "{named:#?}");
}

#[test]
fn every_integration_test_is_in_the_one_binary() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let main = std::fs::read_to_string(folder.join("main.rs")).unwrap();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        if stem != "main" {
            assert!(
                main.contains(&format!("mod {stem};")),
                "tests/it/main.rs does not list {stem}"
            );
        }
    }
}

#[test]
fn diagnostic_codes_are_unique_well_formed_used_and_documented() {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let code: String = sources()
        .into_iter()
        .filter(|source| !source.path.ends_with("diag/registry.rs"))
        .map(|source| source.text)
        .collect();
    let registry = include_str!("../../src/diag/registry.rs");
    let mut seen = BTreeSet::new();
    for known in litdigest::diag::CODES {
        let id = known.id;
        assert!(seen.insert(id), "{id} stands twice");
        assert!(id.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{id}");
        assert!(known.meaning.ends_with('.'), "{id}: {}", known.meaning);
        let row = format!("| `{id}` | {} | {} |", known.severity.word(), known.meaning);
        assert!(readme.contains(&row), "README.md lacks the row {row}");
        let constant = registry
            .lines()
            .find(|line| line.contains(&format!("\"{id}\"")))
            .and_then(|line| line.split_whitespace().next())
            .unwrap();
        assert!(code.contains(&format!("codes::{constant}")), "{constant} is never said");
    }
}

/// Each reader has a fuzzer of its own, and the fuzzers that choose a reader by the first byte know all of them.
#[test]
fn every_reader_is_fuzzed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let manifest = std::fs::read_to_string(folder.join("Cargo.toml")).unwrap();
    let ids: Vec<&str> = litdigest::formats::FORMATS.iter().map(|format| format.id).collect();
    for format in litdigest::formats::FORMATS.iter().filter(|format| format.reader.is_some()) {
        let target = format.id.replace('-', "_");
        let source = format!("fuzz_targets/{target}.rs");
        let text = std::fs::read_to_string(folder.join(&source));
        let text = text.unwrap_or_else(|why| panic!("{source}: {why}"));
        assert!(
            text.contains(&format!("reader(\"{}\"", format.id)),
            "{source} reads another format"
        );
        assert!(manifest.contains(&format!("path = \"{source}\"")), "Cargo.toml lacks {source}");
        assert!(
            folder.join(format!("dictionaries/{target}.dict")).exists(),
            "no words of {target}"
        );
    }
    for target in ["library", "round_trip"] {
        let text =
            std::fs::read_to_string(folder.join(format!("fuzz_targets/{target}.rs"))).unwrap();
        let listed = text.lines().find_map(|line| line.strip_prefix("// formats: ")).unwrap();
        assert_eq!(listed.split(' ').collect::<Vec<_>>(), ids, "{target}");
    }
}

/// What a grouping is stands in its own file; all others ask the registry, and none compares names.
#[test]
fn groupings_are_named_in_their_own_files_alone() {
    // Words that are something else there: a key of the record, a table of the settings, a word of the home page.
    let other = [
        ("config/raw.rs", "topics"),
        ("config/raw.rs", "institutions"),
        ("site/pages/article/citation.rs", "authors"),
        ("site/pages/article/provenance.rs", "authors"),
        ("site/pages/home.rs", "years"),
        ("grouping/topics/rules.rs", "journals"),
        ("grouping/topics/groups.rs", "journals"),
        ("grouping/topics/mod.rs", "journals"),
    ];
    let rooms = ["config", "content", "grouping", "site", "render", "status", "session", "check"];
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| rooms.contains(&&*module_of(&source.path))) {
        let path = &source.path;
        let code = source.text.split("#[cfg(test)]").next().unwrap();
        for kind in litdigest::grouping::GROUPINGS {
            let id = kind.id;
            let own = path.starts_with(format!("grouping/{id}"))
                || path.ends_with(format!("grouping/{id}.rs"));
            let known = other.iter().any(|(file, word)| path.ends_with(file) && *word == id);
            if !own && !known && code.contains(&format!("\"{id}\"")) {
                wrong.push(format!("{}: {id}", path.display()));
            }
        }
    }
    let advice = "ask the registry for the grouping; where the word means something else, it takes a line in `other`";
    assert!(wrong.is_empty(), "{advice}: {wrong:#?}");
}

/// What the code says of a format stands in its row and in its own folder: no other code knows one by its identifier.
#[test]
fn no_format_is_known_by_its_identifier_outside_its_row_and_folder() {
    let rows = ["formats/mod.rs", "formats/write.rs"];
    let mut wrong = Vec::new();
    for source::Source { path, text } in sources() {
        let name = path.to_string_lossy().replace('\\', "/");
        let name = name.rsplit_once("src/").map_or(&*name, |(_, name)| name).to_owned();
        if rows.contains(&&*name) || name.ends_with("/tests.rs") {
            continue;
        }
        let code = text.split("#[cfg(test)]\nmod ").next().unwrap();
        let code = code.lines().filter(|line| !line.trim_start().starts_with("//"));
        for (line, code) in code.enumerate() {
            for format in litdigest::formats::FORMATS {
                let stem = format.id.replace('-', "_");
                let own = name.starts_with(&format!("formats/{stem}"))
                    || name.starts_with("formats/table/") && stem.ends_with("csv");
                let literal = format!("\"{}\"", format.id);
                let constant = format!("{stem}::ID");
                if !own && (code.contains(&literal) || code.contains(&constant)) {
                    wrong.push(format!("{name}, code line {}: {}", line + 1, code.trim()));
                }
            }
        }
    }
    wrong.retain(|line| {
        !OTHER_MEANINGS.iter().any(|(file, part)| line.starts_with(file) && line.contains(part))
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Where such a word is no format's identifier: the start of the line that is reported, and a part of it.
const OTHER_MEANINGS: &[(&str, &str)] = &[
    // The name of a database, as reference managers write it.
    ("formats/ris/record.rs", "name.contains(\"medline\")"),
    // A file's extension, and an element.
    ("check/mod.rs", "\"html\" | \"htm\""),
    ("check/page.rs", "tag.is(\"html\")"),
];

/// Each row of the formats' registry is whole and its marks can be told apart.
#[test]
fn the_rows_of_the_formats_agree() {
    use litdigest::formats::{self, FORMATS, WRITERS};
    let mut ids = BTreeSet::new();
    let mut starts: Vec<&str> = Vec::new();
    for format in FORMATS {
        assert!(!format.id.is_empty() && !format.name.is_empty() && ids.insert(format.id));
        assert_eq!(formats::trust(format.id), format.trust, "{}", format.id);
        assert!(
            format.marks.is_empty() || format.lined && format.reader.is_some(),
            "{}",
            format.id
        );
        for mark in format.marks {
            let again = starts
                .iter()
                .find(|known| known.starts_with(mark.start) || mark.start.starts_with(**known));
            assert!(again.is_none(), "{:?} and {again:?}", mark.start);
            starts.push(mark.start);
        }
    }
    assert_eq!(formats::trust("no-such-format"), 0);
    for writer in WRITERS {
        let read = FORMATS.iter().find(|format| format.id == writer.read_as);
        assert!(read.is_some_and(|format| format.reader.is_some()), "{}", writer.id);
    }
}

/// The order of trust in README.md is that of the rows.
#[test]
fn the_order_of_trust_is_documented() {
    let readme =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let mut trusted: Vec<_> =
        litdigest::formats::FORMATS.iter().filter(|format| format.trust > 0).collect();
    trusted.sort_by_key(|format| std::cmp::Reverse(format.trust));
    let names: Vec<&str> = trusted.iter().map(|format| format.name).collect();
    let sentence = format!("{}, all others", names.join(", "));
    let words = readme.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&sentence), "README.md lacks: {sentence}");
}
