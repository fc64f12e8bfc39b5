//! The search index: what a browser reads to search the site without a server.
//!
//! In: documents as fields of plain text, with the row that stands for each in a list of hits; facets, whose values are lists of
//! documents; names of groups. Out: [`Index`], its files by name. Steps: 1. [`words`] cuts texts into folded words;
//! 2. [`gather`] turns the documents, in parallel, into lists of documents by word; 3. [`shards`] packs dictionary, lists and
//! places; 4. [`facets`], [`names`] and [`spelling`] pack the rest; 5. [`root`] says where everything is. Never: pages,
//! escaping of HTML, a choice of what may be shown: texts come as they may be published.
//!
//! # The format, version 1
//!
//! All files lie in `search/` and are classic scripts, since pages opened from a disk can load nothing else. Each holds one
//! call: `litdigest.shard("NAME","ID",JSON,"BASE64")`. `ID` names the content of the whole index; a file with another one comes
//! from another build. Documents are numbers: the articles in library order, then the curator's own pages.
//!
//! | file | JSON | bytes |
//! |---|---|---|
//! | `root` | [`root::Root`]: sizes, where each kind of shard begins, facets, tables of letters | none |
//! | `w0`, `w1` … | the words of the shard, front-coded | of each word its class and size, then its list |
//! | `w3-17` | nothing | the list of word 17 of shard 3, which is too long to lie in it |
//! | `p0`, `p3-17` … | nothing | the places of the words of the file with `w`, in the same order |
//! | `r0`, `r1` … | rows of documents that follow each other, as many as the root says | none |
//! | `f2-0`, `f2-1` … | values of facet 2: slug, label, number of articles, one after the other | their lists, in order |
//! | `n0` … | names of groups, folded and front-coded; then of each facet, slug, label and number of articles | none |
//! | `s0` … | halves of words, for misspellings, front-coded | none |
//! | `titles` | nothing | of each article its place in the order of titles |
//!
//! * **Front coding** ([`pack::front`]): of each string one letter for the length that it shares with the one before (base 36),
//!   and the rest; a blank between two, so strings have `_` for blanks, and no `_` of their own. They are in the order of their bytes.
//! * **Numbers** are LEB128. **Lists** ([`pack::list`]) are blocks of up to 128 documents: a byte for the width, then for each
//!   its distance from the one before it less one, and below it, of words, two bits of weight; lowest bits first.
//! * **A word** has two numbers: how many words back the last one of the same stem stands in this shard (0: none), and its number
//!   of documents times two, plus one if its list is in a file of its own. Words that have one stem share their first
//!   letters, and a shard does not end between such words, so a search finds the others beside the one that was typed.
//! * **The weight** says how much a word is a matter of a document, from 0 to 3 ([`weight`]). It is BM25F with the length of the
//!   fields in it; a browser multiplies it with the rarity of the word.
//! * **Places** are for each document a number of places, then each as the distance from the one before. Fields lie far apart.
//! * **Marked words**, which no text has: `=34357138`, `=10.1000/xyz`, `=pmc12`, `=0000-0002-1825-0097` an identifier; `=t1x2y3z` a
//!   title, by its hash; `smith:j`, `smith:jk`, `smith:john` an author; `heart attack=` a name of a group with the articles
//!   of the group.
//! * **Halves**: each word of letters stands in `s` twice, as `.first second` and as `~second first`, with a letter for the
//!   number of its documents at the end: one slip leaves one half of a word as it is.

mod document;
mod facets;
mod gather;
mod names;
mod pack;
mod root;
mod shards;
mod spelling;
#[cfg(test)]
mod tests;
mod weight;
mod words;

pub use document::{Document, Field, Source};
pub use facets::{Facet, Value};

pub use names::Name;
pub use words::fold;

use rayon::prelude::*;

/// The version of the format, which the engine in the browser must know.
const FORMAT: u32 = 1;

/// A search index.
#[derive(Debug)]
pub struct Index {
    /// Names the content: another content has another one.
    pub id: String,
    files: Vec<File>,
    blocks: usize,
    block: usize,
}

/// A file of the index but for the rows.
#[derive(Debug)]
struct File {
    name: String,
    json: String,
    bytes: Vec<u8>,
}

impl File {
    fn new(name: impl Into<String>, json: String, bytes: Vec<u8>) -> Self {
        File { name: name.into(), json, bytes }
    }
}

/// Makes the index. Facets and names come in the order of the groupings.
pub fn build(source: &dyn Source, facets: &[Facet<'_>], names: &[Name<'_>]) -> Index {
    let documents = source.documents();
    let block = root::block(documents);
    let gathered = gather::gather(source, block);
    let groups = names::lists(names, facets);
    let lists = gather::merge(&gathered, &groups);
    let common = shards::common(&lists, documents);
    let words = shards::words(&lists, documents, &common);
    let spelled = spelling::shards(&lists);
    let named = names::shards(names, facets);
    let packed: Vec<facets::Packed> = (0..facets.len())
        .into_par_iter()
        .filter_map(|at| Some(facets::pack(at, facets.get(at)?)))
        .collect();
    let titles = facets::titles(source);
    let root = root::Root {
        version: FORMAT,
        documents,
        articles: source.articles(),
        block,
        words: pack::front(words.firsts.iter().map(String::as_str)),
        halves: pack::front(spelled.firsts.iter().map(String::as_str)),
        names: pack::front(named.firsts.iter().map(String::as_str)),
        common: common.join(" "),
        letters: words::letters(),
        greek: words::greek(),
        facets: packed.iter().map(|packed| packed.head.clone()).collect(),
    };
    let mut files = vec![File::new("root", root.json(), Vec::new())];
    files.extend([words.files, spelled.files, named.files].into_iter().flatten());
    files.extend(packed.into_iter().flat_map(|packed| packed.files));
    files.push(titles);
    let id = id(&files, &gathered);
    Index { id, files, blocks: documents.div_ceil(block), block }
}

/// The name of the content.
fn id(files: &[File], gathered: &[gather::Chunk]) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in files {
        for part in [file.name.as_bytes(), file.json.as_bytes(), &file.bytes] {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part);
        }
    }
    for chunk in gathered {
        chunk.rows.iter().for_each(|rows| {
            hasher.update(rows);
        });
    }
    hasher.finalize().to_hex().chars().take(12).collect()
}

impl Index {
    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len() + self.blocks
    }

    /// Whether there are none; a built index has some.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The name of a file, without its folder: `w0.js`.
    pub fn name(&self, at: usize) -> String {
        match self.files.get(at) {
            Some(file) => format!("{}.js", file.name),
            None => format!("r{}.js", at - self.files.len()),
        }
    }

    /// The bytes of a file. Rows are made again of the source that the index was made of: they are as large as the texts.
    pub fn bytes(&self, at: usize, source: &dyn Source) -> Vec<u8> {
        let (name, json, bytes) = if let Some(file) = self.files.get(at) {
            (file.name.clone(), file.json.clone(), file.bytes.as_slice())
        } else {
            let number = at - self.files.len();
            (format!("r{number}"), gather::rows(source, number, self.block), &[][..])
        };
        let coded = crate::text::base64::base64(bytes);
        format!("litdigest.shard(\"{name}\",\"{}\",{json},\"{coded}\")\n", self.id).into_bytes()
    }
}
