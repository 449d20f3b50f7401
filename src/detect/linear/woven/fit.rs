//! How well an atom fits a place: as the rest of a cell, or as the beginning of one in a row.
//!
//! Costs and gains are in the unit of `score`: about the natural logarithm of a likelihood ratio.

use super::super::atoms::Atom;
use super::super::inner::{another_body, goes_on, inner};
use super::super::score::{Kind, end, joined, line_end, start, too_wide};
use super::slots::Slot;
use super::weave::{At, Order, State, Weave};
use crate::lexicon::declared_count;

/// Cost of a row that has a number and no task.
pub(super) const NO_TASK: f32 = 8.0;
/// Cost of a body or a time in a section's row.
const IN_TITLE: f32 = 4.0;
/// And in a row without a number among numbered ones.
const IN_GAP: f32 = 1.0;
/// What a block of one line without a stop says for a title.
const LONE: f32 = 2.5;
/// Cost of a row without a number among numbered ones.
const UNNUMBERED: f32 = 3.5;
/// Cost of a blank line inside a cell, beside what the shares of blank lines say: both tools print one block without any.
const BLANK: f32 = 1.5;
/// Cost of the next cell of a column behind a blank line, where the row's other cells could come.
const DOWN: f32 = 0.4;
/// Cost of a cell of a row of which nothing was printed yet, below or right of the one before it.
const AHEAD: f32 = 1.0;
/// Cost of going on over a page break behind a full stop, where no small letter says so.
const CLOSED: f32 = 2.0;
/// Cost of each line of a lead that lists several bodies.
const LIST: f32 = 0.5;
/// Cost of a cell whose row has no body yet in a column further left.
const PASSED: f32 = 0.6;
/// Cost of each further line of a section's title.
const TITLE_LINE: f32 = 1.5;
/// What it says for a further body of a cell that a tool which prints column by column sets no blank line before it: such a
/// tool sets one between two boxes of text.
const BOXED: f32 = 1.5;
/// Cost of leaving a column in the middle of a line.
const MID_LINE: f32 = 1.2;

