//! Cells that hold lists, and cells that a spreadsheet must not take for a formula.
//!
//! In: texts. Out: a cell, and back, with nothing lost. Items of a list are parted by "; "; a semicolon inside an item has a
//! backslash before it, and so has a backslash. A cell that begins as a formula does gets an apostrophe before it, the
//! sign by which spreadsheets mark text. Never: what a cell means.

/// Signs at the beginning of a cell that make spreadsheets run it; the wide forms are taken for the narrow ones in some. A
/// tab or a line's break before a formula is passed over by many.
const FORMULA: [char; 11] =
    ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\t', '\r', '\n'];

/// Whether a cell is a formula, or would be one without the apostrophes before it.
fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA)
}

/// A cell that no spreadsheet runs.
pub(super) fn guarded(cell: String) -> String {
    if is_formula(&cell) { format!("'{cell}") } else { cell }
}

/// The cell as it was before it was guarded.
pub(super) fn freed(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// Items as one cell.
pub(crate) fn list<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> String {
    let mut out = String::new();
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            out.push_str("; ");
        }
        for c in item.as_ref().chars() {
            if matches!(c, ';' | '\\') {
                out.push('\\');
            }
            out.push(c);
        }
    }
    out
}

/// The items of a cell, empty ones too, so that two lists can be read side by side.
pub(super) fn items(cell: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        let next = if c == '\\' { chars.next().unwrap_or(c) } else { c };
        if c == ';' {
            out.push(String::new());
        } else if let Some(last) = out.last_mut() {
            // A backslash that escapes nothing is one.
            if c == '\\' && !matches!(next, ';' | '\\') {
                last.push(c);
            }
            last.push(next);
        }
    }
    out.into_iter().map(|item| item.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_and_nothing_is_lost() {
        for cell in [
            "=1+1",
            "+1",
            "-4",
            "@a",
            "\u{ff1d}x",
            "'=1",
            "''-x",
            "'tis tea",
            "tea",
            "",
            "'",
            "\t=1",
            "\r=1",
            "\n=1",
        ] {
            let safe = guarded(cell.to_owned());
            assert!(!safe.starts_with(FORMULA), "{cell}");
            assert_eq!(freed(&safe), cell);
        }
        assert_eq!(guarded("'tis tea".to_owned()), "'tis tea");
    }

    #[test]
    fn lists_read_as_they_were_written() {
        for list_of in
            [vec!["a", "b"], vec!["a; b", "c\\", "\\;"], vec!["", "x", ""], vec!["C:\\x"]]
        {
            assert_eq!(items(&list(&list_of)), list_of);
        }
        assert_eq!(items("a;b ; c\\d"), ["a", "b", "c\\d"]);
    }
}
