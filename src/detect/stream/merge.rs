//! Cells that stand over several rows.
//!
//! In: the rows of a page. Out: which cells of neighbouring rows are one, and which cells are empty against the custom of their
//! column. The idea: where rules part the rows, one that leaves a column out says it. Else such a cell's lines stand in the middle
//! of all its rows, so they lie on a row border, or the rows above and below have nothing in that column; white space alone
//! cannot prove that: every such cell found without rules is doubted.

use super::body::{BodyLine, Cut};
use super::rows::Row;
use super::table::{Read, Roles};

/// Rows of one merged cell at most.
const ROWS: usize = 4;
/// Lines apart at which two pieces of a cell stand.
const NEXT: f32 = 1.3;
/// Lines that a merged cell's middle may stand beside the middle of its rows: rounding to a grid, lines of unequal height.
const OFF_MIDDLE: f32 = 1.1;
/// Share of rows that name someone, above which a row without anyone is odd.
const CUSTOM: f32 = 0.4;

/// A column's cell over several rows: first row, one past the last.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Merge {
    pub(super) col: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    /// Rules say so.
    pub(super) sure: bool,
}

/// A cell's lines on a page: first and last, in line heights, with their texts.
struct Block<'a> {
    first: f32,
    last: f32,
    top: &'a Cut,
    bottom: &'a Cut,
}

impl Block<'_> {
    fn middle(&self) -> f32 {
        f32::midpoint(self.first, self.last)
    }
}

/// The cells over several rows of a page.
pub(super) fn merges(read: &Read, roles: &Roles) -> Vec<Merge> {
    if read.strict {
        return by_rules(read, roles.task.unwrap_or(0), roles.number);
    }
    if !read.centred {
        return Vec::new();
    }
    let cols = read.places.len();
    let each = (0..cols).filter(|k| Some(*k) != roles.number && Some(*k) != roles.task);
    each.flat_map(|col| column(read, col, roles.lead == Some(col))).collect()
}

/// The cells that the rules between rows leave out, in a column that they mostly cover.
fn by_rules(read: &Read, task: usize, number: Option<usize>) -> Vec<Merge> {
    let titled = |r: usize| read.rows[r].spans || read.rows[r - 1].spans;
    let borders: Vec<(usize, &Vec<bool>)> = (1..read.rows.len())
        .filter(|r| !titled(*r))
        .map(|r| (r, &read.above[read.rows[r].from]))
        .filter(|(_, cover)| cover[task])
        .collect();
    let mut out: Vec<Merge> = Vec::new();
    for col in (0..read.places.len()).filter(|k| Some(*k) != number) {
        // A rule that is only drawn badly does not make one cell of two.
        let one = |r: usize| {
            let (above, below) = (block(&read.body, &read.rows[r - 1], col), block(&read.body, &read.rows[r], col));
            above.zip(below).is_none_or(|(a, b)| a.bottom.open || b.top.small)
        };
        let open: Vec<usize> = borders.iter().filter(|(r, cover)| !cover[col] && one(*r)).map(|(r, _)| *r).collect();
        if open.len() * 2 > borders.len() {
            continue;
        }
        for row in open {
            match out.last_mut() {
                Some(last) if last.col == col && last.to == row => last.to += 1,
                _ => out.push(Merge { col, from: row - 1, to: row + 1, sure: true }),
            }
        }
    }
    out
}

fn column(read: &Read, col: usize, lead: bool) -> Vec<Merge> {
    let blocks: Vec<Option<Block>> = read.rows.iter().map(|r| block(&read.body, r, col)).collect();
    let mut out: Vec<Merge> = Vec::new();
    let mut at = 0;
    while at < read.rows.len() {
        let found = (at + 2..=read.rows.len().min(at + ROWS))
            .filter_map(|to| Some((fits(read, &blocks, at, to, lead)?, to)))
            .min_by(|a, b| a.0.total_cmp(&b.0));
        match found {
            Some((_, to)) => {
                out.push(Merge { col, from: at, to, sure: false });
                at = to;
            }
            None => at += 1,
        }
    }
    out
}

fn block<'a>(body: &'a [BodyLine], row: &Row, col: usize) -> Option<Block<'a>> {
    let own: Vec<(f32, &Cut)> =
        body[row.from..row.to].iter().filter_map(|l| Some((l.y, l.pieces[col].as_ref()?))).collect();
    let ((first, top), (last, bottom)) = (own.first().copied()?, own.last().copied()?);
    (!row.spans).then_some(Block { first, last, top, bottom })
}

/// How far the lines of a column stand from the middle of the rows `from..to`; `None` where they cannot be one cell.
fn fits(read: &Read, blocks: &[Option<Block>], from: usize, to: usize, lead: bool) -> Option<f32> {
    if read.rows[from..to].iter().any(|r| r.spans || !is_task(read, r)) {
        return None;
    }
    let filled: Vec<&Block> = blocks[from..to].iter().flatten().collect();
    let (first, last) = (read.rows[from].from, read.rows[to - 1].to - 1);
    let middle = f32::midpoint(read.body[first].y, read.body[last].y);
    match filled.as_slice() {
        [one] => {
            let at = blocks[from..to].iter().position(Option::is_some)? + from;
            let own = &read.rows[at];
            let alone = (one.middle() - f32::midpoint(read.body[own.from].y, read.body[own.to - 1].y)).abs();
            let off = (one.middle() - middle).abs();
            // A row has a body in charge: where one of three has, it is theirs.
            (off <= OFF_MIDDLE && (alone > off + OFF_MIDDLE || (lead && to - from > 2) || (lead && alone > off)))
                .then_some(off)
        }
        [a, b] if to - from == 2 => {
            let one = b.first - a.last <= NEXT && (b.top.small || a.bottom.open);
            let off = (f32::midpoint(a.first, b.last) - middle).abs();
            (one && off <= OFF_MIDDLE).then_some(off)
        }
        _ => None,
    }
}

/// A row that is more than a number and a text.
fn is_task(read: &Read, row: &Row) -> bool {
    let cols = read.places.len();
    let filled = |k: &usize| read.body[row.from..row.to].iter().any(|l| l.pieces[*k].is_some());
    (0..cols).filter(filled).count() > 2
}

/// Rows without anyone in charge, or without a time, where most rows have one: page by page, row and column.
pub(super) fn without(reads: &[Read], roles: &Roles) -> Vec<Vec<(usize, usize)>> {
    let mut out: Vec<Vec<(usize, usize)>> = vec![Vec::new(); reads.len()];
    for col in [roles.lead, roles.deadline].into_iter().flatten() {
        let empty: Vec<Vec<usize>> = reads
            .iter()
            .map(|read| {
                // Where the columns are sure, or cells stand at the top of their rows, tasks without a time are just that.
                let sure = (read.fenced || !read.centred) && roles.deadline == Some(col);
                let none = |r: &usize| {
                    !sure && block(&read.body, &read.rows[*r], col).is_none() && is_task(read, &read.rows[*r])
                };
                (0..read.rows.len()).filter(none).collect()
            })
            .collect();
        let tasks: usize =
            reads.iter().map(|read| read.rows.iter().filter(|r| !r.spans && is_task(read, r)).count()).sum();
        let odd: usize = empty.iter().map(Vec::len).sum();
        #[allow(clippy::cast_precision_loss, reason = "a table has far fewer than 2^23 rows")]
        let custom = odd as f32 <= (1.0 - CUSTOM) * tasks as f32;
        if custom {
            for (page, rows) in out.iter_mut().zip(empty) {
                page.extend(rows.into_iter().map(|r| (r, col)));
            }
        }
    }
    out
}
