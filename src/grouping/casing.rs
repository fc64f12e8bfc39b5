//! Names in capitals as a reader would write them: some databases export keywords and journals in capitals only.
//!
//! In: names, and the library's own running text. Out: [`Casing`], which says how a word in capitals is written. Never: a
//! table of subjects; what is an acronym and what a proper name is learnt from the library's titles and abstracts.

use crate::library::Library;
use crate::text::fold::is_shouting;
use crate::text::hash::{ByHash, Hashes, hash};
use crate::text::terms::fold::is_greek_letter;
use crate::text::tsv::rows;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// How the library writes the words that stand in capitals somewhere.
#[derive(Default)]
pub(super) struct Casing {
    /// By the hash of the word in lower case.
    forms: ByHash<String>,
}

/// How often each form of a word was seen.
type Forms = BTreeMap<u64, BTreeMap<String, u32>>;

/// An acronym is rarely longer.
const LONGEST_ACRONYM: usize = 7;

/// What is known of a word or a name in the titles of journals, whatever the library has.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// An acronym that journals' names have and running text seldom.
    Acronym,
    /// A name in capitals.
    Name,
    /// A word that stays small inside a title.
    Small,
}

/// The table, by its words as written and by their letters in lower case.
fn known(word: &str, kind: Known) -> Option<&'static str> {
    static TABLE: LazyLock<BTreeMap<String, (&'static str, Known)>> = LazyLock::new(|| {
        let rows = rows(include_str!("../../data/title-words.tsv"));
        let row = |[word, kind]: [&'static str; 2]| {
            let kind = match kind {
                "acronym" => Known::Acronym,
                "name" => Known::Name,
                _ => Known::Small,
            };
            (word.to_lowercase(), (word, kind))
        };
        rows.map(row).collect()
    });
    TABLE.get(&word.to_lowercase()).filter(|(_, of)| *of == kind).map(|(word, _)| *word)
}

