//! Lines that are one text across the columns: section titles.
//!
//! In: a line and the places of the columns. Out: what it costs to take it so. The idea: such a line begins at the left of the
//! table, mostly with a letter or Roman number, and goes on without the white space of the columns.

use super::columns::{SINGLE, SURE_GAP};
use super::split::{Layout, is_number_like};
use crate::detect::sheet::Line;
use crate::lexicon::{LabelKind, agency_score, continues_sentence, deadline_score, declared_count, parse_label};

/// Costs in points, one being "rather not". Every such line: most lines are none.
const SPAN: f32 = 1.2;
/// A double space inside; a half em away from the left side of the table.
const TWO_SPACES: f32 = 0.8;
const AWAY: f32 = 0.5;
/// It begins small and without a label: it can only go on with another.
const SMALL: f32 = 1.0;
/// A body's name or a time begins inside it, right of the tasks, or up to so many half ems left of there.
const CELL_INSIDE: f32 = 1.2;
const BEFORE: f32 = 8.0;
/// It has no label and begins where tasks begin.
const LIKE_A_TASK: f32 = 1.5;
/// A letter or a Roman number, a printed count, capitals: titles have them.
const TITLE: f32 = -0.7;

/// What it costs; `None`: it has the white space of columns.
pub(super) fn span_cost(line: &Line, layout: &Layout) -> Option<f32> {
    let label = is_number_like(&line.words[0].text).then(|| parse_label(&line.words[0].text)).flatten();
    let title = usize::from(label.is_some() && line.words.len() > 1);
    let mut cost = SPAN;
    for i in title + 1..line.words.len() {
        match line.gap(i) {
            g if g >= SURE_GAP => return None,
            g if g >= SINGLE => cost += TWO_SPACES,
            _ => {}
        }
    }
    cost += AWAY * (line.words[title].x0 - left_side(layout)).max(0.0);
    let text = line.text(title, line.words.len());
    if matches!(label.as_ref().map(|l| l.kind), Some(LabelKind::Roman | LabelKind::Upper)) {
        cost += TITLE;
    }
    if declared_count(&text).is_some() {
        cost += TITLE;
    }
    let capitals = text.chars().filter(|c| c.is_alphabetic()).count() > 3 && !text.chars().any(char::is_lowercase);
    if capitals {
        cost += TITLE;
    } else if label.is_none() && line.x0() > left_side(layout) - 3.5 {
        cost += LIKE_A_TASK;
    }
    cost += CELL_INSIDE * cells_inside(line, title, layout);
    if label.is_none() && continues_sentence(&text) {
        cost += SMALL;
    }
    Some(cost)
}

/// Places right of the tasks where, at a capital, a body's name or a time begins.
#[allow(clippy::cast_precision_loss, reason = "a line has few words")]
fn cells_inside(line: &Line, title: usize, layout: &Layout) -> f32 {
    let second = layout.number.map_or(0, |n| n + 1);
    let Some(right) = layout.separators.get(second) else { return 0.0 };
    let begins = |i: &usize| {
        let rest = line.text(*i, line.words.len().min(i + 3));
        let capital = rest.starts_with(char::is_uppercase) && !line.words[i - 1].text.starts_with(char::is_uppercase);
        line.words[*i].x0 > right - BEFORE && capital && (agency_score(&rest) >= 2.0 || deadline_score(&rest) >= 3.0)
    };
    (title + 1..line.words.len()).filter(begins).count() as f32
}

/// How far right the first word of a line may stand that begins at the left of the table: where tasks begin.
fn left_side(layout: &Layout) -> f32 {
    let second = layout.number.map_or(0, |n| n + 1).min(layout.places.len() - 1);
    layout.places[second].left + 2.0
}
