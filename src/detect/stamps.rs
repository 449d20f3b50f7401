//! Signature stamps printed over a page.
//!
//! In: a page. Out: the page without them, and their lines. The idea: an electronic signature leaves a few lines in a type of
//! their own (`Ký bởi: …`, `Thời gian ký: …`), with a frame or without, on whatever stands there. They belong to no cell, and
//! their frame is no table's.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::words::{self, Gaps};
use crate::lexicon::is_signature_stamp;
use crate::model::{Glyph, LineKind, Page, Rect, Ruling, TextLine};

/// A stamp has fewer glyphs: five lines of sixty letters.
const MOST: usize = 300;
/// Its frame stands within this many points of its text.
const FRAME: f32 = 14.0;
/// So many rulings above and below a stamp are looked at: no page draws more there.
const SIDES: usize = 20;
/// Sides of a frame meet within this many points.
const MEET: f32 = 1.5;

/// A page without its stamps, and the lines of these.
pub(super) fn apart(page: &Page) -> (Cow<'_, Page>, Vec<TextLine>) {
    let stamps: Vec<Stamp> = kinds(page).iter().filter_map(|kind| stamp(page, kind)).collect();
    if stamps.is_empty() {
        return (Cow::Borrowed(page), Vec::new());
    }
    let mut lines = Vec::new();
    let mut taken = vec![false; page.glyphs.len()];
    let mut sides = vec![false; page.rulings.len()];
    for stamp in stamps {
        stamp.frame.iter().for_each(|i| sides[*i] = true);
        stamp.glyphs.iter().for_each(|i| taken[*i] = true);
        lines.extend(stamp.lines.into_iter().map(|l| TextLine { kind: LineKind::Watermark, ..l }));
    }
    let (glyphs, rulings) = (without(&page.glyphs, &taken), without(&page.rulings, &sides));
    let fonts = page.fonts.clone();
    let (tags, has_image) = (page.tags.clone(), page.has_image);
    let Page { number, width, height, first_line, .. } = *page;
    (Cow::Owned(Page { number, width, height, glyphs, rulings, tags, fonts, first_line, has_image }), lines)
}

/// Those of a list that are not taken.
fn without<T: Clone>(all: &[T], taken: &[bool]) -> Vec<T> {
    all.iter().zip(taken).filter(|(_, taken)| !**taken).map(|(each, _)| each.clone()).collect()
}

/// A stamp: its glyphs, its lines, and the rulings around it.
struct Stamp {
    glyphs: Vec<usize>,
    lines: Vec<TextLine>,
    frame: Vec<usize>,
}

/// The glyphs of each font and size that has few on the page.
fn kinds(page: &Page) -> Vec<Vec<usize>> {
    let mut kinds: BTreeMap<(u16, u32), Vec<usize>> = BTreeMap::new();
    for (i, g) in page.glyphs.iter().enumerate().filter(|(_, g)| g.angle == 0) {
        let own = kinds.entry((g.font, g.size.to_bits())).or_default();
        // One more than the most is enough to tell that there are too many.
        if own.len() <= MOST {
            own.push(i);
        }
    }
    kinds.into_values().filter(|own| own.len() <= MOST && own.len() * 2 < page.glyphs.len()).collect()
}

/// The stamp among the glyphs of a kind: the lines around those that begin as a signature's do. One such line is a stamp only
/// in a frame.
fn stamp(page: &Page, kind: &[usize]) -> Option<Stamp> {
    let glyphs: Vec<&Glyph> = kind.iter().map(|i| &page.glyphs[*i]).collect();
    let all = words::lines(page, &glyphs, Gaps::of(page), None);
    let cues: Vec<usize> = (0..all.len()).filter(|i| is_signature_stamp(&all[*i].text)).collect();
    let near = |a: &TextLine, b: &TextLine| b.bbox.y0 - a.bbox.y1 <= a.size && a.bbox.overlap_x(&b.bbox) > 0.0;
    let (mut from, mut to) = (*cues.first()?, *cues.last()? + 1);
    while from > 0 && near(&all[from - 1], &all[from]) {
        from -= 1;
    }
    while to < all.len() && near(&all[to - 1], &all[to]) {
        to += 1;
    }
    let lines: Vec<TextLine> = all[from..to].to_vec();
    let bbox = lines.iter().map(|l| l.bbox).reduce(|a, b| a.union(&b))?;
    let frame = frame(&page.rulings, &bbox);
    let inside = |g: &Glyph| bbox.contains(g.bbox.center_x(), g.bbox.center_y());
    let glyphs = kind.iter().copied().filter(|i| inside(&page.glyphs[*i]) || page.glyphs[*i].is_space()).collect();
    (cues.len() > 1 || !frame.is_empty()).then_some(Stamp { glyphs, lines, frame })
}

