//! The parts of an affiliation: organisations, departments, city, country.
//!
//! In: the string as written. Out: [`Parsed`]. Steps: 1. [`clean`] takes e-mails and labels away and addresses apart;
//! 2. each address is cut at its commas, and places are peeled off the ends of the segments; 3. [`pieces`] finds the
//! organisation words in what is left; 4. the organisations of highest rank are chosen. Never: clustering, profiles.

use super::clean::{clean, trimmed};
use super::pieces::{Piece, pieces};
use super::words::{self, Class};
use crate::grouping::places::{CountryId, places};
use crate::text::fold::fold_name;

/// What an affiliation says, address by address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// Its addresses in order.
    pub addresses: Vec<Address>,
}

/// One address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Names of organisations, the best one first.
    pub organizations: Vec<String>,
    /// Departments, faculties and other parts, outermost last.
    pub departments: Vec<String>,
    /// The city.
    pub city: Option<String>,
    /// The country, and the words that say so.
    pub country: Option<(CountryId, String)>,
}

impl Address {
    /// The country's ISO 3166 code of two letters.
    pub fn country_code(&self) -> Option<&'static str> {
        self.country.as_ref().map(|(id, _)| places().code(*id))
    }
}

/// Parses one affiliation.
pub fn parse(raw: &str) -> Parsed {
    let cleaned = clean(raw);
    let domain = cleaned.domain.as_deref();
    let mut addresses: Vec<Address> =
        cleaned.addresses.iter().map(|address| parse_address(address)).collect();
    share_country(&mut addresses);
    let by_domain = domain.and_then(|domain| {
        let country = places().country_by_code(if domain == "UK" { "GB" } else { domain })?;
        Some((country, format!("e-mail domain .{}", domain.to_lowercase())))
    });
    for address in &mut addresses {
        if address.country.is_none() {
            address.country.clone_from(&by_domain);
        }
    }
    Parsed { addresses }
}

/// Addresses of one string without a country of their own lie in the one that the last address names.
fn share_country(addresses: &mut [Address]) {
    let Some(country) = addresses.last().and_then(|last| last.country.clone()) else { return };
    for address in addresses {
        address.country.get_or_insert_with(|| country.clone());
    }
}

/// A segment of an address.
struct Segment<'a> {
    text: &'a str,
    /// What a place at its end said.
    country: Option<(CountryId, String)>,
    region: bool,
}

fn parse_address(address: &str) -> Address {
    let raw = segments(address);
    let alone = raw.len() == 1;
    let last = raw.len().saturating_sub(1);
    let segments: Vec<Segment<'_>> =
        raw.iter().enumerate().map(|(at, text)| peel(text, alone, at + 2 > last)).collect();
    let country = country_of(&segments);
    let mut found: Vec<Piece> = Vec::new();
    let mut city = None;
    for (at, segment) in segments.iter().enumerate() {
        if segment.text.is_empty() {
            continue;
        }
        let in_pieces = pieces(segment.text, at);
        let classed = in_pieces.iter().any(|piece| piece.class.is_some());
        let place = !classed && at > 0 && looks_like_place(segment.text);
        if place && !is_address(segment.text) {
            let behind =
                segments.iter().skip(at + 1).any(|s| !s.text.is_empty() && !is_address(s.text));
            if city.is_none() || !behind {
                city = Some(city_name(segment.text));
            }
        }
        if let (Some(last), true) = (found.last_mut(), place)
            && last.segment + 1 == at
            && !is_address(segment.text)
            && words::has_campuses(&fold_name(&last.name))
        {
            last.name = format!("{}, {}", last.name, segment.text);
            continue;
        }
        found.extend(in_pieces);
    }
    let (organizations, departments) = choose(&found, segments.len());
    let city = city.filter(|city| !city.is_empty() && !organizations.contains(city));
    Address { organizations, departments, city, country }
}

/// Cut at commas outside brackets, and at dashes and bars between blanks.
fn segments(address: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut depth = 0_i32;
    let mut start = 0;
    for (at, c) in address.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = (depth - 1).max(0),
            ',' | '，' | '、' | '|' if depth == 0 => {
                out.push(trimmed(address.get(start..at).unwrap_or_default()));
                start = at + c.len_utf8();
            }
            '.' if depth == 0 && ends_sentence(address, start, at) => {
                out.push(trimmed(address.get(start..at).unwrap_or_default()));
                start = at + 1;
            }
            _ => {}
        }
    }
    out.push(trimmed(address.get(start..).unwrap_or_default()));
    out.retain(|segment| !segment.is_empty());
    out
}

