//! Drawn segments → straight rulings.
//!
//! In: the segments of a page, as drawn: pieces, doubles, overlaps. Out: one ruling a line, sorted. The idea is
//! pdfplumber's and tabula's: snap to a common position, then join along it.

use crate::model::Ruling;

/// Lines this close (points) are one: borders of neighbouring cells are drawn twice, up to a line's width apart.
pub(super) const SNAP: f32 = 2.5;
/// Pieces of a line this far apart (points) are one: dashes, and corners left out between filled pieces.
const JOIN: f32 = 3.5;
/// A piece shorter than this (points) that joined nothing is a dot, no line.
const SHORT: f32 = 4.0;

/// A ruling along one axis: `at` on the other axis, from `start` to `end`, in points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) at: f32,
    pub(super) start: f32,
    pub(super) end: f32,
}

/// The straight rulings of a page: horizontal ones by y, vertical ones by x.
#[derive(Clone, Debug, Default)]
pub(super) struct Rulings {
    pub(super) horizontal: Vec<Line>,
    pub(super) vertical: Vec<Line>,
}

/// Snaps and joins.
pub(super) fn clean(drawn: &[Ruling]) -> Rulings {
    let lines = |vertical: bool| {
        drawn
            .iter()
            .filter(|r| r.vertical == vertical)
            .map(|r| {
                let b = r.bbox;
                if vertical {
                    Line { at: b.center_x(), start: b.y0, end: b.y1 }
                } else {
                    Line { at: b.center_y(), start: b.x0, end: b.x1 }
                }
            })
            .collect::<Vec<_>>()
    };
    Rulings { horizontal: join(lines(false)), vertical: join(lines(true)) }
}

fn join(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.start.total_cmp(&b.start)));
    let mut out: Vec<Line> = Vec::new();
    let mut group: Vec<Line> = Vec::new();
    for line in lines {
        if group.last().is_some_and(|l: &Line| line.at - l.at > SNAP) {
            out.append(&mut join_group(std::mem::take(&mut group)));
        }
        group.push(line);
    }
    out.append(&mut join_group(group));
    out.retain(|l| l.end - l.start >= SHORT);
    out
}

/// Joins pieces at (about) one position; the position is that of the longest piece.
fn join_group(mut group: Vec<Line>) -> Vec<Line> {
    group.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut out: Vec<Line> = Vec::new();
    let mut longest = 0.0;
    for line in group {
        let length = line.end - line.start;
        match out.last_mut() {
            Some(last) if line.start <= last.end + JOIN => {
                last.end = last.end.max(line.end);
                if length > longest {
                    (last.at, longest) = (line.at, length);
                }
            }
            _ => {
                out.push(line);
                longest = length;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rect;

    #[test]
    fn pieces_and_doubles_become_one_line() {
        let h = |x0, x1, y| Ruling { bbox: Rect::new(x0, y, x1, y + 0.5), vertical: false };
        let cleaned = clean(&[
            h(0.0, 50.0, 100.0),
            h(51.0, 90.0, 100.4),
            h(0.0, 90.0, 101.0),
            h(0.0, 90.0, 140.0),
            h(200.0, 201.0, 100.0),
        ]);
        assert_eq!(cleaned.horizontal.len(), 2);
        assert_eq!((cleaned.horizontal[0].start, cleaned.horizontal[0].end), (0.0, 90.0));
        assert!(cleaned.vertical.is_empty());
    }
}
