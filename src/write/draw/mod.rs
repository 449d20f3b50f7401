//! One page as SVG: what each stage saw of it, laid over one another.
//!
//! In: a page, the blocks and the stitched tables. Out: a drawing in points: glyph boxes with their text, rulings, cells,
//! lines outside of tables, furniture in grey, and a band of colour for every stitched row, which says on which pages the row
//! begins and goes on. The idea is pdfplumber's debug picture, with the rows added.

mod bands;
mod svg;

use bands::Band;
use svg::Svg;

use crate::model::{Block, Glyph, LineKind, Page, Rect, Stitched, Table};

/// Colours of the row bands, told apart also in print and by the colour-blind (Okabe and Ito's palette).
const BANDS: [&str; 6] = ["#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#CC79A7"];
/// Colour of the header's band.
const HEADER: &str = "#000000";
const GLYPH: &str = "#999999";
const RULING: &str = "#DD0000";
const CELL: &str = "#0033FF";
const LINE: &str = "#119944";
const FURNITURE: &str = "#777777";
/// Room for the legend above the page, in points.
const LEGEND: f32 = 24.0;
/// Room for the rows' labels left of the page, in points: tables of laid-out text begin at its very edge.
const GUTTER: f32 = 44.0;
/// Height of a label's letters, in points.
const LABEL: f32 = 7.0;

/// Draws a page.
#[must_use]
pub fn page(page: &Page, blocks: &[Block], stitched: &Stitched) -> String {
    let mut svg = Svg::new(&Rect::new(-GUTTER, -LEGEND, page.width, page.height));
    svg.rect(&Rect::new(-GUTTER, -LEGEND, page.width, page.height), "fill=\"#EEEEEE\"");
    svg.rect(&Rect::new(0.0, 0.0, page.width, page.height), "fill=\"#FFFFFF\"");
    let parts: Vec<&Table> = blocks.iter().filter_map(|b| table_on(b, page.number)).collect();
    let rows: Vec<Band> = stitched.tables.iter().flat_map(|t| bands::bands(page.number, t, &parts)).collect();
    for band in &rows {
        let (colour, opacity) = colour(band);
        svg.rect(&band.bbox, &format!("fill=\"{colour}\" fill-opacity=\"{opacity}\""));
    }
    for line in stitched.furniture.iter().filter(|l| l.page == page.number) {
        svg.rect(&grown(&line.bbox), &format!("fill=\"{FURNITURE}\" fill-opacity=\"0.35\" stroke=\"{FURNITURE}\""));
    }
    glyphs(&mut svg, page);
    rulings(&mut svg, page);
    cells(&mut svg, &parts);
    outside(&mut svg, page.number, blocks);
    rows.iter().for_each(|band| label(&mut svg, band));
    legend(&mut svg, page.number);
    svg.end()
}

fn table_on(block: &Block, number: u32) -> Option<&Table> {
    match block {
        Block::Table(t) if t.page == number => Some(t),
        _ => None,
    }
}

fn colour(band: &Band) -> (&'static str, f32) {
    band.row.map_or((HEADER, 0.08), |row| (BANDS[row % BANDS.len()], 0.25))
}

fn grown(r: &Rect) -> Rect {
    Rect::new(r.x0 - 2.0, r.y0 - 1.0, r.x1 + 2.0, r.y1 + 1.0)
}

/// Every glyph's box, and what it says at its place; text at an angle pale, as it lies across the rest.
fn glyphs(svg: &mut Svg, page: &Page) {
    let printed = || page.glyphs.iter().filter(|g| !g.is_space());
    svg.rects(
        printed().filter(|g| g.angle == 0).map(|g| &g.bbox),
        &format!("fill=\"none\" stroke=\"{GLYPH}\" stroke-width=\"0.15\""),
    );
    let printed: Vec<&Glyph> = printed().collect();
    let same = |a: &&Glyph, b: &&Glyph| (a.size, a.baseline, a.angle, a.font) == (b.size, b.baseline, b.angle, b.font);
    svg.group("font-family=\"Liberation Serif, Times New Roman, serif\"");
    for line in printed.chunk_by(same) {
        let font = page.fonts.get(usize::from(line[0].font));
        let bold = if font.is_some_and(|f| f.bold) { " font-weight=\"bold\"" } else { "" };
        let italic = if font.is_some_and(|f| f.italic) { " font-style=\"italic\"" } else { "" };
        let pale = if line[0].angle == 0 { "" } else { " fill=\"#C8C8C8\"" };
        let style = format!("font-size=\"{:.1}\"{bold}{italic}{pale}", line[0].size);
        svg.texts(&style, line.iter().map(|g| (g.bbox.x0, g.baseline, turn(g), g.text.as_str())));
    }
    svg.end_group();
}

