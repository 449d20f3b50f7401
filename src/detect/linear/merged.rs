//! Cells merged down over rows: the text prints them once.
//!
//! In: the cells of a table whose rows have one cell a column. Out: the same, in which a value stands over the rows that lack
//! it. A lead that is missing where the row above has one is inherited, and a time where the table is seen to merge cells.
//! Every such value is a guess, and so is a row that still lacks what a row has.

use super::score::{Body, Kind};
use super::table::Grid;
use crate::lexicon::deadline_score;
use crate::model::{Cell, Message};

/// Rows from which on a table that merges cells would do so more than once.
const MANY: usize = 8;

/// How sound the rows are.
#[derive(Clone, Copy, Default)]
pub(super) struct Sound {
    /// Rows that are no section titles.
    pub(super) items: usize,
    /// Items without a task or without any body of their own.
    pub(super) bad: usize,
}

/// Lets rows inherit, and doubts those that lack something; the rows from `header` on are the table's. `merges`: its lone
/// bodies tell that cells are merged in it.
pub(super) fn merge_down(cells: &mut Vec<Cell>, header: usize, grid: &Grid, merges: bool) -> Sound {
    let columns = Columns::of(grid);
    let mut rows: Vec<Row> = Vec::new();
    for (i, cell) in cells.iter().enumerate().filter(|(_, c)| c.row >= header) {
        match rows.last_mut() {
            Some(row) if row.at == cell.row => row.end = i + 1,
            _ => rows.push(Row { at: cell.row, from: i, end: i + 1 }),
        }
    }
    let filled = |row: &Row, col: usize| !cells[row.from + col].is_empty();
    let is_item = |row: &Row| row.end - row.from == grid.cols;
    let mut borrowed: Vec<(usize, usize)> = Vec::new();
    for col in [columns.lead, columns.time].into_iter().flatten() {
        // Where no leads are merged, an empty time is rather an empty cell.
        if Some(col) == columns.time && (borrowed.is_empty() || !merges) {
            continue;
        }
        let mut above = false;
        for (n, row) in rows.iter().enumerate() {
            let own = is_item(row) && filled(row, col);
            let assigned = is_item(row) && (0..grid.cols).any(|c| !columns.names(c) && filled(row, c));
            let borrows = !own && above && assigned;
            if borrows {
                borrowed.push((n, col));
            }
            above = own || borrows;
        }
    }
    let mut sound = Sound::default();
    let lacks =
        |row: &Row, n: usize, col: Option<usize>| col.is_some_and(|c| !filled(row, c) && !borrowed.contains(&(n, c)));
    // One time that is missing in a table that merges nothing is an empty cell, unless another cell of the row swallowed it;
    // merged over rows, more would be missing.
    let untimed: Vec<usize> =
        (0..rows.len()).filter(|n| is_item(&rows[*n]) && lacks(&rows[*n], *n, columns.time)).collect();
    let many = rows.iter().filter(|r| is_item(r)).count() >= MANY;
    let empty = many
        && borrowed.is_empty()
        && matches!(untimed.as_slice(), [n] if !cells[rows[*n].from..rows[*n].end].iter().any(holds_time));
    let mut lacking: Vec<usize> = Vec::new();
    let nobody = |row: &Row| !columns.bodies.is_empty() && !columns.bodies.iter().any(|c| filled(row, *c));
    // Rows without any body of their own tell that those who take part are merged too.
    let all_merged = merges && rows.iter().filter(|r| is_item(r) && nobody(r)).count() > 1;
    for (n, row) in rows.iter().enumerate().filter(|(_, r)| is_item(r)) {
        let no_task = lacks(row, n, columns.task);
        // Where cells are merged, a row below the first one may have none of its own.
        let inherits = merges && columns.lead.is_some_and(|c| borrowed.contains(&(n, c)));
        let alone = all_merged && n > 0 && is_item(&rows[n - 1]) && columns.bodies.iter().any(|c| !filled(row, *c));
        sound.items += 1;
        sound.bad += usize::from(no_task || nobody(row) && !inherits);
        if no_task || alone || lacks(row, n, columns.lead) || !empty && lacks(row, n, columns.time) {
            lacking.extend(columns.task.map(|c| row.from + c));
        }
    }
    for i in lacking {
        cells[i].doubt.get_or_insert(Message::new("doubt-lacking"));
    }
    let places: Vec<(usize, usize)> = borrowed.iter().map(|(n, col)| (rows[*n].at, *col)).collect();
    stretch(cells, &places);
    sound
}

