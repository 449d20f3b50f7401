//! Glyphs → printed lines.
//!
//! In: glyphs of one cell, or of what is left of a page. Out: [`TextLine`]s, top to bottom. Glyphs are sorted by place, never
//! by their order in the file (a font that lacks a letter makes its program draw that letter later), and a space is what
//! the file says it is or, where the file has none, a gap. Source: measured on exports of Word, LibreOffice and others.

use crate::model::{Glyph, Page, Rect, TextLine};

/// A glyph smaller than this share of the common size can be a raised mark (superscripts are set at 58–83 %).
const SMALL: f32 = 0.88;
/// Baselines this share of the size apart are still one line (rounding, slight tilt).
const SAME_LINE: f32 = 0.3;
/// A mark whose baseline is this share of the size above the line's is raised.
const RAISED: f32 = 0.12;
/// Gap (share of the size) that is a space in a page that has no space glyphs; the narrowest space of a text font is 0.2 em.
const GAP_WITHOUT_SPACES: f32 = 0.14;
/// Gap that is a space although the page has space glyphs: wider than any letter spacing, seen between text runs.
const GAP_WITH_SPACES: f32 = 0.6;

/// How wide a gap must be to part two words, and two pieces of text that only stand on one line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Gaps {
    /// Share of the font size.
    pub(super) word: f32,
}

impl Gaps {
    /// Learns it from the page: whether its words are parted by space glyphs.
    pub(super) fn of(page: &Page) -> Self {
        let spaces = page.glyphs.iter().filter(|g| g.is_space()).count();
        // Vietnamese has a space after every 3–4 letters; a page with fewer than one in twelve does not print them.
        let word = if spaces * 12 >= page.glyphs.len() { GAP_WITH_SPACES } else { GAP_WITHOUT_SPACES };
        Self { word }
    }
}

/// Glyphs on one baseline, each with whether it is a raised mark.
pub(super) struct Row<'a> {
    pub(super) baseline: f32,
    pub(super) size: f32,
    pub(super) glyphs: Vec<(&'a Glyph, bool)>,
}

/// Builds the lines of some glyphs. `split` (share of the size): a gap that parts two lines standing side by side.
pub(super) fn lines(page: &Page, glyphs: &[&Glyph], gaps: Gaps, split: Option<f32>) -> Vec<TextLine> {
    let mut rows = rows(glyphs);
    rows.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut out = Vec::new();
    for mut row in rows {
        row.glyphs.sort_by(|a, b| a.0.bbox.x0.total_cmp(&b.0.bbox.x0));
        for piece in pieces(&row, split) {
            if let Some(line) = line(page, piece, row.size, gaps) {
                out.push(line);
            }
        }
    }
    out
}

/// Groups glyphs by baseline; small glyphs join the line beside which they stand.
pub(super) fn rows<'a>(glyphs: &[&'a Glyph]) -> Vec<Row<'a>> {
    let common = common_size(glyphs);
    let (small, main): (Vec<&Glyph>, Vec<&Glyph>) = glyphs.iter().partition(|g| g.size < common * SMALL);
    let mut sorted: Vec<&Glyph> = main;
    sorted.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut rows: Vec<Row> = Vec::new();
    for g in sorted {
        match rows.last_mut() {
            Some(row) if (g.baseline - row.baseline).abs() <= SAME_LINE * g.size.max(1.0) => {
                row.glyphs.push((g, false))
            }
            _ => rows.push(Row { baseline: g.baseline, size: g.size, glyphs: vec![(g, false)] }),
        }
    }
    rows.retain(|r| r.glyphs.iter().any(|(g, _)| !g.is_space()));
    let mut alone: Vec<&Glyph> = Vec::new();
    for g in small {
        let middle = g.bbox.center_y();
        let host = rows
            .iter_mut()
            .filter(|r| middle < r.baseline + 0.3 * r.size && middle > r.baseline - 1.1 * r.size)
            .min_by(|a, b| (a.baseline - g.baseline).abs().total_cmp(&(b.baseline - g.baseline).abs()));
        match host {
            Some(row) => {
                let raised = g.baseline < row.baseline - RAISED * row.size;
                row.glyphs.push((g, raised));
            }
            None => alone.push(g),
        }
    }
    if !alone.is_empty() && alone.len() < glyphs.len() {
        rows.extend(self::rows(&alone));
    } else if !alone.is_empty() {
        rows.push(Row {
            baseline: alone[0].baseline,
            size: alone[0].size,
            glyphs: alone.iter().map(|g| (*g, false)).collect(),
        });
    }
    rows
}

/// The size most of the glyphs have, in points.
fn common_size(glyphs: &[&Glyph]) -> f32 {
    let mut sizes: Vec<f32> = glyphs.iter().filter(|g| !g.is_space()).map(|g| g.size).collect();
    if sizes.is_empty() {
        return 0.0;
    }
    let middle = sizes.len() / 2;
    *sizes.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// Cuts a line where two texts merely stand side by side.
fn pieces<'r, 'a>(row: &'r Row<'a>, split: Option<f32>) -> Vec<&'r [(&'a Glyph, bool)]> {
    let Some(share) = split else { return vec![&row.glyphs] };
    let mut out = Vec::new();
    let (mut start, mut end): (usize, Option<f32>) = (0, None);
    for (i, (g, _)) in row.glyphs.iter().enumerate() {
        if g.is_space() {
            continue;
        }
        if end.is_some_and(|e| g.bbox.x0 - e > share * row.size) {
            out.push(&row.glyphs[start..i]);
            start = i;
        }
        end = Some(end.map_or(g.bbox.x1, |e| e.max(g.bbox.x1)));
    }
    out.push(&row.glyphs[start..]);
    out
}

