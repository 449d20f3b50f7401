//! Rows of tagged cells → the part of their table on each page.
//!
//! In: the rows of one table as the tags list them, cells with spans. Out: a grid a page. Cells are placed as in HTML: each
//! at the first free square of its row. Some programs write one table for all pages (a row cut by a page break has content
//! on both), others one for each page: a page gets the rows that have content on it. Source: ISO 32000-1 14.8.5.7.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{TaggedCell, TaggedTable};

/// Squares of one grid: a table of 1,000 pages has some 300,000. More are no table but a trap.
const SQUARES: usize = 4_000_000;
/// Columns of one grid.
const COLUMNS: usize = 256;

/// Marked content: the page and its id there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) page: u32,
    pub(super) id: u32,
    /// It stands in an item of a list.
    pub(super) listed: bool,
}

/// A cell as the tags have it.
#[derive(Clone, Debug, Default)]
pub(super) struct RawCell {
    pub(super) row_span: usize,
    pub(super) col_span: usize,
    pub(super) header: bool,
    pub(super) marks: Vec<Mark>,
}

/// A cell in the grid of the whole table.
struct Placed {
    row: usize,
    col: usize,
    cell: RawCell,
}

/// The table's part on each page that has content of it.
pub(super) fn parts(rows: Vec<Vec<RawCell>>) -> Vec<(u32, TaggedTable)> {
    let count = rows.len();
    let Some((cells, cols, whole)) = place(rows) else { return Vec::new() };
    let on = pages_of_rows(&cells, count);
    let mut on_page: BTreeMap<u32, Vec<&Placed>> = BTreeMap::new();
    for c in &cells {
        let rows = on[c.row..c.row + c.cell.row_span].iter().flatten().copied();
        let pages: BTreeSet<u32> = rows.chain(c.cell.marks.iter().map(|m| m.page)).collect();
        for page in pages {
            on_page.entry(page).or_default().push(c);
        }
    }
    on_page.into_iter().map(|(page, cells)| (page, part(&cells, cols, &whole, &on, page))).collect()
}

/// Places the cells; says which rows they fill as they are. Squares that no cell covers are filled by empty ones.
fn place(rows: Vec<Vec<RawCell>>) -> Option<(Vec<Placed>, usize, Vec<bool>)> {
    let count = rows.len();
    let mut taken: Vec<Vec<bool>> = vec![Vec::new(); count];
    let (mut out, mut whole) = (Vec::new(), vec![true; count]);
    for (row, cells) in rows.into_iter().enumerate() {
        let mut col = 0;
        for mut cell in cells {
            while taken[row].get(col).copied().unwrap_or(false) {
                col += 1;
            }
            whole[row] &= cell.row_span <= count - row;
            cell.row_span = cell.row_span.min(count - row);
            let free =
                (col..col + cell.col_span.min(COLUMNS)).take_while(|c| !taken[row].get(*c).copied().unwrap_or(false));
            let free = free.count();
            whole[row] &= free == cell.col_span;
            cell.col_span = free;
            if col + free > COLUMNS || (col + free) * count > SQUARES {
                return None;
            }
            for (line, whole) in taken.iter_mut().zip(&mut whole).skip(row).take(cell.row_span) {
                line.resize(line.len().max(col + free), false);
                *whole &= line[col..col + free].iter().all(|t| !t);
                line[col..col + free].fill(true);
            }
            out.push(Placed { row, col, cell });
            col += free;
        }
    }
    let cols = taken.iter().map(Vec::len).max().unwrap_or(0);
    for (row, line) in taken.iter().enumerate() {
        for col in (0..cols).filter(|c| !line.get(*c).copied().unwrap_or(false)) {
            whole[row] = false;
            out.push(Placed { row, col, cell: RawCell { row_span: 1, col_span: 1, ..RawCell::default() } });
        }
    }
    out.sort_by_key(|c| (c.row, c.col));
    // A header of several rows hangs together: where a program leaves out one row's spans, the cells under it are set off.
    let body = out.iter().filter(|c| !c.cell.header && whole[c.row]).map(|c| c.row).min().unwrap_or(count);
    if whole[..body].contains(&false) {
        whole[..body].fill(false);
    }
    (cols > 0).then_some((out, cols, whole))
}

