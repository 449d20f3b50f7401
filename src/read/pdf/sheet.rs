//! Glyphs as drawn → glyphs as printed.
//!
//! In: the glyphs of a page in the order in which they are drawn. Out: each printed one once: what is drawn twice on one
//! place (fake bold, shadows) stays once, and combining marks are part of the letter they stand on. The idea is
//! poppler's (`TextOutputDev`): same text, same size, almost the same place. Letters in NFD come from LibreOffice.

use smol_str::{SmolStr, SmolStrBuilder};

use super::fonts::UNREADABLE;
use super::places::Places;
use crate::model::{Glyph, count_chars};

/// A double stands within this share of the advance along the line: real neighbours are a whole advance away.
const ALONG: f32 = 0.3;
/// … but no farther than this share of the size, for wide letters …
const ALONG_MOST: f32 = 0.15;
/// … and this share of the size for marks, which have no advance.
const ALONG_MARK: f32 = 0.05;
/// A double's baseline is within this share of the size.
const ACROSS: f32 = 0.1;
/// Sizes this share apart are the same.
const SAME_SIZE: f32 = 0.02;
/// Drawn again farther away than this share of the size it is bold; nearer it is only drawn again.
const BOLDER: f32 = 0.01;
/// The ink of a mark may stand this share of the size outside of its letter's box (a horn, a wide circumflex on an i).
const OVERHANG: f32 = 0.3;
/// Baselines of a mark and its letter are within this share of the size.
const SAME_LINE: f32 = 0.4;

/// A doubled mark's twin is at most this many marks back: programs draw at most a line before they draw it again.
const LINE: usize = 256;

/// What became of a glyph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Added {
    /// It is a new one.
    New,
    /// It was there before.
    Double {
        /// Index of the one that stays.
        of: usize,
        /// Drawn beside it, not on it: that makes it bolder.
        bolder: bool,
    },
}

/// The glyphs of one page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) glyphs: Vec<Glyph>,
    /// Characters of doubles.
    pub(super) doubled: u64,
    places: Places,
    marks: Vec<Mark>,
    /// The last glyph with ink.
    last: Option<usize>,
}

/// A combining mark that waits for its letter.
#[derive(Debug)]
struct Mark {
    glyph: Glyph,
    /// Middle of its ink on the x axis: marks without advance stand anywhere about their origin.
    ink: f32,
    /// The letter drawn before it.
    after: Option<usize>,
}

/// Whether a text consists of combining marks only.
pub(super) fn is_mark(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| ('\u{300}'..='\u{36f}').contains(&c))
}

impl Sheet {
    /// Adds a glyph. `advance` in points along its line.
    pub(super) fn add(&mut self, glyph: Glyph, advance: f32) -> Added {
        if glyph.is_space() {
            self.glyphs.push(glyph);
            return Added::New;
        }
        if let Some((of, bolder)) = self.double(&glyph, advance) {
            self.doubled += count_chars(&glyph.text);
            self.last = Some(of);
            return Added::Double { of, bolder };
        }
        self.places.add(glyph.bbox.center_x(), glyph.bbox.center_y(), self.glyphs.len());
        self.last = Some(self.glyphs.len());
        self.glyphs.push(glyph);
        Added::New
    }

    /// Adds a combining mark. `ink`: the middle of its ink on the x axis, in points.
    pub(super) fn add_mark(&mut self, glyph: Glyph, ink: f32) {
        let twin = |m: &Mark| {
            m.after == self.last
                && m.glyph.text == glyph.text
                && (m.ink - ink).abs() <= ALONG_MOST * glyph.size
                && (m.glyph.baseline - glyph.baseline).abs() <= ACROSS * glyph.size
        };
        if self.marks.iter().rev().take(LINE).any(twin) {
            self.doubled += count_chars(&glyph.text);
        } else {
            self.marks.push(Mark { glyph, ink, after: self.last });
        }
    }

    /// Puts the marks on their letters.
    pub(super) fn finish(mut self) -> Vec<Glyph> {
        for mark in std::mem::take(&mut self.marks) {
            match self.base(&mark) {
                Some(base) => self.glyphs[base].text = joined(&self.glyphs[base].text, &mark.glyph.text),
                None => self.glyphs.push(mark.glyph),
            }
        }
        self.glyphs
    }

    /// An equal glyph on almost the same place, and whether the two together look bold.
    fn double(&self, glyph: &Glyph, advance: f32) -> Option<(usize, bool)> {
        // Characters that nobody can read all look the same, and are not.
        if glyph.text.contains(UNREADABLE) {
            return None;
        }
        let along = (ALONG * advance).clamp(ALONG_MARK * glyph.size, ALONG_MOST * glyph.size);
        let across = ACROSS * glyph.size;
        let (x, y) = (glyph.bbox.center_x(), glyph.bbox.center_y());
        let reach = along.max(across);
        let (sin, cos) = f32::from(glyph.angle).to_radians().sin_cos();
        self.places.near((x - reach, x + reach), (y - reach, y + reach)).find_map(|i| {
            let other = &self.glyphs[i];
            let same = other.angle == glyph.angle
                && (other.size - glyph.size).abs() <= SAME_SIZE * glyph.size
                && other.text == glyph.text;
            let (dx, dy) = (other.bbox.center_x() - x, other.bbox.center_y() - y);
            let on = (dx * cos + dy * sin).abs() <= along && (dy * cos - dx * sin).abs() <= across;
            (same && on).then(|| (i, dx.hypot(dy) > BOLDER * glyph.size))
        })
    }

