//! The account of one record: its JSON is laid over its lines in the order in which the format prints, and what is
//! left over must be fixed words that the JSON bears out.
//!
//! Knows the format's layout, but shares no code with the reader: it never looks for the parts of a record, it asks
//! whether the values that the reader found stand where the format would print them.

use super::slice::{Slice, packed};
use super::words::{HEADINGS, language_code};
use serde_json::Value;

/// One thing that is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// Line in the file.
    pub(crate) line: usize,
    /// What is wrong.
    pub(crate) what: String,
}

/// The lines of one record, or of several that share a line, with what has been accounted for.
pub(crate) struct Account<'a> {
    pub(crate) slice: &'a Slice<'a>,
    used: Vec<bool>,
    freed: Vec<bool>,
    pub(super) numbers: Vec<Option<usize>>,
    pub(super) at: usize,
    pub(crate) findings: Vec<Finding>,
}

/// Whether brackets hold the whole title; `[Retracted] A title` is no translation.
fn bracketed(title: &str) -> bool {
    let inside = title.trim_end_matches(['.', '?', '!']);
    let mut depth = 0;
    let closes = inside.char_indices().find(|(_, c)| {
        depth += match c {
            '[' => 1,
            ']' => -1,
            _ => 0,
        };
        depth == 0
    });
    title.starts_with('[') && closes.is_some_and(|(at, _)| at + 1 == inside.len())
}

pub(super) fn texts<'v>(value: &'v Value, path: &str) -> Vec<&'v str> {
    match value.pointer(path) {
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(one)) => vec![one],
        _ => Vec::new(),
    }
}

pub(super) fn text<'v>(value: &'v Value, path: &str) -> Option<&'v str> {
    value.pointer(path).and_then(Value::as_str)
}

pub(super) fn list<'v>(value: &'v Value, path: &str) -> &'v [Value] {
    value.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

impl<'a> Account<'a> {
    pub(crate) fn new(slice: &'a Slice<'a>) -> Self {
        let none = vec![false; slice.text.len()];
        Account {
            slice,
            used: none.clone(),
            freed: none,
            numbers: Vec::new(),
            at: 0,
            findings: Vec::new(),
        }
    }

    /// Marks bytes that a diagnostic reports.
    pub(crate) fn free(&mut self, (from, to): (usize, usize)) {
        self.freed[from..to].fill(true);
    }

    pub(super) fn fault(&mut self, what: String) {
        let line = self.slice.line_of(self.at.min(self.slice.text.len().saturating_sub(1)));
        self.findings.push(Finding { line, what });
    }

    pub(super) fn mark(&mut self, from: usize, to: usize) {
        self.used[from..to].fill(true);
        self.at = to;
    }

    fn here(&self, word: &str) -> bool {
        self.slice.text[self.at..].starts_with(word)
    }

    pub(super) fn next(&mut self, word: &str) -> bool {
        let found = !word.is_empty() && self.here(word);
        if found {
            self.mark(self.at, self.at + word.len());
        }
        found
    }

    /// Takes the nearest place after the cursor where `value` stands behind one of `heads`.
    pub(super) fn take(&mut self, key: &str, heads: &[&str], value: &str) -> bool {
        let value = packed(value);
        let rest = &self.slice.text[self.at..];
        let found = heads
            .iter()
            .filter_map(|head| {
                let needle = format!("{}{value}", packed(head));
                rest.find(&needle).map(|at| (at, needle.len()))
            })
            .min_by_key(|(at, long)| (*at + *long, *at));
        if let Some((at, long)) = found {
            self.mark(self.at + at, self.at + at + long);
            return true;
        }
        let shown: String = value.chars().take(60).collect();
        self.fault(format!("{key}: {shown:?} does not stand in the lines that are left"));
        false
    }

    /// As [`Account::take`], in any case of ASCII letters, from a place of its own.
    fn take_lower(&mut self, key: &str, head: &str, value: &str) {
        let needle = format!("{}{}", packed(head), packed(value)).to_ascii_lowercase();
        match self.slice.lower[self.at..].find(&needle) {
            Some(at) => self.mark(self.at + at, self.at + at + needle.len()),
            None => {
                self.fault(format!("{key}: {needle:?} does not stand in the lines that are left"));
            }
        }
    }

    /// Lays one record's JSON over the lines, from the cursor on.
    pub(crate) fn lay(&mut self, record: &Value) {
        let mut words = Vec::new();
        let start = self.at;
        self.head(record, &mut words);
        self.opening(record, &mut words);
        self.people(record, &mut words);
        self.related(record);
        self.body(record, &mut words);
        self.closing(record, &mut words);
        self.extra(record, start, &mut words);
        self.leftovers(start, &words);
    }

