//! The repeated header of a tagged table.
//!
//! In: a page, a table of its tags that no rulings show, and the glyphs that are in no table. Out: the table with its header
//! row, where one stands over it untagged. Programs that tag one table for all pages mark the header they repeat as an
//! artifact; left alone it would stand between the parts of the table. Lines directly over the table are a header where two
//! or more columns have known wordings.

use super::words::{self, Gaps};
use crate::lexicon::match_header;
use crate::model::{Cell, Glyph, Page, Rect, Table};

/// A header has no more printed lines than this.
const LINES: usize = 8;
/// The next line of a header, or the table, begins no further below a line than this share of its size.
const GAP: f32 = 2.5;
/// So many columns with known wordings make a header.
const KNOWN: usize = 2;

/// Finds the header over a table and puts it on top; gives the glyphs that went into it, each with its cell.
pub(super) fn adopt(page: &Page, free: &[bool], table: &mut Table) -> Vec<(usize, usize)> {
    let above = |i: &usize| {
        let g = &page.glyphs[*i];
        free[*i] && g.mcid.is_none() && g.angle == 0 && g.bbox.center_y() < table.bbox.y0
    };
    let mut left: Vec<usize> = (0..page.glyphs.len()).filter(above).collect();
    left.sort_by(|a, b| page.glyphs[*b].baseline.total_cmp(&page.glyphs[*a].baseline));
    let xs = borders(table);
    let (mut taken, mut edge) = (Vec::new(), table.bbox.y0);
    let mut best: (usize, Vec<usize>) = (0, Vec::new());
    for _ in 0..LINES {
        let Some(first) = left.iter().map(|i| &page.glyphs[*i]).find(|g| !g.is_space()) else { break };
        let (baseline, size) = (first.baseline, first.size);
        if edge - baseline > GAP * size {
            break;
        }
        let (line, rest): (Vec<usize>, Vec<usize>) =
            left.into_iter().partition(|i| page.glyphs[*i].baseline >= baseline - size / 2.0);
        (left, edge) = (rest, baseline - size);
        taken.extend(line);
        let known = cells(page, &taken, &xs).iter().filter(|c| match_header(&c.text()).is_some()).count();
        if known > best.0 {
            best = (known, taken.clone());
        }
    }
    if best.0 < KNOWN {
        return Vec::new();
    }
    put_on_top(table, cells(page, &best.1, &xs));
    best.1.into_iter().map(|i| (i, column(&page.glyphs[i], &xs))).collect()
}

/// Column borders of a table, left to right; one at which no cell begins stands on the next.
fn borders(table: &Table) -> Vec<f32> {
    let mut xs = vec![f32::NAN; table.cols];
    for cell in &table.cells {
        xs[cell.col] = cell.bbox.x0;
    }
    xs.push(table.bbox.x1);
    for col in (0..table.cols).rev() {
        if xs[col].is_nan() {
            xs[col] = xs[col + 1];
        }
    }
    xs
}

fn column(g: &Glyph, xs: &[f32]) -> usize {
    xs[1..xs.len() - 1].partition_point(|x| *x <= g.bbox.center_x())
}

/// One cell a column.
fn cells(page: &Page, glyphs: &[usize], xs: &[f32]) -> Vec<Cell> {
    let mut held: Vec<Vec<&Glyph>> = vec![Vec::new(); xs.len() - 1];
    for i in glyphs {
        held[column(&page.glyphs[*i], xs)].push(&page.glyphs[*i]);
    }
    let cell = |(col, glyphs): (usize, &Vec<&Glyph>)| Cell {
        col,
        row_span: 1,
        col_span: 1,
        lines: words::lines(page, glyphs, Gaps::of(page), None),
        ..Cell::default()
    };
    held.iter().enumerate().map(cell).collect()
}

fn put_on_top(table: &mut Table, mut header: Vec<Cell>) {
    let xs = borders(table);
    let bottom = table.bbox.y0;
    let top = header.iter().flat_map(|c| &c.lines).map(|l| l.bbox.y0).fold(bottom, f32::min);
    for cell in &mut header {
        cell.bbox = Rect::new(xs[cell.col], top, xs[cell.col + 1], bottom);
    }
    table.bbox.y0 = top;
    table.rows += 1;
    table.header_rows = Some(1 + table.header_rows.unwrap_or(0));
    for cell in &mut table.cells {
        cell.row += 1;
    }
    header.append(&mut table.cells);
    table.cells = header;
}
