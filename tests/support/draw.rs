//! Draws tables as pages of glyphs and rulings, as a printer would.

use phuluc::model::{Content, Document, FontInfo, Glyph, MediaType, Page, Rect, Ruling, TextLayer};

/// Font size in points; a letter is half as wide.
pub const SIZE: f32 = 12.0;
/// Distance of baselines.
pub const LEADING: f32 = 14.0;

/// A cell to draw: its place in the grid and its lines.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub row: usize,
    pub col: usize,
    pub row_span: usize,
    pub col_span: usize,
    pub lines: Vec<String>,
}

pub fn page(number: u32) -> Page {
    Page { number, width: 800.0, height: 1000.0, fonts: vec![FontInfo::default()], ..Page::default() }
}

pub fn document(pages: Vec<Page>) -> Document {
    Document {
        media_type: MediaType::Pdf,
        text_layer: TextLayer::Native,
        page_count: pages.len() as u32,
        content: Content::Pages(pages),
        diagnostics: Vec::new(),
        ignored: 0,
    }
}

/// Which borders of a table are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    All,
    /// Above and below each cell.
    Horizontal,
    /// Beside each cell.
    Vertical,
    /// Around the table.
    Frame,
    /// Around the table and between its rows.
    FrameAndRows,
    /// Around the table and between its columns.
    FrameAndColumns,
    /// Around the cells of the first row.
    Header,
    None,
}

/// Draws cells with all their borders into the grid.
pub fn table(page: &mut Page, xs: &[f32], ys: &[f32], cells: &[Drawn]) {
    ruled(page, xs, ys, cells, Rules::All);
}

/// Draws cells with some of their borders into the grid.
pub fn ruled(page: &mut Page, xs: &[f32], ys: &[f32], cells: &[Drawn], rules: Rules) {
    for cell in cells {
        let (x0, x1) = (xs[cell.col], xs[cell.col + cell.col_span]);
        let (y0, y1) = (ys[cell.row], ys[cell.row + cell.row_span]);
        let head = rules == Rules::All || (rules == Rules::Header && cell.row == 0);
        let level = head || matches!(rules, Rules::Horizontal | Rules::FrameAndRows);
        let upright = head || matches!(rules, Rules::Vertical | Rules::FrameAndColumns);
        let frame = matches!(rules, Rules::Frame | Rules::FrameAndRows | Rules::FrameAndColumns);
        for y in [y0, y1].into_iter().filter(|y| level || (frame && (*y == ys[0] || *y == ys[ys.len() - 1]))) {
            page.rulings.push(Ruling { bbox: Rect::new(x0, y - 0.25, x1, y + 0.25), vertical: false });
        }
        for x in [x0, x1].into_iter().filter(|x| upright || (frame && (*x == xs[0] || *x == xs[xs.len() - 1]))) {
            page.rulings.push(Ruling { bbox: Rect::new(x - 0.25, y0, x + 0.25, y1), vertical: true });
        }
        for (i, line) in cell.lines.iter().enumerate() {
            text(page, x0 + 5.0, y0 + LEADING * (i + 1) as f32, line);
        }
    }
}

/// Draws one line of text from a point on its baseline.
pub fn text(page: &mut Page, x: f32, baseline: f32, text: &str) {
    for (i, c) in text.chars().enumerate() {
        let left = x + i as f32 * SIZE / 2.0;
        page.glyphs.push(Glyph {
            text: c.to_string().into(),
            bbox: Rect::new(left, baseline - 0.8 * SIZE, left + SIZE / 2.0, baseline + 0.2 * SIZE),
            baseline,
            size: SIZE,
            font: 0,
            angle: 0,
            mcid: None,
        });
    }
}

/// Lays lines of text on a character grid, as laid-out text is read.
pub fn grid(number: u32, lines: &[String]) -> Page {
    let mut page = Page { number, fonts: vec![FontInfo::default()], first_line: Some(1), ..Page::default() };
    for (row, line) in lines.iter().enumerate() {
        let y = row as f32 * Rect::GRID_Y;
        for (column, c) in line.chars().enumerate().filter(|(_, c)| !c.is_whitespace()) {
            let x = column as f32 * Rect::GRID_X;
            page.glyphs.push(Glyph {
                text: c.to_string().into(),
                bbox: Rect::new(x, y, x + Rect::GRID_X, y + Rect::GRID_Y),
                baseline: y + Rect::GRID_Y * 0.8,
                size: Rect::GRID_Y,
                font: 0,
                angle: 0,
                mcid: None,
            });
        }
    }
    page
}

/// Sets cells side by side without borders: each row's cells from its top, or in its middle; `left`: where columns begin.
pub fn set(rows: &[Vec<Vec<String>>], left: &[usize], middle: bool) -> Vec<String> {
    let mut out = Vec::new();
    for row in rows {
        let height = row.iter().map(Vec::len).max().unwrap_or(0);
        let mut lines = vec![String::new(); height];
        for (cell, x) in row.iter().zip(left) {
            let from = if middle { (height - cell.len()) / 2 } else { 0 };
            for (line, text) in lines[from..].iter_mut().zip(cell) {
                let used = line.chars().count();
                line.push_str(&" ".repeat(x - used));
                line.push_str(text);
            }
        }
        out.extend(lines);
    }
    out
}
