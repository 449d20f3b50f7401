//! What the other columns of a table, and its other rows, say of a cell.

use super::atoms::Atom;
use super::score::{Column, Kind};
use crate::lexicon::key;

/// Cost of a body's cell that begins with no cue and as no body's cell of the table does: a name is rather broken there.
const UNSEEN: f32 = 0.5;
/// Cost of a task that goes on with what begins a result, where the table has a column for results.
const RESULT: f32 = 0.7;

/// A cell of a column of bodies begins with the atom, which nothing tells to be one.
pub(super) fn unseen_head(columns: &[Column], column: usize, atom: &Atom) -> f32 {
    let learned = columns.iter().any(|c| !c.heads.is_empty());
    if columns[column].kind != Kind::Who || atom.agency > 0.0 || atom.small || !learned {
        return 0.0;
    }
    let word = key(atom.text.split_whitespace().next().unwrap_or_default());
    if columns.iter().any(|c| c.heads.contains_key(&word)) { 0.0 } else { -UNSEEN }
}

/// A cell of the column goes on with the atom.
pub(super) fn result_within(columns: &[Column], column: &Column, atom: &Atom) -> f32 {
    let result = atom.first && !atom.small && !atom.bullet && atom.product >= 2.0;
    let wanted = column.kind == Kind::Task && columns.iter().any(|c| c.kind == Kind::Product);
    if result && wanted { -RESULT } else { 0.0 }
}
