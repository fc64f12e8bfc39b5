//! What a library has and lacks, for its curator.
//!
//! In: the library, its groupings, the curator's Markdown, the accounts of the files and all that was said. Out: a
//! [`Status`], which is text for people ([`Status::text`]) and JSON for programs ([`Status::json`]). Both depend on the
//! input alone. Never: IO, a change to the library.

mod form;
mod text;

pub use form::{
    Corrected, DuplicateStatus, Excluded, FileStatus, Flagged, FormatStatus, InstitutionStatus,
    LooseNote, LooseProfile, Missing, Named, PreprintStatus, Records, Said, Status,
};

pub use text::Shown;

use crate::config::Ruling;
use crate::content::Content;
use crate::diag::{Diagnostic, codes, compare};
use crate::formats::Coverage;
use crate::grouping::institutions::proposals;
use crate::grouping::{self, Cover, Grouping, GroupingKind, INSTITUTIONS, TOPICS, uncovered};
use crate::library::{self, Article, ArticleId, Ledger, Library, Suggestion, SuggestionKind};
use crate::record::{Key, RelatedKind};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Everything that the status is made of.
#[derive(Debug)]
pub struct Survey<'a> {
    /// The articles.
    pub library: &'a Library,
    /// Where the records went.
    pub ledger: &'a Ledger,
    /// The accounts of the export files.
    pub coverage: &'a [Coverage],
    /// The curator's Markdown.
    pub content: &'a Content,
    /// The groupings that are on.
    pub groupings: &'a [Grouping],
    /// The merges that the curator refuses.
    pub different: &'a [Ruling],
    /// What the stages said.
    pub diagnostics: &'a [Diagnostic],
    /// Whether the settings have a table of aliases of institutions, to which more can be added.
    pub aliases: bool,
}

/// Works out the status.
pub fn of(survey: &Survey<'_>) -> Status {
    let articles = survey.library.articles();
    let suggestions = library::suggestions(survey.library, survey.different);
    let named = |article: &Article| named(survey.library, article);
    let flagged = |wanted: &dyn Fn(&Article) -> bool, kind: RelatedKind| -> Vec<Flagged> {
        let found = articles.iter().filter(|article| wanted(article));
        found
            .map(|article| Flagged { article: named(article), notices: notices(article, kind) })
            .collect()
    };
    let has = |kind: RelatedKind| {
        move |article: &Article| {
            !article.record.is_retracted() && article.record.related.iter().any(|r| r.kind == kind)
        }
    };
    let ledger = survey.ledger;
    Status {
        version: 1,
        articles: articles.len(),
        records: Records {
            found: ledger.slices,
            merged: ledger.merged,
            rejected: ledger.rejected,
            excluded: ledger.excluded,
        },
        formats: formats(survey.coverage),
        files: files(survey.coverage),
        missing: missing(survey),
        duplicates: duplicates(survey.library, &suggestions),
        preprints: preprints(survey.library, &suggestions),
        institutions: institutions(survey.groupings),
        conflicts: conflicts(survey.diagnostics),
        excluded: excluded(survey.library),
        corrected: corrected(articles),
        retracted: flagged(&|article| article.record.is_retracted(), RelatedKind::RetractionIn),
        partly_retracted: flagged(
            &has(RelatedKind::PartialRetractionIn),
            RelatedKind::PartialRetractionIn,
        ),
        concerns: flagged(&has(RelatedKind::ConcernIn), RelatedKind::ConcernIn),
        notes_without_article: loose_notes(survey),
        unused_profiles: loose_profiles(survey),
        names: names(survey.library),
        aliases: survey.aliases,
    }
}

/// All articles as people know them, by key.
fn names(library: &Library) -> BTreeMap<String, Named> {
    let named = library.articles().iter().map(|article| named(library, article));
    named.map(|named| (named.key.clone(), named)).collect()
}

