//! What the stages are given of a site's folder: the settings, the exports and what lies beside them, the vocabularies, the
//! citation style.
//!
//! In: the folder, the settings. Out: values that the stages take, and diagnostics; wrong settings are a [`BuildError`].
//! Never: what is made of them.

use super::answers::{BuildError, Overrides};
use crate::cite;
use crate::config::{self, CitationStyle, Config, Vocabulary};
use crate::diag::{Diagnostic, codes};
use crate::formats::{self, Coverage, Reading};
use crate::grouping::{self, Registries};
use crate::library::{self, Change, Search};
use crate::text::file::TextFile;
use crate::vocabularies::{self, Mesh, Ror};
use crate::workspace;
use std::path::Path;

/// What was read of the folder of the exports.
pub(super) struct Exports {
    pub(super) readings: Vec<Reading>,
    pub(super) coverage: Vec<Coverage>,
    pub(super) searches: Vec<Search>,
    pub(super) changes: Vec<Change>,
}

/// The names that settings may use, from all registries.
pub fn names() -> config::Names {
    config::Names { styles: cite::names(), locales: cite::locales(), ..grouping::names() }
}

/// The settings, with what the command line overrides.
pub(super) fn settings(
    site: &Path,
    overrides: &Overrides,
) -> Result<(Config, Vec<Diagnostic>), BuildError> {
    let file = workspace::read_settings(site).map_err(|said| match said.code.id {
        id if id == codes::UNREADABLE_FILE.id => BuildError::Machine(vec![said]),
        _ => BuildError::Refused(vec![said]),
    })?;
    if file.is_none() && !site.join("content").is_dir() {
        return Err(BuildError::Refused(vec![not_a_site(site)]));
    }
    let (mut config, said) = config::load(file.as_ref(), &names()).map_err(BuildError::Refused)?;
    if let Some(url) = &overrides.base_url {
        config.site.base_url = Some(config::base_url(url).map_err(|why| {
            BuildError::Refused(vec![Diagnostic::new(
                &codes::BAD_CONFIG,
                format!("--base-url: {why}"),
            )])
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

/// Whether any record has an affiliation, or may be given one by the curator.
pub(super) fn is_affiliated(readings: &[formats::Reading], config: &Config) -> bool {
    let mut records = readings.iter().flat_map(|reading| &reading.records);
    !config.library.correct.is_empty() || records.any(|record| !record.affiliations.is_empty())
}

/// The vocabularies that the settings ask for. A file that is none is an error of the settings: without it the site would be
/// another. The built-in registry of organisations is left alone where nobody is `affiliated`.
pub(super) fn registries(
    site: &Path,
    config: &Config,
    affiliated: bool,
) -> Result<Registries, BuildError> {
    let options = &config.groupings;
    let (mesh, ror) = rayon::join(
        || match &options.topics_mesh {
            Vocabulary::BuiltIn => Ok(Some(Mesh::built_in())),
            Vocabulary::File(file) => vocabularies::mesh::read(site, file).map(Some),
            Vocabulary::Off => Ok(None),
        },
        || match &options.ror {
            Vocabulary::BuiltIn => Ok(affiliated.then(Ror::built_in)),
            Vocabulary::File(file) => vocabularies::ror::read(site, file).map(Some),
            Vocabulary::Off => Ok(None),
        },
    );
    let refused = |said| BuildError::Refused(vec![said]);
    Ok(Registries { mesh: mesh.map_err(refused)?, institutions: ror.map_err(refused)? })
}

/// Reads the exports and what lies beside them.
pub(super) fn exports(site: &Path, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Exports {
    let records = &config.paths.records;
    let (mut readings, said) = workspace::read_records(site, records, formats::read);
    diagnostics.extend(said);
    // Exports are called by their names below their folder; whoever reads a message looks for them from the site's.
    for reading in &mut readings {
        let said = std::mem::take(&mut reading.diagnostics);
        diagnostics.extend(said.into_iter().map(|said| said.under(records)));
    }
    let coverage: Vec<Coverage> = readings.iter().map(|reading| reading.coverage.clone()).collect();
    let (files, said) = workspace::read_searches(site, records);
    diagnostics.extend(said);
    let names = coverage.iter().map(|account| &account.file);
    let (searches, said) = library::searches(&files, names);
    diagnostics.extend(said);
    let changes = match workspace::read_changes(site, records) {
        Ok(file) => file.map(|file| library::changes(&file)).unwrap_or_default(),
        Err(unreadable) => (Vec::new(), vec![unreadable]),
    };
    diagnostics.extend(changes.1);
    Exports { readings, coverage, searches, changes: changes.0 }
}

/// The `.csl` file that the settings name.
pub(super) fn citation_style(
    site: &Path,
    config: &Config,
    said: &mut Vec<Diagnostic>,
) -> Option<TextFile> {
    let CitationStyle::File(path, place) = &config.citations.style else { return None };
    match workspace::read_text(site, path) {
        Ok(file) => Some(file),
        Err(problem) => {
            let help = "put the style there, or name one that litdigest brings";
            let place = place.clone();
            let instead = format!("cited in the style {} instead", config::DEFAULT_STYLE);
            said.push(
                Diagnostic::new(&codes::BAD_STYLE, problem.message)
                    .at(place)
                    .done(instead)
                    .help(help),
            );
            None
        }
    }
}
