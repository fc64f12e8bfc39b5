//! The variables of an item that are more than one line of text.
//!
//! In: a variable's value. Out: the record's keys that it means. A value of a kind that the variable never has (a number
//! for a list of authors) is kept as it is written. Never: settling what needs the whole item.

use super::item::Reader;
use super::json::Node;
use super::relations::Links;
use super::types;
use super::{abstracts, names};
use crate::diag::codes;
use crate::formats::ris::{abstracts as lines, ids, languages, markup};
use crate::record::{AbstractKind, Grant, Key, Person, Record, Status};

impl Reader<'_> {
    pub(super) fn reference_type(&mut self, key: &str, node: &Node<'_>) {
        let Some(name) = node.scalar() else { return self.keep(key, node) };
        match types::type_of(&name) {
            Some((kind, stated)) => {
                self.kind = kind;
                self.draft.publication_type(stated);
            }
            None => self.draft.publication_type(&name),
        }
    }

    /// The item's identifier: an address of Zotero, "pmid:123", or a key for citing.
    pub(super) fn identity(&mut self, key: &str, node: &Node<'_>) {
        let Some(text) = node.scalar() else { return self.keep(key, node) };
        if text.contains("://") {
            return self.draft.extra(key, text);
        }
        self.own = Some(text);
    }

    pub(super) fn title(&mut self, key: &str, node: &Node<'_>) {
        let Some(texts) = node.scalars() else { return self.keep(key, node) };
        for text in texts {
            let (title, html) = markup::title(&text);
            if title.is_empty() || title == self.draft.record.title {
                continue;
            }
            if !self.draft.record.title.is_empty() {
                self.draft.extra(key, title);
                continue;
            }
            let bare = title.trim_end_matches('.');
            self.draft.record.title_translated = bare.starts_with('[') && bare.ends_with(']');
            self.draft.record.title = title;
            self.draft.record.title_html = html;
        }
    }

    pub(super) fn original_title(&mut self, key: &str, node: &Node<'_>) {
        let Some(texts) = node.scalars() else { return self.keep(key, node) };
        for text in texts {
            let text = markup::plain(&text);
            let known = self.draft.record.vernacular_title.get_or_insert_with(|| text.clone());
            if *known != text {
                self.draft.extra(key, text);
            }
        }
    }

    pub(super) fn people(
        &mut self,
        key: &str,
        node: &Node<'_>,
        pick: fn(&mut Record) -> &mut Vec<Person>,
    ) {
        let alone = std::slice::from_ref(node);
        for one in node.list().unwrap_or(alone).iter().filter(|one| !one.is_empty()) {
            let Some(mut name) = names::read(one) else {
                self.draft.extra(key, one.shown());
                continue;
            };
            if let Some(at) = name.odd {
                self.say(
                    &codes::BAD_IDENTIFIER,
                    at,
                    "this is not an ORCID",
                    "kept the value as it is written, with the record's other fields",
                );
            }
            for place in &name.affiliations {
                if let Some(at) = self.draft.affiliation(place)
                    && !name.person.affiliations.contains(&at)
                {
                    name.person.affiliations.push(at);
                }
            }
            for (part, value) in name.rest {
                self.extra(&format!("{key}.{part}"), value);
            }
            pick(&mut self.draft.record).push(name.person);
        }
    }

    pub(super) fn abstract_text(&mut self, key: &str, node: &Node<'_>) {
        let Some(texts) = node.scalars() else { return self.keep(key, node) };
        for text in texts {
            let (mut sections, copyright) = match abstracts::tagged(node.string().unwrap_or(&text))
            {
                Some(sections) => (sections, None),
                None => lines::marked(&text),
            };
            if let Some(line) = copyright {
                let known = self.draft.record.copyright.get_or_insert_with(|| line.clone());
                if *known != line {
                    self.draft.extra(key, line);
                }
            }
            sections.retain(|section| !section.text.is_empty() || section.label.is_some());
            if !self.draft.record.sections.is_empty() {
                for section in &mut sections {
                    section.kind = Some(AbstractKind::Other);
                }
            }
            self.draft.record.sections.append(&mut sections);
        }
    }

    /// Parted by semicolons, or by commas where there are none.
    pub(super) fn keywords(&mut self, key: &str, node: &Node<'_>) {
        let Some(texts) = node.scalars() else { return self.keep(key, node) };
        let alone = texts.len() == 1;
        for text in &texts {
            let sign = if text.contains(';') || !alone { ';' } else { ',' };
            text.split(sign).for_each(|word| self.draft.keyword(word, None));
        }
    }

    pub(super) fn language(&mut self, key: &str, node: &Node<'_>) {
        let texts = node.scalars().unwrap_or_default();
        let found: Option<Vec<_>> = texts.iter().map(|text| languages::codes(text)).collect();
        let Some(found) = found.filter(|found| !found.is_empty()) else {
            return self.keep(key, node);
        };
        for code in found.into_iter().flatten() {
            if !self.draft.record.language.iter().any(|known| known == code) {
                self.draft.record.language.push(code.to_owned());
            }
        }
    }

    /// "in press", "Advance online publication", "published".
    pub(super) fn status(&mut self, key: &str, node: &Node<'_>) {
        let text = node.scalar().unwrap_or_default().to_ascii_lowercase();
        match text.as_str() {
            "in press" | "in-press" | "ahead of print" | "advance online publication" => {
                self.draft.status(Status::AheadOfPrint);
            }
            "retracted" => self.draft.status(Status::Retracted),
            "preprint" => self.draft.status(Status::Preprint),
            _ => self.keep(key, node),
        }
    }

    pub(super) fn genre(&mut self, key: &str, node: &Node<'_>) {
        match node.scalar() {
            Some(text) if text.eq_ignore_ascii_case("preprint") => {
                self.draft.publication_type("Preprint");
            }
            _ => self.keep(key, node),
        }
    }

    pub(super) fn links(&mut self, key: &str, links: Links) {
        for (part, value) in links.rest {
            let tag = if part.is_empty() { key.to_owned() } else { format!("{key}.{part}") };
            self.extra(&tag, value);
        }
        for related in links.related {
            if !self.draft.record.related.iter().rev().take(64).any(|known| *known == related) {
                self.draft.record.related.push(related);
            }
        }
    }

    /// `[{"name": "…", "award": ["…"], "DOI": "…"}]`.
    pub(super) fn funders(&mut self, key: &str, node: &Node<'_>) {
        let alone = std::slice::from_ref(node);
        for one in node.list().unwrap_or(alone) {
            let awards = one.get("award").and_then(Node::scalars).unwrap_or_default();
            let agency = one.get("name").and_then(Node::scalar);
            if agency.is_none() && awards.is_empty() {
                match one.scalar() {
                    Some(agency) => {
                        self.draft
                            .record
                            .grants
                            .push(Grant { agency: Some(agency), ..Grant::default() });
                    }
                    None => self.draft.extra(key, one.shown()),
                }
                continue;
            }
            for (part, value) in one.map().unwrap_or_default() {
                let taken = match part.as_ref() {
                    "name" => value.scalar().is_some(),
                    "award" => value.scalars().is_some(),
                    _ => false,
                };
                if !taken && !value.is_empty() {
                    let value = format!("{}: {}", agency.as_deref().unwrap_or("?"), value.shown());
                    self.extra(&format!("{key}.{part}"), value);
                }
            }
            let grant =
                |id: Option<String>| Grant { id, agency: agency.clone(), ..Grant::default() };
            if awards.is_empty() {
                self.draft.record.grants.push(grant(None));
            }
            self.draft.record.grants.extend(awards.into_iter().map(|id| grant(Some(id))));
        }
    }

    pub(super) fn doi(&mut self, key: &str, node: &Node<'_>) {
        // Some are links in markup.
        let text = node.scalar().map(|text| markup::plain(&text)).unwrap_or_default();
        match ids::doi(&text) {
            // What is no text at all has nothing to show.
            None if text.trim().is_empty() => {
                self.odd(&codes::BAD_IDENTIFIER, key, node, "this is not a DOI");
            }
            None => {
                let done = "kept it among the other identifiers, as it is written";
                self.say(&codes::BAD_IDENTIFIER, node.at, "this is not a DOI", done);
                self.draft.other_id("doi", &text);
            }
            Some(doi) => {
                let known = self.draft.record.doi.get_or_insert_with(|| doi.clone());
                if *known != doi {
                    let kept = known.to_string();
                    self.differs(key, node, &kept, doi.as_str());
                }
                // An address at a publisher or behind a library's proxy says more than the DOI in it.
                if text.contains("://") && ids::address(&text).doi.is_none() {
                    self.draft.other_id("url", text.trim());
                }
            }
        }
    }

    pub(super) fn pmid(&mut self, key: &str, node: &Node<'_>) {
        match node.scalar().and_then(|text| ids::pmid(&text)) {
            None => self.odd(&codes::BAD_IDENTIFIER, key, node, "this is not a PMID"),
            Some(pmid) => {
                let known = self.draft.record.pmid.get_or_insert_with(|| pmid.clone());
                if *known != pmid {
                    let kept = known.to_string();
                    self.differs(key, node, &kept, pmid.as_str());
                }
            }
        }
    }

    pub(super) fn pmcid(&mut self, key: &str, node: &Node<'_>) {
        match node.scalar().and_then(|text| ids::pmcid(&text)) {
            None => self.odd(&codes::BAD_IDENTIFIER, key, node, "this is not a PMCID"),
            Some(pmcid) => {
                let known = self.draft.record.pmcid.get_or_insert_with(|| pmcid.clone());
                if *known != pmcid {
                    let kept = known.to_string();
                    self.differs(key, node, &kept, pmcid.as_str());
                }
            }
        }
    }

    fn differs(&mut self, key: &str, node: &Node<'_>, kept: &str, other: &str) {
        let what = format!("the record has two values of its {key}: {kept} and {other}");
        let done = format!("took {kept} and kept the other with the record's other fields");
        self.say(&codes::DIFFERING_IDENTIFIER, node.at, what, &done);
        self.draft.extra(key, other.to_owned());
    }

    pub(super) fn serials(&mut self, key: &str, node: &Node<'_>) {
        let found = node.scalars().map(|texts| ids::serials(&texts.join("; ")));
        let wanted = |found: &ids::Serials| !found.rest;
        match found.filter(wanted) {
            Some(found) => self.draft.serials_of(found),
            None => {
                self.odd(&codes::BAD_IDENTIFIER, key, node, "this is neither an ISSN nor an ISBN");
            }
        }
    }

    /// A key that a record has once.
    pub(super) fn once(
        &mut self,
        key: &str,
        node: &Node<'_>,
        pick: fn(&mut Record) -> &mut Option<String>,
    ) {
        let Some(texts) = node.scalars() else { return self.keep(key, node) };
        for text in texts {
            let known = pick(&mut self.draft.record).get_or_insert_with(|| text.clone());
            if *known != text {
                self.draft.extra(key, text);
            }
        }
    }

    /// This program's own remainder, and what others keep there.
    pub(super) fn custom(&mut self, key: &str, node: &Node<'_>) {
        let Some(map) = node.map() else { return self.keep(key, node) };
        for (part, value) in map.iter().filter(|(_, value)| !value.is_empty()) {
            if part == super::REMAINDER && value.map().is_some() && self.remainder.is_none() {
                self.remainder = Some(value.json());
            } else {
                self.draft.extra(&format!("{key}.{part}"), value.shown());
            }
        }
    }

    /// The keys of a record that CSL cannot say, as this program wrote them; a remainder that does not fit is kept.
    pub(super) fn add_remainder(&mut self, remainder: &str) {
        let whole = || -> Option<Record> {
            let mut record = serde_json::to_value(&self.draft.record).ok()?;
            let parts: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(remainder).ok()?;
            let fields = record.as_object_mut()?;
            // Without a word of its version it was written in the first, and what it says is meant so.
            fields.remove("schema");
            for (key, value) in parts {
                match value {
                    serde_json::Value::Null => fields.remove(&key),
                    value => fields.insert(key, value),
                };
            }
            let record: Record = serde_json::from_value(record).ok()?;
            is_tied(&record).then(|| record.upgraded())
        };
        if let Some(record) = whole() {
            self.draft.record = record;
        } else {
            let tag = format!("custom.{}", super::REMAINDER);
            self.draft.extra(&tag, crate::text::blanks::fold_blanks(remainder));
        }
    }

    /// What the item's own identifier says beyond the identifiers of the work.
    pub(super) fn identify(&mut self) {
        let Some(own) = self.own.take() else { return };
        let record = &mut self.draft.record;
        let lower = own.to_ascii_lowercase();
        if let Some(pmid) = lower.strip_prefix("pmid:").and_then(ids::pmid)
            && *record.pmid.get_or_insert_with(|| pmid.clone()) == pmid
        {
            return;
        }
        if let Some(pmcid) = lower.strip_prefix("pmcid:").and_then(ids::pmcid)
            && *record.pmcid.get_or_insert_with(|| pmcid.clone()) == pmcid
        {
            return;
        }
        let doi = ids::doi(&own);
        if doi.is_some() && doi == record.doi
            || record.pmid.as_ref().is_some_and(|p| p.as_str() == own)
        {
            return;
        }
        let cited = record.ids.iter().any(|id| id.scheme == "citation_key" && id.value == own);
        if !cited && Key::of(record).as_str() != own {
            self.draft.other_id("citation_key", &own);
        }
    }
}

/// Whether every affiliation that a person names is one of the record's.
fn is_tied(record: &Record) -> bool {
    let people = [&record.authors, &record.editors, &record.investigators];
    let mut places = people.into_iter().flatten().flat_map(|person| &person.affiliations);
    places.all(|at| *at < record.affiliations.len())
}
