//! The segments of an address, and the places at their ends.
//!
//! In: the words of one address. Out: [`Segment`]s: where each stands, and the country, state, city and postal code that
//! were peeled off its end. Never: organisations.

use super::lexicon::{Class, Word};
use super::places::places;
use super::places::tokens::{CUTS, Marks};
use super::segment::{After, Segment};
use super::streets::cut_street;
use super::trailing_places::peel;
use super::words::{AddressWord, city_at, country_at, folded, nameless, slice};

/// Cuts an address at its commas, brackets, dashes and sentences, and peels places off the segments' ends.
pub(super) fn segments(items: &[AddressWord]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let start = segments.last().map_or(0, |last| last.words.start);
        let cut =
            item.token.before.has(CUTS) || ends_sentence(items, at) || ends_place(items, start, at);
        match segments.last_mut() {
            Some(last) if !cut => last.words.end = at + 1,
            _ => segments.push(Segment {
                words: at..at + 1,
                aside: item.aside,
                ..Segment::default()
            }),
        }
    }
    join_lists(items, &mut segments);
    join_organs(items, &mut segments);
    join_torn(items, &mut segments);
    cut_countries(items, &mut segments);
    let alone = segments.len() == 1;
    let mut after = After::default();
    let mut place = true;
    for at in (0..segments.len()).rev() {
        let near_end = at + 3 > segments.len() || place;
        let Some(segment) = segments.get_mut(at) else { continue };
        let words = slice(items, &segment.words);
        // "State College", "College Station": towns behind the name.
        let kind = words.last().and_then(|last| last.word.class);
        let ends = matches!(kind, Some(Class::University | Class::Hospital | Class::Institute));
        let town = at > 0 && words.len() > 1 && !ends && city_at(words).is_some();
        segment.classed = !town && words.iter().any(|item| item.word.class.is_some());
        if town && words.iter().any(|item| item.word.class.is_some()) {
            segment.city = Some(segment.words.clone());
            segment.words.end = segment.words.start;
        }
        if near_end || segment.words.len() <= 4 || segment.aside {
            peel(items, segment, alone, after, at);
        }
        cut_street(items, segment);
        after.pass(segment);
        place &= !segment.classed;
    }
    segments
}

/// A full stop divides where it ends a word of five letters or more and a capital follows: abbreviations are shorter,
/// or end in a consonant before a vowel's place.
fn ends_sentence(items: &[AddressWord], at: usize) -> bool {
    const ABBREVIATIONS: &[&str] = &[
        "technol",
        "pharm",
        "pharmacol",
        "physiol",
        "electr",
        "biochem",
        "neurol",
        "psychol",
        "comput",
        "engin",
        "environ",
        "agric",
        "molec",
        "genet",
        "microbiol",
        "telecommun",
        "commun",
        "manag",
        "medic",
        "sciences",
        "theor",
        "exper",
        "mater",
        "metall",
        "polytech",
        "hosps",
        "univer",
        "instit",
        "depart",
        "electron",
        "inform",
        "biotechnol",
        "polym",
    ];
    let (Some(item), Some(before)) =
        (items.get(at), at.checked_sub(1).and_then(|at| items.get(at)))
    else {
        return false;
    };
    let word = before.token.folded.as_str();
    item.token.before.has(Marks::STOP)
        && item.token.capital
        && (word.len() >= 5 && before.token.digits == 0 || before.token.digits >= 4)
        && !item.token.before.has(Marks::GLUED)
        // Another shortened word follows.
        && !items.get(at + 1).is_some_and(|next| next.token.before.has(Marks::STOP))
        && !ABBREVIATIONS.contains(&word)
}

/// "…, USA. Quux University": a full stop behind a country or a postal code, which is shorter than other words, divides.
fn ends_place(items: &[AddressWord], start: usize, at: usize) -> bool {
    let words = slice(items, &(start..at));
    let stops = items.get(at).is_some_and(|item| {
        item.token.before.has(Marks::STOP)
            && item.token.capital
            && !item.token.before.has(Marks::GLUED)
    });
    let coded = |words: &[AddressWord]| {
        words.iter().all(|item| item.token.upper || item.is_number())
            && words.iter().any(|item| item.token.digits > 3)
    };
    stops && start > 0 && (country_at(words).is_some() || coded(words))
}

/// "…, Mudville, Spain Quux University", "…, Austria and Quux Centre", "Belgium/Quux Institute": a country behind which the
/// name of another organisation begins is a segment of its own.
fn cut_countries(items: &[AddressWord], segments: &mut Vec<Segment>) {
    let mut at = 0;
    while at < segments.len() {
        if let Some(cut) = leading_country(items, segments, at)
            && let Some(segment) = segments.get_mut(at)
        {
            let rest = Segment { words: cut..segment.words.end, ..segment.clone() };
            segment.words.end = cut;
            segments.insert(at + 1, rest);
        }
        at += 1;
    }
}

