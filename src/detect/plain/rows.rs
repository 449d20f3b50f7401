//! Lines → rows.
//!
//! In: the body lines of a table, their pieces by column, and the rules between them. Out: which lines begin a row. The idea: in
//! a table of figures every line with figures is a row, and lines without are the rest of a label, or a label of their own; in a
//! table of words rows stand further apart than the lines of one cell, or begin where the first column is filled.

use super::columns::{Entry, middle};
use super::lines::Line;
use crate::lexicon::{is_figure, is_no_figure};

/// A step to the next line that is smaller than this share of the usual one joins the two.
const TIGHT: f32 = 0.8;
/// A step larger than this many times the smallest parts two rows.
const WIDE: f32 = 1.25;
/// Font sizes by which the second line of a label is set in.
const INDENT: f32 = 0.4;
/// Share of its column that a label fills where it is cut by the column's end.
const FULL: f32 = 0.7;
/// Steps (font sizes) between two lines of a cell at most.
const LEADING: f32 = 1.6;

/// A line with its pieces.
pub(super) struct Set<'l, 'a> {
    pub(super) line: &'l Line<'a>,
    pub(super) entries: Vec<Entry>,
}

impl Set<'_, '_> {
    /// Whether it has figures behind the first column.
    pub(super) fn has_figures(&self) -> bool {
        let rest = || self.entries.iter().filter(|e| e.first > 0 && e.first == e.last);
        rest().any(|e| is_figure(&e.text)) || (rest().count() > 0 && rest().all(|e| is_no_figure(&e.text)))
    }

    /// What stands in the first column alone.
    pub(super) fn label(&self) -> Option<&Entry> {
        self.entries.first().filter(|e| e.last == 0)
    }

    /// Whether something stands over several columns.
    pub(super) fn is_spanned(&self) -> bool {
        self.entries.iter().any(|e| e.last > e.first)
    }

    fn starts_small(&self) -> bool {
        self.entries.first().and_then(|e| e.text.chars().next()).is_some_and(|c| c.is_lowercase() || c == '(')
    }
}

/// Whether a table is one of figures: some column behind the first has mostly figures.
pub(super) fn is_numeric(sets: &[Set], columns: usize) -> bool {
    (1..columns).any(|c| {
        let own = || sets.iter().flat_map(|s| &s.entries).filter(|e| e.first == c && e.last == c);
        let figures = own().filter(|e| is_figure(&e.text)).count();
        let read = own().filter(|e| !is_no_figure(&e.text)).count();
        figures >= 2 && figures * 2 >= read
    })
}

/// Of each line whether a row begins with it. `ruled`: whether a rule stands over it; `width` of the first column in points.
pub(super) fn starts(sets: &[Set], ruled: &[bool], numeric: bool, width: f32) -> Vec<bool> {
    if numeric { figures(sets, ruled, width) } else { words(sets, ruled) }
}

fn figures(sets: &[Set], ruled: &[bool], width: f32) -> Vec<bool> {
    let data: Vec<bool> = sets.iter().map(Set::has_figures).collect();
    let usual = middle((1..sets.len()).filter(|i| data[*i] && data[i - 1]).map(|i| step(sets, i)));
    let tight = |i: usize| step(sets, i) < TIGHT * usual;
    let mut out = vec![true; sets.len()];
    // Whether the row so far has no figures.
    let mut pending = true;
    // The label above.
    let mut above: Option<&Entry> = None;
    for i in 0..sets.len() {
        let (set, near) = (&sets[i], i > 0 && step(sets, i) <= LEADING * sets[i].line.em);
        out[i] = if i == 0 || ruled[i] {
            true
        } else if data[i] {
            !(pending && near && (tight(i) || goes_down(&sets[i - 1], set, width)))
        } else if set.is_spanned() {
            true
        } else if set.label().is_some() {
            let small = set.starts_small();
            let indented = above.is_some_and(|b| set.entries[0].run.x0 > b.run.x0 + INDENT * set.line.em);
            let full = above.is_some_and(|b| b.run.x1 - b.run.x0 >= FULL * width);
            let next_deeper = sets.get(i + 1).is_some_and(|n| n.entries[0].run.x0 + 1.0 >= set.entries[0].run.x0);
            !(near && set.entries.len() == 1 && (small || tight(i) || (indented && full && !next_deeper)))
        } else {
            !near
        };
        above = set.label().or(above);
        pending = if out[i] { !data[i] && !set.is_spanned() } else { pending && !data[i] };
    }
    out
}

/// A label whose figures stand in the next line.
fn goes_down(label: &Set, next: &Set, width: f32) -> bool {
    let (Some(own), false) = (label.label(), label.is_spanned()) else { return false };
    let Some(second) = next.label() else { return true };
    let indented = second.run.x0 > own.run.x0 + INDENT * next.line.em;
    let cut = own.text.ends_with([',', '-', '–', '(', '/']) || {
        let last = own.text.split(' ').next_back().unwrap_or_default();
        matches!(last, "and" | "or" | "of" | "the" | "for" | "in" | "to" | "with" | "by" | "và" | "của" | "các")
    };
    next.starts_small() || cut || (indented && own.run.x1 - own.run.x0 >= FULL * width)
}

fn words(sets: &[Set], ruled: &[bool]) -> Vec<bool> {
    let least = (1..sets.len()).map(|i| step(sets, i)).filter(|s| *s > 0.5).fold(f32::INFINITY, f32::min);
    let wide = |i: usize| step(sets, i) > WIDE * least;
    let airy = (1..sets.len()).any(|i| !wide(i)) && (1..sets.len()).any(wide);
    let columns = sets.iter().map(|s| s.entries.len()).max().unwrap_or(1);
    let starts = |i: usize| {
        let set = &sets[i];
        let full = set.entries.len() * 2 > columns && set.entries.len() > 1;
        let begins = set.label().is_some() && !set.starts_small();
        if airy { wide(i) || (begins && full && sets[i - 1].entries.len() * 2 > columns) } else { begins || full }
    };
    (0..sets.len()).map(|i| i == 0 || ruled[i] || sets[i].is_spanned() || starts(i)).collect()
}

fn step(sets: &[Set], i: usize) -> f32 {
    sets[i].line.base - sets[i - 1].line.base
}
