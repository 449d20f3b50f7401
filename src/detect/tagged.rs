//! Tags + glyphs → tables.
//!
//! In: a page with the tables that its file names. Out: the same as [`Table`]s with text, and where each glyph went. A glyph
//! belongs to the cell that holds its marked content; inside a cell glyphs are sorted by place, as everywhere. Cells have no
//! borders here: those between two columns or rows stand in the middle of what is printed on both sides of them.

use std::collections::{BTreeMap, BTreeSet};

use super::axis::Axis;
use super::fill;
use super::words::{self, Gaps};
use crate::lexicon::match_header;
use crate::model::{Cell, Glyph, Method, Page, Rect, Table, TaggedCell, TaggedTable, TextLine};

/// A table with text in fewer columns is layout (letterheads, signatures) unless its header is known.
const COLUMNS: usize = 3;
/// A header is looked for in this many leading rows.
const HEADER_ROWS: usize = 4;

/// What the tags of one page say.
pub(super) struct Reading {
    /// Tables that have text on the page.
    pub(super) tables: Vec<Table>,
    /// Of each: which of its rows can be trusted, as their cells fill the row and stand on the paper in the order of the
    /// grid.
    pub(super) sound: Vec<Vec<bool>>,
    /// Of each glyph of the page: its table and cell.
    pub(super) places: Vec<Option<(usize, usize)>>,
}

/// Reads the tags of a page.
pub(super) fn read(page: &Page) -> Reading {
    let holders = holders(page);
    let holder = |g: &Glyph| holders.get(&g.mcid?).copied().filter(|_| g.angle % 90 == 0);
    let mut places: Vec<Option<(usize, usize)>> = page.glyphs.iter().map(holder).collect();
    let mut held: Vec<Vec<Vec<&Glyph>>> = page.tags.iter().map(|t| vec![Vec::new(); t.cells.len()]).collect();
    for (g, place) in page.glyphs.iter().zip(&places) {
        if let Some((t, c)) = place {
            held[*t][*c].push(g);
        }
    }
    let gaps = Gaps::of(page);
    let mut index = vec![None; page.tags.len()];
    let (mut tables, mut sound) = (Vec::new(), Vec::new());
    for (t, tags) in page.tags.iter().enumerate() {
        if held[t].iter().flatten().any(|g| !g.is_space()) {
            let (table, ordered) = table(page, tags, &held[t], gaps);
            index[t] = Some(tables.len());
            tables.push(table);
            sound.push(tags.whole.iter().map(|whole| *whole && ordered).collect());
        }
    }
    for place in &mut places {
        *place = place.and_then(|(t, c)| Some((index[t]?, c)));
    }
    Reading { tables, sound, places }
}

/// Which cell holds each marked content. The items of a list that stand beside another row of whose cell nothing is tagged
/// are that cell's: Word puts a list of numbers that runs down a column into its first cell, even over pages.
fn holders(page: &Page) -> BTreeMap<u32, (usize, usize)> {
    let mut out: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    let cells = || {
        page.tags.iter().enumerate().flat_map(|(t, table)| (0..).zip(&table.cells).map(move |(c, cell)| (t, c, cell)))
    };
    for (t, c, cell) in cells() {
        for id in &cell.mcids {
            out.entry(*id).or_insert((t, c));
        }
    }
    let lists: Vec<(usize, usize, &TaggedCell)> = cells().filter(|(_, _, cell)| !cell.listed.is_empty()).collect();
    if lists.is_empty() {
        return out;
    }
    let ink = inks(page);
    let mut bands: BTreeMap<(usize, usize), (f32, f32)> = BTreeMap::new();
    for (t, _, cell) in cells().filter(|(_, _, cell)| cell.row_span == 1) {
        for (y0, y1) in cell.mcids.iter().filter_map(|id| ink.get(id)) {
            let band = bands.entry((t, cell.row)).or_insert((*y0, *y1));
            *band = (band.0.min(*y0), band.1.max(*y1));
        }
    }
    for (t, c, cell) in lists {
        for id in &cell.listed {
            let middle = ink.get(id).map(|(y0, y1)| f32::midpoint(*y0, *y1));
            let beside = |b: &(f32, f32)| middle.is_some_and(|y| b.0 <= y && y <= b.1);
            let at_home = bands.get(&(t, cell.row)).is_some_and(beside);
            let row = bands.iter().find(|(_, band)| !at_home && beside(band)).map(|(row, _)| *row);
            let empty = |(t, row): (usize, usize)| {
                let is_it = |other: &TaggedCell| (other.row, other.col) == (row, cell.col) && other.mcids.is_empty();
                page.tags[t].cells.iter().position(is_it).map(|c| (t, c))
            };
            out.entry(*id).or_insert(row.and_then(empty).unwrap_or((t, c)));
        }
    }
    out
}

/// From where to where, top to bottom, each marked content is printed.
fn inks(page: &Page) -> BTreeMap<u32, (f32, f32)> {
    let mut out: BTreeMap<u32, (f32, f32)> = BTreeMap::new();
    for g in page.glyphs.iter().filter(|g| !g.is_space()) {
        if let Some(id) = g.mcid {
            let ink = out.entry(id).or_insert((g.bbox.y0, g.bbox.y1));
            *ink = (ink.0.min(g.bbox.y0), ink.1.max(g.bbox.y1));
        }
    }
    out
}

impl Reading {
    /// Whether all rows of a table can be trusted.
    pub(super) fn is_sound(&self, table: usize) -> bool {
        self.sound[table].iter().all(|s| *s)
    }

