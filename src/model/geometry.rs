//! Rectangles on a page. Unit: PDF points; origin: top left of the visible page; y grows downwards.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An upright rectangle in points, never inverted, never NaN. For text input laid on a character grid one column is
/// [`Rect::GRID_X`] wide and one line [`Rect::GRID_Y`] high.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Left edge.
    pub x0: f32,
    /// Top edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Bottom edge.
    pub y1: f32,
}

impl Rect {
    /// Width in points of one character column of laid-out text (half an em of [`Rect::GRID_Y`] type).
    pub const GRID_X: f32 = 6.0;
    /// Height in points of one line of laid-out text.
    pub const GRID_Y: f32 = 12.0;

    /// The rectangle spanned by two corners given in any order; anything that is not finite becomes 0.
    #[must_use]
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        let clean = |v: f32| if v.is_finite() { v } else { 0.0 };
        let (x0, y0, x1, y1) = (clean(x0), clean(y0), clean(x1), clean(y1));
        Self { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }

    /// Horizontal extent in points.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Vertical extent in points.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// Middle of the left and right edge.
    #[must_use]
    pub fn center_x(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }

    /// Middle of the top and bottom edge.
    #[must_use]
    pub fn center_y(&self) -> f32 {
        f32::midpoint(self.y0, self.y1)
    }

    /// The smallest rectangle that holds both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        Self {
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }

    /// Whether the point lies inside (edges included).
    #[must_use]
    pub fn contains(&self, x: f32, y: f32) -> bool {
        x >= self.x0 && x <= self.x1 && y >= self.y0 && y <= self.y1
    }

    /// Length in points that both share on the x axis (0 when they share none).
    #[must_use]
    pub fn overlap_x(&self, other: &Self) -> f32 {
        (self.x1.min(other.x1) - self.x0.max(other.x0)).max(0.0)
    }

    /// Length in points that both share on the y axis (0 when they share none).
    #[must_use]
    pub fn overlap_y(&self, other: &Self) -> f32 {
        (self.y1.min(other.y1) - self.y0.max(other.y0)).max(0.0)
    }
}

/// Coordinates leave the program with one decimal: finer than any printer, the same on every machine.
pub(crate) fn tenth(value: f32) -> f64 {
    let rounded = (f64::from(value) * 10.0).round() / 10.0;
    if rounded == 0.0 { 0.0 } else { rounded }
}

impl Serialize for Rect {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [tenth(self.x0), tenth(self.y0), tenth(self.x1), tenth(self.y1)].serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Rect {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let [x0, y0, x1, y1] = <[f32; 4]>::deserialize(deserializer)?;
        Ok(Self::new(x0, y0, x1, y1))
    }
}

impl schemars::JsonSchema for Rect {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "BBox".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4,
            "description": "[x0, y0, x1, y1] in PDF points, origin top left of the visible (rotated, cropped) page."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_in_any_order_and_no_nan() {
        let r = Rect::new(10.0, f32::NAN, 2.0, 5.0);
        assert_eq!(r, Rect { x0: 2.0, y0: 0.0, x1: 10.0, y1: 5.0 });
        assert_eq!(Rect::new(0.0, 0.0, 4.0, 4.0).overlap_x(&Rect::new(3.0, 0.0, 9.0, 1.0)), 1.0);
    }

    #[test]
    fn one_decimal_leaves_the_program() {
        let json = serde_json::to_string(&Rect::new(0.04, -0.04, 12.25, 99.96)).unwrap_or_default();
        assert_eq!(json, "[0.0,0.0,12.3,100.0]");
    }
}
