//! The page of one group, the same skeleton for all groupings: name, facts, the curator's prose, bars by year, what is
//! below it and beside it, the articles by year, the groups that meet in it, the spellings that were merged.

use super::document::Byline;
use super::files::{self, Files};
use super::references::{self, References, SCRIPTS};
use super::search::facet_id;
use crate::diag::Diagnostic;
use crate::grouping::{Fact, FactKind, Filter, Group, RecordList, Why};
use crate::site::chart::{Chart, chart};
use crate::site::cross;
use crate::site::external::{self, Address};
use crate::site::inputs::Inputs;
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::lists::{self, Tools};
use crate::site::maps::Axis;
use crate::site::page::Subject;
use crate::site::paginate::{self, Pagination};
use crate::site::prose::Curated;
use crate::site::routes::{Href, href, paged};
use crate::site::shared::Shared;
use crate::site::shown::Shown;
use crate::site::theme_file;
use crate::site::views::{Head, Link, Pointer, Ranked, YearBlock, by_year, ranked, value};
use crate::site::why;
use crate::site::words::Words;
use serde::Serialize;
use tera::Value;

pub(super) static KIND: PageKind = PageKind {
    id: "group",
    template: Some(theme_file!("group.html")),
    scripts: &[theme_file!("citations.js"), theme_file!("lists.js")],
    list,
    make,
    ..PageKind::USUAL
};

/// Groups in a ranking.
const RANKED: usize = 10;
/// Groups in a ranking of a group with few articles, where counts say little.
const RANKED_FEW: usize = 5;
/// So many articles are few.
const FEW: usize = 4;
/// In so many articles, "both" is no count.
const PAIR: usize = 2;
/// So many more than a ranking has are shown as well, since a way to them would be as long.
const LEEWAY: usize = 3;
/// So many more are folded away below a ranking, where no search has them all.
const FOLDED: usize = 40;
/// So many departments are shown unfolded.
const PARTS_OPEN: usize = 8;
/// Spellings listed under "spellings".
const VARIANTS: usize = 200;
/// Departments listed.
const PARTS: usize = 60;

#[derive(Serialize)]
struct GroupView<'a> {
    name: Shown<'a>,
    /// The name without what tells it apart, and that.
    bare: Shown<'a>,
    told: Option<Shown<'static>>,
    singular: Shown<'static>,
    index: Link<'a>,
    /// The groups above it, topmost first.
    above: Vec<Link<'a>>,
    count: Shown<'static>,
    span: Option<Shown<'static>>,
    facts: Vec<FactView<'a>>,
    /// What a reader can take along.
    files: Option<Files<'a>>,
    html: Option<Value>,
    /// Of the prose.
    references: Option<References<'a>>,
    /// Likewise.
    byline: Option<Byline<'a>>,
    chart: Option<Chart>,
    below: Vec<Below>,
    see_also: Vec<Link<'a>>,
    pinned: Vec<Value>,
    list: Tools,
    years: Vec<YearBlock>,
    pagination: Option<Pagination<'a>>,
    rankings: Vec<RankingView>,
    /// What lies inside it, with numbers of articles: an institution's departments.
    parts: Vec<(Shown<'a>, Shown<'static>)>,
    parts_more: Option<Shown<'static>>,
    /// "60 departments", where they are folded away.
    parts_folded: Option<Shown<'static>>,
    /// Raw strings, each with its number of articles and why it is here.
    variants: Vec<(Shown<'a>, Shown<'static>, Shown<'static>)>,
    variants_more: Option<Shown<'static>>,
    variants_folded: Shown<'static>,
    /// People whose names fit and who are kept apart; who has no page leads to the one article.
    similar: Vec<Link<'a>>,
    /// Evidence maps with a row of this group.
    maps: Vec<Pointer>,
    /// Whether this is the first page of the group.
    first: bool,
}

