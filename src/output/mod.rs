//! Puts the site in place.
//!
//! In: the output folder, the sorted routes of the site and a function that produces the bytes of each. Out: a folder that holds
//! exactly these files, beside whatever else a person put there, and a [`Report`]; or a [`Failure`], and then the
//! old site stands as it was. The files depend on the input alone: not on what was there before, not on the number of threads.
//!
//! A file of the output folder is *ours* when the manifest in it (`.litdigest-manifest`: the routes of a build) names it. All else is *foreign*: it is never changed, and a page whose place it takes is not written, and reported.
//!
//! 1. [`location`] finds the folder, [`lock`] keeps other builds out, [`recovery`] finishes or clears away a build that was killed.
//! 2. [`survey`] looks at what is there. If nothing of ours is, or most of it turns out to have changed, all files are staged;
//!    otherwise [`pages`] compares each new page with the file that is there and stages only those that changed.
//! 3. A whole staged tree takes the old one's place in one step ([`swap`]), so a reader sees the old site or the new one. With foreign
//!    files around, or few changes, or a folder that cannot be exchanged, the staged files are renamed one by one under a
//!    [`journal`]: each page is old or new, and the site is whole again after the next build even if this one is killed.
//! 4. If nothing changed, nothing is written at all.
//!
//! These promises hold against errors, full disks and killed processes. They are not bought from the disk with `fsync`, which would
//! cost more than the whole build; after a power cut, delete the output folder and build again.
//!
//! A swap gives the output folder a new identity: a file server that was started *inside* it goes on showing the old site. Start it
//! beside the folder and name the folder to it.
//!
//! Never: a link followed below the output folder, a clock, an opinion about what the pages hold.

mod disk;
mod journal;
mod location;
mod lock;
mod manifest;
mod pages;
mod recovery;
mod routes;
mod stage;
mod survey;
mod swap;
mod targets;
#[cfg(test)]
mod tests;

use std::path::Path;

use crate::diag::{Diagnostic, codes};
use disk::{Disk, Steps, Trouble, Unhindered};
use journal::Change;
use location::Location;
use lock::Lock;
pub use pages::Produce;
use pages::{Made, Pages, Stop, Target};
use stage::Stage;
use survey::Survey;

/// What a build did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files that are new or differ from what was there.
    pub written: usize,
    /// Files that were there already with the same content.
    pub unchanged: usize,
    /// Files of an earlier build that are no longer part of the site.
    pub removed: usize,
    /// Foreign files and folders in the output folder, which were kept; a folder counts once.
    pub kept_foreign: usize,
    /// The bytes of all files of the site.
    pub bytes: u64,
    /// What a person should know; an error among them means that a file was left out.
    pub notes: Vec<Diagnostic>,
}

/// Why the output folder was not brought up to date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Pages could not be produced; nothing was changed.
    Render(Vec<Diagnostic>),
    /// The machine refused: no permission, no space. The message says so where it happened so late that the next build has to finish the work.
    Machine(Box<Diagnostic>),
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Failure::Machine(Box::new(trouble.diagnostic().done("left the old site as it was")))
    }
}

/// Brings the output folder `root` up to date. `routes` are sorted and unique, relative, with forward slashes.
pub fn write(root: &Path, routes: &[&str], produce: Produce) -> Result<Report, Failure> {
    write_with(&Unhindered, root, routes, produce)
}

/// The same with a say for tests in every step on the disk.
fn write_with(
    steps: &dyn Steps,
    root: &Path,
    routes: &[&str],
    produce: Produce,
) -> Result<Report, Failure> {
    let disk = Disk::new(steps);
    let mut location = Location::find(disk, root)?;
    let result = write_locked(disk, &mut location, routes, produce);
    if result.is_err() {
        location.forget(disk);
    }
    result
}

