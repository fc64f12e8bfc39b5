//! The addresses that groups would have by their other names: the `aliases` of profiles.
//!
//! In: the profiles of groups that have a page. Out: a redirect for each alias that is a whole name. A group that has such a
//! name itself keeps its address.

use super::redirect;
use crate::site::kind::{Listing, PageKind};
use crate::site::page::Subject;
use crate::site::theme_file;
use crate::text::slug::slug;

pub(super) static KIND: PageKind = PageKind {
    id: "alias",
    template: Some(theme_file!("redirect.html")),
    gives_way: true,
    list,
    ..redirect::ROW
};

fn list(listing: &mut Listing<'_>) {
    let inputs = listing.inputs;
    for (at, grouping) in (0u32..).zip(&inputs.groupings) {
        for (id, group) in (0u32..).zip(&grouping.groups) {
            let profile = group.profile.and_then(|place| inputs.content.profiles.get(place));
            for alias in profile.into_iter().flat_map(|profile| &profile.aliases) {
                if !alias.contains('*') {
                    let target = Box::new(Subject::Group(at, id, 0));
                    let route = format!("{}/{}.html", grouping.kind.id, slug(alias));
                    listing.add(route, Subject::Redirect(target));
                }
            }
        }
    }
}
