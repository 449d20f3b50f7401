//! Painted paths → rulings.
//!
//! In: paths in page space, as stroked or filled, and the box that can show them. Out: straight horizontal and vertical
//! rulings. Each sub-path stands for itself: office programs paint all borders of a table as one path of many thin
//! rectangles. Source: what Word, LibreOffice, browsers and report writers print; pdfplumber's and tabula's edges.

use hayro_interpret::kurbo::{PathEl, Point, Rect as Area};

use crate::model::{Rect, Ruling};

/// Thickest line (points): borders are set up to 4½ pt, the lowest line of text is about 6 pt high. What is thicker is
/// shading, also when it was painted with a broad pen.
const THICKEST: f64 = 4.5;
/// A line is at least this many times as long as thick; the dots in which borders cross are not.
const LONGER: f64 = 2.0;
/// Shortest piece (points): dashes of a dashed border are longer, dots of a dotted picture shorter.
const SHORTEST: f64 = 1.0;
/// How far (points) a line may rise or fall from end to end: coordinates are rounded, scanners do not draw lines.
const TILT: f64 = 0.5;
/// How far (points) outside of what shows a line may stand: borders are painted on the very edge of their clip.
const EDGE: f64 = 1.0;

/// Rulings of a stroked path; `width` in points on the page.
pub(super) fn stroked(path: impl Iterator<Item = PathEl>, width: f64, shown: Area, out: &mut Vec<Ruling>) {
    let (mut start, mut last) = (Point::ZERO, Point::ZERO);
    for element in path {
        let to = match element {
            PathEl::MoveTo(p) => {
                (start, last) = (p, p);
                continue;
            }
            PathEl::LineTo(p) => {
                segment(last, p, width, shown, out);
                p
            }
            PathEl::ClosePath => {
                segment(last, start, width, shown, out);
                start
            }
            PathEl::QuadTo(_, p) | PathEl::CurveTo(_, _, p) => p,
        };
        last = to;
    }
}

/// One stroked segment, as the rectangle that its ink fills.
fn segment(a: Point, b: Point, width: f64, shown: Area, out: &mut Vec<Ruling>) {
    let half = width / 2.0;
    let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
    let ink = if dy <= TILT && dx > dy {
        let y = f64::midpoint(a.y, b.y);
        Area::new(a.x.min(b.x), y - half, a.x.max(b.x), y + half)
    } else if dx <= TILT && dy > dx {
        let x = f64::midpoint(a.x, b.x);
        Area::new(x - half, a.y.min(b.y), x + half, a.y.max(b.y))
    } else {
        return;
    };
    out.extend(ruling(ink, shown));
}

/// Rulings of a filled path: its thin sub-paths, and the sides of a frame (a rectangle with a slightly smaller hole).
pub(super) fn filled(path: impl Iterator<Item = PathEl>, even_odd: bool, shown: Area, out: &mut Vec<Ruling>) {
    let mut before: Option<Piece> = None;
    for piece in pieces(path) {
        if let Some(line) = ruling(piece.area, shown) {
            out.push(line);
            before = None;
        } else if let Some(other) = before.replace(piece)
            && (even_odd || other.turn * piece.turn < 0.0)
        {
            frame(other.area, piece.area, shown, out);
        }
    }
}

/// One sub-path.
#[derive(Clone, Copy)]
struct Piece {
    /// Its bounding box.
    area: Area,
    /// Twice its signed area: the sign tells the direction in which it was drawn.
    turn: f64,
    last: Point,
}

impl Piece {
    fn new(p: Point) -> Self {
        Self { area: Area::new(p.x, p.y, p.x, p.y), turn: 0.0, last: p }
    }

    fn add(&mut self, p: Point) {
        self.area = self.area.union_pt(p);
        self.turn += self.last.x * p.y - p.x * self.last.y;
        self.last = p;
    }
}

/// The sub-paths, curves by their control points. A lone move leaves a point, which is no line.
fn pieces(path: impl Iterator<Item = PathEl>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    for element in path {
        if let PathEl::MoveTo(p) = element {
            out.push(Piece::new(p));
            continue;
        }
        let Some(piece) = out.last_mut() else { continue };
        match element {
            PathEl::LineTo(p) => piece.add(p),
            PathEl::QuadTo(a, p) => [a, p].into_iter().for_each(|p| piece.add(p)),
            PathEl::CurveTo(a, b, p) => [a, b, p].into_iter().for_each(|p| piece.add(p)),
            PathEl::MoveTo(_) | PathEl::ClosePath => {}
        }
    }
    out
}

