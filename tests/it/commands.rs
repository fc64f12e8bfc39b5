//! The commands as a user meets them: what they print, what they write, how they exit.

use crate::support::{SEED, Site};
use serde_json::{Value, json};

#[test]
fn a_folder_that_is_no_site_says_what_to_do() {
    let site = Site::empty();
    let run = site.build(1);
    for words in ["litdigest.toml", "litdigest init", "content/records/"] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    assert!(!site.path("public").exists());
}

#[test]
fn a_site_without_records_is_built_and_says_what_to_do() {
    let site = Site::of(&[("litdigest.toml", "title = \"Empty room\"\n")]);
    let run = site.build(0);
    assert!(run.stderr.contains("Abstract (text)"), "{}", run.stderr);
    assert!(site.page("index.html").contains("Empty room"));
}

#[test]
fn init_makes_a_site_that_builds_without_a_complaint() {
    let site = Site::empty();
    let run = site.run(&["init", "."]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.has("articles/34357138.html"));
    let again = site.run(&["init", "."]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(again.stderr.contains("kept"), "{}", again.stderr);
}

/// Exit codes and whether the site was written, for one change to a good site each.
#[test]
fn exit_codes_say_what_went_wrong_and_what_was_written() {
    struct Case {
        name: &'static str,
        files: &'static [(&'static str, &'static str)],
        args: &'static [&'static str],
        code: i32,
        written: bool,
        says: &'static str,
    }
    let cases = [
        Case {
            name: "good",
            files: &[],
            args: &["build"],
            code: 0,
            written: true,
            says: "1 article",
        },
        Case {
            name: "usage",
            files: &[],
            args: &["build", "--nope"],
            code: 2,
            written: false,
            says: "--nope",
        },
        Case {
            name: "unknown settings key",
            files: &[("litdigest.toml", "titel = \"x\"\n")],
            args: &["build"],
            code: 1,
            written: false,
            says: "title",
        },
        Case {
            name: "settings that are no TOML",
            files: &[("litdigest.toml", "title = \n")],
            args: &["build"],
            code: 1,
            written: false,
            says: "litdigest.toml:1",
        },
        Case {
            name: "broken template",
            files: &[("templates/article.html", "{{ nothing.that.is")],
            args: &["build"],
            code: 1,
            written: false,
            says: "templates/article.html:1",
        },
        Case {
            name: "unknown key in a profile",
            files: &[("content/topics/muscle.md", "+++\nanny = [\"muscle\"]\n+++\n")],
            args: &["build"],
            code: 1,
            written: true,
            says: "content/topics/muscle.md:2",
        },
        Case {
            name: "note without its article",
            files: &[("content/notes/x.md", "+++\narticle = \"pmid:1\"\n+++\nA note.\n")],
            args: &["build"],
            code: 0,
            written: true,
            says: "unknown-article",
        },
        Case {
            name: "the same under --strict",
            files: &[("content/notes/x.md", "+++\narticle = \"pmid:1\"\n+++\nA note.\n")],
            args: &["build", "--strict"],
            code: 1,
            written: false,
            says: "unknown-article",
        },
        Case {
            name: "two profiles of one group",
            files: &[
                ("content/topics/a.md", "+++\nname = \"Muscle\"\nany = [\"muscle\"]\n+++\n"),
                ("content/topics/b.md", "+++\nname = \"muscle\"\nany = [\"muscles\"]\n+++\n"),
            ],
            args: &["build"],
            code: 1,
            written: true,
            says: "content/topics/a.md",
        },
        Case {
            name: "the output is a file",
            files: &[("public", "a file")],
            args: &["build"],
            code: 3,
            written: false,
            says: "public",
        },
        Case {
            name: "check writes nothing",
            files: &[],
            args: &["check"],
            code: 0,
            written: false,
            says: "0 errors",
        },
        Case {
            name: "a broken link in a note",
            files: &[(
                "content/notes/n.md",
                "+++\narticle = \"pmid:34357138\"\n+++\nSee [this](../topics/none.md).\n",
            )],
            args: &["check"],
            code: 1,
            written: false,
            says: "content/notes/n.md:4:12",
        },
    ];
    for case in cases {
        let mut site = Site::seed();
        for (path, text) in case.files {
            site = site.with(path, text.as_bytes());
        }
        let run = site.run(case.args);
        assert_eq!(run.code, case.code, "{}: {}", case.name, run.stderr);
        assert_eq!(site.has("index.html"), case.written, "{}: {}", case.name, run.stderr);
        assert!(run.stderr.contains(case.says), "{}: {}", case.name, run.stderr);
    }
}

