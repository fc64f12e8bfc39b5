//! The files of the site's `static/` folder: copied as they are, so that they share the routes of the pages and cannot
//! take the place of one.

use super::{PageKind, Subject};

pub(super) static KIND: PageKind = PageKind {
    id: "static",
    template: "",
    list: |shared, listing| {
        for (at, (route, _)) in shared.inputs.statics.iter().enumerate() {
            listing.add(route.as_str(), Subject::Static(at));
        }
    },
    view: |_| Ok(None),
};
