//! The stages in order; the only module that sees all the arrows.
//!
//! In: a site's folder and what the command line overrides. Out: the site in its output folder, with every diagnostic of
//! every stage, or a [`Stop`] that says why nothing was written. Never: printing, exit codes, the work of any stage.

use crate::affiliations::Affiliations;
use crate::check;
use crate::config::{self, Config};
use crate::content::{self, Content};
use crate::diag::{Diagnostic, Severity, codes};
use crate::formats::{self, Coverage};
use crate::grouping::institutions::Registry;
use crate::grouping::{self, Grouping, Proposal, Registries};
use crate::library::{self, ArticleId, Ledger, Library};
use crate::output;
use crate::render::Renderer;
use crate::site::{self, Plan, Snapshot};
use crate::status::{self, Status};
use crate::workspace;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Most related articles of one article.
const RELATED: usize = 5;

/// What the command line says over the settings.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// Output folder, relative to where the command runs.
    pub output: Option<PathBuf>,
    /// Address of the published site.
    pub base_url: Option<String>,
    /// Warnings count as errors, and nothing is written.
    pub strict: bool,
    /// Drafts are included.
    pub drafts: bool,
    /// Worker threads.
    pub jobs: Option<usize>,
    /// The program ends after this run. Then the system takes the memory back, which costs nothing, where letting go of
    /// every string of a large library would be a good part of the whole run.
    pub ends: bool,
}

/// Told which stage runs, so that a terminal can show it.
pub trait Progress: Sync {
    /// A stage begins.
    fn stage(&self, name: &'static str);
    /// A page is done.
    fn step(&self);
}

/// Why nothing was written.
#[derive(Debug)]
pub enum Stop {
    /// Errors of the settings or a template, or warnings under `--strict`.
    Refused(Vec<Diagnostic>),
    /// The machine failed: disk, permission.
    Machine(Vec<Diagnostic>),
}

/// A site that was built.
#[derive(Debug)]
pub struct Built {
    /// Everything that was said, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
    /// Where the record slices went.
    pub ledger: Ledger,
    /// Files read.
    pub files: usize,
    /// What was put in place; absent after [`check()`].
    pub report: Option<output::Report>,
    /// The output folder.
    pub output: PathBuf,
    /// Pages and other files of the site.
    pub pages: usize,
}

/// Everything that the pages are made of.
struct Prepared {
    config: Config,
    library: Library,
    ledger: Ledger,
    groupings: Vec<Grouping>,
    /// For each article those that its page calls related.
    related: Vec<Vec<ArticleId>>,
    content: Content,
    coverage: Vec<Coverage>,
    diagnostics: Vec<Diagnostic>,
}

/// Builds the site and puts it in place.
pub fn build(site: &Path, overrides: &Overrides, progress: &dyn Progress) -> Result<Built, Stop> {
    with_site(site, overrides, progress, |output, plan, renderer, diagnostics| {
        progress.stage("writing pages");
        let output = overrides.output.clone().unwrap_or_else(|| output.to_owned());
        let routes: Vec<&str> = plan.pages().iter().map(|page| &*page.route).collect();
        let produce = |page: usize| {
            let bytes = produce(renderer, plan, page);
            progress.step();
            bytes
        };
        let report =
            output::write(&output, &routes, &produce).map_err(|failure| match failure {
                output::Failure::Render(said) => Stop::Refused(with(diagnostics, said)),
                output::Failure::Machine(said) => Stop::Machine(with(diagnostics, vec![*said])),
            })?;
        diagnostics.extend(report.notes.iter().cloned());
        Ok((output, Some(report)))
    })
}

/// Finds everything that [`build`] would complain about, and broken links, without writing.
pub fn check(site: &Path, overrides: &Overrides, progress: &dyn Progress) -> Result<Built, Stop> {
    with_site(site, overrides, progress, |output, plan, renderer, diagnostics| {
        progress.stage("checking pages");
        let routes = plan.routes();
        let produce = |page: usize| {
            let bytes = produce(renderer, plan, page);
            progress.step();
            bytes
        };
        diagnostics.extend(check::outputs(&routes, &produce));
        Ok((output.to_owned(), None))
    })
}

/// Profiles of topics for what no profile covers yet, at most `most`, and what was said while reading the site.
pub fn propose_topics(
    site: &Path,
    overrides: &Overrides,
    most: usize,
    progress: &dyn Progress,
) -> Result<(Vec<Proposal>, Vec<Diagnostic>), Stop> {
    let (config, said) = settings(site, overrides)?;
    let jobs = overrides.jobs.or(config.jobs).unwrap_or(0);
    let run = || {
        let prepared = prepare(site, config, said, overrides, progress)?;
        Ok((grouping::propose_topics(&prepared.groupings, most), prepared.diagnostics))
    };
    match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}

/// What [`status()`] found.
#[derive(Debug)]
pub struct Surveyed {
    /// What the library has and lacks.
    pub status: Status,
    /// Everything that the stages before the pages said.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads, merges and groups, and says what the library has and lacks. Plans no page and writes nothing.
pub fn status(
    site: &Path,
    overrides: &Overrides,
    progress: &dyn Progress,
) -> Result<Surveyed, Stop> {
    let (config, said) = settings(site, overrides)?;
    let jobs = overrides.jobs.or(config.jobs).unwrap_or(0);
    let run = || {
        let prepared = prepare(site, config, said, overrides, progress)?;
        progress.stage("looking for duplicates");
        let survey = status::Survey {
            library: &prepared.library,
            ledger: &prepared.ledger,
            coverage: &prepared.coverage,
            content: &prepared.content,
            groupings: &prepared.groupings,
            different: &prepared.config.library.different,
            diagnostics: &prepared.diagnostics,
        };
        let status = status::of(&survey);
        Ok(Surveyed { status, diagnostics: prepared.diagnostics })
    };
    match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool.install(run),
        Err(_) => run(),
    }
}

type Finish<'a> = dyn FnOnce(
        &Path,
        &Plan,
        &Renderer,
        &mut Vec<Diagnostic>,
    ) -> Result<(PathBuf, Option<output::Report>), Stop>
    + Send
    + 'a;

