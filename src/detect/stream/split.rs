//! One line's words → columns.
//!
//! In: a line and the places of the columns. Out: its best readings, each with its cost. The idea: words keep their order, so a
//! reading is a list of cut points; each piece is weighed by where it stands, how wide it is, and the gaps inside and before it
//! (dynamic programming over words and columns, keeping the best few).

use std::collections::BTreeMap;

use super::columns::{Align, Column, Place, SINGLE, SURE_GAP, WIDER};
use crate::detect::sheet::{Line, Word, middle};
use crate::lexicon::{SPACE_EM, agency_score, continues_sentence, deadline_score, parse_label};
use crate::model::Role;

/// First word and one past the last.
pub(super) type Piece = (usize, usize);

/// A way to put a line's words into columns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) cost: f32,
    pub(super) pieces: Vec<Option<Piece>>,
}

/// A printed line has fewer words: a page in landscape holds about 60.
const MOST_WORDS: usize = 150;
/// Readings kept of each line.
const KEPT: usize = 10;
/// Costs are in points: one point is "rather not". A half em beside the column's place, for a piece after a wide gap:
const BESIDE: f32 = 0.8;
/// … for a piece that may have been pushed along by its neighbour.
const PUSHED: f32 = 0.12;
/// A half em on the wrong side of the white space.
const ACROSS: f32 = 0.4;
/// Half ems that a piece may stand beside its place for nothing: rounding to a grid.
const FREE_LEFT: f32 = 0.6;
const FREE_MIDDLE: f32 = 1.2;
/// No piece is further from its place than this, in half ems.
const FAR: f32 = 14.0;
/// A word beyond a rule; on a printed page, beyond the white space.
const BEYOND_RULE: f32 = 6.0;
const BEYOND_SPACE: f32 = 1.5;
/// An em wider than the column.
const TOO_WIDE: f32 = 2.0;
/// Ems that a piece may be wider than the column's widest known one.
const FREE_WIDTH: f32 = 0.25;
/// A cut between clean columns where the space is like the others of the line.
const CUT_EVEN: f32 = 1.5;
/// A cut at a single space; at two spaces.
const CUT_AT_SPACE: f32 = 0.6;
const CUT_AT_TWO: f32 = 0.2;
/// Two spaces inside a piece; a column's gap inside a piece; in a line stretched to both margins.
const TWO_INSIDE: f32 = 0.6;
const WIDE_INSIDE: f32 = 2.5;
const STRETCHED: f32 = 0.35;
/// Something in the number column that is no number.
const NO_NUMBER: f32 = 6.0;
/// A piece begins as its column's cells do: a body's name, a time.
const BEGINS: f32 = -0.6;
/// A name is cut behind its first word (`Sở`).
const BEHEADED: f32 = 1.2;
/// Two words that stand together elsewhere are parted.
const PARTED: f32 = 0.9;

/// Pairs of words that were seen side by side in one cell.
#[derive(Debug, Default)]
pub(super) struct Pairs(BTreeMap<(String, String), u32>);

impl Pairs {
    /// Notes the pairs of a piece.
    pub(super) fn note(&mut self, line: &Line, piece: Piece) {
        for i in piece.0 + 1..piece.1 {
            if line.gap(i) < SURE_GAP {
                *self.0.entry(key(&line.words[i - 1].text, &line.words[i].text)).or_default() += 1;
            }
        }
    }

    /// Whether one was seen behind the other.
    pub(super) fn seen(&self, a: &str, b: &str) -> bool {
        self.0.contains_key(&key(a, b))
    }
}

fn key(a: &str, b: &str) -> (String, String) {
    let bare = |w: &str| w.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    (bare(a), bare(b))
}

/// What is known of a table's columns on one page.
pub(super) struct Layout<'a> {
    pub(super) columns: &'a [Column],
    pub(super) places: &'a [Place],
    /// Where white space parts them, roughly.
    pub(super) separators: &'a [f32],
    /// The column of row numbers.
    pub(super) number: Option<usize>,
    /// What the columns are about.
    pub(super) roles: &'a [Option<Role>],
    pub(super) pairs: &'a Pairs,
    /// A character grid: a text too wide for its column pushes the next one along. On a printed page nothing does.
    pub(super) grid: bool,
    /// The separators are rules, or clean white space on a printed page: no text stands across them, and where it stands between
    /// them says nothing.
    pub(super) fenced: bool,
}

