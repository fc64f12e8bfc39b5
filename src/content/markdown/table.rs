//! Tables: cells with their alignment as a class, in a box that scrolls where a window is narrow.

use super::attributes::push_class;
use pulldown_cmark::Alignment;

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Alignment>,
    /// The column of the next cell.
    column: usize,
    in_head: bool,
    /// Whether it has begun and no row has: then a paragraph is its caption.
    fresh: bool,
}

impl Table {
    pub(super) fn start(&mut self, columns: Vec<Alignment>, out: &mut String) {
        self.columns = columns;
        self.fresh = true;
        out.push_str("<div class=\"table\" tabindex=\"0\">\n<table>\n");
    }

    /// Whether what begins now is its caption.
    pub(super) fn takes_caption(&self) -> bool {
        self.fresh
    }

    pub(super) fn start_head(&mut self, out: &mut String) {
        self.fresh = false;
        self.in_head = true;
        self.column = 0;
        out.push_str("<thead>\n<tr>");
    }

    pub(super) fn start_row(&mut self, out: &mut String) {
        self.column = 0;
        out.push_str("<tr>");
    }

    pub(super) fn start_cell(&mut self, out: &mut String) {
        let class = match self.columns.get(self.column) {
            Some(Alignment::Left) => "left",
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            Some(Alignment::None) | None => "",
        };
        self.column += 1;
        out.push_str(if self.in_head { "<th scope=\"col\"" } else { "<td" });
        push_class(out, class);
        out.push('>');
    }

    pub(super) fn end_cell(&self, out: &mut String) {
        out.push_str(if self.in_head { "</th>" } else { "</td>" });
    }

    pub(super) fn end_head(&mut self, out: &mut String) {
        self.in_head = false;
        out.push_str("</tr>\n</thead>\n<tbody>\n");
    }

    pub(super) fn end(out: &mut String) {
        out.push_str("</tbody>\n</table>\n</div>\n");
    }
}
