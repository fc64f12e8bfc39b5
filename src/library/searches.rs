//! The searches that found the exports: the TOML file that lies beside one.
//!
//! In: the texts of `NAME.toml` below the folder of the exports, and the names of the exports. Out: [`Search`]es in the
//! order of their files, and what is wrong with them. `als.toml` is about every export of its folder whose name is `als`
//! but for its ending, as `als.nbib` and `als.xml.gz`. A wrong key costs the key, a file that is not TOML costs the file.
//! Never: IO, a guess at what a search was.

use crate::config::fields::{Checks, Fields, Typed, shown};
use crate::config::node::{Node, Value, read_toml};
use crate::diag::{Diagnostic, Place, codes};
use crate::record::PartialDate;
use crate::text::file::TextFile;
use std::sync::Arc;

/// What is known of the search that found some exports.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// Its file below the folder of the exports: `2026/als.toml`.
    pub file: Arc<str>,
    /// The exports that it found, by their names in [`crate::record::Origin`]. A search that found nothing has none.
    pub exports: Vec<Arc<str>>,
    /// What was typed into the database, line breaks included.
    pub query: Option<String>,
    /// How the database understood that.
    pub translation: Option<String>,
    /// The database, and where it matters the interface: "Embase (Ovid)".
    pub database: Option<String>,
    /// The day on which it ran.
    pub date: Option<PartialDate>,
    /// How many records the database found, which may be more than were exported.
    pub count: Option<u64>,
    /// What the database remarked on the query.
    pub warnings: Vec<String>,
}

/// Reads the files beside the exports; `exports` are the exports' names.
pub fn searches<'e>(
    files: &[TextFile],
    exports: impl IntoIterator<Item = &'e Arc<str>> + Clone,
) -> (Vec<Search>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut searches = Vec::new();
    for file in files {
        let mut checks = Checks::new(file.source(), &codes::BAD_SEARCH);
        match read_toml(&file.text, 0) {
            Err(errors) => {
                checks = checks.with_done("left the file out");
                let help = "text stands between quotes, as in database = \"PubMed\"";
                for error in errors {
                    checks.syntax(error, "TOML", help);
                }
            }
            Ok(entries) => {
                checks = checks.with_done("read the search without it");
                let fields = Fields::new("the search beside an export", entries);
                let mut search = search(fields, &mut checks);
                search.file = Arc::clone(&file.path);
                let beside = exports.clone().into_iter();
                search.exports =
                    beside.filter(|name| is_beside(&file.path, name)).cloned().collect();
                checks.diagnostics.extend(alone(&search, file));
                searches.push(search);
            }
        }
        diagnostics.append(&mut checks.diagnostics);
    }
    (searches, diagnostics)
}

/// The keys of one file.
fn search(mut fields: Fields, checks: &mut Checks<'_>) -> Search {
    let mut text = |key, checks: &mut Checks<'_>| {
        let typed = fields.text(key, checks)?.value;
        Some(typed.trim().to_owned()).filter(|text| !text.is_empty())
    };
    let [query, translation, database] =
        ["query", "translation", "database"].map(|key| text(key, checks));
    let date = fields.date("date", checks).and_then(|typed| date(&typed, checks));
    let count = fields.number("count", checks).and_then(|typed| count(&typed, checks));
    let warnings = fields.take("warnings").map_or_else(Vec::new, |node| warnings(node, checks));
    // The identifiers that the database gave are what the export itself holds.
    fields.take("ids");
    fields.finish(checks);
    Search { query, translation, database, date, count, warnings, ..Search::default() }
}

fn date(typed: &Typed<String>, checks: &mut Checks<'_>) -> Option<PartialDate> {
    let day = typed.value.trim().split(['T', 't', ' ']).next().unwrap_or_default();
    let date = PartialDate::parse_iso(day);
    if date.is_none() {
        let message = format!("`date` is not a date: {}", shown(&typed.value));
        checks.wrong(&typed.span, message, "write it as 2026-03-12, 2026-03 or 2026");
    }
    date
}

fn count(typed: &Typed<i64>, checks: &mut Checks<'_>) -> Option<u64> {
    let count = u64::try_from(typed.value).ok();
    if count.is_none() {
        let help = "write how many records the database found";
        checks.wrong(&typed.span, "`count` is less than nothing", help);
    }
    count
}

/// One remark as text, or several as a list.
fn warnings(node: Node, checks: &mut Checks<'_>) -> Vec<String> {
    let nodes = match node.value {
        Value::List(nodes) => nodes,
        _ => vec![node],
    };
    let texts = nodes.into_iter().filter_map(|node| {
        crate::config::fields::as_text("warnings", node, checks).map(|typed| typed.value)
    });
    texts.collect()
}

