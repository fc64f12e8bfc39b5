//! The only reader of the outside world: exports, Markdown, templates, settings, static files, the files that settings name.
//!
//! In: a site's folder. Out: named bytes and texts in sorted order, and diagnostics for what could not be read. Names
//! have forward slashes; those in messages are relative to the site. Never: writing, parsing, any meaning of what it
//! reads.

mod bytes;
mod disk;
mod text;
mod walk;

pub use crate::text::file::TextFile;

use crate::diag::{Diagnostic, Place, codes, visible};
use disk::{exists, unreadable};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use walk::{Found, Walk};

/// What happened to articles, in the folder of the exports.
const CHANGES: &str = "changes.jsonl";

/// Where the curator's Markdown lies.
const CONTENT: &str = "content";

/// One input file, decompressed.
#[derive(Debug)]
pub struct Input {
    /// Its name for messages and for [`crate::record::Origin`].
    pub file: Arc<str>,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Reads all exports below `records`, a folder relative to the site, and hands each to `read`; the results are sorted by
/// path. The files' names are relative to that folder. What an operating system or a curator keeps beside exports is
/// passed over: hidden files, `Thumbs.db`, `README`, `*.toml` and the file of changes. A folder that does not exist holds nothing. Only some
/// files are in memory at a time.
pub fn read_records<T: Send>(
    site: &Path,
    records: &str,
    read: impl Fn(Input) -> T + Sync,
) -> (Vec<T>, Vec<Diagnostic>) {
    let walk = Walk::new(site, records).passing_over(is_beside_an_export);
    let (found, mut diagnostics) = walk.files();
    let mut results = Vec::new();
    for batch in batches(&found) {
        let batch: Vec<_> = batch
            .par_iter()
            .map(|found| read_export(found).map(|(input, damage)| (read(input), damage)))
            .collect();
        for result in batch {
            match result {
                Ok((result, damage)) => {
                    results.push(result);
                    diagnostics.extend(damage);
                }
                Err(diagnostic) => diagnostics.push(diagnostic),
            }
        }
    }
    (results, diagnostics)
}

/// Reads the TOML files that lie beside exports, sorted by path. A folder that cannot be looked into is told with the
/// exports, not here.
pub fn read_searches(site: &Path, records: &str) -> (Vec<TextFile>, Vec<Diagnostic>) {
    let (mut found, _) = Walk::new(site, records).files();
    found.retain(|found| has_extension(&found.path, "toml"));
    read_texts(&found, Vec::new())
}

/// Reads the file of changes among the exports, when there is one.
pub fn read_changes(site: &Path, records: &str) -> Result<Option<TextFile>, Diagnostic> {
    let path = site.join(records).join(CHANGES);
    if !exists(&path) {
        return Ok(None);
    }
    let file: Arc<str> = visible(&format!("{records}/{CHANGES}")).into();
    let (text, _) = text::decoded(&file, bytes::read(&path, &file)?);
    Ok(Some(TextFile { path: Arc::from(CHANGES), file, text }))
}

/// Bytes on the disk that are read at once; a single larger file is a batch of its own.
const BATCH: u64 = 64 * 1024 * 1024;

/// Files that are read together: as many as [`BATCH`] allows.
fn batches(found: &[Found]) -> Vec<&[Found]> {
    let mut batches = Vec::new();
    let (mut start, mut size) = (0, 0);
    for (at, file) in found.iter().enumerate() {
        let length = file.on_disk.metadata().map_or(0, |metadata| metadata.len());
        // What is compressed is ten times as large when it is not.
        let length = if has_extension(&file.path, "gz") { length * 10 } else { length };
        if size > 0 && size + length > BATCH {
            batches.extend(found.get(start..at));
            (start, size) = (at, 0);
        }
        size += length.max(1);
    }
    batches.extend(found.get(start..));
    batches
}

/// Reads all Markdown of `content/`, sorted by path; the exports' folder, `records`, is not part of it.
pub fn read_content(site: &Path, records: &str) -> (Vec<TextFile>, Vec<Diagnostic>) {
    let (found, mut diagnostics) = Walk::new(site, CONTENT).without(records).files();
    let (markdown, others): (Vec<Found>, Vec<Found>) =
        found.into_iter().partition(|found| has_extension(&found.path, "md"));
    diagnostics.extend(others.iter().map(|other| {
        Diagnostic::new(&codes::SKIPPED_FILE, "this file in content/ is not Markdown")
            .at(Place::file(&other.file))
            .done("passed it over")
            .help("what is to be published as it is belongs into static/")
    }));
    let (mut texts, mut diagnostics) = read_texts(&markdown, diagnostics);
    for file in &mut texts {
        diagnostics.extend(text::clean(file));
    }
    (texts, diagnostics)
}

/// Reads the site's own templates, sorted by path.
pub fn read_templates(site: &Path) -> (Vec<TextFile>, Vec<Diagnostic>) {
    let (found, diagnostics) = Walk::new(site, "templates").files();
    let (mut texts, mut diagnostics) = read_texts(&found, diagnostics);
    for file in &mut texts {
        diagnostics.extend(text::clean(file));
    }
    (texts, diagnostics)
}

/// Reads `litdigest.toml`, when there is one.
pub fn read_settings(site: &Path) -> Result<Option<TextFile>, Diagnostic> {
    let name = "litdigest.toml";
    let path = site.join(name);
    if !exists(&path) {
        return Ok(None);
    }
    let file: Arc<str> = Arc::from(name);
    let bytes = bytes::read(&path, &file)?;
    let text = text::utf8(&file, bytes)?;
    Ok(Some(TextFile { path: Arc::clone(&file), file, text }))
}

/// Lists what is copied as it is: for each file below `static/` its route and where it lies, sorted by route. What begins
/// with a dot is left out, but for what hosts ask for, and so are links out of the site.
pub fn list_static(site: &Path) -> (Vec<(String, PathBuf)>, Vec<Diagnostic>) {
    let (found, diagnostics) = Walk::new(site, "static").publishable().files();
    let listed = found.into_iter().map(|found| (found.path.to_string(), found.on_disk));
    (listed.collect(), diagnostics)
}

/// Which of these folders of a site a folder is, lies in or holds, whatever links lead there. Neither need exist.
pub fn overlapping<'f>(site: &Path, folder: &Path, kept: &[&'f str]) -> Option<&'f str> {
    let folder = disk::real(folder);
    let overlaps = |kept: &&&str| {
        let kept = disk::real(&site.join(kept));
        folder.starts_with(&kept) || kept.starts_with(&folder)
    };
    kept.iter().find(overlaps).copied()
}

