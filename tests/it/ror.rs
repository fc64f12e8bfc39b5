//! The Research Organization Registry's data dump: an invented one, as JSON and zipped, and files that are none.

use crate::golden;
use crate::places::fixtures;
use litdigest::affiliations::Affiliations;
use litdigest::config::GroupingOptions;
use litdigest::content::Content;
use litdigest::grouping::{self, FactKind, Group, Grouping, Registries};
use litdigest::library::Library;
use litdigest::record::Record;
use litdigest::vocabularies::ror::{self, Ror, RorOrganization};
use std::io::Write;
use tempfile::TempDir;
use zip::write::SimpleFileOptions;

fn dump() -> Vec<u8> {
    std::fs::read(fixtures("ror").join("dump.json")).unwrap()
}

/// A folder with one file.
fn folder(name: &str, bytes: &[u8]) -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join(name), bytes).unwrap();
    folder
}

/// An archive of files, as the registry publishes them.
fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn quux() -> RorOrganization {
    RorOrganization {
        id: "0quuxaa01".into(),
        name: "Quux University".into(),
        aliases: vec!["Universität Quux".into(), "Quux \"Old\" {College}".into()],
        acronyms: vec!["QXU".into()],
        city: "Mudville".into(),
        country: "DE".into(),
        parents: vec!["0quuxaa03".into()],
        website: Some("https://www.quux.example.org".into()),
        successor: None,
    }
}

#[test]
fn the_dump_is_read_as_json_and_zipped() {
    let archive = zipped(&[
        ("v9-ror-data.csv", b"id"),
        ("v9-schema_v1.json", b"[]"),
        ("v9-schema_v2.json", &dump()),
    ]);
    for (name, bytes) in [("ror.json", dump()), ("ror.zip", archive)] {
        let folder = folder(name, &bytes);
        let read = ror::organizations(folder.path(), name).unwrap();
        let ids: Vec<&str> = read.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(
            ids,
            ["0quuxaa01", "0quuxaa02", "0quuxaa03"],
            "{name}: what is withdrawn is left out"
        );
        assert_eq!(read[0], quux(), "{name}");
    }
}

/// The identifiers are made up, and have the check digits that the registry would give them.
fn packable() -> Vec<RorOrganization> {
    let one = |id: &str, name: &str| RorOrganization {
        id: id.into(),
        name: name.into(),
        city: "Mudville".into(),
        country: "DE".into(),
        ..RorOrganization::default()
    };
    vec![
        RorOrganization {
            aliases: vec!["Universität Quux".into(), "Quux, (Old) College".into()],
            acronyms: vec!["QXU".into()],
            parents: vec!["04fa4r544".into()],
            ..one("012345654", "Quux University")
        },
        RorOrganization { successor: Some("012345654".into()), ..one("04fa4r544", "Elbo School") },
        RorOrganization { country: "PE".into(), city: String::new(), ..one("", "Elbo Institute") },
    ]
}

#[test]
fn a_packed_table_says_what_the_registry_said() {
    let registry = Ror::of(packable());
    let packed = registry.packed(&ror::origin("Quux Registry 2026"));
    let unpacked = Ror::unpacked(&packed).unwrap();
    for one in [&registry, &unpacked] {
        let all: Vec<RorOrganization> =
            (0..4).filter_map(|place| one.organization(place)).collect();
        assert_eq!(all, packable());
        assert_eq!((one.successor(1), one.parents(0)), (Some(0), &[1][..]));
    }
    assert_eq!(unpacked.origin().what, "Quux Registry 2026");
    assert_eq!(unpacked.packed(unpacked.origin()), packed, "packed again");
    for end in 0..packed.len() {
        assert!(Ror::unpacked(&packed[..end]).is_err(), "cut at {end}");
    }
}

/// See the test of the same name of MeSH.
#[test]
fn a_packed_table_is_the_same_everywhere() {
    let packed = Ror::of(packable()).packed(&ror::origin("Quux Registry 2026"));
    golden::check_bytes(&fixtures("vocabularies").join("ror.hex"), &packed);
}

