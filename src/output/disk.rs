//! Every change that this stage makes on the disk, one function each.
//!
//! In: paths and bytes. Out: the change, or a [`Trouble`] that says which path could not be changed and why. Every
//! change first asks [`Steps`], so that a test can stop the work before any single one of them. Never: a decision about
//! what is to be changed.

#![allow(clippy::disallowed_methods, reason = "this stage is the one that writes the output")]

use std::fs;
use std::io::{self, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, RenameFlags};
use rustix::io::Errno;

use crate::diag::{Diagnostic, codes};

/// The kinds of change on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    CreateFolder,
    CreateFile,
    WriteFile,
    Rename,
    Exchange,
    RemoveFile,
    RemoveFolder,
    SetMode,
}

/// Is asked before every change on the disk; a test answers with an error to play a full disk or a killed process.
pub(super) trait Steps: Sync {
    /// An error stops this step, as if the system had refused it.
    fn before(&self, step: Step) -> io::Result<()>;
}

/// The steps of real life: nothing stands in the way.
pub(super) struct Unhindered;

impl Steps for Unhindered {
    fn before(&self, _: Step) -> io::Result<()> {
        Ok(())
    }
}

/// The disk refused something.
#[derive(Debug)]
pub(super) struct Trouble {
    /// What was tried, as in "could not … PATH".
    pub(super) action: &'static str,
    /// The path it was tried on.
    pub(super) path: PathBuf,
    /// What the system said.
    pub(super) error: io::Error,
}

impl Trouble {
    pub(super) fn new(action: &'static str, path: &Path, error: impl Into<io::Error>) -> Self {
        Trouble { action, path: path.to_path_buf(), error: error.into() }
    }

    /// What was refused and why, as the end of a sentence.
    pub(super) fn refusal(&self) -> String {
        let why = match self.error.kind() {
            io::ErrorKind::StorageFull => "the disk is full".to_owned(),
            io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
            io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".to_owned(),
            io::ErrorKind::NotADirectory => "it is a file or stands below one".to_owned(),
            _ => plain_words(&self.error),
        };
        format!("could not {} {}: {why}", self.action, self.path.display())
    }

    /// The same as a message for the curator.
    pub(super) fn diagnostic(&self) -> Diagnostic {
        let help = match self.error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "free some space or choose a folder on another disk with --output, then build again"
            }
            io::ErrorKind::PermissionDenied => {
                "make it writable or choose another output folder with --output, then build again"
            }
            io::ErrorKind::NotADirectory => {
                "move that file away or choose another output folder with --output, then build again"
            }
            _ => "choose another output folder with --output, or put this right and build again",
        };
        Diagnostic::new(&codes::OUTPUT_FAILED, self.refusal()).help(help)
    }
}

/// The system's message without the number that Rust adds to it.
fn plain_words(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or(&text).to_lowercase()
}

/// The changes themselves.
#[derive(Clone, Copy)]
pub(super) struct Disk<'a> {
    steps: &'a dyn Steps,
}

impl<'a> Disk<'a> {
    pub(super) fn new(steps: &'a dyn Steps) -> Self {
        Disk { steps }
    }

    fn step(
        self,
        step: Step,
        action: &'static str,
        path: &Path,
        change: impl FnOnce() -> io::Result<()>,
    ) -> Result<(), Trouble> {
        self.steps
            .before(step)
            .and_then(|()| change())
            .map_err(|error| Trouble::new(action, path, error))
    }

