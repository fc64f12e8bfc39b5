//! One Markdown file: its front matter checked key by key, and what it is by the folder that it lies in.
//!
//! In: a text file. Out: a profile, a note, a digest or a page, and what is wrong with it. A wrong key costs the key; front
//! matter that cannot be read, a note about no article, or a doubt whether it is a draft cost the file. Never: IO.

use super::front_matter::{self, FrontMatter};
use super::markdown::{Markdown, first_heading};
use super::model::{Digest, Document, Note, Profile, ProfileKind};
use super::values::{self, fact, filled, own_slug, stem_as_words, template};
use crate::config::Field;
use crate::config::fields::{Checks, Fields, Typed};
use crate::config::node::Entry;
use crate::diag::{Diagnostic, Place, codes};
use crate::text::file::TextFile;
use crate::text::fold::fold_name;
use indexmap::IndexMap;
use std::sync::Arc;

/// The folder of the notes.
const NOTES: &str = "notes";
/// The folder of the digests.
const DIGESTS: &str = "digests";

/// What a file turned out to be.
pub(super) enum Piece {
    Profile(Box<Profile>),
    Note(Box<Note>),
    Digest(Box<Digest>),
    Page(Box<Document>),
}

impl Piece {
    pub(super) fn is_draft(&self) -> bool {
        match self {
            Piece::Profile(profile) => profile.document.draft,
            Piece::Note(note) => note.document.draft,
            Piece::Digest(digest) => digest.document.draft,
            Piece::Page(page) => page.draft,
        }
    }
}

/// Reads one file. `None` when nothing of it can be used.
pub(super) fn read(
    file: &TextFile,
    kinds: &[ProfileKind],
    known: &[Field],
) -> (Option<Piece>, Vec<Diagnostic>) {
    let front = match front_matter::read(&file.text) {
        Ok(front) => front,
        Err(opening) => {
            let place = file.source().place(opening.clone());
            let mark = file.text.get(opening).unwrap_or_default();
            let unclosed = Diagnostic::new(
                &codes::BAD_FRONT_MATTER,
                format!("the front matter that this {mark} opens is never closed"),
            );
            let help = format!("end it with a line of its own that holds {mark} and nothing else");
            return (None, vec![unclosed.at(place).done("left the file out").help(help)]);
        }
    };
    let FrontMatter { entries, yaml, start, body } = front;
    let mut checks = Checks::new(file.source(), &codes::BAD_FRONT_MATTER)
        .with_plain_numbers(yaml)
        .with_done("left the file out");
    let entries = match entries {
        Ok(entries) => entries,
        Err(errors) => {
            let (language, help) = match yaml {
                true => ("YAML", "write keys as in title: A title"),
                false => ("TOML", "text stands between quotes, as in title = \"A title\""),
            };
            for error in errors {
                checks.syntax(error, language, help);
            }
            return (None, checks.diagnostics);
        }
    };
    let checks = checks.with_done("read the file without it");
    let markdown =
        Markdown { text: Arc::from(file.text.as_str()), start: body, ..Markdown::default() };
    FileReader { file, checks, start, markdown, known }.piece(entries, kinds)
}

/// A file whose front matter could be parsed.
pub(super) struct FileReader<'a> {
    file: &'a TextFile,
    pub(super) checks: Checks<'a>,
    start: usize,
    markdown: Markdown,
    /// The fields that a note may have.
    known: &'a [Field],
}

