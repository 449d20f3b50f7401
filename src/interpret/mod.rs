//! Whole tables → rows with meaning.
//!
//! In: stitched tables. Out: the task tables with heading, columns by role, sections and items; what belongs to no task
//! table is outside. Each logical row becomes one section, one item, or one diagnostic.

mod cells;
mod counts;
mod halves;
mod heading;
mod letterhead;
mod outline;
mod roles;
mod stamped;

use crate::lexicon::join_lines;
use crate::model::{
    Code, Diagnostic, Diagnostics, Interpreted, InterpretedTable, LineKind, Message, PlanRow, Stitched, StitchedTable,
    TextLine, regions_of,
};

/// Reads meaning into the tables.
#[must_use]
pub fn interpret(mut stitched: Stitched, diagnostics: &mut Diagnostics) -> Interpreted {
    stitched.tables.iter_mut().map(|t| &mut t.lead_in).chain([&mut stitched.tail]).for_each(stamped::fill);
    let letterhead = letterhead::letterhead(&stitched);
    let mut out = Interpreted { letterhead, furniture: stitched.furniture, ..Interpreted::default() };
    let mut others = Vec::new();
    let mut after_tasks = false;
    for table in stitched.tables {
        let columns = roles::columns(&table);
        let tasks = columns.is_task_table(&table);
        if tasks {
            out.tables.push(task_table(table, columns, &mut out.outside));
        } else {
            if after_tasks && table.header.rows.is_empty() && columns.is_numbered(&table) {
                diagnostics.push(rest(&table));
            }
            others.push(other_table(table, &mut out.outside));
        }
        after_tasks = tasks;
    }
    if out.tables.iter().any(|t| !t.heading.attached_to.is_empty()) {
        out.letterhead.attached_to.clear();
    }
    out.outside.extend(stitched.tail);
    report(others, out.tables.is_empty(), diagnostics);
    out
}

/// A table without a header right behind a task table, with numbers before its rows: they may be the rest of its rows.
fn rest(table: &StitchedTable) -> Diagnostic {
    let first: Vec<TextLine> = table.rows.iter().flat_map(|r| &r.cells).flat_map(|c| c.lines.clone()).take(1).collect();
    Diagnostic::new(Code::RowsMissing, Message::new("rest-of-table"))
        .hint(Message::new("rest-of-table-hint"))
        .at(regions_of(&first))
}

fn task_table(table: StitchedTable, columns: roles::Columns, outside: &mut Vec<TextLine>) -> InterpretedTable {
    let (heading, rest) = heading::heading(table.lead_in);
    outside.extend(rest);
    let mut outline = outline::outline(&table.rows, &columns);
    for row in &mut outline.rows {
        if let PlanRow::Item(item) = row {
            columns.doubts.iter().for_each(|d| d.tell(item));
        }
    }
    let mut diagnostics = columns.diagnostics;
    diagnostics.extend(outline.diagnostics);
    if !table.strays.is_empty() {
        diagnostics.push(
            Diagnostic::new(Code::TextOutsideTable, Message::new("text-outside-table"))
                .hint(Message::new("text-outside-table-hint"))
                .at(regions_of(&table.strays)),
        );
    }
    outside.extend(table.strays);
    InterpretedTable {
        heading,
        columns: columns.list.iter().map(|c| c.column.clone()).collect(),
        header_lines: columns.header_lines,
        rows: outline.rows,
        footnotes: table.footnotes,
        diagnostics,
    }
}

/// A table of another kind: its text is outside of the appendices, and a diagnostic names it.
struct OtherTable {
    said: Message,
    first: Option<TextLine>,
}

fn other_table(table: StitchedTable, outside: &mut Vec<TextLine>) -> OtherTable {
    let title = table.lead_in.iter().rev().find(|l| l.kind == LineKind::Text).map(|l| l.text.trim().to_owned());
    let lines: Vec<TextLine> = table
        .header
        .rows
        .into_iter()
        .flatten()
        .chain(table.rows.into_iter().flat_map(|r| r.cells))
        .filter(|c| !c.inherited)
        .flat_map(|c| c.lines)
        .collect();
    let start: String = join_lines(&lines[..lines.len().min(6)]).replace('\n', " ").chars().take(60).collect();
    let first = lines.first().cloned();
    let said = match title.map(|t| t.chars().take(60).collect::<String>()) {
        Some(title) => {
            Message::new("table-seen-under").with("columns", table.cols).with("title", title).with("start", start)
        }
        None => Message::new("table-seen").with("columns", table.cols).with("start", start),
    };
    let said = match first.as_ref().filter(|l| l.page > 0) {
        Some(line) => Message::new("on-page").with("page", line.page).with("what", said),
        None => said,
    };
    outside.extend(table.lead_in);
    outside.extend(lines);
    outside.extend(table.footnotes);
    outside.extend(table.strays);
    OtherTable { said, first }
}

/// Names the other tables; where there is no task table at all, as one warning.
fn report(others: Vec<OtherTable>, none: bool, diagnostics: &mut Diagnostics) {
    if none {
        let seen: Vec<Message> = others.iter().map(|o| o.said.clone()).collect();
        let message = match seen.is_empty() {
            true => Message::new("no-table-at-all"),
            false => Message::new("no-task-table").with("seen", seen),
        };
        diagnostics.push(
            Diagnostic::new(Code::NoTaskTable, message).hint(Message::new("no-task-table-hint")).at(others
                .iter()
                .filter_map(|o| o.first.as_ref())
                .map(TextLine::region)
                .collect()),
        );
        return;
    }
    for other in others {
        let at = other.first.iter().map(TextLine::region).collect();
        diagnostics
            .push(Diagnostic::new(Code::OtherTable, Message::new("other-table").with("what", other.said)).at(at));
    }
}
