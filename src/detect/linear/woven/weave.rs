//! The atoms of a page → the column and the row each belongs to.
//!
//! In: a page's atoms in the order of the text, and the places rows may have there. Out: for each atom its column and row.
//! The idea: whatever order a tool prints the cells in, the lines of one column keep theirs. A beam over the atoms gives
//! each to a column, where it goes on or begins the cell of a later row; it is scored by what cells look like (`score`),
//! by rows that lack a cell, and by how far the tool jumps between columns and rows.

use std::collections::{BTreeMap, BTreeSet};

use super::super::atoms::Atom;
use super::super::score::{Blanks, Column, Kind, joined};
use super::fit::NO_TASK;
use super::flow::{Align, Frame, Turn};
use super::slots::Slot;
use crate::lexicon::{when_share, who_share};

/// Hypotheses kept at each atom.
const BEAM: usize = 200;
/// A cell begins at most so many places below the one before it in its column.
const REACH: usize = 40;
/// Cost of a line that belongs to no cell.
const OUTSIDE: f32 = 6.0;

/// How a tool orders the lines of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Top to bottom over all columns.
    Woven,
    /// Column by column; a column is left at blank lines only.
    Columns,
    /// Between two blank lines by height, and on one height from left to right.
    Sorted(Align),
}

/// Where an atom was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    /// The number of a row.
    Number { slot: usize },
    /// A cell's; `begins`: the cell's first.
    Cell { column: usize, slot: usize, begins: bool },
    /// No cell's.
    Outside,
}

/// What is known of a table while its pages are read.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) columns: Vec<Column>,
    pub(super) blanks: Blanks,
    pub(super) numbered: bool,
    /// The column of leads, where there is one of partners too.
    pub(super) lead: Option<usize>,
    pub(super) order: Order,
}

/// A page to read.
pub(super) struct Page<'p, 'a> {
    /// Atoms of the whole table.
    pub(super) atoms: &'p [Atom<'a>],
    /// Those of this page.
    pub(super) range: std::ops::Range<usize>,
    pub(super) slots: &'p [Slot],
    /// The slot of each atom that is a row's number.
    pub(super) labels: &'p BTreeMap<usize, usize>,
    /// Atoms that belong to no cell: page numbers.
    pub(super) loose: &'p BTreeSet<usize>,
    /// Last atom of each column's cell in the last row of the page before.
    pub(super) carried: Vec<Option<usize>>,
}

/// Where the last atom was put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum At {
    Nowhere,
    Number,
    Column(usize),
}

#[derive(Clone, Debug)]
pub(super) struct State {
    pub(super) score: f32,
    /// Current slot of each column.
    pub(super) slot: Vec<usize>,
    /// Last atom of its cell there.
    pub(super) last: Vec<Option<usize>>,
    /// Width of its line so far.
    pub(super) width: Vec<f32>,
    pub(super) alone: Vec<bool>,
    /// Lines begun in each column, and how many there were in the others when each column's last line was.
    pub(super) lines: Vec<u16>,
    pub(super) then: Vec<Vec<u16>>,
    /// Places whose task has begun, and those of which anything was printed.
    pub(super) used: Vec<bool>,
    pub(super) seen: Vec<bool>,
    pub(super) at: At,
    pub(super) row: usize,
    /// Where the lines of the row stand in this block.
    pub(super) frame: Frame,
    pub(super) tail: usize,
}

pub(super) struct Weave<'w, 'p, 'a> {
    pub(super) page: &'w Page<'p, 'a>,
    pub(super) known: &'w Known,
    pub(super) arena: Vec<(usize, Spot)>,
    pub(super) task: usize,
    /// Of each atom of the page: how much of it names of bodies, and times, are made of.
    pub(super) words: Vec<(f32, f32)>,
    /// Atoms that are all of a block of one line without a stop: like a title.
    pub(super) lone: Vec<bool>,
    /// The block between blank lines that each atom stands in.
    pub(super) block: Vec<usize>,
}

const ROOT: usize = usize::MAX;

/// Reads a page: the score, and a spot for each of its atoms.
pub(super) fn weave(page: &Page, known: &Known) -> (f32, Vec<Spot>) {
    let task = known.columns.iter().position(|c| c.kind == Kind::Task).unwrap_or(0);
    let words = page.range.clone().map(|i| (who_share(page.atoms[i].text), when_share(page.atoms[i].text))).collect();
    let mut blocks = 0;
    let block = page
        .range
        .clone()
        .map(|i| {
            blocks += usize::from(page.atoms[i].first && page.atoms[i].blank);
            blocks
        })
        .collect();
    let lone = page.range.clone().map(|i| is_lone(&page.atoms[i..page.range.end])).collect();
    let mut weave = Weave { page, known, arena: Vec::new(), task, words, lone, block };
    let n = known.columns.len();
    let mut beam = vec![State {
        score: 0.0,
        slot: vec![0; n],
        last: page.carried.clone(),
        width: vec![0.0; n],
        alone: vec![false; n],
        lines: vec![0; n],
        then: vec![vec![0; n]; n],
        used: vec![false; page.slots.len()],
        seen: vec![false; page.slots.len()],
        at: At::Nowhere,
        row: 0,
        frame: Frame::default(),
        tail: ROOT,
    }];
    for atom in page.range.clone() {
        beam = weave.step(&beam, atom);
    }
    for state in &mut beam {
        state.score -= weave.rest(state) + weave.align().map_or(0.0, |align| state.frame.close(align));
    }
    let Some(best) = beam.into_iter().max_by(|a, b| a.score.total_cmp(&b.score)) else { return (0.0, Vec::new()) };
    let mut spots = Vec::new();
    let mut tail = best.tail;
    while tail != ROOT {
        spots.push(weave.arena[tail].1);
        tail = weave.arena[tail].0;
    }
    spots.reverse();
    (best.score, spots)
}

