//! Which lines of which pages belong to a table.
//!
//! In: the pages as lines. Out: tables, each with its part on every page: header lines and body lines. The idea: a table begins
//! at a header and goes on, page after page, to the next heading of an appendix, the signature, another header or the end.

use super::columns::SINGLE;
use super::header::{self, Header};
use crate::detect::sheet::{Line, Sheet};
use crate::lexicon::{is_appendix_label, is_page_number, is_signature_start};

/// A repeated header stands among this many first lines of its page: page number and running head come before.
const TOP: usize = 6;
/// Page numbers stand further right than this share of the page's width; row numbers do not.
const NUMBERS: f32 = 0.2;
/// Empty lines above a footnote.
const ABOVE_NOTE: f32 = 0.9;
/// Half ems that the next letter of a text across the page stands to one side at least.
const SLANT: f32 = 1.5;
/// Lines of footnotes on a page at most.
const NOTE_LINES: usize = 8;
/// Known columns of a header that begins a table inside another's lines.
const SURE_HEADER: usize = 3;

/// The part of a table on one page.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Index of the page.
    pub(super) sheet: usize,
    pub(super) header: Option<Header>,
    /// The line of column numbers `(1) (2) (3)`.
    pub(super) numbers: Option<usize>,
    /// Body lines.
    pub(super) body: Vec<usize>,
    /// Lines of footnotes below it.
    pub(super) notes: Vec<usize>,
    /// Lines of a watermark across it.
    pub(super) marks: Vec<usize>,
}

/// Finds the tables: the parts of each, in page order.
pub(super) fn find(sheets: &[Sheet]) -> Vec<Vec<Part>> {
    let mut out: Vec<Vec<Part>> = Vec::new();
    let mut open = false;
    for (s, sheet) in sheets.iter().enumerate() {
        let lines = &sheet.lines;
        let (top, bottom) = inner(lines);
        let mut at = top;
        if let (true, Some(table)) = (open, out.last_mut()) {
            let again = repeated(sheets, table, lines, top, bottom);
            let from = again.as_ref().map_or(top, |h| h.to);
            let (part, end, stopped) = part(s, sheet, again, from, bottom);
            table.push(part);
            (at, open) = (end, !stopped);
        }
        while let Some(found) = (!open).then(|| beginning(sheet, at, bottom)).flatten() {
            let from = found.to;
            let (part, end, stopped) = part(s, sheet, Some(found), from, bottom);
            out.push(vec![part]);
            (at, open) = (end, !stopped);
        }
    }
    out
}

/// The lines of a page without its page numbers: first, one past the last.
fn inner(lines: &[Line]) -> (usize, usize) {
    let width = lines.iter().map(Line::x1).fold(0.0, f32::max);
    let number = |l: &Line| is_page_number(&l.text(0, l.words.len())) && l.x0() > NUMBERS * width;
    let top = usize::from(lines.first().is_some_and(number));
    let bottom = lines.len() - usize::from(lines.len() > top && lines.last().is_some_and(number));
    (top, bottom)
}

/// The table's header, printed again near the top of a page.
fn repeated(sheets: &[Sheet], table: &[Part], lines: &[Line], top: usize, bottom: usize) -> Option<Header> {
    let (own, header) = table.iter().find_map(|p| p.header.as_ref().map(|h| (&sheets[p.sheet].lines, h)))?;
    let height = header.to - header.from;
    (top..bottom.min(top + TOP))
        .find_map(|from| (from + 1..=bottom.min(from + height + 2)).find_map(|to| header.again(own, lines, from, to)))
}

/// The next header; beside ruled tables it must be a sure one, with white space between its cells: text around them is mostly
/// no table, and a title in capitals may read like headings.
fn beginning(sheet: &Sheet, at: usize, bottom: usize) -> Option<Header> {
    let parted = |h: &Header| h.leaves.windows(2).filter(|w| w[1].x0 - w[0].x1 >= SINGLE).count() * 2 >= h.leaves.len();
    let sure = |h: &Header| h.known() >= SURE_HEADER && parted(h);
    header::find(&sheet.lines, at, bottom).filter(|h| sheet.ruled.is_empty() || sure(h))
}

