//! What two versions of a document differ in, a row a change: all that `compare` names.

use super::database::{Row, Value};
use super::rows::{named, number, opt, text};
use crate::compare::{AppendixRef, Change, Diff, SectionRef, Status, TaskChange, TaskRef, compare};
use crate::error::Result;
use crate::model::Plan;
use crate::package::Package;

/// The rows of `changes` from a stored package to a plan.
pub(super) fn changes(stored: &str, plan: &Plan, id: &str, load: u64) -> Result<Vec<Row>> {
    let (old, new) = (Package::read(stored.as_bytes())?, Package::of(plan)?);
    let diff = compare(&old, &new);
    let numbered = (1_usize..).zip(lines(&diff));
    let ends = [text(&diff.old.sha256), text(&diff.new.sha256)];
    let row = |(n, line): (usize, Row)| [&[number(load), number(n), text(id)], &line[..], &ends[..]].concat();
    Ok(numbered.map(row).collect())
}

/// Each from `level` to `new_due`.
fn lines(diff: &Diff) -> Vec<Row> {
    let mut out: Vec<Row> = diff.document.iter().map(|c| line("document", [None, None], None, c)).collect();
    for a in &diff.appendices {
        let name = |r: &AppendixRef| [r.label.as_str(), r.title.as_str()].join(" ").trim().to_owned();
        let ends = [a.old.as_ref().map(name), a.new.as_ref().map(name)];
        out.extend(whole("appendix", a.status, &ends, ends.clone(), &a.changes));
    }
    for s in &diff.sections {
        let place = |r: &SectionRef| format!("{} {}", r.appendix, r.path.join("/")).trim().to_owned();
        let title = |r: &SectionRef| r.title.clone();
        let places = [s.old.as_ref().map(place), s.new.as_ref().map(place)];
        out.extend(whole(
            "section",
            s.status,
            &places,
            [s.old.as_ref().map(title), s.new.as_ref().map(title)],
            &s.changes,
        ));
    }
    out.extend(diff.tasks.iter().flat_map(task));
    out
}

/// What came or went whole is one row, what stayed has a row for each change. `places`, `words`: in the old and new paper.
fn whole(level: &str, status: Status, places: &[Value; 2], words: [Value; 2], changes: &[Change]) -> Vec<Row> {
    let place = places[1].clone().or_else(|| places[0].clone());
    if status == Status::Changed {
        return changes.iter().map(|c| line(level, [None, None], place.clone(), c)).collect();
    }
    let [old, new] = words;
    vec![vec![text(level), named(&status), None, None, place, None, None, old, new, None, None]]
}

fn task(change: &TaskChange) -> Vec<Row> {
    let place = |r: &TaskRef| [r.appendix.as_str(), &r.section.join("/"), &r.number].join(" ").trim().to_owned();
    let id = |r: &Option<TaskRef>| r.as_ref().and_then(|r| text(&r.id));
    let said = |r: &Option<TaskRef>| r.as_ref().and_then(|r| opt(&r.task));
    let due = |r: &Option<TaskRef>| r.as_ref().and_then(|r| opt(&r.due));
    let (old, new) = (&change.old, &change.new);
    let at = new.as_ref().or(old.as_ref()).and_then(|r| text(&place(r)));
    let ids = [id(new), id(old)];
    if change.status == Status::Changed {
        return change.changes.iter().map(|c| line("task", ids.clone(), at.clone(), c)).collect();
    }
    let [new_id, old_id] = ids;
    let item = new_id.or_else(|| old_id.clone());
    let head = [text("task"), named(&change.status), item, old_id, at, None, None];
    vec![[&head[..], &[said(old), said(new), due(old), due(new)]].concat()]
}

fn line(level: &str, ids: [Value; 2], place: Value, c: &Change) -> Row {
    let [id, old_id] = ids;
    let head = [text(level), named(&c.kind), id, old_id, place, text(&c.field), opt(&c.column)];
    [&head[..], &[opt(&c.old), opt(&c.new), opt(&c.old_due), opt(&c.new_due)]].concat()
}
