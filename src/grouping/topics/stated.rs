//! What records say themselves: their MeSH headings, the headings suggested for those without, and author keywords.
//!
//! In: the library, by the sources that the settings name. Out: [`Stated`] names in the order of trust. Never: the text.

use super::suggest::{Suggestion, suggestions};
use super::{Context, Counts, SURE, Source, mesh, tokens};
use crate::grouping::profiles::Profiles;
use crate::library::Article;
use crate::record::Record;
use rayon::prelude::*;

/// A topic that a heading or keyword names.
pub(super) struct Stated {
    pub(super) hash: u64,
    pub(super) name: String,
    pub(super) why: String,
    /// Headings that are not main topics come after keywords.
    pub(super) minor: bool,
    /// A guess, which a curator's rules overrule.
    pub(super) suggested: bool,
}

/// Headings and keywords of every record.
pub(super) fn stated(context: &Context<'_>, sources: &[Source]) -> Vec<Vec<Stated>> {
    let articles = context.library.articles();
    let suggested = match sources.contains(&Source::Suggested) {
        true => {
            let sure = f32::from(context.options.topics_sure.unwrap_or(SURE)) / 100.0;
            suggestions(context.library, context.registries.mesh.as_ref(), sure)
        }
        false => articles.iter().map(|_| Vec::new()).collect(),
    };
    let of = |(article, suggested): (&Article, Vec<Suggestion>)| {
        let record = &article.record;
        let mut stated = Vec::new();
        let mut suggested = suggested;
        for source in sources {
            match source {
                Source::Mesh => headings(record, &mut stated),
                Source::Suggested => stated.extend(suggested.drain(..).map(|one| Stated {
                    hash: tokens::phrase_hash(&one.name),
                    name: one.name,
                    why: one.why,
                    minor: false,
                    suggested: true,
                })),
                Source::Keywords => keywords(record, &mut stated),
                Source::Rules | Source::Phrases => {}
            }
        }
        stated.sort_by_key(|stated| stated.minor);
        let mut once: Vec<Stated> = Vec::with_capacity(stated.len());
        for one in stated {
            if !once.iter().any(|other| other.hash == one.hash) {
                once.push(one);
            }
        }
        once
    };
    articles.par_iter().zip(suggested).map(of).collect()
}

fn headings(record: &Record, stated: &mut Vec<Stated>) {
    for heading in &record.mesh {
        if mesh::is_check_tag(&heading.descriptor) {
            continue;
        }
        let major = heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major);
        let name = mesh::natural_order(&heading.descriptor);
        let why = if major { "MeSH major heading" } else { "MeSH heading" };
        stated.push(Stated {
            hash: tokens::phrase_hash(&name),
            name,
            why: why.to_owned(),
            minor: !major,
            suggested: false,
        });
    }
}

fn keywords(record: &Record, stated: &mut Vec<Stated>) {
    for keyword in &record.keywords {
        let name = mesh::natural_order(keyword.text.trim_end_matches('.').trim());
        if name.chars().any(char::is_alphanumeric) {
            let hash = tokens::phrase_hash(&name);
            stated.push(Stated {
                hash,
                name,
                why: "keyword".to_owned(),
                minor: false,
                suggested: false,
            });
        }
    }
}

/// How often each phrase is a heading or keyword, and the names of profiles, which the curator wants to see.
pub(super) fn known(stated: &[Vec<Stated>], profiles: &Profiles<'_>) -> Counts {
    let mut known = Counts::default();
    for one in stated.iter().flatten() {
        *known.entry(one.hash).or_default() += 1;
    }
    for (_, _, profile) in profiles.iter() {
        known.entry(tokens::phrase_hash(&profile.name)).or_default();
    }
    known
}
