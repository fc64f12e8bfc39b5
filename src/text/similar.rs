//! Similar documents: for each the few whose tf-idf vectors have the highest cosine with its own.
//!
//! In: documents as lists of terms (hashes) with their weights in the document, in an order of the caller's that does not
//! depend on threads. Out: [`Similar`], which answers with [`Neighbour`]s, best first. Never: words, or why two documents
//! are compared.
//!
//! 1. A term's weight in a document is multiplied by the term's rarity; vectors are brought to length one, and keep their
//!    [`TERMS`] heaviest terms: the light ones say nothing, and cost most.
//! 2. An inverted index holds for each term the documents in which it weighs most, at most [`POSTINGS`] of them.
//! 3. A question walks the lists of its own heaviest terms first and stops after [`STEPS`] entries, so its cost does not
//!    grow with the number of documents. The best of what it met are compared by their whole vectors.
//!
//! The lists are whole, and the answer exact, as long as no list and no question reaches its limit: up to about a
//! thousand documents. Beyond that only documents that share nothing but common terms can be missed.

use super::hash::ByHash;
use rayon::prelude::*;

/// Most terms of one document. Twice as many find nothing better, half as many lose a little.
const TERMS: usize = 96;

/// Most documents in the list of one term.
const POSTINGS: usize = 1_024;

/// Most entries of lists that one question looks at.
const STEPS: usize = 2_000;

/// A document that resembles another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// Its place among the documents.
    pub document: u32,
    /// Cosine of the two vectors: above 0, at most 1.
    pub similarity: f32,
    /// Terms that both have among their heaviest.
    pub shared: u32,
}

/// The vectors of all documents and the index of those that may be answers.
#[derive(Debug, Default)]
pub struct Similar {
    /// For each document its heaviest terms by number, ascending, with weights; a vector's length is at most one, because
    /// light terms, and terms of a single document, are left out after the length was taken.
    vectors: Lists,
    /// For each term the documents in which it weighs most, with its weights, in their order.
    postings: Lists,
}

/// Lists of numbered weights, one behind the other.
#[derive(Debug, Default)]
struct Lists {
    /// Where each list begins, and where the last one ends.
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

impl Lists {
    fn with_capacity(lists: usize) -> Self {
        let mut starts = Vec::with_capacity(lists + 1);
        starts.push(0);
        Lists { starts, entries: Vec::new() }
    }

    fn push(&mut self, list: &[(u32, f32)]) {
        self.entries.extend_from_slice(list);
        self.starts.push(self.entries.len());
    }

    fn get(&self, at: u32) -> &[(u32, f32)] {
        let at = at as usize;
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(from), Some(to)) => self.entries.get(*from..*to).unwrap_or_default(),
            _ => &[],
        }
    }

    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}

impl Similar {
    /// Reads the documents; a term that a document lists twice counts with the sum of its weights. Only documents for
    /// which `answers` holds can be neighbours; all of them say how rare a term is.
    pub fn of(mut documents: Vec<Vec<(u64, f32)>>, answers: &(dyn Fn(u32) -> bool + Sync)) -> Self {
        documents.par_iter_mut().for_each(add_up);
        let terms = Terms::of(&documents);
        let mut vectors = Lists::with_capacity(documents.len());
        // In portions, so that the documents' memory is given back while the vectors grow.
        while !documents.is_empty() {
            let rest = documents.split_off(documents.len().min(PORTION));
            let portion = std::mem::replace(&mut documents, rest);
            let read: Vec<Vec<(u32, f32)>> =
                portion.into_par_iter().map(|document| terms.vector(&document)).collect();
            for vector in &read {
                vectors.push(vector);
            }
        }
        let postings = postings(&vectors, terms.by_hash.len(), answers);
        Similar { vectors, postings }
    }

    /// The `most` nearest neighbours of one document, itself left out, best first; of equals the first document.
    pub fn nearest(&self, document: u32, most: usize) -> Vec<Neighbour> {
        self.ask(document, most, &mut Scratch::of(self))
    }

