//! Damage as it happens to files, done to the fixtures of every reader of the registry: the account of the lines holds
//! whatever is cut, repeated, moved, glued or put in between. `fuzz/` goes on where this ends, with the same account.

use crate::corpus::{Corpus, FOLDERS};
use crate::{places, sums};
use litdigest::formats::{self, FORMATS, Format};
use litdigest::record::Record;
use litdigest::workspace::Input;
use proptest::prelude::*;
use proptest::sample::Index;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// One way to damage a text; the places are chosen among those that there are.
#[derive(Clone, Debug)]
enum Damage {
    Cut(Index),
    CutFront(Index),
    RepeatLine(Index, usize),
    SwapLines(Index, Index),
    DropLine(Index),
    JoinLines(Index),
    Splice(Index, Index),
    Breaks(&'static [u8]),
    Insert(Index, Vec<u8>),
    Blank(Index, usize),
    Byte(Index, u8),
    /// From one place to another, once more behind itself.
    Repeat(Index, Index),
    Wide(bool),
}

/// What stands between other things in the formats, and what has broken readers before.
const PIECES: [&[u8]; 26] = [
    b"\0",
    b"\x1b[0m",
    b"\xe9",
    b"\xff\xfe",
    b"\x8e\x8f",
    b"\xef\xbb\xbf",
    b"\xc2\x85",
    b"\xc2\xa0",
    b"\xe2\x80\xa8",
    b"\t",
    b"\r",
    b"\n\n",
    b"<",
    b">",
    b"&",
    b"&#0;",
    b"\"",
    b"{",
    b"}",
    b"]]>",
    b"<!--",
    b"TY  - JOUR\n",
    b"ER  - \n",
    b"PMID- 1\n",
    b"\n1. J. 2020;1:1.\n",
    b"</PubmedArticle>",
];

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    prop_oneof![
        at().prop_map(Damage::Cut),
        at().prop_map(Damage::CutFront),
        (at(), 1..40_usize).prop_map(|(at, times)| Damage::RepeatLine(at, times)),
        (at(), at()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
        at().prop_map(Damage::DropLine),
        at().prop_map(Damage::JoinLines),
        (at(), at()).prop_map(|(file, at)| Damage::Splice(file, at)),
        prop::sample::select(vec![&b"\r\n"[..], b"\r", b"\r\r\n", b"\n\n", b" \n"])
            .prop_map(Damage::Breaks),
        (at(), prop::sample::select(PIECES.to_vec()))
            .prop_map(|(at, piece)| Damage::Insert(at, piece.to_vec())),
        (at(), 1..5_usize).prop_map(|(at, count)| Damage::Blank(at, count)),
        (at(), any::<u8>()).prop_map(|(at, byte)| Damage::Byte(at, byte)),
        (at(), at()).prop_map(|(from, to)| Damage::Repeat(from, to)),
        any::<bool>().prop_map(Damage::Wide),
    ]
}

fn apply(bytes: Vec<u8>, damage: &Damage, others: &[Vec<u8>]) -> Vec<u8> {
    if bytes.is_empty() {
        return bytes;
    }
    let place = |at: &Index| at.index(bytes.len());
    let mut lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let line = |at: &Index| at.index(lines.len());
    match damage {
        Damage::Cut(at) => return bytes[..place(at)].to_vec(),
        Damage::CutFront(at) => return bytes[place(at)..].to_vec(),
        Damage::Splice(file, at) => {
            let at = place(at);
            return [&bytes[..at], &others[file.index(others.len())], &bytes[at..]].concat();
        }
        Damage::Insert(at, piece) => {
            let at = place(at);
            return [&bytes[..at], piece, &bytes[at..]].concat();
        }
        Damage::Byte(at, byte) => {
            let mut changed = bytes.clone();
            changed[place(at)] = *byte;
            return changed;
        }
        Damage::Repeat(a, b) => {
            let (from, to) = (place(a).min(place(b)), place(a).max(place(b)));
            return [&bytes[..to], &bytes[from..to], &bytes[to..]].concat();
        }
        Damage::Wide(big) => {
            let unit = if *big { u16::to_be_bytes } else { u16::to_le_bytes };
            let text = format!("\u{feff}{}", String::from_utf8_lossy(&bytes));
            return text.encode_utf16().flat_map(unit).collect();
        }
        Damage::Breaks(breaks) => return lines.join(*breaks),
        Damage::RepeatLine(at, times) => {
            let at = line(at);
            let repeated = vec![lines[at]; *times];
            lines.splice(at..at, repeated);
        }
        Damage::SwapLines(a, b) => {
            let (a, b) = (line(a), line(b));
            lines.swap(a, b);
        }
        Damage::DropLine(at) => {
            let at = line(at);
            lines.remove(at);
        }
        Damage::JoinLines(at) => {
            let at = line(at);
            if at + 1 < lines.len() {
                let joined = [lines[at], lines[at + 1]].concat();
                let before = lines[..at].iter().map(|line| line.to_vec());
                let behind = lines[at + 2..].iter().map(|line| line.to_vec());
                let all: Vec<Vec<u8>> = before.chain([joined]).chain(behind).collect();
                return all.join(&b'\n');
            }
        }
        Damage::Blank(at, count) => {
            let at = line(at);
            lines.splice(at..at, vec![&b""[..]; *count]);
        }
    }
    lines.join(&b'\n')
}

/// The fixtures of a format: those of the folders that begin with its identifier, without the golden files, and the
/// invented exports.
fn fixtures(format: &Format) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folders = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = folders
        .filter(|path| path.is_dir() && places::name(path).starts_with(format.id))
        .flat_map(|folder| places::files(&folder))
        .collect();
    if format.id == "jsonl" {
        files.push(places::fixtures("pages").join("records.jsonl"));
    }
    let folder = FOLDERS.iter().find(|(_, id)| *id == format.id);
    files.extend(folder.iter().flat_map(|(folder, _)| Corpus::invented().files(folder)));
    files.sort();
    let golden = |path: &Path| {
        let json = path.extension().is_some_and(|extension| extension == "json");
        let beside = files.iter().any(|other| {
            other != path && other.file_stem().is_some_and(|stem| path.file_stem() == Some(stem))
        });
        json && beside
    };
    files.iter().filter(|path| !golden(path)).map(|path| places::bytes(path)).collect()
}

