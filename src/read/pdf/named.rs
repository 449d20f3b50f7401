//! Names of the fonts that the interpreter does not name.
//!
//! In: a run of glyphs in a Type 1 font or a font that is not embedded, and the resources of its page. Out: the font's name,
//! weight and slant. The interpreter gives glyphs without their font dictionary; of the page's fonts, the one that draws
//! the same glyphs with the same widths is it. Where two that are not embedded do, the first by resource name is taken.

use hayro_font::{Font, FontCache, FontGlyph};
use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::{Glyph, GlyphRun, OutlineGlyph};
use hayro_interpret::hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_interpret::hayro_syntax::page::Resources;

use super::fonts::{BOLD_FROM, info};
use crate::model::FontInfo;

/// Flag bits of a font descriptor: italic (bit 7) and force bold (bit 19).
const ITALIC: u32 = 1 << 6;
/// See [`ITALIC`].
const FORCE_BOLD: u32 = 1 << 18;
/// Forms nest in forms; text of a page stands no deeper than this.
const DEPTH: u32 = 4;
/// No more resource dictionaries than this are looked through on one page.
const DICTIONARIES: usize = 256;
/// So many glyphs of a run tell its font.
const SAMPLE: usize = 16;

/// The fonts of one page, built when first asked.
pub(super) struct Named<'a> {
    resources: Resources<'a>,
    cache: FontCache<'a>,
    settings: InterpreterSettings,
    fonts: Option<Vec<Candidate<'a>>>,
}

struct Candidate<'a> {
    font: Font<'a>,
    /// Its codes may have more than one byte.
    composite: bool,
    info: FontInfo,
}

impl<'a> Named<'a> {
    /// For a page with these resources; `cache` is the document's.
    pub(super) fn new(resources: &Resources<'a>, cache: &FontCache<'a>, settings: &InterpreterSettings) -> Self {
        Self { resources: resources.clone(), cache: cache.clone(), settings: settings.clone(), fonts: None }
    }

    /// The font of a run.
    pub(super) fn font_of(&mut self, run: &GlyphRun<'_, 'a>) -> Option<FontInfo> {
        if self.fonts.is_none() {
            self.fonts = Some(self.collect());
        }
        let drawn = || run.glyphs().iter().take(SAMPLE);
        let draws = |c: &&Candidate<'_>| drawn().all(|g| matches!(&**g, Glyph::Outline(g) if c.draws(g)));
        self.fonts.iter().flatten().find(draws).map(|c| c.info.clone())
    }

    /// The fonts of the page and of the forms on it.
    fn collect(&self) -> Vec<Candidate<'a>> {
        let mut out = Vec::new();
        let mut todo = vec![(self.resources.clone(), 0)];
        let mut seen = 0;
        while let Some((resources, depth)) = todo.pop() {
            seen += 1;
            for name in names(&resources.fonts) {
                out.extend(resources.fonts.get::<Dict<'a>>(name).and_then(|dict| self.candidate(&dict)));
            }
            if depth < DEPTH && seen + todo.len() < DICTIONARIES {
                let forms = names(&resources.x_objects).into_iter().filter_map(|name| {
                    resources.x_objects.get::<Stream<'a>>(name)?.dict().get::<Dict<'a>>(b"Resources")
                });
                todo.extend(forms.map(|dict| (Resources::new(dict), depth + 1)));
            }
        }
        out
    }

    fn candidate(&self, dict: &Dict<'a>) -> Option<Candidate<'a>> {
        let kind = dict.get::<Name<'a>>(b"Subtype")?;
        let composite = kind.as_ref() == b"Type0";
        let descriptor = descriptor(dict, composite);
        let embedded = [&b"FontFile2"[..], b"FontFile3"].iter().any(|key| descriptor.contains_key(*key));
        let named = match kind.as_ref() {
            b"Type3" => true,
            b"Type1" | b"MMType1" => false,
            _ => embedded,
        };
        if named {
            return None;
        }
        let font = self.cache.font(dict, &self.settings.font_resolver, &self.settings.cmap_resolver)?;
        Some(Candidate { font, composite, info: describe(dict, &descriptor) })
    }
}

impl Candidate<'_> {
    /// Whether the font draws this very glyph for the code.
    fn draws(&self, glyph: &OutlineGlyph) -> bool {
        let code = glyph.char_code();
        if !self.composite && code > u32::from(u8::MAX) {
            return false;
        }
        let FontGlyph::Outline(own) = self.font.glyph(self.font.map_code(code), code) else { return false };
        own.identifier() == glyph.identifier() && own.advance_width() == glyph.advance_width()
    }
}

/// The font's descriptor; a composite font has it one level down.
fn descriptor<'d>(dict: &Dict<'d>, composite: bool) -> Dict<'d> {
    let below = || dict.get::<Array<'d>>(b"DescendantFonts")?.iter::<Dict<'d>>().next();
    let holder = if composite { below() } else { None };
    holder.as_ref().unwrap_or(dict).get::<Dict<'d>>(b"FontDescriptor").unwrap_or_default()
}

/// Name, weight and slant as the dictionaries have them.
fn describe(dict: &Dict<'_>, descriptor: &Dict<'_>) -> FontInfo {
    let flags = descriptor.get::<u32>(b"Flags").unwrap_or(0);
    let heavy = flags & FORCE_BOLD != 0 || descriptor.get::<u32>(b"FontWeight").is_some_and(|w| w >= BOLD_FROM);
    let name = dict.get::<Name<'_>>(b"BaseFont");
    info(name.as_ref().map_or("", Name::as_str), heavy, flags & ITALIC != 0)
}

/// The keys of a dictionary in a fixed order.
fn names<'d>(dict: &Dict<'d>) -> Vec<Name<'d>> {
    let mut names: Vec<Name<'d>> = dict.keys().collect();
    names.sort_by(|a, b| a.as_ref().cmp(b.as_ref()));
    names
}
