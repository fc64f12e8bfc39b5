//! `litdigest topics suggest`: profiles for what no profile covers yet, each ready to be saved.

use super::args::{Common, Suggest};
use super::console::Console;
use super::{Outcome, count};
use crate::diag::{Diagnostic, Severity};
use crate::session::{Overrides, Session, Stop};

/// Prints each proposal as a file with its name above it. Of what was said while reading, errors alone are shown: `check`
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
        Err(Stop::Refused(said)) => {
            console.diagnostics(&said);
            return Outcome::Errors;
        }
        Err(Stop::Machine(said)) => {
            console.diagnostics(&said);
            return Outcome::Machine;
        }
    };
    let errors: Vec<Diagnostic> =
        said.into_iter().filter(|said| said.severity() == Severity::Error).collect();
    console.diagnostics(&errors);
    if proposals.is_empty() {
        console.say("no two articles without a topic of yours have a topic in common");
    }
    for proposal in &proposals {
        console.print(&format!(
            "# content/topics/{}.md ({}, {} of them in no topic of yours)\n{}\n",
            proposal.slug,
            count(proposal.articles, "article"),
            proposal.uncovered,
            proposal.profile(),
        ));
    }
    Outcome::of(&errors)
}
