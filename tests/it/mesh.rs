//! The registry of MeSH: the layouts of its file, what is wrong with one, and what a site does with it. All headings are
//! invented.

use crate::golden;
use crate::places::fixtures;
use crate::support::Site;
use flate2::{Compression, write::GzEncoder};
use litdigest::affiliations::Affiliations;
use litdigest::config::{GroupingOption, GroupingOptions};
use litdigest::content::{self, Content};
use litdigest::grouping::{self, Grouping, Registries};
use litdigest::library::Library;
use litdigest::record::Record;
use litdigest::site::why::reason;
use litdigest::text::file::TextFile;
use litdigest::vocabularies::mesh::{self, Descriptor, Mesh};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::io::Write;

/// NLM's XML: names of other descriptors and of qualifiers stand inside a record, and are none of its own.
const XML: &str = r#"<?xml version="1.0"?>
<!DOCTYPE DescriptorRecordSet SYSTEM "https://www.nlm.nih.gov/databases/dtd/nlmdescriptorrecordset_20260101.dtd">
<DescriptorRecordSet LanguageCode = "eng">
<DescriptorRecord DescriptorClass = "1">
  <DescriptorUI>D900001</DescriptorUI>
  <DescriptorName><String>Wombats</String></DescriptorName>
  <AllowableQualifiersList><AllowableQualifier><QualifierReferredTo><QualifierUI>Q000001</QualifierUI>
    <QualifierName><String>genetics</String></QualifierName></QualifierReferredTo></AllowableQualifier></AllowableQualifiersList>
  <SeeRelatedList><SeeRelatedDescriptor><DescriptorReferredTo><DescriptorUI>D900003</DescriptorUI>
    <DescriptorName><String>Burrows &amp; Holes</String></DescriptorName></DescriptorReferredTo></SeeRelatedDescriptor></SeeRelatedList>
  <TreeNumberList><TreeNumber>B01.100</TreeNumber></TreeNumberList>
  <ConceptList><Concept PreferredConceptYN="Y"><ConceptUI>M1</ConceptUI><ConceptName><String>Wombats</String></ConceptName>
    <TermList><Term ConceptPreferredTermYN="Y"><TermUI>T1</TermUI><String>Wombats</String></Term>
    <Term><TermUI>T2</TermUI><String>Vombatidae</String></Term></TermList></Concept></ConceptList>
</DescriptorRecord>
<DescriptorRecord DescriptorClass = "1">
  <DescriptorUI>D900002</DescriptorUI>
  <DescriptorName><String>Wombats, Purple</String></DescriptorName>
  <TreeNumberList><TreeNumber>B01.100.200</TreeNumber><TreeNumber>B05.300</TreeNumber></TreeNumberList>
  <ConceptList><Concept><TermList><Term><String>Purple Wombats</String></Term><Term><String>Violet Burrower</String></Term></TermList></Concept></ConceptList>
</DescriptorRecord>
<DescriptorRecord DescriptorClass = "1">
  <DescriptorUI>D900003</DescriptorUI>
  <DescriptorName><String>Burrows &amp; Holes</String></DescriptorName>
  <TreeNumberList><TreeNumber>G16.500</TreeNumber></TreeNumberList>
</DescriptorRecord>
</DescriptorRecordSet>
"#;

const ASCII: &str = "*NEWRECORD
RECTYPE = D
MH = Wombats
AQ = GE
PRINT ENTRY = Vombatidae|T204|NON|EQV|NLM (2001)|000101|abcdef
FX = Burrows & Holes
MN = B01.100
UI = D900001

*NEWRECORD
RECTYPE = D
MH = Wombats, Purple
ENTRY = Purple Wombats|T204|NON|EQV
ENTRY = Violet Burrower
MN = B01.100.200
MN = B05.300
UI = D900002

*NEWRECORD
RECTYPE = D
MH = Burrows & Holes
MN = G16.500
UI = D900003
";

const DESCRIPTORS: &str = "ui\tname\ttree_numbers\nD900001\tWombats\tB01.100\nD900002\tWombats, Purple\tB01.100.200|B05.300\nD900003\tBurrows & Holes\tG16.500\n";
const TERMS: &str = "ui\tterm\tpermuted\nD900001\tVombatidae\tN\nD900001\tWombats\tN\nD900002\tPurple Wombats\tY\nD900002\tViolet Burrower\tN\n";