#[derive(Serialize)]
struct Below {
    #[serde(flatten)]
    ranked: Ranked,
    /// The beginning of what the curator says of it.
    words: Option<Shown<'static>>,
}

#[derive(Serialize)]
struct FactView<'a> {
    label: Shown<'static>,
    value: Shown<'a>,
    href: Option<Href<'a>>,
    external: Option<Address>,
}

#[derive(Serialize)]
struct RankingView {
    heading: Shown<'static>,
    /// How many groups there are, when not all are shown.
    total: Option<Shown<'static>>,
    /// Empty where the counts say nothing.
    items: Vec<Item>,
    /// Without bars, where the counts say nothing.
    links: Vec<LinkItem>,
    /// Those behind them, folded away: links as HTML.
    rest: Vec<Value>,
    /// How many those are.
    rest_count: Shown<'static>,
    /// The search among the group's articles, which has all of them.
    more: Option<Value>,
    more_words: Shown<'static>,
}

#[derive(Serialize)]
struct Item {
    #[serde(flatten)]
    ranked: Ranked,
    /// The years in which a person wrote from an institution.
    span: Option<Shown<'static>>,
}

#[derive(Serialize)]
struct LinkItem {
    /// HTML.
    link: Value,
    span: Option<Shown<'static>>,
}

fn list(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, grouping) in (0u32..).zip(&inputs.groupings) {
        for (id, group) in (0u32..).zip(&grouping.groups).filter(|(_, group)| !group.small) {
            let stem = format!("{}/{}", grouping.kind.id, group.slug);
            for (page, route) in paged(&stem, pages(inputs, group)) {
                listing.add(route, Subject::Group(at, id, page));
            }
        }
    }
}

/// How many pages a group takes.
fn pages(inputs: &Inputs, group: &Group) -> usize {
    paginate::pages(group.members.len(), inputs.config.site.per_page)
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Group(at, id, number) = request.page.subject else { return request.misplaced() };
    let list = Subject::Group(at, id, 0);
    let (at, number) = (at as usize, number as usize);
    let shared = request.shared;
    let Some(group) = shared.group(at, id) else { return request.misplaced() };
    let name = shared.label(at, id);
    let words = shared.words;
    let count = words.count.articles(group.members.len());
    let span = shared.span(group.members.iter().copied()).map(|(a, b)| words.span(a, b));
    let range = paginate::range(group.members.len(), shared.inputs.config.site.per_page, number);
    let base = GroupView {
        name,
        bare: shared.bare_label(at, id),
        told: shared.told(at, id),
        singular: shared.one(at),
        index: Link {
            label: shared.many(at),
            href: href(request.root, shared.routes.group_list(at, 0)),
        },
        above: above(request, at, group),
        count: count.clone(),
        span: span.clone(),
        facts: Vec::new(),
        files: files::of_group(request, (at, id), number == 0),
        html: None,
        references: None,
        byline: None,
        chart: None,
        below: Vec::new(),
        see_also: Vec::new(),
        pinned: Vec::new(),
        list: lists::tools(request, &list, &group.members),
        years: by_year(shared, group.members.get(range).unwrap_or_default(), request.cards)?,
        pagination: paginate::pagination(words, number, pages(&shared.inputs, group), |page| {
            href(request.root, shared.routes.group(at, id, page))
        }),
        rankings: Vec::new(),
        parts: Vec::new(),
        parts_more: None,
        parts_folded: None,
        variants: Vec::new(),
        variants_more: None,
        variants_folded: Shown::default(),
        similar: Vec::new(),
        maps: Vec::new(),
        first: number == 0,
    };
    let view = if number == 0 { first_page(request, base, at, id, group)? } else { base };
    let mut head = head(request, at, group, &view);
    head.uses(SCRIPTS, view.references.is_some());
    head.uses(lists::SCRIPTS, view.list.sifts());
    let template = shared.profile(group).and_then(|profile| profile.document.template.clone());
    Ok(Product::page_by(head, value(&view)?, template))
}

