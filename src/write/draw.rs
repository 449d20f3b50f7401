//! One page as SVG: what each stage saw of it, laid over one another.
//!
//! In: a page, the blocks and the stitched tables. Out: a drawing in points: glyph boxes with their text, rulings, cells, a
//! band of colour for every stitched row (the same colour on every page it stands on), furniture in grey. The idea is
//! pdfplumber's debug picture, with the rows added.

use std::fmt::Write;

use crate::model::{Block, Cell, Glyph, LineKind, Page, Rect, Stitched, StitchedTable, Table, TextLine};

/// Colours of the row bands, told apart also in print and by the colour-blind (Okabe and Ito's palette).
const BANDS: [&str; 6] = ["#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#CC79A7"];
/// Room for the legend above the page, in points.
const LEGEND: f32 = 24.0;

/// Draws a page.
#[must_use]
pub fn page(page: &Page, blocks: &[Block], stitched: &Stitched) -> String {
    let mut out = String::new();
    let (width, height) = (page.width, page.height + LEGEND);
    put(
        &mut out,
        &format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 {:.1} {width:.1} {height:.1}\" width=\"{width:.1}pt\" height=\"{height:.1}pt\" font-family=\"Liberation Serif, Times New Roman, serif\">",
            -LEGEND
        ),
    );
    put(
        &mut out,
        &format!("<rect x=\"0\" y=\"{:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"white\"/>", -LEGEND),
    );
    for table in &stitched.tables {
        bands(&mut out, page.number, table);
    }
    glyphs(&mut out, page);
    rulings(&mut out, page);
    for table in blocks.iter().filter_map(table_on(page.number)) {
        cells(&mut out, table);
    }
    for line in stitched.furniture.iter().filter(|l| l.page == page.number) {
        frame(&mut out, line);
    }
    for table in &stitched.tables {
        numbers(&mut out, page.number, table);
    }
    legend(&mut out);
    put(&mut out, "</svg>");
    out
}

fn table_on(number: u32) -> impl Fn(&Block) -> Option<&Table> {
    move |block| match block {
        Block::Table(t) if t.page == number => Some(t),
        _ => None,
    }
}

fn put(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

fn rect(out: &mut String, r: &Rect, style: &str) {
    put(
        out,
        &format!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" {style}/>",
            r.x0,
            r.y0,
            r.width(),
            r.height()
        ),
    );
}

/// What a row takes of a page: the boxes of its lines there.
fn extent(page: u32, lines: impl Iterator<Item = TextLine>) -> Option<Rect> {
    lines.filter(|l| l.page == page && l.kind == LineKind::Text).map(|l| l.bbox).reduce(|a, b| a.union(&b))
}

fn row_extent(page: u32, table: &StitchedTable, row: usize) -> Option<Rect> {
    extent(page, table.rows[row].cells.iter().filter(|c| !c.inherited).flat_map(|c| c.lines.clone()))
}

fn bands(out: &mut String, number: u32, table: &StitchedTable) {
    for row in 0..table.rows.len() {
        if let Some(band) = row_extent(number, table, row) {
            let colour = BANDS[row % BANDS.len()];
            rect(out, &grown(&band), &format!("fill=\"{colour}\" fill-opacity=\"0.25\""));
        }
    }
}

fn grown(r: &Rect) -> Rect {
    Rect::new(r.x0 - 2.0, r.y0 - 1.0, r.x1 + 2.0, r.y1 + 1.0)
}

fn glyphs(out: &mut String, page: &Page) {
    let mut boxes = String::new();
    for g in page.glyphs.iter().filter(|g| !g.is_space()) {
        let b = g.bbox;
        let _ = write!(boxes, "M{:.1} {:.1}h{:.1}v{:.1}h-{2:.1}z", b.x0, b.y0, b.width(), b.height());
    }
    put(out, &format!("<path d=\"{boxes}\" fill=\"none\" stroke=\"#999\" stroke-width=\"0.15\"/>"));
    let same = |a: &Glyph, b: &Glyph| (a.size, a.baseline, a.angle) == (b.size, b.baseline, b.angle);
    for line in page.glyphs.chunk_by(same) {
        let texts: String = line.iter().filter(|g| !g.is_space()).map(text).collect();
        if !texts.is_empty() {
            put(out, &format!("<g font-size=\"{:.1}\">{texts}</g>", line[0].size));
        }
    }
}

fn text(g: &Glyph) -> String {
    let turn = if g.angle == 0 {
        String::new()
    } else {
        format!(" transform=\"rotate({} {:.1} {:.1})\"", g.angle, g.bbox.x0, g.baseline)
    };
    format!("<text x=\"{:.1}\" y=\"{:.1}\"{turn}>{}</text>", g.bbox.x0, g.baseline, escaped(&g.text))
}

fn rulings(out: &mut String, page: &Page) {
    for r in &page.rulings {
        let b = r.bbox;
        let (x0, y0, x1, y1) = if r.vertical {
            (b.center_x(), b.y0, b.center_x(), b.y1)
        } else {
            (b.x0, b.center_y(), b.x1, b.center_y())
        };
        put(
            out,
            &format!(
                "<line x1=\"{x0:.1}\" y1=\"{y0:.1}\" x2=\"{x1:.1}\" y2=\"{y1:.1}\" stroke=\"#d00\" stroke-width=\"1.2\"/>"
            ),
        );
    }
}

fn cells(out: &mut String, table: &Table) {
    for Cell { bbox, doubt, .. } in &table.cells {
        let inner = Rect::new(bbox.x0 + 1.5, bbox.y0 + 1.5, bbox.x1 - 1.5, bbox.y1 - 1.5);
        let dash = if doubt.is_some() { " stroke-dasharray=\"3 2\"" } else { "" };
        rect(out, &inner, &format!("fill=\"none\" stroke=\"#00f\" stroke-width=\"0.6\"{dash}"));
    }
}

fn frame(out: &mut String, line: &TextLine) {
    rect(out, &grown(&line.bbox), "fill=\"#777\" fill-opacity=\"0.3\" stroke=\"#777\" stroke-width=\"0.5\"");
}

/// The number of each row, where its band begins.
fn numbers(out: &mut String, number: u32, table: &StitchedTable) {
    for row in 0..table.rows.len() {
        if let Some(band) = row_extent(number, table, row) {
            put(
                out,
                &format!(
                    "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"7\" fill=\"#a00\" font-family=\"sans-serif\" text-anchor=\"end\">row {}</text>",
                    band.x0 - 4.0,
                    band.y0 + 7.0,
                    row + 1
                ),
            );
        }
    }
}

fn legend(out: &mut String) {
    let entries = [
        ("#999", "glyph box"),
        ("#d00", "ruling"),
        ("#00f", "cell (dashed: in doubt)"),
        ("#E69F00", "stitched row"),
        ("#777", "furniture"),
    ];
    let mut x = 12.0;
    for (colour, name) in entries {
        let box_ = Rect::new(x, 8.0 - LEGEND, x + 9.0, 17.0 - LEGEND);
        rect(out, &box_, &format!("fill=\"{colour}\" fill-opacity=\"0.5\" stroke=\"{colour}\""));
        put(
            out,
            &format!(
                "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"9\" font-family=\"sans-serif\">{name}</text>",
                x + 13.0,
                16.0 - LEGEND
            ),
        );
        // About half an em a letter, and a gap.
        #[allow(clippy::cast_precision_loss, reason = "a legend is short")]
        let length = name.len() as f32;
        x += 13.0 + 4.8 * length + 14.0;
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
