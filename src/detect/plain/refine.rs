//! Ruled tables of which only a part is ruled.
//!
//! In: a table as its rulings have it, and the glyphs of its cells. Out: keep it, cut it finer, or let go of it. Cells over several
//! columns in which pieces stand in each column are cut at the columns' borders; rows in which figures stand under one another are
//! cut at their lines. A grid of one column or one row, or one with hardly a text, is a box, a frame or a chart.

use super::columns::{Columns, GAP};
use super::find::{self, DOUBT};
use super::lines::{self, Line};
use super::rows::{self, Set};
use crate::detect::rulings::Line as Rule;
use crate::detect::words::{self, Gaps};
use crate::lexicon::{is_figure, is_no_figure};
use crate::model::{Cell, Glyph, Message, Method, Page, Rect, Table};

/// Share of its cells in which a chart's grid has text at most.
const SPARSE: f32 = 0.25;
/// Points by which a word may reach over a border: boxes of letters are wider than their ink.
const OVER: f32 = 1.5;

/// White space that shows more rows than twice those that are ruled, by so many, is believed: cells of two lines are common.
const MORE_ROWS: usize = 2;
/// Rows into which a ruled row is cut at least: two may be the lines of its cells.
const CUT_ROWS: usize = 3;
/// Rows of a ruled header over a body without rulings at most, and font sizes between the two.
const HEAD: usize = 3;
const NEAR: f32 = 1.5;
/// Share of its lines that fill every column where the lines of a ruled row are rows of their own, and how many there are.
const EVEN: f32 = 0.8;
const EVEN_LINES: usize = 3;

/// What becomes of a table.
pub(super) enum Verdict {
    Keep,
    Cut(Table),
    Release,
}

pub(super) fn refine(page: &Page, table: &Table, glyphs: &[Vec<&Glyph>], rules: &[Rule]) -> Verdict {
    if table.method != Method::Lattice {
        return Verdict::Keep;
    }
    if is_no_table(table) {
        return Verdict::Release;
    }
    let turned = glyphs.iter().flatten().any(|g| g.angle != 0);
    let Some((xs, ys)) = borders(table).filter(|_| !turned) else { return Verdict::Keep };
    let shown = finer(page, table, glyphs, rules, &xs);
    if let Some(shown) = shown.as_ref().filter(|t| t.cols > table.cols) {
        return Verdict::Cut(shown.clone());
    }
    let parts = across(page, table, glyphs, &xs);
    let wider = parts.len() > table.cells.len();
    if let Some((parts, (ys, head))) = down(page, table, parts.clone(), &xs, &ys) {
        return Verdict::Cut(build(page, table, &parts, &xs, &ys, head));
    }
    match shown {
        _ if wider => Verdict::Cut(build(page, table, &parts, &xs, &ys, table.header_rows)),
        Some(shown) if shown.rows >= 2 * table.rows + MORE_ROWS => Verdict::Cut(shown),
        _ => Verdict::Keep,
    }
}

/// The table as its white space has it, where that shows figures in no fewer columns than the rulings, and crosses none of them.
fn finer(page: &Page, table: &Table, glyphs: &[Vec<&Glyph>], rules: &[Rule], xs: &[f32]) -> Option<Table> {
    let glyphs: Vec<&Glyph> = glyphs.iter().flatten().copied().collect();
    let lines = lines::lines(page, &glyphs);
    let mut found = find::find(page, &lines, rules);
    let one = found.pop().filter(|f| found.is_empty() && f.table.cols >= table.cols && f.to - f.from == lines.len())?;
    let single = || one.table.cells.iter().filter(|c| c.col_span == 1 && !c.is_empty());
    let crossed = |c: &Cell| {
        let (x0, x1) = c.lines.iter().fold((c.bbox.x1, c.bbox.x0), |a, l| (a.0.min(l.bbox.x0), a.1.max(l.bbox.x1)));
        xs.iter().any(|x| x0 < x - OVER && x1 > x + OVER)
    };
    let figures = single().filter(|c| c.col > 0 && is_figure(&c.text())).count();
    let rest = single().filter(|c| c.col > 0 && !is_no_figure(&c.text())).count();
    let head = one.table.header_rows.unwrap_or(0);
    let mut filled = vec![0; one.table.cols];
    single().filter(|c| c.row >= head).for_each(|c| filled[c.col] += 1);
    let more = one.table.cols == table.cols || filled[1..].iter().all(|n| n * 2 >= one.table.rows - head);
    (figures * 2 >= rest && more && !single().any(crossed)).then_some(one.table)
}

