//! The curator's rules: which articles a topic's profile asks for.
//!
//! In: the lists `any all not mesh keywords journals` of the profiles, and the tree of MeSH, when there is one. Out:
//! [`Rules`], which say of a record whether it meets a profile and why. All phrases of all profiles are looked for in one
//! pass over the words. Never: topics without a profile.
//!
//! A record meets a profile when one of `any` and every one of `all` occurs in its title, abstract or keywords and none
//! of `not` does; or when it has one of `mesh` (or, with the tree, a heading below it), `keywords` or `journals`, and none
//! of `not`. The articles that a profile names itself (`articles`, `pinned`) belong to it whatever its rules say.

use super::mesh::natural_order;
use crate::content::Profile;
use crate::diag::{Diagnostic, codes};
use crate::grouping::why::{self, Field};
use crate::record::Record;
use crate::text::fold::fold_name;
use crate::text::hash::{ByHash, hash};
use crate::text::terms::fold::fold_word;
use crate::text::terms::singular::singular;
use crate::text::terms::tokens::{self, Token, tokenize};
use crate::vocabularies::{Mesh, words};
use std::collections::{BTreeMap, BTreeSet};

/// What a profile answers for a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// It belongs, for this reason.
    In(why::Rule),
    /// A phrase of `not` keeps it out, whatever other source names the topic.
    Out,
}

/// One word of a phrase.
enum Part {
    Word(u64),
    /// A word with a sign; without one it is met whatever sign follows it.
    Signed(u64),
    Stem(Vec<u8>),
}

/// A phrase of the rules.
struct Phrase {
    text: String,
    parts: Vec<Part>,
}

/// One profile's rules, by places of phrases.
struct Rule {
    profile: usize,
    any: Vec<usize>,
    all: Vec<usize>,
    not: Vec<usize>,
    mesh: BTreeMap<String, String>,
    /// Headings below those of `mesh`, with the heading of the rule.
    narrower: BTreeMap<String, String>,
    keywords: BTreeMap<String, String>,
    journals: BTreeMap<String, String>,
}

/// All profiles' rules.
#[derive(Default)]
pub(super) struct Rules {
    phrases: Vec<Phrase>,
    by_first_word: ByHash<Vec<usize>>,
    by_first_stem: Vec<usize>,
    profiles: Vec<Rule>,
}

impl Rules {
    /// Compiles the profiles' lists. A phrase without a letter or digit is reported.
    pub(super) fn of<'a>(
        profiles: impl Iterator<Item = (usize, &'a Profile)>,
        mesh: Option<&Mesh>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut rules = Rules::default();
        for (profile, written) in profiles {
            let mut phrases = |key: &str| {
                let mut places = Vec::new();
                for text in written.list(key) {
                    match phrase(text) {
                        Some(phrase) => places.push(rules.add(phrase)),
                        None => diagnostics.push(wordless(written, key, text)),
                    }
                }
                places
            };
            let (any, all, not) = (phrases("any"), phrases("all"), phrases("not"));
            let names = |key: &str, fold: &dyn Fn(&str) -> String| {
                written.list(key).iter().map(|name| (fold(name), name.clone())).collect()
            };
            let heading = |name: &str| tokens::key(&natural_order(name));
            let mut narrower = BTreeMap::new();
            if let Some(mesh) = mesh.filter(|_| !written.list("mesh").is_empty()) {
                let tree = Tree::of(mesh, written.list("mesh"));
                for name in written.list("mesh") {
                    match tree.below(&heading(name)) {
                        Some(below) => {
                            narrower.extend(below.map(|folded| (folded, name.clone())));
                        }
                        None => diagnostics.push(unknown_heading(written, name)),
                    }
                }
            }
            let rule = Rule {
                narrower,
                profile,
                any,
                all,
                not,
                mesh: names("mesh", &heading),
                keywords: names("keywords", &tokens::key),
                journals: names("journals", &fold_name),
            };
            rules.profiles.push(rule);
        }
        rules
    }

