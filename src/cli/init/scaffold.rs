//! The files of a new site, and putting them in place without touching what is there.
//!
//! In: a folder, which may exist. Out: the paths that were written and those that were kept. Never: overwriting.

use crate::config::DEFAULTS;
use crate::diag::{Diagnostic, Place, codes};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What every site needs.
const SITE: &[(&str, &str)] = &[
    ("litdigest.toml", DEFAULTS),
    (".gitignore", include_str!("files/gitignore")),
    (".github/workflows/pages.yml", include_str!("files/pages.yml")),
];

/// What shows how a site works, for one that has no records yet.
const SAMPLES: &[(&str, &str)] = &[
    ("content/about.md", include_str!("files/about.md")),
    ("content/notes/34357138.md", include_str!("files/note.md")),
    ("content/records/sample.txt", include_str!("files/sample.txt")),
    ("content/topics/skeletal-muscle.md", include_str!("files/topic.md")),
];

/// Where exports lie in a new site.
const RECORDS: &str = "content/records";

/// Stands in the workflow for the version that wrote it.
const VERSION: &str = "{{version}}";

/// Stands in the workflow for what says which version it builds with.
const PROGRAM: &str = "{{program}}";

/// Stands in the workflow for the steps that install the program.
const INSTALL: &str = "{{install}}";

/// Stands for the program's name, a link where there is a place to link to.
const NAME: &str = "{{litdigest}}";

/// Where the program's source can be had, as its manifest says; empty where it is not published.
const REPOSITORY: &str = env!("CARGO_PKG_REPOSITORY");

/// A file of a new site, as this version of the program writes it.
fn filled(text: &str, repository: &str) -> String {
    text.replace(NAME, &named(repository))
        .replace(
            PROGRAM,
            if repository.is_empty() { "" } else { include_str!("files/version.yml") },
        )
        .replace(INSTALL, install(repository).trim_end())
        .replace(VERSION, env!("CARGO_PKG_VERSION"))
}

/// The program's name in Markdown.
fn named(repository: &str) -> String {
    if repository.is_empty() {
        return "litdigest".to_owned();
    }
    format!("[litdigest]({repository})")
}

/// The steps of the workflow that install the program: from its repository, else from the site's own, because then nobody
/// but the curator knows where the program is.
fn install(repository: &str) -> String {
    if repository.is_empty() {
        return include_str!("files/install-own.yml").to_owned();
    }
    include_str!("files/install.yml").replace("{{repository}}", repository)
}

/// What was done.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Made {
    /// Files that are new, relative to the site's folder.
    pub(crate) written: Vec<PathBuf>,
    /// Files that were there and are as they were.
    pub(crate) kept: Vec<PathBuf>,
    /// Whether the samples were left out, because the site has records of its own.
    pub(crate) samples_left_out: bool,
}

/// Makes a working site in a folder. Nothing that exists is changed; a site with records of its own gets no samples.
pub(crate) fn run(dir: &Path) -> Result<Made, Diagnostic> {
    let mut made = Made::default();
    for (path, text) in SITE {
        put(dir, path, &filled(text, REPOSITORY), &mut made)?;
    }
    let own_records = holds_something(&dir.join(RECORDS));
    for (path, text) in SAMPLES {
        if own_records && !exists(&dir.join(path)) {
            made.samples_left_out = true;
        } else {
            put(dir, path, &filled(text, REPOSITORY), &mut made)?;
        }
    }
    Ok(made)
}

/// Writes a file of a site that is not there yet; says whether it was written.
pub(crate) fn put_new(dir: &Path, path: &str, text: &str) -> Result<bool, Box<Diagnostic>> {
    let mut made = Made::default();
    put(dir, path, text, &mut made).map_err(Box::new)?;
    Ok(!made.written.is_empty())
}

fn put(dir: &Path, path: &str, text: &str, made: &mut Made) -> Result<(), Diagnostic> {
    let on_disk = dir.join(path);
    let failed = |error: std::io::Error| failure(&on_disk, &error);
    if exists(&on_disk) {
        made.kept.push(PathBuf::from(path));
        return Ok(());
    }
    if let Some(folder) = on_disk.parent() {
        make_folder(folder).map_err(failed)?;
    }
    match write_new(&on_disk, text) {
        Ok(()) => made.written.push(PathBuf::from(path)),
        // Somebody else was faster; theirs is kept.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            made.kept.push(PathBuf::from(path));
        }
        Err(error) => return Err(failed(error)),
    }
    Ok(())
}

/// Writes a file that must not exist, so that nothing can be overwritten.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())
}

