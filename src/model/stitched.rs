//! Tables made whole again over page breaks.

use super::{Message, Method, TextLine};

/// All tables of a document and what stands outside of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stitched {
    /// In reading order.
    pub tables: Vec<StitchedTable>,
    /// Lines after the last table (lines before a table are its `lead_in`).
    pub tail: Vec<TextLine>,
    /// Page numbers, running heads and repeated table headers: kept for the audit and `inspect`, no part of any row.
    pub furniture: Vec<TextLine>,
}

/// One table over as many pages as it takes.
#[derive(Clone, Debug, PartialEq)]
pub struct StitchedTable {
    /// How its cells were found.
    pub method: Method,
    /// Lines outside of tables since the table before, in reading order: among them its heading.
    pub lead_in: Vec<TextLine>,
    /// Its header, printed once here however often it is repeated.
    pub header: Header,
    /// Number of columns.
    pub cols: usize,
    /// The rows below the header, each whole.
    pub rows: Vec<LogicalRow>,
    /// Footnotes printed at the foot of its pages.
    pub footnotes: Vec<TextLine>,
    /// 1-based pages it stands on; empty where unknown.
    pub pages: Vec<u32>,
    /// Lines that stand between its parts and belong to no cell: told as `text-outside-table`.
    pub strays: Vec<TextLine>,
}

/// The header as a small grid: two- and three-level headers exist.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Header {
    /// Header rows, outermost first; each a list of cells sorted by column.
    pub rows: Vec<Vec<LogicalCell>>,
}

/// One row of the table, whole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogicalRow {
    /// Sorted by column; together they cover all columns.
    pub cells: Vec<LogicalCell>,
    /// Why the row's extent is a guess; empty: sure.
    pub doubts: Vec<Message>,
}

/// One cell of a logical row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogicalCell {
    /// First column, from 0.
    pub col: usize,
    /// Columns covered.
    pub col_span: usize,
    /// Its lines over all pages, in reading order.
    pub lines: Vec<TextLine>,
    /// The cell stands over several rows and this row is not its first: the value is repeated from above.
    pub inherited: bool,
    /// The cell covers more than one row (set in each of them).
    pub merged: bool,
    /// Why its content is a guess; `None`: sure.
    pub doubt: Option<Message>,
}

impl LogicalRow {
    /// The cell that covers a column.
    #[must_use]
    pub fn cell(&self, col: usize) -> Option<&LogicalCell> {
        self.cells.iter().find(|c| (c.col..c.col + c.col_span).contains(&col))
    }
}

impl LogicalCell {
    /// Whether nothing is printed in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|l| l.text.trim().is_empty())
    }

    /// Its text, lines joined by one space, not normalised: enough to recognise it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        for line in &self.lines {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(line.text.trim());
        }
        out
    }
}
