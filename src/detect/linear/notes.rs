//! Footnotes in flattened text: the lines at the foot of a page that begin with the numbers of marks above them.

use super::lines::Line;
use crate::detect::marks::mark_in;

/// The notes of a page take at most so many lines.
const MAX_LINES: usize = 8;

/// How many lines at the end of a page are notes. `first`: the number the first of them must have.
pub(super) fn at_foot(page: &[&Line], first: u32) -> usize {
    let begins = |line: &Line, n: u32| {
        let rest = line.text.trim_start_matches('(').strip_prefix(&n.to_string());
        rest.is_some_and(|r| r.starts_with(['.', ')', ' ']))
    };
    let marked = |n: u32, before: &[&Line]| {
        let n = n.to_string();
        before.iter().flat_map(|l| l.text.split(' ')).any(|w| mark_in(w).is_some_and(|(a, b)| w[a..b] == n))
    };
    let from = page.len().saturating_sub(MAX_LINES);
    let start = (from..page.len()).find(|i| begins(page[*i], first) && marked(first, &page[..*i]));
    start.map_or(0, |i| page.len() - i)
}

/// How many notes begin among some lines, counted from a number on.
pub(super) fn count(lines: &[&Line], first: u32) -> u32 {
    let mut next = first;
    for line in lines {
        let own = line.text.trim_start_matches('(').strip_prefix(&next.to_string());
        next += u32::from(own.is_some_and(|r| r.starts_with(['.', ')', ' '])));
    }
    next - first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_lines_whose_numbers_stand_behind_words() {
        let line = |text| Line { text, line: 1, page: 0, blank: false, empty: false, wide: false };
        let page: Vec<Line> =
            ["vùng huyện1; hoàn", "hồ sơ2 trình", "Quý II", "1. Quy hoạch.", "2. Gồm: tương,", "nhút"].map(line).into();
        let page: Vec<&Line> = page.iter().collect();
        assert_eq!((at_foot(&page, 1), count(&page[3..], 1)), (3, 2));
        assert_eq!(at_foot(&page[2..], 1), 0);
    }
}