fn gzip(text: &str) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn read(files: &[(&str, Vec<u8>)]) -> Result<Mesh, String> {
    let site = files.iter().fold(Site::empty(), |site, (name, bytes)| site.with(name, bytes));
    let read = mesh::read(&site.path(""), files[0].0);
    read.map_err(|said| {
        assert!(said.help.is_some() && said.done.is_some(), "{said:?}");
        format!("{}: {}", said.code.id, said.message)
    })
}

#[test]
fn every_layout_gives_the_same_registry() {
    let descriptor = |ui: &str, name: &str, trees: &[&str], terms: &[&str]| Descriptor {
        ui: ui.into(),
        name: name.into(),
        trees: trees.iter().map(|tree| (*tree).into()).collect(),
        terms: terms.iter().map(|term| (*term).into()).collect(),
    };
    let expected = [
        descriptor("D900001", "Wombats", &["B01.100"], &["Vombatidae"]),
        descriptor(
            "D900002",
            "Wombats, Purple",
            &["B01.100.200", "B05.300"],
            &["Purple Wombats", "Violet Burrower"],
        ),
        descriptor("D900003", "Burrows & Holes", &["G16.500"], &[]),
    ];
    for files in [
        vec![("desc2026.xml", XML.as_bytes().to_vec())],
        vec![("desc2026.gz", gzip(XML))],
        vec![("d2026.bin", ASCII.as_bytes().to_vec())],
        vec![("d2026.bin", ASCII.replace('\n', "\r\n").into_bytes())],
        vec![("d2026.gz", gzip(ASCII))],
        vec![("x_descriptors.tsv.gz", gzip(DESCRIPTORS)), ("x_terms.tsv.gz", gzip(TERMS))],
    ] {
        let site = files.iter().fold(Site::empty(), |site, (name, bytes)| site.with(name, bytes));
        let mut read = mesh::descriptors(&site.path(""), files[0].0).unwrap();
        for one in &mut read {
            one.terms.retain(|term| *term != one.name);
        }
        assert_eq!(read, expected, "{}", files[0].0);
        assert_ties(&Mesh::of(read));
    }
}

/// What is known of the three descriptors, in any form.
fn assert_ties(mesh: &Mesh) {
    assert_eq!(mesh.len(), 3);
    assert_eq!(mesh.with_descendants(0), [0, 1]);
    assert_eq!((mesh.parents(1), mesh.children(0)), (&[0][..], &[1][..]));
    assert_eq!(mesh.terms(0), ["Wombats", "Vombatidae"]);
    assert_eq!(mesh.terms(1), ["Wombats, Purple", "Purple Wombats", "Violet Burrower"]);
    let places = |place: u32| -> Vec<(char, u8, u8)> {
        mesh.tree_places(place).map(|one| (one.category, one.branch, one.steps)).collect()
    };
    assert_eq!([places(0), places(1)], [vec![('B', 1, 2)], vec![('B', 1, 3), ('B', 5, 2)]]);
}

#[test]
fn a_packed_table_says_what_the_file_said() {
    let mesh = read(&[("desc2026.xml", XML.as_bytes().to_vec())]).unwrap();
    let packed = mesh.packed(&mesh::origin("Wombat Headings 2026"));
    let unpacked = Mesh::unpacked(&packed).unwrap();
    assert_ties(&unpacked);
    assert_eq!(unpacked.origin().what, "Wombat Headings 2026");
    assert_eq!(unpacked.packed(unpacked.origin()), packed, "packed again");
    let known = unpacked.known(|| (), |(), word| ["Violet", "Burrower", "Wombats"].contains(&word));
    let known: Vec<(u32, &str, bool)> =
        known.iter().map(|term| (term.place, &*term.text, term.name)).collect();
    assert_eq!(known, [(0, "Wombats", true), (1, "Violet Burrower", false)]);
    for end in 0..packed.len() {
        assert!(Mesh::unpacked(&packed[..end]).is_err(), "cut at {end}");
    }
}

/// The same file gives the same bytes on every machine, so that anybody can make the built-in table again.
#[test]
fn a_packed_table_is_the_same_everywhere() {
    let mesh = read(&[("desc2026.xml", XML.as_bytes().to_vec())]).unwrap();
    let packed = mesh.packed(&mesh::origin("Wombat Headings 2026"));
    golden::check_bytes(&fixtures("vocabularies").join("mesh.hex"), &packed);
}