/// A format with a reader, and its fixtures.
type Readable = (&'static Format, Vec<Vec<u8>>);

/// All formats with a reader.
fn readers() -> &'static [Readable] {
    static READERS: OnceLock<Vec<Readable>> = OnceLock::new();
    READERS.get_or_init(|| {
        let read = FORMATS.iter().filter(|format| format.reader.is_some());
        read.map(|format| (format, fixtures(format))).collect()
    })
}

fn input(bytes: &[u8]) -> Input {
    Input { file: Arc::from("x"), bytes: bytes.to_vec() }
}

#[test]
fn every_reader_has_fixtures_and_accounts_for_them() {
    for (format, files) in readers() {
        assert!(!files.is_empty(), "no fixtures in tests/fixtures/{}", format.id);
        for bytes in files {
            sums::check(&formats::read_as(input(bytes), format), bytes);
            sums::check(&formats::read(input(bytes)), bytes);
        }
    }
}

/// Every reader reads every other format's files: nothing fits, and all of it is said.
#[test]
fn every_reader_accounts_for_the_files_of_the_others() {
    for (format, _) in readers() {
        for (_, files) in readers() {
            for bytes in files {
                sums::check(&formats::read_as(input(bytes), format), bytes);
            }
        }
    }
}

/// Exports that were put together into one file are each read as what they are, and the line where one begins is told.
#[test]
fn formats_mixed_in_one_file_are_each_read() {
    let files = [
        ("medline", places::fixtures("medline").join("whole-article.nbib")),
        ("ris", places::fixtures("ris").join("endnote.ris")),
        ("pubmed-xml", places::fixtures("pubmed-xml").join("article-full.xml")),
        ("wos-plaintext", places::fixtures("wos-plaintext").join("core-collection.txt")),
    ];
    for (first, one) in &files {
        for (second, two) in files.iter().filter(|(second, _)| second != first) {
            let (one, two) = (places::bytes(one), places::bytes(two));
            let alone = |bytes: &[u8]| formats::read(input(bytes)).records.len();
            let both = [&one[..], b"\n", &two].concat();
            let reading = formats::read(input(&both));
            sums::check(&reading, &both);
            assert_eq!(reading.records.len(), alone(&one) + alone(&two), "{first} and {second}");
            let said = reading.diagnostics.iter().find(|said| said.code.id == "mixed-formats");
            let line = said.and_then(|said| said.place.as_ref()).map(|place| place.line);
            let before = one.split(|byte| *byte == b'\n').count() - 1;
            assert!(line.is_some_and(|line| line > before), "{first} and {second}: {line:?}");
        }
    }
}