/// Pairs that share an article become one entry: three exports of one work are one question.
fn duplicates(library: &Library, suggestions: &[Suggestion]) -> Vec<DuplicateStatus> {
    let mut sets: Vec<(BTreeSet<ArticleId>, Vec<&str>)> = Vec::new();
    let mut home: BTreeMap<ArticleId, usize> = BTreeMap::new();
    for pair in suggestions.iter().filter(|pair| pair.kind == SuggestionKind::Duplicate) {
        let known = [pair.one, pair.other].map(|id| home.get(&id).copied());
        let into = known.iter().flatten().min().copied().unwrap_or_else(|| {
            sets.push((BTreeSet::new(), Vec::new()));
            sets.len() - 1
        });
        let mut ids = BTreeSet::from([pair.one, pair.other]);
        let mut reasons = vec![pair.reason.as_str()];
        for other in known.into_iter().flatten().filter(|other| *other != into) {
            let (more, why) = sets.get_mut(other).map(std::mem::take).unwrap_or_default();
            ids.extend(more);
            reasons.extend(why);
        }
        home.extend(ids.iter().map(|id| (*id, into)));
        if let Some((set, why)) = sets.get_mut(into) {
            set.extend(ids);
            reasons.retain(|reason| !why.contains(reason));
            why.extend(reasons);
        }
    }
    sets.retain(|(set, _)| !set.is_empty());
    sets.sort_by(|a, b| a.0.cmp(&b.0));
    sets.into_iter()
        .map(|(set, reasons)| DuplicateStatus {
            articles: set
                .into_iter()
                .filter_map(|id| library.article(id))
                .map(|article| named(library, article))
                .collect(),
            reason: reasons.join("; "),
        })
        .collect()
}

/// The pairs that the grouping did not dare to join.
fn institutions(groupings: &[Grouping]) -> Vec<InstitutionStatus> {
    let on = grouping::find(groupings, INSTITUTIONS);
    let found = on.map(proposals).unwrap_or_default();
    let status = found.into_iter().map(|proposal| InstitutionStatus {
        line: proposal.line(),
        keep: proposal.keep,
        merge: proposal.merge,
        reason: proposal.reason.to_owned(),
    });
    status.collect()
}

fn preprints(library: &Library, suggestions: &[Suggestion]) -> Vec<PreprintStatus> {
    let at = |id| library.article(id).map(|article| named(library, article));
    let pairs = suggestions.iter().filter(|pair| pair.kind == SuggestionKind::Preprint);
    pairs
        .filter_map(|pair| {
            let (preprint, article) = (at(pair.one)?, at(pair.other)?);
            Some(PreprintStatus { preprint, article, reason: pair.reason.clone() })
        })
        .collect()
}

fn formats(coverage: &[Coverage]) -> Vec<FormatStatus> {
    let mut by_format: BTreeMap<&str, FormatStatus> = BTreeMap::new();
    for file in coverage {
        let entry = by_format.entry(&file.format).or_insert_with(|| FormatStatus {
            format: file.format.clone(),
            files: 0,
            records: 0,
            rejected: 0,
        });
        entry.files += 1;
        entry.records += file.records;
        entry.rejected += file.rejected;
    }
    by_format.into_values().collect()
}

fn files(coverage: &[Coverage]) -> Vec<FileStatus> {
    let mut files: Vec<FileStatus> = coverage
        .iter()
        .map(|file| FileStatus {
            file: file.file.to_string(),
            format: file.format.clone(),
            encoding: file.encoding.clone(),
            records: file.records,
            rejected: file.rejected,
        })
        .collect();
    files.sort_by(|a, b| a.file.cmp(&b.file));
    files
}

fn missing(survey: &Survey<'_>) -> Missing {
    let articles = survey.library.articles();
    let keys = |lacks: &dyn Fn(&Article) -> bool| -> Vec<String> {
        articles.iter().filter(|article| lacks(article)).map(|a| a.record.key.to_string()).collect()
    };
    let key = |article: ArticleId| articles.get(article as usize).map(|a| a.record.key.to_string());
    let in_none = |kind: &GroupingKind, cover: Cover| -> Option<Vec<String>> {
        let on = grouping::find(survey.groupings, kind)?;
        Some(uncovered(on, cover).into_iter().filter_map(key).collect())
    };
    let described = survey.content.profiles.iter().any(|profile| profile.grouping == TOPICS.id);
    Missing {
        doi: keys(&|article| article.record.doi.is_none()),
        r#abstract: keys(&|article| article.record.sections.is_empty()),
        affiliations: keys(&|article| article.record.affiliations.is_empty()),
        topic: in_none(TOPICS, Cover::Group),
        topic_of_yours: described.then(|| in_none(TOPICS, Cover::Profile)).flatten(),
        institution: in_none(INSTITUTIONS, Cover::Group),
    }
}