fn write_locked(
    disk: Disk,
    location: &mut Location,
    routes: &[&str],
    produce: Produce,
) -> Result<Report, Failure> {
    let _lock = Lock::take(location)?;
    location.look_again()?;
    let mut notes = recovery::clear(disk, location)?;
    location.look_again()?;
    let survey = Survey::of(location)?;
    let targets = targets::choose(location, &survey, routes, &mut notes);
    let stage = Stage::new(disk, location.stage());
    let pages = Pages {
        targets: &targets,
        survey: &survey,
        stage: &stage,
        may_swap: location.beside.is_some() && survey.foreign.is_empty(),
        produce,
    };
    let (made, whole) = pages.make().map_err(|stop| {
        stage.abandon();
        match stop {
            Stop::Pages(problems) => Failure::Render(problems),
            Stop::Disk(trouble) => Failure::from(trouble),
        }
    })?;
    let build = Build { disk, location, survey: &survey, stage: &stage, targets: &targets };
    let removed = build.publish(&made, whole, &mut notes)?;
    let written = made.iter().filter(|made| made.changed).count();
    Ok(Report {
        written,
        unchanged: made.len() - written,
        removed,
        kept_foreign: survey.foreign.len(),
        bytes: made.iter().map(|made| made.length).sum(),
        notes,
    })
}

/// A build whose changed pages are staged.
struct Build<'a> {
    disk: Disk<'a>,
    location: &'a Location,
    survey: &'a Survey,
    stage: &'a Stage<'a>,
    targets: &'a [Target<'a>],
}

impl Build<'_> {
    /// Brings the staged pages to their places. Gives back how many stale files went away.
    fn publish(
        &self,
        made: &[Made],
        whole: bool,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<usize, Failure> {
        let manifest = manifest::write(self.targets.iter().map(|target| target.route));
        let stale = targets::stale(self.survey, self.targets);
        let same_manifest = self.survey.manifest.as_ref() == Some(&manifest);
        if same_manifest && stale.is_empty() && made.iter().all(|made| !made.changed) {
            return Ok(0);
        }
        let swapped = self.prepare(&manifest, whole).inspect_err(|_| self.stage.abandon())?;
        if !swapped {
            let changes = targets::changes(self.targets, made, &stale);
            self.rename_one_by_one(&changes, notes)?;
        }
        if let Err(trouble) = swap::discard(self.disk, self.location, &self.stage.path) {
            let message = format!("the new site is in place, but litdigest {}", trouble.refusal());
            notes.push(
                Diagnostic::new(&codes::UNFINISHED_BUILD, message)
                    .done("left the rest of the old site to the next build"),
            );
        }
        Ok(stale.len())
    }

    /// Completes the staging folder; swaps it in if it holds the whole site and the file system can.
    fn prepare(&self, manifest: &[u8], whole: bool) -> Result<bool, Trouble> {
        self.stage.folder()?;
        let draft = self.stage.tree.join(manifest::DRAFT);
        self.disk.write_new(&draft, manifest)?;
        self.disk.rename(&draft, &self.stage.tree.join(manifest::NAME))?;
        if whole {
            return swap::swap(self.disk, self.location, self.survey, self.stage);
        }
        Ok(false)
    }

    fn rename_one_by_one(
        &self,
        changes: &[Change],
        notes: &mut Vec<Diagnostic>,
    ) -> Result<(), Failure> {
        let (disk, root, stage) = (self.disk, &self.location.root, &self.stage.path);
        journal::check_access(root, changes)
            .and_then(|()| journal::commit(disk, stage, changes))
            .inspect_err(|_| self.stage.abandon())?;
        let blocked = journal::run(disk, root, stage, changes).map_err(|trouble| {
            let done = "replaced some pages; the next build does the rest";
            Failure::Machine(Box::new(trouble.diagnostic().done(done)))
        })?;
        for route in blocked {
            notes.push(targets::foreign_note(self.location, &route));
        }
        Ok(())
    }
}
