//! PDF → pages of glyphs and rulings.

use crate::error::{ErrorKind, Result};
use crate::model::*;
use hayro_interpret::font::{Glyph as HGlyph, GlyphRun};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{self, Affine, BezPath, PathEl, Point};
use hayro_interpret::*;

pub(super) fn is_pdf(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

#[derive(Default)]
struct Collect {
    page: Page,
    fonts: std::collections::BTreeMap<u128, u16>,
}

impl Collect {
    fn seg(&mut self, a: Point, b: Point, w: f64) {
        let (dx, dy) = ((a.x - b.x).abs(), (a.y - b.y).abs());
        let w = (w / 2.0) as f32;
        let (x0, y0, x1, y1) = (a.x as f32, a.y as f32, b.x as f32, b.y as f32);
        if dy < 0.5 && dx > 1.0 {
            let y = (y0 + y1) / 2.0;
            self.page.rulings.push(Ruling { bbox: Rect::new(x0, y - w, x1, y + w), vertical: false });
        } else if dx < 0.5 && dy > 1.0 {
            let x = (x0 + x1) / 2.0;
            self.page.rulings.push(Ruling { bbox: Rect::new(x - w, y0, x + w, y1), vertical: true });
        }
    }
}

impl<'a> Device<'a> for Collect {
    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        let p = props.transform * path.clone();
        match mode {
            DrawMode::Fill(_) => {
                let b = kurbo::Shape::bounding_box(&p);
                if b.width() < 3.0 && b.height() > 3.0 {
                    self.page.rulings.push(Ruling {
                        bbox: Rect::new(b.x0 as f32, b.y0 as f32, b.x1 as f32, b.y1 as f32),
                        vertical: true,
                    });
                } else if b.height() < 3.0 && b.width() > 3.0 {
                    self.page.rulings.push(Ruling {
                        bbox: Rect::new(b.x0 as f32, b.y0 as f32, b.x1 as f32, b.y1 as f32),
                        vertical: false,
                    });
                }
            }
            DrawMode::Stroke(s) | DrawMode::FillAndStroke(_, s) => {
                let w = f64::from(s.line_width);
                let (mut start, mut last) = (Point::ZERO, Point::ZERO);
                for el in p.elements() {
                    match el {
                        PathEl::MoveTo(q) => {
                            start = *q;
                            last = *q;
                        }
                        PathEl::LineTo(q) => {
                            self.seg(last, *q, w);
                            last = *q;
                        }
                        PathEl::ClosePath => {
                            self.seg(last, start, w);
                            last = start;
                        }
                        PathEl::QuadTo(_, q) | PathEl::CurveTo(_, _, q) => last = *q,
                    }
                }
            }
            DrawMode::Invisible => {}
        }
    }
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        if matches!(mode, DrawMode::Invisible) {
            return;
        }
        for g in run.glyphs() {
            let t = props.transform * g.transform();
            let text = match g.as_unicode() {
                Some(hayro_interpret::hayro_cmap::BfString::Char(c)) => c.to_string(),
                Some(hayro_interpret::hayro_cmap::BfString::String(s)) => s,
                None => "\u{fffd}".into(),
            };
            let (adv, key, name) = match &**g {
                HGlyph::Outline(o) => {
                    let d = o.font_data();
                    (
                        o.advance_width().unwrap_or(500.0),
                        d.as_ref().map_or(0, |d| d.cache_key),
                        d.and_then(|d| d.postscript_name.clone()).unwrap_or_default(),
                    )
                }
                HGlyph::Type3(t) => (t.advance_width().unwrap_or(500.0), 1, String::new()),
            };
            let o = t * Point::ZERO;
            let e = t * Point::new(f64::from(adv), 0.0);
            let c = t.as_coeffs();
            let size = (c[2].hypot(c[3]) * 1000.0) as f32;
            let angle = (e.y - o.y).atan2(e.x - o.x).to_degrees().round() as i16;
            let n = self.fonts.len() as u16;
            let font = *self.fonts.entry(key).or_insert_with(|| {
                self.page.fonts.push(FontInfo { bold: name.contains("Bold"), italic: name.contains("Italic"), name });
                n
            });
            let bbox = if angle == 0 {
                Rect::new(o.x as f32, o.y as f32 - 0.8 * size, e.x as f32, o.y as f32 + 0.2 * size)
            } else {
                Rect::new(o.x as f32, o.y as f32, e.x as f32, e.y as f32)
            };
            let is_mark = text.chars().all(|c| ('\u{300}'..='\u{36f}').contains(&c));
            if is_mark && let Some(l) = self.page.glyphs.last_mut() {
                let s = format!("{}{}", l.text, text);
                l.text = s.into();
                continue;
            }
            self.page.glyphs.push(Glyph {
                text: text.into(),
                bbox,
                baseline: o.y as f32,
                size,
                font,
                angle,
                mcid: None,
            });
        }
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.page.has_image = true;
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

pub(super) fn read(bytes: &[u8], _password: Option<&str>) -> Result<Document> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|_| ErrorKind::Damaged("x".into()))?;
    let cache = InterpreterCache::new();
    let mut pages = Vec::new();
    for (i, p) in pdf.pages().iter().enumerate() {
        let (w, h) = p.render_dimensions();
        let mut c = Collect::default();
        let t = p.initial_transform(true);
        let mut ctx = Context::new(
            Affine::new(t.as_coeffs()),
            kurbo::Rect::new(0.0, 0.0, f64::from(w), f64::from(h)),
            &cache,
            pdf.xref(),
            InterpreterSettings::default(),
        );
        interpret_page(p, &mut ctx, &mut c);
        c.page.number = i as u32 + 1;
        c.page.width = w;
        c.page.height = h;
        pages.push(c.page);
    }
    Ok(Document {
        media_type: MediaType::Pdf,
        text_layer: TextLayer::Native,
        page_count: pages.len() as u32,
        content: Content::Pages(pages),
        diagnostics: vec![],
        ignored: 0,
    })
}
