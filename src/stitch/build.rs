//! One table under construction: parts go in, whole rows come out.

use super::columns::{Fit, alike, borders, fit, same_kind};
use super::continuation::{Join, judge};
use super::header::{header_rows, repeated_rows};
use crate::lexicon::match_header;
use crate::model::{
    Header, LineKind, LogicalCell, LogicalRow, Message, Method, Rect, Role, StitchedTable, Table, TextLine,
};

/// Why a value merged down in a text is a guess.
const INHERITED: Message = Message::new("doubt-inherited");

/// A table whose later parts may still come.
pub(super) struct Builder {
    method: Method,
    lead_in: Vec<TextLine>,
    header: Vec<Vec<LogicalCell>>,
    pub(super) footnotes: Vec<TextLine>,
    /// Lines inside its area that are in no cell.
    pub(super) strays: Vec<TextLine>,
    pages: Vec<u32>,
    cols: usize,
    /// Column borders in points; empty for text input.
    borders: Vec<f32>,
    /// The last part's box.
    bbox: Rect,
    /// The last part was cut by its page.
    open: bool,
    /// What is printed in the cells; a cell over several rows is one entry that all its rows share.
    contents: Vec<Vec<TextLine>>,
    rows: Vec<Row>,
}

/// A row whose cells refer to [`Builder::contents`].
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) slots: Vec<Slot>,
    pub(super) doubts: Vec<Message>,
}

/// One cell of a row.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) col: usize,
    pub(super) col_span: usize,
    content: usize,
    inherited: bool,
    merged: bool,
    doubt: Option<Message>,
}

impl Builder {
    /// Begins a table with its first part.
    pub(super) fn start(table: Table, lead_in: Vec<TextLine>) -> Self {
        let mut builder = Self {
            method: table.method,
            lead_in,
            header: Vec::new(),
            footnotes: Vec::new(),
            strays: Vec::new(),
            pages: Vec::new(),
            cols: table.cols,
            borders: borders(&table),
            bbox: table.bbox,
            open: table.open_bottom,
            contents: Vec::new(),
            rows: Vec::new(),
        };
        let depth = header_rows(&table);
        let all = builder.take_rows(&table, 0);
        builder.header = all[..depth].iter().map(|r| builder.cells(r)).collect();
        builder.rows = all[depth..].to_vec();
        builder.add_pages(&table);
        builder
    }

    /// Takes a later part; gives it back where it is another table.
    pub(super) fn append(&mut self, mut table: Table, furniture: &mut Vec<TextLine>) -> Option<Table> {
        if table.page == 0 || self.pages.last() != Some(&(table.page - 1)) || !same_kind(self.method, table.method) {
            return Some(table);
        }
        let Some(fit) = self.fit(&table) else { return Some(table) };
        let repeated = repeated_rows(&self.header, &table);
        if repeated == 0 && header_rows(&table) > 0 {
            return Some(table);
        }
        self.refit(&fit, &mut table);
        self.drop_header(&mut table, repeated, furniture);
        let new = self.take_rows(&table, repeated);
        self.join(new, self.open || table.open_top);
        self.bbox = table.bbox;
        self.open = table.open_bottom;
        self.add_pages(&table);
        None
    }

    /// Whether some lines are none, or the last ones above the table again: the unit of its figures, a heading over some columns.
    pub(super) fn stood_above(&self, lines: &[TextLine]) -> bool {
        let own = &self.lead_in[self.lead_in.len().saturating_sub(lines.len())..];
        lines.len() == own.len() && own.iter().zip(lines).all(|(a, b)| a.text.trim() == b.text.trim())
    }

    /// Whether a line stands between the first and the last row of the last part.
    pub(super) fn holds(&self, line: &TextLine) -> bool {
        self.pages.last() == Some(&line.page) && (self.bbox.y0..self.bbox.y1).contains(&line.bbox.center_y())
    }

    /// The whole table.
    pub(super) fn finish(self) -> StitchedTable {
        let rows = self
            .rows
            .iter()
            .map(|r| LogicalRow { cells: self.cells(r), doubts: r.doubts.clone() })
            .filter(|r| r.cells.iter().any(|c| !c.is_empty() && !c.inherited))
            .collect();
        StitchedTable {
            method: self.method,
            lead_in: self.lead_in,
            header: Header { rows: self.header },
            cols: self.cols,
            rows,
            footnotes: self.footnotes,
            pages: self.pages,
            strays: self.strays,
        }
    }

    fn fit(&self, table: &Table) -> Option<Fit> {
        let new = borders(table);
        if self.borders.is_empty() || new.is_empty() {
            let same: Vec<usize> = (0..=self.cols).collect();
            return alike(self.cols, &self.bbox, table).then(|| Fit {
                borders: Vec::new(),
                old: same.clone(),
                new: same,
            });
        }
        fit(&self.borders, &new)
    }

    /// Counts both parts' columns by the common borders.
    fn refit(&mut self, fit: &Fit, table: &mut Table) {
        let remap = |map: &[usize], col: &mut usize, span: &mut usize| {
            let end = map[*col + *span];
            *col = map[*col];
            *span = end - *col;
        };
        for slot in self.rows.iter_mut().flat_map(|r| &mut r.slots) {
            remap(&fit.old, &mut slot.col, &mut slot.col_span);
        }
        for cell in self.header.iter_mut().flatten() {
            remap(&fit.old, &mut cell.col, &mut cell.col_span);
        }
        for cell in &mut table.cells {
            remap(&fit.new, &mut cell.col, &mut cell.col_span);
        }
        if !fit.borders.is_empty() {
            self.borders.clone_from(&fit.borders);
        }
        self.cols = self.cols.max(self.borders.len().saturating_sub(1));
        table.cols = self.cols;
    }

