//! The heights of lines in a block that a tool prints sorted: top to bottom, and on one line from left to right.
//!
//! In: where the lines of a row stand so far. Out: where a further one may stand, and what that costs. The idea: between two
//! blank lines the rows come one after another; in a row the lines of a cell lie one line apart, and a shorter cell begins
//! level with the tallest or is centred on it. So the order in which the lines of a row come tells how many each cell has.
//! Heights are in half lines, as a centred cell may stand half a line beside its neighbour.

use super::super::atoms::Atom;
use super::learn::RAGGED;
use super::slots::Slot;
use super::weave::{Order, State, Weave};

/// Height of a line, in half lines.
const LINE: i16 = 2;
/// Cost of each half line by which a cell is out of its place in the row.
const OFF: f32 = 1.2;
/// Most that a row's cells may cost so.
const OFF_MOST: f32 = 8.0;
/// Cost of a row whose cells stand as those of the other rows do not: a page end may have cut it.
const UNLIKE: f32 = 2.0;
/// Cost of a block that begins without a blank line before it.
const BLOCK: f32 = 4.0;
/// Cost of a word that stands alone as the column's width stretched its line.
const STRETCHED: f32 = 0.5;
/// Cost of a piece that shares its line with one of a column that is no neighbour: the gap between them would part them.
const NO_NEIGHBOUR: f32 = 3.0;
/// A line wider than its column by this share holds pieces of several cells.
const TOO_WIDE: f32 = 1.04;
/// Cost of each row with a number that the lines of a block pass over.
const PASSED_OVER: f32 = 0.5;

/// How the cells of a row stand beside one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Top,
    Middle,
}

/// The lines of the row that is being printed in this block.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Frame {
    row: Option<usize>,
    /// Where the last line stands, and in which lane.
    y: i16,
    lane: usize,
    /// Heights of the first and the last line of each lane's cell.
    cells: Vec<Option<(i16, i16)>>,
}

/// What a line does to the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// Nothing: it goes on with the piece before it.
    Stay,
    /// A row or a block begins with it.
    Fresh,
    /// It stands at a height.
    At(i16),
}

impl Frame {
    /// As a line of a lane and a row leaves it. Lane 0 is the numbers', the others are the columns'.
    pub(super) fn after(&self, turn: Turn, lane: usize, row: usize, lanes: usize) -> Self {
        let mut out = match turn {
            Turn::Stay => return self.clone(),
            Turn::Fresh => Self { row: Some(row), y: 0, lane, cells: vec![None; lanes] },
            Turn::At(y) => Self { y, lane, ..self.clone() },
        };
        let first = out.cells[lane].map_or(out.y, |c| c.0);
        out.cells[lane] = Some((first, out.y));
        out
    }

    /// Half lines by which the cells are out of their places.
    fn off(&self, align: Align) -> i16 {
        let Some(tallest) = self.cells.iter().flatten().max_by_key(|c| c.1 - c.0) else { return 0 };
        let off = |c: &(i16, i16)| match align {
            Align::Top => (c.0 - tallest.0).abs(),
            Align::Middle => (c.0 + c.1 - tallest.0 - tallest.1).abs(),
        };
        self.cells.iter().flatten().map(off).sum()
    }

    /// Cost of the row as it stands, when it is left.
    pub(super) fn close(&self, align: Align) -> f32 {
        let other = if align == Align::Top { Align::Middle } else { Align::Top };
        let cost = |a: Align| OFF * f32::from(self.off(a));
        cost(align).min(cost(other) + UNLIKE).min(OFF_MOST)
    }
}

/// Whether a line may hold pieces of several cells: it is wider than the widest column, or wider than a narrow one without
/// filling the widest.
pub(super) fn may_join(line: f32, widest: f32, narrow: Option<f32>) -> bool {
    line > widest * TOO_WIDE || line < widest - RAGGED && narrow.is_some_and(|w| line > w * TOO_WIDE)
}

/// Whether a tool begins anew before an atom.
fn opens(b: &Atom) -> bool {
    b.first && (b.blank || b.breaks)
}

