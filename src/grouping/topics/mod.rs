//! Topics: the curator's rules, MeSH headings, author keywords, and key phrases for records that have neither headings
//! nor keywords.
//!
//! In: the library and the profiles of `content/topics`. Out: a [`Draft`] in which every membership has its reason.
//! Never: a table of subjects; what is a topic is learnt from the records.
//!
//! 1. Every record's words are read once: [`rules`] answer, and [`phrases`] are collected.
//! 2. Phrases that several records share, or that are a keyword or heading of another record, count for more.
//! 3. Each record gets its best few topics; groups too small for the size of the library get no page.

mod label;
mod mesh;
mod phrases;
mod rules;
pub(super) mod stop;
#[cfg(test)]
mod tests;
pub(super) mod tokens;

use super::context::number;
use super::draft::Draft;
use super::places::places;
use super::profiles::Profiles;
use super::{Context, Group, GroupingKind, Membership};
use crate::diag::Diagnostic;
use crate::record::{AbstractSection, Record};
use phrases::{Candidate, Words, candidates};
use rayon::prelude::*;
use rules::{Answer, Rules};
use std::collections::BTreeMap;
use tokens::{ByHash, Tokenizer};

/// How many records have a phrase, by the hash of its words.
type Counts = ByHash<u32>;

/// Topics.
pub(super) static KIND: GroupingKind = GroupingKind {
    id: "topics",
    singular: "Topic",
    plural: "Topics",
    default_min: smallest,
    build,
};

/// Most topics of an article that no rule gave.
const MOST: usize = 6;

/// The smallest topic with a page: one article in a handful, two in tens, then growing with the square root of the
/// library, so that the index stays readable at a hundred thousand articles.
fn smallest(articles: usize) -> usize {
    match articles {
        0..8 => 1,
        8..100 => 2,
        _ => articles.isqrt().div_ceil(8).max(2),
    }
}

/// Where topics come from, in the order of trust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    Rules,
    Mesh,
    Keywords,
    Phrases,
}

const SOURCES: [(Source, &str); 4] = [
    (Source::Rules, "rules"),
    (Source::Mesh, "mesh"),
    (Source::Keywords, "keywords"),
    (Source::Phrases, "phrases"),
];

fn sources(context: &Context<'_>) -> Vec<Source> {
    let all = || SOURCES.iter().map(|(source, _)| *source).collect();
    let named = |names: &Vec<String>| {
        let known = |name: &String| SOURCES.iter().find(|(_, known)| known == name);
        names.iter().filter_map(known).map(|(source, _)| *source).collect()
    };
    context.options.topics_from.as_ref().map_or_else(all, named)
}

/// A topic that a heading or keyword names.
struct Stated {
    hash: u64,
    name: String,
    why: &'static str,
    /// Headings that are not main topics come after keywords.
    minor: bool,
}

/// What one record offers.
struct Offer {
    answers: Vec<(usize, Answer)>,
    stated: Vec<Stated>,
    phrases: Vec<Candidate>,
    bare: bool,
}

fn build(context: &Context<'_>) -> (Draft, Vec<Diagnostic>) {
    let (profiles, mut diagnostics) = Profiles::of(context, KIND.id, tokens::key);
    let sources = sources(context);
    let rules = match sources.contains(&Source::Rules) {
        true => {
            Rules::of(profiles.iter().map(|(_, place, profile)| (place, profile)), &mut diagnostics)
        }
        false => Rules::default(),
    };
    let stated = stated(context, &sources);
    let known = known(&stated, &profiles);
    let articles = context.library.articles();
    let offers: Vec<Offer> = articles
        .par_iter()
        .zip(stated)
        .map_init(Tokenizer::default, |tokenizer, (article, stated)| {
            offer(&article.record, stated, &rules, &sources, &known, tokenizer)
        })
        .collect();
    let min = context.options.by_id.get(KIND.id).and_then(|option| option.min);
    let min = min.unwrap_or_else(|| smallest(articles.len()));
    let chosen = choose(context, &offers, &known, min);
    let draft = Topics::new(context, &profiles).draft(context, &offers, &chosen);
    (draft, diagnostics)
}

