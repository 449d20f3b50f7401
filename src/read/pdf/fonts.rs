//! Fonts → names, weights, and characters for glyphs without any.
//!
//! In: a glyph of the interpreter. Out: the font it is set in, and what it says: by the file's own table (ToUnicode) or
//! glyph names, else by the character table of the embedded font, turned round; U+FFFD where nothing tells.
//! Source: ISO 32000-1 9.10; "Extraction of text content"; measured on papers made without ToUnicode.

use std::collections::BTreeMap;

use hayro_interpret::font::{Glyph, OutlineFontData, OutlineGlyph};
use hayro_interpret::hayro_cmap::BfString;
use smol_str::SmolStr;

use crate::model::FontInfo;

/// Weights from here on are bold (600 is semi-bold, on a scale to 900).
pub(super) const BOLD_FROM: u32 = 600;
/// What fonts call themselves when they are bold, in lower case.
const BOLD_NAMES: [&str; 5] = ["bold", "black", "heavy", "demi", "-bd"];
/// What fonts call themselves when they are italic, in lower case.
const ITALIC_NAMES: [&str; 3] = ["italic", "oblique", "kursiv"];
/// Stands for what cannot be read.
pub(super) const UNREADABLE: char = '\u{fffd}';
/// Two letters that share one glyph in many fonts; the first is the one that Vietnamese writes.
const LOOKALIKES: [(u32, u32); 2] = [(0x110, 0xd0), (0x111, 0xf0)];

/// The ligatures of Latin letters, from [`LIGATURES_FROM`] on.
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
/// U+FB00.
const LIGATURES_FROM: u32 = 0xfb00;

/// The fonts of a document that had to be asked for their characters.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    /// Characters by glyph, by the key of the font program.
    inverted: BTreeMap<u128, BTreeMap<u32, char>>,
}

impl Fonts {
    /// What a glyph says. A glyph that the file does not explain and that has no ink is a space.
    pub(super) fn text(&mut self, glyph: &Glyph<'_>) -> SmolStr {
        if let Some(text) = glyph.as_unicode().and_then(readable) {
            return text;
        }
        let Glyph::Outline(outline) = glyph else { return one(UNREADABLE) };
        match self.by_font(outline) {
            Some(c) => one(c),
            None if outline.outline().elements().is_empty() => one(' '),
            None => one(UNREADABLE),
        }
    }

    /// The character that the embedded font's own table gives to the glyph.
    fn by_font(&mut self, glyph: &OutlineGlyph) -> Option<char> {
        let id = glyph.glyph_id().to_u32();
        if id == 0 {
            return None;
        }
        let font = glyph.font_data()?;
        let table = self.inverted.entry(font.cache_key).or_insert_with(|| invert(&font));
        table.get(&id).copied()
    }
}

/// The text of a ToUnicode entry, without control characters; `None` where nothing readable is left.
fn readable(text: BfString) -> Option<SmolStr> {
    let unreadable = |c: char| c.is_control() || c == UNREADABLE || is_noncharacter(c);
    match text {
        BfString::Char(c) => (!unreadable(c)).then(|| letters(c)),
        BfString::String(s) => {
            let kept: SmolStr = s.chars().filter(|c| !unreadable(*c)).collect();
            (!kept.is_empty()).then_some(kept)
        }
    }
}

/// The letters of a ligature that has a code of its own, else the character.
fn letters(c: char) -> SmolStr {
    let ligature = u32::from(c).checked_sub(LIGATURES_FROM).and_then(|i| LIGATURES.get(i as usize));
    ligature.map_or_else(|| one(c), |text| SmolStr::new_inline(text))
}

fn is_noncharacter(c: char) -> bool {
    matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}

fn one(c: char) -> SmolStr {
    SmolStr::new_inline(c.encode_utf8(&mut [0; 4]))
}

/// Turns the font's character table round: glyph to character, by the table and then by the glyphs' names.
fn invert(font: &OutlineFontData) -> BTreeMap<u32, char> {
    let mut table = BTreeMap::new();
    let Some(program) = skrifa::Font::new(font.data.clone(), 0) else { return table };
    for (code, glyph) in program.charmap().unicodes() {
        let Some(c) = char::from_u32(code).filter(|c| !c.is_control()) else { continue };
        table.entry(glyph.to_u32()).and_modify(|old| *old = better(*old, c)).or_insert(c);
    }
    for (glyph, name) in program.glyph_names() {
        if let Some(c) = by_name(name.as_str()) {
            table.entry(glyph.to_u32()).or_insert(c);
        }
    }
    table
}

