//! The readings of a table's extents → its cells.

use super::atoms::Atom;
use super::codes::begins_with_label;
use super::header::{Header, HeaderCell};
use super::lines::{Line, pieces};
use super::score::Kind;
use super::segment::{Piece, Reading};
use super::suspect::suspect;
use super::table::Grid;
use crate::detect::marks;
use crate::lexicon::{LabelKind, is_cut, parse_label};
use crate::model::{Cell, Message, Rect, TextLine};

/// The table under construction.
pub(super) struct Draft<'d, 'a> {
    lines: &'d [Line<'a>],
    grid: &'d Grid,
    /// Marks of the notes at the foot of the table's pages.
    marks: Vec<&'d str>,
    pub(super) rows: usize,
    pub(super) header_rows: usize,
    pub(super) cells: Vec<Cell>,
    /// Whether the heading above the next row is one was guessed.
    guessed: bool,
    /// A row with a plain number stands above.
    counted: bool,
    /// Headings stand above, but none directly above the next row.
    inside: bool,
    titled: bool,
    /// A section's numeral was taken for a row's: the headings below stand under that section.
    astray: bool,
}

impl<'d, 'a> Draft<'d, 'a> {
    pub(super) fn new(lines: &'d [Line<'a>], grid: &'d Grid, marks: Vec<&'d str>) -> Self {
        Self {
            lines,
            grid,
            marks,
            rows: 0,
            header_rows: 0,
            cells: Vec::new(),
            guessed: false,
            counted: false,
            inside: false,
            astray: false,
            titled: false,
        }
    }

    /// The header: a group's cell above its columns where there is one, the columns, and the column numbers.
    pub(super) fn header(&mut self, header: &Header, cells: &[HeaderCell]) {
        let text =
            |c: &HeaderCell| -> Vec<TextLine> { c.pieces.iter().map(|(i, text)| self.lines[*i].piece(text)).collect() };
        let mut out: Vec<Cell> = Vec::new();
        let depth = if header.group.is_some() { 2 } else { 1 };
        let first = cells.iter().position(|c| c.grouped).unwrap_or(cells.len() - 1);
        let span = cells.iter().filter(|c| c.grouped).count().max(1);
        if let Some(group) = &header.group {
            out.push(place(0, first, span, text(group), None));
        }
        for (col, cell) in cells.iter().enumerate() {
            let under = header.group.is_some() && (first..first + span).contains(&col);
            let row_span = if under { 1 } else { depth };
            out.push(Cell { row_span, ..place(depth - row_span, col, 1, text(cell), None) });
        }
        self.rows = depth;
        if !header.numbers.is_empty() {
            let words = header.numbers.clone().flat_map(|i| self.lines[i].text.split(' ').map(move |w| (i, w)));
            let mut numbers: Vec<Vec<TextLine>> = vec![Vec::new(); cells.len()];
            for (n, (i, word)) in words.filter(|w| !w.1.is_empty()).enumerate() {
                numbers[n.min(cells.len() - 1)].push(self.lines[i].piece(word));
            }
            out.extend(numbers.into_iter().enumerate().map(|(col, lines)| place(depth, col, 1, lines, None)));
            self.rows += 1;
        }
        out.sort_by_key(|c| (c.row, c.col));
        self.header_rows = self.rows;
        self.cells = out;
    }

    pub(super) fn extent(&mut self, atoms: &[Atom], labelled: bool, reading: &Reading) {
        let label = (labelled && !atoms.is_empty()).then(|| self.lines_of(&atoms[..1]));
        let mut row: Option<Row> = None;
        for (piece, doubt) in reading.pieces.iter().zip(&reading.doubtful) {
            match *piece {
                Piece::Title { from, to } => {
                    self.item(row.take());
                    let own = label.clone().filter(|_| from == 1);
                    self.title(own, &atoms[from..to], *doubt);
                }
                Piece::Row { numbered } => {
                    self.item(row.take());
                    let number = label.clone().filter(|_| numbered);
                    self.count(number.as_deref());
                    row = Some(Row {
                        number,
                        cells: vec![Vec::new(); self.grid.place.len()],
                        open: vec![false; self.grid.place.len()],
                        doubts: Vec::new(),
                    });
                }
                Piece::Cell { column, from, to } => {
                    if let Some(row) = &mut row {
                        row.cells[column].extend(self.lines_of(&atoms[from..to]));
                        row.open[column] = is_cut(atoms[to - 1].text);
                        if *doubt {
                            row.doubts.push(column);
                        }
                    }
                }
            }
        }
        self.item(row);
    }

    /// A section's numeral that was taken for the number of a row: then the rows below may stand under that section.
    fn count(&mut self, number: Option<&[TextLine]>) {
        match number.map(is_numeral) {
            Some(true) => self.astray |= self.counted,
            Some(false) => self.counted = true,
            None => {}
        }
        self.guessed |= self.astray;
        // Where sections have headings, a count that begins anew in the middle of one has lost its own.
        self.guessed |= self.inside && number.is_some_and(|n| n.iter().all(|l| l.text.trim_end_matches('.') == "1"));
        self.inside = self.titled;
    }

    /// A section row: its label, and its title over the other columns.
    fn title(&mut self, label: Option<Vec<TextLine>>, atoms: &[Atom], doubt: bool) {
        let row = self.rows;
        self.rows += 1;
        self.astray &= !label.as_deref().is_some_and(is_numeral);
        self.guessed = doubt || self.astray;
        (self.inside, self.titled) = (false, true);
        let doubt = doubt.then(|| Message::new("doubt-heading"));
        let title = self.lines_of(atoms);
        match (label, self.grid.cols) {
            (Some(label), cols) if cols > 1 => {
                self.cells.push(place(row, 0, 1, label, None));
                self.cells.push(place(row, 1, cols - 1, title, doubt));
            }
            (label, cols) => {
                let lines = label.into_iter().flatten().chain(title).collect();
                self.cells.push(place(row, 0, cols, lines, doubt));
            }
        }
    }

    fn item(&mut self, row: Option<Row>) {
        let Some(row) = row else { return };
        let at = self.rows;
        self.rows += 1;
        let mut number = row.number;
        // A row's number that was not taken for one.
        let counted = self.grid.number.is_some() && number.is_none();
        let mut detail = None;
        for (column, mut lines) in row.cells.into_iter().enumerate() {
            if self.grid.detail.is_some() && self.grid.kinds[column] == Kind::Task {
                (number, detail) = counters(number.take(), &mut lines);
            }
            if self.grid.number.is_none() {
                lines.splice(0..0, number.take().into_iter().flatten());
            }
            let label = counted
                && self.grid.kinds[column] == Kind::Task
                && lines.first().is_some_and(|l| begins_with_label(&l.text).is_some());
            let guessed = row.doubts.contains(&column) || row.open[column] || label;
            let doubt = guessed.then_some(Message::new("doubt-cell-border"));
            let under =
                (self.guessed && self.grid.kinds[column] == Kind::Task).then_some(Message::new("doubt-heading-above"));
            let doubt = doubt.or(under);
            let doubt = doubt.or_else(|| suspect(self.grid.kinds[column], &lines));
            self.cells.push(place(at, self.grid.place[column], 1, lines, doubt));
        }
        if let Some(col) = self.grid.number {
            self.cells.push(place(at, col, 1, number.take().unwrap_or_default(), None));
        }
        if let Some(col) = self.grid.detail {
            self.cells.push(place(at, col, 1, detail.unwrap_or_default(), None));
        }
        let from = self.cells.len() - self.grid.cols;
        self.cells[from..].sort_by_key(|c| c.col);
    }

    fn lines_of(&self, atoms: &[Atom]) -> Vec<TextLine> {
        lines_of(self.lines, &self.marks, atoms.iter())
    }
}

