//! The words that may make a header, and what stands behind them.

use super::lines::Line;
use crate::lexicon::{fold, parse_label, split_label};

/// A header takes at most so many lines: seven columns of three lines.
const MAX_LINES: usize = 24;
/// No line of a header has more bytes than this.
pub(super) const LINE: usize = 400;

/// A word of a line.
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// Index of its line.
    pub(super) line: usize,
    /// It ends its line.
    pub(super) last: bool,
}

/// What stands directly behind the words looked at.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Foot {
    /// More words.
    Open,
    /// The number of a row or section.
    Label,
    /// So many column numbers.
    Numbers(usize),
}

impl Foot {
    /// What it says for a header with so many columns that ends there (`reached`) or before.
    pub(super) fn evidence(self, columns: usize, reached: bool) -> f32 {
        match (self, reached) {
            (Self::Open, _) | (Self::Label, false) => 0.0,
            (Self::Label, true) => 1.0,
            (Self::Numbers(n), true) if n == columns => 6.0,
            (Self::Numbers(_), true) => 0.0,
            (Self::Numbers(_), false) => -4.0,
        }
    }
}

/// The words from a line on, up to the first line that is, or begins with, a row's number, and what stopped them.
pub(super) fn words<'a>(lines: &[Line<'a>], from: usize) -> (Vec<Word<'a>>, Foot) {
    let mut out: Vec<Word> = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(from).take(MAX_LINES) {
        let (numbers, columns) = if at > from { column_numbers(&lines[at..]) } else { (0, 0) };
        if numbers > 0 {
            return (out, Foot::Numbers(columns));
        }
        if at > from && (parse_label(line.text).is_some() || split_label(line.text).is_some()) {
            return (out, Foot::Label);
        }
        if at > from && line.text.len() > LINE {
            break;
        }
        out.extend(line.text.split_whitespace().flat_map(unglued).map(|text| Word { text, line: at, last: false }));
        if let Some(word) = out.last_mut() {
            word.last = true;
        }
    }
    (out, Foot::Open)
}

/// Some dumpers print two cells without a space between them: `chúNgân`.
fn unglued(word: &str) -> impl Iterator<Item = &str> {
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let cut = word.char_indices().find(|(i, c)| c.is_uppercase() && small(word[..*i].chars().next_back()));
    let (a, b) = word.split_at(cut.map_or(word.len(), |c| c.0));
    [a, b].into_iter().filter(|w| !w.is_empty())
}

/// How many lines are the column numbers `(1) (2) (3)`, on one line or one a line, and how many columns they number.
pub(super) fn column_numbers(lines: &[Line]) -> (usize, usize) {
    let mut columns = 0;
    for (n, line) in lines.iter().enumerate() {
        let said: Vec<Option<usize>> = fold(line.text).split(' ').map(|w| w.parse().ok()).collect();
        let counts_on = said.iter().zip(columns + 1..).all(|(w, next)| *w == Some(next));
        if !(counts_on && line.text.starts_with('(')) {
            // Two numbers can be a row's and a figure.
            return if columns > 2 { (n, columns) } else { (0, 0) };
        }
        columns += said.len();
    }
    (0, 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines<'a>(texts: &[&'a str]) -> Vec<Line<'a>> {
        let line = |text| Line { text, line: 1, page: 0, blank: false, empty: false, wide: false };
        texts.iter().map(|text| line(*text)).collect()
    }

    #[test]
    fn cells_printed_without_a_space_are_two_words() {
        let lines = lines(&["Ghi chúNgân", "sách", "(1) (2) (3)", "1"]);
        let (words, foot) = words(&lines, 0);
        assert_eq!(words.iter().map(|w| w.text).collect::<Vec<_>>(), ["Ghi", "chú", "Ngân", "sách"]);
        assert!(foot == Foot::Numbers(3));
    }
}
