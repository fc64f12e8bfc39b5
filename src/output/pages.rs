//! Produces the pages in parallel and stages those that changed.
//!
//! In: the routes to write, what is known of them, and the function that produces a page. Out: what became of each page, in order.
//! A page is produced, compared, written and dropped, so memory does not grow with the site. Once more than half of
//! the pages turn out to have changed, a whole new tree costs less than renaming them one by one: then the pages that were
//! skipped so far are produced again and staged too. Never: a change of the site itself.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;

use super::disk::Trouble;
use super::stage::Stage;
use super::survey::Survey;
use crate::diag::Diagnostic;

/// How many problems of one kind are told one by one.
pub(super) const MOST_PROBLEMS: usize = 100;

/// Produces the bytes of the file with the given number among the routes. It is called from several threads, and now and then twice
/// for one file.
pub type Produce<'a> = &'a (dyn Fn(usize) -> Result<Vec<u8>, Diagnostic> + Sync);

/// One file to write.
#[derive(Clone, Copy)]
pub(super) struct Target<'a> {
    /// Its number among the routes that the caller gave.
    pub(super) index: usize,
    /// Its route.
    pub(super) route: &'a str,
    /// Whether a file of ours is there already.
    pub(super) is_there: bool,
}

/// What became of one file.
pub(super) struct Made {
    /// Length of its content.
    pub(super) length: u64,
    /// Whether it differs from what is there.
    pub(super) changed: bool,
    /// Whether it is in the staging folder.
    staged: bool,
}

/// Why the pages could not all be made.
pub(super) enum Stop {
    /// Pages could not be produced.
    Pages(Vec<Diagnostic>),
    /// The disk refused one.
    Disk(Trouble),
}

/// Why one page was not made.
enum Miss {
    Page(Box<Diagnostic>),
    Disk(Box<Trouble>),
    /// Not tried, because the disk had refused another one.
    Skipped,
}

/// What the workers know of each other.
struct Progress {
    changed: AtomicUsize,
    whole: AtomicBool,
    pages_failed: AtomicBool,
    disk_failed: AtomicBool,
}

/// The pages of one build.
pub(super) struct Pages<'a> {
    /// The files to write, sorted by route.
    pub(super) targets: &'a [Target<'a>],
    /// What is there.
    pub(super) survey: &'a Survey,
    /// Where new pages go first.
    pub(super) stage: &'a Stage<'a>,
    /// Whether a whole new tree can take the place of the old one.
    pub(super) may_swap: bool,
    /// Produces the page of a number.
    pub(super) produce: Produce<'a>,
}

impl Pages<'_> {
    /// Makes all pages. Says also whether the staging folder holds all of them, not only the changed ones.
    pub(super) fn make(&self) -> Result<(Vec<Made>, bool), Stop> {
        let progress = Progress {
            changed: AtomicUsize::new(0),
            whole: AtomicBool::new(self.may_swap && self.survey.ours.is_empty()),
            pages_failed: AtomicBool::new(false),
            disk_failed: AtomicBool::new(false),
        };
        let made = self.targets.par_iter().map(|target| self.make_one(target, &progress)).collect();
        let mut made = sort_out(made)?;
        let whole = progress.whole.load(Ordering::Relaxed);
        if whole {
            let again = made
                .par_iter_mut()
                .zip(self.targets)
                .filter(|(made, _)| !made.staged)
                .map(|(made, target)| self.stage_skipped(made, target))
                .collect();
            sort_out(again)?;
        }
        Ok((made, whole))
    }

    fn make_one(&self, target: &Target, progress: &Progress) -> Result<Made, Miss> {
        if progress.disk_failed.load(Ordering::Relaxed) {
            return Err(Miss::Skipped);
        }
        let bytes = (self.produce)(target.index).map_err(|diagnostic| {
            progress.pages_failed.store(true, Ordering::Relaxed);
            Miss::Page(Box::new(diagnostic))
        })?;
        let unchanged = target.is_there && self.survey.holds(target.route, &bytes);
        if !unchanged && self.may_swap {
            let changed = progress.changed.fetch_add(1, Ordering::Relaxed) + 1;
            if changed > self.targets.len() / 2 {
                progress.whole.store(true, Ordering::Relaxed);
            }
        }
        // After a page that failed, the others are still produced to find what else is wrong, but nothing will be published.
        let staged = (!unchanged || progress.whole.load(Ordering::Relaxed))
            && !progress.pages_failed.load(Ordering::Relaxed);
        if staged {
            self.stage.add(target.route, &bytes).map_err(|trouble| {
                progress.disk_failed.store(true, Ordering::Relaxed);
                Miss::Disk(Box::new(trouble))
            })?;
        }
        Ok(Made { length: length(&bytes), changed: !unchanged, staged })
    }

    fn stage_skipped(&self, made: &mut Made, target: &Target) -> Result<(), Miss> {
        let bytes = (self.produce)(target.index).map_err(|miss| Miss::Page(Box::new(miss)))?;
        made.length = length(&bytes);
        made.staged = true;
        self.stage.add(target.route, &bytes).map_err(|miss| Miss::Disk(Box::new(miss)))
    }
}

fn length(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// All values, or the reason why there are not all: the disk's first trouble, else what is wrong with the pages.
fn sort_out<T>(results: Vec<Result<T, Miss>>) -> Result<Vec<T>, Stop> {
    let mut values = Vec::with_capacity(results.len());
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(value) => values.push(value),
            Err(Miss::Disk(trouble)) => return Err(Stop::Disk(*trouble)),
            Err(Miss::Page(diagnostic)) if problems.len() < MOST_PROBLEMS => {
                problems.push(*diagnostic);
            }
            Err(Miss::Page(_) | Miss::Skipped) => {}
        }
    }
    if problems.is_empty() { Ok(values) } else { Err(Stop::Pages(problems)) }
}
