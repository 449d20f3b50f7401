//! Which glyphs stand near a point.
//!
//! In: the origins of a page's glyphs, one after another. Out: the glyphs around a place, without looking at all of them.
//! The idea is a grid of square fields; both who looks for doubles and who looks for the base of a mark asks it.

use std::collections::BTreeMap;

/// Side of a field in points: a few letters of body text stand in one.
const FIELD: f32 = 16.0;
/// No more glyphs than this are looked at in one field; a field of body text holds about six. Keeps a page that piles
/// thousands of glyphs on one place from taking quadratic time.
const CROWD: usize = 64;

/// Glyph indexes by the field that holds their origin.
#[derive(Debug, Default)]
pub(super) struct Places {
    fields: BTreeMap<(i32, i32), Vec<u32>>,
}

impl Places {
    /// Adds a glyph by its index; indexes grow.
    pub(super) fn add(&mut self, x: f32, y: f32, index: usize) {
        if let Ok(index) = u32::try_from(index) {
            self.fields.entry((field(x), field(y))).or_default().push(index);
        }
    }

    /// The glyphs in the fields that a box touches, field by field, the latest of each first.
    pub(super) fn near(&self, x: (f32, f32), y: (f32, f32)) -> impl Iterator<Item = usize> + '_ {
        let columns = field(x.0)..=field(x.1).min(field(x.0).saturating_add(8));
        let rows = field(y.0)..=field(y.1).min(field(y.0).saturating_add(8));
        columns
            .flat_map(move |column| rows.clone().map(move |row| (column, row)))
            .filter_map(|key| self.fields.get(&key))
            .flat_map(|glyphs| glyphs.iter().rev().take(CROWD).map(|i| *i as usize))
    }
}

#[allow(clippy::cast_possible_truncation, reason = "a float becomes the nearest number there is")]
fn field(v: f32) -> i32 {
    (v / FIELD).floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_over_the_borders_of_fields() {
        let mut places = Places::default();
        for (i, x) in [0.0, 15.9, 16.1, 300.0, f32::NAN, f32::INFINITY].into_iter().enumerate() {
            places.add(x, 10.0, i);
        }
        let near: Vec<usize> = places.near((15.0, 17.0), (9.0, 11.0)).collect();
        assert!(near.contains(&1) && near.contains(&2) && !near.contains(&3), "{near:?}");
        assert!(places.near((f32::NEG_INFINITY, f32::INFINITY), (0.0, 1.0)).count() <= 6);
    }
}