fn turn(g: &Glyph) -> String {
    match g.angle {
        0 => String::new(),
        angle => format!("transform=\"rotate({angle} {:.1} {:.1})\"", g.bbox.x0, g.baseline),
    }
}

fn rulings(svg: &mut Svg, page: &Page) {
    // As wide as it is seen, whatever the file says.
    let seen = |r: &Rect, vertical: bool| {
        if vertical {
            Rect::new(r.center_x() - 0.5, r.y0, r.center_x() + 0.5, r.y1)
        } else {
            Rect::new(r.x0, r.center_y() - 0.5, r.x1, r.center_y() + 0.5)
        }
    };
    let list: Vec<Rect> = page.rulings.iter().map(|r| seen(&r.bbox, r.vertical)).collect();
    svg.rects(list.iter(), &format!("fill=\"{RULING}\""));
}

/// Cells a little smaller than they are, so that their borders stand beside the rulings.
fn cells(svg: &mut Svg, parts: &[&Table]) {
    let inner = |r: &Rect| Rect::new(r.x0 + 1.5, r.y0 + 1.5, r.x1 - 1.5, r.y1 - 1.5);
    for (doubted, dash) in [(false, ""), (true, " stroke-dasharray=\"3 2\"")] {
        let list: Vec<Rect> = parts
            .iter()
            .flat_map(|t| &t.cells)
            .filter(|c| c.doubt.is_some() == doubted)
            .map(|c| inner(&c.bbox))
            .collect();
        if !list.is_empty() {
            svg.rects(list.iter(), &format!("fill=\"none\" stroke=\"{CELL}\" stroke-width=\"0.6\"{dash}"));
        }
    }
}

fn outside(svg: &mut Svg, number: u32, blocks: &[Block]) {
    let lines: Vec<Rect> = blocks
        .iter()
        .filter_map(|b| if let Block::Line(l) = b { Some(l) } else { None })
        .filter(|l| l.page == number && l.kind != LineKind::Watermark)
        .map(|l| grown(&l.bbox))
        .collect();
    if !lines.is_empty() {
        svg.rects(lines.iter(), &format!("fill=\"none\" stroke=\"{LINE}\" stroke-width=\"0.5\""));
    }
}

/// A row's number left of its band, and the pages on which it begins and goes on.
fn label(svg: &mut Svg, band: &Band) {
    let (x, mut y) = (band.bbox.x0 - 4.0, band.bbox.y0 + LABEL + 1.0);
    let name = band.row.map_or_else(|| "header".to_owned(), |row| format!("row {}", row + 1));
    let from = band.from.map(|p| format!("from p. {p}"));
    let to = band.to.map(|p| format!("to p. {p}"));
    for text in [Some(name), from, to].into_iter().flatten() {
        let style = format!(
            "font-size=\"{LABEL}\" text-anchor=\"end\" fill=\"#AA0000\" stroke=\"#FFFFFF\" stroke-width=\"2\" paint-order=\"stroke\""
        );
        svg.text(x, y, &style, &text);
        y += LABEL + 1.0;
    }
}

fn legend(svg: &mut Svg, number: u32) {
    let entries = [
        (GLYPH, 0.0, "glyph"),
        (RULING, 1.0, "ruling"),
        (CELL, 0.0, "cell (dashed: in doubt)"),
        (LINE, 0.0, "line outside of tables"),
        (FURNITURE, 0.35, "furniture"),
        (BANDS[1], 0.35, "row, whole over its pages"),
    ];
    let (mut x, y) = (8.0 - GUTTER, 8.0 - LEGEND);
    svg.text(x, y + 8.0, "font-size=\"9\" font-weight=\"bold\"", &format!("page {number}"));
    x += 42.0;
    for (colour, opacity, name) in entries {
        let style = format!("fill=\"{colour}\" fill-opacity=\"{opacity}\" stroke=\"{colour}\"");
        svg.rect(&Rect::new(x, y, x + 9.0, y + 9.0), &style);
        svg.text(x + 12.0, y + 8.0, "font-size=\"8\"", name);
        // About half an em a letter, and a gap.
        #[allow(clippy::cast_precision_loss, reason = "a legend is short")]
        let length = name.len() as f32;
        x += 12.0 + 4.0 * length + 12.0;
    }
}
