//! Lines → rows.
//!
//! In: the lines of one page of a table, read into columns. Out: the rows: which lines each has, whether it is one text across
//! the columns, and how sure its ends are. The idea: one best cutting of the page (dynamic programming over lines). A row has one
//! number; its cells begin together or share their middle with it; a cut lies where no cell goes on.

use super::body::{BodyLine, NEAR};
use super::columns::Column;
use super::cuts::{cut_cost, joining};

/// Where numbers and cells stand in their rows, the same over a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mode {
    /// The number stands in the middle of the row, else at its top.
    pub(super) number_middle: bool,
    /// So do the other cells.
    pub(super) cells_middle: bool,
}

/// All modes.
pub(super) const MODES: [Mode; 3] = [
    Mode { number_middle: true, cells_middle: true },
    Mode { number_middle: false, cells_middle: false },
    Mode { number_middle: true, cells_middle: false },
];

/// A row of a page: its lines, first and one past the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) from: usize,
    pub(super) to: usize,
    /// One text across the columns.
    pub(super) spans: bool,
    /// What the best cutting without this row costs more.
    pub(super) margin: f32,
}

/// What the table says of itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Facts<'a> {
    pub(super) columns: &'a [Column],
    pub(super) number: Option<usize>,
    pub(super) task: Option<usize>,
    /// The page goes on with a row of the page before, perhaps.
    pub(super) later: bool,
    /// The last row of the page may go on on the next.
    pub(super) goes_on: bool,
    /// Of each line: a rule under a task right above it.
    pub(super) rules: &'a [bool],
    /// Rules part all rows: where none is, no row ends.
    pub(super) strict: bool,
}

/// A rule under a task inside its row.
const RULE_INSIDE: f32 = 6.0;
/// The title of a section inside a task.
const TITLE_INSIDE: f32 = 4.0;
/// A row has fewer lines: two full pages of small type.
const TALLEST: usize = 150;
/// Costs in points, one being "rather not". A row without a number in a numbered table; at the top of a later page.
const NO_NUMBER: f32 = 2.0;
const REST_OF_ROW: f32 = 0.4;
/// A row without a task.
const NO_TASK: f32 = 3.0;
/// A row with nothing but a number.
const NUMBER_ONLY: f32 = 6.0;
/// A task or a title begins with a small letter or a bracket.
const BEGINS_INSIDE: f32 = 2.0;
/// Every row: without it a table would fall into lines.
const ROW: f32 = 0.5;
/// The number stands a line beside its place; a cell does.
const NUMBER_OFF: f32 = 1.1;
const CELL_OFF: f32 = 0.45;
/// Lines that they may stand beside it for nothing: rounding to a grid; the first line of a row is a line.
const FREE: f32 = 0.6;
const FREE_AT_TOP: f32 = 0.2;
/// A line left out inside a cell, beyond the one that rounding leaves out.
const HOLE: f32 = 0.8;
/// An empty line inside a row.
const BLANK_INSIDE: f32 = 0.5;
/// The second and later lines of a text across the columns.
const SPAN_MORE: f32 = 0.4;
/// Lines of such a text at most.
const SPAN_LINES: usize = 8;

/// Costs of a page's rows: `items[a][b - a - 1]` for the lines a..b, without what depends on the mode.
struct Costs {
    items: Vec<Vec<Shape>>,
    spans: Vec<Vec<Option<f32>>>,
    cuts: Vec<f32>,
}

/// What a possible row looks like.
struct Shape {
    cost: f32,
    number: Option<f32>,
    /// First and last line of each cell, in line heights.
    cells: Vec<(f32, f32)>,
    first: f32,
    last: f32,
}

/// Cuts a page for each mode: total cost and rows.
pub(super) fn rows(body: &[BodyLine], facts: &Facts) -> Vec<(f32, Vec<Row>)> {
    let costs = Costs::new(body, facts);
    MODES.iter().map(|mode| solve(&costs, body.len(), *mode, facts)).collect()
}

impl Costs {
    fn new(body: &[BodyLine], facts: &Facts) -> Self {
        let cuts = (0..=body.len()).map(|i| cut_cost(body, i, facts)).collect();
        let items = (0..body.len()).map(|a| items_from(body, a, facts)).collect();
        let spans = (0..body.len()).map(|a| spans_from(body, a, facts)).collect();
        Self { items, spans, cuts }
    }
}

