//! Whole tables → rows with meaning.

use crate::model::{Diagnostics, Interpreted, Stitched};

/// Reads meaning into the tables.
#[must_use]
pub fn interpret(_stitched: Stitched, _diagnostics: &mut Diagnostics) -> Interpreted {
    Interpreted::default()
}