/// Whether an export is one of those that a file is about.
fn is_beside(search: &str, export: &str) -> bool {
    let stem = search.rsplit_once('.').map_or(search, |(stem, _)| stem);
    let Some(rest) = export.strip_prefix(stem) else { return false };
    let ending = |text: &str| {
        let name = text.strip_prefix('.').unwrap_or(text);
        name.len() < text.len() && !name.contains(['/', '.'])
    };
    let bare = rest.strip_suffix(".gz").or_else(|| rest.strip_suffix(".GZ")).unwrap_or(rest);
    rest.is_empty() || bare.is_empty() || ending(bare)
}

/// A search that found something and has no export beside it has lost it, or is named for another.
fn alone(search: &Search, file: &TextFile) -> Option<Diagnostic> {
    if !search.exports.is_empty() || search.count == Some(0) {
        return None;
    }
    let stem = file.path.rsplit_once('.').map_or(&*file.path, |(stem, _)| stem);
    let message = format!("no export that is called {stem} lies beside this search");
    let help = "give it the name of its export, with .toml for the export's ending; one that found nothing says count = 0";
    let said = Diagnostic::new(&codes::UNUSED_SETTING, message).at(Place::file(&file.file));
    Some(said.done("kept the search without records").help(help))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, exports: &[&str]) -> (Vec<Search>, Vec<String>) {
        let file = TextFile {
            path: "new/als.toml".into(),
            file: "content/records/new/als.toml".into(),
            text: text.to_owned(),
        };
        let exports: Vec<Arc<str>> = exports.iter().map(|name| Arc::from(*name)).collect();
        let (searches, said) = searches(&[file], &exports);
        let told = said.iter().map(|said| {
            let line = said.place.as_ref().map_or(0, |place| place.line);
            let help = said.help.as_deref().unwrap_or_default();
            format!("{line} {}: {} ({help})", said.code.id, said.message)
        });
        (searches, told.collect())
    }

    #[test]
    fn a_search_says_what_was_asked_and_found() {
        let (searches, told) = read(
            "query = \"als[mh]\"\ntranslation = \"\"\ndatabase = \"PubMed\"\ndate = 2026-03-12\ncount = 12\n\
             warnings = [\"Quoted phrase not found\"]\nids = [1, 2]\n",
            &["als.nbib", "new/als.nbib", "new/als.xml.gz", "new/als-2.nbib", "new/als.b.c"],
        );
        assert!(told.is_empty(), "{told:?}");
        let [search] = searches.as_slice() else { panic!("{searches:?}") };
        assert_eq!(search.exports, ["new/als.nbib".into(), "new/als.xml.gz".into()]);
        assert_eq!(search.query.as_deref(), Some("als[mh]"));
        assert_eq!(search.translation, None);
        assert_eq!(search.database.as_deref(), Some("PubMed"));
        assert_eq!(search.date.as_ref().map(PartialDate::iso).as_deref(), Some("2026-03-12"));
        assert_eq!(search.count, Some(12));
        assert_eq!(search.warnings, ["Quoted phrase not found"]);
    }

    #[test]
    fn what_is_wrong_costs_its_key_and_is_told() {
        for (text, exports, expected) in [
            ("date = \"2026-03\"\nwarnings = \"one\"", &["new/als.ris"][..], None),
            ("count = 0", &[], None),
            (
                "query = \"x\"",
                &["new/other.ris"],
                Some("1 unused-setting: no export that is called new/als lies beside this search"),
            ),
            (
                "qeury = \"x\"",
                &["new/als"],
                Some(
                    "1 unknown-key: the search beside an export has no key `qeury` (did you mean `query`?)",
                ),
            ),
            (
                "\ndate = \"March\"",
                &["new/als.ris"],
                Some("2 bad-search: `date` is not a date: March"),
            ),
            ("count = -1", &["new/als.ris"], Some("1 bad-search: `count` is less than nothing")),
            (
                "count = \"many\"",
                &["new/als.ris"],
                Some("1 bad-search: `count` takes a whole number"),
            ),
            ("query = als", &["new/als.ris"], Some("1 bad-search: this is not TOML")),
        ] {
            let (_, told) = read(text, exports);
            match expected {
                None => assert!(told.is_empty(), "{text}: {told:?}"),
                Some(expected) => {
                    assert!(told.iter().any(|told| told.starts_with(expected)), "{text}: {told:?}");
                }
            }
        }
    }
}
