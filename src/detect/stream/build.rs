//! Rows and columns → tables of cells.
//!
//! In: a table part, read. Out: the [`Table`], and the lines that turned out to stand outside of it. Guesses become doubts.

use super::super::words::{self, Gaps};
use super::Found;
use super::columns::{Place, SINGLE};
use super::doubt::SURE_ROW;
use super::header::{Header, Piece};
use super::region::Part;
use super::rows::Row;
use super::table::Read;
use crate::detect::marks::{bare, raise};
use crate::detect::sheet::Sheet;
use crate::lexicon::parse_label;
use crate::model::{Cell, Glyph, Message, Method, Rect, Table};

/// A cell to be: place and words.
struct Draft {
    row: usize,
    col: usize,
    row_span: usize,
    col_span: usize,
    pieces: Vec<Piece>,
    doubt: Option<Message>,
}

/// Builds the table of a part.
pub(super) fn table(sheet: &Sheet, found: &Found) -> Option<Table> {
    let (part, read) = (&found.part, &found.read);
    let cols = read.places.len();
    let mut drafts = Vec::new();
    let head = part.header.as_ref().map_or(0, |h| header(h, &mut drafts));
    let mut at = head;
    if let (Some(line), Some(h)) = (part.numbers, &part.header) {
        column_numbers(sheet, line, h, at, &mut drafts);
        at += 1;
    }
    let head = at;
    for row in &read.rows {
        if row.spans {
            spanning(sheet, read, row, at, cols, &mut drafts)
        } else {
            item(read, row, at, cols, &mut drafts)
        }
        at += 1;
    }
    doubt(found, head, &mut drafts);
    merge(found, head, &mut drafts);
    let ys = heights(sheet, part, read, head, at)?;
    let xs = borders(sheet, &read.places);
    let gaps = Gaps::of(sheet.page);
    let marks: Vec<&str> = part.notes.iter().map(|i| bare(&sheet.lines[*i].words[0].text)).collect();
    let mut cells: Vec<Cell> = drafts.into_iter().map(|d| cell(sheet, gaps, d, &xs, &ys, &marks)).collect();
    cells.sort_by_key(|c| (c.row, c.col));
    Some(Table {
        page: sheet.page.number,
        bbox: Rect::new(xs[0], ys[0], xs[cols], ys[at]),
        rows: at,
        cols,
        cells,
        method: Method::Stream,
        open_top: false,
        open_bottom: false,
        header_rows: Some(head),
    })
}

/// The header's cells; returns its height in rows.
fn header(header: &Header, drafts: &mut Vec<Draft>) -> usize {
    let deep = !header.groups.is_empty();
    for (col, leaf) in header.leaves.iter().enumerate() {
        let under = header.groups.iter().any(|g| (g.1..g.2).contains(&col));
        let (row, row_span) = if under { (1, 1) } else { (0, 1 + usize::from(deep)) };
        drafts.push(Draft { row, col, row_span, col_span: 1, pieces: leaf.pieces.clone(), doubt: None });
    }
    for (cell, from, to) in &header.groups {
        drafts.push(Draft {
            row: 0,
            col: *from,
            row_span: 1,
            col_span: to - from,
            pieces: cell.pieces.clone(),
            doubt: None,
        });
    }
    1 + usize::from(deep)
}

/// `(1) (2) (3)`: each to the next column, or, where one is missing, to the nearest.
fn column_numbers(sheet: &Sheet, line: usize, header: &Header, row: usize, drafts: &mut Vec<Draft>) {
    let words = &sheet.lines[line].words;
    for col in 0..header.leaves.len() {
        let own: Vec<Piece> = (0..words.len())
            .filter(
                |i| if words.len() == header.leaves.len() { *i == col } else { nearest(header, words[*i].x0) == col },
            )
            .map(|i| (line, i, i + 1))
            .collect();
        drafts.push(Draft { row, col, row_span: 1, col_span: 1, pieces: own, doubt: None });
    }
}

fn nearest(header: &Header, x: f32) -> usize {
    let far = |c: &super::header::HeaderCell| (f32::midpoint(c.x0, c.x1) - x).abs();
    let by = |a: &usize, b: &usize| far(&header.leaves[*a]).total_cmp(&far(&header.leaves[*b]));
    (0..header.leaves.len()).min_by(by).unwrap_or(0)
}

/// A section row: its label in the number column where it stands apart, the title over all other columns.
fn spanning(sheet: &Sheet, read: &Read, row: &Row, at: usize, cols: usize, drafts: &mut Vec<Draft>) {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut label: Option<Piece> = None;
    for body in &read.body[row.from..row.to] {
        let line = &sheet.lines[body.at];
        let labelled = label.is_none() && parse_label(&line.words[0].text).is_some();
        let own = usize::from(labelled && (line.words.len() == 1 || line.gap(1) >= SINGLE));
        if own == 1 {
            label = Some((body.at, 0, 1));
        }
        if own < line.words.len() {
            pieces.push((body.at, own, line.words.len()));
        }
    }
    let doubt = (row.margin < SURE_ROW).then(|| Message::new("doubt-title-or-task"));
    let first = usize::from(label.is_some());
    if let Some(label) = label {
        drafts.push(Draft { row: at, col: 0, row_span: 1, col_span: 1, pieces: vec![label], doubt: None });
    }
    drafts.push(Draft { row: at, col: first, row_span: 1, col_span: cols - first, pieces, doubt });
}

