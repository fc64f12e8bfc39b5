//! Profiles proposed for what no profile covers yet.
//!
//! In: the finished topics. Out: [`Proposal`]s, the one that covers most articles first. Never: files; whoever asked
//! prints them.
//!
//! A proposal takes in the topics that say the same ([`mod@super::fold`]). The topic that holds most articles without a topic of the curator's is proposed first, then the one that holds most of
//! the rest, and so on; so that two proposals never speak of the same articles alone.

use super::fold::Names;
use crate::grouping::why::{Keyword, Why};
use crate::grouping::{Cover, GroupId, Grouping, Membership, uncovered};
use std::collections::{BTreeMap, BTreeSet};

/// A profile that would cover articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The topic's name.
    pub name: String,
    /// Its file's name in `content/topics`, without the ending.
    pub slug: String,
    /// Names by the key of the rule, `mesh`, `keywords` or `any`: what the records have them from.
    pub rules: BTreeMap<&'static str, Vec<String>>,
    /// The topics whose pages it would take in, each with its articles.
    pub absorbs: Vec<(String, usize)>,
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
    let names = Names::of(topics);
    let mut taken: BTreeSet<GroupId> = BTreeSet::new();
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
        let Some((place, _)) = best.filter(|(_, uncovered)| *uncovered >= LEAST) else {
            break;
        };
        let Some(group) = topics.groups.get(place as usize) else { break };
        let family: Vec<GroupId> = std::iter::once(place).chain(names.same_as(place)).collect();
        let family: Vec<GroupId> = family.into_iter().filter(|one| !taken.contains(one)).collect();
        taken.extend(&family);
        let mut rules: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
        let mut members: BTreeSet<usize> = BTreeSet::new();
        for one in &family {
            let Some(group) = topics.groups.get(*one as usize) else { continue };
            rules.entry(rule(&reasons(topics, *one))).or_default().push(group.label.clone());
            members.extend(group.members.iter().map(|article| *article as usize));
        }
        let absorbed = family.iter().skip(1).filter_map(|one| topics.groups.get(*one as usize));
        let uncovered = members.intersection(&open).count();
        proposals.push(Proposal {
            name: group.label.clone(),
            slug: group.slug.clone(),
            rules,
            absorbs: absorbed.map(|one| (one.label.clone(), one.members.len())).collect(),
            articles: members.len(),
            uncovered,
        });
        open.retain(|article| !members.contains(article));
    }
    proposals
}

/// Why the articles of a topic have it.
fn reasons(topics: &Grouping, topic: GroupId) -> Vec<&Why> {
    let has = |membership: &&Membership| membership.group == topic;
    let all = topics.of_article.iter();
    all.filter_map(|all| all.iter().find(has)).map(|membership| &membership.why).collect()
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
        let text = |name: &str| toml::Value::String(name.to_owned()).to_string();
        let list =
            |names: &mut dyn Iterator<Item = &str>| names.map(text).collect::<Vec<_>>().join(", ");
        let mut out = format!("+++\nname = {}\n", text(&self.name));
        if !self.absorbs.is_empty() {
            let absorbed = list(&mut self.absorbs.iter().map(|(name, _)| name.as_str()));
            out.push_str(&format!("aliases = [{absorbed}]\n"));
        }
        for (key, names) in &self.rules {
            out.push_str(&format!("{key} = [{}]\n", list(&mut names.iter().map(String::as_str))));
        }
        out + "+++\n"
    }

    /// The file in which it is saved, relative to the site.
    pub fn file(&self) -> String {
        format!("content/topics/{}.md", self.slug)
    }
}
