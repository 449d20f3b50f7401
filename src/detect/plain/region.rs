//! Where on a page tables may stand.
//!
//! In: the lines of a page and its horizontal rules. Out: runs of lines that share white space. The idea: a table has lines of
//! several pieces, whose gaps lie under one another; prose has none, and a line of prose ends a table.

use super::lines::{Line, Run};
use crate::detect::rulings::Line as Rule;
use crate::lexicon::is_caption;

/// A gap (font sizes) between two pieces of a line: wider than any space of justified text but the worst.
const APART: f32 = 0.9;
/// White space (font sizes) that two lines of a table share.
const SHARED: f32 = 0.4;
/// Lines of a table stand no further apart (font sizes).
const STEP: f32 = 4.0;
/// So many lines of one piece may stand between two of several: labels in lines, titles of sections.
const BETWEEN: usize = 3;
/// A line of one piece with so many words over most of the table's width is prose.
const PROSE_WORDS: usize = 9;
const PROSE_WIDTH: f32 = 0.75;
/// A table's width is that of so many lines before.
const WIDTH_OF: usize = 32;
/// How many lines before it are asked whether a line goes on with their table.
const ASKED: usize = 4;
/// Share of a table's width that its rules cover.
const RULED: f32 = 0.6;
/// Lines of a header at most, and points that a table's rule may stand away from its first or last line, in font sizes.
const HEADER: usize = 6;
const TO_RULE: f32 = 2.5;
/// Font sizes over the first line in which its rules are looked for: a header may stand between.
const OVER_FIRST: f32 = 5.0;

/// Lines of a page that may be a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Region {
    pub(super) from: usize,
    pub(super) to: usize,
}

/// The next run of lines with shared white space, from a line on.
pub(super) fn next(lines: &[Line], at: usize) -> Option<Region> {
    let several = |i: &usize| lines[*i].runs(APART).len() > 1;
    let from = (at..lines.len()).find(several)?;
    let mut members = vec![from];
    let mut last = from;
    for i in from + 1..lines.len() {
        if lines[i].base - lines[i - 1].base > STEP * lines[i].em || is_caption(&lines[i].text(lines[i].whole())) {
            break;
        }
        if several(&i) {
            if !members.iter().rev().take(ASKED).any(|m| agree(&lines[*m], &lines[i])) {
                break;
            }
            members.push(i);
            last = i;
        } else if i - last > BETWEEN || is_prose(&lines[i], &lines[from.max(i.saturating_sub(WIDTH_OF))..i]) {
            break;
        }
    }
    Some(Region { from, to: last + 1 })
}

/// Whether two lines have a gap in one place, or stand beside one another.
fn agree(a: &Line, b: &Line) -> bool {
    let (ra, rb) = (a.runs(APART), b.runs(APART));
    let gaps = |r: &[Run]| r.windows(2).map(|w| (w[0].x1, w[1].x0)).collect::<Vec<_>>();
    let (ga, gb) = (gaps(&ra), gaps(&rb));
    let share = ga.iter().any(|x| gb.iter().any(|y| x.1.min(y.1) - x.0.max(y.0) >= SHARED * a.em));
    let crossed = |g: &[(f32, f32)], r: &[Run]| g.iter().any(|g| r.iter().any(|r| r.x0 < g.1 && r.x1 > g.0));
    share || !(crossed(&ga, &rb) || crossed(&gb, &ra))
}

fn is_prose(line: &Line, before: &[Line]) -> bool {
    let (x0, x1) = extent(before);
    line.words.len() >= PROSE_WORDS && line.x1() - line.x0() >= PROSE_WIDTH * (x1 - x0)
}

pub(super) fn extent(lines: &[Line]) -> (f32, f32) {
    let x0 = lines.iter().map(Line::x0).fold(f32::INFINITY, f32::min);
    (x0, lines.iter().map(Line::x1).fold(f32::NEG_INFINITY, f32::max))
}

/// The rules that go through a table, top to bottom, those that belong to one double rule once; and those under a part of it.
pub(super) fn rules(lines: &[Line], region: &Region, all: &[Rule]) -> (Vec<f32>, Vec<Rule>) {
    let (x0, x1) = extent(&lines[region.from..region.to]);
    let (first, last) = (&lines[region.from], &lines[region.to - 1]);
    let from = all.partition_point(|r| r.at < first.y0 - OVER_FIRST * first.em);
    let near: Vec<&Rule> = all[from..]
        .iter()
        .take_while(|r| r.at <= last.y1 + TO_RULE * last.em)
        .filter(|r| r.end > x0 && r.start < x1)
        .collect();
    let shared = |r: &Rule| r.end.min(x1) - r.start.max(x0);
    let mut full: Vec<f32> = Vec::new();
    let mut partial: Vec<Rule> = Vec::new();
    for group in near.chunk_by(|a, b| b.at - a.at < 1.0) {
        if group.iter().map(|r| shared(r)).sum::<f32>() >= RULED * (x1 - x0) && group.len() == 1 {
            full.push(group[0].at);
        } else {
            let wide = group.iter().map(|r| shared(r)).sum::<f32>() >= 0.9 * (x1 - x0);
            if wide {
                full.push(group[0].at);
            }
            partial.extend(group.iter().copied());
        }
    }
    full.dedup_by(|b, a| {
        !lines[region.from..region.to].iter().any(|l| l.base > *a && l.base < *b) && *b - *a < first.em
    });
    (full, partial)
}

/// Fits a region to its rules and to what is printed directly over and under it.
pub(super) fn fit(lines: &[Line], region: &Region, full: &[f32]) -> Region {
    let Region { mut from, mut to } = *region;
    let below = |y: f32| lines.partition_point(|l| l.base - 0.3 * l.em < y);
    if let [top, rest @ ..] = full {
        let start = below(*top);
        let second = rest.first().map_or(lines.len(), |y| below(*y));
        let head = second.saturating_sub(start);
        // A first rule with a header under it is the upper border.
        let border = rest.len() >= 2 || (!rest.is_empty() && head <= 3 && to.saturating_sub(second) >= 2);
        let over = start <= from && from - start <= HEADER && (full.len() > 1 || from - start <= 2);
        let inside = start > from && start < to && border && head > 0;
        if over || inside {
            from = start;
        }
    }
    if let [_, .., bottom] = full {
        let end = below(*bottom);
        if end >= to && end - to <= HEADER {
            to = end;
        }
    }
    while from < to && is_caption(&lines[from].text(lines[from].whole())) {
        from += 1;
    }
    while from < to && is_caption(&lines[to - 1].text(lines[to - 1].whole())) {
        to -= 1;
    }
    Region { from, to }
}
