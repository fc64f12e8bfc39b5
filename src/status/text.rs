//! The status as text for a terminal: counts first, then what wants a decision, then what is good to know.
//!
//! In: a [`Status`]. Out: lines of at most about 100 characters, except what the curator copies. No colour: the text
//! reads the same in a terminal, a file and an e-mail. What is to be done next stands together. Never: a list without its
//! count.

use super::{Flagged, InstitutionStatus, Named, Status};
use crate::text::number::thousands;

/// Entries of a list that are shown unless all are asked for.
const SHOWN: usize = 10;

/// Articles that are named of those that lack something.
const NAMED: usize = 3;

/// Widest title.
const TITLE: usize = 78;

/// What the text shows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown<'a> {
    /// Every entry of every list.
    pub all: bool,
    /// The way to the site's folder from where the command runs; empty where they are one.
    pub site: &'a str,
    /// The folder of the exports in the site's.
    pub records: &'a str,
}

impl Status {
    /// For reading; long lists are cut unless all of it is asked for.
    pub fn text(&self, shown: Shown<'_>) -> String {
        let mut out = Text { text: String::new(), shown };
        counts(&mut out, self);
        to_decide(&mut out, self);
        to_mend(&mut out, self);
        missing(&mut out, self);
        to_know(&mut out, self);
        out.text
    }
}

/// What only the curator can say.
fn to_decide(out: &mut Text<'_>, status: &Status) {
    if status.duplicates.is_empty()
        && status.preprints.is_empty()
        && status.institutions.is_empty()
        && status.conflicts.is_empty()
    {
        return;
    }
    out.part("To decide: paste a block into litdigest.toml");
    out.list("Possible duplicates", &status.duplicates, |out, found| {
        let ids: Vec<String> = found.articles.iter().map(|one| quoted(&one.id)).collect();
        out.line(&format!("  {}", found.reason));
        found.articles.iter().for_each(|article| out.named(article));
        out.line("    [[same]] # or [[different]]");
        out.line(&format!("    ids = [{}]", ids.join(", ")));
    });
    out.list("Possible preprints of articles", &status.preprints, |out, found| {
        out.line(&format!("  {}", found.reason));
        out.named(&found.preprint);
        out.named(&found.article);
    });
    institutions(out, status);
    out.list("Conflicts", &status.conflicts, |out, said| {
        let place = match (&said.file, said.line) {
            (Some(file), Some(line)) => format!("{}:{line}: ", out.path(file)),
            _ => String::new(),
        };
        out.line(&format!("  {place}{}", said.message));
        if let Some(done) = &said.done {
            out.line(&format!("      {done}"));
        }
    });
}

/// Families of institutions, each with the others that would go into it, and one block for all that are shown.
fn institutions(out: &mut Text<'_>, status: &Status) {
    let mut families: Vec<(&str, Vec<&InstitutionStatus>)> = Vec::new();
    for pair in &status.institutions {
        match families.iter_mut().find(|(keep, _)| *keep == pair.keep) {
            Some((_, others)) => others.push(pair),
            None => families.push((&pair.keep, vec![pair])),
        }
    }
    out.list("Institutions that might be one", &families, |out, (keep, others)| {
        out.line(&format!("  {}", cut(keep)));
        for other in others {
            out.line(&format!("    {}: {}", cut(&other.merge), other.reason));
        }
    });
    if families.is_empty() {
        return;
    }
    out.line(match status.aliases {
        true => "    # under [institutions.aliases], or as `aliases` there",
        false => "    [institutions.aliases]",
    });
    let most = if out.shown.all { families.len() } else { SHOWN };
    for (keep, others) in families.iter().take(most) {
        let others: Vec<String> = others.iter().map(|other| quoted(&other.merge)).collect();
        out.line(&format!("    {} = [{}]", quoted(keep), others.join(", ")));
    }
}

/// What the curator wrote and nothing meets.
fn to_mend(out: &mut Text<'_>, status: &Status) {
    if status.notes_without_article.is_empty() && status.unused_profiles.is_empty() {
        return;
    }
    out.part("To mend: correct the file, or remove it");
    out.list("Notes without their article", &status.notes_without_article, |out, note| {
        out.line(&format!("  {}:{}  {}", out.path(&note.file), note.line, note.article));
    });
    out.list("Profiles that no article meets", &status.unused_profiles, |out, profile| {
        out.line(&format!("  {}  {}", out.path(&profile.file), profile.name));
    });
}

