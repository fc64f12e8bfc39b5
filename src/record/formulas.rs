//! Formulas in a record: a title or an abstract keeps them twice, in one line of plain text and as MathML beside it.
//!
//! In: a record whose texts hold MathML as their source has written it. Out: the same record without markup in its texts,
//! and with the markup in `title_html` and `text_html`. Never: markup that the gate of [`crate::math`] has not let through.

use super::Record;
use crate::math;

impl Record {
    /// Parts formulas from the texts that they stand in. Says how many there were, and how many could not be read.
    pub fn set_formulas(&mut self) -> (usize, usize) {
        let (mut found, mut refused) = (0, 0);
        let mut set = |text: &mut String, html: Option<&mut Option<String>>| {
            let Some(rich) = math::rich(text) else { return };
            found += 1;
            refused += rich.refused;
            *text = rich.plain;
            if let Some(html) = html
                && !html.as_ref().is_some_and(|html| html.contains("<math"))
            {
                *html = Some(rich.html);
            }
        };
        set(&mut self.title, Some(&mut self.title_html));
        let others =
            [&mut self.vernacular_title, &mut self.copyright, &mut self.conflict_of_interest];
        for text in others.into_iter().flatten() {
            set(text, None);
        }
        for section in &mut self.sections {
            set(&mut section.text, Some(&mut section.text_html));
        }
        for keyword in &mut self.keywords {
            set(&mut keyword.text, None);
        }
        (found, refused)
    }
}
