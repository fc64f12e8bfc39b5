//! Where one named thing ends and the next begins, inside one segment of an address.
//!
//! In: the words of a segment, from the beginning of a thing on. Out: how many of them the thing takes. Never: what the
//! thing is.

use super::head::{body_at, head_class};
use super::lexicon::people::is_role;
use super::lexicon::{Class, Word};
use super::places::tokens::Marks;
use super::words::{AddressWord, city_at, country_at};

/// How many words the first piece takes.
pub(super) fn next_boundary(words: &[AddressWord]) -> usize {
    (1..words.len()).find(|at| joins(words, *at) || begins(words, *at)).unwrap_or(words.len())
}

/// "A University and B Hospital": both sides name an organisation.
fn joins(words: &[AddressWord], at: usize) -> bool {
    let (left, right) = words.split_at_checked(at).unwrap_or((words, &[]));
    let Some(first) = right.first() else { return false };
    let slash = first.token.before.has(Marks::SLASH);
    if !first.word.is(Word::AND) && !slash {
        return false;
    }
    let right = if slash { right } else { right.get(1..).unwrap_or_default() };
    // "Quux University and Professor of …": the next thing is a person's.
    if right.first().is_some_and(|item| is_role(&item.token.folded)) {
        return true;
    }
    let strong =
        |words: &[AddressWord]| head_class(words).is_some_and(|class| class != Class::Part);
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
fn ends_whole(left: &[AddressWord]) -> bool {
    let classed = left.iter().rposition(|item| item.word.class.is_some()).unwrap_or_default();
    let after = left.get(classed + 1..).unwrap_or_default();
    after.len() != 1 || city_at(after).is_some()
}

/// Whether a new name begins here without a comma.
fn begins(words: &[AddressWord], at: usize) -> bool {
    let (Some(item), Some(before)) =
        (words.get(at), at.checked_sub(1).and_then(|at| words.get(at)))
    else {
        return false;
    };
    if item.token.before.has(Marks::GLUED) {
        return false;
    }
    let left = words.get(..at).unwrap_or_default();
    // "Universidad Politécnica de Quux", "Technische Hochschule": two words for one kind.
    if item.word.class == Some(Class::University)
        && item.token.folded != before.token.folded
        && left.iter().all(is_university_word)
    {
        return false;
    }
    let border = Border {
        item,
        before,
        left,
        right: words.get(at..).unwrap_or_default(),
        link: before.links() || before.word.is(Word::AND),
        of_next: words.get(at + 1).is_some_and(AddressWord::links),
        left_class: head_class(left),
    };
    after_legal_form(left, item)
        || border.body_follows()
        || border.home_follows()
        || border.kind_follows(words, at)
}

/// Two words that may belong to two names, with what stands on either side.
struct Border<'a> {
    before: &'a AddressWord,
    item: &'a AddressWord,
    left: &'a [AddressWord],
    right: &'a [AddressWord],
    /// The left word ties the right one to it: "of", "and".
    link: bool,
    /// "University of": the right word is tied to the one behind it.
    of_next: bool,
    /// What the left side is.
    left_class: Option<Class>,
}

