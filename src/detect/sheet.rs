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
    /// Half an em in points.
    pub(in crate::detect) unit: f32,
    /// Distance of two lines in points.
    pub(in crate::detect) leading: f32,
    pub(in crate::detect) lines: Vec<Line<'a>>,
}

impl Line<'_> {
    /// Left edge in half ems.
    pub(in crate::detect) fn x0(&self) -> f32 {
        self.words.first().map_or(0.0, |w| w.x0)
    }

    /// Right edge in half ems.
    pub(in crate::detect) fn x1(&self) -> f32 {
        self.words.last().map_or(0.0, |w| w.x1)
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
        let mut rows = rows(glyphs);
        rows.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
        let grid = page.first_line.is_some();
        let size = middle(rows.iter().map(|r| r.size)).max(1.0);
        let (unit, leading) = if grid { (Rect::GRID_X, Rect::GRID_Y) } else { (size / 2.0, leading(&rows, size)) };
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
        Self { page, unit, leading, lines }
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
