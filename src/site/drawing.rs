//! The flow of records as a drawing: boxes with lines of text, and the arrows between them.
//!
//! In: the steps. Out: a [`Drawing`] in its own units, which a template writes as SVG. Lines are cut by counted letters, as
//! no font is at hand; boxes are wide enough for the widest of usual fonts. Never: a number of its own.

use super::flow::{Entry, Step, Steps};
use super::shown::Shown;
use super::words::Words;
use serde::Serialize;
use std::fmt::Write;

/// Width of a box, and where the two columns and the parts' bars begin.
const BOX: u32 = 330;
const LEFT: u32 = 44;
const RIGHT: u32 = 430;
const BAR: u32 = 28;
/// Height of a line, space around the lines of a box, space between two steps.
const LINE: u32 = 21;
const PAD: u32 = 11;
const GAP: u32 = 34;
/// Letters in a line.
const LETTERS: usize = 40;
/// How many fewer of bold ones.
const BOLD: usize = 3;
/// Height that a letter of a part's name takes in its bar.
const LETTER: u32 = 9;
/// How much a line of a part stands to the right.
const INDENT: u32 = 14;

/// The drawing.
#[derive(Debug, Default, Serialize)]
pub(super) struct Drawing {
    width: u32,
    height: u32,
    boxes: Vec<Frame>,
    /// The parts, each a bar beside its steps.
    bars: Vec<Bar>,
    /// The shafts of the arrows as one path.
    shafts: String,
    /// Their heads.
    heads: String,
}

#[derive(Debug, Serialize)]
struct Frame {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    x: u32,
    y: u32,
    text: Shown<'static>,
    /// Whether it says what the box is about.
    head: bool,
}

#[derive(Debug, Serialize)]
struct Bar {
    y: u32,
    width: u32,
    height: u32,
    /// The middle, about which its text is turned.
    middle: (u32, u32),
    text: Shown<'static>,
}

impl Drawing {
    pub(super) fn of(words: &'static Words, steps: &Steps) -> Self {
        let mut drawing = Drawing { width: RIGHT + BOX + 1, ..Drawing::default() };
        let mut tops: Vec<(u32, u32)> = Vec::new();
        let mut y = 1;
        for (Step { on, out }, least) in steps.steps.iter().zip(least_heights(steps)) {
            let (left, right) = (lines(words, on), lines(words, out));
            let height = box_height(left.len().max(right.len())).max(least);
            if let Some((_, above)) = tops.last() {
                drawing.arrow((LEFT + BOX / 2, *above), (LEFT + BOX / 2, y));
            }
            drawing.frame(LEFT, y, height, left);
            if !right.is_empty() {
                let middle = y + height / 2;
                drawing.arrow((LEFT + BOX, middle), (RIGHT, middle));
                drawing.frame(RIGHT, y, height, right);
            }
            tops.push((y, y + height));
            y += height + GAP;
        }
        drawing.height = y - GAP + 1;
        drawing.bars(steps, &tops);
        drawing
    }

    fn frame(&mut self, x: u32, y: u32, height: u32, lines: Vec<(u8, Shown<'static>)>) {
        let at = |(number, (level, text)): (u32, (u8, Shown<'static>))| Line {
            x: x + PAD + u32::from(level) * INDENT,
            y: y + PAD + number * LINE + 15,
            text,
            head: level == 0,
        };
        let lines = (0u32..).zip(lines).map(at).collect();
        self.boxes.push(Frame { x, y, width: BOX, height, lines });
    }

    /// An arrow down or to the right.
    fn arrow(&mut self, (x, y): (u32, u32), (to_x, to_y): (u32, u32)) {
        // Writing to a string cannot fail.
        if x == to_x {
            let _ = write!(self.shafts, "M{x} {y}V{}", to_y - 7);
            let _ = write!(self.heads, "M{} {}h10l-5 8z", x - 5, to_y - 8);
        } else {
            let _ = write!(self.shafts, "M{x} {y}H{}", to_x - 7);
            let _ = write!(self.heads, "M{} {}v10l8-5z", to_x - 8, y - 5);
        }
    }

    fn bars(&mut self, steps: &Steps, tops: &[(u32, u32)]) {
        let mut first = 0;
        for (text, number) in &steps.parts {
            let of_part = tops.get(first..first + number).unwrap_or_default();
            first += number;
            let (Some((top, _)), Some((_, bottom))) = (of_part.first(), of_part.last()) else {
                continue;
            };
            self.bars.push(Bar {
                y: *top,
                width: BAR,
                height: bottom - top,
                middle: (BAR / 2 + 5, top + (bottom - top) / 2),
                text: text.clone(),
            });
        }
    }
}

/// The least height of each step: the name of a part fits beside its only step.
fn least_heights(steps: &Steps) -> impl Iterator<Item = u32> {
    steps.parts.iter().flat_map(|(name, number)| {
        let letters = u32::try_from(name.chars().count()).unwrap_or_default();
        let least = if *number == 1 { letters * LETTER + PAD } else { 0 };
        std::iter::repeat_n(least, *number)
    })
}

fn box_height(lines: usize) -> u32 {
    let lines = u32::try_from(lines).unwrap_or(u32::MAX / LINE / 2);
    lines * LINE + 2 * PAD
}

/// The lines of a box, each with its level.
fn lines(words: &'static Words, entries: &[Entry]) -> Vec<(u8, Shown<'static>)> {
    let mut all = Vec::new();
    for Entry { label, count, level } in entries {
        let text = match count {
            Some(count) => words.flow.item(label, words.number(*count)),
            None => words.flow.of(label),
        };
        let letters = LETTERS - if *level == 0 { BOLD } else { usize::from(*level) * 2 };
        all.extend(wrapped(&text, letters).into_iter().map(|line| (*level, Shown::new(line))));
    }
    all
}

/// A text in lines of at most so many letters. A word that is longer is cut.
fn wrapped(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    let mut wide = 0;
    for word in text.split(' ') {
        let mut rest = word;
        let mut width = self::width(rest);
        if wide > 0 && wide + 1 + width <= letters {
            line.push(' ');
            line.push_str(rest);
            wide += 1 + width;
            continue;
        }
        if wide > 0 {
            lines.push(std::mem::take(&mut line));
        }
        while width > letters {
            let end = cut(rest, letters);
            let (head, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
            lines.push(head.to_owned());
            rest = tail;
            width = self::width(rest);
        }
        line.push_str(rest);
        wide = width;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// The byte behind as many letters as fit.
fn cut(text: &str, letters: usize) -> usize {
    let mut wide = 0;
    for (at, c) in text.char_indices() {
        wide += wide_as(c);
        if wide > letters {
            return at.max(c.len_utf8());
        }
    }
    text.len()
}

fn width(text: &str) -> usize {
    text.chars().map(wide_as).sum()
}

/// Signs of East Asian scripts are as wide as two letters.
fn wide_as(c: char) -> usize {
    if c >= '\u{1100}' { 2 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::wrapped;

    #[test]
    fn lines_hold_what_fits_and_lose_nothing() {
        for (text, letters, expected) in [
            ("Records screened (n = 1,234)", 40, &["Records screened (n = 1,234)"][..]),
            ("Records screened (n = 12)", 16, &["Records screened", "(n = 12)"]),
            ("abcdefghij klm", 4, &["abcd", "efgh", "ij", "klm"]),
            ("文献検索 a", 4, &["文献", "検索", "a"]),
            ("", 4, &[]),
        ] {
            assert_eq!(wrapped(text, letters), expected, "{text}");
        }
    }
}
