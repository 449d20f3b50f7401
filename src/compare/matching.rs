//! Which old row is which new row.
//!
//! In: the rows of both papers. Out: pairs, each row in one at most. Rows that share anything rare (words, place, cells) are
//! compared; how like their tasks are counts most, and what stands in the other cells, above and beside decides between
//! equals. The best pair is taken first, then the best of the rest. A second round looks at what is left between rows that
//! are paired already. Nothing depends on which paper is the old one.
//!
//! Bound: a feature that more than [`MOST`] pairs of rows share is not looked at, so that the work grows with the number of
//! words and not with the square of the rows.

use std::collections::{BTreeMap, BTreeSet};

use super::likeness::likeness;
use super::rows::Row;
use crate::lexicon::key;

/// Pairs of rows that one feature may bring together: ten rows of either paper.
const MOST: usize = 100;

/// Likeness, per mille, from which two tasks are one, where anything else stayed. Measured on the 20 labelled plans (337 tasks): of
/// 3611 pairs of different tasks of one plan the most like has 418, one in a thousand has 347; a task of which the last third
/// is replaced keeps 600 and more, of which the last half or every third word is, 450 and more in 99 of 100.
const ALIKE: usize = 450;

/// As [`ALIKE`], where neither lead nor section nor a neighbour stayed: short tasks of different papers (`Tổng hợp, báo cáo …`)
/// reach 538, a task of which the last third is replaced keeps 600 and more.
const ALIKE_ALONE: usize = 600;

/// As [`ALIKE`], for rows in one place: section and lead are the same, and number or a neighbour. Of different tasks in one
/// section under one lead (87 pairs) the most like has 217: what is new in the place of what was dropped stays below.
const ALIKE_IN_PLACE: usize = 250;

/// What decides between tasks that are as like: weights, per mille of likeness. All together (235) are less than what a third of the words
/// costs, and none reaches what one word of ten does but the first two: who and under what, which an edit seldom changes both.
const ABOVE: usize = 60;
const LEAD: usize = 50;
const NUMBER: usize = 30;
const DEADLINE: usize = 30;
const BESIDE: usize = 20;
const PARTNER: usize = 15;
const EXTRA: usize = 10;

/// Pairs of (old row, new row), sorted.
pub(super) fn pairs(old: &[Row<'_>], new: &[Row<'_>]) -> Vec<(usize, usize)> {
    let mut taken = Taken { to: vec![None; old.len()], from: vec![None; new.len()] };
    let mut index = Index::default();
    for (side, rows) in [old, new].into_iter().enumerate() {
        rows.iter().enumerate().for_each(|(n, row)| index.add(side, n, features(row)));
    }
    taken.best(old, new, index.candidates());
    // What is left between rows that are paired: there place speaks where words are too common to be looked at.
    let mut index = Index::default();
    for i in (0..old.len()).filter(|i| taken.to[*i].is_none()) {
        index.add(0, i, anchors(i, |n| taken.to.get(n).copied().flatten()));
    }
    for j in (0..new.len()).filter(|j| taken.from[*j].is_none()) {
        index.add(1, j, anchors(j, |n| taken.from.get(n).copied().flatten().map(|_| n)));
    }
    taken.best(old, new, index.candidates());
    taken.to.iter().enumerate().filter_map(|(i, to)| to.map(|j| (i, j))).collect()
}

