//! Lines of words → the header of a table.
//!
//! In: the lines of a page. Out: which of them are a header, and its cells left to right. The idea: a header is a few lines
//! whose pieces, put together down the page, are known wordings for two or more columns; the lines are taken that read best.
//! Header cells are centred or start at one edge, so pieces below each other share their middle or their left edge.

use crate::detect::sheet::Line;
use crate::lexicon::{fold, header_start, match_header, parse_label};
use crate::model::Role;

/// A header is at most this many lines high.
const DEPTH: usize = 7;
/// Empty lines inside a header are fewer than this.
const BLANK: f32 = 1.6;
/// A gap (half ems) that parts two header cells whatever stands there.
const WIDE: f32 = 2.5;
/// A gap that parts two words of one cell, where nothing else speaks against it.
const NARROW: f32 = 1.5;
/// Middles this far apart (half ems) are the same: rounding of centred lines to a grid.
const SAME_MIDDLE: f32 = 3.0;
/// A line that goes on with a cell may stand this far (half ems) beside it: short lines are pushed on a grid.
const NEAR_MIDDLE: f32 = 6.5;
/// A wording may be followed by this many letters; more is a sentence.
const TAIL: f32 = 22.0;
/// What a cell counts that is unknown or says what another says.
const UNKNOWN: f32 = -0.5;
/// A cell that goes on in the line below the header, or began in the line above.
const UNFINISHED: f32 = 0.8;
/// What a reading must be worth: two known columns and little else.
const WORTH: f32 = 1.3;

/// Some words of a line: line number, first word, one past the last.
pub(super) type Piece = (usize, usize, usize);

/// A header cell.
#[derive(Clone, Debug)]
pub(super) struct HeaderCell {
    pub(super) pieces: Vec<Piece>,
    /// Left and right edge in half ems.
    pub(super) x0: f32,
    pub(super) x1: f32,
    pub(super) text: String,
}

impl HeaderCell {
    pub(super) fn middle(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    fn first_line(&self) -> usize {
        self.pieces.first().map_or(0, |p| p.0)
    }

    fn last_line(&self) -> usize {
        self.pieces.last().map_or(0, |p| p.0)
    }

    /// The known meaning.
    pub(super) fn role(&self) -> Option<Role> {
        match_header(&self.text).map(|m| m.role)
    }
}

/// A header found.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its lines: first, one past the last.
    pub(super) from: usize,
    pub(super) to: usize,
    /// One cell a column, left to right.
    pub(super) leaves: Vec<HeaderCell>,
    /// Cells over several columns: cell, first leaf, one past the last.
    pub(super) groups: Vec<(HeaderCell, usize, usize)>,
    pub(super) score: f32,
}

/// The first header at or below a line.
pub(super) fn find(lines: &[Line], from: usize, end: usize) -> Option<Header> {
    (from..end).find_map(|start| {
        let first = best_at(lines, start, end)?;
        // A title line above may read along with it: the lines below alone may read better.
        let rest = (start + 1..end.min(start + DEPTH)).filter_map(|s| best_at(lines, s, end));
        Some(rest.fold(first, |a, b| if b.score > a.score { b } else { a }))
    })
}

/// The best reading of the lines from one on, where it is worth anything.
fn best_at(lines: &[Line], start: usize, end: usize) -> Option<Header> {
    let mut best: Option<Header> = None;
    for to in start + 1..=end.min(start + DEPTH) {
        let line = &lines[to - 1];
        // A sentence that ends in a colon announces the table.
        let announces = line.words.last().is_some_and(|w| w.text.ends_with(':'));
        let below = to > start + 1 && line.blank > BLANK;
        if below || announces || is_column_numbers(line) || parse_label(&line.words[0].text).is_some() {
            break;
        }
        let mut header = read(lines, start, to);
        if let Some(next) = lines[..end].get(to) {
            header.score -= UNFINISHED * goes_on_below(&header, next);
        }
        let roles: std::collections::BTreeSet<Role> = header.leaves.iter().filter_map(HeaderCell::role).collect();
        let tells = [Role::Task, Role::Lead, Role::Partner].iter().any(|r| roles.contains(r));
        if roles.len() >= 2 && tells && header.score >= WORTH && best.as_ref().is_none_or(|b| header.score > b.score) {
            best = Some(header);
        }
    }
    best
}

