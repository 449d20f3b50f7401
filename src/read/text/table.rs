//! Cells of delimited text → [`Table`].

use super::lines::RawLine;
use crate::model::{Cell, Message, Method, Rect, Table, TextLine};

/// A table and the range of lines it takes.
pub(super) struct Found {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) table: Table,
}

/// One cell while the table is built: the columns it covers and its lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    pub(super) span: usize,
    pub(super) lines: Vec<TextLine>,
}

impl Draft {
    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// A cell line; `None` where nothing is printed.
pub(super) fn text_line(source: &RawLine, text: &str) -> Option<TextLine> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| TextLine { text, page: source.page, line: Some(source.line), ..TextLine::default() })
}

/// Lays the rows on a grid of `cols` columns; short rows get empty cells, so that the cells tile the table.
pub(super) fn build(rows: Vec<Vec<Draft>>, cols: usize, page: u32, header_rows: Option<usize>) -> Table {
    let mut cells = Vec::new();
    let count = rows.len();
    for (row, drafts) in rows.into_iter().enumerate() {
        let mut col = 0;
        for draft in drafts {
            let room = cols - col;
            if room == 0 {
                // More cells than columns: the rest belongs to the last cell, and nothing is lost.
                let last: Option<&mut Cell> = cells.last_mut();
                if let Some(cell) = last.filter(|_| !draft.lines.is_empty()) {
                    cell.lines.extend(draft.lines);
                    cell.doubt = Some(Message::new("doubt-more-cells"));
                }
                continue;
            }
            let col_span = draft.span.clamp(1, room);
            cells.push(cell(row, col, col_span, draft.lines));
            col += col_span;
        }
        cells.extend((col..cols).map(|c| cell(row, c, 1, Vec::new())));
    }
    Table {
        page,
        bbox: Rect::default(),
        rows: count,
        cols,
        cells,
        method: Method::Delimited,
        open_top: false,
        open_bottom: false,
        header_rows,
    }
}

fn cell(row: usize, col: usize, col_span: usize, lines: Vec<TextLine>) -> Cell {
    Cell { row, col, row_span: 1, col_span, bbox: Rect::default(), lines, doubt: None }
}

/// The most frequent value and how often it stands; the larger value wins a tie.
pub(super) fn most_frequent(values: impl Iterator<Item = usize>) -> Option<(usize, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0usize) += 1;
    }
    counts.into_iter().max_by_key(|(value, count)| (*count, *value))
}