/// On which pages each row stands: those of its cells of one row, else where a cell that begins in it begins, else where
/// the row before it ends.
fn pages_of_rows(cells: &[Placed], count: usize) -> Vec<BTreeSet<u32>> {
    let mut on: Vec<BTreeSet<u32>> = vec![BTreeSet::new(); count];
    for c in cells.iter().filter(|c| c.cell.row_span == 1) {
        on[c.row].extend(c.cell.marks.iter().map(|m| m.page));
    }
    for c in cells {
        if on[c.row].is_empty() {
            on[c.row].extend(c.cell.marks.iter().map(|m| m.page).min());
        }
    }
    for row in 1..count {
        if on[row].is_empty() {
            on[row] = on[row - 1].last().copied().into_iter().collect();
        }
    }
    on
}

fn part(cells: &[&Placed], cols: usize, whole: &[bool], on: &[BTreeSet<u32>], page: u32) -> TaggedTable {
    let rows: BTreeSet<usize> = cells.iter().flat_map(|c| c.row..c.row + c.cell.row_span).collect();
    let kept: BTreeMap<usize, usize> = rows.into_iter().filter(|r| on[*r].contains(&page)).zip(0..).collect();
    let mut whole: Vec<bool> = kept.keys().map(|row| whole[*row]).collect();
    let mut out = Vec::new();
    for c in cells {
        let rows: Vec<usize> = kept.range(c.row..c.row + c.cell.row_span).map(|(_, row)| *row).collect();
        let ids = |listed: bool| -> Vec<u32> {
            c.cell.marks.iter().filter(|m| m.page == page && m.listed == listed).map(|m| m.id).collect()
        };
        let (mcids, listed) = (ids(false), ids(true));
        let Some(row) = rows.first().copied() else {
            // Its content stands where none of its rows does.
            if !mcids.is_empty() || !listed.is_empty() {
                whole.fill(false);
            }
            continue;
        };
        out.push(TaggedCell {
            row,
            col: c.col,
            row_span: rows.len(),
            col_span: c.cell.col_span,
            header: c.cell.header,
            mcids,
            listed,
        });
    }
    out.sort_by_key(|c| (c.row, c.col));
    let pages = |row: Option<&usize>| row.map(|r| &on[*r]);
    TaggedTable {
        rows: kept.len(),
        cols,
        cells: out,
        whole,
        open_top: pages(kept.keys().next()).is_some_and(|on| on.first() < Some(&page)),
        open_bottom: pages(kept.keys().next_back()).is_some_and(|on| on.last() > Some(&page)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row_span: usize, col_span: usize, marks: &[(u32, u32)]) -> RawCell {
        let marks = marks.iter().map(|(page, id)| Mark { page: *page, id: *id, listed: false }).collect();
        RawCell { row_span, col_span, header: false, marks }
    }

    fn places(t: &TaggedTable) -> Vec<(usize, usize, usize, usize, &[u32])> {
        t.cells.iter().map(|c| (c.row, c.col, c.row_span, c.col_span, c.mcids.as_slice())).collect()
    }

    #[test]
    fn a_table_over_two_pages_is_two_parts() {
        // A cell over rows 1 and 2; row 1 is cut by the page break.
        let rows = vec![
            vec![cell(1, 1, &[(1, 0)]), cell(1, 1, &[(1, 1)])],
            vec![cell(2, 1, &[(1, 2)]), cell(1, 1, &[(1, 3), (2, 0)])],
            vec![cell(1, 1, &[(2, 1)])],
        ];
        let parts = parts(rows);
        assert_eq!(parts.len(), 2);
        let (one, two) = (&parts[0].1, &parts[1].1);
        assert!(one.whole == [true; 2] && two.whole == [true; 2]);
        assert!(one.open_bottom && two.open_top && !one.open_top && !two.open_bottom);
        assert_eq!(places(one), [(0, 0, 1, 1, &[0][..]), (0, 1, 1, 1, &[1]), (1, 0, 1, 1, &[2]), (1, 1, 1, 1, &[3])]);
        assert_eq!(places(two), [(0, 0, 2, 1, &[][..]), (0, 1, 1, 1, &[0]), (1, 1, 1, 1, &[1])]);
    }

    #[test]
    fn cells_that_do_not_tile_are_told() {
        let short = parts(vec![vec![cell(1, 2, &[(1, 0)])], vec![cell(1, 1, &[(1, 1)])]]);
        assert_eq!(short[0].1.whole, [true, false]);
        assert_eq!(short[0].1.cells.len(), 3);
        let wide = parts(vec![vec![cell(9, 1, &[(1, 0)]), cell(1, usize::MAX, &[(1, 1)])]]);
        assert!(wide.iter().all(|w| w.1.whole == [false]));
        assert!(parts(Vec::new()).is_empty() && parts(vec![Vec::new()]).is_empty());
    }
}
