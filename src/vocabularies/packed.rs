//! A packed table: one line that a person can read, then parts, each compressed.
//!
//! In: an [`Origin`] and the parts of a vocabulary, or the bytes of a packed table. Out: the other. The same parts give the
//! same bytes on every machine. Never: what the parts hold.
//!
//! The line is "litdigest vocabulary 2: WHAT. Source: SOURCE. Licence: LICENCE." A part is its length when unpacked and its
//! length in the file, four bytes each, the lowest first, and then one block of LZ4. Deflated tables would be a quarter
//! smaller and take ten times as long to unpack, which every build would feel.

use super::Origin;
use lz4_flex::block::{compress, decompress};
use rayon::prelude::*;

/// What the first line begins with; the number changes with the form.
const MARK: &str = "litdigest vocabulary 2: ";
/// No part is larger when unpacked: a damaged length takes no memory.
const LARGEST: u32 = 1 << 28;

/// Writes a table.
pub(super) fn write(origin: &Origin, parts: &[Vec<u8>]) -> Vec<u8> {
    let Origin { what, source, licence } = origin;
    let line = format!("{MARK}{what}. Source: {source}. Licence: {licence}.\n");
    let mut out = line.into_bytes();
    for part in parts {
        let packed = compress(part);
        for length in [part.len(), packed.len()] {
            out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
        }
        out.extend(packed);
    }
    out
}

/// Reads a table: what it says of itself, and so many parts.
///
/// # Errors
/// What is wrong with the bytes.
pub(super) fn read(bytes: &[u8], parts: usize) -> Result<(Origin, Vec<Vec<u8>>), String> {
    let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let origin = origin_of(bytes).ok_or("its first line is not that of a packed table")?;
    let mut rest = bytes.get(line.len() + 1..).unwrap_or_default();
    let mut found: Vec<(&[u8], u32)> = Vec::with_capacity(parts);
    for _ in 0..parts {
        let (length, after) = number(rest).ok_or(TOO_EARLY)?;
        let (packed, after) = number(after).ok_or(TOO_EARLY)?;
        let (part, after) = after.split_at_checked(packed as usize).ok_or(TOO_EARLY)?;
        found.push((part, length));
        rest = after;
    }
    if !rest.is_empty() {
        return Err("it goes on behind its end".to_owned());
    }
    let unpacked: Option<Vec<Vec<u8>>> =
        found.par_iter().map(|(part, length)| unpack(part, *length)).collect();
    Ok((origin, unpacked.ok_or("it is damaged")?))
}

const TOO_EARLY: &str = "it ends too early";

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (number, rest) = bytes.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*number), rest))
}

fn unpack(part: &[u8], length: u32) -> Option<Vec<u8>> {
    let whole = decompress(part, usize::try_from(length.min(LARGEST)).ok()?).ok();
    whole.filter(|whole| whole.len() == length as usize)
}

/// What a table says of itself.
pub(super) fn origin_of(bytes: &[u8]) -> Option<Origin> {
    let line = bytes.split(|byte| *byte == b'\n').next()?;
    origin(std::str::from_utf8(line).ok()?)
}

/// What the first line says.
fn origin(line: &str) -> Option<Origin> {
    let (what, rest) = line.strip_prefix(MARK)?.split_once(". Source: ")?;
    let (source, licence) = rest.strip_suffix('.')?.split_once(". Licence: ")?;
    let (what, source, licence) = (what.to_owned(), source.to_owned(), licence.to_owned());
    Some(Origin { what, source, licence })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Vec<u8> {
        let [what, source, licence] =
            ["Wombats 1", "Quux, www.example.org", "free"].map(String::from);
        write(&Origin { what, source, licence }, &[vec![7; 5_000], b"burrow".to_vec(), Vec::new()])
    }

    #[test]
    fn a_table_comes_back_and_its_first_line_can_be_read() {
        let (origin, parts) = read(&table(), 3).unwrap();
        assert_eq!(parts, [vec![7; 5_000], b"burrow".to_vec(), Vec::new()]);
        assert_eq!((&*origin.what, &*origin.source), ("Wombats 1", "Quux, www.example.org"));
        let line =
            "litdigest vocabulary 2: Wombats 1. Source: Quux, www.example.org. Licence: free.\n";
        assert!(table().starts_with(line.as_bytes()));
    }

    #[test]
    fn damage_is_told() {
        let table = table();
        for (bytes, parts, said) in [
            (&table[..table.len() - 1], 3, "too early"),
            (&table, 4, "too early"),
            (&table, 2, "goes on"),
            (b"litdigest", 3, "first line"),
            (b"", 3, "first line"),
        ] {
            let why = read(bytes, parts).unwrap_err();
            assert!(why.contains(said), "{said}: {why}");
        }
        for at in table.len() - 40..table.len() {
            let mut other = table.clone();
            other[at] ^= 0x55;
            // A changed byte is told, or the parts have their lengths nevertheless.
            if let Ok((_, parts)) = read(&other, 3) {
                assert_eq!(parts.iter().map(Vec::len).sum::<usize>(), 5_006);
            }
        }
    }
}
