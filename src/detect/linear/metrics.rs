//! How wide a column must be, in ems, for its lines to end where they do.

use crate::lexicon::SPACE_EM;

/// Rounding and letter spacing over a line, in ems.
const SLACK: f32 = 0.35;
/// More broken lines than this teach nothing new.
const MAX_BREAKS: usize = 1000;
/// Fewest broken lines from which the width of a column is learned.
const MIN_BREAKS: usize = 4;

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
        column - (self.line + SPACE_EM + self.next)
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
    let breaks = &breaks[..breaks.len().min(MAX_BREAKS)];
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
    fn a_column_is_as_wide_as_its_fullest_lines() {
        let line = |line, next| Break { line, next };
        let breaks = [line(5.0, 2.0), line(5.9, 1.0), line(6.0, 1.5), line(4.8, 1.8), line(5.6, 0.3), line(12.0, 1.0)];
        assert_eq!(column_width(&breaks), Some(5.9));
        assert!(line(2.0, 1.0).early(6.0) && !line(5.0, 1.5).early(6.0));
        assert_eq!(column_width(&breaks[..3]), None);
    }
}
