//! The stages in order; the only module that sees all the arrows.
//!
//! In: a site's folder and what the command line overrides. Out: the site in its output folder, with every diagnostic of
//! every stage, or a [`BuildError`] that says why nothing was written. Steps: 1. a [`Session`] reads the settings and takes
//! its threads; 2. it prepares a [`Snapshot`] of everything that pages are made of; 3. it plans the pages; 4. they are
//! written or checked. Never: printing, exit codes, the work of any stage.

mod answers;
mod reading;

pub use answers::{BuildError, Built, NoteSubject, Overrides, Progress, Surveyed};
pub use reading::names;

use crate::affiliations::Affiliations;
use crate::check;
use crate::config::{self, Config};
use crate::content::{self, Note};
use crate::diag::{Diagnostic, Severity, codes};
use crate::formats::Coverage;
use crate::grouping::{self, Proposal};
use crate::library::{self, Change, History, Ledger, Library, Search};
use crate::output;
use crate::render::Renderer;
use crate::site::{self, Plan, Snapshot};
use crate::status;
use crate::text::file::TextFile;
use crate::workspace;
use reading::Exports;
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most related articles of one article.
const RELATED: usize = 5;

/// A site that is being worked on: its settings, and the threads that work.
pub struct Session<'a> {
    site: &'a Path,
    overrides: &'a Overrides,
    progress: &'a dyn Progress,
    config: Config,
    /// What was said of the settings.
    said: Vec<Diagnostic>,
    /// The threads that the settings ask for; without them those that every program has do the same work.
    pool: Option<rayon::ThreadPool>,
}

/// Everything up to the pages.
struct Prepared {
    snapshot: Snapshot,
    diagnostics: Vec<Diagnostic>,
}

/// The library, and what was read with it.
struct Merged {
    library: Library,
    ledger: Ledger,
    coverage: Vec<Coverage>,
    searches: Vec<Search>,
    changes: Vec<Change>,
}

/// The pages, and what makes files of them.
struct Planned {
    plan: Plan,
    renderer: Renderer,
    diagnostics: Vec<Diagnostic>,
    /// Which tables of `[[silence]]` met something.
    met: Vec<bool>,
}

impl<'a> Session<'a> {
    /// Reads the settings.
    ///
    /// # Errors
    /// When the folder is no site, or the settings are wrong or cannot be read.
    pub fn open(
        site: &'a Path,
        overrides: &'a Overrides,
        progress: &'a dyn Progress,
    ) -> Result<Self, BuildError> {
        let (config, said) = reading::settings(site, overrides)?;
        let jobs = overrides.jobs.or(config.jobs).unwrap_or(0);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().ok();
        Ok(Session { site, overrides, progress, config, said, pool })
    }

    /// Builds the site and puts it in place.
    ///
    /// # Errors
    /// When nothing was written.
    pub fn build(&self) -> Result<Built, BuildError> {
        self.on_threads(|| {
            let output = self.output()?;
            let Planned { plan, renderer, mut diagnostics, .. } = self.plan()?;
            self.progress.stage("writing pages");
            let routes: Vec<&str> = plan.pages().iter().map(|page| &*page.route).collect();
            let produce = |page: usize| self.file(&plan, &renderer, page);
            let report = match output::write(&output, &routes, &produce) {
                Ok(report) => report,
                Err(output::Failure::Render(said)) => {
                    diagnostics.extend(said);
                    return Err(BuildError::Refused(diagnostics));
                }
                Err(output::Failure::Machine(said)) => {
                    diagnostics.push(*said);
                    return Err(BuildError::Machine(diagnostics));
                }
            };
            diagnostics.extend(report.notes.iter().cloned());
            Ok(built(plan, output, Some(report), diagnostics))
        })
    }

    /// Finds everything that [`Session::build`] would complain about, and broken links, without writing.
    ///
    /// # Errors
    /// When a build would write nothing.
    pub fn check(&self) -> Result<Built, BuildError> {
        self.on_threads(|| {
            let Planned { plan, renderer, mut diagnostics, mut met } = self.plan()?;
            self.progress.stage("checking pages");
            let produce = |page: usize| self.file(&plan, &renderer, page);
            let found = check::outputs(&plan.routes(), &produce).into_iter();
            diagnostics.extend(found.map(|found| found.under(&self.config.paths.output)));
            self.silence(&mut diagnostics, plan.snapshot(), &mut met);
            diagnostics.extend(config::idle(&self.config.silence, &met));
            let output = self.site.join(&self.config.paths.output);
            Ok(built(plan, output, None, diagnostics))
        })
    }

