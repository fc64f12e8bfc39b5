//! Slugs: the ASCII, lower-case names of files and fragments. Frozen by golden tests: a URL never changes.

use super::route::is_device;

/// The longest slug in bytes; longer ones are cut at a word and get a hash of the whole.
const LONGEST: usize = 80;

/// The name that a folder of pages keeps for itself.
const RESERVED: &str = "index";

/// The slug of a label. Never empty: a label without a letter or digit gives a hash of itself.
pub fn slug(label: &str) -> String {
    let words = super::fold::fold_name(label).replace(' ', "-");
    if words.is_empty() {
        return format!("x-{}", short_hash(label));
    }
    if words.len() > LONGEST {
        let head = words.get(..LONGEST).unwrap_or(&words);
        let head = head.rsplit_once('-').map_or(head, |(head, _)| head);
        return format!("{head}-{}", short_hash(&words));
    }
    if words == RESERVED || is_device(&words) {
        return format!("{words}-{}", short_hash(&words));
    }
    words
}

/// Eight hexadecimal digits that depend on the text alone; what tells two equal slugs apart.
pub fn short_hash(text: &str) -> String {
    blake3::hash(text.as_bytes()).to_hex().chars().take(8).collect()
}
