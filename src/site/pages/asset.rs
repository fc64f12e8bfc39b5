//! The theme's own files: the stylesheet and the icon. They are written as the theme, or the site's templates folder,
//! has them.

use super::{PageKind, Subject};
use crate::site::routes;

pub(super) static STYLESHEET: PageKind = PageKind {
    id: "stylesheet",
    template: "litdigest.css",
    list: |_, listing| listing.add(routes::STYLESHEET, Subject::Only),
    view: |_| Ok(None),
};

pub(super) static ICON: PageKind = PageKind {
    id: "icon",
    template: "favicon.svg",
    list: |_, listing| listing.add(routes::ICON, Subject::Only),
    view: |_| Ok(None),
};
