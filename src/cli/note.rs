//! `litdigest note`: the file of a new note about an article, on standard output by its path.

use super::args::{Common, Note};
use super::console::Console;
use super::init::put_new;
use super::today::today;
use super::{Outcome, stopped};
use crate::content::NoteScaffold;
use crate::diag::{Diagnostic, Place, codes};
use crate::session::{Overrides, Session};
use crate::text::slug::slug;
use std::sync::Arc;

/// Writes the file and prints its path. Nothing that is there is changed.
pub(super) fn run(args: &Note, common: &Common, console: &Console) -> Outcome {
    let overrides =
        Overrides { jobs: common.jobs.map(usize::from), drafts: true, ..Overrides::default() };
    let progress = console.progress();
    let session = Session::open(&args.site, &overrides, &progress);
    let result = session.and_then(|session| session.subject_of_note(&args.id));
    drop(progress);
    let subject = match result {
        Ok(subject) => subject,
        Err(stop) => return stopped(&stop, console),
    };
    let Some(record) = subject.record else {
        console.diagnostics(&[unknown(&args.id, subject.near)]);
        return Outcome::Errors;
    };
    let name = args.name.as_deref().map(slug).filter(|name| !name.is_empty());
    let file = format!("content/notes/{}.md", name.as_deref().unwrap_or(record.key.as_str()));
    let date = today();
    let scaffold =
        NoteScaffold { date: &date, author: subject.author.as_deref(), fields: &subject.fields };
    match put_new(&args.site, &file, &scaffold.text(&record)) {
        Ok(true) => {}
        Ok(false) => {
            console.diagnostics(&[there(&file)]);
            return Outcome::Errors;
        }
        Err(failure) => {
            console.diagnostics(&[*failure]);
            return Outcome::Machine;
        }
    }
    for other in subject.notes {
        console.say(&format!("{other} is about this article too"));
    }
    console.print(&format!("{}\n", args.site.join(&file).display()));
    Outcome::Done
}

fn unknown(id: &str, near: Option<String>) -> Diagnostic {
    let help = "add the export that holds the article, or correct the identifier: a PMID, PMCID, DOI or the name of the article's page";
    Diagnostic::new(&codes::UNKNOWN_ID, format!("no record has the identifier “{id}”"))
        .done("wrote nothing")
        .help(near.unwrap_or_else(|| help.to_owned()))
}

fn there(file: &str) -> Diagnostic {
    let name: Arc<str> = file.into();
    Diagnostic::new(&codes::EXISTING_FILE, format!("{file} is there already"))
        .at(Place::file(&name))
        .done("left it as it is")
        .help("write into it, or begin a second note with --name NAME")
}
