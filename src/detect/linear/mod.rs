//! Flattened text → table cells.
//!
//! In: the lines of a dump in which one cell line follows another. Out: tables, and the lines outside of them. The idea: the
//! header names the columns, the numbers that count on (`anchors`) part the rows, and inside a row the best segmentation of
//! its pieces into the columns is found (`segment`), scored by what cells look like (`score`). What the first pass learns of
//! the table itself (column widths, how often cells are empty, where blank lines stand) sharpens the next.

mod anchors;
mod atoms;
mod draft;
mod header;
mod learn;
mod lines;
mod metrics;
mod notes;
mod score;
mod segment;
mod table;
mod woven;

use std::ops::Range;

use crate::lexicon::{is_appendix_label, is_attached_to, is_page_number, is_signature_start};
use crate::model::{Block, Diagnostics, LineKind, SourceLine, TextLine};
use header::Header;
use lines::Line;

/// Between the label of an appendix and the header of its table stand at most so many lines.
const HEADING_LINES: usize = 12;

/// Finds the tables of a flattened text.
pub(super) fn linear(source: &[SourceLine], diagnostics: &mut Diagnostics) -> Vec<Block> {
    let lines = lines::printed(source);
    let parts = parts(&lines);
    let mut tables: Vec<table::Read> = parts.iter().map(|p| table::read_table(&lines, p)).collect();
    let lost = table::judge(&mut tables, diagnostics);
    if (lost || tables.is_empty())
        && let Some(blocks) = woven::woven(&lines)
    {
        if !lost {
            table::say_lost(diagnostics, "no table reads like one in the order of the text".to_owned());
        }
        return blocks;
    }
    let mut out = Vec::new();
    let mut next = 0;
    for (part, read) in parts.into_iter().zip(tables) {
        out.extend(lines[next..part.header.lines.start].iter().map(|l| Block::Line(l.whole())));
        out.extend(read.table.map(Block::Table));
        let notes = part.notes.iter().map(|i| (*i, LineKind::Footnote));
        for (i, kind) in part.furniture.iter().copied().chain(notes) {
            out.push(Block::Line(TextLine { kind, ..lines[i].whole() }));
        }
        next = part.end;
    }
    out.extend(lines[next..].iter().map(|l| Block::Line(l.whole())));
    out
}

/// A table: its header, its body lines, and what stands among them and is no part of it.
struct Part {
    header: Header,
    /// Lines of the body; `true`: a page break stands before it.
    body: Vec<(usize, bool)>,
    /// Repeated headers and page numbers.
    furniture: Vec<(usize, LineKind)>,
    /// Footnotes at the foot of its pages.
    notes: Vec<usize>,
    /// One past its last line.
    end: usize,
}

/// The tables of a text, in order.
fn parts(lines: &[Line]) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if let Some(again) = out.last().and_then(|p| p.header.repeated(lines, at))
            && !heading_before(lines, at, out.last())
        {
            at = again.end;
            if let Some(part) = out.last_mut() {
                repeat(lines, part, again);
            }
        } else if let Some(header) = header::find(lines, at).filter(|h| !holds_repetition(lines, h, out.last())) {
            let start = heading_start(lines, at, out.last());
            if let Some(part) = out.last_mut() {
                part.body.retain(|(i, _)| *i < start);
                part.end = part.end.min(start);
            }
            at = header.lines.end;
            out.push(Part { header, body: Vec::new(), furniture: Vec::new(), notes: Vec::new(), end: at });
        } else {
            if let Some(part) = out.last_mut() {
                take(lines, part, at);
            }
            at += 1;
        }
    }
    for part in &mut out {
        close(lines, part);
    }
    out
}

/// Whether what looks like a new header holds the whole one of the table before: then the lines above it are a cell's.
fn holds_repetition(lines: &[Line], header: &Header, before: Option<&Part>) -> bool {
    before.is_some_and(|p| header.lines.clone().any(|at| p.header.repeated(lines, at).is_some()))
}

/// A line of the body, or a page number at a page's edge.
fn take(lines: &[Line], part: &mut Part, at: usize) {
    let turned = at > 0 && lines[at].page != lines[at - 1].page;
    let last_on_page = lines.get(at + 1).is_none_or(|l| l.page != lines[at].page) && lines[at].page > 0;
    if (turned || last_on_page) && is_page_number(lines[at].text) {
        part.furniture.push((at, LineKind::PageNumber));
    } else {
        let after_number = at > 1 && lines[at].page != lines[at - 2].page && is_page_number(lines[at - 1].text);
        let breaks = turned || lines[at].wide || after_number || part.body.is_empty() && !part.furniture.is_empty();
        part.body.push((at, breaks));
    }
    part.end = at + 1;
}

/// A repeated header: furniture, and a page number before it too.
fn repeat(lines: &[Line], part: &mut Part, again: Range<usize>) {
    if let Some((last, _)) = part.body.last().copied()
        && last + 1 == again.start
        && is_page_number(lines[last].text)
    {
        part.body.pop();
        part.furniture.push((last, LineKind::PageNumber));
    }
    part.furniture.extend(again.clone().map(|i| (i, LineKind::Furniture)));
    part.end = again.end;
}

/// Where the heading of a table begins that stands at `header`: at the label of its appendix, where one is near.
fn heading_start(lines: &[Line], header: usize, before: Option<&Part>) -> usize {
    let from = before.map_or(0, |p| p.header.lines.end).max(header.saturating_sub(HEADING_LINES));
    let label = (from..header).find(|i| is_appendix_label(lines[*i].text).is_some());
    let bracket = || (from..header).find(|i| is_attached_to(lines[*i].text));
    label.or_else(bracket).unwrap_or(header)
}

fn heading_before(lines: &[Line], header: usize, before: Option<&Part>) -> bool {
    heading_start(lines, header, before) < header
}

/// The body ends where the foot of the paper begins.
fn close(lines: &[Line], part: &mut Part) {
    if let Some(cut) = part.body.iter().position(|(i, _)| is_signature_start(lines[*i].text)) {
        part.end = part.body[cut].0;
        part.body.truncate(cut);
    }
    // The number of the last page has nothing behind it.
    if let Some((last, _)) = part.body.last().copied()
        && !part.furniture.is_empty()
        && is_page_number(lines[last].text)
        && lines[last].text.chars().count() <= 4
        && lines[last].blank
    {
        part.body.pop();
        part.furniture.push((last, LineKind::PageNumber));
    }
    // A page break shows at the first body line behind a repeated header or a page number.
    for n in 1..part.body.len() {
        let (before, here) = (part.body[n - 1].0, part.body[n].0);
        part.body[n].1 |= here > before + 1;
    }
    // What stands behind the end is written with the lines behind the table.
    part.furniture.retain(|(i, _)| *i < part.end);
    take_notes(lines, part);
}

/// Sets the footnotes of each page apart.
fn take_notes(lines: &[Line], part: &mut Part) {
    let mut next = 1;
    let mut body = Vec::new();
    for page in part.body.chunk_by(|_, b| !b.1) {
        let printed: Vec<&Line> = page.iter().map(|(i, _)| &lines[*i]).collect();
        let kept = page.len() - notes::at_foot(&printed, next);
        next += notes::count(&printed[kept..], next);
        body.extend(&page[..kept]);
        part.notes.extend(page[kept..].iter().map(|(i, _)| *i));
    }
    part.body = body;
}