/// Letters, and no small one.
fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase)
}

/// Number of cells that a line would go on with.
#[allow(clippy::cast_precision_loss, reason = "a header has few cells")]
fn goes_on_below(header: &Header, line: &Line) -> f32 {
    let capitals = header.leaves.iter().all(|c| is_capitals(&c.text)) && parse_label(&line.words[0].text).is_none();
    let begins = |a: usize, figures: bool| {
        let word = &line.words[a].text;
        let goes_on = |c: char| c.is_lowercase() || (figures && c.is_ascii_digit());
        word.starts_with(goes_on) || (capitals && is_capitals(word))
    };
    let pieces = pieces(line);
    let figures = pieces.iter().all(|p| begins(p.0, true));
    let below = |(a, b): &(usize, usize)| {
        let middle = f32::midpoint(line.words[*a].x0, line.words[b - 1].x1);
        begins(*a, figures) && header.leaves.iter().skip(1).any(|c| (c.middle() - middle).abs() <= SAME_MIDDLE)
    };
    pieces.iter().filter(|p| below(p)).count() as f32
}

/// `(1) (2) (3)`: a line of column numbers under a header.
pub(super) fn is_column_numbers(line: &Line) -> bool {
    let bare = |w: &str| w.trim_matches(['(', ')', '[', ']']).parse::<usize>().ok();
    line.words.len() >= 3
        && line.words.iter().enumerate().all(|(i, w)| bare(&w.text).is_some_and(|n| n == i + 1 || n == i))
}

/// Reads some lines as a header.
fn read(lines: &[Line], from: usize, to: usize) -> Header {
    let mut cells: Vec<HeaderCell> = Vec::new();
    for at in from..to {
        for (a, b) in pieces(&lines[at]) {
            place(&mut cells, lines, (at, a, b));
        }
    }
    cells.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let (leaves, groups) = levels(cells);
    let score = score(&leaves, lines) - groups.iter().map(|_| 0.3).sum::<f32>() - 0.05 * (to - from) as f32;
    Header { from, to, leaves, groups, score }
}

/// Cuts a header line where a new cell begins: at a wide gap, or at a capital that begins another known wording.
fn pieces(line: &Line) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    for i in 1..line.words.len() {
        let gap = line.gap(i);
        let small = line.words[i].text.starts_with(char::is_lowercase);
        let cut = gap >= WIDE || (gap >= NARROW && !small) || (!small && begins_another(line, start, i));
        if cut {
            out.push((start, i));
            start = i;
        }
    }
    out.push((start, line.words.len()));
    out
}

/// Whether the words from `at` on are another column's wording than those before, though only a space parts them.
fn begins_another(line: &Line, start: usize, at: usize) -> bool {
    let stop = (at + 1..line.words.len()).find(|i| line.gap(*i) >= NARROW).unwrap_or(line.words.len());
    let ends = ((at + 2).min(stop)..=stop).rev();
    let before = header_start(&line.text(start, at));
    let whole = match_header(&line.text(start, stop)).map_or(0, |m| m.strength);
    let alone = match_header(&line.text(start, at)).map_or(0, |m| m.strength);
    let after = if at + 1 == stop {
        // One word may begin many a wording: it must be one.
        match_header(&line.text(at, stop)).map(|m| m.role)
    } else {
        ends.into_iter().find_map(|end| header_start(&line.text(at, end)))
    };
    before.is_some() && after.is_some() && before != after && whole <= alone
}

