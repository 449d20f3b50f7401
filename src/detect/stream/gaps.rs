//! White space between columns.
//!
//! In: the body lines of a page and where its header stands. Out: a separator between every two columns. The idea: the separators
//! that cut the fewest words, where every column lies under its header, is filled as its meaning has it, and begins as its cells
//! begin (dynamic programming over the width of the page).

use super::columns::{SINGLE, SURE_GAP, to_f32, to_usize};
use super::split::{Piece, begins_as, is_number_like};
use crate::detect::sheet::Line;
use crate::lexicon::continues_sentence;
use crate::model::Role;

/// No page is wider, in half ems; what is, is no page, and the header alone decides.
const WIDEST: f32 = 1000.0;
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
/// Steps of a half em on a printed page: a quarter of a half em is a point and a half, less than any space between columns.
const FINE: f32 = 4.0;

/// What is known of a column before its cells are: where its header stands, in half ems, and what it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hint {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) role: Option<Role>,
}

/// The separators between columns that cut the fewest words and let every column begin as its header says.
/// `others`: where most pages of the table have them; `pages`: how many pages the lines are of, for the header weighs as much
/// for each.
pub(super) fn separators(lines: &[&Line], hints: &[Hint], others: &[f32], pages: usize) -> Vec<f32> {
    let n = hints.len();
    if n < 2 {
        return Vec::new();
    }
    if lines.iter().any(|l| l.x1() > WIDEST) {
        return hints.windows(2).map(|w| f32::midpoint(w[0].x1, w[1].x0)).collect();
    }
    let fine = fineness(lines);
    let cuts = cuts(lines, fine);
    let inked = Inked::new(lines, cuts.len(), fine, to_f32(pages));
    let width = cuts.len();
    let narrowest = NARROWEST * to_usize(fine);
    let begins: Vec<Vec<f32>> = (1..n).map(|k| begins(lines, hints[k].role, width, fine)).collect();
    let cost = |k: usize, x: usize| {
        let x1 = to_f32(x) / fine;
        let other = others.get(k).map_or(0.0, |o| DRIFT * ((o - x1).abs() - DRIFTS).max(0.0));
        cuts[x] + begins[k][x] + to_f32(pages) * AWAY * away(hints[k].x1, hints[k + 1].x0, x1) + other
    };
    // best[k][x]: least cost with the k-th separator at x.
    let mut best = vec![vec![f32::INFINITY; width]; n - 1];
    let mut from = vec![vec![0; width]; n - 1];
    for (x, total) in best[0].iter_mut().enumerate().skip(1) {
        *total = cost(0, x) + inked.missing(0, x, hints[0]);
    }
    for k in 1..n - 1 {
        for x in narrowest..width {
            for before in 1..=x - narrowest {
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
        out[k] = to_f32(x) / fine;
        x = from[k][x];
    }
    out
}

/// Share of the lines with a word on a separator (titles across the columns), where it is clean white space; lines that prove it.
const CLEAN: f32 = 0.2;
const PROOF: usize = 6;

/// Whether hardly a line has a word on a separator.
pub(super) fn is_clean(lines: &[&Line], separators: &[f32]) -> bool {
    let on = |l: &Line| l.words.iter().any(|w| separators.iter().any(|s| w.x0 < *s && *s < w.x1));
    let cut = lines.iter().filter(|l| on(l)).count();
    lines.len() >= PROOF && to_f32(cut) <= CLEAN * to_f32(lines.len())
}

/// Steps of a half em in which separators are looked for: one on a character grid, more on a printed page, where columns may
/// stand closer than half an em.
fn fineness(lines: &[&Line]) -> f32 {
    let printed = lines.iter().flat_map(|l| &l.words).any(|w| (w.x0 - w.x0.round()).abs() > 0.05);
    if printed { FINE } else { 1.0 }
}

/// How many words stand left of each step.
struct Inked {
    sums: Vec<f32>,
    lines: f32,
    fine: f32,
    pages: f32,
}

impl Inked {
    fn new(lines: &[&Line], width: usize, fine: f32, pages: f32) -> Self {
        let mut sums = vec![0.0; width + 1];
        for word in lines.iter().flat_map(|l| &l.words) {
            sums[(to_usize(f32::midpoint(word.x0, word.x1) * fine) + 1).min(width)] += 1.0;
        }
        for x in 1..=width {
            sums[x] += sums[x - 1];
        }
        Self { sums, lines: to_f32(lines.len()), fine, pages }
    }

    /// What it costs that a column between two separators has hardly a word, and that its header stands beside it.
    fn missing(&self, from: usize, to: usize, hint: Hint) -> f32 {
        let words = self.sums[to] - self.sums[from];
        let middle = f32::midpoint(hint.x0, hint.x1);
        let beside = (to_f32(from) / self.fine - middle).max(middle - to_f32(to) / self.fine) - HEADED;
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
        each * (self.lines - words / filled).max(0.0) + self.pages * BESIDE_HEAD * beside.max(0.0)
    }
}

/// What speaks for a separator at each step: behind it begins what the column's header is about.
fn begins(lines: &[&Line], role: Option<Role>, width: usize, fine: f32) -> Vec<f32> {
    let mut out = vec![0.0; width];
    for line in lines {
        for i in 1..line.words.len() {
            let rest = line.text(i, line.words.len().min(i + 3));
            let told = match role {
                Some(Role::Task) => i == 1 && is_number_like(&line.words[0].text),
                role => begins_as(&rest, role) && !continues_sentence(&rest),
            };
            if told {
                for slot in slots(&mut out, (line.words[i - 1].x1 * fine).ceil(), (line.words[i].x0 * fine).floor()) {
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

/// What a separator at each step would cut.
fn cuts(lines: &[&Line], fine: f32) -> Vec<f32> {
    let end = lines.iter().map(|l| l.x1()).fold(0.0, f32::max).ceil() + 2.0;
    let mut out = vec![0.0; to_usize(end * fine) + 1];
    for line in lines {
        for (i, word) in line.words.iter().enumerate() {
            for slot in slots(&mut out, (word.x0 * fine).floor() + 1.0, (word.x1 * fine).ceil() - 1.0) {
                *slot += CUT;
            }
            if i > 0 && line.gap(i) < SURE_GAP {
                for slot in slots(&mut out, (line.words[i - 1].x1 * fine).ceil(), (word.x0 * fine).floor()) {
                    *slot += if line.gap(i) < SINGLE { CUT_SPACE } else { CUT_SPACE / 2.0 };
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

/// The steps from one to another, both included; none where the second is the smaller.
fn slots(all: &mut [f32], from: f32, to: f32) -> impl Iterator<Item = &mut f32> {
    let count = if to >= from { to_usize(to) + 1 - to_usize(from) } else { 0 };
    all.iter_mut().skip(to_usize(from)).take(count)
}

/// The pieces of a line where the separators alone decide: each word goes where its middle is.
pub(super) fn roughly(line: &Line, separators: &[f32]) -> Vec<Option<Piece>> {
    let mut out: Vec<Option<Piece>> = vec![None; separators.len() + 1];
    for (i, word) in line.words.iter().enumerate() {
        match &mut out[word.column(separators)] {
            Some(piece) => piece.1 = i + 1,
            slot @ None => *slot = Some((i, i + 1)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::sheet::lines;

    #[test]
    fn separators_cut_no_word() {
        let page = lines(&[
            "1   Rà soát văn bản      Sở Tư pháp   Quý I",
            "2   Sơ kết, tổng kết và  Sở Nội vụ    Quý II",
            "    báo cáo Chủ tịch",
        ]);
        let hint = |x0: f32, x1: f32| Hint { x0, x1, role: None };
        let found = separators(
            &page.iter().collect::<Vec<_>>(),
            &[hint(0.0, 2.0), hint(8.0, 16.0), hint(25.0, 33.0), hint(38.0, 42.0)],
            &[],
            1,
        );
        assert!((1.0..=4.0).contains(&found[0]), "{found:?}");
        assert!((23.0..=25.0).contains(&found[1]), "{found:?}");
        assert!((35.0..=38.0).contains(&found[2]), "{found:?}");
        assert_eq!(roughly(&page[2], &found), [None, Some((0, 4)), None, None]);
    }
}
