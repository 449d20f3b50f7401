//! The header of a flattened table: words over several lines → the columns, by the best segmentation into known wordings.

use std::ops::Range;

use super::group::{Leaves, is_label, members};
use super::lines::{Line, pieces};
use super::words::{Foot, LINE, Word, column_numbers, words};
use crate::lexicon::{fold, match_header, names_someone, parse_label, split_label};
use crate::model::{Message, Role};

/// A header cell has at most so many words.
const MAX_WORDS: usize = 12;
/// Between a title that reads like a header and the header itself stand at most so many lines.
const AHEAD: usize = 6;
/// The label of a group of columns has at most so many words.
const GROUP_WORDS: usize = 4;
/// Hypotheses kept at each word.
const BEAM: usize = 6;

/// A header found in the text.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Its lines, the row of column numbers included.
    pub(super) lines: Range<usize>,
    /// Its cells, in printed order.
    pub(super) cells: Vec<HeaderCell>,
    /// A cell above some of the others. Where none of them is marked as grouped, which ones is not known: then their printed
    /// order is not that of the columns.
    pub(super) group: Option<HeaderCell>,
    /// Why its columns may be others than those read.
    pub(super) doubt: Option<Message>,
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

impl HeaderCell {
    /// Its text.
    pub(super) fn text(&self) -> String {
        self.pieces.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// The first word of a cell, one past its last, and its meaning.
pub(super) type Span = (usize, usize, Option<Role>);

#[derive(Clone, Default)]
struct Hypothesis {
    score: f32,
    cells: Vec<Span>,
    /// Which of them is a group's label.
    group: Option<usize>,
}

impl Hypothesis {
    /// Its score as a whole header, and its columns; `None` where it is none.
    fn closed(&self, foot: Foot, reached: bool) -> Option<(f32, Leaves)> {
        let (leaves, bonus) = match self.group {
            Some(group) => (members(&self.cells, group)?, GROUPED),
            None => (Leaves { cells: self.cells.clone(), group: None, first: 0, count: 0 }, 0.0),
        };
        let columns = leaves.cells.len() - usize::from(self.group.is_none() && stands_above(&leaves.cells));
        let score = self.score + bonus + foot.evidence(columns, reached);
        is_task_header(&leaves.cells).then_some((score, leaves))
    }
}

/// Whether the first cell is a label that stands above all others.
fn stands_above(cells: &[Span]) -> bool {
    cells.get(1).is_some_and(|c| c.2 == Some(Role::Number))
}

/// What it says for a group that cells fit under it.
const GROUPED: f32 = 2.5;

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
    let (words, foot) = words(lines, from);
    let (score, end, mut leaves) = segment(&words, foot)?;
    let mut group = leaves.group;
    // "Phân công" over "Chủ trì" and "Phối hợp" is printed above the row of the number column.
    if group.is_none() && stands_above(&leaves.cells) {
        group = Some(leaves.cells.remove(0));
    }
    let numbers = words[end - 1].line + 1;
    let (printed, columns) = column_numbers(&lines[numbers.min(lines.len())..]);
    let cells: Vec<HeaderCell> = (leaves.cells.iter().enumerate())
        .map(|(n, (a, b, role))| HeaderCell {
            grouped: (leaves.first..leaves.first + leaves.count).contains(&n),
            ..header_cell(&words[*a..*b], *role)
        })
        .collect();
    let doubt = (printed > 0 && columns != cells.len())
        .then(|| Message::new("columns-numbered").with("numbered", columns).with("read", cells.len()));
    Some(Header {
        score,
        lines: from..numbers + printed,
        group: group.map(|(a, b, _)| header_cell(&words[a..b], None)),
        doubt,
        numbers: numbers..numbers + printed,
        cells,
        words: lines[from..numbers + printed].iter().flat_map(|l| folded(l.text)).collect(),
    })
}

/// The best segmentation of the words, or of the first of them: its score, one past its last word, its columns.
fn segment(words: &[Word], foot: Foot) -> Option<(f32, usize, Leaves)> {
    let mut best: Vec<Vec<Hypothesis>> = vec![Vec::new(); words.len() + 1];
    best[0].push(Hypothesis::default());
    let mut found: Option<(f32, usize, Leaves)> = None;
    for at in 0..=words.len() {
        let mut open = std::mem::take(&mut best[at]);
        open.sort_by(|a, b| b.score.total_cmp(&a.score));
        open.truncate(BEAM);
        let longest = words.len().min(at + MAX_WORDS);
        let mut cells: Vec<(f32, Option<Role>)> = (at + 1..=longest).map(|end| cell(words, at, end)).collect();
        if at == 0 {
            group_labels(words, &mut cells);
        }
        for h in &open {
            let reached = at == words.len();
            if at > 0 && (reached || words[at - 1].last) {
                // What goes on in small letters is not over.
                let small = !reached && starts_small(words[at].text);
                if let Some((score, leaves)) = h.closed(foot, reached) {
                    let score = score - if small { 3.0 } else { 0.0 };
                    if found.as_ref().is_none_or(|f| score > f.0) {
                        found = Some((score, at, leaves));
                    }
                }
            }
            for (n, (score, role)) in cells.iter().enumerate() {
                let end = at + 1 + n;
                let mut next = h.clone();
                next.cells.push((at, end, *role));
                if h.group.is_none() && is_label(*role, n + 1) && !starts_small(words[at].text) {
                    let cost = if role.is_some() { 0.0 } else { -1.0 };
                    best[end].push(Hypothesis { score: h.score + cost, group: Some(h.cells.len()), ..next.clone() });
                }
                next.score += score - role.map_or(0.0, |r| twice(r, h));
                best[end].push(next);
            }
        }
    }
    found
}

impl Header {
    /// Whether it has a number column.
    pub(super) fn numbered(&self) -> bool {
        self.coded() || self.cells.iter().any(|c| c.role == Some(Role::Number))
    }

