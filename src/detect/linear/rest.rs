//! The rest of a cell behind a page break: how well a piece at the top of a page goes on with a cell at the foot of the one
//! before. What is cut so stands apart from its first half, with the rests of the row's other cells between.

use super::atoms::Atom;
use super::inner::{SEEN, goes_on};
use super::pairs::Pairs;
use super::score::{Column, Kind, line_end};
use crate::lexicon::{agency_score, cuts_name, deadline_score};

/// Cost of a cell that breaks off at the foot of a page and does not go on.
const LEFT_OPEN: f32 = 2.0;
/// A small letter goes on with something; and both halves are one name, or one time.
const SMALL: f32 = 1.5;
const NAME: f32 = 1.5;
const TIME: f32 = 2.5;

/// The cell that ends with `last` goes on with `atom`.
pub(super) fn rest(column: &Column, pairs: &[&Pairs], last: &Atom, atom: &Atom) -> f32 {
    let mut sum = goes_on(column.kind, last, atom);
    sum += if last.first { line_end(column, last.width, last, atom) } else { 0.0 };
    sum += if atom.small { SMALL } else { 0.0 };
    sum += if pairs.iter().any(|p| p.joins(last.text, atom.text)) { 1.5 * SEEN } else { -0.5 * SEEN };
    sum += match column.kind {
        Kind::Who if cut_name(last.text, atom.text) || cuts_name(last.text, atom.text) => NAME,
        Kind::When if last.begun_time && deadline_score(&format!("{} {}", last.text, atom.text)) >= 3.0 => TIME,
        _ => 0.0,
    };
    sum - if last.sentence_end && !atom.small { 2.0 } else { 0.0 }
}

/// Cost of the cells of a row that end with these atoms and break off where the page does.
pub(super) fn left_open<'a>(ends: impl Iterator<Item = &'a Atom<'a>>) -> f32 {
    ends.filter(|a| (a.page_foot || a.cut_below) && (a.begun_time || a.open_end)).map(|_| LEFT_OPEN).sum()
}

/// Whether the last word of one text and the first of the next are the beginning of a body's name: `Chi` ⏎ `nhánh tỉnh`.
fn cut_name(before: &str, after: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    last.starts_with(char::is_uppercase) && agency_score(&format!("{last} {after}")) >= 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_break_before_its_second_word() {
        assert!(cut_name("Sở Nội vụ; Chi", "nhánh tỉnh") && !cut_name("các sở", "nhánh tỉnh"));
    }
}
