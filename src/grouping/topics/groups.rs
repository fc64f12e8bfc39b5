//! Topics as groups: members with their reasons, and names.
//!
//! In: offers and choices. Out: a [`Draft`]. The most used spelling of a topic is its name, unless a profile names it.
//! Never: which topics a record has.

use super::assigned::Assigned;
use super::choose::Choice;
use super::notices::Notices;
use super::offer::Offer;
use super::phrases::abstract_of;
use super::rules::Answer;
use super::{Context, label};
use crate::diag::Diagnostic;
use crate::grouping::casing::{Casing, is_titled};
use crate::grouping::context::number;
use crate::grouping::draft::Draft;
use crate::grouping::profiles::{Profiles, unknown_article};
use crate::grouping::{Group, Membership, Why};
use crate::library::ArticleId;
use crate::record::Record;
use crate::text::fold::is_shouting;
use crate::text::hash::ByHash;
use crate::text::terms::tokens;
use std::collections::BTreeMap;

/// Spellings with the number of articles, in sentence case; those whose capitals must be judged by the library's texts
/// are as found until all are known.
type Spellings = BTreeMap<(String, Case), u32>;

/// What is known of the capitals of a spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    /// In sentence case already.
    Done,
    /// Every word may have a capital.
    Titled,
    /// In capitals, by an author or a machine: then they mean nothing.
    Loud { made: bool },
}

/// The groups in the making.
pub(super) struct Topics<'a> {
    by_hash: ByHash<usize>,
    groups: Vec<Group>,
    spellings: Vec<Spellings>,
    profiles: BTreeMap<usize, usize>,
    /// Profiles whose rules alone decide.
    ruled: Vec<bool>,
    library: &'a crate::library::Library,
}

impl<'a> Topics<'a> {
    /// A group for every profile.
    pub(super) fn new(context: &Context<'a>, profiles: &Profiles<'_>) -> Self {
        let mut topics = Topics {
            by_hash: ByHash::default(),
            groups: Vec::new(),
            spellings: Vec::new(),
            profiles: BTreeMap::new(),
            ruled: Vec::new(),
            library: context.library,
        };
        for (key, place, profile) in profiles.iter() {
            let at = topics.group(tokens::phrase_hash(&profile.name), || key.clone());
            topics.profiles.insert(place, at);
            if let (Some(group), Some(ruled)) =
                (topics.groups.get_mut(at), topics.ruled.get_mut(at))
            {
                group.profile = Some(place);
                if profile.named {
                    group.label.clone_from(&profile.name);
                }
                let lists = ["any", "all", "mesh", "keywords", "journals", "articles"];
                *ruled = lists.iter().any(|list| !profile.list(list).is_empty());
            }
        }
        topics
    }

    fn group(&mut self, hash: u64, key: impl FnOnce() -> String) -> usize {
        let next = self.groups.len();
        let at = *self.by_hash.entry(hash).or_insert(next);
        if at == next {
            self.groups.push(Group { key: key(), ..Group::default() });
            self.spellings.push(Spellings::new());
            self.ruled.push(false);
        }
        at
    }

    pub(super) fn draft(
        mut self,
        named: &BTreeMap<u32, Vec<usize>>,
        offers: &[Offer],
        chosen: &[Vec<Choice>],
        notices: &Notices,
    ) -> Draft {
        let mut of_article: Vec<Vec<Membership>> = self
            .library
            .articles()
            .iter()
            .zip(offers)
            .zip(chosen)
            .enumerate()
            .map(|(at, ((article, offer), choices))| {
                let mut memberships: Vec<Membership> = Vec::new();
                for group in named.get(&number(at)).into_iter().flatten() {
                    add(&mut memberships, *group, Why::Named);
                }
                let mut refused = Vec::new();
                for (profile, answer) in &offer.answers {
                    let Some(group) = self.profiles.get(profile) else { continue };
                    match answer {
                        Answer::In(rule) => {
                            add(&mut memberships, *group, Why::Rule(Box::new(rule.clone())));
                        }
                        Answer::Out => refused.push(*group),
                    }
                }
                for choice in choices {
                    self.derived(&article.record, offer, *choice, &refused, &mut memberships);
                }
                memberships
            })
            .collect();
        for (notice, subject) in notices.subjects() {
            self.follow(notice, subject, offers, &mut of_article);
        }
        self.label();
        Draft { groups: self.groups, of_article, ordered: false }
    }

