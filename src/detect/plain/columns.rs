//! White space → columns.
//!
//! In: the lines of a table. Out: the white zones between its columns, left to right. The idea: a zone is white in every line,
//! but for pieces that stand over several columns (headers of groups, titles). Such a piece crosses white space in which more
//! lines have a gap than ink.

use super::lines::{Line, Run};

/// A gap (font sizes) that can part two cells; the space between two words is a quarter, in justified text up to a half.
pub(super) const GAP: f32 = 0.5;
/// Steps of a font size in which white space is measured.
const STEPS: f32 = 8.0;
/// Steps of white space that part two columns: three eighths of a font size, where it runs through the whole table.
const ZONE: usize = 3;
/// Steps of white space that a piece must cross to stand over it.
const CROSSED: usize = 4;
/// Most steps over the width of a page; a wider table is measured coarser.
const MOST_STEPS: f32 = 4096.0;
/// A piece (font sizes) that reaches less far into a column does not stand in it.
const REACH: f32 = 0.3;

/// Where the columns of a table are: the white zones between them, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Columns {
    pub(super) zones: Vec<(f32, f32)>,
    pub(super) x0: f32,
    pub(super) x1: f32,
}

/// A piece of a line in its place.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) run: Run,
    /// First and last column it stands in.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) text: String,
}

impl Columns {
    pub(super) fn count(&self) -> usize {
        self.zones.len() + 1
    }

    /// What is printed between two zones: begin and end of a column.
    pub(super) fn extent(&self, column: usize) -> (f32, f32) {
        let x0 = if column == 0 { self.x0 } else { self.zones[column - 1].1 };
        (x0, self.zones.get(column).map_or(self.x1, |z| z.0))
    }

    /// The pieces of a line, each with its columns.
    pub(super) fn place(&self, line: &Line) -> Vec<Entry> {
        let parts = |from: f32, to: f32| {
            let at = self.zones.partition_point(|z| z.1 <= from);
            self.zones[at..].iter().take_while(|z| z.0 < to).any(|z| {
                let shared = to.min(z.1) - from.max(z.0);
                shared >= (0.35 * line.em).min(0.7 * (z.1 - z.0))
            })
        };
        let entry = |run: Run| {
            let (first, last) = self.span(run.x0, run.x1, line.em);
            Entry { run, first, last, text: line.text(run) }
        };
        let mut out: Vec<Entry> = Vec::new();
        for mut e in line.cut(parts).into_iter().map(entry) {
            // No two pieces of a line stand in one column: the one over several gives way.
            match out.last_mut() {
                Some(last) if e.first <= last.last && e.last > last.last => e.first = last.last + 1,
                Some(last) if e.first <= last.last && last.first < e.first => last.last = e.first - 1,
                Some(last) if e.first <= last.last => {
                    last.run = Run { to: e.run.to, x1: e.run.x1.max(last.run.x1), ..last.run };
                    last.last = last.last.max(e.last);
                    last.text = line.text(last.run);
                    continue;
                }
                _ => {}
            }
            out.push(e);
        }
        out
    }

    /// Which columns a piece stands in.
    pub(super) fn span(&self, x0: f32, x1: f32, em: f32) -> (usize, usize) {
        // All of it in white space: in the nearer column.
        if let Some(i) = self.zones.iter().position(|z| x0 >= z.0 && x1 <= z.1) {
            let (left, right) = (x0 - self.zones[i].0, self.zones[i].1 - x1);
            return if left <= right { (i, i) } else { (i + 1, i + 1) };
        }
        let reach = (REACH * em).min((x1 - x0) / 2.0);
        let first = self.zones.partition_point(|z| z.0 <= x0 + reach);
        let last = self.zones.partition_point(|z| z.1 <= x1 - reach);
        if first <= last { (first, last) } else { (last, last) }
    }

    /// Takes out a zone: the columns beside it are one.
    pub(super) fn join(&mut self, zone: usize) {
        self.zones.remove(zone);
    }
}

