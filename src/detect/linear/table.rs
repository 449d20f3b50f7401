//! One flattened table: anchors, passes of reading and learning, and the cells that come of it.

use super::anchors::{Anchor, BodyText, anchors};
use super::atoms::{Atom, Place, cut, recognise};
use super::learn::learn;
use super::lines::Line;
use super::score::{Blanks, Column, Kind};
use super::segment::{Extent, Knowledge, Piece, Reading, read};
use super::{Part, header::HeaderCell};
use crate::lexicon::LabelKind;
use crate::model::{Cell, Code, Diagnostic, Diagnostics, Method, Rect, Role, Table, TextLine};

/// Passes of reading; the learned values hardly change after the third.
const PASSES: usize = 3;
/// Share of rows without a lead or a task, in tenths, from which on the order of the text is taken for lost.
const LOST_TENTHS: usize = 2;

/// A table read: its block, and how sound its rows are.
pub(super) struct Read {
    pub(super) table: Table,
    /// Rows that are no section titles.
    items: usize,
    /// Items without a task or a lead.
    bad: usize,
}

/// Reads a table.
pub(super) fn read_table(lines: &[Line], part: &Part) -> Read {
    let grid = Grid::of(&part.header.cells);
    let text: Vec<BodyText> = part
        .body
        .iter()
        .map(|(i, breaks)| BodyText { text: lines[*i].text, apart: *breaks || lines[*i].blank, breaks: *breaks })
        .collect();
    let anchors = anchors(&text, grid.number.is_some());
    let atoms = atoms(lines, part, &anchors);
    let (starts, readings) = passes(&atoms, &anchors, &grid, lines);
    let mut draft = Draft { lines, grid: &grid, rows: 0, cells: Vec::new(), bad: 0, items: 0 };
    draft.header(&part.header.cells, part.header.lines.end);
    for (n, reading) in readings.iter().enumerate() {
        let end = starts.get(n + 1).map_or(atoms.len(), |s| s.0);
        draft.extent(&atoms[starts[n].0..end], starts[n].1.is_some(), reading);
    }
    let (items, bad) = (draft.items, draft.bad);
    let table = Table {
        page: 0,
        bbox: Rect::default(),
        rows: draft.rows,
        cols: grid.cols,
        cells: draft.cells,
        method: Method::Linear,
        open_top: false,
        open_bottom: false,
        header_rows: Some(1),
    };
    Read { table, items, bad }
}

/// Where too many rows lack what a row has, the source weaves its cells into one another or runs column by column: no row
/// is sure, and some may be missing.
pub(super) fn judge(tables: &mut [Read], diagnostics: &mut Diagnostics) {
    let (items, bad) = tables.iter().fold((0, 0), |(i, b), t| (i + t.items, b + t.bad));
    if bad * 10 <= items * LOST_TENTHS {
        return;
    }
    for cell in tables.iter_mut().flat_map(|t| &mut t.table.cells).filter(|c| c.row > 0 && !c.is_empty()) {
        cell.doubt.get_or_insert_with(|| "the reading order of the text is lost".to_owned());
    }
    let message = format!("{bad} of {items} rows lack a task or a lead: the text's cells are woven into one another");
    let hint = "give the PDF itself, or the output of `pdftotext -layout` or `pdftotext -raw`";
    diagnostics.push(Diagnostic::new(Code::ReadingOrderLost, message).hint(hint));
    let message = "the reading order of the text is lost: rows may be missing or mixed up";
    diagnostics.push(Diagnostic::new(Code::RowsMissing, message).hint(hint));
}

/// Which grid column is the number, and which columns are segmented.
struct Grid {
    cols: usize,
    number: Option<usize>,
    /// Grid column of each segmented column.
    place: Vec<usize>,
    kinds: Vec<Kind>,
}

impl Grid {
    fn of(cells: &[HeaderCell]) -> Self {
        let number = cells.iter().position(|c| c.role == Some(Role::Number));
        let place: Vec<usize> = (0..cells.len()).filter(|i| Some(*i) != number).collect();
        let kinds = place.iter().map(|i| Kind::of(cells[*i].role)).collect();
        Self { cols: cells.len(), number, place, kinds }
    }

