//! PDF → pages of glyphs and rulings.

use crate::error::{ErrorKind, Result};
use crate::model::Document;

pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

pub(super) fn read(_bytes: &[u8], _password: Option<&str>) -> Result<Document> {
    Err(ErrorKind::Empty.into())
}
