//! What the README says is so.

use crate::support::Site;
use litdigest::grouping::GROUPINGS;
use std::collections::BTreeSet;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn readme() -> String {
    std::fs::read_to_string(root().join("README.md")).unwrap()
}

/// The indented block that begins after a line, without its indent.
fn block_after(text: &str, line: &str) -> String {
    let (_, rest) = text.split_once(line).unwrap_or_else(|| panic!("no “{line}” in README.md"));
    rest.lines()
        .skip_while(|line| !line.starts_with("    "))
        .take_while(|line| line.starts_with("    ") || line.is_empty())
        .map(|line| line.get(4..).unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_first_screen_gives_the_two_commands() {
    let readme = readme();
    let first: String = readme.lines().take(40).collect::<Vec<_>>().join("\n");
    assert!(first.contains("    cargo run --release -- build --open"));
    assert!(first.contains("    tests/run"));
    let mode = std::fs::metadata(root().join("tests/run")).unwrap().permissions().mode();
    assert_eq!(mode & 0o111, 0o111, "tests/run can be run");
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.contains("tests/run"), "{ci}");
}

#[test]
fn the_commands_are_those_of_the_program() {
    let listed: BTreeSet<String> = block_after(&readme(), "## Commands")
        .lines()
        .filter_map(|line| line.strip_prefix("litdigest ")?.split(' ').next().map(str::to_owned))
        .collect();
    let help = Site::empty().run(&["--help"]).stdout;
    let offered: BTreeSet<String> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next().map(str::to_owned))
        .filter(|name| name != "help")
        .collect();
    assert_eq!(listed, offered);
}

/// The keys that programs may rely on are those that the README's table names.
#[test]
fn the_keys_of_the_status_are_those_of_the_table() {
    let readme = readme();
    let (_, table) = readme.split_once("\n## Status for programs").unwrap();
    let mut named = BTreeSet::new();
    for row in table.lines().skip_while(|line| !line.starts_with("| `")) {
        let Some(cell) = row.strip_prefix("| ").and_then(|row| row.split(" | ").next()) else {
            break;
        };
        named.extend(cell.split_whitespace().map(|key| key.trim_matches('`').to_owned()));
    }
    let site = Site::of(&[("content/records/a.txt", crate::support::SEED)]);
    let run = site.run(&["status", "--format", "json"]);
    let status: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let printed: BTreeSet<String> = status.as_object().unwrap().keys().cloned().collect();
    assert_eq!(named, printed);
}

/// The groupings that the README lists are those of the registry, and its table names each key that a profile may have,
/// with the groupings that have it, and no other.
#[test]
fn the_groupings_and_the_keys_of_their_profiles_are_named() {
    let readme = readme();
    let (_, list) = readme.split_once("in the folder of a grouping (").unwrap();
    let listed: Vec<&str> = list.split_once(')').unwrap().0.split(", ").collect();
    let ids: Vec<String> = GROUPINGS.iter().map(|kind| format!("`{}`", kind.id)).collect();
    assert_eq!(listed, ids);
    let (_, table) = readme.split_once("| key | in profiles of |").unwrap();
    let mut named = BTreeSet::new();
    for row in table.lines().skip(2).take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let keys = cells[1].split_whitespace().map(|key| key.trim_matches('`'));
        named.extend(keys.map(|key| format!("{key} of {}", cells[2])));
    }
    let common = ["name", "parent", "see_also", "pinned", "aliases", "hidden"];
    let mut known: BTreeSet<String> = common.map(|key| format!("{key} of all")).into();
    for kind in GROUPINGS {
        let facts = kind.facts.iter().filter_map(|fact| fact.key());
        let keys = kind.lists.iter().copied().chain(facts);
        known.extend(keys.map(|key| format!("{key} of {}", kind.id)));
    }
    assert_eq!(named, known);
}

#[test]
fn the_demonstration_is_as_described() {
    let site = Site::empty();
    let output = site.path("public");
    let root = root().to_string_lossy().into_owned();
    let run = site.run(&["build", &root, "--strict", "-o", output.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("48 articles from 4 files"), "{}", run.stderr);
    assert!(readme().contains("forty-eight articles"));
    let article = site.page("articles/34357138.html");
    for words in
        ["Pikatza-Menoio O", "J Pers Med", "PMC8307751", "CIBERNED", "seed-pmid-34357138.txt"]
    {
        assert!(article.contains(words), "{words}");
    }
}

#[test]
fn the_topic_of_the_example_is_a_topic() {
    let profile = block_after(&readme(), "A topic is a file such as");
    let site = Site::of(&[
        ("content/topics/myasthenia-gravis.md", &profile),
        ("content/topics/above.md", "+++\nname = \"Neuromuscular disease\"\n+++\n"),
        (
            "content/records/a.txt",
            &crate::support::SEED.replace("Amyotrophic Lateral \nSclerosis", "Myasthenia Gravis"),
        ),
    ]);
    let run = site.build(0);
    let page = site.page("topics/myasthenia-gravis.html");
    assert!(page.contains("What you want to say about it"), "{}", run.stderr);
    assert!(page.contains("articles/34357138.html"));
}

/// What is built in is said with its source and its terms, as in the first lines of the tables.
#[test]
fn the_vocabularies_are_named_with_source_and_licence() {
    let origins = [
        litdigest::vocabularies::Mesh::origin_of_built_in(),
        litdigest::vocabularies::Ror::origin_of_built_in(),
    ];
    for origin in origins {
        let row = readme().lines().find(|line| line.contains(&origin.what)).map(str::to_owned);
        let row = row.unwrap_or_else(|| panic!("no row says {}", origin.what));
        let source = origin.source.rsplit_once("https://").unwrap().1;
        assert!(row.contains(source) && row.contains(&origin.licence), "{row}");
    }
}
