//! Table parts → whole tables.
//!
//! In: blocks in reading order, a table part a page. Out: tables whole again, every row one row, with the lines before each
//! table, and the furniture (page numbers, running heads, repeated headers) set apart. Cell text in = cell text out:
//! nothing is dropped, and every guess is a doubt on its row. No other tool measured joins a row over a page break.

mod build;
mod columns;
mod continuation;
mod furniture;
mod header;

use crate::model::{Block, Diagnostics, LineKind, Stitched, Table, TextLine};
use build::Builder;

/// Puts the parts of each table together.
#[must_use]
pub fn stitch(mut blocks: Vec<Block>, _diagnostics: &mut Diagnostics) -> Stitched {
    furniture::mark(&mut blocks);
    let mut out = Stitched::default();
    let mut open: Option<Builder> = None;
    let mut between: Vec<TextLine> = Vec::new();
    for block in blocks {
        match block {
            Block::Line(line) => match line.kind {
                LineKind::PageNumber | LineKind::Furniture => out.furniture.push(line),
                LineKind::Watermark => out.tail.push(line),
                LineKind::Footnote => match &mut open {
                    Some(builder) => builder.footnotes.push(line),
                    None => between.push(line),
                },
                LineKind::Text => match &mut open {
                    Some(builder) if builder.holds(&line) => builder.strays.push(line),
                    _ => between.push(line),
                },
            },
            Block::Table(table) => take(table, &mut open, &mut between, &mut out),
        }
    }
    out.tables.extend(open.map(Builder::finish));
    // Lines after the last table, then what lies across the pages: reading order first.
    between.append(&mut out.tail);
    out.tail = between;
    out
}

/// A table part goes on with the open table, or closes it and opens its own.
fn take(table: Table, open: &mut Option<Builder>, between: &mut Vec<TextLine>, out: &mut Stitched) {
    let rest = match open {
        Some(builder) if builder.stood_above(between) => match builder.append(table, &mut out.furniture) {
            None => {
                // Lines above the header, printed again with it.
                out.furniture.append(between);
                None
            }
            other => other,
        },
        _ => Some(table),
    };
    if let Some(table) = rest {
        out.tables.extend(open.take().map(Builder::finish));
        *open = Some(Builder::start(table, std::mem::take(between)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Method, Rect};

    /// A ruled table part: 4 columns of 100 points; `rows` of cell texts, lines parted by `\n`.
    fn part(page: u32, rows: &[[&str; 4]]) -> Block {
        let line = |text: &str, c: usize, r: usize| TextLine {
            text: text.into(),
            bbox: Rect::new(c as f32 * 100.0 + 5.0, r as f32 * 20.0, c as f32 * 100.0 + 95.0, r as f32 * 20.0 + 10.0),
            page,
            size: 12.0,
            ..TextLine::default()
        };
        let cells = rows
            .iter()
            .enumerate()
            .flat_map(|(r, texts)| {
                texts.iter().enumerate().map(move |(c, text)| Cell {
                    row: r,
                    col: c,
                    row_span: 1,
                    col_span: 1,
                    bbox: Rect::new(
                        c as f32 * 100.0,
                        r as f32 * 20.0,
                        c as f32 * 100.0 + 100.0,
                        r as f32 * 20.0 + 20.0,
                    ),
                    lines: text.split('\n').filter(|t| !t.is_empty()).map(|t| line(t, c, r)).collect(),
                    doubt: None,
                })
            })
            .collect();
        Block::Table(Table {
            page,
            bbox: Rect::new(0.0, 0.0, 400.0, rows.len() as f32 * 20.0),
            rows: rows.len(),
            cols: 4,
            cells,
            method: Method::Lattice,
            open_top: false,
            open_bottom: false,
            header_rows: None,
        })
    }

    fn texts(stitched: &Stitched) -> Vec<Vec<String>> {
        stitched.tables[0]
            .rows
            .iter()
            .map(|r| r.cells.iter().map(super::super::model::LogicalCell::text).collect())
            .collect()
    }

    const HEADER: [&str; 4] = ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"];

    #[test]
    fn a_row_over_a_page_break_is_one_row() {
        let stitched = stitch(
            vec![
                part(
                    1,
                    &[
                        HEADER,
                        ["1", "Rà soát các\nvăn bản", "Sở Tư", "Tháng 5"],
                        ["2", "Báo cáo đồng chí Chủ tịch phê", "Sở Nội", "Quý I"],
                    ],
                ),
                part(2, &[HEADER, ["", "duyệt kế hoạch.", "vụ", ""], ["3", "Sơ kết.", "Sở Nội vụ", "Quý II"]]),
            ],
            &mut Diagnostics::default(),
        );
        assert_eq!(stitched.tables.len(), 1);
        assert_eq!(
            texts(&stitched),
            [
                ["1", "Rà soát các văn bản", "Sở Tư", "Tháng 5"],
                ["2", "Báo cáo đồng chí Chủ tịch phê duyệt kế hoạch.", "Sở Nội vụ", "Quý I"],
                ["3", "Sơ kết.", "Sở Nội vụ", "Quý II"]
            ]
        );
        assert!(stitched.tables[0].rows.iter().all(|r| r.doubts.is_empty()));
        assert_eq!(stitched.furniture.len(), 4);
    }

    #[test]
    fn an_unnumbered_row_at_the_top_of_a_page_stays_a_row() {
        let stitched = stitch(
            vec![
                part(1, &[HEADER, ["1", "Rà soát các văn bản.", "Sở Tư pháp", "Tháng 5"]]),
                part(
                    2,
                    &[
                        HEADER,
                        ["", "Kiểm tra bếp ăn.", "Sở Y tế", "Hằng tháng"],
                        ["2", "Sơ kết.", "Sở Nội vụ", "Quý II"],
                    ],
                ),
            ],
            &mut Diagnostics::default(),
        );
        assert_eq!(stitched.tables[0].rows.len(), 3);
    }

    #[test]
    fn another_heading_begins_another_table() {
        let heading = Block::Line(TextLine { text: "Phụ lục II".into(), page: 2, ..TextLine::default() });
        let stitched = stitch(
            vec![part(1, &[HEADER, ["1", "Một.", "A", "B"]]), heading, part(2, &[HEADER, ["1", "Hai.", "A", "B"]])],
            &mut Diagnostics::default(),
        );
        assert_eq!(stitched.tables.len(), 2);
        assert_eq!(stitched.tables[1].lead_in.len(), 1);
    }
}