/// Whether a table is but the ruled header of one whose body, directly below, is not ruled.
pub(super) fn is_head(table: &Table, lines: &[Line]) -> bool {
    let figures = table.cells.iter().any(|c| is_figure(&c.text()));
    let at = lines.partition_point(|l| l.base < table.bbox.y1);
    let Some((line, (xs, _))) = lines.get(at).zip(borders(table)) else { return false };
    let near = line.y0 - table.bbox.y1 < NEAR * line.em;
    let inside = line.x0() > table.bbox.x0 - OVER && line.x1() < table.bbox.x1 + OVER;
    let runs = line.runs(GAP);
    let whole = xs.iter().all(|x| !runs.iter().any(|r| r.x0 < x - OVER && r.x1 > x + OVER));
    table.method == Method::Lattice && table.rows <= HEAD && !figures && near && inside && whole && runs.len() > 1
}

/// A cell to be.
#[derive(Clone)]
struct Part<'g> {
    row: usize,
    col: usize,
    row_span: usize,
    col_span: usize,
    glyphs: Vec<&'g Glyph>,
    doubt: Option<Message>,
}

fn is_no_table(table: &Table) -> bool {
    let inked: Vec<&Cell> = table.cells.iter().filter(|c| !c.is_empty()).collect();
    let first = |v: fn(&Cell) -> usize| {
        let mut all: Vec<usize> = inked.iter().map(|c| v(c)).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    };
    let (rows, cols) = (first(|c| c.row), first(|c| c.col));
    #[allow(clippy::cast_precision_loss, reason = "cells of a page")]
    let share = inked.len() as f32 / table.cells.len().max(1) as f32;
    let titled = table.cells.iter().filter(|c| c.row == 0).all(|c| !c.is_empty());
    let open = table.open_top || table.open_bottom;
    cols < 2 || (rows < 2 && !open) || (share <= SPARSE && !titled)
}

/// Borders of columns and rows, by the boxes of the cells.
fn borders(table: &Table) -> Option<(Vec<f32>, Vec<f32>)> {
    let (mut xs, mut ys) = (vec![f32::NAN; table.cols + 1], vec![f32::NAN; table.rows + 1]);
    for c in &table.cells {
        (xs[c.col], xs[c.col + c.col_span]) = (c.bbox.x0, c.bbox.x1);
        (ys[c.row], ys[c.row + c.row_span]) = (c.bbox.y0, c.bbox.y1);
    }
    // A border at which no cell begins or ends stands with the one before it.
    for all in [&mut xs, &mut ys] {
        for i in 1..all.len() {
            if all[i].is_nan() {
                all[i] = all[i - 1];
            }
        }
    }
    (xs.iter().chain(&ys).all(|v| v.is_finite())).then_some((xs, ys))
}

