//! What a table tells of itself: the widths of its columns, how often their cells are empty, where blank lines stand.

use std::collections::{BTreeMap, BTreeSet};

use super::atoms::Atom;
use super::inner::another_body;
use super::metrics::{Break, column_width};
use super::pairs::Pairs;
use super::score::{Body, Column, Kind, joined};
use super::segment::{Knowledge, Piece, Reading};
use crate::lexicon::key;

/// Counted over the rows read so far.
struct Counts {
    breaks: Vec<Vec<Break>>,
    filled: Vec<u32>,
    inside: Vec<(u32, u32)>,
    stops: Vec<(u32, u32)>,
    names: Vec<BTreeSet<String>>,
    /// Cells of bodies, and those with several.
    several: Vec<(u32, u32)>,
    broken: Pairs,
    heads: Vec<BTreeMap<String, u32>>,
    boundaries: (u32, u32),
    rows: u32,
    /// Of the first rows under a heading, and of the others.
    lone: [Lone; 2],
}

/// Rows of a table with two columns of bodies.
#[derive(Clone, Copy, Default)]
struct Lone {
    rows: u32,
    /// Those with a body in one of the two only.
    lone: u32,
}

/// Learns from a pass; `extents[i]` is what `readings[i]` read. Doubtful pieces teach nothing.
pub(super) fn learn(known: &mut Knowledge, readings: &[Reading], extents: &[&[Atom]]) {
    let n = known.columns.len();
    let mut counts = Counts {
        breaks: vec![Vec::new(); n],
        filled: vec![0; n],
        inside: vec![(0, 0); n],
        stops: vec![(0, 0); n],
        names: vec![BTreeSet::new(); n],
        several: vec![(0, 0); n],
        broken: Pairs::default(),
        heads: vec![BTreeMap::new(); n],
        boundaries: (0, 0),
        rows: 0,
        lone: [Lone::default(); 2],
    };
    let mut above = false;
    for (reading, atoms) in readings.iter().zip(extents) {
        let rows = reading.pieces.chunk_by(|_, b| matches!(b, Piece::Cell { .. }));
        let mut doubts = reading.doubtful.iter();
        for row in rows {
            let doubts: Vec<bool> = doubts.by_ref().take(row.len()).copied().collect();
            counts.row(row, &doubts, atoms, &known.columns);
            let is_row = matches!(row.first(), Some(Piece::Row { .. }));
            if is_row {
                counts.bodies(row, &known.columns, above);
            }
            above = is_row;
        }
    }
    apply(known, &counts);
}

impl Counts {
    /// A row (its first piece says that it begins) or a title.
    fn row(&mut self, pieces: &[Piece], doubts: &[bool], atoms: &[Atom], columns: &[Column]) {
        let cells = |i: usize| pieces.iter().filter(move |p| matches!(p, Piece::Cell { column, .. } if *column == i));
        self.rows += u32::from(matches!(pieces.first(), Some(Piece::Row { .. })));
        // A body alone in its row stands in the one column or in the other: it teaches neither's width.
        let shares = |i: usize| matches!(columns[i].body, Body::Lead | Body::Partner);
        let lone = (0..columns.len()).any(|i| shares(i) && cells(i).next().is_none());
        let whole = (0..columns.len()).all(|i| columns[i].kind != Kind::Who || cells(i).next().is_some());
        for (piece, doubt) in pieces.iter().zip(doubts) {
            let Piece::Cell { column, from, to } = *piece else { continue };
            if whole && columns[column].kind == Kind::Who {
                let first = atoms[from].text.split_whitespace().next().unwrap_or_default();
                *self.heads[column].entry(key(first)).or_default() += 1;
            }
            let guessed = lone && shares(column);
            if !doubt && !guessed {
                self.cell(column, &atoms[from..to]);
                if columns[column].kind == Kind::Who && cells(column).count() == 1 {
                    let text = atoms[from..to].iter().map(|a| a.text).collect::<Vec<_>>().join(" ");
                    self.names[column].insert(key(&text));
                }
            }
        }
        for (column, filled) in self.filled.iter_mut().enumerate() {
            *filled += u32::from(cells(column).next().is_some());
        }
    }

    /// Counts a row by the bodies it has. `above`: it is not the first under a heading.
    fn bodies(&mut self, pieces: &[Piece], columns: &[Column], above: bool) {
        let filled = |i: usize| pieces.iter().any(|p| matches!(p, Piece::Cell { column, .. } if *column == i));
        let of = |body| columns.iter().position(|c| c.body == body);
        let (Some(lead), Some(partner)) = (of(Body::Lead), of(Body::Partner)) else { return };
        let count = &mut self.lone[usize::from(above)];
        count.rows += 1;
        count.lone += u32::from(filled(lead) != filled(partner));
    }

