//! Which organisations each affiliation names, and the countries that it speaks of.
//!
//! In: the distinct affiliations as parsed, the registry where there is one. Out: [`Organizations`]. A country that stands in
//! the words reaches the organisations it stands with; where none stands, an organisation of the registry brings its own.
//! Never: which names are one institution.

use super::registry::{Named, Registry};
use crate::affiliations::places::places;
use crate::affiliations::{Address, CountryId, Parsed, Reason};
use crate::grouping::why::Why;
use rayon::prelude::*;

/// What every distinct affiliation names, in the order of the affiliations.
#[derive(Debug, Default)]
pub(in crate::grouping) struct Organizations {
    /// Its organisations, best first.
    pub(super) named: Vec<Vec<Named>>,
    /// Its countries, each with what says so.
    pub(in crate::grouping) countries: Vec<Vec<(CountryId, Why)>>,
}

impl Organizations {
    /// Finds them, each string by itself.
    pub(in crate::grouping) fn of(
        raw: &[&str],
        parsed: &[Parsed],
        registry: Option<&Registry>,
    ) -> Organizations {
        let both = raw.par_iter().zip(parsed).map(|(raw, parsed)| {
            let named = named(raw, parsed, registry);
            let countries = countries(parsed, &named, registry);
            (named, countries)
        });
        let (named, countries) = both.unzip();
        Organizations { named, countries }
    }
}

/// The organisations of one string, best first.
fn named(raw: &str, parsed: &Parsed, registry: Option<&Registry>) -> Vec<Named> {
    if let Some(registry) = registry {
        return registry.organizations(raw, parsed);
    }
    let of_address = parsed.addresses.iter().enumerate();
    let names = of_address
        .flat_map(|(address, of)| of.organizations.iter().map(move |part| (address, part)));
    names
        .map(|(address, part)| Named {
            address,
            name: part.text.clone(),
            registered: None,
            ror: None,
        })
        .collect()
}

/// The countries of one string.
fn countries(
    parsed: &Parsed,
    named: &[Named],
    registry: Option<&Registry>,
) -> Vec<(CountryId, Why)> {
    let mut out: Vec<(CountryId, Why)> = Vec::new();
    let mut add = |id: CountryId, why: &dyn Fn() -> Why| {
        if !out.iter().any(|(other, _)| *other == id) {
            out.push((id, why()));
        }
    };
    for (address, of) in parsed.addresses.iter().enumerate() {
        let own = || named.iter().filter(move |named| named.address == address);
        let known = || own().filter_map(|named| Some((named, home(named, registry)?)));
        let stated = of.country.as_ref().filter(|_| !is_weak(of) || known().next().is_none());
        if let Some((id, part)) = stated {
            add(*id, &|| Why::Words(part.text.as_str().into()));
        }
        for (named, (id, name)) in known() {
            add(id, &|| Why::Ror(Box::new([named.name.as_str().into(), name.into()])));
        }
    }
    out
}

/// Where the registry says that an organisation lies, and its name there.
fn home<'r>(named: &Named, registry: Option<&'r Registry>) -> Option<(CountryId, &'r str)> {
    let one = registry?.get(named.ror?)?;
    Some((places().country_by_code(&one.country)?, one.name.as_str()))
}

/// Whether an address has no other word for its country than one inside the name of an organisation.
pub(super) fn is_weak(address: &Address) -> bool {
    address.country.as_ref().is_some_and(|(_, part)| {
        matches!(part.reason, Reason::Nation | Reason::Known(_))
            || is_in_name(address, part.span.start)
    })
}

fn is_in_name(address: &Address, at: usize) -> bool {
    address.organizations.iter().any(|part| part.span.contains(&at))
}
