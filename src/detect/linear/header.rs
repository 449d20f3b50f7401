//! The header of a flattened table: words over several lines → the columns, by the best segmentation into known wordings.

use std::ops::Range;

use super::lines::{Line, pieces};
use crate::lexicon::{fold, match_header, parse_label, split_label};
use crate::model::Role;

/// A header takes at most so many lines: seven columns of three lines.
const MAX_LINES: usize = 24;
/// A header cell has at most so many words.
const MAX_WORDS: usize = 12;
/// Between a title that reads like a header and the header itself stand at most so many lines.
const AHEAD: usize = 6;
/// The label of a group of columns has at most so many words.
const GROUP_WORDS: usize = 4;
/// No line of a header has more bytes than this.
const LINE: usize = 400;
/// Hypotheses kept at each word.
const BEAM: usize = 6;

/// A header found in the text.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its lines, the row of column numbers included.
    pub(super) lines: Range<usize>,
    /// Its cells, in printed order.
    pub(super) cells: Vec<HeaderCell>,
    /// A cell above some of the others, which ones is not known: then their printed order is not that of the columns.
    pub(super) group: Option<HeaderCell>,
    /// The lines of the column numbers `(1) (2) (3)` under it.
    pub(super) numbers: Range<usize>,
    /// How well it reads as a header.
    score: f32,
    /// Its folded words: how a repetition is recognised.
    words: Vec<String>,
}

/// One header cell.
#[derive(Clone, Debug, Default)]
pub(super) struct HeaderCell {
    /// Line and the words of it that belong to the cell.
    pub(super) pieces: Vec<(usize, String)>,
    /// Its meaning, where the wording is known.
    pub(super) role: Option<Role>,
    /// It stands under the header's group.
    pub(super) grouped: bool,
}

struct Word<'a> {
    text: &'a str,
    line: usize,
    last: bool,
}

/// The first word of a cell, one past its last, and its meaning.
type Span = (usize, usize, Option<Role>);

#[derive(Clone)]
struct Hypothesis {
    score: f32,
    cells: Vec<Span>,
}

/// The header that begins at a line or, where a line inside of it makes a better beginning (a title above it holds words of
/// a header too), at that line.
pub(super) fn find(lines: &[Line], from: usize) -> Option<Header> {
    let mut best = parse(lines, from)?;
    // A title in capitals can read like a header; the header itself stands a little further down and has the number column.
    let ahead = if best.numbered() { 0 } else { AHEAD };
    let mut at = from + 1;
    while at < lines.len().min(best.lines.end + ahead) {
        if let Some(other) = parse(lines, at) {
            let better = other.score > best.score && at < best.lines.end;
            if better || (other.numbered() && !best.numbered()) {
                best = other;
            }
        }
        at += 1;
    }
    Some(best)
}

/// Reads a header that begins at a line; `None` where none does.
fn parse(lines: &[Line], from: usize) -> Option<Header> {
    if !may_begin(lines[from].text) {
        return None;
    }
    let words = words(lines, from);
    let mut best: Vec<Vec<Hypothesis>> = vec![Vec::new(); words.len() + 1];
    best[0].push(Hypothesis { score: 0.0, cells: Vec::new() });
    let mut found: Option<(f32, usize, Vec<Span>)> = None;
    for at in 0..words.len() {
        let mut open = std::mem::take(&mut best[at]);
        open.sort_by(|a, b| b.score.total_cmp(&a.score));
        open.truncate(BEAM);
        let longest = words.len().min(at + MAX_WORDS);
        let mut cells: Vec<(f32, Option<Role>)> = (at + 1..=longest).map(|end| cell(&words, at, end)).collect();
        if at == 0 {
            group_labels(&words, &mut cells);
        }
        for h in &open {
            // What goes on in small letters is not over.
            let total = h.score - if starts_small(words[at].text) { 3.0 } else { 0.0 };
            if (at == 0 || words[at - 1].last) && is_task_header(&h.cells) && found.as_ref().is_none_or(|f| total > f.0)
            {
                found = Some((total, at, h.cells.clone()));
            }
            for (n, (score, role)) in cells.iter().enumerate() {
                let end = at + 1 + n;
                let score = h.score + score - role.map_or(0.0, |r| twice(r, &h.cells));
                let mut cells = h.cells.clone();
                cells.push((at, end, *role));
                best[end].push(Hypothesis { score, cells });
            }
        }
    }
    for h in best[words.len()].iter().filter(|h| is_task_header(&h.cells)) {
        if found.as_ref().is_none_or(|f| h.score > f.0) {
            found = Some((h.score, words.len(), h.cells.clone()));
        }
    }
    let (score, end, cells) = found?;
    let mut cells = cells;
    // "Phân công" over "Chủ trì" and "Phối hợp" is printed above the row of the number column.
    let group = (cells.len() > 1 && cells[1].2 == Some(Role::Number)).then(|| cells.remove(0));
    let numbers = words[end - 1].line + 1;
    let last = numbers + column_numbers(&lines[numbers.min(lines.len())..]);
    Some(Header {
        score,
        lines: from..last,
        group: group.map(|(a, b, _)| header_cell(&words[a..b], None)),
        numbers: numbers..last,
        cells: cells.iter().map(|(a, b, role)| header_cell(&words[*a..*b], *role)).collect(),
        words: lines[from..last].iter().flat_map(|l| folded(l.text)).collect(),
    })
}

