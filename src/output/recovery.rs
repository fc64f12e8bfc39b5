//! Finishes or clears away what a killed build left.
//!
//! In: the staging folders, if there are any. Out: none, and a note. A build whose journal was complete had decided: it is finished.
//! Any other had changed nothing yet, or had swapped its tree in and only the old one is left: its staging folder goes. Never: a page of
//! this build.

use super::disk::{self, Disk, Trouble};
use super::location::Location;
use super::{journal, swap};
use crate::diag::{Diagnostic, codes};

/// Leaves no staging folder.
pub(super) fn clear(disk: Disk, location: &Location) -> Result<Vec<Diagnostic>, Trouble> {
    let mut notes = Vec::new();
    let places = [location.hidden("-stage"), Some(location.inside.clone())];
    for stage in places.into_iter().flatten().filter(|stage| disk::is_folder(stage)) {
        let changes = journal::read(&stage)?;
        let done = match &changes {
            Some(changes) => {
                journal::run(disk, &location.root, &stage, changes)?;
                "finished it before this build"
            }
            None => "cleared away what it left",
        };
        swap::discard(disk, location, &stage)?;
        let message = format!("an earlier build into {} was stopped", location.root.display());
        notes.push(Diagnostic::new(&codes::UNFINISHED_BUILD, message).done(done));
    }
    Ok(notes)
}
