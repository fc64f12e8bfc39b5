//! A reference while it is written.
//!
//! In: texts in the order of the style. Out: runs of plain text with their look, no two neighbours alike. A stop never
//! stands behind another sign that ends a sentence, and no blank begins a line. Never: escaping; a rule of a style.

use crate::cite::runs::Run;

/// Signs that end a sentence.
const ENDS: [char; 4] = ['.', '?', '!', '…'];

/// Quotation marks that may stand behind the sign that ends a sentence.
const CLOSING: [char; 5] = ['"', '\'', '”', '’', '»'];

#[derive(Debug, Default)]
pub(super) struct Line {
    runs: Vec<Run>,
}

impl Line {
    /// Plain text.
    pub(super) fn text(&mut self, text: &str) {
        self.run(Run::plain(text));
    }

    /// Text in italics.
    pub(super) fn italic(&mut self, text: &str) {
        self.run(Run { italic: true, ..Run::plain(text) });
    }

    /// A text of a look of its own.
    pub(super) fn run(&mut self, run: Run) {
        if run.text.is_empty() {
            return;
        }
        match self.runs.last_mut().filter(|last| last.looks_like(&run)) {
            Some(last) => last.text.push_str(&run.text),
            None => self.runs.push(run),
        }
    }

    /// Texts of their own looks, in italics altogether where `italic`; italics within them stand upright there.
    pub(super) fn title(&mut self, title: &[Run], italic: bool) {
        for run in title {
            self.run(Run { italic: run.italic != italic, ..run.clone() });
        }
    }

    /// A blank, unless the line begins or has one.
    pub(super) fn blank(&mut self) {
        if self.last().is_some_and(|c| c != ' ') {
            self.text(" ");
        }
    }

    /// The stop of a sentence, unless it has ended.
    pub(super) fn stop(&mut self) {
        if !self.is_empty() && !self.has_ended() {
            self.text(".");
        }
    }

    /// A sentence: a blank, the text, the stop.
    pub(super) fn sentence(&mut self, text: &str) {
        if !text.is_empty() {
            self.blank();
            self.text(text);
            self.stop();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    fn has_ended(&self) -> bool {
        let mut behind = self.runs.iter().rev().flat_map(|run| run.text.chars().rev());
        let Some(last) = behind.next() else { return true };
        let quoted = CLOSING.contains(&last);
        let last = if quoted { behind.next().unwrap_or(last) } else { last };
        ENDS.contains(&last)
    }

    fn last(&self) -> Option<char> {
        self.runs.last().and_then(|run| run.text.chars().next_back())
    }

    pub(super) fn end(mut self) -> Vec<Run> {
        if let Some(last) = self.runs.last_mut() {
            let length = last.text.trim_end().len();
            last.text.truncate(length);
        }
        self.runs.retain(|run| !run.text.is_empty());
        self.runs
    }
}