#[test]
fn a_file_that_cannot_be_read_costs_only_itself() {
    let site = Site::seed();
    std::os::unix::fs::symlink("nowhere.txt", site.path("content/records/broken.txt")).unwrap();
    let run = site.build(1);
    assert!(run.stderr.contains("unreadable-file"), "{}", run.stderr);
    assert!(run.stderr.contains("broken.txt"), "{}", run.stderr);
    assert!(site.has("articles/34357138.html"));
}

#[test]
fn two_files_with_one_record_that_differ_make_one_article_and_a_warning() {
    let other = SEED.replace("Emerges as a New", "Seen as an Old");
    let site = Site::seed().with("content/records/other.txt", other.as_bytes());
    let run = site.build(0);
    for words in ["merged-conflict", "Emerges", "Seen as an Old", "seed.txt", "other.txt"] {
        assert!(run.stderr.contains(words), "{words}: {}", run.stderr);
    }
    assert!(run.stderr.contains("1 article from 2 files (2 records: 1 merged)"), "{}", run.stderr);
}

#[test]
fn every_message_format_carries_code_file_and_line() {
    let site = Site::seed().with("content/topics/x.md", b"+++\nanny = [\"a\"]\n+++\n");
    let says = |format: &str| site.run(&["check", "--message-format", format]).stderr;
    let human = says("human");
    assert!(human.contains("error[unknown-key]") && human.contains("^^^^"), "{human}");
    assert!(says("short").contains("content/topics/x.md:2:1: error[unknown-key]: "));
    assert!(says("github").contains("::error file=content/topics/x.md,line=2,col=1,"));
    let line = says("json").lines().find(|line| line.contains("unknown-key")).unwrap().to_owned();
    let object: Value = serde_json::from_str(&line).unwrap();
    for key in ["code", "severity", "message", "file", "line", "column", "end_line", "excerpt"] {
        assert!(object.get(key).is_some(), "{key}: {line}");
    }
}