impl Casing {
    /// Learns how the library writes the words of some names.
    pub(super) fn of<'n>(library: &Library, names: impl Iterator<Item = &'n str>) -> Self {
        let mut asked = Hashes::default();
        let mut folded = String::new();
        for name in names {
            asked.extend(words(name).map(|(_, word)| key(word, &mut folded)));
        }
        if asked.is_empty() {
            return Casing::default();
        }
        let count = |mut forms: Forms, article: &crate::library::Article| {
            let record = &article.record;
            if !is_titled(&record.title) {
                seen(&record.title, &asked, &mut forms);
            }
            record.sections.iter().for_each(|section| seen(&section.text, &asked, &mut forms));
            forms
        };
        let forms = library.articles().par_iter().fold(Forms::new, count).reduce(Forms::new, sum);
        let most =
            |(word, forms): (u64, BTreeMap<String, u32>)| Some((word, super::most_used(&forms)?));
        Casing { forms: forms.into_iter().filter_map(most).collect() }
    }

    /// A name in capitals in sentence case. `made` says that capitals mean nothing in it, as in keywords that a machine
    /// made: then a single word is no acronym unless the library writes it so, and hyphens that join words go.
    pub(super) fn sentence(&self, name: &str, made: bool) -> String {
        let single = words(name).count() == 1;
        let mut out = String::with_capacity(name.len());
        for (gap, word) in words(name) {
            let single_letter = word.chars().count() == 1 || last_word(&out) == 1;
            let joint = made && gap == "-" && !single_letter && !has_digit(word);
            out.push_str(if joint { " " } else { gap });
            let lower = made || !single || word.chars().count() > LONGEST_ACRONYM;
            let first = out.is_empty();
            match self.form(word) {
                Some(form) if first => out.push_str(&capitalised(form)),
                Some(form) => out.push_str(form),
                None if has_digit(word) || word.contains('&') || !lower => out.push_str(word),
                None if first => out.push_str(&capitalised(&word.to_lowercase())),
                None => out.push_str(&word.to_lowercase()),
            }
        }
        out.push_str(tail(name));
        out
    }

    /// A name with a capital on each word in sentence case; proper names keep theirs where the library writes them so.
    pub(super) fn untitled(&self, name: &str) -> String {
        let mut out = String::with_capacity(name.len());
        for (gap, word) in words(name) {
            out.push_str(gap);
            let first = out.is_empty();
            let lower = || word.to_lowercase();
            let form = self.form(word);
            if let Some(acronym) = form.filter(|form| form.chars().skip(1).any(char::is_uppercase))
            {
                out.push_str(acronym);
                continue;
            }
            let kept = !is_plain(word) || form == Some(word);
            match (kept, first) {
                (true, true) => out.push_str(&capitalised(word)),
                (true, false) => out.push_str(word),
                (false, true) => out.push_str(&capitalised(&lower())),
                (false, false) => out.push_str(&lower()),
            }
        }
        out.push_str(tail(name));
        out
    }

    /// A title in capitals with a capital on each word that counts, as journals write their names.
    pub(super) fn title(&self, name: &str) -> String {
        let mut out = String::with_capacity(name.len());
        if let Some(known) = known(name, Known::Name).filter(|known| *known == name) {
            return known.to_owned();
        }
        let mut rest = words(name).peekable();
        let single = words(name).count() == 1;
        while let Some((gap, word)) = rest.next() {
            out.push_str(gap);
            let lower = word.to_lowercase();
            // "Series A-Biological Sciences", "Menopause-The Journal": a hyphen begins a name anew.
            let inside = gap == " " && rest.peek().is_none_or(|(next, _)| *next != "-");
            if inside && known(&lower, Known::Small).is_some() {
                out.push_str(&lower);
            } else {
                out.push_str(&self.in_title(word, lower, single));
            }
        }
        out.push_str(tail(name));
        out
    }

    fn in_title<'t>(
        &'t self,
        word: &'t str,
        lower: String,
        single: bool,
    ) -> std::borrow::Cow<'t, str> {
        let form = self.form(word);
        let acronym = form.filter(|form| form.chars().skip(1).any(char::is_uppercase));
        if let Some(acronym) = acronym.or_else(|| known(word, Known::Acronym)) {
            return acronym.into();
        }
        let numbered = lower.trim_start_matches(|c: char| c.is_ascii_digit());
        if numbered.len() < lower.len() && matches!(numbered, "st" | "nd" | "rd" | "th") {
            return lower.into();
        }
        let mute = !lower.contains(['a', 'e', 'i', 'o', 'u', 'y', 'é', 'ä', 'ö', 'ü']);
        // A short name of one word that no text has may be an acronym.
        let unsure = single && form.is_none() && word.chars().count() < LONGEST_ACRONYM;
        match has_digit(word) || word.contains('&') || mute || unsure {
            true => word.into(),
            false => capitalised(&lower).into(),
        }
    }

    fn form(&self, word: &str) -> Option<&str> {
        self.forms.get(&key(word, &mut String::new())).map(String::as_str)
    }
}

fn sum(mut a: Forms, b: Forms) -> Forms {
    for (word, forms) in b {
        let all = a.entry(word).or_default();
        for (form, count) in forms {
            *all.entry(form).or_default() += count;
        }
    }
    a
}

/// Counts the words of running text that are asked for. The first word of a sentence has its capital from there.
fn seen(text: &str, asked: &Hashes, forms: &mut Forms) {
    if is_shouting(text) {
        return;
    }
    let mut folded = String::new();
    for (gap, word) in words(text) {
        let inside = !gap.is_empty() && gap.chars().all(|c| matches!(c, ' ' | '-' | '(' | ','));
        let word_key = key(word, &mut folded);
        if inside && asked.contains(&word_key) {
            *forms.entry(word_key).or_default().entry(word.to_owned()).or_default() += 1;
        }
    }
}

/// The words of a text, each with what stands before it.
fn words(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = rest.find(char::is_alphanumeric)?;
        let (gap, word) = rest.split_at_checked(start)?;
        let end = word_end(word);
        let (word, after) = word.split_at_checked(end)?;
        rest = after;
        Some((gap, word))
    })
}

/// Where a word ends. An ampersand between letters is part of it: "R&D".
fn word_end(word: &str) -> usize {
    let mut chars = word.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
        if !(c.is_alphanumeric() || matches!(c, '\'' | '’') || c == '&' && next) {
            return at;
        }
    }
    word.len()
}

/// What stands after the last word.
fn tail(text: &str) -> &str {
    let end = text.rfind(char::is_alphanumeric).and_then(|at| text.get(at..)).unwrap_or(text);
    let word = end.chars().next().filter(|c| c.is_alphanumeric()).map_or(0, char::len_utf8);
    end.get(word..).unwrap_or_default()
}