impl Weave<'_, '_, '_> {
    /// How well the words of an atom are those of a column.
    pub(super) fn content(&self, column: usize, atom: usize) -> f32 {
        let kind = self.known.columns[column].kind;
        let text = self.page.atoms[atom].text;
        // As a rule one body leads, and several help.
        let many =
            text.ends_with([';', ',']) || text.starts_with("Các ") || text.contains(" các ") || text.contains("; ");
        let list = if many && self.known.lead == Some(column) { LIST } else { 0.0 };
        let words = self.page.atoms[atom].text.split_whitespace().count();
        let weight = if words >= 4 { 1.0 } else { [0.0, 0.3, 0.6, 0.8][words] };
        let (who, when) = self.words[atom - self.page.range.start];
        weight
            * match kind {
                Kind::Who => (0.8 - 4.0 * (1.0 - who)).max(-3.0),
                Kind::When => (0.8 - 4.0 * (1.0 - when)).max(-3.0),
                Kind::Task => -0.6 * (who.max(when) - 0.8).max(0.0) / 0.2,
                _ => -0.2,
            }
            - list
    }

    /// The atom goes on in the current cell of a column.
    pub(super) fn go_on(&self, state: &State, column: usize, before: Option<usize>, atom: usize) -> Option<f32> {
        let b = &self.page.atoms[atom];
        let own = &self.known.columns[column];
        let slot = state.slot[column];
        let a = &self.page.atoms[state.last[column]?];
        let free = column == self.task && !self.page.slots[slot].is_item() && self.page.slots[slot] != Slot::Carry;
        if !b.first && before == Some(column) {
            let (was, is) = (state.width[column], joined(state.width[column], b));
            let wide = if free { 0.0 } else { too_wide(own, is, false) - too_wide(own, was, false) };
            let new = if b.agency >= 3.0 || b.deadline >= 3.0 { goes_on(own.kind, a, b) } else { 0.0 };
            return Some(wide + new + self.content(column, atom));
        }
        if !b.first && slot != state.row {
            return None;
        }
        let carried = state.last[column].is_some_and(|a| a < self.page.range.start);
        let pace = if carried { 0.0 } else { self.pace(state, column, atom) };
        let mut sum = if b.first && !carried {
            inner(own, self.known.blanks, a, b)
        } else if b.first {
            goes_on(own.kind, a, b)
        } else {
            goes_on(own.kind, a, b) - MID_LINE
        };
        let boxed = self.known.order == Order::Columns && b.first && !b.blank && !carried;
        sum += if boxed && another_body(a, b) { BOXED } else { 0.0 };
        sum += if free { 0.0 } else { self.content(column, atom) };
        sum += if free || state.width[column] == 0.0 { 0.0 } else { line_end(own, state.width[column], a, b) };
        sum += if free { 0.0 } else { too_wide(own, b.width, false) };
        sum += pace;
        sum -= if carried && a.sentence_end && !b.small && !b.bullet { CLOSED } else { 0.0 };
        sum -= if b.first { self.backward(state, column, slot, b) } else { 0.0 };
        sum -= if b.first && b.blank && !carried { BLANK } else { 0.0 };
        sum -= if b.first && free { TITLE_LINE } else { 0.0 };
        Some(sum + if b.first { self.leave(state, column, atom) + self.jump(state, slot, b) } else { 0.0 })
    }

    /// How well the atom begins a cell of a column, wherever: as a cell of a row, and as a title.
    pub(super) fn begins(&self, state: &State, column: usize, atom: usize) -> (f32, f32) {
        let b = &self.page.atoms[atom];
        let own = &self.known.columns[column];
        let mut sum = start(own, b);
        if let Some(a) = state.last[column] {
            sum += end(own, &self.page.atoms[a], b, (state.alone[column], false));
        }
        sum += if b.first { self.known.blanks.boundary(b) + self.leave(state, column, atom) } else { -MID_LINE };
        (sum + self.content(column, atom) + too_wide(own, b.width, false), sum)
    }

    /// The atom begins the cell of a row in a column.
    pub(super) fn begin(
        &self,
        state: &State,
        column: usize,
        slot: usize,
        b: &Atom,
        fit: (f32, f32),
        lone: bool,
    ) -> Option<f32> {
        let place = self.page.slots[slot];
        if !b.first && slot != state.row {
            return None;
        }
        if column != self.task && place == Slot::Gap && !state.used[slot] {
            return None;
        }
        let mut sum = if column == self.task && !place.is_item() { fit.1 } else { fit.0 };
        if column == self.task {
            sum += self.as_task(place, b) + if lone { LONE * if place.is_item() { -0.8 } else { 1.0 } } else { 0.0 };
        } else if place.is_title() {
            sum -= IN_TITLE;
        } else if place == Slot::Gap && self.known.numbered {
            sum -= IN_GAP;
        }
        if place == Slot::Carry {
            sum -= 1.5;
        }
        if b.first {
            let down = state.at == At::Column(column) && slot > state.row;
            sum += match down {
                true if b.blank => -DOWN,
                true => 0.0,
                false => self.jump(state, slot, b),
            };
            // The first of a row that is printed is its number, its task or what stands left.
            let ahead = slot > state.row && !state.seen[slot] && column != self.task;
            let right = matches!(state.at, At::Column(c) if column >= c);
            sum -= if ahead && right && !self.sorted(b) { AHEAD } else { 0.0 };
            let passed = |n: usize| {
                self.known.columns[n].kind == Kind::Who && self.free(state, n) <= slot && state.slot[n] < slot
            };
            let passes = column != self.task && place.is_item() && (0..column).any(passed);
            sum -= match passes && !self.sorted(b) {
                true if b.blank || self.known.order == Order::Columns => PASSED,
                true => PASSED / 2.0,
                false => 0.0,
            };
            sum -= self.unfinished(state, column, slot, b);
            sum -= self.backward(state, column, slot, b);
        }
        Some(sum)
    }

    /// How well an atom begins the task, or the title, of a place.
    pub(super) fn as_task(&self, place: Slot, b: &Atom) -> f32 {
        let letters = b.text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters > 3 && !b.text.chars().any(char::is_lowercase);
        let heading = capitals || declared_count(b.text).is_some();
        match place {
            Slot::Numbered { title: true, .. } => {
                if heading {
                    1.5
                } else {
                    0.0
                }
            }
            Slot::Numbered { .. } => {
                if heading {
                    -3.0
                } else {
                    0.0
                }
            }
            Slot::Carry => -4.0,
            Slot::Gap => {
                let base = if self.known.numbered { -UNNUMBERED } else { -0.5 };
                base + if heading { 3.0 } else { 0.0 }
            }
        }
    }

    /// Cost of a place that a column passes without a cell.
    pub(super) fn skip(&self, column: usize, slot: usize) -> f32 {
        match self.page.slots[slot] {
            Slot::Numbered { .. } if column == self.task => NO_TASK,
            Slot::Numbered { title: false, .. } => self.known.columns[column].empty,
            _ => 0.0,
        }
    }

    /// Cost of the places that no column has reached at the end of the page.
    pub(super) fn rest(&self, state: &State) -> f32 {
        let of = |c: usize| (self.free(state, c)..self.page.slots.len()).map(move |s| self.skip(c, s)).sum::<f32>();
        (0..self.known.columns.len()).map(of).sum()
    }
}