    /// The repeated header is furniture: kept, not read again.
    fn drop_header(&self, table: &mut Table, repeated: usize, furniture: &mut Vec<TextLine>) {
        for cell in table.cells.iter_mut().filter(|c| c.row < repeated) {
            furniture.extend(cell.lines.drain(..).map(|l| TextLine { kind: LineKind::Furniture, ..l }));
        }
    }

    /// The grid rows from `from` on; a cell over several rows stands in each of them.
    fn take_rows(&mut self, table: &Table, from: usize) -> Vec<Row> {
        let mut rows = vec![Row::default(); table.rows];
        for cell in &table.cells {
            let content = self.contents.len();
            self.contents.push(cell.lines.clone());
            for (at, row) in rows.iter_mut().enumerate().skip(cell.row).take(cell.row_span) {
                let inherited = at > cell.row.max(from);
                // A text prints a merged value once: that it reaches down to here nothing shows.
                let guessed = (inherited && table.method == Method::Linear).then_some(INHERITED);
                row.slots.push(Slot {
                    col: cell.col,
                    col_span: cell.col_span,
                    content,
                    inherited,
                    merged: cell.row_span > 1,
                    doubt: guessed.or_else(|| cell.doubt.clone()),
                });
            }
        }
        for row in &mut rows {
            row.slots.sort_by_key(|s| s.col);
        }
        rows.split_off(from)
    }

    /// Adds the rows of a later part; the first of them may be the rest of the last row so far.
    fn join(&mut self, mut new: Vec<Row>, open: bool) {
        if let (Some(first), Some(last)) = (new.first().cloned(), self.rows.last().cloned()) {
            match judge(self, &last, &first, open) {
                Join::Yes => self.merge(&mut new, None),
                Join::GuessYes(why) => self.merge(&mut new, Some(why)),
                Join::No => self.carry_merged(&mut new, &last),
                Join::GuessNo(why) => {
                    self.carry_merged(&mut new, &last);
                    new[0].doubts.push(why.clone());
                    if let Some(row) = self.rows.last_mut() {
                        row.doubts.push(why);
                    }
                }
            }
        }
        self.rows.append(&mut new);
    }

    /// The first new row is the rest of the last one.
    fn merge(&mut self, new: &mut Vec<Row>, why: Option<Message>) {
        let first = new.remove(0);
        let Some(mut last) = self.rows.pop() else { return };
        last.doubts.extend(why);
        for slot in &first.slots {
            let host = last.slots.iter().find(|s| s.col <= slot.col && slot.col < s.col + s.col_span);
            let Some(host) = host.map(|h| h.content) else { continue };
            if let Some(own) = last.slots.iter_mut().find(|s| s.content == host) {
                own.doubt = own.doubt.take().or_else(|| slot.doubt.clone());
            }
            let lines = std::mem::take(&mut self.contents[slot.content]);
            self.contents[host].extend(lines);
            alias(new, slot.content, host);
        }
        self.rows.push(last);
    }

    /// A cell over several rows that is empty at the top of a page is the rest of the one above the break.
    fn carry_merged(&self, new: &mut [Row], last: &Row) {
        let Some(first) = new.first().cloned() else { return };
        for slot in first.slots.iter().filter(|s| s.merged && self.contents[s.content].is_empty()) {
            let host = last.slots.iter().find(|s| s.col == slot.col && s.col_span == slot.col_span);
            if let Some(host) = host.filter(|h| !self.contents[h.content].is_empty()) {
                alias(new, slot.content, host.content);
                for s in new.iter_mut().flat_map(|r| &mut r.slots).filter(|s| s.content == host.content) {
                    s.doubt = Some(Message::new("doubt-merged-over-page"));
                }
            }
        }
    }

    /// What a row's cell in a column says; empty where it is empty.
    pub(super) fn text(&self, row: &Row, col: usize) -> String {
        let slot = row.slots.iter().find(|s| s.col <= col && col < s.col + s.col_span);
        slot.map(|s| join_lines(&self.contents[s.content])).unwrap_or_default()
    }

    /// The column of a role, by the header.
    pub(super) fn column_of(&self, role: Role) -> Option<usize> {
        let leaf = |col: usize| {
            self.header
                .iter()
                .rev()
                .find_map(|r| r.iter().find(|c| c.col == col && !c.is_empty()))
                .map(LogicalCell::text)
        };
        (0..self.cols).find(|c| leaf(*c).and_then(|t| match_header(&t)).is_some_and(|m| m.role == role))
    }

    /// Number of columns.
    pub(super) fn cols(&self) -> usize {
        self.cols
    }

    fn cells(&self, row: &Row) -> Vec<LogicalCell> {
        row.slots
            .iter()
            .map(|s| LogicalCell {
                col: s.col,
                col_span: s.col_span,
                lines: self.contents[s.content].clone(),
                inherited: s.inherited,
                merged: s.merged,
                doubt: s.doubt.clone(),
            })
            .collect()
    }

    fn add_pages(&mut self, table: &Table) {
        if table.page > 0 && self.pages.last() != Some(&table.page) {
            self.pages.push(table.page);
        }
    }
}

/// Lets all rows that refer to one content refer to another, as rows below its first.
fn alias(rows: &mut [Row], from: usize, to: usize) {
    for slot in rows.iter_mut().flat_map(|r| &mut r.slots).filter(|s| s.content == from) {
        slot.content = to;
        slot.inherited = true;
        slot.merged = true;
    }
}

fn join_lines(lines: &[TextLine]) -> String {
    lines.iter().map(|l| l.text.trim()).collect::<Vec<_>>().join(" ")
}
