//! The lines of a table's page, read into columns.
//!
//! In: a page's lines below the header, with their readings. Out: for each line the pieces of its columns, what that costs, and
//! how sure it is. The idea: a line where cells meet with a single space is read by its neighbours: a column's next line
//! begins small or fills the width, a full line ends where the next word would not have fitted.

use super::columns::Align;
use super::split::{Layout, Pairs, Piece, Reading, ems, is_number_like, place_cost};
use crate::detect::sheet::Line;
use crate::lexicon::{
    LabelKind, SPACE_EM, agency_score, breaks_off, continues_sentence, ends_sentence, split_label, starts_bullet,
};

/// Lines apart at which two pieces of a column are still neighbours: centred cells on a grid leave a line out.
pub(super) const NEAR: f32 = 2.3;
/// Rounds of reading each line by its neighbours; it settles in two or three.
const ROUNDS: usize = 5;
/// Costs in points, one being "rather not". A cell begins with a small letter; ends in the middle of a phrase:
const SMALL_START: f32 = 1.5;
const OPEN_END: f32 = 0.6;
/// Two neighbouring pieces are two cells; the lower one begins small; the upper one ends in the middle of a phrase.
const NEW_CELL: f32 = 0.5;
const NEW_SMALL: f32 = 2.5;
const NEW_OPEN: f32 = 1.2;
/// The next word would have fitted behind the line, and more so by the em; at most.
const SHORT: f32 = 0.5;
const SHORT_EM: f32 = 0.5;
const SHORTEST: f32 = 2.0;
/// Half ems that two pieces of a cell may stand apart: left edges; middles.
const UNDER_LEFT: f32 = 0.3;
const UNDER_MIDDLE: f32 = 0.6;
/// The last word above and the first below stand side by side elsewhere.
const KNOWN_PAIR: f32 = -0.6;
/// Ems of room that the next word must leave over before it would have fitted: letter spacing, other faces.
const ROOM: f32 = 0.4;

/// A piece of a column in a line.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    pub(super) words: Piece,
    pub(super) text: String,
    pub(super) em: f32,
    x0: f32,
    x1: f32,
    /// What its place costs: nothing where the piece above or below stands there too. A rule is not excused.
    beside: f32,
    first_em: f32,
    first: String,
    last: String,
    pub(super) small: bool,
    pub(super) open: bool,
    pub(super) ended: bool,
    pub(super) bullet: bool,
    /// It begins as the title of a section: `II. Bảo quản`.
    pub(super) titled: bool,
    pub(super) agency: f32,
}

/// A line of the body.
#[derive(Clone, Debug)]
pub(super) struct BodyLine {
    /// Index into the sheet's lines.
    pub(super) at: usize,
    pub(super) y: f32,
    pub(super) blank: f32,
    pub(super) pieces: Vec<Option<Cut>>,
    /// What its reading costs by itself.
    pub(super) cost: f32,
    /// It begins with a number or letter, and goes on.
    pub(super) labelled: bool,
    /// Its first word is in the middle of a text.
    pub(super) small: bool,
    /// What it costs to take it as one text across the columns; `None`: it cannot be that.
    pub(super) span: Option<f32>,
    /// What the next best reading costs more, and the columns that it would change.
    pub(super) margin: f32,
    pub(super) unsure: Vec<usize>,
}

impl BodyLine {
    /// Whether a row number stands in it.
    pub(super) fn numbered(&self, number: Option<usize>) -> bool {
        let cut = number.and_then(|k| self.pieces[k].as_ref());
        cut.is_some_and(|c| c.words.1 - c.words.0 == 1 && is_number_like(&c.text))
    }

    /// Whether it is rather one text across the columns.
    pub(super) fn spans(&self) -> bool {
        self.span.is_some_and(|s| s < self.cost)
    }
}

impl Cut {
    fn new(line: &Line, words: Piece, k: usize, layout: &Layout) -> Self {
        let text = line.text(words.0, words.1);
        Self {
            words,
            x0: line.words[words.0].x0,
            x1: line.words[words.1 - 1].x1,
            beside: if layout.fenced { 0.0 } else { place_cost(line, words, k, layout) },
            em: ems(line, words),
            first_em: line.words[words.0].em,
            first: line.words[words.0].text.clone(),
            last: line.words[words.1 - 1].text.clone(),
            small: continues_sentence(&text),
            open: breaks_off(&text),
            ended: ends_sentence(&text),
            bullet: starts_bullet(&text),
            titled: is_title(&text),
            agency: agency_score(&text),
            text,
        }
    }

    /// Whether it is set below, or above, the other.
    fn under(&self, other: Option<&Self>, align: Align) -> bool {
        other.is_some_and(|o| match align {
            Align::Left => (self.x0 - o.x0).abs() <= UNDER_LEFT,
            Align::Centre => (f32::midpoint(self.x0, self.x1) - f32::midpoint(o.x0, o.x1)).abs() <= UNDER_MIDDLE,
        })
    }

    /// Ems left over behind it, had the next piece's first word stood there too.
    pub(super) fn room(&self, next: &Self, width: f32) -> f32 {
        width - self.em - SPACE_EM - next.first_em
    }
}

