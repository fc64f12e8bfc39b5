//! Numbers, lists of documents and sorted strings as few bytes.
//!
//! In: numbers and strings. Out: bytes and text as the format has them. Never: what they mean.

/// Documents in one block of a list.
const BLOCK: usize = 128;

/// Appends a number, seven bits a byte, the lowest first (LEB128).
pub(super) fn number(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(low_byte(value) | 0x80);
        value >>= 7;
    }
    out.push(low_byte(value));
}

/// Appends a list of ascending documents, each with its weight in the `low` lowest bits.
pub(super) fn list(entries: &[u32], low: u32, out: &mut Vec<u8>) {
    let mask = (1u32 << low) - 1;
    let mut next = 0u32;
    let mut deltas = [0u32; BLOCK];
    for block in entries.chunks(BLOCK) {
        let mut all = 0;
        for (delta, entry) in deltas.iter_mut().zip(block) {
            let document = entry >> low;
            *delta = (document.saturating_sub(next) << low) | (entry & mask);
            all |= *delta;
            next = document + 1;
        }
        let width = u32::BITS - all.leading_zeros();
        out.push(low_byte(width));
        pack(deltas.get(..block.len()).unwrap_or_default(), width, out);
    }
}

/// Appends numbers of `width` bits each, lowest bits first, and fills the last byte up.
pub(super) fn pack(values: &[u32], width: u32, out: &mut Vec<u8>) {
    let (mut held, mut bits) = (0u64, 0);
    for value in values {
        held |= u64::from(*value) << bits;
        bits += width;
        while bits >= 8 {
            out.push((held & 0xff) as u8);
            held >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        out.push((held & 0xff) as u8);
    }
}

fn low_byte(value: u32) -> u8 {
    (value & 0xff) as u8
}

/// Sorted strings, each as the length that it shares with the one before and the rest. Blanks in them become `_`.
pub(super) fn front<'s>(strings: impl IntoIterator<Item = &'s str>) -> String {
    let mut out = String::new();
    let mut last = "";
    for string in strings {
        if !out.is_empty() {
            out.push(' ');
        }
        let shared = shared(last, string);
        out.push(char::from_digit(u32::try_from(shared).unwrap_or(0), 36).unwrap_or('0'));
        let rest = string
            .char_indices()
            .nth(shared)
            .map_or("", |(at, _)| string.get(at..).unwrap_or_default());
        out.extend(rest.chars().map(|c| if c == ' ' { '_' } else { c }));
        last = string;
    }
    out
}

/// How many characters two strings share at the beginning, at most 35. A character beyond the basic plane ends it, since
/// browsers count it as two.
pub(super) fn shared(a: &str, b: &str) -> usize {
    let pairs = a.chars().zip(b.chars()).take(35);
    pairs.take_while(|(a, b)| a == b && u32::from(*a) < 0x1_0000).count()
}
