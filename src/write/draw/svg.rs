//! A drawing under way: shapes of SVG in points, one a line, with one decimal.

use std::fmt::Write;

use crate::model::Rect;

/// SVG text that grows.
pub(super) struct Svg(String);

impl Svg {
    /// Begins a drawing of this extent.
    pub(super) fn new(extent: &Rect) -> Self {
        let (w, h) = (extent.width(), extent.height());
        let mut out = Self(String::new());
        out.line(&format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{:.1} {:.1} {w:.1} {h:.1}\" width=\"{w:.1}pt\" height=\"{h:.1}pt\" font-family=\"Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif\">",
            extent.x0, extent.y0
        ));
        out
    }

    /// Ends it.
    pub(super) fn end(mut self) -> String {
        self.line("</svg>");
        self.0
    }

    fn line(&mut self, text: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{text}");
    }

    /// Begins a group of shapes with attributes in common.
    pub(super) fn group(&mut self, style: &str) {
        self.line(&format!("<g {style}>"));
    }

    /// Ends the group.
    pub(super) fn end_group(&mut self) {
        self.line("</g>");
    }

    /// A rectangle.
    pub(super) fn rect(&mut self, r: &Rect, style: &str) {
        let (w, h) = (r.width(), r.height());
        self.line(&format!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{w:.1}\" height=\"{h:.1}\"{}/>",
            r.x0,
            r.y0,
            spaced(style)
        ));
    }

    /// Many rectangles as one path, which is smaller by far.
    pub(super) fn rects<'r>(&mut self, list: impl Iterator<Item = &'r Rect>, style: &str) {
        let mut path = String::new();
        for r in list {
            let _ = write!(path, "M{:.1} {:.1}h{:.1}v{:.1}h-{2:.1}z", r.x0, r.y0, r.width(), r.height());
        }
        self.line(&format!("<path d=\"{path}\"{}/>", spaced(style)));
    }

    /// Text from a point on its baseline.
    pub(super) fn text(&mut self, x: f32, y: f32, style: &str, text: &str) {
        self.line(&text_at(x, y, style, text));
    }

    /// A group of texts (each with its point and style) on one line.
    pub(super) fn texts<'t>(&mut self, style: &str, list: impl Iterator<Item = (f32, f32, String, &'t str)>) {
        let texts: String = list.map(|(x, y, style, text)| text_at(x, y, &style, text)).collect();
        self.line(&format!("<g {style}>{texts}</g>"));
    }
}

fn text_at(x: f32, y: f32, style: &str, text: &str) -> String {
    format!("<text x=\"{x:.1}\" y=\"{y:.1}\"{}>{}</text>", spaced(style), escaped(text))
}

fn spaced(style: &str) -> String {
    if style.is_empty() { String::new() } else { format!(" {style}") }
}

/// Without what XML takes for markup, and without the control characters that it refuses.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_control_characters_do_no_harm() {
        assert_eq!(escaped("a<b>&\u{1}\u{ffff}"), "a&lt;b&gt;&amp;\u{fffd}\u{fffd}");
    }

    #[test]
    fn shapes_have_one_decimal() {
        let mut svg = Svg::new(&Rect::new(0.0, 0.0, 10.0, 20.0));
        svg.rects([Rect::new(1.0, 2.0, 3.25, 4.0)].iter(), "fill=\"red\"");
        assert!(svg.end().contains("<path d=\"M1.0 2.0h2.2v2.0h-2.2z\" fill=\"red\"/>"));
    }
}
