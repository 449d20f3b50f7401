//! The best segmentation of a row's atoms into its columns.
//!
//! In: the atoms between two anchors. Out: section titles and rows with their cells, and which cells have a second reading
//! that is nearly as good. Dynamic programming over positions: at each position and each state (which column comes next)
//! the best few hypotheses are kept, a hypothesis being a chain of cells. A page break inside a row begins its columns anew:
//! each may go on there.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::atoms::Atom;
use super::context::{result_within, title_behind, unseen_head};
use super::inner::inner;
use super::pairs::Pairs;
use super::rest::{left_open, rest};
use super::score::{Blanks, Column, Kind, end, joined, known_head, known_name, line_end, start, too_wide};
use super::titles::{FIRST_TITLE, is_capitals, looks_like_title};

/// Hypotheses kept at each position and state.
const KEEP: usize = 4;
/// A cell has at most so many atoms (the longest of real papers has about forty): it bounds the work for any input.
const LONGEST: usize = 200;
/// A section title has at most so many lines.
const TITLE_LINES: usize = 5;
/// Two readings closer than this (natural logarithm of their ratio) leave a doubt.
pub(super) const MARGIN: f32 = 1.25;

/// A body that is looked up whole has at most so many pieces.
const NAME_PIECES: usize = 6;
/// A title's line is so much wider than the column of tasks.
const WIDE: f32 = 1.15;
/// What a run of atoms was read as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Piece {
    /// A section title (its label, where it has one, is the extent's).
    Title { from: usize, to: usize },
    /// A row begins; `numbered`: the extent's label is its number.
    Row { numbered: bool },
    /// Atoms of a cell; a cell cut by a page break has several.
    Cell { column: usize, from: usize, to: usize },
}

/// The best reading of an extent.
#[derive(Clone, Debug, Default)]
pub(super) struct Reading {
    pub(super) score: f32,
    pub(super) pieces: Vec<Piece>,
    /// For each piece: another reading that is nearly as good does not have it.
    pub(super) doubtful: Vec<bool>,
}

/// What is known of a table while its rows are read.
#[derive(Clone, Debug)]
pub(super) struct Knowledge {
    pub(super) columns: Vec<Column>,
    pub(super) blanks: Blanks,
    /// Cost of a row without a number.
    pub(super) unnumbered: f32,
    /// Cost of a section title without a label behind a row.
    pub(super) title: f32,
    /// Its lone bodies stand where merged cells make them stand; so are believed those of a table with one such column.
    pub(super) merges: bool,
    /// Words seen behind one another.
    pub(super) pairs: Rc<Pairs>,
    /// And those that line breaks part in cells without doubt.
    pub(super) broken: Pairs,
}

/// The atoms between two anchors.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent<'t, 'a> {
    pub(super) atoms: &'t [Atom<'a>],
    /// The first atom is a row's or section's number.
    pub(super) labelled: bool,
    /// How much the label looks like a section's.
    pub(super) section: f32,
    /// The atom behind the extent, where there is one.
    pub(super) next: Option<&'t Atom<'a>>,
    /// The extent goes on with a row begun before it (the first one of a table part).
    pub(super) unlabelled_cost: f32,
    /// A row stands directly above it: a cell merged down may reach into it.
    pub(super) above: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mode {
    /// Behind a title, or at the beginning.
    Between,
    /// In a row: the next column; `again`: a page break cut the row.
    Row { next: usize, again: bool },
}

#[derive(Clone, Debug)]
struct Hypothesis {
    score: f32,
    mode: Mode,
    /// Last atom of each column's cell in the current row.
    last: Vec<Option<usize>>,
    /// Index into the arena of pieces.
    tail: usize,
    rows: u32,
    /// A row stands directly above the current one.
    above: bool,
}

struct Search<'k, 't, 'a> {
    extent: Extent<'t, 'a>,
    known: &'k Knowledge,
    arena: Vec<(usize, Piece)>,
    open: Vec<Vec<Hypothesis>>,
    /// What [`known_name`] says of the atoms from one to another, once asked.
    names: BTreeMap<(usize, usize, usize), f32>,
}

const ROOT: usize = usize::MAX;