/// Finds the columns of some lines.
pub(super) fn columns(lines: &[&Line]) -> Columns {
    let x0 = lines.iter().map(|l| l.x0()).fold(f32::INFINITY, f32::min);
    let x1 = lines.iter().map(|l| l.x1()).fold(f32::NEG_INFINITY, f32::max);
    if lines.is_empty() || x1 <= x0 {
        return Columns::default();
    }
    let em = middle(lines.iter().map(|l| l.em));
    let step = (em / STEPS).max((x1 - x0) / MOST_STEPS);
    let scale = Scale { x0, step, steps: whole((x1 - x0) / step) + 1 };
    let runs: Vec<Vec<Run>> = lines.iter().map(|l| l.runs(GAP)).collect();
    let gaps = scale.count(runs.iter().flat_map(|r| r.windows(2).map(|w| (w[0].x1, w[1].x0))));
    let ink = scale.count(runs.iter().flatten().map(|r| (r.x0, r.x1)));
    let (over, own): (Vec<Run>, Vec<Run>) = runs.into_iter().flatten().partition(|r| crosses(&scale, &gaps, &ink, *r));
    let clear = scale.count(own.iter().map(|r| (r.x0, r.x1)));
    let mut out = Columns { zones: zones(&scale, &clear), x0, x1 };
    for run in over {
        restore(&mut out, run, em);
    }
    out
}

/// Steps over the width of a table.
struct Scale {
    x0: f32,
    step: f32,
    steps: usize,
}

impl Scale {
    fn at(&self, x: f32) -> usize {
        whole((x - self.x0) / self.step).min(self.steps - 1)
    }

    /// How many of some intervals hold each step.
    fn count(&self, intervals: impl Iterator<Item = (f32, f32)>) -> Vec<i32> {
        let mut out = vec![0; self.steps + 1];
        for (from, to) in intervals.filter(|(from, to)| to > from) {
            out[self.at(from)] += 1;
            out[self.at(to) + 1] -= 1;
        }
        let mut sum = 0;
        for n in &mut out {
            sum += *n;
            *n = sum;
        }
        out
    }
}

/// Whether a piece crosses white space: steps in which at least two lines have a gap, no fewer than have ink, and fewer have ink
/// than on both sides of them, or none but the piece. (In a column that few lines fill more have a gap, too, but it has no
/// sides.)
fn crosses(scale: &Scale, gaps: &[i32], ink: &[i32], run: Run) -> bool {
    let inside = || scale.at(run.x0)..=scale.at(run.x1);
    let white = |at: &usize| gaps[*at] >= 2 && gaps[*at] >= ink[*at];
    let Some(least) = inside().filter(white).map(|at| ink[at]).min() else { return false };
    // Whether ink stood before, and how long the white space after it is by now; how long it stands alone.
    let (mut begun, mut stretch, mut alone) = (false, 0, 0);
    for at in inside() {
        alone = if white(&at) && ink[at] == 1 { alone + 1 } else { 0 };
        if alone >= CROSSED {
            return true;
        }
        if ink[at] > least {
            if stretch >= CROSSED {
                return true;
            }
            (begun, stretch) = (true, 0);
        } else if begun && white(&at) {
            stretch += 1;
        }
    }
    false
}

/// Runs of white steps between ink.
fn zones(scale: &Scale, ink: &[i32]) -> Vec<(f32, f32)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, ink) in ink.iter().enumerate().take(scale.steps) {
        if *ink == 0 {
            start.get_or_insert(at);
        } else if let Some(from) = start.take().filter(|from| *from > 0 && at - from >= ZONE) {
            out.push((scale.x0 + steps(from) * scale.step, scale.x0 + steps(at) * scale.step));
        }
    }
    out
}

/// A long piece that only reaches into the white space beside its own column makes that column wider.
fn restore(columns: &mut Columns, run: Run, em: f32) {
    if columns.zones.iter().any(|z| run.x0 < z.0 + REACH * em && run.x1 > z.1 - REACH * em) {
        return;
    }
    let least = 0.2 * em;
    for z in &mut columns.zones {
        if run.x0 <= z.0 && run.x1 > z.0 && z.1 - run.x1 > least {
            z.0 = run.x1;
        } else if run.x1 >= z.1 && run.x0 < z.1 && run.x0 - z.0 > least {
            z.1 = run.x0;
        }
    }
}

/// The median; 0 of nothing.
pub(super) fn middle(values: impl Iterator<Item = f32>) -> f32 {
    crate::detect::sheet::middle(values)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "steps over a page, not negative")]
fn whole(x: f32) -> usize {
    x.max(0.0) as usize
}

#[allow(clippy::cast_precision_loss, reason = "steps over a page")]
fn steps(n: usize) -> f32 {
    n as f32
}
