//! The header of a text whose order is lost: its words lie between those of the rows, so its cells are put together like a
//! puzzle from the lines that can only be pieces of known wordings.

use std::collections::BTreeSet;

use super::super::lines::{Line, pieces};
use crate::lexicon::{fold, header_start, is_header_start, is_header_word, match_header};
use crate::model::Role;

/// Puzzles kept at each line.
const BEAM: usize = 60;
/// So many lines of a page that may be pieces of a header are looked at.
const CANDIDATES: usize = 40;
/// A line of a header has at most so many words: three cells of three words.
const WORDS: usize = 9;
/// Readings of one line tried at most.
const MOST: usize = 2000;
/// Cost of each line between two lines of a header (natural logarithm, as in `score`).
const APART: f32 = 0.06;
/// And at most: a tool may print one column's header behind the whole page.
const FAR: f32 = 2.0;
/// What speaks for a line that stands directly below another of the header.
const NEXT: f32 = 0.6;
/// Cost of a cell whose wording is only begun, while there may be more.
const BEGUN: f32 = 0.2;
/// Wordings of a column that as often stand over a group of columns.
const MAY_BE_GROUP: [&str; 3] = ["phan cong", "trach nhiem", "to chuc thuc hien"];
/// Cost of words that no wording has, where they do not stand directly below their cell.
const ASTRAY: f32 = 0.5;
/// Share of a header's words, in tenths, that make its repetition on a page.
const REPEATED_TENTHS: usize = 6;

/// A column's header.
#[derive(Clone, Debug)]
pub(super) struct HeadCell {
    /// Line and the words of it that belong to the cell.
    pub(super) pieces: Vec<(usize, String)>,
    pub(super) role: Option<Role>,
    /// Folded, one space between words.
    text: String,
}

/// A header and the lines it takes.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) cells: Vec<HeadCell>,
    /// Lines of the header; those of them that belong to no cell (column numbers, a group's label).
    pub(super) lines: BTreeSet<usize>,
    pub(super) loose: BTreeSet<usize>,
    pub(super) score: f32,
}

#[derive(Clone, Default)]
struct Puzzle {
    score: f32,
    cells: Vec<HeadCell>,
    last: Option<usize>,
    distance: f32,
}

/// The header on a page, where one is.
pub(super) fn find(lines: &[Line], page: &[usize]) -> Option<Head> {
    let candidates: Vec<usize> = page.iter().copied().filter(|i| is_piece(lines[*i].text)).take(CANDIDATES).collect();
    let mut beam = vec![Puzzle::default()];
    for at in candidates {
        let words: Vec<&str> = lines[at].text.split_whitespace().collect();
        let mut next = beam.clone();
        for puzzle in &beam {
            let mut with = puzzle.clone();
            with.distance += puzzle.last.map_or(0.0, |l| (APART * count(at - l - 1)).min(FAR));
            with.distance -= if puzzle.last.is_some_and(|l| l + 1 == at) && !lines[at].blank { NEXT } else { 0.0 };
            with.last = Some(at);
            lay(&mut next, with, at, &words, 0);
        }
        for puzzle in &mut next {
            puzzle.score = value(&puzzle.cells, true) - puzzle.distance;
        }
        next.sort_by(|a, b| b.score.total_cmp(&a.score));
        next.truncate(BEAM);
        beam = next;
    }
    for puzzle in &mut beam {
        puzzle.score = value(&puzzle.cells, false) - puzzle.distance;
    }
    beam.sort_by(|a, b| b.score.total_cmp(&a.score));
    let best = beam.into_iter().find(|p| is_task_header(&p.cells))?;
    Some(head(lines, page, best))
}

/// Whether a line can be a piece of a header: words of known wordings only, or the beginning of one.
fn is_piece(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
    let small = text.ends_with(['.', ';', ',', ':']);
    !words.is_empty()
        && words.len() <= WORDS
        && !small
        && (words.iter().all(|w| is_header_word(w)) || match_header(text).is_some())
}

/// Lays the words of a line from one on into cells, left to right: each run goes on in a cell or begins one.
fn lay(out: &mut Vec<Puzzle>, puzzle: Puzzle, line: usize, words: &[&str], from: usize) {
    if from == words.len() || out.len() > MOST {
        if from == words.len() {
            out.push(puzzle);
        }
        return;
    }
    for to in from + 1..=words.len() {
        let run = words[from..to].join(" ");
        let folded = fold(&run);
        // Words that no wording has end a header cell only where they end its line.
        let whole_line = to == words.len();
        let big = run.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
        let begun = big && header_start(&run).is_some();
        for n in 0..puzzle.cells.len() {
            let whole = format!("{} {folded}", puzzle.cells[n].text);
            let known = is_known(&whole, false);
            if known || (whole_line && from == 0 && !begun && is_known(&whole, true)) {
                let mut with = puzzle.clone();
                let next = puzzle.cells[n].pieces.last().is_some_and(|(last, _)| last + 1 == line);
                with.distance += if known || next { 0.0 } else { ASTRAY };
                with.cells[n].text = whole;
                with.cells[n].pieces.push((line, run.clone()));
                lay(out, with, line, words, to);
            }
        }
        if big && is_known(&folded, whole_line) {
            let mut with = puzzle.clone();
            with.cells.push(HeadCell { pieces: vec![(line, run)], role: None, text: folded });
            lay(out, with, line, words, to);
        }
    }
}

/// Whether a folded text is a known wording or the beginning of one; `more`: or one with other words behind it.
fn is_known(folded: &str, more: bool) -> bool {
    match match_header(folded) {
        Some(found) => more || found.strength == folded.len() || is_header_start(folded),
        None => header_start(folded).is_some(),
    }
}

