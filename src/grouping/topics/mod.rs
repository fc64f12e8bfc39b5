//! Topics: the curator's rules, MeSH headings, headings suggested for records without any, author keywords, and key phrases
//! for records of which none of these says enough.
//!
//! In: the library, the profiles of `content/topics`, and the registry of MeSH, when there is one. Out: a [`Draft`] in
//! which every membership has its reason. Never: a table of subjects; what is a topic is learnt from the records.
//!
//! 1. [`mod@assigned`] collects headings and keywords; [`suggest`] finds headings for records that have none.
//!    What is too rare for a page is assigned as something broader too ([`mod@roll_up`]).
//! 2. Every record's words are read: [`rules`] answer, and [`phrases`] are collected ([`mod@offer`]).
//! 3. An abbreviation that the library explains counts for its long form ([`mod@abbreviations`]), an alias of a profile for
//!    the profile's topic ([`mod@aliases`]).
//! 4. Each record gets its best few topics of those that enough records share ([`mod@choose`]), and they become [`groups`].

mod abbreviations;
mod aliases;
mod assigned;
mod broader;
mod choose;
mod definitions;
mod evidence;
mod explained;
mod features;
mod fold;
mod fragments;
mod groups;
mod keywords;
mod label;
mod mesh;
mod neighbour_votes;
mod notices;
mod offer;
mod phrases;
mod propose;
mod roll_up;
mod rules;
mod score;
mod source;
mod stem_sets;
mod suggest;
#[cfg(test)]
mod tests;
mod tree;
mod vague;
mod vocabulary;

use super::draft::Draft;
use super::profiles::Profiles;
use super::{Context, Exported, Filter, GroupingKind, OnArticle};
use crate::diag::Diagnostic;
pub use mesh::natural_order;
pub use propose::Proposal;
pub(super) use propose::propose;
pub use suggest::{Weighing, feature_names, weighings};

use crate::grouping::context::number;
use crate::text::terms::tokens::{self, Tokenizers};
use aliases::Aliases;
use assigned::{Known, assigned};
use choose::choose;
use groups::Topics;
use notices::Notices;
use offer::{Offer, offer};
use rayon::prelude::*;
use rules::Rules;
use source::{Source, sources};
use vocabulary::Vocabulary;

/// Topics.
pub(super) static KIND: GroupingKind = GroupingKind {
    default_min: smallest,
    lists: &["any", "all", "not", "mesh", "keywords", "journals", "articles"],
    reads_profiles: true,
    on_article: OnArticle::Topics,
    filter: Filter::Offered,
    on_home: true,
    exported: Exported::ByDefault,
    meets: Some(&[
        &super::institutions::KIND,
        &super::countries::KIND,
        &super::authors::KIND,
        &super::journals::KIND,
        &KIND,
    ]),
    ..GroupingKind::plain("topics", build)
};

/// The smallest topic with a page: one article in a handful, two in tens, then growing with the square root of the
/// library, so that the index stays readable at a hundred thousand articles.
fn smallest(articles: usize) -> usize {
    match articles {
        0..8 => 1,
        8..100 => 2,
        _ => articles.isqrt().div_ceil(8).max(2),
    }
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let (profiles, mut diagnostics) = Profiles::of(context, KIND.id, tokens::key);
    let sources = sources(context);
    let rules = match sources.contains(&Source::Rules) {
        true => {
            let written = profiles.iter().map(|(_, place, profile)| (place, profile));
            Rules::of(written, context.registries.mesh.as_ref(), &mut diagnostics)
        }
        false => Rules::default(),
    };
    let articles = context.library.articles();
    let mesh = context.registries.mesh.as_ref();
    let voted = articles.iter().any(|article| !article.record.mesh.is_empty());
    let named: Vec<&str> = profiles.iter().map(|(key, ..)| key.as_str()).collect();
    let tokenizers = Tokenizers::default();
    let vocabulary = (mesh.is_some() || voted)
        .then(|| Vocabulary::of(context.library, mesh, &named, &tokenizers));
    let mut assigned = assigned(context, &sources, &profiles, vocabulary.as_ref(), &tokenizers);
    let min = context.options.by_id.get(KIND.id).and_then(|option| option.min);
    let min = min.unwrap_or_else(|| smallest(articles.len()));
    let headings = vocabulary.as_ref().map(Vocabulary::names).unwrap_or_default();
    if let Some(mesh) = mesh {
        roll_up::roll_up(&mut assigned, mesh, &headings, min);
    }
    let known = Known::of(&assigned, &profiles);
    let notices = Notices::of(context.library);
    let library = offer::Library {
        rules: &rules,
        phrases: sources.contains(&Source::Phrases),
        known: &known,
        min,
        vocabulary: vocabulary.as_ref().filter(|_| mesh.is_some()),
    };
    let mut offers: Vec<Offer> = articles
        .par_iter()
        .zip(assigned)
        .enumerate()
        .map_init(
            || tokenizers.take(),
            |tokenizer, (at, (article, assigned))| {
                offer(&article.record, assigned, notices.has(number(at)), &library, tokenizer)
            },
        )
        .collect();
    // An alias may be an abbreviation, or what one stands for.
    let aliases = Aliases::of(&profiles);
    aliases.join(&mut offers);
    abbreviations::expand(&mut offers);
    aliases.join(&mut offers);
    let chosen = choose(context, &offers, &known, min);
    let topics = Topics::new(context, &profiles);
    let named = topics.named(context, &mut diagnostics);
    let mut draft = topics.draft(&named, &offers, &chosen, &notices);
    if let Some(mesh) = mesh {
        broader::broader(&mut draft.groups, mesh, &headings);
    }
    (draft, diagnostics)
}
