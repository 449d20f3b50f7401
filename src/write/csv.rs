//! CSV after RFC 4180: UTF-8, CRLF, quoted where it must be. For Excel: a byte order mark, and nothing that it would compute.

use std::io::Write;

use super::WriteOptions;
use super::columns::{COLUMNS, FlatRow};
use crate::error::{ErrorKind, Result};
use crate::model::Plan;

/// What Excel knows UTF-8 by.
const BOM: &[u8] = "\u{feff}".as_bytes();
/// First characters by which a spreadsheet takes a cell for a formula (OWASP, CSV injection), or begins a new one.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The flat rows of documents.
pub(super) struct Rows<W: Write> {
    options: WriteOptions,
    out: W,
    /// Whether the columns are named already.
    begun: bool,
}

impl<W: Write> Rows<W> {
    pub(super) fn new(options: WriteOptions, out: W) -> Self {
        Self { options, out, begun: false }
    }

    pub(super) fn add(&mut self, plan: &Plan) -> Result<()> {
        self.begin()?;
        let rows = FlatRow::all(plan);
        self.put(rows.iter().map(|row| COLUMNS.iter().map(|c| self.cell((c.value)(row))).collect()).collect())
    }

    /// What no document was added to names its columns all the same.
    pub(super) fn finish(mut self) -> Result<W> {
        self.begin()?;
        Ok(self.out)
    }

    fn begin(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        if self.options.bom {
            self.out.write_all(BOM)?;
        }
        self.put(vec![COLUMNS.iter().map(|c| c.header(self.options.headers).to_owned()).collect()])
    }

    fn put(&mut self, records: Vec<Vec<String>>) -> Result<()> {
        let mut csv = csv::WriterBuilder::new()
            .delimiter(self.options.delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(Vec::new());
        records.into_iter().try_for_each(|r| csv.write_record(r)).map_err(|e| ErrorKind::Write(e.to_string()))?;
        let text = csv.into_inner().map_err(|e| ErrorKind::Write(e.to_string()))?;
        Ok(self.out.write_all(&text)?)
    }

    fn cell(&self, text: String) -> String {
        if self.options.guard && text.starts_with(FORMULA) { format!("'{text}") } else { text }
    }
}
