//! Rulings → grids of cells (ruled tables).
//!
//! In: the straight rulings of a page. Out: grids whose cells tile them, merged cells included. The idea: rulings that
//! touch are one table; their positions make a grid; two neighbouring grid squares without a ruling between them are one
//! cell. A table whose vertical rulings go on past its last horizontal one is cut there by the page: it is open.

use super::rulings::{Line, Rulings, SNAP};
use crate::model::Rect;

/// Rulings this close (points) touch: corners are often drawn short by a line's width.
const TOUCH: f32 = 3.5;
/// Grid lines this close (points) are one: double borders; no printed cell is narrower.
const MIN_CELL: f32 = 4.0;
/// Share of a square's side that a ruling must cover to be its border (corners may be missing).
const COVER: f32 = 0.6;
/// A side that sticks out this far (points) past the last crossing line encloses text there: about half a text line.
const OPEN: f32 = 6.0;

/// A grid found on a page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Grid {
    /// Column borders, left to right, in points.
    pub(super) xs: Vec<f32>,
    /// Row borders, top to bottom, in points.
    pub(super) ys: Vec<f32>,
    /// Cells as (row, col, row span, col span), sorted, tiling the grid.
    pub(super) cells: Vec<Span>,
    /// Nothing closes it above / below.
    pub(super) open_top: bool,
    pub(super) open_bottom: bool,
}

/// A cell's extent in the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) row: usize,
    pub(super) col: usize,
    pub(super) row_span: usize,
    pub(super) col_span: usize,
    /// Its rulings make no rectangle: the extent is a guess.
    pub(super) irregular: bool,
}

impl Grid {
    /// Outer box.
    pub(super) fn bbox(&self) -> Rect {
        Rect::new(
            self.xs.first().copied().unwrap_or(0.0),
            self.ys.first().copied().unwrap_or(0.0),
            self.xs.last().copied().unwrap_or(0.0),
            self.ys.last().copied().unwrap_or(0.0),
        )
    }

    /// Box of a cell.
    pub(super) fn cell_box(&self, span: &Span) -> Rect {
        Rect::new(
            self.xs[span.col],
            self.ys[span.row],
            self.xs[span.col + span.col_span],
            self.ys[span.row + span.row_span],
        )
    }
}

/// Finds the ruled tables of a page, top to bottom.
pub(super) fn grids(rulings: &Rulings) -> Vec<Grid> {
    let mut out: Vec<Grid> = components(rulings).iter().filter_map(grid).collect();
    out.sort_by(|a, b| a.bbox().y0.total_cmp(&b.bbox().y0).then(a.bbox().x0.total_cmp(&b.bbox().x0)));
    drop_nested(out)
}

/// Rulings that touch each other, directly or through others.
fn components(rulings: &Rulings) -> Vec<Rulings> {
    let (h, v) = (&rulings.horizontal, &rulings.vertical);
    let mut sets = Sets::new(h.len() + v.len());
    for (i, line) in h.iter().enumerate() {
        let from = v.partition_point(|w| w.at < line.start - TOUCH);
        for (j, w) in v.iter().enumerate().skip(from).take_while(|(_, w)| w.at <= line.end + TOUCH) {
            if line.at >= w.start - TOUCH && line.at <= w.end + TOUCH {
                sets.union(i, h.len() + j);
            }
        }
    }
    let mut index = std::collections::BTreeMap::new();
    let mut out: Vec<Rulings> = Vec::new();
    for k in 0..h.len() + v.len() {
        let slot = *index.entry(sets.find(k)).or_insert_with(|| {
            out.push(Rulings::default());
            out.len() - 1
        });
        if k < h.len() {
            out[slot].horizontal.push(h[k]);
        } else {
            out[slot].vertical.push(v[k - h.len()]);
        }
    }
    out
}

/// One component → one grid, where it has at least two cells.
fn grid(rulings: &Rulings) -> Option<Grid> {
    if rulings.horizontal.is_empty() || rulings.vertical.len() < 2 {
        return None;
    }
    let mut ys = positions(&rulings.horizontal);
    let mut xs = positions(&rulings.vertical);
    let open_top = extend(&mut ys, &rulings.vertical, End::First);
    let open_bottom = extend(&mut ys, &rulings.vertical, End::Last);
    let open_left = extend(&mut xs, &rulings.horizontal, End::First);
    let open_right = extend(&mut xs, &rulings.horizontal, End::Last);
    if xs.len() < 2 || ys.len() < 2 || (xs.len() == 2 && ys.len() == 2) {
        return None;
    }
    let mut borders = Borders::new(&xs, &ys, rulings);
    // The sides that were added have no ruling: they are borders all the same.
    borders.close(open_left, open_right);
    let cells = spans(&borders, xs.len() - 1, ys.len() - 1);
    Some(Grid { xs, ys, cells, open_top, open_bottom })
}

