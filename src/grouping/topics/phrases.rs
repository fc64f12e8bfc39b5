//! Key phrases of one record: what its title and abstract name again and again.
//!
//! In: the words of a title and an abstract. Out: [`Candidate`]s with their evidence. Never: the choice of topics, which
//! needs the whole library.
//!
//! 1. Runs of words without function words or punctuation give phrases of one to four words.
//! 2. "Long form (ABBR)" in the text makes the long form a phrase, and each ABBR counts for it.
//! 3. Each phrase's evidence is summed up: in the title, times in the abstract, defined.

use super::definitions::{Definition, definitions};
use crate::grouping::Why;
use crate::grouping::context::number;
use crate::record::{AbstractSection, Record};
use crate::text::hash::ByHash;
use crate::text::terms::stop::Weight;
use crate::text::terms::tokens::{self, Chain, Token, Tokenizer};

/// How many records have a phrase, by the hash of its words.
pub(super) type Counts = ByHash<u32>;

/// The longest phrase, in words.
const LONGEST: usize = 4;

/// A phrase of a record with its evidence.
#[derive(Clone, Copy, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one piece of evidence, and any of them may hold"
)]
pub(super) struct Candidate {
    /// Of its words in order.
    pub(super) hash: u64,
    /// Where it stands, best spelling: byte range in the text below.
    pub(super) start: u32,
    pub(super) end: u32,
    /// The byte range lies in the title.
    pub(super) spelled_in_title: bool,
    /// Words.
    pub(super) words: u8,
    pub(super) in_title: bool,
    /// Times in the abstract, its abbreviation included.
    pub(super) in_abstract: u16,
    /// The text gives its abbreviation.
    pub(super) defined: bool,
    /// Its only word is broad.
    pub(super) broad: bool,
    /// Wherever it stands, a word beside it goes with it: it may be part of a longer name.
    pub(super) extended: bool,
    /// The word before it and the one behind it, wherever it stands; zero where they differ.
    pub(super) before: u64,
    pub(super) behind: u64,
    /// A single word that neither MeSH nor any author knows for a name.
    pub(super) doubtful: bool,
    /// A heading of MeSH is called so.
    pub(super) heading: bool,
    pub(super) score: f32,
}

/// The words of a record.
pub(super) struct Words<'t> {
    pub(super) title: &'t str,
    pub(super) title_tokens: Vec<Token>,
    pub(super) text: &'t str,
    pub(super) text_tokens: Vec<Token>,
}

/// The main abstract, or its sections one after the other.
pub(super) fn abstract_of(record: &Record) -> std::borrow::Cow<'_, str> {
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

impl<'t> Words<'t> {
    pub(super) fn of(title: &'t str, text: &'t str, tokenizer: &mut Tokenizer) -> Self {
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

/// One occurrence of a phrase.
#[derive(Clone, Copy)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one piece of evidence, and any of them may hold"
)]
struct Seen {
    hash: u64,
    start: u32,
    end: u32,
    title: bool,
    words: u8,
    defined: bool,
    broad: bool,
    extended: bool,
    before: u64,
    behind: u64,
}

/// The phrases of a record that have any evidence worth keeping, or that `known` asks for.
pub(super) fn candidates(words: &Words<'_>, known: &dyn Fn(u64) -> bool) -> Vec<Candidate> {
    let definitions = definitions(words.text, &words.text_tokens);
    let mut seen: Vec<Seen> = Vec::with_capacity(words.text_tokens.len() * 2);
    phrases((words.title, &words.title_tokens), true, &definitions, &mut seen);
    phrases((words.text, &words.text_tokens), false, &definitions, &mut seen);
    defined(words, &definitions, &mut seen);
    seen.sort_unstable_by_key(|seen| (seen.hash, seen.title, seen.start));
    let bare = words.text_tokens.is_empty();
    seen.chunk_by(|a, b| a.hash == b.hash).filter_map(|same| candidate(same, bare, known)).collect()
}

fn phrases(
    (text, tokens): (&str, &[Token]),
    title: bool,
    definitions: &[Definition],
    seen: &mut Vec<Seen>,
) {
    for start in 0..tokens.len() {
        let mut chain = Chain::default();
        let mut content = 0;
        for length in 1..=LONGEST {
            let Some(token) = tokens.get(start + length - 1) else { break };
            let stops = token.weight == Weight::Function
                || (length > 1 && token.gap)
                || definitions.iter().any(|definition| definition.shorts.contains(&token.hash));
            let weak = matches!(token.weight, Weight::Generic | Weight::Number);
            if stops || (length == 1 && weak) {
                break;
            }
            chain = chain.then(token);
            content += usize::from(matches!(
                token.weight,
                Weight::Content | Weight::Broad | Weight::Adjective
            ));
            if matches!(token.weight, Weight::Generic | Weight::Adjective) || content == 0 {
                continue;
            }
            let Some(first) = tokens.get(start) else { break };
            if is_cut((text, tokens), start..start + length) {
                continue;
            }
            let (before, behind) = neighbours(tokens, start..start + length);
            let says = |token: Option<&Token>, weights: &[Weight]| {
                token.is_some_and(|token| weights.contains(&token.weight))
            };
            seen.push(Seen {
                extended: says(before, &[Weight::Content])
                    || says(behind, &[Weight::Content, Weight::Number]),
                before: before.map_or(0, |token| token.signed),
                behind: behind.map_or(0, |token| token.signed),
                hash: chain.hash,
                start: first.start,
                end: token.end,
                title,
                words: u8::try_from(length).unwrap_or(u8::MAX),
                defined: false,
                broad: length == 1 && token.weight == Weight::Broad,
            });
        }
    }
}

