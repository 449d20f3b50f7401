//! One flattened table: anchors, passes of reading and learning, and the cells that come of it.

use std::rc::Rc;

use super::Part;
use super::anchors::{Anchor, BodyText, Numbers, anchors};
use super::atoms::{Atom, Place, cut, recognise};
use super::codes::{coded, counted_twice};
use super::draft::Draft;
use super::header::{Header, HeaderCell};
use super::learn::learn;
use super::lines::Line;
use super::merged::{Sound, merge_down};
use super::pairs::Pairs;
use super::score::{Blanks, Body, Column, Kind};
use super::segment::{Extent, Knowledge, Piece, Reading, read};
use super::titles::{LIKE_THE_FIRST, UNLABELLED_TITLE};
use crate::detect::marks::bare;
use crate::lexicon::{LabelKind, names_someone};
use crate::model::{Code, Diagnostic, Diagnostics, Message, Method, Rect, Role, Table};

/// Passes of reading; the learned values hardly change after the third.
const PASSES: usize = 3;
/// Mean score of the stretches between two numbers, a column, below which the order of the text is taken for lost: where it is
/// kept the mean is 2 and more (most cells begin as their column's cells do), where cells are woven 1.2 and less.
const SOUND: f32 = 1.62;
/// … of a text whose order is really lost, not one that is only read badly: of 50 dumps in printed order one scores less, of 39
/// woven ones four more.
const WOVEN: f32 = 1.05;
/// … of a table that is sound though others of its text are not: no woven one scores so much.
const SURELY: f32 = 2.0;
/// Columns beyond these are seldom filled and add little to the score.
const TELLING: usize = 4;
/// A group of columns has at most so many.
const GROUP: usize = 3;
/// So many labels before one are asked what they are.
const SIBLINGS: usize = 60;
/// How much it says whether most letters of parts have cells of their own.
const PARTS: f32 = 6.0;
/// Share of rows without a lead or a task, in tenths, from which on the order of the text is taken for lost.
const LOST_TENTHS: usize = 2;

/// A table read: its block, and how sound its rows are.
#[derive(Default)]
pub(super) struct Read {
    pub(super) table: Option<Table>,
    /// Rows that are no section titles.
    items: usize,
    /// Items without a task or a lead.
    bad: usize,
    /// Stretches between two numbers, and the sum of their readings' scores.
    extents: usize,
    score: f32,
    /// Columns beside the number's.
    columns: usize,
}

/// Reads a table.
pub(super) fn read_table(lines: &[Line], part: &Part) -> Read {
    let text: Vec<BodyText> = part
        .body
        .iter()
        .map(|(i, breaks)| BodyText { text: lines[*i].text, apart: *breaks || lines[*i].blank, breaks: *breaks })
        .collect();
    let choices: Vec<Choice> = labels(&text, &part.header)
        .into_iter()
        .map(|anchors| {
            let (atoms, pairs) = atoms(lines, part, &anchors);
            Choice { anchors, atoms, pairs: Rc::new(pairs) }
        })
        .collect();
    let best = choices.iter().enumerate().flat_map(|(n, choice)| {
        orders(&part.header).into_iter().map(move |cells| {
            let grid = Grid::of(&cells);
            let (starts, readings, merges) = passes(&choice.atoms, &choice.anchors, &grid, lines, &choice.pairs);
            let parts = if n == 0 { 0.0 } else { parts_are_rows(&starts, &readings, &grid) };
            let score = readings.iter().map(|r| r.score).sum::<f32>() + parts;
            (score, cells, grid, starts, readings, merges, choice)
        })
    });
    let best = best.reduce(|a, b| if b.0 > a.0 { b } else { a });
    let marks = part.notes.iter().map(|i| bare(lines[*i].text.split(' ').next().unwrap_or_default())).collect();
    let Some((_, cells, grid, starts, readings, merges, choice)) = best else { return Read::default() };
    let atoms = &choice.atoms;
    let mut draft = Draft::new(lines, &grid, marks);
    draft.header(&part.header, &cells);
    for (n, reading) in readings.iter().enumerate() {
        let end = starts.get(n + 1).map_or(atoms.len(), |s| s.0);
        draft.extent(&atoms[starts[n].0..end], starts[n].1.is_some(), reading);
    }
    let (rows, header_rows, mut cells) = (draft.rows, draft.header_rows, draft.cells);
    if let Some(why) = &part.header.doubt {
        let body = cells.iter_mut().filter(|c| c.row >= header_rows && !c.is_empty());
        body.for_each(|c| c.doubt = Some(Message::new("doubt-columns").with("why", why.clone())));
    }
    let Sound { items, bad } = merge_down(&mut cells, header_rows, &grid, merges);
    let table = Table {
        page: 0,
        bbox: Rect::default(),
        rows,
        cols: grid.cols,
        cells,
        method: Method::Linear,
        open_top: false,
        open_bottom: false,
        header_rows: Some(header_rows),
    };
    let score = readings.iter().map(|r| r.score).sum();
    Read { table: Some(table), items, bad, extents: readings.len(), score, columns: grid.place.len() }
}