    fn head(&mut self, record: &Value, words: &mut Vec<String>) {
        let anchor = if record.get("journal").is_some() {
            let date = text(record, "/published/text").unwrap_or_default();
            let journal = packed(text(record, "/journal/abbreviation").unwrap_or_default());
            let marked = packed(&format!("{journal}[Preprint].{date}"));
            let preprint = texts(record, "/status").contains(&"preprint");
            match preprint && self.slice.text[self.at..].contains(&marked) {
                true => marked,
                false => format!("{journal}.{date}"),
            }
        } else {
            text(record, "/title").unwrap_or_default().to_owned()
        };
        let key = if record.get("journal").is_some() { "journal, published" } else { "title" };
        let before = self.at;
        if !self.take(key, &[""], &anchor) {
            return;
        }
        let (after, anchor_at) = (self.at, self.at - packed(&anchor).len());
        self.number(before, anchor_at, record);
        self.at = after;
        if record.get("journal").is_none() {
            return;
        }
        let volume = text(record, "/volume").map(packed).unwrap_or_default();
        let issue = text(record, "/issue").map(|i| format!("({})", packed(i))).unwrap_or_default();
        let pages = text(record, "/pages").map(|p| format!(":{}", packed(p))).unwrap_or_default();
        let all = format!("{volume}{issue}{pages}");
        if !all.is_empty() && !self.next(&format!(";{all}")) && !self.next(&all) {
            let there: String = self.slice.text[self.at..].chars().take(40).collect();
            self.fault(format!(
                "volume, issue, pages: {all:?} is not what follows the date: {there:?}"
            ));
        }
        for (key, word) in
            [("electronic", "Epub"), ("collection", "eCollection"), ("print", "Print")]
        {
            if let Some(date) = text(record, &format!("/{key}/text")) {
                words.push(packed(&format!("{word}{date}")));
            }
        }
    }

    /// The record's number, and the banner that steals it.
    fn number(&mut self, from: usize, to: usize, record: &Value) {
        let gap = self.slice.text[from..to].to_owned();
        let retracted = texts(record, "/status").contains(&"retracted");
        let banner = "RETRACTEDARTICLE";
        let (gap_end, rest) = match gap.strip_suffix(banner) {
            Some(rest) if retracted => (to, rest),
            _ => (to, gap.as_str()),
        };
        let digits = rest.trim_end_matches('.');
        let long = digits.len() - digits.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if long > 0 && rest.len() == digits.len() + 1 {
            self.mark(from + digits.len() - long, gap_end);
        } else if rest.len() < gap.len() {
            self.mark(from + rest.len(), gap_end);
        }
    }

    fn opening(&mut self, record: &Value, words: &mut Vec<String>) {
        let title = text(record, "/title").unwrap_or_default();
        if record.get("journal").is_some() {
            self.take("title", &[""], title);
        }
        if bracketed(title) != (record.get("title_translated") == Some(&Value::Bool(true))) {
            self.fault("title_translated does not fit the title's bracket".to_owned());
        }
        if texts(record, "/status").contains(&"ahead-of-print") {
            words.extend(["Onlineaheadofprint", "[Epubaheadofprint]"].map(str::to_owned));
        }
        if texts(record, "/status").contains(&"preprint") {
            words.push("Preprint".to_owned());
        }
        if let Some(doi) = text(record, "/doi") {
            words.push(format!("doi:{doi}"));
        }
        for id in list(record, "/ids") {
            let value = packed(text(id, "/value").unwrap_or_default());
            let kind = text(id, "/type").unwrap_or_default();
            // What has not the form of its kind is found like what no key takes.
            if matches!(kind, "doi" | "pmid" | "pmcid") {
                words.push(format!("{kind}:"));
            }
            words.push(format!("{kind}:{value}"));
        }
        self.languages(record);
    }

    fn languages(&mut self, record: &Value) {
        let codes = texts(record, "/language");
        let Some(start) = self.slice.text[self.at..].find("[Articlein").filter(|at| *at < 12)
        else {
            if !codes.is_empty() {
                self.fault(format!("language: {codes:?} is printed nowhere"));
            }
            return;
        };
        let from = self.at + start;
        let Some(end) = self.slice.text[from..].find(']').map(|at| from + at) else { return };
        let inside = &self.slice.text[from + "[Articlein".len()..end];
        let (names, rest) = inside.split_once(';').unwrap_or((inside, ""));
        let names = names.replace("Greek,Modern", "Greek");
        let expected: Vec<_> = names.split(',').filter_map(language_code).collect();
        if expected != codes {
            self.fault(format!("language: {codes:?}, printed {names:?}"));
        }
        let names_end = end - rest.len();
        if expected.len() == names.split(',').count() {
            self.mark(from, names_end);
        } else {
            self.mark(from, from + "[Articlein".len());
        }
        self.available(record, rest);
        let from_publisher = rest.starts_with("Abstractavailablein");
        if from_publisher && rest.ends_with("fromthepublisher") {
            self.mark(names_end, end + 1);
        }
        self.mark(end, end + 1);
        self.at = end + 1;
    }

