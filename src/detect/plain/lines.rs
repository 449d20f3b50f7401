//! Glyphs → lines of words, in points.
//!
//! In: the upright glyphs of a page that no other table has. Out: printed lines, each a list of words. Leaders (`Total ......`)
//! belong to the word before them but are no ink: the white space they fill parts two columns all the same.

use crate::detect::sheet::Sheet;
use crate::model::{Glyph, Page};

/// So many dots (or underscores) in a row are a leader.
const LEADER: usize = 3;

/// A word; places in points.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) text: String,
    pub(super) glyphs: Vec<&'a Glyph>,
}

/// A printed line; places in points, y down.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) y0: f32,
    pub(super) y1: f32,
    pub(super) base: f32,
    /// Font size of most of it.
    pub(super) em: f32,
    /// Left to right, at least one.
    pub(super) words: Vec<Word<'a>>,
}

/// Neighbouring words of a line, and where they stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Run {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) x0: f32,
    pub(super) x1: f32,
}

impl Line<'_> {
    /// Runs of words without a gap of `least` font sizes between them.
    pub(super) fn runs(&self, least: f32) -> Vec<Run> {
        self.cut(|a, b| b - a >= least * self.em)
    }

    /// Runs of words, cut at each gap (its begin, its end) that parts.
    pub(super) fn cut(&self, parts: impl Fn(f32, f32) -> bool) -> Vec<Run> {
        let mut out: Vec<Run> = Vec::new();
        for (i, word) in self.words.iter().enumerate() {
            match out.last_mut() {
                Some(run) if !parts(run.x1, word.x0) => {
                    run.to = i + 1;
                    run.x1 = run.x1.max(word.x1);
                }
                _ => out.push(Run { from: i, to: i + 1, x0: word.x0, x1: word.x1 }),
            }
        }
        out
    }

    /// Text of some of its words.
    pub(super) fn text(&self, run: Run) -> String {
        self.words[run.from..run.to].iter().map(|w| w.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// All of it as one run.
    pub(super) fn whole(&self) -> Run {
        Run { from: 0, to: self.words.len(), x0: self.x0(), x1: self.x1() }
    }

    pub(super) fn x0(&self) -> f32 {
        self.words.first().map_or(0.0, |w| w.x0)
    }

    pub(super) fn x1(&self) -> f32 {
        self.words.iter().map(|w| w.x1).fold(0.0, f32::max)
    }
}

/// The lines of some upright glyphs, top to bottom.
pub(super) fn lines<'a>(page: &'a Page, glyphs: &[&'a Glyph]) -> Vec<Line<'a>> {
    let sheet = Sheet::of(page, glyphs);
    sheet.lines.into_iter().filter_map(|l| line(l.words.into_iter().map(|w| w.glyphs).collect())).collect()
}

fn line<'a>(words: Vec<Vec<&'a Glyph>>) -> Option<Line<'a>> {
    let mut out: Vec<Word> = Vec::new();
    for piece in words.into_iter().flat_map(without_leaders) {
        let ink: Vec<&&Glyph> = piece.iter().filter(|g| !g.is_space()).collect();
        let leader = ink.iter().all(|g| is_dot(g));
        match out.last_mut() {
            Some(last) if leader && (ink.len() >= LEADER || last.text.ends_with("..") || ink.len() == 1) => {
                last.text.extend(ink.iter().map(|g| g.text.as_str()));
                last.glyphs.extend(piece);
            }
            _ => {
                let x0 = ink.iter().map(|g| g.bbox.x0).fold(f32::INFINITY, f32::min);
                let x1 = ink.iter().map(|g| g.bbox.x1).fold(x0, f32::max);
                let text = ink.iter().map(|g| g.text.as_str()).collect();
                out.push(Word { x0, x1, text, glyphs: piece });
            }
        }
    }
    let ink = || out.iter().flat_map(|w| &w.glyphs).filter(|g| !g.is_space());
    let median = |value: fn(&Glyph) -> f32| {
        let mut all: Vec<f32> = ink().map(|g| value(g)).collect();
        all.sort_by(f32::total_cmp);
        all.get(all.len() / 2).copied()
    };
    let (em, base) = (median(|g| g.size)?.max(1.0), median(|g| g.baseline)?);
    let y0 = ink().map(|g| g.bbox.y0).fold(base, f32::min);
    let y1 = ink().map(|g| g.bbox.y1).fold(base, f32::max);
    Some(Line { y0, y1, base, em, words: out })
}

/// A word cut where a leader begins or ends in it.
fn without_leaders(glyphs: Vec<&Glyph>) -> Vec<Vec<&Glyph>> {
    let dots = glyphs.iter().filter(|g| is_dot(g)).count();
    if dots < LEADER {
        return vec![glyphs];
    }
    let mut out: Vec<Vec<&Glyph>> = Vec::new();
    for run in glyphs.chunk_by(|a, b| is_dot(a) == is_dot(b) || b.is_space()) {
        let own = is_dot(run[0]) && run.len() >= LEADER;
        let apart = out.last().is_none_or(|l: &Vec<&Glyph>| own || (is_dot(l[0]) && l.len() >= LEADER));
        match out.last_mut() {
            Some(last) if !apart => last.extend(run),
            _ => out.push(run.to_vec()),
        }
    }
    out
}

fn is_dot(g: &Glyph) -> bool {
    matches!(g.text.as_str(), "." | "…" | "_" | "·")
}
