//! Citations in the text of a block: brackets that hold an `@`, and identifiers in running text.
//!
//! In: a run of text, and a function that knows which identifiers there are. Out: citations, in order. In brackets an `@` cites
//! always; in running text it cites where an identifier or a known key follows, so that mail addresses and handles stay text.
//! Never: code, addresses of links, what is escaped.

use super::runs::Run;
use super::{Block, Citation, Cited, Found, Span, locator};
use std::collections::HashMap;
use std::ops::Range;

/// Bytes of an identifier; no DOI that is in use is longer.
const LONGEST_ID: usize = 300;

/// Places at which an identifier may end that are tried.
const MOST_ENDS: usize = 40;

/// Adds the citations of a run.
pub(super) fn scan(run: &Run, known: &dyn Fn(&str) -> bool, found: &mut Found) {
    let text = run.text.as_str();
    let pairs = brackets(run);
    let mut scanner = Scanner { run, text, known, cited: Vec::new(), found };
    let mut at = 0;
    while let Some(mark) = scanner.next_mark(at..text.len()) {
        let around = pairs.get(&mark);
        at = match around.and_then(|pair| scanner.bracket(pair)) {
            Some(end) => end,
            None => scanner.narrative(mark, around.is_some()).unwrap_or(mark + 1),
        };
    }
    let cited = scanner.cited;
    if !cited.is_empty() {
        found.blocks.push(Block { text: text.to_owned(), cited });
    }
}

/// For each `@` the nearest pair of brackets around it, by the bytes between them. Both brackets stand in one element.
fn brackets(run: &Run) -> HashMap<usize, Range<usize>> {
    // Open brackets, each with the marks that stand in it and in no other one.
    let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut pairs = HashMap::new();
    for (at, sign) in run.text.match_indices(['[', ']', '@']) {
        if !run.is_syntax(at) {
            continue;
        }
        match sign {
            "[" => open.push((at, Vec::new())),
            "@" => {
                if let Some((_, marks)) = open.last_mut() {
                    marks.push(at);
                }
            }
            _ => {
                let Some((start, marks)) = open.pop() else { continue };
                let nest = |at| run.piece(at).map(|piece| (piece.nest, piece.in_link));
                if nest(start) == nest(at) {
                    pairs.extend(marks.into_iter().map(|mark| (mark, start + 1..at)));
                }
            }
        }
    }
    pairs
}

struct Scanner<'r> {
    run: &'r Run,
    text: &'r str,
    known: &'r dyn Fn(&str) -> bool,
    /// Numbers of the citations of this run with the bytes that they take in it.
    cited: Vec<(usize, Range<usize>)>,
    found: &'r mut Found,
}