    /// As [`Similar::nearest`] for many documents at once, in their order.
    pub fn nearest_of(&self, documents: &[u32], most: usize) -> Vec<Vec<Neighbour>> {
        let scratch = || Scratch::of(self);
        let ask = |scratch: &mut Scratch, document: &u32| self.ask(*document, most, scratch);
        // Few pieces, because each begins with a clean slate as long as the list of documents.
        let piece = documents.len().div_ceil(rayon::current_num_threads() * 4).max(1);
        documents.par_iter().with_min_len(piece).map_init(scratch, ask).collect()
    }

    fn ask(&self, document: u32, most: usize, scratch: &mut Scratch) -> Vec<Neighbour> {
        let vector = self.vectors.get(document);
        let mut heaviest = std::mem::take(&mut scratch.heaviest);
        heaviest.extend_from_slice(vector);
        heaviest.sort_unstable_by(heavier);
        let mut steps = 0;
        for (term, weight) in heaviest.drain(..) {
            let list = self.postings.get(term);
            // The walk ends between two terms, so that all documents of one term are treated alike.
            if steps > 0 && steps + list.len() > STEPS {
                break;
            }
            steps += list.len();
            for (other, theirs) in list {
                scratch.add(*other, weight * theirs);
            }
        }
        scratch.heaviest = heaviest;
        let mut met = scratch.take();
        met.retain(|(other, _)| *other != document);
        let looked_at = most * 2 + 10;
        if met.len() > looked_at {
            met.select_nth_unstable_by(looked_at, heavier);
            met.truncate(looked_at);
        }
        scratch.spread(vector);
        for (other, similarity) in &mut met {
            *similarity = scratch.cosine(self.vectors.get(*other));
        }
        met.sort_unstable_by(heavier);
        let found = |(document, similarity): &(u32, f32)| Neighbour {
            document: *document,
            similarity: similarity.min(1.0),
            shared: scratch.shared(self.vectors.get(*document)),
        };
        // Of a copy, because the list of all that was met is long and would be kept whole.
        let nearest = met.iter().take(most).map(found).collect();
        scratch.clear(vector);
        scratch.found = met;
        nearest
    }
}

/// Documents whose vectors are made in one go.
const PORTION: usize = 4_096;

/// Heaviest first, of equals the lower number.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "what sorting asks for")]
fn heavier(a: &(u32, f32), b: &(u32, f32)) -> std::cmp::Ordering {
    b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0))
}

/// Sorts a document's terms and adds up what is listed twice.
fn add_up(document: &mut Vec<(u64, f32)>) {
    // By weight too, so that the sum does not depend on the order of the list.
    // Callers list one kind of term after the other, each sorted: this sort takes such runs as they are.
    document.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.total_cmp(&b.1)));
    document.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
}

/// The terms that more than one document has, numbered in the order of their hashes, and how rare each is.
struct Terms {
    by_hash: ByHash<u32>,
    rarity: Vec<f32>,
    /// Of a term that one document alone has.
    rarest: f32,
}

impl Terms {
    fn of(documents: &[Vec<(u64, f32)>]) -> Self {
        let mut counts: ByHash<u32> = ByHash::default();
        for (hash, _) in documents.iter().flatten() {
            *counts.entry(*hash).or_default() += 1;
        }
        let mut shared: Vec<(u64, u32)> =
            counts.into_iter().filter(|(_, documents)| *documents > 1).collect();
        shared.par_sort_unstable();
        let rarity = shared.iter().map(|(_, count)| rarity(documents.len(), *count)).collect();
        let by_hash = (0..).zip(&shared).map(|(at, (hash, _))| (*hash, at)).collect();
        Terms { by_hash, rarity, rarest: rarity_of_one(documents.len()) }
    }

    fn vector(&self, document: &[(u64, f32)]) -> Vec<(u32, f32)> {
        let mut vector: Vec<(u32, f32)> = Vec::with_capacity(document.len());
        let mut squares = 0.0_f32;
        for (hash, weight) in document {
            let term = self.by_hash.get(hash).copied();
            let rarity = term.and_then(|term| self.rarity.get(term as usize).copied());
            let weight = weight * rarity.unwrap_or(self.rarest);
            squares += weight * weight;
            if let Some(term) = term {
                vector.push((term, weight));
            }
        }
        let length = squares.sqrt();
        if length > 0.0 {
            for (_, weight) in &mut vector {
                *weight /= length;
            }
        }
        if vector.len() > TERMS {
            vector.select_nth_unstable_by(TERMS, heavier);
            vector.truncate(TERMS);
        }
        vector.sort_unstable_by_key(|(term, _)| *term);
        vector.shrink_to_fit();
        vector
    }
}

