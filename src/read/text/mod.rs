//! Plain text → cells, pages on a character grid, or lines.
//!
//! In: the bytes of a text file. Out: the shape the text already has. Three kinds are told apart by looking: cells set
//! apart by tabs or bars, columns laid out by runs of spaces, or one cell line after another. Legacy codes
//! are converted where the caller names one, and never guessed: other bytes that are no Unicode are refused by name.

mod bars;
mod decode;
mod grid;
mod lines;
mod table;
mod tabs;

use super::legacy::{self, Legacy};
use crate::error::{ErrorKind, Result};
use crate::model::{Block, Content, Document, MediaType, SourceLine, TextLayer, TextLine};
use lines::RawLine;

pub(super) fn read(bytes: &[u8], asked: Option<Legacy>) -> Result<Document> {
    if bytes.is_empty() {
        return Err(ErrorKind::Empty.into());
    }
    // Before anything drops soft hyphens: U+00AD is a letter in TCVN3.
    let (text, diagnostics) = legacy::text(decode::decode(bytes, asked.is_some())?, asked);
    let lines = lines::split(&text);
    if lines.iter().all(|l| l.text.trim().is_empty()) {
        return Err(ErrorKind::Blank.into());
    }
    let page_count = lines.last().map_or(0, |l| l.page);
    Ok(Document {
        media_type: MediaType::Text,
        text_layer: TextLayer::Native,
        page_count,
        content: content(&lines),
        diagnostics,
        ignored: 0,
    })
}

fn content(lines: &[RawLine]) -> Content {
    let mut found = bars::find(lines);
    if found.is_empty() {
        found = tabs::find(lines);
    }
    if !found.is_empty() {
        return Content::Blocks(blocks(lines, found));
    }
    if grid::is_laid_out(lines) {
        return Content::Pages(grid::pages(lines));
    }
    let flat = lines.iter().map(|l| SourceLine { line: l.line, text: l.text.to_owned(), page: l.page });
    Content::Lines(flat.collect())
}

/// The tables in their places among the other lines.
fn blocks(lines: &[RawLine], found: Vec<table::Found>) -> Vec<Block> {
    let mut out = Vec::new();
    let mut next = 0;
    for piece in found {
        out.extend(lines[next..piece.from].iter().filter_map(plain));
        out.push(Block::Table(piece.table));
        next = piece.to;
    }
    out.extend(lines[next..].iter().filter_map(plain));
    out
}

fn plain(line: &RawLine) -> Option<Block> {
    let text = line.text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty())
        .then(|| Block::Line(TextLine { text, page: line.page, line: Some(line.line), ..TextLine::default() }))
}

#[cfg(test)]
mod tests;