    fn columns(&self) -> Vec<Column> {
        let first = self.kinds.iter().position(|k| *k == Kind::Who);
        self.kinds.iter().enumerate().map(|(i, k)| Column::new(*k, Some(i) == first)).collect()
    }
}

fn atoms<'a>(lines: &[Line<'a>], part: &Part, anchors: &[Anchor]) -> Vec<Atom<'a>> {
    let mut out = Vec::new();
    for (n, (i, breaks)) in part.body.iter().enumerate() {
        let skip = anchors.iter().find(|a| a.at == n).map_or(0, |a| a.bytes);
        let next = part.body.get(n + 1);
        let place = Place {
            index: *i,
            breaks: *breaks,
            last_on_page: next.is_some_and(|(_, breaks)| *breaks),
            skip,
            following: next.map_or("", |(i, _)| lines[*i].text),
        };
        cut(&mut out, &lines[*i], place);
    }
    recognise(&mut out);
    out
}

/// Where extents begin: the atom, and the anchor that stands there.
type Starts<'a> = Vec<(usize, Option<&'a Anchor>)>;

fn passes<'n>(atoms: &[Atom], anchors: &'n [Anchor], grid: &Grid, lines: &[Line]) -> (Starts<'n>, Vec<Reading>) {
    let mut starts: Starts = Vec::new();
    let mut wanted = anchors.iter().peekable();
    let mut body_line = None;
    let mut n = 0;
    for (i, atom) in atoms.iter().enumerate() {
        if atom.first {
            n += usize::from(body_line.is_some());
            body_line = Some(atom.line);
            if let Some(anchor) = wanted.next_if(|a| a.at == n) {
                starts.push((i, Some(anchor)));
                continue;
            }
        }
        if i == 0 {
            starts.push((0, None));
        }
    }
    let numbered = anchors.iter().filter(|a| !a.opens).count() > 2 && grid.number.is_some();
    let mut known = Knowledge {
        columns: grid.columns(),
        blanks: Blanks { used: lines.iter().any(|l| l.blank), at_boundary: 0.8 },
        unnumbered: if numbered { 5.0 } else { 0.5 },
    };
    let mut readings = Vec::new();
    for pass in 0..PASSES {
        let slices: Vec<&[Atom]> =
            (0..starts.len()).map(|n| &atoms[starts[n].0..starts.get(n + 1).map_or(atoms.len(), |s| s.0)]).collect();
        if pass > 0 {
            learn(&mut known, &readings, &slices);
        }
        readings = slices
            .iter()
            .enumerate()
            .map(|(n, slice)| {
                let extent = Extent {
                    atoms: slice,
                    labelled: starts[n].1.is_some(),
                    section: starts[n].1.map_or(0.0, |a| section(a, anchors)),
                    next: starts.get(n + 1).map(|s| &atoms[s.0]),
                    unlabelled_cost: 1.0,
                };
                read(extent, &known)
            })
            .collect();
    }
    (starts, readings)
}

/// How much an anchor looks like a section's label, its title apart.
fn section(anchor: &Anchor, anchors: &[Anchor]) -> f32 {
    let alone = |a: &&Anchor| a.bytes <= a.label.text.len() + 1;
    let mostly_alone = anchors.iter().filter(alone).count() * 2 > anchors.len();
    let mut sum = -1.0;
    sum += if anchor.opens { 4.0 } else { 0.0 };
    sum += if matches!(anchor.label.kind, LabelKind::Roman | LabelKind::Upper) { 1.5 } else { 0.0 };
    sum += if mostly_alone && !alone(&anchor) { 1.0 } else { 0.0 };
    sum += if !anchor.opens && siblings_open(anchor, anchors) { 3.0 } else { 0.0 };
    sum
}

/// Whether most labels of the same level before an anchor open a section: `7` after `1` … `6` that all do.
fn siblings_open(anchor: &Anchor, anchors: &[Anchor]) -> bool {
    let prefix = |a: &Anchor| a.label.text.rsplit_once('.').map(|(p, _)| p.to_owned());
    let above = |a: &&Anchor| {
        !(matches!(a.label.kind, LabelKind::Roman | LabelKind::Upper) && a.label.kind != anchor.label.kind)
    };
    let before = anchors.iter().rev().skip_while(|a| a.at >= anchor.at).take_while(above);
    let siblings: Vec<bool> =
        before.filter(|a| a.label.kind == anchor.label.kind && prefix(a) == prefix(anchor)).map(|a| a.opens).collect();
    !siblings.is_empty() && siblings.iter().filter(|o| **o).count() * 2 > siblings.len()
}

