//! Which encoding of one byte a letter a text has that is not UTF-8.
//!
//! In: bytes, or what a file says of itself. Out: an encoding. ISO-8859-1 has no name of its own here: all its letters are
//! those of Windows-1252. Mac OS Roman is taken only where each of its letters fits the letters beside it and few do as
//! Windows-1252; what leaves a doubt is Windows-1252. Never: a guess for a language's own encoding, unless the file
//! names it.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// The encoding that a file names at its beginning, if it is one of one byte a letter: in an XML declaration, or in the
/// comment that JabRef writes into BibTeX. Nobody looks at what a file says as long as it is UTF-8.
pub(super) fn declared(head: &str) -> Option<&'static Encoding> {
    let head = head.trim_start();
    let label = match head.strip_prefix("<?xml") {
        Some(rest) => {
            let rest = rest.split("?>").next()?.split_once("encoding")?.1;
            let rest = rest.trim_start().strip_prefix('=')?.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            rest.split(quote).nth(1)?
        }
        None => head.strip_prefix("% Encoding:")?.lines().next()?.trim(),
    };
    // Java's names have no hyphens where all others have them.
    let label = match label.strip_prefix("ISO8859_").or_else(|| label.strip_prefix("ISO8859-")) {
        Some(number) => format!("iso-8859-{number}"),
        None => label.to_ascii_lowercase().replacen("cp12", "windows-12", 1),
    };
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_single_byte())
}

/// How well the bytes above ASCII fit the letters beside them, read in two ways.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Evidence {
    bytes: usize,
    windows: usize,
    mac: usize,
    /// Letters among those that fit as Mac OS Roman.
    letters: usize,
}

impl Evidence {
    /// Looks at a piece of a file.
    pub(super) fn of(piece: &[u8]) -> Self {
        let mut evidence = Evidence::default();
        for chunk in piece.utf8_chunks() {
            let start = chunk.valid().len();
            let offset = (chunk.valid().as_ptr() as usize).saturating_sub(piece.as_ptr() as usize);
            for (at, byte) in chunk.invalid().iter().enumerate() {
                let at = offset + start + at;
                let before = at.checked_sub(1).and_then(|at| piece.get(at)).copied();
                let after = piece.get(at + 1).copied();
                evidence.bytes += 1;
                evidence.windows += usize::from(fits(WINDOWS_1252, *byte, before, after));
                let mac = fits(MACINTOSH, *byte, before, after);
                evidence.mac += usize::from(mac);
                let letter = character(MACINTOSH, *byte).is_alphabetic();
                evidence.letters += usize::from(mac && letter);
            }
        }
        evidence
    }

    /// Adds what another piece says.
    pub(super) fn add(&mut self, other: Evidence) {
        self.bytes += other.bytes;
        self.windows += other.windows;
        self.mac += other.mac;
        self.letters += other.letters;
    }

    /// The encoding of a piece, of which this is the evidence, in a file of which `all` is. Each byte must fit as Mac OS
    /// Roman, and fewer than half as Windows-1252; a file that is full of such pieces speaks for the few that would fit
    /// both. One letter alone proves little, and signs prove nothing.
    pub(super) fn encoding(self, all: Evidence) -> &'static Encoding {
        let file = all.letters >= 2 && all.mac * 10 >= all.bytes * 9 && all.windows * 2 < all.bytes;
        let sure = all.bytes >= 8 && all.windows * 4 < all.bytes;
        let piece = self.mac == self.bytes && (self.windows * 2 < self.bytes || sure);
        if file && piece { MACINTOSH } else { WINDOWS_1252 }
    }
}

fn character(encoding: &'static Encoding, byte: u8) -> char {
    encoding.decode_without_bom_handling(&[byte]).0.chars().next().unwrap_or_default()
}