/// The four sides of a frame around a box. It floats: nothing else ends at its corners, as at those of a cell.
fn frame(rulings: &[Ruling], bbox: &Rect) -> Vec<usize> {
    let sides = |vertical: bool| (0..rulings.len()).filter(move |i| rulings[*i].vertical == vertical);
    let near = |a: f32, b: f32| (a - b).abs() <= MEET;
    let level = |from: f32, to: f32| {
        sides(false).filter(move |i| {
            let r = &rulings[*i].bbox;
            (from..=to).contains(&r.center_y())
                && (bbox.x0 - FRAME..=bbox.x0).contains(&r.x0)
                && (bbox.x1..=bbox.x1 + bbox.width()).contains(&r.x1)
        })
    };
    for top in level(bbox.y0 - FRAME, bbox.y0).take(SIDES) {
        for bottom in level(bbox.y1, bbox.y1 + FRAME).take(SIDES) {
            let (t, b) = (&rulings[top].bbox, &rulings[bottom].bbox);
            if !near(t.x0, b.x0) || !near(t.x1, b.x1) {
                continue;
            }
            let side = |x: f32| {
                sides(true).find(|i| {
                    let s = &rulings[*i].bbox;
                    near(s.center_x(), x) && near(s.y0, t.center_y()) && near(s.y1, b.center_y())
                })
            };
            let (Some(left), Some(right)) = (side(t.x0), side(t.x1)) else { continue };
            let own = [top, bottom, left, right];
            let corner = |x: f32, y: f32| {
                let ends = |r: &Ruling| {
                    let (xs, ys) = if r.vertical {
                        ([r.bbox.center_x(); 2], [r.bbox.y0, r.bbox.y1])
                    } else {
                        ([r.bbox.x0, r.bbox.x1], [r.bbox.center_y(); 2])
                    };
                    xs.iter().zip(ys).any(|(a, b)| near(*a, x) && near(b, y))
                };
                (0..rulings.len()).any(|i| !own.contains(&i) && ends(&rulings[i]))
            };
            let (y0, y1) = (t.center_y(), b.center_y());
            if ![(t.x0, y0), (t.x1, y0), (b.x0, y1), (b.x1, y1)].iter().any(|(x, y)| corner(*x, *y)) {
                return own.to_vec();
            }
        }
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FontInfo;

    #[test]
    fn a_stamp_and_its_frame_go_and_the_cell_below_stays() {
        let glyph = |c: char, x: f32, y: f32, font: u16| Glyph {
            text: c.to_string().into(),
            bbox: Rect::new(x, y - 8.0, x + 5.0, y + 2.0),
            baseline: y,
            size: if font == 0 { 13.0 } else { 8.0 },
            font,
            angle: 0,
            mcid: None,
        };
        let mut page = Page { number: 1, fonts: vec![FontInfo::default(); 2], ..Page::default() };
        let cell = "Ủy ban nhân dân các xã, phường, đặc khu";
        for (text, y, font) in [(cell, 100.0, 0), ("Ký bởi: Sở Y tế", 98.0, 1), ("Thời gian ký: 2026", 107.0, 1)]
        {
            page.glyphs.extend(text.chars().enumerate().map(|(i, c)| glyph(c, 50.0 + 5.0 * i as f32, y, font)));
        }
        let rule = |x0, y0, x1, y1, vertical| Ruling { bbox: Rect::new(x0, y0, x1, y1), vertical };
        page.rulings = vec![
            rule(45.0, 85.0, 145.0, 85.5, false),
            rule(45.0, 113.0, 145.0, 113.5, false),
            rule(45.0, 85.0, 45.5, 113.0, true),
            rule(145.0, 85.0, 145.5, 113.0, true),
            rule(20.0, 110.0, 300.0, 110.5, false),
        ];
        let (rest, lines) = apart(&page);
        assert_eq!(rest.glyphs.len(), cell.chars().count());
        assert_eq!(rest.rulings.len(), 1);
        let texts: Vec<&str> = lines.iter().map(|l| l.text.as_str()).collect();
        assert_eq!(texts, ["Ký bởi: Sở Y tế", "Thời gian ký: 2026"]);
    }
}