    /// Gives a notice the topics of the article that it is about, in the place of those that its own words gave.
    fn follow(
        &self,
        notice: ArticleId,
        subject: ArticleId,
        offers: &[Offer],
        of_article: &mut [Vec<Membership>],
    ) {
        let answers = offers.get(notice as usize).map_or(&[][..], |offer| &offer.answers);
        let out = answers.iter().filter(|(_, answer)| *answer == Answer::Out);
        let refused: Vec<usize> =
            out.filter_map(|(profile, _)| self.profiles.get(profile).copied()).collect();
        let theirs = of_article.get(subject as usize).cloned().unwrap_or_default();
        let Some(own) = of_article.get_mut(notice as usize).filter(|_| !theirs.is_empty()) else {
            return;
        };
        own.retain(|one| matches!(one.why, Why::Named | Why::Rule(_)));
        for one in theirs.iter().filter(|one| !refused.contains(&(one.group as usize))) {
            add(own, one.group as usize, Why::About);
        }
    }

    /// Articles that profiles name themselves, in `articles` or `pinned`. What names no article is reported.
    pub(super) fn named(
        &self,
        context: &Context<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> BTreeMap<u32, Vec<usize>> {
        let mut named: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, group) in &self.profiles {
            let Some(profile) = context.profiles.get(*place) else { continue };
            for (key, ids) in [("articles", profile.list("articles")), ("pinned", &*profile.pinned)]
            {
                for (at, id) in ids.iter().enumerate() {
                    if let Some(article) = self.library.find(id) {
                        named.entry(article).or_default().push(*group);
                    } else {
                        let named = (id.as_str(), profile.place_of(key, at));
                        diagnostics.push(unknown_article(context, profile, named));
                    }
                }
            }
        }
        named
    }

    fn derived(
        &mut self,
        record: &Record,
        offer: &Offer,
        choice: Choice,
        refused: &[usize],
        memberships: &mut Vec<Membership>,
    ) {
        let text;
        let (hash, spelling, titled, made, why, guess) = match choice {
            Choice::Assigned(at) => {
                let Some(assigned) = offer.assigned.get(at) else { return };
                let Assigned { hash, name, made, suggested, .. } = assigned;
                (*hash, name.as_str(), true, *made, assigned.why.clone(), *suggested)
            }
            Choice::Phrase(at) => {
                let Some(phrase) = offer.phrases.get(at) else { return };
                text = abstract_of(record);
                let place = if phrase.spelled_in_title { record.title.as_str() } else { &text };
                let spelling = place.get(phrase.start as usize..phrase.end as usize);
                let titled = phrase.spelled_in_title && is_titled(&record.title);
                let loud = phrase.spelled_in_title && is_shouting(&record.title);
                (phrase.hash, spelling.unwrap_or_default(), titled, loud, phrase.why(), true)
            }
        };
        let group = self.group(hash, || tokens::key(spelling));
        // What the curator joins is no guess.
        let guess = guess && !matches!(why, Why::Alias(_));
        let decided = guess && self.ruled.get(group).copied().unwrap_or_default();
        if decided || refused.contains(&group) {
            return;
        }
        if let Some(spellings) = self.spellings.get_mut(group) {
            let spelling = match (is_shouting(spelling), titled) {
                (true, _) => (spelling.to_owned(), Case::Loud { made }),
                (false, true) => (spelling.to_owned(), Case::Titled),
                (false, false) => (label::sentence_case(spelling), Case::Done),
            };
            *spellings.entry(spelling).or_default() += 1;
        }
        add(memberships, group, why);
    }

    /// The most used spelling is the name.
    fn label(&mut self) {
        let all = std::mem::take(&mut self.spellings);
        let unsure = |(name, case): &&(String, Case)| match case {
            Case::Done => false,
            Case::Titled => name.chars().skip(1).any(char::is_uppercase),
            Case::Loud { .. } => true,
        };
        let names = all.iter().flat_map(BTreeMap::keys).filter(unsure);
        let casing = Casing::of(self.library, names.map(|(name, _)| name.as_str()));
        for (group, found) in self.groups.iter_mut().zip(all) {
            let mut spellings: BTreeMap<String, u32> = BTreeMap::new();
            for ((name, case), count) in found {
                let name = match case {
                    Case::Done => name,
                    Case::Titled => casing.untitled(&name),
                    Case::Loud { made } => casing.sentence(&name, made),
                };
                *spellings.entry(name).or_default() += count;
            }
            let most = crate::grouping::most_used(&spellings);
            // A name that the curator typed stays as it is.
            if let Some(label) = most.filter(|_| group.label.is_empty()) {
                group.label = label;
            }
            group.variants = spellings.into_iter().collect();
            crate::grouping::sort_counts(&mut group.variants);
        }
    }
}

fn add(memberships: &mut Vec<Membership>, group: usize, why: Why) {
    let group = number(group);
    if !memberships.iter().any(|membership| membership.group == group) {
        memberships.push(Membership { group, why, at: Vec::new() });
    }
}