/// Rows of one number at most that begin at a line.
fn items_from(body: &[BodyLine], a: usize, facts: &Facts) -> Vec<Shape> {
    let top = a == 0 && facts.later;
    let mut out = Vec::new();
    let mut row = Growing { cells: vec![None; facts.columns.len()], cost: ROW, number: None };
    for i in a..body.len().min(a + TALLEST) {
        if !row.take(body, i, i == a, facts) {
            break;
        }
        let task = facts.task.and_then(|k| Some((k, row.cells[k]?)));
        let begun = task.is_some_and(|(k, cell)| cell.0 == body[i].y && starts_inside(&body[i], k));
        row.cost += if begun && !top { BEGINS_INSIDE } else { 0.0 };
        let cells: Vec<(f32, f32)> = row.cells.iter().flatten().copied().collect();
        let lacks = match (cells.is_empty(), task) {
            (true, _) => NUMBER_ONLY,
            (false, None) if !top && facts.task.is_some() => NO_TASK,
            _ => 0.0,
        };
        out.push(Shape { cost: row.cost + lacks, number: row.number, cells, first: body[a].y, last: body[i].y });
    }
    out
}

/// A row that takes line after line.
struct Growing {
    /// First and last line of each cell.
    cells: Vec<Option<(f32, f32)>>,
    cost: f32,
    number: Option<f32>,
}

impl Growing {
    /// Takes a line; `false`: it has a second number.
    fn take(&mut self, body: &[BodyLine], i: usize, first: bool, facts: &Facts) -> bool {
        let line = &body[i];
        self.cost += line.cost;
        if !first {
            self.cost += BLANK_INSIDE * line.blank.min(1.0) + if facts.rules[i] { RULE_INSIDE } else { 0.0 };
        }
        for (k, cell) in self.cells.iter_mut().enumerate().filter(|(k, _)| line.pieces[*k].is_some()) {
            if facts.number == Some(k) && line.numbered(facts.number) {
                if self.number.replace(line.y).is_some() {
                    return false;
                }
                continue;
            }
            let titled = facts.task == Some(k) && line.pieces[k].as_ref().is_some_and(|c| c.titled);
            match cell {
                Some(cell) => {
                    self.cost += if titled { TITLE_INSIDE } else { 0.0 };
                    self.cost += joining(body, i, k, facts) + HOLE * (line.y - cell.1 - NEAR).max(0.0);
                    cell.1 = line.y;
                }
                None => *cell = Some((line.y, line.y)),
            }
        }
        true
    }
}

/// Whether a column's piece in a line reads like the middle of a text.
fn starts_inside(line: &BodyLine, k: usize) -> bool {
    line.pieces[k].as_ref().is_some_and(|c| c.small || c.text.starts_with('('))
}

/// Texts across the columns that begin at a line.
fn spans_from(body: &[BodyLine], a: usize, facts: &Facts) -> Vec<Option<f32>> {
    let mut out = Vec::new();
    let mut cost = ROW;
    let mut any = false;
    for (i, line) in body.iter().enumerate().skip(a).take(SPAN_LINES) {
        let printed: Vec<usize> = (0..line.pieces.len()).filter(|k| line.pieces[*k].is_some()).collect();
        let label = matches!(printed.as_slice(), [k] if Some(*k) == facts.number) && line.numbered(facts.number);
        // What is left of the title may stand in the task column alone.
        let rest = match printed.as_slice() {
            [k] => {
                any && Some(*k) == facts.task
                    && line.pieces[*k].as_ref().is_some_and(|c| c.small || c.text.starts_with('('))
            }
            _ => false,
        };
        match line.span {
            span if label || rest => cost += line.cost.max(0.0).min(span.unwrap_or(f32::INFINITY)),
            Some(_) if i > a && line.labelled => return out,
            Some(span) => {
                let inside = line.small && !any;
                cost += if inside { BEGINS_INSIDE } else { 0.0 };
                any = true;
                cost += span;
            }
            None => return out,
        }
        if i > a {
            cost += SPAN_MORE + BLANK_INSIDE * line.blank.min(1.0) + if facts.rules[i] { RULE_INSIDE } else { 0.0 };
        }
        out.push(any.then_some(cost));
    }
    out
}

