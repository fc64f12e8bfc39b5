//! The curator's word: records left out and fields corrected. The exports themselves are never edited.

use super::{Article, Correction, LeftOut, near};
use crate::config::{Correct, CorrectValue, Exclude, LibraryOptions};
use crate::diag::{Diagnostic, codes};
use crate::record::{Cleaned, Doi, Key, Misfit, Pmcid, Pmid, Record};
use std::collections::HashMap;
use std::sync::Arc;

/// Applies exclusions, then corrections. A setting that meets no article is reported.
pub(super) fn curate(
    articles: Vec<Article>,
    options: &LibraryOptions,
    said: &mut Vec<Diagnostic>,
) -> (Vec<Article>, Vec<LeftOut>) {
    let mut places: HashMap<String, usize> = HashMap::new();
    if options.exclude.is_empty() && options.correct.is_empty() {
        return (articles, Vec::new());
    }
    for (at, article) in articles.iter().enumerate() {
        for name in super::names(&article.record) {
            places.entry(name).or_insert(at);
        }
    }
    // A second PMID or DOI of a merged article names it too, where no article has it as its own.
    for (at, article) in articles.iter().enumerate() {
        for other in article.record.ids.iter().filter(|id| is_name(&id.scheme)) {
            places.entry(other.value.to_ascii_lowercase()).or_insert(at);
        }
    }
    let mut left_out = Vec::new();
    let mut kept: Vec<Option<Article>> = articles.into_iter().map(Some).collect();
    for exclude in &options.exclude {
        match find(&places, &exclude.id).and_then(|at| kept.get_mut(at)) {
            Some(slot) => match slot.take() {
                Some(article) => {
                    said.push(excluded(exclude, &article));
                    left_out.push(left(exclude, &article));
                }
                None => said.push(excluded_twice(exclude)),
            },
            None => said
                .push(unused(&exclude.id, "[[exclude]]", records(&kept)).at(exclude.place.clone())),
        }
    }
    for correct in &options.correct {
        match find(&places, &correct.id).and_then(|at| kept.get_mut(at)).and_then(Option::as_mut) {
            Some(article) => apply(article, correct, said),
            None => said
                .push(unused(&correct.id, "[[correct]]", records(&kept)).at(correct.place.clone())),
        }
    }
    (kept.into_iter().flatten().collect(), left_out)
}

/// Whether an identifier of this scheme names an article.
pub(super) fn is_name(scheme: &str) -> bool {
    matches!(scheme, "pmid" | "pmcid" | "doi")
}

fn find(places: &HashMap<String, usize>, id: &str) -> Option<usize> {
    let forms = [
        Some(id.trim().to_owned()),
        Pmid::new(id).ok().map(|pmid| pmid.to_string()),
        Pmcid::new(id).ok().map(|pmcid| pmcid.as_str().to_ascii_lowercase()),
        Doi::new(id).ok().map(|doi| doi.to_string()),
    ];
    forms.into_iter().flatten().find_map(|form| places.get(&form).copied())
}

fn excluded(exclude: &Exclude, article: &Article) -> Diagnostic {
    let reason = exclude.reason.as_deref().unwrap_or("no reason given");
    let title = article.record.title_or_stand_in();
    Diagnostic::new(&codes::EXCLUDED_RECORD, format!("“{title}” is left out"))
        .done(format!("left it out of every page, as the settings say: {reason}"))
        .at(exclude.place.clone())
        .key(article.record.key.to_string())
}

fn records(kept: &[Option<Article>]) -> impl Iterator<Item = &Record> {
    kept.iter().flatten().map(|article| &*article.record)
}

fn left(exclude: &Exclude, article: &Article) -> LeftOut {
    LeftOut {
        key: article.record.key.clone(),
        title: article.record.title_or_stand_in().to_owned(),
        reason: exclude.reason.clone(),
        stage: exclude.stage,
        pmid: article.record.pmid.clone(),
        doi: article.record.doi.clone(),
        retracted: article.record.is_retracted(),
        file: Arc::from(""),
        work: article.work,
    }
}

fn excluded_twice(exclude: &Exclude) -> Diagnostic {
    let message = format!("[[exclude]] names {}, which another one leaves out already", exclude.id);
    Diagnostic::new(&codes::IDLE_SETTING, message)
        .at(exclude.place.clone())
        .done("counted it where it was left out first")
        .help("delete one of the two tables")
}

pub(super) fn unused<'r>(
    id: &str,
    setting: &str,
    records: impl Iterator<Item = &'r Record>,
) -> Diagnostic {
    let near = near::help(id, records);
    Diagnostic::new(&codes::UNUSED_SETTING, format!("{setting} names {id}, which no record has"))
        .done("ignored it")
        .help(near.unwrap_or_else(|| "check the identifier, or delete the setting".to_owned()))
}

/// Sets each key, and cleans it as a file is. Affiliations come first, because people point to them.
fn apply(article: &mut Article, correct: &Correct, said: &mut Vec<Diagnostic>) {
    let (first, rest): (Vec<_>, Vec<_>) =
        correct.values.iter().partition(|(field, _)| *field == "affiliations");
    for (field, CorrectValue { value, place }) in first.into_iter().chain(rest) {
        match corrected(&article.record, field, value) {
            Ok((record, cleaned)) => {
                let owner = format!("the correction of `{field}`");
                let found = cleaned.map(|cleaned| cleaned.found.said(&owner)).unwrap_or_default();
                said.extend(found.into_iter().map(|said| said.at(place.clone())));
                article.record = record.into();
                article
                    .corrections
                    .push(Correction { field: field.clone(), reason: correct.reason.clone() });
            }
            Err(misfit) => said.push(
                Diagnostic::new(&codes::BAD_CORRECTION, misfit.message)
                    .done(format!("kept the {field} of the export"))
                    .help(misfit.help)
                    .at(place.clone())
                    .key(article.record.key.to_string()),
            ),
        }
    }
    let key = Key::of(&article.record);
    if key != article.record.key {
        let former = std::mem::replace(&mut article.record_mut().key, key);
        article.former_keys.push(former);
    }
}

fn corrected(
    record: &Record,
    field: &str,
    value: &serde_json::Value,
) -> Result<(Record, Option<Cleaned>), Misfit> {
    let mut record = record.with_key(field, value)?;
    let cleaned = record.clean();
    record.check_affiliations(field)?;
    if !record.can_be_cited() {
        return Err(Misfit {
            message: format!(
                "`{field}` cannot be set: nothing would be left to cite the article by"
            ),
            help: "correct it to something, or leave the record out with [[exclude]]".to_owned(),
        });
    }
    Ok((record, cleaned))
}
