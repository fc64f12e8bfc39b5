//! The tables of general facts in `data/`: each says where it comes from, stands in order and says nothing twice.

use litdigest::vocabularies::{Mesh, Ror, ror};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn tables() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        // Folders hold what is no table, such as the words of the pages; packed tables have tests of their own.
        .filter(|path| path.is_file() && path.extension().is_none_or(|ending| ending != "packed"))
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    found.sort();
    found
}

fn rows(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines().skip(1).map(|line| line.split('\t').collect())
}

#[test]
fn the_first_line_says_what_a_table_is_and_where_it_comes_from() {
    for (name, text) in tables() {
        assert!(name.ends_with(".tsv"), "{name} is no table");
        let head = text.lines().next().unwrap_or_default();
        for part in ["# ", ". Source: ", ". Licence: ", ". Columns: "] {
            assert!(head.contains(part), "{name} lacks “{part}” in its first line");
        }
        let (_, columns) = head.split_once(". Columns: ").unwrap();
        let columns = columns.matches(", ").count() + 1;
        for row in rows(&text) {
            assert_eq!(row.len(), columns, "{name}: {row:?}");
            assert!(!row[0].is_empty() && !row[0].starts_with('#'), "{name}: {row:?}");
            assert!(row.iter().all(|cell| cell.trim() == *cell), "{name}: blanks in {row:?}");
        }
    }
}

#[test]
fn rows_and_values_stand_in_order_and_none_stands_twice() {
    for (name, text) in tables() {
        // Two words together are what a pair is known by.
        let known_by = if name == "word-pairs.tsv" { 2 } else { 1 };
        let keys: Vec<Vec<&str>> = rows(&text).map(|row| row[..known_by].to_vec()).collect();
        assert!(text.lines().skip(1).is_sorted(), "{name} is not sorted by bytes");
        let twice = keys.windows(2).find(|pair| pair[0] == pair[1]);
        assert!(twice.is_none(), "{name} has two rows of {twice:?}");
        for row in rows(&text) {
            for cell in &row {
                let values: Vec<&str> = cell.split('|').collect();
                let wrong = values.windows(2).find(|pair| pair[0] >= pair[1]);
                assert!(wrong.is_none(), "{name}: {} has {wrong:?} out of order", row[0]);
            }
        }
    }
}

/// In these tables a name stands in one row alone. (A town's name may stand in several, and then means no country.)
#[test]
fn no_name_belongs_to_two_rows() {
    for (table, column) in [
        ("bodies.tsv", 3),
        ("cities.tsv", 1),
        ("countries.tsv", 3),
        ("regions.tsv", 1),
        ("regions.tsv", 2),
    ] {
        let text = tables().into_iter().find(|(name, _)| name == table).unwrap().1;
        let mut owners: BTreeMap<String, String> = BTreeMap::new();
        for row in rows(&text) {
            for value in row[column].split('|').filter(|value| !value.is_empty()) {
                let other = owners.insert(value.to_owned(), row[0].to_owned());
                assert_eq!(other, None, "{table}: {value} stands for {} too", row[0]);
            }
        }
    }
}

/// The built-in vocabularies: whole, in order, and they say where they come from in words.
#[test]
fn the_packed_tables_are_whole_and_say_where_they_come_from() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    for (name, licence) in [("mesh.packed", "NLM has not endorsed"), ("ror.packed", "CC0 1.0")] {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap();
        let line = std::str::from_utf8(line).unwrap();
        for part in ["litdigest vocabulary ", ". Source: ", "https://", ". Licence: ", licence] {
            assert!(line.contains(part), "{name} lacks “{part}” in its first line");
        }
    }
    let mesh = Mesh::unpacked(&std::fs::read(folder.join("mesh.packed")).unwrap()).unwrap();
    assert!(mesh.len() > 30_000);
    let names: Vec<String> = (0..).take(mesh.len()).map(|place| mesh.name(place)).collect();
    assert!(names.iter().all(|name| !name.is_empty() && name.trim() == name));
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "a name stands twice");
    let trees = (0..).take(mesh.len()).filter(|place| mesh.tree_places(*place).next().is_some());
    assert!(trees.count() > 30_000);
    let ror = Ror::unpacked(&std::fs::read(folder.join("ror.packed")).unwrap()).unwrap();
    assert!(ror.len() > 90_000);
    let all: Vec<_> = (0..).take(ror.len()).filter_map(|place| ror.organization(place)).collect();
    assert_eq!(all.len(), ror.len());
    assert!(all.iter().all(|one| !one.name.is_empty() && one.country.len() == 2));
    let (known, named): (Vec<_>, Vec<_>) = all.iter().partition(|one| !one.id.is_empty());
    assert!(known.is_sorted_by(|a, b| a.id < b.id), "identifiers are in order, each once");
    let key = |one: &&&ror::RorOrganization| (one.country.clone(), one.name.clone());
    assert!(named.is_sorted_by(|a, b| key(&a) < key(&b)), "names are in order, each once");
}