#[test]
fn plain_tables_are_read_without_companies_and_what_was_withdrawn() {
    let lines = "{\"id\": \"https://ror.org/012345654\", \"name\": \"Quux University\", \"status\": \"active\", \
                 \"rel\": [[\"parent\", \"https://ror.org/04fa4r544\"]]}\n\
                 {\"id\": \"https://ror.org/04fa4r544\", \"name\": \"Gone\", \"status\": \"withdrawn\", \"rel\": []}\n";
    let names = "country\ttypes\tname\nDE\tEducation\tElbo School\nDE\tCompany|Other\tElbo Ltd\n";
    let folder = folder("a.jsonl", lines.as_bytes());
    let read = ror::organizations(folder.path(), "a.jsonl").unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!((&*read[0].id, &read[0].parents[..]), ("012345654", &["04fa4r544".to_owned()][..]));
    std::fs::write(folder.path().join("b.tsv"), names).unwrap();
    let read = ror::organizations(folder.path(), "b.tsv").unwrap();
    assert_eq!(read.len(), 1);
    assert_eq!((&*read[0].id, &*read[0].name, &*read[0].country), ("", "Elbo School", "DE"));
    std::fs::write(folder.path().join("c.tsv"), "name\nx\n").unwrap();
    let said = ror::organizations(folder.path(), "c.tsv").unwrap_err();
    assert!(said.message.contains("country types name"), "{}", said.message);
}

/// The built-in registry is asked for what a library's words may name: nothing that a rule finds in the whole may be missing.
#[test]
fn what_is_asked_for_is_all_that_can_be_found() {
    let organizations = packable();
    let many: Vec<RorOrganization> = (0..400)
        .map(|n| RorOrganization {
            name: format!("Zzyx{n} Institute of Wombat{n} Studies"),
            country: "DE".into(),
            ..RorOrganization::default()
        })
        .chain(organizations)
        .collect();
    let registry = Ror::of(many);
    for (raw, key) in [
        ("Quux University, Mudville, Germany", "ror 012345654"),
        ("Universität Quux, Mudville", "ror 012345654"),
        ("QXU, Mudville, Germany", "ror 012345654"),
        // A slip, a former name, an abbreviation, a name without its field.
        ("Universität Quuux, Mudville, Germany", ""),
        ("Elbo School, Mudville, Germany", "ror 012345654"),
        ("Elbo Inst., Lima, Peru", "ror elbo institute pe"),
        ("Zzyx7 Inst. of Wombat7 Stud., Berlin, Germany", "ror zzyx7 institute wombat7 studies de"),
        ("Zzyx8 Institute of Wombat7 Studies, Berlin, Germany", ""),
    ] {
        let measured = grouping::institutions::measure(&[raw], Some(&registry));
        let found = measured[0].1.cluster.as_deref().filter(|key| key.starts_with("ror "));
        assert_eq!(found.unwrap_or_default(), key, "{raw:?}: {measured:#?}");
    }
}

#[test]
fn what_is_no_dump_is_refused_with_a_way_out() {
    let cut = &dump()[..dump().len() / 2];
    for (name, bytes, expected) in [
        ("a.json", &b""[..], "it holds no record"),
        ("b.json", b"[]", "it holds no record"),
        ("c.json", b"{\"id\": 1}", "it holds no record"),
        (
            "d.json",
            b"[{\"id\": \"https://ror.org/0\", \"name\": \"schema v1\"}]",
            "missing field `names`",
        ),
        ("e.json", cut, "it ends too early"),
        ("f.zip", b"PK\x03\x04 and nothing more", "ZIP"),
    ] {
        let folder = folder(name, bytes);
        let said = ror::organizations(folder.path(), name).unwrap_err();
        assert_eq!(said.code.id, "bad-registry", "{name}");
        let message = said.message.to_lowercase();
        assert!(message.contains(&expected.to_lowercase()), "{name}: {message}");
        assert!(said.help.iter().any(|help| help.contains("[institutions]")), "{said:#?}");
    }
    let folder = TempDir::new().unwrap();
    let missing = ror::organizations(folder.path(), "none.zip").unwrap_err();
    assert_eq!(missing.code.id, "unreadable-file");
    let without_json = zipped(&[("readme.txt", b"x")]);
    std::fs::write(folder.path().join("x.zip"), without_json).unwrap();
    assert!(
        ror::organizations(folder.path(), "x.zip").unwrap_err().message.contains("no .json file")
    );
}

