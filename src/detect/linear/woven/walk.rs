//! How a tool walks over a page: what it says that it goes from one column and row to another here.
//!
//! Costs are in the unit of `score`. Where a blank line stands a tool may go anywhere; inside a block it stays in its column,
//! or takes the lines of neighbouring cells in turn.

use super::super::atoms::Atom;
use super::super::score::Kind;
use super::slots::Slot;
use super::weave::{At, Order, State, Weave};

/// Cost of a row that is left before its other columns are printed, as a row of a page printed row by row.
const UNFINISHED: f32 = 0.8;
/// Cost of a cell left of the one before it in its row, behind a blank line.
const LEFT: f32 = 0.8;
/// Cost of a line of a cell directly below another, where the cell beside it goes on too.
const ABREAST: f32 = 0.8;
/// Cost of each line of the cell beside by which that one runs ahead.
const AHEAD_OF: f32 = 1.2;
/// Cost of going to a column that is printed in the same block already.
const BESIDE: f32 = 0.5;
/// Cost of going back to a row above in a column further left: a tool takes the columns from left to right.
const UP_LEFT: f32 = 2.0;

impl Weave<'_, '_, '_> {
    /// The lines of a row are printed at one distance in all its columns: between two lines of a cell each other column that
    /// is printed in the same block has one.
    pub(super) fn pace(&self, state: &State, column: usize, atom: usize) -> f32 {
        if self.align().is_some() {
            return 0.0;
        }
        let others = (0..state.lines.len()).filter(|c| *c != column && self.beside(state, *c, atom));
        let since =
            others.filter(|c| state.slot[*c] == state.slot[column]).map(|c| state.lines[c] - state.then[column][c]);
        match since.max() {
            None | Some(1) => 0.0,
            Some(0) => -ABREAST,
            Some(n) => -AHEAD_OF * f32::from((n - 1).min(4)),
        }
    }

    /// Whether a column's last line stands in the block of an atom.
    pub(super) fn beside(&self, state: &State, column: usize, atom: usize) -> bool {
        let from = self.page.range.start;
        state.last[column].is_some_and(|l| l >= from && self.block[l - from] == self.block[atom - from])
    }

    /// What it says that the tool goes from one column to another here.
    pub(super) fn leave(&self, state: &State, column: usize, atom: usize) -> f32 {
        let b = &self.page.atoms[atom];
        if self.sorted(b) {
            return 0.0;
        }
        match (state.at, self.known.order) {
            (At::Column(c), _) if c == column => 0.0,
            (At::Nowhere, _) => 0.0,
            _ if b.blank || b.breaks => -0.2,
            _ if self.beside(state, column, atom) => -BESIDE,
            (At::Number, Order::Columns) => -1.0,
            (_, Order::Columns) => -4.0,
            (_, Order::Woven | Order::Sorted(_)) => -0.7,
        }
    }

    /// Cost of going to the next row while the columns right of here have not reached this one: row by row they would have.
    pub(super) fn unfinished(&self, state: &State, column: usize, slot: usize, b: &Atom) -> f32 {
        let At::Column(c) = state.at else { return 0.0 };
        if !b.blank || column >= c || column == self.task || slot <= state.row || !self.page.slots[state.row].is_item()
        {
            return 0.0;
        }
        let open =
            |n: &usize| matches!(self.known.columns[*n].kind, Kind::Who | Kind::When) && state.slot[*n] < state.row;
        if (c + 1..self.known.columns.len()).any(|n| open(&n)) { UNFINISHED } else { 0.0 }
    }

    /// Cost of going left without going down, behind a blank line.
    pub(super) fn backward(&self, state: &State, column: usize, slot: usize, b: &Atom) -> f32 {
        match state.at {
            At::Column(c) if column < c && b.blank => match slot.cmp(&state.row) {
                std::cmp::Ordering::Less => UP_LEFT,
                std::cmp::Ordering::Equal => LEFT,
                std::cmp::Ordering::Greater => 0.0,
            },
            _ => 0.0,
        }
    }

    /// What it says that the tool goes from one row to another here.
    pub(super) fn jump(&self, state: &State, slot: usize, b: &Atom) -> f32 {
        if self.sorted(b) {
            return 0.0;
        }
        let (low, high) = (state.row.min(slot), state.row.max(slot));
        let far =
            self.page.slots[low + 1..=high.max(low)].iter().filter(|s| matches!(s, Slot::Numbered { .. })).count();
        match far {
            0 if low == high => 0.0,
            0 | 1 if slot > state.row => -0.4,
            #[allow(clippy::cast_precision_loss, reason = "a page has far fewer than 2^23 rows")]
            far => {
                let base = if b.blank || b.breaks || state.at == At::Nowhere { 1.2 } else { 3.0 };
                -(base + 0.05 * far as f32)
            }
        }
    }
}