/// How much the cells behind the letters of parts (`a)`) say that these are rows: most of them then have a body or a time.
fn parts_are_rows(starts: &Starts, readings: &[Reading], grid: &Grid) -> f32 {
    let is_part = |start: &(usize, Option<&Anchor>)| start.1.is_some_and(|a| a.label.kind == LabelKind::Lower);
    let cells = |piece: &Piece| matches!(piece, Piece::Cell { column, .. } if matches!(grid.kinds[*column], Kind::Who | Kind::When));
    let parts: Vec<&Reading> = starts.iter().zip(readings).filter(|(s, _)| is_part(s)).map(|(_, r)| r).collect();
    let whole = parts.iter().filter(|r| r.pieces.iter().any(cells)).count();
    if whole > 1 && whole * 3 >= parts.len() * 2 { PARTS } else { -PARTS }
}

/// One way to take the numbers of a table.
struct Choice<'a> {
    anchors: Vec<Anchor>,
    atoms: Vec<Atom<'a>>,
    pairs: Rc<Pairs>,
}

/// The ways to take the numbers of a table, the likeliest first.
fn labels(text: &[BodyText], header: &Header) -> Vec<Vec<Anchor>> {
    if header.coded() {
        let mut found = anchors(text, Numbers::None);
        let codes = coded(text);
        found.retain(|a| codes.iter().all(|c| c.at != a.at));
        found.extend(codes);
        found.sort_by_key(|a| a.at);
        return vec![found];
    }
    let counters = header.cells.iter().filter(|c| c.role == Some(Role::Number)).count();
    if counters == 0 {
        return vec![anchors(text, Numbers::None)];
    }
    if counters > 1 {
        return vec![counted_twice(text)];
    }
    let plain = anchors(text, Numbers::Plain);
    let letters = anchors(text, Numbers::Letters);
    if plain == letters { vec![plain] } else { vec![plain, letters] }
}

/// Where too many rows lack what a row has, the source weaves its cells into one another or runs column by column: no row
/// is sure, and some may be missing. Gives the mean score of a row then, that another way to read it has to surpass: any does,
/// where it is very poor.
pub(super) fn judge(tables: &mut [Read], diagnostics: &mut Diagnostics) -> Option<f32> {
    let (items, bad) = tables.iter().fold((0, 0), |(i, b), t| (i + t.items, b + t.bad));
    let below = |each: f32| tables.iter().map(|t| t.score).sum::<f32>() < tables.iter().map(|t| t.due(each)).sum();
    let (poor, lost) = (below(SOUND), below(WOVEN));
    if is_whole(items, bad) && !poor {
        return None;
    }
    let unsure = tables.iter_mut().filter(|t| !(is_whole(t.items, t.bad) && t.score >= t.due(SURELY)));
    for cell in
        unsure.filter_map(|t| t.table.as_mut()).flat_map(|t| &mut t.cells).filter(|c| c.row > 0 && !c.is_empty())
    {
        cell.doubt.get_or_insert(Message::new("doubt-order-lost"));
    }
    let message = if poor {
        Message::new("order-lost-poor")
    } else {
        Message::new("order-lost-lacking").with("bad", bad).with("items", items)
    };
    say_lost(diagnostics, message);
    let (score, extents) = tables.iter().fold((0.0, 0), |(s, n), t| (s + t.score, n + t.extents));
    #[allow(clippy::cast_precision_loss, reason = "a text has far fewer than 2^23 rows")]
    let mean = if extents == 0 { f32::INFINITY } else { score / extents as f32 };
    Some(if lost { f32::NEG_INFINITY } else { mean })
}

impl Read {
    /// What it scores where each column scores so much.
    fn due(&self, each: f32) -> f32 {
        #[allow(clippy::cast_precision_loss, reason = "a text has far fewer than 2^23 rows")]
        let columns = (self.extents * self.columns.min(TELLING)) as f32;
        each * columns
    }
}