    /// Whether its rows have codes in the place of numbers.
    pub(super) fn coded(&self) -> bool {
        self.cells.first().is_some_and(|c| c.role == Some(Role::Code))
            && self.cells.iter().all(|c| c.role != Some(Role::Number))
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
        // A body whose part is not known is a column all the same.
        let unknown = if names_someone(&text) { 1.0 } else { 1.0 + 0.5 * count(to - from) };
        return (score - 0.5 - unknown, None);
    };
    let extra = fold(&text)[found.strength..].split_whitespace().count();
    // A line behind the wording that begins with a capital is rather another cell.
    let capitals = (to.saturating_sub(extra).max(from + 1)..to)
        .filter(|i| words[i - 1].last && !starts_small(words[*i].text))
        .count();
    score -= 0.5 * count(capitals);
    score += 2.0 + 0.12 * count(found.strength) - 0.4 * count(extra);
    (score, Some(found.role))
}

/// Cost of a meaning that another column has already.
fn twice(role: Role, before: &Hypothesis) -> f32 {
    let core = matches!(role, Role::Task | Role::Lead | Role::Partner | Role::Deadline);
    let is_column = |n: usize| before.group != Some(n);
    match (before.cells.iter().enumerate().any(|(n, c)| c.2 == Some(role) && is_column(n)), core) {
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
        Some(header.cells.iter().map(HeaderCell::text).collect())
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
    fn columns_under_a_group_stand_in_its_place() {
        assert_eq!(
            cells(&[
                "TT Hoạt động Thời hạn",
                "Phân công",
                "Đầu ra",
                "Chủ trì Phối hợp",
                "(1) (2) (3) (4) (5) (6)",
                "1"
            ])
            .unwrap(),
            ["TT", "Hoạt động", "Thời hạn", "Chủ trì", "Phối hợp", "Đầu ra"]
        );
        assert_eq!(
            cells(&["Stt", "Tên nhiệm vụ Đơn vị chủ trì Đơn vị phối hợp Thời hạn", "TT", "Chi", "tiết", "1"]).unwrap(),
            ["TT", "Chi tiết", "Tên nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn"]
        );
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
