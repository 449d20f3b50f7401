//! Plain text → cells, pages on a character grid, or lines.

use crate::error::{ErrorKind, Result};
use crate::model::Document;

pub(super) fn read(_bytes: &[u8]) -> Result<Document> {
    Err(ErrorKind::Empty.into())
}
