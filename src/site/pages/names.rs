//! The names of an index that is cut into pages, for the field above it that finds names while they are typed. A page that is
//! opened from a disk may load scripts and nothing else, so they are scripts, one for each letter with which a word of a name
//! begins: a reader who looks for one name loads one of them.
//!
//! In: the groups of a grouping whose index has several pages. Out: scripts that `lists.js` loads.

use crate::diag::Diagnostic;
use crate::site::index::{self, Layout};
use crate::site::kind::{Listing, PageKind, Product, Request};
use crate::site::page::Subject;
use crate::site::shared::Shared;

pub(super) static KIND: PageKind =
    PageKind { id: "names", canonical: false, list, make, ..PageKind::USUAL };

fn list(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, grouping) in (0u32..).zip(&inputs.groupings) {
        let small = grouping.groups.iter().filter(|group| group.small).count();
        if Layout::of(grouping.groups.len() - small, small).pages() < 2 {
            continue;
        }
        for letter in index::by_letter(&grouping.groups).into_keys() {
            listing.add(
                format!("{}/names/{}.js", grouping.kind.id, index::file_of(letter)),
                Subject::Names(at, letter),
            );
        }
    }
}

fn make(request: &Request<'_>) -> Result<Product, Diagnostic> {
    let Subject::Names(at, letter) = request.page.subject else { return request.misplaced() };
    let (at, shared) = (at as usize, request.shared);
    let Some(index) = shared.index(at) else { return request.misplaced() };
    let mut groups = index.by_letter(&shared.inputs, at).get(&letter).cloned().unwrap_or_default();
    // What is asked for most stands first.
    groups.sort_by_key(|group| std::cmp::Reverse(members(shared, at, *group)));
    let names: Vec<[String; 3]> =
        groups.into_iter().filter_map(|group| name(request, at, group)).collect();
    let file = index::file_of(letter);
    let names = serde_json::to_string(&names).unwrap_or_default();
    let script = format!("((window.litdigest ??= {{}}).names ??= {{}})[\"{file}\"] = {names};\n");
    Ok(Product::Bytes(script.into_bytes()))
}

fn members(shared: &Shared, at: usize, group: u32) -> usize {
    shared.group(at, group).map_or(0, |group| group.members.len())
}

/// A group's name, what tells it apart and the number of its articles, and where it is: its slug, or the route of what stands
/// for its page, from the root of the site.
fn name(request: &Request<'_>, at: usize, group: u32) -> Option<[String; 3]> {
    let shared = request.shared;
    let known = shared.group(at, group)?;
    let route = match (shared.routes.group(at, group, 0), known.members.as_slice()) {
        (Some(route), _) => {
            let usual = format!("{}/{}.html", shared.grouping(at)?.kind.id, known.slug);
            if route == usual { known.slug.clone() } else { route.to_owned() }
        }
        (None, [only]) => shared.routes.article(*only)?.to_owned(),
        (None, _) => super::groups::place(shared, at, group)?,
    };
    let count = match known.members.len() {
        1 => None,
        count => Some(shared.words.number(count)),
    };
    let told = [shared.told(at, group), count].into_iter().flatten();
    let told = shared.words.joined(told).to_string();
    Some([shared.bare_label(at, group).to_string(), told, route])
}
