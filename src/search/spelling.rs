//! Halves of words: what finds the word that was meant.
//!
//! In: lists by word. Out: shards of halves. One slip, a letter too many, too few or another, leaves the first or the second half of a
//! word as it is; so each word stands under both. Never: a guess, which is the browser's.

use super::gather::List;
use super::shards::{Shards, quoted, tells};
use super::{File, pack};
use rayon::prelude::*;

/// Bytes of a shard.
const SIZE: usize = 12 << 10;
/// The lengths of words that a slip is looked for in.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=24;

/// The shards of the halves of all words.
pub(super) fn shards(lists: &[List<'_>]) -> Shards {
    let words = lists.par_iter().filter(|list| {
        list.is_word()
            && LENGTHS.contains(&list.word.len())
            && list.word.bytes().all(|b| b.is_ascii_lowercase())
    });
    let mut all: Vec<String> = words
        .flat_map_iter(|list| {
            let (first, second) =
                list.word.split_at_checked(list.word.len() / 2).unwrap_or((list.word, ""));
            let often = char::from_digit(list.len().ilog2(), 36).unwrap_or('z');
            [format!(".{first} {second}{often}"), format!("~{second} {first}{often}")]
        })
        .collect();
    all.par_sort_unstable();
    let mut shards = Shards { files: Vec::new(), firsts: Vec::new() };
    let mut rest = all.as_slice();
    let mut last = "";
    while let Some(first) = rest.first() {
        let (mut bytes, mut before) = (0, "");
        let fits = rest.iter().take_while(|half| {
            bytes += half.len() - pack::shared(before, half).min(half.len()) + 2;
            before = half;
            bytes <= SIZE
        });
        let (block, behind) = rest.split_at_checked(fits.count().max(1)).unwrap_or((rest, &[]));
        let json = quoted(&pack::front(block.iter().map(String::as_str)));
        shards.firsts.push(tells(last, first));
        shards.files.push(File::new(format!("s{}", shards.files.len()), json, Vec::new()));
        last = block.last().map_or("", |half| half);
        rest = behind;
    }
    shards
}