/// Whether the first of some atoms begins a block of one line that ends without a stop.
fn is_lone(atoms: &[Atom]) -> bool {
    let line = atoms.iter().take_while(|a| a.line == atoms[0].line).count();
    let last = &atoms[line - 1];
    let name = atoms[0].agency >= 2.0 || atoms[0].deadline >= 2.0;
    atoms[0].first
        && atoms[0].blank
        && !name
        && !last.sentence_end
        && !last.open_end
        && atoms.get(line).is_some_and(|a| a.blank)
}

/// What two hypotheses must share to be one: the place and the last line of each column, and where the last line stands.
type Seen = (Vec<usize>, Vec<Option<usize>>, At, Frame);

/// A step of a hypothesis: its parent, its score, and where the atom goes.
struct Move {
    parent: usize,
    score: f32,
    spot: Spot,
    turn: Turn,
}

impl Weave<'_, '_, '_> {
    fn step(&mut self, beam: &[State], atom: usize) -> Vec<State> {
        let mut moves: Vec<Move> = Vec::new();
        for (parent, state) in beam.iter().enumerate() {
            self.moves(&mut moves, parent, state, atom);
        }
        moves.sort_by(|a, b| b.score.total_cmp(&a.score));
        let mut seen: BTreeSet<Seen> = BTreeSet::new();
        let mut out = Vec::with_capacity(BEAM);
        for m in moves {
            let state = self.apply(&beam[m.parent], atom, &m);
            if seen.insert((state.slot.clone(), state.last.clone(), state.at, state.frame.clone())) {
                self.arena.push((state.tail, m.spot));
                out.push(State { tail: self.arena.len() - 1, ..state });
                if out.len() == BEAM {
                    break;
                }
            }
        }
        out
    }

    fn moves(&self, out: &mut Vec<Move>, parent: usize, state: &State, atom: usize) {
        let b = &self.page.atoms[atom];
        let close = self.align().map_or(0.0, |align| state.frame.close(align));
        let mut push = |score: f32, spot: Spot| {
            let (lane, slot, begins) = match spot {
                Spot::Number { slot } => (0, slot, true),
                Spot::Cell { column, slot, begins } => (column + 1, slot, begins),
                Spot::Outside => {
                    out.push(Move { parent, score: state.score + score, spot, turn: Turn::Stay });
                    return;
                }
            };
            self.turns(state, (lane, slot), begins, b, close, &mut |turn, own| {
                out.push(Move { parent, score: state.score + score + own, spot, turn });
            });
        };
        if let Some(slot) = self.page.labels.get(&atom).copied() {
            let jump = if state.at == At::Number { 0.0 } else { self.jump(state, slot, b) };
            push(jump, Spot::Number { slot });
            return;
        }
        if self.page.loose.contains(&atom) || !b.first && state.at == At::Nowhere {
            push(0.0, Spot::Outside);
            return;
        }
        push(-OUTSIDE, Spot::Outside);
        for column in 0..self.known.columns.len() {
            let before = match state.at {
                At::Column(c) => Some(c),
                _ => None,
            };
            if !b.first && before.is_some_and(|c| column < c) {
                continue;
            }
            if let Some(score) = self.go_on(state, column, before, atom) {
                push(score, Spot::Cell { column, slot: state.slot[column], begins: false });
            }
            if !b.first && before == Some(column) {
                continue;
            }
            let from = self.free(state, column);
            let fit = self.begins(state, column, atom);
            let mut skipped = 0.0;
            for slot in from..self.page.slots.len().min(from + REACH) {
                if let Some(score) = self.begin(state, column, slot, b, fit, self.lone[atom - self.page.range.start]) {
                    push(score - skipped, Spot::Cell { column, slot, begins: true });
                }
                skipped += self.skip(column, slot);
                if skipped > 2.5 * NO_TASK {
                    break;
                }
            }
        }
    }

    /// First place in which a column has no cell yet.
    pub(super) fn free(&self, state: &State, column: usize) -> usize {
        state.slot[column] + usize::from(state.last[column].is_some())
    }

    fn apply(&self, from: &State, atom: usize, m: &Move) -> State {
        let mut state = State { score: m.score, ..from.clone() };
        let b = &self.page.atoms[atom];
        let lanes = self.known.columns.len() + 1;
        match m.spot {
            Spot::Number { slot } => {
                state.frame = from.frame.after(m.turn, 0, slot, lanes);
                state.seen[slot] = true;
                (state.at, state.row) = (At::Number, slot);
            }
            Spot::Outside if self.page.loose.contains(&atom) => {}
            Spot::Outside => state.at = At::Nowhere,
            Spot::Cell { column, slot, begins } => {
                let same_line = !b.first && from.at == At::Column(column) && !begins;
                state.width[column] = if same_line { joined(from.width[column], b) } else { b.width };
                state.alone[column] = begins;
                if !same_line {
                    state.lines[column] += 1;
                    state.then[column].clone_from(&state.lines);
                }
                state.frame = from.frame.after(m.turn, column + 1, slot, lanes);
                state.last[column] = Some(atom);
                state.slot[column] = slot;
                state.used[slot] |= column == self.task;
                state.seen[slot] = true;
                (state.at, state.row) = (At::Column(column), slot);
            }
        }
        state
    }
}
