//! Rulings end the warnings that they answer; proposals, paths, counts and the status can be used as they are printed.

use super::*;

/// Two files that give one PMID two titles and years.
fn disagreeing(settings: &str) -> Site {
    let record = |title: &str, year: u32| {
        format!(
            r#"{{"key": "1", "pmid": "91000051", "title": "{title}", "published": {{"year": {year}, "text": "{year}"}}}}"#
        )
    };
    Site::of(&[
        ("content/records/a.jsonl", &record("On the mud of harbours.", 2019)),
        ("content/records/b.jsonl", &record("Something else entirely.", 2021)),
        ("litdigest.toml", settings),
    ])
}

/// A warning that the curator has answered is not said again, so that `--strict` can be used.
#[test]
fn rulings_end_the_warnings_that_they_answer() {
    let strict = |site: &Site| site.run(&["build", "--strict", "--message-format", "short"]);
    let open = strict(&disagreeing(""));
    assert_eq!(
        (open.code, open.stderr.matches("[merged-conflict]").count()),
        (1, 2),
        "{}",
        open.stderr
    );
    let same = "[[same]]\nids = [\"pmid:91000051\", \"91000051\"]\n";
    let title = "[[correct]]\nid = \"pmid:91000051\"\ntitle = \"On the mud of harbours.\"\n";
    let year = "[[correct]]\nid = \"pmid:91000051\"\npublished = 2021\n";
    for (settings, code, left) in [
        (title.to_owned(), 1, 1),
        (format!("{title}{year}"), 0, 0),
        ("[[silence]]\ncode = \"merged-conflict\"\n".to_owned(), 0, 0),
        (
            "[[silence]]\ncode = \"merged-conflict\"\nid = \"pmid:91000051\"\nreason = \"Known\"\n"
                .to_owned(),
            0,
            0,
        ),
        ("[[silence]]\ncode = \"merged-conflict\"\nid = \"pmid:91000052\"\n".to_owned(), 1, 2),
        (same.to_owned(), 0, 0),
    ] {
        let run = strict(&disagreeing(&settings));
        let count = run.stderr.matches("[merged-conflict]").count();
        assert_eq!((run.code, count), (code, left), "{settings}: {}", run.stderr);
    }
}

/// Two records that share a DOI and are told to be one work, or two, say nothing more.
#[test]
fn same_and_different_end_what_is_said_of_shared_identifiers() {
    let record = |pmid: &str, title: &str, author: &str| {
        format!(
            r#"{{"key": "1", "pmid": "{pmid}", "doi": "10.5555/x", "title": "{title}", "authors": [{{"family": "{author}"}}], "published": {{"year": 2019, "text": "2019"}}}}"#
        )
    };
    let records = [
        record("91000061", "On the mud of harbours.", "Abel"),
        record("91000062", "On flurbs in bays.", "Bane"),
    ]
    .join("\n");
    let site = |settings: &str| {
        Site::of(&[("content/records/a.jsonl", &records), ("litdigest.toml", settings)])
    };
    let check = |settings: &str| {
        let run = site(settings).run(&["check", "--strict", "--message-format", "short"]);
        (run.code, run.stderr)
    };
    let (code, said) = check("");
    assert!(code == 1 && said.contains("conflicting-identifiers"), "{said}");
    let ids = "ids = [\"pmid:91000061\", \"pmid:91000062\"]\n";
    for table in ["same", "different"] {
        let (code, said) = check(&format!("[[{table}]]\n{ids}"));
        assert_eq!(code, 0, "{table}: {said}");
        assert!(!said.contains("conflict") && !said.contains("idle-setting"), "{table}: {said}");
    }
}