    /// The language of an abstract that the publisher has is that abstract's, or is kept where there is none.
    fn available(&mut self, record: &Value, words: &str) {
        let name = words.strip_prefix("Abstractavailablein").unwrap_or_default();
        let name = name.strip_suffix("fromthepublisher").unwrap_or(name);
        for code in name.split(',').filter_map(language_code) {
            let in_abstract = list(record, "/abstract").iter().any(|s| s["language"] == code);
            let kept = list(record, "/extra").iter().any(|extra| extra["value"] == code);
            if !in_abstract && !kept {
                self.fault(format!(
                    "an abstract in {code} is announced, and the record does not say so"
                ));
            }
        }
    }

    fn related(&mut self, record: &Value) {
        let mut last = "";
        for (index, entry) in list(record, "/related").iter().enumerate() {
            let kind = text(entry, "/kind").unwrap_or_default();
            let label = format!("related/{index} ({kind})");
            let headings = HEADINGS.iter().filter(|(k, _)| *k == kind);
            let headings: Vec<&str> = headings.map(|(_, words)| *words).collect();
            let mut headings = headings;
            if kind == "associated" {
                headings.extend(text(entry, "/note"));
            }
            if kind != last {
                self.take(&label, &headings, "");
                self.next(".");
                self.next(":");
            }
            last = kind;
            let start = self.at;
            let mut end = start;
            for (key, head) in [("citation", ""), ("note", ""), ("doi", "doi:"), ("pmid", "PMID:")]
            {
                let Some(value) = text(entry, &format!("/{key}")) else { continue };
                // A heading that says more than its kind is kept as a note.
                let told = headings.iter().find_map(|words| value.strip_suffix(words));
                let value = told.unwrap_or(value).trim_end();
                if value.is_empty() {
                    continue;
                }
                self.at = start;
                match key {
                    // A line of its own may hold nothing but the DOI, perhaps the record's own.
                    "doi"
                        if {
                            let rest = &self.slice.lower[start..];
                            let bare = packed(value).to_ascii_lowercase();
                            rest.starts_with(&bare) || !rest.contains(&format!("doi:{bare}"))
                        } =>
                    {
                        self.take_lower(&format!("{label}/doi"), "", value);
                    }
                    "doi" => self.take_lower(&format!("{label}/doi"), head, value),
                    _ => {
                        self.take(&format!("{label}/{key}"), &[head], value);
                    }
                }
                end = end.max(self.at);
            }
            self.at = end;
        }
    }

    fn body(&mut self, record: &Value, words: &mut Vec<String>) {
        for (index, section) in list(record, "/abstract").iter().enumerate() {
            let label = packed(text(section, "/label").unwrap_or_default());
            let body = text(section, "/text").unwrap_or_default();
            let heads = [format!("{label}:"), label.clone()];
            let heads: Vec<&str> = if label.is_empty() {
                vec![""]
            } else {
                heads.iter().map(String::as_str).collect()
            };
            match text(section, "/kind") {
                Some("other") => words.push("Publisher:".to_owned()),
                Some("plain-language") => words.push("PlainLanguageSummary:".to_owned()),
                _ => {}
            }
            self.take(&format!("abstract/{index}"), &heads, body);
        }
        if let Some(copyright) = text(record, "/copyright") {
            self.take("copyright", &[""], copyright);
        }
    }

