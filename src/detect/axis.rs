//! Cells without borders → where their columns and rows stand.
//!
//! In: the cells of a tagged table with their text. Out: for columns or rows, what is printed in each, the borders between
//! them, and whether they stand one behind the other. A border stands in the middle of what is printed on both sides of it.

use crate::model::{Cell, TaggedTable, TextLine};

/// Ink of one column or row that reaches this far (points) into the next still stands in order: glyph boxes are higher
/// than their ink, and long words hang over.
const OVERHANG: f32 = 4.0;
/// One direction of a grid: where its columns or rows are printed, and the borders between them, in points.
pub(super) struct Axis {
    /// Begin and end of what is printed in each; `None` where nothing is printed in it alone.
    ink: Vec<Option<(f32, f32)>>,
    pub(super) borders: Vec<f32>,
    /// The columns or rows stand one behind the other.
    pub(super) ordered: bool,
}

impl Axis {
    /// Of the rows that their cells fill: in others the columns are not known.
    pub(super) fn columns(cells: &[Cell], tags: &TaggedTable) -> Self {
        let whole = cells.iter().filter(|c| tags.whole[c.row]);
        Self::of(tags.cols, whole.map(|c| (c.col, c.col_span, c)), |l| (l.bbox.x0, l.bbox.x1))
    }

    pub(super) fn rows(cells: &[Cell], tags: &TaggedTable) -> Self {
        Self::of(tags.rows, cells.iter().map(|c| (c.row, c.row_span, c)), |l| (l.bbox.y0, l.bbox.y1))
    }

    fn of<'c>(
        count: usize,
        cells: impl Iterator<Item = (usize, usize, &'c Cell)>,
        extent: fn(&TextLine) -> (f32, f32),
    ) -> Self {
        let mut ink: Vec<Option<(f32, f32)>> = vec![None; count];
        let mut all: Option<(f32, f32)> = None;
        for (at, span, cell) in cells {
            for (from, to) in cell.lines.iter().map(extent) {
                let grow = |old: Option<(f32, f32)>| Some(old.map_or((from, to), |(a, b)| (a.min(from), b.max(to))));
                all = grow(all);
                if span == 1 {
                    ink[at] = grow(ink[at]);
                }
            }
        }
        let printed: Vec<(f32, f32)> = ink.iter().copied().flatten().collect();
        let ordered = printed.windows(2).all(|w| w[0].1 <= w[1].0 + OVERHANG);
        let borders = borders(&ink, all.unwrap_or_default());
        Self { ink, borders, ordered }
    }

    /// What is printed in some neighbours, else what lies between their borders.
    pub(super) fn ink(&self, from: usize, to: usize) -> (f32, f32) {
        let mut printed = self.ink[from..to].iter().flatten();
        match (printed.next(), printed.next_back()) {
            (Some(first), Some(last)) => (first.0, last.1),
            (Some(one), None) => *one,
            _ => (self.borders[from], self.borders[to]),
        }
    }
}

/// The borders of a direction: the outer ones round all that is printed, those between two printed neighbours in their
/// middle, those of empty ones spread evenly between the known.
fn borders(ink: &[Option<(f32, f32)>], all: (f32, f32)) -> Vec<f32> {
    let mut known: Vec<(usize, f32)> = vec![(0, all.0)];
    for (i, pair) in ink.windows(2).enumerate() {
        if let [Some(a), Some(b)] = pair {
            known.push((i + 1, f32::midpoint(a.1, b.0)));
        }
    }
    known.push((ink.len(), all.1));
    let mut out = vec![all.0];
    for pair in known.windows(2) {
        let ((from, start), (to, end)) = (pair[0], pair[1]);
        for i in from + 1..=to {
            #[allow(clippy::cast_precision_loss, reason = "columns and rows are few")]
            let share = (i - from) as f32 / (to - from) as f32;
            out.push(start + share * (end - start));
        }
    }
    out
}