impl Scanner<'_> {
    /// The next `@` in a range with which an identifier can begin.
    fn next_mark(&self, range: Range<usize>) -> Option<usize> {
        let marks = self.text.get(range.clone())?.match_indices('@');
        marks.map(|(at, _)| range.start + at).find(|at| {
            let before = self.before(*at);
            let after = self.text.get(at + 1..).and_then(|rest| rest.chars().next());
            self.run.is_syntax(*at)
                && !before.is_some_and(char::is_alphanumeric)
                && after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '{'))
        })
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|before| before.chars().next_back())
    }

    /// Reads what stands between two brackets. Returns the byte behind them, unless nothing is cited there.
    fn bracket(&mut self, pair: &Range<usize>) -> Option<usize> {
        let mut items: Vec<Cited> = Vec::new();
        let mut at = pair.start;
        while let Some(mark) = self.next_mark(at..pair.end) {
            let Some((id, end)) = self.id(mark, pair.end, true) else { break };
            let bare = self.before(mark) == Some('-');
            let prefix = at..if bare { mark - 1 } else { mark };
            let next = self.next_mark(end..pair.end).unwrap_or(pair.end);
            // What stands behind goes to the next semicolon, or to the next identifier.
            let stop = self.semicolon(end..next).unwrap_or(next);
            let rest = self.text.get(end..stop).unwrap_or_default();
            let read = locator::read(rest);
            let behind = end + read.as_ref().map_or(0, |(_, length)| *length);
            items.push(Cited {
                id,
                range: self.id_range(mark, end),
                prefix: self.spans(prefix, &[',', ';']),
                locator: read.map(|(locator, _)| locator),
                suffix: self.spans(behind..stop, &[]),
                bare,
            });
            at =
                stop + usize::from(self.text.get(stop..).is_some_and(|rest| rest.starts_with(';')));
        }
        let rest = self.spans(at..pair.end, &[]);
        items.last_mut()?.suffix.extend(rest);
        let whole = pair.start - 1..pair.end + 1;
        self.add(whole.clone(), false, items);
        Some(whole.end)
    }

    /// A semicolon that parts two items: not one of an identifier.
    fn semicolon(&self, range: Range<usize>) -> Option<usize> {
        let found = self.text.get(range.clone())?.match_indices(';');
        found.map(|(at, _)| range.start + at).find(|at| self.run.is_syntax(*at))
    }

    /// Reads an identifier in running text, and the locator in brackets behind it. Returns the byte behind what was read.
    /// Inside brackets that are none of a citation it is no part of the sentence.
    fn narrative(&mut self, mark: usize, in_brackets: bool) -> Option<usize> {
        let bare = self.before(mark) == Some('-');
        let start = if bare { mark - 1 } else { mark };
        let opens = |c: char| c.is_whitespace() || "([{\"'«“‘„‚—–…/".contains(c);
        let free = self.before(start).is_none_or(|c| opens(c) && (c != '/' || !bare));
        let slash = self.before(start) == Some('/');
        let (id, end) = self.id(mark, self.text.len(), false)?;
        if !free || slash || !((self.known)(&id) || is_identifier(&id)) {
            return None;
        }
        let mut item = Cited {
            id,
            range: self.id_range(mark, end),
            prefix: Vec::new(),
            locator: None,
            suffix: Vec::new(),
            bare,
        };
        let mut whole = start..end;
        if let Some(pair) = self.bracket_behind(end) {
            let said = self.text.get(pair.clone()).unwrap_or_default();
            let read = locator::read(&format!(", {said}"));
            let length = read.as_ref().map_or(0, |(_, length)| length.saturating_sub(2));
            item.locator = read.map(|(locator, _)| locator);
            item.suffix = self.spans(pair.start + length..pair.end, &[]);
            whole.end = pair.end + 1;
        }
        self.add(whole.clone(), !in_brackets, vec![item]);
        Some(whole.end)
    }

    /// The bytes between the brackets that follow an identifier, when they say where in the work.
    fn bracket_behind(&self, end: usize) -> Option<Range<usize>> {
        let rest = self.text.get(end..)?;
        let inside = rest.strip_prefix([' ', '\n'])?.strip_prefix('[')?;
        let start = end + 2;
        let length = inside.find(['[', ']', '@'])?;
        let syntax = self.run.is_syntax(start - 1) && self.run.is_syntax(start + length);
        let nest = |at| self.run.piece(at).map(|piece| piece.nest);
        let whole = inside.get(length..)?.starts_with(']') && nest(start) == nest(start + length);
        (syntax && whole && length > 0).then_some(start..start + length)
    }

    /// The identifier behind an `@`, and the byte behind it. It ends before `limit`.
    fn id(&self, mark: usize, limit: usize, in_brackets: bool) -> Option<(String, usize)> {
        let rest = self.text.get(mark + 1..limit)?;
        let mut longest = rest.len().min(LONGEST_ID);
        while !rest.is_char_boundary(longest) {
            longest -= 1;
        }
        let rest = rest.get(..longest)?;
        if let Some(inside) = rest.strip_prefix('{') {
            let length = inside.find('}')?;
            let id = inside.get(..length)?.trim();
            return (!id.is_empty()).then(|| (id.to_owned(), mark + 1 + length + 2));
        }
        let stretch = rest.split(char::is_whitespace).next()?;
        // No other identifier begins in it.
        let stretch = stretch.split(";@").next()?.split(",@").next()?;
        let known =
            ends(stretch).find(|end| stretch.get(..*end).is_some_and(|id| (self.known)(id)));
        let end = known.unwrap_or_else(|| guessed_end(stretch, in_brackets));
        let id = stretch.get(..end).filter(|id| !id.is_empty())?;
        Some((id.to_owned(), mark + 1 + end))
    }

    /// The bytes of the body that an identifier takes, without its `@` and its braces.
    fn id_range(&self, mark: usize, end: usize) -> Range<usize> {
        let braced = self.text.get(mark + 1..).is_some_and(|rest| rest.starts_with('{'));
        let braces = usize::from(braced);
        self.run.sources(&(mark + 1 + braces..end - braces))
    }

    /// The text of a range as spans, without what parts it from its neighbours.
    fn spans(&self, range: Range<usize>, apart: &[char]) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::new();
        for (piece, text) in self.run.pieces(range) {
            let text = text.replace('\n', " ");
            let (italic, bold) = (piece.italic, piece.bold);
            match spans.last_mut().filter(|last| (last.italic, last.bold) == (italic, bold)) {
                Some(last) => last.text.push_str(&text),
                None => spans.push(Span { text, italic, bold }),
            }
        }
        let blank = |c: char| c.is_whitespace() || apart.contains(&c);
        while let Some(last) = spans.last_mut() {
            last.text.truncate(last.text.trim_end_matches(blank).len());
            if !last.text.is_empty() {
                break;
            }
            spans.pop();
        }
        if let Some(first) = spans.first_mut() {
            first.text = first.text.trim_start_matches(blank).to_owned();
        }
        spans.retain(|span| !span.text.is_empty());
        spans
    }

    /// Adds a citation; inside a link there can be none.
    fn add(&mut self, whole: Range<usize>, narrative: bool, items: Vec<Cited>) {
        if self.run.piece(whole.start).is_some_and(|piece| piece.in_link) {
            self.found.in_links.extend(items.into_iter().map(|item| item.range));
            return;
        }
        self.cited.push((self.found.citations.len(), whole.clone()));
        self.found.citations.push(Citation {
            range: self.run.sources(&whole),
            narrative,
            in_footnote: self.run.in_footnote,
            items,
        });
    }
}

