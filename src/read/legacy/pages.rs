//! Pages whose fonts say TCVN3 or VNI → pages in Unicode.
//!
//! In: the glyphs of all pages. Out: the same with the text of these fonts converted, a VNI mark joined to its letter, and
//! what was done or looks undone. The idea: a font is taken as a whole, over all pages; one that already speaks Unicode is
//! left alone, as programs mend the text of such fonts without changing their name. Source: `super`.

use std::collections::BTreeMap;

use super::{Legacy, Named, Tally, convert, converted, looks, named, plain, vni};
use crate::model::{Code, Diagnostic, Glyph, Message, Page};

/// A VNI mark stands at most this share of the size behind its letter's box: the marks' own boxes are that wide.
const REACH: f32 = 0.5;
/// Baselines of a mark and its letter are within this share of the size.
const SAME_LINE: f32 = 0.1;
/// A gap wider than this share of the size parts words, where the text is only looked at.
const WORD_GAP: f32 = 0.15;

/// Converts the pages; says what was converted, and whether what is left looks like a legacy code.
pub(in crate::read) fn convert_pages<'p>(pages: impl Iterator<Item = &'p mut Page>) -> Vec<Diagnostic> {
    let mut pages: Vec<&mut Page> = pages.collect();
    let fonts = fonts(&pages);
    let mut done: BTreeMap<Legacy, (u64, Vec<&str>)> = BTreeMap::new();
    for (name, font) in &fonts {
        let entry = done.entry(font.legacy).or_default();
        entry.1.push(name.as_str());
    }
    for page in &mut pages {
        for (legacy, count) in convert_page(page, &fonts) {
            done.entry(legacy).or_default().0 += count;
        }
    }
    let mut out: Vec<Diagnostic> = done
        .into_iter()
        .map(|(legacy, (count, names))| {
            converted(legacy, count, Message::new("legacy-fonts").with("fonts", names.join(", ")))
        })
        .collect();
    let text: String = pages.iter().map(|p| words(p)).collect();
    out.extend(looks(&text).map(flagged));
    out
}

fn flagged(legacy: Legacy) -> Diagnostic {
    let message = Message::new("legacy-kept-pdf").with("code", legacy.name());
    let hint = Message::new("legacy-kept-pdf-hint").with("option", legacy.option());
    Diagnostic::new(Code::LegacyEncoding, message).hint(hint)
}

/// The fonts that are to be converted, by name. Where one is, those with nothing but ASCII are too: they may draw capitals.
fn fonts(pages: &[&mut Page]) -> BTreeMap<String, Named> {
    let mut found: BTreeMap<String, (Named, Tally)> = BTreeMap::new();
    for page in pages {
        let codes: Vec<Option<Named>> = page.fonts.iter().map(|f| named(&f.name)).collect();
        for glyph in &page.glyphs {
            let at = usize::from(glyph.font);
            let (Some(Some(code)), Some(font)) = (codes.get(at), page.fonts.get(at)) else { continue };
            if let Some((_, tally)) = found.get_mut(&font.name) {
                tally.add(&glyph.text, code.legacy);
            } else {
                let mut tally = Tally::default();
                tally.add(&glyph.text, code.legacy);
                found.insert(font.name.clone(), (*code, tally));
            }
        }
    }
    let sure: Vec<Legacy> = found.values().filter(|(_, t)| t.is_coded()).map(|(code, _)| code.legacy).collect();
    let wanted = |code: &Named, tally: Tally| tally.is_coded() || (tally.is_silent() && sure.contains(&code.legacy));
    found.into_iter().filter(|(_, (code, t))| wanted(code, *t)).map(|(name, (code, _))| (name, code)).collect()
}

/// Converts one page; gives the letters that were converted, by code.
fn convert_page(page: &mut Page, fonts: &BTreeMap<String, Named>) -> BTreeMap<Legacy, u64> {
    let codes: Vec<Option<Named>> = page.fonts.iter().map(|f| fonts.get(&f.name).copied()).collect();
    let mut done = BTreeMap::new();
    if codes.iter().all(Option::is_none) {
        return done;
    }
    let mut out: Vec<Glyph> = Vec::with_capacity(page.glyphs.len());
    // The VNI letter just before, as the file has it.
    let mut base: Option<char> = None;
    for mut glyph in std::mem::take(&mut page.glyphs) {
        let Some(code) = codes.get(usize::from(glyph.font)).copied().flatten() else {
            base = None;
            out.push(glyph);
            continue;
        };
        let count = done.entry(code.legacy).or_insert(0);
        if let (Some(mark), Some(letter), Some(last)) = (only(&glyph), base, out.last_mut())
            && let Some(both) = vni::pair(letter, mark)
            && adjoins(last, &glyph)
        {
            // A letter that had a code of its own was counted before.
            *count += u64::from(vni::single(letter).is_none());
            last.text = both.encode_utf8(&mut [0; 4]).into();
            last.bbox = last.bbox.union(&glyph.bbox);
            base = None;
            continue;
        }
        base = only(&glyph).filter(|_| code.legacy == Legacy::Vni);
        let (text, letters) = convert(&glyph.text, code.legacy);
        *count += letters;
        glyph.text = if code.capitals { text.to_uppercase().into() } else { text.into() };
        out.push(glyph);
    }
    page.glyphs = out;
    done
}