/// Runs all stages up to the plan, then what is to be done with it, on as many threads as the settings say.
fn with_site<'a>(
    site: &Path,
    overrides: &Overrides,
    progress: &dyn Progress,
    finish: impl FnOnce(
        &Path,
        &Plan,
        &Renderer,
        &mut Vec<Diagnostic>,
    ) -> Result<(PathBuf, Option<output::Report>), Stop>
    + Send
    + 'a,
) -> Result<Built, Stop> {
    let (config, said) = settings(site, overrides)?;
    let finish: Box<Finish<'a>> = Box::new(finish);
    let jobs = overrides.jobs.or(config.jobs).unwrap_or(0);
    let run = || {
        let prepared = prepare(site, config, said, overrides, progress)?;
        plan(site, prepared, overrides, progress, finish)
    };
    match rayon::ThreadPoolBuilder::new().num_threads(jobs).build() {
        Ok(pool) => pool.install(run),
        // Without a pool of our own the global one does the same work.
        Err(_) => run(),
    }
}

/// The bytes of one file of the site.
fn produce(renderer: &Renderer, plan: &Plan, page: usize) -> Result<Vec<u8>, Diagnostic> {
    let route = plan.pages().get(page).map_or("", |page| &*page.route);
    renderer.render(plan, page)?.bytes(|on_disk| workspace::read_static(on_disk, route))
}

fn settings(site: &Path, overrides: &Overrides) -> Result<(Config, Vec<Diagnostic>), Stop> {
    let file = workspace::read_settings(site).map_err(|said| match said.code.id {
        id if id == codes::UNREADABLE_FILE.id => Stop::Machine(vec![said]),
        _ => Stop::Refused(vec![said]),
    })?;
    if file.is_none() && !site.join("content").is_dir() {
        return Err(Stop::Refused(vec![not_a_site(site)]));
    }
    let (mut config, said) = config::load(file.as_ref()).map_err(Stop::Refused)?;
    if let Some(url) = &overrides.base_url {
        config.site.base_url = Some(config::base_url(url).map_err(|why| {
            Stop::Refused(vec![Diagnostic::new(&codes::BAD_CONFIG, format!("--base-url: {why}"))])
        })?);
    }
    Ok((config, said))
}

