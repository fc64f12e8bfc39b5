//! The index of a grouping: all its groups with their counts, by letter, cut into pages when there are many.

use super::{Listing, PageKind, Request, Subject};
use crate::diag::Diagnostic;
use crate::grouping::{Group, Grouping};
use crate::site::chart;
use crate::site::cross;
use crate::site::paginate::{self, Pagination};
use crate::site::routes::href;
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::views::{Head, Link, PageView, Ranked, ranked, value};
use crate::site::words::Words;
use crate::text::fold::fold_name;
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind = PageKind { id: "groups", template: "groups.html", list, view };

/// Groups on one page of an index.
pub(in crate::site) const PER_PAGE: usize = 400;
/// From this many groups on there are headings by letter.
const LETTERS: usize = 30;
/// From this many groups on the largest are shown first.
const LARGEST: usize = 60;

#[derive(Serialize)]
struct Groups<'a> {
    plural: Shown<'static>,
    count: Shown<'static>,
    largest: Vec<Ranked>,
    letters: Vec<Link<'a>>,
    /// Links of the letters, which carry fragments.
    letter_hrefs: Vec<Value>,
    sections: Vec<Section<'a>>,
    pagination: Option<Pagination<'a>>,
}

#[derive(Serialize)]
struct Section<'a> {
    /// Empty in a short index.
    label: Shown<'static>,
    id: String,
    items: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    #[serde(flatten)]
    group: Ranked,
    /// The group above it.
    parent: Option<&'a Shown<'a>>,
}

/// What stands in the index of a grouping on all its pages together.
pub(in crate::site) struct Index {
    /// The groups that are not hidden, in their order.
    shown: Vec<u32>,
    /// Each letter with the place in `shown` where it first begins; none in a short index.
    letters: Vec<(&'static str, usize)>,
}

fn list(shared: &Shared<'_>, listing: &mut Listing) {
    for grouping in 0..shared.inputs.groupings.len() {
        for page in 0..shared.routes.group_list_pages(grouping) {
            if let Some(route) = shared.routes.group_list(grouping, page) {
                listing.add(route, Subject::Groups(grouping, page));
            }
        }
    }
}

fn view(request: &Request<'_, '_>) -> Result<Option<PageView>, Diagnostic> {
    let Subject::Groups(at, number) = request.page.subject else { return Ok(None) };
    let shared = request.shared;
    let Some(grouping) = shared.grouping(at) else { return Ok(None) };
    let Some(index) = shared.index(at, || Index::of(shared, at, grouping)) else { return Ok(None) };
    let Index { shown, letters: begins } = index;
    let lettered = !begins.is_empty();
    let first = number == 0;
    let range = paginate::range(shown.len(), PER_PAGE, number);
    let words = shared.words;
    let count = shared.count(at, shown.len());
    let (letters, letter_hrefs) = letters(request, at, begins);
    let largest = if first && shown.len() >= LARGEST && lettered {
        ranked(words, request.cards, at, &cross::largest(shared, at, 12))?
    } else {
        Vec::new()
    };
    let page = value(&Groups {
        plural: shared.many(at),
        count: count.clone(),
        largest,
        letters,
        letter_hrefs,
        sections: sections(request, at, shown.get(range).unwrap_or_default(), lettered)?,
        pagination: paginate::pagination(
            words,
            number,
            shared.routes.group_list_pages(at),
            |page| href(request.root, shared.routes.group_list(at, page)),
        ),
    })?;
    let title = match number {
        0 => shared.many(at),
        page => words.head.paged(shared.many(at), page + 1),
    };
    let site = Shown::new(&*shared.inputs.options.title);
    let head = Head::new(title, grouping.kind.id);
    let head = head.described(words.head.index_description(count, site));
    Ok(Some(PageView { head, page, template: None }))
}

/// How many pages the index of a grouping takes.
pub(in crate::site) fn pages(hidden: impl Fn(&Group) -> bool, groups: &[Group]) -> usize {
    paginate::pages(groups.iter().filter(|group| !hidden(group)).count(), PER_PAGE)
}

fn is_hidden(shared: &Shared<'_>, group: &Group) -> bool {
    shared.profile(group).is_some_and(|profile| profile.hidden)
}

fn sections<'a>(
    request: &Request<'a, '_>,
    at: usize,
    groups: &[u32],
    lettered: bool,
) -> Result<Vec<Section<'a>>, Diagnostic> {
    let shared = request.shared;
    let members = |group: u32| shared.group(at, group).map_or(0, |g| g.members.len());
    let most = shared.largest(at);
    let mut sections: Vec<Section<'_>> = Vec::new();
    for group in groups {
        let letter = if lettered { letter(sorted_by(shared, at, *group)) } else { "" };
        let label = heading(shared.words, letter);
        let count = members(*group);
        let parent = shared.group(at, *group).and_then(|group| group.parent);
        let item = Item {
            group: Ranked {
                link: request.cards.link(at, *group)?,
                count: shared.words.number(count),
                step: chart::step(count, most),
            },
            parent: parent.map(|parent| shared.label(at, parent)),
        };
        match sections.last_mut() {
            Some(section) if section.label == label => section.items.push(item),
            _ => {
                let id = letter_id(letter);
                let again = sections.iter().filter(|section| section.label == label).count();
                let id = if again == 0 { id } else { format!("{id}-{}", again + 1) };
                sections.push(Section { label, id, items: vec![item] });
            }
        }
    }
    Ok(sections)
}