    fn add(&mut self, phrase: Phrase) -> usize {
        let place = self.phrases.len();
        match phrase.parts.first() {
            Some(Part::Word(hash)) => self.by_first_word.entry(*hash).or_default().push(place),
            _ => self.by_first_stem.push(place),
        }
        self.phrases.push(phrase);
        place
    }

    /// The answers for a record, by profile; profiles that have none are left out.
    pub(super) fn answers(
        &self,
        record: &Record,
        words: &super::phrases::Words<'_>,
    ) -> Vec<(usize, Answer)> {
        if self.profiles.is_empty() {
            return Vec::new();
        }
        let mut found: BTreeMap<usize, Field> = BTreeMap::new();
        self.find(words.title, &words.title_tokens, Field::Title, &mut found);
        self.find(words.text, &words.text_tokens, Field::Abstract, &mut found);
        let mut keyword = Vec::new();
        for entry in &record.keywords {
            keyword.clear();
            tokenize(&entry.text, &mut keyword);
            self.find(&entry.text, &keyword, Field::Keyword, &mut found);
        }
        let names = Names::of(record);
        self.profiles
            .iter()
            .filter_map(|rule| Some((rule.profile, rule.answer(&found, &self.phrases, &names)?)))
            .collect()
    }

    /// The first field in which each phrase occurs.
    fn find(&self, text: &str, tokens: &[Token], field: Field, found: &mut BTreeMap<usize, Field>) {
        for (at, token) in tokens.iter().enumerate() {
            let by_word = self.by_first_word.get(&token.hash).into_iter().flatten();
            for place in by_word.chain(&self.by_first_stem) {
                let here = tokens.get(at..).unwrap_or_default();
                let phrase = self.phrases.get(*place);
                if phrase.is_some_and(|phrase| phrase.starts(text, here)) {
                    found.entry(*place).or_insert(field);
                }
            }
        }
    }
}

fn phrase(text: &str) -> Option<Phrase> {
    let mut parts = Vec::new();
    let mut found = Vec::new();
    tokenize(text, &mut found);
    let mut folded = Vec::new();
    for token in &found {
        let starred = text.get(token.end as usize..).is_some_and(|rest| rest.starts_with('*'));
        fold_word(token.text(text), &mut folded);
        if starred {
            parts.push(Part::Stem(folded.clone()));
        } else if token.signed != token.hash {
            parts.push(Part::Signed(token.signed));
        } else {
            singular(&mut folded);
            parts.push(Part::Word(hash(&folded)));
        }
    }
    (!parts.is_empty()).then(|| Phrase { text: text.to_owned(), parts })
}

/// The headings that rules name, by folded names.
struct Tree<'m> {
    mesh: &'m Mesh,
    /// Preferred names and entry terms.
    by_name: BTreeMap<String, u32>,
}

impl<'m> Tree<'m> {
    fn of(mesh: &'m Mesh, names: &[String]) -> Self {
        let fold = |name: &str| tokens::key(&natural_order(name));
        let asked: BTreeSet<u64> =
            names.iter().flat_map(|name| words(name)).map(tokens::phrase_hash).collect();
        let known = mesh.known(|| (), |(), word| asked.contains(&tokens::phrase_hash(word)));
        let mut by_name = BTreeMap::new();
        // A heading's own name is surer than another's entry term.
        for term in known.iter().filter(|term| term.name).chain(known.iter().filter(|t| !t.name)) {
            by_name.entry(fold(&term.text)).or_insert(term.place);
        }
        Tree { mesh, by_name }
    }

    /// The folded names of a heading and of all below it.
    fn below(&self, folded: &str) -> Option<impl Iterator<Item = String> + '_> {
        let place = self.by_name.get(folded)?;
        let all = self.mesh.with_descendants(*place).into_iter();
        Some(all.map(|place| tokens::key(&natural_order(&self.mesh.name(place)))))
    }
}

fn unknown_heading(profile: &Profile, name: &str) -> Diagnostic {
    Diagnostic::new(&codes::UNUSED_SETTING, format!("“{name}” in “mesh” is no heading of MeSH"))
        .at(profile.place.clone())
        .done("looked for records that have exactly this heading")
        .help("write the heading as PubMed prints it")
}