#[test]
fn headings_of_a_newer_year_take_the_names_and_keep_the_old_ones() {
    let site = Site::empty()
        .with("desc2026.xml", XML.as_bytes())
        .with("new.tsv", b"ui\tname\nD900001\tDiggers\nD900002\tWombats, Purple\nD900009\tMoles\n")
        .with("bad.tsv", b"ui\tname\nD900001\n");
    let mut descriptors = mesh::descriptors(&site.path(""), "desc2026.xml").unwrap();
    let before = descriptors.len();
    mesh::rename(&mut descriptors, &site.path(""), "new.tsv").unwrap();
    assert_eq!(descriptors.len(), before + 1);
    let mesh = Mesh::of(descriptors.clone());
    assert_eq!(mesh.terms(0), ["Diggers", "Vombatidae", "Wombats"]);
    assert_eq!((mesh.name(3), mesh.parents(3)), ("Moles".to_owned(), &[][..]));
    let said = mesh::rename(&mut descriptors, &site.path(""), "bad.tsv").unwrap_err();
    assert!(said.message.contains("two columns (line 2)"), "{}", said.message);
}

#[test]
fn a_file_that_is_no_registry_is_refused_with_a_way_out() {
    for (name, bytes, said) in [
        ("none", None, "unreadable-file: none could not be read: it does not exist"),
        (
            "a.xml",
            Some(XML.split("<ConceptList>").next().unwrap().as_bytes().to_vec()),
            "bad-registry: a.xml is no MeSH descriptor file: it ends inside a descriptor",
        ),
        (
            "b.bin",
            Some(b"*NEWRECORD\nRECTYPE = D\nMH = Wombats\n".to_vec()),
            "bad-registry: b.bin is no MeSH descriptor file: the record before line 4 has no MH or no UI",
        ),
        (
            "c.txt",
            Some(b"Wombats".to_vec()),
            "bad-registry: c.txt is no MeSH descriptor file: it is neither NLM's descriptor file as XML or ASCII nor a table of descriptors",
        ),
        (
            "d.xml",
            Some(b"<a></a>".to_vec()),
            "bad-registry: d.xml is no MeSH descriptor file: it holds no descriptor",
        ),
        (
            "e_descriptors.tsv",
            Some(DESCRIPTORS.as_bytes().to_vec()),
            "unreadable-file: e_terms.tsv could not be read: it does not exist",
        ),
        (
            "empty",
            Some(Vec::new()),
            "bad-registry: empty is no MeSH descriptor file: it is neither NLM's descriptor file as XML or ASCII nor a table of descriptors",
        ),
    ] {
        let site = bytes.iter().fold(Site::empty(), |site, bytes| site.with(name, bytes));
        let found = mesh::read(&site.path(""), name).unwrap_err();
        assert!(found.help.is_some() && found.done.is_some(), "{found:?}");
        assert_eq!(format!("{}: {}", found.code.id, found.message), said);
    }
    let cut = gzip(XML);
    let said = read(&[("cut.gz", cut[..cut.len() / 2].to_vec())]).unwrap_err();
    assert!(said.starts_with("bad-registry: cut.gz"), "{said}");
}

#[test]
fn a_missing_registry_is_an_error_of_the_settings() {
    let site = Site::seed().with("litdigest.toml", b"[topics]\nmesh = \"desc.xml\"\n");
    let run = site.build(1);
    assert!(run.stderr.contains("desc.xml could not be read"), "{}", run.stderr);
    assert_eq!(run.code, 1);
    assert!(!site.has("index.html"), "without the registry the site would be another");
}

fn registries() -> Registries {
    let mesh = Some(read(&[("desc2026.xml", XML.as_bytes().to_vec())]).unwrap());
    Registries { mesh, ..Registries::default() }
}

fn library(records: &[Value]) -> Library {
    let read = |(at, value): (usize, &Value)| {
        let mut value = value.clone();
        value["key"] = json!((90_000_001 + at).to_string());
        value["pmid"] = value["key"].clone();
        serde_json::from_value::<Record>(value).unwrap()
    };
    Library::from_records(records.iter().enumerate().map(read).collect())
}

fn profile(text: &str) -> Content {
    let file = TextFile {
        path: "topics/a.md".into(),
        file: "content/topics/a.md".into(),
        text: text.to_owned(),
    };
    let (content, said) = content::build(&[file], &litdigest::grouping::profile_kinds(), false);
    assert!(said.is_empty(), "{said:#?}");
    content
}

