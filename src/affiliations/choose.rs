//! Which of the named things of an address are its organisations.
//!
//! In: the pieces of all segments. Out: the organisations, best first, with the reason for each, and what is inside them.
//! Never: places, clustering.

use super::lexicon::people::is_role;
use super::lexicon::{Class, Word};
use super::name_spans::NameSpan;
use super::reason::Reason;
use super::segment::Segment;
use super::words::{AddressWord, city_at, nameless, slice};

/// The organisations, best first, and the parts.
pub(super) struct Chosen<'p> {
    pub(super) organizations: Vec<(&'p NameSpan, Reason)>,
    pub(super) departments: Vec<(&'p NameSpan, Reason)>,
    /// No organisation was named; the best part stands for it.
    pub(super) weak: bool,
}

/// Chooses among the pieces of one address.
pub(super) fn choose<'p>(
    found: &'p [NameSpan],
    items: &[AddressWord],
    segments: &[Segment],
) -> Chosen<'p> {
    let of = |class: Class| found.iter().filter(move |piece| piece.class == Some(class));
    let has = |class: Class| of(class).next().is_some();
    let mut chosen: Vec<&NameSpan> = Vec::new();
    chosen.extend(of(Class::University));
    // A clinic is often a part of the hospital named with it.
    let clinic = |piece: &&NameSpan| {
        piece.head.and_then(|at| items.get(at)).is_some_and(|head| head.token.folded == "clinic")
    };
    chosen.extend(of(Class::Hospital).filter(|piece| !clinic(piece)));
    chosen.extend(of(Class::Hospital).filter(clinic));
    let acronym = found.first().filter(|piece| {
        piece.acronym
            && piece.body.is_none()
            && segments.len() > 2
            && chosen.is_empty()
            && !has(Class::Company)
    });
    chosen.extend(acronym);
    if acronym.is_none() {
        chosen.extend(of(Class::Service).next_back());
        let legal = |piece: &&NameSpan| {
            slice(items, &piece.words).iter().any(|item| item.word.is(Word::LEGAL))
        };
        let lawful = of(Class::Company).any(|piece| legal(&piece));
        chosen.extend(of(Class::Company).filter(|piece| !lawful || legal(piece)));
        let governed = has(Class::University);
        chosen.extend(of(Class::Body).filter(|piece| !governed || piece.independent));
        let under = governed || has(Class::Body);
        let institutes: Vec<&NameSpan> = of(Class::Institute).collect();
        match under {
            true => chosen.extend(institutes.iter().filter(|piece| piece.independent)),
            false => chosen.extend(institutes.last()),
        }
    }
    if !has(Class::University) {
        chosen.extend(of(Class::School).filter(|piece| piece.independent));
        chosen.extend(of(Class::College).filter(|piece| piece.independent));
    }
    for class in [Class::Centre, Class::College, Class::School] {
        if chosen.is_empty() {
            chosen.extend(of(class).next_back());
        }
    }
    let by_name = chosen.is_empty();
    if by_name {
        chosen.extend(fallback(found, items, segments));
    }
    let reason = |piece: &NameSpan| match (piece.body, piece.head.and_then(|head| items.get(head)))
    {
        (Some(body), _) => Reason::Known(body.name),
        (None, Some(head)) => Reason::Word(head.token.folded.clone()),
        (None, _) if piece.acronym && !by_name => Reason::Acronym,
        (None, _) => Reason::OnlyName,
    };
    let departments = found
        .iter()
        .filter(|piece| {
            piece.class.is_some() && !chosen.iter().any(|other| std::ptr::eq(*other, *piece))
        })
        .map(|piece| (piece, reason(piece)))
        .collect();
    // A name without a word for its kind needs a country to stand for itself beside others.
    let placed = segments.iter().any(|segment| segment.country.is_some());
    let weak = chosen.iter().all(|piece| {
        piece.class == Some(Class::Part)
            || by_name && piece.class.is_none() && !placed
            || matches!(piece.class, Some(Class::Centre | Class::College | Class::School))
                && !piece.independent
    });
    let organizations = chosen.iter().map(|piece| (*piece, reason(piece))).collect();
    Chosen { organizations, departments, weak }
}

/// Without any organisation word: the first segment that is neither a part nor a place, else a named laboratory.
fn fallback<'p>(
    found: &'p [NameSpan],
    items: &[AddressWord],
    segments: &[Segment],
) -> Option<&'p NameSpan> {
    let unknown = found.iter().find(|piece| {
        let words = slice(items, &piece.words);
        // What follows a number is a street or a city.
        let street = segments.get(piece.segment).is_some_and(|segment| {
            let number = segment.postal.as_ref().is_some_and(|code| code.end <= piece.words.start);
            segment.street || number && piece.segment > 0
        });
        piece.class.is_none()
            && !piece.aside
            && words.iter().any(is_own)
            && !street
            && !words.iter().any(|item| is_role(&item.token.folded))
            && city_at(words).is_none()
    });
    let part = || found.iter().find(|piece| piece.class == Some(Class::Part) && piece.independent);
    let kind = |piece: &NameSpan| items.get(piece.head?)?.word.class;
    let hospital = || found.iter().find(|piece| kind(piece) == Some(Class::Hospital));
    let inside = |piece: &&NameSpan| piece.class == Some(Class::Part) && !is_division(items, piece);
    hospital().or(unknown).or_else(part).or_else(|| found.iter().find(inside))
}

/// A word that no other organisation's name need have: no field of study, no kind, no preposition, no number.
fn is_own(item: &AddressWord) -> bool {
    item.token.folded.len() > 1
        && !item.is_number()
        && !item.word.sets_any()
        && item.word.class.is_none()
}

/// "Department of Physics", "Departments of Quux and Botany": what any organisation may have, and no name of one.
fn is_division(items: &[AddressWord], piece: &NameSpan) -> bool {
    const WORDS: &[&str] =
        &["dep", "dip", "divi", "secti", "secci", "facul", "facol", "abteil", "clini", "klini"];
    let words = slice(items, &piece.words);
    let division = |item: &AddressWord| {
        item.word.class.is_some() && WORDS.iter().any(|start| item.token.folded.starts_with(start))
    };
    let led = words.first().is_some_and(division) && words.get(1).is_some_and(AddressWord::links);
    let fielded = words.iter().any(|item| item.word.is(Word::FIELD) && item.word.class.is_none());
    let whole = words
        .iter()
        .any(|item| item.word.class.is_some_and(|class| class != Class::Part) && !division(item));
    led && fielded && !whole || nameless(words) && words.iter().any(division)
}