fn wordless(profile: &Profile, key: &str, text: &str) -> Diagnostic {
    Diagnostic::new(&codes::UNUSED_SETTING, format!("“{text}” in “{key}” holds no word"))
        .at(profile.place.clone())
        .done("left this phrase out")
        .help("write the words to look for, with * after a stem")
}

impl Phrase {
    /// Whether the phrase stands at the beginning of these words, without punctuation inside.
    fn starts(&self, text: &str, tokens: &[Token]) -> bool {
        let mut folded = Vec::new();
        tokens.len() >= self.parts.len()
            && self.parts.iter().zip(tokens).enumerate().all(|(at, (part, token))| {
                (at == 0 || !token.gap)
                    && match part {
                        Part::Word(hash) => *hash == token.hash,
                        Part::Signed(hash) => *hash == token.signed,
                        Part::Stem(stem) => {
                            fold_word(token.text(text), &mut folded);
                            folded.starts_with(stem)
                        }
                    }
            })
    }
}

/// The names of a record that are matched whole.
struct Names {
    mesh: BTreeSet<String>,
    /// Folded, and in natural order.
    written: BTreeMap<String, String>,
    keywords: BTreeSet<String>,
    journals: BTreeSet<String>,
}

impl Names {
    fn of(record: &Record) -> Self {
        let journal = record.journal.as_ref();
        let journals = journal.into_iter().flat_map(|j| [&j.abbreviation, &j.title]).flatten();
        let natural = record.mesh.iter().map(|heading| natural_order(&heading.descriptor));
        Names {
            written: natural.map(|name| (tokens::key(&name), name)).collect(),
            mesh: record.mesh.iter().map(|m| tokens::key(&natural_order(&m.descriptor))).collect(),
            keywords: record.keywords.iter().map(|k| tokens::key(&k.text)).collect(),
            journals: journals.map(|name| fold_name(name)).collect(),
        }
    }
}

impl Rule {
    fn answer(
        &self,
        found: &BTreeMap<usize, Field>,
        phrases: &[Phrase],
        names: &Names,
    ) -> Option<Answer> {
        if self.not.iter().any(|place| found.contains_key(place)) {
            return Some(Answer::Out);
        }
        if let Some(reason) = self.by_phrases(found, phrases) {
            return Some(Answer::In(reason));
        }
        let whole = |rules: &BTreeMap<String, String>, have: &BTreeSet<String>| {
            let met = rules.iter().find(|(folded, _)| have.contains(*folded));
            met.map(|(_, name)| Box::from(name.as_str()))
        };
        let below = || {
            let heading =
                names.written.iter().find(|(folded, _)| self.narrower.contains_key(*folded));
            let (folded, natural) = heading?;
            let above = self.narrower.get(folded)?;
            let (heading, above) = (natural.as_str().into(), above.as_str().into());
            Some(why::Rule::HeadingBelow { heading, above })
        };
        whole(&self.mesh, &names.mesh)
            .map(why::Rule::Heading)
            .or_else(below)
            .or_else(|| whole(&self.keywords, &names.keywords).map(why::Rule::Keyword))
            .or_else(|| whole(&self.journals, &names.journals).map(why::Rule::Journal))
            .map(Answer::In)
    }

    fn by_phrases(&self, found: &BTreeMap<usize, Field>, phrases: &[Phrase]) -> Option<why::Rule> {
        let quote = |place: &usize, field: Field| {
            let text = phrases.get(*place).map_or("", |phrase| phrase.text.as_str());
            (Box::from(text), field)
        };
        // Of several phrases the one in the title is the best reason.
        let any = self.any.iter().filter_map(|place| Some((*found.get(place)?, place))).min();
        let all: Option<Vec<(Box<str>, Field)>> =
            self.all.iter().map(|place| Some(quote(place, *found.get(place)?))).collect();
        let all = all?;
        let met = any.is_some() || (self.any.is_empty() && !all.is_empty());
        let first = any.map(|(field, place)| quote(place, field));
        met.then(|| why::Rule::Phrases(first.into_iter().chain(all).collect()))
    }
}
