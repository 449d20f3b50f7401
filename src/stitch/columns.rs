//! The columns of two parts of one table: the same borders, or one part knows some that the other does not.

use crate::model::{Method, Rect, Table};

/// Borders this far apart (points) are the same: rounding, and pages shifted by a hair.
const SAME_BORDER: f32 = 6.0;

/// Column borders of a table in points, left to right; empty where it has none (text input).
pub(super) fn borders(table: &Table) -> Vec<f32> {
    if table.method != Method::Lattice {
        return Vec::new();
    }
    let mut out = vec![f32::NAN; table.cols + 1];
    for cell in &table.cells {
        out[cell.col] = cell.bbox.x0;
        out[cell.col + cell.col_span] = cell.bbox.x1;
    }
    // A border that no cell has (all cells span it) is nowhere: put it on its left neighbour.
    for i in 0..out.len() {
        if out[i].is_nan() {
            out[i] = if i == 0 { 0.0 } else { out[i - 1] };
        }
    }
    out
}

/// Whether a part can go on with a table: both from the paper itself (one of them perhaps by its tags), or both of one kind.
pub(super) fn same_kind(old: Method, new: Method) -> bool {
    let on_paper = |m| matches!(m, Method::Lattice | Method::Tagged);
    old == new || (on_paper(old) && on_paper(new))
}

/// Whether two parts without common borders can be of one table: as many columns, and rather one below the other. What is
/// printed on a page decides how wide a table without rulings is: half of the narrower one is enough.
pub(super) fn alike(cols: usize, bbox: &Rect, table: &Table) -> bool {
    let narrower = bbox.width().min(table.bbox.width());
    cols == table.cols && bbox.overlap_x(&table.bbox) * 2.0 >= narrower
}

/// How two parts fit: the common borders, and where each part's borders stand in them.
#[derive(Debug, PartialEq)]
pub(super) struct Fit {
    pub(super) borders: Vec<f32>,
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
}

/// Fits two lists of borders; `None` where the outer ones differ or the inner ones have too little in common.
pub(super) fn fit(old: &[f32], new: &[f32]) -> Option<Fit> {
    let (Some(o0), Some(o1), Some(n0), Some(n1)) = (old.first(), old.last(), new.first(), new.last()) else {
        return None;
    };
    // Landscape pages may shift the table as a whole: compare after moving the new one to the old one's left side.
    let shift = o0 - n0;
    if (o1 - n1 - shift).abs() > SAME_BORDER || shift.abs() > 10.0 * SAME_BORDER {
        return None;
    }
    let moved: Vec<f32> = new.iter().map(|x| x + shift).collect();
    let near = |list: &[f32], x: f32| list.iter().any(|b| (b - x).abs() <= SAME_BORDER);
    let (shared, fewest) = (moved.iter().filter(|x| near(old, **x)).count(), old.len().min(new.len()));
    if shared < fewest {
        return None;
    }
    let mut borders: Vec<f32> = old.to_vec();
    borders.extend(moved.iter().filter(|x| !near(old, **x)));
    borders.sort_by(f32::total_cmp);
    let place = |x: &f32| {
        borders.iter().enumerate().min_by(|a, b| (a.1 - x).abs().total_cmp(&(b.1 - x).abs())).map_or(0, |(i, _)| i)
    };
    Some(Fit { old: old.iter().map(place).collect(), new: moved.iter().map(place).collect(), borders })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_may_know_fewer_borders() {
        let f = fit(&[0.0, 30.0, 300.0], &[1.0, 31.0, 201.0, 301.0]);
        assert_eq!(f.map(|f| (f.old, f.new)), Some((vec![0, 1, 3], vec![0, 1, 2, 3])));
    }

    #[test]
    fn another_table_does_not_fit() {
        assert_eq!(fit(&[0.0, 30.0, 200.0, 300.0], &[0.0, 100.0, 250.0, 300.0]), None);
        assert_eq!(fit(&[0.0, 30.0, 300.0], &[0.0, 30.0, 500.0]), None);
    }
}