/// What fuzzing has found, and what was wrong.
#[test]
fn what_was_found_once_is_not_found_again() {
    let cases: [(&str, &[u8]); 7] = [
        ("utf-16 that ends behind its mark", b"\xff\xfe"),
        ("the same, the other way round", b"\xfe\xff"),
        ("a wide blank whose bytes are letters", b"\xa0\n\xc2\xa2\x98B\xa2\n\xc2\xa0\n\xc2\x98\n"),
        ("an item without content on two lines", b"[{\"title\": \"a\"},\n{\n}]"),
        ("a rejected record of several lines", b"TY  - JOUR\nN1  - a\nER  - \n"),
        (
            "a rejected record with another fault before its own",
            b"[{\"id\": \"a\",\n\"title\": [{\n\0\n],\n\"DOI\": \"x\"\n}]\n",
        ),
        (
            "a rejected record that goes wrong in the line of the next",
            b"{\"id\": \"a\", \"title\": \"Tea\", \"DOI\": 1.0\n5/a\"} {\"id\": \"b\", \"title\": \"Cups\"}\n",
        ),
    ];
    for (name, bytes) in cases {
        for (format, _) in readers() {
            let reading = std::panic::catch_unwind(|| {
                sums::check(&formats::read_as(input(bytes), format), bytes);
            });
            assert!(reading.is_ok(), "{name}, as {}", format.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn damage_is_accounted_for(reader: Index, file: Index, damages in prop::collection::vec(damage(), 1..6)) {
        let (format, files) = &readers()[reader.index(readers().len())];
        let mut bytes = files[file.index(files.len())].clone();
        for damage in &damages {
            bytes = apply(bytes, damage, files);
        }
        sums::check(&formats::read_as(input(&bytes), format), &bytes);
        sums::check(&formats::read(input(&bytes)), &bytes);
    }

    /// Whatever a reader makes of damage is written and read again, and no record changes another.
    #[test]
    fn what_is_left_of_damage_can_be_written(reader: Index, file: Index, damages in prop::collection::vec(damage(), 1..4)) {
        let (format, files) = &readers()[reader.index(readers().len())];
        let mut bytes = files[file.index(files.len())].clone();
        for damage in &damages {
            bytes = apply(bytes, damage, files);
        }
        let records = formats::read_as(input(&bytes), format).records;
        let all: Vec<&Record> = records.iter().collect();
        for (format, _) in readers() {
            let Some((text, _)) = formats::write(format.id, &all) else { continue };
            let back = formats::read_as(input(text.as_bytes()), format);
            sums::check(&back, text.as_bytes());
            // A number alone is enough where a format has more to say, and too little where it has not.
            let slices = back.records.len() + back.coverage.rejected;
            prop_assert_eq!(slices, records.len(), "{}: {}", format.id, text);
        }
    }
}