impl FileReader<'_> {
    fn piece(
        mut self,
        entries: Vec<Entry>,
        kinds: &[ProfileKind],
    ) -> (Option<Piece>, Vec<Diagnostic>) {
        let folder = self.file.path.split_once('/').map_or("", |(folder, _)| folder);
        // The index of a folder is about all that lies there.
        let is_index = values::stem(&self.file.path) == format!("{folder}/index");
        let kind = kinds.iter().find(|kind| kind.grouping == folder && !is_index);
        let mut fields = Fields::new(owner(folder, kind), entries);
        let draft_known = self.draft(&mut fields);
        let draft = draft_known.unwrap_or(true);
        let piece = match kind {
            Some(kind) => Some(Piece::Profile(Box::new(self.profile(kind, &mut fields, draft)))),
            None if folder == NOTES && !is_index => {
                self.note(&mut fields, draft).map(|note| Piece::Note(Box::new(note)))
            }
            None if folder == DIGESTS && !is_index => {
                Some(Piece::Digest(Box::new(self.digest(kinds, &mut fields, draft))))
            }
            None => Some(Piece::Page(Box::new(self.page(&mut fields, draft)))),
        };
        let meant = fields.finish(&mut self.checks);
        if draft_known.is_none() || meant.contains(&"draft") {
            for diagnostic in &mut self.checks.diagnostics {
                diagnostic.done = Some("left the file out, because it may be a draft".to_owned());
            }
            return (None, self.checks.diagnostics);
        }
        (piece, self.checks.diagnostics)
    }

    /// Whether it is a draft; `None` when `draft` is there and says neither.
    fn draft(&mut self, fields: &mut Fields) -> Option<bool> {
        let before = self.checks.diagnostics.len();
        let typed = fields.flag("draft", &mut self.checks);
        (self.checks.diagnostics.len() == before).then(|| typed.is_some_and(|draft| draft.value))
    }

    fn profile(&mut self, kind: &ProfileKind, fields: &mut Fields, draft: bool) -> Profile {
        let checks = &mut self.checks;
        let mut places = IndexMap::new();
        let name = placed("name", fields.text("name", checks), checks, &mut places);
        fields.refuse("title", "the name of a group is its `name`", checks);
        let mut profile = Profile {
            grouping: kind.grouping.to_owned(),
            named: name.is_some(),
            name: name.unwrap_or_else(|| stem_as_words(&self.file.path)),
            hidden: fields.flag("hidden", checks).is_some_and(|hidden| hidden.value),
            parent: placed("parent", fields.text("parent", checks), checks, &mut places),
            see_also: placed_list(
                "see_also",
                fields.texts("see_also", checks),
                checks,
                &mut places,
            ),
            pinned: placed_list("pinned", fields.ids("pinned", checks), checks, &mut places),
            aliases: placed_list("aliases", fields.texts("aliases", checks), checks, &mut places),
            lists: IndexMap::new(),
            facts: IndexMap::new(),
            place: checks.place(&(self.start..self.start)),
            places: IndexMap::new(),
            document: Document::default(),
        };
        for &key in kind.lists {
            let typed = match key {
                "articles" => fields.ids(key, checks),
                _ => fields.texts(key, checks),
            };
            let list = placed_list(key, typed, checks, &mut places);
            if !list.is_empty() {
                profile.lists.insert(key.to_owned(), list);
            }
        }
        for &key in &kind.facts {
            let typed = fields.text(key, checks);
            let place = typed.as_ref().map(|typed| checks.place(&typed.span));
            if let Some(value) = fact(key, typed, checks) {
                profile.facts.insert(key.to_owned(), value);
                places.insert(key, place.into_iter().collect());
            }
        }
        profile.places = places;
        let slug = own_slug(fields.text("slug", checks), checks);
        let template = template(fields.text("template", checks), checks);
        let title = profile.name.clone();
        profile.document = Document { slug, template, ..self.document(fields, draft, Some(title)) };
        profile
    }

    fn note(&mut self, fields: &mut Fields, draft: bool) -> Option<Note> {
        let before = self.checks.diagnostics.len();
        let article = fields.id("article", &mut self.checks);
        let wrong_type = self.checks.diagnostics.len() > before;
        let checks = &mut self.checks;
        let follows =
            "a note stands on the page of its article, whose address follows from the record";
        fields.refuse("slug", follows, checks);
        fields.refuse(
            "template",
            "a note stands on the page of its article; templates/article.html is for all of those",
            checks,
        );
        let title = filled("title", fields.text("title", checks), checks);
        let own = super::fields::read(self.known, fields, checks);
        let document = self.document(fields, draft, title);
        match article {
            Some(article) if !article.value.trim().is_empty() => Some(Note {
                place: self.checks.place(&article.span),
                article: article.value.trim().to_owned(),
                fields: own,
                document,
            }),
            other => {
                if !wrong_type {
                    let span = other.map_or(self.start..self.start, |article| article.span);
                    let place = self.checks.place(&span);
                    let missing = Diagnostic::new(
                        &codes::BAD_FRONT_MATTER,
                        "this note does not say which article it is about",
                    );
                    let help = "begin the file with +++, then article = \"pmid:12345678\", then +++; a page that is about no article belongs outside notes/";
                    let missing = missing.at(place).done("left the note out").help(help);
                    self.checks.diagnostics.push(missing);
                }
                None
            }
        }
    }

    /// A page's own keys.
    pub(super) fn page(&mut self, fields: &mut Fields, draft: bool) -> Document {
        let checks = &mut self.checks;
        let title = filled("title", fields.text("title", checks), checks);
        let slug = own_slug(fields.text("slug", checks), checks);
        let template = template(fields.text("template", checks), checks);
        Document { slug, template, ..self.document(fields, draft, title) }
    }

    /// The keys that every file has, and the body.
    fn document(&mut self, fields: &mut Fields, draft: bool, title: Option<String>) -> Document {
        let checks = &mut self.checks;
        let date = values::date("date", fields.date("date", checks), checks);
        let updated = values::date("updated", fields.date("updated", checks), checks);
        let author = filled("author", fields.text("author", checks), checks);
        let old = fields.texts("redirect_from", checks).unwrap_or_default();
        let old = old.into_iter().filter_map(|typed| {
            let place = checks.place(&typed.span);
            Some((filled("redirect_from", Some(typed), checks)?, place))
        });
        let redirect_from = old.collect();
        fields.refuse("aliases", "old addresses that lead here are `redirect_from`", checks);
        let mut body = std::mem::take(&mut self.markdown);
        body.contents = fields.flag("toc", checks).is_some_and(|toc| toc.value);
        let heading = first_heading(&body);
        let title = title
            .or_else(|| heading.as_ref().map(|heading| heading.text.clone()))
            .unwrap_or_else(|| stem_as_words(&self.file.path));
        // A page shows its title above the body; a first heading that says the same again is the title.
        if let Some(heading) = heading
            && heading.leads
            && fold_name(&heading.text) == fold_name(&title)
        {
            if let Some(cites) = heading.cites {
                let message = "a citation in the title of a page is not shown";
                let place = checks.place(&cites);
                checks.diagnostics.push(
                    Diagnostic::new(&codes::MISPLACED_CITATION, message)
                        .at(place)
                        .done("left it out")
                        .help("cite in the text below the title"),
                );
            }
            body.start = heading.end;
            body.title_id = Some(heading.id);
        }
        Document {
            path: Arc::clone(&self.file.path),
            file: Arc::clone(&self.file.file),
            title,
            draft,
            date,
            updated,
            author,
            slug: None,
            redirect_from,
            template: None,
            body,
        }
    }
}

/// Text in normal form, and its place for messages.
fn placed(
    key: &'static str,
    typed: Option<Typed<String>>,
    checks: &mut Checks<'_>,
    places: &mut IndexMap<&'static str, Vec<Place>>,
) -> Option<String> {
    placed_list(key, typed.map(|typed| vec![typed]), checks, places).pop()
}

/// Texts in normal form, and their places for messages.
fn placed_list(
    key: &'static str,
    typed: Option<Vec<Typed<String>>>,
    checks: &mut Checks<'_>,
    places: &mut IndexMap<&'static str, Vec<Place>>,
) -> Vec<String> {
    let mut list = Vec::new();
    for typed in typed.unwrap_or_default() {
        let place = checks.place(&typed.span);
        if let Some(text) = filled(key, Some(typed), checks) {
            list.push(text);
            places.entry(key).or_default().push(place);
        }
    }
    list
}

/// Whose front matter it is, for messages.
fn owner(folder: &str, kind: Option<&ProfileKind>) -> String {
    match (kind, folder) {
        (Some(kind), _) => format!("a profile in {}/", kind.grouping),
        (None, NOTES) => "a note".to_owned(),
        (None, DIGESTS) => "a digest".to_owned(),
        (None, _) => "a page".to_owned(),
    }
}