/// Positions of lines, those closer than [`MIN_CELL`] taken as one.
fn positions(lines: &[Line]) -> Vec<f32> {
    let mut at: Vec<f32> = lines.iter().map(|l| l.at).collect();
    at.sort_by(f32::total_cmp);
    at.dedup_by(|b, a| *b - *a < MIN_CELL);
    at
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    First,
    Last,
}

/// Adds a border where at least two crossing lines stick out past the outermost one; says whether it did.
fn extend(borders: &mut Vec<f32>, crossing: &[Line], end: End) -> bool {
    let Some(&edge) = (if end == End::First { borders.first() } else { borders.last() }) else { return false };
    let mut tips: Vec<f32> = crossing
        .iter()
        .map(|l| if end == End::First { edge - l.start } else { l.end - edge })
        .filter(|d| *d > OPEN)
        .collect();
    if tips.len() < 2 {
        return false;
    }
    tips.sort_by(f32::total_cmp);
    // The second longest: one stray line does not make a table longer.
    let reach = tips[tips.len() - 2];
    if end == End::First {
        borders.insert(0, edge - reach)
    } else {
        borders.push(edge + reach)
    }
    true
}

/// Which sides of the grid's squares are ruled.
struct Borders {
    /// `right[row][col]`: between (row, col) and (row, col + 1).
    right: Vec<Vec<bool>>,
    /// `below[row][col]`: between (row, col) and (row + 1, col).
    below: Vec<Vec<bool>>,
}

impl Borders {
    fn new(xs: &[f32], ys: &[f32], rulings: &Rulings) -> Self {
        let (rows, cols) = (ys.len() - 1, xs.len() - 1);
        let mut right = vec![vec![false; cols]; rows];
        let mut below = vec![vec![false; cols]; rows];
        for col in 0..cols.saturating_sub(1) {
            let cover = coverage(&rulings.vertical, xs[col + 1], ys);
            for row in 0..rows {
                right[row][col] = cover[row] >= COVER;
            }
        }
        for row in 0..rows.saturating_sub(1) {
            let cover = coverage(&rulings.horizontal, ys[row + 1], xs);
            for col in 0..cols {
                below[row][col] = cover[col] >= COVER;
            }
        }
        Self { right, below }
    }

    /// A column that exists only because horizontal rulings stick out has a border to its neighbour where rows are ruled.
    fn close(&mut self, left: bool, right: bool) {
        for row in &mut self.right {
            let n = row.len();
            if left && n > 1 && !row[0] {
                row[0] = row[1..n - 1].iter().any(|b| *b);
            }
            if right && n > 1 && !row[n - 2] {
                row[n - 2] = row[..n - 2].iter().any(|b| *b);
            }
        }
    }
}

/// Share of each interval between `marks` that lines at `at` cover.
fn coverage(lines: &[Line], at: f32, marks: &[f32]) -> Vec<f32> {
    let mut out = vec![0.0; marks.len() - 1];
    for line in lines.iter().filter(|l| (l.at - at).abs() < MIN_CELL.max(SNAP)) {
        for (i, pair) in marks.windows(2).enumerate() {
            let shared = line.end.min(pair[1]) - line.start.max(pair[0]);
            if shared > 0.0 {
                out[i] += shared / (pair[1] - pair[0]).max(f32::EPSILON);
            }
        }
    }
    out
}

/// Squares without a border between them are one cell; a cell that is no rectangle is cut into its rows.
fn spans(borders: &Borders, cols: usize, rows: usize) -> Vec<Span> {
    let mut sets = Sets::new(rows * cols);
    for row in 0..rows {
        for col in 0..cols {
            if col + 1 < cols && !borders.right[row][col] {
                sets.union(row * cols + col, row * cols + col + 1);
            }
            if row + 1 < rows && !borders.below[row][col] {
                sets.union(row * cols + col, (row + 1) * cols + col);
            }
        }
    }
    let mut members: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for k in 0..rows * cols {
        members.entry(sets.find(k)).or_default().push(k);
    }
    let mut out = Vec::new();
    for squares in members.values() {
        match rectangle(squares, cols) {
            Some(span) => out.push(span),
            None => out.extend(runs(squares, cols)),
        }
    }
    out.sort_by_key(|s| (s.row, s.col));
    out
}

