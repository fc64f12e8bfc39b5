//! The tags of MEDLINE and how a line shows one.
//!
//! In: a line. Out: its [`Tag`] and where its value begins, or nothing for a continuation. The table holds the National
//! Library of Medicine's list and the tags that PubMed has printed beside it. Never: the meaning of a value.

use std::fmt;

/// A tag of two to four signs, padded with blanks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag([u8; 4]);

impl Tag {
    pub(super) const PMID: Tag = Tag(*b"PMID");

    /// The tag without its padding.
    pub(super) fn name(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end()
    }

    /// The tag with its padding; comparing four bytes costs nothing.
    pub(super) fn padded(&self) -> &[u8; 4] {
        &self.0
    }

    /// The tag that a short text is, if it fits.
    fn of(name: &[u8]) -> Option<Self> {
        let mut tag = [b' '; 4];
        tag.get_mut(..name.len())?.copy_from_slice(name);
        Some(Tag(tag))
    }

    fn is_known(self) -> bool {
        KNOWN.binary_search(&self.name()).is_ok()
    }

    /// A bit for each tag that a record has only once, so that a second one means that another record has begun.
    pub(super) fn once(self) -> u16 {
        match &self.0 {
            b"PMID" => 1,
            b"TI  " => 2,
            b"SO  " => 4,
            b"STAT" => 8,
            b"OWN " => 16,
            b"DP  " => 32,
            b"TA  " => 64,
            b"JT  " => 128,
            b"EDAT" => 256,
            b"CRDT" => 512,
            _ => 0,
        }
    }
}

impl fmt::Debug for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The bits of [`Tag::once`] that have a name.
pub(super) const HAS_PMID: u16 = 1;
pub(super) const HAS_TITLE: u16 = 2;
pub(super) const HAS_SOURCE: u16 = 4;
pub(super) const HAS_STATUS: u16 = 8;
pub(super) const HAS_OWNER: u16 = 16;

/// The tag of a line and the offset of its value. Strict is `TI  - value`, with the hyphen in the fifth column; a known
/// tag may also stand closer to its hyphen, be in lower case, or be indented by less than a continuation.
pub(super) fn tag_of(line: &str) -> Option<(Tag, usize)> {
    let bytes = line.as_bytes();
    match bytes.first()? {
        b' ' | b'\t' => {
            let indent = bytes.iter().take_while(|byte| **byte == b' ').count();
            if indent >= 6 {
                return None;
            }
            let (tag, value) = tag_at(bytes.get(indent..)?)?;
            tag.is_known().then_some((tag, indent + value))
        }
        _ => tag_at(bytes),
    }
}

fn tag_at(bytes: &[u8]) -> Option<(Tag, usize)> {
    if let [a, b, c, d, b'-', rest @ ..] = bytes
        && matches!(rest.first(), None | Some(b' '))
    {
        let letters = a.is_ascii_uppercase() && (b.is_ascii_uppercase() || b.is_ascii_digit());
        let more = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
        let padded = more(*c) && more(*d) || more(*c) && *d == b' ' || *c == b' ' && *d == b' ';
        if letters && padded {
            return Some((Tag([*a, *b, *c, *d]), 5));
        }
    }
    let length = bytes.iter().take(4).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let name = bytes.get(..length).filter(|name| name.len() >= 2)?;
    let gap = bytes.iter().skip(length).take(3).take_while(|byte| **byte == b' ').count();
    let hyphen = length + gap;
    let parted = matches!(bytes.get(hyphen + 1), None | Some(b' '));
    if bytes.get(hyphen) != Some(&b'-') || !parted {
        return None;
    }
    let strict = hyphen == 4;
    let upper = name.to_ascii_uppercase();
    let as_written = upper == name;
    let tag = Tag::of(&upper).filter(|tag| tag.is_known())?;
    // Prose has "well - known" and "in- and outpatients": lower case counts only in the strict place.
    (strict || as_written).then_some((tag, hyphen + 1))
}

/// Sorted.
const KNOWN: [&str; 103] = [
    "AB", "AD", "AID", "AU", "AUID", "BTI", "CDAT", "CI", "CIN", "CN", "COI", "COIS", "CON", "CP",
    "CRDT", "CRF", "CRI", "CTDT", "CTI", "CY", "DA", "DCOM", "DDIN", "DEP", "DP", "DRDT", "DRIN",
    "ECF", "ECI", "ED", "EDAT", "EFR", "EIN", "EN", "FAU", "FED", "FIR", "FPS", "GN", "GR", "GS",
    "IP", "IR", "IRAD", "IRID", "IS", "ISBN", "JC", "JID", "JT", "LA", "LID", "LR", "MH", "MHDA",
    "MID", "NM", "OAB", "OABL", "OCI", "OID", "ORI", "OT", "OTO", "OWN", "PB", "PG", "PHST", "PID",
    "PL", "PMC", "PMCR", "PMID", "PRIN", "PROF", "PS", "PST", "PT", "PUBM", "RF", "RIN", "RN",
    "ROF", "RPF", "RPI", "RRF", "RRI", "SB", "SFM", "SI", "SO", "SPIN", "STAT", "TA", "TI", "TT",
    "UI", "UIN", "UOF", "URLF", "URLS", "VI", "VTI",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_with_and_without_a_tag() {
        let cases = [
            ("PMID- 12", Some(("PMID", 5))),
            ("TI  - A title", Some(("TI", 5))),
            ("TI  -", Some(("TI", 5))),
            ("TI - A title", Some(("TI", 4))),
            ("AB- Text", Some(("AB", 3))),
            ("ti  - A title", Some(("TI", 5))),
            ("  TI  - A title", Some(("TI", 7))),
            ("ZZ9 - new", Some(("ZZ9", 5))),
            ("      TI  - folded", None),
            ("IL-2 is a cytokine", None),
            ("in- and outpatients", None),
            ("so - called", None),
            ("TI  -no blank", None),
            ("", None),
            ("漢字- x", None),
        ];
        for (line, expected) in cases {
            let found = tag_of(line);
            let found = found.as_ref().map(|(tag, value)| (tag.name(), *value));
            assert_eq!(found, expected, "{line}");
        }
        assert!(KNOWN.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
