//! The printed lines of a flattened text, with the little layout that is left in it.

use crate::model::{SourceLine, TextLine};

/// A printed line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Trimmed.
    pub(super) text: &'a str,
    /// 1-based line of the source.
    pub(super) line: u32,
    /// 1-based page by form feeds, 0 where the source has none.
    pub(super) page: u32,
    /// A blank line stands before it.
    pub(super) blank: bool,
    /// A line of spaces only stands before it: some dumpers print an empty cell so.
    pub(super) empty: bool,
    /// Many blank lines stand before it: some dumpers end a page so.
    pub(super) wide: bool,
}

/// So many blank lines in a row end a page, where cells are parted by one.
const PAGE_GAP: usize = 3;

/// Lines of spaces are empty cells where at most this share of the blank lines (one in `1 / RARE`) has spaces; else the
/// dumper merely pads.
const RARE: usize = 4;

/// Texts with the line each stands on → one piece a line: neighbours on one line are joined by a space.
pub(super) fn pieces<'t>(texts: impl IntoIterator<Item = (usize, &'t str)>) -> Vec<(usize, String)> {
    let mut out: Vec<(usize, String)> = Vec::new();
    for (line, text) in texts {
        match out.last_mut() {
            Some((last, piece)) if *last == line => {
                piece.push(' ');
                piece.push_str(text);
            }
            _ => out.push((line, text.to_owned())),
        }
    }
    out
}

/// The lines that print something.
pub(super) fn printed(source: &[SourceLine]) -> Vec<Line<'_>> {
    let is_blank = |l: &&SourceLine| l.text.trim().is_empty();
    let spaced = source.iter().filter(is_blank).filter(|l| !l.text.is_empty()).count();
    let rare = spaced * RARE <= source.iter().filter(is_blank).count();
    let mut out: Vec<Line> = Vec::new();
    let (mut blanks, mut empty) = (0, false);
    for l in source {
        let text = l.text.trim();
        if text.is_empty() {
            blanks += 1;
            empty |= rare && !l.text.is_empty();
            continue;
        }
        let wide = blanks >= PAGE_GAP && !empty;
        out.push(Line { text, line: l.line, page: l.page, blank: blanks > 0, empty, wide });
        (blanks, empty) = (0, false);
    }
    // Where such gaps are common, they part cells.
    let common = out.iter().filter(|l| l.wide).count() * 10 > out.iter().filter(|l| l.blank).count();
    out.iter_mut().for_each(|l| l.wide &= !common);
    out
}

impl Line<'_> {
    /// A piece of it as a line of a cell.
    pub(super) fn piece(&self, text: &str) -> TextLine {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        TextLine { text, page: self.page, line: Some(self.line), ..TextLine::default() }
    }

    /// All of it.
    pub(super) fn whole(&self) -> TextLine {
        self.piece(self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rare_line_of_spaces_is_an_empty_cell() {
        let source = |texts: &[&str]| -> Vec<SourceLine> {
            (1..).zip(texts).map(|(line, t)| SourceLine { line, text: (*t).into(), page: 0 }).collect()
        };
        let rare = source(&["a", "", "b ", "", "", "", "  ", "c"]);
        let lines = printed(&rare);
        assert_eq!(
            lines.iter().map(|l| (l.text, l.blank, l.empty)).collect::<Vec<_>>(),
            [("a", false, false), ("b", true, false), ("c", true, true)]
        );
        assert!(printed(&source(&["a", " ", "b", " ", "c"])).iter().all(|l| !l.empty));
    }
}
