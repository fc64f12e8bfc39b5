//! Escaping of the text that templates write.
//!
//! In: a text. Out: the same text as HTML, for elements and for attributes between quotes. Never: a look at what stands
//! around it.

use crate::site::ROOT_PLACEHOLDER;
use std::io::{self, Write};

/// So many bytes are looked at together; in most of them there is nothing to escape. A length that the compiler knows
/// makes the look a few instructions.
const WINDOW: usize = 32;

/// Writes a text with everything escaped that HTML would not take as text. The mark of unsettled links becomes U+FFFD, so
/// that no text can pass for one.
pub(super) fn escape(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    let (windows, rest) = bytes.as_chunks::<WINDOW>();
    let mut written = 0;
    let mut replace = |from: usize, part: &[u8]| {
        for (place, byte) in part.iter().enumerate() {
            let Some(instead) = instead(*byte) else { continue };
            out.write_all(bytes.get(written..from + place).unwrap_or_default())?;
            out.write_all(instead.as_bytes())?;
            written = from + place + 1;
        }
        Ok::<(), io::Error>(())
    };
    for (number, window) in windows.iter().enumerate() {
        if window.iter().fold(0, |found, byte| found | is_special(*byte)) != 0 {
            replace(number * WINDOW, window)?;
        }
    }
    replace(windows.len() * WINDOW, rest)?;
    out.write_all(bytes.get(written..).unwrap_or_default())
}

const PLACEHOLDER_BYTE: u8 = ROOT_PLACEHOLDER as u8;

fn is_special(byte: u8) -> u8 {
    u8::from(byte == b'&')
        | u8::from(byte == b'<')
        | u8::from(byte == b'>')
        | u8::from(byte == b'"')
        | u8::from(byte == b'\'')
        | u8::from(byte == PLACEHOLDER_BYTE)
}

fn instead(byte: u8) -> Option<&'static str> {
    Some(match byte {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        b'\'' => "&#39;",
        PLACEHOLDER_BYTE => "\u{fffd}",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_html_would_not_take_as_text_is_escaped() {
        let long = "long ".repeat(40);
        for (text, html) in [
            ("", String::new()),
            ("plain", "plain".to_owned()),
            (
                "<a href=\"x\">'&'</a>",
                "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;".to_owned(),
            ),
            ("no \u{1} mark", "no \u{fffd} mark".to_owned()),
            ("é < ü", "é &lt; ü".to_owned()),
            (&format!("{long}<{long}>"), format!("{long}&lt;{long}&gt;")),
        ] {
            let mut out = Vec::new();
            escape(text, &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), html);
        }
    }
}
