//! The staging folder: pages are written here first, so that nothing of the site changes before all are there.
//!
//! In: pages. Out: files under `tree/`, named by their routes. The folder is made when the first page needs it, so a build
//! that changes nothing writes nothing. Never: a change of the site itself.

use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::disk::{Disk, Trouble, open_folder};

/// The folder of new pages inside the staging folder.
pub(super) fn tree_of(stage: &Path) -> PathBuf {
    stage.join("tree")
}

/// The journal inside the staging folder.
pub(super) fn journal_of(stage: &Path) -> PathBuf {
    stage.join("journal")
}

/// The staging folder of one build.
pub(super) struct Stage<'a> {
    disk: Disk<'a>,
    /// The staging folder.
    pub(super) path: PathBuf,
    /// The folder of new pages in it.
    pub(super) tree: PathBuf,
    making: Mutex<()>,
    open: OnceLock<OwnedFd>,
}

impl<'a> Stage<'a> {
    /// A staging folder that is made when it is needed.
    pub(super) fn new(disk: Disk<'a>, path: &Path) -> Self {
        Stage {
            disk,
            path: path.to_path_buf(),
            tree: tree_of(path),
            making: Mutex::new(()),
            open: OnceLock::new(),
        }
    }

    /// The open folder of new pages, made at the first call.
    pub(super) fn folder(&self) -> Result<&OwnedFd, Trouble> {
        if let Some(open) = self.open.get() {
            return Ok(open);
        }
        let _guard = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = self.open.get() {
            return Ok(open);
        }
        self.disk.create_folder(&self.path)?;
        self.disk.create_folder(&self.tree)?;
        let folder = open_folder(&self.tree)?;
        Ok(self.open.get_or_init(|| folder))
    }

    /// Writes one new page.
    pub(super) fn add(&self, route: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let folder = self.folder()?;
        let path = self.tree.join(route);
        match self.disk.write_new_at(folder, Path::new(route), &path, bytes) {
            // The first page of its folder: make the folder, and write again.
            Err(trouble) if trouble.error.kind() == std::io::ErrorKind::NotFound => {
                self.disk.create_folders_of(&self.tree, route)?;
                self.disk.write_new_at(folder, Path::new(route), &path, bytes)
            }
            written => written,
        }
    }

    /// Removes everything again, when the build failed. What cannot be removed is left to the next build.
    pub(super) fn abandon(&self) {
        drop(self.disk.remove_tree(&self.path));
    }
}
