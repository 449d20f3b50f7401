//! Whether what looks like a table is one.
//!
//! In: rows and columns as found. Out: yes or no. Lists, tables of contents, letterheads, signatures, forms and columns of prose
//! have white space in common too; a table has figures, or rules, or many short cells in many columns.

use super::columns::{Columns, Entry};
use super::rows::Set;
use crate::lexicon::{is_figure, is_no_figure, parse_label};

/// Body rows with at least two cells that a table has at least: between rules, and without.
const ROWS_RULED: usize = 2;
const ROWS: usize = 3;
/// The same of a table of two columns without rules, or without figures.
const ROWS_THIN: usize = 4;
/// Share of the cells of its rows that a table fills.
const FILLED: f32 = 0.4;
/// Share of the cells behind the first column that are figures in a table of figures.
const FIGURES: f32 = 0.5;
/// Words a cell at most on average: in a table of words between rules, and without rules.
const WORDS_RULED: f32 = 9.0;
const WORDS: f32 = 4.0;
/// Share of the first column that is labels in a list.
const LABELS: f32 = 0.6;

/// Decides. `rules`: how many go through the table.
pub(super) fn is_table(sets: &[Set], starts: &[bool], columns: &Columns, rules: usize) -> bool {
    let count = columns.count();
    let mut rows: Vec<Vec<&Entry>> = Vec::new();
    for (set, starts) in sets.iter().zip(starts) {
        match rows.last_mut() {
            Some(row) if !starts => row.extend(&set.entries),
            _ => rows.push(set.entries.iter().collect()),
        }
    }
    let filled = |row: &Vec<&Entry>| (0..count).filter(|c| row.iter().any(|e| (e.first..=e.last).contains(c))).count();
    let full: Vec<&Vec<&Entry>> = rows.iter().filter(|r| filled(r) >= 2).collect();
    let ruled = rules >= 2;
    let all: Vec<&Entry> = full.iter().flat_map(|r| r.iter().copied()).collect();
    let rest: Vec<&&Entry> = all.iter().filter(|e| e.first > 0).collect();
    let figures = rest.iter().filter(|e| is_figure(&e.text)).count();
    let read = rest.iter().filter(|e| !is_no_figure(&e.text)).count().max(1);
    let numeric = share(figures, read) >= FIGURES;
    let words = share(all.iter().map(|e| e.text.split(' ').count()).sum(), all.len().max(1));
    let least = match (ruled, numeric && count > 2) {
        (true, _) => ROWS_RULED,
        (false, true) => ROWS,
        (false, false) => ROWS_THIN,
    };
    let dense = share(full.iter().map(|r| filled(r)).sum(), full.len().max(1) * count) >= FILLED;
    if full.len() < least || !dense || full.len() * 3 < rows.len() {
        return false;
    }
    if count == 2 && (is_list(&full) || (!ruled && is_contents(&full))) {
        return false;
    }
    // Of figures, more than one row has some; titles over several columns are few.
    let with_figures = full.iter().filter(|r| r.iter().any(|e| e.first > 0 && is_figure(&e.text))).count();
    let spanned = sets.iter().flat_map(|s| &s.entries).filter(|e| e.last > e.first).count();
    if (numeric && with_figures < ROWS_RULED) || spanned * 4 > all.len() || is_scale(&all, count) {
        return false;
    }
    if numeric || ruled { words <= WORDS_RULED } else { count > 2 && words <= WORDS }
}

/// Numbers or bullets with a text behind each.
fn is_list(rows: &[&Vec<&Entry>]) -> bool {
    let label = |r: &&&Vec<&Entry>| {
        let text = &r[0].text;
        parse_label(text).is_some() && !is_figure(&r[r.len() - 1].text) || text.chars().all(|c| !c.is_alphanumeric())
    };
    share(rows.iter().filter(label).count(), rows.len()) >= LABELS
}

/// The axes of a chart: figures that stand under one another and count in even steps, and no others.
fn is_scale(entries: &[&Entry], columns: usize) -> bool {
    let value = |e: &&&Entry| e.text.replace([',', ' ', '%'], "").replace('−', "-").parse::<f32>().ok();
    let even = |c: usize| {
        let own: Vec<f32> = entries.iter().filter(|e| e.first == c && e.last == c).filter_map(|e| value(&e)).collect();
        let step = own.get(1).map_or(0.0, |b| b - own[0]);
        let counts = own.len() >= 3 && step != 0.0;
        (own.len() >= 3).then(|| counts && own.windows(2).all(|w| (w[1] - w[0] - step).abs() < step.abs() * 0.01))
    };
    let found: Vec<bool> = (0..columns).filter_map(even).collect();
    !found.is_empty() && found.iter().all(|e| *e)
}

/// Titles with page numbers that count up.
fn is_contents(rows: &[&Vec<&Entry>]) -> bool {
    let pages: Option<Vec<u32>> = rows.iter().map(|r| r[r.len() - 1].text.parse().ok()).collect();
    pages.is_some_and(|p| p.windows(2).all(|w| w[0] <= w[1]))
}

#[allow(clippy::cast_precision_loss, reason = "cells of a page")]
fn share(part: usize, whole: usize) -> f32 {
    part as f32 / whole as f32
}