    /// Reads, merges and groups, and says what the library has and lacks. Plans no page and writes nothing.
    ///
    /// # Errors
    /// When a build would write nothing.
    pub fn status(&self) -> Result<Surveyed, BuildError> {
        self.on_threads(|| {
            let Prepared { snapshot, mut diagnostics } = self.prepare()?;
            self.silence(&mut diagnostics, &snapshot, &mut Vec::new());
            self.progress.stage("looking for duplicates");
            let status = status::of(&status::Survey {
                library: &snapshot.library,
                ledger: &snapshot.ledger,
                coverage: &snapshot.coverage,
                content: &snapshot.content,
                groupings: &snapshot.groupings,
                different: &snapshot.config.library.different,
                diagnostics: &diagnostics,
                aliases: !snapshot.config.groupings.institution_aliases.is_empty(),
            });
            let records = self.config.paths.records.clone();
            Ok(Surveyed { status, diagnostics, records })
        })
    }

    /// Profiles of topics for what no profile covers yet, at most `most`, and what was said while reading the site.
    ///
    /// # Errors
    /// When a build would write nothing.
    pub fn propose_topics(
        &self,
        most: usize,
    ) -> Result<(Vec<Proposal>, Vec<Diagnostic>), BuildError> {
        self.on_threads(|| {
            let Prepared { mut snapshot, diagnostics } = self.prepare()?;
            let mut proposals = grouping::propose_topics(&snapshot.groupings, most);
            // What the files would give is what they give: the library is sorted once more with all of them.
            let files: Vec<TextFile> = proposals.iter().map(proposed_file).collect();
            let (proposed, _) = content::build(&files, &grouping::profile_kinds(), false);
            snapshot.content.profiles.extend(proposed.profiles);
            let registries = reading::registries(self.site, &self.config, true)?;
            let affiliations = Affiliations::of(&snapshot.library);
            let (groupings, _) = grouping::build_with(
                &snapshot.library,
                &affiliations,
                &snapshot.content,
                &self.config.groupings,
                &registries,
            );
            grouping::count_proposals(&snapshot.groupings, &groupings, &mut proposals);
            Ok((proposals, diagnostics))
        })
    }

    /// What a new note is about, by any identifier of its article.
    ///
    /// # Errors
    /// When a build would write nothing.
    pub fn subject_of_note(&self, id: &str) -> Result<NoteSubject, BuildError> {
        self.on_threads(|| {
            let (Merged { library, .. }, ()) = self.merged(&mut Vec::new(), |_| ());
            let article = library.find(id);
            let (files, _) = workspace::read_content(self.site, &self.config.paths.records);
            let (content, _) = content::build(&files, &grouping::profile_kinds(), true);
            let same = |note: &&Note| article.is_some() && library.find(&note.article) == article;
            let notes = content.notes.iter().filter(same).map(|note| note.document.file.clone());
            Ok(NoteSubject {
                near: library.near_help(id),
                notes: notes.collect(),
                record: article.and_then(|id| Some(library.article(id)?.record.clone())),
                author: self.config.site.author.clone(),
                fields: self.config.fields.clone(),
            })
        })
    }

