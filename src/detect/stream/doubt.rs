//! What is not sure about the rows of a table.
//!
//! In: all pages of a table, read. Out: for each page the cells that may be wrong, with the reason. The idea: a choice that
//! another one comes near is a guess; so is a cell that reads torn, whatever the choices said. Silence means sure.

use super::body::{BodyLine, Cut};
use super::merge::{Merge, without};
use super::rows::Row;
use super::table::{Read, Roles};
use crate::lexicon::{agency_score, deadline_score, is_cut};
use crate::model::Message;

/// A row whose next best ends cost less than this more is doubted, in points.
pub(super) const SURE_ROW: f32 = 0.8;
/// A cue this strong is no accident.
const SURELY: f32 = 3.0;
/// A title whose being none costs less than this more is doubted, with the rows under it.
const SURE_TITLE: f32 = 0.3;
/// A line whose next best reading costs less than this more is doubted.
const SURE_LINE: f32 = 0.8;
/// A line whose best reading costs more than this stands where no column stands.
const ODD_LINE: f32 = 3.0;

/// A cell that may be wrong.
#[derive(Clone, Debug)]
pub(super) struct Doubt {
    pub(super) row: usize,
    pub(super) col: usize,
    pub(super) why: Message,
}

const MEETS: Message = Message::new("doubt-columns-meet");
const ENDS: Message = Message::new("doubt-row-border");
const TORN: Message = Message::new("doubt-torn");
const EMPTY: Message = Message::new("doubt-empty");
const STRANGE: Message = Message::new("doubt-strange");
const TITLE: Message = Message::new("doubt-title-above");
const WHICH: Message = Message::new("doubt-which-columns");

/// The doubts of each page.
pub(super) fn doubts(reads: &[Read], roles: &Roles) -> Vec<Vec<Doubt>> {
    let empty = without(reads, roles);
    let mut out = Vec::new();
    let mut guess = false;
    for (page, (read, empty)) in reads.iter().zip(empty).enumerate() {
        let (top, bottom) = (page > 0, page + 1 < reads.len());
        let mut own: Vec<Doubt> = Vec::new();
        for (at, row) in read.rows.iter().enumerate().filter(|(_, r)| !r.spans) {
            own.extend(guessed(read, at, row));
            let whole = (!(top && at == 0), !(bottom && at + 1 == read.rows.len()));
            own.extend(torn(read, at, whole, roles));
        }
        own.extend(under_a_guess(read, roles, &mut guess));
        // Rules close an empty cell on both sides.
        let empty = if read.strict { Vec::new() } else { empty };
        own.extend(empty.into_iter().map(|(row, col)| Doubt { row, col, why: EMPTY }));
        if top && !read.headed {
            own.extend(unplaced(read, roles));
        }
        out.push(own);
    }
    out
}

/// Leaves out what rules settle: the text of a cell over several rows may break off where a row ends.
pub(super) fn settled(doubts: Vec<Doubt>, merges: &[Merge]) -> Vec<Doubt> {
    let over = |d: &Doubt, m: &Merge| m.sure && m.col == d.col && (m.from..m.to).contains(&d.row);
    doubts.into_iter().filter(|d| d.why != TORN || !merges.iter().any(|m| over(d, m))).collect()
}

/// Rows under a title that may be none. `guess`: whether the last title of the page before is such a one.
fn under_a_guess(read: &Read, roles: &Roles, guess: &mut bool) -> Vec<Doubt> {
    let mut out = Vec::new();
    for (at, row) in read.rows.iter().enumerate() {
        if row.spans {
            let first = lines(read, row).first();
            let titled = first.is_some_and(|l| l.pieces.iter().flatten().any(|c| c.titled));
            *guess = !titled && (row.margin < SURE_TITLE || first.is_some_and(|l| l.small));
        } else if *guess {
            out.push(Doubt { row: at, col: roles.task.unwrap_or(0), why: TITLE });
        }
    }
    out
}

fn lines<'a>(read: &'a Read, row: &Row) -> &'a [BodyLine] {
    &read.body[row.from..row.to]
}

fn cell<'a>(read: &'a Read, row: &Row, col: usize) -> impl DoubleEndedIterator<Item = &'a Cut> + Clone {
    lines(read, row).iter().filter_map(move |l| l.pieces[col].as_ref())
}

/// What was chosen although something else came near.
fn guessed(read: &Read, at: usize, row: &Row) -> Vec<Doubt> {
    let cols = 0..read.places.len();
    let near = |l: &BodyLine, col: usize| (l.margin < SURE_LINE && l.unsure.contains(&col)) || l.cost > ODD_LINE;
    let unsure = |col: &usize| lines(read, row).iter().any(|l| near(l, *col)) && cell(read, row, *col).next().is_some();
    let mut out: Vec<Doubt> = cols.clone().filter(unsure).map(|col| Doubt { row: at, col, why: MEETS }).collect();
    if row.margin < SURE_ROW
        && let Some(col) = cols.max_by_key(|col| cell(read, row, *col).count())
    {
        out.push(Doubt { row: at, col, why: ENDS });
    }
    out
}

/// Cells that begin small or end open; what a cell that begins small goes on with is torn too.
fn torn(read: &Read, at: usize, whole: (bool, bool), roles: &Roles) -> Vec<Doubt> {
    let row = &read.rows[at];
    let mut out = Vec::new();
    for col in (0..read.places.len()).filter(|k| Some(*k) != roles.number) {
        let Some(first) = cell(read, row, col).next() else { continue };
        let begins = whole.0 && first.small;
        // `trực` / `thuộc`: the word before may close what the last one alone leaves open.
        let mut tail: Vec<&str> = cell(read, row, col).rev().take(2).map(|c| c.text.as_str()).collect();
        tail.reverse();
        let ends = whole.1 && is_cut(&tail.join(" "));
        if begins || ends {
            out.push(Doubt { row: at, col, why: TORN });
        }
        if strange(first, col, roles) {
            out.push(Doubt { row: at, col, why: STRANGE });
        }
        if begins && at > 0 && !read.rows[at - 1].spans {
            out.push(Doubt { row: at - 1, col, why: TORN });
        }
    }
    out
}

/// A body where a time should be, a time where a body should be.
fn strange(first: &Cut, col: usize, roles: &Roles) -> bool {
    let (body, time) = (agency_score(&first.text), deadline_score(&first.text));
    if roles.deadline == Some(col) {
        body >= SURELY && time <= 0.0
    } else {
        (roles.lead == Some(col) || roles.partner == Some(col)) && time >= SURELY && body <= 0.0
    }
}

/// A page that tells nothing but by where its texts stand, and they stand in more than one column.
fn unplaced(read: &Read, roles: &Roles) -> Vec<Doubt> {
    let inked: Vec<usize> =
        (0..read.places.len()).filter(|k| read.body.iter().any(|l| l.pieces[*k].is_some())).collect();
    let numbered = read.body.iter().any(|l| l.numbered(roles.number));
    if numbered || inked.len() < 2 || inked.len() + 1 >= read.places.len() {
        return Vec::new();
    }
    let rows = read.rows.iter().enumerate().filter(|(_, r)| !r.spans);
    rows.filter_map(|(row, _)| Some(Doubt { row, col: *inked.first()?, why: WHICH })).collect()
}
