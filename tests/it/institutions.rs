//! Every key of an institution's profile and the bulk table of the settings: what each does, and that without it nothing
//! of it happens.

use litdigest::affiliations::Affiliations;
use litdigest::config::GroupingOptions;
use litdigest::content::{self, Content};
use litdigest::grouping::{self, Group, Registries};
use litdigest::library::Library;
use litdigest::record::Record;
use litdigest::text::file::TextFile;
use litdigest::vocabularies::ror::{Ror, RorOrganization};
use serde_json::json;

/// The lines of a small library: one article each.
const AFFILIATIONS: [&str; 6] = [
    "Quux University, Mudville, Germany",
    "Elbo Institute, Mudville, Germany",
    "Elbo Institute, Mudville, Germany; third floor",
    "Quux University, Lima, Peru",
    "QXU, Mudville, Germany",
    "Zzyx Academy, Berlin, Germany",
];

fn content(profiles: &[&str]) -> Content {
    let file = |(at, text): (usize, &&str)| TextFile {
        path: format!("institutions/{at}.md").into(),
        file: format!("content/institutions/{at}.md").into(),
        text: format!("+++\n{text}\n+++\n"),
    };
    let files: Vec<TextFile> = profiles.iter().enumerate().map(file).collect();
    let (content, said) = content::build(&files, &litdigest::grouping::profile_kinds(), false);
    assert!(said.is_empty(), "{said:#?}");
    content
}

/// The one organisation of the invented registry.
fn quux() -> RorOrganization {
    RorOrganization {
        id: "0qxyaa012".into(),
        name: "Quux University".into(),
        acronyms: vec!["QXU".into()],
        city: "Mudville".into(),
        country: "DE".into(),
        ..RorOrganization::default()
    }
}

/// The institutions of the library, with the curator's word and the invented registry where it is asked for.
fn institutions(profiles: &[&str], options: &GroupingOptions, registered: bool) -> Vec<Group> {
    let record = |(at, affiliation): (usize, &&str)| {
        let key = (90_000_001 + at).to_string();
        let value = json!({"key": key, "pmid": key, "title": "T", "affiliations": [affiliation]});
        serde_json::from_value::<Record>(value).unwrap()
    };
    let library = Library::from_records(AFFILIATIONS.iter().enumerate().map(record).collect());
    let institutions = registered.then(|| Ror::of(vec![quux()]));
    let registries = Registries { institutions, ..Registries::default() };
    let (groupings, _) = grouping::build_with(
        &library,
        &Affiliations::of(&library),
        &content(profiles),
        options,
        &registries,
    );
    let found = groupings.into_iter().find(|grouping| grouping.kind.id == "institutions");
    found.unwrap().groups
}

/// The articles of an institution, by its label.
fn members(groups: &[Group], label: &str) -> Vec<u32> {
    groups.iter().find(|group| group.label == label).map(|g| g.members.clone()).unwrap_or_default()
}

/// What a key does: the profiles without it, the line, whether the registry is read, and the articles of an institution
/// with the line and without it.
type Case<'a> = (&'a [&'a str], &'a str, bool, &'a str, &'a [u32], &'a [u32]);

#[test]
fn every_key_of_a_profile_moves_articles() {
    let cases: &[Case<'_>] = &[
        // A name alone, and the other spellings.
        (&["name = \"Elbo\""], "aliases = [\"Elbo Institute\"]", false, "Elbo", &[1, 2], &[]),
        // A whole string is refused, and then a name.
        (
            &["name = \"Elbo\"\naliases = [\"Elbo Institute\"]"],
            "not_aliases = [\"Elbo Institute, Mudville, Germany; third floor\"]",
            false,
            "Elbo",
            &[1],
            &[1, 2],
        ),
        (
            &["name = \"Elbo\"\naliases = [\"Elbo Institute\", \"Zzyx Academy\"]"],
            "not_aliases = [\"Zzyx Academy\"]",
            false,
            "Elbo",
            &[1, 2],
            &[1, 2, 5],
        ),
        // The name counts in its country alone.
        (
            &["name = \"Quux University\""],
            "country = \"Germany\"",
            false,
            "Quux University",
            &[0],
            &[0, 3],
        ),
        // What the registry knows by its id is the profile's.
        (
            &["name = \"The Great Quux\""],
            "ror = \"0qxyaa012\"",
            true,
            "The Great Quux",
            &[0, 4],
            &[],
        ),
        (
            &["name = \"The Great Quux\""],
            "ror = \"https://ror.org/0qxyaa012\"",
            true,
            "The Great Quux",
            &[0, 4],
            &[],
        ),
        // A parent has its children's articles.
        (
            &["name = \"Zzyx Academy\"", "name = \"Elbo Institute\""],
            "parent = \"Zzyx Academy\"",
            false,
            "Zzyx Academy",
            &[1, 2, 5],
            &[5],
        ),
    ];
    for (profiles, line, registered, label, with, without) in cases {
        let plain = institutions(profiles, &GroupingOptions::default(), *registered);
        assert_eq!(members(&plain, label), *without, "without {line:?}");
        let mut told: Vec<String> = profiles.iter().map(|text| (*text).to_owned()).collect();
        let last = told.last_mut().unwrap();
        *last = format!("{last}\n{line}");
        let told: Vec<&str> = told.iter().map(String::as_str).collect();
        let groups = institutions(&told, &GroupingOptions::default(), *registered);
        assert_eq!(members(&groups, label), *with, "with {line:?}");
    }
}

#[test]
fn a_hidden_institution_is_none_of_the_groups() {
    for (line, shown) in [("hidden = true", false), ("hidden = false", true), ("", true)] {
        let profile = format!("name = \"Elbo Institute\"\n{line}");
        let groups = institutions(&[&profile], &GroupingOptions::default(), false);
        assert_eq!(groups.iter().any(|group| group.label == "Elbo Institute"), shown, "{line:?}");
    }
}

#[test]
fn the_table_of_the_settings_joins_names_to_a_profile_or_to_each_other() {
    let table = |rows: &[(&str, &str)]| {
        let row = |(name, alias): &(&str, &str)| ((*name).to_owned(), vec![(*alias).to_owned()]);
        GroupingOptions {
            institution_aliases: rows.iter().map(row).collect(),
            ..GroupingOptions::default()
        }
    };
    let joined = table(&[("Elbo Institute", "Zzyx Academy")]);
    assert_eq!(members(&institutions(&[], &joined, false), "Elbo Institute"), [1, 2, 5]);
    let profile = "name = \"The Great Quux\"\naliases = [\"Quux University\"]";
    let joined = table(&[("The Great Quux", "Elbo Institute")]);
    assert_eq!(members(&institutions(&[profile], &joined, false), "The Great Quux"), [0, 1, 2, 3]);
    // A profile's alias is stronger than the table's.
    let profile = "name = \"The Great Elbo\"\naliases = [\"Elbo Institute\"]";
    let joined = table(&[("Zzyx Academy", "Elbo Institute")]);
    let groups = institutions(&[profile], &joined, false);
    assert_eq!(members(&groups, "The Great Elbo"), [1, 2]);
    assert_eq!(members(&groups, "Zzyx Academy"), [5]);
}