fn rectangle(squares: &[usize], cols: usize) -> Option<Span> {
    let (r0, r1) = (squares.iter().map(|k| k / cols).min()?, squares.iter().map(|k| k / cols).max()?);
    let (c0, c1) = (squares.iter().map(|k| k % cols).min()?, squares.iter().map(|k| k % cols).max()?);
    let (row_span, col_span) = (r1 - r0 + 1, c1 - c0 + 1);
    (row_span * col_span == squares.len()).then_some(Span { row: r0, col: c0, row_span, col_span, irregular: false })
}

/// The runs of neighbouring squares in each row.
fn runs(squares: &[usize], cols: usize) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut sorted = squares.to_vec();
    sorted.sort_unstable();
    for k in sorted {
        let (row, col) = (k / cols, k % cols);
        match out.last_mut() {
            Some(s) if s.row == row && s.col + s.col_span == col => s.col_span += 1,
            _ => out.push(Span { row, col, row_span: 1, col_span: 1, irregular: true }),
        }
    }
    out
}

/// A grid inside a cell of another one (a form or figure in a table) is part of that cell.
fn drop_nested(grids: Vec<Grid>) -> Vec<Grid> {
    let boxes: Vec<Rect> = grids.iter().map(Grid::bbox).collect();
    let inside = |a: &Rect, b: &Rect| a != b && a.x0 >= b.x0 && a.x1 <= b.x1 && a.y0 >= b.y0 && a.y1 <= b.y1;
    let keep: Vec<bool> = boxes.iter().map(|a| !boxes.iter().any(|b| inside(a, b))).collect();
    grids.into_iter().zip(keep).filter_map(|(g, k)| k.then_some(g)).collect()
}

/// Disjoint sets.
struct Sets(Vec<usize>);

impl Sets {
    fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    fn find(&mut self, mut k: usize) -> usize {
        while self.0[k] != k {
            self.0[k] = self.0[self.0[k]];
            k = self.0[k];
        }
        k
    }

    /// The smaller index stays the representative, so the result does not depend on the order of the unions.
    fn union(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn h(at: f32, start: f32, end: f32) -> Line {
        Line { at, start, end }
    }

    #[test]
    fn merged_cells_are_found() {
        // Three columns, two rows; the upper row is one cell, in the lower one the last two columns are one.
        let rulings = Rulings {
            horizontal: vec![h(0.0, 0.0, 90.0), h(20.0, 0.0, 90.0), h(40.0, 0.0, 90.0), h(60.0, 0.0, 90.0)],
            vertical: vec![h(0.0, 0.0, 60.0), h(30.0, 20.0, 60.0), h(60.0, 40.0, 60.0), h(90.0, 0.0, 60.0)],
        };
        let found = grids(&rulings);
        assert_eq!(found.len(), 1);
        let spans: Vec<_> = found[0].cells.iter().map(|s| (s.row, s.col, s.row_span, s.col_span)).collect();
        assert_eq!(spans, [(0, 0, 1, 3), (1, 0, 1, 1), (1, 1, 1, 2), (2, 0, 1, 1), (2, 1, 1, 1), (2, 2, 1, 1)]);
        assert!(!found[0].open_top && !found[0].open_bottom);
    }

    #[test]
    fn a_table_without_its_last_line_is_open() {
        let rulings = Rulings {
            horizontal: vec![h(0.0, 0.0, 90.0), h(20.0, 0.0, 90.0)],
            vertical: vec![h(0.0, 0.0, 60.0), h(30.0, 0.0, 60.0), h(90.0, 0.0, 60.0)],
        };
        let found = grids(&rulings);
        assert_eq!(found[0].ys, [0.0, 20.0, 60.0]);
        assert!(found[0].open_bottom);
    }

    #[test]
    fn a_frame_is_no_table() {
        let rulings = Rulings {
            horizontal: vec![h(0.0, 0.0, 90.0), h(60.0, 0.0, 90.0)],
            vertical: vec![h(0.0, 0.0, 60.0), h(90.0, 0.0, 60.0)],
        };
        assert!(grids(&rulings).is_empty());
    }
}