impl Header {
    /// Whether it has a number column.
    pub(super) fn numbered(&self) -> bool {
        self.cells.iter().any(|c| c.role == Some(Role::Number))
    }

    /// The lines of a repetition that begins at a line.
    pub(super) fn repeated(&self, lines: &[Line], from: usize) -> Option<Range<usize>> {
        let mut left = self.words.as_slice();
        for (at, line) in lines.iter().enumerate().skip(from) {
            let said = folded(line.text);
            left = left.strip_prefix(said.as_slice())?;
            if left.is_empty() {
                return Some(from..at + 1);
            }
        }
        None
    }
}

/// Worth a look: the line begins with a known wording or holds `STT`.
fn may_begin(text: &str) -> bool {
    // A sentence holds words of a header too; a header does not begin in its middle.
    if text.len() > LINE || starts_small(text) || parse_label(text).is_some() || split_label(text).is_some() {
        return false;
    }
    let words = folded(text);
    match_header(text).is_some()
        || words.iter().any(|w| w == "stt" || w == "tt")
        || (1..=words.len().min(4)).any(|n| match_header(&words[..n].join(" ")).is_some())
        || (words.len() == 1 && words[0] == "so")
}

fn folded(text: &str) -> Vec<String> {
    fold(text).split(' ').filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

/// The words from a line on, up to the first line that is, or begins with, a row's number.
fn words<'a>(lines: &[Line<'a>], from: usize) -> Vec<Word<'a>> {
    let mut out: Vec<Word> = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(from).take(MAX_LINES) {
        if at > from && (line.text.len() > LINE || parse_label(line.text).is_some() || split_label(line.text).is_some())
        {
            break;
        }
        out.extend(line.text.split_whitespace().map(|text| Word { text, line: at, last: false }));
        if let Some(word) = out.last_mut() {
            word.last = true;
        }
    }
    out
}

/// Words directly before the number column's wording are the label of a group of columns, whatever they say.
fn group_labels(words: &[Word], cells: &mut [(f32, Option<Role>)]) {
    for (end, cell) in cells.iter_mut().enumerate().take(GROUP_WORDS) {
        let number = words.get(end + 1).and_then(|w| match_header(w.text)).is_some_and(|m| m.role == Role::Number);
        if number {
            *cell = (cell.0.max(-1.0), None);
        }
    }
}

/// How well some words are one header cell.
fn cell(words: &[Word], from: usize, to: usize) -> (f32, Option<Role>) {
    let text = words[from..to].iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
    // Between two words of a line nothing says that a cell ends.
    let mut score = if from > 0 && !words[from - 1].last { -0.5 } else { 0.0 };
    score -= if starts_small(&text) { 2.5 } else { 0.0 };
    let Some(found) = match_header(&text) else {
        return (score - 1.5 - 0.5 * count(to - from), None);
    };
    let extra = fold(&text)[found.strength..].split_whitespace().count();
    score += 2.0 + 0.12 * count(found.strength) - 0.4 * count(extra);
    (score, Some(found.role))
}