/// The table under construction.
struct Draft<'d, 'a> {
    lines: &'d [Line<'a>],
    grid: &'d Grid,
    rows: usize,
    cells: Vec<Cell>,
    /// Items without a lead or without a task.
    bad: usize,
    items: usize,
}

impl Draft<'_, '_> {
    fn header(&mut self, cells: &[HeaderCell], end: usize) {
        for (col, cell) in cells.iter().enumerate() {
            let mut lines: Vec<TextLine> = cell.pieces.iter().map(|(i, text)| self.lines[*i].piece(text)).collect();
            // The row of column numbers belongs to the header; it is kept with its last cell.
            let last = cells.iter().flat_map(|c| &c.pieces).map(|p| p.0).max().unwrap_or(end);
            if col + 1 == cells.len() {
                lines.extend((last + 1..end).map(|i| self.lines[i].whole()));
            }
            self.cells.push(place(0, col, 1, lines, None));
        }
        self.rows = 1;
    }

    fn extent(&mut self, atoms: &[Atom], labelled: bool, reading: &Reading) {
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
                    row = Some(Row { number, cells: vec![Vec::new(); self.grid.place.len()], doubts: Vec::new() });
                }
                Piece::Cell { column, from, to } => {
                    if let Some(row) = &mut row {
                        row.cells[column].extend(self.lines_of(&atoms[from..to]));
                        if *doubt {
                            row.doubts.push(column);
                        }
                    }
                }
            }
        }
        self.item(row);
    }

    /// A section row: its label, and its title over the other columns.
    fn title(&mut self, label: Option<Vec<TextLine>>, atoms: &[Atom], doubt: bool) {
        let row = self.rows;
        self.rows += 1;
        let doubt = doubt.then(|| "whether this is a heading was guessed".to_owned());
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
        self.items += 1;
        let empty = |kind| self.grid.kinds.iter().position(|k| *k == kind).is_some_and(|i| row.cells[i].is_empty());
        let bad = empty(Kind::Task) || empty(Kind::Who);
        let lacking = bad || empty(Kind::When);
        self.bad += usize::from(bad);
        let mut number = row.number;
        for (column, mut lines) in row.cells.into_iter().enumerate() {
            if self.grid.number.is_none() {
                lines.splice(0..0, number.take().into_iter().flatten());
            }
            let doubt = if row.doubts.contains(&column) {
                Some("where the cell begins or ends was guessed".to_owned())
            } else {
                // A value merged over several rows is printed once: the rows below have nothing in its column.
                let missing = lacking && self.grid.kinds[column] == Kind::Task;
                missing.then(|| "no text was found for its task, lead or deadline: was it merged over rows?".to_owned())
            };
            self.cells.push(place(at, self.grid.place[column], 1, lines, doubt));
        }
        if let Some(col) = self.grid.number {
            self.cells.push(place(at, col, 1, number.take().unwrap_or_default(), None));
        }
        let from = self.cells.len() - self.grid.cols;
        self.cells[from..].sort_by_key(|c| c.col);
    }

    /// The lines of some atoms: neighbouring atoms of a line are one piece.
    fn lines_of(&self, atoms: &[Atom]) -> Vec<TextLine> {
        let mut out: Vec<(usize, String)> = Vec::new();
        for atom in atoms {
            match out.last_mut() {
                Some((line, text)) if *line == atom.line => {
                    text.push(' ');
                    text.push_str(atom.text);
                }
                _ => out.push((atom.line, atom.text.to_owned())),
            }
        }
        out.into_iter().map(|(i, text)| self.lines[i].piece(&text)).collect()
    }
}

/// A row being put together.
struct Row {
    number: Option<Vec<TextLine>>,
    cells: Vec<Vec<TextLine>>,
    doubts: Vec<usize>,
}

fn place(row: usize, col: usize, col_span: usize, lines: Vec<TextLine>, doubt: Option<String>) -> Cell {
    Cell { row, col, row_span: 1, col_span, bbox: Rect::default(), lines, doubt }
}
