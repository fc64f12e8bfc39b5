//! The Research Organization Registry as evidence: which of its organisations an affiliation names.
//!
//! In: the registry's organisations, and parsed affiliations. Out: for each string the organisations that it names, those
//! that the parser found and those that the registry knows in it. A name counts only where the place does not
//! contradict it. Never: reading the registry.

mod abbreviated;
mod likely;

use super::choose::is_legal_form;
use super::key::{KeyWord, key, key_words, unordered};
use super::lexicon::{Class, Word, is_common, word};
use super::parse::{Address, Parsed, Part, Reason};
use crate::grouping::places::places;
use crate::grouping::places::tokens::fold_words;
use crate::text::fold::fold_name;
use crate::workspace::RorOrganization;
use abbreviated::Abbreviated;
use likely::{Likely, is_place};
use std::collections::HashMap;
use std::ops::Range;

/// The most words of a name that is looked for.
const LONGEST: usize = 12;

/// The registry, indexed by the keys of its names.
#[derive(Debug, Default)]
pub struct Registry {
    organizations: Vec<RorOrganization>,
    names: HashMap<String, Vec<u32>>,
    acronyms: HashMap<String, Vec<u32>>,
    /// The first words of names, each with the most words of a name that begins with it.
    starts: HashMap<String, u8>,
    by_id: HashMap<String, u32>,
    /// Keys of universities with their words in order of the alphabet.
    orders: HashMap<String, Vec<u32>>,
    likely: Likely,
    abbreviated: Abbreviated,
}

/// An organisation named in a string.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) address: usize,
    /// The name as written.
    pub(super) name: String,
    /// The organisation of the registry that it is.
    pub(super) ror: Option<u32>,
}

/// A name of the registry found in a string: organisation, bytes, words.
struct Found {
    organization: u32,
    address: usize,
    span: Range<usize>,
    words: usize,
    /// Nothing but words that many organisations share.
    generic: bool,
    /// Lies in the address's city.
    near: bool,
    /// Is a whole segment.
    segment: bool,
    /// Each of its words is one that many organisations share.
    common: bool,
    /// Is a region, a country or the name of a street.
    place: bool,
}

impl Registry {
    /// Indexes the organisations.
    pub fn new(organizations: Vec<RorOrganization>) -> Self {
        let mut registry = Registry::default();
        for (at, organization) in (0_u32..).zip(&organizations) {
            registry.by_id.insert(organization.id.clone(), at);
        }
        for (at, organization) in (0_u32..).zip(&organizations) {
            let at = registry.standing(at, &organizations);
            let names = std::iter::once(&organization.name).chain(&organization.aliases);
            for name in names {
                registry.add_name(without_legal_form(&key(bare(name))).to_owned(), at);
            }
            for acronym in &organization.acronyms {
                let list = registry.acronyms.entry(fold_words(acronym)).or_default();
                if !list.contains(&at) {
                    list.push(at);
                }
            }
        }
        registry.organizations = organizations;
        registry
    }

    /// The organisation that stands in for one that is no longer; the steps are bounded, should they run in a ring.
    fn standing(&self, at: u32, organizations: &[RorOrganization]) -> u32 {
        let mut standing = at;
        for _ in 0..8 {
            let of = organizations.get(standing as usize);
            let next = of.and_then(|of| self.by_id.get(of.successor.as_deref()?));
            let Some(next) = next else { break };
            standing = *next;
        }
        standing
    }

    fn add_name(&mut self, key: String, at: u32) {
        let words = key.split(' ').count();
        if key.len() < 3 || words > LONGEST {
            return;
        }
        let first = key.split(' ').next().unwrap_or_default();
        let longest = self.starts.entry(first.to_owned()).or_default();
        *longest = (*longest).max(u8::try_from(words).unwrap_or(u8::MAX));
        if key.split(' ').any(|word| matches!(word, "university" | "hospital")) {
            let list = self.orders.entry(unordered(&key)).or_default();
            if !list.contains(&at) {
                list.push(at);
            }
        }
        self.likely.add(&key, at);
        self.abbreviated.add(&key, at);
        let list = self.names.entry(key).or_default();
        if !list.contains(&at) {
            list.push(at);
        }
    }

    /// One organisation.
    pub(super) fn get(&self, at: u32) -> Option<&RorOrganization> {
        self.organizations.get(at as usize)
    }

