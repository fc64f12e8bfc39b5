//! One build of an output folder at a time.
//!
//! In: a [`Location`]. Out: a [`Lock`] that ends when it is dropped, or when its process dies. A second build waits for the first
//! one for a minute, then gives up. The lock is a file beside the output folder that only exists while a build runs, or, where
//! nothing can be made beside it, the folder itself. Never: a lock that a killed build leaves behind.

use std::fs::File;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rustix::fs::{FlockOperation, Mode, OFlags};
use rustix::io::Errno;

use super::disk::{Trouble, open_folder};
use super::location::Location;

/// How often and how long a second build looks whether the first one has ended: a minute in all.
const TRIES: u32 = 1200;
const PAUSE: Duration = Duration::from_millis(50);

/// Held while a build writes.
pub(super) struct Lock {
    /// Keeps the lock for as long as it is open.
    _file: File,
    /// The file to remove in the end.
    path: Option<PathBuf>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(path) = &self.path {
            // Removed while still locked: a build that waits sees that its file is gone and makes a new one.
            let _ = rustix::fs::unlink(path);
        }
    }
}

impl Lock {
    /// Waits for its turn.
    pub(super) fn take(location: &Location) -> Result<Self, Trouble> {
        let Some(path) = &location.lock else {
            let file = File::from(open_folder(&location.root)?);
            wait(&file, &location.root)?;
            return Ok(Lock { _file: file, path: None });
        };
        loop {
            let flags = OFlags::RDWR | OFlags::CREATE | OFlags::CLOEXEC;
            let opened =
                rustix::fs::open(path, flags, Mode::from_raw_mode(0o666)).map_err(|error| {
                    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                    Trouble::new("write into the folder", folder.unwrap_or(Path::new(".")), error)
                })?;
            let file = File::from(opened);
            wait(&file, path)?;
            if file.metadata().is_ok_and(|found| found.nlink() > 0) {
                return Ok(Lock { _file: file, path: Some(path.clone()) });
            }
        }
    }
}

fn wait(file: &File, path: &Path) -> Result<(), Trouble> {
    for _ in 0..TRIES {
        match rustix::fs::flock(file, FlockOperation::NonBlockingLockExclusive) {
            Err(Errno::WOULDBLOCK | Errno::INTR) => std::thread::sleep(PAUSE),
            // Some network file systems know no locks; building there is better than refusing to.
            Ok(()) | Err(_) => return Ok(()),
        }
    }
    let error = std::io::Error::other(
        "another build of this site holds it and did not end within a minute",
    );
    Err(Trouble::new("get the lock on", path, error))
}
