//! Stops a build before every single step on the disk, as a kill or as one refusal, and looks at what is left.

#![allow(clippy::disallowed_methods, reason = "the test looks at the disk itself")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::disk::{Step, Steps, Unhindered};
use super::{Failure, Report, write_with};

/// Files by route.
type Files = BTreeMap<String, String>;

/// Fails one step, or that step and all after it, as if the process had been killed there.
struct Stop {
    at: usize,
    killed: bool,
    seen: AtomicUsize,
}

impl Stop {
    fn new(at: usize, killed: bool) -> Self {
        Stop { at, killed, seen: AtomicUsize::new(0) }
    }

    fn happened(&self) -> bool {
        self.seen.load(Ordering::Relaxed) > self.at
    }
}

impl Steps for Stop {
    fn before(&self, _: Step) -> io::Result<()> {
        let number = self.seen.fetch_add(1, Ordering::Relaxed);
        if number == self.at || (self.killed && number > self.at) {
            return Err(io::Error::from(io::ErrorKind::StorageFull));
        }
        Ok(())
    }
}

/// A folder in memory where the system has one: thousands of small builds would wear a disk for nothing.
fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(route, text)| ((*route).to_owned(), (*text).to_owned())).collect()
}

fn build(steps: &dyn Steps, root: &Path, site: &Files) -> Result<Report, Failure> {
    let routes: Vec<&str> = site.keys().map(String::as_str).collect();
    write_with(steps, root, &routes, &|index| Ok(site[routes[index]].clone().into_bytes()))
}

/// All files below a folder, and its empty folders with a final slash.
fn read(root: &Path) -> Files {
    fn walk(folder: &Path, prefix: &str, found: &mut Files) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        let mut empty = true;
        for entry in entries {
            let entry = entry.unwrap();
            empty = false;
            let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &format!("{path}/"), found);
            } else {
                found.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
        if empty && !prefix.is_empty() {
            found.insert(prefix.to_owned(), String::new());
        }
    }
    let mut found = Files::new();
    walk(root, "", &mut found);
    found
}

/// The same without what the machinery keeps for itself.
fn pages(root: &Path) -> Files {
    let mut found = read(root);
    found.retain(|path, _| !path.starts_with(".litdigest"));
    found
}

/// What `site` looks like when it is built into an empty folder, manifest included.
fn fresh(site: &Files) -> Files {
    let folder = scratch();
    let root = folder.path().join("public");
    build(&Unhindered, &root, site).unwrap();
    read(&root)
}

struct Scenario {
    name: &'static str,
    old: Files,
    new: Files,
    foreign: Files,
    /// Whether a reader may see old and new pages side by side after a kill.
    page_by_page: bool,
}

fn scenarios() -> Vec<Scenario> {
    let base = files(&[
        ("about.html", "about"),
        ("articles/1.html", "one"),
        ("articles/2.html", "two"),
        ("articles/3.html", "three"),
        ("index.html", "home"),
        ("topics/a.html", "a"),
    ]);
    let mut few = base.clone();
    few.insert("articles/2.html".into(), "two, corrected".into());
    few.insert("years/2021.html".into(), "new folder".into());
    few.remove("topics/a.html");
    let all: Files = base.iter().map(|(route, text)| (route.clone(), format!("{text}!"))).collect();
    let mut turned = base.clone();
    turned.remove("about.html");
    turned.insert("about.html/index.html".into(), "a folder now".into());
    turned.remove("topics/a.html");
    turned.insert("topics".into(), "a file now".into());
    let foreign = files(&[("CNAME", "example.org"), ("articles/mine.txt", "mine")]);
    let scenario = |name, old: &Files, new: &Files, foreign: &Files, page_by_page| Scenario {
        name,
        old: old.clone(),
        new: new.clone(),
        foreign: foreign.clone(),
        page_by_page,
    };
    let none = Files::new();
    let git = files(&[(".git", "gitdir: elsewhere")]);
    vec![
        scenario("first build", &none, &base, &none, false),
        scenario("nothing changed", &base, &base, &none, false),
        scenario("few changed", &base, &few, &none, true),
        scenario("all changed", &base, &all, &none, false),
        scenario("all changed beside foreign files", &base, &all, &foreign, true),
        scenario("few changed in a worktree", &base, &few, &git, true),
        scenario("files turned folders", &base, &turned, &none, true),
        scenario("site emptied", &base, &none, &none, true),
    ]
}

