//! The settings as they are meant: defaults filled in, every value checked.
//!
//! In: [`RawConfig`]. Out: [`Config`], and a diagnostic for each value that no site can have. Never: reading of TOML.

use super::fields::{Checks, TextOrFalse, Typed, shown, unknown_key};
use super::node::Entry;
use super::raw::{
    RawConfig, RawCorrect, RawExclude, RawGrouping, RawMap, RawMaps, RawRuling, RawSilence,
};
use super::values::{filled, not_one_of};
use super::{
    AbstractPolicy, Config, Correct, CorrectValue, Exclude, Field, GroupingOption, GroupingOptions,
    LibraryOptions, MapChoice, MapOptions, MarkdownOptions, Names, Paths, Ruling, Silence,
    SiteOptions, Stage, Vocabulary,
};
use super::{safe, study};
use crate::diag::{CODES, Severity};
use crate::record::Record;
use crate::text::nearest::nearest;
use indexmap::IndexMap;

/// Design tokens that `[theme]` may set; the theme's style sheet defines each as a custom property.
pub const THEME_TOKENS: &[&str] = &[
    "serif",
    "sans",
    "measure",
    "gap",
    "paper",
    "sheet",
    "ink",
    "soft",
    "line",
    "tint",
    "accent",
    "accent-strong",
    "mark",
    "alert",
    "alert-tint",
    "bar",
];

/// Whether a design token is a colour, and so may differ between light and dark.
pub fn is_colour(token: &str) -> bool {
    !matches!(token, "serif" | "sans" | "measure" | "gap") && THEME_TOKENS.contains(&token)
}

/// Sources of topics in the order of trust, which is also the default of `[topics] from`.
pub const TOPIC_SOURCES: &[&str] = &["rules", "mesh", "suggested", "keywords", "phrases"];

/// The keys of a record that no correction may touch: they name it, say where it came from, and in which form it is.
const FIXED_RECORD_KEYS: &[&str] = &["key", "source", "schema"];

/// Folders that hold what the curator writes, and git's own: no site is written into them.
pub const KEPT_FOLDERS: &[&str] = &["content", "templates", "static", ".git"];

/// Checks every value and fills in the defaults.
pub(super) fn resolve(raw: RawConfig, names: &Names, checks: &mut Checks<'_>) -> Config {
    let paths = paths(raw.output, raw.records, checks);
    let fields = study::resolve(raw.fields, &names.groupings, checks);
    let site = SiteOptions {
        title: filled("title", raw.title, checks).unwrap_or_else(|| "Reading room".to_owned()),
        description: raw.description.map(|typed| typed.value).unwrap_or_default(),
        language: language(raw.language, checks),
        base_url: base_url(raw.base_url, checks),
        author: filled("author", raw.author, checks),
        per_page: within_range("per_page", raw.per_page, 1, 1000, checks).unwrap_or(50),
        abstracts: abstracts(raw.abstracts_show, checks),
        exports: exports(raw.exports_groups, names, checks),
        search: raw.search_enabled.is_none_or(|typed| typed.value),
        nav: nav(raw.nav, checks),
        theme: theme(raw.theme, checks),
        maps: maps(raw.maps, names, &fields, checks),
    };
    Config {
        site,
        paths,
        jobs: within_range("jobs", raw.jobs, 1, 1024, checks),
        library: LibraryOptions {
            exclude: raw.exclude.into_iter().map(|raw| exclude(raw, checks)).collect(),
            correct: corrections(raw.correct, checks),
            same: rulings(raw.same, checks),
            different: rulings(raw.different, checks),
        },
        groupings: GroupingOptions {
            by_id: raw
                .groupings
                .into_iter()
                .map(|(id, raw)| (id.to_owned(), grouping(raw, checks)))
                .collect(),
            topics_max: Some(
                within_range("max", raw.topics_max, 0, 100, checks)
                    .unwrap_or(super::DEFAULT_TOPICS_MAX),
            ),
            topics_from: Some(topics_from(raw.topics_from, checks)),
            ror: vocabulary("ror", raw.ror, checks),
            topics_mesh: vocabulary("mesh", raw.topics_mesh, checks),
            topics_sure: within_range("sure", raw.topics_sure, 0, 100, checks)
                .and_then(|percent| u8::try_from(percent).ok())
                .or(Some(super::DEFAULT_TOPICS_SURE)),
            institution_aliases: raw
                .aliases
                .into_iter()
                .map(|(entry, list)| (entry.key, list.into_iter().map(|item| item.value).collect()))
                .collect(),
        },
        markdown: MarkdownOptions { raw_html: raw.raw_html.is_some_and(|typed| typed.value) },
        citations: super::citations::resolve(
            raw.citation_style,
            raw.citation_locale,
            names,
            checks,
        ),
        fields,
        silence: silences(raw.silence, checks),
    }
}

