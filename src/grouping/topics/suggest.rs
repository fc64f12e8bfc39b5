//! Headings suggested for records that have none.
//!
//! In: the library and the registry of MeSH, when there is one. Out: for each record without headings those that are
//! probable enough, best first, each with its reason. Never: headings that no entry term and no similar record names.
//!
//! 1. The [`Vocabulary`] finds headings in all titles and abstracts.
//! 2. [`Votes`]: the nearest records with headings are asked, and the library's use of each heading is counted.
//! 3. [`evidence::candidates`] collects the evidence, [`probability`] weighs it.

use super::evidence::{self, Candidate, Question};
use super::explained::explain;
use super::features::{self, Facts};
use super::mesh::HeadingId;
use super::neighbour_votes::{self, Ballot, Votes};
use super::phrases::{Words, abstract_of};
use super::score::probability;
use super::stem_sets::Stems;
use super::tree;
use super::vague::is_vague;
use super::vocabulary::{Heading, Vocabulary};
use crate::grouping::why::{Field, Suggested};
use crate::library::{Article, Library};
use crate::record::Record;
use crate::text::terms::tokens::{self, Taken, Tokenizer, Tokenizers};
use crate::vocabularies::Mesh;
use rayon::prelude::*;

/// A heading suggested for a record.
pub(super) struct Suggestion {
    /// In natural order.
    pub(super) name: String,
    pub(super) why: Suggested,
}

/// Most suggestions of one record.
const MOST: usize = 10;

/// The suggestions for each record, in library order; none for records that have headings.
pub(super) fn suggestions(
    library: &Library,
    vocabulary: &Vocabulary<'_>,
    sure: f32,
    tokenizers: &Tokenizers,
) -> Vec<Vec<Suggestion>> {
    let choose = |record: &Record, asked: &Asked<'_>, candidates: Vec<Candidate>| {
        chosen(weighed(candidates, asked.votes.voters), record, asked.vocabulary, sure)
    };
    ask(library, vocabulary, tokenizers, &choose)
}

/// What all records are asked with.
struct Asked<'a> {
    vocabulary: &'a Vocabulary<'a>,
    ballots: &'a [Ballot],
    votes: &'a Votes,
}

/// What is made of the candidates of each record without headings, in library order; nothing of the others.
fn ask<T: Default + Send>(
    library: &Library,
    vocabulary: &Vocabulary<'_>,
    tokenizers: &Tokenizers,
    make: &(dyn Fn(&Record, &Asked<'_>, Vec<Candidate>) -> T + Sync),
) -> Vec<T> {
    let articles = library.articles();
    if articles.iter().all(|article| !article.record.mesh.is_empty()) {
        return articles.iter().map(|_| T::default()).collect();
    }
    let read: Vec<(Ballot, Vec<(u64, f32)>)> = articles
        .par_iter()
        .map_init(
            || tokenizers.take(),
            |tokenizer, article| ballot(&article.record, vocabulary, tokenizer),
        )
        .collect();
    let (ballots, documents): (Vec<Ballot>, Vec<_>) = read.into_iter().unzip();
    let votes = Votes::of(&ballots, documents, vocabulary.places);
    let asked = Asked { vocabulary, ballots: &ballots, votes: &votes };
    let of = |tokenizer: &mut Taken<'_>, (at, article): (usize, &Article)| {
        let record = &article.record;
        match record.mesh.is_empty() {
            true => make(record, &asked, asked.candidates(at, record, tokenizer)),
            false => T::default(),
        }
    };
    articles.par_iter().enumerate().map_init(|| tokenizers.take(), of).collect()
}

fn ballot(
    record: &Record,
    vocabulary: &Vocabulary<'_>,
    tokenizer: &mut Tokenizer,
) -> (Ballot, Vec<(u64, f32)>) {
    let text = abstract_of(record);
    let words = Words::of(&record.title, &text, tokenizer);
    let mut found = vocabulary.find(&words);
    explain(&words, vocabulary, &mut found);
    let terms = neighbour_votes::terms(&words, &found);
    let headings = neighbour_votes::given(record, vocabulary);
    (Ballot { headings, found, title: neighbour_votes::title_words(&words) }, terms)
}

impl Asked<'_> {
    fn candidates(&self, at: usize, record: &Record, tokenizer: &mut Tokenizer) -> Vec<Candidate> {
        let Some(ballot) = self.ballots.get(at) else { return Vec::new() };
        let text = abstract_of(record);
        let words = Words::of(&record.title, &text, tokenizer);
        let called = |text: &str| self.vocabulary.called(tokens::phrase_hash(text));
        let keywords: Vec<HeadingId> =
            record.keywords.iter().flat_map(|keyword| called(&keyword.text)).collect();
        let question = Question {
            ballot,
            neighbours: self.votes.neighbours.get(at).map_or(&[], Vec::as_slice),
            in_title: &self.vocabulary.stem_sets.find(words.title, &words.title_tokens),
            in_text: &self.vocabulary.stem_sets.find(words.text, &words.text_tokens),
            stems: &Stems::of(&words),
            keywords: &keywords,
            bare: words.text_tokens.is_empty(),
        };
        evidence::candidates(&question, self.ballots, self.votes, self.vocabulary)
    }
}

