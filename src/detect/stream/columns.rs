//! Where the columns of a table stand on each of its pages.
//!
//! In: the pieces of a table's pages, column by column. Out: for each page the place of every column, and for the whole table how
//! its columns are set and how wide they are. The idea: pieces that stand alone tell; each page is laid out on its own, so places
//! are a page's, but widths in ems are the table's.

use super::split::Piece;
use crate::detect::sheet::{Line, middle};

/// A gap (half ems) before a piece that shows that it stands where its column stands.
pub(super) const SURE_GAP: f32 = 2.5;
/// White space between columns is more than so many times as wide as between the words of the line.
pub(super) const WIDER: f32 = 1.4;
/// A gap (half ems) below this is a single space.
pub(super) const SINGLE: f32 = 1.7;
/// Share of a column's lines that fill it, to an em; of a column wider than this, in ems, whose texts take many lines.
const FULL: f32 = 0.08;
const FULL_WIDE: f32 = 0.2;
const WIDE: f32 = 8.0;
const NEARLY: f32 = 1.0;
/// So many full lines are half a proof of a column's width.
const DOUBTED: f32 = 2.0;

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
    /// How far the width can be trusted, 0–1: the more lines fill it.
    pub(super) trust: f32,
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "half ems of a page are few and not negative"
)]
pub(super) fn to_usize(x: f32) -> usize {
    x.max(0.0) as usize
}

#[allow(clippy::cast_precision_loss, reason = "half ems of a page are few")]
pub(super) fn to_f32(x: usize) -> f32 {
    x as f32
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
    let full = near(&ems, width);
    Column { align: if left <= centre { Align::Left } else { Align::Centre }, width, trust: full / (full + DOUBTED) }
}

/// The width that lines of a column fill: the largest that enough lines come near. Two columns taken for one are wider, but few.
fn fullest(sorted: &[f32]) -> f32 {
    let enough = |w: f32| {
        let share = if w > WIDE { FULL_WIDE } else { FULL };
        near(sorted, w) >= (share * to_f32(sorted.len())).max(2.0)
    };
    sorted.iter().rev().copied().find(|w| enough(*w)).or(sorted.last().copied()).unwrap_or(0.0)
}

/// Lines that fill a width, or nearly.
fn near(sorted: &[f32], width: f32) -> f32 {
    to_f32(sorted.iter().filter(|e| **e <= width && **e >= width - NEARLY).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_width_is_what_many_lines_fill() {
        let mut ems = vec![9.6, 9.7, 9.9, 10.0, 9.8, 4.0, 6.5, 9.5, 3.0, 9.9, 10.0, 16.0];
        ems.sort_by(f32::total_cmp);
        assert_eq!(fullest(&ems), 10.0);
    }
}
