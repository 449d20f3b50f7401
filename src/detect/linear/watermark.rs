//! Watermarks in flattened text: a word across the page, whose letters a dumper prints at the page's foot, cut as they stand.
//!
//! In: the tables with their body lines. Out: the same without the lines that are a watermark's. What tells is that the same
//! capitals, however they are cut into lines, end more than one page.

use std::collections::{BTreeMap, BTreeSet};

use super::Part;
use super::lines::Line;
use crate::lexicon::{agency_score, parse_label};

/// A watermark has at least and at most so many letters (`MẬT`, `DỰ THẢO LẦN 2`).
const LETTERS: std::ops::RangeInclusive<usize> = 3..=24;
/// Pages that must end with it.
const PAGES: usize = 2;

/// Takes the watermarks out of the tables' bodies.
pub(super) fn take(lines: &[Line], parts: &mut [Part]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    // An acronym in one piece may be the last cell of several pages.
    let mut cut: BTreeSet<String> = BTreeSet::new();
    let mut next = 0;
    for part in &*parts {
        // Above the table the ends of the pages are not known.
        let before: Vec<usize> = (next..part.header.lines.start).collect();
        let outside = before.chunk_by(|a, b| is_piece(&lines[*a]) && is_piece(&lines[*b]));
        let pages = part.body.chunk_by(|_, b| !b.1).map(|page| page.iter().map(|(i, _)| *i).collect());
        let runs: Vec<Vec<usize>> = outside.map(<[usize]>::to_vec).chain(pages).collect();
        for run in runs {
            for from in pieces_from(lines, &run)..run.len() {
                let word = letters(lines, &run[from..]);
                if run.len() - from > 1 {
                    cut.insert(word.clone());
                }
                *seen.entry(word).or_default() += 1;
            }
        }
        next = part.end;
    }
    let known = |word: &str| {
        cut.contains(word) && LETTERS.contains(&word.chars().count()) && seen.get(word).is_some_and(|n| *n >= PAGES)
    };
    for part in parts {
        let mut body = Vec::new();
        for page in part.body.chunk_by(|_, b| !b.1) {
            let run: Vec<usize> = page.iter().map(|(i, _)| *i).collect();
            let from = (pieces_from(lines, &run)..run.len()).find(|from| known(&letters(lines, &run[*from..])));
            let from = from.unwrap_or(run.len());
            body.extend(&page[..from]);
            part.watermarks.extend(&run[from..]);
        }
        part.body = body;
    }
}

/// Where the pieces begin that may be a watermark's at the end of some lines.
fn pieces_from(lines: &[Line], run: &[usize]) -> usize {
    run.len() - run.iter().rev().take_while(|i| is_piece(&lines[**i])).count()
}

fn letters(lines: &[Line], run: &[usize]) -> String {
    run.iter().flat_map(|i| lines[*i].text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// Capitals only, and neither a body's name nor a section's number.
fn is_piece(line: &Line) -> bool {
    let text = line.text;
    text.chars().all(|c| c.is_uppercase() || c.is_whitespace())
        && text.chars().count() <= *LETTERS.end()
        && agency_score(text) < 2.0
        && (text.chars().count() == 1 || parse_label(text).is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_capitals_alone() {
        let line = |text| Line { text, line: 1, page: 0, blank: false, empty: false, wide: false };
        let run = ["tỉnh", "DỰ", "T", "HẢ", "O"].map(line);
        let all: Vec<usize> = (0..run.len()).collect();
        assert_eq!(pieces_from(&run, &all), 1);
        assert_eq!(letters(&run, &all[1..]), "DỰTHẢO");
        assert!(!is_piece(&line("UBND")) && !is_piece(&line("XXI")) && !is_piece(&line("Sở")));
    }
}