fn last_word(text: &str) -> usize {
    text.chars().rev().take_while(|c| c.is_alphanumeric()).count()
}

fn key(word: &str, folded: &mut String) -> u64 {
    folded.clear();
    folded.extend(word.chars().flat_map(char::to_lowercase));
    hash(folded.as_bytes())
}

/// A capital and then small letters; so not an acronym, a gene or a single letter.
fn is_plain(word: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next().is_some_and(char::is_uppercase);
    first
        && !chars.as_str().is_empty()
        && chars.all(|c| c.is_lowercase() || matches!(c, '\'' | '’'))
}

fn has_digit(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit())
}

/// Whether most long words of a text begin with a capital.
pub(super) fn is_titled(text: &str) -> bool {
    let long = || text.split_whitespace().skip(1).filter(|word| word.chars().count() > 4);
    let capitals = long().filter(|word| word.starts_with(char::is_uppercase)).count();
    capitals * 5 > long().count() * 3
}

/// With a capital, unless its own letters say otherwise: "mRNA", "p53" and the letter of "β-catenin" stay.
pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return String::new() };
    let symbol =
        first.is_ascii_lowercase() && chars.clone().next().is_some_and(|c| c.is_ascii_digit());
    if symbol || is_greek_letter(word) || chars.clone().any(char::is_uppercase) {
        return word.to_owned();
    }
    // The capital of a ligature is that of its first letter: "ﬁ" makes "Fi".
    let mut capitals = first.to_uppercase();
    let capital = capitals.next();
    capital.into_iter().chain(capitals.flat_map(char::to_lowercase)).chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;

    fn library(title: &str) -> Library {
        let record = Record { title: title.to_owned(), ..Record::default() };
        Library::from_records(vec![record])
    }

    #[test]
    fn capitals_are_kept_where_the_library_writes_them() {
        let library = library("The DNA of Peruvian wombats, and mRNA in Peru's burrows");
        for (name, made, sentence, title) in [
            ("WOMBATS", false, "Wombats", "Wombats"),
            ("DNA-ADDUCTS", true, "DNA adducts", "DNA-Adducts"),
            ("MRNA AND DNA", true, "mRNA and DNA", "mRNA and DNA"),
            (
                "BURROWS IN PERUVIAN DESERTS",
                false,
                "Burrows in Peruvian deserts",
                "Burrows in Peruvian Deserts",
            ),
            ("PRISMA", false, "PRISMA", "PRISMA"),
            ("PRISMA", true, "Prisma", "PRISMA"),
            ("SYRINGOHYDROMYELIA", false, "Syringohydromyelia", "Syringohydromyelia"),
            ("T-CELLS", true, "T-cells", "T-Cells"),
            ("R&D MANAGEMENT", false, "R&D management", "R&D Management"),
            ("AT&T", true, "AT&T", "AT&T"),
            ("IL4 (HUMAN)", false, "IL4 (human)", "IL4 (Human)"),
            (
                "BMC VETERINARY RESEARCH",
                false,
                "Bmc veterinary research",
                "BMC Veterinary Research",
            ),
            (
                "THE JOURNAL OF THE BURROW",
                true,
                "The journal of the burrow",
                "The Journal of the Burrow",
            ),
        ] {
            let casing = Casing::of(&library, [name].into_iter());
            assert_eq!(casing.sentence(name, made), sentence, "{name}");
            assert_eq!(casing.title(name), title, "{name}");
        }
    }

    #[test]
    fn proper_names_keep_their_capitals() {
        let library = library(
            "Wet burrows of the Murray River and other rivers, after the flood of the Murray",
        );
        for (name, plain) in [
            ("Flooded Burrows", "Flooded burrows"),
            ("Murray Valley Fever", "Murray valley fever"),
            ("Fever of the Murray Valley", "Fever of the Murray valley"),
            ("burrow DNA", "Burrow DNA"),
            ("p53", "p53"),
            ("β-catenin", "β-catenin"),
            (".NET Burrows", ".NET burrows"),
            ("ﬁbrosis", "Fibrosis"),
            ("R&D", "R&D"),
            ("HER2+ Burrows", "HER2+ burrows"),
            ("Wombat Fever (Murray)", "Wombat fever (Murray)"),
        ] {
            let casing = Casing::of(&library, [name].into_iter());
            assert_eq!(casing.untitled(name), plain);
        }
    }
}
