//! The words that stand inside a curator's prose, from the catalogue.
//!
//! In: the language of the site. Out: the words as Markdown takes them. Never: a word of its own.

use super::shown::Shown;
use super::words::Words;
use crate::content;

/// The words of one language.
pub(super) struct ProseWords {
    admonitions: [Shown<'static>; 5],
    contents: Shown<'static>,
    anchor: Shown<'static>,
    footnotes: Shown<'static>,
    back: Shown<'static>,
    done: Shown<'static>,
    open: Shown<'static>,
}

impl ProseWords {
    pub(super) fn of(language: &str) -> Self {
        let says = &Words::of(language).prose;
        ProseWords {
            admonitions: [
                says.note(),
                says.tip(),
                says.important(),
                says.warning(),
                says.caution(),
            ],
            contents: says.contents(),
            anchor: says.anchor(),
            footnotes: says.footnotes(),
            back: says.back(),
            done: says.done(),
            open: says.open(),
        }
    }

    pub(super) fn words(&self) -> content::Words<'_> {
        let [note, tip, important, warning, caution] = &self.admonitions;
        content::Words {
            admonitions: [note, tip, important, warning, caution],
            contents: &self.contents,
            anchor: &self.anchor,
            footnotes: &self.footnotes,
            back: &self.back,
            done: &self.done,
            open: &self.open,
        }
    }
}