    fn cell(&mut self, column: usize, atoms: &[Atom]) {
        self.boundaries.0 += u32::from(atoms[0].first && atoms[0].blank);
        self.boundaries.1 += u32::from(atoms[0].first);
        self.stops[column].0 += u32::from(atoms[atoms.len() - 1].text.ends_with(['.', '!']));
        self.stops[column].1 += 1;
        let several = atoms.windows(2).any(|w| another_body(&w[0], &w[1]));
        self.several[column].0 += u32::from(several);
        self.several[column].1 += 1;
        let mut line = atoms[0].width;
        for (before, atom) in atoms.iter().zip(&atoms[1..]) {
            if atom.first {
                self.broken.add(before.text, atom.text);
                self.breaks[column].push(Break { line, next: atom.first_word });
                self.inside[column].0 += u32::from(atom.blank);
                self.inside[column].1 += 1;
            }
            line = joined(line, atom);
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "a table has far fewer than 2^23 rows")]
fn float(n: u32) -> f32 {
    n as f32
}

fn share(part: u32, of: u32) -> f32 {
    // One half of a case each way is believed before any is seen.
    (float(part) + 0.5) / (float(of) + 1.0)
}

fn apply(known: &mut Knowledge, counts: &Counts) {
    if counts.rows == 0 {
        return;
    }
    for (i, column) in known.columns.iter_mut().enumerate() {
        column.width = column_width(&counts.breaks[i]);
        column.empty = -share(counts.rows.saturating_sub(counts.filled[i]), counts.rows).ln();
        // A row without a task is no row, however few rows there are.
        if column.kind == Kind::Task {
            column.empty = column.empty.max(6.0);
        }
        if counts.stops[i].1 > 0 {
            column.stop = share(counts.stops[i].0, counts.stops[i].1);
        }
        if counts.inside[i].1 > 0 {
            column.blank = share(counts.inside[i].0, counts.inside[i].1);
        }
    }
    known.columns.iter_mut().zip(&counts.names).for_each(|(c, names)| c.names.clone_from(names));
    known.broken.clone_from(&counts.broken);
    known.columns.iter_mut().zip(&counts.heads).for_each(|(c, heads)| c.heads.clone_from(heads));
    share_between(known, counts);
    one_or_several(known, counts);
    if counts.boundaries.1 > 0 {
        known.blanks.at_boundary = share(counts.boundaries.0, counts.boundaries.1);
    }
}

/// Whether several bodies stand rather in the lead's cells or in the partner's.
fn one_or_several(known: &mut Knowledge, counts: &Counts) {
    /// Most that it may say.
    const MOST: f32 = 0.7;
    let of = |body| known.columns.iter().position(|c| c.body == body);
    let (Some(lead), Some(partner)) = (of(Body::Lead), of(Body::Partner)) else { return };
    let odds = |i: usize| {
        let p = share(counts.several[i].0, counts.several[i].1);
        (p / (1.0 - p)).ln()
    };
    let evidence = ((odds(partner) - odds(lead)) / 2.0).clamp(-MOST, MOST);
    known.columns[lead].another = -evidence;
    known.columns[partner].another = evidence;
}

/// Which of two columns of bodies is empty in a row that has one body: the partner's, where nobody takes part, or the lead's,
/// where it is merged down over rows. A merged cell never reaches the first row under a heading, and where cells are
/// merged at all, they are often.
fn share_between(known: &mut Knowledge, counts: &Counts) {
    /// Of the lone bodies of a table with merged cells so many are leads all the same.
    const LEADS: f32 = 0.2;
    /// Of the rows that are no first ones so many have a lone body where cells are merged rather than left empty.
    const OFTEN: f32 = 0.15;
    /// How much that share says.
    const SHARE: f32 = 2.0;
    /// Tables with merged cells are the fewer; in natural logarithms.
    const SELDOM: f32 = 2.2;
    /// Most that all this may say.
    const MOST: f32 = 3.0;
    let [first, below] = counts.lone;
    if first.lone + below.lone == 0 || below.rows == 0 {
        known.merges = first.rows + below.rows == 0;
        return;
    }
    let firsts = share(first.rows, first.rows + below.rows);
    let each = ((1.0 - LEADS * firsts) / (1.0 - firsts)).ln();
    let often = SHARE * (share(below.lone, below.rows) / OFTEN).ln();
    let evidence = (float(below.lone) * each + float(first.lone) * LEADS.ln() + often - SELDOM).clamp(-MOST, MOST);
    known.merges = evidence > 0.0;
    let any = -share(first.lone + below.lone, first.rows + below.rows).ln();
    for column in &mut known.columns {
        match column.body {
            Body::Lead => column.empty = (any - evidence / 2.0).max(0.0),
            Body::Partner => column.empty = (any + evidence / 2.0).max(0.0),
            Body::Only | Body::Other => {}
        }
    }
}
