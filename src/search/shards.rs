//! The shards of words: dictionary, lists of documents, and places in twins beside them.
//!
//! In: lists by word. Out: files, and the first word of each shard. Never: what a word is.

use super::gather::List;
use super::{File, pack};
use crate::text::hash::hash;
use crate::text::terms::fold::fold_word;
use crate::text::terms::stem::stem_hash;
use crate::text::terms::stop::{Weight, weight};
use ahash::{HashMap, HashMapExt};
use rayon::prelude::*;
use std::ops::Range;

/// A list of more bytes has a file of its own.
const LONG: usize = 8 << 10;
/// Places of more bytes are left out where the word is a common one: a phrase then takes it for any word.
const MOST_PLACES: usize = 128 << 10;
/// Letters in which words of one stem agree.
const STEM: usize = 5;

/// Shards, and the first string of each.
pub(super) struct Shards {
    pub(super) files: Vec<File>,
    pub(super) firsts: Vec<String>,
}

/// Bytes of a shard: small where a search would load many others beside it, large where few files are better.
pub(super) fn size(documents: usize) -> usize {
    if documents <= 10_000 { 24 << 10 } else { 12 << 10 }
}

/// Function words that so many documents have that a search goes on without them, sorted.
pub(super) fn common<'l>(lists: &[List<'l>], documents: usize) -> Vec<&'l str> {
    let enough = (documents / 12).max(20);
    let says_nothing = |word: &str| {
        let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
        letters && weight(hash(word.as_bytes()), word.as_bytes()) == Weight::Function
    };
    let common = lists.iter().filter(|list| list.is_word() && list.len() > enough);
    common.map(|list| list.word).filter(|word| says_nothing(word)).collect()
}

/// A word made ready for its shard.
struct Word<'l> {
    text: &'l str,
    stem: Option<u64>,
    documents: u32,
    list: Vec<u8>,
    places: Vec<u8>,
}