fn head(request: &Request<'_>, at: usize, group: &Group, view: &GroupView<'_>) -> Head {
    let Request { shared, page, .. } = request;
    let words = &shared.words.head;
    let mut title = title(shared, at, group, view.name.clone());
    if let Subject::Group(_, _, number @ 1..) = page.subject {
        title = words.paged(title, number as usize + 1);
    }
    let description = match &view.span {
        Some(span) => words.group_description_span(&view.name, &view.count, span),
        None => words.group_description(&view.name, &view.count),
    };
    let section = shared.grouping(at).map_or("", |grouping| grouping.kind.id);
    Head::new(title, section).described(description)
}

/// The title of a group's page, by which it is told from all others.
pub(super) fn title(shared: &Shared, at: usize, group: &Group, name: Shown<'_>) -> Shown<'static> {
    let words = &shared.words.head;
    match shared.is_repeated(&name) {
        true => {
            let apart = words.told_apart(name, Shown::new(group.slug.as_str()));
            words.group(apart, shared.many(at))
        }
        false => words.group(name, shared.many(at)),
    }
}

/// What only the first page of a group shows.
fn first_page<'a>(
    request: &Request<'a>,
    base: GroupView<'a>,
    at: usize,
    id: u32,
    group: &'a Group,
) -> Result<GroupView<'a>, Diagnostic> {
    let shared = request.shared;
    let years = group.members.iter().filter_map(|id| shared.article(*id)?.record.year());
    let rankings = cross::rankings(shared, at, id)
        .into_iter()
        .map(|ranking| ranking_view(request, (at, id), &ranking, group.members.len()))
        .collect::<Result<_, Diagnostic>>()?;
    let html = group.profile.and_then(|at| shared.prose.profiles.get(at)).cloned().flatten();
    let variants = group.variants.iter().take(VARIANTS);
    Ok(GroupView {
        facts: group.facts.iter().map(|fact| fact_view(request, fact)).collect(),
        byline: html
            .as_ref()
            .and(shared.profile(group))
            .map(|profile| Byline::of(shared.words, &profile.document)),
        html,
        references: match group.profile {
            Some(at) => references::of(request, Curated::Profile(at))?,
            None => None,
        },
        chart: chart(shared.words, years),
        below: below(request, at, id)?,
        see_also: see_also(request, at, group),
        pinned: pinned(request, group)?,
        rankings,
        variants: if group.variants.len() > 1 {
            let reasons = group.reasons.iter().chain(std::iter::repeat(&Why::Evident));
            let view = |((text, n), why): (&'a (String, u32), &Why)| {
                let number = shared.words.number(*n as usize);
                (Shown::new(text.as_str()), number, why::said(shared.words, why))
            };
            variants.zip(reasons).map(view).collect()
        } else {
            Vec::new()
        },
        variants_more: beyond(shared.words, group.variants.len(), VARIANTS),
        parts: group
            .parts
            .iter()
            .take(PARTS)
            .map(|(text, n)| (Shown::new(text.as_str()), shared.words.number(*n as usize)))
            .collect(),
        parts_more: beyond(shared.words, group.parts.len(), PARTS),
        parts_folded: (group.parts.len() > PARTS_OPEN)
            .then(|| shared.words.group.parts_folded(group.parts.len())),
        variants_folded: shared.words.group.variants_folded(group.variants.len()),
        similar: group.similar.iter().map(|other| similar(request, at, *other)).collect(),
        maps: maps(request, at, id, group),
        ..base
    })
}

fn similar<'a>(request: &Request<'a>, at: usize, other: u32) -> Link<'a> {
    let shared = request.shared;
    let members = shared.group(at, other).map_or(&[][..], |group| group.members.as_slice());
    let article = match members {
        [only] => href(request.root, shared.routes.article(*only)),
        _ => None,
    };
    let own = shared.group_href(request.root, at, other);
    Link { label: shared.label(at, other), href: own.or(article) }
}

