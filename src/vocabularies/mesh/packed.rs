//! MeSH as a packed table.
//!
//! In: a [`Mesh`], or the bytes of a table. Out: the other. Parts: pieces of names, names, places of the parents, places in
//! the tree (categories, depth, whether it is the top).

use super::{Mesh, TreePlace};
use crate::vocabularies::Origin;
use crate::vocabularies::numbers::{self, Lists, Numbers};
use crate::vocabularies::packed;
use crate::vocabularies::strings::Strings;

const PARTS: usize = 4;

pub(super) fn write(mesh: &Mesh, origin: &Origin) -> Vec<u8> {
    let [pieces, names] = mesh.names.parts();
    let mut places = Vec::new();
    for place in &mesh.places {
        numbers::put(place.categories, &mut places);
        numbers::put(u32::from(place.depth) * 2 + u32::from(place.top), &mut places);
    }
    packed::write(origin, &[pieces, names, mesh.parents.bytes(), places])
}

pub(super) fn read(bytes: &[u8]) -> Result<Mesh, String> {
    let (origin, parts) = packed::read(bytes, PARTS)?;
    let Ok::<[Vec<u8>; PARTS], _>([pieces, names, parents, places]) = parts.try_into() else {
        return Err("it has other parts".to_owned());
    };
    unpack(&pieces, names, &parents, &places)
        .map(|mesh| Mesh { origin, ..mesh })
        .ok_or_else(|| "it is damaged".to_owned())
}

fn unpack(pieces: &[u8], names: Vec<u8>, parents: &[u8], places: &[u8]) -> Option<Mesh> {
    let mut numbers = Numbers(places);
    let mut places = Vec::new();
    while let Some(categories) = numbers.next() {
        let depth = numbers.next()?;
        let top = depth % 2 == 1;
        places.push(TreePlace { categories, depth: u8::try_from(depth / 2).ok()?, top });
    }
    let parents = Lists::read(parents, places.len())?;
    let names = Strings::read(pieces, names, places.len())?;
    let children = parents.turned();
    Some(Mesh { names, parents, children, places, origin: Origin::default() })
}