impl Weave<'_, '_, '_> {
    /// How cells stand, where the lines of a block are sorted.
    pub(super) fn align(&self) -> Option<Align> {
        match self.known.order {
            Order::Sorted(align) => Some(align),
            _ => None,
        }
    }

    /// Whether an atom follows the one before it in a sorted block: then its height says all that its place does.
    pub(super) fn sorted(&self, b: &Atom) -> bool {
        self.align().is_some() && !opens(b)
    }

    /// Gives where an atom of a lane and a row may stand, and how well. `close`: what leaving the row costs.
    pub(super) fn turns(
        &self,
        state: &State,
        (lane, slot): (usize, usize),
        begins: bool,
        b: &Atom,
        close: f32,
        give: &mut dyn FnMut(Turn, f32),
    ) {
        if self.align().is_none() {
            return give(Turn::Stay, 0.0);
        }
        let frame = &state.frame;
        let Some(row) = frame.row.filter(|_| !opens(b)) else { return give(Turn::Fresh, -close) };
        let fits = |y: i16| y > frame.y || y == frame.y && lane > frame.lane;
        if !b.first {
            let level = match frame.cells[lane] {
                Some((_, last)) => !begins && last + LINE == frame.y,
                None => true,
            };
            if slot == row && lane == frame.lane && !begins {
                give(Turn::Stay, 0.0);
            } else if slot == row && lane > frame.lane && level {
                let apart = if lane > frame.lane + 1 { NO_NEIGHBOUR } else { 0.0 };
                give(Turn::At(frame.y), -apart);
            }
            return;
        }
        if slot > row {
            let passed = self.page.slots[row + 1..slot].iter().filter(|s| matches!(s, Slot::Numbered { .. })).count();
            #[allow(clippy::cast_precision_loss, reason = "a page has far fewer than 2^23 rows")]
            let passed = passed as f32;
            give(Turn::Fresh, -close - PASSED_OVER * passed);
            return;
        }
        if slot == row {
            let word = |a: &Atom| !a.text.contains(' ');
            let last = lane.checked_sub(1).and_then(|c| state.last[c]).map(|a| &self.page.atoms[a]);
            if !begins && lane == frame.lane && (word(b) || last.is_some_and(word)) {
                give(Turn::Stay, -STRETCHED);
            }
            match frame.cells[lane] {
                Some((_, last)) if !begins && fits(last + LINE) => give(Turn::At(last + LINE), 0.0),
                None => (frame.y..=frame.y + LINE).filter(|y| fits(*y)).for_each(|y| give(Turn::At(y), 0.0)),
                Some(_) => {}
            }
        }
        give(Turn::Fresh, -close - BLOCK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The frame after lines of the given lanes and heights in one row.
    fn frame(lines: &[(usize, i16)]) -> Frame {
        let mut out = Frame::default();
        for (n, (lane, y)) in lines.iter().enumerate() {
            out = out.after(if n == 0 { Turn::Fresh } else { Turn::At(*y) }, *lane, 3, 4);
        }
        out
    }

    #[test]
    fn a_short_cell_is_centred_or_at_the_top() {
        let centred = frame(&[(1, 0), (2, 1), (1, 2), (2, 3), (1, 4)]);
        assert!(centred.close(Align::Middle) == 0.0 && centred.close(Align::Top) > 1.0);
        let top = frame(&[(1, 0), (2, 0), (1, 2), (1, 4)]);
        assert!(top.close(Align::Top) == 0.0 && top.close(Align::Middle) > 1.0);
    }

    #[test]
    fn lines_as_long_as_the_widest_column_are_one_cell_s() {
        assert!(may_join(13.0, 10.0, None) && may_join(7.0, 10.0, Some(5.0)));
        assert!(!may_join(9.5, 10.0, Some(5.0)) && !may_join(4.0, 10.0, Some(5.0)) && !may_join(7.0, 10.0, None));
    }

    #[test]
    fn what_is_neither_costs() {
        let low = frame(&[(1, 0), (1, 2), (1, 4), (2, 4)]);
        assert!(low.close(Align::Middle) > 2.0 && low.close(Align::Top) > 2.0);
    }
}