/// Where an identifier may end in a stretch without blanks: at the end, or before a sign, the last first.
fn ends(stretch: &str) -> impl Iterator<Item = usize> {
    let signs = stretch.char_indices().rev().filter(|(_, c)| !c.is_alphanumeric());
    let ends = std::iter::once(stretch.len()).chain(signs.map(|(at, _)| at));
    ends.filter(|end| {
        let last = stretch.get(..*end).and_then(|id| id.chars().next_back());
        match last {
            None | Some('.' | ',' | ';' | ':' | '!' | '?' | '\'' | '"' | '“' | '”' | '’') => {
                false
            }
            Some(close @ (')' | ']' | '}')) => {
                is_balanced(stretch.get(..*end).unwrap_or_default(), close)
            }
            Some(_) => true,
        }
    })
    .take(MOST_ENDS)
}

/// Whether the last bracket of a text closes one that the text opens.
fn is_balanced(text: &str, close: char) -> bool {
    let open = match close {
        ')' => '(',
        ']' => '[',
        _ => '{',
    };
    text.matches(open).count() >= text.matches(close).count()
}

/// Where an unknown identifier ends. In brackets a DOI goes to a comma or to a semicolon with a letter before it; keys have the
/// signs that pandoc lets stand in them, each with a letter behind it.
fn guessed_end(stretch: &str, in_brackets: bool) -> usize {
    if is_doi(stretch) {
        let cut = match in_brackets {
            true => stretch.find([',']).unwrap_or(stretch.len()),
            false => stretch.len(),
        };
        let stretch = stretch.get(..cut).unwrap_or(stretch);
        return ends(stretch).next().unwrap_or(cut);
    }
    let inner = |c: char| ":.#$%&-+?<>~/'".contains(c);
    let mut end = 0;
    for (at, c) in stretch.char_indices() {
        if c.is_alphanumeric() || c == '_' {
            end = at + c.len_utf8();
        } else if !inner(c) || end < at {
            break;
        }
    }
    // "@smith's" is about smith.
    let id = stretch.get(..end).unwrap_or_default();
    id.strip_suffix("'s").map_or(end, str::len)
}

/// Whether a text is meant for a DOI.
fn is_doi(text: &str) -> bool {
    let lower = text.get(..4).unwrap_or(text).to_ascii_lowercase();
    lower == "doi:"
        || (lower.starts_with("10.") && text.contains('/'))
        || text.contains("doi.org/10.")
}

/// Whether a text can be nothing but an identifier, known or not.
fn is_identifier(id: &str) -> bool {
    let lower = id.to_ascii_lowercase();
    let digits = |text: &str, least: usize| {
        text.len() >= least && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    digits(id, 5)
        || ["pmid:", "pmcid:", "doi:"]
            .iter()
            .any(|scheme| lower.len() > scheme.len() && lower.starts_with(scheme))
        || lower.strip_prefix("pmc").is_some_and(|rest| digits(rest, 4))
        || is_doi(id)
}
