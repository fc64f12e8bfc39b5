//! Finding files: a folder and everything below it, in sorted order, whatever the file system's own.

use super::disk::{exists, unreadable};
use crate::diag::{Diagnostic, Place, codes, visible};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Files that operating systems leave behind and nobody means.
const LITTER: &[&str] = &[".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db", "icon\r"];

/// A file that was found.
#[derive(Debug)]
pub(super) struct Found {
    /// Below the folder that was searched.
    pub(super) path: Arc<str>,
    /// Relative to the site, for messages.
    pub(super) file: Arc<str>,
    /// Where it lies.
    pub(super) on_disk: PathBuf,
}

/// A search for files.
pub(super) struct Walk<'a> {
    site: &'a Path,
    root: &'a str,
    without: Option<&'a str>,
    published: bool,
    passed_over: fn(&str) -> bool,
}

/// Names with a dot before them that hosts and browsers ask for.
const ASKED_FOR: &[&str] = &[".nojekyll", ".well-known"];

impl<'a> Walk<'a> {
    /// Everything below `root`, a folder relative to the site, but hidden files and folders.
    pub(super) fn new(site: &'a Path, root: &'a str) -> Self {
        Walk { site, root, without: None, published: false, passed_over: |_| false }
    }

    /// Not the folder `without`, which is relative to the site.
    pub(super) fn without(mut self, without: &'a str) -> Self {
        self.without = Some(without);
        self
    }

    /// What is found will be published as it is: nothing outside the site, however it is linked to, and of the hidden files
    /// those alone that a host or a browser asks for. What is left out is told.
    pub(super) fn publishable(mut self) -> Self {
        self.published = true;
        self
    }

    /// Not the files with such paths below the root.
    pub(super) fn passing_over(mut self, passed_over: fn(&str) -> bool) -> Self {
        self.passed_over = passed_over;
        self
    }

    /// The files, sorted by path, and what could not be looked into.
    pub(super) fn files(&self) -> (Vec<Found>, Vec<Diagnostic>) {
        let mut search = Search { walk: self, found: Vec::new(), diagnostics: Vec::new() };
        let root = self.site.join(self.root);
        if exists(&root) {
            search.folder(&root, "", &mut Vec::new());
        }
        search.found.sort_by(|a, b| a.path.cmp(&b.path));
        (search.found, search.diagnostics)
    }
}

/// A search under way.
struct Search<'a> {
    walk: &'a Walk<'a>,
    found: Vec<Found>,
    diagnostics: Vec<Diagnostic>,
}

impl Search<'_> {
    /// Looks into one folder. `above` holds the real paths of the folders that led here, so that a link back to one of
    /// them is seen.
    fn folder(&mut self, on_disk: &Path, path: &str, above: &mut Vec<PathBuf>) {
        let name = self.name(path);
        let real = match on_disk.canonicalize() {
            Ok(real) => real,
            Err(error) => return self.diagnostics.push(unreadable(&name, &error)),
        };
        if above.contains(&real) {
            let message = format!("{name} is a link to a folder above it");
            self.diagnostics.push(skipped(&name, message));
            return;
        }
        above.push(real);
        match entries(on_disk) {
            Ok(entries) => {
                for entry in entries {
                    self.entry(entry, path, above);
                }
            }
            Err(error) => self.diagnostics.push(unreadable(&name, &error)),
        }
        above.pop();
    }

    fn entry(&mut self, on_disk: PathBuf, folder: &str, above: &mut Vec<PathBuf>) {
        let raw = on_disk.file_name().unwrap_or_default();
        let Some(name) = raw.to_str() else {
            let path = joined(folder, &raw.to_string_lossy());
            let message = format!("the name of {} is not UTF-8", visible(&path));
            let file = self.name(&path);
            self.diagnostics.push(
                Diagnostic::new(&codes::UNREADABLE_FILE, message)
                    .at(Place::file(&file))
                    .done("left it out")
                    .help("give it a name in plain letters"),
            );
            return;
        };
        if LITTER.contains(&name.to_ascii_lowercase().as_str()) {
            return;
        }
        let path = joined(folder, name);
        let file = self.name(&path);
        let asked_for = self.walk.published && ASKED_FOR.contains(&name);
        if name.starts_with('.') && !asked_for {
            if self.walk.published {
                let message =
                    format!("{file} begins with a dot, as files do that nobody is to see");
                let told = skipped(&file, message).done("left it out of the site");
                self.diagnostics
                    .push(told.help("give it a name without the dot, if readers shall have it"));
            }
            return;
        }
        if self.walk.published && self.leads_out(&on_disk) {
            let message = format!("{file} is a link to something outside the site's folder");
            let told = skipped(&file, message).done("left it out of the site");
            self.diagnostics.push(told.help("put a copy of what is meant into static/"));
            return;
        }
        match std::fs::metadata(&on_disk) {
            Err(error) => self.diagnostics.push(unreadable(&file, &error)),
            Ok(metadata) if metadata.is_dir() => {
                if self.walk.without != Some(joined(self.walk.root, &path).as_str()) {
                    self.folder(&on_disk, &path, above);
                }
            }
            Ok(metadata) if metadata.is_file() => {
                if !(self.walk.passed_over)(&path) {
                    self.found.push(Found { path: path.into(), file, on_disk });
                }
            }
            Ok(_) => {
                let message = format!("{file} is neither a file nor a folder");
                self.diagnostics.push(skipped(&file, message));
            }
        }
    }

    /// Whether what lies here is a link out of the site's folder. What cannot be followed is told when it is read.
    fn leads_out(&self, on_disk: &Path) -> bool {
        let is_link = on_disk.symlink_metadata().is_ok_and(|found| found.is_symlink());
        let ends = on_disk.canonicalize().ok().zip(self.walk.site.canonicalize().ok());
        is_link && ends.is_some_and(|(real, site)| !real.starts_with(site))
    }

    /// The name of a path below the root for messages, which is one line whatever the path holds.
    fn name(&self, path: &str) -> Arc<str> {
        visible(&joined(self.walk.root, path)).into()
    }
}

#[allow(clippy::disallowed_methods, reason = "the workspace is the reader of folders")]
fn entries(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut entries = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}

fn skipped(file: &Arc<str>, message: String) -> Diagnostic {
    Diagnostic::new(&codes::SKIPPED_FILE, message).at(Place::file(file)).done("passed it over")
}

fn joined(folder: &str, name: &str) -> String {
    match (folder, name) {
        ("", name) => name.to_owned(),
        (folder, "") => folder.to_owned(),
        (folder, name) => format!("{folder}/{name}"),
    }
}
