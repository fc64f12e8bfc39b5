//! Puts a whole new tree in the place of the old one in one step, and clears old and unfinished trees away.
//!
//! In: a staging folder. Out: the new site at its place, or the staging folder gone. Never: a foreign file removed, not even one that came into
//! the output folder during the build: what the old tree's manifest does not name is carried over into the new tree.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use super::disk::{self, Disk, Trouble};
use super::location::Location;
use super::manifest;
use super::routes;
use super::stage::{Stage, journal_of, tree_of};
use super::survey::Survey;

/// Puts the staged tree in place. Says whether the file system was able to; nothing has changed if it was not.
pub(super) fn swap(
    disk: Disk,
    location: &Location,
    survey: &Survey,
    stage: &Stage,
) -> Result<bool, Trouble> {
    if !location.exists {
        disk.rename(&stage.tree, &location.root)?;
        return Ok(true);
    }
    if !disk::same_owner(&stage.tree, &location.root) {
        return Ok(false);
    }
    disk.copy_mode(&location.root, &stage.tree)?;
    if survey.manifest.is_none() {
        // The old folder is empty, and a rename may replace an empty folder; it fails if that is no longer true.
        disk.rename(&stage.tree, &location.root)?;
        return Ok(true);
    }
    disk.exchange(&stage.tree, &location.root)
}

/// Removes a staging folder: the old tree after a swap, or what a build left that did not come to its end.
pub(super) fn discard(disk: Disk, location: &Location, stage: &Path) -> Result<(), Trouble> {
    let tree = tree_of(stage);
    let listed = tree.join(manifest::NAME);
    if let Some(ours) = disk::read(&listed)?.and_then(|bytes| manifest::parse(&bytes)) {
        ours.par_iter()
            .map(|route| disk.remove_file(&tree.join(route)))
            .collect::<Result<(), Trouble>>()?;
        let folders: BTreeSet<&str> =
            ours.iter().flat_map(|route| routes::folders(route)).collect();
        for folder in folders.into_iter().rev() {
            disk.remove_empty_folder(&tree.join(folder))?;
        }
        disk.remove_file(&tree.join(manifest::DRAFT))?;
        carry_over(disk, &tree, &location.root)?;
        set_aside(disk, location, &tree)?;
    }
    disk.remove_file(&journal_of(stage))?;
    disk.remove_tree(stage)
}

/// Moves what is left of an old tree to the same place in the new one, where that place is free.
fn carry_over(disk: Disk, from: &Path, to: &Path) -> Result<(), Trouble> {
    for (entry, is_folder) in disk::list(from)? {
        let Some(name) = entry.file_name().filter(|name| *name != manifest::NAME) else { continue };
        let target = to.join(name);
        if disk.rename_to_free_name(&entry, &target)? {
            continue;
        }
        if is_folder && disk::is_folder(&target) {
            carry_over(disk, &entry, &target)?;
            disk.remove_empty_folder(&entry)?;
        }
    }
    Ok(())
}

/// Keeps under a name of its own what could not be carried over.
fn set_aside(disk: Disk, location: &Location, tree: &Path) -> Result<(), Trouble> {
    let left = disk::list(tree)?;
    if left.iter().all(|(entry, _)| entry.ends_with(manifest::NAME)) {
        return Ok(());
    }
    for number in 1_u32.. {
        let Some(free) = location.hidden(&format!("-kept-{number}")) else { break };
        if disk.rename_to_free_name(tree, &free)? {
            break;
        }
    }
    Ok(())
}