fn topics(library: &Library, content: &Content, registries: &Registries) -> Grouping {
    let all = GroupingOption { min: Some(1), ..GroupingOption::default() };
    let options = GroupingOptions {
        by_id: [("topics".to_owned(), all)].into_iter().collect(),
        topics_sure: Some(0),
        ..GroupingOptions::default()
    };
    let (groupings, said) =
        grouping::build_with(library, &Affiliations::of(library), content, &options, registries);
    assert!(said.is_empty(), "{said:#?}");
    groupings.into_iter().find(|grouping| grouping.kind.id == "topics").unwrap()
}

#[test]
fn a_heading_too_rare_for_a_page_is_listed_under_a_broader_one() {
    let mesh = |descriptor: &str| json!({"title": "A.", "mesh": [{"descriptor": descriptor, "major": true}]});
    let library = library(&[mesh("Wombats, Purple"), mesh("Wombats")]);
    let two = GroupingOption { min: Some(2), ..GroupingOption::default() };
    let options = GroupingOptions {
        by_id: [("topics".to_owned(), two)].into_iter().collect(),
        ..GroupingOptions::default()
    };
    for (registries, expected) in [
        (
            registries(),
            vec![
                vec!["Wombats: from the narrower “Purple Wombats” (MeSH major heading)"],
                vec!["Wombats: MeSH major heading"],
            ],
        ),
        (Registries::default(), vec![vec![], vec![]]),
    ] {
        let (groupings, _) = grouping::build_with(
            &library,
            &Affiliations::of(&library),
            &Content::default(),
            &options,
            &registries,
        );
        let topics = groupings.iter().find(|grouping| grouping.kind.id == "topics").unwrap();
        let of = |key: &str| -> Vec<String> {
            let at = library.articles().iter().position(|a| a.record.key.as_str() == key).unwrap();
            let label = |group: u32| &topics.groups[group as usize].label;
            topics.of_article[at]
                .iter()
                .map(|m| format!("{}: {}", label(m.group), reason(&m.why)))
                .collect()
        };
        assert_eq!([of("90000001"), of("90000002")].to_vec(), expected);
    }
}

/// Labels and reasons of the articles' topics, by key.
fn reasons(library: &Library, topics: &Grouping) -> Vec<(String, Vec<(String, String)>)> {
    let of = |memberships: &Vec<grouping::Membership>| {
        let one = |m: &grouping::Membership| {
            (topics.groups[m.group as usize].label.clone(), reason(&m.why))
        };
        memberships.iter().map(one).collect()
    };
    let keys = library.articles().iter().map(|article| article.record.key.to_string());
    let mut all: Vec<(String, Vec<(String, String)>)> =
        keys.zip(topics.of_article.iter().map(of)).collect();
    all.sort();
    all
}

#[test]
fn entry_terms_find_headings_in_any_form() {
    for (record, label, why) in [
        (
            json!({"title": "Food of the violet burrower."}),
            "Purple wombats",
            "suggested: “violet burrower” in the title",
        ),
        (
            json!({"title": "Food.", "abstract": [{"text": "We fed Violet-Burrowers."}]}),
            "Purple wombats",
            "suggested: “Violet-Burrowers” in the abstract",
        ),
        (json!({"title": "Vombatidae."}), "Wombats", "suggested: “Vombatidae” in the title"),
        (
            json!({"title": "Food.", "keywords": [{"text": "Vombatidae"}]}),
            "Wombats",
            "suggested: keyword",
        ),
    ] {
        let library = library(&[record]);
        let found = reasons(&library, &topics(&library, &Content::default(), &registries()));
        assert_eq!(found[0].1.first(), Some(&(label.to_owned(), why.to_owned())), "{found:?}");
    }
}

/// A name with a comma is shown as one of the heading's terms has it.
#[test]
fn headings_are_shown_in_natural_order_and_with_what_lies_above_and_below() {
    let descriptor = |ui: &str, name: &str, tree: &str, terms: &[&str]| Descriptor {
        ui: ui.into(),
        name: name.into(),
        trees: vec![tree.into()],
        terms: terms.iter().map(|term| (*term).into()).collect(),
    };
    let registries = Registries {
        mesh: Some(Mesh::of(vec![
            descriptor("D1", "Digging", "F01.100", &[]),
            descriptor("D2", "Digging, Night", "F01.100.200", &["Night Digging"]),
            descriptor(
                "D3",
                "Digging, Group",
                "F01.100.200.300",
                &["Group Digging", "Digging, Joint"],
            ),
            descriptor("D4", "Digging, Group, Errors", "F01.100.200.300.100", &[]),
        ])),
        ..Registries::default()
    };
    let mesh = |name: &str| json!({"title": "A.", "mesh": [{"descriptor": name, "major": true}]});
    let library =
        library(&[mesh("Digging"), mesh("Digging, Group"), mesh("Digging, Group, Errors")]);
    let found = topics(&library, &Content::default(), &registries);
    let above =
        |group: &grouping::Group| group.above().map(|at| found.groups[at as usize].label.as_str());
    let found: Vec<(&str, Option<&str>, usize)> =
        found.groups.iter().map(|g| (g.label.as_str(), above(g), g.members.len())).collect();
    assert_eq!(
        found,
        [
            ("Digging", None, 1),
            ("Digging, group, errors", Some("Group digging"), 1),
            // The heading between has no page.
            ("Group digging", Some("Digging"), 1),
        ]
    );
}