#[allow(clippy::disallowed_methods, reason = "init makes the folders of a new site")]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)
}

/// Whether there is anything at a path, be it a link that leads nowhere.
fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn holds_something(folder: &Path) -> bool {
    folder.read_dir().is_ok_and(|mut entries| entries.next().is_some())
}

fn failure(path: &Path, error: &std::io::Error) -> Diagnostic {
    let file: Arc<str> = path.to_string_lossy().replace('\\', "/").into();
    Diagnostic::new(&codes::OUTPUT_FAILED, format!("{file} could not be written: {error}"))
        .at(Place::file(&file))
        .done("stopped; what was written before stays")
        .help("choose a folder that you may write to, and run the command again")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content;
    use crate::workspace;

    #[test]
    fn a_new_site_reads_without_a_complaint() {
        let dir = tempfile::tempdir().unwrap();
        let made = run(&dir.path().join("new/site")).unwrap();
        assert_eq!(made.written.len(), SITE.len() + SAMPLES.len());
        assert!(made.kept.is_empty() && !made.samples_left_out);
        let site = dir.path().join("new/site");
        let settings = workspace::read_settings(&site).unwrap();
        let (config, said) =
            crate::config::load(settings.as_ref(), &crate::session::names()).unwrap();
        assert!(said.is_empty(), "{said:?}");
        let (inputs, said) = workspace::read_records(&site, &config.paths.records, |input| input);
        assert_eq!((inputs.len(), said.len()), (1, 0));
        let (files, said) = workspace::read_content(&site, &config.paths.records);
        assert_eq!((files.len(), said.len()), (3, 0));
        let (content, said) = content::build(&files, &crate::grouping::profile_kinds(), false);
        assert!(said.is_empty(), "{said:?}");
        assert_eq!((content.notes.len(), content.profiles.len(), content.pages.len()), (1, 1, 1));
    }

    /// Where the program's source can be had, readers and the workflow are led there; else nowhere, and the text reads on.
    #[test]
    fn links_lead_where_the_program_is() {
        for (repository, name) in [
            ("", "with litdigest from"),
            ("https://code.example/x", "with [litdigest](https://code.example/x) from"),
        ] {
            for (path, text) in SITE.iter().chain(SAMPLES) {
                let written = filled(text, repository);
                assert!(
                    !written.contains("{{litdigest}}") && !written.contains("/crates/"),
                    "{path}"
                );
                let own = [INSTALL, PROGRAM, VERSION, "{{repository}}"]
                    .iter()
                    .any(|mark| written.contains(mark));
                assert!(!own, "{path}: {written}");
                if path.ends_with("about.md") {
                    assert!(written.contains(name), "{written}");
                }
                if path.ends_with("pages.yml") {
                    let version = format!("LITDIGEST: \"{}\"", env!("CARGO_PKG_VERSION"));
                    assert_eq!(written.contains(&version), !repository.is_empty());
                    assert_eq!(
                        written.contains(" --git https://code.example/x "),
                        !repository.is_empty()
                    );
                    assert!(
                        !written.contains("--git https://…")
                            && written.contains("- name: Install litdigest")
                    );
                }
            }
        }
    }

    #[test]
    fn what_exists_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        write_new(&dir.path().join("litdigest.toml"), "title = \"Mine\"\n").unwrap();
        let made = run(dir.path()).unwrap();
        assert_eq!(made.kept, [PathBuf::from("litdigest.toml")]);
        let settings = workspace::read_settings(dir.path()).unwrap().unwrap();
        assert_eq!(settings.text, "title = \"Mine\"\n");
        let again = run(dir.path()).unwrap();
        assert!(again.written.is_empty() && !again.samples_left_out);
        assert_eq!(again.kept.len(), SITE.len() + SAMPLES.len());
    }

    #[test]
    fn a_site_with_records_gets_no_samples() {
        let dir = tempfile::tempdir().unwrap();
        make_folder(&dir.path().join(RECORDS)).unwrap();
        write_new(&dir.path().join(RECORDS).join("mine.txt"), "x").unwrap();
        let made = run(dir.path()).unwrap();
        assert_eq!(made.written.len(), SITE.len());
        assert!(made.samples_left_out);
        assert!(!dir.path().join("content/about.md").exists());
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_told() {
        let dir = tempfile::tempdir().unwrap();
        write_new(&dir.path().join("file"), "x").unwrap();
        let failure = run(&dir.path().join("file/site")).unwrap_err();
        assert_eq!(failure.code, &codes::OUTPUT_FAILED);
    }
}