/// Of two characters with one glyph, the likelier one: the lower (U+0020 before U+00A0, letters before their copies in the
/// private area), but đ before eth.
fn better(a: char, b: char) -> char {
    let pair = (u32::from(a.min(b)), u32::from(a.max(b)));
    if LOOKALIKES.iter().any(|(first, second)| (*second, *first) == pair) { a.max(b) } else { a.min(b) }
}

/// `uni1EA1`, `u1EA1` and one-letter names.
fn by_name(name: &str) -> Option<char> {
    let base = name.split('.').next().unwrap_or_default();
    let mut letters = base.chars();
    if let (Some(c), None) = (letters.next(), letters.next()) {
        return c.is_ascii_alphabetic().then_some(c);
    }
    let hex = base.strip_prefix("uni").filter(|h| h.len() == 4).or_else(|| base.strip_prefix('u'))?;
    let is_hex = (4..=6).contains(&hex.len()) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    let code = is_hex.then(|| u32::from_str_radix(hex, 16).ok()).flatten()?;
    char::from_u32(code).filter(|c| !c.is_control())
}

/// The font of a glyph, where the interpreter tells: embedded fonts other than Type 1.
pub(super) fn font_of(glyph: &Glyph<'_>) -> Option<FontInfo> {
    let Glyph::Outline(outline) = glyph else { return None };
    let data = outline.font_data()?;
    let heavy = data.weight.is_some_and(|w| w >= BOLD_FROM);
    Some(info(data.postscript_name.as_deref().unwrap_or_default(), heavy, data.is_italic))
}

/// A font by its name and what else is told of it.
pub(super) fn info(name: &str, heavy: bool, slanted: bool) -> FontInfo {
    // What the library says in place of a name that is no UTF-8.
    let name = if name.starts_with('{') { "" } else { without_prefix(name) };
    let lower = name.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|w| lower.contains(w));
    FontInfo { name: name.to_owned(), bold: heavy || says(&BOLD_NAMES), italic: slanted || says(&ITALIC_NAMES) }
}

/// `BAAAAA+LiberationSerif` → `LiberationSerif`.
fn without_prefix(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_no_text() {
        let text = |s: &str| readable(BfString::String(s.to_owned()));
        assert_eq!(readable(BfString::Char('\0')), None);
        assert_eq!(readable(BfString::Char('\u{fffd}')), None);
        assert_eq!(readable(BfString::Char('\u{f0b7}')).as_deref(), Some("\u{f0b7}"));
        assert_eq!(text("fi\0").as_deref(), Some("fi"));
        assert_eq!(text("\u{1}\u{2}"), None);
        assert_eq!(readable(BfString::Char('ế')).as_deref(), Some("ế"));
        assert_eq!(readable(BfString::Char('ﬁ')).as_deref(), Some("fi"));
    }

    #[test]
    fn one_glyph_for_two_letters_is_the_vietnamese_one() {
        assert_eq!(better('\u{d0}', 'Đ'), 'Đ');
        assert_eq!(better('đ', '\u{f0}'), 'đ');
        assert_eq!(better('\u{a0}', ' '), ' ');
        assert_eq!(better('\u{f020}', 'a'), 'a');
    }

    #[test]
    fn names_of_glyphs() {
        let names = ["uni1EA1", "u1EA1", "a", "uni1EA1.sc", "unicorn", "g12", "", "one", "uni0007"];
        let read: Vec<Option<char>> = names.into_iter().map(by_name).collect();
        assert_eq!(read, [Some('ạ'), Some('ạ'), Some('a'), Some('ạ'), None, None, None, None, None]);
    }

    #[test]
    fn names_of_fonts() {
        let bold = info("ABCDEF+TimesNewRomanPS-BoldItalicMT", false, false);
        assert_eq!((bold.name.as_str(), bold.bold, bold.italic), ("TimesNewRomanPS-BoldItalicMT", true, true));
        let plain = info("A+B", false, false);
        assert_eq!((plain.name.as_str(), plain.bold, plain.italic), ("A+B", false, false));
        assert!(info("Inter", true, false).bold);
    }
}
