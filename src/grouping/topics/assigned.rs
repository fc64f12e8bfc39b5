//! What records say themselves: their MeSH headings, the headings suggested for those without, and author keywords.
//!
//! In: the library, by the sources that the settings name. Out: [`Assigned`] names in the order of trust. Never: the text.

use super::phrases::{Candidate, Counts};
use super::source::Source;
use super::suggest::{Suggestion, suggestions};
use super::vague::is_vague;
use super::vocabulary::Vocabulary;
use super::{Context, keywords, mesh};
use crate::grouping::Why;
use crate::grouping::profiles::Profiles;
use crate::library::Article;
use crate::record::Record;
use crate::text::terms::tokens::{self, Tokenizers};
use rayon::prelude::*;

/// How sure a suggested heading must be, in percent, unless `[topics] sure` says otherwise.
const SURE: u8 = 40;

/// A topic that a heading or keyword names.
pub(super) struct Assigned {
    pub(super) hash: u64,
    pub(super) name: String,
    pub(super) why: Why,
    /// Headings that are not main topics come after keywords.
    pub(super) minor: bool,
    /// A guess, which a curator's rules overrule.
    pub(super) suggested: bool,
    /// Made by a machine, so that its capitals mean nothing.
    pub(super) made: bool,
}

/// Headings and keywords of every record.
pub(super) fn assigned(
    context: &Context<'_>,
    sources: &[Source],
    profiles: &Profiles<'_>,
    vocabulary: Option<&Vocabulary<'_>>,
    tokenizers: &Tokenizers,
) -> Vec<Vec<Assigned>> {
    let wanted = |name: &str| !profiles.by_name.is_empty() && profiles.has(&tokens::key(name));
    let articles = context.library.articles();
    let suggested = match vocabulary.filter(|_| sources.contains(&Source::Suggested)) {
        Some(vocabulary) => {
            let sure = f32::from(context.options.topics_sure.unwrap_or(SURE)) / 100.0;
            suggestions(context.library, vocabulary, sure, tokenizers)
        }
        None => articles.iter().map(|_| Vec::new()).collect(),
    };
    let of = |(article, suggested): (&Article, Vec<Suggestion>)| {
        let record = &article.record;
        let mut assigned = Vec::new();
        let mut suggested = suggested;
        for source in sources {
            match source {
                Source::Mesh => headings(record, vocabulary, &mut assigned),
                Source::Suggested => assigned.extend(suggested.drain(..).map(|one| Assigned {
                    hash: tokens::phrase_hash(&one.name),
                    name: one.name,
                    why: Why::Suggested(Box::new(one.why)),
                    minor: false,
                    suggested: true,
                    made: false,
                })),
                Source::Keywords => assigned.extend(named(record, &wanted, vocabulary)),
                Source::Rules | Source::Phrases => {}
            }
        }
        assigned.sort_by_key(|assigned| assigned.minor);
        let mut once: Vec<Assigned> = Vec::with_capacity(assigned.len());
        for one in assigned {
            if !once.iter().any(|other| other.hash == one.hash) {
                once.push(one);
            }
        }
        once
    };
    articles.par_iter().zip(suggested).map(of).collect()
}

fn headings(record: &Record, vocabulary: Option<&Vocabulary<'_>>, assigned: &mut Vec<Assigned>) {
    let known = |name: &str| {
        let vocabulary = vocabulary?;
        Some(vocabulary.heading(vocabulary.named(name)?)?.name.clone())
    };
    for heading in &record.mesh {
        if mesh::is_check_tag(&heading.descriptor) {
            continue;
        }
        let major = heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major);
        if !major && mesh::is_method(&heading.descriptor) {
            continue;
        }
        let name = known(&heading.descriptor);
        let name = name.unwrap_or_else(|| mesh::natural_order(&heading.descriptor));
        if !major && is_vague(tokens::phrase_hash(&name)) {
            continue;
        }
        assigned.push(Assigned {
            hash: tokens::phrase_hash(&name),
            name,
            why: Why::Heading { major },
            minor: !major,
            suggested: false,
            made: false,
        });
    }
}

fn named(
    record: &Record,
    wanted: &dyn Fn(&str) -> bool,
    vocabulary: Option<&Vocabulary<'_>>,
) -> Vec<Assigned> {
    let found = keywords::keywords(record, wanted).into_iter();
    let assigned = |keyword: keywords::Keyword| {
        // What is another word for a heading is that heading, unless the curator has it by its own name.
        let heading = vocabulary.filter(|_| !wanted(&keyword.name));
        let heading = heading.and_then(|vocabulary| vocabulary.called_whole(&keyword.name));
        let heading = heading.filter(|heading| !is_vague(tokens::phrase_hash(&heading.name)));
        let (name, made) = match heading {
            Some(heading) => (heading.name.clone(), false),
            None => (keyword.name, keyword.made),
        };
        Assigned {
            hash: tokens::phrase_hash(&name),
            name,
            why: Why::Keyword(keyword.kind),
            minor: keyword.minor,
            suggested: false,
            made,
        }
    };
    found.map(assigned).collect()
}

/// Names that make a phrase of a text worth more.
#[derive(Default)]
pub(super) struct Known {
    /// How often each phrase is a heading or keyword.
    counts: Counts,
    /// The names and aliases of profiles, which the curator wants to see.
    named: Counts,
}

impl Known {
    pub(super) fn of(assigned: &[Vec<Assigned>], profiles: &Profiles<'_>) -> Self {
        let mut known = Known::default();
        for one in assigned.iter().flatten() {
            *known.counts.entry(one.hash).or_default() += 1;
        }
        for (_, _, profile) in profiles.iter() {
            for name in profile.aliases.iter().chain([&profile.name]) {
                known.named.insert(tokens::phrase_hash(name), 1);
            }
        }
        known
    }

    /// In how many records it is a heading or keyword.
    pub(super) fn count(&self, hash: u64) -> usize {
        self.counts.get(&hash).map_or(0, |count| *count as usize)
    }

    /// Whether it is the name or an alias of a profile.
    pub(super) fn is_named(&self, hash: u64) -> bool {
        self.named.contains_key(&hash)
    }

    pub(super) fn has(&self, hash: u64) -> bool {
        self.counts.contains_key(&hash) || self.named.contains_key(&hash)
    }

    /// Whether a phrase is the name of a profile, or a keyword elsewhere and more than one word; a single word must be
    /// in the title too.
    pub(super) fn wants(&self, phrase: &Candidate) -> bool {
        let keyword = || self.counts.contains_key(&phrase.hash);
        self.named.contains_key(&phrase.hash)
            || (keyword() && (phrase.words > 1 || phrase.stands_common()))
    }
}
