//! The list of references below a text of the curator's.
//!
//! In: what a text cites. Out: a view for `references.html`, with the entry of each article for the card of its citations, and
//! the script that shows those. Never: the form of a reference, which is the style's.

use crate::diag::Diagnostic;
use crate::site::citing::Reference;
use crate::site::kind::Request;
use crate::site::prose::Curated;
use crate::site::routes::{Href, href};
use crate::site::shown::Shown;
use crate::site::theme::ThemeFile;
use crate::site::theme_file;
use crate::site::words::Words;
use serde::Serialize;
use tera::Value;

/// The scripts of pages that have such a list.
pub(super) const SCRIPTS: &[ThemeFile] = &[theme_file!("citations.js")];

/// Ways back to the text that one reference shows.
const MOST_PLACES: usize = 20;

#[derive(Serialize)]
pub(super) struct References<'a> {
    /// Of the heading.
    id: Value,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: Shown<'a>,
    label: Option<Shown<'a>>,
    /// HTML.
    html: Value,
    /// The article's entry, as HTML.
    card: Value,
    /// The article's page, where the title does not lead there.
    href: Option<Href<'a>>,
    places: Vec<PlaceView>,
    /// How many more places there are.
    more: Option<Shown<'static>>,
}

#[derive(Serialize)]
struct PlaceView {
    /// Within the page.
    href: Value,
    /// Its number, where there are several.
    number: Option<Shown<'static>>,
    label: Shown<'static>,
}

/// The list of a text; nothing when it cites nothing.
pub(super) fn of<'a>(
    request: &Request<'a>,
    source: Curated,
) -> Result<Option<References<'a>>, Diagnostic> {
    let references = request.shared.prose.references(source);
    let Some(first) = references.first() else { return Ok(None) };
    // The references of a text share what stands before their ids.
    let prefix = first.id.rsplit_once("ref.").map_or("", |(prefix, _)| prefix);
    let items = references.iter().map(|reference| item(request, reference));
    let items = items.collect::<Result<_, Diagnostic>>()?;
    let id = Value::safe_string(&format!("{prefix}references"));
    Ok(Some(References { id, items }))
}

fn item<'a>(request: &Request<'a>, reference: &'a Reference) -> Result<Item<'a>, Diagnostic> {
    let shared = request.shared;
    let words = shared.words;
    let (all, shown) = (reference.places.len(), reference.places.len().min(MOST_PLACES));
    let places = (1..).zip(&reference.places).take(shown);
    Ok(Item {
        id: Shown::new(reference.id.as_str()),
        label: reference.label.as_ref().map(Shown::again),
        html: Value::safe_string(&reference.html),
        card: request.cards.card(reference.article)?,
        href: href(request.root, shared.routes.article(reference.article))
            .filter(|_| !reference.linked),
        places: places.map(|(number, id)| place(words, number, all, id)).collect(),
        more: (all > shown).then(|| words.references.more(all - shown)),
    })
}

fn place(words: &'static Words, number: usize, all: usize, id: &str) -> PlaceView {
    let number = (all > 1).then(|| words.number(number));
    let label = match &number {
        Some(number) => words.references.place(number.clone()),
        None => words.references.back().into_owned(),
    };
    PlaceView { href: Value::safe_string(&format!("#{id}")), number, label }
}
