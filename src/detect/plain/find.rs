//! Lines of a page → tables.
//!
//! In: the lines that no other table has, and the rules of the page. Out: tables, and which lines they took. The idea: runs of
//! lines with shared white space (`region`), their columns, their header, their rows; then `judge` decides.

use super::columns::{self, Columns, Entry, GAP};
use super::header::{self, Draft};
use super::judge;
use super::lines::Line;
use super::region::{self, Region};
use super::rows::{self, Set};
use crate::detect::rulings::Line as Rule;
use crate::detect::words::{self, Gaps};
use crate::lexicon::{is_caption, is_figure};
use crate::model::{Cell, Glyph, Message, Method, Page, Rect, Table};

/// Lines of a header at most.
const HEADER: usize = 6;
/// A line (font sizes) directly over a table or under it.
const BESIDE: f32 = 1.6;
/// Words of a line over a table that belongs to its header.
const HEADER_WORDS: usize = 6;
/// White space (font sizes) within a line of a header cell that is set to its full width, at most.
const WITHIN: f32 = 4.0;
/// Said of every cell: nobody drew its borders.
pub(super) const DOUBT: Message = Message::new("doubt-white-space");

/// A table and its lines.
pub(super) struct Found {
    pub(super) table: Table,
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The tables among some lines.
pub(super) fn find(page: &Page, lines: &[Line], rules: &[Rule]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(region) = region::next(lines, at) {
        at = region.to;
        if let Some(found) = table(page, lines, &region, rules, out.last().map_or(0, |f: &Found| f.to)) {
            at = at.max(found.to);
            out.push(found);
        }
    }
    out
}

/// Reads a region as a table. Lines before `free` are another's.
fn table(page: &Page, lines: &[Line], region: &Region, rules: &[Rule], free: usize) -> Option<Found> {
    let (full, partial) = region::rules(lines, region, rules);
    let Region { mut from, mut to } = region::fit(lines, region, &full);
    from = from.max(free);
    if from + 2 > to {
        return None;
    }
    to = without_notes(lines, from, to, &full);
    let several: Vec<&Line> = lines[from..to].iter().filter(|l| l.runs(GAP).len() > 1).collect();
    let mut columns = columns::columns(&several);
    let set = |i: usize, columns: &Columns| Set { line: &lines[i], entries: columns.place(&lines[i]) };
    join_signs(&lines[from..to], &mut columns);
    join_apart(&several, &mut columns);
    if columns.count() < 2 {
        return None;
    }
    let framed = full.first().is_some_and(|y| *y < lines[from].base && *y > lines[from].y0 - 2.0 * lines[from].em);
    while from < to && !framed && is_title(&set(from, &columns)) {
        from += 1;
    }
    if from + 2 > to {
        return None;
    }
    for _ in 0..HEADER {
        if framed || from == free || !is_over(&lines[from - 1], &lines[from], &columns) {
            break;
        }
        from -= 1;
    }
    while to < lines.len() && is_under(&lines[to - 1], &lines[to], &columns) {
        to += 1;
    }
    let mut sets: Vec<Set> = (from..to).map(|i| set(i, &columns)).collect();
    let head = head(&sets, &full, columns.count());
    if join_heads(&sets, head, &mut columns) {
        sets = (from..to).map(|i| set(i, &columns)).collect();
    }
    let (top, body) = sets.split_at_mut(head);
    let ruled: Vec<bool> = (0..body.len()).map(|i| i > 0 && parted(&full, body[i - 1].line, body[i].line)).collect();
    let numeric = rows::is_numeric(body, columns.count());
    let first = columns.extent(0);
    let starts = rows::starts(body, &ruled, numeric, first.1 - first.0);
    let inside = full.iter().filter(|y| **y > lines[from].y0 - 2.5 * lines[from].em).count();
    if !judge::is_table(body, &starts, &columns, inside) {
        return None;
    }
    let (mut drafts, head_rows) = header::header(top, &columns, &partial);
    let mut bands: Vec<(usize, usize)> = bands(&drafts, head_rows);
    let mut row = head_rows;
    for (i, set) in body.iter().enumerate() {
        if starts[i] {
            bands.push((head + i, head + i + 1));
            row += 1;
        } else if let Some(band) = bands.last_mut() {
            band.1 = head + i + 1;
        }
        set.entries.iter().for_each(|e| put(&mut drafts, row - 1, head + i, e));
    }
    let table = build(page, &lines[from..to], &columns, drafts, &bands, head_rows);
    Some(Found { table, from, to })
}

/// Notes below a table of figures have none: where it ends.
fn without_notes(lines: &[Line], from: usize, to: usize, full: &[f32]) -> usize {
    let figures = |l: &Line| l.runs(GAP).iter().skip(1).any(|r| is_figure(&l.text(*r)));
    let counted = lines[from..to].iter().filter(|l| figures(l)).count();
    let several = lines[from..to].iter().filter(|l| l.runs(GAP).len() > 1).count();
    if counted * 2 < several || counted < 3 {
        return to;
    }
    let last = (from..to).rev().find(|i| figures(&lines[*i])).map_or(to, |i| i + 1);
    // What stands over the lowest rule is the table's.
    let ruled = full.last().map_or(0, |y| lines.partition_point(|l| l.base < *y));
    last.max(ruled.min(to))
}

/// One line that goes over the columns from the first on: what stands over a table without a rule is its title.
fn is_title(set: &Set) -> bool {
    set.entries.len() == 1 && (set.entries[0].first == 0)
}

/// A line directly over the table whose words stand over its columns behind the first.
fn is_over(line: &Line, below: &Line, columns: &Columns) -> bool {
    let entries = columns.place(line);
    let inside = line.x0() >= columns.x0 - line.em && line.x1() <= columns.x1 + line.em;
    inside
        && below.base - line.base <= BESIDE * below.em
        && line.words.len() <= HEADER_WORDS
        && entries.iter().all(|e| e.first > 0)
        && !is_caption(&line.text(line.whole()))
}

/// A line directly under the table that goes on with a cell behind the first column.
fn is_under(above: &Line, line: &Line, columns: &Columns) -> bool {
    let entries = columns.place(line);
    line.base - above.base <= BESIDE * line.em
        && line.x1() <= columns.x1 + line.em
        && entries.iter().all(|e| e.first > 0 && e.first == e.last)
}

/// `$` before a figure, `%` behind it: a column of signs is none.
fn join_signs(lines: &[Line], columns: &mut Columns) {
    let before = |c: char| matches!(c, '$' | '€' | '£' | '(');
    let sign = |c: char| before(c) || matches!(c, '%' | ')' | '*');
    // Of each column: whether it has signs only, and only such as stand before figures.
    let mut only: Vec<Option<(bool, bool)>> = vec![None; columns.count()];
    for e in lines.iter().flat_map(|l| columns.place(l)).filter(|e| e.first == e.last) {
        let (signs, leads) = only[e.first].unwrap_or((true, true));
        only[e.first] = Some((signs && e.text.chars().all(sign), leads && e.text.chars().all(before)));
    }
    for (c, only) in only.iter().enumerate().rev() {
        let Some((true, leads)) = *only else { continue };
        let last = columns.count() - 1;
        if last > 0 {
            columns.join(if (leads || c == 0) && c < last { c } else { c - 1 });
        }
    }
}

/// White space within a line of the header (justified words) parts no columns: nothing stands below. Says whether it found any.
fn join_heads(sets: &[Set], head: usize, columns: &mut Columns) -> bool {
    let mut used = vec![false; columns.count()];
    sets[head..].iter().flat_map(|s| &s.entries).for_each(|e| used[e.first..=e.last].fill(true));
    let near = |c: usize| {
        let close =
            |s: &Set| s.entries.windows(2).any(|w| w[1].first == c && w[1].run.x0 - w[0].run.x1 < WITHIN * s.line.em);
        sets[..head].iter().any(close)
    };
    let before = columns.count();
    for c in (1..before).rev().filter(|c| !used[*c] && near(*c)) {
        if columns.count() > 2 {
            columns.join(c - 1);
        }
    }
    columns.count() < before
}

/// Pieces that only stand further left or right than others (set in, centred) make no column: in no line both are filled.
fn join_apart(lines: &[&Line], columns: &mut Columns) {
    let mut beside = vec![false; columns.count()];
    for line in lines {
        let entries = columns.place(line);
        entries.windows(2).filter(|w| w[0].last + 1 == w[1].first).for_each(|w| beside[w[1].first] = true);
    }
    for c in (1..beside.len()).rev().filter(|c| !beside[*c]) {
        columns.join(c - 1);
    }
}

/// Number of header lines: those over the first rule inside, else those before the first figures.
fn head(sets: &[Set], full: &[f32], columns: usize) -> usize {
    let over = |y: &f32| sets.iter().take_while(|s| s.line.base < *y).count();
    let names = |n: &usize| {
        let over = &sets[..*n];
        *n <= HEADER && over.iter().any(|s| s.entries.len() > 1) && !over.iter().any(is_data)
    };
    if let Some(n) = full.iter().map(over).find(|n| *n > 0 && *n < sets.len()).filter(names) {
        return n;
    }
    if !rows::is_numeric(sets, columns) {
        return 1;
    }
    let n = sets.iter().take_while(|s| !is_data(s)).count();
    // Labels without figures directly over the first figures are the body's.
    let labels = sets[..n].iter().rev().take_while(|s| s.entries.len() == 1 && s.entries[0].last == 0).count();
    if n > HEADER { 0 } else { n - labels.min(n) }
}

/// A line of figures that are no years.
fn is_data(set: &Set) -> bool {
    let year = |t: &str| t.len() == 4 && t.parse::<u16>().is_ok_and(|y| (1900..2100).contains(&y));
    let rest = || set.entries.iter().filter(|e| e.first > 0);
    set.has_figures()
        && !rest().all(|e| year(&e.text))
        && rest().filter(|e| is_figure(&e.text)).count() * 2 >= rest().count().min(2)
}

fn parted(full: &[f32], above: &Line, below: &Line) -> bool {
    full.iter().any(|y| *y > above.base - 0.2 * above.em && *y < below.base)
}

/// First and last line of each header row.
fn bands(drafts: &[Draft], rows: usize) -> Vec<(usize, usize)> {
    let lines = |row: usize| drafts.iter().filter(move |d| d.row <= row && row < d.row + d.row_span);
    let mut out: Vec<(usize, usize)> = Vec::new();
    for row in 0..rows {
        let own = lines(row).filter(|d| d.row_span == 1).flat_map(|d| &d.pieces).map(|p| p.0);
        let from = own.clone().min().unwrap_or_else(|| out.last().map_or(0, |b| b.1));
        out.push((from, own.max().map_or(from + 1, |m| m + 1)));
    }
    out
}

/// Puts a piece of a body line into its cell.
fn put(drafts: &mut Vec<Draft>, row: usize, line: usize, e: &Entry) {
    let meets = |d: &Draft| d.col <= e.last && e.first < d.col + d.col_span;
    match drafts.iter_mut().rev().take_while(|d| d.row == row).find(|d| meets(d)) {
        Some(draft) => draft.pieces.push((line, e.run)),
        None => drafts.push(Draft {
            row,
            col: e.first,
            row_span: 1,
            col_span: e.last + 1 - e.first,
            pieces: vec![(line, e.run)],
        }),
    }
}

/// Drafts without overlap: what stands on the squares of another goes into it. With the squares that are covered.
fn tile(drafts: Vec<Draft>, rows: usize, cols: usize) -> (Vec<Draft>, Vec<bool>) {
    let mut owner: Vec<Option<usize>> = vec![None; rows * cols];
    let mut out: Vec<Draft> = Vec::new();
    for d in drafts {
        let squares = (d.row..d.row + d.row_span).flat_map(|r| (d.col..d.col + d.col_span).map(move |c| r * cols + c));
        match squares.clone().find_map(|at| owner[at]) {
            Some(other) => out[other].pieces.extend(d.pieces),
            None => {
                squares.for_each(|at| owner[at] = Some(out.len()));
                out.push(d);
            }
        }
    }
    (out, owner.iter().map(Option::is_some).collect())
}

fn build(
    page: &Page,
    lines: &[Line],
    columns: &Columns,
    drafts: Vec<Draft>,
    bands: &[(usize, usize)],
    head: usize,
) -> Table {
    let (rows, cols) = (bands.len(), columns.count());
    let mut xs = vec![columns.x0];
    xs.extend(columns.zones.iter().map(|z| f32::midpoint(z.0, z.1)));
    xs.push(columns.x1.max(columns.x0 + 1.0));
    let mut ys: Vec<f32> = Vec::new();
    for (from, _) in bands {
        let line = &lines[(*from).min(lines.len() - 1)];
        let y = if *from == 0 { line.y0 } else { f32::midpoint(lines[from - 1].base, line.y0) };
        ys.push(y.max(ys.last().map_or(y, |l| l + 0.1)));
    }
    ys.push(lines.iter().map(|l| l.y1).fold(ys.last().copied().unwrap_or(0.0), f32::max));
    let gaps = Gaps::of(page);
    let (drafts, covered) = tile(drafts, rows, cols);
    let blank = |at: usize| Draft { row: at / cols, col: at % cols, row_span: 1, col_span: 1, pieces: Vec::new() };
    let blanks = (0..rows * cols).filter(|at| !covered[*at]).map(blank);
    let cell = |d: Draft| {
        let Draft { row, col, row_span, col_span, pieces } = d;
        let glyphs: Vec<&Glyph> = pieces
            .iter()
            .flat_map(|(line, run)| &lines[*line].words[run.from..run.to])
            .flat_map(|w| w.glyphs.iter().copied())
            .collect();
        let text = words::lines(page, &glyphs, gaps, None);
        Cell {
            row,
            col,
            row_span,
            col_span,
            bbox: Rect::new(xs[col], ys[row], xs[col + col_span], ys[row + row_span]),
            doubt: (!text.is_empty()).then_some(DOUBT),
            lines: text,
        }
    };
    let mut cells: Vec<Cell> = drafts.into_iter().chain(blanks).map(cell).collect();
    cells.sort_by_key(|c| (c.row, c.col));
    Table {
        page: page.number,
        bbox: Rect::new(xs[0], ys[0], xs[cols], ys[rows]),
        rows,
        cols,
        cells,
        method: Method::Stream,
        open_top: false,
        open_bottom: false,
        header_rows: (head > 0).then_some(head),
    }
}
