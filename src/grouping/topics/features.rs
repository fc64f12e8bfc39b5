//! What speaks for a heading, as numbers.
//!
//! In: [`Facts`] about one heading and one record. Out: [`FEATURES`], each a name and how it is read from the facts. Never:
//! how much each of them weighs, which `data/topic-weights.tsv` says.

use super::neighbour_votes::Use;
use super::stem_sets::{InStemSets, Inside};
use super::vocabulary::Found;

/// What is asked of the neighbours about one heading.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Poll {
    /// Shares of the votes of the nearest five, twelve, thirty and hundred that have it as a main heading.
    pub(super) nearest: f32,
    pub(super) close: f32,
    pub(super) near: f32,
    pub(super) far: f32,
    /// The share of the thirty that have it at all.
    pub(super) any: f32,
    pub(super) most_similar: f32,
    /// Of the hundred, weighed by similarity: whose text names it; and those of them that have it as a main heading.
    pub(super) named: f32,
    pub(super) named_major: f32,
    /// The same of those whose title names it.
    pub(super) titled: f32,
    pub(super) titled_major: f32,
    /// How many of the thirty have it as a main heading.
    pub(super) voters: u32,
}

/// Everything that is known of one heading for one record.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    /// Its terms as they stand.
    pub(super) found: Found,
    /// Its terms in any order, in the title and in sentences of the abstract.
    pub(super) in_title: InStemSets,
    pub(super) in_text: InStemSets,
    /// A term whose words stand somewhere in the record.
    pub(super) inside: Inside,
    /// Headings whose terms stand in the record.
    pub(super) headings: u16,
    /// Records of the library.
    pub(super) library: f32,
    /// An author's keyword is a term of it.
    pub(super) keyword: bool,
    /// The record has no abstract.
    pub(super) bare: bool,
    /// The most times that any heading stands in this abstract.
    pub(super) most_times: u16,
    /// Headings that stand in the title.
    pub(super) titled: u16,
    /// Natural logarithm of the number of records of the library over those that name it.
    pub(super) rarity: f32,
    pub(super) poll: Poll,
    /// The largest share of votes of any candidate.
    pub(super) most_votes: f32,
    pub(super) uses: Use,
    /// Records that may vote.
    pub(super) voters: u32,
    /// The largest and the mean share among the records that have a word of the title.
    pub(super) of_words: (f32, f32),
    /// The same among those whose text names another heading that this one names.
    pub(super) beside: (f32, f32),
    pub(super) tree: Tree,
}

/// What is known of a heading and its neighbours in the tree.
#[derive(Clone, Copy, Debug, Default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is one piece of evidence, and any of them may hold"
)]
pub(super) struct Tree {
    pub(super) categories: u32,
    pub(super) depth: u8,
    /// Headings one step below it.
    pub(super) below: u16,
    /// Where it hangs: letter and number of the second level of the tree, from [`super::tree::branch`].
    pub(super) branches: [u16; 3],
    pub(super) named_below: bool,
    pub(super) titled_below: bool,
    pub(super) named_above: bool,
    pub(super) titled_above: bool,
    pub(super) votes_above: f32,
    pub(super) votes_below: f32,
}

impl Facts {
    fn stands(&self) -> f32 {
        yes(self.found.stands())
    }

    fn title(&self) -> f32 {
        yes(self.found.title > 0)
    }

    fn times(&self) -> f32 {
        f32::from(self.found.text).ln_1p()
    }

    /// Only its words stand there, in another order or apart.
    fn loose(&self) -> f32 {
        yes(!self.found.stands())
    }

    fn within(&self, letter: u8) -> f32 {
        yes(self.tree.categories & (1 << (letter - b'A')) != 0)
    }

    fn major(&self) -> f32 {
        logit((count(self.uses.major) + 0.5) / (count(self.uses.given) + 1.5))
    }

    fn named_major(&self) -> f32 {
        logit((count(self.uses.named_major) + 0.3) / (count(self.uses.named) + 2.0))
    }

    fn titled_share(&self) -> f32 {
        logit((count(self.uses.titled) + 0.5) / (count(self.uses.named_anywhere) + 2.5))
    }

    /// How likely the neighbours that name it have it as a main heading, as a logit.
    fn local(&self) -> f32 {
        let prior = (count(self.uses.named_major) + 0.3) / (count(self.uses.named) + 2.0);
        logit((self.poll.named_major + 0.3 * prior) / (self.poll.named + 0.3))
    }

    fn local_title(&self) -> f32 {
        let prior = (count(self.uses.named_major) + 0.3) / (count(self.uses.named) + 2.0);
        logit((self.poll.titled_major + 0.2 * prior) / (self.poll.titled + 0.2))
    }

