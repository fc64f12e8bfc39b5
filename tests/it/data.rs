//! The tables of general facts in `data/`: each says where it comes from, stands in order and says nothing twice.

use std::collections::BTreeMap;
use std::path::Path;

fn tables() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut found: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        // Folders hold what is no table, such as the words of the pages.
        .filter(|path| path.is_file())
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