/// How many of a list are left out.
fn beyond(words: &Words, all: usize, shown: usize) -> Option<Shown<'static>> {
    (all > shown).then(|| words.number(all - shown))
}

/// The evidence maps that have a row of this group.
fn maps(request: &Request<'_>, at: usize, id: u32, group: &Group) -> Vec<Pointer> {
    let shared = request.shared;
    let rows = shared
        .inputs
        .maps
        .iter()
        .enumerate()
        .filter(|(_, map)| map.axes.0 == Axis::Groups(at) && map.rows.contains(&id));
    rows.filter_map(|(number, map)| {
        let href = href(request.root, shared.routes.map(number))?;
        Some(Pointer {
            label: shared.map_title(map),
            href: href.at(&super::map::row_id(&group.slug)),
        })
    })
    .collect()
}

fn ranking_view(
    request: &Request<'_>,
    (at, id): (usize, u32),
    ranking: &cross::Ranking,
    articles: usize,
) -> Result<RankingView, Diagnostic> {
    let shared = request.shared;
    let cross::Ranking { grouping, heading, counts } = ranking;
    // When a person was where; the year of a single article stands above already.
    let dated = articles > 1
        && shared.points_to(at, RecordList::Authors)
        && shared.points_to(*grouping, RecordList::Affiliations);
    let span = |other: u32| {
        let met = || cross::shared_articles(shared, (at, id), (*grouping, other)).into_iter();
        let span = if dated { shared.span(met()) } else { None };
        span.map(|(first, last)| shared.words.span(first, last))
    };
    let (top, rest) = counts.split_at(top(ranking, articles));
    let list = u32::try_from(at).ok().map(|at| Subject::Group(at, id, 0));
    let target = shared.grouping(*grouping).filter(|known| known.kind.filter == Filter::Offered);
    let part = target.map(|known| facet_id(known.kind.id));
    let all = list.and_then(|list| lists::search(request, &list, part.as_deref()));
    // The search page has all of a facet, of others it has the articles.
    let folded = if all.is_some() && part.is_some() { 0 } else { FOLDED };
    let more = all.filter(|_| rest.len() > folded);
    let link = |(other, _): &(u32, usize)| request.cards.link(*grouping, *other);
    let view = RankingView {
        heading: heading.clone(),
        total: (!rest.is_empty()).then(|| shared.words.number(counts.len())),
        items: Vec::new(),
        links: Vec::new(),
        rest: rest.iter().take(folded).map(link).collect::<Result<_, Diagnostic>>()?,
        rest_count: shared.words.number(rest.len().min(FOLDED)),
        more,
        more_words: match part {
            Some(_) => shared.words.group.all(shared.count(*grouping, counts.len())),
            None => shared.words.lists.search().into_owned(),
        },
    };
    if articles > PAIR && !ranking.is_flat() {
        let items = ranked(shared.words, request.cards, *grouping, top)?.into_iter().zip(top);
        let items = items.map(|(ranked, (other, _))| Item { ranked, span: span(*other) });
        return Ok(RankingView { items: items.collect(), ..view });
    }
    let links = top.iter().map(|(other, _)| {
        Ok(LinkItem { link: request.cards.link(*grouping, *other)?, span: span(*other) })
    });
    Ok(RankingView { links: links.collect::<Result<_, Diagnostic>>()?, ..view })
}

/// How many of a ranking are shown.
fn top(ranking: &cross::Ranking, articles: usize) -> usize {
    let all = ranking.counts.len();
    let longest = if articles > FEW { RANKED } else { RANKED_FEW };
    if ranking.is_flat() || all <= longest + LEEWAY { all } else { longest }
}

