//! The output folder seen from outside: what a build leaves in it, whatever was there and however it ends.

mod refused;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use litdigest::diag::{Diagnostic, codes};
use litdigest::output::{Failure, Report, write};
use proptest::prelude::*;
use tempfile::TempDir;

/// Files by route.
type Files = BTreeMap<String, String>;

fn files(list: &[(&str, &str)]) -> Files {
    list.iter().map(|(route, text)| ((*route).to_owned(), (*text).to_owned())).collect()
}

/// A site of six pages.
fn six() -> Files {
    files(&[
        ("about.html", "about"),
        ("articles/1.html", "one"),
        ("articles/2.html", "two"),
        ("index.html", "home"),
        ("topics/a.html", "a"),
        ("topics/a/2.html", "a, page 2"),
    ])
}

fn with(mut site: Files, changes: &[(&str, &str)]) -> Files {
    site.extend(files(changes));
    site
}

fn build(root: &Path, site: &Files) -> Result<Report, Failure> {
    let pages: Vec<(&String, &String)> = site.iter().collect();
    let routes: Vec<&str> = site.keys().map(String::as_str).collect();
    write(root, &routes, &|index| Ok(pages.get(index).unwrap().1.clone().into_bytes()))
}

/// All files below a folder; empty folders end in a slash.
fn read(root: &Path) -> Files {
    fn walk(folder: &Path, prefix: &str, found: &mut Files) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        let entries: Vec<_> = entries.map(Result::unwrap).collect();
        if entries.is_empty() && !prefix.is_empty() {
            found.insert(prefix.to_owned(), String::new());
        }
        for entry in entries {
            let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                walk(&entry.path(), &format!("{path}/"), found);
            } else if let Ok(text) = fs::read_to_string(entry.path()) {
                found.insert(path, text);
            }
        }
    }
    let mut found = Files::new();
    walk(root, "", &mut found);
    found
}

/// The same without the manifest.
fn pages(root: &Path) -> Files {
    let mut found = read(root);
    found.remove(".litdigest-manifest");
    found
}

/// Times of last change of all files, to the nanosecond.
fn times(root: &Path) -> BTreeMap<String, std::time::SystemTime> {
    let time = |path: &String| fs::metadata(root.join(path)).unwrap().modified().unwrap();
    read(root).keys().map(|path| (path.clone(), time(path))).collect()
}