/// Headings and keywords of every record.
fn stated(context: &Context<'_>, sources: &[Source]) -> Vec<Vec<Stated>> {
    let of = |record: &Record| {
        let mut stated = Vec::new();
        for source in sources {
            match source {
                Source::Mesh => headings(record, &mut stated),
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
    context.library.articles().par_iter().map(|article| of(&article.record)).collect()
}

fn headings(record: &Record, stated: &mut Vec<Stated>) {
    for heading in &record.mesh {
        if mesh::is_check_tag(&heading.descriptor) {
            continue;
        }
        let major = heading.major || heading.qualifiers.iter().any(|qualifier| qualifier.major);
        let name = mesh::natural_order(&heading.descriptor);
        let why = if major { "MeSH major heading" } else { "MeSH heading" };
        stated.push(Stated { hash: tokens::phrase_hash(&name), name, why, minor: !major });
    }
}

fn keywords(record: &Record, stated: &mut Vec<Stated>) {
    for keyword in &record.keywords {
        let name = mesh::natural_order(keyword.text.trim_end_matches('.').trim());
        if name.chars().any(char::is_alphanumeric) {
            let hash = tokens::phrase_hash(&name);
            stated.push(Stated { hash, name, why: "keyword", minor: false });
        }
    }
}

/// How often each phrase is a heading or keyword, and the names of profiles, which the curator wants to see.
fn known(stated: &[Vec<Stated>], profiles: &Profiles<'_>) -> Counts {
    let mut known = Counts::default();
    for one in stated.iter().flatten() {
        *known.entry(one.hash).or_default() += 1;
    }
    for (_, _, profile) in profiles.iter() {
        known.entry(tokens::phrase_hash(&profile.name)).or_default();
    }
    known
}

/// The main abstract, or its sections one after the other.
fn abstract_of(record: &Record) -> std::borrow::Cow<'_, str> {
    let main = |section: &&AbstractSection| section.kind.is_none();
    let mut sections = record.sections.iter().filter(main);
    match (sections.next(), sections.next()) {
        (None, _) => "".into(),
        (Some(only), None) => only.text.as_str().into(),
        (Some(_), Some(_)) => {
            let texts = record.sections.iter().filter(main).map(|s| s.text.as_str());
            texts.collect::<Vec<_>>().join(". ").into()
        }
    }
}

fn offer(
    record: &Record,
    stated: Vec<Stated>,
    rules: &Rules,
    sources: &[Source],
    known: &Counts,
    tokenizer: &mut Tokenizer,
) -> Offer {
    let wants_phrases = stated.is_empty() && sources.contains(&Source::Phrases);
    if !wants_phrases && rules.is_empty() {
        return Offer { answers: Vec::new(), stated, phrases: Vec::new(), bare: false };
    }
    let text = abstract_of(record);
    let words = Words::of(&record.title, &text, tokenizer);
    let answers = rules.answers(record, &words);
    let is_known = |hash: u64| known.contains_key(&hash);
    let phrases = if wants_phrases { candidates(&words, &is_known) } else { Vec::new() };
    Offer { answers, stated, phrases, bare: words.text_tokens.is_empty() }
}

impl<'t> Words<'t> {
    fn of(title: &'t str, text: &'t str, tokenizer: &mut Tokenizer) -> Self {
        let mut words = Words {
            title,
            title_tokens: Vec::new(),
            text,
            text_tokens: Vec::with_capacity(text.len() / 6),
        };
        tokenizer.read(title, &mut words.title_tokens);
        tokenizer.read(text, &mut words.text_tokens);
        words
    }
}

/// A topic chosen for a record: a stated one or a phrase, by place in its offer.
#[derive(Clone, Copy)]
enum Choice {
    Stated(usize),
    Phrase(usize),
}

/// The best topics of each record, of those that enough records share.
fn choose(context: &Context<'_>, offers: &[Offer], known: &Counts, min: usize) -> Vec<Vec<Choice>> {
    let most = context.options.topics_max.unwrap_or(MOST);
    let mut hashes: Vec<u64> = Vec::new();
    for offer in offers {
        hashes.extend(offer.stated.iter().map(|stated| stated.hash));
        let good = |phrase: &&Candidate| {
            phrase.stands_shared(offer.bare) || known.contains_key(&phrase.hash)
        };
        hashes.extend(offer.phrases.iter().filter(good).map(|phrase| phrase.hash));
    }
    hashes.par_sort_unstable();
    let mut shared = Counts::default();
    for same in hashes.chunk_by(|a, b| a == b) {
        if let Some(hash) = same.first().filter(|_| same.len() > 1) {
            shared.insert(*hash, number(same.len()));
        }
    }
    let articles = context.library.articles();
    let pick = |(offer, article): (&Offer, &crate::library::Article)| {
        let count = |hash: u64| shared.get(&hash).copied().unwrap_or(1);
        let large = |hash: u64| count(hash) as usize >= min;
        let stated = offer.stated.iter().enumerate().filter(|(_, stated)| large(stated.hash));
        let mut choices: Vec<Choice> =
            stated.map(|(at, _)| Choice::Stated(at)).take(most).collect();
        let most = most.saturating_sub(choices.len());
        choices.extend(best_phrases(
            offer,
            &article.record,
            known,
            &count,
            min,
            articles.len(),
            most,
        ));
        choices
    };
    offers.par_iter().zip(articles).map(pick).collect()
}

fn best_phrases(
    offer: &Offer,
    record: &Record,
    known: &Counts,
    count: &dyn Fn(u64) -> u32,
    min: usize,
    articles: usize,
    most: usize,
) -> Vec<Choice> {
    let text = abstract_of(record);
    let mut ranked: Vec<(f32, usize, Vec<u64>)> = Vec::new();
    for (at, phrase) in offer.phrases.iter().enumerate() {
        let shared = count(phrase.hash);
        let wanted = known.contains_key(&phrase.hash);
        let common = shared as usize >= min.max(2) * 4 && phrase.stands_common();
        let stands = wanted
            || common
            || phrase.stands_alone()
            || (shared > 1 && phrase.stands_shared(offer.bare));
        // A single word that a fourth of a library has in its titles is its language, not a topic.
        let everywhere = phrase.words == 1 && articles >= 20 && shared as usize * 4 > articles;
        if !stands || everywhere || ((shared as usize) < min && !wanted) {
            continue;
        }
        #[allow(
            clippy::cast_precision_loss,
            reason = "a boost needs no more than a float's digits"
        )]
        let boost = 1.0 + 0.25 * (shared as f32).ln() + if wanted { 0.5 } else { 0.0 };
        let (title, text) = (record.title.as_str(), text.as_ref());
        let place = if phrase.spelled_in_title { title } else { text };
        let spelled = place.get(phrase.start as usize..phrase.end as usize).unwrap_or_default();
        if phrase.words == 1 && is_place(spelled) && !wanted {
            continue;
        }
        let mut tokens = Vec::new();
        tokens::tokenize(spelled, &mut tokens);
        ranked.push((phrase.score * boost, at, tokens.iter().map(|token| token.hash).collect()));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    without_nested(&ranked, most).into_iter().map(Choice::Phrase).collect()
}

/// Where something was studied is not what was studied.
fn is_place(word: &str) -> bool {
    let folded = crate::text::fold::fold_name(word);
    places().country(&folded).is_some()
        || places().city(&folded).is_some_and(|city| city.large && city.country.is_some())
}

/// Of phrases inside one another the better ranked stays; a longer one that holds all words of a shorter one and is as
/// good replaces it.
fn without_nested(ranked: &[(f32, usize, Vec<u64>)], most: usize) -> Vec<usize> {
    let holds = |long: &[u64], short: &[u64]| {
        long.len() >= short.len() && long.windows(short.len().max(1)).any(|part| part == short)
    };
    let mut chosen: Vec<&(f32, usize, Vec<u64>)> = Vec::new();
    for one in ranked {
        let nested = chosen.iter().any(|other| holds(&other.2, &one.2) || holds(&one.2, &other.2));
        // A longer phrase nearly as good as the part of it that ranks above says more.
        let longer = ranked.iter().any(|other| {
            other.2.len() > one.2.len() && holds(&other.2, &one.2) && other.0 >= one.0 * 0.8
        });
        if !nested && !longer {
            chosen.push(one);
        }
        if chosen.len() == most {
            break;
        }
    }
    chosen.iter().map(|(_, at, _)| *at).collect()
}

/// The groups in the making.
struct Topics<'a> {
    by_hash: ByHash<usize>,
    groups: Vec<Group>,
    spellings: Vec<BTreeMap<String, u32>>,
    profiles: BTreeMap<usize, usize>,
    /// Profiles whose rules alone decide.
    ruled: Vec<bool>,
    library: &'a crate::library::Library,
}