/// Which form of a vocabulary is meant: without the key the built-in one.
fn vocabulary(key: &str, typed: Option<Typed<TextOrFalse>>, checks: &mut Checks<'_>) -> Vocabulary {
    let Some(Typed { value, span }) = typed else { return Vocabulary::BuiltIn };
    match value {
        TextOrFalse::False => Vocabulary::Off,
        TextOrFalse::Text(value) => filled(key, Some(Typed { value, span }), checks)
            .map_or(Vocabulary::BuiltIn, Vocabulary::File),
    }
}

fn language(typed: Option<Typed<String>>, checks: &mut Checks<'_>) -> String {
    let Some(typed) = typed else { return "en".to_owned() };
    if !safe::language_tag(&typed.value) {
        let message = format!("`{}` is not a language tag", shown(&typed.value));
        checks.wrong(&typed.span, message, "write a tag such as \"en\", \"de-CH\" or \"pt-BR\"");
    }
    typed.value
}

fn base_url(typed: Option<Typed<String>>, checks: &mut Checks<'_>) -> Option<String> {
    let typed = typed?;
    match safe::base_url(typed.value.trim()) {
        Ok(address) => Some(address),
        Err(problem) => {
            checks.wrong(
                &typed.span,
                format!("`base_url` is not the address of a site: {problem}"),
                "write the whole address, such as \"https://example.org/reading/\"",
            );
            None
        }
    }
}

fn paths(
    output: Option<Typed<String>>,
    records: Option<Typed<String>>,
    checks: &mut Checks<'_>,
) -> Paths {
    let output_span = output.as_ref().map(|typed| typed.span.clone());
    let paths = Paths {
        output: folder("output", output, "public", checks),
        records: folder("records", records, "content/records", checks),
    };
    let Some(span) = output_span else { return paths };
    let kept = KEPT_FOLDERS.iter().copied().chain([paths.records.as_str()]);
    if let Some(kept) = kept
        .into_iter()
        .find(|kept| safe::within(&paths.output, kept) || safe::within(kept, &paths.output))
    {
        checks.wrong(
            &span,
            format!(
                "the site cannot be written to `{}`, because `{kept}` is kept there",
                paths.output
            ),
            "choose a folder of its own, such as \"public\"",
        );
    }
    paths
}

fn folder(
    key: &str,
    typed: Option<Typed<String>>,
    default: &str,
    checks: &mut Checks<'_>,
) -> String {
    let Some(typed) = typed else { return default.to_owned() };
    safe::folder(&typed.value).unwrap_or_else(|problem| {
        checks.wrong(
            &typed.span,
            format!("`{key}` is not a folder of the site: {problem}"),
            format!("write a path below the site's folder, such as \"{default}\""),
        );
        default.to_owned()
    })
}

fn within_range(
    key: &str,
    typed: Option<Typed<i64>>,
    least: i64,
    most: i64,
    checks: &mut Checks<'_>,
) -> Option<usize> {
    let typed = typed?;
    if !(least..=most).contains(&typed.value) {
        checks.wrong(
            &typed.span,
            format!("`{key}` is {}", typed.value),
            format!("write a number from {least} to {most}"),
        );
        return None;
    }
    usize::try_from(typed.value).ok()
}

fn abstracts(typed: Option<Typed<String>>, checks: &mut Checks<'_>) -> AbstractPolicy {
    let Some(typed) = typed else { return AbstractPolicy::default() };
    match typed.value.as_str() {
        "full" => AbstractPolicy::Full,
        "excerpt" => AbstractPolicy::Excerpt,
        "none" => AbstractPolicy::None,
        _ => {
            not_one_of("show", &typed, &["full", "excerpt", "none"], checks);
            AbstractPolicy::default()
        }
    }
}

fn exports(
    typed: Option<Vec<Typed<String>>>,
    names: &Names,
    checks: &mut Checks<'_>,
) -> Option<Vec<String>> {
    let known: Vec<&str> = names.groupings.iter().copied().chain([super::DIGESTS]).collect();
    let (good, bad): (Vec<_>, Vec<_>) =
        typed?.into_iter().partition(|name| known.contains(&name.value.as_str()));
    for name in &bad {
        not_one_of("groups", name, &known, checks);
    }
    Some(good.into_iter().map(|name| name.value).collect())
}

