//! The dump of `stitch`: whole tables, and what was set apart on the way.

use super::{line, outside, quoted};
use crate::model::{LogicalCell, Stitched, StitchedTable, TextLine};

/// What was stitched.
#[must_use]
pub fn stitched(stitched: &Stitched) -> String {
    let mut out = String::new();
    for table in &stitched.tables {
        one(&mut out, table);
    }
    list(&mut out, "behind the last table", &stitched.tail);
    list(&mut out, "furniture", &stitched.furniture);
    out
}

fn one(out: &mut String, t: &StitchedTable) {
    list(out, "before the table", &t.lead_in);
    let pages: Vec<String> = t.pages.iter().map(u32::to_string).collect();
    let pages = if pages.is_empty() { String::new() } else { format!(", pages {}", pages.join(" ")) };
    line(out, 0, &format!("table of {} columns, {} rows, {}{pages}", t.cols, t.rows.len(), t.method.name()));
    for (n, row) in t.header.rows.iter().enumerate() {
        line(out, 1, &format!("header {n}"));
        cells(out, row);
    }
    for (n, row) in t.rows.iter().enumerate() {
        line(out, 1, &format!("row {}", n + 1));
        cells(out, &row.cells);
        for doubt in &row.doubts {
            line(out, 2, &format!("doubt: {doubt}"));
        }
    }
    list(out, "footnotes", &t.footnotes);
    list(out, "strays", &t.strays);
}

fn cells(out: &mut String, cells: &[LogicalCell]) {
    for c in cells.iter().filter(|c| !c.is_empty()) {
        let span = if c.col_span > 1 { format!(" span {}", c.col_span) } else { String::new() };
        let merged = match (c.merged, c.inherited) {
            (_, true) => " inherited",
            (true, false) => " merged",
            _ => "",
        };
        let doubt = c.doubt.as_ref().map(|d| format!("  doubt: {d}")).unwrap_or_default();
        line(out, 2, &format!("c{}{span}{merged} {}{doubt}", c.col, quoted(&c.lines)));
    }
}

fn list(out: &mut String, name: &str, lines: &[TextLine]) {
    if lines.is_empty() {
        return;
    }
    line(out, 0, &format!("{name}: {} lines", lines.len()));
    for l in lines {
        line(out, 1, &outside(l));
    }
}
