//! What a citation says of a record, read once for both styles.
//!
//! In: a record. Out: [`Facts`]: what kind of work it is, its titles as runs, where it appeared, who published it, where it
//! can be read, which notices change it. Never: the form of a style.

use super::people::Clean;
use crate::cite::runs::{Run, Script};
use crate::formats::language_name;
use crate::record::{Book, Record, Related, RelatedKind, Status};
use crate::text::inline::{markup_parts, plain_of_markup};

/// What a work is, as far as its citation differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Article,
    /// In a magazine or newspaper, which are cited by the day.
    News,
    Preprint,
    Book,
    Chapter,
    /// Of which degree: empty, `doctoral` or `master's`.
    Thesis(&'static str),
    Conference,
    Report,
    Dataset,
    Software,
    WebPage,
    Other,
}

/// Publication types, in lower case, that say what a work without a journal is.
const KINDS: &[(&str, Kind)] = &[
    ("thesis", Kind::Thesis("")),
    ("academic dissertation", Kind::Thesis("")),
    ("doctoral thesis", Kind::Thesis("doctoral")),
    ("master's thesis", Kind::Thesis("master's")),
    ("conference paper", Kind::Conference),
    ("conference proceedings", Kind::Conference),
    ("proceedings paper", Kind::Conference),
    ("report", Kind::Report),
    ("technical report", Kind::Report),
    ("government document", Kind::Report),
    ("dataset", Kind::Dataset),
    ("online database", Kind::Dataset),
    ("aggregated database", Kind::Dataset),
    ("computer program", Kind::Software),
    ("web page", Kind::WebPage),
    ("blog", Kind::WebPage),
    ("internet communication", Kind::WebPage),
    ("newspaper article", Kind::News),
    ("magazine article", Kind::News),
];

/// What the catch-all of a record calls its publisher, when the record is in the form of an article.
const PUBLISHERS: &[&str] = &["publisher", "PB", "school", "institution", "organization"];

pub(super) struct Facts<'a> {
    pub(super) record: &'a Record,
    pub(super) kind: Kind,
    clean: Clean<'a>,
}

/// The titles of a work.
#[derive(Debug, Default)]
pub(super) struct Title {
    /// Without the brackets of a translation and without its stop.
    pub(super) main: Vec<Run>,
    /// Whether the main one is a translation.
    pub(super) translated: bool,
    /// The title in the work's own language, where the main one is another.
    pub(super) vernacular: Option<String>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(record: &'a Record, clean: Clean<'a>) -> Self {
        Facts { record, kind: kind(record), clean }
    }

    /// A text of the record, unless it is empty.
    pub(super) fn text(&self, text: Option<&str>) -> Option<String> {
        let text = (self.clean)(text?.trim());
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn title(&self) -> Title {
        let record = self.record;
        let vernacular = self.text(record.vernacular_title.as_deref());
        let vernacular = vernacular.map(|title| without_stop(&title).to_owned());
        let whole = || self.book().and_then(|book| book.title.as_deref());
        let plain = match record.title.as_str() {
            "" if vernacular.is_none() => whole().unwrap_or_default(),
            title => title,
        };
        let plain = (self.clean)(inner(plain, record.title_translated));
        let html = record.title_html.as_deref().filter(|_| !record.title.is_empty());
        let main = html.and_then(|html| self.marked_up(html, &plain));
        let main = main.unwrap_or_else(|| vec![Run::plain(plain)]);
        if main.iter().all(|run| run.text.is_empty()) {
            let main = vernacular.map(|title| vec![Run::plain(title)]).unwrap_or_default();
            return Title { main, ..Title::default() };
        }
        Title { main, translated: record.title_translated, vernacular }
    }

    /// A title with its inline markup; nothing where it says something else than the plain one, as it does when an address
    /// was taken off that.
    fn marked_up(&self, html: &str, plain: &str) -> Option<Vec<Run>> {
        let html = inner(html, self.record.title_translated);
        if html.contains("<math") || plain_of_markup(html) != plain {
            return None;
        }
        let mut runs = Vec::new();
        let mut look = Run::default();
        for part in markup_parts(html) {
            match part.text {
                "<i>" => look.italic = true,
                "</i>" => look.italic = false,
                "<b>" => look.bold = true,
                "</b>" => look.bold = false,
                "<sub>" => look.script = Some(Script::Sub),
                "<sup>" => look.script = Some(Script::Super),
                "</sub>" | "</sup>" => look.script = None,
                text => runs.push(Run { text: plain_of_markup(text), ..look.clone() }),
            }
        }
        Some(runs)
    }

    pub(super) fn book(&self) -> Option<&'a Book> {
        self.record.book.as_ref()
    }