/// Where the country ends that a segment begins with, if an organisation follows it that is not named after it.
fn leading_country(items: &[AddressWord], segments: &[Segment], at: usize) -> Option<usize> {
    let segment = segments.get(at).filter(|segment| !segment.aside)?;
    let words = slice(items, &segment.words);
    let most = words.len().saturating_sub(1).min(5);
    let length = (1..=most)
        .rev()
        .find(|length| country_at(words.get(..*length).unwrap_or_default()).is_some())?;
    let rest = words.get(length..)?;
    let next = rest.first()?;
    let organized = rest.iter().any(|item| item.word.class.is_some());
    let placed = || {
        let before = at.checked_sub(1).and_then(|at| segments.get(at));
        before.is_some_and(|before| is_place(slice(items, &before.words)))
    };
    // The full stop of "U.S." belongs to it.
    let dotted = words.first().is_some_and(|first| first.token.folded.len() <= 2);
    let stop = next.token.before.has(Marks::STOP) && !dotted;
    let parted = next.token.before.has(Marks::SLASH) || stop;
    let joined = next.word.is(Word::AND) && at > 0;
    let begins = next.token.capital && !next.token.before.has(Marks::GLUED) && placed();
    (organized && (parted || joined || begins)).then_some(segment.words.start + length)
}

/// A city, a state or a postal code, and no name.
fn is_place(words: &[AddressWord]) -> bool {
    let Some(last) = words.last() else { return false };
    let classed = words.iter().any(|item| item.word.class.is_some());
    let code = words.len() == 1
        && last.token.upper
        && places().region_by_code(&last.token.folded.to_uppercase()).is_some();
    !classed
        && (city_at(words).is_some()
            || places().region(&folded(words)).is_some()
            || last.token.digits > 3
            || code)
}

/// "Ministry of Land, Infrastructure and Transport": a list of fields after an organisation's "of" is one name.
fn join_lists(items: &[AddressWord], segments: &mut Vec<Segment>) {
    let mut at = 0;
    while at + 1 < segments.len() {
        let opens =
            segments.get(at).is_some_and(|segment| opens_list(slice(items, &segment.words)));
        let end = (at + 1..segments.len().min(at + 5)).find(|end| {
            let Some(segment) = segments.get(*end) else { return false };
            let words = slice(items, &segment.words);
            words.iter().any(|item| item.word.is(Word::AND))
                && words.last().is_some_and(|last| !last.word.is(Word::AND))
        });
        let whole = end.filter(|end| {
            opens
                && segments.get(at + 1..=*end).unwrap_or_default().iter().all(|segment| {
                    let words = slice(items, &segment.words);
                    !segment.aside
                        && words.len() <= 5
                        && words.iter().all(|item| {
                            item.word.class.is_none() && item.token.digits == 0 && !item.token.upper
                        })
                        && words.iter().any(|item| item.word.is(Word::FIELD))
                })
        });
        if let Some(end) = whole {
            let last = segments.get(end).map_or(0, |segment| segment.words.end);
            if let Some(segment) = segments.get_mut(at) {
                segment.words.end = last;
            }
            segments.drain(at + 1..=end);
        }
        at += 1;
    }
}

/// "National Heart, Lung, and Blood Institute": a list that begins with "National" and ends with the kind is one name.
fn join_organs(items: &[AddressWord], segments: &mut Vec<Segment>) {
    let words = |segment: &Segment| slice(items, &segment.words);
    let opens = |segment: &Segment| {
        matches!(words(segment), [first, second]
            if first.token.folded == "national" && second.word.class.is_none() && second.token.capital)
    };
    let Some(at) = segments.iter().position(opens) else { return };
    let rest = segments.get(at + 1..).unwrap_or_default();
    let plain = |segment: &&Segment| matches!(words(segment), [one] if one.word.class.is_none() && one.token.capital);
    let listed = rest.iter().take_while(plain).count();
    let closes = rest.get(listed).is_some_and(|segment| {
        let words = words(segment);
        words.first().is_some_and(|first| first.word.is(Word::AND))
            && words.len() <= 4
            && words.last().is_some_and(|last| last.word.class == Some(Class::Institute))
    });
    if closes && (1..=3).contains(&listed) {
        let end = segments.get(at + listed + 1).map_or(0, |segment| segment.words.end);
        if let Some(segment) = segments.get_mut(at) {
            segment.words.end = end;
        }
        segments.drain(at + 1..=at + listed + 1);
    }
}

/// "Quux Pharma, Inc." and "Quux, University of Technology": a comma inside one name.
fn join_torn(items: &[AddressWord], segments: &mut Vec<Segment>) {
    let mut at = 1;
    while at < segments.len() {
        let torn = match segments.get(at - 1..=at) {
            Some([before, own]) if !before.aside && !own.aside => {
                let (before, own) = (slice(items, &before.words), slice(items, &own.words));
                let legal = own.len() <= 2
                    && own.iter().all(|item| {
                        item.word.class == Some(Class::Company) || item.token.folded == "co"
                    });
                let short = before.len() <= 2
                    && before.iter().all(|item| {
                        item.token.capital
                            && item.word.class.is_none()
                            && item.token.digits == 0
                            && !item.token.upper
                    });
                let kind = own
                    .first()
                    .is_some_and(|item| matches!(item.word.class, Some(Class::University)))
                    && own.len() > 1
                    && own.get(1).is_some_and(AddressWord::links)
                    && nameless(own);
                legal || kind && short && at == 1
            }
            _ => false,
        };
        if torn {
            let end = segments.get(at).map_or(0, |segment| segment.words.end);
            if let Some(before) = segments.get_mut(at - 1) {
                before.words.end = end;
            }
            segments.remove(at);
        } else {
            at += 1;
        }
    }
}

fn opens_list(words: &[AddressWord]) -> bool {
    let head = words.iter().position(|item| item.word.class.is_some());
    let link = words.iter().position(AddressWord::links);
    let ended = words
        .last()
        .is_some_and(|last| last.word.is(Word::FIELD) || last.token.capital && words.len() <= 3);
    matches!((head, link), (Some(head), Some(link)) if head < link) && ended
}