/// What cannot be silenced is told with a way out.
#[test]
fn a_silence_that_cannot_be_says_why() {
    for (lines, said) in [
        (
            "code = \"merged-conflct\"",
            "litdigest.toml:2:8: error[bad-config]: there is no message `merged-conflct`; did you mean \"merged-conflict\"?",
        ),
        (
            "code = \"rejected-record\"",
            "litdigest.toml:2:8: error[bad-config]: `rejected-record` is an error, and errors cannot be silenced",
        ),
        (
            "reason = \"x\"",
            "litdigest.toml:1:1: error[bad-config]: `[[silence]]` does not say which message it is about",
        ),
        (
            "code = \"bad-date\"\nfiel = \"x\"",
            "litdigest.toml:3:1: error[unknown-key]: `[[silence]]` has no key `fiel`; did you mean `file`?",
        ),
        (
            "code = \"bad-date\"",
            "litdigest.toml:2:8: note[idle-setting]: [[silence]] meets no `bad-date`",
        ),
        ("code = \"no-base-url\"\nfile = \"content/*\"", "note[no-base-url]"),
    ] {
        told_of(&[("litdigest.toml", &format!("[[silence]]\n{lines}\n"))], said);
    }
    let quiet = site(&[("litdigest.toml", "[[silence]]\ncode = \"no-base-url\"\n")]);
    let run = quiet.run(&["check", "--message-format", "short"]);
    assert!(!run.stderr.contains("no-base-url"), "{}", run.stderr);
}

/// A proposal takes in the topics that say the same, and its count is what the saved file gives.
#[test]
fn a_proposal_is_a_family_with_the_count_that_its_file_gives() {
    let record = |at: usize, keywords: &str| {
        format!(
            r#"{{"key": "{at}", "pmid": "9100007{at}", "title": "Of {at}.", "keywords": [{keywords}]}}"#
        )
    };
    let keyword = |text: &str| format!(r#"{{"text": "{text}"}}"#);
    let (whole, turned, piece) = (
        keyword("zorbon sulfate salts"),
        keyword("salts zorbon sulfate"),
        keyword("sulfate salts"),
    );
    let records = [
        record(0, &whole),
        record(1, &format!("{whole}, {piece}")),
        record(2, &format!("{whole}, {piece}")),
        record(3, &turned),
        record(4, &turned),
        record(5, &keyword("zorble dens")),
        record(6, &keyword("zorble dens")),
    ]
    .join("\n");
    let site = Site::of(&[
        ("content/records/k.jsonl", &records),
        ("litdigest.toml", "[groupings.topics]\nmin = 2\n"),
    ]);
    let run = site.run(&["topics", "suggest"]);
    let first = run.stdout.split("+++").next().unwrap();
    assert_eq!(
        first.trim(),
        "# content/topics/zorbon-sulfate-salts.md (5 articles, 5 of them in no topic of yours; takes in “Salts zorbon sulfate” (2), “Sulfate salts” (2))"
    );
    assert!(
        run.stdout.contains("aliases = [\"Salts zorbon sulfate\", \"Sulfate salts\"]"),
        "{}",
        run.stdout
    );
    let written = site.run(&["topics", "suggest", "--write"]);
    assert_eq!(written.code, 0, "{}", written.stderr);
    site.build(0);
    let page = site.page("topics/zorbon-sulfate-salts.html");
    assert_eq!((0..7).filter(|at| page.contains(&format!("9100007{at}.html"))).count(), 5);
    for gone in ["salts-zorbon-sulfate", "sulfate-salts"] {
        assert!(
            site.page(&format!("topics/{gone}.html")).contains("zorbon-sulfate-salts.html"),
            "{gone}"
        );
    }
    let again = site.run(&["topics", "suggest"]);
    assert_eq!(again.stdout, "", "all is covered");
}

/// Messages print paths as an editor opens them from where the command runs; pages keep them relative to the site.
#[test]
fn paths_are_those_of_the_folder_in_which_the_command_runs() {
    let record = r#"{"key": "1", "pmid": "91000081", "title": "On mud.", "published": {"year": 2019, "text": "2019"}}"#;
    let other = r#"{"key": "1", "pmid": "91000081", "title": "On quite another thing.", "published": {"year": 2019, "text": "2019"}}"#;
    let site = Site::of(&[
        ("room/content/records/sub/a.jsonl", record),
        ("room/content/records/b.jsonl", other),
        ("room/content/topics/x.md", "+++\nname = \"X\"\nparent = \"Y\"\nany = [\"mud\"]\n+++\n"),
    ]);
    for (folder, before) in [("room", "room/"), ("./room/", "room/")] {
        let short = site.run(&["check", folder, "--message-format", "short"]).stderr;
        assert!(
            short.contains(&format!("{before}content/topics/x.md:3:10: error[unknown-group]")),
            "{short}"
        );
        assert!(short.contains(&format!("{before}content/records/")), "{short}");
        let line = short.lines().find(|line| line.contains("merged-conflict")).unwrap();
        let (place, rest) = line.split_once(": ").unwrap();
        let file = place.split(':').next().unwrap();
        assert!(site.path(file).exists(), "{file}");
        let kept = rest.split("kept the title of ").nth(1).unwrap().split(':').next().unwrap();
        assert!(site.path(kept).exists(), "{kept}");
        let github = site.run(&["check", folder, "--message-format", "github"]).stderr;
        assert!(
            github.contains(&format!("file={before}content/topics/x.md,line=3,col=10")),
            "{github}"
        );
        let status = site.run(&["status", folder]).stdout;
        assert!(status.contains(&format!("{before}content/records/sub/a.jsonl")), "{status}");
    }
    // The same bytes, wherever the command runs.
    assert_eq!(site.run(&["build", "room", "-o", "one"]).code, 1);
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_litdigest"))
        .args(["build", "-o", "../two", "--quiet"])
        .current_dir(site.path("room"))
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8(run.stderr).unwrap().contains("--> content/topics/x.md:3:10"));
    assert_eq!(crate::support::tree(&site.path("one")), crate::support::tree(&site.path("two")));
}

