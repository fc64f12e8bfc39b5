//! Medical Subject Headings: descriptors, their entry terms and their places in the tree.
//!
//! In: the built-in table, or the file that `[topics] mesh` names: NLM's descriptor file as XML (`desc2026.xml`) or ASCII (`d2026.bin`), either of
//! them as it is or as .gz; or a table of descriptors (tab-separated: ui, name, tree numbers) with the table of terms beside
//! it. Out: [`Mesh`]. Never: matching, or which headings are topics. The file is streamed: what is not kept is never held.

mod ascii;
mod packed;
mod tables;
mod xml;

use super::numbers::Lists;
use super::strings::Strings;
use super::{Origin, broken};
use crate::diag::Diagnostic;
use crate::text::terms::tokens::phrase_hash;
use crate::workspace;
use flate2::bufread::MultiGzDecoder;
use rayon::prelude::*;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

/// The built-in vocabulary; `cargo run --release --example pack -- mesh FILES…` makes it.
const BUILT_IN: &[u8] = include_bytes!("../../../data/mesh.packed");

/// Where NLM offers the file, for messages.
const SOURCE: &str = "https://www.nlm.nih.gov/databases/download/mesh.html";

/// What a packed table says of itself, where `what` is the issue in words.
pub fn origin(what: &str) -> Origin {
    Origin {
        what: what.to_owned(),
        source: "U.S. National Library of Medicine, https://www.nlm.nih.gov/mesh/".to_owned(),
        licence: "free to use with attribution; NLM has not endorsed this program, and the names may not be the most current"
            .to_owned(),
    }
}

/// One descriptor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Descriptor {
    /// NLM's identifier: `D000690`.
    pub ui: Box<str>,
    /// The heading as records print it: "Muscle, Skeletal".
    pub name: Box<str>,
    /// Places in the tree: `A10.690.552.500`; none for a few descriptors.
    pub trees: Vec<Box<str>>,
    /// Other words for it, the heading itself left out.
    pub terms: Vec<Box<str>>,
}

/// All descriptors, sorted by identifier.
#[derive(Debug, Default)]
pub struct Mesh {
    /// Of each descriptor its name and its other terms.
    names: Strings,
    parents: Lists,
    children: Lists,
    /// Of each descriptor its places in the tree, as numbers.
    places: Lists,
    /// Where it comes from; empty for a file of the curator's.
    origin: Origin,
}

/// A place in the tree: "C04.588" stands two steps from the top in the fourth branch of category C.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreePlace {
    /// The letter of the category, A to Z.
    pub category: char,
    /// The number of the branch in it.
    pub branch: u8,
    /// Steps from the top: 1 for the branch itself; 15 for all that are deeper.
    pub steps: u8,
}

/// A term of a descriptor, found by its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The place of the descriptor.
    pub place: u32,
    /// As it is printed.
    pub text: String,
    /// It is the descriptor's name, and not another word for it.
    pub name: bool,
}

impl TreePlace {
    /// Reads a tree number; nothing for what is none.
    fn of(tree: &str) -> Option<Self> {
        let first = tree.split('.').next()?;
        let category = first.chars().next().filter(char::is_ascii_uppercase)?;
        let branch = first.get(1..)?.parse().ok()?;
        let steps = tree.split('.').count().min(15);
        Some(TreePlace { category, branch, steps: u8::try_from(steps).ok()? })
    }

    /// The place as one number, and back.
    fn number(self) -> u32 {
        u32::from(self.category) << 12 | u32::from(self.branch) << 4 | u32::from(self.steps)
    }

    fn of_number(number: u32) -> Self {
        let byte = |shift: u32, mask: u32| u8::try_from(number >> shift & mask).unwrap_or_default();
        let (category, branch, steps) = (char::from(byte(12, 0xff)), byte(4, 0xff), byte(0, 0xf));
        TreePlace { category, branch, steps }
    }
}

impl Mesh {
    /// Sorts descriptors and ties each to those one step above and below it. Of two with one identifier the first stays. Of
    /// terms that differ in capitals, plural or the order around a comma one stays.
    pub fn of(mut descriptors: Vec<Descriptor>) -> Self {
        descriptors.sort_by(|a, b| a.ui.cmp(&b.ui));
        descriptors.dedup_by(|b, a| a.ui == b.ui);
        let parents = parents(&descriptors);
        let names: Vec<Vec<Box<str>>> = descriptors.par_iter().map(distinct).collect();
        Mesh {
            names: Strings::of(&names),
            children: parents.turned(),
            parents,
            places: Lists::of(descriptors.iter().map(places)),
            origin: Origin::default(),
        }
    }