/// The words right before and behind a phrase, function words and what punctuation parts from it left out.
fn neighbours(tokens: &[Token], range: std::ops::Range<usize>) -> (Option<&Token>, Option<&Token>) {
    let says = |token: &&Token| token.weight != Weight::Function;
    let gap = tokens.get(range.start).is_none_or(|first| first.gap);
    let before = range.start.checked_sub(1).filter(|_| !gap).and_then(|at| tokens.get(at));
    let behind = tokens.get(range.end).filter(|next| !next.gap);
    (before.filter(says), behind.filter(says))
}

/// Whether a phrase is the beginning of a name that goes on: one as long as phrases are, before a word that says
/// something; two words with a hyphen before another, "high-resolution images"; a word without its number.
fn is_cut((text, tokens): (&str, &[Token]), range: std::ops::Range<usize>) -> bool {
    let Some(next) = tokens.get(range.end).filter(|next| !next.gap) else { return false };
    let tied = || match tokens.get(range.clone()) {
        Some([first, second]) => {
            let between = text.get(first.end as usize..second.start as usize);
            matches!(between, Some("-" | "–" | "‐")) && second.weight != Weight::Number
        }
        _ => false,
    };
    match range.len() {
        LONGEST => next.weight == Weight::Content,
        1 => next.weight == Weight::Number,
        2 => next.weight != Weight::Function && tied(),
        _ => false,
    }
}

/// The occurrences of the long forms: each definition, and each abbreviation elsewhere.
fn defined(words: &Words<'_>, definitions: &[Definition], seen: &mut Vec<Seen>) {
    for definition in definitions {
        let Some(long) = words.text_tokens.get(definition.first..=definition.last) else {
            continue;
        };
        let (Some(first), Some(last)) = (long.first(), long.last()) else { continue };
        let hash = tokens::phrase(long);
        let one = Seen {
            hash,
            start: first.start,
            end: last.end,
            title: false,
            words: u8::try_from(long.len()).unwrap_or(u8::MAX),
            defined: true,
            broad: false,
            extended: false,
            before: 0,
            behind: 0,
        };
        // The phrase itself was seen where it was defined, unless it is longer than phrases are or holds an "of".
        let plain =
            long.len() <= LONGEST && long.iter().all(|token| token.weight != Weight::Function);
        seen.extend((!plain).then_some(one));
        let times = words
            .text_tokens
            .iter()
            .filter(|token| definition.shorts.contains(&token.hash))
            .count();
        seen.extend(std::iter::repeat_n(one, times.saturating_sub(usize::from(!plain))));
        if words.title_tokens.iter().any(|token| definition.shorts.contains(&token.hash)) {
            seen.push(Seen { title: true, ..one });
        }
    }
}

fn candidate(same: &[Seen], bare: bool, known: &dyn Fn(u64) -> bool) -> Option<Candidate> {
    let best = same.first()?;
    let in_title = same.iter().any(|seen| seen.title);
    let times = same.iter().filter(|seen| !seen.title).count();
    let defined = same.iter().any(|seen| seen.defined);
    let worth = in_title || times > 1 || defined || known(best.hash);
    if !worth {
        return None;
    }
    let mut candidate = Candidate {
        hash: best.hash,
        start: best.start,
        end: best.end,
        spelled_in_title: best.title,
        words: best.words,
        in_title,
        in_abstract: u16::try_from(number(times)).unwrap_or(u16::MAX),
        defined,
        broad: best.broad,
        extended: same.iter().all(|seen| seen.extended),
        before: shared(same, |seen| seen.before),
        behind: shared(same, |seen| seen.behind),
        doubtful: false,
        heading: false,
        score: 0.0,
    };
    candidate.score = score(&candidate, bare);
    Some(candidate)
}

/// What all occurrences have alike, else zero.
fn shared(same: &[Seen], of: impl Fn(&Seen) -> u64) -> u64 {
    let first = same.first().map(&of).unwrap_or_default();
    if same.iter().all(|seen| of(seen) == first) { first } else { 0 }
}

/// How surely a phrase is what the record is about. The title weighs most, then how often the abstract comes back to
/// it; of phrases that are equal the longer one says more.
fn score(candidate: &Candidate, bare: bool) -> f32 {
    let times = f32::from(candidate.in_abstract.min(8));
    let title = if candidate.in_title { 4.0 } else { 0.0 };
    let defined = if candidate.defined { 3.0 } else { 0.0 };
    let length = match candidate.words {
        1 if candidate.broad => 0.25,
        1 => 0.5,
        2 => 1.0,
        _ => 1.1,
    };
    let title = if bare { title * 1.5 } else { title };
    (title + times + defined) * length
}

impl Candidate {
    /// Enough evidence for a record by itself, without others of the library that share the phrase.
    pub(super) fn stands_alone(&self) -> bool {
        let times = self.in_abstract;
        match self.words {
            0 => false,
            1 => !self.broad && self.in_title && times >= 2,
            _ => (self.in_title && times >= 1) || (self.defined && times >= 3) || times >= 4,
        }
    }

    /// Enough evidence for a phrase that other records share.
    pub(super) fn stands_shared(&self, bare: bool) -> bool {
        let times = self.in_abstract;
        match self.words {
            0 => false,
            1 => !self.broad && self.in_title && (times >= 2 || bare),
            _ => self.in_title || times >= 2 || self.defined,
        }
    }

    /// Enough evidence for a single word that is a topic of many records already.
    pub(super) fn stands_common(&self) -> bool {
        !self.broad && self.in_title && self.in_abstract >= 1
    }

    /// The reason.
    pub(super) fn why(&self) -> Why {
        Why::Text { title: self.in_title, r#abstract: self.in_abstract }
    }
}