fn not_a_site(site: &Path) -> Diagnostic {
    let folder = site.display();
    Diagnostic::new(
        &codes::NOT_A_SITE,
        format!("{folder} holds neither litdigest.toml nor a folder content/"),
    )
    .done("wrote nothing")
    .help(
        "run `litdigest init` there for a working sample, or make content/records/ and put your \
         exports into it",
    )
}

fn prepare(
    site: &Path,
    config: Config,
    mut diagnostics: Vec<Diagnostic>,
    overrides: &Overrides,
    progress: &dyn Progress,
) -> Result<Prepared, Stop> {
    let registries = registries(site, &config)?;
    progress.stage("reading records");
    let (readings, said) = workspace::read_records(site, &config.paths.records, formats::read);
    diagnostics.extend(said);
    let coverage = readings.iter().map(|reading| reading.coverage.clone()).collect::<Vec<_>>();
    progress.stage("merging");
    let (library, ledger, said) = library::build(readings, &config.library);
    diagnostics.extend(said);
    if library.articles().is_empty() {
        diagnostics.push(no_records(&config.paths.records));
    }
    let (files, said) = workspace::read_content(site, &config.paths.records);
    diagnostics.extend(said);
    let (content, said) = content::build(&files, overrides.drafts);
    diagnostics.extend(said);
    progress.stage("grouping");
    let affiliations = Affiliations::of(&library);
    let ((groupings, said), related) = rayon::join(
        || grouping::build_with(&library, &affiliations, &content, &config.groupings, &registries),
        || grouping::related::shown(&library, RELATED),
    );
    diagnostics.extend(said);
    Ok(Prepared { config, library, ledger, groupings, related, content, coverage, diagnostics })
}

/// The registries that the settings name. A bad one is an error of the settings: without it the site would be another.
fn registries(site: &Path, config: &Config) -> Result<Registries, Stop> {
    let refused = |said| Stop::Refused(vec![said]);
    let on = |id: &str| config.groupings.by_id.get(id).is_none_or(|one| one.enabled != Some(false));
    let mesh = config.groupings.topics_mesh.as_ref().filter(|_| on("topics"));
    let ror = config.groupings.ror.as_ref();
    Ok(Registries {
        mesh: mesh.map(|file| workspace::mesh::read(site, file)).transpose().map_err(refused)?,
        institutions: ror
            .map(|file| workspace::read_ror(site, file).map(Registry::new))
            .transpose()
            .map_err(refused)?,
    })
}

fn no_records(folder: &str) -> Diagnostic {
    Diagnostic::new(&codes::NO_RECORDS, format!("there are no records in {folder}/"))
        .done("built a site without articles")
        .help(format!(
            "in PubMed choose Save, Format “PubMed” or “Abstract (text)”, or export RIS, BibTeX or CSL-JSON from another \
             place, and put the file into {folder}/; `litdigest init` adds a sample record"
        ))
}

fn plan(
    site: &Path,
    prepared: Prepared,
    overrides: &Overrides,
    progress: &dyn Progress,
    finish: Box<Finish<'_>>,
) -> Result<Built, Stop> {
    let Prepared {
        config,
        library,
        ledger,
        groupings,
        related,
        content,
        coverage,
        mut diagnostics,
    } = prepared;
    progress.stage("planning pages");
    let (templates, said) = workspace::read_templates(site);
    diagnostics.extend(said);
    let renderer =
        Renderer::new(&templates).map_err(|said| Stop::Refused(with(&mut diagnostics, said)))?;
    let (statics, said) = workspace::list_static(site);
    diagnostics.extend(said);
    let files = coverage.len();
    let output = site.join(&config.paths.output);
    let snapshot = Arc::new(Snapshot {
        config,
        library,
        ledger,
        coverage,
        groupings,
        related,
        content,
        statics,
    });
    let (plan, said) = site::plan(snapshot);
    diagnostics.extend(said);
    if overrides.strict && diagnostics.iter().any(|d| d.severity() >= Severity::Warning) {
        return Err(Stop::Refused(diagnostics));
    }
    let pages = plan.pages().len();
    let (output, report) = finish(&output, &plan, &renderer, &mut diagnostics)?;
    let built = Built { diagnostics, ledger, files, report, output, pages };
    if overrides.ends {
        std::mem::forget(plan);
    }
    Ok(built)
}

fn with(diagnostics: &mut Vec<Diagnostic>, more: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.extend(more);
    std::mem::take(diagnostics)
}
