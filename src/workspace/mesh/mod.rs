//! The registry of Medical Subject Headings: descriptors, their entry terms and their places in the tree.
//!
//! In: the file that `[topics] mesh` names: NLM's descriptor file as XML (`desc2026.xml`) or ASCII (`d2026.bin`), either of
//! them as it is or as .gz; or a table of descriptors (tab-separated: ui, name, tree numbers) with the table of terms beside
//! it. Out: [`Mesh`]. Never: matching, or which headings are topics. The file is streamed: what is not kept is never held.

mod ascii;
mod tables;
mod xml;

use super::unreadable;
use crate::diag::{Diagnostic, Place, codes};
use flate2::bufread::MultiGzDecoder;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::Arc;

/// Where NLM offers the file, for messages.
const SOURCE: &str = "https://www.nlm.nih.gov/databases/download/mesh.html";

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
    descriptors: Vec<Descriptor>,
    parents: Vec<Vec<u32>>,
    children: Vec<Vec<u32>>,
}

impl Mesh {
    /// Sorts descriptors and ties each to those one step above and below it. Of two with one identifier the first stays.
    pub fn of(mut descriptors: Vec<Descriptor>) -> Self {
        descriptors.sort_by(|a, b| a.ui.cmp(&b.ui));
        descriptors.dedup_by(|b, a| a.ui == b.ui);
        for descriptor in &mut descriptors {
            let Descriptor { name, terms, .. } = descriptor;
            terms.retain(|term| term != name);
            terms.sort();
            terms.dedup();
        }
        let mut at: HashMap<&str, u32> = HashMap::new();
        for (place, descriptor) in (0..).zip(&descriptors) {
            for tree in &descriptor.trees {
                at.entry(tree).or_insert(place);
            }
        }
        let mut parents: Vec<Vec<u32>> = vec![Vec::new(); descriptors.len()];
        let mut children = parents.clone();
        for (place, descriptor) in (0..).zip(&descriptors) {
            for tree in &descriptor.trees {
                let above = tree.rsplit_once('.').and_then(|(above, _)| at.get(above).copied());
                let Some(above) = above.filter(|above| *above != place) else { continue };
                if let Some(parents) = parents.get_mut(place as usize) {
                    parents.push(above);
                }
                if let Some(children) = children.get_mut(above as usize) {
                    children.push(place);
                }
            }
        }
        for list in parents.iter_mut().chain(&mut children) {
            list.sort_unstable();
            list.dedup();
        }
        Mesh { descriptors, parents, children }
    }

    /// All of them, by identifier.
    pub fn descriptors(&self) -> &[Descriptor] {
        &self.descriptors
    }

    /// The places of the descriptors one step above.
    pub fn parents(&self, place: u32) -> &[u32] {
        self.parents.get(place as usize).map_or(&[], Vec::as_slice)
    }

    /// The places of the descriptors one step below.
    pub fn children(&self, place: u32) -> &[u32] {
        self.children.get(place as usize).map_or(&[], Vec::as_slice)
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

/// Reads the registry. `name` is a path relative to the site, or an absolute one. A file that ends too early, or in
/// which there is no descriptor, is refused: topics from half a registry would look right and be wrong.
pub fn read(site: &Path, name: &str) -> Result<Mesh, Diagnostic> {
    let path = site.join(name);
    let file: Arc<str> = Arc::from(name.replace('\\', "/"));
    let opened = open(&path, &file)?;
    let mut reader = plain(opened).map_err(|error| broken(&file, &error.to_string()))?;
    let head = reader.fill_buf().map_err(|error| broken(&file, &error.to_string()))?;
    let head = String::from_utf8_lossy(head.get(..head.len().min(4_096)).unwrap_or_default());
    let head = head.trim_start_matches('\u{feff}').trim_start().to_owned();
    let read = if head.starts_with('<') {
        xml::read(reader)
    } else if head.starts_with("*NEWRECORD") {
        ascii::read(reader)
    } else if tables::is_descriptors(&head) {
        let beside = tables::terms_beside(name);
        let terms_file: Arc<str> = Arc::from(beside.replace('\\', "/"));
        let terms = open(&site.join(&beside), &terms_file)?;
        plain(terms)
            .map_err(|error| error.to_string())
            .and_then(|terms| tables::read(reader, terms))
    } else {
        Err("it is neither NLM's descriptor file as XML or ASCII nor a table of descriptors"
            .to_owned())
    };
    match read {
        Ok(descriptors) if descriptors.is_empty() => Err(broken(&file, "it holds no descriptor")),
        Ok(descriptors) => Ok(Mesh::of(descriptors)),
        Err(why) => Err(broken(&file, &why)),
    }
}

fn open(path: &Path, file: &Arc<str>) -> Result<File, Diagnostic> {
    let missing = |error: &std::io::Error| {
        unreadable(file, error)
            .done("wrote nothing")
            .help(format!(
                "correct `mesh` in [topics], which is relative to the site's folder; NLM offers the descriptor file at {SOURCE}"
            ))
    };
    let metadata = std::fs::metadata(path).map_err(|error| missing(&error))?;
    if metadata.is_dir() {
        return Err(missing(&std::io::ErrorKind::IsADirectory.into()));
    }
    File::open(path).map_err(|error| missing(&error))
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

fn broken(file: &Arc<str>, why: &str) -> Diagnostic {
    Diagnostic::new(&codes::BAD_REGISTRY, format!("{file} could not be used as MeSH: {why}"))
        .at(Place::file(file))
        .done("wrote nothing")
        .help(format!(
            "download the descriptor file again (desc20XX.xml or d20XX.bin, plain or .gz): {SOURCE}; or take `mesh` out of [topics]"
        ))
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
