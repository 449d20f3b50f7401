//! Rows → values.

use crate::model::{Appendix, Diagnostics, Interpreted};

/// Cleans the texts and builds the appendices of the output.
#[must_use]
pub fn normalize(_interpreted: &Interpreted, _diagnostics: &mut Diagnostics) -> Vec<Appendix> {
    Vec::new()
}