/// A full stop divides where it ends a word of five letters or more and a capital follows: abbreviations are shorter.
fn ends_sentence(address: &str, start: usize, at: usize) -> bool {
    let before = address.get(start..at).unwrap_or_default();
    let word = before.rsplit([' ', '.', '-']).next().unwrap_or_default();
    let after = address.get(at + 1..).unwrap_or_default();
    word.chars().count() >= 5
        && word.chars().all(char::is_alphabetic)
        && after.starts_with(' ')
        && after.trim_start().starts_with(char::is_uppercase)
        && !matches!(
            word,
            "Technol"
                | "Pharm"
                | "Pharmacol"
                | "Hosp"
                | "Physiol"
                | "Electr"
                | "Biochem"
                | "Neurol"
                | "Psychol"
                | "Comput"
                | "Sciences"
        )
}

/// Takes countries, states and postal codes off the end of a segment.
fn peel(text: &str, alone: bool, near_end: bool) -> Segment<'_> {
    let mut segment = Segment { text, country: None, region: false };
    if !near_end && !alone && text.split(' ').count() > 4 {
        return segment;
    }
    loop {
        let before = segment.text;
        segment.text = trimmed(without_postal(segment.text));
        if segment.country.is_none() {
            peel_country(&mut segment, alone);
        }
        if !segment.region {
            peel_region(&mut segment);
        }
        if segment.text == before || segment.text.is_empty() {
            return segment;
        }
    }
}

fn peel_country(segment: &mut Segment<'_>, alone: bool) {
    let text = segment.text;
    let starts: Vec<usize> = word_starts(text);
    for start in starts.iter().copied().filter(|start| tail_words(&starts, *start) <= 6) {
        let (head, tail) = text.split_at_checked(start).unwrap_or((text, ""));
        let bare = tail.trim_matches(['(', ')', '[', ']', '.', ',', ' ']);
        let folded = fold_name(bare);
        let by_name = places().country(&folded).filter(|_| {
            folded.len() > 3 || bare.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        });
        let Some(country) = by_name else { continue };
        if !head.is_empty()
            && (!may_end(head) || (alone && tail_words(&starts, start) == starts.len() - 1))
        {
            return;
        }
        segment.country = Some((country, bare.to_owned()));
        segment.text = trimmed(head);
        return;
    }
}

fn tail_words(starts: &[usize], start: usize) -> usize {
    starts.iter().filter(|other| **other >= start).count()
}

/// A place after "of" belongs to the name: "Bank of England".
fn may_end(head: &str) -> bool {
    let last = fold_name(head.split_whitespace().next_back().unwrap_or_default());
    !words::is_link(&last) && !words::is_and(&last) && !head.trim_end().ends_with('-')
}

fn peel_region(segment: &mut Segment<'_>) {
    let text = segment.text;
    let starts = word_starts(text);
    for start in starts.iter().copied().filter(|start| tail_words(&starts, *start) <= 4) {
        let (head, tail) = text.split_at_checked(start).unwrap_or((text, ""));
        let bare = tail.trim_matches(['(', ')', '.', ',', ' ']);
        let code = (2..=3).contains(&bare.len()).then(|| places().region_by_code(bare)).flatten();
        // One word that is a whole segment may be a state; at the end of a longer name it may be part of the name.
        let name = places().region(&fold_name(bare)).filter(|_| bare.len() > 2);
        let Some(country) = code.or(name) else { continue };
        let classed = fold_name(head).split(' ').any(|word| words::class(word).is_some());
        if !head.is_empty() && (!may_end(head) || (classed && code.is_none())) {
            return;
        }
        segment.region = true;
        segment.country.get_or_insert_with(|| (country, bare.to_owned()));
        segment.text = trimmed(head);
        return;
    }
}

fn word_starts(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut blank = true;
    for (at, c) in text.char_indices() {
        if blank && !c.is_whitespace() {
            starts.push(at);
        }
        blank = c.is_whitespace();
    }
    starts
}

/// Without words that hold digits at either end, and the code letters that stand beside them.
fn without_postal(text: &str) -> &str {
    let mut text = text;
    while let Some((head, last)) = text.rsplit_once(char::is_whitespace) {
        if !is_postal(last) {
            break;
        }
        text = head.trim_end();
    }
    while let Some((first, tail)) = text.split_once(char::is_whitespace) {
        let digits = first.chars().filter(char::is_ascii_digit).count();
        if digits < 3 || !is_postal(first) {
            break;
        }
        text = tail.trim_start();
    }
    if is_postal(text)
        && !text.contains(' ')
        && text.chars().filter(char::is_ascii_digit).count() > 2
    {
        return "";
    }
    text
}

