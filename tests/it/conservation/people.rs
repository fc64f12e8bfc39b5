//! The part of the account for people: names in print order, their numbers, affiliations, and a book's editors.

use super::account::{Account, list, text, texts};
use super::slice::packed;
use serde_json::Value;

impl Account<'_> {
    /// The number printed before each affiliation: mostly its place, but a block may skip one or have none.
    fn affiliation_numbers(&mut self, record: &Value) {
        let block = self.slice.text[self.at..].find("Authorinformation:");
        let mut at = self.at + block.map_or(0, |at| at + "Authorinformation:".len());
        self.numbers.clear();
        for (index, affiliation) in texts(record, "/affiliations").into_iter().enumerate() {
            let value = packed(affiliation);
            let rest = &self.slice.text[at..];
            let mark = format!("({})", index + 1);
            let usual = rest.find(&format!("{mark}{value}")).map(|found| found + mark.len());
            let found = usual.map(|found| (found, Some(index + 1))).or_else(|| {
                let found = rest.find(&value)?;
                let number = rest[..found].strip_suffix(')').and_then(|head| head.rsplit_once('('));
                Some((found, number.and_then(|(_, digits)| digits.parse().ok())))
            });
            self.numbers.push(found.and_then(|(_, number)| number));
            at += found.map_or(0, |(found, _)| found + value.len());
        }
    }

    /// Authors, a book's imprint, collaborators, affiliations.
    pub(super) fn people(&mut self, record: &Value, words: &mut Vec<String>) {
        self.affiliation_numbers(record);
        self.persons(record, "authors");
        if text(record, "/authors_listed") == Some("none") {
            words.push("[Noauthorslisted]".to_owned());
        }
        if record.get("book").is_some() {
            self.book(record, words);
        }
        if !list(record, "/investigators").is_empty() {
            words.push("Collaborators:".to_owned());
            self.persons(record, "investigators");
        }
        let affiliations = texts(record, "/affiliations");
        if !affiliations.is_empty() {
            words.push("Authorinformation:".to_owned());
        }
        for (index, affiliation) in affiliations.iter().enumerate() {
            let head = self.numbers.get(index).copied().flatten().map(|n| format!("({n})"));
            self.take(&format!("affiliations/{index}"), &[&head.unwrap_or_default()], affiliation);
        }
        let people = ["authors", "investigators", "editors"];
        let equal = people
            .iter()
            .flat_map(|key| list(record, &format!("/{key}")))
            .any(|person| person.get("equal") == Some(&Value::Bool(true)));
        if equal {
            words.extend(["(#)Contributedequally"].map(str::to_owned));
        }
    }

    fn persons(&mut self, record: &Value, key: &str) {
        for (index, person) in list(record, &format!("/{key}")).iter().enumerate() {
            let part = |name: &str| text(person, name).unwrap_or_default();
            let name = ["/family", "/initials", "/suffix", "/collective"].map(part).concat();
            let label = format!("{key}/{index}");
            for field in ["/family", "/initials", "/suffix"] {
                if part(field).contains(['(', ')', ',', ';', '#']) {
                    self.fault(format!("{label}{field}: {:?} is no name", part(field)));
                }
            }
            if self.take(&label, &[""], &name) {
                self.marks(&label, person);
            }
        }
    }

    /// The numbers behind a name are the person's affiliations, no more, no fewer.
    fn marks(&mut self, label: &str, person: &Value) {
        let mut numbers: Vec<usize> = Vec::new();
        let mut equal = false;
        while let Some(inside) = self.slice.text[self.at..].strip_prefix('(') {
            let Some(end) = inside.find(')') else { break };
            let mark = &inside[..end];
            let number = mark.trim_end_matches(',').parse::<usize>();
            match number {
                Ok(number) => numbers.push(number),
                Err(_) if mark == "#" => equal = true,
                Err(_) => break,
            }
            self.mark(self.at, self.at + end + 2);
        }
        let indices = list(person, "/affiliations").iter().filter_map(Value::as_u64);
        let indices = indices.map(|i| usize::try_from(i).unwrap());
        let has: Vec<usize> =
            indices.filter_map(|i| self.numbers.get(i).copied().flatten()).collect();
        // A number printed twice says no more than printed once.
        let mut seen = Vec::new();
        numbers.retain(|number| {
            let fresh = self.numbers.contains(&Some(*number)) && !seen.contains(number);
            seen.push(*number);
            fresh
        });
        if numbers != has {
            self.fault(format!("{label}: affiliations {has:?}, printed {numbers:?}"));
        }
        if equal != (person.get("equal") == Some(&Value::Bool(true))) {
            self.fault(format!("{label}: the mark (#) is printed: {equal}"));
        }
    }

    fn book(&mut self, record: &Value, words: &mut Vec<String>) {
        // A whole book stands in its own head and has one date.
        let whole = !self.slice.text[self.at..].contains("In:");
        words.push("In:".to_owned());
        if !list(record, "/editors").is_empty() {
            self.persons(record, "editors");
            words.extend(["editors", "editor"].map(str::to_owned));
        }
        for key in ["title", "edition", "place", "publisher", "published/text"] {
            let twice = whole && matches!(key, "title" | "published/text");
            if let Some(value) = text(record, &format!("/book/{key}")).filter(|_| !twice) {
                self.take(&format!("book/{key}"), &[""], value);
            }
        }
        if let Some(date) = text(record, "/published/text") {
            self.take("published", &[""], date);
        }
        if let Some(date) = text(record, "/revised/text") {
            self.take("revised", &["[updated"], date);
            self.next("]");
        }
    }
}
