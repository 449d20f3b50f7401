//! Which leading rows of a table are its header, and whether a later part repeats it.

use crate::lexicon::{LabelKind, fold, match_header, parse_label};
use crate::model::{Cell, LogicalCell, Method, Table};

/// A header is looked for in this many leading rows.
const SEARCH: usize = 4;

/// Number of leading rows that are the header: the first row in which two or more columns have known wordings, as deep as
/// its deepest cell, and a row of column numbers `(1) (2) (3)` under it. 0 where no wording is known.
pub(super) fn header_rows(table: &Table) -> usize {
    if let Some(known) = table.header_rows {
        // Tags know the header, but not the numbers of the columns under it.
        let numbers = table.method == Method::Tagged && known < table.rows && is_column_numbers(table, known);
        return known + usize::from(numbers);
    }
    let headed = |r: &usize| !is_numbered(table, *r) && known_wordings(table, *r) >= 2;
    let Some(first) = (0..table.rows.min(SEARCH)).find(headed) else { return 0 };
    let mut end =
        first + table.cells.iter().filter(|c| c.row == first && !c.is_empty()).map(|c| c.row_span).max().unwrap_or(1);
    if end < table.rows && is_column_numbers(table, end) {
        end += 1;
    }
    end.min(table.rows)
}

/// Whether a row begins with a row number: then it is no header.
fn is_numbered(table: &Table, row: usize) -> bool {
    let first = table.cells.iter().find(|c| c.row == row && !c.is_empty());
    first.is_some_and(|c| {
        parse_label(&c.text()).is_some_and(|l| l.kind == LabelKind::Arabic || l.kind == LabelKind::Dotted)
    })
}

/// How many cells of a row have a header wording; a long text is a sentence that begins like one.
fn known_wordings(table: &Table, row: usize) -> usize {
    let cells: Vec<&Cell> = table.cells.iter().filter(|c| c.row == row && !c.is_empty()).collect();
    let mut roles: Vec<_> = cells
        .iter()
        .map(|c| c.text())
        .filter(|t| t.chars().count() <= 80)
        .filter_map(|t| match_header(&t).map(|m| m.role))
        .collect();
    roles.sort_unstable();
    roles.dedup();
    roles.len()
}

/// `(1) (2) (3)`: every printed cell of the row is the next number.
fn is_column_numbers(table: &Table, row: usize) -> bool {
    let texts: Vec<String> = table.cells.iter().filter(|c| c.row == row && !c.is_empty()).map(Cell::text).collect();
    let numbers: Option<Vec<u32>> = texts.iter().map(|t| fold(t).parse().ok()).collect();
    numbers.is_some_and(|n| n.len() >= 3 && n.windows(2).all(|w| w[1] == w[0] + 1) && n[0] <= 1)
}

/// Number of leading rows of a later part that say the same as the header (all of it, or its last rows).
pub(super) fn repeated_rows(header: &[Vec<LogicalCell>], table: &Table) -> usize {
    let said = |row: usize| -> Vec<String> {
        table.cells.iter().filter(|c| c.row == row && !c.is_empty()).map(|c| fold(&c.text())).collect()
    };
    let rows: Vec<Vec<String>> = header
        .iter()
        .map(|r| r.iter().filter(|c| !c.inherited && !c.is_empty()).map(|c| fold(&c.text())).collect())
        .collect();
    (0..rows.len())
        .filter(|skip| rows[*skip..].iter().any(|r| !r.is_empty()))
        .find(|skip| rows[*skip..].iter().enumerate().all(|(i, r)| i < table.rows && *r == said(i)))
        .map_or(0, |skip| rows.len() - skip)
}
