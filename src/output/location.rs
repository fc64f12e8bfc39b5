//! Where the output folder is and where its new pages can be prepared.
//!
//! In: the folder as the curator named it. Out: a [`Location`]. A link is followed, missing parents are made. The
//! preparing is done beside the folder, under a hidden name, where one step can exchange the two; when the folder is a mount point
//! or a git worktree, or its parent cannot be written, it is done inside. Never: a look at the pages.

#![allow(clippy::disallowed_methods, reason = "this stage is the one that writes the output")]

use std::ffi::OsString;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::disk::{self, Disk, Trouble};
use crate::text::route::OWN;

/// The name of the staging folder when it stands inside the output folder.
pub(super) const STAGE: &str = ".litdigest-stage";

/// The output folder and the places beside and in it.
#[derive(Debug)]
pub(super) struct Location {
    /// The folder itself, a link already followed.
    pub(super) root: PathBuf,
    /// Whether it is there.
    pub(super) exists: bool,
    /// The place for new pages beside the folder, where one step can exchange the two.
    pub(super) beside: Option<PathBuf>,
    /// The place for new pages inside the folder.
    pub(super) inside: PathBuf,
    /// The lock's file beside the folder, if there is a beside.
    pub(super) lock: Option<PathBuf>,
    /// Folders that were made on the way to it, outermost first.
    made: Vec<PathBuf>,
}

impl Location {
    /// Finds the folder, and makes its parents where they are missing.
    pub(super) fn find(disk: Disk, named: &Path) -> Result<Self, Trouble> {
        let root = resolve(named)?;
        let mut location = Location {
            inside: root.join(STAGE),
            root,
            exists: false,
            beside: None,
            lock: None,
            made: Vec::new(),
        };
        location.look_again()?;
        if let Some(parent) = parent(&location.root) {
            location.make_parents(disk, &parent)?;
            if !location.exists || disk::writable(&parent).is_ok() {
                location.lock = location.hidden("-lock");
            }
        }
        Ok(location)
    }

    /// Looks at the folder itself; again once the lock is held, because the build before may have made it.
    pub(super) fn look_again(&mut self) -> Result<(), Trouble> {
        let unusable = |error| Trouble::new("use as the output folder", &self.root, error);
        self.exists = match fs::metadata(&self.root) {
            Ok(found) if found.is_dir() => true,
            Ok(_) => return Err(unusable(io::Error::from(io::ErrorKind::NotADirectory))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => false,
            Err(error) => return Err(unusable(error)),
        };
        let usable = parent(&self.root)
            .is_some_and(|parent| !self.exists || can_stand_beside(&self.root, &parent));
        self.beside = if usable { self.hidden("-stage") } else { None };
        Ok(())
    }

    /// A hidden name beside the folder, made from the folder's own name.
    pub(super) fn hidden(&self, suffix: &str) -> Option<PathBuf> {
        let mut name = OsString::from(".");
        name.push(self.root.file_name()?);
        name.push(OWN);
        name.push(suffix);
        Some(parent(&self.root)?.join(name))
    }

    fn make_parents(&mut self, disk: Disk, parent: &Path) -> Result<(), Trouble> {
        let missing: Vec<&Path> = parent
            .ancestors()
            .take_while(|path| !path.as_os_str().is_empty() && fs::symlink_metadata(path).is_err())
            .collect();
        for path in missing.into_iter().rev() {
            if let Err(trouble) = disk.create_folder(path) {
                self.forget(disk);
                return Err(trouble);
            }
            self.made.push(path.to_path_buf());
        }
        Ok(())
    }

    /// Removes the folders that were made on the way, after a build that failed.
    pub(super) fn forget(&self, disk: Disk) {
        for path in self.made.iter().rev() {
            if disk.remove_empty_folder(path).is_err() {
                break; // An empty folder more is no reason to hide the failure that is being reported.
            }
        }
    }

    /// Where the new pages of this build are prepared.
    pub(super) fn stage(&self) -> &Path {
        self.beside.as_deref().unwrap_or(&self.inside)
    }
}

/// Follows a link and gives `.` and `..` their names; any other path stays as the curator wrote it, for messages.
fn resolve(named: &Path) -> Result<PathBuf, Trouble> {
    let is_link = fs::symlink_metadata(named).is_ok_and(|found| found.is_symlink());
    if !is_link && named.file_name().is_some() {
        return Ok(named.to_path_buf());
    }
    fs::canonicalize(named).map_err(|error| {
        let action = if is_link { "follow the link" } else { "use as the output folder" };
        Trouble::new(action, named, error)
    })
}

fn parent(root: &Path) -> Option<PathBuf> {
    let parent = root.parent()?;
    Some(if parent.as_os_str().is_empty() { PathBuf::from(".") } else { parent.to_path_buf() })
}

/// Whether a folder that is there can be exchanged with one beside it.
fn can_stand_beside(root: &Path, parent: &Path) -> bool {
    let same_device = match (fs::metadata(root), fs::metadata(parent)) {
        (Ok(root), Ok(parent)) => root.dev() == parent.dev(),
        _ => false,
    };
    let worktree = fs::symlink_metadata(root.join(".git")).is_ok();
    same_device && !worktree && !is_mount_point(root) && disk::writable(parent).is_ok()
}

/// A folder of the same disk can be mounted too, which the device number does not show.
#[cfg(target_os = "linux")]
fn is_mount_point(root: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};
    statx(CWD, root, AtFlags::empty(), StatxFlags::BASIC_STATS)
        .is_ok_and(|found| found.stx_attributes.contains(StatxAttributes::MOUNT_ROOT))
}

#[cfg(not(target_os = "linux"))]
fn is_mount_point(_: &Path) -> bool {
    false
}