    /// The letter a mark stands on: the one drawn before it, else whichever stands under its ink (programs draw the letters
    /// that a font lacks after the line).
    fn base(&self, mark: &Mark) -> Option<usize> {
        let size = mark.glyph.size;
        let fits = |i: usize, slack: f32| {
            let g = &self.glyphs[i];
            let (dx, dy) = if g.angle.rem_euclid(180) == 90 {
                // Turned text: the ink is measured along x, so only the line tells.
                (0.0, g.bbox.center_x() - mark.glyph.bbox.center_x())
            } else {
                ((mark.ink - g.bbox.center_x()).abs() - g.bbox.width() / 2.0, g.baseline - mark.glyph.baseline)
            };
            g.angle == mark.glyph.angle && !g.is_space() && dx <= slack * size && dy.abs() <= SAME_LINE * size
        };
        if let Some(before) = mark.after.filter(|i| fits(*i, OVERHANG)) {
            return Some(before);
        }
        let (x, y) = (mark.ink, mark.glyph.bbox.center_y());
        let reach = SAME_LINE * size;
        self.places
            .near((x - size, x + size), (y - reach, y + reach))
            .filter(|i| fits(*i, 0.0))
            .min_by(|a, b| self.offset(*a, x).total_cmp(&self.offset(*b, x)).then(b.cmp(a)))
    }

    fn offset(&self, glyph: usize, x: f32) -> f32 {
        (self.glyphs[glyph].bbox.center_x() - x).abs()
    }
}

fn joined(letter: &str, mark: &str) -> SmolStr {
    let mut text = SmolStrBuilder::new();
    text.push_str(letter);
    text.push_str(mark);
    text.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rect;

    fn glyph(text: &str, x: f32, y: f32, advance: f32) -> Glyph {
        let size = 12.0;
        Glyph {
            text: text.into(),
            bbox: Rect::new(x, y - 0.8 * size, x + advance, y + 0.2 * size),
            baseline: y,
            size,
            font: 0,
            angle: 0,
            mcid: None,
        }
    }

    fn sheet(letters: &[(&str, f32, f32)]) -> Sheet {
        let mut sheet = Sheet::default();
        for (text, x, advance) in letters {
            sheet.add(glyph(text, *x, 100.0, *advance), *advance);
        }
        sheet
    }

    fn texts(sheet: Sheet) -> Vec<String> {
        sheet.finish().into_iter().map(|g| g.text.to_string()).collect()
    }

    #[test]
    fn a_letter_drawn_twice_is_one() {
        let mut s = sheet(&[("B", 10.0, 8.0), ("ộ", 18.0, 6.0)]);
        assert_eq!(s.add(glyph("B", 10.4, 100.0, 8.0), 8.0), Added::Double { of: 0, bolder: true });
        assert_eq!(s.add(glyph("ộ", 18.0, 100.0, 6.0), 6.0), Added::Double { of: 1, bolder: false });
        assert_eq!((s.doubled, texts(s)), (2, vec!["B".to_owned(), "ộ".to_owned()]));
    }

    #[test]
    fn double_letters_are_two() {
        let s = sheet(&[("l", 10.0, 3.3), ("l", 13.3, 3.3), (".", 20.0, 3.0), (".", 22.2, 3.0), ("i", 30.0, 3.3)]);
        assert_eq!(texts(s).len(), 5);
        let mut s = sheet(&[("a", 10.0, 6.0)]);
        s.add(glyph("a", 10.0, 102.0, 6.0), 6.0);
        s.add(Glyph { size: 9.0, ..glyph("a", 10.0, 100.0, 6.0) }, 6.0);
        assert_eq!((s.doubled, texts(s).len()), (0, 3));
    }

    #[test]
    fn turned_letters_are_compared_along_their_line() {
        let turned =
            |y: f32| Glyph { angle: -90, bbox: Rect::new(100.0, y - 3.3, 112.0, y), ..glyph("l", 0.0, 0.0, 3.3) };
        let mut s = Sheet::default();
        s.add(turned(500.0), 3.3);
        s.add(turned(496.7), 3.3);
        s.add(turned(499.8), 3.3);
        assert_eq!((s.doubled, s.glyphs.len()), (1, 2));
    }

    #[test]
    fn marks_join_the_letter_before_them() {
        let mut s = sheet(&[("u", 10.0, 6.0)]);
        s.add_mark(glyph("\u{31b}", 16.0, 100.0, 0.0), 17.0);
        s.add_mark(glyph("\u{309}", 16.0, 100.0, 0.0), 13.0);
        s.add(glyph("n", 16.0, 100.0, 6.0), 6.0);
        assert_eq!(texts(s), ["u\u{31b}\u{309}", "n"]);
    }

    #[test]
    fn marks_drawn_later_join_the_letter_under_them() {
        let mut s = sheet(&[("a", 10.0, 6.0), ("n", 16.0, 6.0), ("o", 22.0, 6.0)]);
        s.add_mark(glyph("\u{301}", 13.0, 100.0, 0.0), 13.2);
        s.add_mark(glyph("\u{323}", 25.0, 100.0, 0.0), 25.1);
        assert_eq!(texts(s), ["a\u{301}", "n", "o\u{323}"]);
    }

    #[test]
    fn a_mark_alone_stays_and_a_doubled_one_goes() {
        let mut s = sheet(&[("a", 10.0, 6.0)]);
        s.add_mark(glyph("\u{301}", 13.0, 100.0, 0.0), 13.0);
        s.add(glyph("a", 10.3, 100.0, 6.0), 6.0);
        s.add_mark(glyph("\u{301}", 13.3, 100.0, 0.0), 13.3);
        s.add_mark(glyph("\u{323}", 300.0, 300.0, 0.0), 300.0);
        assert_eq!((s.doubled, texts(s)), (2, vec!["a\u{301}".to_owned(), "\u{323}".to_owned()]));
    }
}