/// The best readings of a line, best first.
pub(super) fn readings(line: &Line, layout: &Layout) -> Vec<Reading> {
    let (n, m) = (layout.columns.len(), line.words.len());
    if m > MOST_WORDS {
        return vec![whole(n, m, layout)];
    }
    // at[j]: best readings of the first j words in the columns so far.
    let mut at: Vec<Vec<Reading>> = vec![Vec::new(); m + 1];
    at[0].push(Reading { cost: 0.0, pieces: Vec::new() });
    for k in 0..n {
        let mut next: Vec<Vec<Reading>> = vec![Vec::new(); m + 1];
        for j in 0..=m {
            for reading in &at[j] {
                push(&mut next[j], reading, None, 0.0);
            }
            for (i, before) in at.iter().enumerate().take(j).filter(|(_, before)| !before.is_empty()) {
                let cost = piece_cost(line, (i, j), k, layout);
                if cost < 4.0 * FAR {
                    for reading in before {
                        push(&mut next[j], reading, Some((i, j)), cost);
                    }
                }
            }
        }
        for list in &mut next {
            list.sort_by(|a, b| a.cost.total_cmp(&b.cost));
            list.truncate(KEPT);
        }
        at = next;
    }
    let mut out = at.swap_remove(m);
    if out.is_empty() {
        out.push(whole(n, m, layout));
    }
    out
}

/// Nothing like a line of the table: its words must be somewhere all the same.
fn whole(n: usize, m: usize, layout: &Layout) -> Reading {
    let mut pieces = vec![None; n];
    pieces[layout.number.map_or(0, |k| (k + 1).min(n - 1))] = Some((0, m));
    Reading { cost: 4.0 * FAR, pieces }
}

fn push(to: &mut Vec<Reading>, before: &Reading, piece: Option<Piece>, cost: f32) {
    let mut pieces = before.pieces.clone();
    pieces.push(piece);
    to.push(Reading { cost: before.cost + cost, pieces });
}

/// What it costs to put some words of a line into a column.
pub(super) fn piece_cost(line: &Line, piece: Piece, k: usize, layout: &Layout) -> f32 {
    let (a, b) = piece;
    let column = layout.columns[k];
    let is_number = layout.number == Some(k);
    let mut cost = 0.0;
    if is_number && !(b - a == 1 && is_number_like(&line.words[a].text)) {
        cost += NO_NUMBER;
    }
    cost += place_cost(line, piece, k, layout);
    if layout.fenced {
        return cost + if a > 0 && even(line, a) { CUT_EVEN } else { 0.0 };
    }
    if column.width > 0.0 && !is_number {
        cost += TOO_WIDE * column.trust * (ems(line, piece) - column.width - FREE_WIDTH).max(0.0);
    }
    let behind_number = layout.number.is_some_and(|n| n + 1 == k) && a == 1 && is_number_like(&line.words[0].text);
    cost += inside(line, piece) + if behind_number { 0.0 } else { before(line, piece, k, layout) };
    cost
}

/// What it costs that a piece stands where it stands.
pub(super) fn place_cost(line: &Line, piece: Piece, k: usize, layout: &Layout) -> f32 {
    if layout.fenced {
        return BEYOND_RULE * outside(line, piece, k, layout.separators);
    }
    if layout.number == Some(k) && k + 1 < layout.places.len() && piece.1 - piece.0 == 1 {
        // Row numbers stand to the left, in the middle or to the right of their column, and always before the tasks.
        let word = &line.words[piece.0];
        return BESIDE * (word.x1 + FREE_LEFT - layout.places[k + 1].left).max(0.0);
    }
    let pushed = layout.grid && line.gap(piece.0) < SURE_GAP;
    let beyond = if layout.grid { 0.0 } else { BEYOND_SPACE * outside(line, piece, k, layout.separators) };
    beside(line, piece, layout.columns[k].align, layout.places[k], pushed)
        + across(line, piece, k, layout.separators, pushed)
        + beyond
}

/// A label, or column numbers in brackets.
pub(super) fn is_number_like(text: &str) -> bool {
    parse_label(text).is_some() || parse_label(text.trim_start_matches('(')).is_some()
}

/// Printed width of a piece in ems.
pub(super) fn ems(line: &Line, piece: Piece) -> f32 {
    let words = &line.words[piece.0..piece.1];
    words.iter().map(|w| w.em + SPACE_EM).sum::<f32>() - SPACE_EM
}

fn beside(line: &Line, (a, b): Piece, align: Align, place: Place, pushed: bool) -> f32 {
    let (x0, x1) = (line.words[a].x0, line.words[b - 1].x1);
    let (off, free) = match align {
        Align::Left => (x0 - place.left, FREE_LEFT),
        Align::Centre => (f32::midpoint(x0, x1) - place.middle, FREE_MIDDLE),
    };
    let over = (off.abs() - free).clamp(0.0, FAR);
    over * if pushed { PUSHED } else { BESIDE }
}

/// Whether the space before a word is like those between the others of its line, single ones: it parts nothing.
fn even(line: &Line, at: usize) -> bool {
    let others: Vec<f32> = (1..line.words.len()).filter(|i| *i != at).map(|i| line.gap(i)).collect();
    let all_single = others.iter().all(|g| *g < SINGLE);
    others.len() > 2 && all_single && line.gap(at) <= WIDER * middle(others.into_iter())
}

