//! The status as text for a terminal: counts first, then what wants a decision, then what is good to know.
//!
//! In: a [`Status`]. Out: lines of at most about 100 characters, except what the curator copies. No colour: the text
//! reads the same in a terminal, a file and an e-mail. Never: a list without its count.

use super::{Flagged, Named, Status};
use crate::text::number::thousands;

/// Entries of a list that are shown; the JSON form has them all.
const SHOWN: usize = 10;

/// Keys of articles that lack something, and the width of the line that names them.
const MOST_KEYS: usize = 4;
const KEYS_WIDTH: usize = 96;

/// Widest title.
const TITLE: usize = 78;

impl Status {
    /// For reading; long lists are cut.
    pub fn text(&self) -> String {
        render(self)
    }
}

fn render(status: &Status) -> String {
    let mut out = Text::default();
    counts(&mut out, status);
    missing(&mut out, status);
    out.list("Possible duplicates", &status.duplicates, |found| {
        let ids: Vec<String> = found.articles.iter().map(|one| quoted(&one.id)).collect();
        let articles: String = found.articles.iter().map(named).collect();
        let ids = ids.join(", ");
        format!(
            "  {}\n{articles}    [[same]] # or [[different]]\n    ids = [{ids}]\n",
            found.reason
        )
    });
    out.list("Possible preprints of articles", &status.preprints, |found| {
        format!("  {}\n{}{}", found.reason, named(&found.preprint), named(&found.article))
    });
    out.list("Institutions that might be one", &status.institutions, |found| {
        let pair = format!("  {}\n  {}\n", cut(&found.keep), cut(&found.merge));
        format!("{pair}    {}\n    [institutions.aliases]\n    {}\n", found.reason, found.line)
    });
    out.list("Conflicts", &status.conflicts, |said| {
        let place = match (&said.file, said.line) {
            (Some(file), Some(line)) => format!("{file}:{line}: "),
            _ => String::new(),
        };
        let done = said.done.as_deref().map(|done| format!("      {done}\n")).unwrap_or_default();
        format!("  {place}{}\n{done}", said.message)
    });
    out.list("Retracted", &status.retracted, flagged);
    out.list("Partly retracted", &status.partly_retracted, flagged);
    out.list("Expressions of concern", &status.concerns, flagged);
    out.list("Left out by the settings", &status.excluded, |e| {
        let reason = e.reason.as_deref().unwrap_or("no reason given");
        format!("  {}  {}\n      {reason}\n", e.key, cut(&e.title))
    });
    out.list("Corrected by the settings", &status.corrected, |c| {
        let reason = c.reason.as_deref().map(|why| format!(" ({why})")).unwrap_or_default();
        format!("  {}  {}{reason}\n", c.key, c.field)
    });
    out.list("Notes without their article", &status.notes_without_article, |note| {
        format!("  {}:{}  {}\n", note.file, note.line, note.article)
    });
    out.list("Profiles that no article meets", &status.unused_profiles, |profile| {
        format!("  {}  {}\n", profile.file, profile.name)
    });
    out.0
}