/// Puts a piece under the cell it goes on with, or begins a new one.
fn place(cells: &mut Vec<HeaderCell>, lines: &[Line], piece: Piece) {
    let (at, a, b) = piece;
    let (x0, x1) = (lines[at].words[a].x0, lines[at].words[b - 1].x1);
    let middle = f32::midpoint(x0, x1);
    let text = lines[at].text(a, b);
    let goes_on = text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(');
    let host = cells
        .iter_mut()
        .filter(|c| c.last_line() < at)
        .filter(|c| {
            let apart = (c.middle() - middle).abs();
            let under = c.x0 - 1.0 <= x0 && x1 <= c.x1 + 1.0;
            let same = apart <= SAME_MIDDLE || (c.x0 - x0).abs() <= 1.0;
            if goes_on { apart <= NEAR_MIDDLE || under || same } else { same && c.last_line() + 2 >= at }
        })
        .min_by(|c, d| (c.middle() - middle).abs().total_cmp(&(d.middle() - middle).abs()));
    match host {
        Some(cell) => {
            cell.pieces.push(piece);
            cell.text.push(' ');
            cell.text.push_str(&text);
            cell.x0 = cell.x0.min(x0);
            cell.x1 = cell.x1.max(x1);
        }
        None => cells.push(HeaderCell { pieces: vec![piece], x0, x1, text }),
    }
}

/// Sets cells apart that stand over several others.
fn levels(cells: Vec<HeaderCell>) -> (Vec<HeaderCell>, Vec<(HeaderCell, usize, usize)>) {
    let is_group: Vec<Option<(usize, usize)>> = (0..cells.len()).map(|i| spanned(&cells, i)).collect();
    let mut leaves = Vec::new();
    let mut at = vec![0; cells.len() + 1];
    for (i, cell) in cells.iter().enumerate() {
        at[i] = leaves.len();
        if is_group[i].is_none() {
            leaves.push(cell.clone());
        }
    }
    at[cells.len()] = leaves.len();
    let groups = cells
        .iter()
        .zip(&is_group)
        .filter_map(|(cell, span)| span.map(|(a, b)| (cell.clone(), at[a], at[b - 1] + 1)))
        .collect();
    (leaves, groups)
}

/// The cells a cell stands over: two or more that begin below it, centred under it.
fn spanned(cells: &[HeaderCell], i: usize) -> Option<(usize, usize)> {
    let group = &cells[i];
    let below = |k: &usize| cells[*k].first_line() > group.last_line();
    let (mut a, mut b) = (i, i + 1);
    while a > 0 && b < cells.len() {
        let (left, right) = (a - 1, b);
        if !below(&left) || !below(&right) {
            return None;
        }
        (a, b) = (left, right + 1);
        let middle = f32::midpoint(cells[a].x0, cells[b - 1].x1);
        if (middle - group.middle()).abs() <= SAME_MIDDLE {
            let beside = cells[a].x1 <= cells[b - 1].x0;
            return beside.then_some((a, b));
        }
    }
    None
}

/// How well the cells read as a header.
fn score(cells: &[HeaderCell], lines: &[Line]) -> f32 {
    let capitals = cells.iter().all(|c| is_capitals(&c.text));
    let mut seen: Vec<Role> = Vec::new();
    let mut sum = 0.0;
    for cell in cells {
        let once = |r: &Role| matches!(r, Role::Task | Role::Lead | Role::Partner | Role::Deadline);
        let role = cell.role().filter(|r| !once(r) || !seen.contains(r));
        seen.extend(role);
        sum += if role.is_some() { cell_score(cell, lines, capitals) } else { UNKNOWN };
        // Its first line stands above.
        sum -= if cell.text.starts_with(char::is_lowercase) { UNFINISHED } else { 0.0 };
    }
    sum
}

#[allow(clippy::cast_precision_loss, reason = "texts are short")]
fn cell_score(cell: &HeaderCell, lines: &[Line], capitals: bool) -> f32 {
    let Some(found) = match_header(&cell.text) else { return UNKNOWN };
    let tail = fold(&cell.text).len() as f32 - found.strength as f32;
    let mut score = 1.0 + 0.03 * found.strength.min(20) as f32 - (tail - TAIL).max(0.0) * 0.05;
    let mut text = String::new();
    for &(at, a, b) in &cell.pieces {
        let piece = lines[at].text(a, b);
        let begins = piece.starts_with(|c: char| !c.is_lowercase());
        let longer = match_header(&format!("{text} {piece}")).map_or(0, |m| m.strength);
        if !capitals && begins && match_header(&text).is_some_and(|m| m.strength >= longer) {
            score -= 0.6;
        }
        text = format!("{text} {piece}");
    }
    score
}

impl Header {
    /// Number of columns whose wording is known.
    pub(super) fn known(&self) -> usize {
        self.leaves.iter().filter(|c| c.role().is_some()).count()
    }
}