    /// By its id.
    pub(super) fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// The organisations of a string, best first: those of the parser, each with what the registry knows of it, then
    /// those that the registry alone knows.
    pub(super) fn organizations(&self, raw: &str, parsed: &Parsed) -> Vec<Named> {
        let words = key_words(raw);
        let mut found = self.found(raw, &words, parsed);
        let mut out: Vec<Named> = Vec::new();
        let mut weak = true;
        for (address, of) in parsed.addresses.iter().enumerate() {
            for part in &of.organizations {
                let overlaps = |found: &Found| {
                    found.span.start < part.span.end && part.span.start < found.span.end
                };
                let exact = self.whole_name(part, of);
                let best =
                    found.iter().position(|found| overlaps(found) && fills(found, part, &words));
                let ror = exact
                    .or_else(|| best.and_then(|at| found.get(at)).map(|found| found.organization))
                    .or_else(|| Self::part_of_name(raw, part, &found, &words))
                    .or_else(|| self.leading(part, of))
                    .or_else(|| self.school(part, of))
                    .or_else(|| self.nearly(part, of));
                // A longer or shorter name goes by the registry's own; the name itself stays as written.
                let name = match ror.and_then(|at| self.get(at)) {
                    Some(one)
                        if !is_written(one, &part.text) && !self.is_older(one, ror, &part.text) =>
                    {
                        bare(&one.name).to_owned()
                    }
                    _ => part.text.clone(),
                };
                if ror.is_some() {
                    found.retain(|found| !overlaps(found));
                }
                weak &= ror.is_none() && is_weak(part);
                if ror.is_none() || !out.iter().any(|other| other.ror == ror) {
                    out.push(Named { address, name, ror });
                }
            }
        }
        let mut extra: Vec<Named> = Vec::new();
        // "Quux University" inside "Quux University Hospital" is not what the string names.
        let inside = |found: &Found| {
            let parts = parsed.addresses.iter().flat_map(|address| &address.organizations);
            parts
                .into_iter()
                .any(|part| found.span.start < part.span.end && part.span.start < found.span.end)
        };
        let known = |found: &&Found| {
            !found.generic
                && (found.words > 1 && !found.common || found.near && found.segment)
                && !found.place
                && !inside(found)
        };
        for found in found.iter().filter(known) {
            let ror = Some(found.organization);
            if !out.iter().chain(&extra).any(|other| other.ror == ror) {
                let name = raw.get(found.span.clone()).unwrap_or_default();
                let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
                extra.push(Named { address: found.address, name, ror });
            }
        }
        if weak && !extra.is_empty() {
            return extra;
        }
        out.extend(extra);
        // What the registry knows is surer than what it does not.
        out.sort_by_key(|named| named.ror.is_none());
        out
    }

    /// Whether a name is one that an organisation has from one that it took the place of; a school that went into its
    /// university is a part of it.
    fn is_older(&self, one: &RorOrganization, at: Option<u32>, written: &str) -> bool {
        let key = without_legal_form(&key(written)).to_owned();
        let leads =
            self.names.get(&key).is_some_and(|list| at.is_some_and(|at| list.contains(&at)));
        let school = key.split(' ').any(|text| word(text).class == Some(Class::School));
        let mut own = std::iter::once(&one.name).chain(&one.aliases);
        leads && !school && !own.any(|name| without_legal_form(&self::key(bare(name))) == key)
    }

    /// The organisation whose name a part is, alone or with its place; best where its city is the address's.
    fn whole_name(&self, part: &Part, address: &Address) -> Option<u32> {
        let exact = self.exact(part, address);
        let near = exact.filter(|(_, near)| *near);
        let longer = near.or_else(|| self.with_place(part, address));
        longer.or(exact).or_else(|| self.without_place(part, address)).map(|(at, _)| at)
    }

    /// The organisation whose name a part is, and whether it lies in the address's city.
    fn exact(&self, part: &Part, address: &Address) -> Option<(u32, bool)> {
        let key = without_legal_form(&key(&part.text)).to_owned();
        let generic = key.split(' ').all(is_common);
        let by_name = self.names.get(&key).and_then(|list| self.placed(list, address, generic));
        let acronym = || {
            self.acronyms
                .get(&fold_words(&part.text))
                .filter(|_| !part.text.chars().any(char::is_lowercase))
        };
        let found = by_name.or_else(|| acronym().and_then(|list| self.placed(list, address, true)));
        // Another order of the words counts in the same country alone, and where no two share them.
        let order =
            || self.orders.get(&unordered(&key)).and_then(|list| self.placed(list, address, true));
        found.or_else(order)
    }