/// Notes of one kind are one line for people, `--all` lists them, and the summary stands last.
#[test]
fn notes_of_one_kind_are_one_line() {
    let site = site(&[("content/a.txt", "x"), ("content/b.txt", "x"), ("content/c/d.txt", "x")]);
    let run = site.run(&["check"]);
    assert_eq!(run.stderr.matches("[skipped-file]").count(), 1, "{}", run.stderr);
    assert!(
        run.stderr.contains(
            "note[skipped-file]: 3 in 3 files; --all lists them: A file in the site's folders"
        ),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.lines().last().unwrap().contains("0 errors, 0 warnings, 4 notes"),
        "{}",
        run.stderr
    );
    let all = site.run(&["check", "--all"]);
    assert_eq!(all.stderr.matches("note[skipped-file]").count(), 3, "{}", all.stderr);
    let short = site.run(&["check", "--message-format", "short"]);
    assert_eq!(short.stderr.matches("note[skipped-file]").count(), 3, "{}", short.stderr);
}

/// The status names articles with title and file, all of them with `--all`, and its blocks work when they are pasted.
#[test]
fn the_status_names_articles_and_its_blocks_can_be_pasted() {
    let record = |at: usize, place: &str| {
        format!(
            r#"{{"key": "{at}", "pmid": "910001{at:02}", "title": "Work number {at}.", "affiliations": ["{place}, Lima, Peru"], "authors": [{{"family": "A", "affiliations": [0]}}]}}"#
        )
    };
    let mut records: Vec<String> =
        (0..14).map(|at| record(at, "Elbo Institute of Zorbonics")).collect();
    records.extend([
        record(20, "Elbo Institute of Zorbonnics"),
        record(21, "Zorbonics Institute of Elbo"),
    ]);
    let site = Site::of(&[("content/records/s.jsonl", &records.join("\n"))]);
    let run = site.run(&["status"]);
    for words in [
        "Articles without DOI (16)",
        "Work number 0.",
        "content/records/s.jsonl:1",
        "… and 13 more (--all lists them)",
        "== To decide",
        "== To add",
    ] {
        assert!(run.stdout.contains(words), "{words}: {}", run.stdout);
    }
    let all = site.run(&["status", "--all"]).stdout;
    assert!(!all.contains("--all lists them"), "{all}");
    assert!((0..14).all(|at| all.contains(&format!("Work number {at}."))), "{all}");
    let block: Vec<&str> = all
        .lines()
        .skip_while(|line| line.trim() != "[institutions.aliases]")
        .take_while(|line| !line.is_empty())
        .collect();
    assert!(block.len() > 1, "{all}");
    let site = site.with("litdigest.toml", block.join("\n").as_bytes());
    let check = site.run(&["check"]);
    assert_eq!(check.code, 0, "{}", check.stderr);
    assert!(!site.run(&["status"]).stdout.contains("Institutions that might be one"));
}
