//! Where an article is discussed: the curator's texts that cite it, with the sentence around each citation.
//!
//! In: what all texts cite. Out: a view for `discussed.html`, with a link to the very place. Never: markup of the texts.

use crate::library::ArticleId;
use crate::site::card;
use crate::site::citing::Discussion;
use crate::site::kind::Request;
use crate::site::prose::{self, Curated};
use crate::site::routes::href;
use crate::site::shown::Shown;
use serde::Serialize;
use tera::Value;

/// Texts that are shown.
const MOST: usize = 50;

#[derive(Serialize)]
pub(super) struct Discussed {
    texts: Vec<TextView>,
    /// How many more texts there are.
    more: Option<Shown<'static>>,
}

#[derive(Serialize)]
struct TextView {
    title: Shown<'static>,
    /// The first place.
    href: Option<Value>,
    places: Vec<PlaceView>,
    /// How many more places there are in it.
    more: Option<Shown<'static>>,
}

#[derive(Serialize)]
struct PlaceView {
    href: Value,
    sentence: Shown<'static>,
}

/// Everything that discusses an article; nothing when nobody does.
pub(super) fn of(request: &Request<'_>, id: ArticleId) -> Option<Discussed> {
    let mut texts: Vec<TextView> = request
        .shared
        .prose
        .discussions(id)
        .filter_map(|(source, text)| view(request, source, text))
        .collect();
    let more = texts.len().saturating_sub(MOST);
    texts.truncate(MOST);
    let more = (more > 0).then(|| request.shared.words.discussed.more_texts(more));
    (!texts.is_empty()).then_some(Discussed { texts, more })
}

fn view(request: &Request<'_>, source: Curated, discussion: &Discussion) -> Option<TextView> {
    let shared = request.shared;
    let route = prose::route(&shared.inputs, &shared.routes, source);
    let page = href(request.root, route)?;
    let places: Vec<PlaceView> = discussion
        .places
        .iter()
        .map(|place| PlaceView {
            href: page.at(&place.id),
            sentence: Shown::new(place.sentence.clone()),
        })
        .collect();
    Some(TextView {
        title: title(request, source)?,
        href: places.first().map(|place| place.href.clone()),
        more: (discussion.more > 0).then(|| shared.words.discussed.more_places(discussion.more)),
        places,
    })
}

/// What a text is called; a note without a title of its own by its article.
fn title(request: &Request<'_>, source: Curated) -> Option<Shown<'static>> {
    let shared = request.shared;
    let content = &shared.inputs.content;
    let text = |text: &str| Some(Shown::new(text.to_owned()));
    match source {
        Curated::Document(at) => text(&content.pages.get(at)?.title),
        Curated::Digest(at) => text(&content.digests.get(at)?.document.title),
        Curated::Profile(at) => text(&content.profiles.get(at)?.name),
        Curated::Note(at) => {
            let note = content.notes.get(at)?;
            if let Some(title) = note.title() {
                return text(title);
            }
            let Some(article) = shared.inputs.library.find(&note.article) else {
                return text(&note.document.title);
            };
            let article = shared.article(article)?;
            let title = card::marked_title(shared.words, &article.record);
            Some(shared.words.discussed.note(title))
        }
    }
}
