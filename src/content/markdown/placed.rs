//! What the parser gives: an event, and where it stands.

use pulldown_cmark::Event;
use std::ops::Range;

/// An event of the body and the bytes that it was made of.
pub(super) type Placed<'a> = (Event<'a>, Range<usize>);