/// Reads an extent.
pub(super) fn read(extent: Extent, known: &Knowledge) -> Reading {
    let n = extent.atoms.len();
    let mut search = Search { extent, known, arena: Vec::new(), open: vec![Vec::new(); n + 1], names: BTreeMap::new() };
    search.begin();
    for at in 0..n {
        search.expand(at);
    }
    let ends = std::mem::take(&mut search.open[n]);
    search.result(ends)
}

impl Search<'_, '_, '_> {
    fn columns(&self) -> &[Column] {
        &self.known.columns
    }

    fn push(&mut self, parent: usize, piece: Piece) -> usize {
        self.arena.push((parent, piece));
        self.arena.len() - 1
    }

    /// Keeps a hypothesis where it is among the best of its state; only then is it built.
    fn offer(&mut self, at: usize, mode: Mode, score: f32, build: impl FnOnce(&mut Self) -> Hypothesis) {
        let same = self.open[at].iter().enumerate().filter(|(_, h)| h.mode == mode);
        let worst = same.clone().min_by(|a, b| a.1.score.total_cmp(&b.1.score)).map(|(i, h)| (i, h.score));
        match worst {
            Some((slot, least)) if same.count() >= KEEP => {
                if score > least {
                    let h = build(self);
                    self.open[at][slot] = h;
                }
            }
            _ => {
                let h = build(self);
                self.open[at].push(h);
            }
        }
    }

    fn begin(&mut self) {
        let empty = Hypothesis {
            score: 0.0,
            mode: Mode::Between,
            last: vec![None; self.columns().len()],
            tail: ROOT,
            rows: 0,
            above: self.extent.above,
        };
        if !self.extent.labelled {
            self.open[0].push(empty);
            return;
        }
        let tail = self.push(ROOT, Piece::Row { numbered: true });
        let row = Hypothesis { mode: Mode::Row { next: 0, again: false }, tail, rows: 1, ..empty.clone() };
        self.open[1].push(row);
        if self.extent.atoms.len() > 1 {
            let score = self.extent.section;
            self.title(1, Hypothesis { score, ..empty });
        }
    }

    /// Goes on from all hypotheses at a position: with the row they are in, and with a new row or a title behind the best
    /// of those whose row may be over.
    fn expand(&mut self, at: usize) {
        let breaks = self.extent.atoms[at].breaks;
        let mut over: Vec<(Hypothesis, f32)> = Vec::new();
        for h in std::mem::take(&mut self.open[at]) {
            match h.mode {
                Mode::Between if h.tail == ROOT => over.push((h, FIRST_TITLE)),
                Mode::Between => over.push((h, f32::INFINITY)),
                Mode::Row { next, again } => {
                    let (next, again) = if breaks { (0, true) } else { (next, again) };
                    if h.last.iter().any(Option::is_some) {
                        over.push((self.finish(&h), self.known.title + title_behind(again, breaks)));
                    }
                    self.cells(at, &Hypothesis { mode: Mode::Row { next, again }, ..h }, next, again);
                }
            }
        }
        over.sort_by(|a, b| b.0.score.total_cmp(&a.0.score));
        over.truncate(KEEP / 2);
        for (h, title) in over {
            self.new_row(at, &h);
            if title.is_finite() {
                self.title(at, Hypothesis { score: h.score - title, mode: Mode::Between, ..h });
            }
        }
    }

    /// A row without a number begins.
    fn new_row(&mut self, at: usize, h: &Hypothesis) {
        let atom = &self.extent.atoms[at];
        let mut cost =
            if h.rows == 0 { self.extent.unlabelled_cost.min(self.known.unnumbered) } else { self.known.unnumbered };
        cost -= if atom.empty { 3.0 } else { 0.0 };
        let tail = self.push(h.tail, Piece::Row { numbered: false });
        let row = Hypothesis {
            score: h.score - cost,
            mode: Mode::Row { next: 0, again: false },
            last: vec![None; self.columns().len()],
            tail,
            rows: h.rows + 1,
            above: if h.rows > 0 && h.mode != Mode::Between { true } else { h.above },
        };
        self.cells(at, &row, 0, false);
    }

    /// All cells that may begin at a position, each with all its ends.
    fn cells(&mut self, at: usize, h: &Hypothesis, next: usize, again: bool) {
        for column in next..self.columns().len() {
            if self.extent.atoms[at].weak && !(again && h.last[column].is_some()) {
                continue;
            }
            let begin = self.begin_cell(at, h, column, next, again);
            self.grow(at, h, column, begin, again);
        }
    }

    fn begin_cell(&self, at: usize, h: &Hypothesis, column: usize, next: usize, again: bool) -> f32 {
        let atom = &self.extent.atoms[at];
        let own = &self.columns()[column];
        if let (true, Some(before)) = (again, h.last[column]) {
            // The cell goes on behind the page break.
            return rest(own, &[&self.known.pairs, &self.known.broken], &self.extent.atoms[before], atom);
        }
        let skipped = column > next && !again;
        let marked = match (atom.empty, skipped) {
            (true, true) => 3.0,
            (true, false) => -1.0,
            _ => 0.0,
        };
        start(own, atom) + marked + unseen_head(self.columns(), column, atom)
    }

    /// A cell from `at` on: each longer end is one more hypothesis.
    fn grow(&mut self, at: usize, h: &Hypothesis, column: usize, begin: f32, again: bool) {
        let atoms = self.extent.atoms;
        let (known, own) = (self.known, &self.known.columns[column]);
        let mut score = h.score + begin;
        let mut line = atoms[at].width;
        let mut two = atoms[at].behind_label;
        for to in at + 1..=atoms.len().min(at + LONGEST) {
            let last = &atoms[to - 1];
            let following = atoms.get(to).or(self.extent.next);
            let mut total = score + if line_over(following) { too_wide(own, line, two) } else { 0.0 };
            total += self.name(at, to, column);
            if let Some(next) = following {
                total += end(own, last, next, (to == at + 1, again)) + known.blanks.boundary(next);
            }
            let mode = Mode::Row { next: column + 1, again };
            self.offer(to, mode, total, |search| {
                let mut last = h.last.clone();
                last[column] = Some(to - 1);
                let tail = search.push(h.tail, Piece::Cell { column, from: at, to });
                Hypothesis { score: total, mode, last, tail, rows: h.rows, above: h.above }
            });
            let Some(next) = atoms.get(to).filter(|n| !n.breaks) else { break };
            score += inner(own, known.blanks, last, next) + result_within(&known.columns, own, next);
            score -= if next.empty { 1.0 } else { 0.0 };
            if next.first {
                score += line_end(own, line, last, next) + too_wide(own, line, two);
                two = false;
            }
            line = joined(line, next);
        }
    }

    /// Whether some atoms are a name that the column, or another one, is known to hold.
    fn name(&mut self, at: usize, to: usize, column: usize) -> f32 {
        let (known, atoms) = (self.known, self.extent.atoms);
        let asked = known.columns[column].kind == Kind::Who && known.columns.iter().any(|c| !c.names.is_empty());
        if !asked || to - at > NAME_PIECES {
            return 0.0;
        }
        *self.names.entry((at, to, column)).or_insert_with(|| {
            let text = atoms[at..to].iter().map(|a| a.text).collect::<Vec<_>>().join(" ");
            known_name(&known.columns, column, &text) + known_head(&known.columns, column, &text)
        })
    }

    /// The row ends: its columns without text are empty cells.
    fn finish(&self, h: &Hypothesis) -> Hypothesis {
        let empty = h.last.iter().zip(self.columns()).filter(|(l, _)| l.is_none());
        let mut cost: f32 = empty.map(|(_, c)| c.left_empty(h.above)).sum();
        let ends = h.last.iter().flatten().map(|i| &self.extent.atoms[*i]);
        cost += left_open(ends);
        Hypothesis { score: h.score - cost, ..h.clone() }
    }

    /// A section title begins at a position.
    fn title(&mut self, at: usize, h: Hypothesis) {
        let atoms = self.extent.atoms;
        // A heading has lines of its own; at the top of a page the rest of a row stands, as a rule.
        let own = at == 0 || (at == 1 && self.extent.labelled);
        if !own && (atoms[at].breaks || !atoms[at].first) {
            return;
        }
        let task = self.columns().iter().find(|c| c.kind == Kind::Task).and_then(|c| c.width);
        let mut text = String::new();
        let (mut line, mut widest, mut lines) = (0.0, 0.0_f32, 0);
        for to in at + 1..=atoms.len().min(at + LONGEST) {
            let last = &atoms[to - 1];
            // Only behind a label a heading goes on over a page break.
            if to > at + 1
                && last.breaks
                && !(own && at == 1 && (last.small || is_capitals(&text) && is_capitals(last.text)))
            {
                break;
            }
            lines += usize::from(last.first || to == at + 1);
            if lines > TITLE_LINES {
                break;
            }
            line = if to == at + 1 { last.width } else { joined(line, last) };
            widest = widest.max(line);
            text.push(' ');
            text.push_str(last.text);
            let following = atoms.get(to).or(self.extent.next);
            if !line_over(following) || following.is_some_and(|n| n.small && !n.breaks) {
                continue;
            }
            // Behind a number a whole cell of two lines may stand on one.
            let joined_cell = atoms[at].behind_label && task.is_some_and(|w| widest < w * 2.0);
            let mut score = h.score + looks_like_title(&text, lines);
            score += task.map_or(0.0, |w| if widest > w * WIDE && !joined_cell { 2.0 } else { 0.0 });
            if let Some(next) = following {
                score += self.known.blanks.boundary(next);
                // A heading without a label does not stand alone at the foot of a page.
                score -= if next.breaks && h.tail != ROOT { 3.0 } else { 0.0 };
            }
            score -= if last.open_end || last.name_head { 3.0 } else { 0.0 };
            // Nor do cells' beginnings stand in the middle of its lines; behind a label one may, by chance.
            let cells = atoms[at..to].iter().filter(|a| !a.first && a.begins_cell()).count();
            score -= if cells > usize::from(at == 1 && self.extent.labelled) { 2.0 } else { 0.0 };
            score -= if atoms[at].agency >= 2.0 || atoms[at].deadline >= 3.0 { 3.0 } else { 0.0 };
            self.offer(to, Mode::Between, score, |search| {
                let tail = search.push(h.tail, Piece::Title { from: at, to });
                Hypothesis { score, mode: Mode::Between, tail, above: false, ..h.clone() }
            });
        }
    }

    /// The best hypothesis at the end, and where the nearly as good ones differ from it.
    fn result(&self, ends: Vec<Hypothesis>) -> Reading {
        let mut done: Vec<(f32, Vec<Piece>)> = ends
            .into_iter()
            .map(|h| if matches!(h.mode, Mode::Row { .. }) { self.finish(&h) } else { h })
            .map(|h| (h.score, self.chain(h.tail)))
            .collect();
        done.sort_by(|a, b| b.0.total_cmp(&a.0));
        let Some((score, pieces)) = done.first().cloned() else { return Reading::default() };
        let near = done[1..].iter().take_while(|d| d.0 > score - MARGIN);
        let rivals: Vec<BTreeSet<Place>> = near.map(|d| d.1.iter().map(place).collect()).collect();
        let doubtful = pieces.iter().map(|p| rivals.iter().any(|r| !r.contains(&place(p)))).collect();
        Reading { score, pieces, doubtful }
    }

    fn chain(&self, mut tail: usize) -> Vec<Piece> {
        let mut out = Vec::new();
        while let Some((parent, piece)) = self.arena.get(tail) {
            out.push(*piece);
            tail = *parent;
        }
        out.reverse();
        out
    }
}

/// A piece in a form that can be looked up: its kind, column (or whether it is numbered), and its atoms.
type Place = (u8, usize, usize, usize);

fn place(piece: &Piece) -> Place {
    match *piece {
        Piece::Title { from, to } => (0, 0, from, to),
        Piece::Row { numbered } => (1, usize::from(numbered), 0, 0),
        Piece::Cell { column, from, to } => (2, column, from, to),
    }
}

/// The atom that follows begins a line of its own (or there is none).
fn line_over(following: Option<&Atom>) -> bool {
    following.is_none_or(|n| n.first)
}