    /// The built-in vocabulary.
    pub fn built_in() -> Self {
        // A test holds that it can be read.
        packed::read(BUILT_IN).unwrap_or_default()
    }

    /// What the built-in vocabulary says of itself; its names are not read.
    pub fn origin_of_built_in() -> Origin {
        super::packed::origin_of(BUILT_IN).unwrap_or_default()
    }

    /// Reads a packed table.
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn unpacked(bytes: &[u8]) -> Result<Self, String> {
        packed::read(bytes)
    }

    /// The bytes of a packed table.
    pub fn packed(&self, origin: &Origin) -> Vec<u8> {
        packed::write(self, origin)
    }

    /// How many descriptors there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.len() == 0
    }

    /// Where it comes from; empty for a file of the curator's.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The heading as records print it: "Muscle, Skeletal".
    pub fn name(&self, place: u32) -> String {
        self.names.first_of(place)
    }

    /// The heading and all other words for it.
    pub fn terms(&self, place: u32) -> Vec<String> {
        self.names.of_entry(place)
    }

    /// Where a descriptor stands in the tree; nowhere for a few.
    pub fn tree_places(&self, place: u32) -> impl Iterator<Item = TreePlace> + '_ {
        self.places.get(place).iter().map(|number| TreePlace::of_number(*number))
    }

    /// The terms all of whose words somebody knows, by descriptor, its name first. `knows` is asked once for each word
    /// of the vocabulary: a run of letters and digits, as printed. `room` is what each thread has to work in.
    pub fn known<R>(
        &self,
        room: impl Fn() -> R + Send + Sync,
        knows: impl Fn(&mut R, &str) -> bool + Send + Sync,
    ) -> Vec<Term> {
        let of = |room: &mut R, number: u32| {
            self.names.word(number).is_none_or(|word| knows(room, word))
        };
        let pieces = (0..self.names.pieces()).into_par_iter().with_min_len(4096);
        let known: Vec<bool> = pieces.map_init(room, of).collect();
        let mut found = Vec::new();
        self.names.each(|place, nth, numbers| {
            if numbers.iter().all(|number| known.get(*number as usize) == Some(&true)) {
                found.push(Term { place, text: self.names.text(numbers), name: nth == 0 });
            }
        });
        found
    }

    /// The places of the descriptors one step above.
    pub fn parents(&self, place: u32) -> &[u32] {
        self.parents.get(place)
    }

    /// The places of the descriptors one step below.
    pub fn children(&self, place: u32) -> &[u32] {
        self.children.get(place)
    }

    /// A descriptor and all below it, sorted.
    pub fn with_descendants(&self, place: u32) -> Vec<u32> {
        let mut found = vec![place];
        let mut at = 0;
        // The tree of a damaged file may run in circles; what was met is not walked again.
        let mut met = std::collections::BTreeSet::from([place]);
        while let Some(next) = found.get(at).copied() {
            at += 1;
            found.extend(self.children(next).iter().copied().filter(|child| met.insert(*child)));
        }
        found.sort_unstable();
        found
    }
}

