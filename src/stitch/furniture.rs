//! Page numbers, running heads and footnotes among the lines outside of tables.

use std::collections::BTreeMap;

use crate::lexicon::{fold, is_page_number};
use crate::model::{Block, LineKind, TextLine};

/// A running head stands at the same height (points) on each page.
const SAME_HEIGHT: f32 = 4.0;
/// A line repeated at one height on this many pages is a running head.
const RUNNING: usize = 3;
/// A footnote is set at most at this share of the size of the table above it.
const NOTE_SIZE: f32 = 0.93;

/// Sets the kind of the lines that are no text of the document.
pub(super) fn mark(blocks: &mut [Block]) {
    let edges = edges(blocks);
    for &i in &edges {
        if let Block::Line(line) = &mut blocks[i]
            && line.kind == LineKind::Text
            && is_page_number(&line.text)
        {
            line.kind = LineKind::PageNumber;
        }
    }
    mark_running(blocks, &edges);
    mark_footnotes(blocks);
}

/// The first two and last two blocks of each page that are lines: where furniture stands.
fn edges(blocks: &[Block]) -> Vec<usize> {
    let mut pages: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (i, block) in blocks.iter().enumerate() {
        let page = match block {
            Block::Line(l) if l.kind != LineKind::Watermark => l.page,
            Block::Table(t) => t.page,
            Block::Line(_) => 0,
        };
        if page > 0 {
            pages.entry(page).or_default().push(i);
        }
    }
    let is_line = |i: &&usize| matches!(blocks[**i], Block::Line(_));
    let mut out = Vec::new();
    for list in pages.values() {
        out.extend(list.iter().take(2).take_while(is_line));
        out.extend(list.iter().rev().take(2).take_while(is_line));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Lines at the edge of a page that stand at the same place on other pages too, figures apart.
fn mark_running(blocks: &mut [Block], edges: &[usize]) {
    let mut seen: BTreeMap<String, Vec<(usize, u32, f32)>> = BTreeMap::new();
    for &i in edges {
        if let Block::Line(l) = &blocks[i]
            && l.kind == LineKind::Text
            && l.line.is_none()
        {
            let key: String = fold(&l.text).chars().filter(|c| !c.is_ascii_digit()).collect();
            seen.entry(key).or_default().push((i, l.page, l.bbox.y0));
        }
    }
    for places in seen.values() {
        let y = places[0].2;
        let same: Vec<&(usize, u32, f32)> = places.iter().filter(|p| (p.2 - y).abs() <= SAME_HEIGHT).collect();
        if same.len() >= RUNNING {
            for (i, _, _) in same {
                if let Block::Line(l) = &mut blocks[*i] {
                    l.kind = LineKind::Furniture;
                }
            }
        }
    }
}

/// Lines under the last table of a page, set smaller than it, the first of them with a mark.
fn mark_footnotes(blocks: &mut [Block]) {
    let mut size = 0.0;
    let mut page = 0;
    let mut open = false;
    for block in blocks {
        match block {
            Block::Table(t) => {
                size = table_size(t.cells.iter().flat_map(|c| &c.lines));
                page = t.page;
                open = false;
            }
            Block::Line(l) if l.kind == LineKind::Text => {
                let small = page > 0 && l.page == page && size > 0.0 && l.size <= size * NOTE_SIZE;
                open = small && (open || note_mark(&l.text).is_some());
                if open {
                    l.kind = LineKind::Footnote;
                }
            }
            Block::Line(_) => {}
        }
    }
}

/// The size most of the lines have.
fn table_size<'a>(lines: impl Iterator<Item = &'a TextLine>) -> f32 {
    let mut sizes: Vec<f32> = lines.map(|l| l.size).collect();
    if sizes.is_empty() {
        return 0.0;
    }
    sizes.sort_by(f32::total_cmp);
    sizes[sizes.len() / 2]
}

/// The mark a footnote begins with: `1.`, `1 `, `(1)`, `[1]`, `*`.
fn note_mark(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let digits = text.trim_start_matches(['(', '[']).chars().take_while(char::is_ascii_digit).count();
    ((1..=2).contains(&digits) || text.starts_with('*')).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Method, Rect, Table};

    fn line(text: &str, page: u32, y: f32, size: f32) -> Block {
        Block::Line(TextLine {
            text: text.into(),
            page,
            bbox: Rect::new(0.0, y, 9.0, y + 9.0),
            size,
            ..TextLine::default()
        })
    }

    fn table(page: u32) -> Block {
        let cell = crate::model::Cell {
            row_span: 1,
            col_span: 1,
            lines: vec![TextLine { text: "x".into(), size: 13.0, ..TextLine::default() }],
            ..Default::default()
        };
        Block::Table(Table {
            page,
            bbox: Rect::default(),
            rows: 1,
            cols: 1,
            cells: vec![cell],
            method: Method::Lattice,
            open_top: false,
            open_bottom: false,
            header_rows: None,
        })
    }

    fn kinds(blocks: &[Block]) -> Vec<LineKind> {
        blocks.iter().filter_map(|b| if let Block::Line(l) = b { Some(l.kind) } else { None }).collect()
    }

    #[test]
    fn page_numbers_and_running_heads_go() {
        let mut blocks = Vec::new();
        for page in 1..=3 {
            blocks.extend([
                line("SỞ Y TẾ - bản 3", page, 10.0, 12.0),
                line(&page.to_string(), page, 20.0, 12.0),
                table(page),
            ]);
            blocks.push(line("Văn bản", page, 400.0 + 50.0 * page as f32, 12.0));
        }
        mark(&mut blocks);
        let each = [LineKind::Furniture, LineKind::PageNumber, LineKind::Text];
        assert_eq!(kinds(&blocks), each.repeat(3));
    }

    #[test]
    fn small_lines_under_a_table_are_footnotes() {
        let mut blocks = vec![
            table(1),
            line("1. Quy hoạch đã duyệt", 1, 500.0, 8.0),
            line("và đang thực hiện.", 1, 510.0, 8.0),
            line("Nơi nhận", 1, 530.0, 13.0),
        ];
        mark(&mut blocks);
        assert_eq!(kinds(&blocks), [LineKind::Footnote, LineKind::Footnote, LineKind::Text]);
    }
}
