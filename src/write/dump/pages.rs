//! The dump of `read`: glyphs joined to runs, rulings, lines, or finished cells.

use super::{line, rect};
use crate::model::{Content, Document, Glyph, Page, Ruling};

/// What was read.
#[must_use]
pub fn pages(document: &Document) -> String {
    let mut out = String::new();
    line(
        &mut out,
        0,
        &format!(
            "{}, {} pages, {} characters ignored",
            document.media_type.name(),
            document.page_count,
            document.ignored
        ),
    );
    match &document.content {
        Content::Pages(pages) => pages.iter().for_each(|p| page(&mut out, p)),
        Content::Lines(lines) => {
            line(&mut out, 0, "flattened lines");
            for l in lines {
                line(&mut out, 1, &format!("{:>5} \"{}\"", l.line, l.text));
            }
        }
        Content::Blocks(blocks) => {
            line(&mut out, 0, "cells set apart by the source");
            out.push_str(&super::blocks(blocks));
        }
    }
    out
}

fn page(out: &mut String, page: &Page) {
    line(
        out,
        0,
        &format!(
            "page {}: {:.1} x {:.1} pt, {} glyphs, {} rulings{}",
            page.number,
            page.width,
            page.height,
            page.glyphs.len(),
            page.rulings.len(),
            if page.has_image { ", pictures" } else { "" }
        ),
    );
    for (n, font) in page.fonts.iter().enumerate() {
        let style = [(font.bold, " bold"), (font.italic, " italic")];
        let style: String = style.iter().filter(|s| s.0).map(|s| s.1).collect();
        line(out, 1, &format!("font {n} {}{style}", font.name));
    }
    for run in runs(&page.glyphs) {
        text_run(out, run);
    }
    for (name, vertical) in [("horizontal", false), ("vertical", true)] {
        let list: Vec<String> = page.rulings.iter().filter(|r| r.vertical == vertical).map(ruling).collect();
        if !list.is_empty() {
            line(out, 1, &format!("{name}: {}", list.join(", ")));
        }
    }
}

/// Neighbours in content order on one baseline, in one font and size.
fn runs(glyphs: &[Glyph]) -> impl Iterator<Item = &[Glyph]> {
    glyphs.chunk_by(|a, b| {
        let near = (b.bbox.x0 - a.bbox.x1).abs() <= a.size;
        (a.baseline, a.font, a.size, a.angle) == (b.baseline, b.font, b.size, b.angle) && near
    })
}

fn text_run(out: &mut String, run: &[Glyph]) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let text: String = run.iter().map(|g| g.text.as_str()).collect();
    let bbox = first.bbox.union(&last.bbox);
    let angle = if first.angle == 0 { String::new() } else { format!(" {}°", first.angle) };
    line(out, 1, &format!("{} {:.1}pt f{}{angle} \"{text}\"", rect(&bbox), first.size, first.font));
}

/// Position and extent: `y x0-x1` or `x y0-y1`.
fn ruling(r: &Ruling) -> String {
    let b = r.bbox;
    if r.vertical {
        format!("{:.1} {:.1}-{:.1}", b.center_x(), b.y0, b.y1)
    } else {
        format!("{:.1} {:.1}-{:.1}", b.center_y(), b.x0, b.x1)
    }
}
