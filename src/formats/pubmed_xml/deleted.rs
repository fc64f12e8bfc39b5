//! `DeleteCitation`: the numbers that PubMed's update files withdraw.
//!
//! In: the piece. Out: one diagnostic that names them. Nothing is deleted: a record that another file brings stays.

use super::record::{Outcome, Site};
use super::tree::Tree;
use super::{parse, place, rich};
use crate::diag::{Diagnostic, codes};

/// No message names more numbers.
const NAMED: usize = 500;

/// Reads the piece.
pub(super) fn read<'a>(site: Site<'a>, tree: &mut Tree<'a>) -> Outcome {
    let text = site.text.get(site.piece.range.clone()).unwrap_or_default();
    parse::parse(text, true, tree);
    let numbers: Vec<String> =
        tree.children(0).filter_map(|number| rich::plain(tree, number)).collect();
    let named: Vec<&str> = numbers.iter().take(NAMED).map(String::as_str).collect();
    let message = match numbers.len() {
        0 => "the file has an empty list of deleted citations".to_owned(),
        1 => format!("the file says that citation {} was deleted", named.join("")),
        count if count > NAMED => {
            format!("the file says that {count} citations were deleted, first {}", named.join(", "))
        }
        count => format!("the file says that {count} citations were deleted: {}", named.join(", ")),
    };
    let range = 0..site.piece.range.len();
    let mut outcome = Outcome::default();
    place::report(site, range.clone(), &codes::DELETED_CITATION, &mut outcome.reported);
    let said = Diagnostic::new(&codes::DELETED_CITATION, message).at(place::inside(site, range));
    let said =
        said.done("deleted nothing").help("name the articles under [[exclude]] in the settings");
    outcome.diagnostics.push(said);
    outcome
}