/// Whether a byte, read in an encoding, is what one expects between its neighbours.
fn fits(encoding: &'static Encoding, byte: u8, before: Option<u8>, after: Option<u8>) -> bool {
    let c = character(encoding, byte);
    let is = |side: Option<u8>, class: fn(&u8) -> bool| side.is_some_and(|byte| class(&byte));
    let letter = |side| is(side, u8::is_ascii_alphabetic) || side.is_some_and(|byte| byte >= 0x80);
    let lower = is(before, u8::is_ascii_lowercase) || is(after, u8::is_ascii_lowercase);
    let blank = |side: Option<u8>| side.is_none_or(|byte| !byte.is_ascii_alphanumeric());
    match c {
        c if c.is_control() => false,
        c if c.is_lowercase() => {
            let shouted = is(before, u8::is_ascii_uppercase) && is(after, u8::is_ascii_uppercase);
            // Words of one letter.
            let alone = matches!(c, 'à' | 'á' | 'è' | 'é' | 'í' | 'ò' | 'ó' | 'ö' | 'å' | 'ø');
            (letter(before) || letter(after) || alone) && !shouted
        }
        // A capital letter begins a word, or stands among capitals.
        c if c.is_uppercase() => match (letter(before), letter(after)) {
            (false, _) => true,
            (true, _) => !lower,
        },
        '‘' | '“' | '‹' | '«' | '¿' | '¡' => blank(before) && letter(after),
        '’' => letter(before),
        '”' | '›' | '»' | '…' | '®' | '™' => !blank(before),
        '–' | '—' => !(is(before, u8::is_ascii_lowercase) && is(after, u8::is_ascii_lowercase)),
        '±' | '×' | '°' | 'µ' | '≤' | '≥' | '©' | '§' | '\u{a0}' | '•' | '†' | '‡' | '·' => {
            !(is(before, u8::is_ascii_alphabetic) && is(after, u8::is_ascii_alphabetic))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(bytes: &[u8]) -> &'static Encoding {
        let evidence = Evidence::of(bytes);
        evidence.encoding(evidence)
    }

    #[test]
    fn mac_roman_is_guessed_only_where_nothing_else_fits() {
        let texts = [
            "Müller, Jörg and Núñez, José at the Universität Zürich",
            "Le rôle de l’âge dans la santé à Besançon: “une étude”",
            "Sørensen, Møller Å and Århus ± 2",
            "É. Détienne, Øystein Århus, IRÈNE",
        ];
        for text in texts {
            let mac = MACINTOSH.encode(text).0;
            assert_eq!(guessed(&mac), MACINTOSH, "{text}");
            let windows = WINDOWS_1252.encode(text).0;
            assert_eq!(guessed(&windows), WINDOWS_1252, "{text}");
        }
        for doubtful in
            [&b"caf\x8e"[..], b"\x8e", b"a \xa5 b \xa5 c", b"\xff\xfe\xfd", b"M\xfcller caf\x8e"]
        {
            assert_eq!(guessed(doubtful), WINDOWS_1252, "{doubtful:?}");
        }
        // Capital letters of Slavic names, quotation marks and dashes are common in Windows-1252.
        for text in ["Žižek Š, Šimić Ž", "don’t – “no”", "MÜLLER JÖRG", "IL‑6 ‡ p – q"]
        {
            let windows = WINDOWS_1252.encode(text).0;
            assert_eq!(guessed(&windows), WINDOWS_1252, "{text}");
        }
    }

    #[test]
    fn files_that_name_their_encoding() {
        let cases = [
            ("<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><a/>", Some("ISO-8859-2")),
            ("<?xml version='1.0' encoding = 'iso-8859-1' ?>", Some("windows-1252")),
            ("<?xml version='1.0' encoding='utf-8'?>", None),
            ("<?xml version='1.0' encoding='", None),
            ("% Encoding: ISO8859_15\n", Some("ISO-8859-15")),
            ("% Encoding: Cp1250\n@article{", Some("windows-1250")),
            ("% Encoding: UTF8\n", None),
            ("encoding", None),
        ];
        for (head, expected) in cases {
            assert_eq!(declared(head).map(Encoding::name), expected, "{head}");
        }
    }
}