    fn on_threads<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        match &self.pool {
            Some(pool) => pool.install(work),
            None => work(),
        }
    }

    /// The output folder; one that the command line names must be none of those that the settings may not name.
    fn output(&self) -> Result<PathBuf, BuildError> {
        let paths = &self.config.paths;
        let Some(asked) = &self.overrides.output else { return Ok(self.site.join(&paths.output)) };
        let kept: Vec<&str> =
            config::KEPT_FOLDERS.iter().copied().chain([paths.records.as_str()]).collect();
        match workspace::overlapping(self.site, asked, &kept) {
            None => Ok(asked.clone()),
            Some(kept) => Err(BuildError::Refused(vec![
                Diagnostic::new(
                    &codes::BAD_CONFIG,
                    format!(
                        "--output: the site cannot be written to {}, because `{kept}` is kept there",
                        asked.display()
                    ),
                )
                .done("wrote nothing")
                .help("choose a folder of its own, such as \"public\""),
            ])),
        }
    }

    /// The stages from the settings to the groupings.
    fn prepare(&self) -> Result<Prepared, BuildError> {
        let config = &self.config;
        let mut diagnostics = self.said.clone();
        let (merged, registries) = self.merged(&mut diagnostics, |affiliated| {
            reading::registries(self.site, config, affiliated)
        });
        let Merged { library, ledger, coverage, searches, changes } = merged;
        let registries = registries?;
        if library.articles().is_empty() {
            diagnostics.push(no_records(&config.paths.records));
        }
        let (files, said) = workspace::read_content(self.site, &config.paths.records);
        diagnostics.extend(said);
        let (content, said) = content::build_with(
            &files,
            &grouping::profile_kinds(),
            &config.fields,
            self.overrides.drafts,
        );
        diagnostics.extend(said);
        self.progress.stage("grouping");
        let affiliations = Affiliations::of(&library);
        let ((groupings, said), related) = rayon::join(
            || {
                let options = &config.groupings;
                grouping::build_with(&library, &affiliations, &content, options, &registries)
            },
            || grouping::related::shown(&library, RELATED),
        );
        diagnostics.extend(said);
        let snapshot = Snapshot {
            config: config.clone(),
            history: History::of(&library, &searches, &changes),
            library,
            ledger,
            coverage,
            searches,
            groupings,
            related,
            content,
            statics: Vec::new(),
            citation_style: reading::citation_style(self.site, config, &mut diagnostics),
        };
        Ok(Prepared { snapshot, diagnostics })
    }

    /// The stages up to the library, and what is done `beside` the merging: it is told whether anybody is affiliated.
    fn merged<T: Send>(
        &self,
        diagnostics: &mut Vec<Diagnostic>,
        beside: impl FnOnce(bool) -> T + Send,
    ) -> (Merged, T) {
        self.progress.stage("reading records");
        let records = &self.config.paths.records;
        let Exports { readings, coverage, searches, changes } =
            reading::exports(self.site, &self.config, diagnostics);
        self.progress.stage("merging");
        let affiliated = reading::is_affiliated(&readings, &self.config);
        let (beside, (library, ledger, said)) =
            rayon::join(|| beside(affiliated), || library::build(readings, &self.config.library));
        let exports: HashSet<&str> = coverage.iter().map(|account| &*account.file).collect();
        let of_export = |said: &Diagnostic| {
            said.place.as_ref().is_some_and(|place| exports.contains(&*place.file))
        };
        diagnostics.extend(said.into_iter().map(|said| match of_export(&said) {
            true => said.under(records),
            false => said,
        }));
        (Merged { library, ledger, coverage, searches, changes }, beside)
    }

    /// All stages up to the pages.
    fn plan(&self) -> Result<Planned, BuildError> {
        let Prepared { mut snapshot, mut diagnostics } = self.prepare()?;
        self.progress.stage("planning pages");
        let (templates, said) = workspace::read_templates(self.site);
        diagnostics.extend(said);
        let renderer = match Renderer::new(&self.config.site.language, &templates) {
            Ok(renderer) => renderer,
            Err(said) => {
                diagnostics.extend(said);
                return Err(BuildError::Refused(diagnostics));
            }
        };
        let (statics, said) = workspace::list_static(self.site);
        diagnostics.extend(said);
        snapshot.statics = statics;
        let (plan, said) = site::plan(Arc::new(snapshot));
        diagnostics.extend(said);
        let mut met = Vec::new();
        self.silence(&mut diagnostics, plan.snapshot(), &mut met);
        if self.overrides.strict && diagnostics.iter().any(|d| d.severity() >= Severity::Warning) {
            return Err(BuildError::Refused(diagnostics));
        }
        Ok(Planned { plan, renderer, diagnostics, met })
    }

    /// Takes away what the curator has answered.
    fn silence(&self, said: &mut Vec<Diagnostic>, snapshot: &Snapshot, met: &mut Vec<bool>) {
        let library = &snapshot.library;
        let key_of = |id: &str| {
            let article = library.article(library.find(id)?)?;
            Some(article.record.key.to_string())
        };
        config::silence(&self.config.silence, said, &key_of, met);
    }

    /// The bytes of one file of the site.
    fn file(&self, plan: &Plan, renderer: &Renderer, page: usize) -> Result<Vec<u8>, Diagnostic> {
        let route = plan.pages().get(page).map_or("", |page| &*page.route);
        let read = |on_disk: &Path| workspace::read_static(on_disk, route);
        let bytes = renderer.render(plan, page).and_then(|rendered| rendered.bytes(read));
        self.progress.step();
        bytes
    }
}

/// A proposed profile as the file that it would be.
fn proposed_file(proposal: &Proposal) -> TextFile {
    let path = format!("topics/{}.md", proposal.slug);
    TextFile { path: path.into(), file: proposal.file().into(), text: proposal.profile() }
}

fn built(
    plan: Plan,
    output: PathBuf,
    report: Option<output::Report>,
    diagnostics: Vec<Diagnostic>,
) -> Built {
    let (ledger, files) = (plan.snapshot().ledger, plan.snapshot().coverage.len());
    Built { diagnostics, ledger, files, report, output, plan }
}

fn no_records(folder: &str) -> Diagnostic {
    Diagnostic::new(&codes::NO_RECORDS, format!("there are no records in {folder}/"))
        .done("built a site without articles")
        .help(format!(
            "in PubMed choose Save, Format “PubMed” or “Abstract (text)”, or export RIS, BibTeX or CSL-JSON from another \
             place, and put the file into {folder}/; `litdigest init` adds a sample record"
        ))
}
