//! Laid-out text (`pdftotext -layout`) → pages on a character grid.

use super::lines::RawLine;
use crate::model::{FontInfo, Glyph, Page, Rect};

/// Spaces between two words that set columns apart: two also stand after a full stop in typewriter prose.
const GAP: usize = 3;
/// Non-blank lines looked at together: about a short table.
const WINDOW: usize = 12;
/// Lines with gaps among [`WINDOW`] that make it laid out; letterhead and signature block stay below.
const GAPPED: usize = 5;
/// A tab stops at every 8th column, as terminals have it.
const TAB: usize = 8;

/// Whether columns are set by runs of spaces somewhere.
pub(super) fn is_laid_out(lines: &[RawLine]) -> bool {
    let gapped: Vec<bool> = lines.iter().filter(|l| !l.text.trim().is_empty()).map(|l| has_gap(l.text)).collect();
    let size = WINDOW.min(gapped.len().max(1));
    let needed = GAPPED.min(size.div_ceil(2) + 1);
    gapped.windows(size).any(|w| w.iter().filter(|g| **g).count() >= needed)
}

/// A wide gap between words, in a line whose words do not all stand apart (some dumpers stretch justified lines).
fn has_gap(text: &str) -> bool {
    let (mut wide, mut narrow, mut run, mut seen) = (0, 0, 0, false);
    for c in text.trim_end().chars() {
        if c.is_whitespace() {
            run += if c == '\t' { GAP } else { 1 };
            continue;
        }
        if seen && run >= GAP {
            wide += 1;
        } else if seen && run > 0 {
            narrow += 1;
        }
        (run, seen) = (0, true);
    }
    // Three wide gaps or fewer with hardly any narrow one are short cells ("1    Sở Y tế    2025"), more are stretched words.
    wide > 0 && (wide <= 3 || wide <= narrow * 2)
}

/// The pages; every character cluster one glyph, spaces none.
pub(super) fn pages(lines: &[RawLine]) -> Vec<Page> {
    let marks_take_columns = marks_take_columns(lines);
    let mut out: Vec<Page> = Vec::new();
    for line in lines {
        let number = line.page.max(1);
        if out.last().is_none_or(|p| p.number != number) {
            out.push(Page { number, fonts: vec![FontInfo::default()], first_line: Some(line.line), ..Page::default() });
        }
        if let Some(page) = out.last_mut() {
            lay(page, line, marks_take_columns);
        }
    }
    out
}

#[allow(clippy::cast_precision_loss, reason = "columns and lines of a page stay far below 2^24")]
fn lay(page: &mut Page, line: &RawLine, marks_take_columns: bool) {
    let y = (line.line - page.first_line.unwrap_or(line.line)) as f32 * Rect::GRID_Y;
    page.height = page.height.max(y + Rect::GRID_Y);
    for (column, cluster) in clusters(line.text, marks_take_columns) {
        let x = column as f32 * Rect::GRID_X;
        let columns = if marks_take_columns { cluster.chars().count() } else { 1 };
        let end = x + columns as f32 * Rect::GRID_X;
        page.width = page.width.max(end);
        page.glyphs.push(Glyph {
            text: cluster.into(),
            bbox: Rect::new(x, y, end, y + Rect::GRID_Y),
            // Descenders take about a fifth of the line.
            baseline: y + Rect::GRID_Y * 0.8,
            size: Rect::GRID_Y,
            font: 0,
            angle: 0,
            mcid: None,
        });
    }
}

/// Column and text of every printed cluster of a line: a base with the marks and invisible characters behind it.
fn clusters(text: &str, marks_take_columns: bool) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    let mut column = 0;
    let mut joins = false;
    for c in text.chars() {
        if is_mark(c) && joins {
            if let Some((_, cluster)) = out.last_mut() {
                cluster.push(c);
            }
            column += usize::from(marks_take_columns);
        } else if c.is_whitespace() || c.is_control() {
            column = if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 };
            joins = false;
        } else {
            out.push((column, c.to_string()));
            column += 1;
            joins = true;
        }
    }
    out
}

/// Combining marks, variation selectors and zero-width characters.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{200b}'..='\u{200f}')
}

/// Some dumpers pad as if a combining mark had a column of its own: taken so where the columns then stand straighter.
fn marks_take_columns(lines: &[RawLine]) -> bool {
    if !lines.iter().any(|l| l.text.chars().any(is_mark)) {
        return false;
    }
    straightness(lines, true) > straightness(lines, false)
}

/// Sum of squares of how often a word begins at a column after a gap: the fewer columns share the words, the larger.
fn straightness(lines: &[RawLine], marks: bool) -> usize {
    let mut starts: std::collections::BTreeMap<(u32, usize), usize> = std::collections::BTreeMap::new();
    for line in lines {
        let found = clusters(line.text, marks);
        for pair in found.windows(2) {
            let used = if marks { pair[0].1.chars().count() } else { 1 };
            if pair[1].0 >= pair[0].0 + used + GAP {
                *starts.entry((line.page, pair[1].0)).or_default() += 1;
            }
        }
    }
    starts.values().map(|n| n * n).sum()
}