#[test]
fn similar_records_vote() {
    let voter = |n: usize| {
        json!({
            "title": format!("Night digging of marsupials in sandy soil, part {n}."),
            "mesh": [{"descriptor": "Burrows & Holes", "major": true}, {"descriptor": "Humans"}]
        })
    };
    let mut records: Vec<Value> = (0..5).map(voter).collect();
    records.extend((0..5).map(|n| {
        json!({
            "title": format!("Songs of lyrebirds at dawn, part {n}."),
            "mesh": [{"descriptor": "Lyrebirds", "major": true}]
        })
    }));
    records.push(json!({"title": "Digging by marsupials: soil that is sandy."}));
    records.push(json!({"title": "Burrows and holes: digging by marsupials in sandy soil."}));
    let library = library(&records);
    for registries in [registries(), Registries::default()] {
        let found = reasons(&library, &topics(&library, &Content::default(), &registries));
        let [.., (_, none), (_, one)] = found.as_slice() else { panic!("{found:?}") };
        // Neighbours speak for a heading that the record itself names, and for no other.
        assert!(!none.iter().any(|(label, _)| label == "Burrows & holes"), "{found:?}");
        let (label, why) = &one[0];
        assert_eq!(label, "Burrows & holes", "{found:?}");
        assert!(why.ends_with("heading of 5 similar articles"), "{found:?}");
        assert!(!found.iter().flat_map(|(_, all)| all).any(|(label, _)| label == "Humans"));
    }
}

#[test]
fn a_rule_by_heading_holds_the_headings_below() {
    let library = library(&[
        json!({"title": "A.", "mesh": [{"descriptor": "Wombats, Purple"}]}),
        json!({"title": "B.", "mesh": [{"descriptor": "Wombats"}]}),
        json!({"title": "C.", "mesh": [{"descriptor": "Burrows & Holes"}]}),
    ]);
    let content = profile(
        "+++\nname = \"Marsupials\"\nmesh = [\"Wombats\"]\narticles = [\"pmid:90000003\"]\n+++\n",
    );
    let reason = |registries: &Registries| -> Vec<Option<String>> {
        let found = reasons(&library, &topics(&library, &content, registries));
        let why = |all: &Vec<(String, String)>| {
            all.iter().find(|(label, _)| label == "Marsupials").map(|(_, why)| why.clone())
        };
        found.iter().map(|(_, all)| why(all)).collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        reason(&registries()),
        [
            some("rule: MeSH heading “Purple Wombats”, below “Wombats”"),
            some("rule: MeSH heading “Wombats”"),
            some("named by the curator")
        ]
    );
    assert_eq!(
        reason(&Registries::default()),
        [None, some("rule: MeSH heading “Wombats”"), some("named by the curator")]
    );
}

#[test]
fn what_a_profile_names_and_nobody_has_is_told() {
    let library = library(&[json!({"title": "Wombats."})]);
    let content = profile(
        "+++\nname = \"A\"\nany = [\"wombat\"]\nmesh = [\"Platypus\"]\narticles = [\"pmid:1\"]\n+++\n",
    );
    let (_, said) = grouping::build_with(
        &library,
        &Affiliations::of(&library),
        &content,
        &GroupingOptions::default(),
        &registries(),
    );
    let mut said: Vec<String> = said.into_iter().map(|said| said.message).collect();
    said.sort();
    assert_eq!(
        said,
        [
            "“A” names the article pmid:1, which is not in the records",
            "“Platypus” in “mesh” is no heading of MeSH",
        ]
    );
}

