//! Pages or lines → blocks.
//!
//! In: a [`Document`]. Out: tables (a table part a page) and lines outside of them, in reading order. Every glyph ends in
//! exactly one block.

mod linear;
mod stream;

use crate::model::{Block, Content, Diagnostics, Document};

/// Finds the tables of a document.
#[must_use]
pub fn detect(document: &Document, diagnostics: &mut Diagnostics) -> Vec<Block> {
    match &document.content {
        Content::Pages(pages) => stream::stream(pages, diagnostics),
        Content::Lines(lines) => linear::linear(lines, diagnostics),
        Content::Blocks(blocks) => blocks.clone(),
    }
}
