//! The registry as a packed table.
//!
//! In: a [`Ror`], or the bytes of a table. Out: the other. Parts: pieces of names, names, their lengths, the same of texts, numbers of
//! identifiers, countries, places of the parents, places of the successors. Organisations whose identifier is none of the registry's cannot be packed.

use super::Ror;
use super::id::Ids;
use crate::vocabularies::Origin;
use crate::vocabularies::numbers::{self, Lists, Numbers};
use crate::vocabularies::packed;
use crate::vocabularies::strings::Strings;

const PARTS: usize = 10;

pub(super) fn write(ror: &Ror, origin: &Origin) -> Vec<u8> {
    let mut ids = Vec::new();
    numbers::put_sorted(&ror.ids.numbers(), &mut ids);
    let countries = ror.countries.iter().flat_map(|country| country.to_be_bytes()).collect();
    let (parents, successors) = (ror.parents.bytes(), ror.successors.bytes());
    let strings = [ror.names.parts(), ror.texts.parts()].into_iter().flatten();
    let parts: Vec<Vec<u8>> = strings.chain([ids, countries, parents, successors]).collect();
    packed::write(origin, &parts)
}

pub(super) fn read(bytes: &[u8]) -> Result<Ror, String> {
    let (origin, parts) = packed::read(bytes, PARTS)?;
    let Ok::<[Vec<u8>; PARTS], _>(parts) = parts.try_into() else {
        return Err("it has other parts".to_owned());
    };
    unpack(parts).map(|ror| Ror { origin, ..ror }).ok_or_else(|| "it is damaged".to_owned())
}

fn unpack(parts: [Vec<u8>; PARTS]) -> Option<Ror> {
    let [pieces, names, lengths, other, texts, other_lengths, ids, countries, parents, successors] =
        parts;
    let (codes, rest) = countries.as_chunks::<2>();
    let count = codes.len();
    let mut numbers = Vec::new();
    Numbers(&ids).next_sorted(&mut numbers)?;
    let (names, texts) = rayon::join(
        || Strings::read(&pieces, names, &lengths, count),
        || Strings::read(&other, texts, &other_lengths, count),
    );
    let ror = Ror {
        names: names?,
        texts: texts?,
        ids: Ids::of_numbers(&numbers, count),
        countries: codes.iter().map(|code| u16::from_be_bytes(*code)).collect(),
        parents: Lists::read(&parents, count)?,
        successors: Lists::read(&successors, count)?,
        origin: Origin::default(),
    };
    (rest.is_empty() && numbers.len() <= count).then_some(ror)
}
