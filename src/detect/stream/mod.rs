//! Tables by white space.
//!
//! In: what is left of the pages beside tables ruled all through, printed ones or laid-out text. Out: tables, a part a page, and the lines outside of them; every
//! glyph in exactly one of them. The idea: the header names the columns; what stands alone tells where they are, and the best
//! reading of every line and the best cutting into rows follow from that. Not sure is said: a doubt on the cell.

mod again;
mod body;
mod build;
mod columns;
mod cuts;
mod doubt;
mod gaps;
mod header;
mod merge;
mod region;
mod rows;
mod ruled;
mod span;
mod split;
mod table;
mod tail;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::fill;
use super::plain::Laid;
use super::sheet::{self, Line, Sheet};
use super::words::{self, Gaps};
use crate::model::{Block, Glyph, LineKind, Page, Rect, TextLine};
use doubt::Doubt;
use merge::Merge;
use region::Part;
use rows::Row;
use table::Read;

/// What is left of a page beside its ruled tables.
pub(super) struct Rest<'a> {
    page: Cow<'a, Page>,
    /// Where the ruled tables begin, in points from the top.
    ruled: Vec<f32>,
}

impl<'a> Rest<'a> {
    /// A page without what stands in the tables that are `whole`.
    pub(super) fn new(page: &'a Page, laid: &Laid, whole: &[bool]) -> Self {
        let ruled: Vec<f32> = laid.among(whole).map(|t| t.bbox.y0).collect();
        if ruled.is_empty() {
            return Self { page: Cow::Borrowed(page), ruled };
        }
        let free = |place: &Option<(usize, usize)>| place.is_none_or(|(table, _)| !whole[table]);
        let outside = |b: &Rect| !laid.among(whole).any(|t| t.bbox.contains(b.center_x(), b.center_y()));
        let rest = Page {
            glyphs: page.glyphs.iter().zip(&laid.places).filter(|(_, p)| free(p)).map(|(g, _)| g.clone()).collect(),
            rulings: page.rulings.iter().filter(|r| outside(&r.bbox)).cloned().collect(),
            fonts: page.fonts.clone(),
            ..Page { number: page.number, width: page.width, height: page.height, ..Page::default() }
        };
        Self { page: Cow::Owned(rest), ruled }
    }
}

/// Finds the tables of some pages: the blocks of each.
pub(super) fn stream(pages: &[Rest]) -> Vec<Vec<Block>> {
    let size = sheet::common_size(pages.iter().map(|p| &*p.page));
    let sheets: Vec<Sheet> = pages.iter().map(|p| Sheet::beside(&p.page, &p.ruled, size)).collect();
    let mut found: Vec<Vec<Found>> = pages.iter().map(|_| Vec::new()).collect();
    for parts in region::find(&sheets) {
        let Some((roles, mut read)) = table::read(&sheets, &parts) else { continue };
        end(&mut read);
        let doubts = doubt::doubts(&read, &roles);
        for ((part, read), doubts) in parts.into_iter().zip(read).zip(doubts) {
            let merges = merge::merges(&read, &roles);
            let doubts = doubt::settled(doubts, &merges);
            found[part.sheet].push(Found { part, read, merges, doubts });
        }
    }
    sheets.iter().zip(&found).map(|(sheet, found)| blocks(sheet, found)).collect()
}

/// The first header inside a box of a page: its known columns and all of them.
pub(super) fn header_within(page: &Page, bbox: &Rect) -> Option<(usize, usize)> {
    let sheet = Sheet::new(page);
    let inside = |l: &Line| (bbox.y0..=bbox.y1).contains(&(l.y * sheet.leading));
    let from = sheet.lines.iter().position(inside)?;
    let end = sheet.lines.iter().rposition(inside)? + 1;
    header::find(&sheet.lines, from, end).map(|h| (h.known(), h.leaves.len()))
}

/// A table part with its rows.
struct Found {
    part: Part,
    read: Read,
    merges: Vec<Merge>,
    doubts: Vec<Doubt>,
}

/// Titles at the end of a table have nothing below them: they stand behind it.
fn end(read: &mut [Read]) {
    for part in read.iter_mut().rev() {
        while part.rows.last().is_some_and(|r: &Row| r.spans) {
            part.rows.pop();
        }
        if !part.rows.is_empty() {
            break;
        }
    }
}

/// The blocks of a page, top to bottom.
fn blocks(sheet: &Sheet, found: &[Found]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for f in found {
        let Some(table) = build::table(sheet, f) else { continue };
        out.push(Block::Table(table));
        taken.extend(f.part.header.iter().flat_map(|h| h.from..h.to));
        taken.extend(f.part.numbers);
        taken.extend(f.read.rows.iter().flat_map(|r| &f.read.body[r.from..r.to]).map(|l| l.at));
        for (lines, kind) in [(&f.part.notes, LineKind::Footnote), (&f.part.marks, LineKind::Watermark)] {
            taken.extend(lines);
            out.extend(special(sheet, lines, kind).into_iter().map(Block::Line));
        }
    }
    let rest: Vec<&Glyph> = (0..sheet.lines.len())
        .filter(|i| !taken.contains(i))
        .flat_map(|i| build::glyphs(sheet, &[(i, 0, sheet.lines[i].words.len())]))
        .collect();
    out.extend(fill::upright_outside(sheet.page, &rest).into_iter().map(Block::Line));
    let slanted: Vec<&Glyph> = sheet.page.glyphs.iter().filter(|g| g.angle != 0).collect();
    let turned = words::turned(sheet.page, &slanted);
    out.extend(turned.into_iter().map(|l| Block::Line(TextLine { kind: LineKind::Watermark, ..l })));
    out.sort_by(|a, b| super::top(a).total_cmp(&super::top(b)));
    out
}

/// Lines of a kind of their own.
fn special(sheet: &Sheet, lines: &[usize], kind: LineKind) -> Vec<TextLine> {
    let pieces: Vec<_> = lines.iter().map(|i| (*i, 0, sheet.lines[*i].words.len())).collect();
    let glyphs = build::glyphs(sheet, &pieces);
    let made = words::lines(sheet.page, &glyphs, Gaps::of(sheet.page), None);
    made.into_iter().map(|l| TextLine { kind, ..l }).collect()
}
