//! Where the columns of a table stand on each of its pages.
//!
//! In: the body lines of a table's pages, and where its header stands. Out: for each page the place of every column, and for
//! the whole table how its columns are set and how wide they are. The idea: white space tells roughly (the separators that cut
//! the fewest words), the pieces that stand alone tell exactly; each page is laid out on its own, so places are a page's, but
//! widths in ems are the table's.

use super::sheet::{Line, middle};
use super::split::{Piece, is_number_like};
use crate::lexicon::{agency_score, continues_sentence, deadline_score};
use crate::model::Role;

/// A gap (half ems) before a piece that shows that it stands where its column stands.
pub(super) const SURE_GAP: f32 = 2.5;
/// What a cut word costs, in cuts; a single space there costs a part of it.
const CUT: f32 = 1.0;
const CUT_SPACE: f32 = 0.3;
/// What a half em away from the header's own white space costs, in cuts: it only decides where white space is wide.
const AWAY: f32 = 0.15;
/// What a column's beginning counts where it reads as its header says, in cuts.
const BEGINS: f32 = 0.7;
/// What a line costs of a column without words, in cuts; a column is filled with this share of a word a line. Columns that every
/// task has, or most, or some.
const EMPTY: f32 = 0.6;
const FILLED: f32 = 0.08;
const FILLED_TASK: f32 = 1.0;
const FILLED_LEAD: f32 = 0.3;
/// A column's middle of the header may stand this many half ems outside of it; what each more costs, in cuts.
const HEADED: f32 = 3.0;
const BESIDE_HEAD: f32 = 0.6;
/// Pages of a table are laid out alike, but for this many half ems; what each more costs, in cuts.
const DRIFTS: f32 = 3.0;
const DRIFT: f32 = 0.8;
/// A column is at least this wide, in half ems.
const NARROWEST: usize = 2;
/// Share of a column's lines that fill it, to an em; of a column wider than this, in ems, whose texts take many lines.
const FULL: f32 = 0.08;
const FULL_WIDE: f32 = 0.2;
const WIDE: f32 = 8.0;
const NEARLY: f32 = 1.0;

/// How the lines of a column are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
}

/// The place of a column on a page, in half ems.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// Where lines set to the left begin.
    pub(super) left: f32,
    /// The middle of centred lines.
    pub(super) middle: f32,
    /// Outermost ink that is surely in it.
    pub(super) x0: f32,
    pub(super) x1: f32,
}

/// What holds for a column on all pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) align: Align,
    /// Width of its text in ems; 0 where not known.
    pub(super) width: f32,
}

/// What is known of a column before its cells are: where its header stands, in half ems, and what it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hint {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) role: Option<Role>,
}

/// The separators between columns that cut the fewest words and let every column begin as its header says.
/// `others`: where most pages of the table have them.
pub(super) fn separators(lines: &[&Line], hints: &[Hint], others: &[f32]) -> Vec<f32> {
    let n = hints.len();
    if n < 2 {
        return Vec::new();
    }
    let cuts = cuts(lines);
    let inked = Inked::new(lines, cuts.len());
    let width = cuts.len();
    let begins: Vec<Vec<f32>> = (1..n).map(|k| begins(lines, hints[k].role, width)).collect();
    let cost = |k: usize, x: usize| {
        let x1 = to_f32(x);
        let other = others.get(k).map_or(0.0, |o| DRIFT * ((o - x1).abs() - DRIFTS).max(0.0));
        cuts[x] + begins[k][x] + AWAY * away(hints[k].x1, hints[k + 1].x0, x1) + other
    };
    // best[k][x]: least cost with the k-th separator at x.
    let mut best = vec![vec![f32::INFINITY; width]; n - 1];
    let mut from = vec![vec![0; width]; n - 1];
    for (x, slot) in best[0].iter_mut().enumerate().skip(1) {
        *slot = cost(0, x) + inked.missing(0, x, hints[0]);
    }
    for k in 1..n - 1 {
        for x in NARROWEST..width {
            for before in 1..=x - NARROWEST {
                let total = best[k - 1][before] + inked.missing(before, x, hints[k]);
                if total < best[k][x] {
                    (best[k][x], from[k][x]) = (total, before);
                }
            }
            best[k][x] += cost(k, x);
        }
    }
    for (x, total) in best[n - 2].iter_mut().enumerate() {
        *total += inked.missing(x, width, hints[n - 1]);
    }
    let mut out = vec![0.0; n - 1];
    let mut x = lowest(&best[n - 2]);
    for k in (0..n - 1).rev() {
        out[k] = to_f32(x);
        x = from[k][x];
    }
    out
}