/// Logarithm of the share of documents that have a term, smoothed so that a term of all documents still weighs a little
/// in a library of a few.
#[allow(clippy::cast_precision_loss, reason = "a logarithm needs no more than a float's digits")]
fn rarity(documents: usize, with_term: u32) -> f32 {
    ((1.0 + documents as f32) / (0.5 + with_term as f32)).ln() + 0.1
}

fn rarity_of_one(documents: usize) -> f32 {
    rarity(documents, 1)
}

fn postings(vectors: &Lists, terms: usize, answers: &(dyn Fn(u32) -> bool + Sync)) -> Lists {
    let mut counts = vec![0_usize; terms];
    let listed = || (0..).take(vectors.len()).filter(|document: &u32| answers(*document));
    for (term, _) in listed().flat_map(|document| vectors.get(document)) {
        if let Some(count) = counts.get_mut(*term as usize) {
            *count += 1;
        }
    }
    let mut lists: Vec<Vec<(u32, f32)>> = counts.into_iter().map(Vec::with_capacity).collect();
    for document in listed() {
        for (term, weight) in vectors.get(document) {
            if let Some(list) = lists.get_mut(*term as usize) {
                list.push((document, *weight));
            }
        }
    }
    lists.par_iter_mut().for_each(|list| {
        if list.len() > POSTINGS {
            list.select_nth_unstable_by(POSTINGS, heavier);
            list.truncate(POSTINGS);
            list.sort_unstable_by_key(|(document, _)| *document);
        }
    });
    let mut postings = Lists::with_capacity(lists.len());
    for list in lists {
        postings.push(&list);
    }
    postings
}

/// What questions need again and again: sums by document with which of them were met, and one vector spread out.
struct Scratch {
    sums: Vec<f32>,
    met: Vec<u32>,
    /// The weights of one document by term, zero for the terms that it has not.
    weights: Vec<f32>,
    heaviest: Vec<(u32, f32)>,
    found: Vec<(u32, f32)>,
}

impl Scratch {
    fn of(similar: &Similar) -> Self {
        Scratch {
            sums: vec![0.0; similar.vectors.len()],
            met: Vec::new(),
            weights: vec![0.0; similar.postings.len()],
            heaviest: Vec::new(),
            found: Vec::new(),
        }
    }

    fn add(&mut self, document: u32, product: f32) {
        if let Some(sum) = self.sums.get_mut(document as usize) {
            if *sum == 0.0 {
                self.met.push(document);
            }
            *sum += product;
        }
    }

    /// What was met, with its sums; the slate is clean again.
    fn take(&mut self) -> Vec<(u32, f32)> {
        let Scratch { sums, met, found, .. } = self;
        let take = |document: u32| {
            let sum = sums.get_mut(document as usize).map(std::mem::take).unwrap_or_default();
            (document, sum)
        };
        found.clear();
        found.extend(met.drain(..).map(take));
        std::mem::take(found)
    }

    /// Spreads a vector out, so that others are multiplied with it without a search.
    fn spread(&mut self, vector: &[(u32, f32)]) {
        for (term, weight) in vector {
            if let Some(slot) = self.weights.get_mut(*term as usize) {
                *slot = *weight;
            }
        }
    }

    /// Takes the vector away again.
    fn clear(&mut self, vector: &[(u32, f32)]) {
        for (term, _) in vector {
            if let Some(slot) = self.weights.get_mut(*term as usize) {
                *slot = 0.0;
            }
        }
    }

    /// The sum of the products of the weights that a vector has in common with the one that is spread out.
    fn cosine(&self, other: &[(u32, f32)]) -> f32 {
        let product = |(term, theirs): &(u32, f32)| {
            self.weights.get(*term as usize).map_or(0.0, |weight| weight * theirs)
        };
        other.iter().map(product).fold(0.0, |sum, product| sum + product)
    }