fn set_up(scenario: &Scenario, root: &Path) {
    if !scenario.old.is_empty() {
        build(&Unhindered, root, &scenario.old).unwrap();
    }
    for (path, text) in &scenario.foreign {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn with_foreign(scenario: &Scenario, site: &Files) -> Files {
    site.iter().chain(&scenario.foreign).map(|(path, text)| (path.clone(), text.clone())).collect()
}

/// What a reader may find after a build was killed.
fn assert_readable(scenario: &Scenario, root: &Path, context: &str) {
    let found = pages(root);
    let old = with_foreign(scenario, &scenario.old);
    let new = with_foreign(scenario, &scenario.new);
    if !scenario.page_by_page {
        assert!(found == old || found == new, "{context}: neither old nor new: {found:#?}");
        return;
    }
    for (path, text) in found.iter().filter(|(path, _)| !path.ends_with('/')) {
        let whole = old.get(path) == Some(text) || new.get(path) == Some(text);
        assert!(whole, "{context}: {path} is neither old nor new: {text}");
    }
    for (path, _) in old.iter().filter(|(path, _)| new.contains_key(*path)) {
        assert!(found.contains_key(path), "{context}: {path} is gone");
    }
    for (path, text) in &scenario.foreign {
        assert_eq!(found.get(path), Some(text), "{context}: foreign file");
    }
}

fn assert_whole(scenario: &Scenario, root: &Path, fresh: &Files, context: &str) {
    assert_eq!(read(root), with_foreign(scenario, fresh), "{context}");
    let parent: BTreeSet<_> =
        fs::read_dir(root.parent().unwrap()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(parent, BTreeSet::from([root.file_name().unwrap().to_owned()]), "{context}");
}

#[test]
fn killed_before_any_step() {
    for scenario in scenarios() {
        let fresh = fresh(&scenario.new);
        let mut steps = 0;
        for at in 0.. {
            let folder = scratch();
            let root = folder.path().join("public");
            set_up(&scenario, &root);
            let kill = Stop::new(at, true);
            let result = build(&kill, &root, &scenario.new);
            if !kill.happened() {
                result.unwrap();
                steps = at;
                break;
            }
            let context = format!("{}, killed before step {at}", scenario.name);
            assert_readable(&scenario, &root, &context);
            build(&Unhindered, &root, &scenario.new).unwrap();
            assert_whole(&scenario, &root, &fresh, &context);
        }
        assert_eq!(
            steps == 0,
            scenario.name == "nothing changed",
            "{}: {steps} steps",
            scenario.name
        );
    }
}

#[test]
fn killed_and_then_built_from_other_input() {
    for scenario in scenarios() {
        let fresh = fresh(&scenario.old);
        for at in 0.. {
            let folder = scratch();
            let root = folder.path().join("public");
            set_up(&scenario, &root);
            let kill = Stop::new(at, true);
            if build(&kill, &root, &scenario.new).is_ok() && !kill.happened() {
                break;
            }
            build(&Unhindered, &root, &scenario.old).unwrap();
            let context = format!("{}, killed before step {at}, went back", scenario.name);
            assert_whole(&scenario, &root, &fresh, &context);
        }
    }
}

#[test]
fn killed_again_while_recovering() {
    for scenario in scenarios() {
        let fresh = fresh(&scenario.new);
        let mut first = 0;
        let mut second = 0;
        loop {
            let folder = scratch();
            let root = folder.path().join("public");
            set_up(&scenario, &root);
            let kill = Stop::new(first, true);
            let ended = build(&kill, &root, &scenario.new).is_ok();
            if ended && !kill.happened() {
                break;
            }
            // Every other step of the second kill is enough, in turn the odd and the even ones: the first kill takes every step.
            let again = Stop::new(second, true);
            let ended = build(&again, &root, &scenario.new).is_ok() && !again.happened();
            let context = format!("{}, killed before steps {first} and {second}", scenario.name);
            assert_readable(&scenario, &root, &context);
            build(&Unhindered, &root, &scenario.new).unwrap();
            assert_whole(&scenario, &root, &fresh, &context);
            (first, second) =
                if ended { (first + 1, (first + 1) % 2) } else { (first, second + 2) };
        }
    }
}

#[test]
fn a_full_disk_at_any_step() {
    for scenario in scenarios() {
        let fresh = fresh(&scenario.new);
        for at in 0.. {
            let folder = scratch();
            let root = folder.path().join("public");
            set_up(&scenario, &root);
            let before = read(&root);
            let full = Stop::new(at, false);
            let result = build(&full, &root, &scenario.new);
            if !full.happened() {
                result.unwrap();
                break;
            }
            let context = format!("{}, disk full at step {at}", scenario.name);
            match result {
                Ok(_) => assert_eq!(
                    pages(&root),
                    with_foreign(&scenario, &scenario.new),
                    "{context}: said it was done"
                ),
                Err(Failure::Machine(diagnostic)) => {
                    assert!(diagnostic.message.contains("the disk is full"), "{context}");
                    if diagnostic.done.as_deref() == Some("left the old site as it was") {
                        assert_eq!(read(&root), before, "{context}");
                        let beside = fs::read_dir(folder.path()).unwrap().count();
                        assert_eq!(beside, usize::from(root.exists()), "{context}: left something");
                    } else {
                        assert_readable(&scenario, &root, &context);
                    }
                }
                Err(failure) => panic!("{context}: {failure:?}"),
            }
            build(&Unhindered, &root, &scenario.new).unwrap();
            assert_whole(&scenario, &root, &fresh, &context);
        }
    }
}

#[test]
fn foreign_file_that_came_during_a_swap_is_carried_over() {
    /// Puts a file into the output folder at the last moment.
    struct Intruder<'a>(&'a Path);
    impl Steps for Intruder<'_> {
        fn before(&self, step: Step) -> io::Result<()> {
            if step == Step::Exchange {
                fs::create_dir_all(self.0.join("articles/new"))?;
                fs::write(self.0.join("articles/late.txt"), "late")?;
                fs::write(self.0.join("articles/new/late.txt"), "late too")?;
            }
            Ok(())
        }
    }
    let folder = scratch();
    let root = folder.path().join("public");
    let old = files(&[("articles/1.html", "one"), ("index.html", "home")]);
    let new = files(&[("articles/1.html", "one!"), ("index.html", "home!")]);
    build(&Unhindered, &root, &old).unwrap();
    build(&Intruder(&root), &root, &new).unwrap();
    let mut wanted = new;
    wanted.extend(files(&[("articles/late.txt", "late"), ("articles/new/late.txt", "late too")]));
    assert_eq!(pages(&root), wanted);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
