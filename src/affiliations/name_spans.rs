//! The named things inside one segment of an address.
//!
//! In: the words of a segment without the places at its end. Out: [`NameSpan`]s with their class. "Department of Physics
//! University of Somewhere" is two pieces though no comma says so. Never: the choice between pieces.

use super::boundaries::next_boundary;
use super::head::{body_at, head};
use super::lexicon::bodies::{Body, body};
use super::lexicon::people::{is_degree, is_role};
use super::lexicon::{Class, Word, is_hospital_name};
use super::places::tokens::Marks;
use super::segment::Segment;
use super::words::{AddressWord, country_at, folded, nameless, slice};
use std::ops::Range;

/// One named thing.
#[derive(Clone)]
pub(super) struct NameSpan {
    /// The words of its name, without a trailing acronym.
    pub(super) words: Range<usize>,
    /// What it is; nothing when no word says so.
    pub(super) class: Option<Class>,
    /// The word that says so.
    pub(super) head: Option<usize>,
    /// Which segment it stands in.
    pub(super) segment: usize,
    /// An acronym by itself.
    pub(super) acronym: bool,
    /// Its name says more than what it is for: "National Institute of …", "Jackson Laboratory", but not "Institute of
    /// Physics" or "School of Medicine".
    pub(super) independent: bool,
    /// Known by its letters or its name.
    pub(super) body: Option<&'static Body>,
    /// In brackets.
    pub(super) aside: bool,
}

/// The pieces of one segment.
pub(super) fn name_spans(items: &[AddressWord], segment: &Segment, at: usize) -> Vec<NameSpan> {
    let mut out = Vec::new();
    let mut rest = segment.words.clone();
    while !rest.is_empty() {
        let cut = rest.start + next_boundary(slice(items, &rest));
        if let Some(piece) = piece(items, rest.start..cut, at, segment) {
            out.push(piece);
        }
        rest.start = cut.max(rest.start + 1);
    }
    out
}

fn piece(
    items: &[AddressWord],
    range: Range<usize>,
    segment: usize,
    of: &Segment,
) -> Option<NameSpan> {
    let range = without_number(items, without_ends(items, range));
    let words = slice(items, &range);
    if is_campus(words) || is_phrase(words) {
        return None;
    }
    if let Some((length, body)) = body_at(words)
        && (length == words.len()
            || body.class == Class::University
            || body.class == Class::Company
            || words.get(length).is_some_and(is_coded))
    {
        let words = range.start..range.start + length;
        return Some(NameSpan {
            head: Some(range.start),
            class: Some(body.class),
            segment,
            acronym: false,
            independent: true,
            body: Some(body),
            aside: of.aside,
            words,
        });
    }
    let range = match head(words) {
        Some(_) => university_alone(items, range),
        None => range,
    };
    let words = slice(items, &range);
    let head = head(words);
    let class = head.and_then(|at| words.get(at)).and_then(|item| item.word.class);
    let bare = is_kind_alone(words) || is_clinic_of(words);
    let class = if bare { class.map(|_| Class::Part) } else { class };
    let class = class.filter(|_| !is_no_name(words));
    let range = without_ends(items, without_acronym(items, range));
    let words = slice(items, &range);
    let first = words.first()?;
    let known = if words.len() > 1 { body(&folded(words)) } else { None };
    let acronym = words.len() == 1 && first.acronym();
    let led = first.word.class.is_some() && words.get(1).is_some_and(AddressWord::links);
    let national = words
        .iter()
        .any(|item| item.word.is(Word::NATIONAL) || item.token.folded.starts_with("ciber"));
    let independent = (!led || national) && !bare || known.is_some();
    let class = known
        .map(|body| body.class)
        .or(class)
        .or_else(|| first.token.folded.starts_with("ciber").then_some(Class::Institute));
    Some(NameSpan {
        head: head.map(|at| range.start + at),
        class,
        segment,
        acronym,
        independent,
        body: known,
        aside: of.aside,
        words: range,
    })
}

/// "Clinic of Internal Medicine": a department of a hospital.
fn is_clinic_of(words: &[AddressWord]) -> bool {
    let [first, second, rest @ ..] = words else { return false };
    let clinic = matches!(
        first.token.folded.as_str(),
        "clinic" | "clinics" | "klinik" | "klinika" | "clinica" | "clinique"
    );
    let fielded = rest.iter().any(|item| item.word.is(Word::FIELD) && item.word.class.is_none());
    clinic && second.links() && fielded && !rest.iter().any(|item| item.word.class.is_some())
}

/// "University Hospital", "Eye Clinic", "Research Center": a kind of place, and no name.
fn is_kind_alone(words: &[AddressWord]) -> bool {
    words.len() <= 3
        && !matches!(words, [one] if is_hospital_name(&one.token.folded))
        && words.iter().any(|item| item.word.class.is_some_and(|class| class != Class::Company))
        && nameless(words)
        && !words.iter().all(|item| item.word.class == Some(Class::University))
        && !(words.len() >= 2
            && words.iter().any(|item| item.word.class == Some(Class::University))
            && !words.iter().any(|item| item.word.class == Some(Class::Hospital)))
}

/// "Ltd", "Netherlands B.V.", "Deemed to be University": what stands apart from the name that it belongs to.
fn is_no_name(words: &[AddressWord]) -> bool {
    let named = words.iter().take_while(|item| !item.word.is(Word::LEGAL)).count();
    let legal =
        named < words.len() && words.iter().skip(named).all(|item| item.word.is(Word::LEGAL));
    let before = words.get(..named).unwrap_or_default();
    // "1056 AB": a postal code.
    let numbers = before.iter().all(AddressWord::is_number);
    let place = || country_at(before).is_some();
    legal && (numbers || place()) || words.first().is_some_and(|item| item.token.folded == "deemed")
}