    /// The name of what it appeared in: the journal's abbreviation or its full title, whichever is preferred and known.
    pub(super) fn journal(&self, full: bool) -> Option<String> {
        let journal = self.record.journal.as_ref()?;
        let (short, long) = (journal.abbreviation.as_deref(), journal.title.as_deref());
        let name = if full { long.or(short) } else { short.or(long) };
        self.text(name)
    }

    /// The title of the book or of the proceedings that it is a part of.
    pub(super) fn whole(&self) -> Option<String> {
        match self.book() {
            Some(book) => self.text(book.title.as_deref()),
            None => self.journal(true),
        }
    }

    /// A book that is read at the National Library of Medicine, so that it has a place of its own and days.
    pub(super) fn is_on_bookshelf(&self) -> bool {
        self.record.ids.iter().any(|id| id.scheme == "bookaccession")
    }

    pub(super) fn publisher(&self) -> Option<String> {
        let book = self.book().and_then(|book| book.publisher.as_deref());
        self.text(book.or_else(|| self.extra(PUBLISHERS)))
    }

    fn extra(&self, tags: &[&str]) -> Option<&'a str> {
        let extra = self.record.extra.iter().find(|extra| tags.contains(&extra.tag.as_str()));
        extra.map(|extra| extra.value.as_str())
    }

    /// Where a work that is nowhere else can be read.
    pub(super) fn address(&self) -> Option<String> {
        let own = self.record.ids.iter().find(|id| id.scheme == "url");
        let own = own.map(|id| id.value.as_str());
        self.text(own.or_else(|| self.book().and_then(|book| book.url.as_deref())))
            .filter(|address| address.starts_with("http://") || address.starts_with("https://"))
    }

    /// Whether the source names fewer people than there are.
    pub(super) fn names_few(&self) -> bool {
        self.extra(&["authors"]).is_some_and(|text| text.starts_with("et al"))
    }

    pub(super) fn is_ahead_of_print(&self) -> bool {
        self.record.status.contains(&Status::AheadOfPrint)
    }

    /// The languages in English, when one of them is not that.
    pub(super) fn languages(&self) -> Option<String> {
        let codes = &self.record.language;
        if !codes.iter().any(|code| code != "eng" && code != "und") {
            return None;
        }
        let names: Vec<&str> = codes.iter().filter_map(|code| language_name(code)).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The notice that retracts it.
    pub(super) fn retraction(&self) -> Option<&'a Related> {
        let mut related = self.record.related.iter();
        related.find(|related| related.kind == RelatedKind::RetractionIn)
    }

    /// The place of a notice as a source cites it, without its stop; else its DOI.
    pub(super) fn place_of(&self, notice: &Related) -> Option<String> {
        let cited = self.text(notice.citation.as_deref());
        let cited = cited.or_else(|| Some(format!("doi: {}", notice.doi.as_ref()?)));
        // Of a place without pages PubMed leaves the sign before them: "J Mud. 2019 Mar 5;:".
        cited.map(|cited| cited.trim_end_matches(['.', ':', ';']).to_owned())
    }
}

fn kind(record: &Record) -> Kind {
    let journal = record.journal.is_some();
    let serial = journal && (record.volume.is_some() || record.issue.is_some());
    let stated = || {
        let mut names = record.publication_types.iter().map(|name| name.trim().to_lowercase());
        names.find_map(|name| KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind))
    };
    let is_news = |kind: &Kind| *kind == Kind::News;
    // What PubMed lists is an article or a book: "Dataset" is there a word on an article.
    if record.pmid.is_none()
        && let Some(kind) = stated().filter(|kind| !serial || is_news(kind))
    {
        return kind;
    }
    match &record.book {
        Some(_) if record.is_chapter() => Kind::Chapter,
        Some(_) => Kind::Book,
        None if record.is_preprint() => Kind::Preprint,
        None if journal => Kind::Article,
        None => Kind::Other,
    }
}

/// A title without the brackets of a translation and without its stop.
fn inner(title: &str, translated: bool) -> &str {
    let title = title.trim();
    let bare = title.strip_suffix('.').unwrap_or(title);
    let inside = bare.strip_prefix('[').and_then(|title| title.strip_suffix(']'));
    match inside.filter(|_| translated) {
        Some(inside) => without_stop(inside),
        None => without_stop(title),
    }
}

/// Without one final stop, unless that is a part of an ellipsis.
fn without_stop(title: &str) -> &str {
    match title.strip_suffix('.') {
        Some(bare) if !bare.ends_with('.') => bare,
        _ => title,
    }
}