    /// Makes one folder; one that is there already is fine.
    pub(super) fn create_folder(self, path: &Path) -> Result<(), Trouble> {
        self.step(Step::CreateFolder, "make the folder", path, || match fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_folder(path) => Ok(()),
            other => other,
        })
    }

    /// Makes the folders that a route needs below `base`, which is there.
    pub(super) fn create_folders_of(self, base: &Path, route: &str) -> Result<(), Trouble> {
        let Some((folders, _)) = route.rsplit_once('/') else { return Ok(()) };
        let mut path = base.to_path_buf();
        for name in folders.split('/') {
            path.push(name);
            if !is_folder(&path) {
                self.create_folder(&path)?;
            }
        }
        Ok(())
    }

    /// Writes a file that is not there yet.
    pub(super) fn write_new(self, path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
        self.write_new_at(CWD, path, path, bytes)
    }

    /// Writes a new file below an open folder; `path` is its whole path, for messages.
    pub(super) fn write_new_at(
        self,
        folder: impl rustix::fd::AsFd,
        name: &Path,
        path: &Path,
        bytes: &[u8],
    ) -> Result<(), Trouble> {
        let mut file: Option<fs::File> = None;
        self.step(Step::CreateFile, "write", path, || {
            let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::CLOEXEC;
            let opened = rustix::fs::openat(folder, name, flags, Mode::from_raw_mode(0o666))?;
            file = Some(fs::File::from(opened));
            Ok(())
        })?;
        let Some(mut file) = file else { return Ok(()) };
        self.step(Step::WriteFile, "write", path, || file.write_all(bytes))
    }

    /// Moves a file or folder; what stands at the new name is replaced if the system can replace it.
    pub(super) fn rename(self, from: &Path, to: &Path) -> Result<(), Trouble> {
        self.step(Step::Rename, "put in place", to, || fs::rename(from, to))
    }

    /// Moves a file or folder to a name that must be free. Says whether it was.
    pub(super) fn rename_to_free_name(self, from: &Path, to: &Path) -> Result<bool, Trouble> {
        let mut free = true;
        self.step(Step::Rename, "put in place", to, || {
            match rustix::fs::renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
                Err(Errno::EXIST) => free = false,
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => {
                    // Old kernels and some network file systems cannot test and move in one step.
                    free = fs::symlink_metadata(to).is_err();
                    if free {
                        fs::rename(from, to)?;
                    }
                }
                other => other?,
            }
            Ok(())
        })?;
        Ok(free)
    }

    /// Exchanges two folders in one step. Says whether the file system could.
    pub(super) fn exchange(self, one: &Path, other: &Path) -> Result<bool, Trouble> {
        let mut able = true;
        self.step(Step::Exchange, "put in place", other, || {
            match rustix::fs::renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
                // XDEV: folders in the lower layer of an overlay; BUSY: a mount point.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP | Errno::XDEV | Errno::BUSY) => {
                    able = false;
                }
                done => done?,
            }
            Ok(())
        })?;
        Ok(able)
    }

    /// Removes a file; one that is gone already is fine.
    pub(super) fn remove_file(self, path: &Path) -> Result<(), Trouble> {
        self.step(Step::RemoveFile, "remove", path, || match fs::remove_file(path) {
            Err(error)
                if matches!(
                    error.kind(),
                    io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
                ) =>
            {
                Ok(())
            }
            other => other,
        })
    }

    /// Removes a folder if it is empty; one that is not, or is gone already, is left.
    pub(super) fn remove_empty_folder(self, path: &Path) -> Result<(), Trouble> {
        self.step(Step::RemoveFolder, "remove the folder", path, || {
            match rustix::fs::unlinkat(CWD, path, rustix::fs::AtFlags::REMOVEDIR) {
                Err(Errno::NOTEMPTY | Errno::EXIST | Errno::NOENT | Errno::NOTDIR) => Ok(()),
                other => Ok(other?),
            }
        })
    }

    /// Removes a folder with all that is in it. For folders that only this stage writes into.
    pub(super) fn remove_tree(self, path: &Path) -> Result<(), Trouble> {
        for (entry, is_folder) in list(path)? {
            if is_folder {
                self.remove_tree(&entry)?;
            } else {
                self.remove_file(&entry)?;
            }
        }
        self.remove_empty_folder(path)
    }

    /// Gives a folder the permissions of another one.
    pub(super) fn copy_mode(self, from: &Path, to: &Path) -> Result<(), Trouble> {
        let wanted = fs::metadata(from)
            .map_err(|error| Trouble::new("read the folder", from, error))?
            .permissions();
        if fs::metadata(to).is_ok_and(|now| now.permissions() == wanted) {
            return Ok(());
        }
        self.step(Step::SetMode, "set the permissions of", to, || fs::set_permissions(to, wanted))
    }
}

/// The entries of a folder with whether they are real folders, sorted; none when the folder is not there.
pub(super) fn list(path: &Path) -> Result<Vec<(PathBuf, bool)>, Trouble> {
    let trouble = |error| Trouble::new("read the folder", path, error);
    let entries = match fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(trouble(error)),
    };
    let mut list = Vec::new();
    for entry in entries {
        let entry = entry.map_err(trouble)?;
        let is_folder = entry.file_type().map_err(trouble)?.is_dir();
        list.push((entry.path(), is_folder));
    }
    list.sort();
    Ok(list)
}

/// The content of a file, or nothing when there is no such file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, Trouble> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error)
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Ok(None)
        }
        Err(error) => Err(Trouble::new("read", path, error)),
    }
}

/// Whether a plain file stands at the path.
pub(super) fn is_file(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

/// Whether a real folder stands at the path.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// Whether two files or folders belong to the same user and group.
pub(super) fn same_owner(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => one.uid() == other.uid() && one.gid() == other.gid(),
        _ => false,
    }
}

/// Opens a folder, to name files below it without walking the whole path each time.
pub(super) fn open_folder(path: &Path) -> Result<OwnedFd, Trouble> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
    rustix::fs::open(path, flags, Mode::empty())
        .map_err(|error| Trouble::new("open the folder", path, error))
}

/// Whether this process may make and remove entries in a folder.
pub(super) fn writable(path: &Path) -> Result<(), Trouble> {
    rustix::fs::access(path, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK)
        .map_err(|error| Trouble::new("write into the folder", path, error))
}
