//! Bytes of one file, inflated where they are compressed.

use super::unreadable;
use crate::diag::{Diagnostic, Place, codes};
use flate2::bufread::MultiGzDecoder;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// The two bytes that every gzip file begins with; the name of a file says nothing sure.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Reads a whole file. Only a regular file is opened: a pipe would wait for ever.
pub(super) fn read(path: &Path, file: &Arc<str>) -> Result<Vec<u8>, Diagnostic> {
    let metadata = std::fs::metadata(path).map_err(|error| unreadable(file, &error))?;
    if metadata.is_dir() {
        return Err(unreadable(file, &std::io::ErrorKind::IsADirectory.into()));
    }
    #[allow(clippy::disallowed_methods, reason = "the workspace is the reader of files")]
    std::fs::read(path).map_err(|error| unreadable(file, &error))
}

/// Inflates gzip, also of several members; what came before a damage is kept and the damage told.
pub(super) fn inflated(bytes: Vec<u8>, file: &Arc<str>) -> (Vec<u8>, Option<Diagnostic>) {
    if !bytes.starts_with(&GZIP) {
        return (bytes, None);
    }
    let mut plain = Vec::new();
    let Err(error) = MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut plain) else {
        return (plain, None);
    };
    let why = match error.kind() {
        std::io::ErrorKind::UnexpectedEof => "it ends too early".to_owned(),
        _ => error.to_string(),
    };
    let message = format!("the compressed file {file} is damaged: {why}");
    let damage = Diagnostic::new(&codes::DAMAGED_GZIP, message)
        .at(Place::file(file))
        .done(format!("read the {} bytes before the damage", plain.len()))
        .help("download the file again");
    (plain, Some(damage))
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

    #[test]
    fn several_members_are_one_text() {
        let file = Arc::from("x.gz");
        let bytes = [gzip(b"one "), gzip(b"two")].concat();
        assert_eq!(inflated(bytes, &file), (b"one two".to_vec(), None));
    }

    #[test]
    fn what_came_before_the_damage_is_kept() {
        let file = Arc::from("x.gz");
        // Numbers that do not repeat, so that the first half inflates to something.
        let text: Vec<String> = (0..50_000_u64).map(|n| (n * n).to_string()).collect();
        let text = text.join(" ");
        let mut bytes = gzip(text.as_bytes());
        bytes.truncate(bytes.len() / 2);
        let (plain, damage) = inflated(bytes, &file);
        assert!(plain.len() > 1000 && text.as_bytes().starts_with(&plain));
        assert_eq!(damage.unwrap().code.id, "damaged-gzip");
        let (plain, damage) = inflated([gzip(b"whole"), b"garbage".to_vec()].concat(), &file);
        assert_eq!(plain, b"whole");
        assert_eq!(damage.unwrap().code.id, "damaged-gzip");
    }
}
