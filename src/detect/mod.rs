//! Pages or lines → blocks.
//!
//! In: a [`Document`]. Out: tables (a table part a page) and lines outside of them, in reading order. Every glyph ends in
//! exactly one block. Ruled tables are found page by page (`lattice`, `fill`), tables by white space over all pages
//! (`stream`), tables of flattened text by the best segmentation of its lines (`linear`).

mod fill;
mod lattice;
mod linear;
mod rulings;
mod stream;
mod words;

use rayon::prelude::*;

use crate::model::{Block, Content, Diagnostics, Document, Page};

/// Finds the tables of a document.
#[must_use]
pub fn detect(document: &Document, diagnostics: &mut Diagnostics) -> Vec<Block> {
    match &document.content {
        Content::Pages(list) => pages(list),
        Content::Lines(lines) => linear::linear(lines, diagnostics),
        Content::Blocks(blocks) => blocks.clone(),
    }
}

/// The blocks of all pages, in order: ruled tables page by page, and tables by white space over all pages without rulings
/// that make one.
fn pages(pages: &[Page]) -> Vec<Block> {
    let mut out: Vec<Vec<Block>> = pages.par_iter().map(ruled).collect();
    let plain = |blocks: &Vec<Block>| !blocks.iter().any(|b| matches!(b, Block::Table(_)));
    let without: Vec<usize> = (0..pages.len()).filter(|i| plain(&out[*i])).collect();
    let streamed = stream::stream(&without.iter().map(|i| &pages[*i]).collect::<Vec<_>>());
    for (i, blocks) in without.into_iter().zip(streamed) {
        out[i] = blocks;
    }
    out.into_iter().flatten().collect()
}

/// The ruled tables of one page and the lines outside of them, top to bottom.
fn ruled(page: &Page) -> Vec<Block> {
    let grids = lattice::grids(&rulings::clean(&page.rulings));
    let filled = fill::fill(page, &grids);
    let mut blocks: Vec<Block> = filled.tables.into_iter().map(Block::Table).collect();
    blocks.extend(fill::outside(page, &filled.rest).into_iter().map(Block::Line));
    blocks.extend(filled.turned.into_iter().map(Block::Line));
    blocks.sort_by(|a, b| top(a).total_cmp(&top(b)));
    blocks
}

/// Where a block begins, for the reading order of a page.
fn top(block: &Block) -> f32 {
    match block {
        Block::Table(t) => t.bbox.y0,
        Block::Line(l) => l.bbox.center_y(),
    }
}