fn topics_from(typed: Option<Vec<Typed<String>>>, checks: &mut Checks<'_>) -> Vec<String> {
    let Some(list) = typed else {
        return TOPIC_SOURCES.iter().map(|&source| source.to_owned()).collect();
    };
    let mut sources: Vec<String> = Vec::new();
    for source in list {
        if !TOPIC_SOURCES.contains(&source.value.as_str()) {
            not_one_of("from", &source, TOPIC_SOURCES, checks);
        } else if sources.contains(&source.value) {
            let message = format!("`{}` stands twice in `from`", source.value);
            checks.wrong(&source.span, message, "name each source once");
        } else {
            sources.push(source.value);
        }
    }
    sources
}

fn maps(raw: RawMaps, names: &Names, fields: &[Field], checks: &mut Checks<'_>) -> MapOptions {
    let default = MapOptions::default();
    let known = |name: &str| {
        names.maps.contains(&name) || study::is_crossing(name, fields, &names.groupings)
    };
    let show = raw.show.map(|asked| {
        let (good, bad): (Vec<_>, Vec<_>) = asked.into_iter().partition(|name| known(&name.value));
        for name in &bad {
            not_one_of("show", name, &names.maps, checks);
        }
        good.into_iter().map(|name| name.value).collect()
    });
    let crossings = raw.crossings.into_iter().filter_map(|(entry, map)| {
        if study::is_crossing(&map.name, fields, &names.groupings) {
            return Some(map);
        }
        let near = nearest(&entry.key, names.maps.iter().copied());
        let known: Vec<&str> =
            ["show", "rows", "columns"].into_iter().chain(names.maps.iter().copied()).collect();
        unknown_key("`[maps]`", &entry, near, &known, checks);
        None
    });
    let chosen: Vec<RawMap> = raw.chosen.into_iter().chain(crossings.collect::<Vec<_>>()).collect();
    let named = |list: Vec<Typed<String>>, checks: &Checks<'_>| {
        let named = |name: Typed<String>| (name.value, checks.place(&name.span));
        list.into_iter().map(named).collect::<Vec<_>>()
    };
    let choice = |raw: RawMap| {
        let choice =
            MapChoice { rows: named(raw.rows, checks), columns: named(raw.columns, checks) };
        (raw.name, choice)
    };
    let chosen = chosen.into_iter().map(choice).collect();
    MapOptions {
        show,
        rows: within_range("rows", raw.rows, 1, 200, checks).unwrap_or(default.rows),
        columns: within_range("columns", raw.columns, 1, 60, checks).unwrap_or(default.columns),
        chosen,
    }
}

fn nav(entries: Vec<(Entry, Typed<String>)>, checks: &mut Checks<'_>) -> IndexMap<String, String> {
    let mut nav = IndexMap::new();
    for (entry, label) in entries {
        if label.value.trim().is_empty() {
            let message = format!("the label of `{}` in the navigation is empty", entry.key);
            checks.wrong(&label.span, message, "write what readers shall see");
        } else {
            nav.insert(entry.key, label.value);
        }
    }
    nav
}

fn theme(
    entries: Vec<(Entry, Typed<String>)>,
    checks: &mut Checks<'_>,
) -> IndexMap<String, String> {
    let mut theme = IndexMap::new();
    for (entry, value) in entries {
        if !THEME_TOKENS.contains(&entry.key.as_str()) {
            let near = nearest(&entry.key, THEME_TOKENS.iter().copied());
            unknown_key("`[theme]`", &entry, near, THEME_TOKENS, checks);
        } else if let Some(problem) = safe::css_problem(&value.value) {
            checks.wrong(
                &value.span,
                format!("`{}` is not a value for a style sheet: {problem}", entry.key),
                "write a plain CSS value such as \"#0b5a5e\", \"68ch\" or \"Georgia, serif\"",
            );
        } else {
            theme.insert(entry.key, value.value);
        }
    }
    theme
}

fn grouping(raw: RawGrouping, checks: &mut Checks<'_>) -> GroupingOption {
    GroupingOption {
        enabled: raw.enabled.map(|typed| typed.value),
        min: within_range("min", raw.min, 1, 1_000_000, checks),
        label: filled("label", raw.label, checks),
    }
}

