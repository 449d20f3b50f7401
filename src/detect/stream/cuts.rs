//! Where rows may end.
//!
//! In: the lines of one page of a table, read into columns. Out: what it costs to end a row before a line, and to go on with a
//! cell in a line. The idea: a cell goes on where its next line begins small or its line breaks off; it ends where a sentence
//! ends, or where the next word would have fitted behind the line.

use super::body::{BodyLine, Cut, NEAR, above};
use super::rows::Facts;

/// Costs in points, one being "rather not". A row is cut where a cell goes on with a small letter, or breaks off; before a bullet, behind a stop or in a list.
const CUT_SMALL: f32 = 3.0;
const CUT_OPEN: f32 = 1.5;
const CUT_BULLET: f32 = 0.4;
const CUT_LIST: f32 = 1.5;
/// … in a column other than the tasks', at most.
const CUT_OTHER: f32 = 2.5;
/// … where a sentence has ended and another begins; where the next word would have fitted.
const CUT_ENDED: f32 = -0.8;
const CUT_SHORT: f32 = -1.0;
/// A task goes on although its line ended early without a stop and a capital follows.
const JOIN_EARLY: f32 = 2.0;
/// Ems of room that make a line end early.
const EARLY: f32 = 0.5;
/// … where a full line is followed by a capital.
const CUT_FULL: f32 = 0.9;
/// … at a rule, which no text outweighs; where there is none, in a table whose rows are all parted by rules.
const CUT_RULED: f32 = -4.0;
const CUT_UNRULED: f32 = 4.0;
/// … at an empty line.
const CUT_BLANK: f32 = -0.8;

/// What it costs to end a row before line `i`.
pub(super) fn cut_cost(body: &[BodyLine], i: usize, facts: &Facts) -> f32 {
    if i == 0 || i == body.len() {
        return 0.0;
    }
    let blank = CUT_BLANK * body[i].blank.min(1.0)
        + match (facts.rules[i], facts.strict) {
            (true, _) => return CUT_RULED,
            (false, true) => CUT_UNRULED,
            (false, false) => 0.0,
        };
    if body[i].spans() || body[i - 1].spans() {
        return blank;
    }
    let each = (0..facts.columns.len()).filter(|k| Some(*k) != facts.number).map(|k| {
        let upper = body[..i].iter().rev().take_while(|l| !l.spans()).find_map(|l| Some((l.y, l.pieces[k].as_ref()?)));
        let lower = body[i..].iter().take_while(|l| !l.spans()).find_map(|l| Some((l.y, l.pieces[k].as_ref()?)));
        let (Some((y, a)), Some((z, b))) = (upper, lower) else { return 0.0 };
        let task = facts.task == Some(k);
        let cost = parting(a, b, facts.columns[k].width, task);
        // A cell may stand over several rows: its lines go on where theirs end. Where white space parts the two, they are two.
        let most = if z - y > NEAR {
            0.0
        } else if task {
            f32::INFINITY
        } else {
            CUT_OTHER
        };
        cost.min(most)
    });
    blank + each.sum::<f32>()
}

/// What it costs that two neighbouring pieces of a column are two cells.
fn parting(a: &Cut, b: &Cut, width: f32, task: bool) -> f32 {
    let mut cost = 0.0;
    if b.small {
        cost += CUT_SMALL;
    }
    if a.open {
        cost += CUT_OPEN;
    }
    if b.bullet {
        cost += if a.text.ends_with('.') { CUT_BULLET } else { CUT_LIST };
    }
    if !b.small && !a.open && !b.bullet {
        let fits = width > 0.0 && a.room(b, width) > 0.4;
        cost += match (a.ended, fits) {
            (true, true) => CUT_ENDED + CUT_SHORT,
            (true, false) => CUT_ENDED,
            (false, true) => CUT_SHORT,
            (false, false) if task => CUT_FULL,
            (false, false) => 0.0,
        } * if task { 1.0 } else { 0.6 };
        cost -= if b.agency >= 3.0 { 0.3 } else { 0.0 };
    }
    cost
}

/// What it costs that a cell goes on in a line: the line above ended early, without a stop, and a capital follows.
pub(super) fn joining(body: &[BodyLine], i: usize, k: usize, facts: &Facts) -> f32 {
    let width = facts.columns[k].width;
    let (Some(a), Some(b)) = (above(body, i, k), body[i].pieces[k].as_ref()) else { return 0.0 };
    let early = width > 0.0 && a.room(b, width) > EARLY;
    match early && !a.ended && !a.open && !b.small && !b.bullet {
        true if facts.task == Some(k) => JOIN_EARLY,
        true => JOIN_EARLY / 4.0,
        false => 0.0,
    }
}
