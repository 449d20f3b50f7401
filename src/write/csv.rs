//! CSV after RFC 4180: UTF-8, CRLF, quoted where it must be.

use std::io::Write;

use super::WriteOptions;
use super::columns::{COLUMNS, FlatRow};
use crate::error::{ErrorKind, Result};
use crate::model::Plan;

/// What Excel knows UTF-8 by.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Writes the flat rows.
pub(super) fn rows(plan: &Plan, options: &WriteOptions, out: &mut dyn Write) -> Result<()> {
    let mut csv = csv::WriterBuilder::new()
        .delimiter(options.delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let failed = |e: csv::Error| ErrorKind::Write(e.to_string());
    if options.header {
        csv.write_record(COLUMNS.iter().map(|c| c.header(options.headers))).map_err(failed)?;
    }
    for row in FlatRow::all(plan) {
        csv.write_record(COLUMNS.iter().map(|c| (c.value)(&row))).map_err(failed)?;
    }
    let text = csv.into_inner().map_err(|e| ErrorKind::Write(e.to_string()))?;
    if options.bom && options.header {
        out.write_all(BOM)?;
    }
    Ok(out.write_all(&text)?)
}
