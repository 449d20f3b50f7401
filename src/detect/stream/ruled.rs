//! What rulings tell of a table that they do not close on all sides.
//!
//! In: the rulings of a page, its lines and its columns. Out: which lines begin right under a rule, and where upright rules part
//! the columns. The idea: rules are evidence, not a switch. A rule under a task ends its row; where rules part all numbers, no
//! row ends without one; a rule that leaves a column out says that its cell goes on.

use super::super::rulings::{Line as Rule, Rulings, clean};
use super::body::BodyLine;
use super::columns::Place;
use crate::detect::sheet::{Line, OVER, Sheet};

/// An upright rule that parts columns runs along this share of the table's height on a page: section titles interrupt it.
const TALL: f32 = 0.5;

/// The rulings of one page of a table, in its units: line heights down the page, half ems across.
#[derive(Clone, Debug, Default)]
pub(super) struct Ruled {
    level: Vec<Rule>,
    upright: Vec<Rule>,
}

impl Ruled {
    /// Those of a sheet.
    pub(super) fn new(sheet: &Sheet) -> Self {
        let Rulings { horizontal, vertical } = clean(&sheet.page.rulings);
        let (x, y) = (sheet.unit, sheet.leading);
        let turn = |lines: Vec<Rule>, at: f32, along: f32| -> Vec<Rule> {
            lines.iter().map(|l| Rule { at: l.at / at, start: l.start / along, end: l.end / along }).collect()
        };
        Self { level: turn(horizontal, y, x), upright: turn(vertical, x, y) }
    }

    /// For each line the columns that a rule right above it covers; nothing for the first, whose row may have begun before.
    pub(super) fn above(&self, lines: &[&Line], places: &[Place]) -> Vec<Vec<bool>> {
        let between = |i: usize| -> Vec<&Rule> {
            let (top, bottom) = (lines[i - 1].y, lines[i].y);
            let from = self.level.partition_point(|r| r.at <= top);
            self.level[from..].iter().take_while(|r| r.at < bottom).collect()
        };
        let covered = |rules: &[&Rule], p: &Place| {
            let x = f32::midpoint(p.x0, p.x1);
            rules.iter().any(|r| r.start <= x && x <= r.end)
        };
        let each = (0..lines.len()).map(|i| {
            let rules = if i == 0 { Vec::new() } else { between(i) };
            let cover: Vec<bool> = places.iter().map(|p| covered(&rules, p)).collect();
            // A rule under some words of one cell underlines them.
            if cover.iter().filter(|c| **c).count() > 1 { cover } else { vec![false; places.len()] }
        });
        each.collect()
    }

    /// The upright rules that part the columns of some lines, where there is one between every two of `columns`.
    pub(super) fn separators(&self, lines: &[&Line], columns: usize) -> Option<Vec<f32>> {
        let (first, last) = (lines.first()?, lines.last()?);
        let (top, bottom) = (first.y - 0.5, last.y + 0.5);
        let mut tall: Vec<(f32, f32)> = Vec::new();
        for rule in &self.upright {
            let length = (rule.end.min(bottom) - rule.start.max(top)).max(0.0);
            match tall.last_mut() {
                Some((at, sum)) if rule.at - *at < OVER => *sum += length,
                _ => tall.push((rule.at, length)),
            }
        }
        tall.retain(|t| t.1 >= TALL * (bottom - top));
        let left = lines.iter().map(|l| l.x0()).fold(f32::INFINITY, f32::min);
        let right = lines.iter().map(|l| l.x1()).fold(0.0, f32::max);
        let mut out: Vec<f32> = tall.iter().map(|t| t.0).filter(|x| *x > left + OVER).collect();
        // The last column may be empty on a page: then the frame tells where it ends.
        let framed = out.last().is_some_and(|x| *x > right - OVER);
        match (out.len() == columns, framed) {
            (true, true) => out.truncate(columns - 1),
            (true, false) | (false, true) => return None,
            (false, false) => {}
        }
        (columns > 1 && out.len() == columns - 1).then_some(out)
    }

    /// Whether an upright rule stands in the middle of a line's text: it cannot be one text.
    pub(super) fn crosses(&self, line: &Line) -> bool {
        let between = |r: &&Rule| r.start <= line.y && line.y <= r.end;
        let inside = |r: &Rule| r.at > line.x0() + OVER && r.at < line.x1() - OVER;
        self.upright.iter().filter(between).any(inside)
    }
}

/// Share of neighbouring numbers with a rule between them, where rules part the rows of a table.
const ALL: f32 = 0.8;

/// Whether rules part (nearly) all rows: where there are two numbers, there is a rule between them. `rules`: of each page's
/// lines, whether one stands right above; `number`: the column of numbers.
#[allow(clippy::cast_precision_loss, reason = "a table has far fewer than 2^23 rows")]
pub(super) fn parts_all(pages: &[Vec<BodyLine>], rules: &[Vec<bool>], number: usize) -> bool {
    let (mut pairs, mut parted) = (0, 0);
    for (body, rules) in pages.iter().zip(rules) {
        let numbers: Vec<usize> = (0..body.len()).filter(|i| body[*i].numbered(Some(number))).collect();
        for pair in numbers.windows(2) {
            pairs += 1;
            parted += usize::from(rules[pair[0] + 1..=pair[1]].iter().any(|r| *r));
        }
    }
    pairs >= 2 && parted as f32 >= ALL * pairs as f32
}