fn corrections(raw: Vec<RawCorrect>, checks: &mut Checks<'_>) -> Vec<Correct> {
    if raw.is_empty() {
        return Vec::new();
    }
    let known = correctable_keys();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let mut corrections = Vec::new();
    for correction in raw {
        let mut values = IndexMap::new();
        for entry in correction.values {
            if known.contains(&entry.key.as_str()) {
                let value = entry.node.value.clone().into_json();
                // On a record that has nothing else; what other keys contradict is seen when those are known.
                if let Err(misfit) = Record::default().with_key(&entry.key, &value) {
                    checks.wrong(&entry.node.span, misfit.message, misfit.help);
                }
                let place = checks.place(&entry.node.span);
                values.insert(entry.key, CorrectValue { value, place });
            } else if FIXED_RECORD_KEYS.contains(&entry.key.as_str()) {
                let help = match entry.key.as_str() {
                    "key" => "correct the identifiers instead; the key follows from them",
                    _ => "leave it out; it says where the record came from, not what it is about",
                };
                let message = format!("`{}` cannot be corrected", entry.key);
                checks.wrong(&entry.key_span, message, help);
            } else {
                let near = nearest(&entry.key, known.iter().copied());
                unknown_key("a record", &entry, near, &known, checks);
            }
        }
        corrections.push(Correct {
            place: checks.place(&correction.id.span),
            id: correction.id.value.trim().to_owned(),
            values,
            reason: correction.reason.map(|typed| typed.value),
        });
    }
    corrections
}

fn exclude(raw: RawExclude, checks: &mut Checks<'_>) -> Exclude {
    Exclude {
        place: checks.place(&raw.id.span),
        id: raw.id.value.trim().to_owned(),
        reason: raw.reason.map(|typed| typed.value.trim().to_owned()).filter(|r| !r.is_empty()),
        stage: stage(raw.stage, checks),
    }
}

fn stage(typed: Option<Typed<String>>, checks: &mut Checks<'_>) -> Stage {
    let Some(typed) = typed else { return Stage::default() };
    let stages = [Stage::Screening, Stage::FullText];
    let said = stages.into_iter().find(|stage| stage.id() == typed.value.trim());
    said.unwrap_or_else(|| {
        not_one_of("stage", &typed, &stages.map(Stage::id), checks);
        Stage::default()
    })
}

fn rulings(raw: Vec<RawRuling>, checks: &Checks<'_>) -> Vec<Ruling> {
    let resolved = raw.into_iter().map(|raw| Ruling {
        ids: raw
            .ids
            .iter()
            .map(|id| (id.value.trim().to_owned(), checks.place(&id.span)))
            .collect(),
        reason: raw.reason.map(|typed| typed.value),
        place: checks.place(&raw.span),
    });
    resolved.collect()
}

/// The messages that are silenced, which are no errors.
fn silences(raw: Vec<RawSilence>, checks: &mut Checks<'_>) -> Vec<Silence> {
    let mut silences = Vec::new();
    for raw in raw {
        let known = CODES.iter().find(|code| code.id == raw.code.value.trim());
        let Some(code) = known else {
            let can = CODES.iter().filter(|code| code.severity != Severity::Error);
            let help = match nearest(&raw.code.value, can.map(|code| code.id)) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None => "write the word in brackets that the message has".to_owned(),
            };
            let message = format!("there is no message `{}`", shown(&raw.code.value));
            checks.wrong(&raw.code.span, message, help);
            continue;
        };
        if code.severity == Severity::Error {
            let message = format!("`{}` is an error, and errors cannot be silenced", code.id);
            checks.wrong(
                &raw.code.span,
                message,
                "mend what it speaks of, because something is left out",
            );
            continue;
        }
        silences.push(Silence {
            code: code.id,
            file: raw.file.map(|typed| typed.value.trim().to_owned()),
            id: raw.id.map(|typed| typed.value.trim().to_owned()),
            reason: raw.reason.map(|typed| typed.value),
            place: checks.place(&raw.code.span),
        });
    }
    silences
}

/// The keys of the record's public JSON form, from its schema, in the order of the record.
fn correctable_keys() -> Vec<String> {
    let schema = crate::record::schema();
    let properties = schema.get("properties").and_then(serde_json::Value::as_object);
    let keys = properties.into_iter().flat_map(serde_json::Map::keys);
    keys.filter(|key| !FIXED_RECORD_KEYS.contains(&key.as_str())).cloned().collect()
}
