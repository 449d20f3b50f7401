//! The layout `rows`: a table as on the paper, with room for what the office writes behind it.

use std::ptr;

use super::super::columns::{COLUMNS, FlatRow};
use super::grid::{Cell, Column, Grid, Kind, Line};
use super::layout::{Draft, tint};
use super::words;
use crate::lang::{Language, Message};
use crate::model::{Appendix, Plan, PlanItem, Role, Section, Severity};

/// Columns of the flat row that come first, with the field that a diagnostic of theirs is about.
const CORE: [(&str, Kind, Role); 6] = [
    ("number", Kind::Short, Role::Number),
    ("task", Kind::Text, Role::Task),
    ("lead", Kind::Text, Role::Lead),
    ("partner", Kind::Text, Role::Partner),
    ("deadline", Kind::Text, Role::Deadline),
    ("due", Kind::Day, Role::Deadline),
];

/// A table in this layout.
pub(super) fn draft<'p>(plan: &'p Plan, appendix: &'p Appendix, language: Language) -> Draft<'p> {
    let rows: Vec<FlatRow> = FlatRow::of(plan, appendix).collect();
    let extras = extras(&rows);
    let footnotes = rows.iter().any(|r| !r.item.notes.is_empty());
    let header = |name: &str| COLUMNS.iter().find(|c| c.name == name).map_or("", |c| c.header(language)).to_owned();
    let mut columns: Vec<Column> = CORE.iter().map(|(name, kind, _)| Column::new(header(name), *kind)).collect();
    columns.extend(extras.iter().map(|(key, _)| Column::new(key, Kind::Text)));
    if footnotes {
        columns.push(Column::new(Message::new("sheet-footnotes").say(language), Kind::Text));
    }
    columns.push(Column::new(Message::new("sheet-status").say(language), Kind::Status));
    columns.push(Column::new(Message::new("sheet-result").say(language), Kind::Result));
    columns.push(Column::new(header("diagnostics"), Kind::Text));
    columns.push(Column::new(Message::new("sheet-page").say(language), Kind::Short));
    columns.push(Column::new(header("id"), Kind::Id));
    let (across, link) = (columns.len() - 1, columns.len() - 2);

    let cells = |row: &FlatRow| -> Vec<Cell> {
        let item = row.item;
        let mut cells: Vec<Cell> = CORE.iter().map(|(name, _, role)| core(row, name, *role)).collect();
        let text = |key: &String| item.extra.get(key).and_then(|cell| cell.text.clone()).unwrap_or_default();
        cells.extend(extras.iter().map(|(key, role)| Cell::text(text(key)).tinted(tint(item, |f| f == Some(*role)))));
        if footnotes {
            let notes = item.notes.iter().map(|n| format!("{} {}", n.mark, n.text)).collect::<Vec<_>>();
            cells.push(Cell::text(notes.join("\n")));
        }
        cells.extend([Cell::BLANK, Cell::BLANK]);
        cells.push(core(row, "diagnostics", Role::Number).tinted(tint(item, |_| true)));
        cells.push(Cell::text(place(item, language)));
        cells.push(Cell::text(&item.id));
        cells
    };
    let mut sections = appendix.sections.iter();
    let mut lines = Vec::new();
    for row in &rows {
        // All section rows down to the one that the item stands under: those without items stand between.
        let left = sections.as_slice();
        let found = row.section.and_then(|s| left.iter().position(|l| ptr::eq(l, s)));
        let above = sections.by_ref().take(found.map_or(0, |at| at + 1));
        lines.extend(above.map(|s| section(appendix, s, language)));
        lines.push(Line::Cells(cells(row)));
    }
    lines.extend(sections.map(|s| section(appendix, s, language)));
    Draft {
        titles: titles(plan, appendix),
        grid: Grid { columns, lines },
        across,
        link,
        items: items(&rows),
        bare: false,
    }
}

/// The items of rows.
pub(super) fn items<'p>(rows: &[FlatRow<'p>]) -> Vec<&'p PlanItem> {
    rows.iter().map(|r| r.item).collect()
}

/// A column of the flat row.
fn core(row: &FlatRow, name: &str, role: Role) -> Cell {
    let cell = match name {
        "due" => Cell::day(row.item.deadline.due),
        _ => Cell::text(COLUMNS.iter().find(|c| c.name == name).map(|c| (c.value)(row)).unwrap_or_default()),
    };
    // What is about the row as a whole shows at its number.
    cell.tinted(tint(row.item, |field| field == Some(role) || (role == Role::Number && field.is_none())))
}

/// The other columns of the paper in their order, then whatever cells have none.
fn extras(rows: &[FlatRow]) -> Vec<(String, Role)> {
    let mut out: Vec<(String, Role)> = rows.first().map(|r| r.keys().collect()).unwrap_or_default();
    for key in rows.iter().flat_map(|r| r.item.extra.keys()) {
        if !out.iter().any(|(known, _)| known == key) {
            out.push((key.clone(), Role::Other));
        }
    }
    out
}

/// Where an item stands, in short.
pub(super) fn place(item: &PlanItem, language: Language) -> String {
    if !item.pages.is_empty() {
        return words::pages(&item.pages);
    }
    let fields = [&item.task.regions, &item.lead.regions, &item.partner.regions, &item.deadline.regions];
    words::roughly(item.number.regions.iter().chain(fields.into_iter().flatten()), language)
}

fn section(appendix: &Appendix, section: &Section, language: Language) -> Line {
    let mut text = match &section.label {
        Some(label) if !section.title.is_empty() => format!("{label}. {}", section.title),
        Some(label) => label.clone(),
        None => section.title.clone(),
    };
    if let Some(n) = section.declared_count {
        text = format!("{text} ({})", Message::new("sheet-tasks").with("n", n).say(language));
    }
    // What is said of a section is told by its place.
    let about = appendix.diagnostics.iter().filter(|d| d.regions.iter().any(|r| section.regions.contains(r)));
    let tint = about.map(|d| d.severity).filter(|s| *s > Severity::Info).max();
    Line::Section(text, section.path.len().saturating_sub(1), tint)
}

/// What stands over the table, as on the paper.
fn titles(plan: &Plan, appendix: &Appendix) -> Vec<(String, bool)> {
    let title =
        if appendix.title.is_empty() { appendix.heading.clone().unwrap_or_default() } else { appendix.title.clone() };
    let tied = appendix.attached_to.as_ref().map(|a| a.text.clone());
    let document = &plan.document;
    let own =
        || [document.kind.as_deref(), document.number.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let lines = [(appendix.label.clone(), true), (title, true), (tied.unwrap_or_else(own), false)];
    lines.into_iter().filter(|l| !l.0.is_empty()).collect()
}