/// The distinct places of a descriptor in the tree.
fn places(descriptor: &Descriptor) -> Vec<u32> {
    let places = descriptor.trees.iter().filter_map(|tree| TreePlace::of(tree));
    let mut numbers: Vec<u32> = places.map(TreePlace::number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// For each descriptor those one step above it, by the tree numbers.
fn parents(descriptors: &[Descriptor]) -> Lists {
    let mut at: HashMap<&str, u32> = HashMap::new();
    for (place, descriptor) in (0..).zip(descriptors) {
        for tree in &descriptor.trees {
            at.entry(tree).or_insert(place);
        }
    }
    let above = |(place, descriptor): (u32, &Descriptor)| {
        let trees = descriptor.trees.iter();
        let above = trees.filter_map(|tree| at.get(tree.rsplit_once('.')?.0).copied());
        let mut above: Vec<u32> = above.filter(|above| *above != place).collect();
        above.sort_unstable();
        above.dedup();
        above
    };
    Lists::of((0..).zip(descriptors).map(above))
}

/// The name, and of the terms those that say more than capitals, plural or the order around commas.
fn distinct(descriptor: &Descriptor) -> Vec<Box<str>> {
    let turned = |text: &str| {
        let parts: Vec<&str> = text.split(", ").collect();
        phrase_hash(&parts.into_iter().rev().collect::<Vec<_>>().join(" "))
    };
    // Terms without a comma are what texts say; they are looked at first.
    let mut terms: Vec<&Box<str>> = descriptor.terms.iter().collect();
    terms.sort_by_key(|term| (term.contains(", "), &***term));
    let mut met = vec![phrase_hash(&descriptor.name)];
    let mut kept = vec![descriptor.name.clone()];
    for term in terms {
        let (own, turned) = (phrase_hash(term), turned(term));
        if !met.contains(&own) && (own == turned || !met.contains(&turned)) {
            met.push(own);
            kept.push(term.clone());
        }
    }
    kept
}

/// Reads the descriptors of a file. `name` is a path relative to the site, or an absolute one.
///
/// # Errors
/// A file that cannot be read, that ends too early, or in which there is no descriptor: topics from half a vocabulary
/// would look right and be wrong.
pub fn descriptors(site: &Path, name: &str) -> Result<Vec<Descriptor>, Diagnostic> {
    let (file, opened) = open(site, name)?;
    let wrong = |why: &str| broken(&file, WANTED, why, help());
    let mut reader = plain(opened).map_err(|error| wrong(&error.to_string()))?;
    let head = reader.fill_buf().map_err(|error| wrong(&error.to_string()))?;
    let head = String::from_utf8_lossy(head.get(..head.len().min(4_096)).unwrap_or_default());
    let head = head.trim_start_matches('\u{feff}').trim_start().to_owned();
    let read = if head.starts_with('<') {
        xml::read(reader)
    } else if head.starts_with("*NEWRECORD") {
        ascii::read(reader)
    } else if tables::is_descriptors(&head) {
        let (_, terms) = open(site, &tables::terms_beside(name))?;
        plain(terms)
            .map_err(|error| error.to_string())
            .and_then(|terms| tables::read(reader, terms))
    } else {
        Err("it is neither NLM's descriptor file as XML or ASCII nor a table of descriptors"
            .to_owned())
    };
    match read {
        Ok(descriptors) if descriptors.is_empty() => Err(wrong("it holds no descriptor")),
        Ok(descriptors) => Ok(descriptors),
        Err(why) => Err(wrong(&why)),
    }
}

/// Reads the vocabulary of a file, as [`descriptors`] does.
///
/// # Errors
/// As [`descriptors`].
pub fn read(site: &Path, name: &str) -> Result<Mesh, Diagnostic> {
    descriptors(site, name).map(Mesh::of)
}

/// Brings the headings of a newer year, a table `ui name`, into descriptors: a heading that was renamed keeps its old name as
/// another word for it, a new one stands outside the tree, and one that is gone stays.
///
/// # Errors
/// A file that cannot be read, or that is no such table.
pub fn rename(
    descriptors: &mut Vec<Descriptor>,
    site: &Path,
    name: &str,
) -> Result<(), Diagnostic> {
    let (file, opened) = open(site, name)?;
    let read = plain(opened).map_err(|error| error.to_string());
    read.and_then(|reader| tables::rename(descriptors, reader))
        .map_err(|why| broken(&file, "table of headings", &why, help()))
}

/// What a file should be, in messages.
const WANTED: &str = "MeSH descriptor file";

fn help() -> String {
    format!(
        "download the descriptor file again (desc20XX.xml or d20XX.bin, plain or .gz): {SOURCE}; or take `mesh` out of [topics], and the built-in vocabulary is used"
    )
}

fn open(site: &Path, name: &str) -> Result<(Arc<str>, File), Diagnostic> {
    workspace::open(site, name).map_err(|said| {
        said.done("wrote nothing").help(format!(
            "correct `mesh` in [topics], which is relative to the site's folder, or take it out and the built-in vocabulary is used; NLM offers the descriptor file at {SOURCE}"
        ))
    })
}

/// The content of a file, inflated where it is compressed.
fn plain(file: File) -> std::io::Result<Box<dyn BufRead>> {
    let mut reader = BufReader::with_capacity(1 << 16, file);
    let compressed = reader.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    Ok(match compressed {
        true => Box::new(BufReader::with_capacity(1 << 16, MultiGzDecoder::new(reader))),
        false => Box::new(reader),
    })
}

/// Calls `each` with every line, without its end. Bytes that are not UTF-8 are read as Windows-1252.
fn lines(
    mut reader: impl BufRead,
    mut each: impl FnMut(&str) -> Result<(), String>,
) -> Result<(), String> {
    let mut line = Vec::new();
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(|error| error.to_string())? == 0 {
            return Ok(());
        }
        match std::str::from_utf8(&line) {
            Ok(text) => each(text.trim_end_matches(['\n', '\r']))?,
            Err(_) => each(
                encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(&line)
                    .0
                    .trim_end_matches(['\n', '\r']),
            )?,
        }
    }
}
