//! Drawing orders of a page → glyphs and rulings.
//!
//! In: what the interpreter draws, in page space (the visible page, upright, origin top left). Out: a [`Page`], and the
//! number of characters left out by rule: invisible, off the page, drawn twice. Glyphs under a clip stay: office programs
//! clip what overflows its cell, and it is still the cell's text. Source: ISO 32000-1 chapters 8, 9, 14.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_syntax::object::Dict;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect as Area, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, FillRule, Image, ImageDrawProps, Paint, SoftMask,
};

use smol_str::SmolStr;

use super::fonts::{self, Fonts, UNREADABLE};
use super::frame::{EM, Frame, finite, ink};
use super::named::Named;
use super::rulings;
use super::sheet::{Added, Sheet, is_mark};
use crate::model::{FontInfo, Glyph, Page, count_chars};
use crate::read::legacy;

/// Letters whose outline is stroked with a pen of at least this share of the size are bold; thinner pens only smooth.
const BOLD_PEN: f64 = 0.015;

/// Glyphs and paths of one page that are taken: the densest maps have some 100,000. More are no page but a trap (forms
/// that draw forms that draw forms).
const MOST_ORDERS: usize = 2_000_000;

/// What one page gave.
pub(super) struct Collected {
    /// Its content.
    pub(super) page: Page,
    /// Non-space characters left out.
    pub(super) ignored: u64,
    /// Characters that nobody can read.
    pub(super) unreadable: u64,
    /// Share of the page that pictures cover, 0 to 1.
    pub(super) pictures: f64,
    /// Whether anything but text was painted.
    pub(super) painted: bool,
}

/// Collects a page.
pub(super) struct Collector<'f, 'a> {
    fonts: &'f mut Fonts,
    named: Named<'a>,
    page_fonts: Vec<FontInfo>,
    visible: Area,
    sheet: Sheet,
    page: Page,
    /// What the clip paths leave, innermost last.
    clips: Vec<Area>,
    /// MCIDs of the open marked content, innermost last; `None` for content without one.
    marked: Vec<Option<u32>>,
    /// The run drawn last, if it was filled: the interpreter draws a run that is filled and stroked twice.
    filled: Option<(Run, std::ops::Range<usize>)>,
    ignored: u64,
    pictures: f64,
    painted: bool,
    orders: usize,
}

/// What tells one run of glyphs from another.
#[derive(PartialEq)]
struct Run {
    glyphs: usize,
    first: u32,
    transform: Affine,
}

impl<'f, 'a> Collector<'f, 'a> {
    /// For a page of this number and visible size in points.
    pub(super) fn new(number: u32, (width, height): (f32, f32), fonts: &'f mut Fonts, named: Named<'a>) -> Self {
        Self {
            fonts,
            named,
            page_fonts: Vec::new(),
            visible: Area::new(0.0, 0.0, f64::from(width), f64::from(height)),
            sheet: Sheet::default(),
            page: Page { number, width, height, ..Page::default() },
            clips: Vec::new(),
            marked: Vec::new(),
            filled: None,
            ignored: 0,
            pictures: 0.0,
            painted: false,
            orders: 0,
        }
    }

    /// Ends the page when it draws without end. The interpreter cannot be stopped in any other way; whoever started it
    /// catches this, as what the interpreter itself might throw.
    fn count(&mut self, orders: usize) {
        self.orders += orders;
        if self.orders > MOST_ORDERS {
            std::panic::resume_unwind(Box::new("too many drawing orders"));
        }
    }

    /// The page, when everything is drawn.
    pub(super) fn finish(mut self) -> Collected {
        self.page.fonts = self.page_fonts;
        let ignored = self.ignored + self.sheet.doubled;
        self.page.glyphs = self.sheet.finish();
        let unreadable = |g: &Glyph| g.text.chars().filter(|c| *c == UNREADABLE).count() as u64;
        Collected {
            ignored,
            unreadable: self.page.glyphs.iter().map(unreadable).sum(),
            pictures: (self.pictures / self.visible.area().max(1.0)).min(1.0),
            painted: self.painted,
            page: self.page,
        }
    }

    /// What can show at the moment.
    fn shown(&self) -> Area {
        self.clips.last().copied().unwrap_or(self.visible)
    }

    fn clip(&mut self, to: Area) {
        let now = self.shown().intersect(to);
        self.clips.push(now);
    }

