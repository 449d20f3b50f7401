//! The dump of `detect`: tables with their cells, and lines, in reading order.

use serde_json::{Value, json};

use super::{line, outside, quoted, rect};
use crate::model::{Block, Cell, Rect, Table};

/// What was detected.
#[must_use]
pub fn blocks(blocks: &[Block]) -> String {
    let mut out = String::new();
    for block in blocks {
        match block {
            Block::Line(l) => line(&mut out, 0, &outside(l)),
            Block::Table(t) => table(&mut out, t),
        }
    }
    out
}

/// The second reading, by the tags of the file; nothing where it has none.
#[must_use]
pub fn tagged(tables: &[Table]) -> String {
    let mut out = String::new();
    if !tables.is_empty() {
        line(&mut out, 0, &format!("tagged reading: {} tables", tables.len()));
        tables.iter().for_each(|t| table(&mut out, t));
    }
    out
}

fn table(out: &mut String, t: &Table) {
    let mut head = format!("table {} x {} by {}", t.rows, t.cols, t.method.name());
    if t.page > 0 {
        head += &format!(" on page {} {}", t.page, rect(&t.bbox));
    }
    head += if t.open_top { ", open above" } else { "" };
    head += if t.open_bottom { ", open below" } else { "" };
    if let Some(n) = t.header_rows {
        head += &format!(", header {n}");
    }
    line(out, 0, &head);
    for c in &t.cells {
        cell(out, c);
    }
}

fn cell(out: &mut String, c: &Cell) {
    let span = match (c.row_span, c.col_span) {
        (1, 1) => String::new(),
        (rows, cols) => format!(" span {rows}x{cols}"),
    };
    let place = if c.bbox == Rect::default() { String::new() } else { format!(" {}", rect(&c.bbox)) };
    let doubt = c.doubt.as_ref().map(|d| format!("  doubt: {d}")).unwrap_or_default();
    line(out, 1, &format!("r{} c{}{span}{place} {}{doubt}", c.row, c.col, quoted(&c.lines)));
}

/// As JSON, in the shape that the contract fixes: all tables of a document, of whatever kind, and the lines outside of them;
/// then the tables as the tags of the file have them.
#[must_use]
pub fn blocks_json(blocks: &[Block], tagged: &[Table]) -> Value {
    let tables: Vec<Value> =
        blocks.iter().filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None }).map(table_json).collect();
    let lines: Vec<Value> = blocks
        .iter()
        .filter_map(|b| if let Block::Line(l) = b { Some(l) } else { None })
        .map(|l| json!({"page": l.page, "line": l.line, "bbox": l.bbox, "text": l.text}))
        .collect();
    let tagged: Vec<Value> = tagged.iter().map(table_json).collect();
    json!({"tables": tables, "lines": lines, "tagged": tagged})
}

fn table_json(t: &Table) -> Value {
    let cells: Vec<Value> = t
        .cells
        .iter()
        .map(|c| {
            json!({
                "row": c.row, "col": c.col, "row_span": c.row_span, "col_span": c.col_span,
                "text": c.text(), "bbox": c.bbox
            })
        })
        .collect();
    json!({"page": t.page, "bbox": t.bbox, "rows": t.rows, "cols": t.cols, "method": t.method.name(), "cells": cells})
}