/// "University Campus": where something lies, and no name.
fn is_campus(words: &[AddressWord]) -> bool {
    words.iter().any(|item| item.token.folded == "campus")
        && words
            .iter()
            .all(|item| item.word.class == Some(Class::University) || item.token.folded == "campus")
}

/// "a Quux venture", "A Joint Initiative of …", "member of the …", "B.Sc. in Botany": what something or somebody is, and no
/// name.
fn is_phrase(words: &[AddressWord]) -> bool {
    const NOUNS: &[&str] = &[
        "affiliate",
        "company",
        "cooperation",
        "division",
        "initiative",
        "joint",
        "member",
        "part",
        "partner",
        "partnership",
        "subsidiary",
        "unit",
        "venture",
    ];
    let [first, second, ..] = words else { return false };
    let noun = |item: &AddressWord| NOUNS.contains(&item.token.folded.as_str());
    let article = matches!(first.token.folded.as_str(), "a" | "an");
    let small = words.last().is_some_and(|last| !last.token.capital && noun(last));
    let degree = is_degree(&first.token.folded) && second.token.folded == "in";
    let person = is_role(&first.token.folded) && second.links()
        || matches!(first.token.folded.as_str(), "he" | "she" | "they" | "who" | "is" | "are")
            && !first.token.upper;
    person
        || article && (!first.token.capital && small || noun(second))
        || noun(first) && !first.token.upper && second.token.folded == "of"
        || degree
}

/// "QXU CH-1211 Mudville", "QXU GPO Box 1600": what stands between a name and a code.
fn is_coded(item: &AddressWord) -> bool {
    item.token.digits > 2
        || matches!(item.token.folded.as_str(), "ch" | "gpo" | "po" | "pob" | "box" | "umr" | "upr")
}

/// "30076Quux College", "CT 06510 Quux University": without a postal code before the name.
fn without_number(items: &[AddressWord], mut range: Range<usize>) -> Range<usize> {
    let words = slice(items, &range);
    let code =
        words.first().is_some_and(|first| first.token.upper && first.token.folded.len() <= 2);
    let numbers = words.iter().skip(usize::from(code)).take_while(|item| item.is_number()).count();
    let number =
        words.get(usize::from(code)).filter(|item| item.token.digits >= 4 && item.is_number());
    let next = words.get(usize::from(code) + numbers);
    if number.is_some() && next.is_some_and(|next| next.token.capital) {
        range.start += usize::from(code) + numbers;
    }
    range
}

/// Without prepositions and "and" at the ends.
fn without_ends(items: &[AddressWord], mut range: Range<usize>) -> Range<usize> {
    let loose = |at: usize| {
        items.get(at).is_some_and(|item| {
            item.word.is(Word::AND)
                || matches!(
                    item.token.folded.as_str(),
                    "of" | "the"
                        | "at"
                        | "in"
                        | "from"
                        | "for"
                        | "der"
                        | "des"
                        | "dem"
                        | "del"
                        | "della"
                        | "an"
                ) && !(item.token.upper && item.token.folded.len() > 1)
        })
    };
    while !range.is_empty() && loose(range.start) {
        range.start += 1;
    }
    // "Quux I": the first of its name.
    let first =
        |at: usize| items.get(at).is_some_and(|item| item.token.upper && item.token.folded == "i");
    while !range.is_empty() && loose(range.end - 1) && !first(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// "Emory University School of Medicine" is Emory University.
fn university_alone(items: &[AddressWord], range: Range<usize>) -> Range<usize> {
    let words = slice(items, &range);
    let Some(at) = words.iter().position(|item| item.word.class == Some(Class::University)) else {
        return range;
    };
    let found = words.iter().enumerate().skip(at + 1).find(|(_, item)| {
        matches!(item.word.class, Some(Class::School | Class::Part | Class::College))
    });
    let Some((part, item)) = found else { return range };
    let before = words.get(part.wrapping_sub(1));
    if item.word.class == Some(Class::College)
        && part == at + 1
        && !words.get(part + 1).is_some_and(AddressWord::links)
        || before.is_some_and(|item| item.links() || item.word.is(Word::AND))
    {
        return range;
    }
    let mut end = part;
    // "Medical School", "Graduate School", "Business School".
    while end > at + 1
        && words.get(end - 1).is_some_and(|item| {
            item.word.is(Word::MODIFIER)
                || item.word.is(Word::FIELD)
                || item.word.is(Word::AND)
                || matches!(item.token.folded.as_str(), "dental" | "business")
        })
    {
        end -= 1;
    }
    range.start..range.start + end
}

/// Without an acronym after a longer name: "University of Somewhere UOS", "University of Somewhere UO-S".
fn without_acronym(items: &[AddressWord], range: Range<usize>) -> Range<usize> {
    let words = slice(items, &range);
    let mut end = words.len();
    loop {
        let Some(last) = end.checked_sub(1).and_then(|at| words.get(at)) else { return range };
        if !last.acronym() {
            return range;
        }
        end -= 1;
        if !last.token.before.has(Marks::GLUED) {
            break;
        }
    }
    let rest = words.get(..end).unwrap_or_default();
    let longer =
        rest.iter().filter(|item| item.token.folded.len() > 3 && !item.token.upper).count() >= 2;
    let named = rest.iter().any(|item| item.word.class.is_some());
    if longer && named && !rest.last().is_some_and(AddressWord::links) {
        range.start..range.start + end
    } else {
        range
    }
}
