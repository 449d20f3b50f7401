//! The sheets beside the tables: what is to be said of them, and where every row comes from.

use super::grid::{Cell, Column, Grid, Kind, Line};
use super::words;
use crate::lang::{Language, Message};
use crate::model::{Code, Diagnostic, Plan, PlanItem, Region, Role, Severity};

/// Something said, and what it is about.
pub(super) struct Note {
    severity: Severity,
    code: String,
    message: String,
    hint: String,
    /// Which table, from 0; `None`: the document as a whole.
    pub(super) table: Option<usize>,
    /// Which of its rows, from 0; `None`: the table as a whole.
    pub(super) row: Option<usize>,
    number: String,
    field: String,
    place: String,
    file: String,
}

impl Note {
    /// What is said of a document, a table or a row of it.
    pub(super) fn of(said: &Diagnostic, file: &str, field: String, language: Language) -> Self {
        // A code of a later version has no name here.
        let code = if said.code == Code::Unlisted { String::new() } else { said.code.name().to_owned() };
        Self {
            severity: said.severity,
            code,
            message: said.message.say(language),
            hint: said.hint.as_ref().map(|h| h.say(language)).unwrap_or_default(),
            table: None,
            row: None,
            number: String::new(),
            field,
            place: words::roughly(&said.regions, language),
            file: file.to_owned(),
        }
    }

    /// What a sheet cannot show.
    pub(super) fn sheet(severity: Severity, message: &Message, file: &str, field: &str, language: Language) -> Self {
        Self {
            severity,
            code: String::new(),
            message: message.say(language),
            hint: String::new(),
            table: None,
            row: None,
            number: String::new(),
            field: field.to_owned(),
            place: String::new(),
            file: file.to_owned(),
        }
    }

    /// About a table.
    pub(super) fn on(mut self, table: usize) -> Self {
        self.table = Some(table);
        self
    }

    /// About one of its rows.
    pub(super) fn at(mut self, row: usize, item: &PlanItem) -> Self {
        self.row = Some(row);
        self.number.clone_from(&item.number.text);
        self
    }
}

/// Column of [`notes`] that leads to what is meant.
pub(super) const NOTE_LINK: u16 = 4;
/// Column of [`rows`] that leads to the row.
pub(super) const ROW_LINK: u16 = 2;

/// The table of notes. `names`: of the tables' sheets.
pub(super) fn notes(notes: &[Note], names: &[String], language: Language) -> Grid {
    let columns = vec![
        Column::new(Message::new("sheet-severity").say(language), Kind::Short),
        Column::new(Message::new("sheet-code").say(language), Kind::Text),
        Column::new(Message::new("sheet-message").say(language), Kind::Text),
        Column::new(Message::new("sheet-hint").say(language), Kind::Text),
        Column::new(Message::new("sheet-table").say(language), Kind::Text),
        Column::new(Message::new("sheet-number").say(language), Kind::Short),
        Column::new(Message::new("sheet-field").say(language), Kind::Text),
        Column::new(Message::new("sheet-page").say(language), Kind::Short),
        Column::new(Message::new("sheet-file").say(language), Kind::Text),
    ];
    let line = |note: &Note| {
        let table = note.table.and_then(|t| names.get(t)).cloned().unwrap_or_default();
        Line::Cells(vec![
            Cell::text(words::severity(note.severity, language)).tinted(Some(note.severity)),
            Cell::text(&note.code),
            Cell::text(&note.message),
            Cell::text(&note.hint),
            Cell::text(table),
            Cell::text(&note.number),
            Cell::text(&note.field),
            Cell::text(&note.place),
            Cell::text(&note.file),
        ])
    };
    Grid { columns, lines: notes.iter().map(line).collect() }
}

/// A document's row on the sheet of sources.
pub(super) fn document(plan: &Plan) -> Vec<Cell> {
    let text = |value: &Option<String>| Cell::text(value.clone().unwrap_or_default());
    let pages = if plan.source.pages == 0 { String::new() } else { plan.source.pages.to_string() };
    vec![
        Cell::text(&plan.source.name),
        Cell::text(&plan.source.sha256),
        text(&plan.document.number),
        Cell::day(plan.document.date),
        text(&plan.document.issuer),
        Cell::text(pages),
        Cell::text(format!("{} {}", plan.generator.name, plan.generator.version)),
    ]
}

/// The table of documents.
pub(super) fn documents(cells: Vec<Vec<Cell>>, language: Language) -> Grid {
    let columns = vec![
        Column::new(Message::new("sheet-file").say(language), Kind::Text),
        Column::new("SHA-256", Kind::Text),
        Column::new(Message::new("sheet-document-number").say(language), Kind::Text),
        Column::new(Message::new("sheet-document-date").say(language), Kind::Day),
        Column::new(Message::new("sheet-issuer").say(language), Kind::Text),
        Column::new(Message::new("sheet-pages").say(language), Kind::Short),
        Column::new(Message::new("sheet-tool").say(language), Kind::Text),
    ];
    Grid { columns, lines: cells.into_iter().map(Line::Cells).collect() }
}

/// Where a row of a table comes from.
pub(super) struct Source {
    id: String,
    regions: String,
    number: String,
    place: String,
}

impl Source {
    /// Of an item; `place`: where it stands, in short.
    pub(super) fn of(item: &PlanItem, place: String, language: Language) -> Self {
        let cells: [(&str, &[Region]); 5] = [
            (Role::Number.name(), &item.number.regions),
            (Role::Task.name(), &item.task.regions),
            (Role::Lead.name(), &item.lead.regions),
            (Role::Partner.name(), &item.partner.regions),
            (Role::Deadline.name(), &item.deadline.regions),
        ];
        let extra = item.extra.iter().map(|(header, cell)| (header.as_str(), cell.regions.as_slice()));
        let all = cells.into_iter().chain(extra).filter(|(_, regions)| !regions.is_empty());
        let regions: Vec<String> =
            all.map(|(name, regions)| format!("{name}: {}", words::exactly(regions, language))).collect();
        Self { id: item.id.clone(), regions: regions.join("\n"), number: item.number.text.clone(), place }
    }
}

/// The table of where each row comes from: rows with the sheet and the file they stand in.
pub(super) fn rows<'s>(rows: impl Iterator<Item = (&'s Source, &'s str, &'s str)>, language: Language) -> Grid {
    let columns = vec![
        Column::new(Message::new("sheet-id").say(language), Kind::Text),
        Column::new(Message::new("sheet-regions").say(language), Kind::Text),
        Column::new(Message::new("sheet-table").say(language), Kind::Text),
        Column::new(Message::new("sheet-number").say(language), Kind::Short),
        Column::new(Message::new("sheet-file").say(language), Kind::Text),
        Column::new(Message::new("sheet-page").say(language), Kind::Short),
    ];
    let line = |(source, sheet, file): (&Source, &str, &str)| {
        Line::Cells(vec![
            Cell::text(&source.id),
            Cell::text(&source.regions),
            Cell::text(sheet),
            Cell::text(&source.number),
            Cell::text(file),
            Cell::text(&source.place),
        ])
    };
    Grid { columns, lines: rows.map(line).collect() }
}
