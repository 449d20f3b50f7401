//! Plan → bytes.
//!
//! In: a [`Plan`]. Out: JSON, JSON Lines or CSV, and the JSON Schemas of both shapes. The same plan gives the same bytes on
//! every machine. A new output is one file here; whatever is shaped like a table takes its columns from [`columns`].

pub mod columns;
mod csv;
pub mod draw;
pub mod dump;
mod json;
mod schema;

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
}

impl Format {
    /// All formats, by the names they have on the command line.
    pub const ALL: [Self; 3] = [Self::Json, Self::Jsonl, Self::Csv];

    /// The name, also the ending of a file in this format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
        }
    }
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
    /// The language of the line that names the columns. English is what programs know them by.
    pub headers: Language,
}

impl WriteOptions {
    /// As Excel with Vietnamese settings opens it by a double click: byte order mark, `;`, guarded against formulas.
    pub const EXCEL: Self = Self { bom: true, delimiter: b';', guard: true, headers: Language::En };
}

impl Default for WriteOptions {
    /// As programs read it: RFC 4180, the data as it is.
    fn default() -> Self {
        Self { bom: false, delimiter: b',', guard: false, headers: Language::En }
    }
}

/// Writes one document after another into one output of a format.
pub struct Writer<W: Write>(Shape<W>);

/// What each format keeps while it writes.
enum Shape<W: Write> {
    Json(W),
    Jsonl(W),
    Csv(csv::Rows<W>),
}

impl<W: Write> Writer<W> {
    /// Begins an output.
    pub fn new(format: Format, options: &WriteOptions, out: W) -> Self {
        Self(match format {
            Format::Json => Shape::Json(out),
            Format::Jsonl => Shape::Jsonl(out),
            Format::Csv => Shape::Csv(csv::Rows::new(*options, out)),
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
