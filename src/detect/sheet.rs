//! A page → printed lines of words.
//!
//! In: a page of glyphs. Out: its lines top to bottom, each a list of words with their place and width. The idea: places are
//! counted in half ems, so that a character grid and a printed page look alike to the rest; widths in ems are measured on a
//! printed page and taken from the letters on a grid, where every character is equally wide.

use super::words::{Gaps, Row, rows};
use crate::lexicon::text_width;
use crate::model::{Glyph, Page, Rect};

/// A gap (share of the font size) between two cells of a printed page; the letters of one word stand closer.
const BETWEEN_CELLS: f32 = 0.25;

/// Words begin at an edge to a hair: so many half ems (less than half a point).
const HAIR: f32 = 0.06;
/// White space (half ems) before words that show an edge.
const EDGE_GAP: f32 = 2.5;
/// Lines in which words must begin at an edge: so many, and one of so many.
const EDGE_LINES: usize = 4;
const EDGE_SHARE: usize = 8;

/// Half ems that a word may stick out over a separator or a rule: rounding, italics.
pub(super) const OVER: f32 = 0.4;

/// A word: characters without a space between them.
#[derive(Clone, Debug)]
pub(in crate::detect) struct Word<'a> {
    /// Left and right edge in half ems from the left side of the page.
    pub(in crate::detect) x0: f32,
    pub(in crate::detect) x1: f32,
    /// Printed width in ems.
    pub(in crate::detect) em: f32,
    pub(in crate::detect) text: String,
    /// Its glyphs, with the spaces behind it.
    pub(in crate::detect) glyphs: Vec<&'a Glyph>,
}

impl Word<'_> {
    /// The column its middle stands in, by the separators between columns.
    pub(super) fn column(&self, separators: &[f32]) -> usize {
        let middle = f32::midpoint(self.x0, self.x1);
        separators.partition_point(|s| *s <= middle)
    }

    /// Whether it stands on a separator, and does not only stick out over it.
    pub(super) fn is_on(&self, separator: f32) -> bool {
        self.x0 + OVER < separator && separator < self.x1 - OVER
    }
}

/// A printed line over the whole width of the page.
#[derive(Clone, Debug)]
pub(in crate::detect) struct Line<'a> {
    /// Its middle in line heights from the top of the page.
    pub(in crate::detect) y: f32,
    /// Empty line heights between it and the line above.
    pub(in crate::detect) blank: f32,
    /// Left to right, at least one.
    pub(in crate::detect) words: Vec<Word<'a>>,
}

/// A page as lines of words.
#[derive(Clone, Debug)]
pub(in crate::detect) struct Sheet<'a> {
    pub(in crate::detect) page: &'a Page,
    /// A character grid, no printed page.
    pub(in crate::detect) grid: bool,
    /// Half an em in points.
    pub(in crate::detect) unit: f32,
    /// Distance of two lines in points.
    pub(in crate::detect) leading: f32,
    pub(in crate::detect) lines: Vec<Line<'a>>,
    /// Where ruled tables stand among them, in line heights.
    pub(in crate::detect) ruled: Vec<f32>,
}

impl Line<'_> {
    /// Left edge in half ems.
    pub(in crate::detect) fn x0(&self) -> f32 {
        self.words.first().map_or(0.0, |w| w.x0)
    }

    /// Right edge in half ems.
    pub(in crate::detect) fn x1(&self) -> f32 {
        self.words.iter().map(|w| w.x1).fold(0.0, f32::max)
    }

    /// Text of some of its words.
    pub(in crate::detect) fn text(&self, from: usize, to: usize) -> String {
        self.words[from..to].iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// White space before a word in half ems; a single space is about 1.
    pub(in crate::detect) fn gap(&self, at: usize) -> f32 {
        if at == 0 { f32::INFINITY } else { self.words[at].x0 - self.words[at - 1].x1 }
    }

    /// Runs of words without a gap of `least` or more half ems between them.
    pub(in crate::detect) fn runs(&self, least: f32) -> Vec<(usize, usize)> {
        let mut out = Vec::new();
        let mut start = 0;
        for i in 1..self.words.len() {
            if self.gap(i) >= least {
                out.push((start, i));
                start = i;
            }
        }
        out.push((start, self.words.len()));
        out
    }
}

