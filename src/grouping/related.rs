//! Related articles: for each article the few whose words are most like its own.
//!
//! In: the library. Out: for each article its [`Neighbour`]s, best first. Never: a group; a comparison of all with all.
//!
//! 1. An article's terms are the words of its title, abstract and keywords, plurals and British spellings folded, the
//!    pairs of words that stand side by side more than once or in the title, and its MeSH headings.
//! 2. A term weighs by the square root of its count; one place in the title counts as [`TITLE`] in the abstract, a pair
//!    a little less than a word ([`PAIR`]).
//! 3. [`Similar`] multiplies by rarity and finds the neighbours by cosine.

use crate::library::{ArticleId, Library};
use crate::record::Record;
use crate::text::hash::{hash, mix};
use crate::text::similar::{Neighbour, Similar};
use crate::text::terms::stop::Weight;
use crate::text::terms::tokens::{Token, Tokenizer};
use rayon::prelude::*;

/// A word of the title counts as much as so many words of the abstract.
const TITLE: f32 = 4.0;
/// The weight of two words side by side, against that of one word.
const PAIR: f32 = 0.75;
/// A pair counts that stands so often in the text: twice, or in the title.
const PAIRS: f32 = 2.0;
/// A MeSH heading that is a main topic counts as much as a word of the title, another as one of the abstract.
const MAJOR: f32 = TITLE;

/// The `most` nearest articles of every article, in library order.
pub fn related(library: &Library, most: usize) -> Vec<Vec<Neighbour>> {
    let articles = library.articles();
    let documents: Vec<Vec<(u64, f32)>> = articles
        .par_iter()
        .map_init(Reader::default, |reader, article| reader.terms(&article.record))
        .collect();
    let all: Vec<u32> = (0..).take(articles.len()).collect();
    Similar::of(documents, &|_| true).nearest_of(&all, most)
}

/// What is less alike than this shares little but the common words of its field.
const ALIKE: f32 = 0.08;

/// One word alone must weigh so much in both: a notice without an abstract is not about every article whose abstract
/// has the one rare word of its title.
const ALIKE_BY_ONE: f32 = 0.15;

/// The articles that the page of each article calls related: up to `most` that are alike enough, best first.
pub fn shown(library: &Library, most: usize) -> Vec<Vec<ArticleId>> {
    let alike = |neighbours: Vec<Neighbour>| {
        let least = |shared: u32| if shared > 1 { ALIKE } else { ALIKE_BY_ONE };
        let alike =
            neighbours.iter().filter(|neighbour| neighbour.similarity >= least(neighbour.shared));
        alike.map(|neighbour| neighbour.document).collect()
    };
    related(library, most).into_iter().map(alike).collect()
}

/// Reads records into terms; what it allocates it keeps for the next.
#[derive(Default)]
struct Reader {
    tokenizer: Tokenizer,
    tokens: Vec<Token>,
    words: Vec<(u64, f32)>,
    pairs: Vec<(u64, f32)>,
    terms: Vec<(u64, f32)>,
}

impl Reader {
    fn terms(&mut self, record: &Record) -> Vec<(u64, f32)> {
        self.words.clear();
        self.pairs.clear();
        self.text(&record.title, TITLE);
        for section in record.sections.iter().filter(|section| section.kind.is_none()) {
            self.text(&section.text, 1.0);
        }
        for keyword in &record.keywords {
            self.text(&keyword.text, 1.0);
        }
        for heading in &record.mesh {
            let major = heading.major || heading.qualifiers.iter().any(|q| q.major);
            let term = mix(hash(heading.descriptor.as_bytes()), 1);
            self.words.push((term, if major { MAJOR } else { 1.0 }));
        }
        self.terms.clear();
        count(&mut self.words, 1.0, 1.0, &mut self.terms);
        count(&mut self.pairs, PAIR, PAIRS, &mut self.terms);
        // Only what is kept takes room: all articles' terms are held at once, and most pairs are not kept.
        self.terms.as_slice().to_vec()
    }

    fn text(&mut self, text: &str, times: f32) {
        self.tokens.clear();
        self.tokenizer.read(text, &mut self.tokens);
        let mut last = None;
        for token in &self.tokens {
            if token.gap {
                last = None;
            }
            if token.weight == Weight::Function {
                continue;
            }
            self.words.push((token.hash, times));
            if let Some(last) = last {
                self.pairs.push((mix(last, token.hash), times));
            }
            last = Some(token.hash);
        }
    }
}

/// Adds up what is listed twice, and appends each term that counts enough, with the square root of its count.
fn count(listed: &mut [(u64, f32)], weight: f32, least: f32, terms: &mut Vec<(u64, f32)>) {
    listed.sort_unstable_by_key(|(term, _)| *term);
    for same in listed.chunk_by(|a, b| a.0 == b.0) {
        let count: f32 = same.iter().map(|(_, times)| times).sum();
        if count >= least {
            terms.extend(same.first().map(|(term, _)| (*term, count.sqrt() * weight)));
        }
    }
}
