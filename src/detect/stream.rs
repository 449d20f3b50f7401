//! Tables by white space.

use crate::model::{Block, Diagnostics, Page};

pub(super) fn stream(_pages: &[Page], _diagnostics: &mut Diagnostics) -> Vec<Block> {
    Vec::new()
}