/// Words of a piece on the wrong side of a separator, or on one.
#[allow(clippy::cast_precision_loss, reason = "a line has few words")]
fn outside(line: &Line, (a, b): Piece, k: usize, separators: &[f32]) -> f32 {
    let on = |w: &Word| separators.iter().any(|s| w.is_on(*s));
    line.words[a..b].iter().filter(|w| w.column(separators) != k || on(w)).count() as f32
}

/// How far the middle of a piece is on the wrong side of the white space.
fn across(line: &Line, (a, b): Piece, k: usize, separators: &[f32], pushed: bool) -> f32 {
    let middle = f32::midpoint(line.words[a].x0, line.words[b - 1].x1);
    let left = if k > 0 { separators[k - 1] - middle } else { 0.0 };
    let right = separators.get(k).map_or(0.0, |s| middle - s);
    let each = if pushed { PUSHED } else { ACROSS };
    each * (left.max(right) - 1.0).clamp(0.0, FAR)
}

/// Wide gaps inside a piece.
fn inside(line: &Line, (a, b): Piece) -> f32 {
    let gaps: Vec<f32> = (a + 1..b).map(|i| line.gap(i)).collect();
    let wide = gaps.iter().filter(|g| **g >= SINGLE).count();
    let stretched = wide >= 2 && wide * 2 > gaps.len();
    gaps.iter()
        .map(|g| match g {
            g if *g < SINGLE => 0.0,
            _ if stretched => STRETCHED,
            g if *g < SURE_GAP => TWO_INSIDE,
            g => WIDE_INSIDE + 0.1 * (g - SURE_GAP),
        })
        .sum()
}

/// The cut before a piece.
fn before(line: &Line, (a, b): Piece, k: usize, layout: &Layout) -> f32 {
    if a == 0 {
        return 0.0;
    }
    let cut = match line.gap(a) {
        g if g < SINGLE => CUT_AT_SPACE,
        g if g < SURE_GAP => CUT_AT_TWO,
        _ => return 0.0,
    };
    let seen = layout.pairs.seen(&line.words[a - 1].text, &line.words[a].text);
    let text = line.text(a, b.min(a + 3));
    let begins = !continues_sentence(&text) && begins_as(&text, layout.roles[k]);
    let head = &line.words[a - 1].text;
    let beheaded = !begins && head.starts_with(char::is_uppercase) && agency_score(head) >= 2.0;
    cut + if seen { PARTED } else { 0.0 } + if begins { BEGINS } else { 0.0 } + if beheaded { BEHEADED } else { 0.0 }
}

/// Whether a text begins as the cells of a column of this meaning do.
pub(super) fn begins_as(text: &str, role: Option<Role>) -> bool {
    match role {
        Some(Role::Lead | Role::Partner) => agency_score(text) >= 2.0,
        Some(Role::Deadline) => deadline_score(text) >= 2.0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::sheet::lines;

    fn read(text: &str) -> Vec<String> {
        let place = |left: f32, x1: f32| Place { left, middle: f32::midpoint(left, x1), x0: left, x1 };
        let column = |width| Column { align: Align::Left, width, trust: 1.0 };
        let layout = Layout {
            columns: &[column(1.0), column(10.8), column(5.0)],
            places: &[place(0.0, 2.0), place(4.0, 24.0), place(26.0, 38.0)],
            separators: &[3.0, 25.0],
            number: Some(0),
            roles: &[Some(Role::Number), Some(Role::Task), Some(Role::Lead)],
            pairs: &Pairs::default(),
            grid: true,
            fenced: false,
        };
        let line = &lines(&[text])[0];
        let best = &readings(line, &layout)[0];
        best.pieces.iter().map(|p| p.map(|(a, b)| line.text(a, b)).unwrap_or_default()).collect()
    }

    #[test]
    fn white_space_place_and_width_part_the_cells() {
        assert_eq!(read("1   Rà soát văn bản       Sở Tư pháp"), ["1", "Rà soát văn bản", "Sở Tư pháp"]);
        assert_eq!(read("    và báo cáo Chủ tịch"), ["", "và báo cáo Chủ tịch", ""]);
        assert_eq!(read("                          và các cơ quan"), ["", "", "và các cơ quan"]);
        assert_eq!(read("2   Tổng kết, báo cáo kết quả Sở Nội vụ"), ["2", "Tổng kết, báo cáo kết quả", "Sở Nội vụ"]);
    }

    #[test]
    fn a_stretched_line_is_one_piece() {
        assert_eq!(read("    rà   soát   các   văn"), ["", "rà soát các văn", ""]);
    }
}