/// How many words stand left of each half em.
struct Inked {
    sums: Vec<f32>,
    lines: f32,
}

impl Inked {
    fn new(lines: &[&Line], width: usize) -> Self {
        let mut sums = vec![0.0; width + 1];
        for word in lines.iter().flat_map(|l| &l.words) {
            sums[to_usize(f32::midpoint(word.x0, word.x1)) + 1] += 1.0;
        }
        for x in 1..=width {
            sums[x] += sums[x - 1];
        }
        Self { sums, lines: to_f32(lines.len()) }
    }

    /// What it costs that a column between two separators has hardly a word, and that its header stands beside it.
    fn missing(&self, from: usize, to: usize, hint: Hint) -> f32 {
        let words = self.sums[to] - self.sums[from];
        let middle = f32::midpoint(hint.x0, hint.x1);
        let beside = (to_f32(from) - middle).max(middle - to_f32(to)) - HEADED;
        let filled = match hint.role {
            Some(Role::Task) => FILLED_TASK,
            Some(Role::Lead) => FILLED_LEAD,
            _ => FILLED,
        };
        let each = match hint.role {
            Some(Role::Number | Role::Task | Role::Lead) => EMPTY,
            Some(Role::Deadline) => EMPTY / 2.0,
            Some(Role::Partner) => EMPTY / 6.0,
            _ => EMPTY / 12.0,
        };
        each * (self.lines - words / filled).max(0.0) + BESIDE_HEAD * beside.max(0.0)
    }
}

/// What speaks for a separator at each half em: behind it begins what the column's header is about.
fn begins(lines: &[&Line], role: Option<Role>, width: usize) -> Vec<f32> {
    let mut out = vec![0.0; width];
    for line in lines {
        for i in 1..line.words.len() {
            let rest = line.text(i, line.words.len().min(i + 3));
            let told = match role {
                Some(Role::Lead | Role::Partner) => agency_score(&rest) >= 2.0 && !continues_sentence(&rest),
                Some(Role::Deadline) => deadline_score(&rest) >= 2.0 && !continues_sentence(&rest),
                Some(Role::Task) => i == 1 && is_number_like(&line.words[0].text),
                _ => false,
            };
            if told {
                for slot in &mut out[to_usize(line.words[i - 1].x1.ceil())..=to_usize(line.words[i].x0.floor())] {
                    *slot -= BEGINS;
                }
            }
        }
    }
    out
}

/// The middle of the first stretch of lowest values.
fn lowest(values: &[f32]) -> usize {
    let least = values.iter().copied().fold(f32::INFINITY, f32::min);
    let at = values.iter().position(|v| *v <= least).unwrap_or(0);
    let run = values[at..].iter().take_while(|v| **v <= least).count();
    at + run / 2
}

/// What a separator at each half em would cut.
fn cuts(lines: &[&Line]) -> Vec<f32> {
    let end = lines.iter().map(|l| l.x1()).fold(0.0, f32::max).ceil() + 2.0;
    let mut out = vec![0.0; to_usize(end) + 1];
    for line in lines {
        for (i, word) in line.words.iter().enumerate() {
            for slot in &mut out[to_usize(word.x0.floor() + 1.0)..to_usize(word.x1.ceil())] {
                *slot += CUT;
            }
            if i > 0 && line.gap(i) < SURE_GAP {
                for slot in &mut out[to_usize(line.words[i - 1].x1.ceil())..=to_usize(word.x0.floor())] {
                    *slot += CUT_SPACE;
                }
            }
        }
    }
    out
}

fn away(left: f32, right: f32, x: f32) -> f32 {
    let (a, b) = (left.min(right), left.max(right));
    (a - x).max(x - b).max(0.0)
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "half ems of a page are few and not negative"
)]
fn to_usize(x: f32) -> usize {
    x.max(0.0) as usize
}

