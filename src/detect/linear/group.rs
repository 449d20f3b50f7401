//! A header of two levels: the label over some of the columns.
//!
//! A text prints the upper level first: the label stands among the columns of one level (`Thời hạn`, `Phân công`, `Đầu ra`)
//! and those under it behind all others (`Chủ trì`, `Phối hợp`).

use super::header::Span;
use crate::model::Role;

/// A label has at most so many words.
const WORDS: usize = 5;
/// A group has at most so many columns.
const MEMBERS: usize = 3;

/// The columns of a header, in their order on the page.
pub(super) struct Leaves {
    pub(super) cells: Vec<Span>,
    /// The label over some of them: those from `first` on, `count` of them.
    pub(super) group: Option<Span>,
    pub(super) first: usize,
    pub(super) count: usize,
}

/// Whether a cell of such a meaning, so many words long, may be a group's label.
pub(super) fn is_label(role: Option<Role>, words: usize) -> bool {
    let known = matches!(role, None | Some(Role::Lead | Role::Number | Role::Budget | Role::Deadline));
    known && words <= WORDS
}

/// Sets the last cells, which stand under the group, in the place of its label; `None` where none of them can.
pub(super) fn members(cells: &[Span], group: usize) -> Option<Leaves> {
    let own = cells[group].2;
    // A label before the number column stands above all others: where its columns are is not known.
    if group == 0 && own != Some(Role::Number) {
        return None;
    }
    let fits = |tail: &[Span]| {
        let all = |role: Role| tail.iter().all(|c| c.2 == Some(role));
        let all_or_unknown = |role: Role| tail.iter().all(|c| c.2.is_none_or(|r| r == role));
        let any = |role: Role| tail.iter().any(|c| c.2 == Some(role));
        match own {
            Some(Role::Number) => all(Role::Number),
            Some(Role::Budget) => all_or_unknown(Role::Budget),
            Some(Role::Deadline) => all_or_unknown(Role::Deadline),
            _ => tail.len() == 2 && any(Role::Lead) && any(Role::Partner),
        }
    };
    let most = MEMBERS.min(cells.len() - group - 1);
    let count = (2..=most).rev().find(|n| fits(&cells[cells.len() - n..]))?;
    let mut out = cells.to_vec();
    let tail = out.split_off(cells.len() - count);
    let label = out[group];
    out.splice(group..=group, tail);
    Some(Leaves { cells: out, group: Some(label), first: group, count })
}