impl<'a> Topics<'a> {
    /// A group for every profile.
    fn new(context: &Context<'a>, profiles: &Profiles<'_>) -> Self {
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
                group.label.clone_from(&profile.name);
                let lists = ["any", "all", "mesh", "keywords", "journals"];
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
            self.spellings.push(BTreeMap::new());
            self.ruled.push(false);
        }
        at
    }

    fn draft(mut self, context: &Context<'_>, offers: &[Offer], chosen: &[Vec<Choice>]) -> Draft {
        let pinned = self.pinned(context);
        let of_article = self
            .library
            .articles()
            .iter()
            .zip(offers)
            .zip(chosen)
            .enumerate()
            .map(|(at, ((article, offer), choices))| {
                let mut memberships: Vec<Membership> = Vec::new();
                for group in pinned.get(&number(at)).into_iter().flatten() {
                    add(&mut memberships, *group, "pinned by the curator".to_owned());
                }
                let mut refused = Vec::new();
                for (profile, answer) in &offer.answers {
                    let Some(group) = self.profiles.get(profile) else { continue };
                    match answer {
                        Answer::In(why) => add(&mut memberships, *group, why.clone()),
                        Answer::Out => refused.push(*group),
                    }
                }
                for choice in choices {
                    self.derived(&article.record, offer, *choice, &refused, &mut memberships);
                }
                memberships
            })
            .collect();
        self.label();
        Draft { groups: self.groups, of_article, ordered: false }
    }

    /// Articles that profiles name themselves.
    fn pinned(&self, context: &Context<'_>) -> BTreeMap<u32, Vec<usize>> {
        let mut pinned: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (place, group) in &self.profiles {
            let Some(profile) = context.profiles.get(*place) else { continue };
            for article in profile.pinned.iter().filter_map(|id| self.library.find(id)) {
                pinned.entry(article).or_default().push(*group);
            }
        }
        pinned
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
        let (hash, spelling, titled, why, phrase) = match choice {
            Choice::Stated(at) => {
                let Some(stated) = offer.stated.get(at) else { return };
                (stated.hash, stated.name.as_str(), true, stated.why.to_owned(), false)
            }
            Choice::Phrase(at) => {
                let Some(phrase) = offer.phrases.get(at) else { return };
                text = abstract_of(record);
                let place = if phrase.spelled_in_title { record.title.as_str() } else { &text };
                let spelling = place.get(phrase.start as usize..phrase.end as usize);
                let titled = phrase.spelled_in_title && label::is_title_case(&record.title);
                (phrase.hash, spelling.unwrap_or_default(), titled, phrase.why(), true)
            }
        };
        let group = self.group(hash, || tokens::key(spelling));
        let decided = phrase && self.ruled.get(group).copied().unwrap_or_default();
        if decided || refused.contains(&group) {
            return;
        }
        if let Some(spellings) = self.spellings.get_mut(group) {
            *spellings.entry(label::sentence_case(spelling, titled)).or_default() += 1;
        }
        add(memberships, group, why);
    }

    /// The most used spelling is the name.
    fn label(&mut self) {
        for (group, spellings) in self.groups.iter_mut().zip(std::mem::take(&mut self.spellings)) {
            let most = super::most_used(&spellings);
            if let Some(label) = most
                .filter(|_| group.profile.is_none() || !group.label.chars().any(char::is_uppercase))
            {
                group.label = label;
            }
            group.variants = spellings.into_iter().collect();
            super::sort_counts(&mut group.variants);
        }
    }
}

fn add(memberships: &mut Vec<Membership>, group: usize, why: String) {
    let group = number(group);
    if !memberships.iter().any(|membership| membership.group == group) {
        memberships.push(Membership { group, why, at: Vec::new() });
    }
}