fn above<'a>(request: &Request<'a>, at: usize, group: &Group) -> Vec<Link<'a>> {
    let shared = request.shared;
    let mut above = Vec::new();
    let mut met = Vec::new();
    let mut parent = group.above();
    // A circle of parents is refused where profiles are read; a vocabulary may close one together with them.
    while let Some(id) = parent.filter(|id| !met.contains(id) && met.len() < 16) {
        met.push(id);
        let href = shared.group_href(request.root, at, id);
        above.push(Link { label: shared.label(at, id), href });
        parent = shared.group(at, id).and_then(Group::above);
    }
    above.reverse();
    above
}

fn below(request: &Request<'_>, at: usize, id: u32) -> Result<Vec<Below>, Diagnostic> {
    let shared = request.shared;
    let counts: Vec<(u32, usize)> = shared
        .children(at, id)
        .iter()
        .filter_map(|child| Some((*child, shared.group(at, *child)?.members.len())))
        .collect();
    let ranked = ranked(shared.words, request.cards, at, &counts)?;
    let below = ranked.into_iter().zip(&counts).map(|(ranked, (child, _))| {
        let group = shared.group(at, *child);
        let html = group.and_then(|group| shared.prose.profiles.get(group.profile?)?.as_ref());
        let words = html.and_then(|html| first_words(html.as_str()?));
        Below { ranked, words }
    });
    Ok(below.collect())
}

/// The beginning of the first paragraph of some prose, as plain text.
fn first_words(html: &str) -> Option<Shown<'static>> {
    let (_, paragraph) = html.split_once("<p>")?;
    let (paragraph, _) = paragraph.split_once("</p>")?;
    let mut text = String::with_capacity(paragraph.len());
    let mut inside = false;
    for c in paragraph.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    let text = entities.iter().fold(text, |text, (entity, plain)| text.replace(entity, plain));
    Shown::new(text.trim()).beginning(180).filled()
}

fn see_also<'a>(request: &Request<'a>, at: usize, group: &Group) -> Vec<Link<'a>> {
    let shared = request.shared;
    let link = |id: &u32| Link {
        label: shared.label(at, *id),
        href: shared.group_href(request.root, at, *id),
    };
    group.see_also.iter().map(link).collect()
}

fn pinned(request: &Request<'_>, group: &Group) -> Result<Vec<Value>, Diagnostic> {
    let shared = request.shared;
    let ids = shared.profile(group).map_or(&[][..], |profile| profile.pinned.as_slice());
    let articles = ids.iter().filter_map(|id| shared.inputs.library.find(id));
    articles.map(|id| request.cards.card(id)).collect()
}

fn fact_view<'a>(request: &Request<'a>, fact: &'a Fact) -> FactView<'a> {
    let shared = request.shared;
    let target = fact.group.as_ref().and_then(|(grouping, key)| shared.keyed(grouping, key));
    let external = match fact.kind {
        FactKind::Orcid => {
            crate::record::Orcid::new(&fact.value).ok().map(|orcid| external::orcid(&orcid))
        }
        FactKind::Ror => external::ror(&fact.value),
        _ => external::web(&fact.value),
    };
    FactView {
        label: why::label(shared.words, fact),
        value: Shown::new(fact.value.as_str()),
        href: target.and_then(|(at, id)| shared.group_href(request.root, at, id)),
        external,
    }
}

#[cfg(test)]
mod tests {
    use super::first_words;

    #[test]
    fn first_words_are_plain() {
        for (html, words) in [
            ("<h2>A</h2><p>Tides &amp; <em>mud</em>.</p><p>More.</p>", Some("Tides & mud.")),
            ("<p>1 &lt; 2 and &quot;so&quot; on</p>", Some("1 < 2 and \"so\" on")),
            ("<p>&amp;lt; stays</p>", Some("&lt; stays")),
            ("<ul><li>No paragraph</li></ul>", None),
            ("<p><img alt=\"\"></p>", None),
        ] {
            assert_eq!(first_words(html).as_deref(), words, "{html}");
        }
    }
}