/// The shards of all words.
pub(super) fn words(lists: &[List<'_>], documents: usize, common: &[&str]) -> Shards {
    let spellings = spellings(lists);
    let packed: Vec<Word<'_>> = lists
        .par_iter()
        .enumerate()
        .map(|(at, list)| packed(list, others(lists, &spellings, at), common))
        .collect();
    let ranges = cut(&packed, size(documents));
    let files: Vec<Vec<File>> = ranges
        .par_iter()
        .enumerate()
        .map(|(number, range)| shard(number, packed.get(range.clone()).unwrap_or_default()))
        .collect();
    let firsts = (0..ranges.len()).map(|at| first(&packed, &ranges, at)).collect();
    Shards { files: files.into_iter().flatten().collect(), firsts }
}

/// As many letters of a shard's first word as tell it from the last word of the shard before.
fn first(packed: &[Word<'_>], ranges: &[Range<usize>], at: usize) -> String {
    let word = |place: Option<usize>| {
        place.and_then(|place| packed.get(place)).map_or("", |word| word.text)
    };
    let start = ranges.get(at).map(|range| range.start);
    tells(word(start.and_then(|start| start.checked_sub(1))), word(start))
}

/// The shortest beginning of a string that stands behind another one.
pub(super) fn tells(before: &str, word: &str) -> String {
    let pairs = before.chars().zip(word.chars());
    let shared = pairs.take_while(|(a, b)| a == b).count();
    word.chars().take(shared + 1).collect()
}

/// Words that are spellings of one: "tumour" and "tumor". Each finds what the others find.
struct Spellings {
    /// The family of a word.
    family: HashMap<usize, usize>,
    families: Vec<Vec<usize>>,
}

fn spellings(lists: &[List<'_>]) -> Spellings {
    let american = |list: &List<'_>| -> Option<String> {
        let letters = list.word.bytes().all(|byte| byte.is_ascii_lowercase());
        if !letters {
            return None;
        }
        let mut folded = Vec::new();
        fold_word(list.word, &mut folded);
        (folded != list.word.as_bytes()).then(|| String::from_utf8(folded).ok()).flatten()
    };
    let other: Vec<(usize, String)> =
        lists.par_iter().enumerate().filter_map(|(at, list)| Some((at, american(list)?))).collect();
    let mut of: HashMap<String, usize> = HashMap::new();
    let mut out = Spellings { family: HashMap::new(), families: Vec::new() };
    for (at, american) in other {
        let family = *of.entry(american).or_insert_with_key(|american| {
            let own = lists.binary_search_by(|list| list.word.cmp(american)).ok();
            out.families.push(own.into_iter().collect());
            out.families.len() - 1
        });
        if let Some(members) = out.families.get_mut(family) {
            members.push(at);
        }
    }
    for (number, members) in out.families.iter().enumerate() {
        out.family.extend(members.iter().map(|member| (*member, number)));
    }
    out
}

/// The other spellings of a word.
fn others<'l, 'c>(lists: &'l [List<'c>], spellings: &Spellings, at: usize) -> Vec<&'l List<'c>> {
    let family = spellings.family.get(&at).and_then(|family| spellings.families.get(*family));
    let others = family.into_iter().flatten().filter(|other| **other != at);
    others.filter_map(|other| lists.get(*other)).collect()
}

fn packed<'l>(list: &List<'l>, others: Vec<&List<'_>>, common: &[&str]) -> Word<'l> {
    let entries = if others.is_empty() { list.entries() } else { list.with(&others) };
    let mut packed = Vec::new();
    pack::list(&entries.entries, 2, &mut packed);
    let mut places = if list.is_word() { entries.places.into_owned() } else { Vec::new() };
    if places.len() > MOST_PLACES && common.binary_search(&list.word).is_ok() {
        places = Vec::new();
    }
    let stem = list.is_word().then(|| stem_hash(list.word, &mut Vec::new()));
    let documents = u32::try_from(entries.entries.len()).unwrap_or(u32::MAX);
    Word { text: list.word, stem, documents, list: packed, places }
}

/// Which words lie in one shard.
fn cut(words: &[Word<'_>], size: usize) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    let mut last = "";
    for (at, word) in words.iter().enumerate() {
        let near = pack::shared(last, word.text) >= STEM;
        // Of what is found only as a whole a search wants one word.
        let size = if word.text.starts_with('=') { size / 4 } else { size };
        if bytes >= size && (!near || bytes >= size * 3 / 2) {
            ranges.push(start..at);
            (start, bytes) = (at, 0);
        }
        // The letters, two numbers, and the list in letters of six bits.
        bytes += word.text.len().saturating_sub(pack::shared(last, word.text)) + 5;
        bytes += if word.list.len() > LONG { 0 } else { word.list.len() * 4 / 3 };
        last = word.text;
    }
    ranges.push(start..words.len());
    ranges
}

/// The files of one shard.
fn shard(number: usize, words: &[Word<'_>]) -> Vec<File> {
    let mut files = Vec::new();
    let (mut numbers, mut lists, mut places) = (Vec::new(), Vec::new(), Vec::new());
    let mut last: HashMap<u64, usize> = HashMap::new();
    for (at, word) in words.iter().enumerate() {
        let before = word.stem.and_then(|stem| last.insert(stem, at));
        let back = before.map_or(0, |before| at - before);
        let long = word.list.len() > LONG;
        pack::number(u32::try_from(back).unwrap_or(0), &mut numbers);
        pack::number(word.documents << 1 | u32::from(long), &mut numbers);
        if long {
            files.push(File::new(format!("w{number}-{at}"), "0".to_owned(), word.list.clone()));
            files.push(File::new(format!("p{number}-{at}"), "0".to_owned(), word.places.clone()));
        } else {
            lists.extend_from_slice(&word.list);
            places.extend_from_slice(&word.places);
        }
    }
    numbers.extend_from_slice(&lists);
    let dictionary = pack::front(words.iter().map(|word| word.text));
    files.push(File::new(format!("w{number}"), quoted(&dictionary), numbers));
    files.push(File::new(format!("p{number}"), "0".to_owned(), places));
    files
}

/// A string as JSON.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
