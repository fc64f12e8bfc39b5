//! Line breaks of all systems as `\n`, in place. In: bytes. Out: the same bytes, perhaps fewer.

use memchr::{memchr, memchr_iter};

/// Makes every line break a line feed. Text that went twice through a Windows program has `\r\r\n`: one break too.
/// The bytes move inside their own memory, so that a large file is not held twice.
pub(super) fn to_line_feeds(bytes: &mut Vec<u8>) {
    let Some(first) = memchr(b'\r', bytes) else { return };
    let (mut from, mut to) = (first, first);
    while from < bytes.len() {
        let rest = bytes.get(from..).unwrap_or_default();
        let length = memchr(b'\r', rest).unwrap_or(rest.len());
        let skip = match rest.get(length..) {
            Some([b'\r', b'\r', b'\n', ..]) => 3,
            Some([b'\r', b'\n', ..]) => 2,
            Some([b'\r', ..]) => 1,
            _ => 0,
        };
        bytes.copy_within(from..from + length, to);
        (from, to) = (from + length, to + length);
        if skip > 0 {
            if let Some(byte) = bytes.get_mut(to) {
                *byte = b'\n';
            }
            (from, to) = (from + skip, to + 1);
        }
    }
    bytes.truncate(to);
}

/// How many lines a text has; a line break at its end opens none.
pub(in crate::formats) fn count_lines(text: &str) -> usize {
    let breaks = memchr_iter(b'\n', text.as_bytes()).count();
    breaks + usize::from(!text.is_empty() && !text.ends_with('\n'))
}
