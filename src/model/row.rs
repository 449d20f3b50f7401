//! Rows that know what their columns mean; values not yet normalised.

use super::{Column, Diagnostic, Letterhead, Role, TextLine};

/// All that `interpret` finds in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interpreted {
    /// The task tables, in reading order.
    pub tables: Vec<InterpretedTable>,
    /// Head and foot of the paper itself.
    pub letterhead: Letterhead,
    /// Lines that belong to no appendix: letterhead, prose, signature block, other tables.
    pub outside: Vec<TextLine>,
    /// Page numbers, running heads, repeated headers.
    pub furniture: Vec<TextLine>,
}

/// The lines above a table that name it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading {
    /// `Phụ lục I`.
    pub label: Vec<TextLine>,
    /// `BẢNG PHÂN CÔNG …`.
    pub title: Vec<TextLine>,
    /// `(Kèm theo Kế hoạch số …)`.
    pub attached_to: Vec<TextLine>,
    /// The heading the table stands under, where there is no appendix title.
    pub heading: Vec<TextLine>,
}

/// One task table: heading, columns, rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InterpretedTable {
    /// The lines above it that name it.
    pub heading: Heading,
    /// Its columns, in printed order.
    pub columns: Vec<Column>,
    /// The lines of the header cells.
    pub header_lines: Vec<TextLine>,
    /// Sections and items, in printed order.
    pub rows: Vec<PlanRow>,
    /// Footnotes at the foot of its pages.
    pub footnotes: Vec<TextLine>,
    /// What is to be said of the table as a whole.
    pub diagnostics: Vec<Diagnostic>,
}

/// A row with its meaning.
#[derive(Clone, Debug, PartialEq)]
pub enum PlanRow {
    /// A row that names a group of rows.
    Section(SectionRow),
    /// A row that holds a task.
    Item(ItemRow),
}

/// A section row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SectionRow {
    /// Labels from the outermost section to this one.
    pub path: Vec<String>,
    /// Its own printed label without trailing dot, bracket, colon or dash; `None` where it has none.
    pub label: Option<String>,
    /// Its text without label and printed count.
    pub title: String,
    /// `(06 nhiệm vụ)` → 6.
    pub declared_count: Option<u32>,
    /// Items found under it, parts of items not counted.
    pub found_count: u32,
    /// All its lines.
    pub lines: Vec<TextLine>,
    /// What is to be said of it.
    pub diagnostics: Vec<Diagnostic>,
}

/// A task row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemRow {
    /// Labels of the sections (and parent items) above it, outermost first.
    pub section: Vec<String>,
    /// Index (within the table's rows) of the item it is a part of.
    pub parent: Option<usize>,
    /// Its cells by meaning, in column order. Roles number, task, lead, partner, deadline stand at most once; every other
    /// column keeps its printed header.
    pub fields: Vec<RowField>,
    /// What is to be said of it.
    pub diagnostics: Vec<Diagnostic>,
}

/// One cell of a task row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowField {
    /// Meaning of its column.
    pub role: Role,
    /// Printed header of its column, on one line.
    pub header: String,
    /// Its lines.
    pub lines: Vec<TextLine>,
    /// The value stands in a cell over several rows and is repeated here.
    pub inherited: bool,
    /// The same printed cell already stands in another field of this row (a cell merged over lead and partner): the audit
    /// counts it once.
    pub shared: bool,
}

impl ItemRow {
    /// The field of a role.
    #[must_use]
    pub fn field(&self, role: Role) -> Option<&RowField> {
        self.fields.iter().find(|f| f.role == role)
    }
}
