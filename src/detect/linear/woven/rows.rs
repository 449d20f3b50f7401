//! Where the atoms of a woven table were put → its rows and cells.

use std::ops::Range;

use super::super::draft::{lines_of, place};
use super::super::header::HeaderCell;
use super::super::lines::Line;
use super::super::score::Kind;
use super::super::table::Grid;
use super::Cut;
use super::sheet::Sheet;
use super::slots::Slot;
use super::weave::Spot;
use crate::detect::marks;
use crate::model::{Cell, Message, Method, Rect, Table, TextLine};

/// Why every cell is a guess.
const DOUBT: Message = Message::new("doubt-order-lost");

/// A row: atoms of its number and of its cells.
#[derive(Clone, Debug)]
struct Row {
    number: Vec<usize>,
    cells: Vec<Vec<usize>>,
    slot: Slot,
}

impl Row {
    fn new(slot: Slot, columns: usize) -> Self {
        Self { number: Vec::new(), cells: vec![Vec::new(); columns], slot }
    }

    fn is_empty(&self) -> bool {
        self.number.is_empty() && self.cells.iter().all(Vec::is_empty)
    }
}

/// The rows of a page in order; the first is the carried one's rest.
fn page_rows(cut: &Cut, page: usize, spots: &[Spot], columns: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = cut.slots[page].iter().map(|s| Row::new(*s, columns)).collect();
    for (at, spot) in cut.pages[page].clone().zip(spots) {
        match *spot {
            Spot::Number { slot } => rows[slot].number.push(at),
            Spot::Cell { column, slot, .. } => rows[slot].cells[column].push(at),
            Spot::Outside => {}
        }
    }
    rows
}

/// Last atom of each column's cell in the last row of a page.
pub(super) fn last_row(
    cut: &Cut,
    range: &Range<usize>,
    spots: &[Spot],
    columns: usize,
    before: &[Option<usize>],
) -> Vec<Option<usize>> {
    let Some(page) = cut.pages.iter().position(|p| p == range) else { return before.to_vec() };
    let rows = page_rows(cut, page, spots, columns);
    let Some(last) = rows.iter().rev().find(|r| !r.is_empty()) else { return before.to_vec() };
    let carried = last.slot == Slot::Carry;
    (0..columns).map(|c| last.cells[c].last().copied().or(if carried { before[c] } else { None })).collect()
}

/// The table, and the lines that belong to no cell.
pub(super) fn table(
    lines: &[Line],
    sheet: &Sheet,
    cells: &[HeaderCell],
    grid: &Grid,
    cut: &Cut,
    spots: &[Spot],
) -> (Table, Vec<TextLine>) {
    let columns = grid.place.len();
    let mut rows: Vec<Row> = Vec::new();
    for (page, range) in cut.pages.iter().enumerate() {
        for row in page_rows(cut, page, &spots[range.clone()], columns).into_iter().filter(|r| !r.is_empty()) {
            match rows.last_mut().filter(|_| row.slot == Slot::Carry) {
                Some(before) => {
                    for (whole, rest) in before.cells.iter_mut().zip(row.cells) {
                        whole.extend(rest);
                    }
                }
                None => rows.push(row),
            }
        }
    }
    let mut draft = Draft { lines, grid, cut, marks: marks_of(lines, sheet), cells: Vec::new(), rows: 1 };
    for (col, cell) in cells.iter().enumerate() {
        let said = cell.pieces.iter().map(|(i, text)| lines[*i].piece(text)).collect();
        draft.cells.push(place(0, col, 1, said, None));
    }
    for row in &rows {
        draft.row(row);
    }
    let out = cut.pages.iter().flat_map(Clone::clone).zip(spots).filter(|(_, s)| **s == Spot::Outside);
    let outside = draft.lines_of(&out.map(|(at, _)| at).collect::<Vec<_>>());
    let table = Table {
        page: 0,
        bbox: Rect::default(),
        rows: draft.rows,
        cols: grid.cols,
        cells: draft.cells,
        method: Method::Linear,
        open_top: false,
        open_bottom: false,
        header_rows: Some(1),
    };
    (table, outside)
}

fn marks_of<'a>(lines: &[Line<'a>], sheet: &Sheet) -> Vec<&'a str> {
    sheet.notes.iter().map(|i| marks::bare(lines[*i].text.split(' ').next().unwrap_or_default())).collect()
}

struct Draft<'d, 'a> {
    lines: &'d [Line<'a>],
    grid: &'d Grid,
    cut: &'d Cut<'a>,
    marks: Vec<&'a str>,
    cells: Vec<Cell>,
    rows: usize,
}

impl Draft<'_, '_> {
    fn row(&mut self, row: &Row) {
        let at = self.rows;
        self.rows += 1;
        let task = self.grid.kinds.iter().position(|k| *k == Kind::Task).unwrap_or(0);
        let bare = (0..row.cells.len()).all(|c| c == task || row.cells[c].is_empty());
        let doubt = || Some(DOUBT);
        if bare && !row.slot.is_item() && self.grid.cols > 1 {
            let (label, title) = (self.lines_of(&row.number), self.lines_of(&row.cells[task]));
            if label.is_empty() {
                self.cells.push(place(at, 0, self.grid.cols, title, doubt()));
            } else {
                self.cells.push(place(at, 0, 1, label, None));
                self.cells.push(place(at, 1, self.grid.cols - 1, title, doubt()));
            }
            return;
        }
        let from = self.cells.len();
        let mut number = self.lines_of(&row.number);
        for (column, atoms) in row.cells.iter().enumerate() {
            let mut lines = self.lines_of(atoms);
            if self.grid.number.is_none() && column == 0 {
                lines.splice(0..0, std::mem::take(&mut number));
            }
            self.cells.push(place(at, self.grid.place[column], 1, lines, doubt()));
        }
        if let Some(col) = self.grid.number {
            self.cells.push(place(at, col, 1, number, None));
        }
        self.cells[from..].sort_by_key(|c| c.col);
    }

    fn lines_of(&self, atoms: &[usize]) -> Vec<TextLine> {
        lines_of(self.lines, &self.marks, atoms.iter().map(|a| &self.cut.atoms[*a]))
    }
}
