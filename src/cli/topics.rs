//! `litdigest topics suggest`: profiles for what no profile covers yet, each ready to be saved.

use super::args::{Common, Suggest};
use super::console::Console;
use super::init::put_new;
use super::{Outcome, count, stopped};
use crate::diag::{Diagnostic, Severity};
use crate::grouping::Proposal;
use crate::session::{Overrides, Session};
use std::path::Path;

/// Prints each proposal as a file with its name above it, or saves it. Of what was said while reading, errors alone are shown: `check`
/// is for the rest.
pub(super) fn suggest(args: &Suggest, common: &Common, console: &Console) -> Outcome {
    let overrides =
        Overrides { jobs: common.jobs.map(usize::from), drafts: true, ..Overrides::default() };
    let progress = console.progress();
    let session = Session::open(&args.folder, &overrides, &progress);
    let result = session.and_then(|session| session.propose_topics(args.most));
    drop(progress);
    let (proposals, said) = match result {
        Ok(found) => found,
        Err(stop) => return stopped(&stop, console),
    };
    let errors: Vec<Diagnostic> =
        said.into_iter().filter(|said| said.severity() == Severity::Error).collect();
    console.diagnostics(&errors);
    if proposals.is_empty() {
        console.say("no two articles without a topic of yours have a topic in common");
    }
    let mut outcome = Outcome::of(&errors);
    for proposal in &proposals {
        if args.write {
            outcome = outcome.worse(save(&args.folder, proposal, console));
            continue;
        }
        console.print(&format!(
            "# {} ({}, {} of them in no topic of yours{})\n{}\n",
            proposal.file(),
            count(proposal.articles, "article"),
            proposal.uncovered,
            absorbed(proposal),
            proposal.profile(),
        ));
    }
    outcome
}

/// The pages that a profile would take in.
fn absorbed(proposal: &Proposal) -> String {
    let pages = proposal.absorbs.iter().map(|(name, articles)| format!("“{name}” ({articles})"));
    let pages: Vec<String> = pages.collect();
    match pages.is_empty() {
        true => String::new(),
        false => format!("; takes in {}", pages.join(", ")),
    }
}

/// Saves a profile where there is no such file yet.
fn save(site: &Path, proposal: &Proposal, console: &Console) -> Outcome {
    let file = proposal.file();
    let articles = count(proposal.articles, "article");
    match put_new(site, &file, &proposal.profile()) {
        Ok(true) => console.say(&format!(
            "wrote {} ({articles}{})",
            site.join(&file).display(),
            absorbed(proposal)
        )),
        Ok(false) => {
            console.say(&format!("kept {}, which was there already", site.join(&file).display()));
        }
        Err(failure) => {
            console.diagnostics(&[*failure]);
            return Outcome::Machine;
        }
    }
    Outcome::Done
}