/// The candidates with their probabilities, best first.
fn weighed(candidates: Vec<Candidate>, voters: u32) -> Vec<(f32, Candidate)> {
    let weigh = |one: Candidate| (probability(&features::row(&one.facts), voters), one);
    let mut weighed: Vec<(f32, Candidate)> = candidates.into_iter().map(weigh).collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.heading.cmp(&b.1.heading)));
    weighed
}

/// A heading that a record might have, with its row of features: what the weights are fitted to.
#[derive(Clone, Debug)]
pub struct Weighing {
    /// As records print it, in natural order.
    pub heading: String,
    /// Its features by number, in the order of [`feature_names`], with their values; those that are zero are left out.
    pub row: Vec<(u16, f32)>,
}

/// The names of the features, in the order of the rows.
pub fn feature_names() -> Vec<String> {
    features::names()
}

/// The candidates of each record that has no headings, in library order.
pub fn weighings(library: &Library, mesh: Option<&Mesh>) -> Vec<Vec<Weighing>> {
    let make = |_: &Record, asked: &Asked<'_>, candidates: Vec<Candidate>| {
        let weighing = |one: &Candidate| {
            let heading = asked.vocabulary.heading(one.heading)?;
            Some(Weighing { heading: heading.name.clone(), row: features::row(&one.facts) })
        };
        candidates.iter().filter_map(weighing).collect()
    };
    let tokenizers = Tokenizers::default();
    ask(library, &Vocabulary::of(library, mesh, &[], &tokenizers), &tokenizers, &make)
}

/// What is probable enough; where nothing is, the best few that the title names, or the abstract again and again.
fn chosen(
    weighed: Vec<(f32, Candidate)>,
    record: &Record,
    vocabulary: &Vocabulary<'_>,
    sure: f32,
) -> Vec<Suggestion> {
    let fits = |(_, candidate): &&(f32, Candidate)| {
        let heading = vocabulary.heading(candidate.heading);
        heading.is_some_and(|heading| says(heading, &candidate.facts))
    };
    let suggestion = |(_, candidate): &(f32, Candidate)| {
        let heading = vocabulary.heading(candidate.heading)?;
        Some(Suggestion { name: heading.name.clone(), why: why(&candidate.facts, record) })
    };
    let likely = |least: f32| {
        let likely = weighed.iter().take_while(move |(probability, _)| *probability >= least);
        likely.filter(fits)
    };
    let sure_ones: Vec<Suggestion> = likely(sure).take(MOST).filter_map(suggestion).collect();
    if !sure_ones.is_empty() {
        return sure_ones;
    }
    let plain = |(_, candidate): &&(f32, Candidate)| {
        let found = &candidate.facts.found;
        found.stands() && (found.title > 0 || found.text >= AGAIN)
    };
    likely(sure * LESS).filter(plain).take(FEW).filter_map(suggestion).collect()
}

/// Whether what was found says enough. A word that stands for a trade or for a thing of daily life ("Movement", "Python"), a
/// design of studies, or a class near the top of the tree must come back in the abstract, unless neighbours or a keyword say
/// the same; an organ, an organism, a chemical or a disease need not.
fn says(heading: &Heading, facts: &Facts) -> bool {
    if is_vague(tokens::phrase_hash(&heading.name)) {
        return false;
    }
    let found = &facts.found;
    let backed = facts.keyword || facts.poll.voters > 1;
    let again = found.title > 0 && found.text > 1;
    let both = found.title > 0 && (found.text > 0 || facts.bare);
    let one_word = found.stands() && found.words == 1;
    let disease = facts.tree.branches.iter().any(|branch| tree::is_disease(*branch));
    let thing = facts.tree.categories & tree::THINGS != 0 && facts.tree.depth > 2;
    // Words that stand apart, each of them once, are often there for something else, unless neighbours say the same.
    let apart = !found.stands() && !backed;
    if apart && facts.inside.times < 2 && facts.inside.titled < 1.0 - f32::EPSILON * 8.0 {
        return false;
    }
    match () {
        () if backed => true,
        () if heading.method || one_word && found.broad => again,
        () if one_word && !disease && !thing => both,
        () => true,
    }
}

/// Where nothing is sure, so much of the probability is asked, for so many headings at most.
const LESS: f32 = 0.45;
const FEW: usize = 3;
/// "Again and again".
const AGAIN: u16 = 3;

/// Where the text names it and how, and which records vote for it.
fn why(facts: &Facts, record: &Record) -> Suggested {
    let found = &facts.found;
    let written = found.stands().then(|| {
        let text = abstract_of(record);
        let (place, field) = match found.title > 0 {
            true => (record.title.as_str(), Field::Title),
            false => (&*text, Field::Abstract),
        };
        let written = place.get(found.start as usize..found.end as usize).unwrap_or_default();
        (written.into(), field)
    });
    Suggested { keyword: facts.keyword, written, voters: facts.poll.voters }
}