    /// Whether the rows of a cell can be trusted.
    pub(super) fn is_cell_sound(&self, (table, cell): (usize, usize)) -> bool {
        let cell = &self.tables[table].cells[cell];
        self.sound[table][cell.row..cell.row + cell.row_span].iter().all(|s| *s)
    }
}

/// Whether a table is more than a way to lay out a letterhead: its header is known, or it has text in enough columns.
pub(super) fn is_data(table: &Table) -> bool {
    let printed = || table.cells.iter().filter(|c| !c.is_empty());
    let known = |row: usize| printed().filter(|c| c.row == row && match_header(&c.text()).is_some()).count() >= 2;
    let columns: BTreeSet<usize> = printed().map(|c| c.col).collect();
    columns.len() >= COLUMNS || (table.open_top && table.cols >= COLUMNS) || (0..table.rows.min(HEADER_ROWS)).any(known)
}

/// A table with its text; says whether its cells stand in the order of the grid.
fn table(page: &Page, tags: &TaggedTable, held: &[Vec<&Glyph>], gaps: Gaps) -> (Table, bool) {
    let mut cells: Vec<Cell> = tags
        .cells
        .iter()
        .zip(held)
        .map(|(tag, glyphs)| Cell {
            row: tag.row,
            col: tag.col,
            row_span: tag.row_span,
            col_span: tag.col_span,
            bbox: Rect::default(),
            lines: lines(page, glyphs, gaps),
            doubt: None,
        })
        .collect();
    let (xs, ys) = (Axis::columns(&cells, tags), Axis::rows(&cells, tags));
    for cell in &mut cells {
        let (left, right) = xs.ink(cell.col, cell.col + cell.col_span);
        cell.bbox = Rect::new(left, 0.0, right, 0.0);
        fill::mark_breaks(cell, 0.0);
        let (x, y) = (cell.col, cell.row);
        cell.bbox =
            Rect::new(xs.borders[x], ys.borders[y], xs.borders[x + cell.col_span], ys.borders[y + cell.row_span]);
    }
    let table = Table {
        page: page.number,
        bbox: Rect::new(xs.borders[0], ys.borders[0], xs.borders[tags.cols], ys.borders[tags.rows]),
        rows: tags.rows,
        cols: tags.cols,
        cells,
        method: Method::Tagged,
        open_top: tags.open_top,
        open_bottom: tags.open_bottom,
        header_rows: header_rows(tags),
    };
    (table, xs.ordered && ys.ordered)
}

fn lines(page: &Page, glyphs: &[&Glyph], gaps: Gaps) -> Vec<TextLine> {
    let (upright, turned): (Vec<&Glyph>, Vec<&Glyph>) = glyphs.iter().partition(|g| g.angle == 0);
    let mut lines = words::lines(page, &upright, gaps, None);
    lines.extend(words::turned(page, &turned));
    lines
}

/// The leading rows of nothing but header cells, where they are not all.
fn header_rows(tags: &TaggedTable) -> Option<usize> {
    let plain = tags.cells.iter().filter(|c| !c.header).map(|c| c.row).min()?;
    (plain > 0).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{FontInfo, TaggedCell};

    fn glyph(text: &str, x: f32, y: f32, mcid: u32) -> Glyph {
        Glyph {
            text: text.into(),
            bbox: Rect::new(x, y - 8.0, x + 5.0, y + 2.0),
            baseline: y,
            size: 10.0,
            font: 0,
            angle: 0,
            mcid: Some(mcid),
        }
    }

    fn page(glyphs: Vec<Glyph>, cells: &[(usize, usize, u32)]) -> Page {
        let cell = |(row, col, id): &(usize, usize, u32)| TaggedCell {
            row: *row,
            col: *col,
            row_span: 1,
            col_span: 1,
            header: *row == 0,
            mcids: vec![*id],
            listed: Vec::new(),
        };
        let tags = TaggedTable {
            rows: 2,
            cols: 2,
            cells: cells.iter().map(cell).collect(),
            whole: vec![true; 2],
            ..TaggedTable::default()
        };
        Page { number: 1, glyphs, tags: vec![tags], fonts: vec![FontInfo::default()], ..Page::default() }
    }

    #[test]
    fn glyphs_go_where_their_marks_are() {
        let glyphs = vec![
            glyph("a", 10.0, 20.0, 1),
            glyph("b", 60.0, 20.0, 2),
            glyph("c", 10.0, 50.0, 3),
            glyph("x", 0.0, 99.0, 9),
        ];
        let read = read(&page(glyphs, &[(0, 0, 1), (0, 1, 2), (1, 0, 3), (1, 1, 4)]));
        let texts: Vec<String> = read.tables[0].cells.iter().map(Cell::text).collect();
        assert_eq!(
            (texts.join("|"), read.is_sound(0), read.tables[0].header_rows),
            ("a|b|c|".to_owned(), true, Some(1))
        );
        assert_eq!(read.places, [Some((0, 0)), Some((0, 1)), Some((0, 2)), None]);
        assert_eq!(read.tables[0].cells[0].bbox, Rect::new(10.0, 12.0, 37.5, 32.0));
    }

    #[test]
    fn tags_that_stand_otherwise_than_the_paper_are_unsound() {
        let glyphs = vec![glyph("a", 60.0, 20.0, 1), glyph("b", 10.0, 20.0, 2)];
        assert!(!read(&page(glyphs, &[(0, 0, 1), (0, 1, 2), (1, 0, 3), (1, 1, 4)])).is_sound(0));
    }
}
