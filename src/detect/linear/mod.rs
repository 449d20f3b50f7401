//! Flattened text → table cells.
//!
//! In: the lines of a dump in which one cell line follows another. Out: tables, and the lines outside of them. The idea: the
//! header names the columns, the numbers that count on (`anchors`) part the rows, and inside a row the best segmentation of
//! its pieces into the columns is found (`segment`), scored by what cells look like (`score`). What the first pass learns of
//! the table itself (column widths, how often cells are empty, where blank lines stand) sharpens the next.

mod anchors;
mod atoms;
mod codes;
mod context;
mod draft;
mod group;
mod header;
mod learn;
mod lines;
mod merged;
mod metrics;
mod notes;
mod pairs;
mod rest;
mod score;
mod segment;
mod suspect;
mod table;
mod titles;
mod watermark;
mod words;
mod woven;

use std::ops::Range;

use crate::lexicon::{is_appendix_label, is_attached_to, is_page_number, is_signature_start};
use crate::model::{Block, Diagnostics, LineKind, Message, SourceLine, TextLine};
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
    let least = if tables.is_empty() { Some(f32::NEG_INFINITY) } else { lost };
    if let Some(least) = least
        && let Some(blocks) = woven::woven(&lines, least)
    {
        if tables.is_empty() {
            table::say_lost(diagnostics, Message::new("order-lost-no-table"));
        }
        return blocks;
    }
    let mut out = Vec::new();
    let mut next = 0;
    for (part, read) in parts.into_iter().zip(tables) {
        out.extend(lines[next..part.header.lines.start].iter().map(|l| Block::Line(l.whole())));
        out.extend(read.table.map(Block::Table));
        let notes = part.notes.iter().map(|i| (*i, LineKind::Footnote));
        let watermarks = part.watermarks.iter().map(|i| (*i, LineKind::Watermark));
        for (i, kind) in part.furniture.iter().copied().chain(notes).chain(watermarks) {
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
    /// The letters of a watermark at the foot of its pages.
    watermarks: Vec<usize>,
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
        } else if let Some(header) = header::find(lines, at).filter(|h| begins_table(lines, h, at, out.last())) {
            let start = heading_start(lines, at, out.last());
            if let Some(part) = out.last_mut() {
                part.body.retain(|(i, _)| *i < start);
                part.end = part.end.min(start);
            }
            at = header.lines.end;
            out.push(Part {
                header,
                body: Vec::new(),
                furniture: Vec::new(),
                notes: Vec::new(),
                watermarks: Vec::new(),
                end: at,
            });
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
    watermark::take(lines, &mut out);
    out.iter_mut().for_each(|part| take_notes(lines, part));
    out
}

/// Whether what looks like a header is one: inside a table, cells hold the words of headers too. Where it holds the whole
/// header of the table before, the lines above that are a cell's; without a number column and a heading of its own it is
/// rather a cell's text.
fn begins_table(lines: &[Line], header: &Header, at: usize, before: Option<&Part>) -> bool {
    let Some(part) = before else { return true };
    let repeats = header.lines.clone().any(|i| part.header.repeated(lines, i).is_some());
    !repeats && (header.numbered() || !part.header.numbered() || heading_before(lines, at, before))
}

/// A line of the body, or a page number at a page's edge.
fn take(lines: &[Line], part: &mut Part, at: usize) {
    let turned = at > 0 && lines[at].page != lines[at - 1].page;
    let last_on_page = lines.get(at + 1).is_none_or(|l| l.page != lines[at].page) && lines[at].page > 0;
    // A figure at a page's edge that is neither the page's number nor the one after the last may be a row's.
    let last = part.furniture.iter().rev().find(|f| f.1 == LineKind::PageNumber).and_then(|f| figure(lines[f.0].text));
    let own = figure(lines[at].text);
    let counts_on = lines[at].page == 0 || own == Some(lines[at].page) || own.is_some() && own == last.map(|n| n + 1);
    if (turned || last_on_page) && is_number(lines[at].text) && (counts_on || last.is_none()) {
        part.furniture.push((at, LineKind::PageNumber));
    } else {
        let after_number = at > 1 && lines[at].page != lines[at - 2].page && is_number(lines[at - 1].text);
        let breaks = turned || lines[at].wide || after_number || part.body.is_empty() && !part.furniture.is_empty();
        part.body.push((at, breaks));
    }
    part.end = at + 1;
}

/// The first figure of a page number.
fn figure(text: &str) -> Option<u32> {
    text.split(|c: char| !c.is_ascii_digit()).find(|t| !t.is_empty())?.parse().ok()
}

/// A page number. Four figures alone are a year, the time in the last cell of a page.
fn is_number(text: &str) -> bool {
    is_page_number(text) && !(text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()))
}

/// A repeated header: furniture, and a page number before it too.
fn repeat(lines: &[Line], part: &mut Part, again: Range<usize>) {
    if let Some((last, _)) = part.body.last().copied()
        && last + 1 == again.start
        && is_number(lines[last].text)
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
    take_page_numbers(lines, part);
    // The number of the last page has nothing behind it.
    if let Some((last, _)) = part.body.last().copied()
        && is_number(lines[last].text)
        && (!part.furniture.is_empty() || counts_on(lines, last))
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
}

/// Whether a figure at the very end counts on from one at the end of an earlier page.
fn counts_on(lines: &[Line], last: usize) -> bool {
    let number = |l: &Line| l.text.parse::<u32>().ok();
    let ends_page = |i: usize| lines[i + 1].wide || lines[i + 1].page != lines[i].page;
    let before = number(&lines[last]).and_then(|n| n.checked_sub(1)).filter(|n| *n > 0);
    last + 1 == lines.len() && (0..last).any(|i| ends_page(i) && before.is_some() && number(&lines[i]) == before)
}

/// Sets figures apart that stand alone before the gaps between pages and count on from one to the next.
fn take_page_numbers(lines: &[Line], part: &mut Part) {
    let number = |i: usize| lines[i].text.parse::<u32>().ok().filter(|_| lines[i].blank);
    let at_foot = |n: &usize| part.body[*n + 1].1 && lines[part.body[*n + 1].0].wide;
    let feet: Vec<(usize, u32)> = (0..part.body.len().saturating_sub(1))
        .filter(at_foot)
        .filter_map(|n| number(part.body[n].0).map(|value| (part.body[n].0, value)))
        .collect();
    if feet.len() < 2 || feet.windows(2).any(|w| w[1].1 != w[0].1 + 1) {
        return;
    }
    part.body.retain(|(i, _)| feet.iter().all(|f| f.0 != *i));
    part.furniture.extend(feet.iter().map(|f| (f.0, LineKind::PageNumber)));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_at_the_foot_of_a_page_is_no_page_number() {
        assert!(is_number("12") && is_number("Trang 3") && !is_number("2025"));
    }
}
