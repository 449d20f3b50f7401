//! What changed between the cells of a pair of rows. White space is no change: a reader may break lines elsewhere.

use super::columns::Columns;
use super::diff::{Change, ChangeKind, Piece, Word};
use super::rows::Row;
use super::words::words;
use crate::lexicon::name_key;
use crate::package::{Body, Cell, Clause, Deadline, Note};

/// The changes of number, cells, other columns and footnotes.
pub(super) fn changes(old: &Row<'_>, new: &Row<'_>, columns: &Columns<'_>) -> Vec<Change> {
    let (a, b) = (old.task, new.task);
    let number = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let mut out = Vec::new();
    if a.number.text != b.number.text {
        out.push(Change::new(ChangeKind::Renumbered, "number", number(&a.number.text), number(&b.number.text)));
    }
    out.extend(reworded("task", a.task.text.as_deref(), b.task.text.as_deref()));
    out.extend(who("lead", &a.lead, &b.lead));
    out.extend(who("partner", &a.partner, &b.partner));
    out.extend(when(&a.deadline, &b.deadline));
    for (header, other) in columns.cells(a, b) {
        let text = |cell: Option<&Cell>| cell.and_then(|c| c.text.clone());
        let (x, y) = (text(header.and_then(|h| a.extra.get(h))), text(other.and_then(|h| b.extra.get(h))));
        if let Some(change) = edited("extra", x.as_deref(), y.as_deref()) {
            out.push(Change { column: header.or(other).map(str::to_owned), ..change });
        }
    }
    out.extend(edited("notes", notes(&a.notes).as_deref(), notes(&b.notes).as_deref()));
    out
}

/// Whether two cells say the same but for white space.
fn same(old: Option<&str>, new: Option<&str>) -> bool {
    old.unwrap_or_default().split_whitespace().eq(new.unwrap_or_default().split_whitespace())
}

/// A text of which the words matter.
pub(super) fn reworded(field: &str, old: Option<&str>, new: Option<&str>) -> Option<Change> {
    let change = edited(field, old, new)?;
    Some(Change {
        kind: ChangeKind::Reworded,
        words: words(old.unwrap_or_default(), new.unwrap_or_default()),
        ..change
    })
}

/// A text that only is another one.
pub(super) fn edited(field: &str, old: Option<&str>, new: Option<&str>) -> Option<Change> {
    let own = |text: Option<&str>| text.map(str::to_owned);
    (!same(old, new)).then(|| Change::new(ChangeKind::Edited, field, own(old), own(new)))
}

/// Who leads or takes part. The bodies count: `nt` under another row may name another one.
fn who(field: &str, old: &Cell, new: &Cell) -> Option<Change> {
    let gone = old.organizations.iter().filter(|b| !new.organizations.iter().any(|o| is_one(b, o)));
    let come = new.organizations.iter().filter(|b| !old.organizations.iter().any(|o| is_one(b, o)));
    let word = |piece| move |b: &Body| Word { piece, text: b.canonical.clone().unwrap_or_else(|| b.name.clone()) };
    let bodies: Vec<Word> = gone.map(word(Piece::Dropped)).chain(come.map(word(Piece::Added))).collect();
    let differs = !same(old.text.as_deref(), new.text.as_deref());
    if !differs && bodies.is_empty() {
        return None;
    }
    let none = old.organizations.is_empty() && new.organizations.is_empty();
    let kind = if bodies.is_empty() && !none { ChangeKind::Reworded } else { ChangeKind::Reassigned };
    Some(Change { bodies, ..Change::new(kind, field, old.text.clone(), new.text.clone()) })
}

/// One body: by its key where both have one, for a name may be written in several ways; else by its name.
fn is_one(a: &Body, b: &Body) -> bool {
    (a.id.is_some() && a.id == b.id) || name_key(&a.name) == name_key(&b.name)
}

fn when(old: &Deadline, new: &Deadline) -> Option<Change> {
    let stays = old.due == new.due && old.ongoing == new.ongoing;
    let differs = !same(old.text.as_deref(), new.text.as_deref());
    if stays && !differs {
        return None;
    }
    // Times that were not read are not known to be the same, but for their day.
    let same_time = match (meaning(old), meaning(new)) {
        (Some(a), Some(b)) => a == b,
        _ => old.due.is_some(),
    };
    let kind = if stays && same_time { ChangeKind::Reworded } else { ChangeKind::DeadlineMoved };
    let change = Change::new(kind, "deadline", old.text.clone(), new.text.clone());
    Some(Change { old_due: old.due.clone(), new_due: new.due.clone(), ..change })
}

/// What the parts of a time cell fix, whatever their words; `None` where one was not read.
fn meaning(deadline: &Deadline) -> Option<Vec<Clause>> {
    let read = |c: &Clause| !matches!(c.kind.as_str(), "unparsed" | "not_a_deadline");
    let of = |c: &Clause| {
        let (condition, reference) = (c.condition.as_deref().map(name_key), c.reference.as_deref().map(name_key));
        // `trước 30/6` and `30/6` fix one day, and so does `tháng 6`: a beginning counts where it is printed.
        let span = c.kind == "interval";
        let kind = if c.due.is_some() { String::new() } else { c.kind.clone() };
        Clause { kind, start: c.start.clone().filter(|_| span), condition, reference, ..c.clone() }
    };
    let known = !deadline.clauses.is_empty() && deadline.clauses.iter().all(read);
    known.then(|| deadline.clauses.iter().map(of).collect())
}

fn notes(notes: &[Note]) -> Option<String> {
    let lines: Vec<String> = notes.iter().map(|n| format!("{} {}", n.mark, n.text)).collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