#[allow(clippy::cast_precision_loss, reason = "half ems of a page are few")]
fn to_f32(x: usize) -> f32 {
    x as f32
}

/// The pieces of a line where the separators alone decide: each word goes where its middle is.
pub(super) fn roughly(line: &Line, separators: &[f32]) -> Vec<Option<Piece>> {
    let mut out: Vec<Option<Piece>> = vec![None; separators.len() + 1];
    for (i, word) in line.words.iter().enumerate() {
        let x = f32::midpoint(word.x0, word.x1);
        let k = separators.partition_point(|s| *s <= x);
        match &mut out[k] {
            Some(piece) => piece.1 = i + 1,
            slot @ None => *slot = Some((i, i + 1)),
        }
    }
    out
}

/// The places of the columns on a page, by its pieces; `before`: where they were thought to be.
pub(super) fn places(lines: &[&Line], pieces: &[Vec<Option<Piece>>], before: &[Place]) -> Vec<Place> {
    (0..before.len())
        .map(|k| {
            let all: Vec<(f32, f32, bool)> = lines
                .iter()
                .zip(pieces)
                .filter_map(|(l, p)| {
                    p[k].map(|(a, b)| (l.words[a].x0, l.words[b - 1].x1, l.gap(a) >= SURE_GAP && no_wide_gap(l, a, b)))
                })
                .collect();
            let sure: Vec<(f32, f32)> = all.iter().filter(|s| s.2).map(|s| (s.0, s.1)).collect();
            if sure.len() < 2 { before[k] } else { place(&sure) }
        })
        .collect()
}

fn no_wide_gap(line: &Line, a: usize, b: usize) -> bool {
    (a + 1..b).all(|i| line.gap(i) < SURE_GAP)
}

fn place(sure: &[(f32, f32)]) -> Place {
    let mut lefts: Vec<f32> = sure.iter().map(|s| s.0).collect();
    let mut rights: Vec<f32> = sure.iter().map(|s| s.1).collect();
    lefts.sort_by(f32::total_cmp);
    rights.sort_by(f32::total_cmp);
    let skip = sure.len() / 20;
    Place {
        left: mode(&lefts),
        middle: middle(sure.iter().map(|s| f32::midpoint(s.0, s.1))),
        x0: lefts[skip],
        x1: rights[rights.len() - 1 - skip],
    }
}

/// The value most of the sorted values are near.
fn mode(sorted: &[f32]) -> f32 {
    let near = |x: f32| sorted.iter().filter(|v| (**v - x).abs() <= 0.5).count();
    let mut best = (0, 0.0);
    for x in sorted {
        if near(*x) > best.0 {
            best = (near(*x), *x);
        }
    }
    best.1
}

/// A piece that a column is measured by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sample {
    /// The column's place on the piece's page.
    pub(super) place: Place,
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) em: f32,
    /// Nothing of a neighbour can be in it.
    pub(super) sure: bool,
}

/// How a column is set and how wide it is, by its pieces on all pages.
pub(super) fn column(samples: &[Sample]) -> Column {
    let sure: Vec<&Sample> = samples.iter().filter(|p| p.sure).collect();
    let left: f32 = sure.iter().map(|p| (p.x0 - p.place.left).abs().min(4.0)).sum();
    let centre: f32 = sure.iter().map(|p| (f32::midpoint(p.x0, p.x1) - p.place.middle).abs().min(4.0)).sum();
    let mut ems: Vec<f32> = sure.iter().map(|p| p.em).collect();
    ems.sort_by(f32::total_cmp);
    let width = fullest(&ems);
    Column { align: if left <= centre { Align::Left } else { Align::Centre }, width }
}

/// The width that lines of a column fill: the largest that enough lines come near. Two columns taken for one are wider, but few.
fn fullest(sorted: &[f32]) -> f32 {
    let near = |w: f32| to_f32(sorted.iter().filter(|e| **e <= w && **e >= w - NEARLY).count());
    let enough = |w: f32| {
        let share = if w > WIDE { FULL_WIDE } else { FULL };
        near(w) >= (share * to_f32(sorted.len())).max(2.0)
    };
    sorted.iter().rev().copied().find(|w| enough(*w)).or(sorted.last().copied()).unwrap_or(0.0)
}
