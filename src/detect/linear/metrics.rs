//! How wide a text is when printed, in ems, and how wide a column must be for its lines to end where they do.
//!
//! Source: advance widths of Times, the face that Nghị định 30/2020/NĐ-CP prescribes; other faces are proportionally alike.

use crate::lexicon::fold;

/// Advance widths of `a`–`z` in thousandths of an em.
const SMALL: [u16; 26] = [
    444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722,
    500, 500, 444,
];
/// Advance widths of `A`–`Z` in thousandths of an em.
const CAPITAL: [u16; 26] = [
    722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944,
    722, 722, 611,
];
/// Of a space.
pub(super) const SPACE: f32 = 0.25;
/// Rounding and letter spacing over a line, in ems.
const SLACK: f32 = 0.35;
/// Fewest broken lines from which the width of a column is learned.
const MIN_BREAKS: usize = 4;

/// Width of a text in ems.
pub(super) fn width(text: &str) -> f32 {
    text.chars().map(|c| f32::from(advance(c)) / 1000.0).sum()
}

fn advance(c: char) -> u16 {
    match c {
        ' ' | ',' | '.' => 250,
        ':' | ';' | '/' => 278,
        '-' | '(' | ')' | '[' | ']' => 333,
        '%' => 833,
        '\u{300}'..='\u{36f}' => 0,
        _ if c.is_ascii_digit() => 500,
        _ => {
            let mut buffer = [0; 4];
            let base = fold(c.encode_utf8(&mut buffer)).bytes().next().unwrap_or(b'n');
            let table = if c.is_uppercase() { &CAPITAL } else { &SMALL };
            base.checked_sub(b'a').and_then(|i| table.get(usize::from(i))).copied().unwrap_or(500)
        }
    }
}

/// A line that was broken: its width, and that of the first word of the next line, in ems.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Break {
    pub(super) line: f32,
    pub(super) next: f32,
}

impl Break {
    /// The next word would have fitted behind the line.
    pub(super) fn early(&self, column: f32) -> bool {
        self.room(column) > SLACK
    }

    /// Room that the next word would have left, in ems; negative: it did not fit.
    pub(super) fn room(&self, column: f32) -> f32 {
        column - (self.line + SPACE + self.next)
    }
}

/// A line sticks out of a column by so many ems.
pub(super) fn excess(line: f32, column: f32) -> f32 {
    (line - column - SLACK).max(0.0)
}

/// The width of a column that explains most of its broken lines; `None` where there are too few.
pub(super) fn column_width(breaks: &[Break]) -> Option<f32> {
    if breaks.len() < MIN_BREAKS {
        return None;
    }
    let explained = |w: f32| breaks.iter().filter(|b| excess(b.line, w) == 0.0 && !b.early(w)).count();
    breaks
        .iter()
        .map(|b| b.line)
        .max_by(|a, b| explained(*a).cmp(&explained(*b)).then(b.total_cmp(a)))
        .filter(|w| explained(*w) * 2 > breaks.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_of_times() {
        assert!((width("Sở") - (0.556 + 0.5)).abs() < 1e-4);
        assert!((width("m 1") - (0.778 + 0.25 + 0.5)).abs() < 1e-4);
        assert_eq!(width("e\u{302}"), width("ê"));
    }

    #[test]
    fn a_column_is_as_wide_as_its_fullest_lines() {
        let line = |line, next| Break { line, next };
        let breaks = [line(5.0, 2.0), line(5.9, 1.0), line(6.0, 1.5), line(4.8, 1.8), line(5.6, 0.3), line(12.0, 1.0)];
        assert_eq!(column_width(&breaks), Some(5.9));
        assert!(line(2.0, 1.0).early(6.0) && !line(5.0, 1.5).early(6.0));
        assert_eq!(column_width(&breaks[..3]), None);
    }
}