fn is_postal(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.chars().any(|c| c.is_ascii_digit())
        && word.len() <= 12
        && word.chars().all(|c| {
            c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '-' | '‐' | '–' | '‑')
        })
}

/// The country that the address names last, else the one of a state, else the one of a large city.
fn country_of(segments: &[Segment<'_>]) -> Option<(CountryId, String)> {
    let named = segments.iter().rev().find_map(|s| s.country.as_ref().filter(|_| !s.region));
    let region = || segments.iter().rev().find_map(|s| s.country.as_ref());
    if let Some((country, words)) = named.or_else(region) {
        // The country of that name is far smaller than the state when a city of the United States stands before it.
        let state = segments.iter().any(|s| {
            matches!(
                fold_name(s.text).as_str(),
                "atlanta" | "augusta" | "savannah" | "athens" | "macon"
            )
        });
        if places().code(*country) == "GE" && state {
            return places().country_by_code("US").map(|us| (us, words.clone()));
        }
        return Some((*country, words.clone()));
    }
    segments
        .iter()
        .rev()
        .find_map(|segment| by_city(segment.text))
        .or_else(|| segments.iter().rev().find_map(|segment| by_words(segment.text)))
}

fn by_city(text: &str) -> Option<(CountryId, String)> {
    let folded = fold_name(text);
    if words::pair("", "").is_some() || folded.split(' ').count() > 4 {
        return None;
    }
    let country = places().city(&folded)?;
    Some((country, text.to_owned()))
}

/// A country, state or large city in the name of an organisation: "University of Copenhagen".
fn by_words(text: &str) -> Option<(CountryId, String)> {
    let starts = word_starts(text);
    for start in starts.iter().rev() {
        let tail = text.get(*start..)?;
        let mut end = tail.len();
        loop {
            let name = tail.get(..end)?;
            let folded = fold_name(name);
            let country = places()
                .country(&folded)
                .filter(|_| folded.len() > 3)
                .or_else(|| places().city(&folded))
                .or_else(|| places().region(&folded).filter(|_| folded.len() > 4));
            if let Some(country) = country {
                return Some((country, name.trim_end_matches(['.', ',', ')']).to_owned()));
            }
            match name.rfind(char::is_whitespace) {
                Some(shorter) => end = shorter,
                None => break,
            }
        }
    }
    None
}

/// A name in capitals without digits: a city, or a part of one.
fn looks_like_place(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && text.split_whitespace().count() <= 5
}

/// Streets, boxes and anything with a number.
fn is_address(text: &str) -> bool {
    let folded = fold_name(text);
    text.chars().any(|c| c.is_ascii_digit()) || folded.split(' ').any(words::is_street)
}

fn city_name(text: &str) -> String {
    trimmed(without_postal(text)).to_owned()
}

/// The organisations, best first, and the parts.
fn choose(found: &[Piece], segments: usize) -> (Vec<String>, Vec<String>) {
    let of = |class: Class| found.iter().filter(move |piece| piece.class == Some(class));
    let has = |class: Class| of(class).next().is_some();
    let mut chosen: Vec<&Piece> = Vec::new();
    let acronym = found.first().filter(|piece| piece.acronym && segments > 2);
    chosen.extend(of(Class::University));
    chosen.extend(of(Class::Hospital));
    chosen.extend(acronym);
    if acronym.is_none() {
        chosen.extend(of(Class::Service).next_back());
        chosen.extend(of(Class::Company));
        let governed = has(Class::University);
        chosen.extend(of(Class::Body).filter(|piece| !governed || piece.independent));
        let under = governed || has(Class::Body);
        let institutes: Vec<&Piece> = of(Class::Institute).collect();
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
    if chosen.is_empty() {
        chosen.extend(fallback(found, segments));
    }
    let mut organizations: Vec<String> = Vec::new();
    for piece in &chosen {
        if !organizations.contains(&piece.name) {
            organizations.push(piece.name.clone());
        }
    }
    let departments = found
        .iter()
        .filter(|piece| {
            piece.class.is_some() && !chosen.iter().any(|other| std::ptr::eq(*other, *piece))
        })
        .map(|piece| piece.name.clone())
        .collect();
    (organizations, departments)
}

/// Without any organisation word: the first segment that is neither a part nor a place, else a named laboratory.
fn fallback(found: &[Piece], segments: usize) -> Option<&Piece> {
    let unknown = found.iter().find(|piece| {
        piece.class.is_none()
            && !is_address(&piece.name)
            && (piece.segment == 0 || piece.segment + 1 < segments)
            && by_city(&piece.name).is_none()
    });
    unknown.or_else(|| {
        found.iter().find(|piece| piece.class == Some(Class::Part) && piece.independent)
    })
}