/// The lines of some atoms, the marks of notes raised: neighbouring atoms of a line are one piece.
pub(super) fn lines_of<'t>(lines: &[Line], marks: &[&str], atoms: impl Iterator<Item = &'t Atom<'t>>) -> Vec<TextLine> {
    let raised = |(i, text): (usize, String)| {
        let mut line = lines[i].piece(&text);
        marks::raise(&mut line, marks);
        line
    };
    pieces(atoms.map(|a| (a.line, a.text))).into_iter().map(raised).collect()
}

/// Whether a label is a section's: a Roman numeral or a capital.
fn is_numeral(label: &[TextLine]) -> bool {
    let label = label.first().and_then(|l| parse_label(&l.text));
    label.is_some_and(|l| matches!(l.kind, LabelKind::Roman | LabelKind::Upper))
}

/// A row being put together.
struct Row {
    number: Option<Vec<TextLine>>,
    cells: Vec<Vec<TextLine>>,
    /// The cell's last words ask for more: the rest of it is elsewhere.
    open: Vec<bool>,
    doubts: Vec<usize>,
}

/// Parts the labels of a row with two counters: both before its text, the second at the beginning of the task, or the second
/// alone, which is a group's.
fn counters(label: Option<Vec<TextLine>>, task: &mut Vec<TextLine>) -> (Option<Vec<TextLine>>, Option<Vec<TextLine>>) {
    let Some(line) = label.as_ref().and_then(|l| l.first()).cloned() else { return (label, None) };
    let one = |line: &TextLine, text: &str| Some(vec![TextLine { text: text.to_owned(), ..line.clone() }]);
    if let Some((first, second)) = line.text.split_once(' ') {
        return (one(&line, first), one(&line, second));
    }
    let Some(begin) = task.first().cloned() else { return (None, label) };
    let Some((_, rest)) = begins_with_label(&begin.text) else { return (None, label) };
    let own = begin.text[..begin.text.len() - rest.len()].trim_end();
    match one(&begin, rest).filter(|_| !rest.is_empty()) {
        Some(rest) => task.splice(0..1, rest),
        None => task.splice(0..1, Vec::new()),
    };
    (label, one(&begin, own))
}

pub(super) fn place(row: usize, col: usize, col_span: usize, lines: Vec<TextLine>, doubt: Option<Message>) -> Cell {
    Cell { row, col, row_span: 1, col_span, bbox: Rect::default(), lines, doubt }
}