/// The four sides of a frame, where one box surrounds the other closely.
fn frame(a: Area, b: Area, shown: Area, out: &mut Vec<Ruling>) {
    let (outer, inner) = if a.area() >= b.area() { (a, b) } else { (b, a) };
    let sides = [
        (inner.x0 - outer.x0, Area { x1: inner.x0, ..outer }),
        (inner.y0 - outer.y0, Area { y1: inner.y0, ..outer }),
        (outer.x1 - inner.x1, Area { x0: inner.x1, ..outer }),
        (outer.y1 - inner.y1, Area { y0: inner.y1, ..outer }),
    ];
    if sides.iter().all(|(thick, _)| (0.0..=THICKEST).contains(thick)) {
        out.extend(sides.iter().filter(|(thick, _)| *thick > 0.0).filter_map(|(_, bar)| ruling(*bar, shown)));
    }
}

/// The ruling that a painted box is, if it is one and shows.
#[allow(clippy::cast_possible_truncation, reason = "page coordinates fit")]
pub(super) fn ruling(ink: Area, shown: Area) -> Option<Ruling> {
    if !ink.is_finite() {
        return None;
    }
    let (x0, y0) = (ink.x0.max(shown.x0 - EDGE), ink.y0.max(shown.y0 - EDGE));
    let (x1, y1) = (ink.x1.min(shown.x1 + EDGE), ink.y1.min(shown.y1 + EDGE));
    let (width, height) = (x1 - x0, y1 - y0);
    if width < 0.0 || height < 0.0 {
        return None;
    }
    let (thick, long) = (width.min(height), width.max(height));
    let bbox = Rect::new(x0 as f32, y0 as f32, x1 as f32, y1 as f32);
    let is_line = thick <= THICKEST && long >= SHORTEST && long >= LONGER * thick;
    is_line.then_some(Ruling { bbox, vertical: height > width })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hayro_interpret::kurbo::{BezPath, Shape};

    const PAGE: Area = Area::new(0.0, 0.0, 600.0, 800.0);

    fn fill(path: &BezPath) -> Vec<Ruling> {
        let mut out = Vec::new();
        filled(path.elements().iter().copied(), false, PAGE, &mut out);
        out
    }

    fn stroke(path: &BezPath, width: f64) -> Vec<Ruling> {
        let mut out = Vec::new();
        stroked(path.elements().iter().copied(), width, PAGE, &mut out);
        out
    }

    fn boxes(areas: &[Area]) -> BezPath {
        areas.iter().flat_map(|a| a.path_elements(0.1)).collect()
    }

    #[test]
    fn each_thin_rectangle_of_one_path_is_a_line() {
        let path = boxes(&[
            Area::new(10.0, 10.0, 110.0, 10.5),
            Area::new(10.0, 10.5, 10.5, 40.0),
            Area::new(10.0, 40.0, 10.5, 40.5),
            Area::new(10.5, 10.5, 110.0, 40.0),
        ]);
        let lines = fill(&path);
        assert_eq!(lines.iter().map(|l| l.vertical).collect::<Vec<_>>(), [false, true]);
        assert_eq!(lines[1].bbox, Rect::new(10.0, 10.5, 10.5, 40.0));
    }

    #[test]
    fn a_frame_has_four_sides_and_shading_none() {
        let (outer, inner) = (Area::new(10.0, 10.0, 110.0, 60.0), Area::new(11.0, 11.0, 109.0, 59.0));
        let nested = boxes(&[outer, inner]);
        let mut sides = Vec::new();
        filled(nested.elements().iter().copied(), true, PAGE, &mut sides);
        assert_eq!(sides.len(), 4);
        assert!(fill(&nested).is_empty(), "without even-odd the inner one is no hole");
        let hole: BezPath = outer.path_elements(0.1).chain(inner.to_path(0.1).reverse_subpaths()).collect();
        assert_eq!(fill(&hole).len(), 4);
        assert!(fill(&boxes(&[outer])).is_empty());
        assert!(fill(&boxes(&[outer, outer])).is_empty());
        assert!(fill(&boxes(&[outer, Area::new(111.0, 10.0, 150.0, 60.0)])).is_empty());
    }

    #[test]
    fn strokes_give_their_straight_segments() {
        let rectangle = boxes(&[Area::new(10.0, 10.0, 110.0, 60.0)]);
        let lines = stroke(&rectangle, 1.0);
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[0].bbox.height(), 1.0);
        let mut path = BezPath::new();
        path.move_to((0.0, 0.0));
        path.line_to((50.0, 50.0));
        path.line_to((90.0, 50.2));
        path.curve_to((95.0, 50.0), (99.0, 60.0), (99.0, 90.0));
        path.line_to((99.0, 200.0));
        let lines = stroke(&path, 0.0);
        assert_eq!(lines.iter().map(|l| l.vertical).collect::<Vec<_>>(), [false, true]);
        assert!(stroke(&rectangle, 12.0).is_empty(), "shading with a broad pen");
    }

    #[test]
    fn what_does_not_show_is_no_line() {
        let path = boxes(&[Area::new(-50.0, 900.0, 500.0, 900.5), Area::new(-50.0, 700.0, 500.0, 700.5)]);
        let lines = fill(&path);
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].bbox.x0, -1.0);
        assert!(ruling(Area::new(f64::NAN, 0.0, 10.0, 1.0), PAGE).is_none());
    }
}
