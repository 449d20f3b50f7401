//! What a table tells of itself: the widths of its columns, how often their cells are empty, where blank lines stand.

use super::atoms::Atom;
use super::metrics::{Break, column_width};
use super::score::joined;
use super::segment::{Knowledge, Piece, Reading};

/// Counted over the rows read so far.
struct Counts {
    breaks: Vec<Vec<Break>>,
    filled: Vec<u32>,
    inside: Vec<(u32, u32)>,
    stops: Vec<(u32, u32)>,
    boundaries: (u32, u32),
    rows: u32,
}

/// Learns from a pass; `extents[i]` is what `readings[i]` read. Doubtful pieces teach nothing.
pub(super) fn learn(known: &mut Knowledge, readings: &[Reading], extents: &[&[Atom]]) {
    let n = known.columns.len();
    let mut counts = Counts {
        breaks: vec![Vec::new(); n],
        filled: vec![0; n],
        inside: vec![(0, 0); n],
        stops: vec![(0, 0); n],
        boundaries: (0, 0),
        rows: 0,
    };
    for (reading, atoms) in readings.iter().zip(extents) {
        let mut seen = vec![false; n];
        for (piece, doubt) in reading.pieces.iter().zip(&reading.doubtful) {
            match *piece {
                Piece::Row { .. } => {
                    counts.rows += 1;
                    seen = vec![false; n];
                }
                Piece::Cell { column, from, to } => {
                    counts.filled[column] += u32::from(!seen[column]);
                    seen[column] = true;
                    if !doubt {
                        counts.cell(column, &atoms[from..to]);
                    }
                }
                Piece::Title { .. } => {}
            }
        }
    }
    apply(known, &counts);
}

impl Counts {
    fn cell(&mut self, column: usize, atoms: &[Atom]) {
        self.boundaries.0 += u32::from(atoms[0].first && atoms[0].blank);
        self.boundaries.1 += u32::from(atoms[0].first);
        self.stops[column].0 += u32::from(atoms[atoms.len() - 1].text.ends_with(['.', '!']));
        self.stops[column].1 += 1;
        let mut line = atoms[0].width;
        for atom in &atoms[1..] {
            if atom.first {
                self.breaks[column].push(Break { line, next: atom.first_word });
                self.inside[column].0 += u32::from(atom.blank);
                self.inside[column].1 += 1;
            }
            line = joined(line, atom);
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "a table has far fewer than 2^23 rows")]
fn share(part: u32, of: u32) -> f32 {
    // One half of a case each way is believed before any is seen.
    (part as f32 + 0.5) / (of as f32 + 1.0)
}

fn apply(known: &mut Knowledge, counts: &Counts) {
    if counts.rows == 0 {
        return;
    }
    for (i, column) in known.columns.iter_mut().enumerate() {
        column.width = column_width(&counts.breaks[i]);
        column.empty = -share(counts.rows.saturating_sub(counts.filled[i]), counts.rows).ln();
        // A row without a task is no row, however few rows there are.
        if column.kind == super::score::Kind::Task {
            column.empty = column.empty.max(6.0);
        }
        if counts.stops[i].1 > 0 {
            column.stop = share(counts.stops[i].0, counts.stops[i].1);
        }
        if counts.inside[i].1 > 0 {
            column.blank = share(counts.inside[i].0, counts.inside[i].1);
        }
    }
    share_between(known);
    if counts.boundaries.1 > 0 {
        known.blanks.at_boundary = share(counts.boundaries.0, counts.boundaries.1);
    }
}

/// Which of two bodies' columns is empty in a row, the text itself must tell: that one of them seldom is says little, as a
/// value merged over several rows is printed once.
fn share_between(known: &mut Knowledge) {
    /// Most that habit alone may speak for one of the two columns.
    const HABIT: f32 = 0.9;
    let who = |c: &&mut super::score::Column| c.kind == super::score::Kind::Who;
    let least = known.columns.iter_mut().filter(who).map(|c| c.empty).fold(f32::INFINITY, f32::min);
    known.columns.iter_mut().filter(who).for_each(|c| c.empty = c.empty.min(least + HABIT));
}
