//! The parts of an affiliation: organisations, departments, city, region, country, postal code, e-mails, identifiers.
//!
//! In: the string as written. Out: [`Parsed`]: every part with its place in the string and the reason. Steps:
//! 1. [`clean`] sets e-mails and labels aside and takes addresses apart; 2. [`segments`] cuts each address and peels
//!    places off the ends; 3. [`name_spans`] finds the organisation words in what is left; 4. [`choose`] takes the
//!    organisations of highest rank; 5. the module `locate` says where they lie. Never: clustering, profiles.

use super::choose::choose;
use super::clean::clean;
use super::ids::identifiers;
use super::lexicon;
use super::locate::{city_of, country_of, nation_of};
use super::name_spans::{NameSpan, name_spans};
use super::parts::{Address, Parsed, Part};
use super::places::places;
use super::places::tokens::{Marks, fold_words};
use super::reason::Reason;
use super::segment::Segment;
use super::segments::segments;
use super::words::{AddressWord, folded, slice};
use std::ops::Range;

/// Parses one affiliation.
pub fn parse(raw: &str) -> Parsed {
    let ids = identifiers(raw);
    let cleaned = clean(raw);
    let mut found: Vec<(Address, bool)> =
        cleaned.addresses.iter().flat_map(|items| parse_address(raw, items)).collect();
    // Beside a real organisation, the parts of another address are not one.
    if found.iter().any(|(address, weak)| !weak && !address.organizations.is_empty()) {
        for (address, _) in found.iter_mut().filter(|(_, weak)| *weak) {
            address.departments.append(&mut address.organizations);
        }
    }
    let says = |address: &Address| {
        !address.organizations.is_empty()
            || address.country.is_some()
            || address.city.is_some()
            || !address.departments.is_empty()
    };
    // Room for these and no more: a library has many affiliations, and all are kept for a while.
    let mut addresses: Vec<Address> =
        Vec::with_capacity(found.iter().filter(|(address, _)| says(address)).count());
    addresses.extend(found.into_iter().map(|(address, _)| address).filter(says));
    let mail = |span: &Range<usize>| Part {
        text: raw.get(span.clone()).unwrap_or_default().to_owned(),
        span: span.clone(),
        reason: Reason::MailAddress,
    };
    let emails: Vec<Part> = cleaned.emails.iter().map(mail).collect();
    Parsed { addresses, emails, ids }
}

/// One address, or several that commas alone divide.
fn parse_address(raw: &str, items: &[AddressWord]) -> Vec<(Address, bool)> {
    let segments = segments(items);
    let ends = address_ends(items, &segments);
    let mut out = Vec::with_capacity(ends.len());
    let mut start = 0;
    for end in ends {
        out.push(one_address(raw, items, segments.get(start..end).unwrap_or_default()));
        start = end;
    }
    out
}

/// After a country a new address may begin: "…, Spain, Department of …, France"; after another place behind a full stop:
/// "…, Mudville, CA 94305. Department of …". Each end is a place in `segments`.
fn address_ends(items: &[AddressWord], segments: &[Segment]) -> Vec<usize> {
    let classes = |segments: &[Segment], counts: fn(lexicon::Class) -> bool| {
        segments.iter().any(|segment| {
            slice(items, &segment.words).iter().any(|item| item.word.class.is_some_and(counts))
        })
    };
    let any = |segments: &[Segment]| classes(segments, |_| true);
    let whole = |segments: &[Segment]| classes(segments, |class| class != lexicon::Class::Part);
    let mut ends = Vec::new();
    let mut start = 0;
    for (at, segment) in segments.iter().enumerate() {
        let rest = segments.get(at + 1..).unwrap_or_default();
        let own = segments.get(start..=at).unwrap_or_default();
        let country = segment.country.is_some() && segment.words.is_empty() && !segment.aside;
        let stopped = rest.first().and_then(|next| items.get(next.words.start));
        let stopped = stopped.is_some_and(|item| item.token.before.has(Marks::STOP));
        let place = segment.region.is_some() || segment.postal.is_some();
        let placed = place && segment.words.is_empty() && stopped;
        let goes_on = whole(rest) || any(rest) && rest.iter().any(|rest| rest.country.is_some());
        if (country || placed) && any(own) && goes_on {
            ends.push(at + 1);
            start = at + 1;
        }
    }
    ends.push(segments.len());
    ends
}

