//! Numbers as bytes: small ones are short.
//!
//! In: numbers, or bytes that were made of numbers. Out: the other. Never: a panic on bytes that nobody made so; they end the
//! reading.

/// Appends a number: seven bits a byte, the lowest first.
pub(super) fn put(number: u32, out: &mut Vec<u8>) {
    let mut rest = number;
    while rest > 0x7f {
        out.push(low(rest) | 0x80);
        rest >>= 7;
    }
    out.push(low(rest));
}

/// The lowest seven bits.
fn low(number: u32) -> u8 {
    u8::try_from(number & 0x7f).unwrap_or_default()
}

/// Appends a list of numbers with its length, each as the distance from the one before; the list is sorted.
pub(super) fn put_sorted(numbers: &[u32], out: &mut Vec<u8>) {
    put(u32::try_from(numbers.len()).unwrap_or(u32::MAX), out);
    let mut before = 0;
    for number in numbers {
        put(number - before, out);
        before = *number;
    }
}

/// Bytes from which numbers are taken.
pub(super) struct Numbers<'b>(pub(super) &'b [u8]);

impl Numbers<'_> {
    /// The next number; none when the bytes end, or are no number.
    pub(super) fn next(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in (0..32).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u32::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// The next sorted list.
    pub(super) fn next_sorted(&mut self, out: &mut Vec<u32>) -> Option<()> {
        let length = self.next()?;
        let mut number = 0_u32;
        for _ in 0..length {
            number = number.checked_add(self.next()?)?;
            out.push(number);
        }
        Some(())
    }
}

/// Lists of numbers, one for each entry of a vocabulary, in one piece of memory.
#[derive(Debug, Default)]
pub(super) struct Lists {
    numbers: Vec<u32>,
    /// Where each list ends.
    ends: Vec<u32>,
}

impl Lists {
    /// Brings lists together.
    pub(super) fn of(lists: impl IntoIterator<Item = Vec<u32>>) -> Self {
        let mut out = Lists::default();
        for list in lists {
            out.numbers.extend(list);
            out.end();
        }
        out
    }

    fn end(&mut self) {
        self.ends.push(u32::try_from(self.numbers.len()).unwrap_or(u32::MAX));
    }

    /// How many lists there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// One list; empty beyond the last.
    pub(super) fn get(&self, place: u32) -> &[u32] {
        let place = place as usize;
        let start = place.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before));
        let (Some(start), Some(end)) = (start, self.ends.get(place)) else { return &[] };
        self.numbers.get(*start as usize..*end as usize).unwrap_or_default()
    }

    /// The lists as bytes.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        for place in (0..).take(self.len()) {
            put_sorted(self.get(place), &mut out);
        }
        out
    }

    /// So many lists from bytes.
    pub(super) fn read(bytes: &[u8], count: usize) -> Option<Self> {
        // A list has at least one byte.
        if count > bytes.len() {
            return None;
        }
        let mut out = Lists::default();
        let mut numbers = Numbers(bytes);
        for _ in 0..count {
            numbers.next_sorted(&mut out.numbers)?;
            out.end();
        }
        numbers.0.is_empty().then_some(out)
    }

    /// For each entry the entries in whose lists it stands, as parents are to children.
    pub(super) fn turned(&self) -> Self {
        let mut turned: Vec<Vec<u32>> = vec![Vec::new(); self.len()];
        for place in (0..).take(self.len()) {
            for above in self.get(place) {
                if let Some(list) = turned.get_mut(*above as usize) {
                    list.push(place);
                }
            }
        }
        Lists::of(turned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let all = [0, 1, 127, 128, 16_383, 16_384, u32::MAX];
        let mut bytes = Vec::new();
        for number in all {
            put(number, &mut bytes);
        }
        let mut read = Numbers(&bytes);
        assert_eq!(all.map(|_| read.next()), all.map(Some));
        assert_eq!(read.next(), None);
        assert_eq!(Numbers(&[0xff; 9]).next(), None);
    }

    #[test]
    fn lists_come_back_and_turn() {
        let lists = Lists::of([vec![1, 2], vec![], vec![1, 300]]);
        let read = Lists::read(&lists.bytes(), 3).unwrap();
        assert_eq!((read.get(0), read.get(1), read.get(2)), (&[1, 2][..], &[][..], &[1, 300][..]));
        assert_eq!(read.get(3), &[] as &[u32]);
        assert!(
            Lists::read(&lists.bytes(), 2).is_none() && Lists::read(&lists.bytes(), 4).is_none()
        );
        assert_eq!(lists.turned().get(1), [0, 2]);
    }
}