/// Cost of a meaning that another column has already.
fn twice(role: Role, before: &[Span]) -> f32 {
    let core = matches!(role, Role::Task | Role::Lead | Role::Partner | Role::Deadline);
    match (before.iter().any(|(_, _, r)| *r == Some(role)), core) {
        (false, _) => 0.0,
        (true, true) => 4.0,
        (true, false) => 1.0,
    }
}

fn starts_small(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
}

#[allow(clippy::cast_precision_loss, reason = "a header has far fewer than 2^23 words")]
fn count(n: usize) -> f32 {
    n as f32
}

/// A task table names work and who does it.
fn is_task_header(cells: &[Span]) -> bool {
    let has = |role| cells.iter().any(|c| c.2 == Some(role));
    let mut known: Vec<Role> = cells.iter().filter_map(|c| c.2).collect();
    let most = known.len() * 2 > cells.len();
    known.sort_unstable();
    known.dedup();
    known.len() >= 3 && most && has(Role::Task) && (has(Role::Lead) || has(Role::Partner))
}

/// How many lines are the column numbers `(1) (2) (3)`, on one line or one a line.
fn column_numbers(lines: &[Line]) -> usize {
    let mut next = 1;
    for (n, line) in lines.iter().enumerate() {
        let counts_on = fold(line.text).split(' ').all(|w| {
            next += 1;
            w.parse() == Ok(next - 1)
        });
        if !(counts_on && line.text.starts_with('(')) {
            // Two numbers can be a row's and a figure.
            return if next > 4 { n } else { 0 };
        }
    }
    0
}

fn header_cell(words: &[Word], role: Option<Role>) -> HeaderCell {
    let pieces = pieces(words.iter().map(|w| (w.line, w.text)));
    HeaderCell { pieces, role, grouped: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines<'a>(texts: &[&'a str]) -> Vec<Line<'a>> {
        (1..)
            .zip(texts)
            .map(|(line, text)| Line { text, line, page: 0, blank: false, empty: false, wide: false })
            .collect()
    }

    fn cells(texts: &[&str]) -> Option<Vec<String>> {
        let header = parse(&lines(texts), 0)?;
        let text = |c: &HeaderCell| c.pieces.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>().join(" ");
        Some(header.cells.iter().map(text).collect())
    }

    #[test]
    fn cells_over_lines_and_cells_on_one_line() {
        let wanted = ["STT", "Nội dung, nhiệm vụ cụ thể", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"];
        let split =
            ["STT Nội dung, nhiệm vụ cụ thể", "Đơn vị", "chủ trì", "Đơn vị", "phối hợp", "Thời gian", "hoàn thành"];
        assert_eq!(cells(&[&split[..], &["A. NHÓM"]].concat()).unwrap(), wanted);
        assert_eq!(cells(&[&wanted.join(" "), "1", "Nội dung họp"]).unwrap(), wanted);
    }

    #[test]
    fn other_orders_and_other_columns() {
        assert_eq!(
            cells(&[
                "TT Nhiệm vụ Sản phẩm Cơ quan chủ trì",
                "Cơ quan phối",
                "hợp",
                "Thời gian thực",
                "hiện",
                "I",
                "CÔNG TÁC"
            ])
            .unwrap(),
            ["TT", "Nhiệm vụ", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian thực hiện"]
        );
        assert!(cells(&["Nội dung của Kế hoạch được giao như sau", "các đơn vị thực hiện"]).is_none());
        // Inside a sentence of a cell.
        assert!(cells(&["hoàn thành nhiệm vụ chuyển đổi số của cơ quan", "nhà nước, người đứng đầu"]).is_none());
    }

    #[test]
    fn a_repetition_is_recognised_however_its_lines_break() {
        let first = lines(&["STT Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"]);
        let header = parse(&first, 0).unwrap();
        let again = lines(&["x", "STT", "Nhiệm vụ Đơn vị", "chủ trì Thời hạn", "1"]);
        assert_eq!(header.repeated(&again, 1), Some(1..4));
        assert_eq!(header.repeated(&again, 0), None);
    }
}
