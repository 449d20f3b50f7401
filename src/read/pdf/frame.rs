//! Glyph transform → box, baseline, size, angle.
//!
//! In: an advance width and the transform from glyph units to the page. Out: where the glyph stands. The box is that of the
//! advance, not of the ink: boxes of neighbours touch, and what is between them is space. Source: ISO 32000-1 9.2.4, 9.4.4.

use hayro_interpret::font::Glyph as Drawn;
use hayro_interpret::kurbo::{Affine, Point, Rect as Area, Shape, Vec2};

use crate::model::Rect;

/// Ascent and descent of a glyph box as shares of the size; those of the usual text fonts, on average.
const ASCENT: f64 = 0.8;
/// See [`ASCENT`].
const DESCENT: f64 = 0.2;
/// Glyph coordinates have this many units to the em.
pub(super) const EM: f64 = 1000.0;

/// Where a glyph stands: its origin, its advance, and which way is up, in page space.
pub(super) struct Frame {
    pub(super) origin: Point,
    pub(super) advance: Vec2,
    /// Direction of writing, of length 1.
    along: Vec2,
    /// Direction from descent to ascent, of length 1.
    up: Vec2,
    pub(super) size: f64,
}

impl Frame {
    /// `stretched`: the interpreter scaled the glyph to fit a font that is not embedded.
    pub(super) fn new(drawn: &Drawn<'_>, transform: Affine, stretched: bool) -> Self {
        let advance = match drawn {
            Drawn::Outline(glyph) => glyph.advance_width(),
            Drawn::Type3(glyph) => glyph.advance_width(),
        };
        Self::of(f64::from(advance.unwrap_or(0.0)), transform, stretched)
    }

    /// As [`Frame::new`], for an advance in glyph units.
    fn of(width: f64, transform: Affine, stretched: bool) -> Self {
        let [a, b, c, d, e, f] = transform.as_coeffs();
        let (right, ascending) = (Vec2::new(a, b), Vec2::new(c, d));
        let along = if right.hypot() > 0.0 { right.normalize() } else { Vec2::new(1.0, 0.0) };
        let normal = Vec2::new(along.y, -along.x);
        // The height across the line, so that slanted (fake italic) letters do not grow.
        let height = ascending.dot(normal);
        let size = if height == 0.0 { ascending.hypot() } else { height.abs() } * EM;
        // The advance is the file's; a stand-in for a font that is not embedded is scaled to it, which must not count twice.
        let advance = if stretched { along * (width / EM * size) } else { right * width };
        Self { origin: Point::new(e, f), advance, along, up: if height < 0.0 { -normal } else { normal }, size }
    }

    /// The advance box.
    pub(super) fn bbox(&self) -> Rect {
        let (top, bottom) =
            (self.origin + self.up * (ASCENT * self.size), self.origin - self.up * (DESCENT * self.size));
        let area = Area::from_points(top, bottom + self.advance).union(Area::from_points(bottom, top + self.advance));
        Rect::new(finite(area.x0), finite(area.y0), finite(area.x1), finite(area.y1))
    }

    /// Degrees clockwise, −179 to 180.
    #[allow(clippy::cast_possible_truncation, reason = "an angle in degrees fits")]
    pub(super) fn angle(&self) -> i16 {
        match self.along.y.atan2(self.along.x).to_degrees().round() as i16 {
            -180 => 180,
            angle => angle,
        }
    }
}

/// The middle of a glyph's ink on the x axis of the page.
pub(super) fn ink(drawn: &Drawn<'_>, transform: Affine) -> Option<f32> {
    let Drawn::Outline(glyph) = drawn else { return None };
    let outline = glyph.outline();
    (!outline.elements().is_empty()).then(|| finite(transform.transform_rect_bbox(outline.bounding_box()).center().x))
}

/// A coordinate as it is kept; what is no number becomes 0.
#[allow(clippy::cast_possible_truncation, reason = "page coordinates fit; what does not is no coordinate")]
pub(super) fn finite(v: f64) -> f32 {
    let v = v as f32;
    if v.is_finite() { v } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter half an em wide in 10 pt, its transform given as the text matrix in page space.
    fn frame(a: f64, b: f64, c: f64, d: f64, stretched: bool) -> Frame {
        Frame::of(500.0, Affine::new([a * 0.01, b * 0.01, c * 0.01, d * 0.01, 100.0, 200.0]), stretched)
    }

    #[test]
    fn upright_slanted_and_turned_letters() {
        let upright = frame(1.0, 0.0, 0.0, -1.0, false);
        assert_eq!((upright.bbox(), upright.angle()), (Rect::new(100.0, 192.0, 105.0, 202.0), 0));
        let slanted = frame(1.0, 0.0, 0.3, -1.0, false);
        assert_eq!((slanted.bbox(), finite(slanted.size)), (upright.bbox(), 10.0));
        let up = frame(0.0, -1.0, -1.0, 0.0, false);
        assert_eq!((up.bbox(), up.angle()), (Rect::new(92.0, 195.0, 102.0, 200.0), -90));
        assert_eq!(frame(-1.0, 0.0, 0.0, 1.0, false).angle(), 180);
    }

    #[test]
    fn a_stand_in_is_as_wide_as_the_file_says() {
        assert_eq!(frame(0.8, 0.0, 0.0, -1.0, true).bbox().width(), 5.0);
        assert_eq!(frame(0.8, 0.0, 0.0, -1.0, false).bbox().width(), 4.0, "narrowed by the file");
    }

    #[test]
    fn a_transform_without_extent_is_a_point() {
        let none = Frame::of(500.0, Affine::new([0.0, 0.0, 0.0, 0.0, f64::NAN, 0.0]), false);
        assert_eq!((none.bbox(), none.angle()), (Rect::default(), 0));
    }
}