impl<'a> Sheet<'a> {
    /// Reads the upright glyphs of a page.
    pub(in crate::detect) fn new(page: &'a Page) -> Self {
        let upright: Vec<&Glyph> = page.glyphs.iter().filter(|g| g.angle == 0).collect();
        Self::of(page, &upright)
    }

    /// Reads some upright glyphs of a page.
    pub(in crate::detect) fn of(page: &'a Page, glyphs: &[&'a Glyph]) -> Self {
        Self::of_size(page, glyphs, None)
    }

    /// As [`Sheet::of`], with the common font size of a document in points: so that its pages can be compared.
    fn of_size(page: &'a Page, glyphs: &[&'a Glyph], common: Option<f32>) -> Self {
        let mut rows = rows(glyphs);
        rows.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let grid = page.first_line.is_some();
        let own = middle(rows.iter().map(|r| r.size)).max(1.0);
        let size = common.unwrap_or(own);
        let (unit, leading) = if grid { (Rect::GRID_X, Rect::GRID_Y) } else { (size / 2.0, leading(&rows, own)) };
        // Between two cells there need be no space glyph.
        let space = Gaps::of(page).word.min(if grid { f32::INFINITY } else { BETWEEN_CELLS });
        let mut lines: Vec<Line> = Vec::new();
        for row in &rows {
            let words = words(row, unit, space * row.size, grid);
            if words.is_empty() {
                continue;
            }
            let y = (row.baseline - 0.3 * row.size) / leading;
            let blank = lines.last().map_or(0.0, |l| (y - l.y - 1.0).max(0.0));
            lines.push(Line { y, blank, words });
        }
        Self { page, grid, unit, leading, lines, ruled: Vec::new() }
    }

    /// Reads what is left of a page beside ruled tables that begin there, in points from the top.
    pub(super) fn beside(page: &'a Page, ruled: &[f32], size: f32) -> Self {
        let upright: Vec<&Glyph> = page.glyphs.iter().filter(|g| g.angle == 0).collect();
        let mut sheet = Self::of_size(page, &upright, Some(size));
        if !sheet.grid {
            part_at_edges(&mut sheet.lines, sheet.unit);
        }
        let ruled = ruled.iter().map(|y| y / sheet.leading).collect();
        Self { ruled, ..sheet }
    }

    /// Whether a ruled table stands between a line and the one above it, or above the first.
    pub(super) fn parted(&self, line: usize) -> bool {
        let above = line.checked_sub(1).map_or(0.0, |i| self.lines[i].y);
        self.ruled.iter().any(|y| (above..self.lines[line].y).contains(y))
    }
}

fn words<'a>(row: &Row<'a>, unit: f32, space: f32, grid: bool) -> Vec<Word<'a>> {
    let mut glyphs: Vec<&'a Glyph> = row.glyphs.iter().map(|(g, _)| *g).collect();
    glyphs.sort_by(|a, b| a.bbox.x0.total_cmp(&b.bbox.x0));
    let mut out: Vec<Word> = Vec::new();
    let mut parted = true;
    for g in glyphs {
        let (x0, x1) = (g.bbox.x0 / unit, g.bbox.x1 / unit);
        match out.last_mut() {
            Some(word) if g.is_space() => word.glyphs.push(g),
            Some(word) if !parted && g.bbox.x0 - word.x1 * unit <= space => {
                word.x1 = word.x1.max(x1);
                word.text.push_str(&g.text);
                word.glyphs.push(g);
            }
            None if g.is_space() => {}
            _ => out.push(Word { x0, x1, em: 0.0, text: g.text.to_string(), glyphs: vec![g] }),
        }
        parted = g.is_space();
    }
    for word in &mut out {
        word.em = if grid { text_width(&word.text) } else { (word.x1 - word.x0) / 2.0 };
    }
    out
}

