//! The tables of general facts that are built into the program: `data/*.tsv`.
//!
//! In: the text of a table. Out: its rows. Never: a look at what a cell means.
//!
//! The first line of a table says what it is, where it comes from and under which licence; the rows below it stand in the
//! order of their bytes, and none says what another says already. A cell with several values has `|` between them.

/// The rows of a table, each cut into its cells; what a row lacks is empty.
pub(crate) fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut cells = line.split('\t');
        std::array::from_fn(|_| cells.next().unwrap_or_default())
    })
}

/// The values of a cell.
pub(crate) fn values(cell: &'static str) -> impl Iterator<Item = &'static str> {
    cell.split('|').filter(|value| !value.is_empty())
}
