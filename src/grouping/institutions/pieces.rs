//! The named things inside one segment of an address.
//!
//! In: the words of a segment without the places at its end. Out: [`Piece`]s with their class. "Department of Physics
//! University of Somewhere" is two pieces though no comma says so. Never: the choice between pieces.

use super::choose::is_legal_form;
use super::items::{Item, city_at, country_at, folded};
use super::lexicon::bodies::{Body, body};
use super::lexicon::{Class, Word, is_hospital_name};
use super::segments::{Segment, nameless, slice};
use crate::grouping::places::tokens::Marks;
use std::ops::Range;

/// One named thing.
#[derive(Clone)]
pub(super) struct Piece {
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
pub(super) fn pieces(items: &[Item], segment: &Segment, at: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut rest = segment.words.clone();
    while !rest.is_empty() {
        let cut = rest.start + next_cut(slice(items, &rest));
        if let Some(piece) = piece(items, rest.start..cut, at, segment) {
            out.push(piece);
        }
        rest.start = cut.max(rest.start + 1);
    }
    out
}

/// How many words the first piece takes.
fn next_cut(words: &[Item]) -> usize {
    (1..words.len()).find(|at| joins(words, *at) || begins(words, *at)).unwrap_or(words.len())
}

/// "A University and B Hospital": both sides name an organisation.
fn joins(words: &[Item], at: usize) -> bool {
    let (left, right) = words.split_at_checked(at).unwrap_or((words, &[]));
    let Some(first) = right.first() else { return false };
    let slash = first.token.before.has(Marks::SLASH);
    if !first.word.is(Word::AND) && !slash {
        return false;
    }
    let right = if slash { right } else { right.get(1..).unwrap_or_default() };
    let strong = |words: &[Item]| head_class(words).is_some_and(|class| class != Class::Part);
    // "School of Food Science and Technology Quux University": the list of fields goes on.
    if !slash
        && right.first().is_some_and(|item| item.word.is(Word::FIELD) && item.word.class.is_none())
    {
        return false;
    }
    // "Polytechnic Institute and State University": what follows is no name of its own.
    let own = slash
        || right.iter().take_while(|item| item.word.class.is_none() || item.links()).any(|item| {
            item.token.capital
                && !item.word.is(Word::MODIFIER)
                && !item.word.is(Word::FIELD)
                && !item.links()
        })
        || right.first().is_some_and(|item| item.word.class.is_some()) && right.len() > 1;
    strong(left) && strong(right) && ends_whole(left) && own
}

/// The last word before "and" must not leave a title hanging: "College of Physicians and Surgeons of …".
fn ends_whole(left: &[Item]) -> bool {
    let classed = left.iter().rposition(|item| item.word.class.is_some()).unwrap_or_default();
    let after = left.get(classed + 1..).unwrap_or_default();
    after.len() != 1 || city_at(after).is_some()
}

/// Whether a new name begins here without a comma.
fn begins(words: &[Item], at: usize) -> bool {
    let (Some(item), Some(before)) =
        (words.get(at), at.checked_sub(1).and_then(|at| words.get(at)))
    else {
        return false;
    };
    if item.token.before.has(Marks::GLUED) {
        return false;
    }
    let link = before.links() || before.word.is(Word::AND);
    let left = words.get(..at).unwrap_or_default();
    // "Universidad Politécnica de Quux", "Technische Hochschule": two words for one kind.
    if item.word.class == Some(Class::University)
        && item.token.folded != before.token.folded
        && left.iter().all(is_university_word)
    {
        return false;
    }
    if after_legal_form(left, item) {
        return true;
    }
    let right = words.get(at..).unwrap_or_default();
    let of_next = words.get(at + 1).is_some_and(Item::links);
    let left_class = head_class(left);
    if left_class.is_some()
        && left.len() > 1
        && body_at(right).is_some()
        && !(link && before.token.folded != "at" && before.token.folded != "the")
    {
        return true;
    }
    let tied = link && before.token.folded != "of" && !before.word.is(Word::AND);
    let at_end = before.token.folded == "at" && !before.token.capital;
    let at_the = before.token.folded == "the"
        && left.iter().rev().nth(1).is_some_and(|item| item.token.folded == "at");
    if at > 1 && (at_end || at_the) && item.word.class == Some(Class::University) && of_next {
        return true;
    }
    let ahead = right
        .iter()
        .take_while(|item| {
            item.word.class.is_none()
                && (item.word.is(Word::MODIFIER) || at_end && item.token.capital && !item.links())
        })
        .count();
    if tied
        && ahead <= if at_end { 3 } else { 2 }
        && right.get(ahead).is_some_and(|item| {
            item.word.class == Some(Class::University)
                || at_end && item.word.class == Some(Class::Hospital)
        })
        && (matches!(
            left_class,
            Some(Class::Part | Class::School | Class::College | Class::Institute | Class::Centre)
        ) || at_end && at > 1 && left_class.is_none())
    {
        return true;
    }
    match item.word.class {
        // "… University of Somewhere": always a name of its own, whatever stands before, unless tied to it.
        Some(Class::University) if of_next && !link => {
            left.iter().any(|item| item.word.class.is_some()) && !tail_is_modifier(left)
        }
        Some(Class::University) if of_next && link => {
            matches!(
                left_class,
                Some(
                    Class::Part | Class::School | Class::College | Class::Institute | Class::Centre
                )
            ) && (before.token.folded != "of" || item.word.leads)
        }
        Some(Class::University) if item.word.leads && left_class.is_some() => {
            !before.word.is(Word::MODIFIER)
                && (!link
                    || matches!(left_class, Some(Class::Part | Class::School | Class::Institute)))
                && before.word.class != Some(Class::Hospital)
        }
        Some(class) if item.word.leads && left_class.is_some() && !link && class != Class::Part => {
            !before.word.is(Word::MODIFIER) && before.word.class.is_none() && right.len() > 1
        }
        Some(Class::Part | Class::School | Class::College | Class::Institute | Class::Centre)
            if of_next && !link =>
        {
            left_class.is_some()
                && !before.word.is(Word::MODIFIER)
                && before.word.class != Some(Class::University)
                || before.word.class == Some(Class::University)
                    && !matches!(item.word.class, Some(Class::Institute | Class::Centre))
        }
        // "… Medicine Graduate School of Medicine": the modifier belongs to what follows.
        None if item.word.is(Word::MODIFIER) && !link && item.token.capital => {
            let next = words.get(at + 1).and_then(|next| next.word.class);
            let part = matches!(next, Some(Class::School | Class::Part | Class::College));
            let of = words.get(at + 2).is_some_and(Item::links);
            let ended = before.word.is(Word::FIELD)
                || before.word.class.is_some_and(|class| class != Class::University);
            part && of && ended && left_class.is_some() || after_name(words, at, left_class)
        }
        // "… Vascular Department University Hospital of Quux".
        Some(Class::University | Class::Hospital)
            if before.word.class == Some(Class::Part) && left.len() > 1 && !link =>
        {
            true
        }
        // "… of Intensive Care Medicine University College Quux".
        Some(Class::University)
            if before.word.is(Word::FIELD)
                && inside_another(left_class)
                && words.get(at + 1).is_some_and(|next| {
                    matches!(next.word.class, Some(Class::Hospital | Class::College))
                }) =>
        {
            true
        }
        None | Some(_) => after_name(words, at, left_class),
    }
}

fn is_university_word(item: &Item) -> bool {
    item.word.class == Some(Class::University) || item.word.is(Word::MODIFIER)
}

/// "Quux S.r.l. Mudville", "Quux Co. Ltd. Research Center": a company's name ends with its legal form.
fn after_legal_form(left: &[Item], item: &Item) -> bool {
    let ended = left.last().is_some_and(|last| {
        last.word.class == Some(Class::Company) && is_legal_form(&last.token.folded)
    });
    let legal = item.word.class == Some(Class::Company) || item.token.folded == "co";
    ended && left.len() > 1 && !legal && !item.links() && !item.word.is(Word::AND)
}

fn tail_is_modifier(left: &[Item]) -> bool {
    left.last().is_some_and(|last| {
        last.word.is(Word::MODIFIER) && !last.word.is(Word::FIELD) && last.word.class.is_none()
    })
}

/// "Department of Chemistry Stanford University", "Brain Centre Quux University", "Institute of Physics the Quux Academy":
/// the name begins after the last field of study, after the word that ends the name before, or with "the".
fn after_name(words: &[Item], at: usize, left: Option<Class>) -> bool {
    let (Some(item), Some(before)) =
        (words.get(at), at.checked_sub(1).and_then(|at| words.get(at)))
    else {
        return false;
    };
    let Some(left) = left else { return false };
    if before.links() || before.word.is(Word::AND) || item.word.is(Word::AND) {
        return false;
    }
    let right = words.get(at..).unwrap_or_default();
    let starts = item.token.folded == "the"
        || item.token.folded == "national" && item.token.capital && !before.word.is(Word::MODIFIER);
    let closed = before.word.class.is_some() && !starts;
    let fielded = before.word.is(Word::FIELD);
    if !(starts || closed || fielded || left == Class::Part && before.token.capital)
        || item.links() && !starts
    {
        return false;
    }
    let classed = right.iter().position(|item| {
        matches!(
            item.word.class,
            Some(
                Class::University
                    | Class::Hospital
                    | Class::Institute
                    | Class::Body
                    | Class::Company
                    | Class::College
            )
        )
    });
    let Some(classed) = classed else { return false };
    let name = right.get(..classed).unwrap_or_default();
    let named = name.iter().any(|item| {
        item.token.capital
            && item.word.class.is_none()
            && !item.links()
            && !item.word.is(Word::AND)
            && (!item.word.is(Word::MODIFIER) || item.word.is(Word::NATIONAL))
            && !item.word.is(Word::FIELD)
    });
    let plain = !name.iter().any(|item| {
        item.word.is(Word::FIELD) && !starts
            || item.links() && !matches!(item.token.folded.as_str(), "of" | "the" | "de" | "du")
    });
    let trailing = right.get(classed).is_some_and(|item| !item.word.leads);
    if starts {
        return named || right.get(classed).is_some_and(|_| classed <= 2);
    }
    let university =
        right.get(classed).is_some_and(|item| item.word.class == Some(Class::University));
    if closed
        && university
        && trailing
        && classed > 0
        && matches!(
            left,
            Class::Hospital | Class::Centre | Class::Institute | Class::Part | Class::School
        )
        && !name.iter().any(Item::links)
        && item.token.capital
    {
        return true;
    }
    // "School of Medicine and Dentistry Western University": a modifier may be all that the name has.
    let modified =
        classed > 0 && name.iter().all(|item| item.token.capital && item.word.is(Word::MODIFIER));
    if fielded && modified && inside_another(Some(left)) {
        return right.get(classed).is_some_and(|item| {
            matches!(item.word.class, Some(Class::University | Class::College))
        });
    }
    if !named || !plain || !item.token.capital || is_place_of_company(name, right.get(classed)) {
        return false;
    }
    if fielded {
        return inside_another(Some(left));
    }
    // "Brain Centre Quux University": a whole name, then another one; but "Quux University Elbo Hospital" may be one.
    if closed {
        return trailing
            && (left == Class::Part
                || left == Class::School
                || left == Class::Centre
                || name.len() >= 2 && !before.word.leads);
    }
    false
}

/// What lies inside an organisation, or may.
fn inside_another(class: Option<Class>) -> bool {
    matches!(
        class,
        Some(Class::Part | Class::School | Class::Institute | Class::Centre | Class::College)
    )
}

/// "Quux Labs America, Inc": a country before the legal form ends the name and begins none.
fn is_place_of_company(name: &[Item], kind: Option<&Item>) -> bool {
    kind.is_some_and(|kind| kind.word.class == Some(Class::Company)) && country_at(name).is_some()
}

/// A well-known body's name at the beginning of the words, longest first.
fn body_at(words: &[Item]) -> Option<(usize, &'static Body)> {
    let first = words.first()?;
    if first.word.class.is_some() || first.links() {
        return None;
    }
    if first.token.upper && !first.aside {
        let most = words.len().min(2);
        for length in (1..=most).rev() {
            let part = words.get(..length)?;
            if let Some(found) =
                body(&folded(part)).filter(|_| part.iter().all(|item| item.token.capital))
            {
                return Some((length, found));
            }
        }
    }
    None
}

/// The class of the words before the first preposition, by the last word that has one.
fn head_class(words: &[Item]) -> Option<Class> {
    head(words).and_then(|at| words.get(at)).and_then(|item| item.word.class)
}

fn head(words: &[Item]) -> Option<usize> {
    let first = words.iter().position(|item| item.word.class.is_some())?;
    let tied = |item: &Item| {
        item.links() && !matches!(item.token.folded.as_str(), "the" | "la" | "le" | "el" | "al")
    };
    let end = words.iter().position(tied).unwrap_or(words.len());
    let found = words.iter().take(end).rposition(|item| item.word.class.is_some());
    // Of "Universität", "Hospital" and the like, what leads the name says what it is.
    let leads = words.get(first).is_some_and(|item| item.word.leads);
    Some(if leads { first } else { found.unwrap_or(first) })
}

fn piece(items: &[Item], range: Range<usize>, segment: usize, of: &Segment) -> Option<Piece> {
    let range = without_ends(items, range);
    let words = slice(items, &range);
    if is_campus(words) {
        return None;
    }
    if let Some((length, body)) = body_at(words)
        && (length == words.len()
            || body.class == Class::University
            || body.class == Class::Company)
    {
        let words = range.start..range.start + length;
        return Some(Piece {
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
    let bare = is_kind_alone(words);
    let class = if bare { class.map(|_| Class::Part) } else { class };
    let class = class.filter(|_| !is_no_name(words));
    let range = without_ends(items, without_acronym(items, range));
    let words = slice(items, &range);
    let first = words.first()?;
    let known = if words.len() > 1 { body(&folded(words)) } else { None };
    let acronym = words.len() == 1 && first.acronym();
    let led = first.word.class.is_some() && words.get(1).is_some_and(Item::links);
    let national = words
        .iter()
        .any(|item| item.word.is(Word::NATIONAL) || item.token.folded.starts_with("ciber"));
    let independent = (!led || national) && !bare || known.is_some();
    let class = known
        .map(|body| body.class)
        .or(class)
        .or_else(|| first.token.folded.starts_with("ciber").then_some(Class::Institute));
    Some(Piece {
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

/// "University Hospital", "Eye Clinic", "Research Center": a kind of place, and no name.
fn is_kind_alone(words: &[Item]) -> bool {
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
fn is_no_name(words: &[Item]) -> bool {
    let named = words.iter().take_while(|item| !is_legal_form(&item.token.folded)).count();
    let legal = named < words.len()
        && words.iter().skip(named).all(|item| is_legal_form(&item.token.folded));
    let place = || country_at(words.get(..named).unwrap_or_default()).is_some();
    legal && (named == 0 || place())
        || words.first().is_some_and(|item| item.token.folded == "deemed")
}

/// "University Campus": where something lies, and no name.
fn is_campus(words: &[Item]) -> bool {
    words.iter().any(|item| item.token.folded == "campus")
        && words
            .iter()
            .all(|item| item.word.class == Some(Class::University) || item.token.folded == "campus")
}

/// Without prepositions and "and" at the ends.
fn without_ends(items: &[Item], mut range: Range<usize>) -> Range<usize> {
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
    while !range.is_empty() && loose(range.end - 1) {
        range.end -= 1;
    }
    range
}

/// "Emory University School of Medicine" is Emory University.
fn university_alone(items: &[Item], range: Range<usize>) -> Range<usize> {
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
        && !words.get(part + 1).is_some_and(Item::links)
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
fn without_acronym(items: &[Item], range: Range<usize>) -> Range<usize> {
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
    if longer && named && !rest.last().is_some_and(Item::links) {
        range.start..range.start + end
    } else {
        range
    }
}