impl Index {
    fn of(shared: &Shared<'_>, at: usize, grouping: &Grouping) -> Self {
        let shown: Vec<u32> = (0u32..)
            .zip(&grouping.groups)
            .filter(|(_, group)| !is_hidden(shared, group))
            .map(|(group, _)| group)
            .collect();
        let mut letters: Vec<(&'static str, usize)> = Vec::new();
        if shown.len() >= LETTERS && shared.roles.years != Some(at) {
            for (position, group) in shown.iter().enumerate() {
                let label = letter(sorted_by(shared, at, *group));
                if letters.iter().all(|(known, _)| *known != label) {
                    letters.push((label, position));
                }
            }
        }
        Index { shown, letters }
    }
}

/// A link to each letter, on whichever page of the index it begins.
fn letters<'a>(
    request: &Request<'a, '_>,
    at: usize,
    begins: &[(&'static str, usize)],
) -> (Vec<Link<'a>>, Vec<Value>) {
    let mut letters: Vec<Link<'a>> = Vec::new();
    let mut hrefs = Vec::new();
    for (label, position) in begins {
        let route = request.shared.routes.group_list(at, position / PER_PAGE);
        if let Some(page) = href(request.root, route) {
            hrefs.push(page.at(&letter_id(label)));
            letters.push(Link { label: heading(request.shared.words, label), href: Some(page) });
        }
    }
    (letters, hrefs)
}

/// The name by which a group was sorted, which the shown one may cut.
fn sorted_by<'a>(shared: &Shared<'a>, at: usize, group: u32) -> &'a str {
    shared.group(at, group).map_or("", |group| &group.label)
}

/// Stands for the letters of other alphabets, which are sorted behind the Latin ones.
const OTHER: &str = "other";

/// A letter as readers see it.
fn heading(words: &'static Words, letter: &'static str) -> Shown<'static> {
    if letter == OTHER { words.index.other_letters() } else { Shown::new(letter) }
}

/// The letter under which a label stands: its first one, folded.
fn letter(label: &str) -> &'static str {
    let first = label.chars().find(|c| c.is_alphanumeric());
    let first = match first {
        // What folding would give, without folding the rest.
        Some(c) if c.is_ascii_alphanumeric() => Some(c.to_ascii_lowercase()),
        Some(c) if c.is_alphabetic() && !is_latin(c) => return OTHER,
        _ => fold_name(label).chars().next(),
    };
    first.and_then(|first| ALPHABET.iter().find(|(c, _)| *c == first)).map_or("0–9", |(_, l)| l)
}

/// Whether a letter beyond ASCII is sorted among A to Z: the Latin blocks of Unicode, without the thorn, which has a place
/// of its own behind Z.
fn is_latin(c: char) -> bool {
    let blocks = matches!(c, '\u{aa}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}'
        | '\u{a720}'..='\u{a7ff}' | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff5a}');
    blocks && !matches!(c, 'Þ' | 'þ' | 'µ')
}

const ALPHABET: &[(char, &str)] = &[
    ('a', "A"),
    ('b', "B"),
    ('c', "C"),
    ('d', "D"),
    ('e', "E"),
    ('f', "F"),
    ('g', "G"),
    ('h', "H"),
    ('i', "I"),
    ('j', "J"),
    ('k', "K"),
    ('l', "L"),
    ('m', "M"),
    ('n', "N"),
    ('o', "O"),
    ('p', "P"),
    ('q', "Q"),
    ('r', "R"),
    ('s', "S"),
    ('t', "T"),
    ('u', "U"),
    ('v', "V"),
    ('w', "W"),
    ('x', "X"),
    ('y', "Y"),
    ('z', "Z"),
];

fn letter_id(label: &str) -> String {
    match label.chars().next() {
        Some(_) if label == OTHER => "l-other".to_owned(),
        Some(c) if c.is_ascii_alphabetic() => format!("l-{}", c.to_ascii_lowercase()),
        Some(_) => "l-0".to_owned(),
        None => "l".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{letter, letter_id};

    #[test]
    fn names_stand_under_the_letter_by_which_they_are_sorted() {
        for (label, heading, id) in [
            ("Anyport", "A", "l-a"),
            ("österåker", "O", "l-o"),
            ("‘Casa’", "C", "l-c"),
            ("3rd Hospital", "0–9", "l-0"),
            ("…", "0–9", "l-0"),
            ("Þór", "other", "l-other"),
            ("Прилив", "other", "l-other"),
            ("潮汐", "other", "l-other"),
        ] {
            assert_eq!(
                (letter(label), letter_id(letter(label)).as_str()),
                (heading, id),
                "{label}"
            );
        }
    }
}