    fn closing(&mut self, record: &Value, words: &mut Vec<String>) {
        if let Some(doi) = text(record, "/doi") {
            let value = packed(doi).to_ascii_lowercase();
            let end = self.slice.text[self.at..].find("PMID:");
            let end = end.map_or(self.slice.text.len(), |at| self.at + at);
            let line =
                self.slice.text[self.at..end].match_indices("DOI:").map(|(at, _)| self.at + at);
            let mut line = line.filter(|at| self.slice.lower[at + 4..].starts_with(&value));
            if let Some(at) = line.next() {
                self.mark(at, at + 4 + value.len());
            } else if !self.slice.lower.contains(&format!("doi:{value}")) {
                self.fault(format!("doi: {doi:?} is printed nowhere"));
            }
        }
        if let Some(pmcid) = text(record, "/pmcid") {
            self.take("pmcid", &["PMCID:"], pmcid);
        }
        if let Some(day) = text(record, "/pmc_available") {
            let parts: Vec<&str> = day.split('-').collect();
            let plain = parts.iter().map(|part| part.trim_start_matches('0')).collect::<Vec<_>>();
            let forms = [
                format!("{day}]"),
                format!("{}]", parts.join("/")),
                format!("{}]", plain.join("/")),
            ];
            let form = forms
                .iter()
                .find(|form| self.slice.text[self.at..].contains(packed(form).as_str()));
            match form.cloned() {
                Some(form) => {
                    self.take("pmc_available", &["[Availableon"], &form);
                }
                None => self.fault(format!("pmc_available: {day} is printed nowhere")),
            }
        }
        if let Some(pmid) = text(record, "/pmid") {
            self.take("pmid", &["PMID:"], pmid);
        }
        let status = texts(record, "/status");
        for (name, forms) in [
            ("indexed", &["[IndexedforMEDLINE]", "[PubMed-indexedforMEDLINE]"][..]),
            ("in-process", &["[PubMed-inprocess]"]),
            ("as-supplied", &["[PubMed-assuppliedbypublisher]"]),
        ] {
            let printed = forms.iter().any(|form| self.next(form));
            if printed != status.contains(&name) {
                self.fault(format!("status {name}: printed {printed}"));
            }
        }
        if status.contains(&"retracted") != self.slice.text.contains("RETRACTEDARTICLE") {
            words.push(String::new());
        }
        self.next("[PubMed]");
        if let Some(coi) = text(record, "/conflict_of_interest") {
            self.take("conflict_of_interest", &["Conflictofintereststatement:"], coi);
        }
    }

    /// What the reader found no key for may stand anywhere.
    fn extra(&mut self, record: &Value, start: usize, words: &mut Vec<String>) {
        let end = self.at;
        for (index, extra) in list(record, "/extra").iter().enumerate() {
            let value = packed(text(extra, "/value").unwrap_or_default());
            if text(extra, "/tag") == Some("abstract-available-in") {
                continue; // checked where it is printed
            }
            match text(extra, "/tag").unwrap_or_default() {
                tag @ ("doi" | "pmid" | "pmcid") => words.push(format!("{tag}:")),
                "pmid-status" => words.extend(["[", "]"].map(str::to_owned)),
                "equal-contribution" | "footnote" => words.push("(#)".to_owned()),
                _ => {}
            }
            let rest = &self.slice.text[start..];
            let place = rest
                .match_indices(&value)
                .map(|(at, _)| start + at)
                .find(|at| self.used[*at..*at + value.len()].iter().all(|byte| !byte));
            match place {
                Some(at) => {
                    self.mark(at, at + value.len());
                    self.next("]");
                }
                None => self.fault(format!("extra/{index}: {value:?} is printed nowhere else")),
            }
        }
        self.at = end.max(self.at);
    }

    /// What nothing took, up to the cursor or, for the last record, the end.
    fn leftovers(&mut self, start: usize, words: &[String]) {
        let mut words: Vec<String> =
            words.iter().filter(|w| !w.is_empty()).map(|w| w.to_ascii_lowercase()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        for (from, to) in self.runs(start, self.at) {
            let mut rest = &self.slice.lower[from..to];
            while !rest.is_empty() {
                let punctuation = rest.trim_start_matches(['.', ',', ';', ':']);
                let word = words.iter().find(|word| rest.starts_with(word.as_str()));
                rest = match word {
                    Some(word) => &rest[word.len()..],
                    None if punctuation.len() < rest.len() => &rest[1..],
                    None => break,
                };
            }
            if !rest.is_empty() {
                let what = &self.slice.text[to - rest.len()..to];
                let shown: String = what.chars().take(80).collect();
                let line = self.slice.line_of(to - rest.len());
                self.findings.push(Finding { line, what: format!("lost: {shown:?}") });
            }
            self.used[from..to].fill(true);
        }
    }

    /// What stands behind the last record's last value.
    pub(crate) fn end(&mut self) {
        let end = self.slice.text.len();
        self.at = end;
        self.leftovers(0, &[]);
    }

    fn runs(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut start = None;
        for at in from..=to {
            let unused = at < to && !self.used[at] && !self.freed[at];
            match (unused, start) {
                (true, None) => start = Some(at),
                (false, Some(begin)) => {
                    out.push((begin, at));
                    start = None;
                }
                _ => {}
            }
        }
        out
    }
}
