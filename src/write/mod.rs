//! Plan → bytes.
//!
//! In: a [`Plan`]. Out: JSON, JSON Lines, CSV, a workbook or a calendar, and the JSON Schemas of both shapes. The same plan gives the same bytes on
//! every machine. A new output is one file here; whatever is shaped like a table takes its columns from [`columns`].

pub mod columns;
mod csv;
pub mod draw;
pub mod dump;
mod ics;
mod json;
mod schema;
mod visible;
mod xlsx;

use std::io::Write;

use crate::error::Result;
use crate::lang::Language;
use crate::model::Plan;

pub use schema::{plan_schema, rows_schema};

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON package a document, for people's eyes indented.
    Json,
    /// One item a line, each with its document and appendix.
    Jsonl,
    /// The flat rows as RFC 4180 CSV.
    Csv,
    /// A workbook for an office: a sheet a table, its notes and its sources.
    Xlsx,
    /// iCalendar: a to-do for each task with a day or a rule.
    Ics,
}

impl Format {
    /// All formats, by the names they have on the command line.
    pub const ALL: [Self; 5] = [Self::Json, Self::Jsonl, Self::Csv, Self::Xlsx, Self::Ics];

    /// The name, also the ending of a file in this format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Ics => "ics",
        }
    }

    /// The language of the headers where none is asked for: what people open speaks to the offices that the plans are of.
    #[must_use]
    pub fn headers(self) -> Language {
        match self {
            Self::Json | Self::Jsonl | Self::Csv => Language::En,
            Self::Xlsx | Self::Ics => Language::Vi,
        }
    }
}

/// How the tables of a workbook are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// As on the paper, with section rows, and columns for the office to fill in.
    #[default]
    Rows,
    /// The 25 columns in which offices report how far their tasks are.
    Report,
}

/// How to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteOptions {
    /// CSV: begin with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// CSV: what parts the fields. Excel with Vietnamese settings wants `;`.
    pub delimiter: u8,
    /// CSV: an apostrophe before what a spreadsheet would compute. It changes the data: for people's eyes only.
    pub guard: bool,
    /// The language of the line that names the columns, and of all else that a workbook or calendar says beside the paper.
    /// English is what programs know the columns by.
    pub headers: Language,
    /// XLSX: how the tables are laid out.
    pub layout: Layout,
}

impl WriteOptions {
    /// As Excel with Vietnamese settings opens it by a double click: byte order mark, `;`, guarded against formulas.
    pub const EXCEL: Self =
        Self { bom: true, delimiter: b';', guard: true, headers: Language::En, layout: Layout::Rows };
}

impl Default for WriteOptions {
    /// As programs read it: RFC 4180, the data as it is.
    fn default() -> Self {
        Self { bom: false, delimiter: b',', guard: false, headers: Language::En, layout: Layout::Rows }
    }
}

/// Writes one document after another into one output of a format.
pub struct Writer<W: Write>(Shape<W>);

/// What each format keeps while it writes.
enum Shape<W: Write> {
    Json(W),
    Jsonl(W),
    Csv(csv::Rows<W>),
    Xlsx(xlsx::Book<W>),
    Ics(ics::Calendar<W>),
}

impl<W: Write> Writer<W> {
    /// Begins an output.
    pub fn new(format: Format, options: &WriteOptions, out: W) -> Self {
        Self(match format {
            Format::Json => Shape::Json(out),
            Format::Jsonl => Shape::Jsonl(out),
            Format::Csv => Shape::Csv(csv::Rows::new(*options, out)),
            Format::Xlsx => Shape::Xlsx(xlsx::Book::new(*options, out)),
            Format::Ics => Shape::Ics(ics::Calendar::new(*options, out)),
        })
    }

    /// Adds a document. JSON holds one: whoever adds more has them follow one another.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Write`] with the system's words, when the output cannot be written.
    pub fn add(&mut self, plan: &Plan) -> Result<()> {
        match &mut self.0 {
            Shape::Json(out) => json::package(plan, out),
            Shape::Jsonl(out) => json::lines(plan, out),
            Shape::Csv(rows) => rows.add(plan),
            Shape::Xlsx(book) => book.add(plan),
            Shape::Ics(calendar) => calendar.add(plan),
        }
    }

    /// Ends the output and gives back what it was written to.
    ///
    /// # Errors
    /// As [`Writer::add`].
    pub fn finish(self) -> Result<W> {
        match self.0 {
            Shape::Json(out) | Shape::Jsonl(out) => Ok(out),
            Shape::Csv(rows) => rows.finish(),
            Shape::Xlsx(book) => book.finish(),
            Shape::Ics(calendar) => calendar.finish(),
        }
    }
}

/// The bytes of one document.
///
/// # Errors
/// As [`Writer::add`].
pub fn write(plan: &Plan, format: Format, options: &WriteOptions) -> Result<Vec<u8>> {
    let mut writer = Writer::new(format, options, Vec::new());
    writer.add(plan)?;
    writer.finish()
}