/// Whether a time may begin somewhere in a cell.
fn holds_time(cell: &Cell) -> bool {
    let text = cell.lines.iter().map(|l| l.text.as_str()).collect::<Vec<_>>().join(" ");
    let begins = |rest: &str| rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let mut starts = std::iter::once(0).chain(text.match_indices(' ').map(|(i, _)| i + 1));
    starts.any(|i| begins(&text[i..]) && deadline_score(&text[i..]) >= 2.0)
}

/// Stretches the cells above the places over them.
fn stretch(cells: &mut Vec<Cell>, places: &[(usize, usize)]) {
    cells.retain(|c| !places.contains(&(c.row, c.col)));
    for (row, col) in places {
        if let Some(cell) = cells.iter_mut().find(|c| c.col == *col && c.row + c.row_span == *row) {
            cell.row_span += 1;
        }
    }
}

/// A row of the table and its cells.
struct Row {
    at: usize,
    from: usize,
    end: usize,
}

/// Grid columns by what they hold.
struct Columns {
    number: Option<usize>,
    detail: Option<usize>,
    task: Option<usize>,
    lead: Option<usize>,
    time: Option<usize>,
    bodies: Vec<usize>,
}

impl Columns {
    fn of(grid: &Grid) -> Self {
        let find = |kind| grid.kinds.iter().position(|k| *k == kind).map(|i| grid.place[i]);
        let bodies = (0..grid.kinds.len()).filter(|i| grid.kinds[*i] == Kind::Who && grid.bodies[*i] != Body::Other);
        Self {
            number: grid.number,
            detail: grid.detail,
            task: find(Kind::Task),
            lead: bodies.clone().find(|i| grid.bodies[*i] != Body::Partner).map(|i| grid.place[i]),
            time: find(Kind::When),
            bodies: bodies.map(|i| grid.place[i]).collect(),
        }
    }

    /// Whether a column only names the work.
    fn names(&self, col: usize) -> bool {
        [self.number, self.detail, self.task].contains(&Some(col))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::TextLine;

    #[test]
    fn a_lead_printed_once_stands_over_the_rows_below() {
        let grid = Grid {
            cols: 4,
            number: Some(0),
            detail: None,
            place: vec![1, 2, 3],
            kinds: vec![Kind::Task, Kind::Who, Kind::Who],
            bodies: vec![Body::Only, Body::Lead, Body::Partner],
        };
        let rows =
            [["1", "Một", "Sở A", "Sở B"], ["2", "Hai", "", "Sở C"], ["3", "Ba", "", "Sở D"], ["4", "Bốn", "", ""]];
        let cell = |row: usize, col: usize| Cell {
            row,
            col,
            row_span: 1,
            col_span: 1,
            lines: vec![TextLine { text: rows[row][col].into(), ..TextLine::default() }],
            ..Cell::default()
        };
        let mut cells: Vec<Cell> = (0..4).flat_map(|row| (0..4).map(move |col| cell(row, col))).collect();
        let sound = merge_down(&mut cells, 0, &grid, true);
        let lead = cells.iter().find(|c| c.col == 2).unwrap();
        assert_eq!((lead.row, lead.row_span, cells.len()), (0, 3, 14));
        assert_eq!((sound.items, sound.bad), (4, 1));
        assert!(cells.iter().find(|c| c.row == 3 && c.col == 1).unwrap().doubt.is_some());
    }
}
