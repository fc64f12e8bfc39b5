//! A text that was made of another, with the way back from its offsets to the other's.
//!
//! In: what is kept of the other text and what stands in the place of the rest, in order. Out: the text, and for each of
//! its offsets that of the other text. Never: what is replaced by what.

/// A text that is made of another.
#[derive(Debug, Default)]
pub(super) struct Edited {
    text: String,
    /// Offsets from which on the other text is so many bytes ahead; behind, where the number is negative.
    ahead: Vec<(usize, isize)>,
}

impl Edited {
    /// The text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Takes this over as it is.
    pub(super) fn keep(&mut self, part: &str) {
        self.text.push_str(part);
    }

    /// Puts `new` in the place of `old`.
    pub(super) fn replace(&mut self, old: &str, new: &str) {
        self.text.push_str(new);
        let before = self.ahead.last().map_or(0, |(_, ahead)| *ahead);
        let more = old.len().cast_signed() - new.len().cast_signed();
        self.ahead.push((self.text.len(), before + more));
    }

    /// The offset in the other text of an offset in this one.
    pub(super) fn back(&self, offset: usize) -> usize {
        let at = self.ahead.partition_point(|(start, _)| *start <= offset);
        let ahead = at.checked_sub(1).and_then(|at| self.ahead.get(at)).map_or(0, |(_, n)| *n);
        offset.saturating_add_signed(ahead)
    }
}
