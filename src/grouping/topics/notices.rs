//! Notices: retractions, errata, comments, replies, expressions of concern. What they say is said about another article.
//!
//! In: the library. Out: [`Notices`], which say of an article whether it is a notice, and which article it is about. Never: a
//! topic; a notice has those of the article it is about, and none from its own phrases.

use crate::grouping::context::number;
use crate::library::{ArticleId, Library};
use crate::record::{Record, RelatedKind};
use crate::text::fold::fold_name;
use crate::text::tsv::{rows, values};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The notices of a library.
#[derive(Default)]
pub(super) struct Notices {
    /// Each with the article that it is about, where the library has it.
    about: BTreeMap<ArticleId, Option<ArticleId>>,
}

/// A notice may be about a notice, and so on.
const STEPS: usize = 4;

impl Notices {
    pub(super) fn of(library: &Library) -> Self {
        let articles = || (0..).zip(library.articles());
        let notices: Vec<(ArticleId, &Record)> = articles()
            .map(|(at, article): (ArticleId, _)| (at, &*article.record))
            .filter(|(_, record)| is_notice(record))
            .collect();
        if notices.is_empty() {
            return Notices::default();
        }
        let mut titles: BTreeMap<String, Option<ArticleId>> = BTreeMap::new();
        for (at, article) in library.articles().iter().enumerate() {
            let title = fold_name(&article.record.title);
            // A title that two articles have tells neither.
            titles.entry(title).and_modify(|known| *known = None).or_insert(Some(number(at)));
        }
        let about = |(at, record): (ArticleId, &Record)| {
            let titled = || {
                let title = fold_name(behind_mark(&record.title)?);
                titles.get(&title).copied().flatten().filter(|_| title.contains(' '))
            };
            let found = stated(record, library).or_else(titled).filter(|other| *other != at);
            (at, found)
        };
        Notices { about: notices.into_iter().map(about).collect() }
    }

    /// Whether an article is a notice.
    pub(super) fn has(&self, article: ArticleId) -> bool {
        self.about.contains_key(&article)
    }

    /// The notices, each with the article of the library that it is about in the end.
    pub(super) fn subjects(&self) -> impl Iterator<Item = (ArticleId, ArticleId)> + '_ {
        let last = |at: ArticleId| {
            let next = |at: &ArticleId| self.about.get(at).copied().flatten();
            let chain: Vec<ArticleId> = std::iter::successors(Some(at), next).take(STEPS).collect();
            chain.last().copied().filter(|last| *last != at && !self.has(*last))
        };
        self.about.keys().filter_map(move |at| Some((*at, last(*at)?)))
    }
}

/// The article that a relation names.
fn stated(record: &Record, library: &Library) -> Option<ArticleId> {
    record.related.iter().filter(|related| is_about(related.kind)).find_map(|related| {
        let pmid = related.pmid.as_ref().and_then(|pmid| library.find(pmid.as_str()));
        pmid.or_else(|| library.find(related.doi.as_ref()?.as_str()))
    })
}

fn is_about(kind: RelatedKind) -> bool {
    use RelatedKind as K;
    matches!(
        kind,
        K::RetractionOf | K::PartialRetractionOf | K::ConcernFor | K::ErratumFor | K::CommentOn
    )
}

fn is_notice(record: &Record) -> bool {
    record.related.iter().any(|related| is_about(related.kind))
        || record.publication_types.iter().any(|name| names(name.trim(), "type"))
        || behind_mark(&record.title).is_some()
}

/// What a notice is called, by lower-case words.
static WORDS: LazyLock<Vec<(&str, Vec<&str>)>> = LazyLock::new(|| {
    let row = |[words, places]: [&'static str; 2]| (words, values(places).collect());
    rows(include_str!("../../../data/notices.tsv")).map(row).collect()
});

fn names(words: &str, place: &str) -> bool {
    WORDS.iter().any(|(known, places)| places.contains(&place) && known.eq_ignore_ascii_case(words))
}

/// The rest of a title that begins as notices do.
fn behind_mark(title: &str) -> Option<&str> {
    let title = title.trim_start_matches(['[', '“', '"']);
    WORDS.iter().find_map(|(words, places)| behind(title, words, places))
}

fn behind<'t>(title: &'t str, words: &str, places: &[&str]) -> Option<&'t str> {
    let (head, rest) = title.split_at_checked(words.len())?;
    if !head.replace('’', "'").eq_ignore_ascii_case(words) {
        return None;
    }
    let stops = rest.trim_start().starts_with([':', '.', ']']) || rest.trim().is_empty();
    let ends = words.ends_with(':') || !rest.starts_with(char::is_alphanumeric);
    let begins = places.contains(&"title") && ends || places.contains(&"mark") && stops;
    begins.then(|| rest.trim_start_matches([':', '.', ']', ' ', '“', '"']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Pmid, Related};

    #[test]
    fn the_first_words_of_a_title_tell_a_notice() {
        for (title, rest) in [
            ("Erratum: Wet burrows", Some("Wet burrows")),
            ("Erratum to “Wet burrows”", Some("to “Wet burrows”")),
            ("Correction: Wet burrows", Some("Wet burrows")),
            ("Correction of scoliosis in wombats", None),
            ("Response of wombats to rain", None),
            ("Response: rain", Some("rain")),
            ("[Retraction notice]", Some("")),
            ("Retraction of the burrow roof", None),
            ("Commenting on burrows", None),
            ("Comment on wet burrows", Some("wet burrows")),
            ("Author's reply", Some("")),
            ("Re: burrows", Some("burrows")),
            ("Replies of wombats", None),
        ] {
            assert_eq!(behind_mark(title), rest, "{title}");
        }
    }

    #[test]
    fn a_notice_is_about_what_its_record_names_and_what_that_is_about() {
        let record = |pmid: &str, title: &str, about: Option<&str>| Record {
            pmid: Pmid::new(pmid).ok(),
            title: title.to_owned(),
            related: about
                .map(|about| Related {
                    kind: RelatedKind::CommentOn,
                    citation: None,
                    pmid: Pmid::new(about).ok(),
                    doi: None,
                    note: None,
                })
                .into_iter()
                .collect(),
            ..Record::default()
        };
        let library = Library::from_records(vec![
            record("1", "Wet burrows", None),
            record("2", "A remark", Some("1")),
            record("3", "Another remark", Some("2")),
            record("4", "Erratum: Wet Burrows", None),
            record("5", "A remark on what is not here", Some("99")),
        ]);
        let notices = Notices::of(&library);
        let at = |pmid: &str| library.find(pmid).unwrap_or(u32::MAX);
        let mut found: Vec<(u32, u32)> = notices.subjects().collect();
        let mut expected = vec![(at("2"), at("1")), (at("3"), at("1")), (at("4"), at("1"))];
        found.sort_unstable();
        expected.sort_unstable();
        assert_eq!(found, expected);
        assert!(notices.has(at("5")) && !notices.has(at("1")));
    }
}