impl Border<'_> {
    /// "Institute of Physics CNRS": a body known by its name begins.
    fn body_follows(&self) -> bool {
        let free = !self.link || matches!(self.before.token.folded.as_ref(), "at" | "the");
        self.left_class.is_some() && self.left.len() > 1 && free && body_at(self.right).is_some()
    }

    /// "School of Medicine at X University", "Institute for Y, the University of Z": the university that something is a
    /// part of begins.
    fn home_follows(&self) -> bool {
        let Border { item, before, left, right, link, of_next, left_class } = *self;
        let at = left.len();
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
                    && (item.word.is(Word::MODIFIER)
                        || at_end && item.token.capital && !item.links())
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
                Some(
                    Class::Part | Class::School | Class::College | Class::Institute | Class::Centre
                )
            ) || at_end && at > 1 && left_class.is_none())
        {
            return true;
        }
        false
    }

    /// A word for a kind begins a name, or a name without one begins.
    fn kind_follows(&self, words: &[AddressWord], at: usize) -> bool {
        let Border { item, before, left, right, link, of_next, left_class } = *self;
        match item.word.class {
            // "… University of Somewhere": always a name of its own, whatever stands before, unless tied to it.
            Some(Class::University) if of_next && !link => {
                left.iter().any(|item| item.word.class.is_some()) && !tail_is_modifier(left)
            }
            Some(Class::University) if of_next && link => {
                matches!(
                    left_class,
                    Some(
                        Class::Part
                            | Class::School
                            | Class::College
                            | Class::Institute
                            | Class::Centre
                    )
                ) && (before.token.folded != "of" || item.word.leads)
            }
            Some(Class::University) if item.word.leads && left_class.is_some() => {
                !before.word.is(Word::MODIFIER)
                    && (!link
                        || matches!(
                            left_class,
                            Some(Class::Part | Class::School | Class::Institute)
                        ))
                    && before.word.class != Some(Class::Hospital)
            }
            Some(class)
                if item.word.leads && left_class.is_some() && !link && class != Class::Part =>
            {
                !before.word.is(Word::MODIFIER) && before.word.class.is_none() && right.len() > 1
            }
            Some(
                Class::Part | Class::School | Class::College | Class::Institute | Class::Centre,
            ) if of_next && !link => {
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
                let of = words.get(at + 2).is_some_and(AddressWord::links);
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
}

fn is_university_word(item: &AddressWord) -> bool {
    item.word.class == Some(Class::University) || item.word.is(Word::MODIFIER)
}

/// "Quux S.r.l. Mudville", "Quux Co. Ltd. Research Center": a company's name ends with its legal form.
fn after_legal_form(left: &[AddressWord], item: &AddressWord) -> bool {
    let ended = left
        .last()
        .is_some_and(|last| last.word.class == Some(Class::Company) && last.word.is(Word::LEGAL));
    let legal = item.word.class == Some(Class::Company) || item.token.folded == "co";
    ended && left.len() > 1 && !legal && !item.links() && !item.word.is(Word::AND)
}

fn tail_is_modifier(left: &[AddressWord]) -> bool {
    left.last().is_some_and(|last| {
        last.word.is(Word::MODIFIER) && !last.word.is(Word::FIELD) && last.word.class.is_none()
    })
}

/// "Department of Chemistry Stanford University", "Brain Centre Quux University", "Institute of Physics the Quux Academy":
/// the name begins after the last field of study, after the word that ends the name before, or with "the".
fn after_name(words: &[AddressWord], at: usize, left: Option<Class>) -> bool {
    let (Some(item), Some(before)) =
        (words.get(at), at.checked_sub(1).and_then(|at| words.get(at)))
    else {
        return false;
    };
    let Some(left) = left else { return false };
    if before.links() || before.word.is(Word::AND) || item.word.is(Word::AND) {
        return false;
    }
    let starts = item.token.folded == "the"
        || item.token.folded == "national" && item.token.capital && !before.word.is(Word::MODIFIER);
    let closed = before.word.class.is_some() && !starts;
    let fielded = before.word.is(Word::FIELD);
    let may = starts || closed || fielded || left == Class::Part && before.token.capital;
    if !may || item.links() && !starts {
        return false;
    }
    let right = words.get(at..).unwrap_or_default();
    let Some((classed, kind)) = right.iter().enumerate().find(|(_, item)| is_whole_kind(item))
    else {
        return false;
    };
    let name = right.get(..classed).unwrap_or_default();
    if starts {
        return is_named(name) || classed <= 2;
    }
    if closed && university_follows(left, name, kind) {
        return true;
    }
    // "School of Medicine and Dentistry Western University": a modifier may be all that the name has.
    let modified =
        classed > 0 && name.iter().all(|item| item.token.capital && item.word.is(Word::MODIFIER));
    if fielded && modified && inside_another(Some(left)) {
        return matches!(kind.word.class, Some(Class::University | Class::College));
    }
    if !is_named(name)
        || !is_run_of_names(name)
        || !item.token.capital
        || is_place_of_company(name, kind)
    {
        return false;
    }
    if fielded {
        return inside_another(Some(left));
    }
    // "Brain Centre Quux University": a whole name, then another one; but "Quux University Elbo Hospital" may be one.
    closed
        && !kind.word.leads
        && (matches!(left, Class::Part | Class::School | Class::Centre)
            || name.len() >= 2 && !before.word.leads)
}

/// A word for a kind of organisation that is no part of another.
fn is_whole_kind(item: &AddressWord) -> bool {
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
}

/// Whether a word tells the name from others of its kind.
fn is_named(name: &[AddressWord]) -> bool {
    name.iter().any(|item| {
        item.token.capital
            && item.word.class.is_none()
            && !item.links()
            && !item.word.is(Word::AND)
            && (!item.word.is(Word::MODIFIER) || item.word.is(Word::NATIONAL))
            && !item.word.is(Word::FIELD)
    })
}

/// Without a field of study, or a preposition but those that names have.
fn is_run_of_names(name: &[AddressWord]) -> bool {
    !name.iter().any(|item| {
        item.word.is(Word::FIELD)
            || item.links() && !matches!(item.token.folded.as_str(), "of" | "the" | "de" | "du")
    })
}

/// "… Hospital Quux University": a university by its name stands behind a whole name that is none of a university.
fn university_follows(left: Class, name: &[AddressWord], kind: &AddressWord) -> bool {
    kind.word.class == Some(Class::University)
        && !kind.word.leads
        && matches!(
            left,
            Class::Hospital | Class::Centre | Class::Institute | Class::Part | Class::School
        )
        && name.first().is_some_and(|first| first.token.capital)
        && !name.iter().any(AddressWord::links)
}

/// What lies inside an organisation, or may.
fn inside_another(class: Option<Class>) -> bool {
    matches!(
        class,
        Some(Class::Part | Class::School | Class::Institute | Class::Centre | Class::College)
    )
}

/// "Quux Labs America, Inc": a country before the legal form ends the name and begins none.
fn is_place_of_company(name: &[AddressWord], kind: &AddressWord) -> bool {
    kind.word.class == Some(Class::Company) && country_at(name).is_some()
}
