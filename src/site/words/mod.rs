//! All words of the interface that readers of a site see, in the site's language.
//!
//! In: the files of `data/words`, one a language, embedded in the program. Out: a [`Words`]: each word by a key that the
//! compiler knows, each phrase with what its placeholders ask for, the forms of numbers, dates; and the whole as templates
//! read it. Never: a word of the command line or of a diagnostic, markup.

mod catalogue;
mod date;
mod load;
mod locator;
mod lookup;
mod phrase;
mod record;
mod tables;
#[cfg(test)]
mod tests;

pub(super) use catalogue::{Article, Further, Identifiers, Reasons, Words};
pub(super) use date::datetime;
pub(super) use locator::locator;
pub(super) use record::{foreign_language, kinds, language_tag};
pub(super) use tables::GroupingWords;

use super::shown::Shown;
use load::File;
use phrase::{Form, Numbers};
use std::sync::OnceLock;
use tera::Value;

/// A language of the interface.
struct Language {
    /// Its tag, as the setting `language` has it.
    tag: &'static str,
    text: &'static str,
    numbers: Numbers,
    words: OnceLock<Words>,
}

impl Language {
    fn file(&self) -> File {
        File::new(self.text, self.numbers)
    }

    fn words(&'static self) -> &'static Words {
        // The files are embedded, and the tests let no mistake in them pass.
        self.words.get_or_init(|| Words::read(&mut self.file()))
    }
}

static ENGLISH: Language = Language {
    tag: "en",
    text: include_str!("../../../data/words/en.toml"),
    numbers: Numbers { form: one_or_more, group: ',' },
    words: OnceLock::new(),
};

/// Every language of the interface.
static LANGUAGES: &[&Language] = &[&ENGLISH];

fn one_or_more(number: usize) -> Form {
    if number == 1 { Form::One } else { Form::Other }
}

impl Words {
    /// The words of a site in this language; in English, where the catalogue has no file of it.
    pub(super) fn of(language: &str) -> &'static Words {
        let primary = language.split('-').next().unwrap_or_default();
        let known = LANGUAGES.iter().find(|known| known.tag.eq_ignore_ascii_case(primary));
        known.unwrap_or(&&ENGLISH).words()
    }

    /// A number as readers see it: `1,204`.
    pub(super) fn number(&self, number: usize) -> Shown<'static> {
        self.numbers.written(number)
    }

    /// The size of a file of so many bytes as readers see it: `12 KB`, `1.2 MB`.
    pub(super) fn size(&self, bytes: usize) -> Shown<'static> {
        match bytes {
            0..1_000_000 => self.downloads.kilobytes(self.number(bytes.div_ceil(1_000))),
            1_000_000..10_000_000 => {
                let tenths = bytes / 100_000;
                self.downloads.megabytes(Shown::new(format!("{}.{}", tenths / 10, tenths % 10)))
            }
            _ => self.downloads.megabytes(self.number(bytes / 1_000_000)),
        }
    }

    /// The parts of a list in one line.
    pub(super) fn joined<'a>(&self, parts: impl IntoIterator<Item = Shown<'a>>) -> Shown<'static> {
        let between = self.list.between();
        let mut line = String::new();
        for (number, part) in parts.into_iter().enumerate() {
            if number > 0 {
                line.push_str(&between);
            }
            line.push_str(&part);
        }
        Shown::new(line)
    }
}

/// The words of a site in this language as templates read them: the texts by section and key.
pub fn words_of(language: &str) -> Value {
    // Texts and lists of texts, which every value can hold.
    Value::try_from_serializable(&Words::of(language).templates).unwrap_or_else(|_| Value::none())
}