fn line(page: &Page, glyphs: &[(&Glyph, bool)], size: f32, gaps: Gaps) -> Option<TextLine> {
    let mut text = String::with_capacity(glyphs.len() * 2);
    let mut raised = Vec::new();
    let mut bbox: Option<Rect> = None;
    let mut space = false;
    let (mut bold, mut inked) = (0_usize, 0_usize);
    let mut first_word = None;
    for (g, up) in glyphs {
        if g.is_space() {
            // A space drawn inside the word that stands there already (a justified line's last, zero-width one) parts nothing
            // but what comes after it.
            space = true;
            continue;
        }
        if let Some(b) = bbox {
            let gap = g.bbox.x0 - b.x1;
            if !text.is_empty() && (space || gap > gaps.word * size) {
                text.push(' ');
                first_word.get_or_insert(b.width());
            }
        }
        space = false;
        let start = text.len();
        text.push_str(&g.text);
        if *up {
            extend(&mut raised, start, text.len());
        }
        let font = page.fonts.get(usize::from(g.font));
        bold += usize::from(font.is_some_and(|f| f.bold));
        inked += 1;
        bbox = Some(bbox.map_or(g.bbox, |b| b.union(&g.bbox)));
    }
    let bbox = bbox?;
    Some(TextLine {
        text,
        bbox,
        page: page.number,
        line: page.first_line.map(|first| first + grid_line(&bbox)),
        size,
        bold: bold * 2 > inked,
        first_word: first_word.unwrap_or_else(|| bbox.width()),
        raised,
        ..TextLine::default()
    })
}

/// Joins neighbouring raised glyphs to one range.
fn extend(ranges: &mut Vec<(u32, u32)>, start: usize, end: usize) {
    let (start, end) = (u32::try_from(start).unwrap_or(u32::MAX), u32::try_from(end).unwrap_or(u32::MAX));
    match ranges.last_mut() {
        Some(last) if last.1 == start => last.1 = end,
        _ => ranges.push((start, end)),
    }
}

/// Which line of a character grid a box stands on, from 0.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "grid lines are small and not negative")]
fn grid_line(bbox: &Rect) -> u32 {
    (bbox.center_y() / Rect::GRID_Y).floor().max(0.0) as u32
}

/// Lines of glyphs written at an angle (watermarks, stamps, turned headings): neighbours in the file are neighbours on
/// paper there, so the file's order is kept.
pub(super) fn turned(page: &Page, glyphs: &[&Glyph]) -> Vec<TextLine> {
    let mut out: Vec<TextLine> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for g in glyphs {
        let near = last.is_some_and(|l| {
            l.angle == g.angle
                && (l.bbox.center_x() - g.bbox.center_x()).hypot(l.bbox.center_y() - g.bbox.center_y())
                    < 2.5 * g.size.max(1.0)
        });
        match out.last_mut() {
            Some(line) if near => {
                line.text.push_str(&g.text);
                line.bbox = line.bbox.union(&g.bbox);
            }
            _ => out.push(TextLine {
                text: g.text.to_string(),
                bbox: g.bbox,
                page: page.number,
                size: g.size,
                ..TextLine::default()
            }),
        }
        last = Some(g);
    }
    out.retain(|l| !l.text.trim().is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::FontInfo;

    fn glyph(text: &str, x: f32, y: f32, size: f32) -> Glyph {
        Glyph {
            text: text.into(),
            bbox: Rect::new(x, y - size * 0.8, x + size * 0.5, y + size * 0.2),
            baseline: y,
            size,
            font: 0,
            angle: 0,
            mcid: None,
        }
    }

    fn page(glyphs: Vec<Glyph>) -> Page {
        Page { number: 1, glyphs, fonts: vec![FontInfo::default()], ..Page::default() }
    }

    fn read(page: &Page) -> Vec<TextLine> {
        lines(page, &page.glyphs.iter().collect::<Vec<_>>(), Gaps::of(page), None)
    }

    #[test]
    fn order_in_the_file_does_not_matter() {
        let mut glyphs = vec![glyph("a", 0.0, 10.0, 10.0), glyph("b", 5.0, 10.0, 10.0), glyph("c", 0.0, 22.0, 10.0)];
        let forward: Vec<String> = read(&page(glyphs.clone())).into_iter().map(|l| l.text).collect();
        glyphs.reverse();
        let backward: Vec<String> = read(&page(glyphs)).into_iter().map(|l| l.text).collect();
        assert_eq!(forward, ["ab", "c"]);
        assert_eq!(forward, backward);
    }

    #[test]
    fn a_gap_is_a_space_where_the_page_has_none() {
        let p = page(vec![glyph("a", 0.0, 10.0, 10.0), glyph("b", 8.0, 10.0, 10.0)]);
        assert_eq!(read(&p)[0].text, "a b");
    }

    #[test]
    fn a_raised_mark_is_told() {
        let p = page(vec![glyph("m", 0.0, 10.0, 10.0), glyph("n", 5.0, 10.0, 10.0), glyph("2", 10.0, 6.0, 6.0)]);
        let lines = read(&p);
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].text.as_str(), lines[0].raised.as_slice()), ("mn2", &[(2, 3)][..]));
    }
}