fn grouped(institutions: Option<Ror>) -> Vec<Grouping> {
    let affiliations = [
        "Department of Botany, Universität Quux, Mudville, Germany",
        "Quux University, Mudville, Germany",
        "QXU, Mudville, Germany",
        "Quux University, Elbo, USA",
        "Elbo Academy of Sciences, Berlin, Germany",
    ];
    let record = |(at, affiliation): (usize, &&str)| {
        let key = (90_000_001 + at).to_string();
        let value = serde_json::json!({"key": key, "pmid": key, "title": "T", "affiliations": [affiliation]});
        serde_json::from_value::<Record>(value).unwrap()
    };
    let registries = Registries { institutions, ..Registries::default() };
    let library = Library::from_records(affiliations.iter().enumerate().map(record).collect());
    grouping::build_with(
        &library,
        &Affiliations::of(&library),
        &Content::default(),
        &GroupingOptions::default(),
        &registries,
    )
    .0
}

#[test]
fn pairs_that_might_be_one_are_proposed_ready_to_paste() {
    let affiliations = [
        "Quux University, Mudville, USA",
        "University of Quux, Elbo, USA",
        "University of Quux, Elbo, USA",
        "Zzyx Institute, Lima, Peru",
        "Zzyyx Institute, Oslo, Norway",
    ];
    let record = |(at, affiliation): (usize, &&str)| {
        let key = (90_000_001 + at).to_string();
        let value = serde_json::json!({"key": key, "pmid": key, "title": "T", "affiliations": [affiliation]});
        serde_json::from_value::<Record>(value).unwrap()
    };
    let library = Library::from_records(affiliations.iter().enumerate().map(record).collect());
    let (groupings, _) =
        grouping::build(&library, &Content::default(), &GroupingOptions::default());
    let institutions =
        groupings.iter().find(|grouping| grouping.kind.id == "institutions").unwrap();
    let found = grouping::institutions::proposals(institutions);
    assert_eq!(found.len(), 1, "two countries speak against a pair: {found:#?}");
    assert_eq!(found[0].reason, "the same words in another order");
    assert_eq!(found[0].line(), r#""University of Quux" = ["Quux University"]"#);
}

fn institutions(groupings: &[Grouping]) -> &[Group] {
    &groupings.iter().find(|grouping| grouping.kind.id == "institutions").unwrap().groups
}

#[test]
fn the_registry_gives_institutions_their_facts() {
    let folder = folder("ror.json", &dump());
    let registry = ror::read(folder.path(), "ror.json").unwrap();
    let groupings = grouped(Some(registry));
    let groups = institutions(&groupings);
    let labels: Vec<(&str, usize)> =
        groups.iter().map(|g| (g.label.as_str(), g.members.len())).collect();
    assert_eq!(
        labels,
        [
            ("Elbo Academy of Sciences", 1),
            ("Quux University (Germany)", 3),
            ("Quux University (United States)", 1)
        ]
    );
    let facts: Vec<(FactKind, &str)> =
        groups[1].facts.iter().map(|f| (f.kind, f.value.as_str())).collect();
    assert_eq!(
        facts,
        [
            (FactKind::City, "Mudville"),
            (FactKind::Country, "Germany"),
            (FactKind::Ror, "https://ror.org/0quuxaa01"),
            (FactKind::Website, "https://www.quux.example.org"),
            (FactKind::PartOf, "Elbo Academy of Sciences"),
        ]
    );
    assert_eq!(groups[1].facts[4].group, Some(("institutions", groups[0].key.clone())));
    let why: Vec<String> = groups[1].reasons.iter().map(litdigest::site::why::reason).collect();
    assert_eq!(
        why,
        [
            "named “Universität Quux”: a name of Quux University in ROR",
            "named “QXU”: a name of Quux University in ROR",
            "named “Quux University”: a name of Quux University in ROR",
        ]
    );
    // Without it the site is the same, less surely.
    assert_eq!(institutions(&grouped(None)).len(), 4);
}
