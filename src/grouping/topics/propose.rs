//! Profiles proposed for what no profile covers yet.
//!
//! In: the finished topics. Out: [`Proposal`]s, the one that covers most articles first. Never: files; whoever asked
//! prints them.
//!
//! The topic that holds most articles without a topic of the curator's is proposed first, then the one that holds most of
//! the rest, and so on; so that two proposals never speak of the same articles alone.

use crate::grouping::why::{Keyword, Why};
use crate::grouping::{Cover, Grouping, Membership, uncovered};
use std::collections::{BTreeMap, BTreeSet};

/// A profile that would cover articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The topic's name.
    pub name: String,
    /// Its file's name in `content/topics`, without the ending.
    pub slug: String,
    /// The key of the rule, `mesh`, `keywords` or `any`: what the records have it from.
    pub rule: &'static str,
    /// Articles of the topic.
    pub articles: usize,
    /// Those of them that were in no topic with a profile and in no proposal before this one.
    pub uncovered: usize,
}

/// A topic of one article needs no profile.
const LEAST: usize = 2;

/// At most so many proposals.
pub(in crate::grouping) fn propose(topics: &Grouping, most: usize) -> Vec<Proposal> {
    let mut open: BTreeSet<usize> =
        uncovered(topics, Cover::Profile).into_iter().map(|article| article as usize).collect();
    let mut proposals = Vec::new();
    while proposals.len() < most {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for membership in
            open.iter().filter_map(|article| topics.of_article.get(*article)).flatten()
        {
            *counts.entry(membership.group).or_default() += 1;
        }
        // Of equals the first by name, which is the order of the groups.
        let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
        let Some((place, uncovered)) = best.filter(|(_, uncovered)| *uncovered >= LEAST) else {
            break;
        };
        let Some(group) = topics.groups.get(place as usize) else { break };
        let has = |membership: &&Membership| membership.group == place;
        let reasons: Vec<&Why> = topics
            .of_article
            .iter()
            .filter_map(|memberships| memberships.iter().find(has))
            .map(|membership| &membership.why)
            .collect();
        proposals.push(Proposal {
            name: group.label.clone(),
            slug: group.slug.clone(),
            rule: rule(&reasons),
            articles: group.members.len(),
            uncovered,
        });
        open.retain(|article| {
            !topics.of_article.get(*article).is_some_and(|all| all.iter().any(|one| has(&one)))
        });
    }
    proposals
}

/// The key that most of the reasons ask for. A phrase finds what a text says, so it also stands for suggested headings.
fn rule(reasons: &[&Why]) -> &'static str {
    let count =
        |of: &dyn Fn(&Why) -> bool| reasons.iter().filter(|why| of(as_written(why))).count();
    let half = reasons.len().div_ceil(2);
    let mesh = count(&|why| matches!(why, Why::Heading { .. }));
    let keywords =
        count(&|why| matches!(why, Why::Keyword(Keyword::Plain | Keyword::KeywordsPlus)));
    match (mesh, keywords) {
        (mesh, _) if mesh >= half => "mesh",
        (_, keywords) if keywords >= half => "keywords",
        _ => "any",
    }
}

/// Of a name that stands for an abbreviation the reason of the abbreviation.
fn as_written(why: &Why) -> &Why {
    match why {
        Why::Abbreviation(through) | Why::Alias(through) => &through.why,
        other => other,
    }
}

impl Proposal {
    /// The profile as a file, ready to be saved.
    pub fn profile(&self) -> String {
        let name = toml::Value::String(self.name.clone());
        format!("+++\nname = {name}\n{} = [{name}]\n+++\n", self.rule)
    }
}