/// The example of the record's reference, in full.
#[test]
fn inspect_prints_the_seed_record_as_its_reference_says() {
    let site = Site::of(&[("seed-pmid-34357138.txt", SEED)]);
    let run = site.run(&["inspect", "--format", "jsonl", "seed-pmid-34357138.txt"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let mut record: Value = serde_json::from_str(&run.stdout).unwrap();
    let text = record["abstract"][0]["text"].take();
    let text = text.as_str().unwrap();
    assert!(text.starts_with("Amyotrophic lateral sclerosis (ALS) is a fatal "), "{text}");
    assert!(text.ends_with(" etiopathogenesis of the disease."), "{text}");
    let author = |family: &str, initials: &str, affiliations: &[usize]| json!({"family": family, "initials": initials, "affiliations": affiliations});
    let expected = json!({
        "schema": 2,
        "key": "34357138", "pmid": "34357138", "pmcid": "PMC8307751", "doi": "10.3390/jpm11070671",
        "title": "The Skeletal Muscle Emerges as a New Disease Target in Amyotrophic Lateral Sclerosis.",
        "abstract": [{"text": null}],
        "authors": [
            author("Pikatza-Menoio", "O", &[0, 1]), author("Elicegui", "A", &[0, 1]),
            author("Bengoetxea", "X", &[0]), author("Naldaiz-Gastesi", "N", &[0, 1]),
            author("López de Munain", "A", &[0, 1, 2, 3]), author("Gerenu", "G", &[0, 1, 4]),
            author("Gil-Bea", "FJ", &[0, 1]), author("Alonso-Martín", "S", &[0, 1]),
        ],
        "affiliations": [
            "Neuromuscular Diseases Group, Neurosciences Area, Biodonostia Health Research Institute, 20014 Donostia/San Sebastián, Spain.",
            "CIBERNED, Carlos III Institute, Spanish Ministry of Economy & Competitiveness, 28031 Madrid, Spain.",
            "Department of Neurology, Donostialdea Integrated Health Organization, Osakidetza Basque Health Service, 20014 Donostia/San Sebastián, Spain.",
            "Department of Neurosciences, Faculty of Medicine and Nursery, University of the Basque Country UPV-EHU, 20014 Donostia/San Sebastián, Spain.",
            "Department of Physiology, University of the Basque Country UPV-EHU, 48940 Leioa, Spain.",
        ],
        "journal": {"abbreviation": "J Pers Med"},
        "published": {"year": 2021, "month": 7, "day": 16, "text": "2021 Jul 16"},
        "volume": "11", "issue": "7", "pages": "671",
        "conflict_of_interest": "The authors declare no conflict of interest.",
        "source": [{"file": "seed-pmid-34357138.txt", "line": 1, "end_line": 47, "format": "pubmed-text"}],
    });
    assert_eq!(record, expected);
}

#[test]
fn inspect_reads_standard_input_and_prints_tables_coverage_and_the_schema() {
    let site = Site::of(&[("seed.txt", SEED)]);
    let table = site.run(&["inspect", "seed.txt"]).stdout;
    assert!(table.starts_with("34357138     2021 J Pers Med"), "{table}");
    let coverage = site.run(&["inspect", "--format", "coverage", "seed.txt"]).stdout;
    assert!(coverage.contains("47 lines: 41 in fields, 0 reported, 6 blank"), "{coverage}");
    let json =
        site.run(&["inspect", "--format", "coverage", "--message-format", "json", "seed.txt"]);
    let json: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["lines_in_fields"], 41);
    let schema: Value = serde_json::from_str(&site.run(&["inspect", "--schema"]).stdout).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(schema["properties"]["conflict_of_interest"].is_object());
    let missing = site.run(&["inspect", "none.txt"]);
    assert_eq!(missing.code, 3, "{}", missing.stderr);
    assert!(missing.stderr.contains("none.txt"), "{}", missing.stderr);
}

#[test]
fn convert_writes_what_can_be_read_back_and_says_what_cannot_be_said() {
    let site = Site::of(&[("seed.txt", SEED)]);
    let read = |name: &str| {
        let line = site.run(&["inspect", "--format", "jsonl", name]).stdout;
        let mut record: Value = serde_json::from_str(&line).unwrap();
        record["source"] = Value::Null;
        record
    };
    let expected = read("seed.txt");
    for (format, notes) in [("jsonl", false), ("nbib", true), ("ris", true)] {
        let run = site.run(&["convert", "--to", format, "seed.txt"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        std::fs::write(site.path("back"), &run.stdout).unwrap();
        let back = read("back");
        for key in ["pmid", "pmcid", "doi", "title", "volume", "issue", "authors", "abstract"] {
            let same = back[key] == expected[key];
            let named = run.stderr.contains(&format!("`{key}"));
            assert!(same || (notes && named), "{format}: {key}: {}\n{}", back[key], run.stderr);
        }
    }
    assert_eq!(site.run(&["convert", "--to", "docx", "seed.txt"]).code, 2);
}

#[test]
fn the_seed_alone_is_grouped_without_any_rule() {
    let site = Site::seed();
    site.build(0);
    let page = site.page("articles/34357138.html");
    for link in [
        "../topics/amyotrophic-lateral-sclerosis.html",
        "../topics/skeletal-muscle.html",
        "../institutions/biogipuzkoa-health-research-institute.html",
        "../institutions/biomedical-research-networking-center-on-neurodegenerative-diseases.html",
        "../institutions/osakidetza.html",
        "../institutions/university-of-the-basque-country.html",
        "../countries/spain.html",
        "../years/2021.html",
        "https://doi.org/10.3390/jpm11070671",
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC8307751/",
        "https://pubmed.ncbi.nlm.nih.gov/34357138/",
    ] {
        assert!(page.contains(&format!("href=\"{link}\"")), "{link}");
    }
    for route in
        ["index.html", "articles/index.html", "404.html", "about.html", "authors/index.html"]
    {
        assert!(site.has(route), "{route}");
    }
}

#[test]
fn two_builds_give_the_same_bytes_on_any_number_of_threads() {
    let one = Site::seed();
    let two = Site::seed();
    assert_eq!(one.run(&["build", "--jobs", "1"]).code, 0);
    assert_eq!(two.run(&["build", "--jobs", "4"]).code, 0);
    assert_eq!(one.tree(), two.tree());
    let again = one.run(&["build"]);
    assert!(again.stderr.contains("0 written"), "{}", again.stderr);
}

#[test]
fn no_page_holds_an_e_mail_address() {
    let leaking = SEED
        .replace(
            "48940 \nLeioa, Spain.",
            "48940 \nLeioa, Spain. Electronic address: someone@example.org.",
        )
        .replace("no conflict of interest.", "no conflict of interest; write to a.b@example.org.");
    assert_ne!(leaking, SEED);
    let site = Site::of(&[("content/records/a.txt", &leaking)]);
    site.build(0);
    for (route, bytes) in site.tree() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("@example"), "{route}");
        assert!(!text.contains("Electronic address"), "{route}");
    }
}