/// How well some cells are the columns of a header; `more`: their wordings may go on (`Cơ quan` beside `Cơ quan`).
fn value(cells: &[HeadCell], more: bool) -> f32 {
    let mut seen: Vec<Role> = Vec::new();
    let mut sum = 0.0;
    for cell in cells {
        let Some(found) = match_header(&cell.text) else {
            sum -= BEGUN;
            continue;
        };
        let extra = cell.text[found.strength.min(cell.text.len())..].split_whitespace().count();
        sum += 2.0 + 0.12 * count(found.strength) - 0.15 * count(extra);
        sum -= if MAY_BE_GROUP.contains(&cell.text.as_str()) { 1.0 } else { 0.0 };
        if seen.contains(&found.role) && more && is_header_start(&cell.text) {
            sum -= BEGUN;
        } else if seen.contains(&found.role) {
            sum -= if matches!(found.role, Role::Product | Role::Note | Role::Budget) { 2.0 } else { 6.0 };
        }
        seen.push(found.role);
    }
    sum
}

fn is_task_header(cells: &[HeadCell]) -> bool {
    let roles: Vec<Role> = cells.iter().filter_map(|c| match_header(&c.text)).map(|m| m.role).collect();
    let has = |r| roles.contains(&r);
    cells.len() == roles.len() && roles.len() >= 3 && has(Role::Task) && (has(Role::Lead) || has(Role::Partner))
}

fn head(lines: &[Line], page: &[usize], puzzle: Puzzle) -> Head {
    let mut cells = puzzle.cells;
    for cell in &mut cells {
        cell.role = match_header(&cell.text).map(|m| m.role);
        let said = cell.pieces.iter().flat_map(|(i, t)| t.split(' ').map(|w| (*i, w.to_owned()))).collect::<Vec<_>>();
        cell.pieces = pieces(said.iter().map(|(i, w)| (*i, w.as_str())));
    }
    in_order(&mut cells);
    let taken: BTreeSet<usize> = cells.iter().flat_map(|c| c.pieces.iter().map(|p| p.0)).collect();
    let (first, last) = (taken.first().copied().unwrap_or(0), taken.last().copied().unwrap_or(0));
    let near = |i: &usize| (first..=last + 12).contains(i) && !taken.contains(i);
    let group =
        |i: &usize| *i < last && match_header(lines[*i].text).is_some_and(|m| m.strength == fold(lines[*i].text).len());
    let loose = page.iter().copied().filter(near).filter(|i| is_column_number(lines[*i].text) || group(i)).collect();
    Head { cells, lines: taken, loose, score: puzzle.score }
}

/// The number stands left of all columns, the task next to it unless something printed between them says otherwise.
fn in_order(cells: &mut Vec<HeadCell>) {
    cells.sort_by_key(|c| c.role != Some(Role::Number));
    let task = cells.iter().position(|c| c.role == Some(Role::Task));
    if let Some(at) = task.filter(|t| *t > 1) {
        let cell = cells.remove(at);
        let to = usize::from(cells.first().is_some_and(|c| c.role == Some(Role::Number)));
        cells.insert(to, cell);
    }
}

/// `(1)`, or several of them on a line.
fn is_column_number(text: &str) -> bool {
    text.split_whitespace()
        .all(|w| w.strip_prefix('(').and_then(|w| w.strip_suffix(')')).is_some_and(|n| n.parse::<u8>().is_ok()))
}

impl Head {
    /// The lines of a page that repeat the header, however they are cut; none where it is not repeated.
    pub(super) fn repeated(&self, lines: &[Line], page: &[usize]) -> BTreeSet<usize> {
        let wanted: Vec<Vec<&str>> = self.cells.iter().map(|c| c.text.split(' ').collect()).collect();
        let mut said = vec![0; wanted.len()];
        let mut out = BTreeSet::new();
        for i in page {
            let folded = fold(lines[*i].text);
            let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
            if words.is_empty() || words.len() > WORDS + 6 {
                continue;
            }
            if let Some(after) = covered(&wanted, &said, &words) {
                said = after;
                out.insert(*i);
            }
        }
        let all: usize = wanted.iter().map(Vec::len).sum();
        if said.iter().sum::<usize>() * 10 < all * REPEATED_TENTHS {
            return BTreeSet::new();
        }
        let (first, last) = (out.first().copied().unwrap_or(0), out.last().copied().unwrap_or(0));
        let texts: Vec<&str> = self.loose.iter().map(|i| lines[*i].text).collect();
        let loose = |i: &&usize| {
            (first..=last + 12).contains(*i) && (is_column_number(lines[**i].text) || texts.contains(&lines[**i].text))
        };
        out.extend(page.iter().filter(loose));
        out
    }
}

/// Covers the words of a line by the next words of cells, left to right; gives how far each cell is said then.
fn covered(wanted: &[Vec<&str>], said: &[usize], words: &[&str]) -> Option<Vec<usize>> {
    if words.is_empty() {
        return Some(said.to_vec());
    }
    for (n, cell) in wanted.iter().enumerate() {
        let rest = &cell[said[n]..];
        let same = rest.iter().zip(words).take_while(|(a, b)| a == b).count();
        for take in (1..=same).rev() {
            let mut after = said.to_vec();
            after[n] += take;
            if let Some(done) = covered(wanted, &after, &words[take..]) {
                return Some(done);
            }
        }
    }
    None
}

#[allow(clippy::cast_precision_loss, reason = "a page has far fewer than 2^23 lines")]
fn count(n: usize) -> f32 {
    n as f32
}