/// What readers should know, and what the settings have done.
fn to_know(out: &mut Text<'_>, status: &Status) {
    let flags = [&status.retracted, &status.partly_retracted, &status.concerns];
    let none = flags.iter().all(|flagged| flagged.is_empty());
    if none && status.excluded.is_empty() && status.corrected.is_empty() {
        return;
    }
    out.part("To know");
    out.list("Retracted", &status.retracted, flagged);
    out.list("Partly retracted", &status.partly_retracted, flagged);
    out.list("Expressions of concern", &status.concerns, flagged);
    out.list("Left out by the settings", &status.excluded, |out, e| {
        out.line(&format!("  {}  {}", e.key, cut(&e.title)));
        out.line(&format!(
            "      {}: {}",
            e.stage,
            e.reason.as_deref().unwrap_or("no reason given")
        ));
    });
    out.list("Corrected by the settings", &status.corrected, |out, c| {
        let reason = c.reason.as_deref().map(|why| format!(" ({why})")).unwrap_or_default();
        let named = status.names.get(&c.key).map(|named| cut(&named.title)).unwrap_or_default();
        out.line(&format!("  {}  {}{reason}", c.key, c.field));
        out.line(&format!("      {named}"));
    });
}

fn counts(out: &mut Text<'_>, status: &Status) {
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
    let most = if out.shown.all { files.len() } else { SHOWN };
    for file in files.iter().take(most) {
        let rejected = match file.rejected {
            0 => String::new(),
            rejected => format!(", {} rejected", thousands(rejected)),
        };
        out.line(&format!(
            "  {:>7}  {} ({}{rejected})",
            thousands(file.records),
            out.export(&file.file),
            name(&file.format)
        ));
    }
    out.more(files.len(), most);
}

/// Articles that lack something, with what to do about it.
fn missing(out: &mut Text<'_>, status: &Status) {
    let missing = &status.missing;
    let correct = "correct it with [[correct]], or export it with all fields";
    let rows = [
        ("topic", "`litdigest topics suggest` proposes topics", missing.topic.as_ref()),
        (
            "topic of yours",
            "`litdigest topics suggest` proposes topics",
            missing.topic_of_yours.as_ref(),
        ),
        ("institution", "an export with affiliations names them", missing.institution.as_ref()),
        (
            "affiliations",
            "PubMed's formats have them, and full records of other databases",
            Some(&missing.affiliations),
        ),
        ("abstract", "an export with abstracts has it", Some(&missing.r#abstract)),
        ("DOI", correct, Some(&missing.doi)),
    ];
    let rows = rows.into_iter();
    let rows: Vec<(&str, &str, &Vec<String>)> = rows
        .filter_map(|(what, next, keys)| Some((what, next, keys.filter(|keys| !keys.is_empty())?)))
        .collect();
    if rows.is_empty() {
        return;
    }
    out.part("To add");
    for (what, next, keys) in rows {
        out.head(&format!("Articles without {what}"), keys.len());
        out.line(&format!("  {next}"));
        let most = if out.shown.all { keys.len() } else { NAMED };
        for key in keys.iter().take(most) {
            if let Some(article) = status.names.get(key) {
                out.named(article);
            }
        }
        out.more(keys.len(), most);
    }
}

fn flagged(out: &mut Text<'_>, flagged: &Flagged) {
    out.line(&format!("  {}  {}", flagged.article.key, cut(&flagged.article.title)));
    out.line(&format!("      {}", flagged.article.by));
    for notice in &flagged.notices {
        out.line(&format!("      notice: {notice}"));
    }
}

struct Text<'s> {
    text: String,
    shown: Shown<'s>,
}

impl Text<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    /// The head of several lists that ask for one thing.
    fn part(&mut self, title: &str) {
        self.line("");
        self.line(&format!("== {title}"));
    }

    fn head(&mut self, title: &str, count: usize) {
        self.line("");
        self.line(&format!("{title} ({})", thousands(count)));
    }

    fn more(&mut self, count: usize, shown: usize) {
        if count > shown {
            self.line(&format!("  … and {} more (--all lists them)", thousands(count - shown)));
        }
    }

    /// A list with its count; nothing where there is nothing.
    fn list<T>(&mut self, title: &str, entries: &[T], show: impl Fn(&mut Self, &T)) {
        if entries.is_empty() {
            return;
        }
        self.head(title, entries.len());
        let most = if self.shown.all { entries.len() } else { SHOWN };
        for entry in entries.iter().take(most) {
            show(self, entry);
        }
        self.more(entries.len(), most);
    }

    /// An article by identifier, title, author and file.
    fn named(&mut self, named: &Named) {
        self.line(&format!("    {}  {}", named.id, cut(&named.title)));
        self.line(&format!("      {}", named.by));
        if let Some(from) = named.from.first() {
            self.line(&format!("      {}", self.export(from)));
        }
    }

    /// A path of the site as an editor opens it from where the command runs.
    fn path(&self, path: &str) -> String {
        match self.shown.site {
            "" => path.to_owned(),
            site => format!("{site}/{path}"),
        }
    }

    /// The path of an export.
    fn export(&self, file: &str) -> String {
        self.path(&format!("{}/{file}", self.shown.records))
    }
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
