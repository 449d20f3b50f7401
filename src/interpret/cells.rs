//! A row's cells by what their columns mean.
//!
//! In: a logical row and the columns. Out: its fields by role, and what its shape tells: whether one text spans it, whether
//! anyone is named in it. The number of a table with two number columns is the running one.

use super::roles::Columns;
use crate::lexicon::{Label, join_lines, parse_label};
use crate::model::{Code, Diagnostic, LogicalCell, LogicalRow, Message, Role, RowField, TextLine, regions_of};

/// A row with its cells by role.
pub(super) struct Read {
    pub(super) fields: Vec<RowField>,
    /// Text of the number cell, trimmed.
    pub(super) number: String,
    /// Text of the other number cell, where both are filled: what the row is a part of goes by this one.
    pub(super) detail: String,
    /// Text of the task cell.
    pub(super) task: String,
    /// The one cell with text covers more than the number and task columns.
    pub(super) spanning: bool,
    /// A cell other than number and task has text of its own.
    pub(super) assigned: bool,
    pub(super) bold: bool,
    pub(super) lines: Vec<TextLine>,
    pub(super) doubts: Vec<(Code, Option<Role>, Message)>,
}

impl Read {
    pub(super) fn new(row: &LogicalRow, columns: &Columns) -> Self {
        let printed: Vec<&LogicalCell> = row.cells.iter().filter(|c| !c.is_empty()).collect();
        let lines: Vec<TextLine> = printed.iter().filter(|c| !c.inherited).flat_map(|c| c.lines.clone()).collect();
        let (fields, detail) = fields(row, columns);
        let text =
            |role| fields.iter().find(|f: &&RowField| f.role == role).map(|f| join_lines(&f.lines)).unwrap_or_default();
        let (number, task) = (text(Role::Number), text(Role::Task));
        let assigned = fields
            .iter()
            .any(|f| !matches!(f.role, Role::Number | Role::Task) && f.lines.iter().any(|l| !l.text.trim().is_empty()));
        Self {
            spanning: spanning(&printed, columns),
            assigned,
            bold: !lines.is_empty() && lines.iter().all(|l| l.bold),
            doubts: doubts(row, columns),
            fields,
            detail,
            number,
            task,
            lines,
        }
    }

    /// What is doubtful about it.
    pub(super) fn diagnostics(&self) -> Vec<Diagnostic> {
        self.doubts
            .iter()
            .map(|(code, role, why)| {
                let mut d = Diagnostic::new(*code, why.clone())
                    .hint(Message::new("compare-row-hint"))
                    .at(regions_of(&self.lines));
                d.field = *role;
                d
            })
            .collect()
    }

    pub(super) fn label(&self) -> Option<Label> {
        parse_label(&self.number)
    }
}

/// One cell of text, wider than a single column's content, alone in its row (a label may stand before it).
fn spanning(printed: &[&LogicalCell], columns: &Columns) -> bool {
    let wide = |c: &LogicalCell| {
        let covered = columns.list.iter().filter(|k| k.start >= c.col && k.end <= c.col + c.col_span).count();
        covered >= 3 || c.col_span * 2 > columns.grid || (covered >= 2 && c.col + c.col_span >= columns.grid)
    };
    match printed {
        [one] => wide(one),
        [label, title] => parse_label(&label.text()).is_some() && wide(title) && !label.merged,
        _ => false,
    }
}

/// The cells of a row by role. A cell over several columns gives its text to lead and partner, else to the first column.
fn fields(row: &LogicalRow, columns: &Columns) -> (Vec<RowField>, String) {
    let mut out: Vec<RowField> = Vec::new();
    for column in &columns.list {
        let cells: Vec<&LogicalCell> = row
            .cells
            .iter()
            .filter(|c| c.col < column.end && c.col + c.col_span > column.start && !c.is_empty())
            .collect();
        let starts_here = |c: &&LogicalCell| c.col >= column.start;
        let people = matches!(column.column.role, Role::Lead | Role::Partner);
        let own: Vec<&LogicalCell> = cells.iter().copied().filter(|c| starts_here(c) || people).collect();
        out.push(RowField {
            role: column.column.role,
            header: column.column.header.clone(),
            lines: own.iter().flat_map(|c| c.lines.clone()).collect(),
            inherited: own.iter().any(|c| c.inherited),
            shared: !own.is_empty() && own.iter().all(|c| !starts_here(c)),
        });
    }
    let detail = second_number(&mut out);
    (out, detail)
}

/// Two number columns: the first is the number where both are filled; where one is, that one. Gives the text of the other.
fn second_number(fields: &mut [RowField]) -> String {
    let numbers: Vec<usize> = (0..fields.len()).filter(|i| fields[*i].role == Role::Number).collect();
    let filled = |f: &RowField| f.lines.iter().any(|l| !l.text.trim().is_empty());
    let keep = numbers.iter().copied().find(|i| filled(&fields[*i])).or_else(|| numbers.first().copied());
    let mut detail = String::new();
    for i in numbers.into_iter().filter(|i| Some(*i) != keep) {
        fields[i].role = Role::Other;
        detail.push_str(&join_lines(&fields[i].lines));
    }
    detail
}

fn doubts(row: &LogicalRow, columns: &Columns) -> Vec<(Code, Option<Role>, Message)> {
    let mut out: Vec<_> = row.doubts.iter().map(|d| (Code::RowJoinGuessed, None, d.clone())).collect();
    for cell in &row.cells {
        if let Some(doubt) = &cell.doubt {
            let role = columns.list.iter().find(|k| k.start <= cell.col && cell.col < k.end).map(|k| k.column.role);
            let code = if cell.merged { Code::InheritedGuessed } else { Code::CellGuessed };
            out.push((code, role, doubt.clone()));
        }
    }
    out
}
