//! Headings suggested for records that have none.
//!
//! In: the library and the registry of MeSH, when there is one. Out: for each record without headings those that are
//! probable enough, best first, each with its reason. Never: headings that no entry term and no similar record names.
//!
//! 1. The [`Vocabulary`] finds headings in all titles and abstracts.
//! 2. [`Votes`]: the nearest records with headings are asked, and the library's use of each heading is counted.
//! 3. [`candidates`] collects the evidence, [`probability`] weighs it.

use super::evidence::{Candidate, Question, candidates};
use super::mesh::HeadingId;
use super::phrases::{Words, abstract_of};
use super::score::probability;
use super::vocabulary::Vocabulary;
use super::votes::{self, Ballot, Votes};
use crate::grouping::why::{Field, Suggested};
use crate::library::Library;
use crate::record::Record;
use crate::text::terms::tokens::{self, Tokenizer};
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
    mesh: Option<&Mesh>,
    sure: f32,
) -> Vec<Vec<Suggestion>> {
    let articles = library.articles();
    let silent = || articles.iter().map(|_| Vec::new()).collect();
    let without = articles.iter().filter(|article| article.record.mesh.is_empty()).count();
    if without == 0 || (mesh.is_none() && without == articles.len()) {
        return silent();
    }
    let vocabulary = Vocabulary::of(library, mesh);
    let read: Vec<(Ballot, Vec<(u64, f32)>)> = articles
        .par_iter()
        .map_init(Tokenizer::default, |tokenizer, article| {
            ballot(&article.record, &vocabulary, tokenizer)
        })
        .collect();
    let (ballots, documents): (Vec<Ballot>, Vec<_>) = read.into_iter().unzip();
    let votes = Votes::of(&ballots, documents, vocabulary.places);
    let of = |tokenizer: &mut Tokenizer, (at, ballot): (usize, &Ballot)| {
        let record = articles.get(at).map(|article| &article.record);
        match record.filter(|record| record.mesh.is_empty()) {
            Some(record) => {
                let rows = weigh(record, at, ballot, &ballots, &votes, &vocabulary, tokenizer);
                chosen(rows, record, &vocabulary, sure)
            }
            None => Vec::new(),
        }
    };
    ballots.par_iter().enumerate().map_init(Tokenizer::default, of).collect()
}

fn ballot(
    record: &Record,
    vocabulary: &Vocabulary<'_>,
    tokenizer: &mut Tokenizer,
) -> (Ballot, Vec<(u64, f32)>) {
    let text = abstract_of(record);
    let words = Words::of(&record.title, &text, tokenizer);
    let found = vocabulary.find(&words);
    let terms = votes::terms(&words, &found);
    let headings = votes::given(record, vocabulary);
    (Ballot { headings, found, title: votes::title_words(&words) }, terms)
}

/// The candidates of a record with their probabilities, best first.
fn weigh(
    record: &Record,
    at: usize,
    ballot: &Ballot,
    ballots: &[Ballot],
    votes: &Votes,
    vocabulary: &Vocabulary<'_>,
    tokenizer: &mut Tokenizer,
) -> Vec<(f32, Candidate)> {
    let text = abstract_of(record);
    let words = Words::of(&record.title, &text, tokenizer);
    let keywords: Vec<HeadingId> = record
        .keywords
        .iter()
        .flat_map(|keyword| vocabulary.called(tokens::phrase_hash(&keyword.text)))
        .collect();
    let question = Question {
        ballot,
        neighbours: votes.neighbours.get(at).map_or(&[], Vec::as_slice),
        in_title: &vocabulary.bags.find(words.title, &words.title_tokens),
        in_text: &vocabulary.bags.find(words.text, &words.text_tokens),
        keywords: &keywords,
        bare: words.text_tokens.is_empty(),
    };
    let candidates = candidates(&question, ballots, votes, vocabulary, ballots.len());
    let mut weighed: Vec<(f32, Candidate)> =
        candidates.into_iter().map(|one| (probability(&one.row, votes.voters), one)).collect();
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.heading.cmp(&b.1.heading)));
    weighed
}

fn chosen(
    weighed: Vec<(f32, Candidate)>,
    record: &Record,
    vocabulary: &Vocabulary<'_>,
    sure: f32,
) -> Vec<Suggestion> {
    let sure = weighed.into_iter().take_while(|(probability, _)| *probability >= sure).take(MOST);
    let suggestion = |(_, candidate): (f32, Candidate)| {
        let heading = vocabulary.heading(candidate.heading)?;
        Some(Suggestion { name: heading.name.clone(), why: why(&candidate, record) })
    };
    sure.filter_map(suggestion).collect()
}

/// Where the text names it and how, else which records vote for it.
fn why(candidate: &Candidate, record: &Record) -> Suggested {
    let written = candidate.found.filter(super::vocabulary::Found::stands).map(|found| {
        let text = abstract_of(record);
        let (place, field) = match found.title > 0 {
            true => (record.title.as_str(), Field::Title),
            false => (&*text, Field::Abstract),
        };
        let written = place.get(found.start as usize..found.end as usize).unwrap_or_default();
        (written.into(), field)
    });
    Suggested { keyword: candidate.keyword, written, voters: candidate.voters }
}