/// An article as people and settings name it: by an identifier that names no other article.
///
/// Two articles can carry one DOI that is wrong in one of them; then it names neither.
fn named(library: &Library, article: &Article) -> Named {
    let record = &article.record;
    let ids = [
        record.pmid.as_ref().map(|pmid| format!("pmid:{pmid}")),
        record.pmcid.as_ref().map(ToString::to_string),
        record.doi.as_ref().map(|doi| format!("doi:{doi}")),
    ];
    // An article whose key was told apart shares an identifier with another one.
    let shared = record.key != Key::of(record);
    let own = |id: &String| {
        let found = library.find(id).and_then(|id| library.article(id));
        !shared && found.is_some_and(|found| found.record.key == record.key)
    };
    let id = ids.into_iter().flatten().find(own).unwrap_or_else(|| record.key.to_string());
    let author = record.authors.first().map(|author| {
        let more = if record.authors.len() > 1 { " et al." } else { "" };
        format!("{}{more}", author.display())
    });
    let year = record.year().map(|year| year.to_string());
    let journal = record.journal.as_ref().and_then(|journal| journal.name()).map(str::to_owned);
    let by: Vec<String> = [author, year, journal].into_iter().flatten().collect();
    Named {
        key: record.key.to_string(),
        id,
        by: by.join(", "),
        title: record.title_or_stand_in().to_owned(),
        from: record.source.iter().map(|o| format!("{}:{}", o.file, o.line)).collect(),
    }
}

fn notices(article: &Article, kind: RelatedKind) -> Vec<String> {
    let of_kind = article.record.related.iter().filter(|related| related.kind == kind);
    of_kind
        .filter_map(|related| {
            let pmid = related.pmid.as_ref().map(|pmid| format!("pmid:{pmid}"));
            let doi = related.doi.as_ref().map(|doi| format!("doi:{doi}"));
            related.citation.clone().or(pmid).or(doi)
        })
        .collect()
}

fn conflicts(diagnostics: &[Diagnostic]) -> Vec<Said> {
    let kinds = [codes::MERGED_CONFLICT.id, codes::CONFLICTING_IDENTIFIERS.id];
    let mut found: Vec<&Diagnostic> =
        diagnostics.iter().filter(|d| kinds.contains(&d.code.id)).collect();
    found.sort_by(|a, b| compare(a, b));
    found
        .into_iter()
        .map(|d| Said {
            code: d.code.id,
            key: d.key.clone(),
            message: d.message.clone(),
            done: d.deed(),
            file: d.place.as_ref().map(|place| place.file.to_string()),
            line: d.place.as_ref().map(|place| place.line),
        })
        .collect()
}

fn excluded(library: &Library) -> Vec<Excluded> {
    let left_out = library.left_out().iter();
    left_out
        .map(|article| Excluded {
            key: article.key.to_string(),
            title: article.title.clone(),
            reason: article.reason.clone(),
            stage: article.stage.id(),
        })
        .collect()
}

fn corrected(articles: &[Article]) -> Vec<Corrected> {
    let all = articles.iter().flat_map(|article| {
        article.corrections.iter().map(|correction| Corrected {
            key: article.record.key.to_string(),
            field: correction.field.clone(),
            reason: correction.reason.clone(),
        })
    });
    all.collect()
}

fn loose_notes(survey: &Survey<'_>) -> Vec<LooseNote> {
    let notes = survey.content.notes.iter();
    notes
        .filter(|note| survey.library.find(&note.article).is_none())
        .map(|note| LooseNote {
            file: note.place.file.to_string(),
            line: note.place.line,
            article: note.article.clone(),
        })
        .collect()
}

/// Profiles of groupings that are on, whose group has no member.
fn loose_profiles(survey: &Survey<'_>) -> Vec<LooseProfile> {
    let used: HashSet<usize> = survey
        .groupings
        .iter()
        .flat_map(|grouping| grouping.groups.iter().chain(&grouping.hidden))
        .filter(|group| !group.members.is_empty())
        .filter_map(|group| group.profile)
        .collect();
    let on = |id: &str| survey.groupings.iter().any(|grouping| grouping.kind.id == id);
    let profiles = survey.content.profiles.iter().enumerate();
    profiles
        .filter(|(at, profile)| !used.contains(at) && on(&profile.grouping))
        .map(|(_, profile)| LooseProfile {
            file: profile.place.file.to_string(),
            grouping: profile.grouping.clone(),
            name: profile.name.clone(),
        })
        .collect()
}
