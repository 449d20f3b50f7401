//! Two versions of a plan → what became of every task.
//!
//! In: two packages. Out: a [`Diff`]: tasks added and dropped, and of each that stayed what changed. The heart is which row
//! of the one is which row of the other (`matching`), for numbers, sections and words all change; then sections and
//! appendices follow their tasks (`sections`), and the cells of a pair are compared (`cells`). `compare(b, a)` is the mirror
//! of `compare(a, b)`.

mod cells;
mod columns;
mod diff;
mod likeness;
mod matching;
mod order;
mod rows;
mod said;
mod schema;
mod sections;
mod text;
mod words;

use std::collections::BTreeMap;

use crate::package::{Head, Package};

pub use diff::{
    AppendixChange, AppendixRef, Change, ChangeKind, Counts, DIFF_VERSION, Diff, Piece, SectionChange, SectionRef,
    Side, Status, TaskChange, TaskRef, Word,
};
pub use schema::diff_schema;
pub use text::text;

use cells::edited;
use rows::{Row, rows};

/// What rows stand in together: the appendix, the section, the task they are parts of.
type Home = (usize, Option<usize>, Option<usize>);

/// What became of every task of `old` in `new`.
#[must_use]
pub fn compare(old: &Package, new: &Package) -> Diff {
    let (old_rows, new_rows) = rows(old, new);
    let pairs = matching::pairs(&old_rows, &new_rows);
    let kin = sections::match_all(old, new, &old_rows, &new_rows, &pairs);
    let document = head(&old.document, &new.document);
    let (appendices, sections) = (sections::appendices(old, new, &kin), sections::changes(old, new, &kin));
    let changes = changes(old, new, (&old_rows, &new_rows), &pairs, &kin);
    let changed = changes.iter().filter(|c| c.is_some()).count();
    let counts = Counts {
        added: new_rows.len() - pairs.len(),
        dropped: old_rows.len() - pairs.len(),
        changed,
        unchanged: pairs.len() - changed,
    };
    let tasks = listed(&old_rows, &new_rows, &pairs, changes);
    let differ = !(document.is_empty() && appendices.is_empty() && sections.is_empty() && tasks.is_empty());
    Diff {
        schema_version: DIFF_VERSION.to_owned(),
        old: Side::of(old),
        new: Side::of(new),
        differ,
        counts,
        document,
        appendices,
        sections,
        tasks,
    }
}

fn head(old: &Head, new: &Head) -> Vec<Change> {
    let fields = [
        ("kind", &old.kind, &new.kind),
        ("number", &old.number, &new.number),
        ("date", &old.date, &new.date),
        ("issuer", &old.issuer, &new.issuer),
        ("subject", &old.subject, &new.subject),
        ("place", &old.place, &new.place),
        ("signer", &old.signer, &new.signer),
    ];
    fields.into_iter().filter_map(|(field, a, b)| edited(field, a.as_deref(), b.as_deref())).collect()
}

/// Of each pair what changed, where anything did.
fn changes(
    old: &Package,
    new: &Package,
    (old_rows, new_rows): (&[Row<'_>], &[Row<'_>]),
    pairs: &[(usize, usize)],
    kin: &sections::Kin,
) -> Vec<Option<Vec<Change>>> {
    let to: BTreeMap<usize, usize> = pairs.iter().copied().collect();
    let homes: Vec<bool> = pairs.iter().map(|(i, j)| kin.same_home(&old_rows[*i], &new_rows[*j], &to)).collect();
    let mut families: BTreeMap<Home, Vec<(usize, usize)>> = BTreeMap::new();
    for (pair, _) in pairs.iter().zip(&homes).filter(|(_, stays)| **stays) {
        let row = &old_rows[pair.0];
        families.entry((row.appendix, row.section, row.parent)).or_default().push(*pair);
    }
    let moved: std::collections::BTreeSet<(usize, usize)> = families
        .values()
        .flat_map(|f| order::moved(f, |i, j| order::tie(&old_rows[i].key, &new_rows[j].key)))
        .collect();
    pairs
        .iter()
        .zip(homes)
        .map(|(pair, stays)| {
            let (a, b) = (&old_rows[pair.0], &new_rows[pair.1]);
            let mut out = cells::changes(a, b, &columns::pairs_of(old, new, (a.appendix, b.appendix), kin));
            if !stays {
                out.push(Change::new(ChangeKind::SectionChanged, "section", Some(a.home()), Some(b.home())));
            } else if moved.contains(pair) {
                let place = |n: &Row<'_>| Some((n.order).to_string());
                out.push(Change::new(ChangeKind::Reordered, "order", place(a), place(b)));
            }
            (!out.is_empty()).then_some(out)
        })
        .collect()
}

/// In the order of the new paper; what was dropped stands behind what it stood behind in the old one.
fn listed(
    old_rows: &[Row<'_>],
    new_rows: &[Row<'_>],
    pairs: &[(usize, usize)],
    changes: Vec<Option<Vec<Change>>>,
) -> Vec<TaskChange> {
    let to: BTreeMap<usize, usize> = pairs.iter().copied().collect();
    let from: BTreeMap<usize, usize> = pairs.iter().map(|(i, j)| (*j, *i)).collect();
    let mut out: Vec<((usize, usize), TaskChange)> = Vec::new();
    // Places count from 1, so that what was dropped from the top stands before all.
    for (pair, changes) in pairs.iter().zip(changes) {
        let Some(changes) = changes else { continue };
        let (old, new) = (Some(old_rows[pair.0].told()), Some(new_rows[pair.1].told()));
        out.push(((pair.1 + 1, 0), TaskChange { status: Status::Changed, old, new, changes }));
    }
    for (j, row) in new_rows.iter().enumerate().filter(|(j, _)| !from.contains_key(j)) {
        let change = TaskChange { status: Status::Added, old: None, new: Some(row.told()), changes: Vec::new() };
        out.push(((j + 1, 0), change));
    }
    let mut last = 0;
    for (i, row) in old_rows.iter().enumerate() {
        match to.get(&i) {
            Some(j) => last = j + 1,
            None => {
                let change =
                    TaskChange { status: Status::Dropped, old: Some(row.told()), new: None, changes: Vec::new() };
                out.push(((last, i + 1), change));
            }
        }
    }
    out.sort_by_key(|(place, _)| *place);
    out.into_iter().map(|(_, change)| change).collect()
}