    /// The organisation whose name a part is together with the place where it lies: "Quux University, Mudville".
    fn with_place(&self, part: &Part, address: &Address) -> Option<(u32, bool)> {
        let own = key(&part.text);
        let city = address.city.as_ref().map(|city| key(&city.text));
        let country = address.country.as_ref().map(|(id, _)| key(places().name(*id)));
        city.iter().chain(&country).find_map(|place| {
            let list = self
                .names
                .get(&format!("{own} {place}"))
                .or_else(|| self.orders.get(&unordered(&format!("{own} {place}"))))?;
            self.placed(list, address, true)
        })
    }

    /// The organisation whose name a part is without its city at the end: "Quux University Mudville".
    fn without_place(&self, part: &Part, address: &Address) -> Option<(u32, bool)> {
        let own = key(&part.text);
        let (name, place) = own.rsplit_once(' ')?;
        let list = self.names.get(name)?;
        let (at, _) = self.placed(list, address, true)?;
        (key(&self.get(at)?.city) == place).then_some((at, true))
    }

    /// A name of the registry at the end of a longer one that no preposition ties to it, or at its beginning, before a part
    /// of it: "Physics Laboratory Quux University", "Quux University Institute of Physics".
    fn part_of_name(raw: &str, part: &Part, found: &[Found], words: &[KeyWord]) -> Option<u32> {
        let inside: Vec<&KeyWord> = words
            .iter()
            .filter(|word| part.span.start <= word.span.start && word.span.end <= part.span.end)
            .collect();
        let (first, last) = (inside.first()?, inside.last()?);
        let whole = |found: &&Found| {
            let in_part = part.span.start <= found.span.start && found.span.end <= part.span.end;
            in_part && !found.generic && found.words > 1
        };
        found.iter().filter(whole).rev().find_map(|found| {
            let before = raw.get(part.span.start..found.span.start)?;
            let tied = before
                .split(|c: char| !c.is_alphanumeric())
                .rfind(|word| !word.is_empty())
                .is_some_and(|before| {
                    let before = word(&fold_words(before));
                    before.is(Word::LINK) || before.is(Word::AND)
                });
            // What stands before it is a thing of its own, and not the first half of its name.
            let mut ahead = inside.iter().filter(|word| word.span.end <= found.span.start);
            let whole = ahead.clone().any(|ahead| word(&ahead.text).class.is_some());
            let halved = ahead.next_back().is_some_and(|ahead| {
                let known = word(&ahead.text);
                known.is(Word::MODIFIER) || known.class == Some(Class::University)
            });
            let ends = found.span.end == last.span.end && !tied && whole && !halved;
            let next = inside.iter().find(|word| word.span.start >= found.span.end);
            let begins = found.span.start == first.span.start
                && next.is_some_and(|next| {
                    let after = raw.get(next.span.end..part.span.end).unwrap_or_default();
                    let of = after.split_whitespace().next().is_some_and(|next| next == "of");
                    of && word(&next.text).class.is_some()
                });
            (ends || begins).then_some(found.organization)
        })
    }

    /// "QXU Computer Science Department" and "Quux Research Laboratory" belong to the organisation that they begin with,
    /// by its letters in capitals, or by a name of one word that is none of a place.
    fn leading(&self, part: &Part, address: &Address) -> Option<u32> {
        let (first, rest) = part.text.split_once(' ')?;
        let kind = key_words(rest).iter().rev().find_map(|own| word(&own.text).class)?;
        let first_key = key(first);
        let upper = !first.chars().any(char::is_lowercase);
        let inside = matches!(kind, Class::Part | Class::School | Class::Centre)
            || upper && kind == Class::Institute;
        if !inside || first_key.len() < 3 || is_common(&first_key) || is_place(&first_key) {
            return None;
        }
        let by_acronym = || self.acronyms.get(&first_key).filter(|_| upper);
        let list = self.names.get(&first_key).or_else(by_acronym)?;
        self.placed(list, address, true).map(|(at, _)| at)
    }

    /// "Quux Law School" belongs to "Quux University", where Quux is no place.
    fn school(&self, part: &Part, address: &Address) -> Option<u32> {
        let own = key(&part.text);
        let (name, kind) = own.split_once(' ')?;
        let known = |text: &str| {
            let known = word(text);
            known.class == Some(Class::School) || known.is(Word::FIELD) || known.is(Word::MODIFIER)
        };
        let school = kind.split(' ').any(|text| word(text).class == Some(Class::School));
        let common = is_common(name) || places().city(name).is_some_and(|city| city.large);
        if !school || common || !kind.split(' ').all(known) {
            return None;
        }
        let list = self.names.get(&format!("{name} university"))?;
        self.placed(list, address, true).map(|(at, _)| at)
    }