/// Hardly a row lacks a task or a lead.
fn is_whole(items: usize, bad: usize) -> bool {
    bad * 10 <= items * LOST_TENTHS
}

/// Says that the order of the text is lost.
pub(super) fn say_lost(diagnostics: &mut Diagnostics, message: Message) {
    let hint = Message::new("order-lost-hint");
    diagnostics.push(Diagnostic::new(Code::ReadingOrderLost, message).hint(hint.clone()));
    let message = Message::new("order-lost-rows");
    diagnostics.push(Diagnostic::new(Code::RowsMissing, message).hint(hint));
}

/// The orders the columns may have: the printed one; under a group of columns also those with the last few cells, which are
/// printed below the others, anywhere among them.
fn orders(header: &Header) -> Vec<Vec<HeaderCell>> {
    let mut out = vec![header.cells.clone()];
    if header.group.is_none() || header.cells.iter().any(|c| c.grouped) {
        return out;
    }
    let n = header.cells.len();
    for count in 1..=GROUP.min(n.saturating_sub(2)) {
        for at in 1..n - count {
            let mut cells = header.cells[..n - count].to_vec();
            cells.splice(at..at, header.cells[n - count..].iter().cloned().map(|c| HeaderCell { grouped: true, ..c }));
            out.push(cells);
        }
    }
    out
}

/// Which grid column is the number, and which columns are segmented.
pub(super) struct Grid {
    pub(super) cols: usize,
    pub(super) number: Option<usize>,
    /// That of a second counter beside it.
    pub(super) detail: Option<usize>,
    /// Grid column of each segmented column.
    pub(super) place: Vec<usize>,
    pub(super) kinds: Vec<Kind>,
    pub(super) bodies: Vec<Body>,
}

impl Grid {
    pub(super) fn of(cells: &[HeaderCell]) -> Self {
        let is = |role| move |c: &HeaderCell| c.role == Some(role);
        let number = cells
            .iter()
            .position(is(Role::Number))
            .or_else(|| cells.iter().position(is(Role::Code)).filter(|i| *i == 0));
        let detail = number.map(|i| i + 1).filter(|i| cells.get(*i).is_some_and(is(Role::Number)));
        let place: Vec<usize> = (0..cells.len()).filter(|i| Some(*i) != number && Some(*i) != detail).collect();
        let other = |i: usize| cells[i].role.is_none() && names_someone(&cells[i].text());
        let kind = |i: &usize| if other(*i) { Kind::Who } else { Kind::of(cells[*i].role) };
        let kinds = place.iter().map(kind).collect();
        let two = [Role::Lead, Role::Partner].iter().all(|r| cells.iter().any(|c| c.role == Some(*r)));
        let body = |i: &usize| match cells[*i].role {
            Some(Role::Lead) if two => Body::Lead,
            Some(Role::Partner) if two => Body::Partner,
            None if other(*i) => Body::Other,
            _ => Body::Only,
        };
        let bodies = place.iter().map(body).collect();
        Self { cols: cells.len(), number, detail, place, kinds, bodies }
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        self.kinds.iter().zip(&self.bodies).map(|(k, b)| Column::new(*k, *b)).collect()
    }
}

/// For each line of the body, whether a page break follows in the same row.
fn cut_below(part: &Part, anchors: &[Anchor]) -> Vec<bool> {
    let mut starts: Vec<bool> = vec![false; part.body.len()];
    anchors.iter().for_each(|a| starts[a.at] = true);
    let mut out = vec![false; part.body.len()];
    for n in (1..part.body.len()).rev() {
        out[n - 1] = !starts[n] && (part.body[n].1 || out[n]);
    }
    out
}

fn atoms<'a>(lines: &[Line<'a>], part: &Part, anchors: &[Anchor]) -> (Vec<Atom<'a>>, Pairs) {
    let mut out = Vec::new();
    let mut wanted = anchors.iter().peekable();
    let cut_below = cut_below(part, anchors);
    let mut rest = false;
    for (n, (i, breaks)) in part.body.iter().enumerate() {
        let anchor = wanted.next_if(|a| a.at == n);
        rest = anchor.is_none() && (rest || *breaks);
        let skip = anchor.map_or(0, |a| a.bytes);
        let next = part.body.get(n + 1);
        let place = Place {
            index: *i,
            breaks: *breaks,
            last_on_page: next.is_some_and(|(_, breaks)| *breaks),
            rest,
            cut_below: cut_below[n],
            skip,
            anywhere: false,
            following: next.map_or("", |(i, _)| lines[*i].text),
            figures: part.header.cells.iter().any(|c| c.role == Some(Role::Budget)),
        };
        cut(&mut out, &lines[*i], place);
    }
    let pairs = Pairs::of(&out);
    recognise(&mut out, &pairs);
    (out, pairs)
}