fn item(read: &Read, row: &Row, at: usize, cols: usize, drafts: &mut Vec<Draft>) {
    let lines = &read.body[row.from..row.to];
    drafts.extend((0..cols).map(|col| {
        let pieces = lines.iter().filter_map(|l| l.pieces[col].as_ref().map(|c| (l.at, c.words.0, c.words.1)));
        Draft { row: at, col, row_span: 1, col_span: 1, pieces: pieces.collect(), doubt: None }
    }));
}

/// Says of the cells what is not sure about them; the first reason counts.
fn doubt(found: &Found, head: usize, drafts: &mut [Draft]) {
    for doubt in &found.doubts {
        if let Some(draft) = drafts.iter_mut().find(|d| d.row == head + doubt.row && d.col == doubt.col) {
            draft.doubt.get_or_insert_with(|| doubt.why.clone());
        }
    }
}

/// Makes one cell of those that are one.
fn merge(found: &Found, head: usize, drafts: &mut Vec<Draft>) {
    for m in &found.merges {
        let (from, to) = (head + m.from, head + m.to);
        let (own, rest): (Vec<Draft>, Vec<Draft>) =
            std::mem::take(drafts).into_iter().partition(|d| d.col == m.col && (from..to).contains(&d.row));
        *drafts = rest;
        let doubt =
            if m.sure { own.iter().find_map(|d| d.doubt.clone()) } else { Some(Message::new("doubt-over-which-rows")) };
        let pieces = own.into_iter().flat_map(|d| d.pieces).collect();
        drafts.push(Draft { row: from, col: m.col, row_span: to - from, col_span: 1, pieces, doubt });
    }
}

/// Row borders in points, one more than rows; `None` for no rows.
fn heights(sheet: &Sheet, part: &Part, read: &Read, head: usize, rows: usize) -> Option<Vec<f32>> {
    let top = |line: usize| (sheet.lines[line].y - 0.5) * sheet.leading;
    let mut out: Vec<f32> = Vec::new();
    if let Some(h) = &part.header {
        let levels = head - usize::from(part.numbers.is_some());
        #[allow(clippy::cast_precision_loss, reason = "a header has one or two rows")]
        let step = sheet.leading * (h.to - h.from) as f32 / levels as f32;
        #[allow(clippy::cast_precision_loss, reason = "a header has one or two rows")]
        out.extend((0..levels).map(|i| top(h.from) + step * i as f32));
    }
    out.extend(part.numbers.map(top));
    out.extend(read.rows.iter().map(|r| top(read.body[r.from].at)));
    let last =
        read.rows.last().map(|r| read.body[r.to - 1].at).or(part.numbers).or(part.header.as_ref().map(|h| h.to - 1))?;
    out.push(top(last) + sheet.leading);
    (out.len() == rows + 1).then_some(out)
}

/// Column borders in points: the middle of the white space between them.
fn borders(sheet: &Sheet, places: &[Place]) -> Vec<f32> {
    let mut out = vec![places[0].x0];
    out.extend(places.windows(2).map(|w| f32::midpoint(w[0].x1, w[1].x0)));
    out.push(places[places.len() - 1].x1);
    for i in 1..out.len() {
        out[i] = out[i].max(out[i - 1] + 1.0);
    }
    out.iter().map(|x| x * sheet.unit).collect()
}

fn cell(sheet: &Sheet, gaps: Gaps, draft: Draft, xs: &[f32], ys: &[f32], marks: &[&str]) -> Cell {
    let glyphs: Vec<&Glyph> = glyphs(sheet, &draft.pieces);
    let mut lines = words::lines(sheet.page, &glyphs, gaps, None);
    if sheet.page.first_line.is_some() {
        lines.iter_mut().for_each(|line| raise(line, marks));
    }
    Cell {
        row: draft.row,
        col: draft.col,
        row_span: draft.row_span,
        col_span: draft.col_span,
        bbox: Rect::new(xs[draft.col], ys[draft.row], xs[draft.col + draft.col_span], ys[draft.row + draft.row_span]),
        lines,
        doubt: draft.doubt,
    }
}

/// The glyphs of some words.
pub(super) fn glyphs<'a>(sheet: &Sheet<'a>, pieces: &[Piece]) -> Vec<&'a Glyph> {
    pieces.iter().flat_map(|&(at, a, b)| &sheet.lines[at].words[a..b]).flat_map(|w| w.glyphs.iter().copied()).collect()
}
