//! Tables of any kind, without a known header.
//!
//! In: the pages of a document in which no table names tasks, and the tables that rulings and tags gave. Out: the same, with what
//! rulings do not show: tables without rulings or with horizontal rules only (`find`), and ruled tables of which only a part
//! is ruled (`refine`). Charts, boxes and frames are no tables. The idea: white space that many lines have in common parts
//! columns, figures make rows. Every cell so found is in doubt: a task row made of it is never silent.

mod columns;
mod find;
mod header;
mod judge;
mod lines;
mod refine;
mod region;
mod rows;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use rayon::prelude::*;

use super::{fill, rulings, top, words};
use crate::lexicon::match_header;
use crate::model::{Block, Glyph, LineKind, Page, Table, TextLine};
use refine::Verdict;

/// Rows from the top of a table among which its header is looked for.
const HEADER_ROWS: usize = 4;
/// So many known column names in a row make a header of tasks.
const KNOWN: usize = 2;

/// A page's blocks, and of each glyph the table and cell that has it.
pub(super) struct Laid {
    pub(super) blocks: Vec<Block>,
    /// Table by its place among the tables of `found`.
    pub(super) places: Vec<Option<(usize, usize)>>,
    pub(super) found: Vec<Table>,
}

impl Laid {
    /// The tables that are marked.
    pub(super) fn among<'l>(&'l self, marked: &'l [bool]) -> impl Iterator<Item = &'l Table> {
        self.found.iter().zip(marked).filter(|(_, marked)| **marked).map(|(t, _)| t)
    }
}

/// Whether some table of a document has a header of tasks: then its other tables are left as they are.
pub(super) fn has_tasks<'t>(mut tables: impl Iterator<Item = &'t Table>) -> bool {
    let known = |t: &Table, row: usize| {
        t.cells.iter().filter(|c| c.row == row && match_header(&c.text()).is_some()).count() >= KNOWN
    };
    tables.any(|t| (0..t.rows.min(HEADER_ROWS)).any(|row| known(t, row)))
}

/// Finds the tables of pages.
pub(super) fn plain(pages: &[Cow<Page>], laid: &mut [Laid]) {
    pages.par_iter().zip(laid).for_each(|(page, laid)| {
        if page.first_line.is_none() {
            one(page, laid);
        }
    });
}

fn one(page: &Page, laid: &mut Laid) {
    let mut held: Vec<Vec<Vec<&Glyph>>> = laid.found.iter().map(|t| vec![Vec::new(); t.cells.len()]).collect();
    let mut free: Vec<&Glyph> = Vec::new();
    for (glyph, place) in page.glyphs.iter().zip(&laid.places) {
        match place {
            Some((table, cell)) => held[*table][*cell].push(glyph),
            None => free.push(glyph),
        }
    }
    let rules = rulings::clean(&page.rulings).horizontal;
    let bare: Vec<&Glyph> = free.iter().filter(|g| g.angle == 0).copied().collect();
    let bare = lines::lines(page, &bare);
    let mut changed = false;
    let mut tables: Vec<Table> = Vec::new();
    for (table, glyphs) in laid.found.iter().zip(held) {
        match refine::refine(page, table, &glyphs, &rules) {
            Verdict::Keep if !refine::is_head(table, &bare) => tables.push(table.clone()),
            Verdict::Cut(cut) => {
                tables.push(cut);
                changed = true;
            }
            Verdict::Keep | Verdict::Release => {
                free.extend(glyphs.into_iter().flatten());
                changed = true;
            }
        }
    }
    let (upright, turned): (Vec<&Glyph>, Vec<&Glyph>) = free.into_iter().partition(|g| g.angle == 0);
    let lines = lines::lines(page, &upright);
    let mut found = find::find(page, &lines, &rules);
    found.retain(|f| {
        !tables.iter().any(|t| t.bbox.overlap_y(&f.table.bbox) > 0.0 && t.bbox.overlap_x(&f.table.bbox) > 0.0)
    });
    if found.is_empty() && !changed {
        return;
    }
    let taken = |i: &usize| found.iter().any(|f| (f.from..f.to).contains(i));
    let rest: Vec<&Glyph> = (0..lines.len())
        .filter(|i| !taken(i))
        .flat_map(|i| &lines[i].words)
        .flat_map(|w| w.glyphs.iter().copied())
        .collect();
    tables.extend(found.into_iter().map(|f| f.table));
    let mut blocks: Vec<Block> = tables.into_iter().map(Block::Table).collect();
    blocks.extend(fill::upright_outside(page, &rest).into_iter().map(Block::Line));
    let turned = words::turned(page, &turned);
    blocks.extend(turned.into_iter().map(|l| Block::Line(TextLine { kind: LineKind::Watermark, ..l })));
    blocks.sort_by(|a, b| top(a).total_cmp(&top(b)));
    laid.blocks = blocks;
}
