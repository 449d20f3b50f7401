//! Which appendix and which section is which, and what changed of them.
//!
//! They follow their tasks: where most of the tasks went, there is the section, whatever it is called and numbered now; a
//! title that stays says it more surely, for tasks move from section to section.

use std::collections::BTreeMap;

use super::cells::{edited, reworded};
use super::diff::{AppendixChange, AppendixRef, Change, ChangeKind, SectionChange, SectionRef, Status};
use super::likeness::{SAME, likeness_of};
use super::rows::{Row, outer};
use super::{columns, order};
use crate::lexicon::key;
use crate::package::{Appendix, Package};

/// Half: of the tasks that must have gone with a section, and of the likeness that two titles must have.
const HALF: usize = SAME / 2;

/// A section: index of the appendix, index in it.
type At = (usize, usize);

/// What sections stand in together: the appendix, and the section above them.
type Home = (usize, Option<At>);

/// What belongs together.
pub(super) struct Kin {
    appendices: Vec<(usize, usize)>,
    sections: Vec<(At, At)>,
}

impl Kin {
    pub(super) fn same_appendix(&self, old: usize, new: usize) -> bool {
        self.appendices.contains(&(old, new))
    }

    fn same_section(&self, old: Option<At>, new: Option<At>) -> bool {
        match (old, new) {
            (Some(a), Some(b)) => self.sections.binary_search(&(a, b)).is_ok(),
            (a, b) => a.is_none() && b.is_none(),
        }
    }

    /// Whether two rows stand in one place: under one task, or in one section. `to`: old row → new row.
    pub(super) fn same_home(&self, old: &Row<'_>, new: &Row<'_>, to: &BTreeMap<usize, usize>) -> bool {
        match (old.parent, new.parent) {
            (Some(a), Some(b)) => to.get(&a) == Some(&b),
            (None, None) => {
                let at = |r: &Row<'_>| r.section.map(|s| (r.appendix, s));
                self.same_appendix(old.appendix, new.appendix) && self.same_section(at(old), at(new))
            }
            _ => false,
        }
    }
}

/// Votes: pairs of tasks that stand in both; and how many tasks each has.
struct Votes<K> {
    both: BTreeMap<(K, K), usize>,
    old: BTreeMap<K, usize>,
    new: BTreeMap<K, usize>,
}

impl<K: Ord + Copy> Votes<K> {
    fn count(old: &[Vec<K>], new: &[Vec<K>], pairs: &[(usize, usize)]) -> Self {
        let mut votes = Self { both: BTreeMap::new(), old: BTreeMap::new(), new: BTreeMap::new() };
        old.iter().flatten().for_each(|k| *votes.old.entry(*k).or_default() += 1);
        new.iter().flatten().for_each(|k| *votes.new.entry(*k).or_default() += 1);
        for (i, j) in pairs {
            for a in &old[*i] {
                new[*j].iter().for_each(|b| *votes.both.entry((*a, *b)).or_default() += 1);
            }
        }
        votes
    }

    /// Per mille of the tasks of the larger.
    fn share(&self, a: K, b: K) -> usize {
        let of = |map: &BTreeMap<K, usize>, k| map.get(&k).copied().unwrap_or(0);
        let all = of(&self.old, a).max(of(&self.new, b));
        (self.both.get(&(a, b)).copied().unwrap_or(0) * SAME).checked_div(all).unwrap_or(0)
    }
}

/// Pairs best first; of equals those nearer to the top, seen from both sides.
fn best<K: Ord + Copy>(mut scored: Vec<(usize, (K, K), usize)>) -> Vec<(K, K)> {
    scored.sort_unstable_by_key(|(score, pair, places)| (usize::MAX - score, *places, *pair));
    let mut out: Vec<(K, K)> = Vec::new();
    for (_, (a, b), _) in scored {
        if !out.iter().any(|(x, y)| *x == a || *y == b) {
            out.push((a, b));
        }
    }
    out.sort_unstable();
    out
}