    /// The one organisation of the country whose name differs in a slip, or in a field of study.
    fn nearly(&self, part: &Part, address: &Address) -> Option<u32> {
        let own = key(&part.text);
        let slips = self.likely.slips(&own);
        let found = self.placed(&slips, address, true);
        let short = || self.placed(&self.abbreviated.written_out(&own), address, true);
        found
            .or_else(short)
            .or_else(|| self.placed(&self.likely.same_core(&own), address, true))
            .map(|(at, _)| at)
    }

    /// Names of the registry in a string, the longest first, none over another.
    fn found(&self, raw: &str, words: &[KeyWord], parsed: &Parsed) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        let mut name = String::new();
        for start in 0..words.len() {
            let Some(first) = words.get(start) else { continue };
            let longest = usize::from(self.starts.get(&first.text).copied().unwrap_or_default());
            let acronym = self.acronyms.contains_key(&first.text);
            name.clear();
            let mut crossed = 0;
            for (count, word) in (1..)
                .zip(words.get(start..).unwrap_or_default())
                .take(longest.max(usize::from(acronym)))
            {
                crossed += usize::from(count > 1 && word.cut);
                if crossed > 1 {
                    break;
                }
                if count > 1 {
                    name.push(' ');
                }
                name.push_str(&word.text);
                let own = words.get(start + count).is_none_or(|next| next.cut);
                // A comma ends a name, but for a name that is two whole segments: "Quux College, Mudville".
                if crossed == 1 && !(first.cut && own) {
                    continue;
                }
                if let Some(found) = self.candidate(raw, (&name, count), (first, word), own, parsed)
                {
                    all.push(found);
                }
            }
        }
        all.sort_by(|a, b| b.words.cmp(&a.words).then(a.span.start.cmp(&b.span.start)));
        let mut kept: Vec<Found> = Vec::new();
        for found in all {
            if !kept
                .iter()
                .any(|other| other.span.start < found.span.end && found.span.start < other.span.end)
            {
                kept.push(found);
            }
        }
        kept.sort_by_key(|found| found.span.start);
        kept
    }

    /// A run of words as an organisation, when it is a name and the place fits. `whole` is whether it ends its segment.
    fn candidate(
        &self,
        raw: &str,
        (name, words): (&str, usize),
        (first, last): (&KeyWord, &KeyWord),
        whole: bool,
        parsed: &Parsed,
    ) -> Option<Found> {
        let span = first.span.start..last.span.end;
        let address =
            parsed.addresses.iter().position(|address| ends(address) >= span.start).unwrap_or(0);
        let of = parsed.addresses.get(address)?;
        let lone = words == 1;
        let upper = raw
            .get(span.clone())
            .is_some_and(|text| !text.chars().any(char::is_lowercase) && text.len() > 1);
        let alone = lone && !(first.cut && whole) && !is_organization(of, &span);
        let by_name = self.names.get(name).filter(|_| !alone);
        let by_acronym = || self.acronyms.get(name).filter(|_| lone && upper);
        let acronym = by_name.is_none();
        let list = by_name.or_else(by_acronym)?;
        let generic = acronym || name.split(' ').all(is_common);
        let (organization, near) = self.placed(list, of, generic)?;
        // A name that is a place too: "Hamburg" alone is no organisation.
        let place = lone && places().city(name).is_some();
        let place_of = is_part_of_place(of, &span) || begins_street(raw, name, &span);
        let segment = first.cut && whole && last.text.len() > 2 && !place_of;
        let common = name.split(' ').all(is_common);
        (!place).then_some(Found {
            organization,
            address,
            span,
            words,
            generic: generic && !near || lone && alone,
            near,
            segment,
            common,
            place: place_of,
        })
    }

    /// The one of several of a name whose place fits, and whether its city does.
    fn placed(&self, list: &[u32], address: &Address, generic: bool) -> Option<(u32, bool)> {
        let country = address
            .country
            .as_ref()
            .filter(|(_, part)| part.reason != Reason::MailDomain && part.reason != Reason::Nation);
        let code = country.and(address.country_code());
        let city = address.city.as_ref().map(|city| key(&city.text));
        let organization = |at: &&u32| self.get(**at);
        let fits = |at: &&u32| {
            organization(at).is_some_and(|one| {
                code.is_none_or(|code| one.country.is_empty() || one.country == code)
            })
        };
        let near = |at: &&u32| {
            organization(at).is_some_and(|one| {
                city.as_deref().is_some_and(|city| !city.is_empty() && key(&one.city) == city)
            })
        };
        let fitting: Vec<&u32> = list.iter().filter(fits).collect();
        let mut close = fitting.iter().copied().filter(|at| near(at));
        if let Some(one) = close.next() {
            return close.next().is_none().then_some((*one, true));
        }
        match fitting.as_slice() {
            // Common words name different organisations in different cities.
            [one] if !generic || code.is_some() && (city.is_none() || list.len() == 1) => {
                Some((**one, false))
            }
            _ => None,
        }
    }
}