/// The font size most glyphs of some pages have, in points; at least 1.
pub(super) fn common_size<'a>(pages: impl Iterator<Item = &'a Page>) -> f32 {
    let upright = pages.flat_map(|p| &p.glyphs).filter(|g| g.angle == 0 && !g.is_space());
    middle(upright.map(|g| g.size)).max(1.0)
}

/// Parts words at the left edges of columns: where the text of one column fills it, nothing but the edge tells where the next
/// one begins. An edge is where words begin behind white space in many lines; on a printed page they begin there to a hair.
fn part_at_edges(lines: &mut [Line], unit: f32) {
    let behind_space = |l: &Line| -> Vec<f32> {
        (0..l.words.len()).filter(|i| l.gap(*i) >= EDGE_GAP).map(|i| l.words[i].x0).collect()
    };
    let mut starts: Vec<f32> = lines.iter().flat_map(behind_space).collect();
    starts.sort_by(f32::total_cmp);
    let least = (lines.len() / EDGE_SHARE).max(EDGE_LINES);
    let mut edges: Vec<f32> = Vec::new();
    for (i, x) in starts.iter().enumerate() {
        let here = starts[i..].iter().take_while(|y| **y - x <= HAIR).count();
        if here >= least && edges.last().is_none_or(|e| x - e > 1.0) {
            edges.push(*x);
        }
    }
    for line in lines.iter_mut() {
        let words = std::mem::take(&mut line.words);
        for word in words {
            let (x0, x1) = (word.x0, word.x1);
            let inner = edges.iter().filter(|e| **e > x0 + 1.0 && **e < x1 - HAIR);
            line.words.extend(inner.fold(vec![word], |mut out, edge| {
                if let Some(rest) = out.last_mut().and_then(|w| split(w, *edge, unit)) {
                    out.push(rest);
                }
                out
            }));
        }
    }
}

/// Takes off a word what begins at an edge.
fn split<'a>(word: &mut Word<'a>, edge: f32, unit: f32) -> Option<Word<'a>> {
    let at = word.glyphs.iter().position(|g| (g.bbox.x0 / unit - edge).abs() <= HAIR && !g.is_space())?;
    let glyphs = word.glyphs.split_off(at);
    let text = |list: &[&Glyph]| list.iter().filter(|g| !g.is_space()).map(|g| g.text.as_str()).collect::<String>();
    let rest = Word { x0: edge, x1: word.x1, em: (word.x1 - edge) / 2.0, text: text(&glyphs), glyphs };
    word.x1 = word.glyphs.iter().map(|g| g.bbox.x1 / unit).fold(word.x0, f32::max);
    (word.em, word.text) = ((word.x1 - word.x0) / 2.0, text(&word.glyphs));
    Some(rest)
}

/// The most common distance of neighbouring baselines, in points.
fn leading(rows: &[Row], size: f32) -> f32 {
    let steps = rows.windows(2).map(|w| w[1].baseline - w[0].baseline).filter(|d| *d >= 0.9 * size && *d < 2.0 * size);
    let found = middle(steps);
    if found > 0.0 { found } else { 1.15 * size }
}

/// The median; 0 of nothing.
pub(in crate::detect) fn middle(values: impl Iterator<Item = f32>) -> f32 {
    let mut all: Vec<f32> = values.collect();
    all.sort_by(f32::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(0.0)
}

/// Lines of words for the tests of this folder, without glyphs.
#[cfg(test)]
pub(in crate::detect) fn lines(texts: &[&str]) -> Vec<Line<'static>> {
    let word = |x: usize, text: &str| Word {
        x0: x as f32,
        x1: (x + text.chars().count()) as f32,
        em: text_width(text),
        text: text.to_owned(),
        glyphs: Vec::new(),
    };
    let mut out: Vec<Line> = Vec::new();
    let mut blank = 0.0;
    for (i, text) in texts.iter().enumerate() {
        let mut words = Vec::new();
        let mut x = 0;
        for part in text.split(' ') {
            if !part.is_empty() {
                words.push(word(x, part));
            }
            x += part.chars().count() + 1;
        }
        if words.is_empty() {
            blank += 1.0;
            continue;
        }
        out.push(Line { y: i as f32 + 0.5, blank, words });
        blank = 0.0;
    }
    out
}