    /// How many terms a vector has in common with the one that is spread out.
    fn shared(&self, other: &[(u32, f32)]) -> u32 {
        let has = |term: u32| self.weights.get(term as usize).is_some_and(|weight| *weight > 0.0);
        (0..).zip(other.iter().filter(|(term, _)| has(*term))).last().map_or(0, |(at, _)| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(_: u32) -> bool {
        true
    }

    /// By a comparison of two sorted lists.
    fn cosine(a: &[(u32, f32)], b: &[(u32, f32)]) -> f32 {
        let theirs = |term: u32| b.iter().find(|(other, _)| *other == term).map(|(_, w)| *w);
        a.iter().filter_map(|(term, weight)| Some(weight * theirs(*term)?)).sum()
    }

    fn documents(texts: &[&str]) -> Vec<Vec<(u64, f32)>> {
        let term = |word: &str| word.bytes().fold(7_u64, |state, b| state * 131 + u64::from(b));
        texts.iter().map(|text| text.split(' ').map(|word| (term(word), 1.0)).collect()).collect()
    }

    #[test]
    fn the_document_that_shares_the_rarest_terms_is_nearest() {
        let similar = Similar::of(
            documents(&[
                "wombat eats grass at night",
                "wombat digs at night",
                "fish at night",
                "stone and sand",
            ]),
            &all,
        );
        let nearest: Vec<u32> = similar.nearest(0, 5).iter().map(|n| n.document).collect();
        assert_eq!(nearest, [1, 2]);
        assert_eq!(similar.nearest(3, 5), []);
        assert_eq!(similar.nearest(99, 5), []);
        assert_eq!(similar.nearest_of(&[0, 3], 1), [similar.nearest(0, 1), vec![]]);
    }

    #[test]
    fn equal_documents_have_cosine_one_and_keep_their_order() {
        let similar = Similar::of(documents(&["a b c", "x y", "a b c", "c b a"]), &all);
        let found = similar.nearest(2, 5);
        assert_eq!(found.iter().map(|n| n.document).collect::<Vec<_>>(), [0, 3]);
        assert!(found.iter().all(|n| (n.similarity - 1.0).abs() < 1e-6), "{found:?}");
    }

    #[test]
    fn only_those_that_may_answer_do() {
        let similar = Similar::of(documents(&["a b", "a b", "a b c"]), &|document| document == 2);
        assert_eq!(similar.nearest(0, 5).iter().map(|n| n.document).collect::<Vec<_>>(), [2]);
        assert_eq!(similar.nearest(2, 5), []);
    }

    /// A document that a term of everyone's must not hide: its one rare term is found past any limit.
    #[test]
    fn rare_terms_count_however_large_the_library() {
        let mut texts: Vec<String> =
            (0..9_000).map(|n| format!("common other word{}", n % 4_500)).collect();
        texts.push("common other unique".to_owned());
        texts.push("common unique".to_owned());
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let similar = Similar::of(documents(&texts), &all);
        assert_eq!(similar.nearest(9_000, 1)[0].document, 9_001);
        assert_eq!(similar.nearest(17, 1)[0].document, 4_517);
    }

    proptest! {
        /// Within its limits the index finds what a comparison of all pairs finds.
        #[test]
        fn it_agrees_with_all_pairs(
            texts in prop::collection::vec(prop::collection::vec((0_u64..30, 1_u8..4), 0..12), 1..40)
        ) {
            let documents: Vec<Vec<(u64, f32)>> = texts
                .iter()
                .map(|terms| terms.iter().map(|(term, n)| (*term, f32::from(*n))).collect())
                .collect();
            let similar = Similar::of(documents, &all);
            for document in 0..u32::try_from(texts.len()).unwrap() {
                let found = similar.nearest(document, 3);
                let mut expected: Vec<(u32, f32)> = (0..u32::try_from(texts.len()).unwrap())
                    .filter(|other| *other != document)
                    .map(|other| (other, cosine(similar.vectors.get(document), similar.vectors.get(other))))
                    .filter(|(_, cosine)| *cosine > 0.0)
                    .collect();
                expected.sort_unstable_by(heavier);
                expected.truncate(3);
                let found: Vec<(u32, f32)> = found.iter().map(|n| (n.document, n.similarity)).collect();
                prop_assert_eq!(found.len(), expected.len());
                for (found, expected) in found.iter().zip(&expected) {
                    prop_assert_eq!(found.0, expected.0);
                    prop_assert!((found.1 - expected.1.min(1.0)).abs() < 1e-6);
                }
            }
        }
    }
}