/// The character of a glyph that has one.
fn only(glyph: &Glyph) -> Option<char> {
    let mut text = glyph.text.chars();
    text.next().filter(|_| text.next().is_none()).map(plain)
}

/// Whether a mark stands where its letter ends.
fn adjoins(letter: &Glyph, mark: &Glyph) -> bool {
    if letter.angle != mark.angle {
        return false;
    }
    if letter.angle.rem_euclid(180) != 0 {
        // Turned text: that it is drawn next has to do.
        return true;
    }
    let reach = REACH * letter.size;
    (letter.baseline - mark.baseline).abs() <= SAME_LINE * letter.size
        && mark.bbox.x0 >= letter.bbox.x0 - reach
        && mark.bbox.x0 <= letter.bbox.x1 + reach
}

/// The text of a page, its words apart as well as the order of drawing tells.
fn words(page: &Page) -> String {
    let mut out = String::new();
    let mut last: Option<&Glyph> = None;
    for glyph in &page.glyphs {
        let apart = last.is_none_or(|l| {
            l.baseline != glyph.baseline
                || glyph.bbox.x0 < l.bbox.x0
                || glyph.bbox.x0 - l.bbox.x1 > WORD_GAP * glyph.size
        });
        if apart {
            out.push(' ');
        }
        out.push_str(&glyph.text);
        last = Some(glyph);
    }
    out
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::model::{FontInfo, Rect};

    fn page(runs: &[(&str, &str)]) -> Page {
        let mut page = Page::default();
        for (line, (name, text)) in runs.iter().enumerate() {
            let font = u16::try_from(line).unwrap();
            page.fonts.push(FontInfo { name: (*name).to_owned(), ..FontInfo::default() });
            let y = 20.0 * (line as f32 + 1.0);
            page.glyphs.extend(text.chars().enumerate().map(|(i, c)| Glyph {
                text: c.to_string().into(),
                bbox: Rect::new(6.0 * i as f32, y - 10.0, 6.0 * i as f32 + 6.0, y),
                baseline: y,
                size: 12.0,
                font,
                angle: 0,
                mcid: None,
            }));
        }
        page
    }

    fn read(runs: &[(&str, &str)]) -> (Vec<String>, Vec<Diagnostic>) {
        let mut page = page(runs);
        let said = convert_pages(std::iter::once(&mut page));
        let line = |font: usize| {
            page.glyphs.iter().filter(|g| usize::from(g.font) == font).map(|g| g.text.as_str()).collect::<String>()
        };
        ((0..runs.len()).map(line).collect(), said)
    }

    #[test]
    fn each_run_is_read_by_its_font() {
        let (lines, said) = read(&[
            (".VnTimeH-Bold", "phô lôc sè 02"),
            (".VnTime", "®\u{ad}êng"),
            (".VnArialH", "stt"),
            ("VNI-Times", "Sôû Noâng nghieäp"),
            ("TimesNewRomanPSMT", "Ângström »"),
        ]);
        assert_eq!(lines, ["PHỤ LỤC SỐ 02", "đường", "STT", "Sở Nông nghiệp", "Ângström »"]);
        assert_eq!(said.len(), 2);
        assert_eq!(
            said[0].message.to_string(),
            "6 letters were converted from TCVN3 to Unicode: its fonts are .VnArialH, .VnTime, .VnTimeH-Bold"
        );
        assert_eq!(
            said[1].message.to_string(),
            "3 letters were converted from VNI to Unicode: its fonts are VNI-Times"
        );
    }

    #[test]
    fn a_font_that_speaks_unicode_is_left_alone() {
        let (lines, said) = read(&[(".VnTime", "Kế hoạch và ý, có gì"), (".VnTimeH", "stt"), ("VNI-Times", "Sở về")]);
        assert_eq!(lines, ["Kế hoạch và ý, có gì", "stt", "Sở về"]);
        assert!(said.is_empty());
    }

    #[test]
    fn a_mark_far_away_is_no_mark() {
        let mut page = page(&[("VNI-Times", "aø")]);
        page.glyphs[1].bbox = Rect::new(100.0, 10.0, 106.0, 20.0);
        convert_pages(std::iter::once(&mut page));
        assert_eq!(page.glyphs.len(), 2);
    }

    #[test]
    fn legacy_text_without_a_font_is_flagged() {
        let text = "Céng hoµ x· héi chñ nghÜa; x©y dùng kÕ ho¹ch n¨m vµ b¸o c¸o kÕt qu¶ cña c¬ quan ";
        let (lines, said) = read(&[("Times", text)]);
        assert_eq!((lines[0].as_str(), said[0].code), (text, Code::LegacyEncoding));
    }
}
