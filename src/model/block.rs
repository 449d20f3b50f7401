//! The waist of the pipeline: whatever the input, `detect` hands on blocks in reading order.

use super::{Message, Rect, TextLine};

/// A table or a line of text outside of tables.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A table, or the part of one that stands on one page.
    Table(Table),
    /// A line outside every table.
    Line(TextLine),
}

/// How the cells were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// From rulings.
    Lattice,
    /// From white space.
    Stream,
    /// From the tags of the file.
    Tagged,
    /// From flattened lines.
    Linear,
    /// The source itself sets the cells apart (tabs, bars, Markdown).
    Delimited,
}

impl Method {
    /// The name in `inspect`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Lattice => "lattice",
            Self::Stream => "stream",
            Self::Tagged => "tagged",
            Self::Linear => "linear",
            Self::Delimited => "delimited",
        }
    }
}

/// A grid of cells. `cells` tile the grid: each (row, col) of `rows` × `cols` is covered by exactly one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// 1-based page; 0 where unknown.
    pub page: u32,
    /// Outer box; all zero for text input without a grid.
    pub bbox: Rect,
    /// Number of grid rows.
    pub rows: usize,
    /// Number of grid columns.
    pub cols: usize,
    /// Sorted by (row, col).
    pub cells: Vec<Cell>,
    /// How they were found.
    pub method: Method,
    /// No border closes the table above: its first row may be the rest of a row on the page before.
    pub open_top: bool,
    /// No border closes the table below: its last row may go on on the next page.
    pub open_bottom: bool,
    /// Number of leading rows that `detect` already knows to be the header; `None`: not known.
    pub header_rows: Option<usize>,
}

impl Table {
    /// The cell that covers a grid position.
    #[must_use]
    pub fn cell_at(&self, row: usize, col: usize) -> Option<&Cell> {
        self.cells
            .iter()
            .find(|c| (c.row..c.row + c.row_span).contains(&row) && (c.col..c.col + c.col_span).contains(&col))
    }
}

/// One cell with its span in the grid.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    /// First grid row, from 0.
    pub row: usize,
    /// First grid column, from 0.
    pub col: usize,
    /// Rows covered, at least 1.
    pub row_span: usize,
    /// Columns covered, at least 1.
    pub col_span: usize,
    /// Box of the cell (not of its ink); all zero for text input without a grid.
    pub bbox: Rect,
    /// Its lines, top to bottom.
    pub lines: Vec<TextLine>,
    /// Why its content or extent is a guess; `None`: sure.
    pub doubt: Option<Message>,
}

impl Cell {
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

    /// Whether nothing is printed in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.iter().all(|l| l.text.trim().is_empty())
    }
}