/// A folder with an output folder in it, which is the only thing in it after every build.
struct Place {
    folder: TempDir,
    root: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let root = folder.path().join("public");
        Place { folder, root }
    }

    fn built(site: &Files) -> Self {
        let place = Place::new();
        build(&place.root, site).unwrap();
        place
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Builds and compares with the site and these foreign files.
    fn check(&self, site: &Files, foreign: &[(&str, &str)]) -> Report {
        let report = build(&self.root, site).unwrap();
        assert_eq!(pages(&self.root), with(site.clone(), foreign));
        self.assert_tidy();
        report
    }

    fn assert_tidy(&self) {
        let beside: Vec<_> =
            fs::read_dir(self.folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert_eq!(beside, ["public"]);
    }
}

fn counts(report: &Report) -> (usize, usize, usize, usize) {
    (report.written, report.unchanged, report.removed, report.kept_foreign)
}

#[test]
fn first_build() {
    let place = Place::new();
    let report = place.check(&six(), &[]);
    assert_eq!(counts(&report), (6, 0, 0, 0));
    assert_eq!(report.bytes, six().values().map(|text| text.len() as u64).sum::<u64>());
    assert!(report.notes.is_empty());
}

#[test]
fn parents_are_made_and_go_again_when_the_build_fails() {
    let folder = TempDir::new().unwrap();
    let root = folder.path().join("deep/er/public");
    write(&root, &["a"], &|_| Err(bad_page("a"))).unwrap_err();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    build(&root, &six()).unwrap();
    assert_eq!(pages(&root), six());
}

#[test]
fn nothing_changed_writes_nothing() {
    let place = Place::built(&six());
    let before = times(&place.root);
    let folder = fs::metadata(&place.root).unwrap().modified().unwrap();
    let report = place.check(&six(), &[]);
    assert_eq!(counts(&report), (0, 6, 0, 0));
    assert_eq!(times(&place.root), before);
    assert_eq!(fs::metadata(&place.root).unwrap().modified().unwrap(), folder);
}

#[test]
fn one_changed_page_is_the_only_one_written() {
    let place = Place::built(&six());
    let before = times(&place.root);
    let report = place.check(&with(six(), &[("index.html", "home, new")]), &[]);
    assert_eq!(counts(&report), (1, 5, 0, 0));
    let after = times(&place.root);
    let touched: Vec<_> =
        after.iter().filter(|(path, time)| before.get(*path) != Some(time)).collect();
    let touched: Vec<&str> = touched.into_iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(touched, [".litdigest-manifest", "index.html"]);
}

#[test]
fn a_stale_page_goes_with_its_empty_folder() {
    let place = Place::built(&six());
    let mut less = six();
    less.remove("topics/a/2.html");
    let report = place.check(&less, &[]);
    assert_eq!(counts(&report), (0, 5, 1, 0));
    assert!(!place.root.join("topics/a").exists());
}

#[test]
fn most_changed() {
    let place = Place::built(&six());
    let mut new: Files = six().into_iter().map(|(route, text)| (route, text + "!")).collect();
    new.insert("index.html".into(), "home".into());
    new.remove("about.html");
    let report = place.check(&new, &[]);
    assert_eq!(counts(&report), (4, 1, 1, 0));
}

#[test]
fn a_page_that_someone_changed_or_deleted_is_put_right() {
    let place = Place::built(&six());
    std::thread::sleep(Duration::from_millis(20));
    place.put("articles/1.html", "eno"); // the same length, so only its age gives it away
    place.put("articles/2.html", "longer than before");
    fs::remove_file(place.root.join("about.html")).unwrap();
    let report = place.check(&six(), &[]);
    assert_eq!(counts(&report), (3, 3, 0, 0));
}

#[test]
fn foreign_files_stay() {
    let foreign = [
        (".git/HEAD", "ref"),
        ("CNAME", "site.example"),
        ("articles/own.pdf", "own"),
        ("empty/", ""),
        ("own/deep/x", "x"),
    ];
    let place = Place::built(&six());
    for (path, text) in foreign {
        match path.strip_suffix('/') {
            Some(folder) => fs::create_dir_all(place.root.join(folder)).unwrap(),
            None => place.put(path, text),
        }
    }
    let all: Files = six().into_iter().map(|(route, text)| (route, text + "!")).collect();
    assert_eq!(place.check(&all, &foreign).kept_foreign, 5);
    place.check(&six(), &foreign);
    place.check(&Files::new(), &foreign);
}

#[test]
fn a_folder_without_manifest_is_all_foreign() {
    let place = Place::new();
    place.put("index.html", "somebody's home");
    place.put("notes.txt", "notes");
    let report = build(&place.root, &six()).unwrap();
    let wanted = with(six(), &[("index.html", "somebody's home"), ("notes.txt", "notes")]);
    assert_eq!(pages(&place.root), wanted);
    assert_eq!(counts(&report), (5, 0, 0, 2));
    assert_eq!(report.notes.len(), 1);
    let note = &report.notes[0];
    assert_eq!(note.code.id, "foreign-file");
    assert!(note.message.contains("public/index.html"), "{note:?}");
    assert!(note.help.as_ref().unwrap().contains("move"), "{note:?}");
    // It stays foreign, and the page takes its place once it is moved away.
    build(&place.root, &six()).unwrap();
    assert_eq!(pages(&place.root), wanted);
    fs::remove_file(place.root.join("index.html")).unwrap();
    place.check(&six(), &[("notes.txt", "notes")]);
}

#[test]
fn foreign_things_in_the_way_of_folders_and_files() {
    let place = Place::new();
    place.put("articles", "a file where a folder would go");
    place.put("about.html/own.txt", "a folder where a file would go");
    let outside = place.folder.path().join("public-outside");
    fs::create_dir(&outside).unwrap();
    std::os::unix::fs::symlink(&outside, place.root.join("topics")).unwrap();
    let report = build(&place.root, &six()).unwrap();
    assert_eq!(report.written, 1, "{report:?}");
    assert_eq!(report.notes.len(), 5);
    assert_eq!(fs::read_dir(&outside).unwrap().count(), 0, "wrote through a link");
    let wanted = files(&[
        ("about.html/own.txt", "a folder where a file would go"),
        ("articles", "a file where a folder would go"),
        ("index.html", "home"),
    ]);
    assert_eq!(pages(&place.root), wanted);
}

#[test]
fn a_damaged_manifest_makes_everything_foreign() {
    let place = Place::built(&six());
    place.put(".litdigest-manifest", "litdigest-manifest 99\n");
    let new = with(six(), &[("index.html", "new")]);
    let report = build(&place.root, &new).unwrap();
    assert_eq!(pages(&place.root), six());
    assert!(report.notes[0].message.contains("another version"), "{:?}", report.notes);
    assert_eq!(report.notes.len(), 7);
}

fn bad_page(route: &str) -> Diagnostic {
    Diagnostic::new(&codes::BAD_TEMPLATE, format!("cannot render {route}"))
}

#[test]
fn pages_that_fail_leave_the_old_site() {
    for old in [Files::new(), six()] {
        let place = Place::new();
        if !old.is_empty() {
            build(&place.root, &old).unwrap();
        }
        let before = read(&place.root);
        let routes: Vec<String> = (0..500).map(|n| format!("p{n:03}.html")).collect();
        let routes: Vec<&str> = routes.iter().map(String::as_str).collect();
        let failure = write(&place.root, &routes, &|index| match index % 2 {
            0 => Ok(b"good".to_vec()),
            _ => Err(bad_page(routes[index])),
        })
        .unwrap_err();
        let Failure::Render(said) = failure else { panic!("{failure:?}") };
        let said: Vec<&str> = said.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(said.len(), 100);
        assert_eq!(said[..2], ["cannot render p001.html", "cannot render p003.html"]);
        assert_eq!(read(&place.root), before);
        assert_eq!(
            fs::read_dir(place.folder.path()).unwrap().count(),
            usize::from(!old.is_empty())
        );
    }
}

#[test]
fn routes_that_no_file_can_have_are_told() {
    let place = Place::new();
    let long = "x".repeat(300);
    let routes = ["../up", "/abs", "a", "a/b", "a\nb", "ok", "ok", ".litdigest-manifest", &long];
    let report = write(&place.root, &routes, &|_| Ok(b"x".to_vec())).unwrap();
    assert_eq!(pages(&place.root), files(&[("a/b", "x"), ("ok", "x")]));
    let said: Vec<&str> = report.notes.iter().map(|note| note.code.id).collect();
    assert_eq!(said.iter().filter(|id| **id == "bad-route").count(), 5, "{said:?}");
    assert_eq!(said.iter().filter(|id| **id == "same-route").count(), 2, "{said:?}");
}

fn refusal(root: &Path) -> String {
    match build(root, &six()) {
        Err(Failure::Machine(said)) => {
            assert_eq!(said.code.id, "output-failed");
            assert_eq!(said.done.as_deref(), Some("left the old site as it was"));
            format!("{}; {}", said.message, said.help.unwrap())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_link_is_followed() {
    let place = Place::built(&six());
    let link = place.folder.path().join("link");
    std::os::unix::fs::symlink("public", &link).unwrap();
    let new: Files = six().into_iter().map(|(route, text)| (route, text + "!")).collect();
    build(&link, &new).unwrap();
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(pages(&place.root), new);
    fs::remove_dir_all(&place.root).unwrap();
    assert!(refusal(&link).contains("could not follow the link"));
}

#[test]
fn the_folder_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::built(&six());
    fs::set_permissions(&place.root, fs::Permissions::from_mode(0o2775)).unwrap();
    place.check(&six().into_iter().map(|(route, text)| (route, text + "!")).collect(), &[]);
    assert_eq!(fs::metadata(&place.root).unwrap().permissions().mode() & 0o7777, 0o2775);
}

#[test]
fn builds_at_the_same_time_take_turns() {
    let place = Place::new();
    let sites: Vec<Files> = (0..4)
        .map(|n| {
            (0..50)
                .map(|p| (format!("d{}/p{p}.html", p % 7), format!("site {n}, page {p}")))
                .collect()
        })
        .collect();
    std::thread::scope(|scope| {
        for site in &sites {
            scope.spawn(|| {
                for _ in 0..5 {
                    build(&place.root, site).unwrap();
                }
            });
        }
    });
    assert!(sites.contains(&pages(&place.root)), "the sites were mixed");
    place.assert_tidy();
}

const CHILD: &str = "LITDIGEST_TEST_OUTPUT_CHILD";

/// The site of one round of the child below: odd rounds change everything, even ones a little.
fn round(number: usize) -> Files {
    (0..60)
        .map(|page| {
            let edition = if page % 10 == number % 10 { number } else { number / 2 };
            (
                format!("d{}/p{page}.html", page % 4),
                format!("page {page}, edition {edition}\n").repeat(50),
            )
        })
        .filter(|(route, _)| !number.is_multiple_of(3) || !route.starts_with("d3"))
        .collect()
}

/// Builds in a process of its own until that is killed. Each page must be whole at any moment and the next build makes the site whole.
#[test]
#[allow(clippy::disallowed_methods, reason = "the child is told by the environment what to do")]
fn a_build_that_is_really_killed() {
    if let Ok(root) = std::env::var(CHILD) {
        for number in 0.. {
            build(Path::new(&root), &round(number)).unwrap();
        }
    }
    let mut found = 0;
    let whole: Vec<Files> = (0..400).map(round).collect();
    for (kill, beside) in
        [(3, "CNAME"), (7, ""), (11, ""), (19, "CNAME"), (31, ""), (53, ""), (97, "CNAME")]
    {
        let place = Place::new();
        if !beside.is_empty() {
            place.put(beside, "site.example");
        }
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "output::a_build_that_is_really_killed"])
            .env(CHILD, &place.root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(30 + kill));
        child.kill().unwrap();
        child.wait().unwrap();
        for (path, text) in pages(&place.root) {
            found += 1;
            let known = path == beside || whole.iter().any(|site| site.get(&path) == Some(&text));
            let staged = path.starts_with(".litdigest");
            // A folder whose last page has just left it, or whose first page is still to come.
            let empty = path.ends_with('/');
            assert!(known || staged || empty, "killed after {kill} ms: {path} is torn");
        }
        let foreign = [(beside, "site.example")];
        place.check(&round(401), if beside.is_empty() { &[] } else { &foreign });
    }
    assert!(found > 100, "the child did not build");
}

fn any_site() -> impl Strategy<Value = Files> {
    let route = prop::sample::select(vec![
        "a",
        "a/b",
        "a/b/c",
        "b.html",
        "c/a",
        "c/b",
        "c/c/d",
        "d",
        "index.html",
    ]);
    let text = prop::sample::select(vec!["", "x", "y", "longer text"]);
    prop::collection::btree_map(route, text, 0..9).prop_map(|site| {
        // A route that is also a folder of another one cannot be built.
        let clash = |route: &str| site.keys().any(|other| other.starts_with(&format!("{route}/")));
        site.iter()
            .filter(|(route, _)| !clash(route))
            .map(|(route, text)| ((*route).to_owned(), (*text).to_owned()))
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// Whatever was built before, the folder ends as if the last site had been built into an empty one.
    #[test]
    fn only_the_last_site_counts(sites in prop::collection::vec(any_site(), 1..6), foreign in any::<bool>()) {
        let place = Place::new();
        if foreign {
            place.put("own.txt", "own");
        }
        for site in &sites {
            let report = build(&place.root, site).unwrap();
            prop_assert!(report.notes.is_empty());
            prop_assert_eq!(report.written + report.unchanged, site.len());
        }
        let last = sites.last().unwrap();
        let fresh = Place::built(last);
        let mut wanted = read(&fresh.root);
        if foreign {
            wanted.insert("own.txt".to_owned(), "own".to_owned());
        }
        prop_assert_eq!(read(&place.root), wanted);
        place.assert_tidy();
    }
}