#[test]
fn proposals_cover_what_no_profile_does() {
    let library = library(&[
        json!({"title": "A.", "mesh": [{"descriptor": "Wombats, Purple", "major": true}]}),
        json!({"title": "B.", "mesh": [{"descriptor": "Wombats, Purple", "major": true}]}),
        json!({"title": "C.", "keywords": [{"text": "night digging"}]}),
        json!({"title": "D.", "keywords": [{"text": "Night-digging"}]}),
        json!({"title": "E.", "keywords": [{"text": "night digging"}, {"text": "song"}]}),
        json!({"title": "F.", "keywords": [{"text": "song"}]}),
        json!({"title": "G.", "keywords": [{"text": "alone"}]}),
    ]);
    let texts = |content: &Content| -> Vec<(String, usize, String)> {
        let (groupings, _) = grouping::build(&library, content, &GroupingOptions::default());
        let proposals = grouping::propose_topics(&groupings, 9);
        proposals.iter().map(|one| (one.slug.clone(), one.uncovered, one.profile())).collect()
    };
    let purple = (
        "purple-wombats".to_owned(),
        2,
        "+++\nname = \"Purple wombats\"\nmesh = [\"Purple wombats\"]\n+++\n".to_owned(),
    );
    let digging = (
        "night-digging".to_owned(),
        3,
        "+++\nname = \"Night digging\"\nkeywords = [\"Night digging\"]\n+++\n".to_owned(),
    );
    assert_eq!(texts(&Content::default()), [digging, purple.clone()]);
    let covered =
        profile("+++\nname = \"Digging\"\nkeywords = [\"night digging\", \"song\"]\n+++\n");
    assert_eq!(texts(&covered), [purple]);
    let (groupings, _) = grouping::build(&library, &covered, &GroupingOptions::default());
    let topics = groupings.iter().find(|one| one.kind.id == "topics").unwrap();
    let bare = grouping::uncovered(topics, grouping::Cover::Group);
    let keys: Vec<&str> =
        bare.iter().map(|at| library.article(*at).unwrap().record.key.as_str()).collect();
    assert_eq!(keys, Vec::<&str>::new(), "a library of seven shows topics of one article");
}

#[test]
fn the_command_prints_files_that_build() {
    let record = |n: usize| {
        format!(
            "{{\"key\":\"9000000{n}\",\"pmid\":\"9000000{n}\",\"title\":\"On wombats.\",\"keywords\":[{{\"text\":\"night digging\"}}]}}\n"
        )
    };
    let site = Site::of(&[("content/records/a.jsonl", &[record(1), record(2)].concat())]);
    let run = site.run(&["topics", "suggest"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
    let (head, file) = run.stdout.split_once('\n').unwrap();
    assert_eq!(
        head,
        "# content/topics/night-digging.md (2 articles, 2 of them in no topic of yours)"
    );
    assert_eq!(
        file.trim_end(),
        "+++\nname = \"Night digging\"\nkeywords = [\"Night digging\"]\n+++"
    );
    let run = site.run(&["topics", "suggest", "--write"]);
    assert!(run.stderr.contains("wrote ./content/topics/night-digging.md (2 articles)"), "{run:?}");
    let written = std::fs::read_to_string(site.path("content/topics/night-digging.md")).unwrap();
    assert_eq!(written.trim_end(), file.trim_end());
    site.build(0);
    let run = site.run(&["topics", "suggest"]);
    assert_eq!(run.stdout, "");
}

proptest! {
    /// Suggestions depend on what the records say, never on their order.
    #[test]
    fn suggestions_do_not_depend_on_order(seeds in prop::collection::vec((0_usize..5, 0_usize..5, any::<bool>()), 2..20)) {
        let titles = ["Violet burrower at night.", "Wombats dig.", "Grass and sand.", "Songs at dawn.", "Vombatidae and grass."];
        let record = |(at, (title, heading, mesh)): (usize, &(usize, usize, bool))| {
            let key = (90_000_001 + at).to_string();
            let mut value = json!({"key": key, "pmid": key, "title": titles[*title]});
            if *mesh {
                let headings = ["Wombats", "Wombats, Purple", "Burrows & Holes", "Song", "Humans"];
                value["mesh"] = json!([{"descriptor": headings[*heading], "major": true}]);
            }
            serde_json::from_value::<Record>(value).unwrap()
        };
        let records: Vec<Record> = seeds.iter().enumerate().map(record).collect();
        let registries = registries();
        let picture = |records: Vec<Record>| {
            let library = Library::from_records(records);
            reasons(&library, &topics(&library, &Content::default(), &registries))
        };
        let forward = picture(records.clone());
        prop_assert_eq!(picture(records.into_iter().rev().collect()), forward);
    }
}
