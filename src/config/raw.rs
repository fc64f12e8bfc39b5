//! The settings as they were typed: every key optional, every value with its place, types checked and nothing else.
//!
//! In: the entries of `litdigest.toml`. Out: [`RawConfig`]; unknown keys and wrong types as diagnostics, all of them.
//! Never: defaults, or whether a value makes sense; that is [`super::resolve`].

use super::Names;
use super::fields::{Checks, Fields, TextOrFalse, Typed, as_table, as_text, list_of, unknown_key};
use super::node::{Entry, Node};
use super::study::{self, RawField};
use crate::text::nearest::nearest;

/// What was typed.
#[derive(Default)]
pub(super) struct RawConfig {
    pub(super) title: Option<Typed<String>>,
    pub(super) description: Option<Typed<String>>,
    pub(super) language: Option<Typed<String>>,
    pub(super) base_url: Option<Typed<String>>,
    pub(super) author: Option<Typed<String>>,
    pub(super) output: Option<Typed<String>>,
    pub(super) records: Option<Typed<String>>,
    pub(super) per_page: Option<Typed<i64>>,
    pub(super) jobs: Option<Typed<i64>>,
    pub(super) exports_groups: Option<Vec<Typed<String>>>,
    pub(super) abstracts_show: Option<Typed<String>>,
    pub(super) search_enabled: Option<Typed<bool>>,
    pub(super) raw_html: Option<Typed<bool>>,
    pub(super) citation_style: Option<Typed<String>>,
    pub(super) citation_locale: Option<Typed<String>>,
    pub(super) maps: RawMaps,
    pub(super) topics_max: Option<Typed<i64>>,
    pub(super) topics_from: Option<Vec<Typed<String>>>,
    pub(super) ror: Option<Typed<TextOrFalse>>,
    pub(super) topics_mesh: Option<Typed<TextOrFalse>>,
    pub(super) topics_sure: Option<Typed<i64>>,
    pub(super) aliases: Vec<(Entry, Vec<Typed<String>>)>,
    pub(super) nav: Vec<(Entry, Typed<String>)>,
    pub(super) theme: Vec<(Entry, Typed<String>)>,
    pub(super) groupings: Vec<(&'static str, RawGrouping)>,
    pub(super) fields: Vec<RawField>,
    pub(super) exclude: Vec<RawExclude>,
    pub(super) correct: Vec<RawCorrect>,
    pub(super) same: Vec<RawRuling>,
    pub(super) different: Vec<RawRuling>,
    pub(super) silence: Vec<RawSilence>,
}

/// One `[groupings.NAME]`.
pub(super) struct RawGrouping {
    pub(super) enabled: Option<Typed<bool>>,
    pub(super) min: Option<Typed<i64>>,
    pub(super) label: Option<Typed<String>>,
}

/// `[maps]`.
#[derive(Default)]
pub(super) struct RawMaps {
    pub(super) show: Option<Vec<Typed<String>>>,
    pub(super) rows: Option<Typed<i64>>,
    pub(super) columns: Option<Typed<i64>>,
    /// Rows and columns of single maps, by name.
    pub(super) chosen: Vec<RawMap>,
    /// The same of what may be a map that crosses a field.
    pub(super) crossings: Vec<(Entry, RawMap)>,
}

/// One `[maps.NAME]`.
pub(super) struct RawMap {
    pub(super) name: String,
    pub(super) rows: Vec<Typed<String>>,
    pub(super) columns: Vec<Typed<String>>,
}

/// One `[[exclude]]`.
pub(super) struct RawExclude {
    pub(super) id: Typed<String>,
    pub(super) reason: Option<Typed<String>>,
    pub(super) stage: Option<Typed<String>>,
}

/// One `[[correct]]`.
pub(super) struct RawCorrect {
    pub(super) id: Typed<String>,
    pub(super) reason: Option<Typed<String>>,
    pub(super) values: Vec<Entry>,
}

/// One `[[silence]]`.
pub(super) struct RawSilence {
    pub(super) code: Typed<String>,
    pub(super) file: Option<Typed<String>>,
    pub(super) id: Option<Typed<String>>,
    pub(super) reason: Option<Typed<String>>,
}

/// One `[[same]]` or `[[different]]`.
pub(super) struct RawRuling {
    pub(super) ids: Vec<Typed<String>>,
    pub(super) reason: Option<Typed<String>>,
    pub(super) span: std::ops::Range<usize>,
}

impl RawConfig {
    /// Reads all settings; what is wrong is told and absent.
    pub(super) fn read(entries: Vec<Entry>, names: &Names, checks: &mut Checks<'_>) -> Self {
        let mut top = Fields::new("litdigest.toml", entries);
        let mut raw = RawConfig {
            title: top.text("title", checks),
            description: top.text("description", checks),
            language: top.text("language", checks),
            base_url: top.raw_text("base_url", checks),
            author: top.text("author", checks),
            output: top.text("output", checks),
            records: top.text("records", checks),
            per_page: top.number("per_page", checks),
            jobs: top.number("jobs", checks),
            ..RawConfig::default()
        };
        raw.nav = words(top.table("nav", checks), checks);
        raw.theme = words(top.table("theme", checks), checks);
        if let Some(table) = top.table("groupings", checks) {
            raw.groupings = groupings(table, &names.groupings, checks);
        }
        if let Some(mut table) = top.table("topics", checks) {
            raw.topics_max = table.number("max", checks);
            raw.topics_from = table.texts("from", checks);
            raw.topics_mesh = table.text_or_false("mesh", checks);
            raw.topics_sure = table.number("sure", checks);
            table.finish(checks);
        }
        if let Some(mut table) = top.table("institutions", checks) {
            raw.aliases = aliases(table.take("aliases"), checks);
            raw.ror = table.text_or_false("ror", checks);
            table.finish(checks);
        }
        if let Some(mut table) = top.table("abstracts", checks) {
            raw.abstracts_show = table.text("show", checks);
            table.finish(checks);
        }
        if let Some(mut table) = top.table("exports", checks) {
            raw.exports_groups = table.texts("groups", checks);
            table.finish(checks);
        }
        if let Some(mut table) = top.table("search", checks) {
            raw.search_enabled = table.flag("enabled", checks);
            table.finish(checks);
        }
        if let Some(mut table) = top.table("markdown", checks) {
            raw.raw_html = table.flag("raw_html", checks);
            table.finish(checks);
        }
        if let Some(mut table) = top.table("citations", checks) {
            raw.citation_style = table.text("style", checks);
            raw.citation_locale = table.text("locale", checks);
            table.finish(checks);
        }
        if let Some(table) = top.table("maps", checks) {
            raw.maps = maps(table, &names.maps, checks);
        }
        for table in top.tables("fields", checks) {
            raw.fields.extend(study::read(table, checks));
        }
        for table in top.tables("exclude", checks) {
            raw.exclude.extend(exclude(table, checks));
        }
        for table in top.tables("correct", checks) {
            raw.correct.extend(correct(table, checks));
        }
        for table in top.tables("same", checks) {
            raw.same.extend(ruling("same", table, checks));
        }
        for table in top.tables("different", checks) {
            raw.different.extend(ruling("different", table, checks));
        }
        for table in top.tables("silence", checks) {
            raw.silence.extend(silence(table, checks));
        }
        top.finish(checks);
        raw
    }
}

/// A table whose keys are names and whose values are text.
fn words(table: Option<Fields>, checks: &mut Checks<'_>) -> Vec<(Entry, Typed<String>)> {
    let entries = table.map(|mut table| table.take_rest()).unwrap_or_default();
    let read = entries.into_iter().filter_map(|entry| {
        let value = as_text(&entry.key, entry.node.clone(), checks)?;
        Some((entry, value))
    });
    read.collect()
}

fn aliases(node: Option<Node>, checks: &mut Checks<'_>) -> Vec<(Entry, Vec<Typed<String>>)> {
    let Some(node) = node else { return Vec::new() };
    let entries = as_table("institutions.aliases", node, checks).unwrap_or_default();
    let read = entries.into_iter().filter_map(|entry| {
        let spellings = list_of(&entry.key, entry.node.clone(), as_text, checks)?;
        Some((entry, spellings))
    });
    read.collect()
}

fn groupings(
    mut table: Fields,
    known: &[&'static str],
    checks: &mut Checks<'_>,
) -> Vec<(&'static str, RawGrouping)> {
    let mut read = Vec::new();
    for entry in table.take_rest() {
        let Some(&id) = known.iter().find(|id| **id == entry.key) else {
            let near = nearest(&entry.key, known.iter().copied());
            unknown_key("`[groupings]`", &entry, near, known, checks);
            continue;
        };
        let name = format!("groupings.{id}");
        let Some(entries) = as_table(&name, entry.node, checks) else { continue };
        let mut fields = Fields::new(format!("`[{name}]`"), entries);
        let grouping = RawGrouping {
            enabled: fields.flag("enabled", checks),
            min: fields.number("min", checks),
            label: fields.text("label", checks),
        };
        fields.finish(checks);
        read.push((id, grouping));
    }
    read
}

fn maps(mut table: Fields, known: &[&'static str], checks: &mut Checks<'_>) -> RawMaps {
    let mut maps = RawMaps {
        show: table.texts("show", checks),
        rows: table.number("rows", checks),
        columns: table.number("columns", checks),
        ..RawMaps::default()
    };
    for name in known {
        let full = format!("maps.{name}");
        let entries = table.take(name).and_then(|node| as_table(&full, node, checks));
        maps.chosen.extend(entries.map(|entries| map(name, entries, checks)));
    }
    for entry in table.take_where(|key| key.contains('-')) {
        let full = format!("maps.{}", entry.key);
        let entries = as_table(&full, entry.node.clone(), checks);
        let read = entries.map(|entries| map(&entry.key, entries, checks));
        maps.crossings.extend(read.map(|map| (entry, map)));
    }
    table.finish(checks);
    maps
}

/// One `[maps.NAME]`.
fn map(name: &str, entries: Vec<Entry>, checks: &mut Checks<'_>) -> RawMap {
    let mut fields = Fields::new(format!("`[maps.{name}]`"), entries);
    let rows = fields.texts("rows", checks).unwrap_or_default();
    let columns = fields.texts("columns", checks).unwrap_or_default();
    fields.finish(checks);
    RawMap { name: name.to_owned(), rows, columns }
}

fn exclude(table: Typed<Fields>, checks: &mut Checks<'_>) -> Option<RawExclude> {
    let mut fields = table.value;
    let id = required_id("exclude", &mut fields, &table.span, checks);
    let reason = fields.text("reason", checks);
    let stage = fields.text("stage", checks);
    fields.finish(checks);
    Some(RawExclude { id: id?, reason, stage })
}

fn correct(table: Typed<Fields>, checks: &mut Checks<'_>) -> Option<RawCorrect> {
    let mut fields = table.value;
    let id = required_id("correct", &mut fields, &table.span, checks);
    let reason = fields.text("reason", checks);
    let values = fields.take_rest();
    let id = id?;
    if values.is_empty() {
        checks.wrong(
            &table.span,
            "this correction changes nothing",
            "give a key of the record with its right value, such as title = \"…\"",
        );
    }
    Some(RawCorrect { id, reason, values })
}

/// A table that says of two or more records whether they are one work.
fn ruling(key: &str, table: Typed<Fields>, checks: &mut Checks<'_>) -> Option<RawRuling> {
    let mut fields = table.value;
    let before = checks.diagnostics.len();
    let ids = fields.ids("ids", checks);
    let told = checks.diagnostics.len() > before;
    let reason = fields.text("reason", checks);
    fields.finish(checks);
    let ids: Vec<Typed<String>> =
        ids.unwrap_or_default().into_iter().filter(|id| !id.value.trim().is_empty()).collect();
    if ids.len() < 2 {
        if !told {
            checks.wrong(
                &table.span,
                format!("`[[{key}]]` does not name two records"),
                "give their identifiers, such as ids = [\"pmid:12345678\", \"doi:10.1000/xyz\"]",
            );
        }
        return None;
    }
    Some(RawRuling { ids, reason, span: table.span })
}

fn silence(table: Typed<Fields>, checks: &mut Checks<'_>) -> Option<RawSilence> {
    let mut fields = table.value;
    let before = checks.diagnostics.len();
    let code = fields.text("code", checks);
    if code.is_none() && checks.diagnostics.len() == before {
        checks.wrong(
            &table.span,
            "`[[silence]]` does not say which message it is about",
            "give the word in brackets that the message has, such as code = \"merged-conflict\"",
        );
    }
    let (file, id) = (fields.text("file", checks), fields.id("id", checks));
    let reason = fields.text("reason", checks);
    fields.finish(checks);
    Some(RawSilence { code: code?, file, id, reason })
}

/// The `id` that every `[[exclude]]` and `[[correct]]` must have.
fn required_id(
    key: &str,
    fields: &mut Fields,
    span: &std::ops::Range<usize>,
    checks: &mut Checks<'_>,
) -> Option<Typed<String>> {
    let before = checks.diagnostics.len();
    let id = fields.id("id", checks);
    let missing = match &id {
        Some(id) => id.value.trim().is_empty(),
        None => checks.diagnostics.len() == before,
    };
    if missing {
        checks.wrong(
            id.as_ref().map_or(span, |id| &id.span),
            format!("`[[{key}]]` does not say which record it is about"),
            "give its identifier, such as id = \"pmid:12345678\"",
        );
        return None;
    }
    id
}
