//! Flattened text → table cells.

use crate::model::{Block, Diagnostics, SourceLine};

pub(super) fn linear(_lines: &[SourceLine], _diagnostics: &mut Diagnostics) -> Vec<Block> {
    Vec::new()
}
