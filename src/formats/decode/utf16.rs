//! Text that has two bytes a unit. In: a file's bytes. Out: UTF-8 in the same memory, and what was said about it.

use crate::diag::{Diagnostic, Place, codes};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_16BE, UTF_16LE};
use std::sync::Arc;

/// A kind of UTF-16, and how it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    encoding: &'static Encoding,
    /// As the coverage says it.
    pub(super) name: &'static str,
    /// By a byte order mark, not by a guess.
    marked: bool,
}

/// UTF-16 by its byte order mark, or by zeros in every other byte of the beginning: text in Latin letters has them there,
/// and nothing else does.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    let little = |marked| Kind { encoding: UTF_16LE, name: "utf-16le", marked };
    let big = |marked| Kind { encoding: UTF_16BE, name: "utf-16be", marked };
    if bytes.starts_with(b"\xff\xfe") {
        return Some(little(true));
    }
    if bytes.starts_with(b"\xfe\xff") {
        return Some(big(true));
    }
    let head = bytes.get(..bytes.len().min(1024))?;
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if half < 8 => None,
        () if odd * 10 > half * 7 && even * 10 < half => Some(little(false)),
        () if even * 10 > half * 7 && odd * 10 < half => Some(big(false)),
        () => None,
    }
}

impl Kind {
    /// What a file in this encoding is told.
    pub(super) fn note(self, file: &Arc<str>) -> Diagnostic {
        let message = match self.marked {
            true => "the file is UTF-16, as its byte order mark says",
            false => "the file was read as UTF-16, although it has no byte order mark",
        };
        Diagnostic::new(&codes::GUESSED_ENCODING, message).at(Place::file(file))
    }

    /// Decodes all bytes; also how many places hold no character, which are read as U+FFFD. Text of mostly Latin letters
    /// needs half its bytes and is written over itself, so that a large file is not held twice.
    pub(super) fn decode(self, mut bytes: Vec<u8>) -> (String, usize) {
        let mut decoding = Decoding {
            decoder: self.encoding.new_decoder_with_bom_removal(),
            read: 0,
            wrong: 0,
            ended: false,
        };
        let mut buffer = vec![0; 64 * 1024];
        let mut written = 0;
        while !decoding.ended {
            let length = decoding.step(&bytes, &mut buffer);
            let decoded = buffer.get(..length).unwrap_or_default();
            let end = written + length;
            if end > decoding.read {
                let mut out = bytes.get(..written).unwrap_or_default().to_vec();
                out.extend_from_slice(decoded);
                decoding.rest(&bytes, &mut buffer, &mut out);
                return (text(out), decoding.wrong);
            }
            if let Some(room) = bytes.get_mut(written..end) {
                room.copy_from_slice(decoded);
            }
            written = end;
        }
        bytes.truncate(written);
        bytes.shrink_to_fit();
        (text(bytes), decoding.wrong)
    }
}

struct Decoding {
    decoder: Decoder,
    read: usize,
    wrong: usize,
    ended: bool,
}

impl Decoding {
    /// Decodes what fits into the buffer, or up to the next wrong unit; how much that is.
    fn step(&mut self, bytes: &[u8], buffer: &mut [u8]) -> usize {
        const MARK: &str = "\u{fffd}";
        // Room is left for the mark of a wrong unit.
        let room = buffer.len().saturating_sub(MARK.len());
        let source = bytes.get(self.read..).unwrap_or_default();
        let target = buffer.get_mut(..room).unwrap_or_default();
        let (result, read, written) =
            self.decoder.decode_to_utf8_without_replacement(source, target, true);
        self.read += read;
        match result {
            DecoderResult::InputEmpty => self.ended = true,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(..) => {
                self.wrong += 1;
                if let Some(rest) = buffer.get_mut(written..written + MARK.len()) {
                    rest.copy_from_slice(MARK.as_bytes());
                }
                return written + MARK.len();
            }
        }
        written
    }

    /// Decodes the rest into memory of its own.
    fn rest(&mut self, bytes: &[u8], buffer: &mut [u8], out: &mut Vec<u8>) {
        while !self.ended {
            let length = self.step(bytes, buffer);
            out.extend_from_slice(buffer.get(..length).unwrap_or_default());
        }
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}
