//! A segment of an address, and what stands behind it.
//!
//! In: nothing. Out: [`Segment`], [`After`]. Never: how an address is cut.

use super::places::CountryId;
use std::ops::Range;

/// A segment of an address: places of words.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    /// What is left when the places are peeled off.
    pub(super) words: Range<usize>,
    /// A country's name, and where it stands.
    pub(super) country: Option<(CountryId, Range<usize>)>,
    /// A state or province, its country, and where it stands.
    pub(super) region: Option<(CountryId, Range<usize>)>,
    /// A postal code.
    pub(super) postal: Option<Range<usize>>,
    /// A city peeled off the end of a name.
    pub(super) city: Option<Range<usize>>,
    /// A street, a box or a number, and no name.
    pub(super) street: bool,
    /// In brackets.
    pub(super) aside: bool,
    /// Holds a word for a kind of organisation.
    pub(super) classed: bool,
}

/// What the segments behind one say of where it lies.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct After {
    /// One of them names a country.
    pub(super) named: bool,
    /// The country in which they lie.
    pub(super) home: Option<CountryId>,
    /// The next one is a state, a country or a postal code, and no city.
    pub(super) no_city: bool,
}

impl After {
    /// One segment more is passed, from the end of the address on.
    pub(super) fn pass(&mut self, segment: &Segment) {
        let placed = segment.country.as_ref().or(segment.region.as_ref()).map(|(id, _)| *id);
        self.named |= segment.country.is_some();
        self.home = self.home.or(placed);
        self.no_city = segment.words.is_empty()
            && segment.city.is_none()
            && (placed.is_some() || segment.postal.is_some());
    }
}