    fn common(&self) -> f32 {
        let share = (count(self.uses.major) + 0.5) / (count(self.voters) + 1.0);
        (share.ln() + 7.0).max(-4.0)
    }
}

/// A feature: its name in the table of weights, and how it is read.
pub(super) type Feature = (&'static str, fn(&Facts) -> f32);

/// All features, in the order of the rows.
#[rustfmt::skip]
pub(super) const FEATURES: &[Feature] = &[
    ("bias", |_| 1.0),
    ("title", Facts::title),
    ("title, inside a longer term", |f| yes(f.found.title_nested > 0)),
    ("title, in any order", |f| yes(f.in_title.words > 0)),
    ("title, in any order, not as it stands", |f| f.loose() * f32::from(f.in_title.words.min(3))),
    ("title, by rarity", |f| f.title() * f.rarity),
    ("title, shared with other headings", |f| f.title() * f32::from(f.titled).ln_1p()),
    ("title and abstract", |f| f.title() * yes(f.found.text > 0)),
    ("abstract", |f| yes(f.found.text > 0)),
    ("times", Facts::times),
    ("times inside longer terms", |f| f32::from(f.found.text_nested).ln_1p()),
    ("times, by rarity", |f| f.times() * f.rarity),
    ("times, of the most", |f| f32::from(f.found.text) / f32::from(f.most_times.max(1))),
    ("early in the abstract", |f| yes(f.found.text > 0) * (1.0 - f.found.first)),
    ("last sentence", |f| yes(f.found.last_sentence)),
    ("words of the term", |f| f.stands() * f32::from(f.found.words.min(4))),
    ("several words", |f| f.stands() * yes(f.found.words > 1)),
    ("own name", |f| yes(f.found.by_name)),
    ("meanings", |f| f32::from(f.found.meanings.max(1)).ln()),
    ("inside longer terms only", |f| yes(!f.found.stands() && f.found.title_nested + f.found.text_nested > 0)),
    ("sentences", |f| f32::from(f.in_text.sentences).ln_1p()),
    ("sentences, not as it stands", |f| f.loose() * f32::from(f.in_text.sentences).ln_1p()),
    ("words in a sentence", |f| f32::from(f.in_text.words.min(3))),
    ("words in a sentence, not as they stand", |f| f.loose() * f32::from(f.in_text.words.min(3))),
    ("words far apart only", |f| yes(f.in_text.words == 0 && f.in_title.words == 0) * f.loose()),
    ("words, times", |f| f32::from(f.inside.times).ln_1p()),
    ("words, times, not as they stand", |f| f.loose() * f32::from(f.inside.times).ln_1p()),
    ("words, in the title", |f| f.inside.titled),
    ("words, in the title, not as they stand", |f| f.loose() * f.inside.titled),
    ("words, all in the title", |f| yes(f.inside.titled > 0.99)),
    ("words, rare in the vocabulary", |f| f.inside.rarity / 10.0),
    ("words, rare in the vocabulary, in the title", |f| f.title() * f.inside.rarity / 10.0),
    ("title, early", |f| f.title() * (1.0 - f.found.title_first)),
    ("title, own name", |f| f.title() * yes(f.found.by_name)),
    ("title, several words", |f| f.title() * yes(f.found.words > 1)),
    ("title, depth", |f| f.title() * f32::from(f.tree.depth.min(8)) / 8.0),
    ("title, has narrower", |f| f.title() * yes(f.tree.below > 0)),
    ("title, times", |f| f.title() * f.times()),
    ("times, depth", |f| f.times() * f32::from(f.tree.depth.min(8)) / 8.0),
    ("times, own name", |f| f.times() * yes(f.found.by_name)),
    ("times, several words", |f| f.times() * yes(f.found.words > 1)),
    ("headings of the record", |f| f32::from(f.headings).ln_1p()),
    ("titled when named", |f| f.stands() * f.titled_share()),
    ("titled in the library", |f| ((count(f.uses.titled) + 0.5) / (f.library + 20.0)).ln()),
    ("titled in the library, in the title", |f| f.title() * ((count(f.uses.titled) + 0.5) / (f.library + 20.0)).ln()),
    ("titled in the library, times", |f| f.times() * ((count(f.uses.titled) + 0.5) / (f.library + 20.0)).ln()),
    ("named in the library", |f| f.stands() * f.rarity),
    ("named in the library, square", |f| f.stands() * f.rarity * f.rarity / 10.0),
    ("explained", |f| yes(f.found.explained)),
    ("keyword", |f| yes(f.keyword)),
    ("narrower named", |f| yes(f.tree.named_below)),
    ("narrower in the title", |f| yes(f.tree.titled_below)),
    ("broader named", |f| yes(f.tree.named_above)),
    ("broader in the title", |f| yes(f.tree.titled_above)),
    ("has narrower", |f| yes(f.tree.below > 0)),
    ("number of narrower", |f| f32::from(f.tree.below).ln_1p()),
    ("depth", |f| f32::from(f.tree.depth.min(8)) / 8.0),
    ("depth, not as it stands", |f| f.loose() * f32::from(f.tree.depth.min(8)) / 8.0),
    ("votes of 30, root", |f| f.poll.near.sqrt()),
    ("votes of 30", |f| f.poll.near),
    ("votes of 30, at all", |f| f.poll.any),
    ("votes of 30, any", |f| yes(f.poll.near > 0.0)),
    ("votes of 30, standing", |f| f.stands() * f.poll.near.sqrt()),
    ("votes of 30, in the title", |f| f.title() * f.poll.near.sqrt()),
    ("votes of those that name it", |f| f.stands() * f.local()),
    ("votes of those whose title names it", |f| f.title() * f.local_title()),
    ("votes of those that name it, not as it stands", |f| f.loose() * yes(f.poll.named > 0.0) * f.local()),
    ("votes, of the most", |f| f.poll.near / f.most_votes.max(0.05)),
    ("votes of 5, root", |f| f.poll.nearest.sqrt()),
    ("votes of 100, root", |f| f.poll.far.sqrt()),
    ("most similar", |f| f.poll.most_similar),
    ("votes for a broader one", |f| f.tree.votes_above.sqrt()),
    ("votes for a narrower one", |f| f.tree.votes_below.sqrt()),
    ("common in the library", Facts::common),
    ("main when given", Facts::major),
    ("main when named", |f| f.stands() * f.named_major()),
    ("never given", |f| f.stands() * yes(f.uses.given == 0)),
    ("never given, in the title", |f| f.title() * yes(f.uses.given == 0)),
    ("share of a title's word, most", |f| f.of_words.0),
    ("share of a title's word, mean", |f| f.of_words.1),
    ("share of a named heading, most", |f| f.beside.0),
    ("share of a named heading, mean", |f| f.beside.1),
    ("share of a title's word, mean, root", |f| f.of_words.1.sqrt()),
    ("share of a named heading, mean, root", |f| f.beside.1.sqrt()),
    ("votes of 12, root", |f| f.poll.close.sqrt()),
    ("votes of 12", |f| f.poll.close),
    ("votes of 5", |f| f.poll.nearest),
    ("votes of 100", |f| f.poll.far),
    ("category A", |f| f.within(b'A')),
    ("category B", |f| f.within(b'B')),
    ("category C", |f| f.within(b'C')),
    ("category D", |f| f.within(b'D')),
    ("category E", |f| f.within(b'E')),
    ("category F", |f| f.within(b'F')),
    ("category G", |f| f.within(b'G')),
    ("category H", |f| f.within(b'H')),
    ("category I", |f| f.within(b'I')),
    ("category J", |f| f.within(b'J')),
    ("category K", |f| f.within(b'K')),
    ("category L", |f| f.within(b'L')),
    ("category M", |f| f.within(b'M')),
    ("category N", |f| f.within(b'N')),
    ("category V", |f| f.within(b'V')),
    ("category Z", |f| f.within(b'Z')),
];

/// The row of a heading: features by number, with their values. Behind those of the table stand the branches.
pub(super) fn row(facts: &Facts) -> Vec<(u16, f32)> {
    let mut row: Vec<(u16, f32)> = Vec::with_capacity(48);
    for (at, (_, of)) in (0..).zip(FEATURES) {
        let value = of(facts);
        if value != 0.0 {
            row.push((at, value));
        }
    }
    let first = u16::try_from(FEATURES.len()).unwrap_or_default();
    row.extend(
        facts.tree.branches.iter().filter(|branch| **branch > 0).map(|one| (first + one, 1.0)),
    );
    row
}

/// The names of all features, by number. A branch is named by its tree number: "branch C04".
pub(super) fn names() -> Vec<String> {
    let named = FEATURES.iter().map(|(name, _)| (*name).to_owned());
    let branch = |letter: u8| {
        (0..100).map(move |number| format!("branch {}{number:02}", char::from(letter)))
    };
    named.chain((b'A'..=b'Z').flat_map(branch)).collect()
}

fn yes(holds: bool) -> f32 {
    if holds { 1.0 } else { 0.0 }
}

fn logit(share: f32) -> f32 {
    (share / (1.0 - share)).ln()
}

#[allow(clippy::cast_precision_loss, reason = "a ratio needs no more than a float's digits")]
fn count(number: u32) -> f32 {
    number as f32
}
