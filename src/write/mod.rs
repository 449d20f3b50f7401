//! Plan → bytes.

use std::io::Write;

use crate::error::Result;
use crate::model::Plan;

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON package.
    Json,
    /// The flat rows as RFC 4180 CSV.
    Csv,
}

/// Writes a plan.
///
/// # Errors
/// When the output cannot be written.
pub fn write(_plan: &Plan, _format: Format, _out: &mut dyn Write) -> Result<()> {
    Ok(())
}
