//! Citations and lists of references in the styles of the Citation Style Language.
//!
//! In: records, what a text cites of them in its order, and the name or the text of a style. Out: plain pieces: for each
//! citation its text with the places of the works in it, and the references, all as [`Run`]s of plain text with their look.
//! Steps: 1. [`style`] finds and mends the style, and the one locale that is asked for; 2. [`entry`] says a record in the
//! terms of the engine; 3. [`set`] lets the engine set all citations of one text together; 4. [`runs`] walks through what it
//! made. This is the only room that knows the engine. Never: markup, links to pages, e-mail addresses (whoever asks gives the
//! function that takes them off).

mod edition;
mod entry;
pub mod printed;
mod runs;
mod set;
mod style;

pub use entry::Work;
pub use runs::{Leads, Run, Script};
pub use set::{Item, Part, Reference, Request, Setting};
pub use style::{Fault, Style, has_locale, has_style, locales, names};