/// Cuts cells over several columns at the columns' borders, where pieces stand in each.
fn across<'g>(page: &'g Page, table: &Table, glyphs: &[Vec<&'g Glyph>], xs: &[f32]) -> Vec<Part<'g>> {
    let mut out = Vec::new();
    for (cell, glyphs) in table.cells.iter().zip(glyphs) {
        let own = Part {
            row: cell.row,
            col: cell.col,
            row_span: cell.row_span,
            col_span: cell.col_span,
            glyphs: glyphs.clone(),
            doubt: cell.doubt.clone(),
        };
        if cell.col_span == 1 || cell.is_empty() {
            out.push(own);
            continue;
        }
        let lines = lines::lines(page, glyphs);
        match groups(&lines, cell, xs) {
            Some(groups) => out.extend(groups.into_iter().map(|(from, to)| {
                let inside = |g: &&&Glyph| {
                    let x = g.bbox.center_x();
                    (from == cell.col || x >= xs[from]) && (to == cell.col + cell.col_span || x < xs[to])
                };
                let glyphs: Vec<&Glyph> = glyphs.iter().filter(inside).copied().collect();
                Part { col: from, col_span: to - from, glyphs, doubt: Some(DOUBT), ..own.clone() }
            })),
            None => out.push(own),
        }
    }
    out
}

/// The columns of a cell over several, those over which one piece stands taken together; `None` where it is one cell.
fn groups(lines: &[Line], cell: &Cell, xs: &[f32]) -> Option<Vec<(usize, usize)>> {
    let (from, to) = (cell.col, cell.col + cell.col_span);
    let mut joined = vec![false; to + 1];
    let (mut pieces, mut crossing) = (0, 0);
    for line in lines {
        for run in line.runs(GAP) {
            pieces += 1;
            let crossed: Vec<usize> =
                (from + 1..to).filter(|i| xs[*i] > run.x0 + OVER && xs[*i] < run.x1 - OVER).collect();
            crossing += usize::from(!crossed.is_empty());
            crossed.into_iter().for_each(|i| joined[i] = true);
        }
    }
    let mut out: Vec<(usize, usize)> = vec![(from, from + 1)];
    for (i, joined) in joined.iter().enumerate().take(to).skip(from + 1) {
        match out.last_mut() {
            Some(last) if *joined => last.1 = i + 1,
            _ => out.push((i, i + 1)),
        }
    }
    let several = lines.iter().filter(|l| l.runs(GAP).len() > 1).count();
    let filled = |g: &(usize, usize)| {
        lines.iter().flat_map(|l| l.runs(GAP)).any(|r| {
            let x = f32::midpoint(r.x0, r.x1);
            x >= xs[g.0] && x < xs[g.1]
        })
    };
    let held = out.iter().filter(|g| filled(g)).count();
    let single = out.len() * 2 > cell.col_span;
    (held >= 2 && single && several * 2 >= lines.len() && crossing * 3 <= pieces && held * 2 >= out.len())
        .then_some(out)
}

/// Cuts rows in which several lines of figures stand; `None` where there are none. With the new borders and header.
#[allow(clippy::type_complexity, reason = "parts and borders belong together")]
fn down<'g>(
    page: &'g Page,
    table: &Table,
    parts: Vec<Part<'g>>,
    xs: &[f32],
    ys: &[f32],
) -> Option<(Vec<Part<'g>>, (Vec<f32>, Option<usize>))> {
    let zones = xs[1..xs.len() - 1].iter().map(|x| (x - 0.5, x + 0.5)).collect();
    let columns = Columns { zones, x0: xs[0], x1: xs[xs.len() - 1] };
    let mut cuts: Vec<Vec<f32>> = vec![Vec::new(); table.rows];
    let mut held: Vec<Vec<&Part>> = vec![Vec::new(); table.rows];
    for part in &parts {
        held[part.row..part.row + part.row_span].iter_mut().for_each(|own| own.push(part));
    }
    for (own, cuts) in held.iter().zip(&mut cuts) {
        if own.iter().all(|p| p.row_span == 1) {
            *cuts = lines_of(page, own, &columns);
        }
    }
    if cuts.iter().all(Vec::is_empty) {
        return None;
    }
    let shift: Vec<usize> = (0..=table.rows).map(|r| cuts[..r].iter().map(Vec::len).sum::<usize>() + r).collect();
    let mut out = Vec::new();
    for part in parts {
        let (row, end) = (shift[part.row], shift[part.row + part.row_span]);
        let cuts = &cuts[part.row];
        if part.row_span > 1 || cuts.is_empty() {
            out.push(Part { row, row_span: end - row, ..part });
            continue;
        }
        for i in 0..=cuts.len() {
            let inside = |g: &&&Glyph| {
                let y = g.baseline - 0.3 * g.size;
                (i == 0 || y >= cuts[i - 1]) && (i == cuts.len() || y < cuts[i])
            };
            let glyphs: Vec<&Glyph> = part.glyphs.iter().filter(inside).copied().collect();
            out.push(Part { row: row + i, row_span: 1, glyphs, doubt: Some(DOUBT), ..part.clone() });
        }
    }
    let mut borders = ys.to_vec();
    borders.extend(cuts.iter().flatten());
    borders.sort_by(f32::total_cmp);
    let head = table.header_rows.map(|h| shift[h.min(table.rows)]);
    Some((out, (borders, head)))
}

