//! The theme's own files: the stylesheet and the icon. They are written as the theme, or the site's templates folder,
//! has them.

use super::{PageKind, Subject};

pub(super) static STYLESHEET: PageKind = PageKind {
    id: "stylesheet",
    template: "litdigest.css",
    list: |shared, listing| listing.add(shared.routes.stylesheet(), Subject::Only),
    view: |_| Ok(None),
};

pub(super) static ICON: PageKind = PageKind {
    id: "icon",
    template: "favicon.svg",
    list: |shared, listing| listing.add(shared.routes.icon(), Subject::Only),
    view: |_| Ok(None),
};
