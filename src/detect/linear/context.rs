//! What the other columns of a table, and its other rows, say of a cell.

use super::atoms::Atom;
use super::score::{Column, Kind};
use crate::lexicon::key;

/// Cost of a body's cell that begins with no cue and as no body's cell of the table does: a name is rather broken there.
const UNSEEN: f32 = 0.5;
/// Cost of a task that goes on with what begins a result, where the table has a column for results; a body's name hardly does.
const RESULT: f32 = 0.7;
const RESULT_IN_BODY: f32 = 1.4;

/// A cell of a column of bodies begins with the atom, which nothing tells to be one.
pub(super) fn unseen_head(columns: &[Column], column: usize, atom: &Atom) -> f32 {
    let learned = columns.iter().any(|c| !c.heads.is_empty());
    if columns[column].kind != Kind::Who || atom.agency > 0.0 || atom.small || !learned {
        return 0.0;
    }
    let word = key(atom.text.split_whitespace().next().unwrap_or_default());
    if columns.iter().any(|c| c.heads.contains_key(&word)) { 0.0 } else { -UNSEEN }
}

/// Further cost of a heading in a row that a page break cut: `breaks`, directly behind that break.
pub(super) fn title_behind(again: bool, breaks: bool) -> f32 {
    // At the top of the page the rest of the row's cells stands; behind that rest a heading may.
    match (again, breaks) {
        (true, true) => 3.0,
        (true, false) => 1.0,
        (false, _) => 0.0,
    }
}

/// A cell of the column goes on with the atom.
pub(super) fn result_within(columns: &[Column], column: &Column, atom: &Atom) -> f32 {
    let result = atom.first && !atom.small && !atom.bullet && atom.product >= 2.0;
    if !result || columns.iter().all(|c| c.kind != Kind::Product) {
        return 0.0;
    }
    match column.kind {
        Kind::Task => -RESULT,
        Kind::Who => -RESULT_IN_BODY,
        _ => 0.0,
    }
}