/// Companies of several countries carry the country in brackets.
fn bare(name: &str) -> &str {
    name.split(" (").next().unwrap_or(name)
}

/// Whether the registry knows an organisation by this spelling.
fn is_written(one: &RorOrganization, written: &str) -> bool {
    let plain = |text: &str| {
        let folded = fold_name(bare(text));
        folded.strip_prefix("the ").map_or(folded.clone(), str::to_owned)
    };
    let written = plain(written);
    let names = std::iter::once(&one.name).chain(&one.aliases).chain(&one.acronyms);
    names.into_iter().any(|name| plain(name) == written)
}

/// Whether a name of the registry stands for a part: it holds the part, or what the part has besides it is neither a
/// kind of organisation, nor what tells two of a kind apart, nor a place.
fn fills(found: &Found, part: &Part, words: &[KeyWord]) -> bool {
    let own = words
        .iter()
        .filter(|word| found.span.start <= word.span.start && word.span.end <= found.span.end);
    let named = own.into_iter().any(|own| !is_common(&own.text) && !is_place(&own.text));
    if found.generic || found.words < 2 {
        return false;
    }
    let besides = words.iter().filter(|word| {
        part.span.start <= word.span.start
            && word.span.end <= part.span.end
            && !(found.span.start <= word.span.start && word.span.end <= found.span.end)
    });
    besides.into_iter().all(|other| {
        let known = word(&other.text);
        let told_apart = known.is(Word::FIELD | Word::STREET) && !named;
        known.class.is_none()
            && !known.is(Word::MODIFIER)
            && !told_apart
            && places().city(&other.text).is_none()
    }) && places()
        .city(
            &words
                .iter()
                .filter(|word| word.span.start >= found.span.end && word.span.end <= part.span.end)
                .map(|word| word.text.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        )
        .is_none()
}

/// The key of a company without its legal form: "Quux Inc" is registered as "Quux".
fn without_legal_form(key: &str) -> &str {
    let mut key = key;
    while let Some((head, last)) = key.rsplit_once(' ') {
        let legal =
            word(last).class == Some(Class::Company) && last.len() <= 11 && is_legal_form(last)
                || last == "co";
        if !legal {
            break;
        }
        key = head;
    }
    key
}

/// No name of an organisation, but the best that an address has.
fn is_weak(part: &Part) -> bool {
    match &part.reason {
        Reason::OnlyName => true,
        Reason::Word(head) => word(head).class == Some(Class::Part),
        _ => false,
    }
}

/// Where the last part of an address ends.
fn ends(address: &Address) -> usize {
    let parts =
        address.organizations.iter().chain(&address.departments).chain(&address.city).chain(
            address
                .country
                .as_ref()
                .filter(|(_, part)| {
                    part.reason != Reason::LastAddress && part.reason != Reason::MailDomain
                })
                .map(|(_, part)| part),
        );
    parts.map(|part| part.span.end).max().unwrap_or_default()
}

/// "Quux-Straße", "Quux's Inn Road": the word behind a name without a word for its kind is one of streets.
fn begins_street(raw: &str, name: &str, span: &Range<usize>) -> bool {
    let rest = raw.get(span.end..).unwrap_or_default();
    let next = rest.split([',', ';']).next().unwrap_or_default().split_whitespace().next();
    let next = next.or_else(|| rest.strip_prefix('-')).map(fold_words).unwrap_or_default();
    let street = next.split(' ').next().is_some_and(|next| word(next).is(Word::STREET));
    street && !name.split(' ').any(|own| word(own).class.is_some())
}

/// Whether words are the region, the country, the city or the postal code, or lie in it.
fn is_part_of_place(address: &Address, span: &Range<usize>) -> bool {
    let country = address.country.as_ref().map(|(_, part)| part);
    let places = address.region.iter().chain(&address.city).chain(&address.postal_code);
    let mut places = places.chain(country);
    places.any(|part| part.span.start <= span.start && span.end <= part.span.end)
}

fn is_organization(address: &Address, span: &Range<usize>) -> bool {
    address.organizations.iter().any(|part| part.span == *span)
}
