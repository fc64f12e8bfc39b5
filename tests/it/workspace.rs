//! The workspace: which files of a site are read, in which order, and what is said of those that cannot be.

use flate2::{Compression, write::GzEncoder};
use litdigest::diag::Diagnostic;
use litdigest::workspace;
use std::fs;
use std::io::Write;
use std::path::Path;
use tempfile::TempDir;

fn site(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (path, bytes) in files {
        write(folder.path(), path, bytes);
    }
    folder
}

#[allow(clippy::disallowed_methods, reason = "a test makes its site")]
fn write(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

/// `file: code` of each diagnostic.
fn told(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics
        .iter()
        .map(|d| format!("{}: {}", d.place.as_ref().unwrap().file, d.code.id))
        .collect()
}

fn records(site: &TempDir) -> (Vec<(String, String)>, Vec<String>) {
    let (inputs, diagnostics) =
        workspace::read_records(site.path(), "content/records", |input| input);
    let inputs = inputs
        .into_iter()
        .map(|input| (input.file.to_string(), String::from_utf8_lossy(&input.bytes).into_owned()));
    (inputs.collect(), told(&diagnostics))
}

fn pair(file: &str, text: &str) -> (String, String) {
    (file.to_owned(), text.to_owned())
}

#[test]
fn exports_come_sorted_from_all_folders_and_inflated() {
    let two = [gzip(b"first "), gzip(b"second")].concat();
    let site = site(&[
        ("content/records/b.txt", b"b"),
        ("content/records/a/z.txt", b"z"),
        ("content/records/c.xml.gz", &two),
        ("content/records/packed-without-the-name", &gzip(b"packed")),
        ("content/records/.hidden", b"x"),
        ("content/records/.git/config", b"x"),
        ("content/records/.DS_Store", b"x"),
        ("content/records/Thumbs.db", b"x"),
        ("content/records/README.md", b"x"),
        ("content/records/readme", b"x"),
        ("content/records/b.toml", b"x"),
        ("content/records/b.txt~", b"x"),
        ("content/records/notes.md", b"reported by the formats, not passed over"),
    ]);
    let (inputs, told) = records(&site);
    assert_eq!(
        inputs,
        [
            pair("a/z.txt", "z"),
            pair("b.txt", "b"),
            pair("c.xml.gz", "first second"),
            pair("notes.md", "reported by the formats, not passed over"),
            pair("packed-without-the-name", "packed"),
        ]
    );
    assert!(told.is_empty(), "{told:?}");
    let (searches, said) = workspace::read_searches(site.path(), "content/records");
    let paths: Vec<(&str, &str)> = searches.iter().map(|s| (&*s.path, &*s.file)).collect();
    assert_eq!((paths, said.len()), (vec![("b.toml", "content/records/b.toml")], 0));
}

#[test]
fn a_folder_that_does_not_exist_holds_nothing() {
    let site = site(&[]);
    assert_eq!(records(&site), (vec![], vec![]));
    assert!(workspace::read_content(site.path(), "content/records").0.is_empty());
    assert!(workspace::read_settings(site.path()).unwrap().is_none());
    assert!(workspace::list_static(site.path()).0.is_empty());
}

#[test]
fn a_damaged_file_gives_what_came_before_the_damage() {
    let whole = gzip(b"a whole member. ");
    let site = site(&[
        ("content/records/a.gz", &[whole.clone(), whole[..10].to_vec()].concat()),
        ("content/records/b.txt", b"b"),
    ]);
    let (inputs, told) = records(&site);
    assert_eq!(inputs, [pair("a.gz", "a whole member. "), pair("b.txt", "b")]);
    assert_eq!(told, ["content/records/a.gz: damaged-gzip"]);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_costs_only_itself() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = site(&[("content/records/b.txt", b"b"), ("content/records/locked/x.txt", b"x")]);
    let folder = site.path().join("content/records");
    symlink("nowhere", folder.join("a.txt")).unwrap();
    symlink("..", folder.join("loop")).unwrap();
    symlink("b.txt", folder.join("link.txt")).unwrap();
    let locked = folder.join("locked");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    // The superuser reads everything, so for it the folder is not locked.
    let superuser = locked.read_dir().is_ok();
    let (inputs, told) = records(&site);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    let mut read = vec![pair("b.txt", "b"), pair("link.txt", "b")];
    let mut expected = vec!["content/records/a.txt: unreadable-file".to_owned()];
    if superuser {
        read.push(pair("locked/x.txt", "x"));
    } else {
        expected.push("content/records/locked: unreadable-file".to_owned());
    }
    // The link leads up to content/, from where records/ is a folder above itself.
    let inputs: Vec<_> = inputs.into_iter().filter(|(file, _)| !file.starts_with("loop")).collect();
    assert_eq!(inputs, read);
    expected.push("content/records/loop/records: skipped-file".to_owned());
    let mut told = told;
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let site = site(&[("content/records/b.txt", b"b")]);
    let pipe = site.path().join("content/records/pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    let (inputs, told) = records(&site);
    assert_eq!(inputs, [pair("b.txt", "b")]);
    assert_eq!(told, ["content/records/pipe: skipped-file"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_text_is_told() {
    use std::os::unix::ffi::OsStrExt;
    let site = site(&[("content/records/b.txt", b"b")]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.txt");
    #[allow(clippy::disallowed_methods, reason = "a test makes its site")]
    fs::write(site.path().join("content/records").join(name), b"x").unwrap();
    let (inputs, told) = records(&site);
    assert_eq!(inputs, [pair("b.txt", "b")]);
    assert_eq!(told, ["content/records/caf\u{fffd}.txt: unreadable-file"]);
}

#[test]
fn markdown_comes_without_the_exports_and_what_else_lies_there_is_told() {
    let site = site(&[
        ("content/about.md", b"# About"),
        ("content/topics/muscle.md", "Müller".as_bytes()),
        ("content/notes/old.md", b"caf\xe9"),
        ("content/notes/figure.png", b"x"),
        ("content/records/README.md", b"x"),
        ("content/.drafts/x.md", b"x"),
    ]);
    let (files, diagnostics) = workspace::read_content(site.path(), "content/records");
    let files: Vec<_> = files.iter().map(|f| (&*f.path, &*f.file, f.text.as_str())).collect();
    assert_eq!(
        files,
        [
            ("about.md", "content/about.md", "# About"),
            ("notes/old.md", "content/notes/old.md", "café"),
            ("topics/muscle.md", "content/topics/muscle.md", "Müller"),
        ]
    );
    assert_eq!(
        told(&diagnostics),
        ["content/notes/figure.png: skipped-file", "content/notes/old.md: guessed-encoding"]
    );
}

#[test]
fn templates_settings_and_static_files() {
    let site = site(&[
        ("templates/article.html", b"{{ page }}"),
        ("litdigest.toml", b"title = \"x\""),
        ("static/logo.svg", b"<svg/>"),
        ("static/img/a.png", b"x"),
        ("static/.well-known/x", b"x"),
        ("static/.DS_Store", b"x"),
    ]);
    let (templates, told) = workspace::read_templates(site.path());
    assert_eq!(
        (&*templates[0].path, &*templates[0].file),
        ("article.html", "templates/article.html")
    );
    assert!(told.is_empty());
    let settings = workspace::read_settings(site.path()).unwrap().unwrap();
    assert_eq!((&*settings.file, settings.text.as_str()), ("litdigest.toml", "title = \"x\""));
    let (listed, _) = workspace::list_static(site.path());
    let routes: Vec<&str> = listed.iter().map(|(route, _)| route.as_str()).collect();
    assert_eq!(routes, [".well-known/x", "img/a.png", "logo.svg"]);
    assert!(listed.iter().all(|(_, path)| path.is_file()));
}

#[test]
fn one_file_by_name() {
    let site = site(&[("a.txt", b"a"), ("b.gz", &gzip(b"b"))]);
    let name = |file: &str| site.path().join(file).to_str().unwrap().to_owned();
    let (input, damage) = workspace::read_file(&name("b.gz")).unwrap();
    assert_eq!((input.bytes.as_slice(), damage.len()), (&b"b"[..], 0));
    assert_eq!(&*input.file, name("b.gz"));
    let missing = workspace::read_file(&name("c.txt")).unwrap_err();
    assert_eq!(missing.code.id, "unreadable-file");
    assert!(
        missing.message.ends_with("could not be read: it does not exist"),
        "{}",
        missing.message
    );
    let folder = workspace::read_file(site.path().to_str().unwrap()).unwrap_err();
    assert!(folder.message.ends_with("could not be read: it is a folder"), "{}", folder.message);
}