/// Where a ruled row is cut: between two lines, where figures stand in some column, and nothing else.
fn lines_of(page: &Page, parts: &[&Part], columns: &Columns) -> Vec<f32> {
    let glyphs: Vec<&Glyph> = parts.iter().flat_map(|p| p.glyphs.iter().copied()).collect();
    let lines = lines::lines(page, &glyphs);
    if lines.len() < 2 {
        return Vec::new();
    }
    let sets: Vec<Set> = lines.iter().map(|line| Set { line, entries: columns.place(line) }).collect();
    let figures = (1..columns.count()).any(|c| {
        let own: Vec<_> = sets.iter().flat_map(|s| &s.entries).filter(|e| e.first == c && e.last == c).collect();
        let figure = |t: &str| is_figure(t) || is_no_figure(t);
        own.len() >= 2 && own.len() * 2 > sets.len() && own.iter().all(|e| figure(&e.text))
    });
    let labelled = sets.iter().filter(|s| s.has_figures()).all(|s| s.entries.len() > 1);
    // Cells of several lines are hardly ever all of equally many.
    let full = sets.iter().filter(|s| s.entries.len() == columns.count() && !s.is_spanned()).count();
    #[allow(clippy::cast_precision_loss, reason = "lines of a row")]
    let even = columns.count() > 2 && full >= EVEN_LINES && full as f32 >= EVEN * sets.len() as f32;
    if !(even || figures && labelled) {
        return Vec::new();
    }
    let first = columns.extent(0);
    let starts = rows::starts(&sets, &vec![false; sets.len()], figures && labelled, first.1 - first.0);
    if starts.iter().filter(|s| **s).count() < CUT_ROWS {
        return Vec::new();
    }
    (1..sets.len())
        .filter(|i| starts[*i])
        .map(|i| f32::midpoint(lines[i - 1].base, lines[i].base - 0.6 * lines[i].em))
        .collect()
}

fn build(page: &Page, table: &Table, parts: &[Part], xs: &[f32], ys: &[f32], head: Option<usize>) -> Table {
    let gaps = Gaps::of(page);
    let mut cells: Vec<Cell> = parts
        .iter()
        .map(|p| {
            let lines = words::lines(page, &p.glyphs, gaps, None);
            Cell {
                row: p.row,
                col: p.col,
                row_span: p.row_span,
                col_span: p.col_span,
                bbox: Rect::new(xs[p.col], ys[p.row], xs[p.col + p.col_span], ys[p.row + p.row_span]),
                doubt: p.doubt.clone().filter(|_| !lines.is_empty()),
                lines,
            }
        })
        .collect();
    cells.sort_by_key(|c| (c.row, c.col));
    Table { rows: ys.len() - 1, cells, header_rows: head, ..table.clone() }
}