/// Reads one of the files that [`list_static`] found, byte for byte.
pub fn read_static(path: &Path, route: &str) -> Result<Vec<u8>, Diagnostic> {
    bytes::read(path, &Arc::from(format!("static/{route}")))
}

/// Reads one file that was named on the command line; `-` is the standard input. A damaged file gives what came before
/// the damage, and says so.
pub fn read_file(name: &str) -> Result<(Input, Vec<Diagnostic>), Diagnostic> {
    if name != "-" {
        let file: Arc<str> = visible(&name.replace('\\', "/")).into();
        let inflated = bytes::read_inflated(Path::new(name), &file)?;
        return Ok(input(&file, inflated));
    }
    let file: Arc<str> = Arc::from("stdin");
    match bytes::inflated(std::io::stdin().lock(), 0, &file) {
        Ok(inflated) => Ok(input(&file, inflated)),
        Err(error) => Err(unreadable(&file, &error)),
    }
}

/// Reads a text that the settings name by a path relative to the site.
pub fn read_text(site: &Path, name: &str) -> Result<TextFile, Diagnostic> {
    let file: Arc<str> = visible(&name.replace('\\', "/")).into();
    let bytes = bytes::read(&site.join(name), &file)?;
    let text = text::utf8(&file, bytes)?;
    Ok(TextFile { path: Arc::clone(&file), file, text })
}

/// Opens a file that the settings name by a path relative to the site, or an absolute one; with its name for messages.
pub fn open(site: &Path, name: &str) -> Result<(Arc<str>, std::fs::File), Diagnostic> {
    let file: Arc<str> = visible(&name.replace('\\', "/")).into();
    let (opened, _) = bytes::open(&site.join(name), &file)?;
    Ok((file, opened))
}

fn read_export(found: &Found) -> Result<(Input, Vec<Diagnostic>), Diagnostic> {
    let name = visible(&found.path).into();
    bytes::read_inflated(&found.on_disk, &found.file).map(|inflated| input(&name, inflated))
}

fn input(name: &Arc<str>, (bytes, damage): bytes::Inflated) -> (Input, Vec<Diagnostic>) {
    (Input { file: Arc::clone(name), bytes }, damage.into_iter().collect())
}

fn read_texts(
    found: &[Found],
    mut diagnostics: Vec<Diagnostic>,
) -> (Vec<TextFile>, Vec<Diagnostic>) {
    let read: Vec<_> = found
        .par_iter()
        .map(|found| {
            let bytes = bytes::read(&found.on_disk, &found.file)?;
            let (text, guess) = text::decoded(&found.file, bytes);
            let (path, file) = (Arc::clone(&found.path), Arc::clone(&found.file));
            Ok((TextFile { path, file, text }, guess))
        })
        .collect();
    let mut texts = Vec::new();
    for result in read {
        match result {
            Ok((text, guess)) => {
                texts.push(text);
                diagnostics.extend(guess);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    (texts, diagnostics)
}

/// Files that lie beside exports and are none, by their paths below the exports' folder.
fn is_beside_an_export(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let lower = name.to_ascii_lowercase();
    path == CHANGES
        || has_extension(&lower, "toml")
        || lower.ends_with('~')
        || lower == "readme"
        || lower.starts_with("readme.")
}

fn has_extension(path: &str, wanted: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case(wanted))
}