fn solve(costs: &Costs, n: usize, mode: Mode, facts: &Facts) -> (f32, Vec<Row>) {
    let table: Vec<Vec<(f32, bool)>> =
        (0..n).map(|a| (a + 1..=n).map_while(|b| cost(costs, a, b, n, mode, facts)).collect()).collect();
    let (total, mut rows) = best(&table, &costs.cuts, n, None);
    for row in &mut rows {
        row.margin = best(&table, &costs.cuts, n, Some(*row)).0 - total;
    }
    (total, rows)
}

/// The cheaper of the two kinds of row that the lines a..b can be; `None` where they, and more lines, can be neither.
fn cost(costs: &Costs, a: usize, b: usize, n: usize, mode: Mode, facts: &Facts) -> Option<(f32, bool)> {
    let span = costs.spans[a].get(b - a - 1).map(|s| s.unwrap_or(f32::INFINITY));
    let item = costs.items[a].get(b - a - 1).map(|shape| {
        let (top, end) = (a == 0 && facts.later, b == n && facts.goes_on);
        shape.cost + placing(shape, mode, top, end) + numbering(shape, top, facts)
    });
    match (item, span) {
        (None, None) => None,
        (item, span) => {
            let (item, span) = (item.unwrap_or(f32::INFINITY), span.unwrap_or(f32::INFINITY));
            Some((item.min(span), span < item))
        }
    }
}

fn numbering(shape: &Shape, top: bool, facts: &Facts) -> f32 {
    match (shape.number, facts.number) {
        (None, Some(_)) => {
            if top {
                REST_OF_ROW
            } else {
                NO_NUMBER
            }
        }
        _ => 0.0,
    }
}

/// How far number and cells stand from where they belong.
fn placing(shape: &Shape, mode: Mode, top: bool, end: bool) -> f32 {
    let rest = top && shape.number.is_none();
    let at = |middle: bool| {
        let cells = if middle { mode.cells_middle } else { false };
        let number = if middle { mode.number_middle } else { false };
        let off = |first: f32, last: f32, middle: bool| {
            if middle {
                ((f32::midpoint(first, last) - f32::midpoint(shape.first, shape.last)).abs() - FREE).max(0.0)
            } else {
                (first - shape.first - FREE_AT_TOP).max(0.0)
            }
        };
        let tallest = shape.cells.iter().map(|c| c.1 - c.0).fold(0.0, f32::max);
        let loose = (shape.last - shape.first - tallest - FREE).max(0.0);
        let cells: f32 = shape.cells.iter().map(|c| CELL_OFF * off(c.0, c.1, cells)).sum();
        let number = shape.number.map_or(0.0, |y| NUMBER_OFF * off(y, y, number));
        cells + number + CELL_OFF * loose
    };
    // A row cut by its page is set from the top: nobody knows yet how tall it is.
    if rest {
        at(true).min(at(false))
    } else if end {
        at(true).min(at(false) + 0.3)
    } else {
        at(true)
    }
}

/// The cheapest cutting, without one row where asked.
fn best(table: &[Vec<(f32, bool)>], cuts: &[f32], n: usize, without: Option<Row>) -> (f32, Vec<Row>) {
    let mut least = vec![(f32::INFINITY, 0, false); n + 1];
    least[0].0 = 0.0;
    for a in 0..n {
        for (i, (cost, spans)) in table[a].iter().enumerate() {
            let b = a + 1 + i;
            if without.is_some_and(|r| r.from == a && r.to == b) {
                continue;
            }
            let total = least[a].0 + cost + cuts[b];
            if total < least[b].0 {
                least[b] = (total, a, *spans);
            }
        }
    }
    let mut rows = Vec::new();
    let mut to = n;
    while to > 0 && least[to].0.is_finite() {
        let (_, from, spans) = least[to];
        rows.push(Row { from, to, spans, margin: f32::INFINITY });
        to = from;
    }
    rows.reverse();
    (least[n].0, rows)
}