/// Reads the lines of a page: each by itself first, then by its neighbours.
pub(super) fn read(
    lines: &[&Line],
    at: &[usize],
    ys: &[(f32, f32)],
    readings: &[Vec<Reading>],
    spans: &[Option<f32>],
    table: &Layout,
) -> Vec<BodyLine> {
    let cuts: Vec<Vec<Vec<Option<Cut>>>> =
        lines.iter().zip(readings).map(|(l, list)| list.iter().map(|r| cut(l, r, table)).collect()).collect();
    let mut body: Vec<BodyLine> = (0..lines.len())
        .map(|i| BodyLine {
            at: at[i],
            y: ys[i].0,
            blank: ys[i].1,
            pieces: cuts[i].first().cloned().unwrap_or_else(|| vec![None; table.columns.len()]),
            cost: readings[i].first().map_or(0.0, |r| r.cost),
            labelled: lines[i].words.len() > 1 && is_number_like(&lines[i].words[0].text),
            small: continues_sentence(&lines[i].words[0].text),
            span: spans[i],
            margin: f32::INFINITY,
            unsure: Vec::new(),
        })
        .collect();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for i in (0..body.len()).filter(|i| readings[*i].len() > 1) {
            changed |= choose(&mut body, i, &readings[i], &cuts[i], table);
        }
        if !changed {
            break;
        }
    }
    body
}

/// Whether a text begins with the letter or Roman number of a section, a mark behind it, and a capital.
fn is_title(text: &str) -> bool {
    let Some((label, rest)) = split_label(text) else { return false };
    let marked = text.split_whitespace().next().is_some_and(|w| w.ends_with(['.', '-', ':']));
    matches!(label.kind, LabelKind::Roman | LabelKind::Upper) && marked && rest.starts_with(char::is_uppercase)
}

fn cut(line: &Line, reading: &Reading, layout: &Layout) -> Vec<Option<Cut>> {
    reading.pieces.iter().enumerate().map(|(k, p)| p.map(|words| Cut::new(line, words, k, layout))).collect()
}

/// Takes the reading of a line that fits its neighbours best; says whether it changed.
fn choose(body: &mut [BodyLine], i: usize, readings: &[Reading], cuts: &[Vec<Option<Cut>>], table: &Layout) -> bool {
    let before = body[i].pieces.iter().map(|p| p.as_ref().map(|c| c.words)).collect::<Vec<_>>();
    let mut scored: Vec<(f32, usize)> = Vec::new();
    for (r, reading) in readings.iter().enumerate() {
        body[i].pieces.clone_from(&cuts[r]);
        scored.push((reading.cost + fit(body, i, table), r));
    }
    scored.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let (best, r) = scored[0];
    body[i].pieces.clone_from(&cuts[r]);
    body[i].cost = readings[r].cost;
    body[i].margin = scored.get(1).map_or(f32::INFINITY, |s| s.0 - best);
    body[i].unsure = scored.get(1).map(|s| differing(&readings[r], &readings[s.1])).unwrap_or_default();
    readings[r].pieces != before
}

fn differing(a: &Reading, b: &Reading) -> Vec<usize> {
    (0..a.pieces.len()).filter(|k| a.pieces[*k] != b.pieces[*k]).collect()
}

/// How well a line's pieces go with those above and below.
fn fit(body: &[BodyLine], i: usize, table: &Layout) -> f32 {
    (0..table.columns.len())
        .filter(|k| Some(*k) != table.number)
        .map(|k| {
            let (above, below) = (above(body, i, k), below(body, i, k));
            let link = |a, b| link(a, b, table.columns[k].width, table.pairs);
            match &body[i].pieces[k] {
                Some(own) => {
                    let align = table.columns[k].align;
                    // A row number that is read as a part of the task stands beside it, whatever stands above.
                    let number =
                        own.words.0 == 0 && table.number.is_some_and(|n| n + 1 == k) && is_number_like(&own.first);
                    let set = !number && (own.under(above, align) || own.under(below, align));
                    let beside = if set { own.beside } else { 0.0 };
                    link(above, Some(own)) + link(Some(own), below) - beside
                }
                None => link(above, below),
            }
        })
        .sum()
}

/// The nearest piece of a column above a line, not further than neighbours are.
pub(super) fn above(body: &[BodyLine], i: usize, k: usize) -> Option<&Cut> {
    body[..i].iter().rev().take_while(|l| body[i].y - l.y <= NEAR && !l.spans()).find_map(|l| l.pieces[k].as_ref())
}

/// The nearest piece of a column below a line.
fn below(body: &[BodyLine], i: usize, k: usize) -> Option<&Cut> {
    body[i + 1..].iter().take_while(|l| l.y - body[i].y <= NEAR && !l.spans()).find_map(|l| l.pieces[k].as_ref())
}

/// What it costs that two pieces follow each other in a column.
fn link(above: Option<&Cut>, below: Option<&Cut>, width: f32, pairs: &Pairs) -> f32 {
    match (above, below) {
        (None, None) => 0.0,
        (None, Some(b)) => {
            if b.small {
                SMALL_START
            } else {
                0.0
            }
        }
        (Some(a), None) => {
            if a.open {
                OPEN_END
            } else {
                0.0
            }
        }
        (Some(a), Some(b)) => {
            let two = NEW_CELL + if b.small { NEW_SMALL } else { 0.0 } + if a.open { NEW_OPEN } else { 0.0 };
            let known = if pairs.seen(&a.last, &b.first) { KNOWN_PAIR } else { 0.0 };
            (one(a, b, width) + known).min(two)
        }
    }
}

/// What it costs that they are one cell.
fn one(a: &Cut, b: &Cut, width: f32) -> f32 {
    let room = a.room(b, width) - ROOM;
    if width <= 0.0 || room <= 0.0 {
        return 0.0;
    }
    if b.bullet || (a.ended && !b.small) {
        return 0.3;
    }
    (SHORT + SHORT_EM * room).min(SHORTEST)
}
