//! MeSH as a packed table.
//!
//! In: a [`Mesh`], or the bytes of a table. Out: the other. Parts: how many descriptors there are, pieces of names, names, their
//! lengths, the parents of each, the places of each in the tree.

use super::Mesh;
use crate::vocabularies::Origin;
use crate::vocabularies::numbers::{self, Lists, Numbers};
use crate::vocabularies::packed;
use crate::vocabularies::strings::Strings;

const PARTS: usize = 6;

pub(super) fn write(mesh: &Mesh, origin: &Origin) -> Vec<u8> {
    let mut count = Vec::new();
    numbers::put(u32::try_from(mesh.len()).unwrap_or(u32::MAX), &mut count);
    let [pieces, names, lengths] = mesh.names.parts();
    let (parents, places) = (mesh.parents.bytes(), mesh.places.bytes());
    packed::write(origin, &[count, pieces, names, lengths, parents, places])
}

pub(super) fn read(bytes: &[u8]) -> Result<Mesh, String> {
    let (origin, parts) = packed::read(bytes, PARTS)?;
    let Ok::<[Vec<u8>; PARTS], _>(parts) = parts.try_into() else {
        return Err("it has other parts".to_owned());
    };
    unpack(parts).map(|mesh| Mesh { origin, ..mesh }).ok_or_else(|| "it is damaged".to_owned())
}

fn unpack([count, pieces, names, lengths, parents, places]: [Vec<u8>; PARTS]) -> Option<Mesh> {
    let count = Numbers(&count).next()? as usize;
    let names = Strings::read(&pieces, names, &lengths, count)?;
    let (parents, places) = (Lists::read(&parents, count)?, Lists::read(&places, count)?);
    let children = parents.turned();
    Some(Mesh { names, parents, children, places, origin: Origin::default() })
}
