//! What stands in the output folder before a build: files of ours, and foreign ones.
//!
//! In: the output folder. Out: a [`Survey`]. A file is ours when the manifest names it and it is a plain file reached through
//! plain folders; all else is foreign, also an empty folder. Links are never followed. Never: a change.

#![allow(clippy::disallowed_methods, reason = "this stage is the one that writes the output")]

use std::fs;
use std::io::Read;
use std::os::fd::{AsFd, OwnedFd};
use std::path::Path;

use rustix::fs::{Mode, OFlags};

use super::disk::{self, Trouble};
use super::location::{Location, STAGE};
use super::manifest;
use super::routes;

/// Something that is not ours.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Foreign {
    /// Its path below the output folder, with forward slashes.
    pub(super) path: String,
    /// Whether it is a real folder, in which pages of ours can stand beside what is there.
    pub(super) is_folder: bool,
}

/// The output folder as it was found.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The manifest's bytes, if there is one.
    pub(super) manifest: Option<Vec<u8>>,
    /// Whether there is a manifest that this version cannot read.
    pub(super) unreadable: bool,
    /// The files of ours that are there, sorted by route.
    pub(super) ours: Vec<String>,
    /// What is not ours, sorted by path; a foreign folder is not looked into.
    pub(super) foreign: Vec<Foreign>,
    /// The output folder, open, to read files below it.
    folder: Option<OwnedFd>,
}

impl Survey {
    /// Looks at the output folder.
    pub(super) fn of(location: &Location) -> Result<Self, Trouble> {
        let mut survey = Survey::default();
        if !location.exists {
            return Ok(survey);
        }
        let path = location.root.join(manifest::NAME);
        let mut listed = Vec::new();
        if let Some(bytes) = disk::read(&path)? {
            let routes = manifest::parse(&bytes);
            survey.unreadable = routes.is_none();
            listed = routes.unwrap_or_default();
            survey.manifest = Some(bytes);
        }
        let mut seen = vec![false; listed.len()];
        look(&location.root, "", &listed, &mut seen, &mut survey.foreign)?;
        let mut seen = seen.into_iter();
        listed.retain(|_| seen.next().unwrap_or(false));
        survey.ours = listed;
        survey.foreign.sort();
        survey.folder = Some(disk::open_folder(&location.root)?);
        Ok(survey)
    }

    /// Whether a file of ours stands at the route.
    pub(super) fn is_ours(&self, route: &str) -> bool {
        self.ours.binary_search_by(|own| own.as_str().cmp(route)).is_ok()
    }

    /// Whether the file at the route holds exactly these bytes.
    pub(super) fn holds(&self, route: &str, bytes: &[u8]) -> bool {
        let Some(folder) = &self.folder else { return false };
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let opened = rustix::fs::openat(folder.as_fd(), route, flags, Mode::empty());
        let Ok(mut file) = opened.map(fs::File::from) else { return false };
        let same_length =
            file.metadata().is_ok_and(|found| u64::try_from(bytes.len()) == Ok(found.len()));
        same_length && same_content(&mut file, bytes)
    }

    /// What foreign thing stands where a file for this route would go, if one does.
    pub(super) fn blocker(&self, root: &Path, route: &str) -> Option<String> {
        if self.foreign.is_empty() || self.is_ours(route) {
            return None;
        }
        if routes::any_below(&self.foreign, route, |foreign| &foreign.path) {
            return Some(route.to_owned());
        }
        for path in routes::folders(route).chain([route]) {
            let found = self.foreign.binary_search_by(|foreign| foreign.path.as_str().cmp(path));
            match found.ok().and_then(|at| self.foreign.get(at)) {
                None => {}
                Some(foreign) if foreign.is_folder && path != route => {
                    return blocker_within(root, path, route);
                }
                Some(_) => return Some(path.to_owned()),
            }
        }
        None
    }
}

/// The same inside a foreign folder, which the survey did not look into.
fn blocker_within(root: &Path, folder: &str, route: &str) -> Option<String> {
    for path in routes::folders(route).chain([route]).filter(|path| path.len() > folder.len()) {
        match fs::symlink_metadata(root.join(path)) {
            Err(_) => return None,
            Ok(found) if found.is_dir() && path != route => {}
            Ok(_) => return Some(path.to_owned()),
        }
    }
    None
}

/// Compares to the end, without taking in more than a piece of the file at a time.
fn same_content(file: &mut fs::File, mut bytes: &[u8]) -> bool {
    let mut piece = [0; 16 * 1024];
    loop {
        match file.read(&mut piece) {
            Ok(0) => return bytes.is_empty(),
            Ok(length) => match bytes.split_at_checked(length) {
                Some((own, rest)) if piece.get(..length) == Some(own) => bytes = rest,
                _ => return false,
            },
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            // What cannot be read will be written anew.
            Err(_) => return false,
        }
    }
}

/// Walks a folder of ours; `prefix` is its path below the output folder, with a final slash unless it is the top.
fn look(
    folder: &Path,
    prefix: &str,
    listed: &[String],
    seen: &mut [bool],
    foreign: &mut Vec<Foreign>,
) -> Result<(), Trouble> {
    let trouble = |error| Trouble::new("read the folder", folder, error);
    for entry in fs::read_dir(folder).map_err(trouble)? {
        let entry = entry.map_err(trouble)?;
        let kind = entry.file_type().map_err(trouble)?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if prefix.is_empty() && (name == manifest::NAME || name == STAGE) {
            continue;
        }
        let path = format!("{prefix}{name}");
        if kind.is_dir() {
            if routes::any_below(listed, &path, String::as_str) {
                look(&entry.path(), &format!("{path}/"), listed, seen, foreign)?;
                continue;
            }
        } else if kind.is_file()
            && let Ok(at) = listed.binary_search(&path)
        {
            if let Some(mark) = seen.get_mut(at) {
                *mark = true;
            }
            continue;
        }
        foreign.push(Foreign { path, is_folder: kind.is_dir() });
    }
    Ok(())
}
