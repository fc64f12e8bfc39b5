//! Import circles: groups of files that reach each other over `use`.
//!
//! A path is followed to the file that defines the item, through every `mod.rs` that hands it on; what a `mod.rs` hands
//! on is no import of its own. A whole module that is imported counts as its file.

use super::source::{Contents, Import, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Circles outside `formats/`, each with the reason why its files are one thought in several files.
const EXPLAINED: &[(&[&str], &str)] = &[
    (
        &[
            "grouping/context.rs",
            "grouping/draft.rs",
            "grouping/kind.rs",
            "grouping/mod.rs",
            "grouping/needed.rs",
        ],
        "A row of the registry holds the function that drafts its groups; the draft holds groups, and the context drafts.",
    ),
    (
        &["library/merge/people.rs", "library/merge/table.rs"],
        "A row of the table names the function that merges its key, and lists of people are merged under several rows.",
    ),
];

/// Circles inside `formats/`.
const IN_FORMATS: &[&[&str]] = &[
    &[
        "formats/bibtex/container.rs",
        "formats/bibtex/fields.rs",
        "formats/bibtex/places.rs",
        "formats/bibtex/record.rs",
        "formats/bibtex/related.rs",
    ],
    &["formats/csl_json/container.rs", "formats/csl_json/item.rs", "formats/csl_json/notes.rs"],
    &["formats/jsonl.rs", "formats/write.rs"],
    &["formats/medline/fields.rs", "formats/medline/record.rs"],
    &[
        "formats/pubmed_text/authors.rs",
        "formats/pubmed_text/head.rs",
        "formats/pubmed_text/record.rs",
    ],
    &[
        "formats/pubmed_xml/abstracts.rs",
        "formats/pubmed_xml/article.rs",
        "formats/pubmed_xml/book.rs",
        "formats/pubmed_xml/data.rs",
        "formats/pubmed_xml/dates.rs",
        "formats/pubmed_xml/indexing.rs",
        "formats/pubmed_xml/journal.rs",
        "formats/pubmed_xml/people.rs",
        "formats/pubmed_xml/place.rs",
        "formats/pubmed_xml/record.rs",
        "formats/pubmed_xml/relations.rs",
    ],
    &["formats/ris/container.rs", "formats/ris/record.rs"],
    &["formats/ris/line.rs", "formats/ris/tags.rs"],
];

/// All files by the path of their module.
struct Code {
    modules: BTreeMap<Vec<String>, File>,
}

struct File {
    name: String,
    contents: Contents,
}

/// `site/pages/mod.rs` is the module `site::pages`.
fn module(path: &Path) -> Vec<String> {
    let mut parts: Vec<String> =
        path.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if matches!(parts.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        parts.pop();
    }
    parts
}

impl Code {
    fn read() -> Code {
        let modules = sources()
            .into_iter()
            .filter(|source| source.path != Path::new("main.rs"))
            .map(|source| {
                let contents = Contents::of(&source.text);
                let name = source.path.to_string_lossy().replace('\\', "/");
                (module(&source.path), File { name, contents })
            })
            .collect();
        Code { modules }
    }

    /// The path from the crate's root of what is written in a module; nothing for other crates.
    fn absolute(&self, module: &[String], path: &[String]) -> Option<Vec<String>> {
        let first = path.first()?;
        match first.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "self" => Some([module, &path[1..]].concat()),
            "super" => {
                let up = path.iter().take_while(|part| *part == "super").count();
                let above = &module[..module.len().checked_sub(up)?];
                Some([above, &path[up..]].concat())
            }
            _ => {
                let child = [module, std::slice::from_ref(first)].concat();
                self.modules.contains_key(&child).then(|| [module, path].concat())
            }
        }
    }

    /// The module whose file defines what a path from the root names.
    fn defines(&self, path: &[String], steps: usize) -> Option<Vec<String>> {
        let mut length = path.len();
        while !self.modules.contains_key(&path[..length]) {
            length = length.checked_sub(1)?;
        }
        let (module, rest) = path.split_at(length);
        let contents = &self.modules.get(module)?.contents;
        let Some(name) = rest.first().filter(|name| !contents.items.contains(*name)) else {
            return Some(module.to_vec());
        };
        let handed_on = |import: &&Import| import.name == *name;
        let import = contents.imports.iter().find(handed_on).filter(|_| steps < 16);
        match import.and_then(|import| self.absolute(module, &import.path)) {
            Some(path) => self.defines(&[&path, &rest[1..]].concat(), steps + 1),
            None => Some(module.to_vec()),
        }
    }

    /// The files that each file imports from.
    fn edges(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut edges = BTreeMap::new();
        for (module, file) in self.modules.iter().filter(|(module, _)| !module.is_empty()) {
            let face = file.name.ends_with("mod.rs");
            let own = file.contents.imports.iter().filter(|import| !(face && import.public));
            let reached = own.filter_map(|import| {
                let path = self.absolute(module, &import.path)?;
                let target = &self.modules.get(&self.defines(&path, 0)?)?.name;
                (*target != file.name && target != "lib.rs").then_some(target.as_str())
            });
            edges.insert(file.name.as_str(), reached.collect());
        }
        edges
    }
}

/// Every file that can be reached from one, without itself unless a way leads back.
fn reached<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>, from: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        for next in edges.get(file).into_iter().flatten() {
            if seen.insert(*next) {
                open.push(next);
            }
        }
    }
    seen
}

/// Groups of files that reach each other, in the order of their first files.
fn circles<'a>(edges: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<Vec<&'a str>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        edges.keys().map(|file| (*file, reached(edges, file))).collect();
    let mut found: BTreeSet<Vec<&str>> = BTreeSet::new();
    for (file, others) in &reach {
        let back = |other: &&&str| reach.get(**other).is_some_and(|there| there.contains(file));
        let group: Vec<&str> = others.iter().filter(back).copied().collect();
        if group.len() > 1 {
            found.insert(group);
        }
    }
    found.into_iter().collect()
}

#[test]
fn no_new_circle_of_imports() {
    let code = Code::read();
    let circles = circles(&code.edges());
    let known = |circle: &[&str]| {
        EXPLAINED.iter().any(|(files, _)| *files == circle) || IN_FORMATS.contains(&circle)
    };
    let new: Vec<_> = circles.iter().filter(|circle| !known(circle)).collect();
    assert!(new.is_empty(), "{} files or groups import each other: {new:#?}", new.len());
    let explained = EXPLAINED.iter().map(|(files, _)| *files);
    let gone: Vec<_> = explained
        .chain(IN_FORMATS.iter().copied())
        .filter(|files| !circles.iter().any(|circle| circle == files))
        .collect();
    assert!(gone.is_empty(), "no circle any more, take them off the list: {gone:#?}");
    assert!(EXPLAINED.iter().all(|(_, reason)| reason.ends_with('.')), "a circle without a reason");
}

#[test]
fn a_circle_is_found() {
    let edges = BTreeMap::from([
        ("a", BTreeSet::from(["b"])),
        ("b", BTreeSet::from(["c"])),
        ("c", BTreeSet::from(["a", "d"])),
        ("d", BTreeSet::new()),
    ]);
    assert_eq!(circles(&edges), [["a", "b", "c"]]);
}
