//! Bytes → [`Document`].
//!
//! In: the bytes of a file. Out: glyphs and rulings on pages, lines, or cells. Looks at the content (never at a file
//! name) to tell what it is. The only stage that knows file formats.

mod legacy;
mod limits;
mod pdf;
mod sniff;
mod text;

use crate::error::{ErrorKind, Result};
use crate::model::Document;

pub use legacy::Legacy;
pub use limits::Limits;

/// What the input is, where the caller says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputKind {
    /// PDF.
    Pdf,
    /// Plain text of any of the three kinds.
    Text,
}

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// What the input is; `None`: look.
    pub kind: Option<InputKind>,
    /// User or owner password of an encrypted PDF.
    pub password: Option<String>,
    /// The code of text input that is no Unicode; `None`: never guessed. A PDF's fonts tell theirs.
    pub legacy: Option<Legacy>,
    /// How much of a file is taken in.
    pub limits: Limits,
}

/// Reads a document.
///
/// # Errors
/// Refuses, each with its own [`crate::ErrorKind`]: no bytes, an unknown format, an unknown text encoding, an encrypted or
/// damaged file, one beyond the limits, a file without a text layer, a blank one.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Document> {
    if bytes.is_empty() {
        return Err(ErrorKind::Empty.into());
    }
    match options.kind {
        Some(InputKind::Text) => text::read(bytes, options.legacy),
        Some(InputKind::Pdf) => pdf::read(bytes, options),
        None if sniff::pdf_header(bytes).is_some() => pdf::read(bytes, options),
        None => match sniff::other_kind(bytes) {
            Some(what) => Err(ErrorKind::UnknownFormat(what).into()),
            None => text::read(bytes, options.legacy),
        },
    }
}
