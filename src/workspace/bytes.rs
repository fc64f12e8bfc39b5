//! Bytes of one file, inflated where they are compressed.
//!
//! In: a path, or a stream. Out: its bytes, and what was said about them. A compressed file is inflated while it is read,
//! so that it is never held beside its content. Never: any meaning of the bytes.

use super::disk::unreadable;
use crate::diag::{Diagnostic, Place, codes};
use flate2::bufread::MultiGzDecoder;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::sync::Arc;

/// The two bytes that every gzip file begins with; the name of a file says nothing sure.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// So much of a compressed file is always read.
const SMALL: u64 = 64 * 1024 * 1024;

/// Beyond [`SMALL`], a file that inflates to more than so many times its size is no export: text of articles inflates to
/// five or ten times its size, what was made to fill a machine's memory to a thousand.
const RATIO: u64 = 100;

/// Reads a whole file as it is. Only a regular file is opened: a pipe would wait for ever.
pub(super) fn read(path: &Path, file: &Arc<str>) -> Result<Vec<u8>, Diagnostic> {
    let mut bytes = Vec::new();
    let (mut opened, length) = open(path, file)?;
    bytes.reserve_exact(length);
    opened.read_to_end(&mut bytes).map_err(|error| unreadable(file, &error))?;
    Ok(bytes)
}

/// Reads a whole file and inflates it.
pub(super) fn read_inflated(path: &Path, file: &Arc<str>) -> Result<Inflated, Diagnostic> {
    let (opened, length) = open(path, file)?;
    inflated(BufReader::with_capacity(64 * 1024, opened), length, file)
        .map_err(|error| unreadable(file, &error))
}

/// The bytes of a file, and the damage, if any; what came before the damage is there.
pub(super) type Inflated = (Vec<u8>, Option<Diagnostic>);

/// Opens a file; a folder is none.
pub(super) fn open(path: &Path, file: &Arc<str>) -> Result<(std::fs::File, usize), Diagnostic> {
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(file, &error))?;
    if metadata.is_dir() {
        return Err(unreadable(file, &std::io::ErrorKind::IsADirectory.into()));
    }
    #[allow(clippy::disallowed_methods, reason = "the workspace is the reader of files")]
    let opened = std::fs::File::open(path).map_err(|error| unreadable(file, &error))?;
    Ok((opened, usize::try_from(metadata.len()).unwrap_or_default()))
}

/// Reads a stream to its end and inflates gzip, also of several members. `length` is how many bytes it is expected to
/// have.
pub(super) fn inflated(
    mut stream: impl BufRead,
    length: usize,
    file: &Arc<str>,
) -> std::io::Result<Inflated> {
    let mut plain = Vec::new();
    if !stream.fill_buf()?.starts_with(&GZIP) {
        plain.reserve_exact(length);
        stream.read_to_end(&mut plain)?;
        return Ok((plain, None));
    }
    let mut decoder = MultiGzDecoder::new(Counted { stream, read: 0 });
    let why = loop {
        let ratio = RATIO.saturating_mul(decoder.get_ref().read);
        if plain.len() as u64 > SMALL.max(ratio) {
            return Ok((kept(plain), Some(oversized(file))));
        }
        match decoder.by_ref().take(STEP).read_to_end(&mut plain) {
            Ok(0) => return Ok((kept(plain), None)),
            Ok(_) => {}
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                break "it ends too early".to_owned();
            }
            Err(error) => break error.to_string(),
        }
    };
    let message = format!("the compressed file {file} is damaged: {why}");
    let damage = Diagnostic::new(&codes::DAMAGED_GZIP, message)
        .at(Place::file(file))
        .done(format!("read the {} bytes before the damage", plain.len()))
        .help("download the file again");
    Ok((kept(plain), Some(damage)))
}

/// Bytes inflated between two looks at their number.
const STEP: u64 = 1024 * 1024;

/// Gives back the memory that a growing text has reserved and not used.
fn kept(mut plain: Vec<u8>) -> Vec<u8> {
    plain.shrink_to_fit();
    plain
}

fn oversized(file: &Arc<str>) -> Diagnostic {
    let message =
        format!("the compressed file {file} inflates to more than {RATIO} times its size");
    Diagnostic::new(&codes::OVERSIZED_GZIP, message)
        .at(Place::file(file))
        .done(format!("read its first {} MB", SMALL / 1024 / 1024))
        .help("no export does that; if it is one, unpack it yourself")
}

/// A stream that counts the bytes that were taken from it.
struct Counted<R> {
    stream: R,
    read: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.stream.read(buffer)?;
        self.read += length as u64;
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        self.stream.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount as u64;
        self.stream.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn inflate(bytes: &[u8]) -> Inflated {
        inflated(bytes, bytes.len(), &Arc::from("x.gz")).unwrap()
    }

    #[test]
    fn several_members_are_one_text() {
        let bytes = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(inflate(&bytes), (b"one two".to_vec(), None));
        assert_eq!(inflate(b"plain"), (b"plain".to_vec(), None));
        assert_eq!(inflate(b""), (Vec::new(), None));
    }

    #[test]
    fn what_came_before_the_damage_is_kept() {
        // Numbers that do not repeat, so that the first half inflates to something.
        let text: Vec<String> = (0..50_000_u64).map(|n| (n * n).to_string()).collect();
        let text = text.join(" ");
        let mut bytes = gzip(text.as_bytes());
        bytes.truncate(bytes.len() / 2);
        let (plain, damage) = inflate(&bytes);
        assert!(plain.len() > 1000 && text.as_bytes().starts_with(&plain));
        assert_eq!(damage.unwrap().code.id, "damaged-gzip");
        let (plain, damage) = inflate(&[gzip(b"whole"), b"garbage".to_vec()].concat());
        assert_eq!(plain, b"whole");
        assert_eq!(damage.unwrap().code.id, "damaged-gzip");
    }

    #[test]
    fn what_inflates_without_end_is_cut() {
        let megabyte = gzip(&vec![b'a'; 1024 * 1024]);
        let (plain, damage) = inflate(&megabyte.repeat(200));
        assert_eq!(damage.map(|said| said.code.id), Some("oversized-gzip"));
        assert!(plain.len() as u64 <= SMALL + 2 * STEP, "{}", plain.len());
        let (plain, damage) = inflate(&megabyte.repeat(60));
        assert_eq!((plain.len(), damage), (60 * 1024 * 1024, None));
    }
}
