//! Whether the first row of a page is the rest of the last row of the page before.
//!
//! Evidence is added up in points, one point being "rather so": a small letter at the beginning of a cell all but proves
//! it, a number of its own all but excludes it. Between −1 and 1 the answer is a guess and the row says so.

use super::build::{Builder, Row};
use crate::lexicon::{breaks_off, continues_sentence, ends_sentence, parse_label, split_label, starts_bullet};
use crate::model::{Message, Role};

/// The verdict.
#[derive(Debug, PartialEq)]
pub(super) enum Join {
    /// One row.
    Yes,
    /// Two rows.
    No,
    /// Rather one row.
    GuessYes(Message),
    /// Rather two rows.
    GuessNo(Message),
}

/// Weighs the evidence. `open`: no border was drawn at the break.
pub(super) fn judge(table: &Builder, last: &Row, first: &Row, open: bool) -> Join {
    let number = table.column_of(Role::Number);
    if number.is_some_and(|col| !table.text(first, col).is_empty() && !spans_table(table, first)) {
        return Join::No;
    }
    if title_goes_on(table, last, first) {
        return Join::Yes;
    }
    if spans_table(table, first) || spans_table(table, last) {
        let both = spans_table(table, first) && spans_table(table, last);
        return if both && continues_sentence(&table.text(first, 0)) { Join::Yes } else { Join::No };
    }
    let score = score(table, last, first, number) + if open { 1.5 } else { 0.0 };
    let why = || Message::new("doubt-page-break");
    match score {
        s if s >= 1.0 => Join::Yes,
        s if s > 0.0 => Join::GuessYes(why()),
        s if s > -1.0 => Join::GuessNo(why()),
        _ => Join::No,
    }
}

/// Whether one cell with text covers more than half of the columns, and no other cell has text: a section row.
fn spans_table(table: &Builder, row: &Row) -> bool {
    let mut printed = row.slots.iter().filter(|s| !table.text(row, s.col).is_empty());
    match (printed.next(), printed.next(), printed.next()) {
        (Some(one), None, _) => one.col_span * 2 > table.cols(),
        (Some(label), Some(title), None) => label.col_span == 1 && title.col_span * 2 > table.cols(),
        _ => false,
    }
}

/// Whether a title was cut by its page: nothing else is printed in either row, and it goes on in capitals or inside a bracket.
fn title_goes_on(table: &Builder, last: &Row, first: &Row) -> bool {
    let texts = |row: &Row| -> Vec<String> {
        row.slots.iter().map(|s| table.text(row, s.col)).filter(|t| !t.is_empty()).collect()
    };
    let (above, below) = (texts(last), texts(first));
    let ([.., title], [rest]) = (above.as_slice(), below.as_slice()) else { return false };
    let label = above.len() == 2 && parse_label(&above[0]).is_some();
    let capitals = |t: &str| t.chars().any(char::is_alphabetic) && !t.chars().any(char::is_lowercase);
    let bracket = title.matches('(').count() > title.matches(')').count();
    let goes_on = capitals(title) && capitals(rest) && split_label(rest).is_none() && !ends_sentence(title);
    (above.len() == 1 || label) && (bracket || goes_on)
}

fn score(table: &Builder, last: &Row, first: &Row, number: Option<usize>) -> f32 {
    let task = table.column_of(Role::Task);
    let mut sum = 0.0;
    let mut printed = 0;
    for slot in first.slots.iter().filter(|s| Some(s.col) != number) {
        let (before, after) = (table.text(last, slot.col), table.text(first, slot.col));
        if after.is_empty() {
            // A row of its own would hardly leave empty what the row above has.
            sum += if before.is_empty() { 0.0 } else { 0.5 };
            continue;
        }
        printed += 1;
        let is_task = Some(slot.col) == task;
        sum += cell_score(&before, &after, is_task);
    }
    // A row without any text has nothing to be a row for.
    if printed == 0 { 2.0 } else { sum }
}

fn cell_score(before: &str, after: &str, is_task: bool) -> f32 {
    if before.is_empty() {
        // A row without its task began on the page before; any other cell that begins here is new.
        return if is_task { 3.0 } else { -1.0 };
    }
    if continues_sentence(after) {
        return 2.5;
    }
    if breaks_off(before) {
        return 2.0;
    }
    if starts_bullet(after) {
        return if before.ends_with([':', ';']) { 1.5 } else { 0.5 };
    }
    match (ends_sentence(before), is_task) {
        (true, _) => -1.5,
        (false, true) => 0.8,
        (false, false) => -0.4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_letters_go_on_and_finished_sentences_do_not() {
        assert!(cell_score("Báo cáo Chủ tịch phê", "duyệt kế hoạch.", true) > 2.0);
        assert!(cell_score("Sở Khoa học và", "Công nghệ", false) > 1.0);
        assert!(cell_score("Sơ kết.", "Tổng kết.", true) < -1.0);
        assert!(cell_score("", "Rà soát", true) > 1.0);
    }
}
