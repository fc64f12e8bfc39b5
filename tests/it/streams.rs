//! What goes to the two streams of the program: results that cannot be written, readers that go away, and characters that
//! would act on a terminal.

use crate::support::{SEED, Site};
use litdigest::diag::acts;
use std::fs::{File, OpenOptions};
use std::io::Write;
use std::process::{Command, Stdio};

/// Every command that prints results, each as it is typed in a site with the seed record.
const PRINTING: &[&[&str]] = &[
    &["inspect", "content/records/seed.txt"],
    &["inspect", "content/records/seed.txt", "--format", "jsonl"],
    &["inspect", "content/records/seed.txt", "--format", "coverage"],
    &["inspect", "content/records/seed.txt", "--format", "coverage", "--message-format", "json"],
    &["inspect", "--schema"],
    &["convert", "content/records/seed.txt", "--to", "bibtex"],
    &["convert", "content/records/seed.txt", "--to", "csv"],
    &["convert", "content/records/seed.txt", "--to", "jsonl"],
    &["status"],
    &["status", "--format", "json"],
    &["topics", "suggest"],
    &["--help"],
    &["help", "build"],
    &["--version"],
];

/// Two articles with a topic in common, so that `topics suggest` has something to say.
fn site() -> Site {
    let second = SEED.replace("34357138", "34357139").replace("jpm11070671", "jpm11070672");
    Site::seed().with("content/records/second.txt", second.as_bytes())
}

fn command(site: &Site, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_litdigest"));
    command.args(args).current_dir(site.path("")).env_remove("CI").env("NO_COLOR", "1");
    command
}

#[test]
#[cfg(target_os = "linux")]
fn results_that_cannot_be_written_are_a_failure() {
    let site = site();
    for args in PRINTING {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        // A handle that is open for reading only refuses every byte.
        let closed = File::open("/dev/null").unwrap();
        for (name, handle) in [("full", full), ("closed", closed)] {
            let run = command(&site, args).stdout(handle).output().unwrap();
            let said = String::from_utf8(run.stderr).unwrap();
            assert_eq!(run.status.code(), Some(3), "{name} {args:?}: {said}");
            assert!(said.contains("could not be written"), "{name} {args:?}: {said}");
        }
    }
}

#[test]
#[cfg(target_os = "linux")]
fn messages_that_cannot_be_written_are_a_failure() {
    let site = site();
    for args in [&["check"][..], &["check", "--message-format", "json"], &["build"], &["--nope"]] {
        // Something to say in every format.
        std::fs::write(site.path("content/records/nothing.txt"), "").unwrap();
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let run = command(&site, args).stderr(full).output().unwrap();
        assert_eq!(run.status.code(), Some(3), "{args:?}");
    }
}

#[test]
fn a_reader_that_goes_away_has_seen_enough() {
    let site = site();
    for args in PRINTING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = command(&site, args).stdout(writer).output().unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(0), "{args:?}: {said}");
        assert!(!said.contains("written to standard output"), "{args:?}: {said}");
    }
}

#[test]
fn a_command_without_input_ends() {
    let site = site();
    let run = command(&site, &["inspect", "-"]).stdin(Stdio::null()).output().unwrap();
    assert_eq!(run.status.code(), Some(0));
}

/// A damaged file is told in every form in which a command shows what it read, and by exit code.
#[test]
fn damage_is_told_whatever_is_printed() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(SEED.as_bytes()).unwrap();
    let mut gzip = encoder.finish().unwrap();
    gzip.truncate(gzip.len() - 6);
    let site =
        Site::empty().with("content/records/cut.gz", &gzip).with("blob.bin", b"\0\x01\0\x02\0");
    for args in [
        &["inspect", "content/records/cut.gz"][..],
        &["inspect", "content/records/cut.gz", "--format", "jsonl"],
        &["inspect", "content/records/cut.gz", "--format", "coverage"],
        &["inspect", "content/records/cut.gz", "--format", "coverage", "--message-format", "json"],
        &["convert", "content/records/cut.gz", "--to", "ris"],
        &["check"],
        &["build"],
        &["topics", "suggest"],
        &["status", "--message-format", "short"],
    ] {
        let run = site.run(args);
        assert_eq!(run.code, 1, "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains("damaged-gzip"), "{args:?}: {}", run.stderr);
    }
    for format in ["table", "jsonl", "coverage"] {
        let run = site.run(&["inspect", "blob.bin", "--format", format]);
        assert_eq!(run.code, 1, "{format}: {}", run.stderr);
        assert!(run.stderr.contains("binary-file"), "{format}: {}", run.stderr);
    }
}

/// Names and values that would clear a screen, forge a line of a log or turn the direction of what follows.
const HOSTILE: &str = "a\u{1b}[2Jb\r\n::error::forged\u{202e}\u{9b}31m\u{7f}.txt";

#[test]
#[cfg(unix)]
fn nothing_that_is_printed_acts_on_a_terminal() {
    let records = format!("content/records/{HOSTILE}");
    let unread = format!("content/records/x{HOSTILE}");
    let page = format!("content/{HOSTILE}.md");
    let title = "TY  - JOUR\nTI  - A \u{202e}title\u{2066}\nAU  - A\u{202d}B\nER  - \n";
    let site = Site::of(&[
        (&records, SEED),
        (&unread, "nothing that is known\n"),
        ("content/records/b.ris", title),
        (&page, "---\ntitle: [\n---\n[x](nowhere\u{202e}.md)\n"),
        ("content/x.md", "[x](nowhere\u{202e}.md) <b>\u{1b}</b>\n"),
        (&format!("content/{HOSTILE}"), "x"),
    ]);
    let empty = Site::empty();
    let missing = format!("no {HOSTILE}");
    let runs: Vec<Vec<&str>> = vec![
        vec!["inspect", &records],
        vec!["inspect", &records, &unread, "--format", "coverage"],
        vec!["inspect", &records, "--format", "coverage", "--message-format", "json"],
        vec!["inspect", &missing],
        vec!["inspect", "content/records/b.ris"],
        vec!["convert", &missing, "--to", "ris"],
        vec!["convert", &records, "--to", HOSTILE],
        vec!["status"],
        vec!["status", "--format", "json"],
        vec!["topics", "suggest"],
        vec!["topics", HOSTILE],
        vec!["build", HOSTILE],
        vec!["build", "-o", HOSTILE],
        vec!["build", "--jobs", HOSTILE],
        vec!["build", "--base-url", HOSTILE],
        vec!["build", "--color", HOSTILE],
        vec!["check", HOSTILE],
        vec!["init", HOSTILE],
        vec![HOSTILE],
        vec!["build", "a", HOSTILE],
    ];
    for args in &runs {
        for format in ["human", "short", "json", "github"] {
            for site in [&site, &empty] {
                let all: Vec<&str> = [args.as_slice(), &["--message-format", format]].concat();
                let run = site.run(if args.contains(&"--message-format") { args } else { &all });
                for text in [&run.stdout, &run.stderr] {
                    let found = text.chars().find(|c| *c != '\n' && acts(*c));
                    assert_eq!(found, None, "{args:?} {format}: {text:?}");
                    assert!(!text.contains("\n::error::forged"), "{args:?} {format}: {text:?}");
                    assert!(!text.starts_with("::error::forged"), "{args:?} {format}: {text:?}");
                }
            }
        }
    }
}
