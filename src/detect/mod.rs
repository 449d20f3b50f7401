//! Pages or lines → blocks.
//!
//! In: a [`Document`]. Out: tables (a table part a page) and lines outside of them, in reading order. Every glyph ends in
//! exactly one block. Ruled tables are found page by page (`lattice`, `fill`) and checked by the tags of the file (`tagged`,
//! `agree`), tables by white space over all pages (`stream`), tables of any other kind where none names tasks (`plain`), those
//! of flattened text by the best segmentation of its lines (`linear`).

mod agree;
mod axis;
mod fill;
mod heads;
mod lattice;
mod linear;
mod marks;
mod partial;
mod plain;
mod rulings;
mod sheet;
mod stamps;
mod stream;
mod tagged;
mod words;

use std::borrow::Cow;

use plain::Laid;
use rayon::prelude::*;

use stream::Rest;

use crate::model::{Block, Content, Diagnostic, Diagnostics, Document, Page, Table, TextLine};

/// Finds the tables of a document.
#[must_use]
pub fn detect(document: &Document, diagnostics: &mut Diagnostics) -> Vec<Block> {
    match &document.content {
        Content::Pages(list) => pages(list, diagnostics),
        Content::Lines(lines) => linear::linear(lines, diagnostics),
        Content::Blocks(blocks) => blocks.clone(),
    }
}

/// The blocks of all pages, in order: ruled and tagged tables page by page, tables by white space over what is left of all pages;
/// and, where no table names tasks, tables of any other kind.
fn pages(pages: &[Page], diagnostics: &mut Diagnostics) -> Vec<Block> {
    let (pages, stamps): (Vec<Cow<Page>>, Vec<Vec<TextLine>>) = pages.par_iter().map(stamps::apart).unzip();
    let (mut out, doubts): (Vec<Laid>, Vec<_>) = pages.par_iter().map(|p| page(p)).unzip();
    diagnostics.0.extend(doubts.into_iter().flatten());
    let streamed = beside_whole(&pages, &out);
    let mut tasks = plain::has_tasks(out.iter().flat_map(|l| &l.found));
    for (laid, (blocks, found)) in out.iter_mut().zip(streamed) {
        tasks |= found;
        if found || laid.found.is_empty() {
            laid.blocks = blocks;
        }
    }
    if !tasks {
        plain::plain(&pages, &mut out);
    }
    for (laid, lines) in out.iter_mut().zip(stamps) {
        laid.blocks.extend(lines.into_iter().map(Block::Line));
    }
    out.into_iter().flat_map(|l| l.blocks).collect()
}

/// The tables by white space beside those that are ruled all through: the blocks of each page, and whether there is such a table.
fn beside_whole(pages: &[Cow<Page>], laid: &[Laid]) -> Vec<(Vec<Block>, bool)> {
    let whole = partial::whole(pages, laid);
    let rests: Vec<Rest> =
        pages.iter().zip(laid).zip(&whole).map(|((p, laid), whole)| Rest::new(p, laid, whole)).collect();
    let each = stream::stream(&rests).into_iter().zip(laid).zip(&whole).map(|((mut blocks, laid), whole)| {
        let found = blocks.iter().any(|b| matches!(b, Block::Table(_)));
        blocks.extend(laid.among(whole).cloned().map(Block::Table));
        blocks.sort_by(|a, b| top(a).total_cmp(&top(b)));
        (blocks, found)
    });
    each.collect()
}

/// The tables that the tags of a document tell, for `inspect`: the second reading, unchecked.
#[must_use]
pub fn tagged(document: &Document) -> Vec<Table> {
    match &document.content {
        Content::Pages(pages) => pages.par_iter().flat_map_iter(|p| tagged::read(p).tables).collect(),
        _ => Vec::new(),
    }
}

/// The blocks of one page, top to bottom, and what its two readings do not agree on beyond a cell.
fn page(page: &Page) -> (Laid, Option<Diagnostic>) {
    let grids = lattice::grids(&rulings::clean(&page.rulings));
    let mut found = fill::fill(page, &grids);
    let doubt = if page.tags.is_empty() { None } else { agree::settle(page, &mut found) };
    let in_table: Vec<bool> = found.places.iter().map(Option::is_some).collect();
    let mut blocks: Vec<Block> = found.tables.iter().cloned().map(Block::Table).collect();
    blocks.extend(fill::outside(page, &in_table).into_iter().map(Block::Line));
    blocks.sort_by(|a, b| top(a).total_cmp(&top(b)));
    (Laid { blocks, places: found.places, found: found.tables }, doubt)
}

/// Where a block begins, for the reading order of a page.
fn top(block: &Block) -> f32 {
    match block {
        Block::Table(t) => t.bbox.y0,
        Block::Line(l) => l.bbox.center_y(),
    }
}