/// Finds what belongs together.
pub(super) fn match_all(
    old: &Package,
    new: &Package,
    old_rows: &[Row<'_>],
    new_rows: &[Row<'_>],
    pairs: &[(usize, usize)],
) -> Kin {
    let appendices = {
        let own = |rows: &[Row<'_>]| rows.iter().map(|r| vec![r.appendix]).collect::<Vec<_>>();
        let votes = Votes::count(&own(old_rows), &own(new_rows), pairs);
        let mut scored = Vec::new();
        for (i, a) in old.appendices.iter().enumerate() {
            for (j, b) in new.appendices.iter().enumerate() {
                let alike = likeness_of(a.name(), b.name()) + if key(&a.label) == key(&b.label) { SAME } else { 0 };
                let score = votes.share(i, j) * 2 + alike;
                if score >= HALF {
                    scored.push((score, (i, j), i + j));
                }
            }
        }
        best(scored)
    };
    let chains =
        |package: &Package, rows: &[Row<'_>]| -> Vec<Vec<At>> { rows.iter().map(|r| chain(package, r)).collect() };
    let votes = Votes::count(&chains(old, old_rows), &chains(new, new_rows), pairs);
    let mut scored = Vec::new();
    for (n, m) in &appendices {
        let (a, b) = (&old.appendices[*n], &new.appendices[*m]);
        for i in 0..a.sections.len() {
            for j in 0..b.sections.len() {
                let (share, alike) = (votes.share((*n, i), (*m, j)), titles(a, b, i, j));
                if share >= HALF || alike >= HALF {
                    scored.push((share + alike * 2, ((*n, i), (*m, j)), i + j));
                }
            }
        }
    }
    Kin { sections: best(scored), appendices }
}

/// The sections that a row stands in, innermost first.
fn chain(package: &Package, row: &Row<'_>) -> Vec<At> {
    let appendix = &package.appendices[row.appendix];
    std::iter::successors(row.section, |s| outer(appendix, *s)).map(|s| (row.appendix, s)).collect()
}

/// How like the titles of two sections are, those above them counted for a quarter.
fn titles(a: &Appendix, b: &Appendix, i: usize, j: usize) -> usize {
    let above = |x: &Appendix, n| outer(x, n).map_or_else(String::new, |o| x.sections[o].title.clone());
    (likeness_of(&a.sections[i].title, &b.sections[j].title) * 3 + likeness_of(&above(a, i), &above(b, j))) / 4
}

/// What became of the appendices.
pub(super) fn appendices(old: &Package, new: &Package, kin: &Kin) -> Vec<AppendixChange> {
    let told = |package: &Package, n: usize| {
        let appendix = &package.appendices[n];
        AppendixRef { index: n + 1, label: appendix.label.clone(), title: appendix.name().to_owned() }
    };
    let mut out = Vec::new();
    for (i, j) in &kin.appendices {
        let (a, b) = (&old.appendices[*i], &new.appendices[*j]);
        let mut changes: Vec<Change> = renumbered(Some(&a.label), Some(&b.label)).into_iter().collect();
        changes.extend(reworded("title", Some(a.name()), Some(b.name())));
        changes.extend(columns::changes(a, b));
        if !changes.is_empty() {
            let (old, new) = (Some(told(old, *i)), Some(told(new, *j)));
            out.push(AppendixChange { status: Status::Changed, old, new, changes });
        }
    }
    for i in (0..old.appendices.len()).filter(|i| !kin.appendices.iter().any(|p| p.0 == *i)) {
        out.push(AppendixChange { status: Status::Dropped, old: Some(told(old, i)), new: None, changes: Vec::new() });
    }
    for j in (0..new.appendices.len()).filter(|j| !kin.appendices.iter().any(|p| p.1 == *j)) {
        out.push(AppendixChange { status: Status::Added, old: None, new: Some(told(new, j)), changes: Vec::new() });
    }
    out
}

fn renumbered(old: Option<&str>, new: Option<&str>) -> Option<Change> {
    edited("label", old, new).map(|change| Change { kind: ChangeKind::Renumbered, ..change })
}

/// What became of the sections.
pub(super) fn changes(old: &Package, new: &Package, kin: &Kin) -> Vec<SectionChange> {
    let told = |package: &Package, (n, s): At| {
        let appendix = &package.appendices[n];
        let section = &appendix.sections[s];
        let (path, title) = (section.path.clone(), section.title.clone());
        Some(SectionRef { appendix: appendix.label.clone(), path, title })
    };
    let moved = moved(old, new, kin);
    let mut out = Vec::new();
    for (a, b) in &kin.sections {
        let (x, y) = (&old.appendices[a.0].sections[a.1], &new.appendices[b.0].sections[b.1]);
        let mut changes: Vec<Change> = renumbered(x.label.as_deref(), y.label.as_deref()).into_iter().collect();
        changes.extend(reworded("title", Some(&x.title), Some(&y.title)));
        let count = |n: Option<u32>| n.map(|n| n.to_string());
        changes.extend(edited(
            "declared_count",
            count(x.declared_count).as_deref(),
            count(y.declared_count).as_deref(),
        ));
        let homes = (home(old, *a), home(new, *b));
        if !kin.same_section(homes.0, homes.1) {
            let path = |p: &[String]| Some(p.join("/"));
            changes.push(Change::new(ChangeKind::SectionChanged, "section", path(&x.path), path(&y.path)));
        } else if moved.contains(&(*a, *b)) {
            let place = |at: At| Some((at.1 + 1).to_string());
            changes.push(Change::new(ChangeKind::Reordered, "order", place(*a), place(*b)));
        }
        if !changes.is_empty() {
            out.push(SectionChange { status: Status::Changed, old: told(old, *a), new: told(new, *b), changes });
        }
    }
    for at in all(old).filter(|at| !kin.sections.iter().any(|p| p.0 == *at)) {
        out.push(SectionChange { status: Status::Dropped, old: told(old, at), new: None, changes: Vec::new() });
    }
    for at in all(new).filter(|at| !kin.sections.iter().any(|p| p.1 == *at)) {
        out.push(SectionChange { status: Status::Added, old: None, new: told(new, at), changes: Vec::new() });
    }
    out
}

fn all(package: &Package) -> impl Iterator<Item = At> + '_ {
    package.appendices.iter().enumerate().flat_map(|(n, a)| (0..a.sections.len()).map(move |s| (n, s)))
}

fn home(package: &Package, at: At) -> Option<At> {
    outer(&package.appendices[at.0], at.1).map(|o| (at.0, o))
}

/// The sections that passed others under the same one.
fn moved(old: &Package, new: &Package, kin: &Kin) -> Vec<(At, At)> {
    let mut families: BTreeMap<Home, Vec<(At, At)>> = BTreeMap::new();
    for (a, b) in kin.sections.iter().filter(|(a, b)| kin.same_section(home(old, *a), home(new, *b))) {
        families.entry((a.0, home(old, *a))).or_default().push((*a, *b));
    }
    let title = |package: &Package, at: At| package.appendices[at.0].sections[at.1].title.clone();
    let mut out = Vec::new();
    for family in families.values() {
        let ((n, _), (m, _)) = family[0];
        let places: Vec<(usize, usize)> = family.iter().map(|(a, b)| (a.1, b.1)).collect();
        let tie = |i, j| order::tie(&title(old, (n, i)), &title(new, (m, j)));
        out.extend(order::moved(&places, tie).into_iter().map(|(i, j)| ((n, i), (m, j))));
    }
    out
}
