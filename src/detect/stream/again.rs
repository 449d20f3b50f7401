//! A header printed again.
//!
//! In: a header, and lines of a later page. Out: the same header there. The idea: its words are the same, however the page is
//! laid out, so each goes to the cell that wants it next.

use super::header::{Header, HeaderCell, Piece};
use crate::detect::sheet::Line;
use crate::lexicon::fold;

impl Header {
    /// Its words, sorted: what it says, however it is laid out.
    pub(super) fn said(&self, lines: &[Line]) -> Vec<String> {
        said(lines, self.from, self.to)
    }

    /// The same header at other lines: the same words, put to the same cells.
    pub(super) fn again(&self, own: &[Line], lines: &[Line], from: usize, to: usize) -> Option<Self> {
        if said(lines, from, to) != self.said(own) {
            return None;
        }
        let mut cells: Vec<Again> =
            self.leaves.iter().chain(self.groups.iter().map(|g| &g.0)).map(|c| Again::new(c, own)).collect();
        for (at, line) in lines.iter().enumerate().take(to).skip(from) {
            for (i, word) in line.words.iter().enumerate() {
                let x = f32::midpoint(word.x0, word.x1);
                let far = |c: &Again| (c.x - x).abs();
                let next = cells.iter_mut().filter(|c| c.wants(&word.text)).min_by(|a, b| far(a).total_cmp(&far(b)))?;
                next.take((at, i, i + 1), word.x0, word.x1, &word.text);
            }
        }
        let mut found = cells.into_iter().map(|c| c.cell);
        let leaves: Vec<HeaderCell> = found.by_ref().take(self.leaves.len()).collect();
        let groups = found.zip(&self.groups).map(|(c, g)| (c, g.1, g.2)).collect();
        Some(Self { from, to, leaves, groups, score: self.score })
    }
}

fn said(lines: &[Line], from: usize, to: usize) -> Vec<String> {
    let mut words: Vec<String> =
        lines[from..to].iter().flat_map(|l| &l.words).map(|w| fold(&w.text)).filter(|w| !w.is_empty()).collect();
    words.sort();
    words
}

/// A cell of a header that is being found again.
struct Again {
    words: Vec<String>,
    x: f32,
    cell: HeaderCell,
}

impl Again {
    fn new(cell: &HeaderCell, own: &[Line]) -> Self {
        let words =
            cell.pieces.iter().flat_map(|&(at, a, b)| own[at].words[a..b].iter().map(|w| w.text.clone())).collect();
        let empty = HeaderCell { pieces: Vec::new(), x0: f32::INFINITY, x1: 0.0, text: String::new() };
        Self { words, x: cell.middle(), cell: empty }
    }

    fn wants(&self, word: &str) -> bool {
        let taken: usize = self.cell.pieces.iter().map(|(_, a, b)| b - a).sum();
        self.words.get(taken).is_some_and(|w| fold(w) == fold(word))
    }

    fn take(&mut self, piece: Piece, x0: f32, x1: f32, text: &str) {
        match self.cell.pieces.last_mut() {
            Some(last) if last.0 == piece.0 && last.2 == piece.1 => last.2 = piece.2,
            _ => self.cell.pieces.push(piece),
        }
        self.cell.x0 = self.cell.x0.min(x0);
        self.cell.x1 = self.cell.x1.max(x1);
        if !self.cell.text.is_empty() {
            self.cell.text.push(' ');
        }
        self.cell.text.push_str(text);
    }
}