/// A part from a line on; where it ends, and whether something ended the table there.
fn part(at: usize, sheet: &Sheet, header: Option<Header>, from: usize, bottom: usize) -> (Part, usize, bool) {
    let lines = &sheet.lines;
    let numbers = (header.is_some() && from < bottom && header::is_column_numbers(&lines[from])).then_some(from);
    let from = from + usize::from(numbers.is_some());
    let stop = (from..bottom).find(|i| stops(&lines[*i]) || sheet.parted(*i));
    let other = header::find(lines, from, stop.unwrap_or(bottom)).filter(|h| h.known() >= SURE_HEADER);
    let end = other.map(|h| h.from).or(stop);
    let to = end.unwrap_or(bottom);
    let last = if end.is_none() { to - notes(&lines[from..to]) } else { to };
    let marks: Vec<usize> = (from..last).filter(|i| is_mark(&lines[*i])).collect();
    let marks = slanted(lines, &marks);
    let body = (from..last).filter(|i| !marks.contains(i)).collect();
    let notes = (last..to).collect();
    (Part { sheet: at, header, numbers, body, notes, marks }, to, end.is_some())
}

/// A heading of another appendix, or the foot of the paper.
fn stops(line: &Line) -> bool {
    let text = line.text(0, line.words.len());
    is_appendix_label(&text).is_some() || is_signature_start(&text)
}

/// Number of last lines that are footnotes: set apart by an empty line, the first with a mark.
fn notes(lines: &[Line]) -> usize {
    let single = |l: &&Line| l.runs(2.5).len() == 1;
    let most = lines.iter().rev().take(NOTE_LINES).take_while(single).count();
    (1..=most)
        .rev()
        .find(|n| {
            let first = &lines[lines.len() - n];
            let marked = is_note(&first.words[0].text) && first.words.len() > 2;
            first.blank >= ABOVE_NOTE && lines.len() > *n && (marked || stands_alone(first, *n))
        })
        .unwrap_or(0)
}

/// A mark in a line of its own, above its note.
fn stands_alone(line: &Line, lines: usize) -> bool {
    let mark = &line.words[0].text;
    lines > 1 && line.words.len() == 1 && mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit())
}

/// `1.`, `(2)`, `*`: the mark a footnote begins with.
fn is_note(word: &str) -> bool {
    let bare = word.trim_matches(['(', ')', '.', '[', ']']);
    word.starts_with('*')
        || (bare.len() <= 2 && bare != word && !bare.is_empty() && bare.bytes().all(|b| b.is_ascii_digit()))
}

/// Those of some lines that are letters of a text that runs across the page: the next one stands further to one side. Letters
/// below each other, or alone, are the rest of a cell (`Ban Dân vận` / `TU`).
fn slanted(lines: &[Line], marks: &[usize]) -> Vec<usize> {
    let apart = |a: usize, b: usize| (lines[a].x0() - lines[b].x0()).abs() >= SLANT;
    let beside = |at: usize| {
        let (before, next) = (at.checked_sub(1), at + 1);
        before.is_some_and(|i| apart(marks[i], marks[at])) || marks.get(next).is_some_and(|n| apart(*n, marks[at]))
    };
    (0..marks.len()).filter(|i| beside(*i)).map(|i| marks[i]).collect()
}

/// Letters of a text set across the page: one or two capitals alone in their line, where no number stands. A Roman number may
/// be the rest of a name (`khu vực` / `VI`).
fn is_mark(line: &Line) -> bool {
    let roman = |w: &str| w.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let capitals = |w: &str| w.chars().count() <= 2 && w.chars().all(char::is_uppercase) && !roman(w);
    line.words.len() <= 3 && line.words.iter().all(|w| capitals(&w.text) && w.x0 > 8.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::sheet::lines;

    #[test]
    fn letters_of_a_watermark_run_across_and_the_rest_of_a_cell_does_not() {
        let page = lines(&[
            "                         O",
            "1   Rà soát văn bản      Sở Tư pháp",
            "                   H",
            "    2   Tập huấn         Ban Dân vận",
            "            T",
        ]);
        let marks: Vec<usize> = (0..page.len()).filter(|i| is_mark(&page[*i])).collect();
        assert_eq!(slanted(&page, &marks), [0, 2, 4]);
        let cells = lines(&[
            "1   Rà soát     Ban Dân vận",
            "                TU",
            "2   Tập huấn    Công an các",
            "                TP",
        ]);
        let marks: Vec<usize> = (0..cells.len()).filter(|i| is_mark(&cells[*i])).collect();
        assert_eq!(marks, [1, 3]);
        assert!(slanted(&cells, &marks).is_empty());
    }
}
