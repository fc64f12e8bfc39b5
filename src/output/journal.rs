//! The journal: a list of renames and removals that turns the old site into the new one, page by page.
//!
//! In: the changes, and the staged pages. Out: the new site. The journal is complete before the first page is touched and is removed after
//! the last, and every change in it can be made twice, so a build that was killed is finished by running it again. Never: a
//! foreign file removed or replaced.

use std::collections::BTreeSet;
use std::path::Path;

use super::disk::{self, Disk, Trouble};
use super::manifest;
use super::routes;
use super::stage::{journal_of, tree_of};
use crate::text::route::fault;

const HEADER: &str = "litdigest-journal 1";
const END: &str = "end";

/// One change of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A staged page goes where nothing is.
    Add(String),
    /// A staged page replaces a file of ours.
    Replace(String),
    /// A file of ours goes away.
    Remove(String),
}

impl Change {
    fn route(&self) -> &str {
        match self {
            Change::Add(route) | Change::Replace(route) | Change::Remove(route) => route,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Change::Add(_) => "add",
            Change::Replace(_) => "replace",
            Change::Remove(_) => "remove",
        }
    }
}

/// Writes the journal in one step: the site counts as old before and as new after this.
pub(super) fn commit(disk: Disk, stage: &Path, changes: &[Change]) -> Result<(), Trouble> {
    let mut text = format!("{HEADER}\n");
    for change in changes {
        text.push_str(&format!("{} {}\n", change.word(), change.route()));
    }
    text.push_str(END);
    text.push('\n');
    let draft = stage.join("journal-draft");
    disk.write_new(&draft, text.as_bytes())?;
    disk.rename(&draft, &journal_of(stage))
}

/// Whether all folders that the changes touch can be written, before the first of them is.
pub(super) fn check_access(root: &Path, changes: &[Change]) -> Result<(), Trouble> {
    disk::writable(root)?;
    let folders: BTreeSet<&str> =
        changes.iter().flat_map(|change| routes::folders(change.route())).collect();
    for folder in folders {
        let path = root.join(folder);
        if disk::is_folder(&path) {
            disk::writable(&path)?;
        }
    }
    Ok(())
}

/// The journal of a staging folder, if it has a complete one.
pub(super) fn read(stage: &Path) -> Result<Option<Vec<Change>>, Trouble> {
    let bytes = disk::read(&journal_of(stage))?;
    Ok(bytes.and_then(|bytes| parse(std::str::from_utf8(&bytes).ok()?)))
}

fn parse(text: &str) -> Option<Vec<Change>> {
    let body = text.strip_prefix(HEADER)?.strip_prefix('\n')?;
    let body = body.strip_suffix('\n')?.strip_suffix(END)?;
    body.lines().map(parse_line).collect()
}

fn parse_line(line: &str) -> Option<Change> {
    let (word, route) = line.split_once(' ')?;
    fault(route).is_none().then_some(())?;
    let route = route.to_owned();
    match word {
        "add" => Some(Change::Add(route)),
        "replace" => Some(Change::Replace(route)),
        "remove" => Some(Change::Remove(route)),
        _ => None,
    }
}

/// Makes the changes of a complete journal, as far as they are not made yet, and ends it. Gives back the routes where a
/// foreign file has come up since the journal was written; they are kept out of the manifest.
pub(super) fn run(
    disk: Disk,
    root: &Path,
    stage: &Path,
    changes: &[Change],
) -> Result<Vec<String>, Trouble> {
    let tree = tree_of(stage);
    let mut blocked = Vec::new();
    for change in changes {
        match change {
            Change::Add(route) => {
                if !place(disk, root, &tree, route, true)? {
                    blocked.push(route.clone());
                }
            }
            Change::Replace(route) => {
                place(disk, root, &tree, route, false)?;
            }
            Change::Remove(route) => remove(disk, root, route)?,
        }
    }
    let staged = tree.join(manifest::NAME);
    if let Some(bytes) = disk::read(&staged)? {
        let without = tree.join(manifest::DRAFT);
        if !blocked.is_empty() {
            disk.remove_file(&without)?;
            disk.write_new(&without, &leave_out(&bytes, &blocked))?;
            disk.rename(&without, &staged)?;
        }
        disk.rename(&staged, &root.join(manifest::NAME))?;
    }
    disk.remove_file(&journal_of(stage))?;
    Ok(blocked)
}

/// Moves one staged page. Says whether its place was free; a page that is no longer staged was moved before.
fn place(disk: Disk, root: &Path, tree: &Path, route: &str, new: bool) -> Result<bool, Trouble> {
    let (from, to) = (tree.join(route), root.join(route));
    if !disk::is_file(&from) {
        return Ok(true);
    }
    disk.create_folders_of(root, route)?;
    if new {
        return disk.rename_to_free_name(&from, &to);
    }
    disk.rename(&from, &to)?;
    Ok(true)
}

/// Removes one file of ours, and the folders that it leaves empty.
fn remove(disk: Disk, root: &Path, route: &str) -> Result<(), Trouble> {
    let path = root.join(route);
    // When a journal is run again, a folder of the new site may already stand where the stale file was.
    if disk::is_file(&path) {
        disk.remove_file(&path)?;
    }
    let folders: Vec<&str> = routes::folders(route).collect();
    for folder in folders.into_iter().rev() {
        disk.remove_empty_folder(&root.join(folder))?;
    }
    Ok(())
}

fn leave_out(bytes: &[u8], blocked: &[String]) -> Vec<u8> {
    let routes = manifest::parse(bytes).unwrap_or_default();
    manifest::write(routes.iter().filter(|route| !blocked.contains(route)).map(String::as_str))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_journal_counts() {
        let whole = "litdigest-journal 1\nadd a b.html\nreplace c\nremove d/e\nend\n";
        let changes = parse(whole).unwrap();
        assert_eq!(
            changes,
            [
                Change::Add("a b.html".into()),
                Change::Replace("c".into()),
                Change::Remove("d/e".into())
            ]
        );
        for cut in 0..whole.len() {
            assert_eq!(parse(whole.get(..cut).unwrap()), None, "cut at {cut}");
        }
        assert_eq!(parse("litdigest-journal 1\nremove ../up\nend\n"), None);
    }
}