    /// Index of a font on this page.
    fn font(&mut self, font: FontInfo) -> u16 {
        let at = self.page_fonts.iter().position(|f| *f == font).unwrap_or_else(|| {
            self.page_fonts.push(font);
            self.page_fonts.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    /// Makes some glyphs bold: their font gets a bold twin.
    fn embolden(&mut self, glyphs: std::ops::Range<usize>) {
        for i in glyphs {
            let font = self.page_fonts.get(usize::from(self.sheet.glyphs[i].font)).cloned().unwrap_or_default();
            if !font.bold {
                self.sheet.glyphs[i].font = self.font(FontInfo { bold: true, ..font });
            }
        }
    }

    /// What the code alone says in a font from before Unicode, where the file says nothing useful.
    fn coded(&self, font: u16, code: u32, text: &str) -> Option<SmolStr> {
        let c = legacy::by_code(code, text)?;
        self.page_fonts.get(usize::from(font)).and_then(|f| legacy::named(&f.name))?;
        Some(SmolStr::new_inline(c.encode_utf8(&mut [0; 4])))
    }

    /// Adds one glyph; `stretch` is what the interpreter scaled it by to fit a font that is not embedded.
    fn glyph(&mut self, drawn: &Drawn<'_>, transform: Affine, stretched: bool, font: u16) {
        let text = self.fonts.text(drawn);
        let text = self.coded(font, drawn.char_code(), &text).unwrap_or(text);
        let frame = Frame::new(drawn, transform, stretched);
        let glyph = Glyph {
            bbox: frame.bbox(),
            baseline: finite(frame.origin.y),
            size: finite(frame.size),
            font,
            angle: frame.angle(),
            mcid: self.marked.iter().rev().find_map(|m| *m),
            text,
        };
        if !self.visible.contains(Point::new(glyph.bbox.center_x().into(), glyph.bbox.center_y().into())) {
            self.ignored += count_chars(&glyph.text);
        } else if is_mark(&glyph.text) {
            self.sheet.add_mark(glyph, ink(drawn, transform).unwrap_or(finite(frame.origin.x)));
        } else if let Added::Double { of, bolder: true } = self.sheet.add(glyph, finite(frame.advance.hypot())) {
            self.embolden(of..of + 1);
        }
    }
}

impl<'a> Device<'a> for Collector<'_, 'a> {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        self.count(run.glyphs().len());
        let id = Run {
            glyphs: run.glyphs().len(),
            first: first.char_code(),
            transform: props.transform * first.transform(),
        };
        let before = self.filled.take();
        match mode {
            DrawMode::Invisible => {
                self.ignored += run.glyphs().iter().map(|g| count_chars(&self.fonts.text(g))).sum::<u64>();
                return;
            }
            DrawMode::Stroke(pen) => {
                if let Some((_, glyphs)) = before.filter(|(run, _)| *run == id) {
                    // Both in glyph space, where the em has 1,000 units and the pen is as wide as the text matrix says.
                    let size = scale(id.transform) * EM;
                    if f64::from(pen.line_width) * scale(props.transform) >= BOLD_PEN * size {
                        self.embolden(glyphs);
                    }
                    return;
                }
            }
            DrawMode::Fill(_) | DrawMode::FillAndStroke(..) => {}
        }
        let font = fonts::font_of(first).or_else(|| self.named.font_of(run)).unwrap_or_default();
        let font = self.font(font);
        let widths = |t: Affine| t.as_coeffs()[0].hypot(t.as_coeffs()[1]);
        let width = widths(first.transform());
        let stretched = run.glyphs().iter().any(|g| (widths(g.transform()) - width).abs() > 1e-6 * width);
        let start = self.sheet.glyphs.len();
        for g in run.glyphs() {
            self.glyph(g, props.transform * g.transform(), stretched, font);
        }
        if matches!(mode, DrawMode::Fill(_)) {
            self.filled = Some((id, start..self.sheet.glyphs.len()));
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.count(1);
        let (before, shown) = (self.page.rulings.len(), self.shown());
        let elements = || path.elements().iter().map(|e| props.transform * *e);
        let out = &mut self.page.rulings;
        match mode {
            DrawMode::Fill(rule) => rulings::filled(elements(), *rule == FillRule::EvenOdd, shown, out),
            DrawMode::Stroke(pen) => {
                rulings::stroked(elements(), f64::from(pen.line_width) * scale(props.transform), shown, out);
            }
            DrawMode::FillAndStroke(rule, pen) => {
                rulings::filled(elements(), *rule == FillRule::EvenOdd, shown, out);
                rulings::stroked(elements(), f64::from(pen.line_width) * scale(props.transform), shown, out);
            }
            DrawMode::Invisible => return,
        }
        if out.len() > before && is_transparent(&props.paint) {
            out.truncate(before);
        }
        self.painted = true;
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.count(1);
        let size = Area::new(0.0, 0.0, f64::from(image.width()), f64::from(image.height()));
        let area = props.transform.transform_rect_bbox(size);
        self.painted = true;
        // Some printer drivers paint lines as pictures one pixel high.
        if let Some(line) = rulings::ruling(area, self.shown()) {
            self.page.rulings.push(line);
        } else {
            self.page.has_image = true;
            self.pictures += area.intersect(self.shown()).area();
        }
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        self.clip(clip.path.bounding_box());
    }

    fn push_clip_rect(&mut self, rect: &Area) {
        self.clip(*rect);
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.marked.push(properties.and_then(|p| p.get::<u32>(b"MCID")));
    }

    fn end_marked_content(&mut self) {
        self.marked.pop();
    }
}

/// By how much a transform scales lengths, whatever the direction.
fn scale(transform: Affine) -> f64 {
    transform.determinant().abs().sqrt()
}

fn is_transparent(paint: &Paint<'_>) -> bool {
    matches!(paint, Paint::Color(color) if color.to_rgba().components()[3] <= 0.0)
}