/// What a row that stands beside paired rows is looked up by: the place in the new paper of the one before and behind it.
fn anchors(row: usize, new_place: impl Fn(usize) -> Option<usize>) -> Vec<Feature> {
    let before = row.checked_sub(1).and_then(&new_place).map(|n| Feature::Text(format!("behind {n}")));
    let behind = new_place(row + 1).map(|n| Feature::Text(format!("before {n}")));
    before.into_iter().chain(behind).collect()
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Feature {
    Word(u32),
    Text(String),
}

fn features(row: &Row<'_>) -> Vec<Feature> {
    let task = row.task;
    let mut words = row.words.clone();
    words.dedup();
    let mut out: Vec<Feature> = words.into_iter().map(Feature::Word).collect();
    let cell = |text: &Option<String>| text.as_deref().map(key).unwrap_or_default();
    let (lead, deadline) = (cell(&task.lead.text), cell(&task.deadline.text));
    let partner = cell(&task.partner.text);
    let (number, above, own) = (&task.number.text, &row.above_key, &row.key);
    // Equal tasks in numbers are told apart by what else is equal, ever finer.
    out.extend(
        [
            format!("id {}", task.id),
            format!("place {}/{number}", task.section.join("/")),
            format!("task {own}"),
            format!("task {own}|{above}"),
            format!("task {own}|{number}"),
            format!("task {own}|lead {lead}"),
            format!("task {own}|partner {partner}"),
            format!("task {own}|deadline {deadline}"),
            format!("task {own}|{lead}|{deadline}"),
            format!("task {own}|{}|{}", row.beside[0], row.beside[1]),
            format!("task {own}|{above}|{number}|{lead}|{deadline}"),
        ]
        .map(Feature::Text),
    );
    out
}

/// Rows of both papers by what they share.
#[derive(Default)]
struct Index(BTreeMap<Feature, [Vec<usize>; 2]>);

impl Index {
    fn add(&mut self, side: usize, row: usize, features: Vec<Feature>) {
        for feature in features {
            self.0.entry(feature).or_default()[side].push(row);
        }
    }

    fn candidates(self) -> BTreeSet<(usize, usize)> {
        let few = self.0.into_values().filter(|[old, new]| old.len() * new.len() <= MOST);
        few.flat_map(|[old, new]| old.into_iter().flat_map(move |i| new.clone().into_iter().map(move |j| (i, j))))
            .collect()
    }
}

struct Taken {
    to: Vec<Option<usize>>,
    from: Vec<Option<usize>>,
}

impl Taken {
    /// Takes the best pair, and again the best of what is left.
    fn best(&mut self, old: &[Row<'_>], new: &[Row<'_>], candidates: BTreeSet<(usize, usize)>) {
        let mut scored: Vec<(usize, (usize, usize))> = candidates
            .into_iter()
            .filter(|(i, j)| self.to[*i].is_none() && self.from[*j].is_none())
            .filter_map(|(i, j)| score(&old[i], &new[j]).map(|s| (s, (i, j))))
            .collect();
        // Pairs that share a row differ in the sum of their places: equals are taken from the top, seen from both sides.
        scored.sort_unstable_by_key(|(score, (i, j))| (usize::MAX - score, i + j, *i));
        for (_, (i, j)) in scored {
            if self.to[i].is_none() && self.from[j].is_none() {
                (self.to[i], self.from[j]) = (Some(j), Some(i));
            }
        }
    }
}

/// How well two rows fit; `None` where they are too little like to be one.
fn score(old: &Row<'_>, new: &Row<'_>) -> Option<usize> {
    let like = likeness(&old.words, &new.words);
    let (a, b) = (old.task, new.task);
    let above = old.above_key == new.above_key;
    let number = a.number.text == b.number.text;
    let lead = a.lead.text == b.lead.text;
    let beside = (0..2).filter(|n| old.beside[*n] == new.beside[*n] && !old.beside[*n].is_empty()).count();
    let in_place = lead && (above || a.section == b.section) && (number || beside > 0);
    let kept = lead || beside > 0 || (above && !old.above_key.is_empty());
    let least = match (in_place, kept) {
        (true, _) => ALIKE_IN_PLACE,
        (false, true) => ALIKE,
        (false, false) => ALIKE_ALONE,
    };
    if like < least {
        return None;
    }
    let sum = [
        (above, ABOVE),
        (lead, LEAD),
        (number, NUMBER),
        (a.deadline.text == b.deadline.text, DEADLINE),
        (a.partner.text == b.partner.text, PARTNER),
        (a.extra.iter().map(|(h, c)| (h, &c.text)).eq(b.extra.iter().map(|(h, c)| (h, &c.text))), EXTRA),
    ];
    Some(like + sum.iter().filter(|(same, _)| *same).map(|(_, weight)| weight).sum::<usize>() + beside * BESIDE)
}
