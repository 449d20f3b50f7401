//! Glyphs → cells.
//!
//! In: a page and the grids found on it. Out: tables with text and where each glyph went; then the lines of what is in no
//! table. A glyph belongs to the cell that holds its middle.

use super::lattice::{Grid, Span};
use super::words::{self, Gaps};
use crate::lexicon::{breaks_off, continues_sentence, starts_bullet};
use crate::model::{Cell, Glyph, LineKind, Message, Method, Page, Rect, Table, TextLine};

/// A gap (in font sizes) that parts two texts standing side by side outside of tables: letterheads, signature blocks.
const SIDE_BY_SIDE: f32 = 2.5;
/// Cell padding (points) is not more than this: Word's default is 5.4.
const MAX_PADDING: f32 = 8.0;
/// Width of a space in font sizes.
const SPACE: f32 = 0.25;
/// Slack (points) in "would have fitted": rounding of advance widths over a line.
const FIT_SLACK: f32 = 2.0;

/// The ruled tables of a page, filled.
pub(super) struct Filled {
    pub(super) tables: Vec<Table>,
    /// Of each glyph of the page: its table and cell.
    pub(super) places: Vec<Option<(usize, usize)>>,
}

/// Fills the grids of a page.
pub(super) fn fill(page: &Page, grids: &[Grid]) -> Filled {
    let indexes: Vec<Index> = grids.iter().map(Index::new).collect();
    let place = |g: &Glyph| {
        let (x, y) = (g.bbox.center_x(), g.bbox.center_y());
        let cell = || indexes.iter().enumerate().find_map(|(t, index)| Some((t, index.cell(x, y)?)));
        if g.angle % 90 == 0 { cell() } else { None }
    };
    let places: Vec<Option<(usize, usize)>> = page.glyphs.iter().map(place).collect();
    let mut held: Vec<Vec<Vec<&Glyph>>> = grids.iter().map(|g| vec![Vec::new(); g.cells.len()]).collect();
    for (g, place) in page.glyphs.iter().zip(&places) {
        if let Some((table, cell)) = place {
            held[*table][*cell].push(g);
        }
    }
    let gaps = Gaps::of(page);
    let tables = grids.iter().zip(held).map(|(grid, glyphs)| table(page, grid, &glyphs, gaps)).collect();
    Filled { tables, places }
}

/// The lines of what is in no table: upright ones in reading order, then those at an angle.
pub(super) fn outside(page: &Page, in_table: &[bool]) -> Vec<TextLine> {
    let free = page.glyphs.iter().zip(in_table).filter(|(_, taken)| !**taken).map(|(g, _)| g);
    let (upright, turned): (Vec<&Glyph>, Vec<&Glyph>) = free.partition(|g| g.angle == 0);
    let mut lines = upright_outside(page, &upright);
    let turned = words::turned(page, &turned).into_iter();
    lines.extend(turned.map(|line| TextLine { kind: LineKind::Watermark, ..line }));
    lines
}

/// The lines of upright glyphs in no table, in reading order.
pub(super) fn upright_outside(page: &Page, glyphs: &[&Glyph]) -> Vec<TextLine> {
    words::lines(page, glyphs, Gaps::of(page), Some(SIDE_BY_SIDE))
}

fn table(page: &Page, grid: &Grid, glyphs: &[Vec<&Glyph>], gaps: Gaps) -> Table {
    let mut cells: Vec<Cell> = grid.cells.iter().zip(glyphs).map(|(span, g)| cell(page, grid, span, g, gaps)).collect();
    let padding = padding(&cells);
    for cell in &mut cells {
        mark_breaks(cell, padding);
    }
    Table {
        page: page.number,
        bbox: grid.bbox(),
        rows: grid.ys.len() - 1,
        cols: grid.xs.len() - 1,
        cells,
        method: Method::Lattice,
        open_top: grid.open_top,
        open_bottom: grid.open_bottom,
        header_rows: None,
    }
}

fn cell(page: &Page, grid: &Grid, span: &Span, glyphs: &[&Glyph], gaps: Gaps) -> Cell {
    let (upright, turned): (Vec<&Glyph>, Vec<&Glyph>) = glyphs.iter().partition(|g| g.angle == 0);
    let mut lines = words::lines(page, &upright, gaps, None);
    lines.extend(words::turned(page, &turned));
    let doubt = (span.irregular && !lines.is_empty()).then(|| Message::new("doubt-no-rectangle"));
    Cell {
        row: span.row,
        col: span.col,
        row_span: span.row_span,
        col_span: span.col_span,
        bbox: grid.cell_box(span),
        lines,
        doubt,
    }
}

/// Distance from a cell's border to its text, in points: the least that is met in the table.
fn padding(cells: &[Cell]) -> f32 {
    let inset = |c: &Cell| {
        c.lines.iter().map(|l| (l.bbox.x0 - c.bbox.x0).min(c.bbox.x1 - l.bbox.x1)).fold(MAX_PADDING, f32::min)
    };
    cells.iter().map(inset).fold(MAX_PADDING, f32::min).max(0.0)
}

/// Marks the lines after which a new paragraph begins: the next line's first word would have fitted behind them.
pub(super) fn mark_breaks(cell: &mut Cell, padding: f32) {
    let inner = cell.bbox.width() - 2.0 * padding;
    for i in 1..cell.lines.len() {
        let next = &cell.lines[i];
        let need = next.first_word + SPACE * next.size + FIT_SLACK;
        let line = &cell.lines[i - 1];
        // Not every program fills its lines greedily: what goes on in the middle of a sentence is no paragraph.
        let goes_on = breaks_off(&line.text) || (continues_sentence(&next.text) && !starts_bullet(&next.text));
        cell.lines[i - 1].hard_break = !goes_on && inner - line.bbox.width() > need;
    }
}

/// Finds the cell under a point.
struct Index<'g> {
    grid: &'g Grid,
    bbox: Rect,
    /// Cell number of each square, row by row.
    squares: Vec<usize>,
}

impl<'g> Index<'g> {
    fn new(grid: &'g Grid) -> Self {
        let cols = grid.xs.len() - 1;
        let mut squares = vec![0; cols * (grid.ys.len() - 1)];
        for (i, s) in grid.cells.iter().enumerate() {
            for row in s.row..s.row + s.row_span {
                squares[row * cols + s.col..row * cols + s.col + s.col_span].fill(i);
            }
        }
        Self { grid, bbox: grid.bbox(), squares }
    }

    fn cell(&self, x: f32, y: f32) -> Option<usize> {
        if !self.bbox.contains(x, y) {
            return None;
        }
        let (rows, cols) = (self.grid.ys.len() - 1, self.grid.xs.len() - 1);
        let row = self.grid.ys.partition_point(|b| *b <= y).clamp(1, rows) - 1;
        let col = self.grid.xs.partition_point(|b| *b <= x).clamp(1, cols) - 1;
        self.squares.get(row * cols + col).copied()
    }
}
