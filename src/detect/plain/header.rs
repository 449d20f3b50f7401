//! Header lines → header cells.
//!
//! In: the lines over the body of a table, with their pieces. Out: cells of one or more header rows: names of groups over several
//! columns, and names of columns, of one or more lines each. A rule under a name that does not go through the table says over
//! which columns it stands.

use super::columns::{Columns, Entry};
use super::lines::Run;
use super::rows::Set;
use crate::detect::rulings::Line as Rule;

/// A rule (font sizes) under the baseline of the name it belongs to at most.
const UNDER: f32 = 1.0;
/// The middle of a group's name (font sizes) may be this far from the middle of its columns.
const CENTRED: f32 = 0.75;

/// A cell to be: its place, and the pieces of lines in it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) row: usize,
    pub(super) col: usize,
    pub(super) row_span: usize,
    pub(super) col_span: usize,
    pub(super) pieces: Vec<(usize, Run)>,
}

/// The header's cells and its height in rows.
pub(super) fn header(sets: &mut [Set], columns: &Columns, partial: &[Rule]) -> (Vec<Draft>, usize) {
    for i in 0..sets.len() {
        let below: Vec<bool> = (0..columns.count())
            .map(|c| sets[i + 1..].iter().flat_map(|s| &s.entries).any(|e| e.first == c && e.last == c))
            .collect();
        over_figures(&mut sets[i], columns);
        widen(&mut sets[i], columns, partial);
        gather(&mut sets[i], columns, &below);
    }
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for i in 0..sets.len() {
        let same = i > 0 && spans(&sets[i].entries) == spans(&sets[i - 1].entries);
        let plain = i > 0 && !sets[i].is_spanned() && !sets[i - 1].is_spanned();
        match rows.last_mut() {
            Some(row) if same || plain => row.push(i),
            _ => rows.push(vec![i]),
        }
    }
    let mut out: Vec<Draft> = Vec::new();
    for (row, lines) in rows.iter().enumerate() {
        for line in lines {
            for e in &sets[*line].entries {
                let own = out.iter_mut().find(|d| {
                    // A name that began beside a group's goes on under it.
                    let above = d.row == row || (d.row + d.row_span == row && d.col_span == 1);
                    above && d.col == e.first && d.col + d.col_span == e.last + 1
                });
                match own {
                    Some(draft) => {
                        draft.row_span = row - draft.row + 1;
                        draft.pieces.push((*line, e.run));
                    }
                    None => out.push(Draft {
                        row,
                        col: e.first,
                        row_span: 1,
                        col_span: e.last + 1 - e.first,
                        pieces: vec![(*line, e.run)],
                    }),
                }
            }
        }
    }
    (out, rows.len())
}

/// The columns over which several stand.
fn spans(entries: &[Entry]) -> Vec<(usize, usize)> {
    entries.iter().filter(|e| e.last > e.first).map(|e| (e.first, e.last)).collect()
}

/// Lets the names of groups stand over all their columns.
fn widen(set: &mut Set, columns: &Columns, partial: &[Rule]) {
    let (base, em) = (set.line.base, set.line.em);
    for i in 0..set.entries.len() {
        let low = if i == 0 { 0 } else { set.entries[i - 1].last + 1 };
        let high = set.entries.get(i + 1).map_or(columns.count(), |e| e.first);
        let e = &mut set.entries[i];
        let under = |r: &&Rule| r.at > base - 0.2 * em && r.at < base + UNDER * em;
        let holds = |r: &&Rule| r.start <= e.run.x0 + 2.0 && r.end >= e.run.x1 - 2.0;
        if let Some(rule) = partial.iter().filter(under).find(holds) {
            let (first, end) = columns.span(rule.start + 0.2 * em, rule.end - 0.2 * em, em);
            if first >= low && end < high && end >= first {
                (e.first, e.last) = (first.min(e.first), end.max(e.last));
            }
        } else if e.last > e.first {
            while e.first > low.max(1) && e.last + 1 < high && off(columns, e, e.first - 1, e.last + 1) < CENTRED * em {
                (e.first, e.last) = (e.first - 1, e.last + 1);
            }
        }
    }
}

/// The first name of a table whose labels have none stands over the figures, also where long labels reach under it.
fn over_figures(set: &mut Set, columns: &Columns) {
    let free = columns.count() > 1 && set.entries.get(1).is_none_or(|e| e.first > 1);
    if let Some(e) = set.entries.first_mut().filter(|e| free && e.last == 0) {
        let x = f32::midpoint(e.run.x0, e.run.x1);
        let from = |c: usize| (x - f32::midpoint(columns.extent(c).0, columns.extent(c).1)).abs();
        if from(1) < from(0) {
            (e.first, e.last) = (1, 1);
        }
    }
}

/// Names that stand in the middle of equally many columns each, all of which have names of their own below, are groups' names.
fn gather(set: &mut Set, columns: &Columns, below: &[bool]) {
    let own: Vec<usize> = (0..set.entries.len()).filter(|i| set.entries[*i].first > 0).collect();
    if own.is_empty() || set.is_spanned() {
        return;
    }
    let em = set.line.em;
    if let [one] = own[..] {
        // One name alone stands over all columns where it is wider than its own.
        let (e, last) = (&set.entries[one], columns.count() - 1);
        let (x0, x1) = columns.extent(e.first);
        let wider = e.run.x0 < x0 - em && e.run.x1 > x1 + em;
        if wider && off(columns, e, 1, last) < 2.0 * CENTRED * em && below[1..].iter().all(|b| *b) {
            (set.entries[one].first, set.entries[one].last) = (1, last);
        }
        return;
    }
    for size in 2..=(columns.count() - 1) / own.len() {
        let group = |i: &usize| {
            let e = &set.entries[*i];
            let fits = |from: &usize| {
                let to = from + size - 1;
                *from <= e.first && to >= e.last && to < columns.count() && below[*from..=to].iter().all(|b| *b)
            };
            let first = (e.first + 1).saturating_sub(size).max(1);
            let best = (first..=e.first)
                .filter(fits)
                .min_by(|a, b| off(columns, e, *a, a + size - 1).total_cmp(&off(columns, e, *b, b + size - 1)))?;
            (off(columns, e, best, best + size - 1) < CENTRED * em).then_some(best)
        };
        let found: Option<Vec<usize>> = own.iter().map(group).collect();
        if let Some(found) = found.filter(|f| f.windows(2).all(|w| w[0] + size <= w[1])) {
            for (i, first) in own.iter().zip(found) {
                (set.entries[*i].first, set.entries[*i].last) = (first, first + size - 1);
            }
            return;
        }
    }
}

/// How far the middle of a name is from that of some columns.
fn off(columns: &Columns, e: &Entry, first: usize, last: usize) -> f32 {
    let middle = f32::midpoint(columns.extent(first).0, columns.extent(last).1);
    (f32::midpoint(e.run.x0, e.run.x1) - middle).abs()
}
