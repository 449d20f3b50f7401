//! Pages or lines → blocks.
//!
//! In: a [`Document`]. Out: tables (a table part a page) and lines outside of them, in reading order. Every glyph ends in
//! exactly one block. Ruled tables are found page by page (`lattice`, `fill`) and checked by the tags of the file (`tagged`,
//! `agree`), tables by white space over all pages (`stream`), those of flattened text by the best segmentation of its lines
//! (`linear`).

mod agree;
mod axis;
mod fill;
mod heads;
mod lattice;
mod linear;
mod marks;
mod partial;
mod rulings;
mod stamps;
mod stream;
mod tagged;
mod words;

use std::borrow::Cow;

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

/// The blocks of all pages, in order: ruled and tagged tables page by page, and tables by white space over what is left of all
/// pages.
fn pages(pages: &[Page], diagnostics: &mut Diagnostics) -> Vec<Block> {
    let (pages, stamps): (Vec<Cow<Page>>, Vec<Vec<TextLine>>) = pages.par_iter().map(stamps::apart).unzip();
    let (mut out, doubts): (Vec<Vec<Block>>, Vec<_>) = pages.par_iter().map(|p| page(p)).unzip();
    diagnostics.0.extend(doubts.into_iter().flatten());
    let whole = partial::whole(&pages, &out);
    let rests: Vec<Rest> = pages.iter().zip(&whole).map(|(p, tables)| Rest::new(p, tables)).collect();
    let kept: Vec<Vec<Block>> =
        whole.iter().map(|tables| tables.iter().map(|t| Block::Table((*t).clone())).collect()).collect();
    let streamed = stream::stream(&rests);
    for ((blocks, mut own), kept) in out.iter_mut().zip(streamed).zip(kept) {
        let found = own.iter().any(|b| matches!(b, Block::Table(_)));
        if found || blocks.iter().all(|b| matches!(b, Block::Line(_))) {
            own.extend(kept);
            own.sort_by(|a, b| top(a).total_cmp(&top(b)));
            *blocks = own;
        }
    }
    for (blocks, lines) in out.iter_mut().zip(stamps) {
        blocks.extend(lines.into_iter().map(Block::Line));
    }
    out.into_iter().flatten().collect()
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
fn page(page: &Page) -> (Vec<Block>, Option<Diagnostic>) {
    let grids = lattice::grids(&rulings::clean(&page.rulings));
    let mut found = fill::fill(page, &grids);
    let doubt = if page.tags.is_empty() { None } else { agree::settle(page, &mut found) };
    let in_table: Vec<bool> = found.places.iter().map(Option::is_some).collect();
    let mut blocks: Vec<Block> = found.tables.into_iter().map(Block::Table).collect();
    blocks.extend(fill::outside(page, &in_table).into_iter().map(Block::Line));
    blocks.sort_by(|a, b| top(a).total_cmp(&top(b)));
    (blocks, doubt)
}

/// Where a block begins, for the reading order of a page.
fn top(block: &Block) -> f32 {
    match block {
        Block::Table(t) => t.bbox.y0,
        Block::Line(l) => l.bbox.center_y(),
    }
}
