//! One of the two streams that a program writes to, and what became of it.
//!
//! In: text. Out: bytes, at once and without a buffer, so that nothing is left to fail at the end. The first failure ends
//! the writing and is kept. Never: a panic, or a failure that is passed over, but one: a reader who closes a pipe has seen
//! enough.

use std::cell::OnceCell;
use std::io::{self, ErrorKind};

/// A stream of the program.
pub(super) struct Stream {
    write: fn(&[u8]) -> io::Result<()>,
    ended: OnceCell<io::Error>,
}

impl Stream {
    /// Standard output.
    pub(super) fn results() -> Self {
        Stream { write: write_results, ended: OnceCell::new() }
    }

    /// Standard error.
    pub(super) fn messages() -> Self {
        Stream { write: write_messages, ended: OnceCell::new() }
    }

    /// Writes a text, unless an earlier one could not be written.
    pub(super) fn write(&self, text: &str) {
        if self.ended.get().is_some() || text.is_empty() {
            return;
        }
        if let Err(error) = (self.write)(text.as_bytes()) {
            // The cell is empty, as was asked above.
            drop(self.ended.set(error));
        }
    }

    /// Why not all could be written; nothing where a reader closed the pipe.
    pub(super) fn failure(&self) -> Option<&io::Error> {
        self.ended.get().filter(|error| error.kind() != ErrorKind::BrokenPipe)
    }
}

#[cfg(unix)]
fn write_results(bytes: &[u8]) -> io::Result<()> {
    use std::os::fd::AsFd;
    write_to(io::stdout().as_fd(), bytes)
}

#[cfg(unix)]
fn write_messages(bytes: &[u8]) -> io::Result<()> {
    use std::os::fd::AsFd;
    write_to(io::stderr().as_fd(), bytes)
}

/// Writes to a stream as to a file, because the standard library's own handles take what a stream refuses, such as one
/// that is open for reading only, for written.
#[cfg(unix)]
fn write_to(stream: std::os::fd::BorrowedFd<'_>, bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    std::fs::File::from(stream.try_clone_to_owned()?).write_all(bytes)
}

#[cfg(not(unix))]
fn write_results(bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    let mut stream = io::stdout().lock();
    stream.write_all(bytes)?;
    stream.flush()
}

#[cfg(not(unix))]
fn write_messages(bytes: &[u8]) -> io::Result<()> {
    use std::io::Write;
    io::stderr().lock().write_all(bytes)
}
