//! Where the stitched rows of a table stand on one page.
//!
//! In: the whole tables and the cells found on the page. Out: a band for each row that has ink there. A whole row knows its
//! lines only; the cells that hold these lines tell how far it reaches.

use crate::model::{LineKind, LogicalCell, Rect, StitchedTable, Table, TextLine};

/// What a row takes of a page.
pub(super) struct Band {
    /// Place in the table, from 0; `None` for the header.
    pub(super) row: Option<usize>,
    /// From the table's left edge to its right.
    pub(super) bbox: Rect,
    /// The page before on which the row begins or goes on.
    pub(super) from: Option<u32>,
    /// The next page on which it goes on.
    pub(super) to: Option<u32>,
}

/// The bands of a table on a page, top to bottom.
pub(super) fn bands(page: u32, table: &StitchedTable, parts: &[&Table]) -> Vec<Band> {
    let header: Vec<&LogicalCell> = table.header.rows.iter().flatten().collect();
    let rows = table.rows.iter().enumerate().map(|(n, row)| (Some(n), row.cells.iter().collect()));
    std::iter::once((None, header)).chain(rows).filter_map(|(row, cells)| band(page, row, &cells, parts)).collect()
}

fn band(page: u32, row: Option<usize>, cells: &[&LogicalCell], parts: &[&Table]) -> Option<Band> {
    let lines: Vec<(&TextLine, bool)> = cells
        .iter()
        .filter(|c| !c.inherited)
        .flat_map(|c| c.lines.iter().map(|l| (l, c.merged)))
        .filter(|(l, _)| l.kind == LineKind::Text && !l.text.trim().is_empty())
        .collect();
    let here: Vec<(&TextLine, bool)> = lines.iter().copied().filter(|(l, _)| l.page == page).collect();
    // A cell over several rows says nothing of where one of them ends, unless the row has no other.
    let single = here.iter().any(|(_, merged)| !merged);
    let boxes = here.iter().filter(|(_, merged)| !(single && *merged)).map(|(l, _)| reach(l, parts));
    let bbox = boxes.reduce(|a, b| a.union(&b))?;
    let pages = || lines.iter().map(|(l, _)| l.page);
    Some(Band { row, bbox, from: pages().filter(|p| *p < page).max(), to: pages().filter(|p| *p > page).min() })
}

/// The height of the cell that holds a line, over the whole width of its table; the line's own box outside of cells.
fn reach(line: &TextLine, parts: &[&Table]) -> Rect {
    let (x, y) = (line.bbox.center_x(), line.bbox.center_y());
    let found = parts.iter().find_map(|t| Some((t, t.cells.iter().find(|c| c.bbox.contains(x, y))?)));
    match found {
        Some((table, cell)) => Rect::new(table.bbox.x0, cell.bbox.y0, table.bbox.x1, cell.bbox.y1),
        None => line.bbox,
    }
}