fn counts(out: &mut Text, status: &Status) {
    let records = &status.records;
    let mut line = format!(
        "{} from {}: {}",
        number(status.articles, "article"),
        number(status.files.len(), "file"),
        number(records.found, "record"),
    );
    for (count, word) in
        [(records.merged, "merged"), (records.rejected, "rejected"), (records.excluded, "left out")]
    {
        if count > 0 {
            line.push_str(&format!(", {} {word}", thousands(count)));
        }
    }
    out.line(&line);
    if status.files.is_empty() {
        return;
    }
    let name =
        |format: &str| if format.is_empty() { "unknown".to_owned() } else { format.to_owned() };
    let width = status.formats.iter().map(|f| name(&f.format).len()).max().unwrap_or(0).max(6);
    out.line("");
    out.line(&format!(
        "  {:width$}  {:>6}  {:>8}  {:>8}",
        "Format", "Files", "Records", "Rejected"
    ));
    for format in &status.formats {
        let counts = [format.files, format.records, format.rejected];
        let [files, read, rejected] = counts.map(thousands);
        out.line(&format!(
            "  {:width$}  {files:>6}  {read:>8}  {rejected:>8}",
            name(&format.format)
        ));
    }
    let mut files: Vec<_> = status.files.iter().collect();
    files.sort_by(|a, b| b.records.cmp(&a.records).then_with(|| a.file.cmp(&b.file)));
    out.line("");
    out.line(&format!("  {:>7}  File", "Records"));
    for file in files.iter().take(SHOWN) {
        let rejected = match file.rejected {
            0 => String::new(),
            rejected => format!(", {} rejected", thousands(rejected)),
        };
        out.line(&format!(
            "  {:>7}  {} ({}{rejected})",
            thousands(file.records),
            file.file,
            name(&file.format)
        ));
    }
    out.more(files.len());
}

fn missing(out: &mut Text, status: &Status) {
    let missing = &status.missing;
    let rows = [
        ("DOI", Some(&missing.doi)),
        ("abstract", Some(&missing.r#abstract)),
        ("affiliations", Some(&missing.affiliations)),
        ("topic", missing.topic.as_ref()),
        ("topic of yours", missing.topic_of_yours.as_ref()),
        ("institution", missing.institution.as_ref()),
    ];
    let rows: Vec<(&str, &Vec<String>)> = rows
        .into_iter()
        .filter_map(|(what, keys)| Some((what, keys.filter(|keys| !keys.is_empty())?)))
        .collect();
    if rows.is_empty() {
        return;
    }
    out.line("");
    out.line("Articles without");
    for (what, keys) in rows {
        let mut line = format!("  {what:14}  {:>6}   ", thousands(keys.len()));
        for (at, key) in keys.iter().enumerate() {
            if at == MOST_KEYS || line.len() + key.len() > KEYS_WIDTH {
                line.push('…');
                break;
            }
            line.push_str(key);
            if at + 1 < keys.len() {
                line.push_str(", ");
            }
        }
        out.line(&line);
    }
}

fn flagged(flagged: &Flagged) -> String {
    let mut out = format!(
        "  {}  {}\n      {}\n",
        flagged.article.key,
        cut(&flagged.article.title),
        flagged.article.by
    );
    for notice in &flagged.notices {
        out.push_str(&format!("      notice: {notice}\n"));
    }
    out
}

#[derive(Default)]
struct Text(String);

impl Text {
    fn line(&mut self, line: &str) {
        self.0.push_str(line.trim_end());
        self.0.push('\n');
    }

    fn head(&mut self, title: &str, count: usize) {
        self.line("");
        self.line(&format!("{title} ({})", thousands(count)));
    }

    fn more(&mut self, count: usize) {
        if count > SHOWN {
            self.line(&format!(
                "  … and {} more (--format json lists all)",
                thousands(count - SHOWN)
            ));
        }
    }

    /// A list with its count; nothing where there is nothing.
    fn list<T>(&mut self, title: &str, entries: &[T], show: impl Fn(&T) -> String) {
        if entries.is_empty() {
            return;
        }
        self.head(title, entries.len());
        for entry in entries.iter().take(SHOWN) {
            self.0.push_str(&show(entry));
        }
        self.more(entries.len());
    }
}

fn named(named: &Named) -> String {
    let from = named.from.first().map(String::as_str).unwrap_or_default();
    format!("    {}  {}\n      {}\n      {from}\n", named.id, cut(&named.title), named.by)
}

/// A TOML string.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn cut(title: &str) -> String {
    match title.char_indices().nth(TITLE) {
        Some((end, _)) => format!("{}…", title.get(..end).unwrap_or_default().trim_end()),
        None => title.to_owned(),
    }
}

fn number(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", thousands(count), if count == 1 { "" } else { "s" })
}
