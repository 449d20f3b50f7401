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
    /// CSV: begin with the names of the columns. Off for all but the first of several documents in one file.
    pub header: bool,
    /// CSV: the language of that line. English is what programs know the columns by.
    pub headers: Language,
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self { bom: false, delimiter: b',', header: true, headers: Language::En }
    }
}

/// Writes a plan.
///
/// # Errors
/// [`crate::ErrorKind::Write`] with the system's words, when the output cannot be written.
pub fn write(plan: &Plan, format: Format, options: &WriteOptions, out: &mut dyn Write) -> Result<()> {
    match format {
        Format::Json => json::package(plan, out),
        Format::Jsonl => json::lines(plan, out),
        Format::Csv => csv::rows(plan, options, out),
    }
}