fn one_address(raw: &str, items: &[AddressWord], segments: &[Segment]) -> (Address, bool) {
    let mut found: Vec<NameSpan> = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        found.extend(name_spans(items, segment, at));
    }
    let campuses = campuses(items, segments, &mut found);
    let chosen = choose(&found, items, segments);
    let mut address = Address::default();
    for (piece, reason) in &chosen.organizations {
        let mut organization = part(raw, items, &piece.words, reason.clone());
        if let Some((_, campus)) = campuses.iter().find(|(name, _)| *name == piece.words) {
            let campus = part(raw, items, campus, Reason::InName);
            organization.text = format!("{}, {}", organization.text, campus.text);
            organization.span.end = organization.span.end.max(campus.span.end);
        }
        if organization.text.is_empty()
            || address.organizations.iter().any(|other| other.text == organization.text)
        {
            continue;
        }
        if let Some(acronym) = acronym_of(items, piece, &found) {
            address.acronyms.push((address.organizations.len(), acronym));
        }
        address.organizations.push(organization);
    }
    address.departments = chosen
        .departments
        .iter()
        .map(|(piece, reason)| part(raw, items, &piece.words, reason.clone()))
        .collect();
    let named: Vec<Range<usize>> =
        chosen.organizations.iter().map(|(piece, _)| piece.words.clone()).collect();
    let country = country_of(items, segments, &named);
    let city = city_of(items, segments, &named);
    let known = || {
        chosen.organizations.iter().find_map(|(piece, _)| {
            let body = piece.body?;
            Some((
                places().country_by_code(body.country)?,
                piece.words.clone(),
                Reason::Known(body.name),
            ))
        })
    };
    let country = country.or_else(known).or_else(|| nation_of(items, &named));
    address.country = country.map(|(id, words, reason)| (id, part(raw, items, &words, reason)));
    address.city = city.map(|(words, reason)| part(raw, items, &words, reason)).filter(|city| {
        !city.text.is_empty()
            && !address.organizations.iter().any(|organization| organization.text == city.text)
    });
    // "Hospital" alone, and no word of where.
    if address.city.is_none()
        && let [one] = address.organizations.as_slice()
        && !one.text.contains(' ')
        && !lexicon::is_hospital_name(&fold_words(&one.text))
        && matches!(&one.reason, Reason::Word(word) if *word == fold_words(&one.text))
    {
        address.departments.append(&mut address.organizations);
        address.acronyms.clear();
    }
    let last = |of: fn(&Segment) -> Option<Range<usize>>| segments.iter().rev().find_map(of);
    address.region = last(|segment| segment.region.clone().map(|(_, words)| words))
        .map(|words| part(raw, items, &words, Reason::Region));
    address.postal_code = last(|segment| segment.postal.clone())
        .map(|words| part(raw, items, &words, Reason::PostalCode));
    (address, chosen.weak)
}

/// "University of California, Los Angeles": the name of a system goes on with its campus.
fn campuses(
    items: &[AddressWord],
    segments: &[Segment],
    found: &mut [NameSpan],
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out = Vec::new();
    for piece in found {
        if piece.class != Some(lexicon::Class::University)
            && piece.class != Some(lexicon::Class::Institute)
        {
            continue;
        }
        if !lexicon::has_campuses(&folded(slice(items, &piece.words))) {
            continue;
        }
        let own = segments.get(piece.segment).and_then(|segment| segment.city.clone());
        let campus = own.or_else(|| {
            let after = segments.iter().skip(piece.segment + 1);
            let mut places = after.filter(|segment| {
                !segment.classed && !segment.street && !segment.aside && !segment.words.is_empty()
            });
            places
                .next()
                .filter(|segment| segment.words.len() <= 4)
                .map(|segment| segment.words.clone())
        });
        if let Some(campus) = campus {
            // No comma between them: one run of words.
            if campus.start == piece.words.end {
                piece.words.end = campus.end;
            } else {
                out.push((piece.words.clone(), campus));
            }
        }
    }
    out
}

/// The acronym that brackets or a bare word put behind a name.
fn acronym_of(items: &[AddressWord], piece: &NameSpan, found: &[NameSpan]) -> Option<String> {
    let next = found.iter().find(|other| other.words.start >= piece.words.end)?;
    let bracketed =
        next.aside && !piece.aside && next.words.len() == 1 && next.segment == piece.segment + 1;
    let token = &items.get(next.words.start)?.token;
    let capitals = token.capital && (token.upper || token.folded.len() <= 8);
    (bracketed && capitals && (2..=10).contains(&token.folded.len())).then(|| token.folded.clone())
}

/// With one blank between words.
fn single_blanks(written: &str) -> String {
    let spaced = |pair: &[u8]| matches!(pair, [b' ', b' ']);
    let plain = written.is_ascii()
        && !written.bytes().any(|byte| byte.is_ascii_whitespace() && byte != b' ')
        && !written.as_bytes().windows(2).any(spaced);
    if plain {
        return written.to_owned();
    }
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name with both of its quotation marks, or none: the second may stand behind the last word.
fn quoted(mut text: String, after: &str) -> String {
    for (open, close) in
        [('"', '"'), ('\u{201c}', '\u{201d}'), ('\u{201e}', '\u{201c}'), ('\u{ab}', '\u{bb}')]
    {
        let count = |mark: char| text.matches(mark).count();
        let whole = if open == close { count(open) % 2 == 0 } else { count(open) == count(close) };
        if whole {
            continue;
        }
        let opened = open == close || count(open) > count(close);
        if opened
            && text.rfind(open).is_some_and(|at| at > 0)
            && after.trim_start().starts_with(close)
        {
            text.push(close);
        } else {
            text.retain(|c| c != open && c != close);
        }
    }
    text
}

/// The words of a range as a part.
fn part(raw: &str, items: &[AddressWord], words: &Range<usize>, reason: Reason) -> Part {
    let words = slice(items, words);
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Part { text: String::new(), span: 0..0, reason };
    };
    let span = first.token.span.start..last.token.span.end;
    let bracket = words.iter().any(|item| item.aside) && !first.aside;
    let written = raw.get(span.clone()).unwrap_or_default();
    let text = if bracket {
        let kept: Vec<&str> = words
            .iter()
            .filter(|item| !item.aside)
            .filter_map(|item| raw.get(item.token.span.clone()))
            .collect();
        kept.join(" ")
    } else {
        single_blanks(written)
    };
    Part { text: quoted(text, raw.get(span.end..).unwrap_or_default()), span, reason }
}