/// Where extents begin: the atom, and the anchor that stands there.
type Starts<'a> = Vec<(usize, Option<&'a Anchor>)>;

fn passes<'n>(
    atoms: &[Atom],
    anchors: &'n [Anchor],
    grid: &Grid,
    lines: &[Line],
    pairs: &Rc<Pairs>,
) -> (Starts<'n>, Vec<Reading>, bool) {
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
        title: UNLABELLED_TITLE,
        merges: true,
        pairs: Rc::clone(pairs),
        broken: Pairs::default(),
    };
    let mostly_alone = anchors.iter().filter(|a| is_alone(a)).count() * 2 > anchors.len();
    let first = usize::from(starts.first().is_some_and(|s| s.1.is_none()));
    let sections: Vec<f32> = (0..starts.len())
        .map(|n| if starts[n].1.is_some() { section(n - first, anchors, mostly_alone) } else { 0.0 })
        .collect();
    let mut readings = Vec::new();
    for pass in 0..PASSES {
        let slices: Vec<&[Atom]> =
            (0..starts.len()).map(|n| &atoms[starts[n].0..starts.get(n + 1).map_or(atoms.len(), |s| s.0)]).collect();
        if pass > 0 {
            learn(&mut known, &readings, &slices);
            let begins = |r: &Reading| matches!(r.pieces.as_slice(), [Piece::Title { .. }]);
            if starts[0].1.is_none() && readings.first().is_some_and(begins) {
                known.title = LIKE_THE_FIRST;
            }
        }
        let above: Vec<bool> =
            readings.iter().map(|r: &Reading| !matches!(r.pieces.last(), None | Some(Piece::Title { .. }))).collect();
        let above = if pass == 0 { vec![true; starts.len()] } else { above };
        readings = slices
            .iter()
            .enumerate()
            .map(|(n, slice)| {
                let extent = Extent {
                    atoms: slice,
                    labelled: starts[n].1.is_some(),
                    section: sections[n],
                    next: starts.get(n + 1).map(|s| &atoms[s.0]),
                    unlabelled_cost: 1.0,
                    above: n > 0 && above[n - 1],
                };
                read(extent, &known)
            })
            .collect();
    }
    (starts, readings, known.merges)
}

/// How much an anchor looks like a section's label, its title apart.
fn section(n: usize, anchors: &[Anchor], mostly_alone: bool) -> f32 {
    let anchor = &anchors[n];
    let mut sum = -1.0;
    sum += if anchor.opens { 4.0 } else { 0.0 };
    sum -= if anchor.label.kind == LabelKind::Lower { 4.0 } else { 0.0 };
    sum += if matches!(anchor.label.kind, LabelKind::Roman | LabelKind::Upper) { 1.5 } else { 0.0 };
    sum += if mostly_alone && !is_alone(anchor) { 1.0 } else { 0.0 };
    sum += if !anchor.opens && siblings_open(anchor, &anchors[..n]) { 3.0 } else { 0.0 };
    sum
}

/// A label that stands alone on its line.
fn is_alone(anchor: &Anchor) -> bool {
    anchor.bytes <= anchor.label.text.len() + 1
}

/// Whether most labels of the same level before an anchor open a section: `7` after `1` … `6` that all do.
fn siblings_open(anchor: &Anchor, anchors: &[Anchor]) -> bool {
    let prefix = |a: &Anchor| a.label.text.rsplit_once('.').map(|(p, _)| p.to_owned());
    let above = |a: &&Anchor| {
        !(matches!(a.label.kind, LabelKind::Roman | LabelKind::Upper) && a.label.kind != anchor.label.kind)
    };
    let before = anchors.iter().rev().take_while(above).take(SIBLINGS);
    let siblings: Vec<bool> =
        before.filter(|a| a.label.kind == anchor.label.kind && prefix(a) == prefix(anchor)).map(|a| a.opens).collect();
    !siblings.is_empty() && siblings.iter().filter(|o| **o).count() * 2 > siblings.len()
}
